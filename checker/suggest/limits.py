"""The limits of one target: each function looks where one rule looks, and says why the end is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from checker.settings import Settings
from checker.suggest.model import MUST, SAME, SHOULD, Limit, Side
from checker.suggest.said import Said, Statements, promised, upper
from checker.table import regions
from checker.table.series import root

_HUNDRED = Decimal(100)
_STEP = Decimal("0.01")
_MOST_YEARS = 10
# Growth at constant prices says nothing of prices: as much a year is left for them as PC205 leaves.
_FOR_PRICES = Decimal(3)
# Not to be compared year by year (PC305).
NOT_LOWERED = frozenset({
    "new_jobs", "reemployment", "hard_employment", "rural_transfer", "new_posts",
    "zero_employment_households", "cpi", "core_cpi", "ppi", "survey_unemployment",
    "registered_unemployment", "grain_output", "energy_emission",
})  # fmt: skip
# A city collects and produces of its own, so its districts alone do not make it up (PC204).
_OWN_PART = frozenset({"gdp", "general_revenue", "tax_revenue", "fiscal_revenue", "total_fiscal_revenue"})


@dataclass(frozen=True, slots=True)
class Case:
    """One target of one draft: whose, of what, for which year, in which measure."""

    region_path: str
    parent_path: str
    year: int
    indicator_id: str
    measure: str
    base_unit: str
    drafts: frozenset[str]
    statements: Statements
    settings: Settings

    def said(self, region_path: str, *, measure: str | None = None) -> list[Said]:
        """Return the numbers said of the indicator of a region in the case's measure, own plans aside."""
        wanted = measure or self.measure
        return [
            one
            for one in self.statements.of(region_path, self.indicator_id)
            if one.measure == wanted and one.is_number and one.latest and one.certain and not one.basis
            and (one.base_unit == self.base_unit or measure is not None or one.dimension == "count")
        ]  # fmt: skip


def all_of(case: Case) -> Iterator[Limit]:
    """Yield every limit of a target."""
    yield from parent(case)
    yield from assigned(case)
    yield from handed(case)
    yield from past(case)
    yield from path(case)
    yield from siblings(case)
    yield from children(case)
    yield from session(case)


def parent(case: Case) -> Iterator[Limit]:
    """The level above's own target: PC201 compares rates and ceilings, never amounts."""
    found = [one for one in case.said(case.parent_path) if _plan(one, case.year) and one.own_region]
    above = promised(found)
    if above is None or not _compared(above):
        return
    high = upper(above)
    value = above.around_high if high else above.around_low
    if not (above.has_high if high else above.has_low):
        return
    fields = {"region": above.region, "phrase": _phrase(above)}
    reason = "because_parent_around" if above.bound == "around" else "because_parent"
    yield Limit("high" if high else "low", value, MUST, "PC201", reason, fields, (above.id,))
    if above.bound == "around":
        plain = above.number_high if high else above.number
        yield Limit("high" if high else "low", plain, SHOULD, "PC201", "because_parent", fields, (above.id,))


def _compared(above: Said) -> bool:
    if above.measure == "growth":
        return True
    if above.measure == "share":
        return above.ceiling
    return above.measure == "level" and above.bound == "ceiling" and above.aggregation != "sum"


def assigned(case: Case) -> Iterator[Limit]:
    """A value handed down to this region for the year: PC205."""
    for one in case.said(case.region_path):
        if not one.is_target or one.year != case.year or not one.annual:
            continue
        if one.own_region and one.modality != "assigned":
            continue
        high = upper(one)
        if one.document in case.drafts or not (one.has_high if high else one.has_low):
            continue
        value = one.around_high if high else one.around_low
        fields = {"document": _file(one.document), "phrase": _phrase(one)}
        yield Limit("high" if high else "low", value, MUST, "PC205", "because_assigned", fields, (one.id,))


def handed(case: Case) -> Iterator[Limit]:
    """A level that another body sets for this region in some years: the growth that leads there (PC205)."""
    if case.measure != "growth":
        return
    for goal in case.said(case.region_path, measure="level"):
        if not goal.is_target or goal.own_region or not goal.has_low or goal.polarity != "more":
            continue
        base = _last_level(case, goal)
        if base is None or goal.year < case.year:
            continue
        years = goal.year - base.year
        change = root(goal.number / base.number_high, years) if 0 < years <= _MOST_YEARS else None
        if change is None:
            continue
        needed = (change - 1) * _HUNDRED
        prices = _FOR_PRICES if goal.price_basis == "constant" else Decimal(0)
        fields = {
            "document": _file(goal.document), "phrase": _phrase(goal), "base_year": str(base.year),
            "base": base.written, "years": str(years), "needed": _shown(needed),
        }  # fmt: skip
        reason = "because_handed_prices" if prices else "because_handed"
        value = (needed - prices).quantize(_STEP, ROUND_CEILING)
        yield Limit("low", value, MUST, "PC205", reason, fields, (goal.id, base.id))


