"""Figures of statements as exact intervals, and how they are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import Any

from checker.model import Evidence

_BIG = ((10**8, "亿"), (10**4, "万"))
_SCALED = frozenset({"元", "美元", "人", "户", "吨", "千瓦时", "平方米", "人次", "亩", "辆"})
_COLUMNS = (
    "id", "indicator", "indicator_id", "measure", "is_target", "bound", "is_number", "has_low", "has_high",
    "number", "number_high", "fit_low", "fit_high", "around_low", "around_high", "base_unit", "written",
    "region", "year", "year_from", "period_kind", "polarity", "ceiling", "price_basis", "unit", "half_unit",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of exact numbers; None is an open end."""

    low: Fraction | None
    high: Fraction | None

    @property
    def empty(self) -> bool:
        """No value is in it."""
        return self.low is not None and self.high is not None and self.low > self.high

    def meet(self, other: Interval) -> Interval:
        """Return what both have in common."""
        lows = [one for one in (self.low, other.low) if one is not None]
        highs = [one for one in (self.high, other.high) if one is not None]
        return Interval(max(lows, default=None), min(highs, default=None))

    def plus(self, other: Interval) -> Interval:
        """Return the sums."""
        return Interval(_add(self.low, other.low), _add(self.high, other.high))

    def minus(self, other: Interval) -> Interval:
        """Return the differences."""
        return Interval(_add(self.low, _opposite(other.high)), _add(self.high, _opposite(other.low)))

    def times(self, other: Interval) -> Interval:
        """Return the products of numbers that are not negative."""
        return Interval(_times(self.low, other.low), _times(self.high, other.high))

    def over(self, other: Interval) -> Interval:
        """Return the quotients of numbers that are not negative and positive ones."""
        return Interval(_over(self.low, other.high), _over(self.high, other.low))

    def power(self, exponent: int) -> Interval:
        """Return the powers of positive numbers."""
        return Interval(
            None if self.low is None else self.low**exponent,
            None if self.high is None else self.high**exponent,
        )

    def scaled(self, factor: int | Fraction, shift: int | Fraction = 0) -> Interval:
        """Return each number times a positive factor, plus another."""
        return Interval(
            None if self.low is None else self.low * factor + shift,
            None if self.high is None else self.high * factor + shift,
        )

    def widened(self, by: Fraction) -> Interval:
        """Return it with so much more at either end."""
        return Interval(_add(self.low, -by), _add(self.high, by))


def _add(left: Fraction | None, right: Fraction | None) -> Fraction | None:
    return None if left is None or right is None else left + right


def _opposite(value: Fraction | None) -> Fraction | None:
    return None if value is None else -value


def _times(left: Fraction | None, right: Fraction | None) -> Fraction | None:
    return None if left is None or right is None else left * right


def _over(left: Fraction | None, right: Fraction | None) -> Fraction | None:
    if right is None:
        return Fraction(0) if left is not None else None
    return None if left is None or right <= 0 else left / right


@dataclass(frozen=True, slots=True)
class Figure:
    """One quoted figure: where it stands, what its written digits admit, and what counts as met."""

    evidence: Evidence
    row: Mapping[str, Any]

    @property
    def role(self) -> str:
        """What it is to the finding."""
        return self.evidence.role

    @property
    def is_number(self) -> bool:
        """Whether there is a figure to reckon with."""
        return bool(self.row["is_number"])

    @property
    def unit(self) -> str:
        """Its base unit."""
        return str(self.row["base_unit"])

    @property
    def fits(self) -> Interval:
        """What its written digits admit, in the base unit."""
        low = Fraction(self.row["fit_low"]) if self.row["has_low"] else None
        high = Fraction(self.row["fit_high"]) if self.row["has_high"] else None
        return Interval(low, high)

    @property
    def written(self) -> Interval:
        """The figure itself, of a range both ends."""
        return Interval(Fraction(self.row["number"]), Fraction(self.row["number_high"]))

    @property
    def ratio(self) -> Interval:
        """Growth in percent as the ratio to the year before."""
        return self.fits.scaled(Fraction(1, 100), 1)

    @property
    def lower_is_better(self) -> bool:
        """Whether a target is met by what lies below it; of an unknown name a promised fall says so."""
        falls = self.row["indicator_id"] == "" and self.row["is_target"] and Fraction(self.row["number"]) < 0
        return bool(self.row["ceiling"]) or self.row["polarity"] in ("less", "band") or falls

    @property
    def name(self) -> str:
        """The indicator, with region and year."""
        year = f"{self.row['year']}年" if self.row["year"] else ""
        return f"{self.row['region']}{year}{self.row['indicator']}"


def look_up(evidence: Evidence, tables: Mapping[str, Any]) -> Figure | None:
    """Return the figure that a piece of evidence quotes, None where it is no statement."""
    table = tables["statement"]
    at = table["id"].find(evidence.id) if evidence.id else -1
    if at < 0:
        return None
    return Figure(evidence, {name: table[name][at] for name in _COLUMNS})


def shown(interval: Interval, unit: str) -> str:
    """Return an interval as people write it, ends rounded outward.

    >>> shown(Interval(Fraction("3523500000"), Fraction("3524500000")), "元")
    '35.235亿元至35.245亿元'
    """
    low, high = interval.low, interval.high
    if low is None and high is None:
        return "任何数"
    if low is None and high is not None:
        return f"不高于{number(high, unit, up=True)}"
    if high is None and low is not None:
        return f"不低于{number(low, unit, up=False)}"
    assert low is not None
    assert high is not None
    least, most = number(low, unit, up=False), number(high, unit, up=True)
    return least if least == most else f"{least}至{most}"


def number(value: Fraction, unit: str, *, up: bool) -> str:
    """Return one end of an interval with its unit, with at most four decimals."""
    if unit in _SCALED:
        for size, word in _BIG:
            if abs(value) >= size:
                return f"{plain(value / size, up=up)}{word}{unit}"
    return f"{plain(value, up=up)}{unit}"


def plain(value: Fraction, *, up: bool, places: int = 4) -> str:
    """Return a number without trailing zeros, rounded outward.

    >>> plain(Fraction(1, 3), up=False), plain(Fraction(1, 3), up=True)
    ('0.3333', '0.3334')
    """
    scale = 10**places
    whole, rest = divmod(value.numerator * scale, value.denominator)
    cut = Decimal(whole + (1 if up and rest else 0)).scaleb(-places)
    cut = cut.quantize(Decimal(1).scaleb(-places), ROUND_CEILING if up else ROUND_FLOOR)
    text = format(cut, "f").rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text
