/*
id:       PC101
name:     two-values-for-one-figure
title:    同一个数前后两样
severity: error
since:    0.1
message:  {region}{period}年{indicator}同一口径出现两个数：“{phrase}”与“{other_phrase}”
message[around]: {region}{period}年{indicator}的同一目标写了两个带“左右”的数：“{phrase}”与“{other_phrase}”
message[bounds]: {region}{period}年{indicator}目标写了两个不同的界限：“{phrase}”与“{other_phrase}”
computation: 第{line}行{written}，第{other_line}行{other_written}：按各自写出的位数，没有一个数能同时满足
computation[around]: 第{line}行{written}，第{other_line}行{other_written}：虽都留有“左右”的余地，写出的数不同
computation[bounds]: 第{line}行{written}，第{other_line}行{other_written}：两个界限能同时满足，但同一目标只应有一个
slack:    无论怎样四舍五入都不一致
slack[around]: 按写出的数比较
slack[bounds]: 按写出的数比较
about_en: One figure should have one value.
message_en[around]: {region} {period}: the target for {indicator} is given as about two different figures: “{phrase}” and “{other_phrase}”
message_en[bounds]: {region} {period}: the target for {indicator} has two different bounds: “{phrase}” and “{other_phrase}”
message_en: {region} {period}: {indicator} has two values for one figure: “{phrase}” and “{other_phrase}”
computation_en[around]: line {line} {written}, line {other_line} {other_written}: each leaves room, but the figures written differ
computation_en[bounds]: line {line} {written}, line {other_line} {other_written}: both bounds can be met, but one target has one bound
computation_en: line {line} {written}, line {other_line} {other_written}: no value fits both as written
slack_en: inconsistent whatever the rounding
slack_en[around]: compared as written
slack_en[bounds]: compared as written
outranks: PC117

查什么  同一文件、同一地区、同一范围、同一时期、同一指标的两处数字，应当能同时成立；主要指标的同一目标不应写成
        两个不同的下限、上限或“左右”（警告）。
为什么  一份文件里同一个数有两个说法，至少有一个是错的；代表审议时最先被问到的就是它。
不查    计划报告、政府工作报告以外的预计数与实际数；确保与力争两档目标；一句话里的上下限（见 PC108）；一段时期的累计、年均与某一年的数；
        “其中”项；同一对段落里有几个数都不同的（那是两种口径，不是一个数说了两遍）；各随所建学校、医院新增的学位、床位；名称太泛（项目、企业、总投资等）、不能断定是同一件事的数。
依据    GB/T 8170—2008《数值修约规则与极限数值的表示和判定》：写出的数代表其修约区间。
*/
WITH pair AS (
  SELECT b.id AS anchor, a.id AS against, b.document AS document, b.key AS key, a.line AS first_line, b.line AS last_line,
         CASE WHEN a.around_low > b.around_high OR b.around_low > a.around_high THEN ''
              WHEN a.bound = 'around' THEN 'around' ELSE 'bounds' END AS variant
  FROM statement AS a
  JOIN statement AS b
    ON a.document = b.document AND a.region_path = b.region_path AND a.key = b.key
   AND a.measure = b.measure AND a.period = b.period
   -- 预计 opens a review that goes on without it; a later document may supersede it, the same one may not.
   AND (a.modality = b.modality OR a.is_outcome AND b.is_outcome AND a.indicator_id <> '' AND a.own_region
     AND a.doc_kind IN ('work_report', 'plan_report') AND a.year = a.report_year AND a.annual
     -- 在上年26.4万吨的基础上: what the plan goes on from is what the review told.
     OR a.is_outcome AND b.modality = 'baseline' AND a.indicator_id <> '' AND a.own_region
     AND a.year = a.report_year AND a.annual AND a.scope = b.scope AND a.role = ''
     AND a.line <> b.line AND b.quote NOT LIKE '%初%')
   AND a.period_kind = b.period_kind AND a.instant = b.instant
   AND a.base_unit = b.base_unit AND a.basis = b.basis
  WHERE a.seq < b.seq
    AND a.is_number AND b.is_number AND a.certain AND b.certain
    AND a.year > 0 AND (a.period_kind <> 'part-year' OR a.indicator_id <> '' AND a.part_of_year <> ''
      AND a.part_of_year = b.part_of_year)
    AND a.measure IN ('level', 'growth', 'increment', 'share', 'index')
    AND a.modality <> 'baseline'
    -- 增速提高2.3% is no rate of growth.
    AND NOT a.speed_percent AND NOT b.speed_percent
    -- 新认定61家 and 净增32家 are two counts of one noun.
    AND a.deed = b.deed
    -- 新建小学3所，新增学位900个; 新建幼儿园2所，新增学位400个: each adds its own.
    AND (a.by_building = b.by_building OR a.by_building = '' OR b.by_building = '')
    -- 33个重点项目完成投资90亿元, 91个重点项目完成投资306亿元: each set has its own.
    AND a.counted = b.counted AND NOT a.of_many
    -- Two tiers of one target: 确保6%、力争7%.
    AND NOT (a.is_target AND a.force_rank <> b.force_rank)
    -- A total and what 其中 tells of it are two figures, whatever they are called.
    AND NOT (a.grp <> '' AND a.grp = b.grp AND (a.role = 'part' OR b.role = 'part'))
    -- 户籍人口其中城镇…, 常住人口其中城镇…: parts of different totals.
    AND NOT (a.role = 'part' AND b.role = 'part' AND a.line = b.line)
    -- One phrase with two bounds or two values says what it says; whether they clash PC108 judges.
    AND NOT (a.role = 'tier' AND b.role = 'tier' AND a.grp = b.grp)
    AND NOT (a.line = b.line AND a.start_at = b.start_at AND a.bound = 'floor' AND b.bound = 'ceiling')
    AND NOT (a.line = b.line AND a.start_at = b.start_at AND a.bound = 'ceiling' AND b.bound = 'floor')
    -- What is not in the lexicon is the same figure only where the same act is told in two sentences.
    AND (a.indicator_id <> '' OR (a.action = b.action AND a.sentence <> b.sentence
         AND a.role = '' AND b.role = '' AND a.grp = '' AND b.grp = ''
         -- 共12个教学班 in one row of a table and 9个教学班 in another: of two schools.
         AND (NOT a.in_cell OR NOT b.in_cell OR a.line = b.line)))
    -- 新签约…，其中10亿元以上项目6个 and 新开工…，其中10亿元以上项目12个: of what is signed, and of what is begun.
    AND a.indicator NOT LIKE '%元以上项目'
    -- 东湖、西苑等5个: the next sentence may list others, and a total may hold more.
    AND NOT (a.listed AND b.listed) AND NOT (a.listed AND a.number < b.number) AND NOT (b.listed AND b.number < a.number)
    -- 左右 is soft on a target: only what lies outside its tolerance clashes.
    AND ((a.around_low > b.around_high OR b.around_low > a.around_high)
         -- 18万人以上 in one section and 20万人以上 in another, 2.8%左右 and 3.4%左右: one target written twice.
         OR (a.is_target AND (a.headline OR a.binding) AND a.own_region AND a.scope = ''
             AND a.bound = b.bound
             AND a.bound IN ('floor', 'ceiling', 'around') AND a.number <> b.number AND a.line <> b.line
             AND a.role = '' AND b.role = ''))
    AND (a.bound <> 'around' OR a.is_target OR a.fit_low > b.fit_high OR b.fit_low > a.fit_high)
), place AS (
  SELECT p.document, p.first_line, p.last_line, COUNT(DISTINCT p.key) AS keys
  FROM pair AS p
  GROUP BY p.document, p.first_line, p.last_line
)
SELECT b.id AS anchor,
       a.id AS against,
       'other-value' AS role,
       p.variant AS variant,
       CASE WHEN p.variant = '' THEN 'error' ELSE 'warning' END AS severity,
       b.region AS region,
       b.period AS period,
       b.indicator AS indicator,
       b.phrase AS phrase,
       a.phrase AS other_phrase,
       b.line AS line,
       a.line AS other_line,
       b.told AS written,
       a.told AS other_written
FROM pair AS p
JOIN place AS q ON q.document = p.document AND q.first_line = p.first_line AND q.last_line = p.last_line
JOIN statement AS a ON a.id = p.against
JOIN statement AS b ON b.id = p.anchor
-- Two paragraphs that differ in several figures speak of two things (户籍与常住, 全域与城区), not of one twice.
WHERE q.keys = 1
