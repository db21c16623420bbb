"""``measured``: an indicator and its value, of the clause's own name or of the subject carried over."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from checker.parse import coordinated, kin, lexicon, naming
from checker.parse.governing import counts_some, directed, directions, govern, measure_of
from checker.parse.naming import Name
from checker.parse.production import Clause, Value
from checker.parse.quantity import Quantity
from checker.parse.said import POINTS, RELATIVE, Said
from checker.parse.sums import name_of_sum

_NEW = re.compile("^新(?:登记|增|设立?|注册)")  # 新登记经营主体3万户，总量达20万户: of all of them
_AMOUNTS = frozenset(("money", "mass", "area", "length", "energy", "power", "volume"))
SECTORS = ("第一产业", "第二产业", "第三产业")
_NEARLY = 3  # two figures that come so near to 100 were meant as shares: 62.4:38.6
_SECTOR = re.compile("第?[一二三]产业?|农业|工业|制造业|采矿业|建筑业|服务业|房地产业")
# 民营经济三次产业结构, 从业人员三次产业构成: of what the sectors are parts, if not of the product.
_WHOLE_OF_SECTORS = re.compile("([^第一二三、]{2,}?)(?:中的?)?(?:三次产业|一、?二、?三(?:次)?产业|三产)")
_PRODUCT = re.compile("(?:地区|国内)?生产总值|GDP|gdp|增加值|国民经济|经济|产业")
_CONTRIBUTION = re.compile("(?:地区生产总值|生产总值|GDP|gdp|经济|[一-鿿]{2,8})增长的?贡献率")
_AMOUNT_OF_SECTORS = re.compile("投资|税收|用电量|贷款余额|贷款|利用外资|就业")
# Of the part before it.
_EXECUTED = re.compile("(?:总体|预算|综合|平均|支出)?(?:执行率|支出进度|到位率|使用率)")
_AGAINST_GOAL = re.compile(".{0,6}(?:目标|计划|预期)(?:分别)?[高低快慢多少超]")
_NEAR_IT = ("接近", "将近")
_SHORT = re.compile("(?:尚|还|仅)?(?:不足|不到|未到|未达|不及|接近|将近)$")
_NEW_BUILT = ("新建", "新增", "建成", "建设")
_EVENTS = ("场", "场次", "期", "次")  # 城镇新增就业开展招聘38场
_WIDTH = re.compile("收窄|缩小|扩大|加深|收缩")
_LIES_OFF = re.compile("(?P<name>.{3,}?)(?:则|仅|又)?(?P<way>[高低])出?")
_PLANNED = re.compile("(?:年度|年内|全年|当年|今年)?计划(?:完成)?投资额?|(?:年度|当年)投资计划")
_TIMES_OF = re.compile("^(?:是|为|相当于|达到?)")


# 完成省局下达计划的107%: who set it is no part of a name.
_HANDED = re.compile("(?:上级|国家|[省市县区州](?:委|政府|局|厅|级)?)(?:下达|核定|分配|交办)的?")


@cache
def _completion() -> re.Pattern[str]:
    either = lexicon.either
    return re.compile(
        f"(?:占|仅?为|仅?完成|达到?|仅?是|仅|只有)?(?:{_HANDED.pattern})?{either('plan-time')}*{either('plan-noun')}的?$"
    )


def measured(
    clause: Clause, value: Value, name: Name | None = None, comparator: str | None = None
) -> list[Said]:
    """Return what one value says: of ``name``, of the clause's own name, or of the subject carried over."""
    own, figure = clause.comparator(value)
    if (
        figure.kind == "bare"
        and clause.noun is not None
        and clause.noun.text in lexicon.words_of("time-unit")
    ):
        figure, clause.noun = replace(figure, unit=clause.noun.text, kind="time"), None
    named = name or clause.own_name(figure)
    falls = clause.falls
    if named is not None and (apart := _set_apart(clause, figure, named)) is not None:
        return apart
    if figure.kind in POINTS and named is not None:
        direction, named = directed(named)
        falls = falls if not direction else direction in lexicon.words_of("below")
    said = Said(
        named or Name(""), clause.start, clause.end, "level", comparator or own, figure,
        falling=falls, reached=clause.reached, scope=clause.scope(),
    )  # fmt: skip
    govern(clause, said)
    if figure.kind in ("percent", "tenths") and named is not None and _completes(clause, said, named):
        drop_scope(said)
        return [said] if said.name.text else []
    if named is not None and named.text == "经济" and clause.moves and figure.kind == "percent":
        named = said.name = naming.name_of("经济增长")  # 经济年均增长5%
    _find_subject(clause, said, named)
    if clause.carry.subject is not None and named is not None and named.indicator_id is None:
        said.scope = said.scope or kin.house_of(clause.carry.subject, named) or None
        if figure.kind == "percent" and clause.carry.parts and _EXECUTED.fullmatch(named.text):
            named_part = next((one.scope for one in reversed(clause.recent) if one.scope), None)
            said.scope = said.scope or named_part or clause.carry.subject.name.text
    if summed := name_of_sum(clause, figure, carried=said.carried):
        said.name, said.scope = Name(summed), None
    _drop_unfit(said, figure)
    if not said.name.text or _in_a_row(clause, figure):
        return []
    drop_scope(said)
    if figure.kind == "proportion":
        return structure(clause, said)
    said.measure = measure_of(clause, said, figure)
    if counts_some(clause, figure) and clause.noun is not None:
        said.name = Name(clause.noun.text.removeprefix("的"))
    if said.measure == "points" and _narrows_a_fall(clause, said, named):
        said.falling = not said.falling
    return _each_name(clause, said) if figure.kind == "percent" and not said.carried else [said]


