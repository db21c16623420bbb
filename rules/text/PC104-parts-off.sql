/*
id:       PC104
name:     parts-off
title:    分项与总数不合
severity: error
since:    0.1
message:  {total_indicator}{total_written}，其中的{items}合计超过总数
message[single]: {total_indicator}{total_written}，其中的{items}就超过总数
message[incomplete]: {total_indicator}{total_written}，所列各项{items}合计与总数不符
computation: {formula}{sum_low:base}，总数{total_written}
slack:    无论怎样四舍五入都不一致
outranks: PC208 PC101 PC117
about_en: Parts should not exceed their total; where the list is complete they should sum to it.
message_en: {total_indicator} is {total_written}, but its parts exceed it: {items}
message_en[single]: {total_indicator} is {total_written}, but a single part exceeds it: {items}
message_en[incomplete]: {total_indicator} is {total_written}, but the parts listed do not add up to it: {items}
computation_en: {formula} {sum_low:base}, total {total_written}
slack_en: inconsistent whatever the rounding

查什么  “其中”各项不能大于总数；由“包括”“分为”“由…组成”“分别为”列全的各项，合计应当等于总数。
为什么  总数与分项对不上，说明至少有一个数抄错或口径不同。
不查    “其中”列举的各项可能互相交叉，分属不同分类的不合计；没有列全的不要求相等；计量单位不同的。
依据    GB/T 8170—2008《数值修约规则与极限数值的表示和判定》：各数都按写出的位数留出修约余地。
*/
WITH listed AS (
  SELECT l.total, l.part, l.list, l.complete, l.disjoint, p.fit_low, p.fit_high, p.fit_low > t.fit_high AS alone
  FROM part AS l
  JOIN statement AS t ON t.id = l.total
  JOIN statement AS p ON p.id = l.part
  WHERE t.is_number AND t.has_high AND p.is_number AND p.has_low AND p.has_high
), summed AS (
  SELECT l.total, l.list, l.complete, l.disjoint, SUM(l.fit_low) AS sum_low, SUM(l.fit_high) AS sum_high,
         COUNT(*) AS n, MAX(CASE WHEN l.alone THEN 1 ELSE 0 END) AS any_alone
  FROM listed AS l
  GROUP BY l.total, l.list, l.complete, l.disjoint
), judged AS (
  SELECT s.total, s.list, s.sum_low, s.any_alone,
         CASE WHEN s.any_alone = 1 THEN 'single'
              WHEN s.disjoint AND s.n > 1 AND s.sum_low > t.fit_high THEN ''
              WHEN s.complete AND s.n > 1 AND s.sum_high < t.fit_low THEN 'incomplete'
              ELSE 'none' END AS variant
  FROM summed AS s
  JOIN statement AS t ON t.id = s.total
)
SELECT t.id AS anchor,
       p.id AS against_part,
       j.variant AS variant,
       t.indicator AS total_indicator,
       t.written AS total_written,
       -- Parts that are places are known by their names: 白石区1.2万人, 临溪区0.9万人.
       CASE WHEN p.region_path = t.region_path THEN CONCAT(p.indicator, p.written)
            WHEN p.key = t.key THEN CONCAT(p.region, p.written)
            ELSE CONCAT(p.region, p.indicator, p.written) END AS item,
       CASE WHEN l.alone THEN p.number ELSE j.sum_low END AS sum_low,
       t.base_unit AS base_unit,
       CASE WHEN l.alone THEN '分项' ELSE '各项合计至少' END AS formula
FROM judged AS j
JOIN statement AS t ON t.id = j.total
JOIN listed AS l ON l.total = j.total AND l.list = j.list
JOIN statement AS p ON p.id = l.part
WHERE j.variant <> 'none' AND (l.alone OR j.any_alone = 0)
