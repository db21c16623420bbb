/*
id:       PC309
name:     redefined
title:    口径变了
severity: warning
since:    0.1
message:  {region}{indicator}{prior_year}年以“{prior_unit}”计，{year}年改以“{unit}”计，未作说明
message[outcome]: {region}{year}年{indicator}的目标以“{prior_unit}”计，结果以“{unit}”计，无从对照
message[per]: {region}{indicator}{prior_year}年按“{prior_unit}”算，{year}年改按“{unit}”算，未作说明
message[measure]: {region}{indicator}{prior_year}年的目标是“{prior_phrase}”，{year}年改为“{phrase}”，两者无从对照
message[scope]: {region}{indicator}{prior_year}年指全部，{year}年只指“{unit}”，未作说明
computation[outcome]: 目标“{prior_phrase}”，结果“{phrase}”
computation: {prior_year}年“{prior_phrase}”，{year}年“{phrase}”
slack:    计量不同，无法比较
suggestion: 说明口径变动并给出可比的数，或仍用原来的计量
about_en: An indicator should keep its unit, denominator, measure and scope over the years.
message_en: {region}: {indicator} is in “{prior_unit}” for {prior_year} and in “{unit}” for {year}, without a word
message_en[outcome]: {region}: the {year} target of {indicator} is in “{prior_unit}”, its outcome in “{unit}”: they cannot be held together
message_en[per]: {region}: {indicator} is per “{prior_unit}” for {prior_year} and per “{unit}” for {year}, without a word
message_en[measure]: {region}: the {indicator} target of {prior_year} is “{prior_phrase}”, that of {year} “{phrase}”: they cannot be held together
message_en[scope]: {region}: {indicator} of {prior_year} is about all, that of {year} only about “{unit}”, without a word
computation_en[outcome]: target “{prior_phrase}”, outcome “{phrase}”
computation_en: {prior_year} “{prior_phrase}”, {year} “{phrase}”
slack_en: other measures cannot be compared
suggestion_en: explain the change and give a comparable figure, or keep the former measure

查什么  同一指标前后两年的计量：币种、量纲、按多少人计、目标用总量还是增速、范围是全部还是一部分。
为什么  换一把尺子，就看不出长短了。
不查    家、户、个、名之间的不同；全国统一更名换代的指标；文中说明了口径变动的；
        上年结果已按新计量给出、可以对照的；原计量仍同时给出的。
依据    国家统计局关于统计口径变动应当说明的要求。
*/
WITH own AS (
  SELECT s.id, s.document, s.region_path, s.key, s.indicator_id, s.measure, s.year, s.base_unit, s.dimension, s.unit,
         s.scope, s.per, s.per_name, s.is_target, s.is_outcome, s.explained, s.plan_year, s.headline, s.seq, s.line
  FROM statement AS s
  WHERE s.own_region AND s.is_number AND s.certain AND s.annual AND s.latest AND s.year > 0
    AND s.modality IN ('target', 'actual', 'estimate') AND s.doc_kind <> 'five_year_plan'
    AND s.role IN ('', 'total', 'result')
), pair AS (
  SELECT c.id AS now_id, p.id AS prior_id, 'unit' AS how
  FROM own AS c
  JOIN own AS p ON p.region_path = c.region_path AND p.key = c.key AND p.measure = c.measure AND p.year = c.year - 1
  WHERE c.measure IN ('level', 'increment') AND c.is_target AND c.base_unit <> p.base_unit
    -- A name of its own kind is still one thing where only the currency changed.
    AND (c.indicator_id <> '' OR (c.dimension = 'money' AND p.dimension = 'money'))
    AND c.unit <> '' AND p.unit <> ''
    AND ((c.dimension = 'money' AND p.dimension = 'money') OR c.dimension <> p.dimension)
    AND NOT (c.dimension IN ('count', 'people', 'none', '') AND p.dimension IN ('count', 'people', 'none', ''))
    AND NOT EXISTS (
      SELECT 1 FROM own AS o
      WHERE o.region_path = c.region_path AND o.key = c.key AND o.is_target AND o.year = c.year
        AND o.base_unit = p.base_unit AND o.measure = c.measure)
    AND NOT EXISTS (
      SELECT 1 FROM own AS o
      WHERE o.region_path = c.region_path AND o.key = c.key AND o.year = p.year
        AND o.base_unit = c.base_unit AND o.measure = c.measure)
  UNION ALL
  -- Outcomes of two years in two currencies: nothing at hand tells either year in the other's.
  SELECT c.id AS now_id, p.id AS prior_id, 'unit' AS how
  FROM own AS c
  JOIN own AS p ON p.region_path = c.region_path AND p.key = c.key AND p.measure = c.measure AND p.year = c.year - 1
  WHERE c.measure = 'level' AND c.is_outcome AND p.is_outcome AND c.indicator_id <> ''
    AND c.dimension = 'money' AND p.dimension = 'money' AND c.base_unit <> p.base_unit
    AND NOT EXISTS (
      SELECT 1 FROM own AS o
      WHERE o.region_path = c.region_path AND o.key = c.key
        AND ((o.year = c.year AND o.base_unit = p.base_unit) OR (o.year = p.year AND o.base_unit = c.base_unit)))
  UNION ALL
  -- An outcome in another currency than its own target.
  SELECT c.id AS now_id, p.id AS prior_id, 'outcome' AS how
  FROM own AS c
  JOIN own AS p ON p.region_path = c.region_path AND p.key = c.key AND p.measure = c.measure AND p.year = c.year
  WHERE c.measure = 'level' AND c.is_outcome AND p.is_target AND c.indicator_id <> ''
    AND c.dimension = 'money' AND p.dimension = 'money' AND c.base_unit <> p.base_unit
    AND NOT EXISTS (
      SELECT 1 FROM own AS o
      WHERE o.region_path = c.region_path AND o.key = c.key AND o.year = c.year
        AND ((o.is_outcome AND o.base_unit = p.base_unit) OR (o.is_target AND o.base_unit = c.base_unit)))
  UNION ALL
  SELECT c.id AS now_id, p.id AS prior_id, 'per' AS how
  FROM own AS c
  JOIN own AS p
    ON p.region_path = c.region_path AND p.per_name = c.per_name AND p.year = c.year - 1 AND p.is_target = c.is_target
  WHERE c.per <> '' AND p.per <> '' AND c.per <> p.per
    AND NOT EXISTS (
      SELECT 1 FROM own AS o
      WHERE o.region_path = c.region_path AND o.per_name = c.per_name AND o.year = c.year AND o.per = p.per
        AND o.is_target = c.is_target)
  UNION ALL
  SELECT c.id AS now_id, p.id AS prior_id, 'measure' AS how
  FROM own AS c
  JOIN own AS p ON p.region_path = c.region_path AND p.key = c.key AND p.year = c.year - 1
  WHERE c.is_target AND p.is_target AND c.indicator_id <> '' AND p.plan_year = p.year AND c.plan_year = c.year
    AND ((c.measure = 'level' AND p.measure = 'growth') OR (c.measure = 'growth' AND p.measure = 'level'))
    -- Still comparable where either year is told in both measures.
    AND NOT EXISTS (
      SELECT 1 FROM own AS o
      WHERE o.region_path = c.region_path AND o.key = c.key AND o.is_target
        AND ((o.year = c.year AND o.measure = p.measure) OR (o.year = p.year AND o.measure = c.measure)))
    AND NOT EXISTS (
      SELECT 1 FROM own AS o
      WHERE o.region_path = c.region_path AND o.key = c.key AND o.is_outcome AND o.year = p.year AND o.measure = 'level')
  UNION ALL
  SELECT c.id AS now_id, p.id AS prior_id, 'scope' AS how
  FROM own AS c
  JOIN own AS p
    ON p.region_path = c.region_path AND p.indicator_id = c.indicator_id AND p.year = c.year - 1
   AND p.measure = c.measure
  WHERE c.is_target AND p.is_target AND c.indicator_id <> '' AND p.scope = '' AND c.scope <> '' AND p.headline
    AND NOT EXISTS (
      SELECT 1 FROM own AS o
      WHERE o.region_path = c.region_path AND o.indicator_id = c.indicator_id AND o.year = c.year AND o.scope = '')
), first AS (
  SELECT p.now_id, p.prior_id, p.how,
         ROW_NUMBER() OVER (PARTITION BY c.document, c.key, p.how ORDER BY c.seq, c.id, q.is_target DESC, q.id) AS place
  FROM pair AS p
  JOIN own AS c ON c.id = p.now_id
  JOIN own AS q ON q.id = p.prior_id
  WHERE NOT c.explained AND q.document <> c.document
    AND NOT EXISTS (
      SELECT 1 FROM renaming AS r
      WHERE (r.old_key = q.key OR r.new_key = q.key) AND r.year = c.year)
)
SELECT c.id AS anchor,
       p.id AS against_prior,
       CASE WHEN f.how = 'unit' THEN '' ELSE f.how END AS variant,
       c.region AS region,
       c.year AS year,
       c.indicator AS indicator,
       CASE WHEN f.how = 'per' THEN c.per WHEN f.how = 'scope' THEN c.scope ELSE c.unit END AS unit,
       c.phrase AS phrase,
       p.year AS prior_year,
       CASE WHEN f.how = 'per' THEN p.per ELSE p.unit END AS prior_unit,
       p.phrase AS prior_phrase
FROM first AS f
JOIN statement AS c ON c.id = f.now_id
JOIN statement AS p ON p.id = f.prior_id
WHERE f.place = 1
