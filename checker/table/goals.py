"""Goals for several years: the pace that the years still left must keep, and goals that clash.

Compounding needs powers and roots, which rules cannot compute.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from checker.table.rows import Row
from checker.table.schema import UNBOUNDED, UNBOUNDED_RATE
from checker.table.series import Key, Series, number, root, year

_STEP = Decimal("0.0001")
_HUNDRED = Decimal(100)
_TENTH = Decimal("0.1")  # the digit that growth rates are written to
_FIVE_YEARS = 5
_AMOUNTS = ("level", "increment")
# Levels at current prices grow by the change of prices too; so much of it a year is ordinary.
_PRICES_DOWN, _PRICES_UP = Decimal("0.98"), Decimal("1.04")


def pace(every: dict[Key, Series]) -> Iterator[dict[str, object]]:
    """Yield the rows of the relation ``pace``: a goal, where one stands, and what is still needed."""
    for at in sorted(every):
        told: set[tuple[object, ...]] = set()
        for goal in sorted(every[at].goals, key=_goal_order):
            same = (goal["period_kind"] == "average", year(goal), goal["number"])
            row = None if same in told or goal["ceiling"] else _pace(goal, at, every)
            if row is not None:
                told.add(same)
                yield row


def clashes(every: dict[Key, Series]) -> Iterator[dict[str, object]]:
    """Yield the rows of the relation ``double_goal``: a level goal, a rate goal, and the base of both."""
    for at in sorted(every):
        if at[2] != "level":
            continue
        rates = every.get((at[0], at[1], "growth", "%"))
        if rates is None:
            continue
        levels = [*every[at].goals, *every[at].target.values()]
        for level in sorted(levels, key=_goal_order):
            for rate in sorted([*rates.goals, *rates.target.values()], key=_goal_order):
                row = _clash(level, rate, every[at])
                if row is not None:
                    yield row


def _goal_order(row: Row) -> tuple[object, ...]:
    return (str(row["document"]), row["seq"])


def _pace(goal: Row, at: Key, every: dict[Key, Series]) -> dict[str, object] | None:
    told = _of_span(goal, every[at])
    if told is not None:
        return told
    if goal["measure"] == "growth":
        return _of_growth(goal, every[at])
    if goal["measure"] == "increment":
        return _of_total(goal, every[at]) if goal["period_kind"] != "year" else None
    if goal["measure"] in ("level", "share") and _at_end(goal):
        return _of_level(goal, at, every)
    return None


def _row(goal: Row, here: Row, last: Row | None, **more: object) -> dict[str, object]:
    row: dict[str, object] = {
        "goal": goal["id"],
        "here": here["id"],
        "last": last["id"] if last is not None and last["id"] != here["id"] else "",
        "how": "needed",
        "years": 0,
        "needed": Decimal(0),
        "better": Decimal(0),
        "gap": Decimal(0),
        "unit": "%",
    }
    row.update(more)
    return row


def _sign(goal: Row) -> int:
    """Return −1 where less is better, so that more of the result is always better."""
    return -1 if goal["polarity"] == "less" else 1


def _bound(goal: Row) -> Decimal | None:
    """Return the least that satisfies a goal, 左右 at its widest."""
    if _sign(goal) < 0:
        return number(goal, "around_high") if goal["has_high"] else None
    return number(goal, "around_low") if goal["has_low"] else None


# ---------------------------------------------------------------- levels and shares


def _of_level(goal: Row, at: Key, every: dict[Key, Series]) -> dict[str, object] | None:
    known, due, least = every[at], year(goal), _bound(goal)
    last = max((row for row in known.actual.values() if year(row) <= due), key=year, default=None)
    if least is None or not _is_level(goal, known):
        return None
    since = year(last) if last is not None else 0
    current = max((row for row in known.target.values() if since < year(row) <= due), key=year, default=None)
    if current is not None and last is not None and year(current) < due and _holds_only(current, last):
        current = None
    here = current or last
    # The target of the due year speaks for itself; before it only an outcome shows the pace.
    if here is None or here["document"] == goal["document"] or (last is None and year(here) < due):
        return None
    left = due - year(here)
    short = _sign(goal) * (least - number(here, "number_high" if current else "fit_high"))
    if left == 0:
        return _row(goal, here, last, how="due" if current else "ended", gap=_cut(max(short, Decimal(0))))
    if last is None:
        return None
    if short <= 0:
        return _row(goal, here, last, how="reached", years=left)
    change = ("points", "个百分点") if goal["measure"] == "share" else ("growth", "%")
    return _level_pace(goal, last, current, known, every.get((at[0], at[1], *change)))


def _holds_only(current: Row, last: Row) -> bool:
    """Say whether a year's target is a bound passed already: 稳定在83%以上 foretells no fall to it."""
    worse = _sign(current) * (number(current) - number(last)) < 0
    return worse and current["bound"] in ("floor", "ceiling")


def _at_end(goal: Row) -> bool:
    """Say whether a level is meant for the end of the span; 年均 further on speaks of another figure."""
    kind = goal["period_kind"]
    return kind in ("year", "by") or (kind == "average" and "年均" not in str(goal["quote"]))


