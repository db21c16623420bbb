"""The statements that speak of one indicator, as plain values, where limits are looked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple


class Said(NamedTuple):
    """The columns of ``statement`` of the same name, of one row."""

    id: str
    document: str
    doc_kind: str
    line: int
    quote: str
    region: str
    region_path: str
    own_region: bool
    scope: str
    key: str
    indicator_id: str
    measure: str
    modality: str
    is_target: bool
    is_outcome: bool
    is_final: bool
    period: str
    period_kind: str
    year: int
    year_from: int
    annual: bool
    comparator: str
    bound: str
    is_number: bool
    has_low: bool
    has_high: bool
    number: Decimal
    number_high: Decimal
    fit_low: Decimal
    fit_high: Decimal
    around_low: Decimal
    around_high: Decimal
    force_rank: int
    written: str
    phrase: str
    base_unit: str
    dimension: str
    basis: str
    price_basis: str
    polarity: str
    ceiling: bool
    aggregation: str
    latest: bool
    only_keeps: bool
    certain: bool
    plan_year: int
    is_rate: bool


class Statements:
    """Statements of the region as a whole, by region path and indicator of the lexicon."""

    def __init__(self, statement: Mapping[str, Any]) -> None:
        self._found: dict[tuple[str, str], list[Said]] = defaultdict(list)
        columns = [list(statement[name]) for name in Said._fields]
        for values in zip(*columns, strict=True):
            said = Said._make(values)
            if said.indicator_id and not said.scope:
                self._found[said.region_path, said.indicator_id].append(said)

    def of(self, region_path: str, indicator_id: str) -> list[Said]:
        """Return what is said of an indicator of a region, in the order of documents and places."""
        return self._found.get((region_path, indicator_id), [])


def upper(said: Said) -> bool:
    """Say whether a target is met by what lies below it."""
    return said.ceiling or said.polarity in ("less", "band")


def promised(found: list[Said]) -> Said | None:
    """Return the one of several wordings that is promised: of 确保6%、力争7% the first.

    Of documents that differ the least ambitious one is.
    """
    if not found:
        return None
    firmest = {name: max(one.force_rank for one in found if one.document == name)
               for name in {one.document for one in found}}  # fmt: skip
    kept = [one for one in found if one.force_rank == firmest[one.document]]
    sign = -1 if upper(kept[0]) else 1
    return min(kept, key=lambda one: (sign * one.number, one.bound == "floor", one.id))
