/*
id:       PC201
name:     weaker-than-parent
title:    弱于上级
severity: error
since:    0.1
message:  {region}{year}年{indicator}目标“{phrase}”弱于{parent}的“{parent_phrase}”
message[soft]: {region}{year}年{indicator}目标“{phrase}”与{parent}的“{parent_phrase}”数字相同，措辞更松
message[children]: {region}{year}年{indicator}目标“{phrase}”低于{parent}的“{parent_phrase}”；各下级目标齐备，由 PC204 合并判定
message[handed]: {region}{year}年{indicator}目标“{phrase}”低于{parent}的“{parent_phrase}”，但不低于上级下达给本地区的数
message[around]: {region}{year}年{indicator}目标“{phrase}”在{parent}“{parent_phrase}”的余地之内
message[pass]: {region}{year}年{indicator}目标“{phrase}”不弱于{parent}的“{parent_phrase}”
computation: {region}{written}，{parent}{parent_written}，相差{gap:abs}{gap_unit}{tolerance}
slack:    无论怎样四舍五入都弱于上级
slack[soft]: 数字相同，只是措辞不同
slack[children]: 单看一地弱于上级，合并后是否够由加权平均决定
slack[handed]: 弱于上级的平均数，不弱于分解给本地区的数
slack[around]: 仅因“左右”的余地才不算低于上级
slack[pass]: 不弱于上级
suggestion: 不低于“{parent_phrase}”，或说明理由
suggestion[pass]:
suggestion[around]:
suggestion[children]:
suggestion[handed]:
about_en: A lower level's target should not admit values that its parent's target excludes.
message_en: {region} {year}: the {indicator} target “{phrase}” is weaker than “{parent_phrase}” of {parent}
message_en[soft]: {region} {year}: the {indicator} target “{phrase}” gives the same number as “{parent_phrase}” of {parent} in softer words
message_en[children]: {region} {year}: the {indicator} target “{phrase}” is below “{parent_phrase}” of {parent}; all its divisions are at hand, so PC204 decides
message_en[handed]: {region} {year}: the {indicator} target “{phrase}” is below “{parent_phrase}” of {parent}, but not below what was handed down to it
message_en[around]: {region} {year}: the {indicator} target “{phrase}” is within what “{parent_phrase}” of {parent} admits
message_en[pass]: {region} {year}: the {indicator} target “{phrase}” is not weaker than “{parent_phrase}” of {parent}
computation_en: {region} {written}, {parent} {parent_written}: {gap:abs} {gap_unit} apart{tolerance}
slack_en: weaker than the parent whatever the rounding
slack_en[soft]: the same number, only other words
slack_en[children]: weaker on its own; the weighted mean of all divisions decides
slack_en[handed]: weaker than the parent's mean, not than the share handed down
slack_en[around]: not below the parent only thanks to 'about'
slack_en[pass]: not weaker than the parent
suggestion_en: no less than “{parent_phrase}”, or give the reason
suggestion_en[pass]:
suggestion_en[around]:
suggestion_en[children]:
suggestion_en[handed]:

查什么  下级的增速、降幅、上限类目标，不应把上级目标排除在外的坏值放进来：增速不低于、上限不高于上级。
        上级自己写“完成省下达目标”的，用它所指的数。先比写出来的数；数字相同而措辞更松（左右、力争）的只作提示。
为什么  上级的数是各下级合成的；哪一级低于平均，就要有另一级补上，公布之前应当有人知道。
不查    总量（不可能与上级相等）、人均水平、结构比重（城镇化率、占比、森林覆盖率）；
        全体居民收入与城镇、农村居民收入不互比；可比口径与一般口径不互比；没有数字的目标。
        各下级目标齐备、PC204 能合并判定的，以及不低于上级分解数的，只作提示。
依据    《中华人民共和国各级人民代表大会常务委员会监督法》关于计划执行监督的规定；各级计划草案报告通例。
*/
WITH firm AS (
  SELECT s.id, s.document, s.region, s.region_path, s.doc_parent_path, s.indicator, s.indicator_id, s.key, s.year,
         s.measure, s.base_unit, s.basis, s.number, s.number_high, s.bound, s.force_rank, s.told, s.phrase,
         s.headline, s.met_low, s.met_high, s.around_low, s.around_high, s.aggregation,
         s.ceiling OR s.polarity IN ('less', 'band') OR (s.indicator_id = '' AND s.number < 0) AS upper
  FROM statement AS s
  WHERE s.own_region AND s.scope = '' AND s.modality = 'target' AND s.is_number AND s.annual AND s.latest
    -- Of a name of its own kind the direction that both levels promise is the good one: 农药使用量下降1.5%.
    AND (s.indicator_id <> '' AND (s.polarity <> '' OR s.ceiling)
      OR (s.indicator_id = '' AND s.certain AND s.measure = 'growth' AND s.number <> 0 AND NOT s.listed))
    AND (s.measure = 'growth'
      OR (s.measure = 'share' AND s.ceiling AND s.indicator NOT LIKE '%比%' AND s.indicator NOT LIKE '%占%')
      OR (s.measure = 'level' AND s.bound = 'ceiling' AND s.aggregation <> 'sum'))
    -- 确保6.5%、力争7%: what is promised is 6.5 %.
    AND NOT EXISTS (
      SELECT 1 FROM statement AS o
      WHERE o.document = s.document AND o.key = s.key AND o.measure = s.measure AND o.year = s.year
        AND o.own_region AND o.modality = 'target' AND o.is_number AND o.annual AND o.force_rank > s.force_rank)
), weakest AS (
  -- Where documents of the parent differ, no more is asked than the least of them.
  SELECT f.id, ROW_NUMBER() OVER (
    PARTITION BY f.region_path, f.key, f.year, f.measure, f.base_unit, f.basis
    ORDER BY CASE WHEN f.upper THEN 0 - f.number_high ELSE f.number END, f.id) AS place
  FROM firm AS f
), above AS (
  SELECT f.region_path, f.key, f.year, f.id
  FROM firm AS f
  JOIN weakest AS w ON w.id = f.id AND w.place = 1
  UNION ALL
  -- A parent that hands the figure on asks what it was asked itself.
  SELECT s.region_path, s.key, s.year, d.found AS id
  FROM delegation AS d
  JOIN statement AS s ON s.id = d.id
  WHERE d.outcome = 'found' AND s.own_region AND s.scope = ''
), pair AS (
  SELECT DISTINCT c.id AS child_id, p.id AS parent_id,
         CASE WHEN c.upper THEN c.number_high - p.number_high ELSE p.number - c.number END AS gap,
         CASE WHEN c.upper THEN c.number_high - p.met_high ELSE p.met_low - c.number END AS beyond_inner,
         CASE WHEN c.upper THEN c.number_high - p.around_high ELSE p.around_low - c.number END AS beyond_outer,
         (c.bound = 'around' AND p.bound <> 'around') OR c.force_rank < p.force_rank AS softer
  FROM firm AS c
  JOIN above AS a ON a.region_path = c.doc_parent_path AND a.key = c.key AND a.year = c.year
  JOIN firm AS p
    ON p.id = a.id AND p.key = c.key AND p.year = c.year
   AND p.measure = c.measure AND p.base_unit = c.base_unit AND p.basis = c.basis
   AND (c.indicator_id <> '' OR (c.number < 0 AND p.number < 0) OR (c.number > 0 AND p.number > 0))
), handed AS (
  SELECT c.id AS child_id, MIN(a.id) AS handed_id
  FROM firm AS c
  JOIN statement AS a
    ON a.region_path = c.region_path AND a.key = c.key AND a.year = c.year AND a.measure = c.measure
   AND a.base_unit = c.base_unit
  WHERE a.is_target AND a.is_number AND (a.modality = 'assigned' OR NOT a.own_region)
    AND (c.upper AND c.number_high <= a.number_high OR NOT c.upper AND c.number >= a.number)
  GROUP BY c.id
), decided AS (
  SELECT p.region_path, p.key, p.measure, p.base_unit, p.year, MIN(a.id) AS id
  FROM aggregate AS a
  JOIN statement AS p ON p.id = a.id
  WHERE a.decided
  GROUP BY p.region_path, p.key, p.measure, p.base_unit, p.year
), flat AS (
  -- 与上年持平 promises no growth at all.
  SELECT c.id AS child_id, p.id AS parent_id, p.number AS gap
  FROM statement AS c
  JOIN above AS a ON a.region_path = c.doc_parent_path AND a.key = c.key AND a.year = c.year
  JOIN firm AS p ON p.id = a.id AND p.measure = 'growth' AND NOT p.upper AND p.basis = c.basis
  WHERE c.comparator = 'flat' AND c.own_region AND c.scope = '' AND c.modality = 'target' AND c.annual
    AND c.latest AND p.around_low > 0
    AND NOT EXISTS (SELECT 1 FROM firm AS f WHERE f.document = c.document AND f.key = c.key AND f.year = c.year)
), judged AS (
  SELECT f.child_id, f.parent_id, f.gap, '' AS variant, '' AS handed_id FROM flat AS f
  UNION ALL
  SELECT x.child_id, x.parent_id, x.gap,
         CASE WHEN x.beyond_outer > 0 AND h.handed_id IS NOT NULL THEN 'handed'
              WHEN x.beyond_outer > 0 AND d.id IS NOT NULL THEN 'children'
              WHEN x.beyond_outer > 0 THEN ''
              WHEN x.beyond_inner > 0 THEN 'around'
              WHEN x.gap = 0 AND x.softer THEN 'soft'
              WHEN x.gap > 0 THEN 'around'
              ELSE 'pass' END AS variant,
         COALESCE(h.handed_id, '') AS handed_id
  FROM pair AS x
  JOIN firm AS c ON c.id = x.child_id
  LEFT JOIN handed AS h ON h.child_id = x.child_id
  LEFT JOIN decided AS d
    ON d.region_path = c.doc_parent_path AND d.key = c.key AND d.measure = c.measure
   AND d.base_unit = c.base_unit AND d.year = c.year
)
SELECT c.id AS anchor,
       p.id AS against_parent,
       CASE WHEN j.variant = 'handed' THEN j.handed_id ELSE '' END AS against_assigned,
       CONCAT(c.document, ':', c.key, ':', CAST(c.year AS STRING), c.measure) AS fold,
       CASE WHEN j.variant IN ('pass', 'around') THEN 'pass' ELSE 'fail' END AS verdict,
       j.variant AS variant,
       CASE WHEN j.variant <> '' THEN 'note'
            WHEN c.headline OR p.headline THEN 'error'
            ELSE 'warning' END AS severity,
       c.region AS region,
       c.year AS year,
       c.indicator AS indicator,
       c.phrase AS phrase,
       CASE WHEN c.comparator = 'flat' THEN '持平' ELSE c.told END AS written,
       p.region AS parent,
       p.phrase AS parent_phrase,
       p.told AS parent_written,
       j.gap AS gap,
       CASE WHEN p.measure IN ('growth', 'share') THEN '个百分点' ELSE p.base_unit END AS gap_unit,
       CASE WHEN p.bound = 'around' AND p.measure = 'growth'
            THEN CONCAT('；“左右”比较时容许', CASE WHEN p.upper THEN '高' ELSE '低' END, '一定幅度，见设置') ELSE '' END AS tolerance
FROM judged AS j
JOIN statement AS c ON c.id = j.child_id
JOIN firm AS p ON p.id = j.parent_id