def _is_level(goal: Row, known: Series) -> bool:
    """Say whether a goal is a level at its end: what is counted anew each year has a total instead.

    A cell of a plan's table has no verb; an annual target of the same name may say 达到.
    """
    if goal["stock"] or (goal["indicator_id"] and goal["base_unit"] in ("元", "美元")):
        return True
    if goal["measure"] == "share" and "达到" in str(goal["quote"]):
        return True  # 研发经费投入强度达到1.2%: a rate of a flow is what it is in the last year
    reached = any(row["stock"] for row in known.target.values())
    return reached and goal["doc_kind"] == "five_year_plan" and not goal["indicator_id"]


def _level_pace(
    goal: Row, last: Row, current: Row | None, known: Series, change: Series | None
) -> dict[str, object] | None:
    here, least, sign = current or last, _bound(goal), _sign(goal)
    assert least is not None
    left = year(goal) - year(here)
    multiplies = goal["measure"] == "level" and min(number(here), number(last), least) > 0
    needed = _step(number(here), least, left, multiplies)
    steps = change if multiplies or goal["measure"] == "share" else None
    paces = _paces(known, steps, last, current, multiplies)
    if needed is None or not paces:
        return None
    better = max(sign * one for one in paces)
    unit = "%" if multiplies else ("个百分点" if goal["measure"] == "share" else str(goal["base_unit"]))
    return _row(goal, here, last, years=left, needed=_rate(sign * needed), better=_rate(better), unit=unit)


def _step(start: Decimal, end: Decimal, years: int, multiplies: bool) -> Decimal | None:
    """Return the change a year that leads from start to end: in percent, or in the figure's own unit."""
    if years < 1:
        return None
    if not multiplies:
        return (end - start) / years
    factor = root(end / start, years)
    return None if factor is None else (factor - 1) * _HUNDRED


def _paces(
    known: Series, change: Series | None, last: Row, current: Row | None, multiplies: bool
) -> list[Decimal]:
    """Return the yearly changes at hand: of the last actual, and that the current target asks for.

    ``change`` holds those that are told as such: growth of levels, percentage points of shares.
    """
    found: list[Decimal | None] = []
    earlier = [one for one in known.actual if one < year(last)]
    base = known.actual[max(earlier)] if earlier else None
    # From nothing to something is no percentage, and a step in units is none to compare with one.
    if base is not None and (number(base) > 0 or not multiplies):
        found.append(_step(number(base), number(last), year(last) - year(base), multiplies))
    if current is not None:
        found.append(_step(number(last), number(current), year(current) - year(last), multiplies))
    if change is not None:
        found.extend(number(change.actual[one]) for one in [year(last)] if one in change.actual)
        if change.target:
            found.append(number(change.target[max(change.target)]))
    return [one for one in found if one is not None]


# ---------------------------------------------------------------- growth rates, totals over the span


def _of_span(goal: Row, known: Series) -> dict[str, object] | None:
    """Return a goal beside what was said of its very span when that was over: 年均, 累计."""
    kind, least = str(goal["period_kind"]), _bound(goal)
    told = known.spans.get((kind, _span_start(goal), year(goal)))
    if told is None or least is None or told["document"] == goal["document"]:
        return None
    sign = _sign(goal)
    if sign < 0 and number(goal) * number(told) < 0:
        return None  # one is written as a fall of so much, the other as the fall itself
    missed = sign * (least - number(told, "fit_high" if sign > 0 else "fit_low")) > 0
    gap = sign * (least - number(told)) if missed else Decimal(0)
    return _row(goal, told, None, how="ended", gap=_cut(gap))


def _of_growth(goal: Row, known: Series) -> dict[str, object] | None:
    due, least, first = year(goal), _bound(goal), _span_start(goal)
    done = _years_in_row(known.actual, first, due) if first else []
    if least is None or not done:
        return None
    last = known.actual[done[-1]]
    current = known.target.get(done[-1] + 1) if done[-1] < due else None
    if _sign(goal) < 0 and number(goal) * number(last) < 0:
        return None  # one is written as a fall of so much, the other as the fall itself
    rates = [number(known.actual[one]) for one in done] + ([number(current)] if current else [])
    product = _product([1 + rate / _HUNDRED for rate in rates])
    span, average = due - first + 1, _is_average(goal)
    whole = (1 + least / _HUNDRED) ** span if average else 1 + least / _HUNDRED
    left = span - len(rates)
    change = root(product, span if average else 1) if left == 0 else root(whole / product, left)
    if product <= 0 or change is None:
        return None
    here, sign, reached = current or last, _sign(goal), (change - 1) * _HUNDRED
    if left == 0:
        gap = sign * (least - reached) - _TENTH / 2
        return _row(goal, here, last, how="due" if current else "mean", gap=_cut(max(gap, Decimal(0))))
    better = max(sign * one for one in rates[-2 if current else -1 :])
    return _row(goal, here, last, years=left, needed=_rate(sign * reached), better=_rate(better))


