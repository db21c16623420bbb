"""``changed``, ``compared`` and ``stated``: baselines, relations, ranks and states without a figure."""

from __future__ import annotations

import re
from dataclasses import replace

from checker.parse import coordinated, kin, lexicon, naming
from checker.parse.items import Item
from checker.parse.measured import SECTORS, counted, drop_scope, structure
from checker.parse.naming import Name
from checker.parse.production import Clause, Value
from checker.parse.quantity import Quantity
from checker.parse.said import POINTS, RELATIVE, Said
from checker.parse.scanner import Token

_STATES = {
    "SYNC": ("synced", "growth"), "DELEG": ("delegated", "qualitative"), "FLAT": ("flat", "qualitative"),
    "POS": ("positive", "qualitative"), "RANKN": ("none", "rank"), "COVER": ("eq", "share"),
    "ZERO": ("eq", "level"), "NONE": ("none", "qualitative"),
}  # fmt: skip
_PLACE = re.compile(r"(第|前|后|倒数?第?|(?=\d+强))([零一二两三四五六七八九十百]+|\d+)(位|名|强)?|首位")
_HANDED_LIST = re.compile("(?:下达|确定|分解|规定|要求)的(.{2,60}?)等?(?:目标任务|目标|任务|指标|计划)")
_HANDED_DOWN = re.compile("(?:下达|分解|核定|批准|考核).*(?:目标|任务|指标|要求|计划)")
_RANKED_AT = re.compile(
    "(?:稳|位|均|继续|保持)*(?:居|处于|走在|列|进入|跻身|保持在?)于?(?:全[国省市区县州球]|世界|国内|省内|市内|同类)?(?:[^，、]{2,8}(?:城市|地区|机场|港口|县域|行业))?$"
)
_BRACKET = re.compile("（[^（）]*）")
_MOVED = re.compile("(?:排名|位次|排位)?[由从在]")
_MANNERS = ("POS", "FLAT", "NONE")
_CARRIED_STATES = ("FLAT", "POS", "SYNC", "RANKN")
_AMONG = re.compile("[市县区州省盟旗位家]中$|^(?:在|全[国省市])*\\d+个[^，]{0,4}[市县区州]$")
# 主要是企业利润低于预期: why something else is as it is.
_EXPLAINS = re.compile("主要(?:是|系|为|由于|因|受)|(?:主要)?原因是")
_DENIED = re.compile("(?:没有?|未能?|尚未|并未|不及时?)$")
_FALLING = re.compile("减少|下降|降低")


def _own_name(clause: Clause) -> Name:
    name = naming.name_of(clause.subject_text(whole=True))
    return Name("") if name.text in lexicon.words_of("light-verb") else name


def _with_subject(clause: Clause, said: Said) -> list[Said]:
    """Give a statement without a name the subject carried over; without one it says nothing."""
    subject = clause.carry.subject or clause.carry.last or clause.carry.earlier
    if not said.name.text and subject is not None:
        said.name, said.scope, said.carried = subject.name, said.scope or subject.scope, True
    return [said] if said.name.text else []


# -- changed


def changed(clause: Clause) -> list[Said]:
    """从143个增至178个: where it stood, and where it stands; of a list each of its own."""
    name, subject = _own_name(clause), clause.carry.subject
    if subject is not None and name.text in lexicon.words_of("generic-count"):
        name = counted(subject, name)
    if not name.text and subject is not None:
        name = subject.name
    if not name.text and clause.noun is not None:
        name = naming.name_of(naming.noun_behind(clause.noun.text))
    if not name.text:
        return []
    before, after = clause.fact.base, clause.fact.values
    if clause.fact.move is not None and len(before) == 1 and not after:
        return _directed(clause, _from_to(clause, name, before[0], before[0])[:1])
    if len(before) != len(after):
        return []  # 从5%、7%提高到9%: which of them it rose from cannot be told
    text = clause.subject_text(whole=True)
    names = coordinated.split_names(text, len(after)) if len(after) > 1 else None
    if len(after) == len(SECTORS) and "产业结构" in text:
        names = [f"{sector}比重" for sector in SECTORS]
    if len(after) > 1 and names is None:
        # 由1.3万户4.9万人减至887户1472人: each count from its own.
        kinds = [[clause.figure(value).unit for value in values] for values in (before, after)]
        if kinds[0] != kinds[1] or len(set(kinds[0])) < len(after):
            return []
        names = [""] * len(after)
    pairs = zip(names or [""], before, after, strict=True)
    said = [s for own, *pair in pairs for s in _from_to(clause, naming.name_of(own) if own else name, *pair)]
    return _directed(clause, said)


