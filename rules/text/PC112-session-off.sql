/*
id:       PC112
name:     session-off
title:    会议届次不符
severity: error
since:    0.1
message:  同一文件写了两个本次会议：第{term}届第{number}次与第{other_term}届第{other_number}次
message[years]: 第{term}届第{number}次会议在{other_year}年已经开过，{year}年的文件又写同一次
message[held]: 本次是第{other_term}届第{other_number}次会议，{held}年的会议不会是第{term}届第{number}次
message[backwards]: {year}年的文件写第{term}届第{number}次会议，{other_year}年已到第{other_number}次
computation: 本处“{quote}”，另一处“{other_quote}”
slack:    按届次判断，与四舍五入无关
about_en: A document should name one session of its own, and sessions should follow each other.
message_en: two sessions are named as this document's own: session {number} of congress {term}, and session {other_number} of congress {other_term}
message_en[years]: session {number} of congress {term} was already held in {other_year}; the document of {year} names it again
message_en[held]: this is session {other_number} of congress {other_term}; the one of {held} cannot be session {number} of congress {term}
message_en[backwards]: the document of {year} names session {number} of congress {term}, but {other_year} already had session {other_number}
computation_en: here “{quote}”, elsewhere “{other_quote}”
slack_en: by the ordinals of the sessions

查什么  标题、日期行、批准语写的本次会议应当是同一次；同一届内，次序逐年增大，两年不会是同一次会议；
        写明去年召开的、或其决定在去年执行的会议，次序应当在本次之前。
为什么  届次常随上年文稿照抄，印发后才发现就要更正。
不查    正文中没有写明年份的往次会议、上级会议、常务委员会会议；跳号；一次会议在哪个月召开。
依据    《中华人民共和国地方各级人民代表大会和地方各级人民政府组织法》关于任期与会议的规定。
*/
WITH pairs AS (
  SELECT b.id AS anchor, a.id AS against, '' AS variant
  FROM session AS a
  JOIN session AS b ON a.document = b.document
  WHERE a.own AND b.own AND (a.term <> b.term OR a.number <> b.number)
    AND (b.line > a.line OR (b.line = a.line AND b.start_at > a.start_at))
  UNION ALL
  SELECT b.id AS anchor, a.id AS against,
         CASE WHEN a.number = b.number THEN 'years' ELSE 'backwards' END AS variant
  FROM session AS a
  JOIN session AS b ON a.region_path = b.region_path AND a.term = b.term
  WHERE a.own AND b.own AND a.region_path <> '' AND a.document <> b.document
    AND a.plan_year > 0 AND b.plan_year > a.plan_year AND b.number <= a.number
  UNION ALL
  SELECT b.id AS anchor, MIN(a.id) AS against, 'held' AS variant
  FROM session AS a
  JOIN session AS b ON a.document = b.document AND a.term = b.term
  WHERE a.own AND NOT b.own AND b.held > 0 AND b.held < a.plan_year AND b.number >= a.number
  GROUP BY b.id, a.number, a.quote
)
SELECT b.id AS anchor,
       a.id AS against,
       'other-session' AS role,
       p.variant AS variant,
       b.term AS term,
       b.number AS number,
       a.term AS other_term,
       a.number AS other_number,
       b.quote AS quote,
       a.quote AS other_quote,
       b.plan_year AS year,
       a.plan_year AS other_year,
       b.held AS held
FROM pairs AS p
JOIN session AS b ON b.id = p.anchor
JOIN session AS a ON a.id = p.against
