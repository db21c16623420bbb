"""The target matrix and the charts of the indicators, made ready for the HTML template."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from checker.model import Audit, Statement
from checker.report.amounts import Amount
from checker.report.html_chart import Chart, Point, Scale, bare, chart, scale, span
from checker.report.ledger import STATUSES, Entry, Line, Said, ledger
from checker.report.messages import Messages
from checker.report.phrases import without_figure
from checker.report.text import shorten

MOST_ROWS = 1500  # beyond the headline indicators; the workbook has them all
MOST_CHARTS = 400
_ABOUT_TARGET = ("dropped", "weaker", "delegated")
_ABOUT_OUTCOME = ("missed", "unreported", "around", "met")
# Of these the regions of one indicator share an axis; levels of a city and its district do not fit one.
_COMPARABLE = frozenset({"growth", "share", "points", "index", "completion"})
_WORDS = {"zh": 12, "en": 28}  # characters of a quote shown in place of a figure


@dataclass(frozen=True, slots=True)
class Cell:
    """A target or an outcome; ``mark`` says in words what its colour says."""

    text: str = ""
    mark: str = ""
    status: str = ""
    quote: str = ""
    link: str = ""  # into the source, '' where it is not shown


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the matrix and which of its two columns hold anything."""

    year: int
    columns: tuple[str, ...]  # of 'target', 'actual'


@dataclass(frozen=True, slots=True)
class Goal:
    """A target for a longer span, with the words for it."""

    period: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator of one region over the years."""

    line: Line
    region: str
    region_path: str
    cells: dict[tuple[int, str], Cell]
    goals: tuple[Goal, ...]
    statuses: tuple[str, ...]
    repeated: bool = False  # the row above is of the same indicator

    def cell(self, year: int, column: str) -> Cell:
        """Return one cell, empty where nothing is known."""
        return self.cells.get((year, column), EMPTY)


@dataclass(frozen=True, slots=True)
class Record:
    """A row of the table beside the charts of an indicator."""

    region: str
    period: str
    cells: tuple[Cell, ...]  # target, actual, parent's target, assigned
    status: str


@dataclass(frozen=True, slots=True)
class RegionChart:
    """The chart of one region, and what it shows in words."""

    region: str
    chart: Chart
    told: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator with its charts and the table of all that is known of it."""

    number: int
    line: Line
    charts: tuple[RegionChart, ...]
    records: tuple[Record, ...]


