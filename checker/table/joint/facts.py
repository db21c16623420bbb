"""Statements as figures of quantities: what each says of which thing, in which year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

from checker.table import identity, shares
from checker.table.columns import Coded
from checker.table.joint import interval, things
from checker.table.joint.interval import Bound
from checker.table.joint.things import Thing
from checker.table.text import half_width

_MEASURES = frozenset({"level", "increment", "growth", "share", "points"})
_COMPARATORS = frozenset({"eq", "ge", "gt", "le", "lt", "approx", "range"})
_STOCK_START = re.compile(r"年初|上年末|去年末|上年底|去年底")
_OTHER_THAN_LAST_YEAR = re.compile(
    r"比(?!上年|去年|同期|重|例|率)|较(?!上年|去年|同期)|五年|三年|累计|以来|高于|低于|快于|慢于"
)
# Growth against another base than last year: 比2019年增长, 两年平均增长, 比预算增长.
_OTHER_BASE = re.compile(
    r"[比较]\s*(?:20|19)\d\d|两年平均|三年平均|[比较](?:预算|计划|目标|预期|规划|年初|全[国省市])|环比|翻"
)
_ABOVE = re.compile(r"占(?:全|我|本)([国省市州盟])")
_FASTER = re.compile(
    r"^(快于|高于|超过|领先于?|低于|慢于|落后于?)(.+?)(?:的)?(?:增速|增幅|增长|平均水平|平均)*$"
)
_BEHIND = ("低于", "慢于", "落后")
_PULL = re.compile(r"^拉动(.+?)(?:增长)?$")
_TO = re.compile(r"(?:的)?(?:比重|比例|份额|比)?(?:由|从).*$")
_CONTRIBUTION = re.compile(r"贡献率")
_SECTORS = frozenset({"primary_va", "secondary_va", "service_va"})
_HUNDRED = Fraction(100)


class Row(NamedTuple):
    """The columns of ``statement`` that matter here, of one row."""

    id: str
    document: str
    seq: int
    line: int
    start_at: int
    end_at: int
    sentence: int
    quote: str
    region_path: str
    parent_path: str
    scope: str
    indicator: str
    indicator_id: str
    key: str
    certain: bool
    capped: bool
    listed: bool
    measure: str
    modality: str
    is_target: bool
    period_kind: str
    year_from: int
    year: int
    annual: bool
    instant: str
    comparator: str
    is_number: bool
    has_low: bool
    has_high: bool
    fit_low: Decimal
    fit_high: Decimal
    written: str
    unit: str
    base_unit: str
    dimension: str
    price_basis: str
    basis: str
    reference: str
    grp: str
    role: str
    stock_flow: str
    doc_kind: str
    force_rank: int
    part_of_year: str


class Fact(NamedTuple):
    """One figure: its row, what it measures (level growth share points compare …) and of what.

    Bounds are in the base unit of levels, ratios for growth (1.2 is growth of 20 %) and shares.
    """

    row: Row
    kind: str
    thing: Thing
    year: int
    target: bool
    low: Bound | None
    high: Bound | None
    whole: Thing | None = None  # of a share; of a comparison what it compares with
    base: str = ""  # of growth: see things.base_of
    since: int = 0  # of an average: the year before its span
    verbs: tuple[str, ...] = ()  # the verbs as written of its things
    grouped: bool = False  # known only by its place in a list


def _takes_part(row: Row) -> bool:
    """Say whether a statement can take part: a figure of a known year, not one of several tiers."""
    if (
        row.measure not in _MEASURES
        or not row.year
        or not row.region_path
        or row.role == "tier"
        or row.listed
    ):
        return False
    if row.comparator == "compare":
        return row.measure == "points" and bool(row.reference) and row.written != ""
    return row.is_number and row.comparator in _COMPARATORS


def unit(row: Row) -> str:
    """Return what a level is counted in, as far as amounts add up: 家 and 户 are one, 元 and 美元 two."""
    return row.dimension if row.dimension in ("count", "people") else row.base_unit


def read(
    rows: Sequence[Row], texts: Mapping[tuple[str, int], str], totals: Mapping[str, str] | None = None
) -> list[Fact]:
    """Return the facts of the statements of one session, in their order.

    Args:
        rows: Usable statements in the order of their documents and places.
        texts: Lines by document and number, for the words between statements.
        totals: The total of each statement that is listed as a part of one, by ids.
    """
    found: list[Fact] = []
    by_id: dict[str, Fact] = {}
    moved: list[tuple[Row, int]] = []  # changes in points, and how many facts stand before them
    for at, row in enumerate(rows):
        before = list(_before(rows, at))
        fact = _fact(row, before, found, texts)
        if fact is None and row.measure == "points":
            moved.append((row, len(found)))
        if fact is not None and fact.grouped:
            fact = _in_its_list(fact, by_id.get((totals or {}).get(row.id, "")), by_id)
        if fact is not None:
            found.append(fact)
            by_id[row.id] = fact
    # 占税收的比重提高2个百分点至46%: the share stands behind its change.
    behind = (_change(row, found[at : at + 2], "share") for row, at in moved)
    return [*found, *(fact for fact in behind if fact is not None)]


def parts_of_year(rows: Sequence[Row]) -> list[Row]:
    """Return the figures of named parts of a year, as figures of a year of which only that part counts.

    What holds between the figures of a year holds between those of its first half too.
    """
    return [
        row._replace(annual=True, period_kind="year", scope=f"{row.part_of_year}月{row.scope}")
        for row in rows
        if row.period_kind == "part-year" and row.part_of_year
    ]


def _in_its_list(fact: Fact, total: Fact | None, by_id: Mapping[str, Fact]) -> Fact | None:
    """Return a figure with a general name as a part of its total; None where it has none."""
    if fact.kind == "growth":
        return fact  # it continues the clause of such a figure and has its name from there
    if total is None or total.grouped:
        return None
    name = f"{fact.thing.name}<{total.thing.name}"
    return fact._replace(thing=fact.thing._replace(name=name, deed=fact.thing.deed or total.thing.deed))


def _before(rows: Sequence[Row], at: int) -> Iterator[Row]:
    """Yield the statements before one in its sentence, the nearest first."""
    row = rows[at]
    for back in range(at - 1, max(-1, at - 12), -1):
        other = rows[back]
        if other.document != row.document or other.sentence != row.sentence:
            return
        yield other


def _fact(
    row: Row, before: list[Row], found: list[Fact], texts: Mapping[tuple[str, int], str]
) -> Fact | None:
    if row.measure in ("level", "increment"):
        return _level(row)
    if row.measure == "growth":
        return _growth(row, before, found)
    if row.measure == "share":
        return (
            _contribution(row) if _CONTRIBUTION.search(row.indicator) else _share(row, before, found, texts)
        )
    return _compare(row) if row.comparator == "compare" else _points(row, before, found)


# ---------------------------------------------------------------- levels and growth


def thing(row: Row) -> tuple[Thing, str] | None:
    """Return what a level, an increment or a growth rate is of, and the verb as written; None if unclear."""
    named = things.canonical(row.indicator_id) if row.indicator_id else things.resolve(row.indicator)
    deed, verb = named.deed, named.verb
    if row.measure == "increment" and not deed and row.stock_flow != "flow":
        deed = identity.action(row.quote, row.indicator, row.written) or "新增"
        verb = _written_verb(row.quote) or deed
    if row.measure == "growth" and row.indicator_id and row.stock_flow != "flow" and not deed:
        verb = _written_verb(row.quote)
        deed = identity.action(row.quote, row.indicator, "") if verb else ""
    if not row.certain and not deed:
        return None
    if things.generic(named.name):
        return None
    return Thing(row.region_path, named.name, deed, row.scope), verb


def _written_verb(quote: str) -> str:
    for verb, _ in identity.words().actions:
        if quote.startswith(verb):
            return verb
    return ""


def _level(row: Row) -> Fact | None:
    known = thing(row)
    year = row.year
    if row.instant == "start" or (row.role == "baseline" and _STOCK_START.search(row.quote)):
        year -= 1
    if row.period_kind == "part-year":
        kind = "part-year"
    elif row.annual:
        kind = "level"
    elif row.period_kind == "cumulative" and 0 < row.year_from < row.year:
        kind = "total"
    else:
        return None
    low, high = _bounds(row, 1)
    if low is not None and low[0] <= 0:
        low = (interval.ZERO, 0)
    if high is not None and high[0] <= 0:
        return None
    grouped = known is None
    if known is None:
        if row.role != "part" or not row.grp:
            return None
        named = things.resolve(row.indicator)
        known = Thing(row.region_path, named.name, named.deed, row.scope), named.verb
    return Fact(
        row, kind, known[0], year, row.is_target, low, high,
        since=row.year_from, verbs=(known[1],) if known[1] else (), grouped=grouped,
    )  # fmt: skip


def _growth(row: Row, before: list[Row], found: list[Fact]) -> Fact | None:
    ratio = _ratio(row)
    if ratio is None or _OTHER_BASE.search(half_width(row.quote)):
        return None
    beside = _beside(row, found)
    known = (beside.thing, next(iter(beside.verbs), "")) if beside is not None else thing(row)
    if known is None:
        return None
    base = things.base_of(known[0].name, row.price_basis, row.basis)
    verbs = (known[1],) if known[1] else ()
    grouped = beside.grouped if beside is not None else False
    if row.period_kind == "average":
        since = row.year_from - 1 if 0 < row.year_from < row.year else _pair_start(row, before)
        if not since:
            return None
        return Fact(
            row, "average", known[0], row.year, row.is_target, *ratio, base=base, since=since, verbs=verbs
        )
    if not row.annual:
        return None
    return Fact(
        row, "growth", known[0], row.year, row.is_target, *ratio, base=base, verbs=verbs, grouped=grouped
    )


def _beside(row: Row, found: list[Fact]) -> Fact | None:
    """Return the level whose clause a growth rate continues: 新增企业6266户，同比增长37.96%."""
    if row.role == "list":
        return None
    here = [
        fact
        for fact in found[-6:]
        if fact.kind == "level"
        and (fact.row.document, fact.row.line, fact.row.start_at) == (row.document, row.line, row.start_at)
        and fact.row.year == row.year
        and (not row.indicator_id or not fact.row.indicator_id or row.indicator_id == fact.row.indicator_id)
    ]
    return here[0] if len(here) == 1 else None


def _pair_start(row: Row, before: list[Row]) -> int:
    """Return the year that an average counts from: that of 由2021年的…增加到… in its own sentence."""
    years = {other.year for other in before if other.role == "baseline" and other.key == row.key}
    return years.pop() if len(years) == 1 else 0


def _bounds(row: Row, scale: int) -> tuple[Bound | None, Bound | None]:
    low = (_exact(row.fit_low, scale), 1 if row.comparator == "gt" else 0) if row.has_low else None
    high = (_exact(row.fit_high, scale), -1 if row.comparator == "lt" else 0) if row.has_high else None
    return low, high


@lru_cache(maxsize=65536)
def _exact(value: Decimal, scale: int) -> Fraction:
    return Fraction(value) / scale


def _ratio(row: Row) -> tuple[Bound | None, Bound | None] | None:
    """Return growth in percent as the ratio to the year before; None where it would not be positive."""
    low, high = _bounds(row, 100)
    low = None if low is None else (low[0] + 1, low[1])
    high = None if high is None else (high[0] + 1, high[1])
    if (low is not None and low[0] <= 0) or (high is not None and high[0] <= 0):
        return None
    return low, high


# ---------------------------------------------------------------- shares


def _share(
    row: Row, before: list[Row], found: list[Fact], texts: Mapping[tuple[str, int], str]
) -> Fact | None:
    if not row.annual:
        return None
    low, high = _bounds(row, 100)
    if low is not None and low[0] < 0:
        low = (interval.ZERO, 0)
    pair = _pair(row, before, found, texts)
    if pair is None:
        return None
    part, whole, verbs = pair
    if part == whole:
        return None
    if whole.name == "gdp" and part.name in _SECTORS:
        low, high = _moved(row, low, high)
    return Fact(row, "share", part, row.year, row.is_target, low, high, whole=whole, verbs=verbs)


def _moved(row: Row, low: Bound | None, high: Bound | None) -> tuple[Bound | None, Bound | None]:
    """Widen a sector's share by one last digit: statisticians move one so that the three come to 100."""
    step = _exact(row.fit_high - row.fit_low, 100) if row.has_low and row.has_high else Fraction(0)
    return (
        None if low is None else (max(low[0] - step, Fraction(0)), low[1]),
        None if high is None else (high[0] + step, high[1]),
    )


