/*
id:       PC905
name:     accept-expired
title:    接受已过期
severity: warning
since:    0.1
message:  对问题{finding}的接受已于{until}到期，该问题重新计入
message_en: The acceptance of {finding} ended on {until}; the finding counts again
slack:    接受时的理由：{reason}
slack_en: Reason given when it was accepted: {reason}
suggestion: 问题已处理的，删去这一条；仍要接受的，重新写明理由和期限
suggestion_en: Remove the entry where the matter is settled; else accept it anew with reason and date
about_en: An acceptance in the settings whose day has passed while the finding is still there.

查什么  设置里已接受的问题过了期限而仍然存在的，在此列明。
为什么  接受有期限，就是约定到期再看；到期不提醒，等于永远接受。
不查    没有写期限的；期限当天（当天仍有效）；问题已不再出现的（见 PC906）。
依据    本程序的读取说明，与任何规范无关。
*/
SELECT a.id AS anchor,
       a.finding AS finding,
       a.until AS until,
       a.reason AS reason
FROM acceptance AS a
WHERE a.found AND a.expired
