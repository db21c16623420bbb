/*
id:       PC203
name:     delegation-unresolved
title:    转引的数没有着落
severity: warning
since:    0.1
message:  {region}{year}年{items}的目标写作“{reference}”，手头文件中没有这个数
message[wrong]: {region}{year}年{items}的目标写作“{reference}”，但{region}本身就是这一级，无处下达
message[nobody]: {region}{year}年{items}的目标写作“{reference}”，但{region}上面没有这一级，无处下达
message[circular]: {region}{year}年{items}的目标层层转引，最后又指回原处：{way}
message[rest]: {region}{year}年{items}的目标由别的文件确定，手头文件中没有下达给本地区的数
message[resolved]: {region}{year}年{items}的目标由别的文件确定，数值已在手头文件中找到
computation: {indicator}：{shown}
slack:    缺少给出数值的文件，无法判定
slack[wrong]: 所指的一级不存在
slack[nobody]: 所指的一级不存在
slack[circular]: 转引成环，补多少文件也找不到数值
slack[resolved]: 已找到给出数值的文件
suggestion: 补入给出数值的文件，或在正文写明数值
suggestion[wrong]: 写明是哪一级下达，或写明数值
suggestion[nobody]: 写明是哪一级下达，或写明数值
suggestion[circular]: 由其中一级写明数值
suggestion[resolved]:
outranks: PC401
about_en: A target that refers to another document should find its value there.
message_en: {region} {year}: the target for {items} reads “{reference}”, and no document at hand gives the figure
message_en[wrong]: {region} {year}: the target for {items} reads “{reference}”, but {region} is that level itself: nobody can assign it
message_en[nobody]: {region} {year}: the target for {items} reads “{reference}”, but there is no such level above {region}: nobody can assign it
message_en[circular]: {region} {year}: the target for {items} refers from level to level and back to itself: {way}
message_en[rest]: {region} {year}: the target for {items} is set elsewhere, and no document at hand assigns a figure to this region
message_en[resolved]: {region} {year}: the target for {items} is set elsewhere, and the figure was found
computation_en: {indicator}: {shown}
slack_en: the document that gives the figure is missing: undecided
slack_en[wrong]: the level referred to does not exist
slack_en[nobody]: the level referred to does not exist
slack_en[circular]: a circle: no further document can give the figure
slack_en[resolved]: the document that gives the figure is at hand
suggestion_en: add the document that gives the figure, or write the figure
suggestion_en[wrong]: say which level assigns it, or write the figure
suggestion_en[nobody]: say which level assigns it, or write the figure
suggestion_en[circular]: one of the levels has to write the figure
suggestion_en[resolved]:

查什么  写作“完成市下达目标”“以区人民代表大会批准数据为准”的目标，其数值应当在手头某份文件中找得到；
        上级自己也写“完成省下达目标”的，继续向上找，直到全国。
为什么  目标没有数，年底就无从对账；指标性增长目标不写数，代表无从审议。
不查    本文别处已写明数字的；上级自己的总量只列作参照，不算给本地区的数，只有增速、比率、上限类目标可直接沿用；
        “以某级人民代表大会批准数据为准”的，只认该级自己的文件。
依据    《中华人民共和国各级人民代表大会常务委员会监督法》；上下级计划衔接通例。
*/
SELECT s.id AS anchor,
       d.found AS against_found,
       CASE WHEN d.found = '' THEN d.beside ELSE '' END AS against_parent,
       CASE WHEN d.outcome IN ('wrong', 'nobody', 'circular') THEN CONCAT(d.outcome, ':', s.document, ':', CAST(s.line AS STRING))
            WHEN d.outcome = 'found' THEN CONCAT('found:', s.document)
            WHEN h.headline THEN CONCAT('head:', s.document, ':', CAST(s.line AS STRING), s.reference)
            ELSE CONCAT('rest:', s.document) END AS fold,
       CASE WHEN d.outcome IN ('wrong', 'nobody', 'circular') THEN d.outcome
            WHEN d.outcome = 'found' THEN 'resolved'
            WHEN h.headline THEN '' ELSE 'rest' END AS variant,
       CASE WHEN d.outcome IN ('wrong', 'nobody', 'circular') THEN 'warning'
            WHEN d.outcome = 'found' THEN 'note'
            WHEN h.headline THEN 'warning' ELSE 'note' END AS severity,
       s.region AS region,
       s.year AS year,
       s.indicator AS indicator,
       s.indicator AS item,
       s.reference AS reference,
       d.way AS way,
       CONCAT(
         CASE WHEN d.outcome = 'found' THEN CONCAT('已找到“', f.phrase, '”（', f.document, '）；', d.way)
              WHEN d.outcome = 'circular' THEN d.way
              WHEN d.outcome = 'wrong' THEN '没有更高的同名一级'
              WHEN d.outcome = 'nobody' THEN '上面没有这一级'
              WHEN d.outcome = 'empty' THEN CONCAT('所指文件在手，但没有这一项；', d.way)
              WHEN d.outcome = 'total' THEN '所指文件只有总量，没有分解到本地区'
              WHEN d.outcome = 'unknown' THEN '看不出指哪一级的哪份文件'
              ELSE '所指文件不在手头' END,
         CASE WHEN d.found = '' AND d.beside <> '' THEN CONCAT('；', b.region, '自身的目标为“', b.phrase, '”，只作参照')
              ELSE '' END) AS shown
FROM delegation AS d
JOIN statement AS s ON s.id = d.id
JOIN (
  SELECT t.id, t.headline AND NOT t.umbrella AND t.polarity = 'more' AND t.measure <> 'increment' AS headline
  FROM statement AS t
  WHERE t.comparator = 'delegated'
) AS h ON h.id = s.id
LEFT JOIN statement AS f ON f.id = d.found
LEFT JOIN statement AS b ON b.id = d.beside
WHERE s.own_region AND s.is_target
