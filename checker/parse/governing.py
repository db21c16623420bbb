"""Which verb governs a figure, and whether that makes an increment, a level or a relation of it."""

from __future__ import annotations

import re
from functools import cache

from checker.parse import lexicon, naming
from checker.parse.naming import Name
from checker.parse.production import UNCOUNTED, Clause
from checker.parse.quantity import Quantity
from checker.parse.said import POINTS, RELATIVE, Said

_HIGHER = re.compile("^[比较与].{1,12}[高多低少]出?$")


_NEW = "新增"
_MOVED = ("增长", "下降", "上升", "提高", "减少", "增加", "下滑", "回落", "回升", "亏损")
_INDEX = 90  # an index of prices whose base is 100 lies above


# -- the verb that governs


def govern(clause: Clause, said: Said) -> None:
    """Note the verb of work that governs the figure, own or carried over."""
    if clause.act is not None:
        if any(v.type in ("R", "UT", "DT") and len(v.text) > 1 for v in clause.verbs):
            return
        if said.kind == "money" and clause.invested:
            return
        tokens = clause.act.tokens
        new = [t for t in tokens if t.has("ADD")]
        said.verb = clause.act.text
        settled = clause.noun is not None and clause.noun.text.endswith(lexicon.listed("settled"))
        made = settled or (clause.act.text.endswith("完成") and _made(clause))
        said.work = "new" if made or (new and (tokens[0].has("ADD") or new[-1] is tokens[-1])) else "work"
        return
    if clause.noun is not None and clause.noun.text.endswith(lexicon.listed("settled")):
        said.work = "new"
        return
    own = _named_new(said.name) if said.kind in ("count", "people") else ""
    if own:
        said.verb, said.work = own, "new"
        return
    source = _governing(clause, said)
    if source is not None:
        said.verb, said.work = source.verb, source.work


def _named_new(name: Name) -> str:
    """新增学位2.8万个，床位2160张: 新增 is part of a known name, and reaches over what is listed next."""
    if name.indicator_id is None or not name.text.startswith(_NEW):
        return ""
    plain = naming.identify(name.text[len(_NEW) :])
    return _NEW if plain == name.indicator_id else ""


def _made(clause: Clause) -> bool:
    """完成农村公路建设150公里, 3个项目落户: what is done or behind the figure says that it is new."""
    return clause.subject_text(whole=False).endswith(("建设", "新建"))


def _governing(clause: Clause, said: Said) -> Said | None:
    """Which earlier statement's verb reaches over to this figure."""
    figure, total, last = said.figure, clause.carry.total, clause.carry.last
    if clause.verbs or figure is None:
        return None
    if clause.carry.parts and total is not None and total.work and total.kind == figure.kind:
        return total
    if last is None or not last.work or last.figure is None or figure.kind in UNCOUNTED:
        return None
    if clause.carry.parts and last.is_difference and last is not total:
        return None
    separated = any(i.type == "F" for i in clause.items)
    if not separated and (clause.reached or (not clause.head and clause.noun is not None)):
        return None
    written = clause.subject_text(whole=True) + said.name.text
    if (_verb_in_name(written) and not _is_stock(said.name)) or _ends_in_work(
        clause.subject_text(whole=True)
    ):
        return None
    if lexicon.pattern("total").search(written) or _is_rate(said.name) or naming.is_per_unit(written):
        return None
    if figure.kind == "money":
        alike = last.figure.kind == "money" and last.work == "new" and said.name.indicator_id is None
    else:
        counts = {figure.kind, last.figure.kind} <= {"count", "people"}
        listed = separated and last.start >= clause.items[0].start
        alike = counts or listed or figure.kind == last.figure.kind
    return last if alike else None


def _ends_in_work(text: str) -> bool:
    """新增托位310个，农村危房改造260户: a name that says itself what is done hangs on no verb before it."""
    words = lexicon.load().words
    return any(
        "WORK" in words.get(text[-length:], lexicon.NO_READINGS)
        for length in (2, 3)
        if len(text) > length + 1
    )


def _is_stock(name: Name) -> bool:
    """新增企业50家、上市公司23家: 上市公司 are not 上市 this year, the word is their name."""
    indicator = lexicon.load().indicator(name.indicator_id)
    return indicator is not None and indicator.stock_flow == "stock" and name.text == indicator.name


def _is_rate(name: Name) -> bool:
    indicator = lexicon.load().indicator(name.indicator_id)
    return indicator is not None and indicator.measure in ("growth", "share", "rank", "index")


# -- the measure


