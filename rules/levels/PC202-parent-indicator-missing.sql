/*
id:       PC202
name:     parent-indicator-missing
title:    缺上级的主要指标
severity: warning
since:    0.1
message:  {parent}{year}年的主要指标，{region}没有写明数值或去处的目标：{items}
message[pass]: {parent}{year}年的主要指标，{region}有对应目标：{items}
computation: {item}：{parent}“{parent_phrase}”，{region}{shown}
slack:    缺少对应目标，无从比较
slack[pass]: 有对应目标
suggestion: 补上这些指标的目标，或写明“完成{parent}下达任务”
suggestion[pass]:
outranks: PC402
about_en: The parent's headline indicators should have a counterpart below.
message_en: {region} has no target, in figures or by reference, for headline indicators of {parent} in {year}: {items}
message_en[pass]: {region} has a target for these headline indicators of {parent} in {year}: {items}
computation_en: {item}: {parent} “{parent_phrase}”, {region}: {shown}
slack_en: there is nothing to compare
slack_en[pass]: a counterpart is there
suggestion_en: add these targets, or write “完成{parent}下达任务” (as {parent} assigns)
suggestion_en[pass]:

查什么  上级列为主要指标的目标，下级当年的计划或报告中应当有对应：写明数字、写成完成下达任务、
        与某数同步，或由总括说法（约束性指标、节能减排）涵盖，都算有对应。
为什么  上级的目标要靠下级承接。漏掉一项，年底就没有人对它负责。
不查    同一地区同年另一份文件里已有的；县区不测算的（居民消费价格、城镇调查失业率）；
        只有一两句话的摘录；城乡居民收入分别写明的，视为有居民收入目标。
依据    《中华人民共和国各级人民代表大会常务委员会监督法》；上下级计划衔接通例。
*/
SELECT c.doc_id AS anchor,
       p.statement AS against_parent,
       CASE WHEN c.present_region THEN c.statement ELSE '' END AS against_own,
       CASE WHEN c.present_region THEN 'pass' ELSE 'fail' END AS verdict,
       CONCAT(c.region_path, ':', CAST(c.year AS STRING)) AS fold,
       CASE WHEN c.present_region THEN 'pass' ELSE '' END AS variant,
       CASE WHEN c.weighty AND NOT c.named_ahead AND NOT c.present_region THEN 'warning' ELSE 'note' END AS severity,
       c.region AS region,
       c.year AS year,
       c.item AS indicator,
       c.item AS item,
       p.region AS parent,
       t.phrase AS parent_phrase,
       CASE WHEN c.present_region THEN '有对应目标' WHEN c.named_ahead THEN '只提到名称' ELSE '全文未见目标' END AS shown
FROM headline AS c
JOIN headline AS p
  ON p.region_path = c.parent_path AND p.year = c.year AND p.item_id = c.item_id
JOIN statement AS t ON t.id = p.statement
WHERE c.fullest AND p.fullest AND c.measured AND p.expected AND p.present_region
  AND (c.present_count > 1 OR (c.whole AND c.present_count > 0))
