/*
id:       PC114
name:     impossible-value
title:    数值不可能
severity: error
since:    0.1
message:  “{quote}”：占比、覆盖率一类不可能超过100%
message[negative]: “{quote}”：个数不可能是负数
computation: {written}＞100%
computation[negative]: {written}＜0
slack:    无论怎样四舍五入都不可能
about_en: A share cannot exceed 100%, a count cannot be negative.
message_en: “{quote}”: a share or coverage cannot exceed 100%
message_en[negative]: “{quote}”: a count cannot be negative
computation_en: {written} > 100%
computation_en[negative]: {written} < 0
slack_en: impossible whatever the rounding
outranks: PC117

查什么  占比、比重、覆盖率、合格率、达标率、普及率、优良率不超过100%；个数不为负。
为什么  这样的数一定是抄错或单位写错。
不查    完成率、开工率、参保率、贡献率、增长率，这些可以超过100%。
依据    国家统计局《统计指标解释》中各比率的定义。
*/
SELECT s.id AS anchor,
       '' AS variant,
       s.indicator AS indicator,
       s.quote AS quote,
       s.written AS written
FROM statement AS s
WHERE s.capped AND s.is_number AND s.has_low AND s.low > 100 AND s.base_unit = '%'
UNION ALL
SELECT s.id AS anchor,
       'negative' AS variant,
       s.indicator AS indicator,
       s.quote AS quote,
       s.written AS written
FROM statement AS s
WHERE s.is_number AND s.has_high AND s.high < 0 AND s.dimension IN ('count', 'people')
  AND (s.measure = 'level'
    -- 减少3200人 falls below nothing; only a sign before the count does. 净增 and 自然增长 may be negative.
    OR s.measure = 'increment' AND s.indicator NOT LIKE '%净%' AND s.quote NOT LIKE '%净%'
      AND s.indicator NOT LIKE '%自然增%' AND s.quote NOT LIKE '%自然增%'
      AND (s.written LIKE '-%' OR s.written LIKE '负%'))
