/*
id:       PC319
name:     level-and-rate-goals-differ
title:    总量与增速目标不合
severity: warning
since:    0.1
message:  {region}{indicator}的总量目标“{phrase}”与增速目标“{rate_phrase}”对不上：由{base_year}年{base_written}推算约为{implied:base}
message[pass]: {region}{indicator}的总量目标与增速目标相符
computation: {base_year}年{base_written}，按“{rate_phrase}”推算{years}年约为{implied:base}；目标写{written}
slack:    增速和总量各按写出的位数放宽，仍无共同的值
slack[pass]: 在写出的位数之内相符
suggestion: 调整其中一个目标
suggestion[pass]:
about_en: A goal for the level and one for the growth should fit together.
message_en: {region}: the {indicator} goals “{phrase}” and “{rate_phrase}” do not fit: from {base_written} in {base_year} it comes to about {implied:base}
message_en[pass]: {region}: the goals for level and growth of {indicator} fit together
computation_en: {base_written} in {base_year}, “{rate_phrase}” for {years} years: about {implied:base}; the goal says {written}
slack_en: growth and level widened by their written digits still share no value
slack_en[pass]: agrees within the digits written
suggestion_en: adjust one of the goals
suggestion_en[pass]:
outranks: PC307 PC117

查什么  同一指标既定总量又定增速（年均增速），由手头的基数推算，两个目标应当能同时达到。
为什么  两个目标不能同时达到，到期考核时就可以任选一个。
不查    没有基数的；口径不同的；增加值按不变价增长，与现价总量之间留出价格变动的余地；两者都是下限的。
依据    GB/T 8170—2008《数值修约规则与极限数值的表示和判定》；规划纲要编制关于指标相互衔接的通例。
*/
SELECT l.id AS anchor,
       r.id AS against_rate,
       b.id AS against_base,
       CASE WHEN d.level_high < d.implied_low OR d.level_low > d.implied_high THEN 'fail' ELSE 'pass' END AS verdict,
       CASE WHEN d.level_high < d.implied_low OR d.level_low > d.implied_high THEN '' ELSE 'pass' END AS variant,
       l.region AS region,
       l.indicator AS indicator,
       l.phrase AS phrase,
       l.written AS written,
       r.phrase AS rate_phrase,
       b.year AS base_year,
       b.written AS base_written,
       d.years AS years,
       d.implied AS implied,
       l.base_unit AS base_unit
FROM double_goal AS d
JOIN statement AS l ON l.id = d.level
JOIN statement AS r ON r.id = d.rate
JOIN statement AS b ON b.id = d.base