def _mixed_against_goal(clause: Clause, figure: Quantity, named: Name) -> bool:
    """比年初目标分别低0.7个和高0.2个百分点: which of those named before each is of cannot be told."""
    if figure.kind not in POINTS | {"count"}:
        return False
    if _AGAINST_GOAL.fullmatch(named.text):
        return True
    goal = any(item.text.endswith("目标") for item in clause.items)
    return named.text in directions() and goal and clause.shape.kinds.count("Q") > 1


def _narrows_a_fall(clause: Clause, said: Said, named: Name | None) -> bool:
    """下降3.2%，降幅收窄1.1个百分点: a fall that narrows is a rise, one that widens is a further fall."""
    told = clause.carry.subject if said.carried else None
    below = told is not None and (told.falling or (told.figure is not None and told.figure.negative))
    falls = (named is not None and named.tail == "fall") or below
    return falls and any(_WIDTH.search(verb.text) for verb in clause.verbs)


def _set_apart(clause: Clause, figure: Quantity, named: Name) -> list[Said] | None:
    """常住人口城镇化率58.6%，户籍人口城镇化率低13.2个百分点: how far a rate lies off the one before."""
    if _mixed_against_goal(clause, figure, named):
        return []
    off = _LIES_OFF.fullmatch(named.text) if figure.kind in POINTS else None
    subject = clause.carry.subject
    if off is None or subject is None:
        return None
    name = naming.name_of(off["name"])
    if not (name.indicator_id or naming.is_share(name.text)):
        return None
    less = off["way"] in lexicon.words_of("below")
    reference = f"{'低' if less else '高'}于{subject.name.canonical}"
    return [
        Said(name, clause.start, clause.end, "points", "compare", figure, reference=reference, falling=less)
    ]


def _drop_unfit(said: Said, figure: Quantity) -> None:
    """节能降碳改造项目200个: an indicator that has no amount is not what is counted; 另12 names nothing."""
    if figure.kind == "bare" and not figure.unit and len(said.name.text) == 1:
        said.name = Name("")
    indicator = lexicon.load().indicator(said.name.indicator_id)
    if indicator is None or figure.kind not in ("count", "people"):
        return
    events = indicator.dimension == "people" and figure.unit in _EVENTS
    if events or indicator.measure == "qualitative" or (indicator.dimension == "money" and not said.carried):
        said.name = Name(said.name.text, None)
    elif said.carried and indicator.dimension in _AMOUNTS:
        said.name = Name("")  # 煤炭产量12亿吨，累计为29个省份保供…: provinces are no coal


def _in_a_row(clause: Clause, figure: Quantity) -> bool:
    """生产总值 1000 1008.5: whether bare numbers stand as in a table without columns; 生产总值 亿元 1000."""
    if figure.kind != "bare" or figure.unit or figure.scale:
        return False
    if clause.subject_text(whole=True).rstrip().endswith(("亿元", "万元")):
        return True
    others = (item.tokens[0].quantity for item in clause.items if item.type == "Q")
    marks = {item.start for item in clause.items if item.text.strip()}  # 9.3、41.0: a sign between
    bare = (other for other in others if other is not None and other.kind == "bare")
    beside = (o for o in bare if 1 in (o.start - figure.end, figure.start - o.end))
    return any(min(figure.end, other.end) not in marks for other in beside)


