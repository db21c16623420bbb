/*
id:       PC901
name:     unreadable
title:    文件未能读取
severity: error
since:    0.1
message:  文件未能读取：{problem}
message[part]: 文件有一部分未能读取：{problem}
about_en: Every document should be readable in full.
message_en: the file could not be read: {problem}
message_en[part]: part of the file could not be read: {problem}

查什么  每个文件都应当能够完整读出。打不开、解不了码、没有正文的文件，一律在此列明。
为什么  没有读到的文件等于没有核对；不说明，就会把“没有发现问题”误当成“没有问题”。
不查    文件夹中格式不认识的文件不算读取失败，只计入跳过数。
依据    本程序的读取说明，与任何规范无关。
*/
SELECT p.id AS anchor,
       p.problem AS problem,
       CASE WHEN p.fatal THEN '' ELSE 'part' END AS variant
FROM problem AS p