class Targets:
    """What documents aim at and what came of it; empty where they tell nothing that can be compared."""

    def __init__(self, audit: Audit, say: Messages, link: Callable[[Statement], str]) -> None:
        self._say, self._link = say, link
        book = ledger(audit)
        rows = [row for line in book.lines for row in self._rows(line)]
        self.headline = _named_once(row for row in rows if row.line.headline and _aims(row))
        rest = _named_once(row for row in rows if not (row.line.headline and _aims(row)))
        self.rest, self.left_out = rest[:MOST_ROWS], max(0, len(rest) - MOST_ROWS)
        shown = (*self.headline, *self.rest)
        self.years = tuple(_years(shown))
        self.goals = any(row.goals for row in shown)
        self.statuses = tuple(s for s in STATUSES if any(s in row.statuses for row in shown))
        self.regions = tuple(dict.fromkeys((row.region_path, row.region) for row in shown))
        self.charts_left = False  # some indicators have none for want of space
        lines = {id(row.line): row.line for row in shown}
        self.indicators = tuple(self._indicators(lines.values()))
        self._numbers = {id(item.line): item.number for item in self.indicators}

    def number(self, line: Line) -> int:
        """Return the number of an indicator's charts, 0 where it has none."""
        return self._numbers.get(id(line), 0)

    def caption(self, line: Line) -> str:
        """Return measure and unit of a line, '' where both are self-evident."""
        return " ".join(filter(None, (self._say.name("measure", line.measure), self._say.unit(line.unit))))

    # -------------------------------------------------------------- matrix

    def _rows(self, line: Line) -> Iterator[Row]:
        regions: dict[str, list[Entry]] = {}
        for entry in line.entries:
            regions.setdefault(entry.region_path, []).append(entry)
        for path, entries in regions.items():
            annual = [entry for entry in entries if is_annual(entry)]
            goals = [e for e in entries if not is_annual(e) and (e.target or e.assigned)]
            if not _worth(line, annual, goals):
                continue
            cells = {(e.year, name): cell for e in annual for name, cell in self._pair(e)}
            yield Row(
                line=line,
                region=entries[0].region,
                region_path=path,
                cells=cells,
                goals=tuple(Goal(period_words(e, self._say), self._target(e)) for e in goals),
                statuses=tuple(dict.fromkeys(mark for entry in annual for mark in entry.marks)),
            )

    def _pair(self, entry: Entry) -> Iterator[tuple[str, Cell]]:
        for name, cell in (("target", self._target(entry)), ("actual", self._actual(entry))):
            if cell != EMPTY:
                yield name, cell

    def _target(self, entry: Entry) -> Cell:
        marks = [mark for mark in entry.marks if mark in _ABOUT_TARGET]
        words = self._say("report.and").join(self._say.name("status_of_target", mark) for mark in marks)
        said = entry.target
        delegated = said is not None and said.statement.comparator == "delegated"
        if entry.assigned is not None and (said is None or delegated):
            return self._cell(entry.assigned, words or self._say("column.assigned"), "delegated")
        if said is None:
            return Cell(mark=words, status=marks[0]) if marks else EMPTY
        return self._cell(said, words, marks[0] if marks else "")

    def _actual(self, entry: Entry) -> Cell:
        status = next((mark for mark in entry.marks if mark in _ABOUT_OUTCOME), "")
        words = self._say.name("status_of_target", status) if status else ""
        if entry.actual is None:
            return Cell(mark=words, status=status) if status else EMPTY
        return self._cell(entry.actual, words, status)

    def _cell(self, said: Said | None, mark: str = "", status: str = "") -> Cell:
        if said is None:
            return EMPTY
        statement = said.statement
        # A value that stands elsewhere is told by the mark alone.
        text = "" if statement.comparator == "delegated" and mark else self._figure(said)
        return Cell(text, mark, status, statement.quote, self._link(statement))

    def _figure(self, said: Said) -> str:
        if said.amount is not None:
            return bare(said.amount)
        known = f"comparator.{said.statement.comparator}" in self._say.known()
        return shorten(
            without_figure(said.statement, self._say) if known else said.statement.quote,
            _WORDS[self._say.language],
        )

    # -------------------------------------------------------------- indicators

    def _indicators(self, lines: Iterable[Line]) -> Iterator[Indicator]:
        charts = number = 0
        for line in lines:
            drawn = self._charts(line)
            charts += len(drawn)
            if drawn and charts > MOST_CHARTS:
                self.charts_left = True
                return
            if drawn:
                number += 1
                yield Indicator(number, line, drawn, tuple(self._record(e) for e in line.entries))

    def _charts(self, line: Line) -> tuple[RegionChart, ...]:
        points: dict[str, list[Point]] = {}
        names: dict[str, str] = {}
        for entry in line.entries:
            if is_annual(entry) and (point := _point(entry)):
                points.setdefault(entry.region_path, []).append(point)
                names[entry.region_path] = entry.region
        drawn = {path: found for path, found in points.items() if len(found) > 1}
        if not drawn:
            return ()
        together = [point for found in drawn.values() for point in found]
        shared = scale(together) if line.measure in _COMPARABLE else None
        first, last = span(together)
        return tuple(
            RegionChart(names[path], _drawn(found, shared, first, last), self._told(found))
            for path, found in drawn.items()
            if any(first <= point.year <= last for point in found)
        )

    def _told(self, points: Iterable[Point]) -> str:
        return self._say("report.semicolon").join(self._year_told(point) for point in points)

    def _year_told(self, point: Point) -> str:
        say = self._say
        parts = [
            f"{say(f'column.{name}')} {say.put(amount.text)}"
            for name, amount in (("target", point.target), ("actual", point.actual))
            if amount is not None
        ]
        if point.status in _ABOUT_OUTCOME:
            parts.append(say.name("status_of_target", point.status))
        return f"{point.year}{say('report.colon')}{say('report.and').join(parts)}"

    def _record(self, entry: Entry) -> Record:
        status = self._say("report.and").join(
            self._say.name("status_of_target", mark) for mark in entry.marks if mark != "reported"
        )
        cells = tuple(self._cell(s) for s in (entry.target, entry.actual, entry.parent, entry.assigned))
        return Record(entry.region, period_words(entry, self._say), cells, status)


def is_annual(entry: Entry) -> bool:
    """Whether an entry speaks of one whole year."""
    return entry.period == str(entry.year)


def period_words(entry: Entry, say: Messages) -> str:
    """Return the year of an entry, or the words for its longer span."""
    period, _, kind = entry.period.partition(" ")
    first, slash, last = period.partition("/")
    years = f"{first}–{last}" if slash and first not in ("..", last) else last or first
    return say(f"period_kind.{kind}", years=years) if kind else years


def _drawn(points: list[Point], shared: Scale | None, first: int, last: int) -> Chart:
    return chart(points, shared or scale(points), first, last)


def _point(entry: Entry) -> Point | None:
    target = _amount(entry.target) or _amount(entry.assigned)
    actual = _amount(entry.actual)
    status = next((mark for mark in entry.marks if mark in _ABOUT_OUTCOME), "")
    return Point(entry.year, target, actual, status) if target or actual else None


def _amount(said: Said | None) -> Amount | None:
    return said.amount if said else None


def _worth(line: Line, annual: list[Entry], goals: list[Entry]) -> bool:
    """Whether a row says something: of the open vocabulary, of two years, or both target and outcome."""
    aims = any(e.target or e.assigned or e.status == "dropped" for e in annual)
    figures = any(_amount(e.target) or _amount(e.actual) for e in annual)
    if line.known:
        return aims or figures or bool(goals)
    return figures and (len(annual) > 1 or any(e.target and e.actual for e in annual))


def _aims(row: Row) -> bool:
    return bool(row.goals) or any(column == "target" for _, column in row.cells)


def _named_once(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Say of each row whether the one above is of the same indicator."""
    made: list[Row] = []
    for row in rows:
        made.append(replace(row, repeated=bool(made) and made[-1].line is row.line))
    return tuple(made)


def _years(rows: Iterable[Row]) -> Iterator[Year]:
    used = {key for row in rows for key in row.cells}
    for year in sorted({year for year, _ in used}):
        yield Year(year, tuple(name for name in ("target", "actual") if (year, name) in used))
