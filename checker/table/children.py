"""Targets of the children held against their parent's: sums, and means weighted by last year's level.

One row of ``aggregate`` per target of a parent that at least one child sets too; ``aggregate_part``
says which targets of the children it was made from.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from checker.settings import Settings
from checker.table import regions, targets
from checker.table.schema import UNBOUNDED_RATE, Table
from checker.table.targets import Target

# A city collects revenue and produces value of its own, so its districts alone do not make it up.
_OWN_PART = frozenset({"gdp", "general_revenue", "tax_revenue", "fiscal_revenue", "total_fiscal_revenue"})
_OWN_CHILD = re.compile(r"市本级|省本级|本级|开发区|高新区|经开区|新区|园区|管委会|示范区|保税区")
_STEP = Decimal("0.0001")
_COUNTED = frozenset({"count", "people", "area", "length", "money", "mass"})
Figure = tuple[int, str, str, str, str]  # year, key, measure, unit, basis


@dataclass(frozen=True, slots=True)
class Parts:
    """The children of a region, and what those at hand bring to one of its targets."""

    parent: Target
    children: tuple[str, ...]  # paths of all children
    brought: Mapping[str, Target]  # child path → its target

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the children without a target at hand."""
        return tuple(path.rpartition("/")[2] for path in self.children if path not in self.brought)

    @property
    def complete(self) -> bool:
        """All children are at hand, and there are several."""
        return len(self.children) > 1 and not self.missing


@dataclass(frozen=True, slots=True)
class Verdict:
    """``status``: short, fits, around, rest, undecided. Figures in the parent's base unit, signed."""

    status: str
    method: str  # sum mean all
    need: Decimal = Decimal(0)
    reach: Decimal = Decimal(0)
    soft: bool = False  # a floor counted with its bound: more may come, but is not promised