def _directed(clause: Clause, said: list[Said]) -> list[Said]:
    """由上年下降2.7%转为增长5.5%, 由上年下降2.7%转为正增长: growths, each with its own direction."""
    if clause.fact.move is None:
        return said
    fell = clause.items[clause.fact.move].type == "D"
    for one in said:
        kind = one.figure.kind if one.figure is not None else ""
        one.measure = "growth" if kind in RELATIVE else "points" if kind in POINTS else one.measure
        one.falling = fell if one.role == "baseline" else clause.falls
    return said


def _from_to(clause: Clause, name: Name, base: Value, value: Value) -> list[Said]:
    clause.carry.lists += 1
    result: list[Said] = []
    for role, one in (("baseline", base), ("result", value)):
        comparator, figure = clause.comparator(one)
        if role == "baseline" and figure.kind == "bare":
            unit = clause.figure(value)
            if unit.kind == "proportion":
                return []  # 由4七.6:45.7:49.7调整为…: what stood before cannot be read
            figure = replace(figure, unit=unit.unit, scale=figure.scale or unit.scale, kind=unit.kind)
        relative = "growth" if name.tail else "share"
        other = figure.kind if figure.kind in ("multiple", "rank") else "level"
        measure = relative if figure.kind in RELATIVE else "rank" if figure.unit == "位" else other
        said = Said(
            name, clause.start, clause.end, measure, comparator, figure,
            reached=True, role=role, spread=clause.carry.lists, scope=clause.scope(),
        )  # fmt: skip
        drop_scope(said)
        if figure.kind == "proportion" and len(figure.parts) >= 3:
            result.extend(replace(part, role=role) for part in structure(clause, said))
        else:
            result.append(said)
    return result


# -- compared


def compared(clause: Clause) -> list[Said]:
    """快于规上工业1.3个百分点, 不高于上年: related to another indicator, region or year."""
    assert clause.fact.compare is not None
    word = clause.items[clause.fact.compare]
    reference = clause.items[clause.fact.reference].text if clause.fact.reference is not None else ""
    written = clause.subject_text(whole=True)
    if not clause.fact.values and (_EXPLAINS.match(written) or _DENIED.search(written)):
        return []  # 没有跑赢经济增长: what did not come about is no relation
    direction, _, beside = word.attr.partition("|")
    falling = direction in ("lt", "le")
    if len(clause.fact.values) > 1:
        return _compared_list(clause, word, reference, falling)
    figure = clause.figure(clause.fact.values[0]) if clause.fact.values else None
    if figure is None and _HANDED_DOWN.search(reference):
        handed = Said(
            _own_name(clause), clause.start, clause.end, "qualitative", "delegated", reference=reference
        )
        return _with_subject(clause, handed)
    name, subject = _own_name(clause), clause.carry.subject
    if figure is not None and subject is not None:
        name = kin.of_residents(clause, subject, name) or name  # 其中农村居民增速快于城镇居民1.8个百分点
    said = Said(
        name, clause.start, clause.end, _compared_measure(figure), "compare", figure,
        reference=beside or f"{word.text}{reference}", falling=falling,
    )  # fmt: skip
    names = _several(clause.subject_text(whole=True), said.name) if figure is None else []
    return [replace(said, name=name) for name in names] or _with_subject(clause, said)


def _several(text: str, whole: Name) -> list[Name]:
    """文化产业、旅游产业增加值增速均高于…: the names a relation or a state is said of, each by itself."""
    if whole.indicator_id:
        return []
    text = _BRACKET.sub("", text if whole.tail else whole.text)
    lists = (coordinated.split_names(text, count) for count in range(8, 1, -1))
    names = next((n for n in lists if n and all(naming.stands_alone(one) for one in n)), [])
    return [naming.name_of(name) for name in names]


def _compared_measure(figure: Quantity | None) -> str:
    if figure is None:
        return "growth"
    if figure.kind in POINTS:
        return "points"
    if figure.kind == "multiple":
        return "multiple"
    return "share" if figure.kind in RELATIVE else "level"