def _is_average(goal: Row) -> bool:
    """Say whether a growth goal is a yearly mean; 〔14〕 in a column of means is the total of the span."""
    bracketed = str(goal["quote"]).lstrip()[:1] in ("〔", "［", "[", "【")
    if goal["period_kind"] == "average":
        return not bracketed
    return goal["period_kind"] == "year" and goal["polarity"] != "less"


def _of_total(goal: Row, known: Series) -> dict[str, object] | None:
    due, least = year(goal), _bound(goal)
    first = _span_start(goal)
    if least is None or not first or goal["polarity"] == "less":
        return None
    done = _years_in_row(known.actual, first, due)
    if not done:
        return None
    last = known.actual[done[-1]]
    total = sum((number(known.actual[one]) for one in done), Decimal(0))
    current = known.target.get(done[-1] + 1) if done[-1] < due else None
    if current is not None:
        total += number(current)
    left = due - done[-1] - (1 if current is not None else 0)
    here = current or last
    short = least - total
    if left == 0:
        return _row(
            goal, here, last, how="due" if current is not None else "mean", gap=_cut(max(short, Decimal(0)))
        )
    if short <= 0:
        return _row(goal, here, last, how="reached", years=left)
    best = max(number(last), number(current) if current is not None else number(last))
    # Ratios, so that any amount fits the column: what is needed a year, the better year being 100.
    if best <= 0:
        return None
    return _row(goal, here, last, years=left, needed=_rate(short / left / best * _HUNDRED), better=_HUNDRED)


def _span_start(goal: Row) -> int:
    """Return the first year of a goal's span; 0 where it cannot be told."""
    first, plan_year = goal["year_from"], goal["plan_year"]
    assert isinstance(first, int)
    assert isinstance(plan_year, int)
    if 0 < first < year(goal):
        return first
    if goal["doc_kind"] == "five_year_plan":
        return year(goal) - _FIVE_YEARS + 1
    return plan_year if 0 < plan_year < year(goal) else 0


def _years_in_row(actual: dict[int, Row], first: int, due: int) -> list[int]:
    done = []
    for one in range(first, due + 1):
        if one not in actual:
            break
        done.append(one)
    return done


def _product(factors: list[Decimal]) -> Decimal:
    result = Decimal(1)
    for factor in factors:
        result *= factor
    return result


# ---------------------------------------------------------------- two goals for one indicator


def _clash(level: Row, rate: Row, known: Series) -> dict[str, object] | None:
    if year(level) != year(rate) or not _one_session(level, rate):
        return None
    average = rate["period_kind"] == "average"
    first = _span_start(rate) if average else year(rate)
    if not first or (not average and not rate["annual"]) or not _at_end(level):
        return None
    base = known.actual.get(first - 1)
    if base is None or number(base, "fit_low") <= 0:
        return None
    years = year(level) - first + 1
    low, high = _implied(base, rate, years)
    half = number(level, "half_unit")
    return {
        "level": level["id"],
        "rate": rate["id"],
        "base": base["id"],
        "years": years,
        "implied": _four_digits(number(base) * (1 + number(rate) / _HUNDRED) ** years),
        "implied_low": low,
        "implied_high": high,
        "level_low": -UNBOUNDED if level["bound"] == "ceiling" else _cut(number(level, "around_low") - half),
        "level_high": UNBOUNDED if level["bound"] == "floor" else _cut(number(level, "around_high") + half),
    }


def _one_session(one: Row, other: Row) -> bool:
    if one["document"] == other["document"]:
        return True
    kinds = {one["doc_kind"], other["doc_kind"]}
    # The plan year of a five-year plan is its last; the annual plan of that year is made four years later.
    return one["plan_year"] == other["plan_year"] and not kinds & {"resolution", "five_year_plan"}


def _implied(base: Row, rate: Row, years: int) -> tuple[Decimal, Decimal]:
    """Return the range of levels that a rate leads to from a base, open where the rate is a bound."""
    half = number(rate, "half_unit") * (2 if rate["bound"] == "around" else 1)
    # A whole number of percent is seldom meant to half a percent; a fifth is what reviewers grant.
    half = min(half, Decimal("0.2")) if rate["bound"] != "around" else half
    low = number(base, "fit_low") * (1 + (number(rate) - half) / _HUNDRED) ** years
    high = number(base, "fit_high") * (1 + (number(rate, "number_high") + half) / _HUNDRED) ** years
    if rate["price_basis"] == "constant":
        low, high = low * _PRICES_DOWN**years, high * _PRICES_UP**years
    return (
        -UNBOUNDED if rate["bound"] == "ceiling" else _cut(low),
        UNBOUNDED if rate["bound"] == "floor" else _cut(high),
    )


def _four_digits(value: Decimal) -> Decimal:
    """Return a figure as people would quote it.

    >>> _four_digits(Decimal("9601013478.576"))
    Decimal('9601000000.0000')
    """
    return _cut(Decimal(f"{value:.3e}"))


def _cut(value: Decimal) -> Decimal:
    return max(-UNBOUNDED, min(UNBOUNDED, value)).quantize(_STEP)


def _rate(value: Decimal) -> Decimal:
    return max(-UNBOUNDED_RATE, min(UNBOUNDED_RATE, value)).quantize(_STEP)
