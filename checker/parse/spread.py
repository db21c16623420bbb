"""``spread``: values handed out over names (分别), several counts of one noun, one value for several."""

from __future__ import annotations

import re
from dataclasses import replace

from checker.parse import coordinated, naming
from checker.parse.measured import is_completion, measured
from checker.parse.naming import Name
from checker.parse.production import Clause, Value
from checker.parse.said import POINTS, RELATIVE, Said

_SECTORS = re.compile("(?:第?一、?(?:第|次)?二、?(?:第|次)?三|三)次?产业?")


_EACH, _BOTH = ("均", "都", "双双"), 2
_RATE_OF_WORK = re.compile("(?:年度|全年|当年)?(?:投资|资金|计划)?(?:完成|开工|竣工|到位|支付|执行|支出)率")
_KIND = 2  # characters that names of one kind end with alike
# 五年分别增加14平方米和4.2平方米: over how long, of what was named before.
_YEARS = re.compile("[两二三四五]年(?:来|间|内)?")


_WITH = re.compile("[与同和跟]的?")
_BESIDE = re.compile("相比较?|相较|比较")


def handed_out(clause: Clause) -> list[Said]:
    """Return what the values of a list say: in order over the names, or all of one noun."""
    values = list(clause.fact.values)
    respective = clause.fact.spread is not None
    kinds = {clause.figure(v).kind for v in values}
    shared = _shared_bound(clause, values) if respective or kinds == {"money"} else None
    clause.carry.lists += 1
    text = _names_text(clause, values)
    # 分别为26743元、8090元，增长8.8%和9.5%: growths pair up with the names before without a second 分别.
    ratio = is_completion(text)
    # 收入32亿元，支出242亿元，是2015年的1.3倍和1.5倍: as many multiples as names.
    times = kinds == {"multiple"} and not text and clause.noun is None
    paired = respective or ratio or times or (clause.moves and not clause.head and clause.noun is None)
    divided = _over_commas(clause, text) if respective else []
    if divided and len(values) in (1, len(divided)):
        each = values * len(divided) if len(values) == 1 else values
        return _over_names(clause, divided, each, shared)
    if respective and not ratio and text.startswith("占") and len(clause.recent) >= len(values) > 1:
        # 男性23.8万人，女性22.6万人，分别占总人口的51.3%和48.7%
        ending = "" if text.endswith(("比重", "比例")) else "比重"
        parts = [f"{one.name.text}{text}{ending}" for one in clause.recent[-len(values) :]]
        return _over_names(clause, parts, values, shared)
    if respective and _RATE_OF_WORK.fullmatch(text) and _recent_named(clause, len(values)):
        # 省、市重点项目28个和64个，年度投资完成率分别达118%和109%
        return _over_names(
            clause, [one.name.text + text for one in clause.recent[-len(values) :]], values, shared
        )
    if paired and (ratio or not text) and _recent_named(clause, len(values)):
        return _over_recent(clause, values, _shared_bound(clause, values))
    if respective and len(values) == 1:
        return _one_for_all(clause, text, values[0])
    names = _of_verb(clause, len(values)) if respective else None
    if names is None and text:
        names = coordinated.split_names(_without_tail(text), len(values)) or _sectors(text, len(values))
    # 营业收入、利税、利润86亿元、9.2亿元、6.1亿元: as many names as values are pairs without 分别 too.
    if not respective and text.startswith("进出口"):
        names = None  # 进出口总额接连突破800亿元、900亿元: one amount, passed in turn
    if names and (respective or _all_names(names)):
        result = _over_names(clause, names, values, shared)
        for said in result:  # what stands before the verb is in the names
            said.scope = None if respective and clause.act is not None else said.scope
        return result
    return _of_one_noun(clause, values, shared, respective and not names)


def _over_commas(clause: Clause, text: str) -> list[str]:
    """其中交通投资，高新技术产业投资，民间投资均增长12%: names of one kind that commas divide."""
    own = naming.name_of(text).text
    if not clause.carry.listed or len(own) <= _KIND or not (naming.is_amount(own) or naming.identify(own)):
        return []
    alike = all(name.endswith(own[-_KIND:]) or naming.identify(name) for name in clause.carry.listed)
    return [*clause.carry.listed, own] if alike else []


