/*
id:       PC302
name:     claim-contradicted
title:    说法与数字不符
severity: error
since:    0.1
message:  “{quote}”与数字不符：{indicator}目标{written}，实际{actual_written}
message[margin]: {indicator}写作“{quote}”，按目标{written}、实际{actual_written}，差距不是这个数
message[whole]: 报告称“{quote}”，而{region}{year}年有目标未完成：{items}
message[mild]: 报告称“{quote}”，而{region}{year}年地区生产总值或三分之一以上的目标未完成，也未说明：{items}
message[pass]: “{quote}”与数字相符
computation: {indicator}：目标{written}，实际{actual_written}，实际减目标为{difference:short}
slack:    无论怎样四舍五入都不符
slack[pass]: 在写出的位数之内相符
suggestion: 改写这一说法，或核对所依据的目标数
suggestion[pass]:
outranks: PC301
about_en: A claim about the year's targets should agree with the figures.
message_en: “{quote}” does not agree with the figures: {indicator} target {written}, outcome {actual_written}
message_en[margin]: {indicator} is said to be “{quote}”; with target {written} and outcome {actual_written} the difference is another
message_en[whole]: the report says “{quote}”, but {region} missed targets for {year}: {items}
message_en[mild]: the report says “{quote}”, but {region} missed the GDP target or a third of all targets for {year} without a word: {items}
message_en[pass]: “{quote}” agrees with the figures
computation_en: {indicator}: target {written}, outcome {actual_written}, outcome less target {difference:short}
slack_en: does not agree whatever the rounding
slack_en[pass]: agrees within the digits written
suggestion_en: reword the claim, or check the target it rests on
suggestion_en[pass]:

查什么  报告说某项指标“高于预期目标0.3个百分点”“完成年度目标”，或说全年目标“圆满完成”，应当与目标数、实际数对得上。
为什么  评价先于数字被引用；评价错了，比数字没完成更伤信誉。
不查    对五年规划、专项任务、换届等的评价；今后的打算；“除……外均完成”；写明“部分”“多数”的说法。
依据    《中华人民共和国各级人民代表大会常务委员会监督法》关于听取和审议计划执行情况报告的规定。
*/
WITH missed AS (
  SELECT u.target AS target_id, u.figure AS figure_id, u.actual AS actual_id, t.region_path, t.year,
         t.indicator_id, u.told,
         CASE WHEN u.short_outer > 0 AND u.short > CASE WHEN t.is_rate AND t.bound <> 'around' THEN g.growth_met ELSE 0 END
              THEN 1 ELSE 0 END AS is_missed
  FROM outcome AS u
  JOIN statement AS t ON t.id = u.target
  CROSS JOIN setting AS g
  -- 同步 is too soft for a claim over all targets to hang on it.
  WHERE u.judged AND u.beside = ''
), counted AS (
  SELECT m.region_path, m.year, COUNT(*) AS compared, SUM(m.is_missed) AS missed,
         SUM(CASE WHEN m.told = 'named' THEN m.is_missed ELSE 0 END) AS named,
         SUM(CASE WHEN m.indicator_id = 'gdp' THEN m.is_missed ELSE 0 END) AS gdp
  FROM missed AS m
  GROUP BY m.region_path, m.year
), of_figure AS (
  SELECT c.id AS claim_id, c.claims AS claims, f.id AS figure_id, t.id AS target_id,
         CASE WHEN t.number < 0 THEN t.number - f.number ELSE f.number - t.number END AS difference,
         CASE WHEN c.claims = 'met' AND (u.short_outer <= 0
                OR u.short <= CASE WHEN t.is_rate AND t.bound <> 'around' THEN g.growth_met ELSE 0 END) THEN 1
              WHEN c.claims = 'margin' AND t.number >= 0
                AND f.fit_high - t.number >= c.margin_low AND f.fit_low - t.number_high <= c.margin_high THEN 1
              WHEN c.claims = 'margin' AND t.number < 0
                AND t.number_high - f.fit_low >= c.margin_low AND t.number - f.fit_high <= c.margin_high THEN 1
              ELSE 0 END AS holds
  FROM claim AS c
  JOIN statement AS f ON f.id = c.statement
  JOIN statement AS t
    ON t.region_path = f.region_path AND t.key = f.key AND t.measure = f.measure AND t.year = f.year
   AND t.base_unit = f.base_unit AND t.basis = f.basis
  JOIN outcome AS u ON u.target = t.id
  CROSS JOIN setting AS g
  WHERE c.claims IN ('margin', 'met') AND t.latest AND (c.claims = 'met' OR NOT EXISTS (
      SELECT 1 FROM adjusted AS d
      WHERE d.region_path = t.region_path AND d.year = t.year AND d.key = t.key AND d.document <> t.document))
    AND f.is_number AND f.own_region AND f.has_low AND f.has_high
    AND (c.claims = 'margin' OR u.judged)
)
SELECT c.id AS anchor,
       f.id AS against_figure,
       t.id AS against_target,
       c.id AS fold,
       CASE WHEN w.holds = 1 THEN 'pass' ELSE 'fail' END AS verdict,
       CASE WHEN w.holds = 1 THEN 'pass' WHEN w.claims = 'margin' THEN 'margin' ELSE '' END AS variant,
       'error' AS severity,
       c.quote AS quote,
       f.region AS region,
       c.year AS year,
       f.indicator AS indicator,
       f.indicator AS item,
       t.told AS written,
       f.told AS actual_written,
       w.difference AS difference
FROM of_figure AS w
JOIN claim AS c ON c.id = w.claim_id
JOIN statement AS f ON f.id = w.figure_id
JOIN statement AS t ON t.id = w.target_id
-- Where two documents set different targets, the claim is right if it fits one of them.
WHERE w.holds = 1
   OR NOT EXISTS (SELECT 1 FROM of_figure AS v WHERE v.claim_id = w.claim_id AND v.holds = 1)
UNION ALL
SELECT c.id AS anchor,
       f.id AS against_figure,
       t.id AS against_target,
       c.id AS fold,
       'fail' AS verdict,
       c.claims AS variant,
       CASE WHEN c.claims = 'whole' AND (t.indicator_id <> '' OR t.headline) THEN 'error' ELSE 'warning' END AS severity,
       c.quote AS quote,
       d.region AS region,
       c.year AS year,
       f.indicator AS indicator,
       CONCAT(f.indicator, '目标', t.told, '、实际', a.told) AS item,
       t.told AS written,
       a.told AS actual_written,
       a.number - t.number AS difference
FROM claim AS c
JOIN document AS d ON d.id = c.doc_id
JOIN counted AS n ON n.region_path = d.region_path AND n.year = c.year
JOIN statement AS t ON t.region_path = d.region_path AND t.year = c.year
JOIN missed AS m ON m.target_id = t.id
JOIN statement AS a ON a.id = m.actual_id
JOIN statement AS f ON f.id = m.figure_id
WHERE m.is_missed = 1
  AND (c.claims = 'whole'
    OR (c.claims = 'mild' AND n.named = 0 AND (n.gdp > 0 OR (n.compared >= 3 AND n.missed * 3 >= n.compared))))