def _pair(
    row: Row, before: list[Row], found: list[Fact], texts: Mapping[tuple[str, int], str]
) -> tuple[Thing, Thing, tuple[str, ...]] | None:
    defined = shares.BY_DEFINITION.get(row.indicator_id)
    if defined is not None:
        mine, total = (Thing(row.region_path, name, "", row.scope) for name in defined)
        return mine, total, ()
    said = _names(row.quote, row.indicator, row.indicator_id)
    subject = _subject(row, before, found)
    if said is None:
        return _of_list(row, before, found, texts)
    part_name, whole_name = said[0], _TO.sub("", said[1])
    if things.whole_region(whole_name) or not whole_name:
        return _of_above(row, part_name, subject)
    whole = things.resolve(whole_name)
    if things.generic(whole.name):
        return None
    whole_thing = Thing(row.region_path, whole.name, whole.deed, "")
    if part_name:
        part = things.resolve(part_name)
        name = f"{part.name}<{whole.name}" if things.generic(part.name) else part.name
        scope = row.scope if row.scope and row.scope not in part_name else ""
        verbs = tuple(verb for verb in (part.verb, whole.verb) if verb)
        # 新登记个体工商户1.2万户，占新登记经营主体的97%: of what is new only the new can be a part.
        return Thing(row.region_path, name, part.deed or whole.deed, scope), whole_thing, verbs
    if subject is None or subject.thing == whole_thing:
        return None
    return subject.thing, whole_thing, (*subject.verbs, *((whole.verb,) if whole.verb else ()))


