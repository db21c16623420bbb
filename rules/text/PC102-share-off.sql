/*
id:       PC102
name:     share-off
title:    占比算不出
severity: error
since:    0.1
message:  {indicator}写作{written}，按文中的数应为{part_number/whole_number:percent}
message[completion]: {indicator}的完成比例写作{written}，按文中的数应为{part_number/whole_number:percent}
message[pass]: {indicator}{written}，与文中的数相符
computation[complement]: （{whole}{whole_written}－{part}{part_written}）÷{whole_written}＝{part_number/whole_number:percent}，文中写{written}
computation: {part}{part_written}÷{whole}{whole_written}＝{part_number/whole_number:percent}，文中写{written}
slack:    无论怎样四舍五入都不一致
slack[pass]: 在写出的位数之内一致
suggestion: {part_number/whole_number:percent}
suggestion[pass]:
about_en: A stated share should follow from its numerator and denominator.
message_en: {indicator} is given as {written}; by the figures in the text it is {part_number/whole_number:percent}
message_en[completion]: the completion of {indicator} is given as {written}; by the figures in the text it is {part_number/whole_number:percent}
message_en[pass]: {indicator} {written} agrees with the figures in the text
computation_en[complement]: ({whole} {whole_written} − {part} {part_written}) ÷ {whole_written} = {part_number/whole_number:percent}; the text says {written}
computation_en: {part} {part_written} ÷ {whole} {whole_written} = {part_number/whole_number:percent}; the text says {written}
slack_en: inconsistent whatever the rounding
slack_en[pass]: agrees within the digits written
suggestion_en: {part_number/whole_number:percent}
suggestion_en[pass]:
outranks: PC117

查什么  文中写出的占比、完成比例，应当与文中写出的分子、分母相符；三个数都按写出的位数留出修约余地。
为什么  占比是报告里最容易抄错、也最容易被当场验算的数。
不查    分子或分母不在文中，或同名的数不止一个；时期不同；计量单位不同；三次产业占比为凑足100而挪动的一个末位。
        预计的占比与别处的总量不符，只作警告。
依据    GB/T 8170—2008《数值修约规则与极限数值的表示和判定》：写出的数代表其修约区间。
*/
WITH whole AS (
  SELECT r.id AS share_id, t.id AS whole_id, t.line, t.indicator, t.indicator_id, t.written, t.number, t.fit_low, t.fit_high
  FROM share AS r
  JOIN statement AS t ON t.id = r.whole
  WHERE t.is_number AND t.has_low AND t.has_high
  UNION ALL
  -- The count of a subject (462家企业实现产值…) is no statement of its own; it is exact, and on the same line.
  SELECT r.id AS share_id, r.whole AS whole_id, s.line, r.whole_name, '' AS indicator_id, r.whole_written,
         r.whole_number, r.whole_number AS fit_low, r.whole_number AS fit_high
  FROM share AS r
  JOIN statement AS s ON s.id = r.id
  WHERE r.whole_name <> ''
), ratio AS (
  SELECT r.id, r.part, r.complement,
         CASE WHEN r.complement THEN t.fit_low - p.fit_high ELSE p.fit_low END AS low,
         CASE WHEN r.complement THEN t.fit_high - p.fit_low ELSE p.fit_high END AS high,
         CASE WHEN r.complement THEN t.number - p.number ELSE p.number END AS number,
         -- Statisticians move one sector's share by a last digit so that the three come to 100.
         CASE WHEN t.indicator_id = 'gdp' AND p.indicator_id IN ('primary_va', 'secondary_va', 'service_va')
              THEN CAST(2 * s.half_unit AS DECIMAL(12, 4)) ELSE CAST(0 AS DECIMAL(12, 4)) END AS moved
  FROM share AS r
  JOIN statement AS s ON s.id = r.id
  JOIN statement AS p ON p.id = r.part
  JOIN whole AS t ON t.share_id = r.id
), judged AS (
  SELECT r.id, r.part, r.complement, r.number,
         CASE WHEN s.has_high AND r.low * 100 > (s.rate_high + r.moved) * t.fit_high
              THEN 'fail'
              WHEN s.has_low AND r.high * 100 < (s.rate_low - r.moved) * t.fit_low
              THEN 'fail' ELSE 'pass' END AS verdict
  FROM ratio AS r
  JOIN statement AS s ON s.id = r.id
  JOIN statement AS p ON p.id = r.part
  JOIN whole AS t ON t.share_id = r.id
  WHERE s.is_number AND (s.has_low OR s.has_high)
    AND p.is_number AND p.has_low AND p.has_high AND t.fit_low > 0
)
SELECT j.id AS anchor,
       j.part AS against_part,
       t.whole_id AS against_whole,
       j.verdict AS verdict,
       -- What is estimated in one paragraph need not rest on the total that another one gives.
       CASE WHEN s.modality = 'estimate' AND (t.line <> s.line OR p.line <> s.line)
            THEN 'warning' ELSE 'error' END AS severity,
       CASE WHEN j.verdict = 'pass' THEN 'pass' WHEN s.measure = 'completion' THEN 'completion'
            WHEN j.complement THEN 'complement' ELSE '' END AS variant,
       s.indicator AS indicator,
       s.written AS written,
       p.indicator AS part,
       p.written AS part_written,
       j.number AS part_number,
       t.indicator AS whole,
       t.written AS whole_written,
       t.number AS whole_number
FROM judged AS j
JOIN statement AS s ON s.id = j.id
JOIN statement AS p ON p.id = j.part
JOIN whole AS t ON t.share_id = j.id