def drop_scope(said: Said) -> None:
    """青稞播种面积, 反馈问题整改完成率: what is part of the name is not where it is measured."""
    if said.scope and said.name.text != said.scope and said.name.text.startswith(said.scope):
        said.scope = None


def _find_subject(clause: Clause, said: Said, named: Name | None) -> None:
    """Take the subject from earlier clauses where this one names none, or only a part of a name."""
    figure, subject = said.figure, clause.carry.subject
    times = (
        figure is not None and figure.kind == "multiple" and _TIMES_OF.match(clause.subject_text(whole=True))
    )
    if named is None or not named.text or times:
        _carry_subject(clause, said)
        if named is not None and named.tail and said.name.text:
            said.name = replace(said.name, tail=named.tail)
    elif naming.is_per_head(named.text):
        # 参保人数达210万人，人均增加105元: of people there is nothing per head.
        told_of = subject is not None and not (subject.kind == "people" and said.kind == "money")
        said.name = naming.name_of(named.text + subject.name.canonical) if subject and told_of else Name("")
    elif said.scope and named.indicator_id is None and _repeats(said.scope, named.text):
        said.name, said.scope = naming.name_of(said.scope), None  # 固定资产投资完成投资192亿元
    elif said.scope and naming.identify(said.scope + named.text):
        said.name, said.scope = naming.name_of(said.scope + named.text), None  # 第一产业完成增加值
    elif subject is not None and (told := kin.amount_of(subject, named)):
        said.name, said.carried = told, True
    elif subject and figure is not None and (whole := kin.completed(clause, subject, named, figure)):
        said.name = whole
    elif naming.is_generic(named.text) and named.indicator_id is None:
        _carry_head(clause, said)
    elif named.text in lexicon.words_of("remainder"):
        # 收支相抵，结转下年32亿元: of the budget that the sentence before was about.
        of = clause.carry.earlier_total or clause.carry.subject or clause.carry.earlier
        said.scope = said.scope or (of.name.text if of is not None else None)
    elif clause.moves and (amount := _sector_share(clause, said, named) or _divided_amount(clause, named)):
        said.name = replace(naming.name_of(named.text + amount), tail=named.tail)
    elif subject is not None and _CONTRIBUTION.fullmatch(named.text) and _towards(clause, subject):
        # 民营经济增加值增长5.8%，对GDP增长的贡献率为56.5%
        said.name, said.carried = Name(f"{subject.name.text.partition('占')[0]}对{named.text}"), True
    elif subject is not None and "占" in (named.text[0], named.text[-1]):
        _share_of(clause, said, named, subject)


def _share_of(clause: Clause, said: Said, named: Name, subject: Said) -> None:
    """占全市的31.6%: of what was named before; 第一产业占12%: of the whole named before."""
    divided = clause.carry.total if clause.carry.parts and named.text.endswith("占") else None
    of_total = naming.name_of(f"{named.text}{divided.name.canonical}比重") if divided is not None else None
    if of_total is not None and of_total.indicator_id:
        said.name = of_total  # 一般公共预算支出326.8亿元，其中民生支出占八成以上
    elif named.text.endswith("占") and "占" in subject.name.text:
        said.name = naming.name_of(named.text + subject.name.text.partition("占")[2])
    elif named.text.startswith("占"):
        total, whole = clause.carry.total, named.text.removeprefix("占").strip("的比重例")
        before = subject.name.text.partition("占")[0]  # 占地区生产总值27%，占全省比重9%: of the part
        if not whole and clause.carry.parts and total is not None and not clause.carry.open_share:
            whole = total.name.canonical
        ending = "比重" if not named.text.endswith(("比重", "比例")) and whole != named.text[1:] else ""
        said.name = naming.name_of(f"{before}占{whole}{ending}" if ending else before + named.text)
        said.carried = True


def _towards(clause: Clause, subject: Said) -> bool:
    """对GDP增长的贡献率: of what was named before, where that is no place in an order."""
    return subject.measure != "rank" and any(
        m.text.startswith("对") and m.end == clause.start for m in clause.shape.modifiers
    )


