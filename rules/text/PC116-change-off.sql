/*
id:       PC116
name:     change-off
title:    起止与变化不符
severity: error
since:    0.1
message:  {indicator}由{base_written}到{result_written}，写作变化{written}，实际相差{gap:abs}{gap_unit}
message[pass]: {indicator}由{base_written}到{result_written}，变化{written}，相符
computation: {result_written}－{base_written}＝{gap}{gap_unit}，文中写{written}
slack:    无论怎样四舍五入都不一致
slack[pass]: 在写出的位数之内一致
about_en: From, to and change should agree.
message_en: {indicator} goes from {base_written} to {result_written}, but the change is given as {written}; it is {gap:abs} {gap_unit}
message_en[pass]: {indicator} goes from {base_written} to {result_written}, and the change {written} agrees
computation_en: {result_written} − {base_written} = {gap} {gap_unit}; the text says {written}
slack_en: inconsistent whatever the rounding
slack_en[pass]: agrees within the digits written
outranks: PC117

查什么  “从甲提高到乙，提高丙”三个数应当相符：百分数的差用百分点，总量的差用同一单位。
为什么  三个数写在一句里，读者心算一下就知道对不对。
不查    不在一句里的数；相对增长率（见 PC103）；约数之差在末位以内的。
依据    GB/T 8170—2008《数值修约规则与极限数值的表示和判定》。
*/
WITH trio AS (
  SELECT c.id AS change_id, r.id AS result_id, b.id AS base_id,
         CASE WHEN c.fit_low > r.fit_high - b.fit_low OR c.fit_high < r.fit_low - b.fit_high
              THEN 'fail' ELSE 'pass' END AS verdict
  FROM statement AS r
  JOIN statement AS b
    ON b.document = r.document AND b.grp = r.grp AND b.role = 'baseline' AND b.base_unit = r.base_unit
   AND b.key = r.key
  JOIN statement AS c
    ON c.document = r.document AND c.sentence = r.sentence AND c.key = r.key AND c.region_path = r.region_path
  WHERE r.role = 'result' AND r.grp <> '' AND c.start_at >= r.start_at AND c.end_at >= r.end_at
    AND r.is_number AND b.is_number AND c.is_number AND c.has_low AND c.has_high AND c.comparator <> 'compare'
    AND ((c.measure = 'points' AND r.base_unit = '%')
      OR (c.measure = 'increment' AND c.base_unit = r.base_unit AND r.measure = 'level'))
)
SELECT c.id AS anchor,
       b.id AS against_baseline,
       r.id AS against_result,
       t.verdict AS verdict,
       CASE WHEN t.verdict = 'pass' THEN 'pass' ELSE '' END AS variant,
       c.indicator AS indicator,
       c.written AS written,
       b.written AS base_written,
       r.written AS result_written,
       r.number - b.number AS gap,
       CASE WHEN r.base_unit = '%' THEN '个百分点' ELSE r.base_unit END AS gap_unit
FROM trio AS t
JOIN statement AS c ON c.id = t.change_id
JOIN statement AS b ON b.id = t.base_id
JOIN statement AS r ON r.id = t.result_id
