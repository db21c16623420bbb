/*
id:       PC402
name:     headline-indicator-missing
title:    缺主要指标
severity: warning
since:    0.1
message:  {region}{year}年{title}通篇没有这些主要指标：{items}
message[pass]: {region}{year}年{title}写到了这些主要指标：{items}
computation[fail]: 全文未见：{item}
slack:    全文未见其名称，也没有总括说法
slack[pass]: 全文写到
suggestion: 补上这些指标的目标，或写明由哪份文件确定
suggestion[pass]:
about_en: Headline indicators expected of this kind and level of document should stand somewhere in it.
message_en: {region}, {title} for {year}: these headline indicators stand nowhere in it: {items}
message_en[pass]: {region}, {title} for {year}: these headline indicators are there: {items}
computation_en[fail]: not in the text: {item}
slack_en: neither a name nor an umbrella phrase in the whole text
slack_en[pass]: stands in the text
suggestion_en: add targets for them, or say which document sets them
suggestion_en[pass]:

查什么  这一级、这一类文件通常列明的主要指标，应当至少在全文中出现一次。
为什么  主要指标不写，代表无从审议，年底也无从对账。
不查    写明完成下达任务、与某数同步的，或由节能减排、约束性指标等总括说法涵盖的，都算写了；
        已由 PC202 指出上级有而本级没有的；篇幅不像完整文件、所列主要指标又不足五项的只作提示；各级应有哪些指标见词表。
依据    各级国民经济和社会发展计划草案报告通例；351份政府工作报告（1992—2026年）目标段用词统计。
*/
SELECT h.doc_id AS anchor,
       '' AS against,
       CASE WHEN h.present OR h.named THEN 'pass' ELSE 'fail' END AS verdict,
       CONCAT('doc:', h.document) AS fold,
       CASE WHEN h.present OR h.named THEN 'pass' ELSE 'fail' END AS variant,
       CASE WHEN (h.whole OR h.present_count >= 5) AND h.kind IN ('plan', 'plan_report') THEN 'warning' ELSE 'note' END AS severity,
       h.region AS region,
       h.year AS year,
       h.item AS indicator,
       h.item AS item,
       CASE WHEN h.kind = 'work_report' THEN '政府工作报告' WHEN h.kind = 'plan' THEN '计划' ELSE '计划报告' END AS title
FROM headline AS h
WHERE h.expected
  AND (h.present OR h.named
    OR (h.present_count > 0 OR h.whole)
      AND NOT EXISTS (
        SELECT 1 FROM headline AS p
        WHERE p.region_path = h.parent_path AND p.year = h.year AND p.item_id = h.item_id AND p.expected
          AND p.present_region AND h.measured AND NOT h.present_region))
