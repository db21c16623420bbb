/*
id:       PC205
name:     assignment-ignored
title:    下达任务没有承接
severity: error
since:    0.1
outranks: PC201
message:  {parent}下达{region}{year}年{indicator}“{given}”，{region}写的是“{phrase}”，达不到
message[over]: {parent}下达{region}{year}年{indicator}“{given}”，{region}写的是“{phrase}”，超出
message[omitted]: {parent}下达给{region}的{year}年任务，{region}的文件中没有：{items}
message[pace]: {parent}下达{region}{year}年{indicator}“{given}”，按{region}自己的“{phrase}”推算达不到
message[pass]: {parent}下达{region}{year}年{indicator}“{given}”，{region}的“{phrase}”承接得住
computation: 下达{given_written}，自定{written}，相差{gap:base}
computation[omitted]: {indicator}：下达{given_written}，全文未见
computation[pace]: 上年实际{base_written}，按“{written}”推算{years}年后约{reached:base}{prices}，下达{given_written}
computation[pass]: 下达{given_written}，自定{written}
slack:    无论怎样四舍五入都达不到下达数
slack[omitted]: 全文未见这一项目标
slack[pace]: 以手头最近的实际数为基数推算
slack[pass]: 不低于下达数
suggestion: 改为下达数“{given}”，或说明调整的依据
suggestion[omitted]: 补上这些目标
suggestion[pace]: 提高增速，或商请调整下达数
suggestion[pass]:
about_en: A value handed down to a named place should be taken up by its plan.
message_en: {parent} hands {region} {indicator} “{given}” for {year}; {region} writes “{phrase}”, which falls short
message_en[over]: {parent} hands {region} {indicator} “{given}” for {year}; {region} writes “{phrase}”, which exceeds it
message_en[omitted]: {parent} hands {region} tasks for {year} that its documents do not mention: {items}
message_en[pace]: {parent} hands {region} {indicator} “{given}” for {year}; {region}'s own “{phrase}” does not lead there
message_en[pass]: {parent} hands {region} {indicator} “{given}” for {year}; “{phrase}” of {region} covers it
computation_en: handed down {given_written}, own target {written}: {gap:base} apart
computation_en[omitted]: {indicator}: handed down {given_written}, nowhere in the text
computation_en[pace]: last year's outcome {base_written}, at {written} for {years} years about {reached:base}{prices}; handed down {given_written}
computation_en[pass]: handed down {given_written}, own target {written}
slack_en: short of the figure handed down whatever the rounding
slack_en[omitted]: no such target in the whole text
slack_en[pace]: projected from the latest outcome at hand
slack_en[pass]: not below the figure handed down
suggestion_en: take over “{given}”, or give the ground for departing from it
suggestion_en[omitted]: add these targets
suggestion_en[pace]: raise the growth target, or ask for the figure to be adjusted
suggestion_en[pass]:

查什么  上级文件点名下达给某地的数，该地自己的计划不应低于它（上限则不应高于它），不应漏掉，
        自定的增速也应当推算得到。
为什么  任务分解到了名下而不写进计划，分解就落了空。
不查    自定目标高于下达数的；同一地区同年任一文件已写明（或在另一名称下写了同一个数），或由约束性指标等总括说法涵盖的；手头没有该地当年文件的。
        不变价指标推算总量时，每年另加3个百分点作为价格余地。
依据    《中华人民共和国各级人民代表大会常务委员会监督法》；各级任务分解、责任清单通例。
*/
WITH given AS (
  SELECT a.id, a.document, a.doc_region_path, a.region, a.region_path, a.key, a.indicator, a.indicator_id, a.year,
         a.period_kind, a.measure, a.base_unit, a.dimension, a.number, a.number_high, a.around_low, a.around_high,
         a.has_low, a.has_high, a.written, a.phrase, a.modality,
         a.ceiling OR a.polarity IN ('less', 'band') AS upper,
         MIN(a.base_unit) OVER (PARTITION BY a.document, a.region_path, a.key, a.year, a.measure)
           <> MAX(a.base_unit) OVER (PARTITION BY a.document, a.region_path, a.key, a.year, a.measure) AS in_two
  FROM statement AS a
  WHERE a.is_target AND a.is_number AND a.certain AND a.scope = '' AND a.latest AND a.year > 0
    AND a.region_path <> ''
    AND (a.region_path LIKE CONCAT(a.doc_region_path, '/%') AND a.doc_region_path <> ''
      OR a.doc_level = 'national' AND NOT a.own_region)
), own AS (
  SELECT o.id, o.document, o.region_path, o.key, o.year, o.period_kind, o.measure, o.base_unit, o.dimension,
         o.number, o.number_high, o.is_number, o.written, o.phrase,
         MIN(o.base_unit) OVER (PARTITION BY o.document, o.region_path, o.key, o.year, o.measure)
           <> MAX(o.base_unit) OVER (PARTITION BY o.document, o.region_path, o.key, o.year, o.measure) AS in_two
  FROM statement AS o
  WHERE o.is_target AND o.own_region AND o.scope = '' AND o.latest AND o.year > 0 AND o.modality = 'target'
), pair AS (
  SELECT g.id AS given_id, o.id AS own_id,
         CASE WHEN g.upper THEN o.number_high - g.number_high ELSE g.number - o.number END AS gap,
         CASE WHEN g.upper THEN o.number_high - g.around_high ELSE g.around_low - o.number END AS beyond
  FROM given AS g
  JOIN own AS o
    ON o.region_path = g.region_path AND o.key = g.key AND o.year = g.year AND o.period_kind = g.period_kind
   AND o.measure = g.measure
   -- 41个、4600户 are two counts of one thing; what is far more than ten times the other is counted otherwise.
   AND (o.base_unit = g.base_unit OR (o.dimension = 'count' AND g.dimension = 'count'
     AND NOT o.in_two AND NOT g.in_two AND o.number <= 10 * g.number AND g.number <= 10 * o.number))
  WHERE o.is_number AND (g.upper AND g.has_high OR NOT g.upper AND g.has_low)
), pace AS (
  SELECT h.id, h.base, h.rate, h.years, h.reached, h.with_prices
  FROM handed AS h
  WHERE h.short
    AND NOT EXISTS (SELECT 1 FROM pair AS x WHERE x.given_id = h.id)
)
SELECT x.own_id AS anchor,
       g.id AS against_assigned,
       '' AS against_base,
       x.own_id AS fold,
       CASE WHEN x.beyond > 0 THEN 'fail' ELSE 'pass' END AS verdict,
       CASE WHEN x.beyond <= 0 THEN 'pass' WHEN g.upper THEN 'over' ELSE '' END AS variant,
       CASE WHEN g.indicator_id <> '' OR g.modality = 'assigned' THEN 'error' ELSE 'warning' END AS severity,
       g.region AS region,
       g.year AS year,
       g.indicator AS indicator,
       '' AS item,
       p.region AS parent,
       g.phrase AS given,
       g.written AS given_written,
       o.phrase AS phrase,
       o.written AS written,
       ABS(x.gap) AS gap,
       g.base_unit AS base_unit,
       '' AS base_written,
       0 AS years,
       CAST(0 AS DECIMAL(24,4)) AS reached,
       '' AS prices
