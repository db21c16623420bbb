"""Which figures speak of the same thing: the identity of indicators within a region.

Indicators of the lexicon are known by their id. Everything else is known by its normalised noun
phrase, and only where that phrase is specific enough to name one thing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from checker.errors import LexiconError
from checker.model import Statement
from checker.resources import folder, table

_USES = frozenset({"praise", "generic", "action", "whole"})
_NOISE = re.compile(r"[\s“”‘’\"'「」『』《》〈〉()（）【】、,，.。:：;；·\-—―－_]+")
_SHORTEST_SPECIFIC = 2
# 省级财政补助资金: money of some level, but not for what.
_MONEY = re.compile(
    "(?:中央|国家|[省市区县]级?|各级|上级|财政|专项|各类|补助|奖补|补贴|扶持|配套|下达|拨付|到位|落实|投入|资金|经费|款项)+"
)
# 年度计划投资, 支出总量, 上年结转: each budget of a document and each set of projects has its own.
_AMOUNT = re.compile(
    "(?:年度|全年|当年|本年|年初|年末|年终|上年|累计|实际|预计|计划|安排|项目|本级|年|总)*"
    "(?:投资|资金|收入|支出|收支|结转|结余|下年)+(?:计划|任务|规模|完成额|总量|总计|合计|总额|余额|额|数)*"
    "|.{0,6}(?:调入(?:资金)?|上级补助(?:收入)?|(?:债务|债券)转贷(?:收入)?|上解(?:上级)?(?:支出)?"
    "|(?:债务|债券)还本(?:支出)?|转移支付(?:收入|支出)?|税收返还(?:收入)?|稳定调节基金|转移性[收支][入出])"
)
_PER_MU = re.compile("(?<=.)(?:平均)?(?:亩产|单产)(?:量|水平)?$")  # 水稻平均亩产, 水稻单产
_DIGITS = re.compile(r"[0-9零一二三四五六七八九十百千万亿两]+")


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of ``grammar/lexicon/identity.tsv``."""

    praise: tuple[str, ...]  # longest first
    generic: frozenset[str]
    actions: tuple[tuple[str, str], ...]  # verb → canonical verb, longest first
    whole: frozenset[str]
    verbs: frozenset[str]
    leading: tuple[str, ...]  # whole, praise and verbs: what may stand before a name; longest first


@cache
def words() -> Words:
    """Return the word lists.

    Raises:
        LexiconError: a line has another use than the four, or an action without its canonical verb.
    """
    path = folder("grammar") / "lexicon" / "identity.tsv"
    lists: dict[str, list[tuple[str, str]]] = {use: [] for use in _USES}
    for number, cells in table(path):
        word, use, same = (*cells, "", "")[:3]
        if use not in _USES or (use == "action" and not same):
            raise LexiconError(
                f"{path.name}:{number}", f"cannot use “{' '.join(cells)}”", fix="word, use, same"
            )
        lists[use].append((word, same))
    longest_first = {use: sorted(found, key=lambda pair: -len(pair[0])) for use, found in lists.items()}
    return Words(
        praise=tuple(word for word, _ in longest_first["praise"]),
        generic=frozenset(word for word, _ in lists["generic"]),
        actions=tuple(longest_first["action"]),
        whole=frozenset(word for word, _ in lists["whole"]),
        verbs=frozenset(word for word, _ in lists["action"]),
        leading=tuple(
            word
            for word, _ in sorted(
                (*lists["whole"], *lists["praise"], *lists["action"]), key=lambda pair: (-len(pair[0]), pair)
            )
        ),
    )


@lru_cache(maxsize=65536)
def normalise(name: str) -> str:
    """Return an open-vocabulary name without punctuation, leading verb, praise and 'the whole region'.

    >>> normalise("引进首店"), normalise("新建停车泊位")
    ('首店', '停车泊位')
    >>> normalise("知名首店"), normalise("“无废细胞”"), normalise("全区居家养老服务中心总数")
    ('首店', '无废细胞', '居家养老服务中心')
    """
    bare = _NOISE.sub("", name)
    changed = True
    while changed:
        shorter = _stripped(bare)
        changed = bool(shorter) and shorter != bare
        bare = shorter or bare
    return bare or name


