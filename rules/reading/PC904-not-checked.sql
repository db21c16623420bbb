/*
id:       PC904
name:     not-checked
severity: note
since:    0.1
message:  因缺少文件，以下未核对：{items}

查什么  上级当年的计划、本级上年的计划是否在手；缺了哪一份，哪些核对就没有做。
为什么  没有核对与核对无误是两回事，审阅的人必须分得清。
不查    统计公报、决议等不设年度目标的文件，不要求有上级计划。
依据    本程序的读取说明，与任何规范无关。
*/
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
WHERE d.kind IN ('plan_report', 'work_report') AND d.report_year > 0 AND d.readable AND d.region_path <> ''
  AND NOT EXISTS (
    SELECT 1 FROM document AS p
    WHERE p.region_path = d.region_path AND p.plan_year = d.report_year AND p.has_targets AND p.readable)
