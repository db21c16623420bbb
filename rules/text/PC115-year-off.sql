/*
id:       PC115
name:     year-off
title:    年份不符
severity: warning
since:    0.1
message:  {stands_in}里的“{quote}”与文件年度不符，应为{fits_to}年
computation: 文件是{plan_year}年的，此处写{year}年
slack:    按年份判断，与四舍五入无关
suggestion: {fits_to}年
about_en: Years in title, headings and date line should fit the document's.
message_en: “{quote}” in the {stands_in} does not fit the document's year; it should be {fits_to}
computation_en: the document is for {plan_year}, this says {year}
slack_en: by the years written
suggestion_en: {fits_to}

查什么  标题、日期行里的年份，应当与文件的计划年度（目标）、报告年度（执行情况）相符；统计公报不会在所报的一年结束前发布。
为什么  一月的文件最容易沿用上一年的年份，目录和引用都会跟着错。
不查    上年十一、十二月的日期；五年规划等跨年的标题；正文中的年份；网页的发布时间。
依据    GB/T 9704—2012《党政机关公文格式》关于成文日期的规定。
*/
SELECT y.id AS anchor,
       y.stands_in AS stands_in,
       y.quote AS quote,
       y.year AS year,
       y.fits_to AS fits_to,
       CASE WHEN d.plan_year > 0 THEN d.plan_year ELSE d.report_year END AS plan_year
FROM year_mark AS y
JOIN document AS d ON d.document = y.document
WHERE y.year < y.fits_from OR y.year > y.fits_to
