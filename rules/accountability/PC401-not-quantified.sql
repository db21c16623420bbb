/*
id:       PC401
name:     not-quantified
title:    目标没有数字
severity: note
since:    0.1
message:  {region}{year}年{indicator}目标“{phrase}”没有数字，也没有参照
slack:    没有可以对账的数
suggestion: 写明数值，或写明与哪个数同步、完成哪一级下达的任务
about_en: Headline targets should be a number, or name what they are measured by.
message_en: {region} {year}: the {indicator} target “{phrase}” has neither a number nor a reference
slack_en: nothing to hold the outcome against
suggestion_en: give a number, or say which figure it follows or which body sets it

查什么  主要指标的目标应当有数字、水平或参照，年底才能对账。
为什么  “保持合理规模”“稳中提质”怎样都算完成。
不查    写明完成下达任务、与经济增长同步、快于某数的，都算有参照；正增长、持平算有数；
        同一文件别处已写明数字的；只对计划、计划报告和政府工作报告。
依据    《中华人民共和国各级人民代表大会常务委员会监督法》关于计划执行监督的规定。
*/
SELECT s.id AS anchor,
       CONCAT(s.document, ':', s.key) AS fold,
       s.region AS region,
       s.year AS year,
       s.indicator AS indicator,
       s.phrase AS phrase
FROM statement AS s
WHERE s.is_target AND s.own_region AND s.scope = '' AND s.headline AND NOT s.umbrella
  AND s.doc_kind IN ('plan', 'plan_report', 'work_report') AND s.year = s.plan_year
  AND NOT s.is_number
  AND (s.comparator = 'none'
    OR (s.comparator = 'positive' AND s.quote NOT LIKE '%正增长%' AND s.quote NOT LIKE '%转正%'
        AND s.quote NOT LIKE '%由负%'))
  AND NOT EXISTS (
    SELECT 1 FROM statement AS o
    WHERE o.document = s.document AND o.key = s.key AND o.is_target AND o.year = s.year AND o.id <> s.id
      AND (o.is_number OR o.comparator IN ('delegated', 'synced', 'compare', 'flat')))
