"""The places that findings can stand at, looked up in the relations themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from checker.table.table import Table

# Relations whose rows are places of their own: id, document, line, start_at, end_at, quote.
MARKS = (
    "heading", "counted", "paired", "calendar_date", "anniversary", "year_mark", "session",
    "claim", "completion", "run_length",
)  # fmt: skip
_PLACES = ("statement", "document", *MARKS, "number_use", "problem")


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
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = self._make(name)
        return made

    def __iter__(self) -> Iterator[str]:
        for name in _PLACES:
            yield from self._tables[name]["id"]

    def __len__(self) -> int:
        return sum(self._tables[name].rows for name in _PLACES)

    def _make(self, name: str) -> Place:
        for relation in _PLACES:
            table = self._tables[relation]
            at = table["id"].find(name)
            if at >= 0:
                return _place(relation, table, at)
        raise KeyError(name)


def _place(relation: str, table: Table, at: int) -> Place:
    quoted = "text" if relation == "number_use" else "quote"
    columns = ("id", "document", "line", "start_at", "end_at", quoted)
    where = Place(*(table[column][at] for column in columns))
    if relation == "statement":
        return replace(
            where,
            statement=True,
            region=table["region"][at] or None,
            indicator=table["indicator"][at],
            period=table["period"][at] or None,
            values=_values(table["unit"][at], table["comparator"][at], table["written"][at]),
        )
    if relation == "document":
        year = table["plan_year"][at]
        return replace(where, region=table["region"][at] or None, period=str(year) if year else None)
    return where


def _values(unit: str, comparator: str, written: str) -> str:
    """Return unit, comparator and values apart, as fingerprints hold them.

    >>> _values("%", "range", "5—6%")
    '%|range|5|6'
    """
    low, _, high = written.removesuffix(unit).partition("—")
    return f"{unit}|{comparator}|{low}|{high}"
