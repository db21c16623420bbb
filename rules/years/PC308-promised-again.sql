/*
id:       PC308
name:     promised-again
title:    年年提出
severity: note
since:    0.1
message:  {region}{year}年计划中有往年计划已经提出过的事：{items}
message[back]: “{object}”{earlier_year}年计划要到“{earlier_stage}”这一步，{year}年计划退回“{stage}”
message[slipped]: “{object}”在{earlier_year}年计划中写明“{earlier_stage}”，{year}年计划又提出“{stage}”
computation: “{object}”：{earlier_year}年“{earlier_stage}”，{year}年“{stage}”，{times}个年度的计划提出
slack:    认定为同一件事：{reason}
suggestion: 写明进展到哪一步、为什么没有按往年计划推进
about_en: What earlier plans promised already, and where it stands now.
message_en: {region}: the plan for {year} promises again what earlier plans promised: {items}
message_en[back]: “{object}” was to be at “{earlier_stage}” in {earlier_year}; the plan for {year} is back at “{stage}”
message_en[slipped]: “{object}” was to reach “{earlier_stage}” in {earlier_year}; the plan for {year} promises “{stage}” again
computation_en: “{object}”: {earlier_year} “{earlier_stage}”, {year} “{stage}”; promised in the plans of {times} years
slack_en: taken for one thing: {reason}
suggestion_en: say how far it has come, and why it did not go as planned

查什么  同一个项目、地块、创建或改革，在几个年度的计划里反复提出；阶段比往年倒退，或往年已写明完成的，升为警告。
为什么  没有数字的承诺最容易年年写。往年写过什么、现在到了哪一步，审查的人要的就是这张单子。
不查    阶段明显前进的（前期、开工、竣工逐年推进）；荣誉称号创成后的复审和巩固；规划纲要的多年安排；
        不同的期、号、段，名称只有通用词相同的对象；改造已建成的东西，与建设不算同一件事。
依据    《中华人民共和国各级人民代表大会常务委员会监督法》关于听取和审议计划执行情况报告的规定。
*/
WITH again AS (
  SELECT b.id AS later, a.id AS earlier, p.reason, p.times,
         CASE WHEN b.high < a.low AND a.improves = b.improves AND (p.sure OR p.reason = '一个包含另一个') THEN 'back'
              WHEN a.done AND b.high <= a.high AND a.improves = b.improves AND p.sure THEN 'slipped'
              ELSE '' END AS variant
  FROM commitment_pair AS p
  JOIN commitment AS a ON a.id = p.earlier
  JOIN commitment AS b ON b.id = p.later
  WHERE p.how = 'again'
    -- A title that was won is only kept from then on.
    AND NOT (b.ladder = 'title' AND b.low >= 80)
    -- What moved on from one year to the next went as planned; what took years to move did not.
    AND (b.low <= a.high OR b.year >= p.first_year + 2)
)
SELECT b.id AS anchor,
       a.id AS against_promised,
       CASE WHEN g.variant = '' THEN CONCAT(b.document, ':again') ELSE b.id END AS fold,
       g.variant AS variant,
       CASE WHEN g.variant = '' THEN 'note' ELSE 'warning' END AS severity,
       b.region AS region,
       b.year AS year,
       b.object AS indicator,
       b.object AS object,
       b.stage AS stage,
       a.stage AS earlier_stage,
       a.year AS earlier_year,
       g.times AS times,
       g.reason AS reason,
       CONCAT('“', b.object, '”（', a.year, '年', a.stage, '→', b.year, '年', b.stage, '）') AS item
FROM again AS g
JOIN commitment AS a ON a.id = g.earlier
JOIN commitment AS b ON b.id = g.later
