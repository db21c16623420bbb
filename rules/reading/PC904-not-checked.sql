/*
id:       PC904
name:     not-checked
title:    缺文件而未核对
severity: note
since:    0.1
message:  因缺少文件，以下未核对：{items}
about_en: Lists the checks that could not run because a document is missing.
message_en: not checked for want of a document: {items}

查什么  上级当年的计划、本级上年的计划和实绩、五年规划、同级下级的计划是否在手；缺了哪一份，哪些核对就没有做。
为什么  没有核对与核对无误是两回事，审阅的人必须分得清。
不查    统计公报、决议等不设年度目标的文件，不要求有上级计划；一个下级的文件都没有的，不提下级。
依据    本程序的读取说明，与任何规范无关。
*/
WITH plan AS (
  SELECT d.id, d.document, d.region_path, d.parent_path, d.level, d.plan_year, d.report_year, d.kind
  FROM document AS d
  WHERE d.readable AND d.region_path <> '' AND d.has_targets
), missing_child AS (
  SELECT p.region_path, p.plan_year, MIN(c.region) AS first_missing, COUNT(DISTINCT c.region_path) AS missing
  FROM plan AS p
  JOIN child AS c ON c.parent_path = p.region_path
  WHERE NOT EXISTS (
      SELECT 1 FROM plan AS o WHERE o.region_path = c.region_path AND o.plan_year = p.plan_year)
    AND EXISTS (
      SELECT 1 FROM plan AS o
      JOIN child AS k ON k.region_path = o.region_path
      WHERE k.parent_path = p.region_path AND o.plan_year = p.plan_year)
  GROUP BY p.region_path, p.plan_year
), weightless AS (
  SELECT s.document, s.year, MIN(s.indicator) AS first_one, COUNT(DISTINCT s.key) AS found
  FROM aggregate AS a
  JOIN statement AS s ON s.id = a.id
  WHERE a.complete AND a.status = 'undecided'
  GROUP BY s.document, s.year
)
SELECT d.id AS anchor,
       '' AS against,
       CASE WHEN d.parent_path = '' THEN '所属上级不明，上下级衔接'
            ELSE '没有上级' || CAST(d.plan_year AS STRING) || '年计划或报告，上下级衔接' END AS item
FROM document AS d
WHERE d.has_targets AND d.readable AND d.level <> 'national'
  AND NOT EXISTS (
    SELECT 1 FROM document AS p
    WHERE p.region_path = d.parent_path AND p.plan_year = d.plan_year AND p.has_targets AND p.readable)
UNION ALL
SELECT d.id AS anchor,
       '' AS against,
       '没有本级' || CAST(d.report_year AS STRING) || '年计划，上年目标完成情况' AS item
FROM document AS d
WHERE d.has_outcomes AND d.kind <> 'communique' AND d.readable AND d.region_path <> '' AND NOT EXISTS (
    SELECT 1 FROM document AS p
    WHERE p.region_path = d.region_path AND p.plan_year = d.report_year AND p.has_targets AND p.readable)
UNION ALL
SELECT p.id AS anchor,
       '' AS against,
       '没有本级' || CAST(p.plan_year - 1 AS STRING) || '年实绩，目标与上年实际的比较' AS item
FROM plan AS p
WHERE NOT EXISTS (
    SELECT 1 FROM document AS o
    WHERE o.region_path = p.region_path AND o.report_year = p.plan_year - 1 AND o.has_outcomes AND o.readable)
UNION ALL
SELECT p.id AS anchor,
       '' AS against,
       '没有覆盖' || CAST(p.plan_year AS STRING) || '年的五年规划，年度与中期目标的衔接' AS item
FROM plan AS p
WHERE p.kind IN ('plan', 'plan_report') AND NOT EXISTS (
    SELECT 1 FROM statement AS s
    WHERE s.region_path = p.region_path AND s.own_region AND s.is_target AND s.year >= p.plan_year
      AND s.year <= p.plan_year + 5 AND NOT s.annual AND s.period_kind <> 'part-year')
UNION ALL
SELECT p.id AS anchor,
       '' AS against,
       CASE WHEN m.missing = 1 THEN '没有下级' || m.first_missing || '的计划'
            ELSE '没有下级' || m.first_missing || '等' || CAST(m.missing AS STRING) || '个的计划' END
         || '，下级合计与本级目标' AS item
FROM plan AS p
JOIN missing_child AS m ON m.region_path = p.region_path AND m.plan_year = p.plan_year
UNION ALL
SELECT d.id AS anchor,
       '' AS against,
       CASE WHEN w.found = 1 THEN w.first_one ELSE w.first_one || '等' || CAST(w.found AS STRING) || '项' END
         || '缺上年总量或市本级，下级加权平均' AS item
FROM weightless AS w
JOIN document AS d ON d.document = w.document
UNION ALL
SELECT d.id AS anchor,
       '' AS against,
       '相互牵连的数过多（' || CAST(j.size AS STRING) || '个），合在一起能否成立' AS item
FROM joint AS j
JOIN document AS d ON d.document = j.document
WHERE j.verdict = 'open' AND j.member = j.anchor
