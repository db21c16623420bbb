/*
id:       PC208
name:     told-differently
title:    两级所写不一
severity: warning
since:    0.1
outranks: PC101 PC117
message:  {region}{period}年{indicator}，{teller}写作“{phrase}”，{region}自己写作“{own_phrase}”
message[pass]: {region}{period}年{indicator}，{teller}与{region}自己所写一致
computation: {teller}：{written}；{region}：{own_written}
slack:    两个数按所写位数没有共同的值
slack[pass]: 两个数按所写位数可以相等
suggestion: 以{region}自己的数为准，或说明口径
suggestion[pass]:
about_en: A fact about one region should read the same in its own documents and in those of another level.
message_en: {region} {period}, {indicator}: {teller} writes “{phrase}”, {region} itself “{own_phrase}”
message_en[pass]: {region} {period}, {indicator}: {teller} and {region} agree
computation_en: {teller}: {written}; {region}: {own_written}
slack_en: no value fits both as written
slack_en[pass]: one value fits both as written
suggestion_en: use {region}'s own figure, or say what makes the difference
suggestion_en[pass]:

查什么  上级文件写到下级、下级文件写到上级的实绩和目标，应当与那个地区自己的文件一致。
为什么  同一个地方同一件事两个数，必有一个是错的，或者口径不同而没有说明。
不查    预计数与后来的实际数；口径不同的；列举若干例子的计数；该地区自己也有不同说法而其中之一相符的；
        上级给下级定的目标（见 PC205）。
依据    《中华人民共和国统计法》关于统计资料应当真实、准确、一致的规定。
*/
WITH fact AS (
  SELECT s.id, s.document, s.doc_id, s.doc_region_path, s.region, s.region_path, s.own_region, s.key, s.indicator,
         s.indicator_id, s.action, s.measure, s.base_unit, s.dimension, s.basis, s.period, s.period_kind, s.instant,
         s.is_target, s.is_final, s.number, s.number_high, s.low, s.high, s.has_low, s.has_high, s.low_closed, s.high_closed,
         s.written, s.phrase, s.year, s.bound, s.comparator, s.plan_year
  FROM statement AS s
  WHERE s.is_number AND s.certain AND s.scope = '' AND NOT s.listed AND s.region_path <> '' AND s.year > 0
    AND s.measure IN ('level', 'increment', 'growth', 'share') AND (s.role <> 'part' OR NOT s.own_region)
    AND (s.is_target OR s.is_outcome)
), told AS (
  SELECT t.id AS told_id, o.id AS own_id,
         -- A value that both admit; ends that are not included leave none where they only touch.
         (t.low < o.high OR (t.low = o.high AND t.low_closed AND o.high_closed) OR NOT t.has_low OR NOT o.has_high)
         AND (o.low < t.high OR (o.low = t.high AND o.low_closed AND t.high_closed) OR NOT o.has_low OR NOT t.has_high)
           AS agrees
  FROM fact AS t
  JOIN fact AS o
    ON o.region_path = t.region_path AND o.key = t.key AND o.measure = t.measure AND o.period = t.period
   AND o.period_kind = t.period_kind AND o.instant = t.instant AND o.basis = t.basis
   AND o.is_target = t.is_target
   -- 41个 and 4600户 are counts of two things.
   AND (o.base_unit = t.base_unit OR (o.dimension = 'count' AND t.dimension = 'count'
     AND o.number <= 10 * t.number AND t.number <= 10 * o.number))
  WHERE NOT t.own_region AND o.own_region AND o.doc_region_path = o.region_path
    AND (t.region_path LIKE CONCAT(t.doc_region_path, '/%') OR t.doc_region_path LIKE CONCAT(t.region_path, '/%')
      OR t.region_path = '全国')
    AND (t.indicator_id <> '' OR t.action = o.action)
    AND (t.is_target OR t.is_final = o.is_final)
    -- What a level above sets for the one below is an assignment.
    AND (NOT t.is_target OR t.doc_region_path LIKE CONCAT(t.region_path, '/%') OR t.region_path = '全国')
    AND (NOT t.is_target OR t.comparator = 'eq' AND o.comparator = 'eq' OR t.bound = o.bound)
), best AS (
  SELECT x.told_id, MAX(CASE WHEN x.agrees THEN 1 ELSE 0 END) AS agreed, MIN(x.own_id) AS own_id
  FROM told AS x
  GROUP BY x.told_id
), agreed AS (
  SELECT x.told_id, MIN(x.own_id) AS own_id
  FROM told AS x
  WHERE x.agrees
  GROUP BY x.told_id
)
SELECT CASE WHEN t.region_path LIKE CONCAT(t.doc_region_path, '/%') AND b.agreed = 0 THEN o.id ELSE t.id END AS anchor,
       CASE WHEN t.region_path LIKE CONCAT(t.doc_region_path, '/%') AND b.agreed = 0 THEN t.id ELSE o.id END AS against_told,
       CASE WHEN b.agreed = 1 THEN 'pass' ELSE 'fail' END AS verdict,
       CASE WHEN b.agreed = 1 THEN 'pass' ELSE '' END AS variant,
       t.region AS region,
       t.period AS period,
       t.indicator AS indicator,
       d.region AS teller,
       t.phrase AS phrase,
       t.written AS written,
       o.phrase AS own_phrase,
       o.written AS own_written
FROM best AS b
JOIN fact AS t ON t.id = b.told_id
LEFT JOIN agreed AS g ON g.told_id = b.told_id
JOIN fact AS o ON o.id = COALESCE(g.own_id, b.own_id)
JOIN document AS d ON d.document = t.document
