/*
id:       PC113
name:     shares-do-not-sum
severity: error
since:    0.1
message:  “{quote}”各份额合计{total}%，不等于100%
computation: {items}，合计{total}%
slack:    无论怎样四舍五入都不等于100%

查什么  把一个整体分完的各份额（三次产业结构、三产占比分别为）合计应当等于100%，每个数按写出的位数留出修约余地。
为什么  结构比例一改就要三个数一起改，漏改一个，合计就不对。
不查    没有把整体分完的占比；以十或以一为整体的比例（4:3:3）；只有两个数的比例。
依据    GB/T 8170—2008《数值修约规则与极限数值的表示和判定》。
*/
WITH structure AS (
  SELECT s.document, s.grp, SUM(s.fit_low) AS low, SUM(s.fit_high) AS high, SUM(s.number) AS total
  FROM statement AS s
  WHERE s.divides_whole AND s.is_number AND s.grp <> '' AND s.measure = 'share'
  GROUP BY s.document, s.grp, s.period, s.modality
  HAVING COUNT(*) >= 3
)
SELECT s.id AS anchor,
       CONCAT(s.document, ':', s.grp) AS fold,
       s.quote AS quote,
       s.written AS item,
       t.total AS total
FROM structure AS t
JOIN statement AS s ON s.document = t.document AND s.grp = t.grp
WHERE (t.low > 100 OR t.high < 100) AND t.total BETWEEN 60 AND 140
