/*
id:       PC321
name:     reported-twice
title:    两年报同一件事
severity: note
since:    0.1
message:  “{quote}”在{earlier_year}年的成绩里已报告过，同一个数又作为{year}年的成绩
computation: {earlier_year}年{earlier_written}，{year}年{written}
slack:    数字完全相同；是否同一件事请核对
suggestion: 核对是否把上年完成的事重复计入
about_en: The same act with the same figure should not be reported for two years.
message_en: “{quote}” was already reported for {earlier_year}; the same figure now stands for {year}
computation_en: {earlier_year} {earlier_written}, {year} {written}
slack_en: exactly the same figure; whether it is the same act needs a look
suggestion_en: check that last year's work is not counted again

查什么  同一件事（建成、改造、引进……）以同样的数字在两年里都报告为当年完成。
为什么  一件事报两次，两年的成绩就有一年是虚的。
不查    存量、比率、增速；一位有效数字的整数（每年照例办的事）；名称太泛、不能断定是同一件事的数。
依据    同一事实不重复计入的通例；不属差错，只作提示。
*/
WITH done AS (
  SELECT s.id, s.document, s.region_path, s.key, s.action, s.measure, s.base_unit, s.number, s.written, s.year, s.seq,
         s.indicator_id, s.plan_year,
         LENGTH(REPLACE(REPLACE(s.indicator, '新增', ''), '建成', '')) AS name_length,
         ROW_NUMBER() OVER (
           PARTITION BY s.region_path, s.key, s.action, s.base_unit, s.number, s.year ORDER BY s.document, s.seq) AS place
  FROM statement AS s
  WHERE s.own_region AND s.is_outcome AND s.annual AND s.is_number AND s.certain AND s.comparator = 'eq'
    AND s.measure IN ('level', 'increment') AND NOT s.stock AND NOT s.listed
    AND (s.action <> '' OR s.measure = 'increment' OR s.stock_flow = 'flow') AND s.number > 9 AND s.period_kind = 'year'
    -- One significant digit is a number set by habit: 10个, 200套, 3000人.
    AND LENGTH(REPLACE(REPLACE(s.written, '0', ''), '.', '')) > LENGTH(s.unit) + 1
)
SELECT b.id AS anchor,
       a.id AS against_earlier,
       s.region AS region,
       b.year AS year,
       s.indicator AS indicator,
       s.quote AS quote,
       b.written AS written,
       a.year AS earlier_year,
       a.written AS earlier_written
FROM done AS a
JOIN done AS b
  ON b.region_path = a.region_path AND b.key = a.key AND b.action = a.action AND b.measure = a.measure
 AND b.base_unit = a.base_unit AND b.number = a.number AND b.year = a.year + 1
JOIN statement AS s ON s.id = b.id
WHERE a.place = 1 AND b.place = 1 AND a.document <> b.document AND b.plan_year > a.plan_year
  -- Of a short name (床位) only a figure of three digits shows that it is one act.
  AND (a.name_length >= 3 OR a.indicator_id <> '' OR (a.name_length = 2 AND a.number >= 100))
