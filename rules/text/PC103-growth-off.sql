/*
id:       PC103
name:     growth-off
title:    增速算不出
severity: error
since:    0.1
message:  {indicator}写作{phrase}，按文中两年的数应为{gain/base_number:percent}
message[times]: {indicator}写作{phrase}，按文中两年的数，本期是上期的{level_number/base_number:short}倍
message[loss]: {indicator}写作{phrase}，按文中的总数和减少数应为{gain/base_number:percent}
message[gain]: {indicator}写作{phrase}，按文中的总数和增加数应为{gain/base_number:percent}
message[pass]: {indicator}{phrase}，与文中两年的数相符
computation: （{level_written}－{base_written}）÷{base_written}＝{gain/base_number:percent}，文中写{written}
computation[times]: {level_written}÷{base_written}＝{level_number/base_number:short}；增长{written}，本期应为上期的{written}，或再加1倍
computation[loss]: {base_written}÷（{level_written}＋{base_written}）＝{gain/base_number:percent}，文中写{written}
computation[gain]: {base_written}÷（{level_written}－{base_written}）＝{gain/base_number:percent}，文中写{written}
slack:    无论怎样四舍五入都不一致
slack[pass]: 在写出的位数之内一致
outranks: PC101 PC117
about_en: A stated growth rate should follow from the two levels.
message_en: {indicator} is given as “{phrase}”; by the levels in the text it is {gain/base_number:percent}
message_en[times]: {indicator} is given as “{phrase}”; by the levels in the text it is {level_number/base_number:short} times the former
message_en[loss]: {indicator} is said to be {phrase}; by the total and the decrease in the text it is {gain/base_number:percent}
message_en[gain]: {indicator} is given as “{phrase}”; by the total and the increase in the text it is {gain/base_number:percent}
message_en[pass]: {indicator} “{phrase}” agrees with the two levels in the text
computation_en: ({level_written} − {base_written}) ÷ {base_written} = {gain/base_number:percent}; the text says {written}
computation_en[times]: {level_written} ÷ {base_written} = {level_number/base_number:short}; growth by {written} would make it that many times the former, or once more
computation_en[loss]: {base_written} ÷ ({level_written} + {base_written}) = {gain/base_number:percent}; the text says {written}
computation_en[gain]: {base_written} ÷ ({level_written} − {base_written}) = {gain/base_number:percent}; the text says {written}
slack_en: inconsistent whatever the rounding
slack_en[pass]: agrees within the digits written

查什么  文中写出的增长率、增长倍数，应当与文中写出的本期数、上期数相符（上年为…、由…增加到…、比上年增加…、另一处写出的上年数）；
        三个数都按写出的位数留出修约余地。
为什么  增速和两年的数写在一处，谁都可以当场验算。
不查    按不变价计算增速的指标（地区生产总值、增加值）；可比口径、同口径增速；“增长N倍”按N倍、N＋1倍两种读法都算对；
        文中找不到上期数，或上期数不止一个。
依据    GB/T 8170—2008《数值修约规则与极限数值的表示和判定》；国家统计局关于可比价格的说明。
*/
WITH found AS (
  SELECT g.id AS growth_id, n.id AS level_id, b.id AS base_id
  FROM statement AS g
  JOIN statement AS n
    ON n.document = g.document AND n.region_path = g.region_path AND n.key = g.key AND n.year = g.year
   AND n.is_target = g.is_target AND n.sentence = g.sentence
  JOIN statement AS b
    ON b.document = g.document AND b.region_path = g.region_path AND b.key = g.key
   AND b.base_unit = n.base_unit AND b.measure = n.measure AND b.id <> n.id AND b.sentence = g.sentence
   AND (
     -- 由…增加到…，增长…: of the same clause, over whatever years the pair spans.
     b.grp <> '' AND b.grp = n.grp AND b.role = 'baseline' AND n.role = 'result'
     AND (n.period_kind = g.period_kind OR g.period_kind = 'span' AND n.annual AND g.start_at = n.start_at)
     AND (b.year >= g.year - 1 OR g.start_at = n.start_at AND g.phrase NOT LIKE '%同比%'
          AND g.phrase NOT LIKE '%比上年%' AND g.phrase NOT LIKE '%较上年%' AND g.phrase NOT LIKE '%年均%')
     -- 186万人次，较2019年的152万人次增长22%: all in one phrase, the base right before the rate.
     OR b.role = 'baseline' AND b.grp = '' AND b.start_at = g.start_at AND n.start_at = g.start_at
     AND n.end_at < b.end_at AND b.end_at < g.end_at AND g.phrase NOT LIKE '%年均%'
     AND g.quote LIKE CONCAT(b.quote, '%') AND g.quote NOT LIKE CONCAT(b.quote, '，%')
     AND g.quote NOT LIKE CONCAT(b.quote, ',%')
     -- 432家，是2016年的3.6倍（2016年120家）: the bracket tells what the multiple is of.
     OR g.measure = 'multiple' AND b.role = 'baseline' AND b.grp = '' AND b.annual AND n.start_at = g.start_at
     AND n.end_at < g.end_at AND g.end_at < b.end_at AND g.reference = CONCAT(CAST(b.year AS STRING), '年')
     -- 上年为…, and a level of the year before.
     OR n.period_kind = g.period_kind AND b.year = g.year - 1 AND b.annual AND g.annual
     AND (b.role <> 'baseline' OR b.grp = '')
     -- 1—6月2.84亿美元，去年同期为2.47亿美元: the same part of the year before.
     OR n.period = g.period AND n.period_kind = g.period_kind AND b.period_kind = g.period_kind
     AND NOT g.annual AND NOT b.annual AND b.year = g.year - 1 AND b.role = 'baseline' AND b.grp = ''
     AND b.quote LIKE '%同期%')
  WHERE g.measure IN ('growth', 'multiple') AND g.is_number AND g.has_low AND g.has_high
    AND g.basis = '' AND g.price_basis <> 'constant'
    AND (g.measure = 'growth' OR g.unit = '倍' AND g.number > 0 AND b.role = 'baseline')
    AND g.modality <> 'baseline' AND n.modality <> 'baseline'
    -- 收入8.74亿元（12月底前预计为8.72亿元），增长7.2%: what had been estimated is not what grew.
    AND (n.modality <> 'estimate' OR g.modality <> 'actual')
    AND n.measure IN ('level', 'increment') AND n.is_number AND n.has_low AND n.has_high AND n.fit_low > 0
    AND b.is_number AND b.has_low AND b.has_high AND b.fit_low > 0
    AND n.role <> 'part' AND b.role <> 'part'
), rounded AS (
  -- A whole multiple was rounded too: 增长3倍 is 2.5 to 3.5, never exactly three.
  SELECT g.id,
         CAST(CASE WHEN g.comparator = 'eq' THEN g.number - g.half_unit ELSE g.fit_low END AS DECIMAL(12,4)) AS low,
         CAST(CASE WHEN g.comparator = 'eq' THEN g.number + g.half_unit ELSE g.fit_high END AS DECIMAL(12,4)) AS high
  FROM statement AS g
  WHERE g.measure = 'multiple' AND g.is_number AND g.has_low AND g.has_high AND g.number < 100000
), trio AS (
  SELECT f.growth_id, f.level_id, f.base_id,
         CASE WHEN n.fit_low * 100 > b.fit_high * (100 + g.rate_high)
                OR n.fit_high * 100 < b.fit_low * (100 + g.rate_low) THEN 'fail' ELSE 'pass' END AS verdict
  FROM found AS f
  JOIN statement AS g ON g.id = f.growth_id
  JOIN statement AS n ON n.id = f.level_id
  JOIN statement AS b ON b.id = f.base_id
  WHERE g.measure = 'growth'
  UNION ALL
  SELECT f.growth_id, f.level_id, f.base_id,
         CASE WHEN (n.fit_low > b.fit_high * r.high OR n.fit_high < b.fit_low * r.low)
               AND (n.fit_low > b.fit_high * (1 + r.high) OR n.fit_high < b.fit_low * (1 + r.low))
              THEN 'fail' ELSE 'pass' END AS verdict
  FROM found AS f
  JOIN rounded AS r ON r.id = f.growth_id
  JOIN statement AS n ON n.id = f.level_id
  JOIN statement AS b ON b.id = f.base_id
), gain AS (
  -- 收入12.6亿元，比上年增加1.2亿元，增长15.6%: the level of last year is the difference.
  SELECT g.id AS growth_id, n.id AS level_id, d.id AS base_id,
         CASE WHEN d.fit_low > 0 AND (d.fit_low * 100 > (n.fit_high - d.fit_low) * g.rate_high
                OR d.fit_high * 100 < (n.fit_low - d.fit_high) * g.rate_low) THEN 'fail'
              -- 减少1.05亿元，下降25%: both below nothing, so the bounds change places.
              WHEN d.fit_high < 0 AND (d.fit_low * 100 > (n.fit_low - d.fit_high) * g.rate_high
                OR d.fit_high * 100 < (n.fit_high - d.fit_low) * g.rate_low) THEN 'fail' ELSE 'pass' END AS verdict
  FROM statement AS g
  JOIN statement AS d
    ON d.document = g.document AND d.sentence = g.sentence AND d.key = g.key
   AND d.region_path = g.region_path AND d.year = g.year
  JOIN statement AS n
    ON n.document = g.document AND n.sentence = g.sentence AND n.key = g.key
   AND n.region_path = g.region_path AND n.year = g.year AND n.base_unit = d.base_unit
   AND n.is_target = g.is_target AND n.is_target = d.is_target
  WHERE g.measure = 'growth' AND g.is_number AND g.has_low AND g.has_high
    AND g.basis = '' AND g.price_basis <> 'constant' AND g.modality <> 'baseline'
    -- 9月末贷款余额…，比年初增加…，增长…: of part of a year too, where one subject reaches over all three.
    AND (g.annual AND d.annual AND n.annual OR g.period = d.period AND g.period = n.period
      AND g.start_at = d.start_at AND g.start_at = n.start_at)
    AND d.measure = 'increment' AND d.is_number AND d.has_low AND d.has_high
    AND (d.fit_low > 0 AND g.rate_low > 0 OR d.fit_high < 0 AND g.rate_high < 0)
    AND (d.quote LIKE '%比上年%' OR d.quote LIKE '%较上年%' OR d.quote LIKE '%同比%' OR d.quote LIKE '%增收%'
      OR d.quote LIKE '%比年初%' OR d.quote LIKE '%较年初%'
      OR d.quote LIKE '%比去年%' OR d.quote LIKE '%较去年%' OR d.quote LIKE '%净增%' OR d.quote LIKE '%减收%')
    AND n.measure = 'level' AND n.is_number AND n.has_low AND n.has_high
    AND n.fit_low > d.fit_high AND n.modality <> 'baseline'
    -- 其中教育支出42亿元，比上年增加2亿元，增长5%: of one subject throughout.
    AND (n.role <> 'part' AND g.role <> 'part' OR d.start_at = n.start_at AND g.start_at = n.start_at
      -- 42.2亿元，比上年同期40.1亿元增加2.1亿元: which of the two it grew from is told already.
      AND d.quote NOT LIKE '%同期%')
    AND n.end_at <= d.end_at AND d.end_at < g.end_at AND n.line = g.line AND d.line = g.line
)
SELECT g.id AS anchor,
       n.id AS against_level,
       b.id AS against_base,
       t.verdict AS verdict,
       CASE WHEN t.verdict = 'pass' THEN 'pass' WHEN g.measure = 'multiple' THEN 'times'
            WHEN t.how = 'gain' AND b.number < 0 THEN 'loss' ELSE t.how END AS variant,
       g.indicator AS indicator,
       g.phrase AS phrase,
       g.written AS written,
       n.written AS level_written,
       b.written AS base_written,
       CASE WHEN t.how = 'gain' THEN b.number ELSE n.number - b.number END AS gain,
       n.number AS level_number,
       CASE WHEN t.how = 'gain' THEN n.number - b.number ELSE b.number END AS base_number
FROM (
  SELECT growth_id, level_id, base_id, verdict, '' AS how FROM trio
  UNION ALL
  SELECT growth_id, level_id, base_id, verdict, 'gain' AS how FROM gain
) AS t
JOIN statement AS g ON g.id = t.growth_id
JOIN statement AS n ON n.id = t.level_id
JOIN statement AS b ON b.id = t.base_id
