"""The target ledger: indicator × region × year with target, actual and what became of it.

Worked out from the statements themselves, so that it is whole whichever rules ran; what the rules
found (missed, weaker than the parent's, dropped) goes before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import compress

from checker.model import Audit, Reading, Statement
from checker.report.amounts import Amount, Unit, amount, common_unit
from checker.report.outcomes import outcome
from checker.settings import Settings, Tolerance
from checker.table import documents, identity, indicators, latest, periods, regions, statements
from checker.table.documents import REPORTS_OUTCOMES, SETS_TARGETS
from checker.table.schema import add, empty

# The gravest first: an entry is coloured by the first that holds.
STATUSES = (
    "missed", "dropped", "weaker", "unreported", "delegated", "around", "met", "open", "reported",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with its figure in the unit of its line; ``amount`` is None where it has no number."""

    statement: Statement
    amount: Amount | None
    others: int = 0  # further statements of the same figure in the documents at hand


@dataclass(frozen=True, slots=True)
class Entry:
    """One indicator of one region in one year. ``period`` is the year, or a longer span of a goal."""

    region: str
    region_path: str
    year: int
    period: str
    target: Said | None = None
    actual: Said | None = None
    assigned: Said | None = None  # what the document of a region above sets for this one
    parent: Said | None = None  # the target of the region above for itself
    status: str = "open"
    marks: tuple[str, ...] = ()  # every status that holds, the gravest first


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator in one measure: everything said of it that can be compared."""

    key: str  # unlike that of any other line
    indicator_id: str | None  # None for the open vocabulary
    name: str
    measure: str
    unit: str
    headline: bool
    entries: tuple[Entry, ...]  # by region from the top down, then by year

    @property
    def known(self) -> bool:
        """Whether it is an indicator of the lexicon."""
        return self.indicator_id is not None

    def at(self, region_path: str, year: int) -> Entry | None:
        """Return the entry of a region's year, None where there is none."""
        here = (e for e in self.entries if e.region_path == region_path and e.period == str(year))
        return next(here, None)


@dataclass(frozen=True, slots=True)
class Region:
    """A region that documents speak for."""

    path: str
    name: str
    rank: int  # 0 nation … 3 district, 9 unknown
    plan_year: int  # the latest year its documents set targets for, 0 none


@dataclass(frozen=True, slots=True)
class Ledger:
    """All lines: indicators of the lexicon in its order, the headline ones first, then all others by name."""

    lines: tuple[Line, ...]
    regions: tuple[Region, ...]
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A row of the table reviewers know: last year's plan and outcome beside this year's plan."""

    region: Region
    line: Line
    last: Entry | None
    this: Entry | None

    @property
    def outcome(self) -> str:
        """What became of last year's target: a status, or '' where there is nothing to say."""
        marks = self.last.marks if self.last else ()
        return next((mark for mark in marks if mark in _ABOUT_OUTCOME), "")

    @property
    def standing(self) -> tuple[str, ...]:
        """How this year's target stands: the statuses that hold, the gravest first."""
        marks = self.this.marks if self.this else ()
        return tuple(mark for mark in marks if mark in _ABOUT_TARGET)


_ABOUT_OUTCOME = ("missed", "unreported", "around", "met")
_ABOUT_TARGET = ("dropped", "weaker", "delegated")


def ledger(audit: Audit) -> Ledger:
    """Return the ledger of an audit; the same for any order of its readings."""
    readings = sorted(audit.readings, key=lambda reading: reading.document.path)
    found = _Found(audit)
    places = _Places(readings)
    lines = [_line(key, group, places, found) for key, group in _groups(readings, places)]
    lines = [line for line in lines if line.entries]
    order = {name: number for number, name in enumerate(_lexicon_order())}
    lines.sort(key=lambda line: _rank(line, order))
    years = {entry.year for line in lines for entry in line.entries if entry.period == str(entry.year)}
    return Ledger(tuple(lines), places.regions, tuple(sorted(years)))


def comparisons(book: Ledger) -> Iterator[Comparison]:
    """Yield the rows of 主要指标对照表 by region and indicator: its latest plan, and the year before."""
    for region in book.regions:
        year = region.plan_year
        for line in book.lines if year else ():
            last, this = line.at(region.path, year - 1), line.at(region.path, year)
            set_ = any(entry is not None and entry.target for entry in (last, this))
            dropped = this is not None and this.status == "dropped"
            if line.known and (set_ or dropped):
                yield Comparison(region, line, last, this)


# ------------------------------------------------------------------ what the rules found


class _Found:
    """Statements that findings are about, by what the finding says of them."""

    def __init__(self, audit: Audit) -> None:
        self.tolerance: Tolerance = audit.tolerance or Tolerance()
        self.missed = frozenset(_ids(audit, "PC301", ("target",)))
        self.weaker = frozenset(_ids(audit, "PC201", ("finding", "also")))
        self.dropped = frozenset(_ids(audit, "PC310", ("finding", "also", "prior", "prior-year", "target")))


