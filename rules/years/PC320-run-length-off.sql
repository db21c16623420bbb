/*
id:       PC320
name:     run-length-off
title:    连续年数不符
severity: error
since:    0.1
message:  “{quote}”与{earlier_year}年文件的“{earlier_quote}”不合：相隔{apart}年，连续数却由{earlier_length}变为{length}
message[pass]: “{quote}”与{earlier_year}年文件的“{earlier_quote}”相合
computation: {earlier_length}＋{apart}＝{expected}，这里写{length}
slack:    与四舍五入无关
slack[pass]: 未超过相隔的年数
suggestion: 至多写连续{expected}{unit}
suggestion[pass]:
about_en: 连续N年 (N years running) should grow by the years between two documents.
message_en: “{quote}” does not fit “{earlier_quote}” of {earlier_year}: {apart} years apart, the run goes from {earlier_length} to {length}
message_en[pass]: “{quote}” fits “{earlier_quote}” of {earlier_year}
computation_en: {earlier_length} + {apart} = {expected}; here {length}
slack_en: rounding has no part in it
slack_en[pass]: no more than the years between
suggestion_en: at most {expected} in a row
suggestion_en[pass]:

查什么  两份文件都说“连续N年”的同一件事，N的增加不应超过两份文件相隔的年数，也不应变小。
为什么  连续年数每年照抄照加，最容易加错。
不查    不能断定是同一件事的；没有隔年的；按季度、月份计的。
依据    同一事实前后表述应当一致的通例。
*/
SELECT b.id AS anchor,
       a.id AS against_earlier,
       CASE WHEN b.length - a.length > b.told_year - a.told_year OR b.length < a.length THEN 'fail' ELSE 'pass' END AS verdict,
       CASE WHEN b.length - a.length > b.told_year - a.told_year OR b.length < a.length THEN '' ELSE 'pass' END AS variant,
       b.quote AS quote,
       a.quote AS earlier_quote,
       a.told_year AS earlier_year,
       b.told_year - a.told_year AS apart,
       a.length AS earlier_length,
       b.length AS length,
       a.length + b.told_year - a.told_year AS expected,
       b.unit AS unit
FROM run_pair AS p
JOIN run_length AS a ON a.id = p.earlier
JOIN run_length AS b ON b.id = p.later
WHERE a.length > 0 AND b.length > 0