FROM pair AS x
JOIN given AS g ON g.id = x.given_id
JOIN own AS o ON o.id = x.own_id
JOIN document AS p ON p.document = g.document
UNION ALL
SELECT h.doc_id AS anchor,
       g.id AS against_assigned,
       '' AS against_base,
       CONCAT('omitted:', h.document, CASE WHEN g.indicator_id = '' THEN ':open' ELSE '' END) AS fold,
       'fail' AS verdict,
       'omitted' AS variant,
       CASE WHEN g.indicator_id <> '' THEN 'warning' ELSE 'note' END AS severity,
       g.region AS region,
       g.year AS year,
       g.indicator AS indicator,
       g.indicator AS item,
       p.region AS parent,
       g.phrase AS given,
       g.written AS given_written,
       '' AS phrase,
       '' AS written,
       CAST(0 AS DECIMAL(24,4)) AS gap,
       g.base_unit AS base_unit,
       '' AS base_written,
       0 AS years,
       CAST(0 AS DECIMAL(24,4)) AS reached,
       '' AS prices
FROM given AS g
JOIN document AS p ON p.document = g.document
JOIN (
  SELECT DISTINCT d.doc_id, d.document, d.region_path, d.year
  FROM headline AS d
  WHERE d.fullest AND (d.present_count > 1 OR (d.whole AND d.present_count > 0))
) AS h ON h.region_path = g.region_path AND h.year = g.year
WHERE NOT EXISTS (
    SELECT 1 FROM statement AS o
    WHERE o.is_target AND o.region_path = g.region_path AND o.own_region AND o.key = g.key AND o.year >= g.year)
  -- The very figure under another name (公办中小学学位 for 中小学学位) takes the task up.
  AND NOT EXISTS (
    SELECT 1 FROM statement AS o
    WHERE o.is_target AND o.region_path = g.region_path AND o.own_region AND o.year = g.year AND o.is_number
      AND o.measure = g.measure AND o.base_unit = g.base_unit AND o.number = g.number AND g.number > 10)
  AND NOT EXISTS (
    SELECT 1 FROM statement AS o
    JOIN umbrella AS u ON u.umbrella_id = o.indicator_id
    WHERE o.is_target AND o.region_path = g.region_path AND o.own_region AND o.year = g.year
      AND u.indicator_id = g.indicator_id)
  AND NOT EXISTS (
    SELECT 1 FROM named AS n
    JOIN document AS d ON d.document = n.document
    WHERE d.region_path = g.region_path AND d.plan_year = g.year AND n.key = g.key)
UNION ALL
SELECT h.rate AS anchor,
       g.id AS against_assigned,
       h.base AS against_base,
       h.rate AS fold,
       'fail' AS verdict,
       'pace' AS variant,
       'warning' AS severity,
       g.region AS region,
       g.year AS year,
       g.indicator AS indicator,
       '' AS item,
       p.region AS parent,
       g.phrase AS given,
       g.written AS given_written,
       r.phrase AS phrase,
       r.written AS written,
       g.number - h.reached AS gap,
       g.base_unit AS base_unit,
       b.written AS base_written,
       h.years AS years,
       h.reached AS reached,
       CASE WHEN h.with_prices THEN '（每年已另加3个百分点的价格余地）' ELSE '' END AS prices
FROM pace AS h
JOIN given AS g ON g.id = h.id
JOIN statement AS r ON r.id = h.rate
JOIN statement AS b ON b.id = h.base
JOIN document AS p ON p.document = g.document
