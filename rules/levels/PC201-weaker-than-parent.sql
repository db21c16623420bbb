/*
id:       PC201
name:     weaker-than-parent
severity: error
since:    0.1
message:  {region}{year}年{indicator}目标“{phrase}”弱于{parent}的“{parent_phrase}”
message[soft]: {region}{year}年{indicator}目标“{phrase}”与{parent}的“{parent_phrase}”数字相同，措辞更松
message[children]: {region}{year}年{indicator}目标“{phrase}”低于{parent}的“{parent_phrase}”；各下级目标齐备，由 PC204 合并判定
message[around]: {region}{year}年{indicator}目标“{phrase}”低于{parent}的“{parent_phrase}”，仍在“左右”之内
message[pass]: {region}{year}年{indicator}目标“{phrase}”不弱于{parent}的“{parent_phrase}”
computation: {region}{written}，{parent}{parent_written}，相差{gap:abs}{gap_unit}
slack:    无论怎样四舍五入都弱于上级
slack[soft]: 数字相同，只是措辞不同
slack[children]: 单看一地弱于上级，合并后是否够由加权平均决定
slack[around]: 仅因“左右”的余地才不算低于上级
slack[pass]: 不弱于上级
suggestion: 不低于“{parent_phrase}”，或说明理由
suggestion[pass]:

查什么  下级的增速、降幅、上限类目标，不应把上级目标排除在外的坏值放进来：增速不低于、上限不高于上级。
为什么  上级的数是各下级合成的；哪一级低于平均，就要有另一级补上，公布之前应当有人知道。
不查    总量（不可能与上级相等）、人均水平、结构比重（城镇化率、占比、森林覆盖率）；
        全体居民收入与城镇、农村居民收入不互比；可比口径与一般口径不互比；没有数字的目标。
依据    《中华人民共和国各级人民代表大会常务委员会监督法》关于计划执行监督的规定；各级计划草案报告通例。
*/
WITH pair AS (
  SELECT c.id AS child_id, p.id AS parent_id,
         CASE WHEN c.polarity = 'more' AND NOT c.ceiling THEN p.number - c.number
              ELSE c.number - p.number END AS gap,
         CASE WHEN c.polarity = 'more' AND NOT c.ceiling THEN p.met_low - c.number
              ELSE c.number - p.met_high END AS beyond_inner,
         CASE WHEN c.polarity = 'more' AND NOT c.ceiling THEN p.around_low - c.number
              ELSE c.number - p.around_high END AS beyond_outer
  FROM statement AS c
  JOIN statement AS p
    ON p.region_path = c.doc_parent_path AND p.key = c.key AND p.year = c.year
   AND p.measure = c.measure AND p.base_unit = c.base_unit AND p.basis = c.basis
  WHERE c.own_region AND p.own_region AND c.scope = '' AND p.scope = ''
    AND c.modality = 'target' AND p.modality = 'target'
    AND c.is_number AND p.is_number AND c.annual AND p.annual AND c.latest AND p.latest
    AND c.indicator_id <> '' AND (c.polarity <> '' OR c.ceiling)
    AND (c.measure = 'growth' OR (c.measure = 'share' AND c.ceiling AND p.ceiling AND c.bound <> 'floor')
      OR (c.measure = 'level' AND c.bound = 'ceiling' AND p.bound = 'ceiling' AND c.aggregation <> 'sum'))
), judged AS (
  SELECT pair.child_id, pair.parent_id, pair.gap,
         CASE WHEN pair.beyond_outer > 0 THEN ''
              WHEN pair.beyond_inner > 0 THEN 'around'
              WHEN pair.gap = 0 AND c.bound = 'around' AND p.bound <> 'around' THEN 'soft'
              ELSE 'pass' END AS variant
  FROM pair
  JOIN statement AS c ON c.id = pair.child_id
  JOIN statement AS p ON p.id = pair.parent_id
), complete AS (
  SELECT r.region_path, t.key, t.measure, t.year
  FROM region AS r
  JOIN statement AS t ON t.parent_path = r.region_path
  WHERE r.child_count > 1 AND t.own_region AND t.is_target AND t.is_number AND t.annual AND t.scope = ''
  GROUP BY r.region_path, r.child_count, t.key, t.measure, t.year
  HAVING COUNT(DISTINCT t.region_path) >= r.child_count
)
SELECT c.id AS anchor,
       p.id AS against_parent,
       CASE WHEN j.variant = 'pass' THEN 'pass' ELSE 'fail' END AS verdict,
       CASE WHEN j.variant = '' AND k.key IS NOT NULL THEN 'children' ELSE j.variant END AS variant,
       CASE WHEN j.variant <> '' OR k.key IS NOT NULL THEN 'note'
            WHEN c.headline OR p.headline THEN 'error'
            ELSE 'warning' END AS severity,
       c.region AS region,
       c.year AS year,
       c.indicator AS indicator,
       c.phrase AS phrase,
       c.written AS written,
       p.region AS parent,
       p.phrase AS parent_phrase,
       p.written AS parent_written,
       j.gap AS gap,
       CASE WHEN c.measure IN ('growth', 'share') THEN '个百分点' ELSE c.base_unit END AS gap_unit
FROM judged AS j
JOIN statement AS c ON c.id = j.child_id
JOIN statement AS p ON p.id = j.parent_id
LEFT JOIN complete AS k
  ON k.region_path = c.doc_parent_path AND k.key = c.key AND k.measure = c.measure AND k.year = c.year
