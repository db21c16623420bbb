"""Parsed productions of one clause → what is said of which indicator, without period and place.

Everything here is local to a sentence: what a clause leaves out (subject, verb, total) is taken from
what the clauses before it left behind in :class:`~checker.parse.said.Carry`.
"""

from __future__ import annotations

from dataclasses import replace

from checker.parse import lexicon, naming, related, spread
from checker.parse.grammar import Fact
from checker.parse.items import Item, Shape
from checker.parse.measured import measured
from checker.parse.production import Clause, figure_index
from checker.parse.said import Carry, Facts, Said

_RECENT = 8  # names that a 分别 in a later clause can still reach
_LONGEST_ITEM_NUMBER = 2  # digits
_SECTORS = ("primary_va", "secondary_va", "service_va")
_YIELD = "产量"
_NOUN = 2  # characters of the noun that whole and part share
_IN_ALL = ("总收入", "总支出", "收入总", "支出总", "收入合计", "支出合计")
_PER_UNIT = ("人均", "户均", "亩均", "地均", "每", "单位")
_EXTENTS = {"area", "length", "volume", "power", "energy"}
_PARTABLE = ("level", "increment")
_CARRIED = ("level", "increment", "share", "index", "multiple")


def build(shape: Shape, facts: list[Fact], carry: Carry) -> Facts:
    """Turn the productions of one clause into statements, updating what is carried on."""
    result = Facts()
    before, clause = carry.recent, list[Said]()
    if any(m.type == "ofwhich" for m in shape.modifiers):
        carry.divides(carry.previous)
    beyond = 0  # the first production that is not yet used
    for index, fact in enumerate(facts):
        if index < beyond:
            continue
        following = facts[index + 1] if index + 1 < len(facts) else None
        if _is_subject_count(shape, fact, following) and not _is_one_of_several(shape, following, carry):
            result.subject_counts.extend(shape.items[figure_index(shape, value)] for value in fact.values)
            if (done := _of_these(shape, fact, following) or _of_counted(shape, fact, following)) is not None:
                carry.subject = done
            continue
        # 收入达到23292元和7750元、分别增长8.8%和10%: the names may stand in this very clause.
        recent = before + clause
        piece = Clause(shape, fact, carry, recent)
        if _is_item_number(piece):
            result.item_numbers.append(shape.items[figure_index(shape, fact.values[0])])
            continue
        turns = [Clause(shape, further, carry, recent) for further in _turns(facts[index:])]
        beyond = index + 1 + len(turns)
        for said in spread.turned([piece, *turns]) if turns else _said(piece):
            if _is_part(said, carry):
                said.role = "part"
                _is_no_total(said, carry.total)
                _of_its_whole(said, carry.total)
                _of_its_yield(said, carry.total)
            _is_own_level(said, recent)
            result.said.append(said)
            carry.last = said
            if _takes_over(said, piece, carry):
                carry.subject = said
            if not said.carried and said.role != "baseline":
                clause.append(said)
    carry.listed = []
    carry.recent = (before + clause)[-_RECENT:]
    carry.previous = clause or carry.previous
    return result


def _takes_over(said: Said, clause: Clause, carry: Carry) -> bool:
    """Whether what follows speaks of this: of a name of its own, not of how the one carried over changed."""
    if not said.carried:
        return True
    if clause.moves:
        return False
    if said.measure == "growth":  # 规上工业企业612户，增加值增速7.2%
        return carry.subject is not None and said.name != carry.subject.name and bool(said.name.indicator_id)
    return said.measure in _CARRIED


def _is_item_number(clause: Clause) -> bool:
    """1 经济平稳运行: a small bare number at the head of a line counts nothing."""
    fact = clause.fact
    if fact.production != "measured" or len(fact.values) != 1 or fact.noun is None:
        return False
    figure = clause.figure(fact.values[0])
    return (
        clause.start == figure.start == 0
        and figure.kind == "bare"
        and not (figure.unit or figure.scale or figure.vague)
        and figure.value.isdigit()
        and len(figure.value) <= _LONGEST_ITEM_NUMBER
    )


def _said(clause: Clause) -> list[Said]:
    fact = clause.fact
    if fact.production == "compared":
        return related.compared(clause)
    if fact.production == "stated":
        return related.stated(clause)
    if fact.production == "changed":
        return related.changed(clause)
    if fact.production in ("measured", "spread") and (beside := spread.set_beside(clause)) is not None:
        return beside
    if fact.production == "spread" or len(fact.values) > 1:
        return spread.handed_out(clause)
    return measured(clause, fact.values[0])