@lru_cache(maxsize=65536)
def _names(quote: str, indicator: str, indicator_id: str) -> tuple[str, str] | None:
    return shares.names(quote, indicator, indicator_id)


def _subject(row: Row, before: list[Row], found: list[Fact]) -> Fact | None:
    """Return what the clause before speaks of, which a share without a name carries on."""
    for other in before:
        for fact in reversed(found[-12:]):
            if fact.row.id == other.id and fact.kind in ("level", "growth"):
                return fact
        if other.measure != "share":
            return None
    return None


def _of_above(row: Row, part_name: str, subject: Fact | None) -> tuple[Thing, Thing, tuple[str, ...]] | None:
    """Return the own figure and that of the region above: 占全市的22%."""
    said = _ABOVE.search(half_width(row.quote))
    level = said[1] if said else ""
    above = row.parent_path
    if level == "国":
        above = "全国"
    elif not above or not above.endswith(level or "?"):
        return None
    if part_name:
        named = things.resolve(part_name)
        if things.generic(named.name):
            return None
        part = Thing(row.region_path, named.name, named.deed, row.scope)
    elif subject is not None and not subject.grouped:
        part = subject.thing
    else:
        return None
    return part, part._replace(region=above), ()


def _of_list(
    row: Row, before: list[Row], found: list[Fact], texts: Mapping[tuple[str, int], str]
) -> tuple[Thing, Thing, tuple[str, ...]] | None:
    """Return part and total of 占比 inside a list that 其中 opens: 经营主体8.2万户，其中企业占比35%."""
    if not row.indicator.endswith(("占比", "比重")):
        return None
    text = texts.get((row.document, row.line), "")
    opened = text.rfind("其中", 0, row.start_at + 2)
    ids = {other.id for other in before if other.line == row.line and other.end_at <= opened}
    heads = [fact for fact in found[-12:] if fact.row.id in ids and fact.kind in ("level", "growth")]
    # What 其中 opens are parts of the figure just before it, not of one further back.
    if not heads or opened - heads[-1].row.end_at > 1 or heads[-1].grouped:
        return None
    whole, verbs = heads[-1].thing, heads[-1].verbs
    name = things.resolve(re.sub(r"(?:的)?(?:占比|比重)$", "", row.indicator))
    if len(name.name) < 3:
        return None
    bare = f"{name.name}<{whole.name}" if things.generic(name.name) else name.name
    return Thing(row.region_path, bare, name.deed or whole.deed, ""), whole, verbs