def _stripped(name: str) -> str:
    """Return a name without one leading verb, region or praise, or one trailing word of counting."""
    known = words()
    for word in known.leading:
        if name.startswith(word) and len(name) > len(word):
            rest = name.removeprefix(word)
            # 开工面积 and 竣工面积 are two things: the verb tells a general noun apart.
            if word not in known.verbs or rest not in known.generic:
                return rest
    for word in known.praise:
        if name.endswith(word) and len(name) > len(word):
            return name.removesuffix(word)
    return name


def scope(written: str | None) -> str:
    """Return the normalised scope, '' where it is the region as a whole.

    >>> scope("全区"), scope("园区"), scope(None)
    ('', '园区', '')
    """
    bare = _NOISE.sub("", written or "")
    return "" if bare in words().whole else bare


# Of projects a plan says what is to be invested in the year, a report what was: one figure.
_PLANNED = re.compile("(?:年度|当年|年内|全年)(?:计划(?:完成)?投资(?:额|规模)?|投资(?:额|计划)?)")
_INVESTED = re.compile("(.{2,}项目)(?:累计|实际|共|已|合计)*完成(?:年度)?(?:固定资产)?投资额?")


def key(statement: Statement) -> str:
    """Return the identity of a statement's indicator within its region, scope included."""
    invested = _INVESTED.fullmatch(statement.indicator)
    if invested is not None:
        return f"~{normalise(invested[1])}年度投资"
    if statement.scope and statement.scope.endswith("项目") and _PLANNED.fullmatch(statement.indicator):
        return f"~{normalise(statement.scope)}年度投资"
    name = statement.indicator_id or "~" + _PER_MU.sub("亩产", normalise(statement.indicator))
    inside = scope(statement.scope)
    return f"{name}@{inside}" if inside else name


def certain(statement: Statement) -> bool:
    """Say whether the key names one thing only, so that it may be compared beyond its sentence."""
    if statement.indicator_id:
        return True
    name = normalise(statement.indicator)
    if _general_work(name) or _MONEY.fullmatch(name):
        return False
    if len(name) < _SHORTEST_SPECIFIC or name in words().generic:
        return False
    return "等" not in name and not _DIGITS.fullmatch(name)


def of_many(statement: Statement) -> bool:
    """Say whether several budgets or sets of projects of one document may each have a figure of this name.

    >>> of_many(Statement(indicator="年度计划投资")), of_many(Statement(indicator="柑橘产业投资"))
    (True, False)
    """
    return not statement.indicator_id and bool(_AMOUNT.fullmatch(normalise(statement.indicator)))


@lru_cache(maxsize=65536)
def _general_work(name: str) -> bool:
    """Say whether a name is a verb and a general noun (引进项目); areas are told apart by their verb."""
    for verb, _ in words().actions:
        if name.startswith(verb):
            rest = name[len(verb) :]
            return rest in words().generic and not rest.endswith("面积")
    return False


@lru_cache(maxsize=65536)
def action(quote: str, indicator: str, value: str) -> str:
    """Return the canonical verb that governs an open-vocabulary figure, '' where none does.

    It begins the indicator's name or stands before it in the quote.

    >>> action("引进知名首店41家", "知名首店", "41"), action("吸引首店30家", "首店", "30")
    ('引进', '引进')
    >>> action("完成改造燃气老旧管网19公里", "燃气老旧管网", "19"), action("首店30家", "首店", "30")
    ('改造', '')
    >>> action("竣工厂房", "厂房", "")
    '竣工'
    """
    for verb, same in words().actions:
        if indicator.startswith(verb):
            return same
    places = [place for place in (quote.find(indicator), quote.find(value) if value else -1) if place >= 0]
    before = quote[: min(places)] if places else ""
    best, at = "", -1
    for verb, same in words().actions:
        place = before.rfind(verb)
        # The nearest verb governs; of two that end alike the longer one was found first.
        if place >= 0 and place + len(verb) > at:
            best, at = same, place + len(verb)
    return best


@cache
def aliases(indicator_id: str) -> frozenset[str]:
    """Return all names of an indicator of the lexicon; empty where it has none."""
    from checker.parse import lexicon  # noqa: PLC0415 — heavy, and only needed once rows are built

    entry = lexicon.load().indicators.get(indicator_id)
    return frozenset() if entry is None else frozenset({entry.name, *entry.aliases})
