/*
id:       PC203
name:     delegation-unresolved
severity: warning
since:    0.1
message:  {region}{year}年{items}的目标以“{reference}”为准，手头文件中没有这个数
message[wrong]: {region}{year}年{items}的目标以“{reference}”为准，但{region}本身就是这一级，无处下达
message[rest]: {region}{year}年{items}的目标由别的文件确定，手头文件中没有下达给本地区的数
message[resolved]: {region}{year}年{items}的目标以“{reference}”为准，数值已在手头文件中找到
computation: {indicator}：{shown}
slack:    缺少给出数值的文件，无法判定
slack[resolved]: 已找到给出数值的文件
suggestion: 补入给出数值的文件，或在正文写明数值
suggestion[resolved]:
outranks: PC401

查什么  写作“完成市下达目标”“以区人民代表大会批准数据为准”的目标，其数值应当在手头某份文件中找得到。
为什么  目标没有数，年底就无从对账；指标性增长目标不写数，代表无从审议。
不查    上级自己的总量、平均增速只列作参照，不算给本地区的数；只有增速、比率、上限类目标可直接沿用上级的数。
依据    《中华人民共和国各级人民代表大会常务委员会监督法》；上下级计划衔接通例。
*/
WITH delegated AS (
  SELECT s.id, s.document, s.line, s.doc_region_path, s.region, s.region_path, s.year, s.key, s.indicator,
         s.indicator_id, s.reference, s.delegate, s.delegate_path, s.phrase,
         s.headline AND s.measure = 'growth' AND NOT s.umbrella AS is_headline
  FROM statement AS s
  WHERE s.is_target AND s.own_region AND s.comparator = 'delegated' AND s.year > 0
), found AS (
  SELECT d.id AS id, t.id AS found_id, t.document AS found_document, t.phrase AS found_phrase
  FROM delegated AS d
  JOIN statement AS t ON t.key = d.key AND t.year = d.year AND t.is_number AND t.is_target AND t.scope = ''
  WHERE t.id <> d.id
    AND ((d.delegate = 'above'
          AND ((t.region_path = d.region_path AND t.document <> d.document
                AND (t.modality = 'assigned' OR t.doc_region_path = d.delegate_path))
            OR (t.region_path = d.region_path AND t.modality = 'assigned')
            OR (t.region_path = d.delegate_path AND t.own_region AND (t.is_rate OR t.bound = 'ceiling'))))
      OR (d.delegate IN ('congress', 'own', 'unknown') AND t.region_path = d.delegate_path AND t.own_region
          AND t.region_path = d.region_path))
), beside AS (
  SELECT d.id AS id, MIN(t.id) AS beside_id
  FROM delegated AS d
  JOIN document AS c ON c.document = d.document
  JOIN statement AS t
    ON t.region_path = c.parent_path AND t.own_region AND t.key = d.key AND t.year = d.year
   AND t.is_target AND t.scope = ''
  GROUP BY d.id
)
SELECT d.id AS anchor,
       f.found_id AS against_found,
       b.beside_id AS against_parent,
       CASE WHEN d.delegate = 'wrong' THEN CONCAT('wrong:', d.document, ':', CAST(d.line AS STRING))
            WHEN f.id IS NOT NULL THEN CONCAT('found:', d.document)
            WHEN d.is_headline THEN CONCAT('head:', d.document, ':', CAST(d.line AS STRING), d.reference)
            ELSE CONCAT('rest:', d.document) END AS fold,
       CASE WHEN d.delegate = 'wrong' THEN 'wrong' WHEN f.id IS NOT NULL THEN 'resolved'
            WHEN d.is_headline THEN '' ELSE 'rest' END AS variant,
       CASE WHEN d.delegate = 'wrong' THEN 'warning' WHEN f.id IS NOT NULL THEN 'note'
            WHEN d.is_headline THEN 'warning' ELSE 'note' END AS severity,
       d.region AS region,
       d.year AS year,
       d.indicator AS indicator,
       d.indicator AS item,
       d.reference AS reference,
       CASE WHEN f.id IS NOT NULL THEN CONCAT('已找到“', f.found_phrase, '”（', f.found_document, '）')
            WHEN p.id IS NOT NULL THEN CONCAT('未找到；', p.region, '自身的目标为“', p.phrase, '”，只作参照')
            ELSE '未找到' END AS shown
FROM delegated AS d
LEFT JOIN found AS f ON f.id = d.id
LEFT JOIN beside AS b ON b.id = d.id
LEFT JOIN statement AS p ON p.id = b.beside_id
