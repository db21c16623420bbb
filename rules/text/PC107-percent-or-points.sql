/*
id:       PC107
name:     percent-or-points
title:    百分数与百分点混用
severity: warning
since:    0.1
message:  {indicator}的变化写作“{phrase}”，比率的增减应当用百分点
message[speed]: {indicator}写作“{phrase}”，增速的快慢应当用百分点
message[multiple]: “{phrase}”：减少不能用倍数表示
message[reached]: “{phrase}”：比率达到的数应当用%，百分点只表示增减
message[cut]: {indicator}写作“{phrase}”，总量的增减应当用百分数
message[amount]: {indicator}写作“{phrase}”，总量的增减应当用百分数
computation: {indicator}本身以百分数计，{written}应为{number:abs}个百分点
computation[speed]: 增速本身以百分数计，{written}应为{number:abs}个百分点
computation[multiple]: 减少1倍即为零，{written}无意义
computation[reached]: {written}是变化的幅度，写成达到的数应为{number:abs}%
computation[cut]: {indicator}以金额计，不是比率，{written}应为{number:abs}%
computation[amount]: {indicator}在同一句里以{amount}计，不是比率，{written}应为{number:abs}%
slack:    按写法判断，与四舍五入无关
suggestion: 改为“{number:abs}个百分点”，或写明相对变化
suggestion[multiple]: 改为下降百分之几，或降为原来的几分之一
suggestion[reached]: 改为“{number:abs}%”
suggestion[cut]: 改为“{number:abs}%”
suggestion[amount]: 改为“{number:abs}%”
about_en: Changes of a rate are points, not percent; decreases are no multiples.
message_en: the change of {indicator} is written “{phrase}”; changes of a rate are percentage points
message_en[speed]: {indicator} is written “{phrase}”; a rate of growth rises and falls by percentage points
message_en[multiple]: “{phrase}”: a decrease cannot be a multiple
message_en[reached]: “{phrase}”: where a rate stands is written in percent; points are by how much it moves
message_en[cut]: {indicator} is written “{phrase}”; amounts fall by percent, not by points
message_en[amount]: {indicator} is written “{phrase}”; amounts grow by percent, not by points
computation_en: {indicator} is itself a percentage: {written} should be {number:abs} percentage points
computation_en[speed]: a rate of growth is itself a percentage: {written} should be {number:abs} percentage points
computation_en[multiple]: a decrease of one time is zero already: {written} means nothing
computation_en[reached]: {written} is a change; as what was reached it should be {number:abs}%
computation_en[cut]: {indicator} is an amount of money and no rate: {written} should be {number:abs}%
computation_en[amount]: the same sentence gives {indicator} as {amount}, which is no rate: {written} should be {number:abs}%
slack_en: judged by the wording
suggestion_en: write “{number:abs}个百分点” (percentage points), or say that the change is relative
suggestion_en[multiple]: write a fall in percent, or to what fraction of the former
suggestion_en[reached]: write “{number:abs}%”
suggestion_en[cut]: write “{number:abs}%”
suggestion_en[amount]: write “{number:abs}%”

查什么  失业率、占比、覆盖率一类以百分数计的指标，增减应当用百分点，增速的快慢也是；达到的数应当用百分数；
        同一句里写了总量的，增长应当用百分数；
        下降、减少不能用倍数。
为什么  “失业率下降0.3%”与“下降0.3个百分点”相差十几倍，读者会按字面理解。
不查    不合格率、投诉率一类小的比率下降百分之几；劳动生产率、增长率、汇率一类不以百分数计的“率”；总量和绝对数的增减。
依据    国家统计局关于百分数与百分点的说明；GB/T 15835—2011《出版物上数字用法》。
*/
WITH amount AS (
  -- 增加值62.3亿元，增长12.6个百分点: a sum of money, and no rate of growth that could have risen by points.
  SELECT s.id, MIN(l.written) AS written
  FROM statement AS s
  JOIN statement AS l
    ON l.document = s.document AND l.sentence = s.sentence AND l.key = s.key AND l.region_path = s.region_path
   AND l.measure IN ('level', 'increment') AND l.base_unit <> '' AND l.base_unit <> '%' AND l.end_at <= s.end_at
  WHERE s.measure = 'points' AND s.is_number AND s.comparator <> 'compare' AND NOT s.rate_like
    AND s.phrase LIKE '%增长%' AND s.phrase NOT LIKE '%增速%' AND s.phrase NOT LIKE '%增幅%' AND s.phrase NOT LIKE '%占%'
    AND NOT EXISTS (
      SELECT 1 FROM statement AS g
      WHERE g.document = s.document AND g.sentence = s.sentence AND g.key = s.key AND g.measure IN ('growth', 'share'))
  GROUP BY s.id
), cut AS (
  -- 一般性支出压减5个百分点: a rate of growth falls or slows down, but nobody cuts it.
  SELECT s.id
  FROM statement AS s
  WHERE s.measure = 'points' AND s.is_number AND s.comparator <> 'compare' AND NOT s.rate_like
    AND (s.indicator LIKE '%支出' OR s.indicator LIKE '%经费' OR s.indicator LIKE '%费用' OR s.indicator LIKE '%开支')
    AND (s.phrase LIKE '%压减%' OR s.phrase LIKE '%压缩%' OR s.phrase LIKE '%削减%')
    AND s.phrase NOT LIKE '%占%' AND s.phrase NOT LIKE '%比重%' AND s.phrase NOT LIKE '%比例%'
)
SELECT s.id AS anchor,
       CASE WHEN a.id IS NOT NULL THEN 'amount' WHEN c.id IS NOT NULL THEN 'cut' WHEN s.speed_percent THEN 'speed' WHEN s.measure = 'multiple' THEN 'multiple'
            WHEN s.measure = 'points' THEN 'reached' ELSE '' END AS variant,
       s.indicator AS indicator,
       s.phrase AS phrase,
       s.written AS written,
       s.number AS number,
       CASE WHEN a.id IS NULL THEN '' ELSE a.written END AS amount
FROM statement AS s
LEFT JOIN amount AS a ON a.id = s.id
LEFT JOIN cut AS c ON c.id = s.id
WHERE s.is_number
  AND (a.id IS NOT NULL
    OR c.id IS NOT NULL
    OR s.speed_percent
    OR (s.measure = 'growth' AND s.rate_like AND s.base_unit = '%' AND s.period_kind <> 'average')
    OR (s.measure = 'multiple' AND s.high < 0)
    -- 失业率控制在4.5个百分点以内, 投入强度提高至2.1个百分点: what a rate reaches is no difference.
    OR (s.measure = 'points' AND s.rate_like AND s.comparator <> 'compare' AND s.reaches_points))
