/*
id:       PC906
name:     accept-stale
title:    接受已无对应
severity: note
since:    0.1
message:  设置里接受的问题{finding}已不再出现
message_en: The accepted finding {finding} no longer occurs
message[unknown]: 设置里接受的问题{finding}不属于任何规则
message_en[unknown]: The accepted finding {finding} belongs to no rule
slack:    接受时的理由：{reason}
slack_en: Reason given when it was accepted: {reason}
suggestion: 从设置中删去这一条
suggestion_en: Remove the entry from the settings
about_en: An acceptance in the settings for a finding that no longer occurs.

查什么  设置里接受的问题，这次核对了它所涉及的全部文件而没有再出现的，在此列明。
为什么  留着不用的接受，会在同样的问题再次出现时把它悄悄放过。
不查    所属规则这次没有运行的；所涉及的文件这次没有读全的。
依据    本程序的读取说明，与任何规范无关。
*/
SELECT a.id AS anchor,
       a.finding AS finding,
       a.reason AS reason,
       CASE WHEN a.known_rule THEN '' ELSE 'unknown' END AS variant
FROM acceptance AS a
WHERE NOT a.found AND (a.covered OR NOT a.known_rule)
