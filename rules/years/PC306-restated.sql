/*
id:       PC306
name:     restated
title:    往年的数改了
severity: note
since:    0.1
message:  {region}{period}年{indicator}，先前写“{earlier_phrase}”，这里写“{phrase}”，未见说明
message[small]: {region}{period}年{indicator}由{earlier_written}改为{written}
message[explained]: {region}{period}年{indicator}由{earlier_written}改为{written}，文中有说明
message[pass]: {region}{period}年{indicator}与先前的文件一致：{written}
computation: 先前{earlier_written}，这里{written}
slack:    按各自写出的位数，没有一个数能同时满足
slack[pass]: 在写出的位数之内一致
suggestion: 说明修订的原因（普查、最终核实、口径调整），或改回原数
suggestion[small]:
suggestion[explained]:
suggestion[pass]:
about_en: A past figure should keep its value in later documents, or the change be explained.
message_en: {region} {period}, {indicator}: “{earlier_phrase}” before, “{phrase}” here, without explanation
message_en[small]: {region} {period}, {indicator}: restated from {earlier_written} to {written}
message_en[explained]: {region} {period}, {indicator}: restated from {earlier_written} to {written}, as the text explains
message_en[pass]: {region} {period}, {indicator}: the same as in the earlier document, {written}
computation_en: before {earlier_written}, here {written}
slack_en: no value fits both as written
slack_en[pass]: agrees within the digits written
suggestion_en: give the reason (census, final verification, change of scope), or restore the figure
suggestion_en[small]:
suggestion_en[explained]:
suggestion_en[pass]:

查什么  往年的数字，后来的文件应当照原样引用；改了的，应当说明是最终核实、普查修订还是口径调整。
为什么  改动基数，增速就变了；悄悄改基数是最难被发现的做法。
不查    先前是预计数的；同一次会议的文件（见 PC316）；口径写明不同的；不能断定是同一指标的。
依据    国家统计局关于初步核算数与最终核实数的发布制度。
*/
WITH said AS (
  SELECT s.id, s.document, s.region_path, s.key, s.measure, s.period, s.year, s.base_unit, s.basis, s.number,
         s.fit_low, s.fit_high, s.explained, s.is_rate, s.indicator_id, s.action, s.role,
         CASE WHEN s.plan_year > 0 THEN s.plan_year * 2 ELSE s.report_year * 2 + 3 END AS told
  FROM statement AS s
  WHERE s.own_region AND s.is_number AND s.certain AND s.year > 0 AND s.annual AND s.instant <> 'start'
    AND (s.modality = 'actual' OR (s.modality = 'baseline' AND s.year < s.report_year))
    AND s.measure IN ('level', 'growth', 'share', 'increment') AND s.has_low AND s.has_high
    AND s.doc_kind <> 'five_year_plan' AND s.doc_kind NOT IN ('midyear', 'resolution', 'assignment') AND NOT s.listed
    AND (s.role IN ('', 'total', 'baseline', 'result') OR (s.role = 'list' AND s.indicator_id <> ''))
), pair AS (
  SELECT l.id AS later_id, e.id AS earlier_id,
         CASE WHEN l.fit_low > e.fit_high OR l.fit_high < e.fit_low THEN 1 ELSE 0 END AS differs,
         CASE WHEN ABS(l.number - e.number) * 10 > ABS(e.number) AND (l.measure <> 'growth' OR ABS(l.number - e.number) > 1)
              THEN 1
              WHEN l.measure = 'growth' AND ((l.number < 0 AND e.number > 0) OR (l.number > 0 AND e.number < 0)) THEN 1
              ELSE 0 END AS is_large,
         l.explained AS explained,
         ROW_NUMBER() OVER (PARTITION BY l.id ORDER BY e.told DESC, e.id) AS place
  FROM said AS l
  JOIN said AS e
    ON e.region_path = l.region_path AND e.key = l.key AND e.measure = l.measure AND e.period = l.period
   AND e.base_unit = l.base_unit AND e.basis = l.basis
  WHERE e.told < l.told AND e.document <> l.document
    AND (l.indicator_id <> '' OR l.action = e.action)
)
SELECT l.id AS anchor,
       e.id AS against_earlier,
       CASE WHEN p.differs = 0 THEN 'pass' ELSE 'fail' END AS verdict,
       CASE WHEN p.differs = 0 THEN 'pass' WHEN p.explained THEN 'explained' WHEN p.is_large = 1 THEN '' ELSE 'small' END AS variant,
       CASE WHEN p.is_large = 1 AND NOT p.explained THEN 'warning' ELSE 'note' END AS severity,
       l.region AS region,
       l.period AS period,
       l.indicator AS indicator,
       CASE WHEN l.role = 'baseline' THEN l.told ELSE l.phrase END AS phrase,
       l.told AS written,
       CASE WHEN e.role = 'baseline' THEN e.told ELSE e.phrase END AS earlier_phrase,
       e.told AS earlier_written
FROM pair AS p
JOIN statement AS l ON l.id = p.later_id
JOIN statement AS e ON e.id = p.earlier_id
WHERE p.place = 1
