/*
id:       PC204
name:     children-fall-short
title:    各下级合计不够
severity: error
since:    0.1
message:  {parent}{year}年{indicator}目标“{phrase}”，各下级合计只有{reach:base}，差{gap:base}
message[mean]: {parent}{year}年{indicator}目标“{phrase}”，各下级加权平均只有{reach}%，差{gap}个百分点
message[all]: {parent}{year}年{indicator}目标“{phrase}”，各下级的目标都不及，最好的也只有{reach}%
message[over]: {parent}{year}年{indicator}不得超过“{phrase}”，各下级合计已达{reach:base}，超出{gap:base}
message[rest]: {parent}{year}年有目标须由手头没有文件的下级补足：{items}
message[growth]: {parent}{year}年有目标须由手头没有文件的下级补足：{items}
message[pass]: {parent}{year}年{indicator}目标“{phrase}”，各下级合在一起够得着
computation: {indicator}：{shown}合计{reach:base}；{parent}{written}
computation[mean]: {indicator}：{shown}，按上年总量加权平均{reach}%；{parent}{written}
computation[all]: {indicator}：{shown}；{parent}{written}，加权平均不会超出最大的一个
computation[pass]: {indicator}：{shown}；{parent}{written}
computation[rest]: {indicator}：{parent}{written}，{shown}，{missing}还须{gap:base}
computation[growth]: {indicator}：{parent}{written}，{shown}，{missing}须合计增长{reach}%
slack:    {why}
suggestion: 各下级合计再加{gap:base}，或上级下调
suggestion[mean]: 各下级加权平均再提高{gap}个百分点，或上级下调
suggestion[all]: 至少有下级高于{parent}的目标，或上级下调
suggestion[over]: 各下级合计再压减{gap:base}
suggestion[pass]:
suggestion[rest]:
suggestion[growth]:
about_en: Where all divisions' targets are at hand, together they should reach the parent's.
message_en: {parent} {year}: {indicator} “{phrase}”, but its divisions add up to only {reach:base}, {gap:base} short
message_en[mean]: {parent} {year}: {indicator} “{phrase}”, but the weighted mean of its divisions is only {reach}%, {gap} percentage points short
message_en[all]: {parent} {year}: {indicator} “{phrase}”, but none of its divisions aims that high, the best at only {reach}%
message_en[over]: {parent} {year}: {indicator} must not exceed “{phrase}”, but its divisions already add up to {reach:base}, {gap:base} over
message_en[rest]: {parent} {year}: divisions without a document at hand must make up the targets for {items}
message_en[growth]: {parent} {year}: divisions without a document at hand must make up the targets for {items}
message_en[pass]: {parent} {year}: {indicator} “{phrase}” is within reach of its divisions together
computation_en: {indicator}: {shown}, together {reach:base}; {parent} {written}
computation_en[mean]: {indicator}: {shown}, mean weighted by last year's levels {reach}%; {parent} {written}
computation_en[all]: {indicator}: {shown}; {parent} {written}; a weighted mean never exceeds the largest
computation_en[pass]: {indicator}: {shown}; {parent} {written}
computation_en[rest]: {indicator}: {parent} {written}; {shown}; {missing} must bring {gap:base}
computation_en[growth]: {indicator}: {parent} {written}; {shown}; {missing} must grow by {reach}% together
slack_en: {why}
suggestion_en: raise the divisions' total by {gap:base}, or lower the parent's target
suggestion_en[mean]: raise the divisions' weighted mean by {gap} percentage points, or lower the parent's target
suggestion_en[all]: at least one division has to aim higher than {parent}, or the parent's target be lowered
suggestion_en[over]: cut the divisions' total by {gap:base}
suggestion_en[pass]:
suggestion_en[rest]:
suggestion_en[growth]:

查什么  下级目标齐备时，合在一起应当够得着上级的目标：可加总的指标求和，增速按上年总量加权平均；
        上限类目标反过来，各下级之和不应超出。不齐时，说明没有文件的下级还要补多少。
为什么  上级的目标由各下级完成；合计不足，目标公布之日即已落空。
不查    地区生产总值和财政收入，除非市本级或开发区也列作下级，因为市一级自己还有一块；比率、人均类指标；
        行政区划表或设置中查不到下级名单的地方。
依据    国家统计局各地区生产总值统一核算的有关说明（分地区数据合计与总数可因四舍五入不等）；计划分解通例。
*/
SELECT a.id AS anchor,
       q.part AS against_child,
       CASE WHEN a.status IN ('fits', 'around') THEN 'pass' ELSE 'fail' END AS verdict,
       CASE WHEN a.status = 'rest' THEN CONCAT('rest:', p.region_path, CAST(p.year AS STRING)) ELSE a.id END AS fold,
       CASE WHEN a.status IN ('fits', 'around') THEN 'pass'
            WHEN a.status = 'rest' AND a.method = 'mean' THEN 'growth'
            WHEN a.status = 'rest' THEN 'rest'
            WHEN a.method = 'all' THEN 'all'
            WHEN a.method = 'mean' THEN 'mean'
            WHEN a.upper THEN 'over'
            ELSE '' END AS variant,
       CASE WHEN a.status <> 'short' OR NOT a.certain THEN 'note'
            WHEN a.soft THEN 'warning' ELSE 'error' END AS severity,
       p.region AS parent,
       p.year AS year,
       p.indicator AS indicator,
       p.indicator AS item,
       p.phrase AS phrase,
       p.written AS written,
       p.base_unit AS base_unit,
       a.need AS need,
       a.reach AS reach,
       a.gap AS gap,
       a.shown AS shown,
       a.missing AS missing,
       CASE WHEN a.status = 'rest' THEN '下级文件不齐，无法判定'
            WHEN a.status = 'around' THEN '仅因“左右”或四舍五入的余地才够得着'
            WHEN a.status = 'fits' THEN '够得着'
            WHEN a.soft THEN '下级写的是“以上”“以内”或“左右”，按所写的数算不够，多出的部分没有承诺'
            WHEN a.method = 'all' THEN '与权数无关'
            WHEN a.method = 'mean' THEN '权数用上年总量，上年总量的四舍五入不影响结论'
            ELSE '把每个数都按四舍五入的上限算仍然不够' END AS why
FROM aggregate AS a
JOIN statement AS p ON p.id = a.id
JOIN aggregate_part AS q ON q.id = a.id
WHERE a.status IN ('short', 'fits', 'around') OR (a.status = 'rest' AND a.certain)
