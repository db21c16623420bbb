/*
id:       PC304
name:     already-reached
title:    目标早已达到
severity: warning
since:    0.1
message:  {region}{year}年{indicator}目标“{phrase}”，而{prior_year}年已是“{actual_phrase}”，目标在制定时已经达到
message[pass]: {region}{year}年{indicator}目标“{phrase}”高于{prior_year}年的“{actual_phrase}”
computation: {prior_year}年实际{actual_written}，{year}年目标{written}
slack:    无论怎样四舍五入都已达到
slack[pass]: 目标尚未达到
suggestion: 目标应高于{actual_written}，或改写为“保持”
suggestion[pass]:
outranks: PC305
about_en: A target should lie beyond what is already reached.
message_en: {region} {year}: {indicator} target “{phrase}”, but {prior_year} was already “{actual_phrase}”: reached when it was set
message_en[pass]: {region} {year}: {indicator} target “{phrase}” lies beyond “{actual_phrase}” of {prior_year}
computation_en: outcome of {prior_year} {actual_written}, target for {year} {written}
slack_en: already reached whatever the rounding
slack_en[pass]: not reached yet
suggestion_en: aim higher than {actual_written}, or write that it is to be kept
suggestion_en[pass]:

查什么  存量指标（企业总数、覆盖率、城镇化率、余额）的目标，应当高于制定目标时最近一年的实际数。
为什么  已经达到的目标不约束任何人，多半是抄了旧稿或用错了基数。
不查    “保持”“稳定在”“不低于”一类目标；95%以上的比率；耕地、粮食等红线；空气和水质；一年的流量（见 PC305）；上限类目标。
依据    年度计划编制通例：目标以上年实际数为基数。
*/
WITH known AS (
  SELECT t.id AS target_id, a.id AS actual_id,
         CASE WHEN t.polarity = 'less' THEN t.number_high - a.fit_high ELSE a.fit_low - t.number END AS beyond,
         ROW_NUMBER() OVER (PARTITION BY t.id ORDER BY a.year DESC, a.is_final DESC, a.id) AS place
  FROM statement AS t
  JOIN statement AS a
    ON a.region_path = t.region_path AND a.key = t.key AND a.basis = t.basis
   -- What has been built in all these years stands there: 累计建成1860个 is no less than that many.
   AND (a.measure = t.measure
     OR (t.measure = 'level' AND (t.quote LIKE '%达%' OR t.quote LIKE '%总%' OR t.quote LIKE '%突破%' OR t.quote LIKE '%增至%')
       AND a.measure = 'increment' AND a.period_kind = 'cumulative'
       AND a.quote LIKE '%建成%' AND a.quote NOT LIKE '%新建%'))
   -- 41个 and 4600户 are counts of two things.
   AND (a.base_unit = t.base_unit OR (a.dimension = 'count' AND t.dimension = 'count'
     AND a.number <= 10 * t.number AND t.number <= 10 * a.number))
  WHERE t.modality = 'target' AND t.own_region AND t.is_number AND t.certain AND t.latest AND t.stock
    AND t.period_kind IN ('year', 'by') AND NOT t.only_keeps AND NOT t.ceiling AND t.polarity <> 'band'
    AND t.measure IN ('level', 'share') AND t.role IN ('', 'total', 'result')
    AND NOT (t.measure = 'share' AND t.number >= 95)
    AND a.is_outcome AND a.own_region AND a.is_number AND a.certain AND a.latest
    AND (a.annual OR (a.period_kind = 'cumulative' AND (a.stock OR a.measure = 'increment')))
    AND a.instant <> 'start' AND a.has_low AND a.has_high AND a.role IN ('', 'total', 'result')
    AND t.indicator_id NOT IN ('survey_unemployment', 'registered_unemployment', 'debt_rate')
    -- What was known when the target was set: last year's outcome, or the year before where it is missing.
    AND ((t.doc_kind <> 'five_year_plan' AND t.year >= t.plan_year AND t.plan_year > 0
          AND a.year < t.plan_year AND a.year >= t.plan_year - 2)
      OR (t.doc_kind = 'five_year_plan' AND a.document = t.document AND a.year < t.year))
)
SELECT t.id AS anchor,
       a.id AS against_actual,
       CASE WHEN k.beyond >= 0 THEN 'fail' ELSE 'pass' END AS verdict,
       CASE WHEN k.beyond >= 0 THEN '' ELSE 'pass' END AS variant,
       t.region AS region,
       t.year AS year,
       t.indicator AS indicator,
       t.phrase AS phrase,
       t.written AS written,
       a.year AS prior_year,
       a.phrase AS actual_phrase,
       a.written AS actual_written
FROM known AS k
JOIN statement AS t ON t.id = k.target_id
JOIN statement AS a ON a.id = k.actual_id
WHERE k.place = 1
