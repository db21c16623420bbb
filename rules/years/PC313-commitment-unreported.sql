/*
id:       PC313
name:     commitment-unreported
title:    承诺没有下文
severity: note
since:    0.1
message:  {region}{year}年计划提出、{year}年执行情况没有提到的事：{items}
computation: “{object}”：{year}年计划提出“{stage}”，报告全文没有这个名称
slack:    报告里可能换了名称，请核对
suggestion: 在执行情况中说明进展
about_en: What a plan promised and the report on that year does not mention.
message_en: {region}: the plan for {year} promised what the report on {year} does not mention: {items}
computation_en: “{object}”: promised to be at “{stage}” in {year}; its name stands nowhere in the report
slack_en: the report may call it by another name
suggestion_en: say what became of it

查什么  年度计划点名提出的项目、地块、创建、改革，当年的执行情况报告全文没有提到。
为什么  没有下文的承诺应当有人问一句；项目换名、撤销、推迟，都应当在报告里说明。
不查    报告中出现过它的名称、简称或名称中的专名的；规划纲要的多年安排；没有点名报告任何项目、也没有列出多少完成数的报告。
依据    《中华人民共和国各级人民代表大会常务委员会监督法》关于听取和审议计划执行情况报告的规定。
*/
WITH promised AS (
  SELECT c.id, c.thing, r.report, r.how,
         ROW_NUMBER() OVER (PARTITION BY r.report, c.thing ORDER BY c.document, c.seq) AS place
  FROM commitment_report AS r
  JOIN commitment AS c ON c.id = r.promise
  WHERE c.doc_kind IN ('plan', 'plan_report', 'work_report', 'assignment')
)
SELECT p.report AS anchor,
       c.id AS against_plan,
       p.report AS fold,
       c.region AS region,
       c.year AS year,
       c.object AS object,
       c.stage AS stage,
       CONCAT('“', c.object, '”（', c.stage, '）') AS item
FROM promised AS p
JOIN commitment AS c ON c.id = p.id
WHERE p.place = 1 AND p.how = 'none'
  AND NOT EXISTS (
    SELECT 1 FROM promised AS q
    WHERE q.thing = p.thing AND q.report = p.report AND q.how <> 'none')