def _ids(audit: Audit, rule: str, roles: tuple[str, ...]) -> Iterator[str]:
    for finding in audit.findings:
        if finding.rule == rule:
            yield from (e.id for e in finding.evidence if e.id is not None and e.role in roles)


# ------------------------------------------------------------------ regions and documents


class _Places:
    """The regions of a run, and which years their documents plan and report."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self.levels: dict[str, str] = {}
        self.planned: dict[str, set[int]] = defaultdict(set)
        self.reported: dict[str, set[int]] = defaultdict(set)
        names: dict[str, str] = {}
        for reading in readings:
            who = reading.document.identity
            if not who.region_path:
                continue
            path = who.region_path
            names.setdefault(path, who.region or path.rpartition("/")[2])
            self.levels.setdefault(path, who.level or "")
            if who.plan_year and who.kind in SETS_TARGETS:
                self.planned[path].add(who.plan_year)
            if who.report_year and who.kind in REPORTS_OUTCOMES:
                self.reported[path].add(who.report_year)
        ranked = sorted(names, key=lambda path: (regions.rank(self.levels[path]), path))
        self.regions = tuple(
            Region(path, names[path], regions.rank(self.levels[path]), max(self.planned[path], default=0))
            for path in ranked
        )
        self.order = {path: number for number, path in enumerate(ranked)}

    def above(self, path: str) -> str:
        """Return the region above, '' where unknown."""
        return regions.parent(path, self.levels.get(path) or None)


# ------------------------------------------------------------------ lines


@dataclass(slots=True)
class _Told:
    """A statement with what its document is."""

    statement: Statement
    region_path: str  # of the document
    kind: str
    plan_year: int
    seq: int
    last_word: bool

    @property
    def year(self) -> int:
        return periods.years(self.statement.period).last

    @property
    def annual(self) -> bool:
        return periods.annual(self.statement.period, self.statement.period_kind)


_Key = tuple[str, str, str, str]  # indicator key, measure, base unit, basis


def _groups(readings: list[Reading], places: _Places) -> Iterator[tuple[_Key, list[_Told]]]:
    last = _last_words(readings)
    told = [item for seq, reading in enumerate(readings) for item in _of_document(reading, seq, last)]
    units: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for item in told:
        if item.statement.base_unit:
            units[_indicator_key(item.statement), _measure(item.statement)][item.statement.base_unit] += 1
    groups: dict[_Key, list[_Told]] = defaultdict(list)
    for item in told:
        key, measure = _indicator_key(item.statement), _measure(item.statement)
        # A target without a figure belongs to the line its indicator has.
        usual = units.get((key, measure)) or {"": 0}
        base = item.statement.base_unit or min(usual, key=lambda unit: (-usual[unit], unit))
        groups[key, measure, base, item.statement.basis or ""].append(item)
    return iter(sorted(groups.items()))


def _of_document(reading: Reading, seq: int, last: frozenset[str]) -> Iterator[_Told]:
    who = reading.document.identity
    for statement in reading.statements:
        if statement.modality != "baseline" and statement.region_path and statement.period:
            yield _Told(
                statement, who.region_path or "", who.kind, who.plan_year or 0, seq, statement.id in last
            )


def _indicator_key(statement: Statement) -> str:
    key = identity.key(statement)
    # A name that could mean several things is never joined with another.
    return key if identity.certain(statement) else f"{key}#{statement.id}"


def _measure(statement: Statement) -> str:
    if statement.measure != "qualitative" or not statement.indicator_id:
        return statement.measure
    return _usual_measures().get(statement.indicator_id, statement.measure)


def _usual_measures() -> dict[str, str]:
    from checker.parse import lexicon  # noqa: PLC0415 — heavy, and only needed once there are statements

    return {name: entry.measure for name, entry in lexicon.load().indicators.items()}


def _lexicon_order() -> Iterable[str]:
    from checker.parse import lexicon  # noqa: PLC0415 — heavy, and only needed once there are statements

    return lexicon.load().indicators


def _last_words(readings: list[Reading]) -> frozenset[str]:
    """Return the ids of statements that no other document supersedes, as the rules see it."""
    table, document = empty("statement"), empty("document")
    for seq, reading in enumerate(readings):
        add(document, documents.document_row(reading, seq))
        table.extend(statements.rows(reading, Settings()))
    latest.mark(table, document)
    return frozenset(map(str, compress(table["id"], table["latest"])))


def _rank(line: Line, order: dict[str, int]) -> tuple[bool, bool, int, str, str, str]:
    return (
        not line.known, not line.headline, order.get(line.indicator_id or "", len(order)),
        line.name, line.key, line.measure,
    )  # fmt: skip


def _line(key: _Key, told: list[_Told], places: _Places, found: _Found) -> Line:
    first = min((item.statement for item in told), key=lambda s: (len(s.indicator), s.indicator, s.id))
    properties = indicators.properties(first.indicator_id)
    name = properties.name or first.indicator
    scope = identity.scope(first.scope)
    unit = common_unit(item.statement for item in told)
    maker = _Maker(unit, places, found, properties)
    return Line(
        key="|".join(key),
        indicator_id=first.indicator_id,
        name=f"{name}（{scope}）" if scope and scope not in name else name,
        measure=key[1],
        unit=unit.name,
        headline=bool(properties.headline) and not scope,
        entries=tuple(maker.entries(told)),
    )


class _Maker:
    """Makes the entries of one line."""

    def __init__(self, unit: Unit, places: _Places, found: _Found, properties: indicators.Properties) -> None:
        self._unit, self._places, self._found, self._properties = unit, places, found, properties

    def entries(self, told: list[_Told]) -> list[Entry]:
        by_place: dict[tuple[str, str], list[_Told]] = defaultdict(list)
        for item in told:
            by_place[item.statement.region_path or "", _period(item)].append(item)
        targets = {
            place: self._best(i for i in items if _is_own(i) and _is_target(i))
            for place, items in by_place.items()
        }
        made = [self._entry(place, items, targets) for place, items in by_place.items()]
        made += self._dropped(targets)
        last = len(self._places.order)
        return sorted(
            made, key=lambda e: (self._places.order.get(e.region_path, last), e.region_path, e.year, e.period)
        )

    def _entry(
        self,
        place: tuple[str, str],
        items: list[_Told],
        targets: dict[tuple[str, str], Said | None],
    ) -> Entry:
        path, period = place
        target = targets[place]
        actual = self._best(i for i in items if not _is_target(i))
        year, annual = items[0].year, items[0].annual
        marks = self._marks(path, year if annual else 0, target, actual)
        return Entry(
            region=items[0].statement.region or path.rpartition("/")[2],
            region_path=path,
            year=year,
            period=period,
            target=target,
            actual=actual,
            assigned=self._best(i for i in items if not _is_own(i) and _is_target(i)),
            parent=targets.get((self._places.above(path), period)),
            status=marks[0],
            marks=marks,
        )

    def _best(self, items: Iterable[_Told]) -> Said | None:
        """Return the statement with the last word, and of several the first of the fullest document."""
        ranked = sorted(items, key=_weight)
        if not ranked:
            return None
        best = ranked[0].statement
        return Said(best, amount(best, self._unit), len(ranked) - 1)

    def _marks(self, path: str, year: int, target: Said | None, actual: Said | None) -> tuple[str, ...]:
        marks = set()
        if target is None:
            return ("reported",)
        if target.statement.id in self._found.missed:
            marks.add("missed")
        elif year and actual is not None:
            marks.add(outcome(target.statement, actual.statement, self._properties, self._found.tolerance))
        elif year and target.amount is not None and year in self._places.reported[path]:
            marks.add("unreported")
        if target.statement.id in self._found.weaker:
            marks.add("weaker")
        if target.statement.comparator == "delegated":
            marks.add("delegated")
        if target.statement.id in self._found.dropped and target.amount is None:
            marks.add("dropped")
        return tuple(s for s in STATUSES if s in marks and s != "open") or ("open",)

    def _dropped(self, targets: dict[tuple[str, str], Said | None]) -> Iterator[Entry]:
        """Yield entries for years whose plan is silent on a headline indicator that had a figure before."""
        if not self._properties.headline:
            return
        for (path, period), said in targets.items():
            if said is None or said.amount is None or not period.isdigit():
                continue
            year = int(period) + 1
            if year in self._places.planned[path] and targets.get((path, str(year))) is None:
                region = said.statement.region or path.rpartition("/")[2]
                yield Entry(region, path, year, str(year), status="dropped", marks=("dropped",))


def _is_own(item: _Told) -> bool:
    return item.region_path == item.statement.region_path and item.statement.modality != "assigned"


def _is_target(item: _Told) -> bool:
    return item.statement.modality in ("target", "assigned")


def _period(item: _Told) -> str:
    if item.annual:
        return str(item.year)
    kind = item.statement.period_kind or ""
    return f"{item.statement.period} {kind}".strip()


def _weight(item: _Told) -> tuple[bool, bool, bool, bool, int, int, int]:
    statement = item.statement
    return (
        not item.last_word,
        # A plan's own year goes before what a later report says the plan was.
        _is_target(item) and item.plan_year != item.year,
        statement.value is None and statement.comparator in ("none", "positive"),
        item.kind not in (SETS_TARGETS if _is_target(item) else REPORTS_OUTCOMES),
        item.seq,
        statement.line,
        statement.start,
    )
