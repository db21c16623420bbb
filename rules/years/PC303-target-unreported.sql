/*
id:       PC303
name:     target-unreported
severity: warning
since:    0.1
message:  {region}{year}年有目标没有在报告中交代结果：{items}
message[open]: {region}{year}年有任务没有在报告中交代结果：{items}
computation: {indicator}：目标“{phrase}”，全文未见结果
slack:    缺少实际数，无法判定是否完成
suggestion: 在执行情况中补上这些指标的实际数

查什么  上年计划写明数字的目标，本级的执行情况报告应当给出结果，无论用哪个通行名称。
为什么  最省事的“完成”就是不再提起。没有下文的目标应当有人问一句。
不查    五年规划的多年目标；上限和总括类目标；报告在正文中提到过的指标；换了口径给出结果的指标（见 PC317）。
依据    《中华人民共和国各级人民代表大会常务委员会监督法》关于听取和审议计划执行情况报告的规定。
*/
SELECT r.id AS anchor,
       t.id AS against_target,
       CASE WHEN t.indicator_id <> '' AND (t.headline OR t.binding) THEN r.id ELSE CONCAT(r.id, ':open') END AS fold,
       CASE WHEN t.indicator_id <> '' AND (t.headline OR t.binding) THEN '' ELSE 'open' END AS variant,
       CASE WHEN t.indicator_id <> '' AND (t.headline OR t.binding) THEN 'warning' ELSE 'note' END AS severity,
       t.region AS region,
       t.year AS year,
       t.indicator AS indicator,
       t.indicator AS item,
       t.phrase AS phrase
FROM statement AS t
JOIN document AS r
  ON r.region_path = t.region_path AND r.report_year = t.year AND r.main_report AND r.readable
WHERE t.is_target AND t.own_region AND t.annual AND t.latest AND t.is_number AND t.certain
  AND t.scope = '' AND t.role = '' AND NOT t.umbrella
  AND t.plan_year = t.year AND t.doc_kind IN ('plan', 'plan_report', 'work_report')
  AND t.document <> r.document
  AND NOT EXISTS (
    SELECT 1 FROM statement AS o
    JOIN document AS d ON d.document = o.document
    WHERE d.region_path = t.region_path AND d.report_year = t.year
      AND o.is_outcome AND o.key = t.key AND o.year = t.year)
  AND NOT EXISTS (
    SELECT 1 FROM mention AS m
    JOIN document AS d ON d.document = m.document
    WHERE d.region_path = t.region_path AND d.report_year = t.year AND m.key = t.key)