def without_base(case: Case) -> list[Said]:
    """Return the levels set for this region that no level of its own leads to."""
    goals = (
        one for one in case.said(case.region_path, measure="level") if one.is_target and one.year >= case.year
    )
    return [one for one in goals if not one.own_region and _last_level(case, one) is None]


def _last_level(case: Case, goal: Said) -> Said | None:
    levels = [
        one for one in case.said(case.region_path, measure="level")
        if one.is_outcome and one.own_region and one.annual and one.year < case.year
        and one.base_unit == goal.base_unit and one.number_high > 0
    ]  # fmt: skip
    return max(levels, key=lambda one: (one.year, one.number, one.id), default=None)


def past(case: Case) -> Iterator[Limit]:
    """Last year's outcome and last year's target: PC305, which only notes."""
    if case.indicator_id in NOT_LOWERED:
        return
    found = list(_of_last_year(case))
    # The outcome says more than the earlier target.
    outcomes = [one for one in found if one.reason == "because_outcome"]
    yield from outcomes or found


def _of_last_year(case: Case) -> Iterator[Limit]:
    for one in case.said(case.region_path):
        if one.year != case.year - 1 or not one.annual or not one.own_region or one.ceiling:
            continue
        if one.only_keeps or one.polarity == "band" or one.doc_kind == "five_year_plan":
            continue
        if not (one.is_outcome or one.modality == "target"):
            continue
        less = one.polarity == "less" or (one.polarity == "" and one.measure == "growth" and one.number < 0)
        if not (one.has_high if less else one.has_low):
            continue
        value = one.fit_high if less else one.fit_low
        if not one.is_outcome:
            value = one.number_high if less else one.number
        reason = "because_outcome" if one.is_outcome else "because_target"
        fields = {"year": str(one.year), "phrase": _phrase(one)}
        yield Limit("high" if less else "low", value, SHOULD, "PC305", reason, fields, (one.id,))


# ---------------------------------------------------------------- goals for several years


def path(case: Case) -> Iterator[Limit]:
    """The own goal for several years: the pace it needs from now on (PC307)."""
    if case.measure != "growth":
        return
    for goal in case.said(case.region_path, measure="level"):
        if _is_goal(goal, case):
            yield from _to_level(case, goal)
    for goal in case.said(case.region_path):
        if _is_goal(goal, case) and goal.period_kind == "average" and goal.has_low:
            yield from _to_mean(case, goal)


def _is_goal(one: Said, case: Case) -> bool:
    if not one.is_target or not one.own_region or one.ceiling or one.year < case.year:
        return False
    if one.doc_kind == "five_year_plan":
        return True
    return one.year > case.year and (one.period_kind in ("by", "average") or one.year > one.plan_year > 0)


def _to_level(case: Case, goal: Said) -> Iterator[Limit]:
    """A level by some year: the mean growth that leads there from the last outcome."""
    if goal.polarity == "less" or not goal.has_low or goal.period_kind == "average":
        return
    base = _last_level(case, goal)
    if base is None:
        return
    years = goal.year - base.year
    fields = {
        "year": str(goal.year), "phrase": _phrase(goal), "base_year": str(base.year), "base": base.written,
        "years": str(years),
    }  # fmt: skip
    change = root(goal.around_low / base.number, years) if 0 < years <= _MOST_YEARS else None
    if change is None:
        return
    value = ((change - 1) * _HUNDRED).quantize(_STEP, ROUND_CEILING)
    fields["needed"] = _shown(value) + "%"
    if goal.price_basis == "constant":
        # Real growth and a level at current prices: the rest may come from prices, so this only advises.
        value -= _FOR_PRICES
        yield Limit("low", value, SHOULD, "PC307", "because_path_prices", fields, (goal.id, base.id))
        return
    strength = MUST if goal.year == case.year else SHOULD
    yield Limit("low", value, strength, "PC307", "because_path", fields, (goal.id, base.id))


def _to_mean(case: Case, goal: Said) -> Iterator[Limit]:
    """A mean over some years: what the years still left must bring (PC307)."""
    first = goal.year_from if 0 < goal.year_from < goal.year else goal.year - 4
    actual = {
        one.year: one for one in case.said(case.region_path)
        if one.is_outcome and one.annual and one.own_region and first <= one.year < case.year
    }  # fmt: skip
    done = [year for year in range(first, case.year) if year in actual]
    if not first <= case.year <= goal.year or len(done) != case.year - first:
        return
    product = Decimal(1)
    for year in done:
        product *= 1 + actual[year].number / _HUNDRED
    span, left = goal.year - first + 1, goal.year - case.year + 1
    change = root((1 + goal.around_low / _HUNDRED) ** span / product, left) if product > 0 else None
    if change is None:
        return
    value = ((change - 1) * _HUNDRED).quantize(_STEP, ROUND_CEILING)
    fields = {
        "first": str(first), "year": str(goal.year), "phrase": _phrase(goal), "years": str(left),
        "needed": _shown(value), "done": "、".join(f"{year}年{actual[year].written}" for year in done) or "—",
    }  # fmt: skip
    strength = MUST if left == 1 else SHOULD
    yield Limit("low", value, strength, "PC307", "because_mean", fields, (goal.id,))


