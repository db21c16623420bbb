/*
id:       PC301
name:     target-missed
title:    目标未完成
severity: error
since:    0.1
message:  {region}{year}年有{count}项目标未完成而未说明：{items}
message[silent]: {region}{year}年有{count}项目标未完成而未说明：{items}
message[generic]: {region}{year}年有{count}项目标未完成，报告只笼统提到：{items}
message[named]: {region}{year}年有{count}项目标未完成，报告已说明：{items}
message[pass]: {region}{year}年{indicator}目标“{phrase}”，实际“{actual_phrase}”，已完成
message[pass_rounding]: {region}{year}年{indicator}目标“{phrase}”，实际“{actual_phrase}”，差距在余量之内
computation: {indicator}：目标{written}，实际{actual_written}，差{gap:base}
computation[pass]: {indicator}：目标{written}，实际{actual_written}
computation[pass_rounding]: {indicator}：目标{written}，实际{actual_written}
slack:    无论怎样四舍五入都未达到
slack[pass]: 已达到
slack[pass_rounding]: 仅因“左右”、四舍五入或0.2个百分点的余量才算达到
suggestion: 在报告中写明未完成的指标和原因
suggestion[pass]:
suggestion[pass_rounding]:
about_en: Targets missed should be named in the report, in one table.
message_en: {region} {year}: targets missed without a word ({count}): {items}
message_en[silent]: {region} {year}: targets missed without a word ({count}): {items}
message_en[generic]: {region} {year}: targets missed ({count}), of which the report speaks only in general: {items}
message_en[named]: {region} {year}: targets missed, as the report says ({count}): {items}
message_en[pass]: {region} {year}: {indicator} target “{phrase}”, outcome “{actual_phrase}”: reached
message_en[pass_rounding]: {region} {year}: {indicator} target “{phrase}”, outcome “{actual_phrase}”: within the margin
computation_en: {indicator}: target {written}, outcome {actual_written}, {gap:base} short
computation_en[pass]: {indicator}: target {written}, outcome {actual_written}
computation_en[pass_rounding]: {indicator}: target {written}, outcome {actual_written}
slack_en: missed whatever the rounding
slack_en[pass]: reached
slack_en[pass_rounding]: reached only thanks to 'about', rounding or the margin of 0.2 points
suggestion_en: name the targets missed and the reasons in the report
suggestion_en[pass]:
suggestion_en[pass_rounding]:

查什么  上年计划定下的目标，报告中的实际数应当达到；没有达到的，报告应当说明。写作“与经济增长同步”“快于经济增速”的，与报告中
        经济增长的数相比；写作“高于全市平均”的，看报告自己说高于还是低于全市。
为什么  没完成是常事，不说才是问题：人大审查计划执行情况，看的就是这张对照表。
        主要指标、约束性指标没完成又不说的，按错误报告。
不查    上限、区间类目标（失业率、物价涨幅、以内）；经批准调整过的，按调整后的目标；
        预计达到“以上”的数；口径不同的增速；差距不超过0.2个百分点。
依据    《中华人民共和国各级人民代表大会常务委员会监督法》关于听取和审议计划执行情况报告的规定。
*/
WITH claimed AS (
  SELECT DISTINCT c.statement AS figure FROM claim AS c WHERE c.claims IN ('margin', 'met')
), judged AS (
  SELECT u.target AS target_id, u.figure AS figure_id, u.actual AS actual_id, u.beside AS beside_id, u.short AS gap,
         CASE WHEN u.short_outer > 0 AND u.short > CASE WHEN (t.is_rate OR NOT t.is_number) AND t.bound <> 'around' THEN g.growth_met ELSE 0 END
              THEN u.told
              WHEN u.short > 0 THEN 'pass_rounding'
              ELSE 'pass' END AS variant,
         c.figure IS NOT NULL AS is_claimed
  FROM outcome AS u
  JOIN statement AS t ON t.id = u.target
  CROSS JOIN setting AS g
  LEFT JOIN claimed AS c ON c.figure = u.figure
  WHERE u.judged
)
SELECT f.id AS anchor,
       t.id AS against_target,
       CASE WHEN a.id = f.id THEN '' ELSE a.id END AS against_final,
       j.beside_id AS against_beside,
       CASE WHEN j.variant IN ('pass', 'pass_rounding') THEN 'pass' ELSE 'fail' END AS verdict,
       j.variant AS variant,
       CASE WHEN j.variant IN ('pass', 'pass_rounding') THEN f.id
            -- A figure with a claim of its own stands alone, so that PC302 can take its place.
            WHEN j.is_claimed THEN f.id
            WHEN j.variant = 'silent' AND (f.headline OR t.headline OR (t.binding AND t.indicator_id <> '')) THEN CONCAT(f.document, ':error')
            ELSE CONCAT(f.document, ':', j.variant) END AS fold,
       CASE WHEN j.variant = 'silent' AND (f.headline OR t.headline OR (t.binding AND t.indicator_id <> '')) THEN 'error'
            WHEN j.variant IN ('silent', 'generic') THEN 'warning'
            ELSE 'note' END AS severity,
       f.region AS region,
       t.year AS year,
       f.indicator AS indicator,
       CONCAT(f.indicator, '目标', CASE WHEN t.is_number THEN t.told ELSE t.phrase END, '、实际', a.told) AS item,
       t.phrase AS phrase,
       CASE WHEN t.is_number THEN t.told ELSE CONCAT(t.phrase, '（', CASE WHEN b.comparator = 'compare' THEN b.phrase ELSE CONCAT(b.indicator, b.told) END, '）') END AS written,
       a.phrase AS actual_phrase,
       a.told AS actual_written,
       j.gap AS gap,
       CASE WHEN t.is_rate OR NOT t.is_number THEN '个百分点' ELSE t.base_unit END AS base_unit
FROM judged AS j
JOIN statement AS f ON f.id = j.figure_id
JOIN statement AS a ON a.id = j.actual_id
JOIN statement AS t ON t.id = j.target_id
LEFT JOIN statement AS b ON b.id = j.beside_id
