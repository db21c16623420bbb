"""Targets as plain values, for the relations that look at several levels of regions at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from itertools import compress
from typing import Any, NamedTuple

from checker.table.schema import Table


class Target(NamedTuple):
    """One target of one year for a region as a whole; the columns of ``statement`` of the same name."""

    id: str
    document: str
    doc_kind: str
    doc_region_path: str
    doc_parent_path: str
    region: str
    region_path: str
    own_region: bool
    scope: str
    key: str
    certain: bool
    indicator: str
    indicator_id: str
    measure: str
    modality: str
    year: int
    period_kind: str
    comparator: str
    bound: str
    is_number: bool
    number: Decimal
    number_high: Decimal
    has_low: bool
    has_high: bool
    fit_low: Decimal
    fit_high: Decimal
    around_low: Decimal
    around_high: Decimal
    is_rate: bool
    force_rank: int
    written: str
    phrase: str
    base_unit: str
    dimension: str
    basis: str
    reference: str
    delegate: str
    delegate_path: str
    polarity: str
    ceiling: bool
    aggregation: str
    price_basis: str


def of(statement: Table) -> list[Target]:
    """Return the targets of single whole years that no later document supersedes, in their order."""
    wanted = (
        target and annual and latest and not scope
        for target, annual, latest, scope in zip(
            statement["is_target"], statement["annual"], statement["latest"], statement["scope"], strict=True
        )
    )
    columns: list[list[Any]] = [statement[name] for name in Target._fields]
    return list(map(Target._make, compress(zip(*columns, strict=True), wanted)))


def by_figure(targets: Iterable[Target]) -> dict[tuple[str, int, str], list[Target]]:
    """Return the targets by region path, year and key."""
    found: dict[tuple[str, int, str], list[Target]] = defaultdict(list)
    for target in targets:
        found[target.region_path, target.year, target.key].append(target)
    return found


def less_is_better(target: Target) -> bool:
    """Say whether a smaller figure is the more ambitious one."""
    return target.ceiling or target.polarity in ("less", "band")


def promised(targets: Iterable[Target]) -> Target | None:
    """Return the one of several wordings of a target that is promised, None where there is none.

    Of 「确保6.5%、力争7%以上」 the 6.5 % is; of two documents that differ the less ambitious one is.
    """
    known = list(targets)
    if not known:
        return None
    firmest = {document: max(t.force_rank for t in known if t.document == document)
               for document in {t.document for t in known}}  # fmt: skip
    kept = [target for target in known if target.force_rank == firmest[target.document]]
    sign = -1 if less_is_better(kept[0]) else 1
    return min(kept, key=lambda target: (sign * target.number, target.bound == "floor", target.id))
