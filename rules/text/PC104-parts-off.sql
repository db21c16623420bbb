/*
id:       PC104
name:     parts-off
severity: error
since:    0.1
message:  {total_indicator}{total_written}，其中的{items}合计超过总数
message[single]: {total_indicator}{total_written}，其中的{items}就超过总数
message[incomplete]: {total_indicator}{total_written}，所列各项{items}合计与总数不符
computation: {formula}{sum_low:base}，总数{total_written}
slack:    无论怎样四舍五入都不一致
outranks: PC208 PC101

查什么  “其中”各项不能大于总数；由“包括”“分为”“由…组成”“分别为”列全的各项，合计应当等于总数。
为什么  总数与分项对不上，说明至少有一个数抄错或口径不同。
不查    “其中”列举的各项可能互相交叉，分属不同分类的不合计；没有列全的不要求相等；计量单位不同的。
依据    GB/T 8170—2008《数值修约规则与极限数值的表示和判定》：各数都按写出的位数留出修约余地。
*/
WITH part AS (
  SELECT t.id AS total_id, p.id AS part_id, p.fit_low, p.fit_high
  FROM statement AS t
  JOIN statement AS p
    ON p.document = t.document AND p.grp = t.grp AND p.role = 'part' AND p.base_unit = t.base_unit
   AND p.is_target = t.is_target AND p.period = t.period
  WHERE t.role = 'total' AND t.grp <> '' AND t.is_number AND p.is_number AND t.has_high
    AND p.has_low AND p.has_high AND t.measure IN ('level', 'increment')
    AND p.measure IN ('level', 'increment')
), summed AS (
  SELECT total_id, SUM(fit_low) AS sum_low, SUM(fit_high) AS sum_high, COUNT(*) AS n
  FROM part
  GROUP BY total_id
), judged AS (
  SELECT s.total_id, s.sum_low, s.sum_high, s.n,
         CASE WHEN t.complete AND s.n > 1 AND (s.sum_low > t.fit_high OR s.sum_high < t.fit_low) THEN 'incomplete'
              WHEN t.disjoint AND s.n > 1 AND s.sum_low > t.fit_high THEN ''
              ELSE 'none' END AS variant
  FROM summed AS s
  JOIN statement AS t ON t.id = s.total_id
)
SELECT t.id AS anchor,
       p.id AS against_part,
       CASE WHEN p.fit_low > t.fit_high THEN 'single' ELSE j.variant END AS variant,
       t.indicator AS total_indicator,
       t.written AS total_written,
       CONCAT(p.indicator, p.written) AS item,
       CASE WHEN p.fit_low > t.fit_high THEN p.number ELSE j.sum_low END AS sum_low,
       t.base_unit AS base_unit,
       CASE WHEN p.fit_low > t.fit_high THEN '分项' ELSE '各项合计至少' END AS formula
FROM judged AS j
JOIN statement AS t ON t.id = j.total_id
JOIN part AS q ON q.total_id = t.id
JOIN statement AS p ON p.id = q.part_id
WHERE p.fit_low > t.fit_high OR (j.variant <> 'none' AND NOT EXISTS (
  SELECT 1 FROM part AS r WHERE r.total_id = t.id AND r.fit_low > t.fit_high))
