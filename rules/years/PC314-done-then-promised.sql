/*
id:       PC314
name:     done-then-promised
title:    完成了又承诺
severity: warning
since:    0.1
outranks: PC308
message:  “{object}”已报告{earlier_stage}（{earlier_year}年），{year}年又提出“{stage}”
computation: {earlier_year}年报告“{earlier_stage}”，{year}年计划“{stage}”
slack:    认定为同一件事：{reason}
suggestion: 已完成的不再列入；另有后续内容的，写明是哪一期、哪一部分
about_en: What was reported complete and is promised again.
message_en: “{object}” was reported at “{earlier_stage}” ({earlier_year}), and {year} promises “{stage}” again
computation_en: reported “{earlier_stage}” for {earlier_year}, promised “{stage}” for {year}
slack_en: taken for one thing: {reason}
suggestion_en: leave out what is done; where something is left, say which phase or part

查什么  以前的文件已经报告建成、投用、获评、出台的，后来又承诺要做到同一阶段或更早的阶段。
为什么  要么当时没有完成，要么现在重复列事；两处至少一处不实。
不查    后续的期、段；建成以后的改造提升、盘活、出让；称号到期后的复审、巩固和隔届再创；名称不能断定相同的。
依据    同一事实前后一致的通例；《中华人民共和国各级人民代表大会常务委员会监督法》关于计划执行情况报告的规定。
*/
SELECT b.id AS anchor,
       a.id AS against_reported,
       b.region AS region,
       b.year AS year,
       b.object AS indicator,
       b.object AS object,
       b.stage AS stage,
       a.stage AS earlier_stage,
       a.year AS earlier_year,
       p.reason AS reason
FROM commitment_pair AS p
JOIN commitment AS a ON a.id = p.earlier
JOIN commitment AS b ON b.id = p.later
WHERE p.how = 'done' AND p.sure
  AND b.high <= a.high
  -- Land that was sold or used anew has a second life; these are no stages of the building.
  AND b.stage NOT IN ('盘活', '出让', '收储', '征收')
  -- Titles are won for some years and striven for again.
  AND (a.ladder <> 'title' OR b.year <= a.year + 2)
