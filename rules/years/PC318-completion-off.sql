/*
id:       PC318
name:     completion-off
title:    完成比例不符
severity: error
since:    0.1
message:  {region}{year}年{indicator}{written}，称“{quote}”，按年度计划{plan_written}应为{number/plan_number:percent}
message[growth]: {region}{year}年{indicator}{written}，称“{quote}”，按上年{base_written}和目标“{plan_phrase}”应约为{number_hundred/plan_number:percent}
message[pass]: {region}{year}年{indicator}“{quote}”与计划、实际相符
computation: {written}÷{plan_written}＝{number/plan_number:percent}，文中写{ratio:short}%
computation[growth]: {written}÷（{base_written}按目标“{plan_phrase}”计）＝{number_hundred/plan_number:percent}，文中写{ratio:short}%
computation[pass]: {written}，文中写{ratio:short}%
slack:    无论怎样四舍五入都不符
slack[growth]: 年度计划由上年数和目标增速推算，已放宽半个百分点，仍不符
slack[pass]: 在写出的位数之内相符
suggestion: 核对完成比例所依据的计划数
suggestion[pass]:
about_en: A completion ratio should follow from plan and outcome.
message_en: {region} {year}: {indicator} {written} is called “{quote}”; against the plan of {plan_written} it is {number/plan_number:percent}
message_en[growth]: {region} {year}: {indicator} {written} is called “{quote}”; by last year's {base_written} and the target “{plan_phrase}” it is {number_hundred/plan_number:percent}
message_en[pass]: {region} {year}: “{quote}” for {indicator} agrees with plan and outcome
computation_en: {written} ÷ {plan_written} = {number/plan_number:percent}; the text says {ratio:short}%
computation_en[growth]: {written} ÷ ({base_written} at the target “{plan_phrase}”) = {number_hundred/plan_number:percent}; the text says {ratio:short}%
computation_en[pass]: {written}; the text says {ratio:short}%
slack_en: does not agree whatever the rounding
slack_en[growth]: the plan is derived from last year's level and the target; even half a point of margin does not help
slack_en[pass]: agrees within the digits written
suggestion_en: check the plan that the ratio rests on
suggestion_en[pass]:
outranks: PC117

查什么  “完成年度计划的N%”，应当等于实际数除以本级计划里的目标数；计划只写增速的，由上年实际数推算。
为什么  完成比例只写分子、不写分母，读者看不出拿什么比。
不查    计划数不在手头的；比较对象不是本级年度计划的（时序进度、上级下达）；名称太泛、不能断定是同一件事的数。
依据    《中华人民共和国各级人民代表大会常务委员会监督法》关于听取和审议计划、预算执行情况报告的规定。
*/
WITH one_plan AS (
  -- A general name (投资) still means one thing where its scope is named and one plan figure has both.
  SELECT t.region_path, t.key, t.base_unit, t.year
  FROM statement AS t
  WHERE t.is_target AND t.own_region AND t.is_number AND t.annual AND t.scope <> '' AND t.plan_year = t.year
  GROUP BY t.region_path, t.key, t.base_unit, t.year
  HAVING COUNT(*) = 1
), by_level AS (
  SELECT c.id AS completion_id, f.id AS figure_id, t.id AS plan_id, '' AS base_id, t.number AS plan_number,
         CASE WHEN f.fit_high * 100 < c.ratio_low * t.number OR f.fit_low * 100 > c.ratio_high * t.number_high
              THEN 0 ELSE 1 END AS holds
  FROM completion AS c
  JOIN statement AS f ON f.id = c.statement
  JOIN statement AS t
    ON t.region_path = f.region_path AND t.key = f.key AND t.base_unit = f.base_unit AND t.year = f.year
  WHERE f.is_number AND f.own_region AND f.has_low AND f.has_high
    AND (f.certain OR EXISTS (
      SELECT 1 FROM one_plan AS o
      WHERE o.region_path = f.region_path AND o.key = f.key AND o.base_unit = f.base_unit AND o.year = f.year))
    AND t.is_target AND t.own_region AND t.is_number AND t.annual AND t.number > 0 AND t.plan_year = t.year
    AND t.measure IN ('level', 'increment') AND t.bound <> 'ceiling'
    AND (f.indicator_id <> '' OR t.action = f.action OR t.action = '' OR f.action = '')
), by_growth AS (
  SELECT c.id AS completion_id, f.id AS figure_id, t.id AS plan_id, b.id AS base_id,
         b.number * (100 + t.rate) AS plan_number,
         CASE WHEN f.fit_high * 10000 < c.ratio_low * b.fit_low * (99.5 + t.rate)
                OR f.fit_low * 10000 > c.ratio_high * b.fit_high * (100.5 + t.rate)
              THEN 0 ELSE 1 END AS holds
  FROM completion AS c
  JOIN statement AS f ON f.id = c.statement
  JOIN statement AS t ON t.region_path = f.region_path AND t.key = f.key AND t.year = f.year
  JOIN statement AS b
    ON b.region_path = f.region_path AND b.key = f.key AND b.base_unit = f.base_unit AND b.year = f.year - 1
  WHERE f.is_number AND f.own_region AND f.certain AND f.has_low AND f.has_high AND f.measure = 'level'
    AND t.is_target AND t.own_region AND t.is_number AND t.annual AND t.plan_year = t.year
    AND t.measure = 'growth' AND t.bound IN ('point', 'around', 'floor') AND t.price_basis = 'current' AND t.basis = ''
    AND b.is_outcome AND b.own_region AND b.annual AND b.latest AND b.is_number AND b.measure = 'level'
    AND b.has_low AND b.has_high AND b.fit_low > 0
    AND NOT EXISTS (SELECT 1 FROM by_level AS l WHERE l.completion_id = c.id)
), judged AS (
  SELECT l.completion_id, l.figure_id, l.plan_id, l.base_id, l.plan_number, l.holds, 0 AS by_growth FROM by_level AS l
  UNION ALL
  SELECT g.completion_id, g.figure_id, g.plan_id, g.base_id, g.plan_number, g.holds, 1 AS by_growth FROM by_growth AS g
)
SELECT c.id AS anchor,
       f.id AS against_figure,
       t.id AS against_plan,
       j.base_id AS against_base,
       c.id AS fold,
       CASE WHEN j.holds = 1 THEN 'pass' ELSE 'fail' END AS verdict,
       CASE WHEN j.holds = 1 THEN 'pass' WHEN j.by_growth = 1 THEN 'growth' ELSE '' END AS variant,
       CASE WHEN j.by_growth = 1 THEN 'warning' ELSE 'error' END AS severity,
       c.quote AS quote,
       c.ratio AS ratio,
       f.region AS region,
       f.year AS year,
       f.indicator AS indicator,
       f.written AS written,
       f.number AS number,
       f.number * 100 AS number_hundred,
       t.written AS plan_written,
       t.phrase AS plan_phrase,
       j.plan_number AS plan_number,
       COALESCE(b.written, '') AS base_written
FROM judged AS j
JOIN completion AS c ON c.id = j.completion_id
JOIN statement AS f ON f.id = j.figure_id
JOIN statement AS t ON t.id = j.plan_id
LEFT JOIN statement AS b ON b.id = j.base_id
-- Plan and work report may set different figures, or one was adjusted: it is right if it fits any.
WHERE j.holds = 1
   OR NOT EXISTS (SELECT 1 FROM judged AS o WHERE o.completion_id = j.completion_id AND o.holds = 1)
