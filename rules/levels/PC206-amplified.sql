/*
id:       PC206
name:     amplified
title:    层层加码
severity: note
since:    0.1
message:  {region}{year}年有目标比上级定得高：{items}
computation: {indicator}：{shown}
slack:    按写出的数比较，与措辞无关
about_en: Shows where targets are raised from level to level, with the step of each level.
message_en: {region} {year}: targets set above the parent's: {items}
computation_en: {indicator}: {shown}
slack_en: compares the numbers written, not the wording

查什么  增速、降幅类目标逐级抬高的，列出从最上一级到本级每一级加了多少。
为什么  层层加码会把目标推到够不着的地方；从国家到市逐级略高属常态，县区多与市一致，幅度大的应当有理由。
不查    上限类目标（价格、失业率）；总量；没有数字的目标；上级没有同一指标的。
依据    党中央关于整治形式主义为基层减负的要求；各级计划草案报告通例。
*/
SELECT l.id AS anchor,
       l.parent AS against_parent,
       CONCAT('doc:', s.document) AS fold,
       s.region AS region,
       s.year AS year,
       s.indicator AS indicator,
       s.indicator AS item,
       l.shown AS shown
FROM ladder AS l
JOIN statement AS s ON s.id = l.id
-- A report that tells last year's target again does not set it.
WHERE s.plan_year = 0 OR s.year >= s.plan_year
