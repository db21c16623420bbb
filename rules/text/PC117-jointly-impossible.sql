/*
id:       PC117
name:     jointly-impossible
severity: error
since:    0.1
message:  {part}增长{part_written}、{whole}增长{whole_written}、占比{written}，三个数不能同时成立
message[pass]: {part}增长{part_written}、{whole}增长{whole_written}、占比{written}，可以同时成立
message[between]: {whole}增长{whole_written}，却不在各组成部分的增速之间：{items}
computation: 上年占比应为{written}×（100＋{whole_growth}）÷（100＋{part_growth}）＝{before/divisor}%，超过100%
computation[pass]: 上年占比应为{before/divisor}%
computation[between]: {items}，{whole}{whole_written}
slack:    无论怎样四舍五入都不能同时成立
slack[pass]: 在写出的位数之内可以同时成立
about_en: Statements that hold in pairs should hold together.
message_en: {part} grows by {part_written}, {whole} by {whole_written}, the share is {written}: the three cannot hold together
message_en[pass]: {part} grows by {part_written}, {whole} by {whole_written}, the share is {written}: the three can hold together
message_en[between]: {whole} grows by {whole_written}, which lies outside the growth of its parts: {items}
computation_en: last year's share would be {written} × (100 + {whole_growth}) ÷ (100 + {part_growth}) = {before/divisor}%, over 100%
computation_en[pass]: last year's share would be {before/divisor}%
computation_en[between]: {items}; {whole} {whole_written}
slack_en: cannot hold together whatever the rounding
slack_en[pass]: can hold together within the digits written

查什么  两两看都说得通、合在一起不能成立的数：部分的占比和部分、整体的增速推出上年占比超过100%；
        整体的增速不在各组成部分增速的最小与最大之间。
为什么  单个数都核不出错，合起来算一步就知道至少有一个不对。
不查    按不变价计算的增速与按现价计算的占比；可比口径的增速；组成部分没有列全的。
依据    增速与占比的恒等式；加权平均数不小于最小、不大于最大。
*/
WITH triple AS (
  SELECT j.share, j.part_growth, j.whole_growth,
         CASE WHEN s.rate_low * (100 + w.rate_low) > 100 * (100 + p.rate_high) THEN 'fail' ELSE 'pass' END AS verdict
  FROM joint AS j
  JOIN statement AS s ON s.id = j.share
  JOIN statement AS p ON p.id = j.part_growth
  JOIN statement AS w ON w.id = j.whole_growth
  WHERE s.is_number AND s.has_low AND p.is_number AND p.has_high AND p.rate_high > -100
    AND w.is_number AND w.has_low AND w.rate_low > -100
), composed AS (
  SELECT 'trade' AS whole_id, 'exports' AS part_id
  UNION ALL SELECT 'trade' AS whole_id, 'imports' AS part_id
  UNION ALL SELECT 'general_revenue' AS whole_id, 'tax_revenue' AS part_id
  UNION ALL SELECT 'general_revenue' AS whole_id, 'nontax_revenue' AS part_id
  UNION ALL SELECT 'gdp' AS whole_id, 'primary_va' AS part_id
  UNION ALL SELECT 'gdp' AS whole_id, 'secondary_va' AS part_id
  UNION ALL SELECT 'gdp' AS whole_id, 'service_va' AS part_id
  UNION ALL SELECT 'deposits_loans' AS whole_id, 'deposits' AS part_id
  UNION ALL SELECT 'deposits_loans' AS whole_id, 'loans' AS part_id
), member AS (
  SELECT w.id AS whole, p.id AS part, c.whole_id AS whole_id, c.part_id AS part_id
  FROM statement AS w
  JOIN composed AS c ON c.whole_id = w.indicator_id
  JOIN statement AS p
    ON p.document = w.document AND p.region_path = w.region_path AND p.indicator_id = c.part_id
   AND p.period = w.period AND p.period_kind = w.period_kind AND p.modality = w.modality
   AND p.scope = w.scope AND p.measure = w.measure AND p.basis = w.basis
  WHERE w.measure = 'growth' AND w.annual AND w.is_number AND w.has_low AND w.has_high AND w.certain
    AND w.is_outcome AND w.key = w.indicator_id
    AND p.is_number AND p.has_low AND p.has_high AND p.certain
), outside AS (
  SELECT m.whole
  FROM member AS m
  JOIN statement AS w ON w.id = m.whole
  JOIN statement AS p ON p.id = m.part
  GROUP BY m.whole, m.whole_id, w.rate_low, w.rate_high
  HAVING COUNT(DISTINCT m.part_id) = (SELECT COUNT(*) FROM composed AS c WHERE c.whole_id = m.whole_id)
     AND COUNT(*) = COUNT(DISTINCT m.part_id)
     AND (w.rate_low > MAX(p.rate_high) OR w.rate_high < MIN(p.rate_low))
)
SELECT s.id AS anchor,
       p.id AS against_part,
       w.id AS against_whole,
       t.verdict AS verdict,
       CASE WHEN t.verdict = 'pass' THEN 'pass' ELSE '' END AS variant,
       p.indicator AS part,
       w.indicator AS whole,
       p.written AS part_written,
       w.written AS whole_written,
       s.written AS written,
       p.rate AS part_growth,
       w.rate AS whole_growth,
       s.rate * (100 + w.rate) AS before,
       100 + p.rate AS divisor,
       '' AS item
FROM triple AS t
JOIN statement AS s ON s.id = t.share
JOIN statement AS p ON p.id = t.part_growth
JOIN statement AS w ON w.id = t.whole_growth
UNION ALL
SELECT w.id AS anchor,
       p.id AS against_part,
       '' AS against_whole,
       'fail' AS verdict,
       'between' AS variant,
       p.indicator AS part,
       w.indicator AS whole,
       p.written AS part_written,
       w.written AS whole_written,
       w.written AS written,
       p.rate AS part_growth,
       w.rate AS whole_growth,
       w.rate AS before,
       p.rate AS divisor,
       CONCAT(p.indicator, p.written) AS item
FROM outside AS o
JOIN member AS m ON m.whole = o.whole
JOIN statement AS w ON w.id = m.whole
JOIN statement AS p ON p.id = m.part
