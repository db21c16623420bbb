/*
id:       PC109
name:     range-reversed
title:    区间两端写反
severity: error
since:    0.1
message:  “{phrase}”区间两端写反：{low_number:base}大于{high_number:base}
computation: {low_number:base}＞{high_number:base}
slack:    按写出的数判断，与四舍五入无关
suggestion: 两端对调，或改正其中一个数
about_en: The ends of an interval should be in order.
message_en: “{phrase}”: the ends of the interval are in the wrong order, {low_number:base} is more than {high_number:base}
computation_en: {low_number:base} > {high_number:base}
slack_en: judged by the numbers written
suggestion_en: swap the ends, or correct one of them

查什么  区间的前一个数应当小于后一个数。
为什么  两端写反的区间不含任何数，多半是其中一个数抄错。
不查    降幅区间（下降5%—3%）；已经过去的气温；日期、序号中的连接号。
依据    GB/T 15835—2011《出版物上数字用法》关于数值范围的规定。
*/
SELECT s.id AS anchor,
       s.indicator AS indicator,
       s.phrase AS phrase,
       s.number AS low_number,
       s.number_high AS high_number,
       s.base_unit AS base_unit
FROM statement AS s
WHERE s.comparator = 'range' AND s.is_number AND s.has_low AND s.has_high
  AND s.number > s.number_high AND s.number >= 0
  -- 夏季平均气温28—26摄氏度 tells how it went, month by month.
  AND NOT (s.base_unit = '℃' AND s.is_outcome)