def measure_of(clause: Clause, said: Said, figure: Quantity) -> str:
    named_index = said.name.text.endswith("指数")
    if named_index and (figure.kind == "bare" or (figure.kind in POINTS and "百分" not in figure.unit)):
        return "index"
    told = figure.unit == "%" and figure.vague is None
    if named_index and told and not clause.moves and figure.number() >= _INDEX:
        return "index"  # 居民消费价格指数101.7%
    if figure.kind in POINTS:
        return "points"
    if figure.kind in ("multiple", "rank"):
        return figure.kind
    if clause.moves and figure.unit in ("位", "个位次", "位次"):
        return "rank"
    if figure.kind in RELATIVE or figure.vague == "digits":
        return _relative_measure(clause, said, figure)
    total = clause.carry.total
    if (
        clause.carry.parts
        and total is not None
        and total.measure == "increment"
        and total.kind == figure.kind
    ):
        return "increment" if not clause.verbs and not said.work else _by_verb(said, figure)
    added = clause.carry.subject is not None and clause.carry.subject.measure == "increment"
    if said.carried and added and clause.reached and said.comparator == "eq":
        return "level"
    if said.carried and clause.subject_text(whole=True) in lexicon.words_of("total"):
        return "level"  # 新增上市企业2家，总数18家
    if _HIGHER.search(clause.subject_text(whole=True)) and said.carried:
        said.falling = clause.subject_text(whole=True).removesuffix("出")[-1] in "低少"
        return "increment"
    flow = said.carried and said.measure == "increment" and said.comparator not in ("gt", "ge")
    if flow or (clause.moves and not clause.turns):
        return "increment"
    return "level" if clause.turns or _stock_reached(clause, said) else _by_verb(said, figure)


def measure_alone(said: Said, figure: Quantity) -> str:
    """Return what a figure without a verb measures of a name: 城镇新增就业：柳溪县0.6万人."""
    if figure.kind in POINTS:
        return "points"
    if figure.kind not in RELATIVE:
        return _by_verb(said, figure)
    indicator = lexicon.load().indicator(said.name.indicator_id)
    return "growth" if said.name.tail or (indicator and indicator.measure == "growth") else "share"


def _stock_reached(clause: Clause, said: Said) -> bool:
    """上市企业达84家: a stock named by a verb that adds is a stock where it reaches a figure."""
    indicator = lexicon.load().indicator(said.name.indicator_id)
    stock = indicator is not None and indicator.stock_flow == "stock" and indicator.measure == "level"
    return stock and clause.reached and not said.work and "新" not in said.name.text


def _by_verb(said: Said, figure: Quantity) -> str:
    """Increment or level, by the verb that governs or that the name begins with."""
    text = said.name.text
    indicator = lexicon.load().indicator(said.name.indicator_id)
    stock = indicator is not None and indicator.stock_flow == "stock"
    if stock and text.startswith("新增") and said.reached and naming.identify(text):
        return "level"  # 新增劳动力平均受教育年限达14.2年: 新增 is part of its name
    if (
        text.endswith(("增收", "增产"))
        or lexicon.pattern("new-name").match(text)
        or re.search("新增[^增]{1,8}$", text)
    ):
        return "increment"
    if indicator is not None and indicator.measure == "increment":
        return "increment"
    if said.work:
        return "increment" if said.work == "new" else "level"
    own = _verb_in_name(text) if figure.kind != "money" and not _is_stock(said.name) else ""
    if own:
        return "increment" if own == "new" else "level"
    return (
        indicator.measure
        if indicator is not None and indicator.measure in ("increment", "index")
        else "level"
    )


def _verb_in_name(text: str) -> str:
    """The class of the verb an indicator's written name begins with (新建高标准农田)."""
    words = lexicon.load().words
    for length in (5, 4, 3, 2):
        kinds = words.get(text[:length], lexicon.NO_READINGS).keys()
        if length > 3 and "WORD" in kinds and text.startswith("建设"):
            return ""  # 建设里程85公里: a word of its own, no verb and what it adds
        if len(text) > length and kinds & {"ADD", "WORK"}:
            return "new" if "ADD" in kinds else "work"
    return ""


def counts_some(clause: Clause, figure: Quantity) -> bool:
    """近四成企业产值下降: how many of them it is true of, not by how much."""
    if clause.noun is None or clause.head or clause.verbs or not clause.noun.text.endswith(_MOVED):
        return False
    return figure.unit == "成" or figure.kind in ("tenths", "half", "fraction")


def _relative_measure(clause: Clause, said: Said, figure: Quantity) -> str:
    if any(v.text.startswith("恢复") for v in clause.verbs):
        return "share"
    if counts_some(clause, figure):
        return "share"
    if said.name.tail == "fall":
        said.falling = True
    if said.name.tail or clause.moves or figure.vague == "digits":
        return "growth"
    if said.carried and said.measure == "growth":
        return "growth"
    if any(word.text.endswith("同比") and word.end == figure.start for word in clause.shape.modifiers):
        return "growth"  # 同比11.4%
    indicator = lexicon.load().indicator(said.name.indicator_id)
    return "growth" if indicator is not None and indicator.measure == "growth" else "share"


@cache
def directions() -> frozenset[str]:
    return frozenset((*lexicon.words_of("below"), *lexicon.words_of("beyond")))


def directed(named: Name) -> tuple[str, Name | None]:
    """Which way a subject went, and its name: 比上年的5.5%低0.5个百分点, 税收比上年增速高2个百分点."""
    word = lexicon.end_of(named.text, "below", "beyond")
    rest = naming.name_of(named.text.removesuffix(word)) if word else named
    if not word or (rest.text and not rest.tail):
        return "", named
    return word, rest if rest.text else None