def rows(
    found: Sequence[Target], statement: Table, settings: Settings
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Return the rows of the relations ``aggregate`` and ``aggregate_part``.

    Args:
        found: ``targets.of(statement)``.
        statement: Where last year's levels are looked up, where means need weights.
        settings: Regions the divisions table does not know.
    """
    levels: _Levels | None = None
    aggregates: list[dict[str, object]] = []
    members: list[dict[str, object]] = []
    for parts in _parts(found, settings):
        levels = levels or _Levels(statement)
        verdict = judge(parts, levels.last_year(parts))
        if verdict is None:
            continue
        aggregates.append(_row(parts, verdict))
        members.extend({"id": parts.parent.id, "part": part.id, "seq": seq}
                       for seq, part in enumerate(parts.brought.values()))  # fmt: skip
    return aggregates, members


def judge(parts: Parts, weights: Mapping[str, Decimal]) -> Verdict | None:
    """Return whether what the children bring can reach the parent's target; None where it is no such case.

    Args:
        parts: The parent's target and its children's.
        weights: Last year's levels by region path, for means.
    """
    need = _need(parts.parent)
    if need is None or len(parts.children) < 2:
        return None
    if parts.parent.measure in ("level", "increment"):
        return _sum(parts, *need) if _adds_up(parts.parent) else None
    if parts.parent.measure == "growth" and parts.parent.aggregation in ("sum", "weighted_mean"):
        return _mean(parts, *need, weights)
    return None


def _parts(found: Sequence[Target], settings: Settings) -> Iterator[Parts]:
    """Yield the parents' targets that at least one child sets too, each once."""
    groups: dict[str, dict[Figure, list[Target]]] = defaultdict(lambda: defaultdict(list))
    for target in found:
        if target.is_number and target.own_region and target.certain and target.region_path:
            groups[target.region_path][_figure(target)].append(target)
    chosen = {
        path: {figure: targets.promised(several) for figure, several in sorted(figures.items())}
        for path, figures in groups.items()
    }
    for path in sorted(chosen):
        children = regions.children(path, settings)
        at_hand = [child for child in children if child in chosen]
        for figure, parent in chosen[path].items() if at_hand else ():
            brought = {child: part for child in at_hand if (part := chosen[child].get(figure)) is not None}
            if parent is not None and brought:
                yield Parts(parent, children, brought)


def _figure(target: Target) -> Figure:
    return target.year, target.key, target.measure, target.base_unit, target.basis


def _need(parent: Target) -> tuple[Decimal, Decimal, int] | None:
    """Return what is needed, what is needed thanks to 左右, and 1 for a floor, −1 for a ceiling."""
    if targets.less_is_better(parent):
        return (parent.number_high, parent.around_high, -1) if parent.has_high else None
    return (parent.number, parent.around_low, 1) if parent.has_low else None


def _adds_up(parent: Target) -> bool:
    if parent.indicator_id:
        return parent.aggregation == "sum" and not parent.is_rate
    return parent.dimension in _COUNTED and not parent.is_rate and "/" not in parent.base_unit


def _sum(parts: Parts, need: Decimal, least: Decimal, sign: int) -> Verdict:
    soft = False
    reach = Decimal(0)
    rounding = Decimal(0)
    for part in parts.brought.values():
        open_end = not part.has_high if sign > 0 else not part.has_low
        if open_end:
            reach += part.number
            # Only a floor can bring more than it says, and only a ceiling less.
            soft = True
        else:
            counted = part.number_high if sign > 0 else part.number
            reach += counted
            rounding += abs((part.fit_high if sign > 0 else part.fit_low) - counted)
    short = sign * (least - reach) - rounding > 0
    exactly = sign * (need - reach) <= 0
    if parts.complete:
        status = "short" if short else "fits" if exactly else "around"
        return Verdict(status, "sum", need, reach, soft)
    # Children that go beyond a ceiling leave nothing for the others; short of a floor they do.
    if sign < 0 and short:
        return Verdict("short", "sum", need, reach, soft)
    return Verdict("fits" if sign > 0 and not short else "rest", "sum", need, reach, soft)


def _mean(parts: Parts, need: Decimal, least: Decimal, sign: int, weights: Mapping[str, Decimal]) -> Verdict:
    best = {child: part.number_high if sign > 0 and part.has_high else part.number
            for child, part in parts.brought.items()}  # fmt: skip
    soft = any(part.bound in ("floor", "ceiling", "around") for part in parts.brought.values())
    if not parts.complete:
        return _mean_of_the_rest(parts, need, best, weights, soft)
    if all(sign * (least - value) > 0 for value in best.values()):
        top = max(best.values(), key=lambda value: sign * value)
        return Verdict("short", "all", need, top, soft)
    if all(sign * (need - value) <= 0 for value in best.values()):
        low = min(best.values(), key=lambda value: sign * value)
        return Verdict("fits", "all", need, low, soft)
    if all(sign * (least - value) <= 0 for value in best.values()):
        low = min(best.values(), key=lambda value: sign * value)
        return Verdict("around", "all", need, low, soft)
    if parts.parent.aggregation != "sum" or not all(weights.get(child) for child in best):
        return Verdict("undecided", "mean", need, Decimal(0), soft)
    total = sum((weights[child] for child in best), Decimal(0))
    mean = sum((weights[child] * value for child, value in best.items()), Decimal(0)) / total
    mean = mean.quantize(_STEP, ROUND_CEILING if sign > 0 else ROUND_FLOOR)
    status = "short" if sign * (least - mean) > 0 else "fits" if sign * (need - mean) <= 0 else "around"
    return Verdict(status, "mean", need, mean, soft)


def _mean_of_the_rest(
    parts: Parts, need: Decimal, best: Mapping[str, Decimal], weights: Mapping[str, Decimal], soft: bool
) -> Verdict:
    """Return the growth the missing children must bring, where all levels needed for it are at hand."""
    whole = weights.get(parts.parent.region_path, Decimal(0))
    known = sum((weights.get(child, Decimal(0)) for child in best), Decimal(0))
    rest = whole - known
    if not all(weights.get(child) for child in best) or rest <= 0 or parts.parent.aggregation != "sum":
        return Verdict("undecided", "mean", need, Decimal(0), soft)
    brought = sum((weights[child] * value for child, value in best.items()), Decimal(0))
    wanted = ((need * whole - brought) / rest).quantize(_STEP, ROUND_CEILING)
    if abs(wanted) >= UNBOUNDED_RATE:
        return Verdict("undecided", "mean", need, Decimal(0), soft)
    return Verdict("rest", "mean", need, wanted, soft)


class _Levels:
    """Last year's levels, by region path, key and year."""

    def __init__(self, statement: Table) -> None:
        names = ("is_outcome", "measure", "annual", "scope", "is_number", "region_path", "key", "year",
                 "base_unit", "number", "own_region", "latest", "is_final")  # fmt: skip
        columns: list[list[Any]] = [statement[name] for name in names]
        self._levels: dict[tuple[str, str, int], tuple[tuple[bool, ...], Decimal]] = {}
        for outcome, measure, annual, scope, known, path, key, year, unit, number, *weight in zip(
            *columns, strict=True
        ):
            if outcome and measure == "level" and annual and known and not scope and unit != "%":
                place = (path, key, year)
                # What a region says of itself goes before what others say of it.
                said = (tuple(weight), number)
                self._levels[place] = max(self._levels.get(place, said), said)

    def last_year(self, parts: Parts) -> dict[str, Decimal]:
        """Return the levels of the parent and its children in the year before the target's."""
        if parts.parent.measure != "growth":
            return {}
        wanted = (parts.parent.region_path, *parts.brought)
        found = {path: self._levels.get((path, parts.parent.key, parts.parent.year - 1)) for path in wanted}
        return {path: level[1] for path, level in found.items() if level is not None and level[1] > 0}


def _row(parts: Parts, verdict: Verdict) -> dict[str, object]:
    parent = parts.parent
    decides = parent.indicator_id not in _OWN_PART or any(
        _OWN_CHILD.search(path.rpartition("/")[2]) for path in parts.children
    )
    status = verdict.status
    if not decides and parts.complete:
        status = "undecided"
    gap = abs(verdict.need - verdict.reach) if status != "undecided" else Decimal(0)
    return {
        "id": parent.id,
        "status": status,
        "method": verdict.method,
        "complete": parts.complete,
        "decided": parts.complete and status in ("short", "fits", "around"),
        "certain": bool(parent.indicator_id),
        "soft": verdict.soft,
        "upper": targets.less_is_better(parent),
        "children": len(parts.children),
        "at_hand": len(parts.brought),
        "missing": _named(parts.missing),
        "need": verdict.need,
        "reach": verdict.reach,
        "gap": gap,
        "shown": _shown(parts),
    }


def _named(names: Sequence[str], most: int = 5) -> str:
    shown = "、".join(names[:most])
    return f"{shown}等{len(names)}个" if len(names) > most else shown


def _shown(parts: Parts) -> str:
    return "、".join(f"{part.region}{part.written}{'以上' if part.bound == 'floor' else ''}"
                    for part in parts.brought.values())  # fmt: skip
