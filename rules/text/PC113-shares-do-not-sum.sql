/*
id:       PC113
name:     shares-do-not-sum
title:    份额之和不为100%
severity: error
since:    0.1
message:  “{quote}”各份额合计{total}%，不等于100%
computation: {items}，合计{total}%
slack:    无论怎样四舍五入都不等于100%
about_en: Shares of one whole should sum to 100.
message_en: “{quote}”: the shares add up to {total}%, not 100%
computation_en: {items}: together {total}%
slack_en: not 100% whatever the rounding
outranks: PC117

查什么  把一个整体分完的各份额（三次产业结构、首尾相接的各年龄组、城镇与乡村）合计应当等于100%；互不交叉的各类（煤炭、油品、
        天然气占能源消费的比重）没有列全的，合计不应超过100%。每个数按写出的位数留出修约余地。
为什么  结构比例一改就要三个数一起改，漏改一个，合计就不对。
不查    可能互相交叉的各类（高新技术产业、装备制造业占比）；以十或以一为整体的比例（4:3:3）；两个数的比例，除非合计只差一点就是100。
依据    GB/T 8170—2008《数值修约规则与极限数值的表示和判定》。
*/
WITH structure AS (
  SELECT s.document, s.grp, SUM(s.fit_low) AS low, SUM(s.fit_high) AS high, SUM(s.number) AS total,
         MIN(CASE WHEN s.divides_whole THEN 1 ELSE 0 END) AS whole
  FROM statement AS s
  WHERE (s.divides_whole OR s.kinds_apart) AND s.is_number AND s.grp <> '' AND s.measure = 'share'
  GROUP BY s.document, s.grp, s.period, s.modality
  -- Two named kinds that are all there is (城镇、乡村) are enough, and so are two that come so near to 100
  -- that they were meant as shares (62.4:38.6).
  HAVING COUNT(*) >= 3 OR COUNT(*) = 2 AND (s.grp LIKE 'shares:%' OR SUM(s.number) BETWEEN 97 AND 103)
)
SELECT s.id AS anchor,
       CONCAT(s.document, ':', s.grp) AS fold,
       s.quote AS quote,
       s.written AS item,
       t.total AS total
FROM structure AS t
JOIN statement AS s ON s.document = t.document AND s.grp = t.grp
WHERE (t.low > 100 OR t.high < 100 AND t.whole = 1) AND t.total BETWEEN 60 AND 140
