/*
id:       PC117
name:     jointly-impossible
title:    合在一起不能成立
severity: error
since:    0.1
message:  {size}个数合在一起不能成立：{clash}
message[pass]: {size}个数合在一起可以成立
computation: {steps}
computation[pass]:
slack:    无论怎样四舍五入都不能同时成立
slack[assumed]: 无论怎样四舍五入都不能同时成立；{assumed}
slack[pass]: 在写出的位数之内可以同时成立
slack[unfit]: 无论怎样四舍五入都不能同时成立
slack[unfit_assumed]: 无论怎样四舍五入都不能同时成立；{assumed}
suggestion: 其余各数不变时，{fits}
suggestion[pass]:
suggestion[unfit]:
suggestion[unfit_assumed]:
about_en: Figures that agree two by two must also hold all together.
message_en: {size} figures cannot hold together: {clash}
message_en[pass]: {size} figures can hold together
computation_en: {steps}
computation_en[pass]:
slack_en: cannot hold together whatever the rounding
slack_en[assumed]: cannot hold together whatever the rounding; {assumed}
slack_en[pass]: can hold together within the digits written
slack_en[unfit]: cannot hold together whatever the rounding
slack_en[unfit_assumed]: cannot hold together whatever the rounding; {assumed}
suggestion_en: the others unchanged: {fits}
suggestion_en[pass]:
suggestion_en[unfit]:
suggestion_en[unfit_assumed]:

查什么  两两看都说得通、合在一起不能成立的数。把同一次会议各文件中同一地区的数按定义相连：占比×整体＝部分，
        上年×增速＝本年，分项合计＝总数，部分不大于整体，上年末＋净增＝年末，两个增速之差，比重的变化，年均增速，
        贡献率与拉动点数；逐步推算每个数可能的范围，推到没有可能为止，列出其中缺一不可的几个数和每一步。
为什么  单个数都核不出错，合起来算几步就知道至少有一个不对。
不查    按不变价计算的增速与现价总量；可比口径、同口径增速与公布的总量；同一个数写成两个值的（PC101）；一句之内已由
        PC102—PC104、PC113、PC116核出的；上年基数修订在1%以内的（零售额留3%，按警告提示）；规模以上、限额以上、
        投资等口径年年变动的，增速不与上年公布数互推。
依据    各指标的定义（grammar/lexicon/identities.tsv 各行所列）；GB/T 8170—2008：写出的数代表其修约区间。
*/
SELECT j.anchor AS anchor,
       CASE WHEN j.member = j.anchor THEN '' ELSE j.member END AS against,
       'together' AS role,
       CASE WHEN j.verdict = 'pass' THEN 'pass' ELSE 'fail' END AS verdict,
       CASE WHEN j.verdict = 'pass' THEN 'pass'
            WHEN j.fits = '' AND j.assumed <> '' THEN 'unfit_assumed'
            WHEN j.fits = '' THEN 'unfit'
            WHEN j.assumed <> '' THEN 'assumed' ELSE '' END AS variant,
       j.severity AS severity,
       j.size AS size,
       j.clash AS clash,
       j.steps AS steps,
       j.assumed AS assumed,
       j.fits AS fits
FROM joint AS j
WHERE j.verdict <> 'open'
