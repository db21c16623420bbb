/*
id:       PC303
name:     target-unreported
title:    目标没有交代结果
severity: warning
since:    0.1
message:  {region}{year}年有目标没有在报告中交代结果：{items}
message[open]: {region}{year}年有任务没有在政府工作报告中交代结果：{items}
message[pass]: {region}{year}年{indicator}的结果已有交代
computation: {indicator}：目标“{phrase}”，全文未见结果
computation[pass]: {indicator}：目标“{phrase}”
slack:    缺少实际数，无法判定是否完成
slack[pass]: 报告给出了结果
suggestion: 在执行情况中补上这些指标的实际数
suggestion[pass]:
about_en: The outcome of last year's targets should be reported.
message_en: {region} {year}: the report does not give the outcome of these targets: {items}
message_en[open]: {region} {year}: the work report does not give the outcome of these tasks: {items}
message_en[pass]: {region} {year}: the outcome of {indicator} is reported
computation_en: {indicator}: target “{phrase}”, no outcome in the whole text
computation_en[pass]: {indicator}: target “{phrase}”
slack_en: no outcome is given, so whether it was reached is undecided
slack_en[pass]: the report gives the outcome
suggestion_en: add the outcomes
suggestion_en[pass]:

查什么  上年计划写明数字的目标，本级的执行情况报告应当给出结果，无论用哪个通行名称。
为什么  最省事的“完成”就是不再提起。没有下文的目标应当有人问一句。
不查    五年规划的多年目标；总括类目标；赤字、债券规模等预算安排；报告在正文中提到过、或用相近名称交代了的指标；
        全国统一更名的指标；换了口径给出结果的指标（见 PC317）。政府工作报告里名称自拟的任务，
        报告提到过这类东西的只作提示，连这类东西都没提到的按警告；责任清单、民生实事清单里的一律只作提示。
依据    《中华人民共和国各级人民代表大会常务委员会监督法》关于听取和审议计划执行情况报告的规定。
*/
WITH renamed AS (
  -- Outcomes told under a later name of the indicator; joined first, as few indicators were renamed.
  SELECT DISTINCT n.old_key, n.year AS since, o.region_path, o.year
  FROM renaming AS n
  JOIN statement AS o ON o.key = n.new_key
  WHERE o.is_outcome
), judged AS (
  SELECT u.target, u.report,
         -- Of an amount and its increase over last year one is told.
         ROW_NUMBER() OVER (PARTITION BY u.report, t.document, t.key, u.how = 'none' ORDER BY t.seq, t.id) AS place,
         -- Of a deed with a name of its own a work report may tell in other words; not even the thing is named here.
         t.indicator_id = '' AND t.doc_kind <> 'assignment' AND NOT EXISTS (
           SELECT 1 FROM mention AS m
           JOIN document AS d ON d.id = m.doc_id
           WHERE m.key = t.key AND m.head_in_review AND d.region_path = t.region_path AND d.report_year = t.year) AS is_gone,
         CASE WHEN u.how <> 'none' THEN 'pass'
              WHEN t.doc_kind = 'assignment' OR (t.indicator_id = '' AND r.kind = 'work_report') THEN 'open'
              ELSE '' END AS variant
  FROM outcome AS u
  JOIN statement AS t ON t.id = u.target
  JOIN document AS r ON r.id = u.report
  WHERE t.scope = '' AND t.role IN ('', 'total')
    -- A name of its own kind counts only where a deed and a number of things are said: 新建停车泊位1500个.
    AND (t.indicator_id <> '' OR (t.plain AND NOT t.listed))
    AND t.doc_kind IN ('plan', 'plan_report', 'work_report', 'assignment')
    -- 赤字率拟按3%安排, 地方政府专项债券4万亿元: what the budget arranges, the report on the budget accounts for.
    AND t.indicator NOT IN ('赤字率', '财政赤字')
    AND t.phrase NOT LIKE '%地方政府%债%'
    AND NOT EXISTS (
      SELECT 1 FROM renamed AS n
      WHERE n.old_key = t.key AND n.region_path = t.region_path AND n.year = t.year AND n.since <= t.year + 1)
)
SELECT j.report AS anchor,
       t.id AS against_target,
       CASE WHEN j.variant = 'pass' THEN t.id ELSE CONCAT(j.report, j.variant, CASE WHEN j.is_gone THEN ':gone' ELSE '' END) END AS fold,
       CASE WHEN j.variant = 'pass' THEN 'pass' ELSE 'fail' END AS verdict,
       j.variant AS variant,
       CASE WHEN j.variant = '' OR j.is_gone THEN 'warning' ELSE 'note' END AS severity,
       t.region AS region,
       t.year AS year,
       t.indicator AS indicator,
       t.indicator AS item,
       t.phrase AS phrase
FROM judged AS j
JOIN statement AS t ON t.id = j.target
WHERE j.place = 1