def _compared_list(clause: Clause, word: Item, reference: str, falling: bool) -> list[Said]:
    """分别高于全国、全省4.0个、2.7个百分点: over several references, or over several names."""
    values = clause.fact.values
    text = clause.subject_text(whole=True)
    change = naming.name_of(text)
    # 降幅分别比…, 比年初目标分别低…: of what was named before.
    if (not text or (change.tail and not change.text)) and len(clause.recent) >= len(values):
        subjects = [one.name.text for one in clause.recent[-len(values) :]]
    else:
        subjects = coordinated.split_names(text, len(values)) or [text] * len(values)
    references = coordinated.split_names(reference, len(values)) or [reference] * len(values)
    clause.carry.lists += 1
    result: list[Said] = []
    for subject, against, value in zip(subjects, references, values, strict=True):
        said = Said(
            naming.name_of(subject), clause.start, clause.end, "points", "compare", clause.figure(value),
            reference=f"{word.text}{against}", falling=falling, role="list", spread=clause.carry.lists,
        )  # fmt: skip
        result.extend(_with_subject(clause, said))
    return result


# -- stated


def stated(clause: Clause) -> list[Said]:
    """States without a figure: ranks, synced, delegated, flat, positive, coverage, zero."""
    assert clause.fact.state is not None
    item = clause.items[clause.fact.state]
    if item.type == "RANK":
        return _ranked(clause, item)
    named = _state_names(clause, item)
    if item.type == "NONE":
        # 固定资产投资稳中提质 stands in the place of its number; 农业生产稳中向好 is the word of a report.
        named = [name for name in named if name.indicator_id]
    if item.type in _MANNERS:
        named = [_no_rank(name) for name in named]
    result = [_state(clause, item, name) for name in named]
    return result or _claim(clause, item)


def _no_rank(name: Name) -> Name:
    """主要经济指标总体平稳 speaks of the things themselves, not of their places in an order."""
    indicator = lexicon.load().indicator(name.indicator_id)
    return replace(name, indicator_id=None) if indicator is not None and indicator.measure == "rank" else name


def _state(clause: Clause, item: Item, name: Name) -> Said:
    comparator, measure = _STATES[item.type]
    said = Said(name, clause.start, clause.end, measure, comparator)
    if comparator in ("synced", "delegated"):
        said.reference = item.attr
        indicator = lexicon.load().indicator(name.indicator_id)
        said.measure = "growth" if name.tail else indicator.measure if indicator is not None else measure
    elif comparator in ("flat", "positive"):
        said.falling = bool(_FALLING.search(item.text))
    if item.type == "ZERO":
        said.figure = Quantity(item.start, item.end, "零", None, "", "", "bare")
        said.measure = "growth" if "增长" in item.text else "increment" if "新增" in item.text else measure
    return said


def _claim(clause: Clause, item: Item) -> list[Said]:
    """完成年度目标 behind a figure: a claim about what was said last."""
    last = clause.carry.last
    if item.type != "DELEG" or last is None or not lexicon.pattern("claim-noun").search(item.text):
        return []
    claim = replace(last, start=clause.start, end=clause.end, measure="qualitative", comparator="none")
    claim.figure, claim.role, claim.carried, claim.reference = None, "claim", True, item.text
    return [claim]


def _state_names(clause: Clause, item: Item) -> list[Name]:
    """Names a state is said of: a list hands it to each, 完成…下达的A、B等任务 names them inside."""
    text = clause.subject_text(whole=True)
    if not text and item.type == "DELEG":
        inside = _HANDED_LIST.search(item.text)
        parts = re.split("、|和|及", re.sub("等[^、]*$", "", inside.group(1))) if inside else []
        named = (naming.name_of(part) for part in parts if len(part) > 1)
        return [name for name in named if name.text]
    if item.type == "RANKN":
        text = _RANKED_AT.sub("", text)
    if not text:
        subject = clause.carry.subject
        return [subject.name] if subject is not None and item.type in _CARRIED_STATES else []
    whole = naming.name_of(text)
    if whole.indicator_id:
        return [whole]
    if several := _several(text, whole):
        return several
    return [whole] if whole.text else []


_PLACED_BY = re.compile("总量|增[速幅]|规模")
_TOTAL = re.compile("(?:总量|规模)$")  # 总量居第六位，增速居第五位: both of the same thing


