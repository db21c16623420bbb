/*
id:       PC301
name:     target-missed
severity: error
since:    0.1
message:  {region}{year}年有{count}项目标未完成而未说明：{items}
message[silent]: {region}{year}年有{count}项目标未完成而未说明：{items}
message[generic]: {region}{year}年有{count}项目标未完成，报告只笼统提到：{items}
message[named]: {region}{year}年有{count}项目标未完成，报告已说明：{items}
message[pass]: {region}{year}年{indicator}目标“{phrase}”，实际“{actual_phrase}”，已完成
message[pass_rounding]: {region}{year}年{indicator}目标“{phrase}”，实际“{actual_phrase}”，差距在余量之内
computation: {indicator}：目标{written}，实际{actual_written}
slack:    无论怎样四舍五入都未达到
slack[pass]: 已达到
slack[pass_rounding]: 仅因“左右”或0.2个百分点的余量才算达到
suggestion: 在报告中写明未完成的指标和原因
suggestion[pass]:
suggestion[pass_rounding]:

查什么  上年计划定下的目标，报告中的实际数应当达到；没有达到的，报告应当说明。
为什么  没完成是常事，不说才是问题：人大审查计划执行情况，看的就是这张对照表。
不查    上限、区间类目标（失业率、物价涨幅、以内）；预计达到“以上”的数；口径不同的增速；差距不超过0.2个百分点。
依据    《中华人民共和国各级人民代表大会常务委员会监督法》关于听取和审议计划执行情况报告的规定。
*/
WITH pair AS (
  SELECT o.id AS actual_id, t.id AS target_id,
         CASE WHEN t.polarity = 'less' THEN o.fit_low - t.met_high ELSE t.met_low - o.fit_high END AS beyond_inner,
         CASE WHEN t.polarity = 'less' THEN o.fit_low - t.around_high ELSE t.around_low - o.fit_high END AS beyond_outer,
         CASE WHEN t.measure IN ('growth', 'share', 'points') AND t.bound <> 'around'
              THEN g.growth_met ELSE 0 END AS allowed
  FROM statement AS o
  JOIN statement AS t
    ON t.region_path = o.region_path AND t.key = o.key AND t.year = o.year AND t.measure = o.measure
   AND t.base_unit = o.base_unit AND t.basis = o.basis
  CROSS JOIN setting AS g
  WHERE o.is_outcome AND o.own_region AND o.annual AND o.latest AND o.is_number
    AND o.doc_kind IN ('plan_report', 'work_report', 'communique', 'budget_report')
    AND t.is_target AND t.own_region AND t.annual AND t.latest AND t.is_number AND NOT t.ceiling
    AND t.document <> o.document AND t.plan_year = t.year AND t.doc_kind <> 'five_year_plan'
    AND o.certain AND t.certain
    AND (t.indicator_id <> '' OR (t.action = o.action AND NOT t.listed AND NOT o.listed AND t.role = '' AND o.role = ''))
    AND (t.polarity <> 'less' OR t.has_high) AND (t.polarity = 'less' OR t.has_low)
    AND (t.polarity <> 'less' OR o.has_low) AND (t.polarity = 'less' OR o.has_high)
), told AS (
  SELECT DISTINCT p.actual_id AS actual_id,
         CASE WHEN d.key = o.key OR d.sentence = o.sentence THEN 'named' ELSE 'generic' END AS how
  FROM pair AS p
  JOIN statement AS o ON o.id = p.actual_id
  JOIN disclosure AS d ON d.document = o.document
  WHERE d.key = o.key OR d.key = '' OR d.sentence = o.sentence
), judged AS (
  SELECT p.actual_id, p.target_id,
         CASE WHEN p.beyond_outer > p.allowed THEN
                CASE WHEN n.actual_id IS NOT NULL THEN 'named'
                     WHEN s.actual_id IS NOT NULL THEN 'generic'
                     ELSE 'silent' END
              WHEN p.beyond_inner > 0 OR p.beyond_outer > 0 THEN 'pass_rounding'
              ELSE 'pass' END AS variant
  FROM pair AS p
  LEFT JOIN told AS n ON n.actual_id = p.actual_id AND n.how = 'named'
  LEFT JOIN told AS s ON s.actual_id = p.actual_id AND s.how = 'generic'
)
SELECT o.id AS anchor,
       t.id AS against_target,
       CASE WHEN j.variant IN ('pass', 'pass_rounding') THEN 'pass' ELSE 'fail' END AS verdict,
       j.variant AS variant,
       CASE WHEN j.variant IN ('pass', 'pass_rounding') THEN o.id
            WHEN j.variant = 'silent' AND o.headline THEN CONCAT(o.document, ':error')
            ELSE CONCAT(o.document, ':', j.variant) END AS fold,
       CASE WHEN j.variant = 'silent' AND o.headline THEN 'error'
            WHEN j.variant IN ('silent', 'generic') THEN 'warning'
            ELSE 'note' END AS severity,
       o.region AS region,
       o.year AS year,
       o.indicator AS indicator,
       CONCAT(o.indicator, '目标', t.written, '、实际', o.written) AS item,
       t.phrase AS phrase,
       t.written AS written,
       o.phrase AS actual_phrase,
       o.written AS actual_written
FROM judged AS j
JOIN statement AS o ON o.id = j.actual_id
JOIN statement AS t ON t.id = j.target_id
