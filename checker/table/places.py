"""The places that findings can stand at, looked up in the relations themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.table.table import Table

# Relations whose rows are places of their own: id, document, line, start_at, end_at, quote.
MARKS = (
    "heading", "counted", "paired", "calendar_date", "anniversary", "year_mark", "session",
    "claim", "completion", "run_length", "commitment",
)  # fmt: skip
_NUMBERS = ("unread", "number_use")
_PLACES = ("statement", "document", *MARKS, "unread", "problem", "number_use")
_WHERE = ("id", "document", "line", "start_at", "end_at")
_SAID, _ABOUT = ("unit", "comparator", "written"), ("region", "indicator", "period")
_WHOSE = ("region", "plan_year")
_MORE = {"statement": (*_SAID, *_ABOUT), "document": _WHOSE}
# What of each relation is looked at.
COLUMNS = {name: (*_WHERE, "text" if name in _NUMBERS else "quote", *_MORE.get(name, ())) for name in _PLACES}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands, and what it says there: what an anchor of a rule points to."""

    id: str
    document: str
    line: int
    start: int
    end: int
    quote: str
    statement: bool = False  # the id is a statement's
    region: str | None = None
    indicator: str | None = None
    period: str | None = None
    values: str = ""  # unit and values, for the fingerprint


class Places(Mapping[str, Place]):
    """The places by id. Only those that findings ask for are ever made: a million cost nothing."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self._tables = tables
        self._made: dict[str, Place] = {}

    def __getitem__(self, name: str) -> Place:
        if name not in self._made:
            self.fetch([name])
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        for name in _PLACES:
            if name != "unread":  # each of them is in number_use too
                yield from self._tables[name]["id"]

    def __len__(self) -> int:
        return sum(self._tables[name].rows for name in _PLACES if name != "unread")

    def fetch(self, names: Iterable[str]) -> None:
        """Look up many places at once, which costs far less each; unknown ones are left out."""
        left = {name for name in names if name not in self._made}
        for relation in _PLACES:
            table = self._tables[relation]
            found = table.where("id", left) if left and table.rows else {}
            if found:
                self._made.update(zip(found, _places(relation, table, list(found.values())), strict=True))
                left.difference_update(found)


def _places(relation: str, table: Table, rows: Sequence[int]) -> list[Place]:
    """Return the places that rows of a relation stand for."""
    cells = table.cells
    where = [cells(name, rows) for name in _WHERE]
    where.append(cells("text" if relation in _NUMBERS else "quote", rows))
    if relation == "statement":
        said = zip(*(cells(name, rows) for name in _SAID), strict=True)
        about = zip(*(cells(name, rows) for name in _ABOUT), strict=True)
        return [
            Place(*(*place, True, region or None, indicator, period or None, _values(*values)))
            for place, (region, indicator, period), values in zip(
                zip(*where, strict=True), about, said, strict=True
            )
        ]
    if relation == "document":
        whose = zip(*(cells(name, rows) for name in _WHOSE), strict=True)
        return [
            Place(*(*place, False, region or None, None, str(year) if year else None))
            for place, (region, year) in zip(zip(*where, strict=True), whose, strict=True)
        ]
    return [Place(*place) for place in zip(*where, strict=True)]


def _values(unit: str, comparator: str, written: str) -> str:
    """Return unit, comparator and values apart, as fingerprints hold them.

    >>> _values("%", "range", "5—6%")
    '%|range|5|6'
    """
    low, _, high = written.removesuffix(unit).partition("—")
    return f"{unit}|{comparator}|{low}|{high}"
