"""What became of a target, judged as PC301 does: rounding and 左右 are allowed for."""

from __future__ import annotations

from decimal import Decimal

from checker.model import Statement
from checker.settings import Tolerance
from checker.table.figures import figure
from checker.table.indicators import Properties

_TOLERANT = ("growth", "share", "points")


def outcome(
    target: Statement, actual: Statement, properties: Properties, tolerance: Tolerance | None = None
) -> str:
    """Return ``met``, ``around`` (met only thanks to rounding or 左右), ``missed`` or ``open``.

    Args:
        target: One year's target.
        actual: The outcome of the same indicator, region, year, measure and base unit.
        properties: Of the indicator: which direction is good.
        tolerance: What 左右 admits; the defaults where None.
    Returns:
        ``open`` where the figures do not decide it: no figure, or a bound that leaves it undecided.
    """
    tolerance = tolerance or Tolerance()
    wanted = figure(target, tolerance, price=properties.price)
    got = figure(actual, tolerance, price=properties.price)
    if not wanted.is_number or not got.is_number:
        return "open"
    ceiling = properties.ceiling or properties.polarity == "less" or target.comparator in ("le", "lt")
    if ceiling:
        decided = wanted.has_high and got.has_low
        inner, outer = got.fit_low - wanted.met_high, got.fit_low - wanted.around_high
        doubtful = not got.has_high and got.fit_low <= wanted.met_high
    else:
        decided = wanted.has_low and got.has_high
        inner, outer = wanted.met_low - got.fit_high, wanted.around_low - got.fit_high
        doubtful = False
        if wanted.has_low and got.has_low and not got.has_high:
            return "met" if got.fit_low >= wanted.met_low else "open"
    if not decided or doubtful:
        return "open"
    spared = target.measure in _TOLERANT and target.comparator != "approx"
    allowed = tolerance.growth_met if spared else Decimal(0)
    if outer > allowed:
        return "missed"
    return "around" if inner > 0 or outer > 0 else "met"
