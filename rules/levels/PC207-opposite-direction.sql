/*
id:       PC207
name:     opposite-direction
title:    与上级方向相反
severity: error
since:    0.1
outranks: PC201 PC206
message:  {region}{year}年{indicator}目标“{phrase}”与{parent}的“{parent_phrase}”方向相反
message[unit]: {region}{year}年{indicator}目标“{phrase}”与{parent}的“{parent_phrase}”计量不同，无从比较
message[computed]: {region}{year}年{indicator}目标“{phrase}”折合增速后弱于{parent}的“{parent_phrase}”
message[turned]: {region}{year}年{indicator}目标“{phrase}”低于上年的{base_written}，与{parent}的“{parent_phrase}”方向相反
message[pass]: {region}{year}年{indicator}目标“{phrase}”折合增速后不弱于{parent}的“{parent_phrase}”
computation: {region}{written}，{parent}{parent_written}
computation[computed]: 上年{base_written}，目标{written}，折合为上年的{number/base:percent}；{parent}要求增长{parent_written}
computation[turned]: 上年{base_written}，目标{written}，折合为上年的{number/base:percent}；{parent}要求{parent_phrase}
computation[pass]: 上年{base_written}，目标{written}，折合为上年的{number/base:percent}；{parent}要求增长{parent_written}
slack:    一升一降，与四舍五入无关
slack[unit]: 手头没有上年总量，无法折算
slack[computed]: 总量按四舍五入的上限折算仍弱于上级
slack[turned]: 一升一降，与四舍五入无关
slack[pass]: 折算后不弱于上级
suggestion: 核对方向，或说明理由
suggestion[unit]: 改用与{parent}相同的计量，或同时写明两种
suggestion[computed]: 提高总量目标
suggestion[pass]:
about_en: A lower level's target should point the same way as its parent's and be in the same measure.
message_en: {region} {year}: the {indicator} target “{phrase}” runs against “{parent_phrase}” of {parent}
message_en[unit]: {region} {year}: the {indicator} target “{phrase}” is in another measure than “{parent_phrase}” of {parent}: not comparable
message_en[computed]: {region} {year}: the {indicator} target “{phrase}”, put as growth, is weaker than “{parent_phrase}” of {parent}
message_en[turned]: {region} {year}: the {indicator} target “{phrase}” is below last year's {base_written} and runs against “{parent_phrase}” of {parent}
message_en[pass]: {region} {year}: the {indicator} target “{phrase}”, put as growth, is not weaker than “{parent_phrase}” of {parent}
computation_en: {region} {written}, {parent} {parent_written}
computation_en[computed]: last year {base_written}, target {written}: {number/base:percent} of last year; {parent} asks for {parent_written} growth
computation_en[turned]: last year {base_written}, target {written}: {number/base:percent} of last year; {parent} asks for “{parent_phrase}”
computation_en[pass]: last year {base_written}, target {written}: {number/base:percent} of last year; {parent} asks for {parent_written} growth
slack_en: one rises, the other falls: rounding has no part in it
slack_en[unit]: last year's level is not at hand, so nothing can be converted
slack_en[computed]: weaker even with the level rounded in its favour
slack_en[turned]: one rises, the other falls: rounding has no part in it
slack_en[pass]: not weaker once converted
suggestion_en: check the direction, or give the reason
suggestion_en[unit]: use the measure {parent} uses, or give both
suggestion_en[computed]: raise the target for the level
suggestion_en[pass]:

查什么  同一指标，上级要求下降的，下级不应写成增长，反过来也一样；计量或单位不同的，
        手头有上年总量就折算，没有就提示无从比较。
为什么  方向相反不是力度问题，多半是写错了；计量不同则年底无法对账。
不查    同一文件里也写了同一计量的；一个写总数、一个写新增而单位相同的；没有词表名称的指标；家、户、个等同属计数的量词。
依据    《中华人民共和国各级人民代表大会常务委员会监督法》；上下级计划衔接通例。
*/
WITH goal AS (
  SELECT s.id, s.document, s.region, s.region_path, s.doc_parent_path, s.own_region, s.indicator, s.indicator_id,
         s.key, s.year, s.measure, s.base_unit, s.dimension, s.comparator, s.is_number, s.has_low, s.has_high,
         s.low, s.high, s.number, s.number_high, s.fit_high, s.rate, s.met_low, s.written, s.told, s.phrase, s.polarity,
         s.ceiling, s.price_basis,
         CASE WHEN s.measure NOT IN ('growth', 'points') AND s.comparator <> 'positive' THEN 0
              WHEN s.is_number AND s.has_low AND s.low > 0 THEN 1
              WHEN s.is_number AND s.has_high AND s.high < 0 THEN 0 - 1
              WHEN s.comparator = 'positive' AND s.quote LIKE '%增长%' THEN 1
              ELSE 0 END AS direction,
         -- 增长2%以内 caps, but lets grow: against a fall from above, not against a rise.
         CASE WHEN s.measure = 'growth' AND s.is_number AND s.has_high AND s.high > 0 AND NOT s.has_low
                AND s.quote LIKE '%增长%' THEN 1 ELSE 0 END AS capped
  FROM statement AS s
  WHERE s.is_target AND s.modality = 'target' AND s.own_region AND s.scope = '' AND s.annual AND s.latest
    AND s.certain AND s.basis = ''
), above AS (
  SELECT g.region_path, g.key, g.year, g.id
  FROM goal AS g
  UNION ALL
  -- A parent that hands the figure on asks what it was asked itself.
  SELECT s.region_path, s.key, s.year, d.found AS id
  FROM delegation AS d
  JOIN statement AS s ON s.id = d.id
  WHERE d.outcome = 'found' AND s.own_region AND s.scope = ''
), opposite AS (
  SELECT DISTINCT c.id AS child_id, p.id AS parent_id
  FROM goal AS c
  JOIN above AS a ON a.region_path = c.doc_parent_path AND a.key = c.key AND a.year = c.year
  JOIN goal AS p ON p.id = a.id AND p.key = c.key AND p.year = c.year
  WHERE (c.direction * p.direction < 0 OR c.capped = 1 AND p.direction < 0)
    AND (c.measure = p.measure OR c.comparator = 'positive' OR p.comparator = 'positive')
    -- Another document of the parent goes the child's way: then the parent disagrees with itself.
    AND NOT EXISTS (
      SELECT 1 FROM goal AS o
      WHERE o.region_path = p.region_path AND o.key = p.key AND o.year = p.year
        AND (o.direction = c.direction AND o.direction <> 0 OR o.capped = 1 AND c.capped = 1))
), other AS (
  SELECT c.id AS child_id, p.id AS parent_id
  FROM goal AS c
  JOIN goal AS p ON p.region_path = c.doc_parent_path AND p.key = c.key AND p.year = c.year
  WHERE c.indicator_id <> '' AND c.is_number AND p.is_number
    -- 突破2500家 and 新增12家, 改造20公里 and 新建20公里: what is there and what is added, in one unit.
    AND NOT (c.measure IN ('level', 'increment') AND p.measure IN ('level', 'increment')
      AND (c.base_unit = p.base_unit OR c.dimension = p.dimension AND c.dimension <> 'money'))
    AND NOT EXISTS (
      SELECT 1 FROM goal AS o
      WHERE o.region_path = c.region_path AND o.key = c.key AND o.year = c.year
        AND (NOT o.is_number OR (o.measure = p.measure
          AND (o.base_unit = p.base_unit OR o.dimension = p.dimension AND o.dimension <> 'money'))))
    AND NOT EXISTS (
      SELECT 1 FROM goal AS o
      WHERE o.region_path = p.region_path AND o.key = p.key AND o.year = p.year AND o.id <> p.id
        AND o.measure = c.measure AND (o.base_unit = c.base_unit OR o.dimension = c.dimension AND o.dimension <> 'money'))
), base AS (
  SELECT b.region_path, b.key, b.year, b.base_unit, MAX(b.number) AS number, MAX(b.id) AS id
  FROM statement AS b
  WHERE b.is_outcome AND b.measure = 'level' AND b.annual AND b.latest AND b.scope = '' AND b.is_number
    AND b.number > 0 AND b.own_region
  GROUP BY b.region_path, b.key, b.year, b.base_unit
), computed AS (
  SELECT x.child_id, x.parent_id, b.id AS base_id, b.number AS base,
         c.number * 100 - b.number * 100 AS change,
         b.number * (100 + p.rate) - c.fit_high * 100 AS short,
         CASE WHEN p.direction < 0 THEN 1 ELSE 0 END AS falling
  FROM other AS x
  JOIN goal AS c ON c.id = x.child_id
  JOIN goal AS p ON p.id = x.parent_id
  JOIN base AS b
    ON b.region_path = c.region_path AND b.key = c.key AND b.year = c.year - 1 AND b.base_unit = c.base_unit
  WHERE c.measure = 'level' AND p.measure = 'growth'
)
SELECT c.id AS anchor,
       p.id AS against_parent,
       '' AS against_base,
       CONCAT(c.document, ':', c.key, CAST(c.year AS STRING)) AS fold,
       'fail' AS verdict,
       '' AS variant,
       CASE WHEN c.polarity = '' AND NOT c.ceiling AND c.indicator_id <> '' THEN 'warning' ELSE 'error' END AS severity,
       c.region AS region, c.year AS year, c.indicator AS indicator, c.phrase AS phrase, c.told AS written,
       p.region AS parent, p.phrase AS parent_phrase, p.told AS parent_written,
       '' AS base_written, c.number AS number, c.number AS base
