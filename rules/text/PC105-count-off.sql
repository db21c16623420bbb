/*
id:       PC105
name:     count-off
title:    项数不符
severity: error
since:    0.1
message:  写明{announced}项，后面列了{found}项
message[paired]: “分别”前面{found}项，后面{announced}个数，对不上
computation: “{quote}”：{announced}对{found}
slack:    逐项点数，与四舍五入无关
about_en: An announced count should be the count of what follows.
message_en: {announced} items are announced, {found} follow
message_en[paired]: {found} names before “分别”, {announced} values behind it
computation_en: “{quote}”: {announced} against {found}
slack_en: counted one by one: rounding has no part in it

查什么  “抓好以下五项工作”后面的同级标题、“三个方面”后面的一是二是三是、“分别”前后的名称与数值，个数应当一致。
为什么  少一项多半是删改时漏了编号或数，读者一数就发现。
不查    后面没有编号标题的；“分别”只有一个数（各项同此）；城乡、存贷款、进出口一类一词两项的；顿号、“和”“与”“及”
        任一种拆法能对上的。
依据    GB/T 15834—2011《标点符号用法》关于并列与总分的用法；公文格式通例。
*/
SELECT c.id AS anchor,
       '' AS variant,
       c.announced AS announced,
       c.found AS found,
       c.quote AS quote
FROM counted AS c
WHERE c.announced <> c.found
UNION ALL
SELECT p.id AS anchor,
       'paired' AS variant,
       p.values_found AS announced,
       p.most AS found,
       p.quote AS quote
FROM paired AS p
WHERE NOT p.possible
