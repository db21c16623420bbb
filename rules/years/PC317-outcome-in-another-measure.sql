/*
id:       PC317
name:     outcome-in-another-measure
title:    结果换了计量
severity: warning
since:    0.1
message:  {region}{year}年{indicator}的目标是“{phrase}”，报告只给出“{actual_phrase}”，无从对照是否完成
message[pass]: {region}{year}年{indicator}的目标“{phrase}”可由上年总量推算，已完成
computation: 目标{written}，结果只有{actual_written}
computation[derived]: 目标{written}，结果只有{actual_written}；按上年{base_written}推算，没有达到
computation[pass]: 目标{written}，结果{actual_written}，上年{base_written}
slack:    缺少同一计量的实际数，无法判定
slack[derived]: 按上年总量推算低于目标
slack[pass]: 按上年总量推算达到目标
suggestion: 补上与目标同一计量的实际数
suggestion[pass]:
message[derived]: {region}{year}年{indicator}的目标是“{phrase}”，报告只给出“{actual_phrase}”；按上年总量推算没有达到
outranks: PC303
about_en: The outcome of a target should be given in the target's own measure.
message_en: {region} {year}: the {indicator} target is “{phrase}”, the report only gives “{actual_phrase}”: whether it was reached cannot be seen
message_en[pass]: {region} {year}: the {indicator} target “{phrase}” can be derived from last year's level: reached
message_en[derived]: {region} {year}: the {indicator} target is “{phrase}”, the report only gives “{actual_phrase}”; by last year's level it was missed
computation_en: target {written}, outcome only {actual_written}
computation_en[derived]: target {written}, outcome only {actual_written}; by last year's {base_written} it was missed
computation_en[pass]: target {written}, outcome {actual_written}, last year {base_written}
slack_en: no outcome in the same measure: undecided
slack_en[derived]: below the target by last year's level
slack_en[pass]: reaches the target by last year's level
suggestion_en: add the outcome in the target's measure
suggestion_en[pass]:

查什么  目标写增速的，报告应当给出增速；目标写总量的，应当给出总量。
为什么  目标定增速、结果只报总量或占比，是最常用的遮掩未完成的办法。
不查    两种计量都给出的；按手头的上年总量推算已完成的；上限、区间类目标。
依据    《中华人民共和国各级人民代表大会常务委员会监督法》关于听取和审议计划执行情况报告的规定。
*/
WITH hidden AS (
  SELECT u.target AS target_id, u.figure AS figure_id, u.report AS report
  FROM outcome AS u
  JOIN statement AS t ON t.id = u.target
  JOIN statement AS f ON f.id = u.figure
  WHERE u.how = 'other' AND NOT t.ceiling AND t.polarity <> 'band' AND t.scope = ''
    AND t.doc_kind IN ('plan', 'plan_report', 'work_report')
    AND ((t.measure = 'growth' AND f.measure IN ('level', 'share', 'increment'))
      OR (t.measure IN ('level', 'share', 'increment') AND f.measure = 'growth'))
), derived AS (
  SELECT h.target_id,
         MAX(CASE WHEN t.measure = 'growth' AND f.fit_high * 100 >= b.fit_low * (100 + t.rate) THEN 1
                  WHEN t.measure = 'level' AND f.measure = 'growth' AND b.fit_high * (100 + f.rate_high) >= t.number * 100 THEN 1
                  ELSE 0 END) AS is_met,
         MIN(b.id) AS base_id
  FROM hidden AS h
  JOIN statement AS t ON t.id = h.target_id
  JOIN statement AS f ON f.id = h.figure_id
  JOIN statement AS b
    ON b.region_path = t.region_path AND b.key = t.key AND b.measure = 'level' AND b.year = t.year - 1
   AND b.is_outcome AND b.annual AND b.own_region AND b.latest AND b.is_number AND b.has_low AND b.has_high
  WHERE t.price_basis <> 'constant' AND t.polarity <> 'less' AND b.fit_low > 0 AND f.has_low AND f.has_high
    AND f.key = t.key
    AND ((t.measure = 'growth' AND f.measure = 'level' AND f.base_unit = b.base_unit)
      OR (t.measure = 'level' AND f.measure = 'growth' AND t.base_unit = b.base_unit))
  GROUP BY h.target_id
)
SELECT f.id AS anchor,
       t.id AS against_target,
       COALESCE(d.base_id, '') AS against_base,
       CASE WHEN d.is_met = 1 THEN 'pass' ELSE 'fail' END AS verdict,
       CASE WHEN d.base_id IS NULL THEN '' WHEN d.is_met = 1 THEN 'pass' ELSE 'derived' END AS variant,
       t.region AS region,
       t.year AS year,
       t.indicator AS indicator,
       t.phrase AS phrase,
       t.written AS written,
       f.phrase AS actual_phrase,
       f.written AS actual_written,
       COALESCE(b.written, '') AS base_written
FROM hidden AS h
JOIN statement AS t ON t.id = h.target_id
JOIN statement AS f ON f.id = h.figure_id
LEFT JOIN derived AS d ON d.target_id = h.target_id
LEFT JOIN statement AS b ON b.id = d.base_id
