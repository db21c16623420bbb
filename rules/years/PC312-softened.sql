/*
id:       PC312
name:     softened
title:    措辞变松
severity: note
since:    0.1
message:  {region}{indicator}目标的措辞变松：{prior_year}年“{prior_phrase}”，{year}年“{phrase}”（{how}）
message[pass]: {region}{indicator}目标的措辞没有变松
computation: {prior_year}年“{prior_phrase}”，{year}年“{phrase}”：{how}
computation[pass]: {prior_year}年“{prior_phrase}”，{year}年“{phrase}”
slack:    只比措辞，不比数字
slack[pass]: 只比措辞，不比数字
about_en: Shows wording that weakened between years.
message_en: {region}: the wording of the {indicator} target weakened: “{prior_phrase}” for {prior_year}, “{phrase}” for {year} ({how})
message_en[pass]: {region}: the wording of the {indicator} target did not weaken
computation_en: {prior_year} “{prior_phrase}”, {year} “{phrase}”: {how}
computation_en[pass]: {prior_year} “{prior_phrase}”, {year} “{phrase}”
slack_en: compares words, not numbers
slack_en[pass]: compares words, not numbers

查什么  同一指标前后两年目标的措辞：确保改力争，“以上”改“左右”或区间，一个数改“左右”或区间，写数改为“同步”
        或与别的数相比。
为什么  数字不变而措辞变松，是最不显眼的调低。
不查    数字本身的高低（见 PC305）；数字提高了的；整个不写数的（见 PC310）；上限类目标。
依据    上下年计划衔接通例；不属差错，只作提示。
*/
WITH pair AS (
  SELECT c.id AS now_id, p.id AS prior_id,
         CASE WHEN p.force_rank >= 3 AND c.force_rank = 1 THEN CONCAT(p.force, '改为', c.force)
              WHEN p.bound = 'floor' AND c.bound = 'around' AND (c.number <= p.number OR c.polarity = 'less') THEN '“以上”改为“左右”'
              -- A range whose worse end lies beyond the earlier figure admits what that excluded.
              WHEN p.bound IN ('point', 'floor') AND c.bound = 'band'
               AND CASE WHEN c.polarity = 'less' OR p.number < 0 THEN c.number_high >= p.number ELSE c.number <= p.number END
              THEN CASE WHEN p.bound = 'floor' THEN '“以上”改为区间' ELSE '一个数改为区间' END
              WHEN p.bound = 'point' AND c.bound = 'around'
               AND CASE WHEN c.polarity = 'less' OR p.number < 0 THEN c.number >= p.number ELSE c.number <= p.number END
              THEN '一个数改为“左右”'
              WHEN p.is_number AND c.comparator = 'synced' THEN '写数改为“同步”'
              WHEN p.is_number AND c.comparator = 'compare' THEN '写数改为与别的数相比'
              ELSE '' END AS how,
         ROW_NUMBER() OVER (PARTITION BY c.document, c.key ORDER BY c.seq, c.id, p.doc_kind, p.document, p.seq) AS place
  FROM statement AS c
  JOIN statement AS p
    ON p.region_path = c.region_path AND p.key = c.key AND p.year = c.year - 1
   AND (p.measure = c.measure OR c.comparator = 'synced')
  WHERE c.modality = 'target' AND c.own_region AND c.annual AND c.latest AND c.certain AND c.plan_year = c.year
    AND c.doc_kind IN ('plan', 'plan_report', 'work_report')
    AND p.modality = 'target' AND p.own_region AND p.annual AND p.latest AND p.certain AND p.plan_year = p.year
    AND p.doc_kind IN ('plan', 'plan_report', 'work_report') AND p.is_number
    AND NOT p.ceiling AND NOT c.ceiling AND (c.is_number OR c.comparator IN ('synced', 'compare'))
    AND c.role NOT IN ('tier', 'part') AND p.role NOT IN ('tier', 'part')
    AND (c.indicator_id <> '' OR c.action = p.action)
)
SELECT c.id AS anchor,
       p.id AS against_prior,
       CASE WHEN j.how = '' THEN 'pass' ELSE 'fail' END AS verdict,
       CASE WHEN j.how = '' THEN 'pass' ELSE '' END AS variant,
       c.region AS region,
       c.year AS year,
       c.indicator AS indicator,
       c.phrase AS phrase,
       p.year AS prior_year,
       p.phrase AS prior_phrase,
       j.how AS how
FROM pair AS j
JOIN statement AS c ON c.id = j.now_id
JOIN statement AS p ON p.id = j.prior_id
WHERE j.place = 1
