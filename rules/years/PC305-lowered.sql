/*
id:       PC305
name:     lowered
severity: note
since:    0.1
message:  {region}{year}年有{count}项目标低于上年：{items}
computation: {indicator}：{prior_year}年{prior_kind}{prior_written}，{year}年目标{written}
slack:    无论怎样四舍五入都低于上年

查什么  本年目标与上年同一指标的实际数、目标数相比是否调低；逐项列成一张表。
为什么  调低往往有道理，但审议的人应当一眼看到哪些调低了。
不查    就业、粮食、参保率、物价、失业率，以及一切上限和区间类目标；口径或计量单位不同的数；
        名称太泛、不能断定是同一件事的数。
依据    上下年计划衔接通例；不属差错，只作提示。
*/
WITH prior AS (
  SELECT c.id AS target_id, o.id AS prior_id,
         CASE WHEN c.polarity = 'less' AND c.measure <> 'growth' THEN c.fit_low > o.fit_high
              ELSE GREATEST(c.number_high, c.around_high) < o.fit_low
                OR (c.bound = 'floor' AND c.number < o.fit_low) END AS is_lower,
         o.is_outcome AS is_outcome
  FROM statement AS c
  JOIN statement AS o
    ON o.region_path = c.region_path AND o.key = c.key AND o.measure = c.measure
   AND o.dimension = c.dimension AND o.basis = c.basis
  WHERE c.modality = 'target' AND c.own_region AND c.annual AND c.is_number AND c.latest AND c.certain
    AND NOT c.ceiling AND c.plan_year = c.year
    AND o.year = c.year - 1 AND o.annual AND o.is_number AND o.latest AND o.certain
    AND (o.is_outcome OR (o.modality = 'target' AND o.own_region AND o.doc_kind <> 'five_year_plan'))
    AND c.measure IN ('growth', 'increment', 'level', 'share')
    AND NOT (c.measure = 'share' AND c.number >= 95)
    AND (c.base_unit = o.base_unit OR c.dimension = 'count')
    AND c.polarity <> 'band'
    AND (c.indicator_id <> '' OR ((c.action = o.action OR c.action = '' OR o.action = '')
         AND c.role = '' AND o.role = ''))
    AND c.indicator_id NOT IN ('new_jobs', 'reemployment', 'hard_employment', 'rural_transfer', 'new_posts',
                               'zero_employment_households', 'cpi', 'core_cpi', 'ppi', 'survey_unemployment',
                               'registered_unemployment', 'grain_output', 'energy_emission')
)
SELECT c.id AS anchor,
       o.id AS against_prior,
       c.document AS fold,
       CONCAT(c.indicator, o.written, '→', c.written) AS item,
       c.region AS region,
       c.year AS year,
       c.indicator AS indicator,
       c.written AS written,
       o.year AS prior_year,
       CASE WHEN o.is_outcome THEN '实际' ELSE '目标' END AS prior_kind,
       o.written AS prior_written
FROM prior AS p
JOIN statement AS c ON c.id = p.target_id
JOIN statement AS o ON o.id = p.prior_id
WHERE p.is_lower
  -- The outcome says more than the earlier target; the target speaks where no outcome is at hand.
  AND (p.is_outcome OR NOT EXISTS (
    SELECT 1 FROM prior AS q WHERE q.target_id = p.target_id AND q.is_outcome))