FROM opposite AS x
JOIN goal AS c ON c.id = x.child_id
JOIN goal AS p ON p.id = x.parent_id
UNION ALL
SELECT c.id AS anchor,
       p.id AS against_parent,
       m.base_id AS against_base,
       CONCAT(c.document, ':', c.key, CAST(c.year AS STRING)) AS fold,
       CASE WHEN m.falling = 0 AND m.short <= 0 OR m.falling = 1 AND m.change <= 0 THEN 'pass' ELSE 'fail' END AS verdict,
       CASE WHEN m.falling = 0 AND m.change < 0 OR m.falling = 1 AND m.change > 0 THEN 'turned'
            WHEN m.falling = 0 AND m.short > 0 THEN 'computed' ELSE 'pass' END AS variant,
       CASE WHEN m.falling = 0 AND m.change < 0 OR m.falling = 1 AND m.change > 0 THEN 'error' ELSE 'warning' END AS severity,
       c.region AS region, c.year AS year, c.indicator AS indicator, c.phrase AS phrase, c.written AS written,
       p.region AS parent, p.phrase AS parent_phrase, p.written AS parent_written,
       b.written AS base_written, c.number AS number, m.base AS base
FROM computed AS m
JOIN goal AS c ON c.id = m.child_id
JOIN goal AS p ON p.id = m.parent_id
JOIN statement AS b ON b.id = m.base_id
UNION ALL
SELECT c.id AS anchor,
       p.id AS against_parent,
       '' AS against_base,
       CONCAT(c.document, ':', c.key, CAST(c.year AS STRING)) AS fold,
       'fail' AS verdict,
       'unit' AS variant,
       'warning' AS severity,
       c.region AS region, c.year AS year, c.indicator AS indicator, c.phrase AS phrase, c.written AS written,
       p.region AS parent, p.phrase AS parent_phrase, p.written AS parent_written,
       '' AS base_written, c.number AS number, c.number AS base
FROM other AS x
JOIN goal AS c ON c.id = x.child_id
JOIN goal AS p ON p.id = x.parent_id
LEFT JOIN computed AS m ON m.child_id = x.child_id AND m.parent_id = x.parent_id
WHERE m.child_id IS NULL
