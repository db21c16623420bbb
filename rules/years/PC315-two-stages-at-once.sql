/*
id:       PC315
name:     two-stages-at-once
title:    同文两种进度
severity: warning
since:    0.1
message:  同一份文件里，“{earlier_object}”还在“{earlier_stage}”，“{object}”已是“{stage}”
computation: “{earlier_object}”：{earlier_action}；“{object}”：{action}
slack:    认定为同一件事：{reason}
suggestion: 统一到实际所处的阶段；说的是不同的部分时，写明各是哪一部分
about_en: One document that puts one thing at two stages.
message_en: in one document “{earlier_object}” is still at “{earlier_stage}” and “{object}” is at “{stage}”
computation_en: “{earlier_object}”: {earlier_action}; “{object}”: {action}
slack_en: taken for one thing: {reason}
suggestion_en: give the stage it is really at; where two parts are meant, say which

查什么  同一份文件对同一年的安排，把同一个对象既写成谋划、储备或前期，又写成在建、推进或完成；
        同一年前面写要竣工、投用，后面又写要开工；回顾同一年时，一处写已经建成或开工，一处写还在做前期、尚未开工、尚未建成或停留在施工阶段。
为什么  一处在谋划、一处在建设，至少一处没有跟上实际进度，常见于多个部门供稿拼接。
不查    同一句话里先后衔接的阶段；征收、出让与建设并行；上年成绩与今年安排；不同的期、段和部分。
依据    同一事实在同一文件中应当一致；《党政机关公文处理工作条例》第十九条关于内容准确的要求。
*/
SELECT b.id AS anchor,
       a.id AS against_other,
       b.region AS region,
       b.year AS year,
       b.object AS indicator,
       b.object AS object,
       b.stage AS stage,
       b.action AS action,
       a.object AS earlier_object,
       a.stage AS earlier_stage,
       a.action AS earlier_action,
       p.reason AS reason
FROM commitment_pair AS p
JOIN commitment AS a ON a.id = p.earlier
JOIN commitment AS b ON b.id = p.later
WHERE p.how = 'beside'
  AND (
    a.stage IN ('谋划', '储备', '前期')
    AND b.stage IN ('推进', '实施', '在建', '竣工', '投用')
    -- 推进 right after preliminary work is the next step; after a mere idea it is not.
    AND (a.high <= 15 OR b.low >= a.high + 40)
    -- Of one year both may be reported as reached; what is finished is not being prepared as well.
    AND (a.is_promise
      OR (b.done AND a.action NOT LIKE '%完成%' AND a.action NOT LIKE '%批%' AND a.action NOT LIKE '%核准%'
        AND a.action NOT LIKE '%通过%' AND a.action NOT LIKE '%签约%'))
    -- Begun and finished in one year is told in that order; what is told finished first is not begun after it.
    OR a.stage = '开工' AND a.is_promise AND b.stage IN ('竣工', '投用') AND b.seq < a.seq AND p.sure
    -- What a review says is not begun, not complete or not past a stage is not past it elsewhere.
    OR a.denied AND (b.done OR a.stage = '未开工' AND (b.stage = '开工'
      OR b.stage = '在建' AND (b.action LIKE '%封顶%' OR b.action LIKE '%合龙%' OR b.action LIKE '%施工%'
        OR b.action LIKE '%主体%' OR b.action LIKE '%结构%' OR b.action LIKE '%完成%' OR b.action LIKE '%完工%'
        OR b.action LIKE '%路基%' OR b.action LIKE '%桩基%' OR b.action LIKE '%安装%' OR b.action LIKE '%调试%')))
    -- Nor is what still is being prepared under construction.
    OR a.stage IN ('谋划', '储备', '前期') AND a.is_report AND p.sure
      AND (a.action LIKE '%停留%' OR a.action LIKE '%仍%' OR a.action LIKE '%尚处%' OR a.action LIKE '%还处%')
      AND (b.done OR b.stage = '开工' OR b.stage = '在建' AND (b.action LIKE '%封顶%' OR b.action LIKE '%合龙%'
        OR b.action LIKE '%主体%' OR b.action LIKE '%结构%'))
    OR a.stage = '在建' AND a.is_report AND b.done
      AND (a.action LIKE '%停留%' OR a.action LIKE '%仍%' OR a.action LIKE '%正在%' OR a.action LIKE '%尚%'
        OR a.action LIKE '%工程量%' OR a.action LIKE '%形象进度%' OR a.action LIKE '%过半%'
        -- 主体结构完成六成, 60%: how much of the works is done.
        OR a.action LIKE '%百分之%' OR REPLACE(a.action, '%', '') <> a.action
        OR REPLACE(REPLACE(a.action, '完成', ''), '建成', '') LIKE '%成'))