def _sector_share(clause: Clause, said: Said, named: Name) -> str:
    """产业结构调整为18.1:35.9:46，第一产业上升2.7个百分点: of its share, where the structure was told."""
    if said.kind not in POINTS or not _SECTOR.fullmatch(named.text):
        return ""
    share = naming.name_of(f"{named.text}比重")
    told = any(one.measure == "share" and one.name == share for one in clause.recent)
    return "比重" if told and share.indicator_id else ""


def _divided_amount(clause: Clause, named: Name) -> str:
    """固定资产投资增长9.7%，其中第一产业增长29.2%: what of a sector, where it is not its added value."""
    carry = clause.carry
    subject = carry.subject or (carry.earlier if carry.divided else None)
    if subject is None:
        return ""
    if carry.divided and named.text.endswith("企业") and not coordinated.may_list(named.text):
        # 分经济类型看，国有控股企业增加值下降9%，股份制企业增长4.3%: of the same amount.
        head = lexicon.end_of(subject.name.text, "value-head")
        return head if subject.name.text.endswith(f"企业{head}") else ""
    if not _SECTOR.fullmatch(named.text):
        return ""
    found = _AMOUNT_OF_SECTORS.search(subject.name.canonical)
    return found[0] if found else ""


def _repeats(whole: str, end: str) -> bool:
    return len(end) < len(whole) and whole.endswith(end) and naming.identify(whole) is not None


def _carry_subject(clause: Clause, said: Said) -> None:
    """A clause without a subject speaks of the last one; growth after an increment is its growth."""
    subject = clause.carry.subject or clause.carry.last
    if subject is None and (said.name.tail or clause.moves):
        subject = clause.carry.earlier
    if subject is None:
        if said.name.tail:
            said.name = Name(clause.subject_text(whole=True), None, said.name.tail)
        elif clause.act is not None and clause.act.text not in lexicon.words_of("light-verb"):
            said.name = naming.name_of(clause.act.text)
        return
    beside = subject.scope and naming.is_generic(subject.name.text) and said.kind != subject.kind
    if beside and clause.act is not None and said.kind in ("count", "people"):
        # 项目86个，总投资300亿元，开工48个: the projects are, not what they cost.
        subject = replace(subject, name=naming.name_of(subject.scope or ""), scope=None, verb="", work="")
    counted = kin.rate_that_moved(clause, said) or kin.counted_alike(clause, said, subject)
    subject = counted or kin.counted_before(clause, said, subject)
    if not subject.end and _of_another_kind(subject, said.figure):
        return  # 新增高标准农田30万亩，任务如下：, then 柳溪县：3亿元
    said.carried = True
    said.scope = said.scope or subject.scope
    subject = kin.what_grows(clause, subject)
    left = subject.verb in lexicon.words_of("away")  # 退出41家，净增27家: of the stock they leave
    if left and subject.name.text.startswith(subject.verb):
        # 退出1260户，净增3860户: the net is of the stock they leave.
        subject = replace(subject, name=naming.name_of(subject.name.text.removeprefix(subject.verb)), verb="")
    # 新增企业5家，增长8%; 转移输出劳动力20万人，增长7%: of a thing without a name of its own, with its verb.
    worked = subject.work == "new" or (
        subject.work == "work"
        and subject.name.indicator_id is None
        and subject.verb not in lexicon.words_of("empty-verb")
    )
    # 企业286家，净增46家，增长19%: the growth is that of the stock, whose difference stands between.
    added = worked and subject.verb and subject.verb not in subject.name.text and not subject.is_difference
    if clause.moves and added:
        said.name = Name(subject.verb + subject.name.text if subject.work == "new" else subject.indicator)
        return
    said.name = _with_verb(clause, subject)
    said.carried = said.name == subject.name or left
    bare = not clause.verbs and not clause.act
    if (
        bare
        and said.figure is not None
        and subject.figure is not None
        and said.figure.kind == subject.figure.kind
    ):
        said.measure, said.falling = subject.measure, subject.falling
        said.work, said.verb = subject.work, subject.verb
    if not said.carried and clause.became:
        said.work, said.verb = "work", clause.became


