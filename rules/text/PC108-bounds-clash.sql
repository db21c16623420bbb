/*
id:       PC108
name:     bounds-clash
title:    约数与界限冲突
severity: warning
since:    0.1
message:  “{phrase}”同时用了约数和界限，两种意思互相抵消
message[opposed]: “{phrase}”既写下限又写上限，这个数是最少还是最多，读者无从判断
message[empty]: “{phrase}”的下限{low_written}高过上限{high_written}，没有一个数能同时满足
computation: 约数（约、近、左右、余）与界限（以上、以内、超过、不低于）只能取一
computation[opposed]: 数前数后的界限词方向相反
computation[empty]: 不低于{low_written}，同时不高于{high_written}
slack:    按写法判断，与四舍五入无关
suggestion: 只留一种写法
suggestion[empty]: 核对上下限，把较小的数写作下限
about_en: A phrase should not bound a value from both sides so that none is left, nor approximate and bound it at once.
message_en: “{phrase}” approximates and bounds at once; the two cancel out
message_en[opposed]: “{phrase}” bounds its figure from below and from above at once; no reader can tell which is meant
message_en[empty]: “{phrase}”: the lower bound {low_written} is above the upper bound {high_written}, so no value fits
computation_en: an approximation (“约、近、左右、余”) or a bound (“以上、以内、超过、不低于”), not both
computation_en[opposed]: the words before and behind the figure bound it from opposite sides
computation_en[empty]: no less than {low_written} and no more than {high_written}
slack_en: judged by the wording
suggestion_en: keep one of the two
suggestion_en[empty]: check the bounds; the smaller is the lower one

查什么  同一个数不能既是约数又是界限：约…以上、超过…左右、近…以上；数前数后的界限不能相反（不低于…以下）；一句话里的下限不能高过上限。
为什么  年底对账时，这样的目标怎么算都行，也就等于没有目标。
不查    高于全省1个百分点左右一类相对比较；名称里的门槛（限额以上、规模以上）。
依据    《中华人民共和国民法典》第一千二百五十九条关于“以上”“以下”“超过”的解释。
*/
SELECT s.id AS anchor,
       '' AS against,
       CASE WHEN s.opposed THEN 'opposed' ELSE '' END AS variant,
       s.indicator AS indicator,
       s.phrase AS phrase,
       '' AS low_written,
       '' AS high_written
FROM statement AS s
WHERE (s.hedged OR s.opposed) AND s.is_number
UNION ALL
SELECT h.id AS anchor,
       f.id AS against,
       'empty' AS variant,
       f.indicator AS indicator,
       f.phrase AS phrase,
       f.written AS low_written,
       h.written AS high_written
FROM statement AS f
JOIN statement AS h
  ON h.document = f.document AND h.region_path = f.region_path AND h.key = f.key AND h.measure = f.measure
 AND h.modality = f.modality AND h.period = f.period AND h.period_kind = f.period_kind
 AND h.base_unit = f.base_unit
 AND h.line = f.line AND h.start_at = f.start_at
WHERE f.bound = 'floor' AND h.bound = 'ceiling' AND f.low > h.high
  AND (f.end_at = h.end_at AND f.force_rank = h.force_rank OR f.role = 'tier' AND f.grp = h.grp
    -- 增长7%以上、控制在6%以内: the second bound goes on where the first ends.
    OR f.force_rank = h.force_rank AND f.role = '' AND h.role = ''
      AND (h.quote LIKE CONCAT(f.quote, '、%') OR h.quote LIKE CONCAT(f.quote, '，%')))