def _turns(facts: list[Fact]) -> list[Fact]:
    """分别增长5.1%和下降3.2%: further changes of the list that the first production begins."""
    first = facts[0]
    if first.production != "spread" or len(first.values) != 1 or not first.verb:
        return []
    alone = (f.production == "measured" and f.verb and len(f.values) == 1 and not f.head for f in facts[1:])
    count = next((k for k, fits in enumerate(alone) if not fits), len(facts) - 1)
    return facts[1 : 1 + count]


def _is_part(said: Said, carry: Carry) -> bool:
    if not carry.parts or said.figure is None or said.role is not None or said.measure not in _PARTABLE:
        return False
    if said.name.canonical.startswith(_PER_UNIT) or _is_of_another_sort(said, carry.total):
        return False  # 总产值480亿元，其中电子产业百亿元，亩均税收18万元
    if said.name.text.startswith(_IN_ALL):
        carry.parts = False  # 其中：税收5.9亿元，…，总收入合计37.8亿元: all together is no part
        return False
    if carry.total is not None and _is_account_apart(said, carry.total):
        carry.parts = False  # …，其中税收25.8亿元，社会消费品零售总额206.6亿元
        return False
    if (whole := _of_own_unit(said, carry)) is not None:
        carry.total = whole
        if said.carried:
            said.name, said.verb, said.work = whole.name, whole.verb, whole.work
        return True
    # 引进项目48个、合同资金136亿元，其中…12个: of what the clause before named, that of the same kind.
    for total in (carry.total, *reversed(carry.totals)):
        if total is None or total.figure is None or total.measure not in _PARTABLE:
            continue
        if total.figure.kind == said.figure.kind:
            carry.total = total
            return True
    if _ends_parts(said, carry.total):
        carry.parts = False  # 灌溉面积5800亩，其中：…，防渗渠道8公里，…: works of another kind are no parts
        return False
    # 查处案件412件，罚没款586万元；其中食品类案件168件: what the sentence counted by that very noun.
    for total in reversed(carry.wholes):
        same = total.figure is not None and total.figure.unit == said.figure.unit
        if same and total.role is None and total.measure in _PARTABLE and _of_one_noun(total, said):
            carry.total = total
            return True
    return False


def _is_of_another_sort(said: Said, total: Said | None) -> bool:
    """移动电话用户287.6万户，其中5G用户162.3万户，5G基站4216个: stations are no users."""
    units = [one.figure.unit if one is not None and one.figure is not None else "" for one in (total, said)]
    known = said.name.indicator_id is not None and not said.carried and not said.name.text.endswith("户")
    return known and units in (["户", "个"], ["户", "座"])


def _is_account_apart(said: Said, total: Said) -> bool:
    """Whether what is named is a whole of its own, as 社会消费品零售总额 is beside 一般公共预算收入."""
    name, whole = said.name.canonical, total.name.canonical
    if said.carried or said.scope or name == whole:
        return False
    return lexicon.words_of("account") >= {name, whole}


def _of_own_unit(said: Said, carry: Carry) -> Said | None:
    """改造小区86个，惠及2.6万户，其中城区52个: of the one counted in that unit."""
    last, unit = carry.total, said.figure.unit if said.figure is not None else ""
    if last is None or last.figure is None or last.kind != said.kind or last.figure.unit == unit:
        return None
    alike = [
        whole for whole in carry.wholes
        if whole.figure is not None and whole.figure.unit == unit and whole.measure in _PARTABLE
        and whole.role is None and not whole.is_difference
    ]  # fmt: skip
    return alike[0] if len(alike) == 1 else None


def _ends_parts(said: Said, total: Said | None) -> bool:
    """Whether a figure behind parts of an area, a length or the like is of something else altogether."""
    kind = total.figure.kind if total is not None and total.figure is not None else ""
    other = said.figure.kind if said.figure is not None else ""
    return kind in _EXTENTS and other in _EXTENTS | {"people"} and bool(said.work) and not said.carried


def _is_no_total(part: Said, total: Said | None) -> None:
    """农林牧渔业总产值55亿元，其中农业总产值30亿元: by another name it is no total of its own."""
    if total is None or part.carried or part.scope or part.name.indicator_id is None:
        return
    if part.name.indicator_id == total.name.indicator_id and part.name.text != total.name.text:
        part.name = replace(part.name, indicator_id=None)