def _ranked_name(clause: Clause, item: Item) -> Name:
    """总量居第六位，增速居第三位: a place by total or by growth is named with what is placed."""
    text = clause.subject_text(whole=True)
    subject = clause.carry.subject
    if not text and (by := _PLACED_BY.match(item.text)):
        text = by[0]
    name = naming.name_of(text)
    if subject is not None and _AMONG.search(text):
        return Name("")  # 在全省21个地级市中居第7位: among whom, not what
    if subject is None or not (naming.is_generic(text) or (name.tail and not name.text)):
        return _own_name(clause)
    if name.tail and not name.text and subject.name.tail is None and subject.measure == "rank":
        subject = replace(subject, name=Name(_TOTAL.sub("", subject.name.text)))
    heads = lexicon.listed("value-head")
    if text in heads and subject.name.text.endswith(heads) and text not in lexicon.words_of("generic-count"):
        # 工业总产值突破2150亿元、利润居全省第二位: another amount of the same thing.
        stem = max((subject.name.text.removesuffix(head) for head in heads), key=lambda s: -len(s))
        return naming.name_of(stem + text)
    return Name(subject.name.text + text)


def _ranked(clause: Clause, item: Item) -> list[Said]:
    """居全市第2位, 进入前三, 退出后十位: a place in an order."""
    places = list(_PLACE.finditer(item.text))
    tokens = [t for t in item.tokens if t.type in "XQ"] or item.tokens[-1:]
    if len(places) > 1 and not _MOVED.match(item.text):
        return _ranked_in_order(clause, item, places, tokens)
    if len(places) == 2 and len(tokens) == 2:
        clause.carry.lists += 1
        first, second = (
            _rank(clause, item, place, token) for place, token in zip(places, tokens, strict=True)
        )
        for said, role in ((first, "baseline"), (second, "result")):
            said.role, said.spread = role, clause.carry.lists
        return _with_subject(clause, first) + _with_subject(clause, second)
    if not places:
        return []
    said = _rank(clause, item, places[0], tokens[0])
    text = clause.subject_text(whole=True)
    if several := _several(text, naming.name_of(text)):
        # 生产总值、固定资产投资增速居全市第二位: of each by itself.
        by = _PLACED_BY.search(text[-2:])
        clause.carry.lists += 1
        named = (Name(name.canonical + by[0]) if by else name for name in several)
        return [replace(said, name=name, role="list", spread=clause.carry.lists) for name in named]
    if item.text.startswith("均") and len(clause.carry.previous) > 1:
        return _ranked_each(clause, said)
    return _with_subject(clause, said)


def _ranked_in_order(
    clause: Clause, item: Item, places: list[re.Match[str]], tokens: list[Token]
) -> list[Said]:
    """总量居全市第二、第三: a place for each of those named before, in order."""
    text = clause.subject_text(whole=True)
    own = coordinated.split_names(text, len(places)) if text else None
    if own:  # 动力电池、光伏组件产量分别居全国第二、第四位
        named = [Said(naming.name_of(name), clause.start, clause.end, "rank", "eq") for name in own]
    elif text and not _PLACED_BY.fullmatch(text):
        return []
    else:
        named = list({one.name: one for one in clause.recent}.values())[-len(places) :]
    if len(named) < len(places) or len(tokens) != len(places):
        return []  # of what each is cannot be told
    by = None if own else _PLACED_BY.search(text + item.text)
    kind = by[0] if by is not None else ""
    clause.carry.lists += 1
    result: list[Said] = []
    for one, place, token in zip(named, places, tokens, strict=True):
        said = _rank(clause, item, place, token)
        said.name, said.scope, said.carried = (
            Name(one.name.text + kind) if kind else one.name,
            one.scope,
            not own,
        )
        said.role, said.spread = "list", clause.carry.lists
        result.append(said)
    return result


def _ranked_each(clause: Clause, said: Said) -> list[Said]:
    """增速均居全市前三: a place that each of those named before holds."""
    text = clause.subject_text(whole=True)
    kind = text if naming.is_generic(text) or naming.name_of(text).tail else ""
    clause.carry.lists += 1
    spread = clause.carry.lists
    names = dict.fromkeys(one.name.text for one in clause.carry.previous)
    return [replace(said, name=Name(n + kind), carried=True, role="list", spread=spread) for n in names]


def _rank(clause: Clause, item: Item, match: re.Match[str], token: Token) -> Said:
    lead, value, unit = match.group(1) or "", match.group(2) or "首", match.group(3) or ""
    unit = unit or ("位" if value == "首" else "")
    figure = Quantity(token.start, token.end, value, None, "", unit, "rank")
    comparator = "le" if lead == "前" or unit == "强" else "ge" if lead.startswith(("后", "倒")) else "eq"
    return Said(
        _ranked_name(clause, item), clause.start, clause.end, "rank", comparator, figure,
        reached=True, reference=item.attr or None,
    )  # fmt: skip
