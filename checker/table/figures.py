"""Figures of a statement as exact bounds: rounding, 左右, and what still counts as met.

Decimals throughout, in the statement's base unit. Where a bound has more than four decimals it is
rounded outwards, so that rounding never makes two figures disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal, InvalidOperation
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from checker.model import Statement
from checker.settings import Tolerance
from checker.table.schema import UNBOUNDED, UNBOUNDED_RATE

_STEP = Decimal("0.0001")
_ZERO = Decimal(0)
RATES = frozenset({"growth", "share", "points", "completion"})


@dataclass(frozen=True, slots=True)
class Figure:
    """The bounds of one statement; see ``checker.table.schema`` for what each means."""

    is_number: bool = False
    has_low: bool = False
    has_high: bool = False
    low: Decimal = -UNBOUNDED
    high: Decimal = UNBOUNDED
    number: Decimal = _ZERO
    number_high: Decimal = _ZERO
    half_unit: Decimal = _ZERO
    fit_low: Decimal = -UNBOUNDED
    fit_high: Decimal = UNBOUNDED
    met_low: Decimal = -UNBOUNDED
    met_high: Decimal = UNBOUNDED
    around_low: Decimal = -UNBOUNDED
    around_high: Decimal = UNBOUNDED
    is_rate: bool = False
    rate: Decimal = _ZERO
    rate_low: Decimal = -UNBOUNDED_RATE
    rate_high: Decimal = UNBOUNDED_RATE


NOTHING = Figure()


def figure(statement: Statement, tolerance: Tolerance, *, price: bool = False) -> Figure:
    """Return the bounds of a statement.

    Args:
        statement: as parsed; ``low`` and ``high`` are decimal strings in the base unit, or None.
        tolerance: what 左右 admits.
        price: the indicator is a price index, whose 左右 is narrower than that of growth.
    Returns:
        NOTHING where the statement has no number, or one too large to compare.
    """
    return _figure(_Said(*_said(statement)), tolerance, price)


class _Said(NamedTuple):
    """What of a statement decides its bounds. A third of all figures say what one before said already."""

    low: str | None
    high: str | None
    value: str | None
    value_high: str | None
    unit: str | None
    comparator: str
    modality: str
    measure: str
    dimension: str | None


_said = attrgetter(*_Said._fields)


@lru_cache(maxsize=4096)
def _figure(statement: _Said, tolerance: Tolerance, price: bool) -> Figure:
    low, high = _decimal(statement.low), _decimal(statement.high)
    if low is None and high is None:
        return NOTHING
    if max(abs(low or _ZERO), abs(high or _ZERO)) >= UNBOUNDED:
        return NOTHING
    number, number_high = _numbers(statement, low, high)
    half = _half_unit(statement.value, number)
    fit_low, fit_high = _fit(statement, low, high, half)
    inner, outer = _around(statement, number, tolerance, price)
    is_rate = statement.measure in RATES
    return Figure(
        is_number=True,
        has_low=low is not None,
        has_high=high is not None,
        low=_down(-UNBOUNDED if low is None else low),
        high=_up(UNBOUNDED if high is None else high),
        number=number.quantize(_STEP, ROUND_HALF_EVEN),
        number_high=number_high.quantize(_STEP, ROUND_HALF_EVEN),
        half_unit=_up(half),
        fit_low=_down(fit_low),
        fit_high=_up(fit_high),
        met_low=_down(_widen(low, -inner, -UNBOUNDED)),
        met_high=_up(_widen(high, inner, UNBOUNDED)),
        around_low=_down(_widen(low, -outer, -UNBOUNDED)),
        around_high=_up(_widen(high, outer, UNBOUNDED)),
        is_rate=is_rate,
        rate=_clip(number) if is_rate else _ZERO,
        rate_low=_clip(fit_low).quantize(_STEP, ROUND_FLOOR) if is_rate else -UNBOUNDED_RATE,
        rate_high=_clip(fit_high).quantize(_STEP, ROUND_CEILING) if is_rate else UNBOUNDED_RATE,
    )


def middle(statement: Statement) -> Decimal | None:
    """Return a figure in its base unit, the middle of what it admits; of one open end the bound.

    What is written (``value``) need not be digits: 下降三成 is 30 %.

    >>> middle(Statement(measure="growth", value="三", low="-35", high="-25"))
    Decimal('-30')
    """
    ends = [Decimal(end) for end in (statement.low, statement.high) if end is not None]
    return sum(ends, _ZERO) / len(ends) if ends else None


def half_unit(written: str) -> Decimal:
    """Return half of one unit in the last digit written: how far the truth may lie.

    >>> half_unit("8400"), half_unit("3.0"), half_unit("三十五")
    (Decimal('0.5'), Decimal('0.05'), Decimal('0.5'))
    """
    point = "." if "." in written else "点"
    decimals = len(written.partition(point)[2])
    return Decimal("0.5").scaleb(-decimals)


def _decimal(text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _numbers(statement: _Said, low: Decimal | None, high: Decimal | None) -> tuple[Decimal, Decimal]:
    """Return the written figure: the middle of a rounding interval, the bound of a half-open one."""
    if low is None or high is None:
        only = low if low is not None else high
        assert only is not None
        return only, only
    if statement.comparator == "range" or statement.value_high is not None:
        return low, high
    middle = (low + high) / 2
    return middle, middle


def _half_unit(written: str | None, number: Decimal) -> Decimal:
    """Return half a last digit in the base unit; the unit's scale is what the figure was scaled by."""
    if not written:
        return _ZERO
    try:
        plain = abs(Decimal(written))
    except InvalidOperation:
        return _ZERO
    if plain == 0 or number == 0:
        return half_unit(written)
    ratio = abs(number) / plain
    # A rounding interval of 近 or 余 is not centred on the figure: take the power of ten beside it.
    return half_unit(written) * _power_of_ten(ratio)