def set_beside(clause: Clause) -> list[Said] | None:
    """与2020年的56%、18%相比: where what was named before stood in another year; None where nothing is.

    As many figures as names are theirs in order; else of what each is cannot be told.
    """
    lead = clause.subject_text(whole=True)
    values = list(clause.fact.values)
    behind = next(
        (i.text for i in clause.items if values and i.start >= clause.items[values[-1][-1]].end), ""
    )
    if not _WITH.fullmatch(lead) or not _BESIDE.match(behind):
        return None
    if len(values) > 1 and not _recent_named(clause, len(values)):
        return []
    subject = clause.carry.subject.name if clause.carry.subject is not None else None
    several = len(values) > 1
    said = _over_recent(clause, values, None) if several else measured(clause, values[0], subject)
    for one in said:
        one.role, one.carried = "baseline", True
    return said


def turned(clauses: list[Clause]) -> list[Said]:
    """出口、进口分别增长5.1%和下降3.2%: in order over the names, each with its own verb."""
    first, count = clauses[0], len(clauses)
    text = _names_text(first, [clause.fact.values[0] for clause in clauses])
    names = coordinated.split_names(_without_tail(text), count) if text else None
    known: list[Name] = []
    if names:
        known = [naming.name_of(name) for name in names]
    elif not text and len(first.recent) >= count:
        known = [one.name for one in first.recent[-count:]]
    if not known:
        return [said for clause in clauses for said in measured(clause, clause.fact.values[0])]
    first.carry.lists += 1
    result: list[Said] = []
    for name, clause in zip(known, clauses, strict=True):
        for said in measured(clause, clause.fact.values[0], name):
            said.name, said.start, said.end = name, first.start, clauses[-1].end
            said.carried = not names
            result.append(said)
    return _listed(first, result)


def _of_verb(clause: Clause, count: int) -> list[str] | None:
    """甲、乙分别新增10家、60家; 生猪、牛、羊出栏分别达到…: names before the verb that governs the values."""
    front, things = clause.nouns_before(), clause.subject_text(whole=False)
    if clause.act is None or not front or (coordinated.may_list(things) and not coordinated.may_list(front)):
        return None  # 换新带动汽车、家电零售额分别增长…: the names stand behind the verb
    if not (clause.fact.after or any(t.has("ADD") or t.has("LIGHT") for t in clause.act.tokens)):
        things = clause.act.text + things
        names = coordinated.split_names(front, count)
    else:
        names = coordinated.split_names(front + things, count)
    return [name if things and name.endswith(things) else name + things for name in names] if names else None


def _all_names(names: list[str]) -> bool:
    """Whether each of a list is a name of its own, of which one at least is known."""
    known = [bool(naming.identify(name)) or naming.is_share(name) for name in names]
    return all(known) or (any(known) and all(len(name) > 1 for name in names))


def _sectors(text: str, count: int) -> list[str] | None:
    """三次产业占地区生产总值比重分别为…: one after the other, as many as there are."""
    match = _SECTORS.match(text)
    return [f"第{ordinal}产业{text[match.end() :]}" for ordinal in "一二三"] if match and count == 3 else None


def _without_tail(text: str) -> str:
    # A shared 增速 stays, for it is given back to each name.
    return text if "增速" in text else naming.name_of(text).text


def _names_text(clause: Clause, values: list[Value]) -> str:
    """Where the names stand: before the figures, behind them, or in the clause before."""
    text = clause.subject_text(whole=clause.figure(values[0]).kind in RELATIVE | POINTS)
    text = "" if _YEARS.fullmatch(text) else text
    if not text and clause.act is not None and all(token.has("LIGHT") for token in clause.act.tokens):
        text = clause.nouns_before()  # 城镇和农村居民人均可支配收入完成2.9万元、1.7万元
    named = naming.name_of(text)
    if named.tail and not named.text and _recent_named(clause, len(values)):
        return ""  # 降幅分别为…: of what was named before
    if text or clause.fact.spread is None:
        return text
    if clause.noun is not None:
        return naming.noun_behind(clause.noun.text)
    subject = clause.carry.subject
    return "" if _recent_named(clause, len(values)) or subject is None else subject.name.text


def _recent_named(clause: Clause, count: int) -> bool:
    """Whether the clauses before named as many as there are values, and no places stand here to take them."""
    return len(clause.recent) >= count > 1 and clause.carry.among != count


def _listed(clause: Clause, said: list[Said]) -> list[Said]:
    for one in said:
        one.spread, one.role = clause.carry.lists, one.role or "list"
    return said