def _of_another_kind(announced: Said, figure: Quantity | None) -> bool:
    """Whether a figure is an amount of something else than what was announced before it."""
    indicator = lexicon.load().indicator(announced.name.indicator_id)
    if indicator is None or figure is None:
        return False
    counted = {"people": "count"}
    asked, given = (counted.get(kind, kind) for kind in (indicator.dimension, figure.kind))
    return {asked, given} <= _AMOUNTS | {"count"} and asked != given


def _with_verb(clause: Clause, subject: Said) -> Name:
    """生猪存栏39.2万头，出栏54.6万头: another verb on the same noun names another thing."""
    act = clause.act.text if clause.act is not None else ""
    if became := clause.became if clause.act is None and clause.noun is not None else "":
        # 民生实事中，8件已完成，2件正在推进: the same name as 已完成8件 gives
        text = subject.name.text.removesuffix(subject.verb) if _worked_on(subject) else subject.name.text
        return subject.name if became in text else naming.name_of(text + became)
    own = clause.act is not None and any(t.has("WORK") and not t.has("light-verb") for t in clause.act.tokens)
    if clause.act is not None and clause.act.tokens[0].has("ADD"):
        thing = subject.name.text.removesuffix(subject.verb) if subject.work == "work" else ""
        if thing != subject.name.text and naming.identify(thing):
            return naming.name_of(thing)  # 高标准农田改造提升1.8万亩，累计建成48.6万亩
    if clause.act is not None and clause.act.tokens[0].has("ADD") and _worked_on(subject):
        return naming.name_of(subject.name.text.removesuffix(subject.verb) or act)  # 续建37个、新建55个
    if act.endswith("完成") and _PLANNED.fullmatch(subject.name.text):
        return Name("投资")  # 年度计划投资412亿元，实际完成437亿元: what came of the plan
    if not own or act in (subject.verb, "") or act in subject.name.text:
        return subject.name
    known = lexicon.load().indicator(naming.identify(act))
    if known is not None:  # 矿山修复15万亩，植树造林60万亩; 减贫 of households is not of people
        figure = clause.figure(clause.fact.values[0]) if clause.fact.values else None
        fits = figure is not None and figure.kind == known.dimension
        return naming.name_of(act) if fits else Name(act)
    text = subject.name.text
    text = text.removesuffix(subject.verb) if _worked_on(subject) else text
    for verb in _NEW_BUILT:  # 新建高标准农田4万亩、改造提升2.5万亩
        rest = text.removeprefix(verb)
        text = rest if rest != text and naming.identify(rest) == naming.identify(text) else text
    for length in range(len(text), 1, -1):
        if naming.identify(text[:length] + act):
            return naming.name_of(text[:length] + act)
    return Name(text + act, None)


def _worked_on(subject: Said) -> bool:
    """项目86个，开工48个，竣工12个: a name that ends with its clause's verb is not the next one's."""
    ends = bool(subject.verb) and subject.name.text.endswith(subject.verb)
    return ends and subject.name.indicator_id is None


def _carry_head(clause: Clause, said: Said) -> None:
    """总数, 总投资 and the like belong to what was named before them."""
    subject = clause.carry.subject
    if clause.noun is not None and clause.noun.attr == "的":
        return  # 总规模60亿元的引导基金: of what stands behind it
    if subject is None:
        return
    industry = subject.name.text.removesuffix("增加值")
    if said.name.text.endswith("产值") and naming.identify(industry + said.name.text):
        said.name = naming.name_of(industry + said.name.text)  # 规上工业增加值增长6%，总产值增长4.5%
    elif said.name.text in lexicon.words_of("generic-count"):
        whole = (
            kin.SHARE_END.sub("", subject.name.canonical) if subject.measure in ("share", "points") else ""
        )
        if said.kind not in RELATIVE | POINTS and whole and whole != subject.name.canonical:
            said.name = naming.name_of(whole)  # 研发经费投入强度2.31%，总量达到29.7亿元
        else:
            said.name, said.carried = counted(subject, said.name), True
    elif said.scope is None:
        # 项目86个，总投资300亿元，年度计划投资62亿元: both are the projects'.
        beside = subject.scope is not None and naming.is_generic(subject.name.text)
        said.scope = subject.scope if beside else subject.name.text


def counted(subject: Said, total: Name) -> Name:
    """新增企业9家，总数由48家增至57家: what a word like 总数 counts, named before it."""
    base = _NEW.sub("", subject.name.text)
    return subject.name if base.endswith(total.text) else naming.name_of(base + total.text)