def _power_of_ten(ratio: Decimal) -> Decimal:
    """Return the unit's factor: exact where the figure is, else the nearest power of ten.

    >>> _power_of_ten(Decimal("10000")), _power_of_ten(Decimal("10250")), _power_of_ten(Decimal("666.7"))
    (Decimal('10000'), Decimal('1E+4'), Decimal('666.7'))
    """
    near = Decimal(1).scaleb(ratio.adjusted() + (1 if ratio.scaleb(-ratio.adjusted()) > 5 else 0))
    return near if abs(ratio - near) * 8 <= near and ratio != near else ratio


def _fit(
    statement: _Said, low: Decimal | None, high: Decimal | None, half: Decimal
) -> tuple[Decimal, Decimal]:
    """Return what the figure admits in arithmetic: 左右 reaches one unit of the last digit.

    A target is a point when it is compared, but in a sum or a ratio it was rounded like any figure.
    """
    if low is None or high is None:
        return (-UNBOUNDED if low is None else low), (UNBOUNDED if high is None else high)
    if statement.comparator == "approx" and low == high:
        return low - 2 * half, high + 2 * half
    if statement.comparator == "eq" and low == high and not _exact(statement):
        return low - half, high + half
    return low, high


def _exact(statement: _Said) -> bool:
    """A count written in full, without a scale (259家), was not rounded."""
    scaled = any(char in "十百千万亿" for char in statement.unit or "")
    whole = "." not in (statement.value or "") and "点" not in (statement.value or "")
    return whole and not scaled and statement.dimension in ("count", "people", None)


def _around(statement: _Said, number: Decimal, tolerance: Tolerance, price: bool) -> tuple[Decimal, Decimal]:
    """Return the inner and outer tolerance of 左右, in the base unit; 0 for any other figure."""
    if statement.comparator != "approx" or statement.modality not in ("target", "assigned"):
        return _ZERO, _ZERO
    if statement.measure in ("growth", "points"):
        if price:
            return tolerance.price, tolerance.price
        if abs(number) >= tolerance.growth_from:
            return tolerance.growth_met, tolerance.growth
        return tolerance.growth_low, tolerance.growth_low
    if statement.measure == "share":
        wide = tolerance.share if abs(number) >= tolerance.share_from else tolerance.share_low
        return wide, wide
    part = abs(number) * tolerance.level
    return part, part


def _widen(bound: Decimal | None, by: Decimal, missing: Decimal) -> Decimal:
    return missing if bound is None else bound + by


def _clip(value: Decimal) -> Decimal:
    return max(-UNBOUNDED_RATE, min(UNBOUNDED_RATE, value)).quantize(_STEP, ROUND_HALF_EVEN)


def _down(value: Decimal) -> Decimal:
    return value.quantize(_STEP, ROUND_FLOOR)


def _up(value: Decimal) -> Decimal:
    return value.quantize(_STEP, ROUND_CEILING)
