/*
id:       PC311
name:     three-way-growth-off
title:    总量与增速不合
severity: error
since:    0.1
message:  {region}{year}年{indicator}{written}，写增长{growth_written}，按{base_year}年的{base_written}应为{implied/base_number:percent}
message[pass]: {region}{year}年{indicator}的总量、上年总量与增速相符
message[pass_real]: {region}{year}年{indicator}的增速按不变价计算，不与现价总量互推
message[pass_basis]: {region}{year}年{indicator}的增速写明是“{basis}”口径，不与公布总量互推
message[pass_restated]: {region}{year}年{indicator}的增速与文中改列的上年数相符，与上年报告的数不符（见 PC306）
computation: （{written}－{base_written}）÷{base_written}＝{implied/base_number:percent}，文中写{growth_written}
computation[pass_real]: {written}对{base_written}，名义增长{implied/base_number:percent}；文中按不变价写{growth_written}
slack:    名义增长、不变价、改列基数、可比口径依次试过，都解释不了
slack[pass]: 名义增长相符，在写出的位数之内
slack[pass_real]: 不变价增速，缺少价格指数，无法判定
slack[pass_basis]: 口径不同，无法判定
slack[pass_restated]: 仅因文中改列了上年基数才相符
suggestion: 核对总量、上年总量和增速，或写明口径
suggestion[pass]:
suggestion[pass_real]:
suggestion[pass_basis]:
suggestion[pass_restated]:
outranks: PC306 PC117
about_en: Level, last year's level and stated growth should agree.
message_en: {region} {year}: {indicator} is {written}, growth is given as {growth_written}; against {base_written} of {base_year} it is {implied/base_number:percent}
message_en[pass]: {region} {year}: level, last year's level and growth of {indicator} agree
message_en[pass_real]: {region} {year}: growth of {indicator} is at constant prices and not derived from levels
message_en[pass_basis]: {region} {year}: growth of {indicator} is on the basis “{basis}” and not derived from the published levels
message_en[pass_restated]: {region} {year}: growth of {indicator} agrees with last year's level as restated in the text, not as reported then (see PC306)
computation_en: ({written} − {base_written}) ÷ {base_written} = {implied/base_number:percent}; the text says {growth_written}
computation_en[pass_real]: {written} against {base_written}: nominal growth {implied/base_number:percent}; the text gives {growth_written} at constant prices
slack_en: nominal growth, constant prices, a restated base and comparable bases were tried in turn; none explains it
slack_en[pass]: nominal growth agrees within the digits written
slack_en[pass_real]: constant prices: undecided without the price index
slack_en[pass_basis]: another basis: undecided
slack_en[pass_restated]: agrees only thanks to the restated base
suggestion_en: check level, last year's level and growth, or name the basis
suggestion_en[pass]:
suggestion_en[pass_real]:
suggestion_en[pass_basis]:
suggestion_en[pass_restated]:

查什么  本年总量、上年报告里的上年总量、本年增速，三个数应当对得上。
为什么  三个数分在两份文件里，单看哪一份都看不出错。
不查    增加值和投资（口径每年变动）；可比口径、同口径增速；预计数只提示；文中说明改列基数的。
依据    GB/T 8170—2008《数值修约规则与极限数值的表示和判定》；国家统计局关于名义增速与实际增速的说明。
*/
WITH pair AS (
  SELECT g.id AS growth_id, l.id AS level_id, b.id AS base_id,
         CASE WHEN l.fit_high * 100 < b.fit_low * (100 + g.rate_low) OR l.fit_low * 100 > b.fit_high * (100 + g.rate_high)
              THEN 1 ELSE 0 END AS is_off,
         CASE WHEN l.fit_high * 100 < b.fit_low * (99 + g.rate_low) OR l.fit_low * 100 > b.fit_high * (101 + g.rate_high)
              THEN 1 ELSE 0 END AS is_off_by_1,
         CASE WHEN l.fit_high * 100 < b.fit_low * (97 + g.rate_low) OR l.fit_low * 100 > b.fit_high * (103 + g.rate_high)
              THEN 1 ELSE 0 END AS is_off_by_3,
         l.number - b.number AS step,
         ROW_NUMBER() OVER (PARTITION BY g.id, l.id ORDER BY b.is_final DESC, b.id) AS place
  FROM statement AS g
  JOIN statement AS l
    ON l.document = g.document AND l.region_path = g.region_path AND l.key = g.key AND l.year = g.year
   AND l.measure = 'level'
  JOIN statement AS b
    ON b.region_path = l.region_path AND b.key = l.key AND b.measure = 'level' AND b.year = l.year - 1
   AND b.base_unit = l.base_unit AND b.document <> l.document AND b.report_year = b.year
  WHERE g.measure = 'growth' AND g.is_outcome AND g.is_number AND g.annual AND g.own_region AND g.certain
    AND g.has_low AND g.has_high
    AND l.is_outcome AND l.is_number AND l.certain AND l.annual AND l.has_low AND l.has_high AND l.instant <> 'start'
    AND b.is_outcome AND b.is_number AND b.certain AND b.annual AND b.own_region AND b.has_low AND b.has_high AND b.fit_low > 0
    AND b.instant <> 'start' AND b.latest
    AND l.role IN ('', 'total', 'result', 'list') AND b.role IN ('', 'total', 'result', 'list')
    AND g.role IN ('', 'total', 'result', 'list')
    -- What 分别 hands out counts where the lexicon knows the name; another name may be cut elsewhere.
    AND (l.indicator_id <> '' OR (l.role <> 'list' AND b.role <> 'list' AND g.role <> 'list'))
    AND NOT l.listed AND NOT b.listed
    AND g.indicator_id NOT IN ('fixed_investment', 'industrial_investment', 'private_investment')
    AND (g.indicator_id <> '' OR l.action = b.action)
), restated AS (
  -- A base that the later document itself gives for the year before, with which the growth holds.
  SELECT p.growth_id, p.level_id, MIN(r.id) AS restated_id
  FROM pair AS p
  JOIN statement AS g ON g.id = p.growth_id
  JOIN statement AS l ON l.id = p.level_id
  JOIN statement AS r
    ON r.document = l.document AND r.key = l.key AND r.measure = 'level' AND r.base_unit = l.base_unit
   AND r.year = l.year - 1 AND r.is_number AND r.has_low AND r.has_high
  WHERE l.fit_high * 100 >= r.fit_low * (100 + g.rate_low) AND l.fit_low * 100 <= r.fit_high * (100 + g.rate_high)
  GROUP BY p.growth_id, p.level_id
), judged AS (
  SELECT p.growth_id, p.level_id, p.base_id, p.step, p.is_off_by_1, p.is_off_by_3, r.restated_id,
         CASE WHEN p.is_off = 0 THEN 'pass'
              WHEN g.price_basis = 'constant' THEN 'pass_real'
              WHEN r.restated_id IS NOT NULL THEN 'pass_restated'
              WHEN g.basis <> '' OR l.basis <> '' OR g.explained THEN 'pass_basis'
              ELSE '' END AS variant
  FROM pair AS p
  JOIN statement AS g ON g.id = p.growth_id
  JOIN statement AS l ON l.id = p.level_id
  LEFT JOIN restated AS r ON r.growth_id = p.growth_id AND r.level_id = p.level_id
  WHERE p.place = 1
)
SELECT g.id AS anchor,
       l.id AS against_level,
       b.id AS against_base,
       COALESCE(j.restated_id, '') AS against_restated,
       CASE WHEN j.variant = '' THEN 'fail' ELSE 'pass' END AS verdict,
       j.variant AS variant,
       CASE WHEN l.indicator_id IN ('retail', 'income', 'urban_income', 'rural_income') AND j.is_off_by_3 = 0 THEN 'note'
            WHEN j.is_off_by_1 = 1 AND l.is_final AND b.is_final AND g.is_final
                 AND (l.indicator_id IN ('general_revenue', 'tax_revenue') OR l.dimension IN ('count', 'people')) THEN 'error'
            ELSE 'warning' END AS severity,
       g.region AS region,
       g.year AS year,
       g.indicator AS indicator,
       l.written AS written,
       g.told AS growth_written,
       b.year AS base_year,
       b.written AS base_written,
       b.number AS base_number,
       j.step AS implied,
       CASE WHEN g.basis <> '' THEN g.basis ELSE '另行说明的' END AS basis
FROM judged AS j
JOIN statement AS g ON g.id = j.growth_id
JOIN statement AS l ON l.id = j.level_id
JOIN statement AS b ON b.id = j.base_id
