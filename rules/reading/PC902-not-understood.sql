/*
id:       PC902
name:     not-understood
title:    数字未能读懂
severity: note
since:    0.1
message:  有{count}处数字未能读懂，没有参与核对
computation: 未读懂：{text}
about_en: Lists the numbers that could not be understood and took no part in any check.
message_en: numbers that were not understood and took no part in any check: {count}
computation_en: not understood: {text}

查什么  正文里的每一处数字，要么读成一条陈述，要么按固定的理由搁置；两者都不是的，在此列明。
为什么  读不懂的不猜。列出来，由人看一眼是否要紧。
不查    日期、序号、文号、名称里的数字等按理由搁置的，不在此列。
依据    本程序的读取说明，与任何规范无关。
*/
SELECT n.id AS anchor,
       n.doc_id AS fold,
       n.text AS text
FROM unread AS n