def _each_name(clause: Clause, said: Said) -> list[Said]:
    """水质达标率和优良水体比例保持100%: a rate said of several names is said of each."""
    if said.name.indicator_id or "占" in said.name.text or not re.search("[、和与及]", said.name.text):
        return [said]
    for count in (2, 3, 4):
        names = coordinated.split_names(said.name.text, count)
        if names and all(_own_rate(n, said.name.text) for n in names):
            clause.carry.lists += 1
            each = (replace(naming.name_of(n), tail=said.name.tail) for n in names)
            return [replace(said, name=name, role="list", spread=clause.carry.lists) for name in each]
    return [said]


def _own_rate(name: str, text: str) -> bool:
    """Whether a restored name is a rate's: known, written so, or with an end that says enough."""
    ends = lexicon.listed("long-head")
    return bool(naming.identify(name)) or name.endswith(ends) or (naming.is_share(name) and name in text)


def is_completion(text: str) -> bool:
    """Whether a name is nothing but the own plan: 占年度预算的."""
    match = _completion().search(text)
    return match is not None and match.start() == 0


def _completes(clause: Clause, said: Said, named: Name) -> bool:
    """占年度计划的115%, 投资完成率138%: a ratio to the own plan."""
    written = clause.subject_text(whole=True) or named.text
    match = _completion().search(written)
    if match is not None and match[0][0] not in "占为是完达" and match[0][-1] != "的":
        match = _completion().search(named.text)
    if (
        clause.of_goal
        or clause.moves
        or (match is None and not lexicon.pattern("completion-name").search(named.text))
    ):
        return False
    said.measure = "completion"
    if match is not None and re.search("(?:约|近|大约)$", written[: match.start()]):
        said.comparator = "approx"
    if match is not None:
        front = written[: match.start()]
        if front.endswith(("超", "超过", "超出", "超额")):
            # 超任务数的40.5%: by how much it lies above, not what part of it was done.
            front, said.comparator, said.reference = front[: front.rindex("超")], "compare", f"超{match[0]}"
        if (short := _SHORT.search(front)) is not None:
            # 不足全年预算的一成: how little of it was done.
            front, said.comparator = front[: short.start()], "approx" if short[0] in _NEAR_IT else "lt"
        # 固定资产投资完成年计划的102%; of 占调整预算的100% the 占 is no name.
        before = "" if _HANDED.search(match[0]) else clause.nouns_before().removesuffix("占")
        said.name = naming.name_of(front or before)
        if said.scope == said.name.text or _HANDED.search(match[0]):
            said.scope = None
        if not said.name.text and clause.carry.subject is not None:
            said.name, said.carried = clause.carry.subject.name, True
            said.scope = said.scope or clause.carry.subject.scope
    return True


# -- structures


def structure(clause: Clause, said: Said) -> list[Said]:
    """产业结构为a:b:c: one share a part, summing to 100; a ratio of two stays one figure."""
    figure = said.figure
    assert figure is not None
    names = _part_names(said, figure)
    near = abs(sum((Decimal(part) for part in figure.parts), Decimal(-100))) <= _NEARLY
    if len(figure.parts) == 2 and not near:
        said.measure = "level"
        return [said]
    whole = _WHOLE_OF_SECTORS.match(said.name.text)
    if whole is not None and said.scope is None and not _PRODUCT.fullmatch(whole[1]):
        said.scope = whole[1]
    clause.carry.lists += 1
    result = []
    for ordinal, part in enumerate(figure.parts, 1):
        piece = Quantity(figure.start, figure.end, part, None, "", "", "percent")
        name = naming.name_of(names[ordinal - 1]) if names else Name(f"{said.name.canonical}·{ordinal}", None)
        one = replace(said, name=name, figure=piece, measure="share", role="part", spread=clause.carry.lists)
        result.append(one)
    return result


def _part_names(said: Said, figure: Quantity) -> list[str] | None:
    """The parts a structure speaks of: the three industries, else the names listed before it."""
    text = re.sub("(?:结构|比例|之比|比|构成)+$", "", said.name.text)
    if len(figure.parts) == 3 and ("产业" in said.name.canonical or "产" in text[-2:]):
        return [f"{sector}比重" for sector in SECTORS]
    found = coordinated.split_names(text, len(figure.parts))
    return [f"{name}比重" for name in found] if found else None