# ---------------------------------------------------------------- sums


def siblings(case: Case) -> Iterator[Limit]:
    """What the other regions under one parent leave to this one of the parent's target: PC204."""
    above = promised([one for one in case.said(case.parent_path) if _plan(one, case.year) and one.own_region])
    others = [path for path in regions.children(case.parent_path, case.settings) if path != case.region_path]
    if above is None or not others or above.aggregation != "sum" or case.indicator_id in _OWN_PART:
        return
    brought = {path: _promise(case, path) for path in others}
    if any(one is None for one in brought.values()):
        return
    at_hand = {path: one for path, one in brought.items() if one is not None}
    fields = {"region": above.region, "phrase": _phrase(above),
              "others": "、".join(f"{one.region}{one.written}" for one in at_hand.values())}  # fmt: skip
    ids = (above.id, *(one.id for one in at_hand.values()))
    high = upper(above)
    if case.measure in ("level", "increment"):
        total = sum((one.number_high if one.has_high else one.number for one in at_hand.values()), Decimal(0))
        need = above.around_high if high else above.around_low
        yield Limit("high" if high else "low", need - total, MUST, "PC204", "because_siblings", fields, ids)
    elif case.measure == "growth":
        value = _share_of_mean(case, above, at_hand)
        if value is not None:
            yield Limit("low", value, MUST, "PC204", "because_mean_of_siblings", fields, ids)


def _promise(case: Case, region_path: str) -> Said | None:
    return promised([one for one in case.said(region_path) if _plan(one, case.year) and one.own_region])


def _share_of_mean(case: Case, above: Said, others: Mapping[str, Said]) -> Decimal | None:
    """Return the growth that brings the mean, weighted by last year's levels, up to the parent's."""
    if upper(above):
        return None
    weights = {path: _level_of(case, path) for path in (case.region_path, *others)}
    known = {path: level for path, level in weights.items() if level}
    if len(known) != len(weights):
        return None
    brought = sum((known[path] * others[path].number for path in others), Decimal(0))
    whole = sum(known.values(), Decimal(0))
    value = (above.around_low * whole - brought) / known[case.region_path]
    return value.quantize(_STEP, ROUND_CEILING)


def _level_of(case: Case, region_path: str) -> Decimal | None:
    levels = [
        one for one in case.said(region_path, measure="level")
        if one.is_outcome and one.annual and one.year == case.year - 1 and one.base_unit != "%"
    ]  # fmt: skip
    best = max(levels, key=lambda one: (one.own_region, one.is_final, one.number), default=None)
    return best.number if best is not None else None


def children(case: Case) -> Iterator[Limit]:
    """What the regions beneath can bring together: PC204, seen from above."""
    below = regions.children(case.region_path, case.settings)
    if len(below) < 2 or case.measure not in ("level", "increment") or case.indicator_id in _OWN_PART:
        return
    brought = [_promise(case, path) for path in below]
    known = [one for one in brought if one is not None]
    if len(known) != len(brought) or known[0].aggregation != "sum":
        return
    high = upper(known[0])
    total = sum((one.number_high if one.has_high else one.number for one in known), Decimal(0))
    fields = {"others": "、".join(f"{one.region}{one.written}" for one in known)}
    side: Side = "low" if high else "high"
    yield Limit(side, total, MUST, "PC204", "because_children", fields, tuple(one.id for one in known))


def session(case: Case) -> Iterator[Limit]:
    """Another document of the same session gives the same target: PC316."""
    for one in case.said(case.region_path):
        if not (_plan(one, case.year) and one.own_region) or one.document in case.drafts:
            continue
        if one.doc_kind == "five_year_plan":
            continue
        fields = {"document": _file(one.document), "phrase": _phrase(one)}
        if one.has_low:
            yield Limit("low", one.number, SAME, "PC316", "because_session", fields, (one.id,))
        if one.has_high:
            yield Limit("high", one.number_high, SAME, "PC316", "because_session", fields, (one.id,))


def _plan(one: Said, year: int) -> bool:
    return one.modality == "target" and one.annual and one.year == year and one.doc_kind != "five_year_plan"


def _file(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]


def _phrase(one: Said) -> str:
    """Return what is said, of a bare figure in a table with its unit."""
    return one.phrase if len(one.phrase) > len(one.written) else one.written


def _shown(value: Decimal) -> str:
    shown = format(value.quantize(_STEP, ROUND_FLOOR), "f").rstrip("0").rstrip(".")
    return shown or "0"
