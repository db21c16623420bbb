/*
id:       PC116
name:     change-off
title:    起止与变化不符
severity: error
since:    0.1
message:  {indicator}由{base_written}到{result_written}，写作变化{written}，实际相差{size:base}
message[mean]: {indicator}由{base_written}到{result_written}，写作年均变化{written}，{years}年实际相差{size:base}
message[year]: {indicator}由{base_written}到{result_written}，写作净变化{written}，实际相差{size:base}
message[net]: {result}{result_written}，{base}{base_written}，写作净变化{written}，实际相差{size:base}
message[balance]: {result}{result_written}，{base}{base_written}，收支相抵写作{written}，实际相差{size:base}
message[pass]: {indicator}由{base_written}到{result_written}，变化{written}，相符
computation: {result_written}－{base_written}＝{gap:base}，文中写{written}
computation[mean]: （{result_written}－{base_written}）÷{years}＝{gap/years:short}{base_unit}，文中写年均{written}；多算或少算一年也不符
slack:    无论怎样四舍五入都不一致
slack[pass]: 在写出的位数之内一致
about_en: From, to and change should agree.
message_en: {indicator} goes from {base_written} to {result_written}, but the change is given as {written}; it is {size:base}
message_en[mean]: {indicator} goes from {base_written} to {result_written} over {years} years, a difference of {size:base}; the mean change is given as {written}
message_en[year]: {indicator} goes from {base_written} to {result_written}, but the net change is given as {written}; it is {size:base}
message_en[net]: {result} is {result_written} and {base} {base_written}, but the net change is given as {written}; it is {size:base}
message_en[balance]: {result} is {result_written} and {base} {base_written}, but what is left is given as {written}; it is {size:base}
message_en[pass]: {indicator} goes from {base_written} to {result_written}, and the change {written} agrees
computation_en[mean]: ({result_written} − {base_written}) ÷ {years} = {gap/years:short} {base_unit}; the text says {written} a year; one year more or less does not fit either
computation_en: {result_written} − {base_written} = {gap:base}; the text says {written}
slack_en: inconsistent whatever the rounding
slack_en[pass]: agrees within the digits written
outranks: PC117

查什么  “从甲提高到乙，提高丙”三个数应当相符：百分数的差用百分点，总量的差用同一单位；“年均提高丙”按起止年份平均；
        “比上年增加丙”“净增丙”应当等于本年总数与上年总数之差；一句里有增有减的（新登记…，注销…，净增…），
        净增应当等于两者之差；
        “收支相抵，结转（结余）丙”应当等于收入总计与支出总计之差。
为什么  三个数写在一句里，读者心算一下就知道对不对。
不查    新增（不扣减少的，不等于总数之差）；起止年份不明的年均变化；一句里第二个变化量；相对增长率（见 PC103）；约数之差在末位以内的。
依据    GB/T 8170—2008《数值修约规则与极限数值的表示和判定》。
*/
WITH change AS (
  SELECT c.id, c.document, c.doc_id, c.sentence, c.key, c.region_path, c.start_at, c.end_at, c.measure,
         c.base_unit, c.fit_low, c.fit_high, c.year, c.year_from, c.annual, c.is_outcome, c.is_final, c.certain, c.quote,
         -- 年均浓度 and 平均浓度 are names of a level, so only what is said of it counts.
         CASE WHEN c.period_kind = 'average' OR REPLACE(REPLACE(c.phrase, '年均浓度', ''), '年均值', '') LIKE '%年均%' OR c.phrase LIKE '%每年%'
              THEN TRUE ELSE FALSE END AS mean
  FROM statement AS c
  WHERE c.measure IN ('points', 'increment') AND c.is_number AND c.has_low AND c.has_high
    AND c.comparator <> 'compare'
), pair AS (
  SELECT r.id AS result_id, b.id AS base_id, c.id AS change_id, c.mean AS mean, c.end_at AS place,
         CASE WHEN b.year > 0 AND r.year - b.year > 1 THEN r.year - b.year
              WHEN c.mean AND c.year_from > 0 AND c.year > c.year_from AND b.year_from = c.year_from
                   AND r.year = c.year THEN c.year - c.year_from + 1
              ELSE 0 END AS years,
         CASE WHEN b.year_from < b.year THEN TRUE ELSE FALSE END AS spans,
         r.fit_low - b.fit_high AS least, r.fit_high - b.fit_low AS most,
         c.fit_low AS low, c.fit_high AS high
  FROM statement AS r
  JOIN statement AS b
    ON b.document = r.document AND b.grp = r.grp AND b.role = 'baseline' AND b.base_unit = r.base_unit
   AND b.key = r.key
  JOIN change AS c
    ON c.document = r.document AND c.sentence = r.sentence AND c.key = r.key AND c.region_path = r.region_path
  WHERE r.role = 'result' AND r.grp <> '' AND c.start_at >= r.start_at AND c.end_at >= r.end_at
    AND r.is_number AND b.is_number
    AND (c.measure = 'points' AND r.base_unit = '%'
      OR c.measure = 'increment' AND c.base_unit = r.base_unit AND r.measure = 'level')
), than AS (
  -- 达到90家，比2020年的62家增加28家: all three in one phrase, the base named by its year.
  SELECT r.id AS result_id, b.id AS base_id, c.id AS change_id,
         CASE WHEN c.fit_low > r.fit_high - b.fit_low OR c.fit_high < r.fit_low - b.fit_high
              THEN 'fail' ELSE 'pass' END AS verdict
  FROM change AS c
  JOIN statement AS r
    ON r.document = c.document AND r.sentence = c.sentence AND r.region_path = c.region_path
   AND r.start_at = c.start_at
  JOIN statement AS b
    ON b.document = c.document AND b.sentence = c.sentence AND b.key = r.key AND b.region_path = c.region_path
   AND b.base_unit = r.base_unit AND b.start_at = c.start_at
  -- All three quotes begin at one subject, so they speak of it whatever the verb made of its name.
  WHERE NOT c.mean AND r.measure IN ('level', 'increment', 'share') AND r.role = '' AND b.role = 'baseline'
    AND b.grp = '' AND r.end_at < b.end_at AND b.end_at < c.end_at AND r.id <> c.id
    AND (c.measure = 'points' AND r.base_unit = '%' OR c.measure = 'increment' AND c.base_unit = r.base_unit)
    AND c.quote LIKE CONCAT(b.quote, '%') AND c.quote NOT LIKE CONCAT(b.quote, '，%')
    AND c.quote NOT LIKE CONCAT(b.quote, ',%')
    AND r.is_number AND r.has_low AND r.has_high AND b.is_number AND b.has_low AND b.has_high
), nearest AS (
  -- 由…增加到…，五年新增…，其中2015年新增…: only the first of them is the change.
  SELECT result_id, base_id, MIN(place) AS place FROM pair GROUP BY result_id, base_id
), size AS (
  -- 净减5家 and 减少5家 count what went: their sizes, whichever sign the reading gave them.
  SELECT s.id, CASE WHEN s.fit_high < 0 THEN -s.fit_high ELSE s.fit_low END AS low,
         CASE WHEN s.fit_high < 0 THEN -s.fit_low ELSE s.fit_high END AS high
  FROM statement AS s
  WHERE s.is_number AND s.has_low AND s.has_high
), trio AS (
  SELECT n.id AS change_id, n.came AS result_id, n.went AS base_id, 0 AS years,
         CASE WHEN n.balance THEN 'balance' ELSE 'net' END AS how, 'fail' AS verdict
  FROM net AS n
  JOIN size AS c ON c.id = n.id
  JOIN size AS a ON a.id = n.came
  JOIN size AS g ON g.id = n.went
  WHERE c.low > a.high - g.low OR c.high < a.low - g.high
  UNION ALL
  SELECT p.change_id, p.result_id, p.base_id, 0 AS years, '' AS how,
         CASE WHEN p.low > p.most OR p.high < p.least THEN 'fail' ELSE 'pass' END AS verdict
  FROM pair AS p
  JOIN nearest AS n ON n.result_id = p.result_id AND n.base_id = p.base_id AND n.place = p.place
  WHERE NOT p.mean
  UNION ALL
  SELECT change_id, result_id, base_id, 0 AS years, '' AS how, verdict FROM than
  UNION ALL
  SELECT p.change_id, p.result_id, p.base_id, p.years, 'mean' AS how,
         -- Whether the first year counts is not always clear: one more or fewer must not fit either.
         CASE WHEN p.low * (p.years - 1) > p.most OR p.high * (p.years + 1) < p.least
              THEN 'fail' ELSE 'pass' END AS verdict
  FROM pair AS p
  JOIN nearest AS n ON n.result_id = p.result_id AND n.base_id = p.base_id AND n.place = p.place
  JOIN statement AS r ON r.id = p.result_id
  -- The year must be written beside the figure, for an inherited one may be the plan's, or the paragraph
  -- speaks of all the years (五年来，由…提高到…，年均提高…).
  WHERE p.mean AND p.years > 1 AND p.least > 0
    AND (p.spans OR r.quote LIKE CONCAT('%', CAST(r.year AS STRING), '%'))
  UNION ALL
  SELECT c.id AS change_id, r.id AS result_id, b.id AS base_id, 0 AS years, 'year' AS how,
         CASE WHEN c.fit_low > r.fit_high - b.fit_low OR c.fit_high < r.fit_low - b.fit_high
              THEN 'fail' ELSE 'pass' END AS verdict
  FROM change AS c
  JOIN statement AS r
    ON r.document = c.document AND r.sentence = c.sentence AND r.key = c.key
   AND r.region_path = c.region_path AND r.base_unit = c.base_unit AND r.year = c.year
  JOIN statement AS b
    ON b.region_path = r.region_path AND b.key = r.key AND b.base_unit = r.base_unit AND b.year = r.year - 1
  WHERE c.measure = 'increment' AND NOT c.mean AND c.annual
    AND r.measure = 'level' AND r.annual AND r.is_number AND r.has_low AND r.has_high
    AND b.measure = 'level' AND b.is_number AND b.has_low AND b.has_high AND b.id <> r.id
    AND (
      -- 净增38家，总数由上年末的214家增加到262家: the change stands before what it leads from and to.
      r.role = 'result' AND r.grp <> '' AND b.role = 'baseline' AND b.document = r.document AND b.grp = r.grp
        AND c.quote LIKE '%净增%' AND c.end_at < b.end_at
      OR (c.is_final AND c.certain AND r.is_final OR b.role = 'baseline' AND b.document = r.document)
        -- Where the sentence itself gives what stood before, it need not be a stock.
        AND r.role NOT IN ('result', 'part', 'baseline') AND r.instant <> 'start'
        AND (r.stock OR b.role = 'baseline' AND b.document = r.document)
        AND b.annual AND b.instant <> 'start'
        AND (b.document = r.document AND b.sentence = r.sentence
             AND (c.quote LIKE '%比上年%' OR c.quote LIKE '%较上年%' OR c.quote LIKE '%净增%')
          OR b.document <> r.document AND b.own_region AND b.is_final AND b.latest AND b.stock
             AND b.doc_kind = r.doc_kind AND c.quote LIKE '%净增%'))
)
SELECT c.id AS anchor,
       b.id AS against_baseline,
       r.id AS against_result,
       t.verdict AS verdict,
       CASE WHEN t.verdict = 'pass' THEN 'pass' ELSE t.how END AS variant,
       c.indicator AS indicator,
       c.written AS written,
       b.written AS base_written,
       r.written AS result_written,
       r.indicator AS result,
       b.indicator AS base,
       t.years AS years,
       r.number - b.number AS gap,
       CASE WHEN r.number < b.number THEN b.number - r.number ELSE r.number - b.number END AS size,
       CASE WHEN r.base_unit = '%' THEN '个百分点' ELSE r.base_unit END AS base_unit
FROM trio AS t
JOIN statement AS c ON c.id = t.change_id
JOIN statement AS b ON b.id = t.base_id
JOIN statement AS r ON r.id = t.result_id
