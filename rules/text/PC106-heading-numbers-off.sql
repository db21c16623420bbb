/*
id:       PC106
name:     heading-numbers-off
title:    标题序号不连
severity: warning
since:    0.1
message:  标题序号由第{previous}跳到第{number}
message[repeat]: 标题序号第{number}重复或倒退（前一个是第{previous}）
computation: 前一标题序号{previous}，本标题序号{number}
slack:    按序号判断，与四舍五入无关
about_en: Heading numbers should neither skip nor repeat.
message_en: heading numbers jump from {previous} to {number}
message_en[repeat]: heading number {number} repeats or runs back (the one before is {previous})
computation_en: the heading before is number {previous}, this one {number}
slack_en: judged by the numbers of the headings

查什么  同级标题的序号应当连续，不跳号、不重号。
为什么  跳号多半是删了一节或合并时漏改，后文引用会随之出错。
不查    摘录（第一个序号不是一的）；缺的序号藏在上一行文字里的；只有一个标题的层级。
依据    GB/T 9704—2012《党政机关公文格式》关于结构层次序数的规定。
*/
SELECT h.id AS anchor,
       CASE WHEN h.number > h.previous THEN '' ELSE 'repeat' END AS variant,
       h.number AS number,
       h.previous AS previous
FROM heading AS h
WHERE h.previous > 0 AND h.number <> h.previous + 1 AND NOT h.excused
