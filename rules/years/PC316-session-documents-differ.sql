/*
id:       PC316
name:     session-documents-differ
title:    同次会议文件不一
severity: error
since:    0.1
message:  {region}{period}年{indicator}在同一次会议的文件中不一致：这里“{phrase}”，另一份“{other_phrase}”
message[pass]: {region}{period}年{indicator}在同一次会议的文件中一致：{written}
computation: 这里{written}，另一份{other_written}
slack:    无论怎样四舍五入都不一致
slack[pass]: 在写出的位数之内一致
suggestion: 几份文件统一为一个数
suggestion[pass]:
outranks: PC306 PC117
about_en: Documents of one session should give one value.
message_en: {region} {period}: {indicator} differs between documents of one session: “{phrase}” here, “{other_phrase}” in the other
message_en[pass]: {region} {period}: {indicator} is the same in the documents of one session, {written}
computation_en: here {written}, in the other {other_written}
slack_en: inconsistent whatever the rounding
slack_en[pass]: agrees within the digits written
suggestion_en: agree on one figure
suggestion_en[pass]:

查什么  同一地区同一次会议的政府工作报告、计划报告、预算报告、计划、决议，对同一指标的目标数、实际数应当一致。
为什么  代表手上同时拿着这几份文件；数字打架，表决的是哪一个就说不清了。
不查    预计数与实际数；确保与力争两档；期中调整计划的决定（调整后的取代原来的）；位数不同而相容的数；
        名称太泛、不能断定是同一件事的数。
依据    《中华人民共和国各级人民代表大会常务委员会监督法》；代表大会会议文件由政府统一提交的通例。
*/
WITH of_total AS (
  SELECT l.part AS id, MIN(t.key) AS total_key
  FROM part AS l
  JOIN statement AS t ON t.id = l.total
  GROUP BY l.part
), said AS (
  SELECT s.id, s.document, s.region_path, s.key, s.measure, s.modality, s.period, s.period_kind, s.instant, s.base_unit,
         s.basis, s.plan_year, s.number, s.number_high, s.fit_low, s.fit_high, s.bound, s.force_rank, s.is_target, s.seq,
         s.indicator_id, s.action, s.doc_kind,
         -- 其中 makes it a part of its total: only another part of the same total is the same thing.
         CASE WHEN s.role = 'part' THEN COALESCE(o.total_key, s.id) ELSE '' END AS total_key,
         CASE s.doc_kind WHEN 'plan' THEN 1 WHEN 'plan_report' THEN 2 WHEN 'work_report' THEN 3
              WHEN 'budget_report' THEN 4 ELSE 5 END AS standing
  FROM statement AS s
  LEFT JOIN of_total AS o ON o.id = s.id
  WHERE s.own_region AND s.is_number AND s.certain AND s.year > 0 AND s.plan_year > 0 AND (s.latest OR s.is_outcome)
    AND s.doc_kind IN ('plan', 'plan_report', 'work_report', 'budget_report', 'resolution')
    AND s.modality IN ('target', 'actual', 'estimate') AND s.period_kind <> 'part-year'
    AND s.measure IN ('level', 'growth', 'share', 'increment') AND NOT s.listed AND s.role IN ('', 'total', 'result', 'part', 'list')
    AND (s.role <> 'list' OR s.indicator_id <> '')
    AND (s.indicator_id <> '' OR s.measure <> 'growth')
), pair AS (
  SELECT a.id AS one_id, b.id AS other_id, a.document AS one_document, a.standing AS one_standing,
         b.standing AS other_standing, b.document AS other_document,
         CASE WHEN a.is_target AND a.bound NOT IN ('band') AND b.bound NOT IN ('band') AND a.number <> b.number THEN 1
              WHEN a.is_target AND a.number_high < b.number THEN 1
              WHEN a.is_target AND b.number_high < a.number THEN 1
              WHEN NOT a.is_target AND (a.fit_low > b.fit_high OR b.fit_low > a.fit_high) THEN 1
              ELSE 0 END AS differs
  FROM said AS a
  JOIN said AS b
    ON a.region_path = b.region_path AND a.key = b.key AND a.measure = b.measure AND a.modality = b.modality
   AND a.period = b.period AND a.period_kind = b.period_kind AND a.instant = b.instant
   AND a.base_unit = b.base_unit AND a.basis = b.basis AND a.plan_year = b.plan_year
   AND a.total_key = b.total_key
  WHERE a.document <> b.document
    AND NOT (a.is_target AND a.force_rank <> b.force_rank AND (a.force_rank = 1 OR b.force_rank = 1))
    AND (a.indicator_id <> '' OR a.action = b.action)
), support AS (
  SELECT p.one_id, COUNT(DISTINCT CASE WHEN p.differs = 0 THEN p.other_document END) AS agreeing
  FROM pair AS p
  GROUP BY p.one_id
), judged AS (
  -- The odd one out is at fault; of two that stand alone, the one further from the plan itself.
  SELECT p.one_id, p.other_id, p.differs,
         ROW_NUMBER() OVER (PARTITION BY p.one_id, p.other_document, p.differs ORDER BY p.other_id) AS place
  FROM pair AS p
  JOIN support AS s ON s.one_id = p.one_id
  JOIN support AS t ON t.one_id = p.other_id
  WHERE s.agreeing < t.agreeing
     OR (s.agreeing = t.agreeing AND p.one_standing > p.other_standing)
     OR (s.agreeing = t.agreeing AND p.one_standing = p.other_standing AND p.one_document > p.other_document)
)
SELECT a.id AS anchor,
       b.id AS against,
       'same-session' AS role,
       CASE WHEN j.differs = 1 THEN CONCAT(a.document, a.key, a.measure, a.period, a.modality) ELSE a.id END AS fold,
       CASE WHEN j.differs = 1 THEN 'fail' ELSE 'pass' END AS verdict,
       CASE WHEN j.differs = 1 THEN '' ELSE 'pass' END AS variant,
       a.region AS region,
       a.period AS period,
       a.indicator AS indicator,
       a.phrase AS phrase,
       a.told AS written,
       b.phrase AS other_phrase,
       b.told AS other_written
FROM judged AS j
JOIN statement AS a ON a.id = j.one_id
JOIN statement AS b ON b.id = j.other_id
WHERE j.place = 1
  -- A figure told twice in one document agrees if either telling does; PC101 sees the rest.
  AND (j.differs = 0 OR NOT EXISTS (
    SELECT 1 FROM pair AS q
    JOIN statement AS o ON o.id = q.other_id
    WHERE q.one_id = j.one_id AND q.differs = 0 AND o.document = b.document))
