"""Figures of one indicator of one region over the years: outcomes and the annual targets."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from checker.table.rows import Row
from checker.table.schema import Table

Key = tuple[str, str, str, str]  # region path, key, measure, base unit


@dataclass(slots=True)
class Series:
    """``actual`` and ``target`` hold one row per year; ``goals`` the targets that reach beyond a year.

    ``spans`` holds what is said of several years at once, by kind of period, first and last year.
    """

    actual: dict[int, Row] = field(default_factory=dict)
    target: dict[int, Row] = field(default_factory=dict)
    goals: list[Row] = field(default_factory=list)
    spans: dict[tuple[str, int, int], Row] = field(default_factory=dict)


def collect(statement: Table) -> dict[Key, Series]:
    """Return the series of the indicators that have a goal beyond a year, or targets in two measures.

    All others are left out: nothing asks for them, and there may be a million.
    """
    wanted = _wanted(statement)
    found: dict[Key, Series] = defaultdict(Series)
    for at in range(len(statement["id"])):
        if (statement["region_path"][at], statement["key"][at]) in wanted and _usable(statement, at):
            row = Row(statement, at)
            _put(found[key(row)], row)
    return found


def _usable(statement: Table, at: int) -> bool:
    return bool(
        statement["own_region"][at] and statement["is_number"][at] and statement["certain"][at]
        and statement["year"][at] and statement["basis"][at] == ""
    )  # fmt: skip


def _wanted(statement: Table) -> set[tuple[object, object]]:
    goals: set[tuple[object, object]] = set()
    measures: dict[tuple[object, object], set[object]] = defaultdict(set)
    for at, is_target in enumerate(statement["is_target"]):
        if is_target and _usable(statement, at):
            name = (statement["region_path"][at], statement["key"][at])
            if _is_goal(Row(statement, at)):
                goals.add(name)
            measures[name].add(statement["measure"][at])
    return goals | {name for name, found in measures.items() if {"level", "growth"} <= found}


def key(row: Row, measure: str | None = None, unit: str | None = None) -> Key:
    """Return the series a row belongs to, or that of another measure of the same indicator."""
    return (
        str(row["region_path"]), str(row["key"]), measure or str(row["measure"]),
        str(row["base_unit"]) if unit is None else unit,
    )  # fmt: skip


def number(row: Row, column: str = "number") -> Decimal:
    """Return a figure of a row."""
    value = row[column]
    assert isinstance(value, Decimal)
    return value


def year(row: Row) -> int:
    """Return the last year of a row's period."""
    value = row["year"]
    assert isinstance(value, int)
    return value


def root(ratio: Decimal, times: int) -> Decimal | None:
    """Return what must be multiplied ``times`` times to give ``ratio``; None where nothing does.

    >>> root(Decimal("1.21"), 2)
    Decimal('1.1')
    """
    if ratio <= 0 or times < 1:
        return None
    try:
        return (ratio ** (Decimal(1) / times)).quantize(Decimal("1E-12")).normalize()
    except InvalidOperation:
        return None


def _put(series: Series, row: Row) -> None:
    if row["is_target"]:
        if _is_goal(row):
            series.goals.append(row)
        elif row["annual"] and row["latest"] and row["plan_year"] == row["year"]:
            _first(series.target, row)
    elif row["is_outcome"] and row["annual"] and row["latest"] and row["instant"] != "start":
        _first(series.actual, row)
    elif row["is_outcome"] and row["latest"] and row["period_kind"] in ("average", "cumulative"):
        first = row["year_from"]
        assert isinstance(first, int)
        if first:
            series.spans.setdefault((str(row["period_kind"]), first, year(row)), row)


def _is_goal(row: Row) -> bool:
    plan_year = row["plan_year"]
    assert isinstance(plan_year, int)
    kind = str(row["period_kind"])
    return (
        row["doc_kind"] == "five_year_plan"
        or kind in ("by", "average", "cumulative", "span")
        or (year(row) > plan_year > 0)
    )


def _first(years: dict[int, Row], row: Row) -> None:
    known = years.get(year(row))
    if known is None or (str(row["document"]), row["seq"]) < (str(known["document"]), known["seq"]):
        years[year(row)] = row
