/*
id:       PC403
name:     no-deadline
title:    没有期限
severity: note
since:    0.1
message:  {region}{indicator}目标“{phrase}”看不出哪一年完成
slack:    上下文没有给出时间
suggestion: 写明完成的年份
about_en: A target should say by when it is to be reached.
message_en: {region}: the {indicator} target “{phrase}” does not tell its year
slack_en: the context gives no time
suggestion_en: name the year

查什么  每个有数字的目标，应当能从上下文看出是哪一年的。
为什么  没有期限的目标，任何一年都可以说还没到时候。
不查    从标题、小标题或段首承接了年份的；“今后一段时期”“力争早日”一类不定的时间词会取消承接来的年份；
        同一文件别处写明了年份的同一个数；没有数字的目标。
依据    《中华人民共和国各级人民代表大会常务委员会监督法》关于计划执行监督的规定。
*/
SELECT s.id AS anchor,
       s.region AS region,
       s.indicator AS indicator,
       s.phrase AS phrase
FROM statement AS s
WHERE s.is_target AND s.is_number AND s.year = 0 AND s.role NOT IN ('part', 'baseline')
  AND (s.own_region OR s.region_path = '') AND s.certain
  AND (s.doc_kind IN ('plan', 'plan_report', 'work_report', 'five_year_plan', 'assignment', 'resolution')
    OR EXISTS (
      SELECT 1 FROM document AS d
      WHERE d.document = s.document AND d.kind = 'other'
        AND (d.title LIKE '%规划' OR d.title LIKE '%方案' OR d.title LIKE '%计划' OR d.title LIKE '%意见'
          OR d.title LIKE '%报告' AND d.plan_year > 0)))
  AND NOT EXISTS (
    SELECT 1 FROM statement AS o
    WHERE o.document = s.document AND o.key = s.key AND o.measure = s.measure AND o.is_target AND o.year > 0
      AND o.number = s.number AND o.number_high = s.number_high AND o.base_unit = s.base_unit)