# ---------------------------------------------------------------- points


def _points(row: Row, before: list[Row], found: list[Fact]) -> Fact | None:
    """Return a change in points against last year, of a share or of a growth rate."""
    pull = _pull(row, before, found)
    if pull is not None:
        return pull
    return _change(row, reversed(found[-8:]), "share", "growth")


def _change(row: Row, told: Iterable[Fact], *kinds: str) -> Fact | None:
    """Return by how much the first of some figures moved that stands in the same sentence."""
    if not row.annual or row.comparator == "compare" or _OTHER_THAN_LAST_YEAR.search(row.quote):
        return None
    for fact in told:
        same = fact.row.key == row.key and fact.row.document == row.document and fact.year == row.year
        near = fact.row.sentence == row.sentence
        if same and near and fact.kind in kinds and fact.target == row.is_target:
            if fact.kind == "growth" and not re.search("增速|增幅|增长率", row.quote):
                continue
            kind = "share-change" if fact.kind == "share" else "growth-change"
            return Fact(
                row, kind, fact.thing, row.year, row.is_target, *_bounds(row, 100),
                whole=fact.whole, base=fact.base, verbs=fact.verbs,
            )  # fmt: skip
    return None


def _pull(row: Row, before: list[Row], found: list[Fact]) -> Fact | None:
    match = _PULL.match(row.indicator)
    if match is None:
        return None
    named = things.resolve(match[1])
    if named.name.startswith("~"):
        return None
    for other in before:
        for fact in found[-6:]:
            if fact.row.id == other.id and fact.kind == "contribution":
                low, high = _bounds(row, 100)
                whole = Thing(row.region_path, named.name, "", "")
                return Fact(row, "pull", fact.thing, row.year, row.is_target, low, high, whole=whole)
    return None


