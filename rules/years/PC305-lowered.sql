/*
id:       PC305
name:     lowered
title:    目标低于上年
severity: note
since:    0.1
message:  {region}{year}年有{count}项目标低于上年：{items}
message[beyond]: {region}{year}年有{count}项目标下调的幅度超过上级，而上年目标是完成了的：{items}
message[pass]: {region}{year}年{indicator}目标“{phrase}”不低于上年的“{prior_phrase}”
computation: {indicator}：{prior_year}年{prior_kind}{prior_written}，{year}年目标{written}
computation[beyond]: {indicator}：{prior_year}年目标{prior_written}，{year}年目标{written}；上级由{parent_prior}到{parent_written}
slack:    无论怎样四舍五入都低于上年
slack[pass]: 不低于上年
suggestion[beyond]: 说明下调的理由
about_en: Shows targets below last year's outcome or target.
message_en: {region} {year}: targets below the year before ({count}): {items}
message_en[beyond]: {region} {year}: targets lowered by more than the parent's, though last year's were reached ({count}): {items}
message_en[pass]: {region} {year}: {indicator} target “{phrase}” is not below “{prior_phrase}” of the year before
computation_en: {indicator}: {prior_kind} of {prior_year} {prior_written}, target for {year} {written}
computation_en[beyond]: {indicator}: target for {prior_year} {prior_written}, for {year} {written}; the parent from {parent_prior} to {parent_written}
slack_en: below the year before whatever the rounding
slack_en[pass]: not below the year before
suggestion_en[beyond]: give the reason for lowering it

查什么  本年目标与上年同一指标的实际数、目标数相比是否调低；逐项列成一张表。
为什么  调低往往有道理，但审议的人应当一眼看到哪些调低了；
        上年完成了、上级也没有调低这么多的，应当问一句。
不查    就业、粮食、参保率、物价、失业率，以及一切上限和区间类目标；口径或计量单位不同的数；
        存量（见 PC304）；名称太泛、不能断定是同一件事的数。
依据    上下年计划衔接通例；不属差错，只作提示。
*/
WITH prior AS (
  SELECT c.id AS target_id, o.id AS prior_id,
         CASE WHEN c.polarity = 'less' OR (c.polarity = '' AND c.measure = 'growth' AND c.number < 0)
              THEN LEAST(c.number, c.around_low) > o.fit_high
              ELSE GREATEST(c.number_high, c.around_high) < o.fit_low
                OR (c.bound = 'floor' AND c.number < o.fit_low) END AS is_lower,
         o.is_outcome AS is_outcome
  FROM statement AS c
  JOIN statement AS o
    ON o.region_path = c.region_path AND o.key = c.key AND o.measure = c.measure
   AND o.dimension = c.dimension AND o.basis = c.basis
  WHERE c.modality = 'target' AND c.own_region AND c.annual AND c.is_number AND c.latest AND c.certain
    AND NOT c.ceiling AND c.plan_year = c.year AND c.doc_kind <> 'five_year_plan'
    AND o.year = c.year - 1 AND o.annual AND o.is_number AND o.latest AND o.certain AND o.own_region
    AND (o.is_outcome OR (o.modality = 'target' AND o.doc_kind <> 'five_year_plan'))
    AND c.measure IN ('growth', 'increment', 'level', 'share')
    AND NOT (c.measure = 'share' AND c.number >= 95)
    AND NOT c.only_keeps
    AND NOT (c.stock AND c.measure IN ('level', 'share') AND o.is_outcome)
    AND (c.base_unit = o.base_unit OR c.dimension = 'count')
    AND c.polarity <> 'band'
    AND (c.indicator_id <> '' OR ((c.action = o.action OR c.action = '' OR o.action = '')
         AND c.role IN ('', 'total') AND o.role IN ('', 'total') AND NOT c.listed AND NOT o.listed))
    AND c.indicator_id NOT IN ('new_jobs', 'reemployment', 'hard_employment', 'rural_transfer', 'new_posts',
                               'zero_employment_households', 'cpi', 'core_cpi', 'ppi', 'survey_unemployment',
                               'registered_unemployment', 'grain_output', 'energy_emission')
), above AS (
  -- The parent's own step between the same two years, and whether the child had met its earlier target.
  SELECT c.id AS target_id, o.id AS prior_id, p.id AS parent_id, q.id AS parent_prior_id
  FROM prior AS r
  JOIN statement AS c ON c.id = r.target_id
  JOIN statement AS o ON o.id = r.prior_id
  JOIN statement AS p
    ON p.region_path = c.doc_parent_path AND p.key = c.key AND p.measure = c.measure AND p.year = c.year
   AND p.base_unit = c.base_unit AND p.basis = c.basis
  JOIN statement AS q
    ON q.region_path = p.region_path AND q.key = p.key AND q.measure = p.measure AND q.year = o.year
   AND q.base_unit = p.base_unit AND q.basis = p.basis
  JOIN outcome AS u ON u.target = o.id
  WHERE r.is_lower AND NOT r.is_outcome AND c.is_rate AND c.measure = 'growth' AND c.polarity = 'more'
    AND p.modality = 'target' AND q.modality = 'target' AND p.own_region AND q.own_region
    AND p.is_number AND q.is_number AND p.annual AND q.annual AND p.latest AND q.latest
    AND u.judged AND u.short <= 0
    AND o.number - c.number_high > q.number - p.number AND o.number > c.number_high
)
SELECT c.id AS anchor,
       o.id AS against_prior,
       a.parent_id AS against_parent,
       a.parent_prior_id AS against_parent_prior,
       CASE WHEN NOT p.is_lower THEN c.id
            WHEN a.target_id IS NOT NULL THEN CONCAT(c.document, ':beyond')
            ELSE c.document END AS fold,
       CASE WHEN p.is_lower THEN 'fail' ELSE 'pass' END AS verdict,
       CASE WHEN NOT p.is_lower THEN 'pass' WHEN a.target_id IS NOT NULL THEN 'beyond' ELSE '' END AS variant,
       CASE WHEN a.target_id IS NOT NULL THEN 'warning' ELSE 'note' END AS severity,
       CONCAT(c.indicator, o.told, '→', c.told) AS item,
       c.region AS region,
       c.year AS year,
       c.indicator AS indicator,
       c.phrase AS phrase,
       c.told AS written,
       o.year AS prior_year,
       CASE WHEN o.is_outcome THEN '实际' ELSE '目标' END AS prior_kind,
       o.phrase AS prior_phrase,
       o.told AS prior_written,
       COALESCE(h.told, '') AS parent_written,
       COALESCE(g.told, '') AS parent_prior
FROM prior AS p
JOIN statement AS c ON c.id = p.target_id
JOIN statement AS o ON o.id = p.prior_id
LEFT JOIN above AS a ON a.target_id = p.target_id AND a.prior_id = p.prior_id
LEFT JOIN statement AS h ON h.id = a.parent_id
LEFT JOIN statement AS g ON g.id = a.parent_prior_id
-- The outcome says more than the earlier target; the target speaks where no outcome is at hand,
-- or where the parent's step shows that it was lowered without need.
WHERE p.is_outcome OR a.target_id IS NOT NULL OR NOT EXISTS (
    SELECT 1 FROM prior AS q WHERE q.target_id = p.target_id AND q.is_outcome)
