/*
id:       PC110
name:     impossible-date
title:    日期不存在
severity: error
since:    0.1
message:  “{quote}”：没有这一天
message[weekday]: “{quote}”：这一天是星期{weekday_true}
computation: 历法上不存在
computation[weekday]: 写作星期{weekday_written}，实为星期{weekday_true}
slack:    按公历判断，与四舍五入无关
about_en: A date should exist, and have the weekday written.
message_en: “{quote}”: there is no such day
message_en[weekday]: “{quote}”: that day is a {weekday_true:weekday}
computation_en: not in the calendar
computation_en[weekday]: written as {weekday_written:weekday}, in fact {weekday_true:weekday}
slack_en: by the Gregorian calendar

查什么  写出的日期应当存在；写了星期的，星期应当与日期相符。
为什么  日期错了，会议、公告、期限都跟着错。
不查    没有写年份、上下文也不能断定年份的星期和2月29日；农历日期；网页框架里的日期。
依据    GB/T 7408.1—2023《日期和时间 信息交换表示法》；公历。
*/
SELECT d.id AS anchor,
       CASE WHEN d.possible THEN 'weekday' ELSE '' END AS variant,
       d.quote AS quote,
       d.weekday_written AS weekday_written,
       d.weekday_true AS weekday_true
FROM calendar_date AS d
WHERE NOT d.possible OR (d.weekday_written <> '' AND d.weekday_written <> d.weekday_true)
