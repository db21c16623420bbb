/*
id:       PC111
name:     anniversary-off
title:    周年或年次不符
severity: error
since:    0.1
message:  “{quote}”：按{year}年推算应为{true_value}，写作{stated}
message[documents]: “{quote}”：按{other_quote}推算，{year}年应为{true_value}，写作{stated}
computation: {what}：{year}年为第{true_value}，文中写{stated}
slack:    按年份推算，与四舍五入无关
suggestion: {true_value}
about_en: Anniversaries and ordinal years should add up.
message_en: “{quote}”: counted from {year} it should be {true_value}, not {stated}
message_en[documents]: “{quote}”: going by “{other_quote}”, {year} should be {true_value}, not {stated}
computation_en: {what}: {year} is number {true_value}, the text says {stated}
slack_en: by counting years: rounding has no part in it
suggestion_en: {true_value}

查什么  “是…成立N周年”“是“十四五”的第N年、开局之年、收官之年”，应当与所说的年份推算相符。
为什么  周年和年次常随上年文稿照抄，忘了加一。
不查    多年回顾、远景展望中的提法；没有“是、迎来、正值、今年”的提法；关键之年一类不含次序的说法。
依据    中华人民共和国成立于1949年10月1日，中国共产党成立于1921年，改革开放始于1978年；各五年规划的起止年份。
*/
SELECT a.id AS anchor,
       '' AS against,
       '' AS variant,
       a.quote AS quote,
       a.year AS year,
       a.stated AS stated,
       a.true_value AS true_value,
       a.what AS what,
       '' AS other_quote
FROM anniversary AS a
WHERE a.true_value > 0 AND a.stated <> a.true_value
UNION ALL
SELECT b.id AS anchor,
       a.id AS against,
       'documents' AS variant,
       b.quote AS quote,
       b.year AS year,
       b.stated AS stated,
       b.year - a.base_year AS true_value,
       b.what AS what,
       a.quote AS other_quote
FROM anniversary AS a
JOIN anniversary AS b ON a.region_path = b.region_path AND a.what = b.what
WHERE a.region_path <> '' AND a.year < b.year AND a.base_year <> b.base_year
  AND a.true_value = 0 AND b.true_value = 0