def _is_own_level(said: Said, recent: list[Said]) -> None:
    """公共财政收入14亿元，地方公共财政收入8亿元: told beside it, the one is a part of the other."""
    name, figure = said.name, said.figure
    if name.indicator_id is None or said.carried or figure is None or not name.text.startswith("地方"):
        return
    for other in recent:
        same = other.name.indicator_id == name.indicator_id and other.measure == said.measure
        whole = other.name.text == name.text.removeprefix("地方") and other.figure is not None
        if same and whole and other.figure != figure and other.kind == said.kind:
            said.name = replace(name, indicator_id=None)


def _of_its_whole(part: Said, total: Said | None) -> None:
    """民营经济增加值90亿元，其中第一产业增加值20亿元: of that economy, not of the region's product."""
    if part.name.indicator_id not in _SECTORS or part.scope or total is None or total.scope:
        return
    whole = total.name.canonical.removesuffix("增加值")
    if total.name.indicator_id != "gdp" and whole != total.name.canonical and total.name != part.name:
        part.scope = whole


def _of_its_yield(part: Said, total: Said | None) -> None:
    """粮食产量19.6万吨，其中秋粮14.3万吨: of the autumn grain it is the yield, where that has a name."""
    if part.name.indicator_id or total is None or not total.name.canonical.endswith(_YIELD):
        return
    named = naming.name_of(part.name.text + _YIELD)
    part.name = named if named.indicator_id else part.name


def _of_one_noun(total: Said, part: Said) -> bool:
    name, own = total.name.text, part.indicator
    return len(own) > _NOUN and own != name and own[-_NOUN:] == name[-_NOUN:]


def _is_subject_count(shape: Shape, fact: Fact, following: Fact | None) -> bool:
    """156家重点企业实现税收6.4亿元: the count of a subject whose predicate has a figure of its own."""
    if following is None or fact.verb or fact.production != "measured":
        return False
    led = [shape.items[i] for i in fact.head]
    if not all(t.has("LIGHT") for item in led for t in item.tokens):
        return False
    figure = shape.items[figure_index(shape, fact.values[-1])]
    quantity = figure.tokens[0].quantity
    if quantity is None or quantity.kind not in ("count", "people", "bare"):
        return False
    first = next(iter(following.head or following.verb), None)
    state = shape.items[following.state].type if following.state is not None else "RANKN"
    states = following.values or state != "RANKN" or following.reference is not None
    if first is None or not states:
        return False
    last = shape.items[fact.noun] if fact.noun is not None else figure
    if _separated(shape, last, shape.items[first]):
        return False
    # A figure right before the next subject's noun counts that noun (12条重点产业链增加值增速…).
    return fact.noun is not None or shape.items[first].type == "N"


def _of_these(shape: Shape, fact: Fact, following: Fact | None) -> Said | None:
    """65件民生实事已完成26件: how many of those counted are done, which the verb alone does not name."""
    if following is None or fact.noun is None or following.noun is not None or not following.values:
        return None
    head = [shape.items[index] for index in following.head]
    if not head or any(item.text not in lexicon.words_of("light-verb") for item in head):
        return None
    counts = [
        shape.items[figure_index(shape, one.values[-1])].tokens[0].quantity for one in (fact, following)
    ]
    if any(count is None for count in counts) or len({count.unit for count in counts if count}) > 1:
        return None
    name = naming.name_of(naming.noun_behind(shape.items[fact.noun].text))
    return Said(name, 0, 0, "level", "eq") if name.text else None


def _of_counted(shape: Shape, fact: Fact, following: Fact | None) -> Said | None:
    """2.3万脱贫人口人均纯收入由1.05万元提高到1.83万元: of theirs, not of what was told before."""
    if following is None or following.production != "changed" or following.head or fact.noun is None:
        return None
    name = naming.name_of(shape.items[fact.noun].text.removeprefix("的"))
    amount = name.indicator_id or naming.is_amount(name.text) or naming.is_share(name.text)
    return Said(name if amount else naming.Name(""), 0, 0, "level", "eq")


def _is_one_of_several(shape: Shape, following: Fact | None, carry: Carry) -> bool:
    """35个行业大类中，27个行业实现增长: of those just counted, how many did."""
    if not carry.out_of or following is None or following.state is None or not following.head:
        return False
    named, noun = carry.subject, shape.items[following.head[0]].text
    state = shape.items[following.state].type
    return state in ("POS", "FLAT", "NONE") and named is not None and noun[:_NOUN] in named.name.text


def _separated(shape: Shape, last: Item, first: Item) -> bool:
    return any(i.type in ("F", "V") for i in shape.items if last.end <= i.start < first.start)
