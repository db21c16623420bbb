/*
id:       PC307
name:     off-track
title:    进度赶不上
severity: warning
since:    0.1
message:  {region}{indicator}到{goal_year}年的目标“{goal_phrase}”，今后{years}年每年需{needed:short}{unit}，是目前较好水平{better:short}{unit}的一倍半以上
message[total]: {region}{indicator}到{goal_year}年的累计目标“{goal_phrase}”，今后{years}年每年需完成近期较好年份的{needed:short}%
message[due]: {region}{indicator}{goal_year}年是“{goal_phrase}”的到期年，当年目标“{phrase}”却达不到
message[ended]: {region}{indicator}的{goal_year}年目标“{goal_phrase}”没有实现：实际“{phrase}”
message[mean]: {region}{indicator}到{goal_year}年的各年实际合起来达不到“{goal_phrase}”
message[pass]: {region}{indicator}到{goal_year}年的目标“{goal_phrase}”，按目前进度可以达到
message[pass_total]: {region}{indicator}到{goal_year}年的累计目标“{goal_phrase}”，按目前进度可以达到
message[reached]: {region}{indicator}到{goal_year}年的目标“{goal_phrase}”已经达到或与当年目标一致
computation: 目标{goal_written}；{here_year}年{here_written}；还剩{years}年，每年需{needed:short}{unit}，目前较好的一年为{better:short}{unit}
computation[total]: 目标{goal_written}；{here_year}年{here_written}；还剩{years}年，每年需完成较好年份的{needed:short}%
computation[pass_total]: 目标{goal_written}；{here_year}年{here_written}；还剩{years}年，每年需完成较好年份的{needed:short}%
computation[due]: 目标{goal_written}，{here_year}年计划{here_written}，差{gap:base}
computation[ended]: 目标{goal_written}，{here_year}年实际{here_written}，差{gap:base}
computation[mean]: 目标{goal_written}，截至{here_year}年差{gap:base}
computation[reached]: 目标{goal_written}；{here_year}年{here_written}，已达到
slack:    所需速度超过上年实际与当年目标中较好者的1.5倍
slack[due]: 当年目标低于规划目标，“左右”已放宽计入
slack[ended]: 实际低于规划目标，“左右”已放宽计入
slack[mean]: 各年合计低于规划目标，“左右”已放宽计入
slack[pass]: 所需速度不超过较好年份的1.5倍
slack[pass_total]: 所需数量不超过较好年份的1.5倍
slack[reached]: 已经达到
suggestion: 调整年度目标，或在中期评估中说明规划目标如何调整
suggestion[pass]:
suggestion[pass_total]:
suggestion[reached]:
about_en: Progress and annual targets should lead to the goal of several years.
message_en: {region}: {indicator} is to be “{goal_phrase}” by {goal_year}; each of the {years} years left needs {needed:short} {unit}, over one and a half times the better recent pace of {better:short} {unit}
message_en[total]: {region}: {indicator} is to total “{goal_phrase}” by {goal_year}; each of the {years} years left must bring {needed:short}% of the better recent year
message_en[due]: {region}: {goal_year} is the year in which {indicator} should reach “{goal_phrase}”, but that year's target “{phrase}” falls short
message_en[ended]: {region}: the {indicator} goal for {goal_year}, “{goal_phrase}”, was not reached: “{phrase}”
message_en[mean]: {region}: the yearly outcomes of {indicator} up to {goal_year} together fall short of “{goal_phrase}”
message_en[pass]: {region}: {indicator} can reach “{goal_phrase}” by {goal_year} at the present pace
message_en[pass_total]: {region}: {indicator} can total “{goal_phrase}” by {goal_year} at the present pace
message_en[reached]: {region}: {indicator} has reached “{goal_phrase}” for {goal_year}, or this year's target equals it
computation_en: goal {goal_written}; {here_year} {here_written}; {years} years left need {needed:short} {unit} each, the better recent year brought {better:short} {unit}
computation_en[total]: goal {goal_written}; {here_year} {here_written}; {years} years left must each bring {needed:short}% of the better year
computation_en[pass_total]: goal {goal_written}; {here_year} {here_written}; {years} years left must each bring {needed:short}% of the better year
computation_en[due]: goal {goal_written}, plan for {here_year} {here_written}: {gap:base} short
computation_en[ended]: goal {goal_written}, outcome of {here_year} {here_written}: {gap:base} short
computation_en[mean]: goal {goal_written}, up to {here_year} {gap:base} short
computation_en[reached]: goal {goal_written}; {here_year} {here_written}: reached
slack_en: the pace needed exceeds one and a half times the better of last outcome and current target
slack_en[due]: this year's target is below the goal, 'about' already allowed for
slack_en[ended]: the outcome is below the goal, 'about' already allowed for
slack_en[mean]: the years together are below the goal, 'about' already allowed for
slack_en[pass]: the pace needed is at most one and a half times the better year
slack_en[pass_total]: the amount needed is at most one and a half times the better year
slack_en[reached]: already reached
suggestion_en: adjust the annual target, or say in the mid-term review how the goal changes
suggestion_en[pass]:
suggestion_en[pass_total]:
suggestion_en[reached]:

查什么  五年规划或今后几年的目标，看最近的实际数和当年目标：余下每年需要多快，能否达到；到期年的目标是否与之一致。
为什么  规划目标落空往往提前两三年就看得出来，年度计划却照旧安排。
不查    上限和区间类目标；期间有年份缺数的年均、累计目标；口径不同的数。
依据    《中华人民共和国国民经济和社会发展规划纲要》关于年度计划与五年规划衔接、中期评估的要求。
*/
WITH judged AS (
  SELECT p.goal, p.here, p.last, p.how, p.years, p.needed, p.better, p.gap, p.unit,
         CASE WHEN p.how IN ('due', 'ended', 'mean') AND p.gap > 0 THEN p.how
              WHEN p.how IN ('due', 'ended', 'mean', 'reached') THEN 'reached'
              -- Shares of days, of water and the like move by some tenths from year to year.
              WHEN p.needed * 2 > p.better * 3
                   AND p.needed - p.better > CASE WHEN p.unit = '个百分点' THEN 0.4 ELSE 0.2 END THEN
                CASE WHEN p.better = 100 AND g.measure = 'increment' THEN 'total' ELSE '' END
              WHEN p.better = 100 AND g.measure = 'increment' THEN 'pass_total'
              ELSE 'pass' END AS variant
  FROM pace AS p
  JOIN statement AS g ON g.id = p.goal
)
SELECT h.id AS anchor,
       g.id AS against_goal,
       CASE WHEN j.last = '' THEN '' ELSE j.last END AS against_last,
       CONCAT(h.id, g.id) AS fold,
       CASE WHEN j.variant IN ('pass', 'pass_total', 'reached') THEN 'pass' ELSE 'fail' END AS verdict,
       CASE WHEN j.variant = 'reached' THEN 'reached' ELSE j.variant END AS variant,
       h.region AS region,
       g.indicator AS indicator,
       g.year AS goal_year,
       g.phrase AS goal_phrase,
       g.written AS goal_written,
       h.phrase AS phrase,
       h.year AS here_year,
       h.written AS here_written,
       j.years AS years,
       j.needed AS needed,
       j.better AS better,
       -- Judged from the edge of what rounding and 左右 allow; shown as anyone would subtract.
       CASE WHEN j.variant IN ('due', 'ended') AND h.measure = g.measure AND h.base_unit = g.base_unit
            THEN ABS(g.number - h.number) ELSE j.gap END AS gap,
       j.unit AS unit,
       CASE WHEN g.is_rate THEN '个百分点' ELSE g.base_unit END AS base_unit
FROM judged AS j
JOIN statement AS g ON g.id = j.goal
JOIN statement AS h ON h.id = j.here