def _contribution(row: Row) -> Fact | None:
    low, high = _bounds(row, 100)
    who = Thing(row.region_path, row.indicator_id or f"~{row.indicator}", "贡献", row.scope)
    if not row.annual or low is None or low[0] < 0:
        return None
    return Fact(row, "contribution", who, row.year, row.is_target, low, high)


def _compare(row: Row) -> Fact | None:
    """Return how much faster one thing grows than another: 快于地区生产总值1.4个百分点."""
    match = _FASTER.match(row.reference)
    known = thing(row)
    written = re.match(r"[0-9]+(?:\.[0-9]+)?", row.written)
    if (
        match is None
        or known is None
        or not row.annual
        or written is None
        or row.unit not in ("个百分点", "百分点")
    ):
        return None
    if "占" in row.indicator or row.indicator.endswith(("率", "比重", "占比")):
        return None
    other = _other(match[2], known[0], row)
    if other is None or other == known[0]:
        return None
    value = Decimal(written[0])
    half = Decimal(1).scaleb(value.as_tuple().exponent) / 2  # type: ignore[arg-type]
    low, high = Fraction(value - half) / 100, Fraction(value + half) / 100
    if match[1].startswith(_BEHIND):
        low, high = -high, -low
    base = things.base_of(known[0].name, row.price_basis, row.basis)
    return Fact(
        row, "compare", known[0], row.year, row.is_target, (low, 0), (high, 0), whole=other, base=base
    )


def _other(name: str, mine: Thing, row: Row) -> Thing | None:
    if things.whole_region(name):
        level = name[1:2]
        if not row.parent_path or not row.parent_path.endswith(level):
            return None
        return mine._replace(region=row.parent_path)
    named = things.resolve(name)
    if named.name.startswith("~"):
        return None
    return Thing(row.region_path, named.name, named.deed, "")


def of_above(found: Sequence[Fact]) -> set[tuple[Thing, int]]:
    """Return what figures of other regions are asked for: the wholes of 占全市的22%, by year."""
    return {
        (fact.whole, fact.year)
        for fact in found
        if fact.whole is not None and fact.whole.region != fact.thing.region and not fact.target
    }


class Reader:
    """Reads rows of ``statement`` by their places: a million of them, so columns are opened once."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        table = tables["statement"]
        self._columns = [_plain(table[name]) for name in Row._fields]
        self._usable = [
            year > 0 and measure in _MEASURES and (number or comparator == "compare")
            for measure, year, number, comparator in zip(
                table["measure"], table["year"], table["is_number"], table["comparator"], strict=True
            )
        ]

    def rows(self, wanted: Iterable[int]) -> list[Row]:
        """Return the rows at some places, without those that cannot take part."""
        usable = self._usable
        places = [at for at in wanted if usable[at]]
        columns = [
            [values[codes[at]] for at in places] if codes is not None else [values[at] for at in places]
            for values, codes in self._columns
        ]
        return [row for row in map(Row._make, zip(*columns, strict=True)) if _takes_part(row)]


def _plain(column: Any) -> tuple[Any, Any]:
    """Return a column's distinct values with the code of each row, or its values and None."""
    return (column.values, column.codes) if isinstance(column, Coded) else (column, None)