def _over_names(clause: Clause, names: list[str], values: list[Value], shared: str | None) -> list[Said]:
    pairs = zip(names, values, strict=True)
    return _listed(clause, [s for n, v in pairs for s in measured(clause, v, naming.name_of(n), shared)])


def _over_recent(clause: Clause, values: list[Value], shared: str | None) -> list[Said]:
    """…收入480亿元、利润26亿元，分别增长8.8%、12.1%: over what the clause before named, in order."""
    result: list[Said] = []
    tail = naming.name_of(clause.subject_text(whole=True)).tail
    for subject, value in zip(clause.recent[-len(values) :], values, strict=True):
        name = subject.name
        if clause.moves and subject.work == "new" and subject.verb and not name.text.startswith(subject.verb):
            name = Name(subject.verb + name.text, None)
        for said in measured(clause, value, replace(name, tail=tail or name.tail), shared):
            said.name, said.carried = replace(name, tail=said.name.tail or name.tail), True
            if not clause.moves and not clause.verbs and _alike(said, subject):
                said.measure, said.falling = subject.measure, subject.falling
            result.append(said)
    return _listed(clause, result)


def _alike(said: Said, other: Said) -> bool:
    return said.figure is not None and other.figure is not None and said.figure.kind == other.figure.kind


def _one_for_all(clause: Clause, text: str, value: Value) -> list[Said]:
    """城镇居民和农民收入分别增长10%: one value for all the names."""
    for count in (4, 3, 2):
        names = coordinated.split_names(naming.name_of(text).text, count)
        if names:
            return _listed(clause, [s for n in names for s in measured(clause, value, naming.name_of(n))])
    alike = _each_of_recent(clause) if not clause.head and clause.noun is None else []
    if alike:
        named = [replace(one.name, tail=None) for one in alike]
        said = [s for name in named for s in measured(clause, value, name)]
        for one in said:
            one.carried = True
        return _listed(clause, said)
    return measured(clause, value)


def _each_of_recent(clause: Clause) -> list[Said]:
    """接待游客1150万人次，旅游收入98亿元，均增长12%: each of the two that the sentence named, and no more."""
    word = clause.items[clause.fact.spread].text if clause.fact.spread is not None else ""
    told = list({one.name: one for one in clause.recent}.values())
    both = [one for one in told if one.measure in ("level", "increment") and not one.scope]
    return both if clause.moves and word.startswith(_EACH) and len(told) == len(both) == _BOTH else []


def _of_one_noun(clause: Clause, values: list[Value], shared: str | None, handed: bool) -> list[Said]:
    """Several values of one noun: tiers of a target, or a list over places named before."""
    rates = {clause.figure(value).kind for value in values} <= RELATIVE
    plain = all(clause.comparator(value)[0] == "eq" for value in values)
    if rates and plain and clause.moves and not clause.head and clause.noun is None:
        return []  # 增长88%、108%和168%: of what each is cannot be told
    result: list[Said] = []
    for ordinal, value in enumerate(values):
        for said in measured(clause, value, None, _own_or(shared, clause, value)):
            if result and not clause.head and not clause.noun:
                said.name = result[0].name
            if result and clause.bounds(value, "B") and _stands_beside(said, result[0]):
                said.measure, said.work, said.verb = "level", "", ""  # 净增41户、突破500户
                if not _alike(said, result[0]):  # 年均增长5%、迈上3万亿元台阶: what it stands at is no tier
                    said.reached = True
                    result.append(said)
                    continue
            said.spread, said.role = clause.carry.lists, said.role or ("list" if handed else "tier")
            said.place = ordinal if handed else None
            result.append(said)
            clause.carry.last = said
    return result


def _stands_beside(said: Said, first: Said) -> bool:
    """Whether a bound behind an increment or a growth says where the thing itself stands."""
    amount = said.figure is not None and said.figure.kind not in RELATIVE | POINTS | {"multiple"}
    return first.measure == "increment" or (first.measure == "growth" and amount)


def _own_or(shared: str | None, clause: Clause, value: Value) -> str | None:
    own = clause.bounds(value, "B") or clause.bounds(value, "P")
    return None if own else shared


def _shared_bound(clause: Clause, values: list[Value]) -> str | None:
    """A bound behind the last value of a list covers all of it, where no other has its own."""
    own = [clause.comparator(v)[0] for v in values]
    if clause.bounds(values[-1], "P") and all(c == "eq" for c in own[:-1]):
        return own[-1]
    if clause.bounds(values[0], "B") and all(c == "eq" for c in own[1:]):
        return own[0]
    return None
