/*
id:       PC108
name:     bounds-clash
severity: warning
since:    0.1
message:  “{phrase}”同时用了约数和界限，两种意思互相抵消
computation: 约数（约、近、左右、余）与界限（以上、以内、超过、不低于）只能取一
slack:    按写法判断，与四舍五入无关
suggestion: 只留一种写法

查什么  同一个数不能既是约数又是界限：约…以上、超过…左右、近…以上。
为什么  年底对账时，这样的目标怎么算都行，也就等于没有目标。
不查    高于全省1个百分点左右一类相对比较；名称里的门槛（限额以上、规模以上）。
依据    《中华人民共和国民法典》第一千二百五十九条关于“以上”“以下”“超过”的解释。
*/
SELECT s.id AS anchor,
       s.indicator AS indicator,
       s.phrase AS phrase
FROM statement AS s
WHERE s.hedged AND s.is_number
