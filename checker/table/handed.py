"""Values a level above hands down to a named region, held against that region's own growth.

The rest of what can be said of an assignment (contradicted, left out) a rule joins for itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal
from typing import Any, NamedTuple

from checker.table.schema import Table

# Growth at constant prices says nothing of prices: this much a year is left for them, in points.
_FOR_PRICES = Decimal(3)
_MOST_YEARS = 10
_MOST = Decimal(10) ** 15


class Row(NamedTuple):
    """The columns of ``statement`` that are looked at."""

    id: str
    region_path: str
    own_region: bool
    key: str
    certain: bool
    scope: str
    measure: str
    is_target: bool
    is_outcome: bool
    is_number: bool
    annual: bool
    period_kind: str
    year: int
    year_from: int
    latest: bool
    number: Decimal
    number_high: Decimal
    has_high: bool
    has_low: bool
    base_unit: str
    price_basis: str
    polarity: str
    basis: str


def rows(statement: Table) -> Iterator[dict[str, object]]:
    """Yield the rows of the relation ``handed``: level goals that the region's own growth cannot reach.

    From the region's last actual level before the goal's year, by its own growth target of the first
    year for each year up to it. Ceilings are met by growing less, and are left out.
    """
    columns: list[list[Any]] = [statement[name] for name in Row._fields]
    goals: list[Row] = []
    levels: dict[tuple[str, str], list[Row]] = defaultdict(list)
    growth: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for values in zip(*columns, strict=True):
        row = Row(*values)
        place = (row.region_path, row.key)
        if row.scope or not row.is_number or not row.certain or not row.latest:
            continue
        if row.is_target and row.measure == "level" and not row.own_region and row.has_low:
            goals.append(row)
        elif row.is_outcome and row.measure == "level" and row.own_region and row.annual:
            levels[place].append(row)
        elif row.is_target and row.measure == "growth" and row.own_region and row.year:
            growth[place].append(row)
    for goal in goals:
        place = (goal.region_path, goal.key)
        found = _reach(goal, levels[place], growth[place])
        if found is not None:
            yield found


def _reach(goal: Row, levels: list[Row], growth: list[Row]) -> dict[str, object] | None:
    before = [row for row in levels if row.year < goal.year and row.base_unit == goal.base_unit]
    if not before or goal.polarity != "more":
        return None
    base = max(before, key=lambda row: (row.year, row.number, row.id))
    years = goal.year - base.year
    rates = [row for row in growth if _fits(row, base.year + 1, goal.year)]
    if not rates or years > _MOST_YEARS:
        return None
    rate = max(rates, key=lambda row: (row.number_high, row.id))
    yearly = rate.number_high + (_FOR_PRICES if rate.price_basis == "constant" else 0)
    reached = (base.number_high * (1 + yearly / 100) ** years).quantize(Decimal(1), ROUND_CEILING)
    if reached >= _MOST:
        return None
    return {
        "id": goal.id,
        "base": base.id,
        "rate": rate.id,
        "years": years,
        "reached": reached,
        "short": reached < goal.number,
        "with_prices": rate.price_basis == "constant",
    }


def _fits(row: Row, first: int, last: int) -> bool:
    """A growth target of the first year to go, or an annual mean that covers the years to go."""
    if row.basis:
        return False
    if row.annual:
        return row.year == first
    return row.period_kind == "average" and (row.year_from or first) <= first and row.year >= last
