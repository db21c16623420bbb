/*
id:       PC310
name:     target-dropped
title:    目标不再提
severity: note
since:    0.1
message:  {region}{prior_year}年写明数字的目标，{year}年没有再提出：{items}
message[words]: {region}{prior_year}年写明数字的目标，{year}年只有文字没有数字：{items}
computation: {indicator}：{prior_year}年“{prior_phrase}”，{year}年{now}
slack:    不写数就无从比较
suggestion: 补上目标数，或说明不再设定的理由
about_en: A quantified headline target should not vanish from the next plan.
message_en: {region}: targets with a figure for {prior_year} that do not come again for {year}: {items}
message_en[words]: {region}: targets with a figure for {prior_year} that have only words for {year}: {items}
computation_en: {indicator}: {prior_year} “{prior_phrase}”, {year}: {now}
slack_en: without a figure there is nothing to compare
suggestion_en: add the figure, or say why none is set

查什么  上年写明数字的主要指标，今年的计划是否还有数字，或有可以对照的表述（与经济增长同步、完成上级下达目标）。
为什么  不再提的目标往往是没完成的目标；常见却应当有人知道。
不查    改由上级下达、与别的指标同步的；总括类指标已涵盖的；全国统一更名的；居民收入分城乡提出的。
依据    上下年计划衔接通例；不属差错，只作提示。
*/
WITH plans AS (
  SELECT d.id, d.document, d.region_path, d.plan_year,
         ROW_NUMBER() OVER (
           PARTITION BY d.region_path, d.plan_year
           ORDER BY CASE WHEN d.kind = 'plan_report' THEN 0 WHEN d.kind = 'plan' THEN 1 ELSE 2 END, d.document) AS place
  FROM document AS d
  WHERE d.has_targets AND d.readable AND d.region_path <> ''
    AND EXISTS (SELECT 1 FROM statement AS s WHERE s.document = d.document AND s.is_target AND s.year = d.plan_year)
), prior AS (
  SELECT t.id, t.region_path, t.key, t.indicator_id, t.year,
         ROW_NUMBER() OVER (PARTITION BY t.region_path, t.key, t.year ORDER BY t.doc_kind, t.document, t.seq) AS place
  FROM statement AS t
  WHERE t.is_target AND t.own_region AND t.annual AND t.latest AND t.is_number AND t.headline AND t.scope = ''
    AND t.indicator_id <> '' AND NOT t.umbrella AND t.plan_year = t.year
    AND t.doc_kind IN ('plan', 'plan_report', 'work_report')
), gone AS (
  SELECT p.id AS prior_id, n.id AS plan_id, n.plan_year, p.region_path, p.key
  FROM prior AS p
  JOIN plans AS n ON n.region_path = p.region_path AND n.plan_year = p.year + 1 AND n.place = 1
  WHERE p.place = 1
    AND NOT EXISTS (
      SELECT 1 FROM statement AS s
      WHERE s.region_path = p.region_path AND s.own_region AND s.is_target AND s.year = p.year + 1
        AND s.comparator NOT IN ('none', 'positive', 'flat')
        AND (s.key = p.key OR (p.indicator_id = 'income' AND s.indicator_id IN ('urban_income', 'rural_income'))))
    AND NOT EXISTS (
      SELECT 1 FROM statement AS s
      JOIN umbrella AS u ON u.umbrella_id = s.indicator_id
      WHERE u.indicator_id = p.indicator_id
        AND s.region_path = p.region_path AND s.is_target AND s.year = p.year + 1)
    AND NOT EXISTS (
      SELECT 1 FROM renaming AS r
      JOIN statement AS s ON s.key = r.new_key
      WHERE r.old_key = p.key AND r.new_key <> r.old_key AND r.year <= p.year + 1
        AND s.region_path = p.region_path AND s.is_target AND s.year = p.year + 1)
), words AS (
  SELECT g.prior_id, MIN(s.id) AS word_id
  FROM gone AS g
  JOIN statement AS s
    ON s.region_path = g.region_path AND s.key = g.key AND s.is_target AND s.year = g.plan_year AND s.own_region
  GROUP BY g.prior_id
)
SELECT COALESCE(w.word_id, g.plan_id) AS anchor,
       p.id AS against_prior,
       CASE WHEN w.word_id IS NULL THEN g.plan_id ELSE CONCAT(g.plan_id, ':words') END AS fold,
       CASE WHEN w.word_id IS NULL THEN '' ELSE 'words' END AS variant,
       p.region AS region,
       g.plan_year AS year,
       p.year AS prior_year,
       p.indicator AS indicator,
       p.indicator AS item,
       p.phrase AS prior_phrase,
       CASE WHEN w.word_id IS NULL THEN '没有提出' ELSE CONCAT('写作“', s.phrase, '”') END AS now
FROM gone AS g
JOIN statement AS p ON p.id = g.prior_id
LEFT JOIN words AS w ON w.prior_id = g.prior_id
LEFT JOIN statement AS s ON s.id = w.word_id
