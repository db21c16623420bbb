"""A figure, its bound and its sign → the interval of values it admits, in the canonical unit.

Targets and assigned figures are points or the interval of their bound; actuals, estimates and
baselines are rounding intervals ``[low, high)``; counts written in full are exact. 以上 以下 以内
include the bound, 超过 不满 exclude it (Civil Code art. 1259).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal

from checker.parse import lexicon, numerals
from checker.parse.quantity import Quantity

_ROUNDED = frozenset(("actual", "estimate", "baseline"))
_MIRROR = {"ge": "le", "gt": "lt", "le": "ge", "lt": "gt"}


@dataclass(frozen=True, slots=True)
class Interval:
    """Ends as decimal strings in ``base_unit``; an open end is None and not closed."""

    low: str | None
    high: str | None
    low_closed: bool
    high_closed: bool
    base_unit: str | None
    dimension: str | None


def _amount(figure: Quantity, written: str) -> Decimal:
    if figure.kind == "fraction":
        below, above = written.split("分之")
        return _quotient(numerals.chinese(above) * 100, numerals.chinese(below), places=10)
    if figure.kind == "half":
        return Decimal(50)
    if figure.kind == "rank" and written == "首":
        return Decimal(1)
    if figure.kind == "tenths":
        return Decimal(numerals.DIGITS[written[0]] * 10 + numerals.DIGITS[written[2]])
    if figure.kind == "proportion":
        parts = [Decimal(part) for part in figure.parts]
        return _quotient(parts[0], parts[1], places=4) if parts[1] else parts[0]
    if figure.vague == "digits":
        return Decimal(10) if written.startswith("两") else Decimal(100)
    if figure.unit == "番":
        return Decimal(2) ** min(int(figure.number(numerals.without_vagueness(written))), 64)
    return figure.number(numerals.without_vagueness(written))


def _quotient(above: Decimal, below: Decimal, *, places: int) -> Decimal:
    """Divide and round; the precision follows the figures, so that no length of digits overflows it."""
    digits = above.adjusted() - below.adjusted() + places + 2
    quotient = Context(prec=max(28, digits)).divide(above, below)
    return quotient.quantize(Decimal(1).scaleb(-places), context=Context(prec=max(28, digits)))


def unit_of(figure: Quantity) -> tuple[str | None, str | None, Decimal]:
    """Return (base unit, dimension, factor) of a figure's unit.

    >>> from checker.parse.quantity import expression, read
    >>> unit_of(read(expression().search("1.35万户")))
    ('户', 'count', Decimal('1'))
    """
    if figure.kind in ("fraction", "half", "tenths") or figure.vague == "digits":
        return "%", "percent", Decimal(1)
    if figure.unit == "‱":
        return "%", "percent", Decimal("0.01")
    if figure.kind == "multiple":
        return "倍", "multiple", Decimal(1)
    if figure.kind == "rank":
        return "位", "rank", Decimal(1)
    if figure.kind == "percent" and not figure.unit:
        return "%", "percent", Decimal(1)
    unit = lexicon.load().units.get(figure.unit)
    if unit is None:
        return None, None, Decimal(1)
    base = figure.unit if unit.dimension == "count" else unit.base
    return base, unit.dimension, unit.factor


def _exact(figure: Quantity, dimension: str | None) -> bool:
    whole = "." not in figure.value and "点" not in figure.value
    return whole and not figure.scale and dimension in ("count", "people", None)


def _step(figure: Quantity, factor: Decimal) -> Decimal:
    """One unit of the last written digit, in the canonical unit."""
    return numerals.last_digit(figure.value) * numerals.scale_of(figure.scale) * factor


def interval(figure: Quantity, comparator: str, modality: str, *, falling: bool = False) -> Interval:
    """Return the interval of values a figure with its bound admits.

    ``comparator`` is the one written (下降8.5%以上 is ``ge``); ``falling`` turns the sign afterwards.
    """
    base, dimension, factor = unit_of(figure)
    value = _amount(figure, figure.value) * factor
    negative = figure.negative != falling
    low, high, low_closed, high_closed = _ends(figure, comparator, modality, value, factor, dimension)
    if negative:
        low, high, low_closed, high_closed = (
            None if high is None else -high, None if low is None else -low, high_closed, low_closed,
        )  # fmt: skip
    return Interval(
        None if low is None else numerals.plain(low), None if high is None else numerals.plain(high),
        low_closed, high_closed, base, dimension,
    )  # fmt: skip


def _vague_ends(figure: Quantity, value: Decimal, step: Decimal) -> Ends:
    """230余 reaches one unit of its last digit, 十几 to the next ten, 两三 to three, 数十 to a hundred."""
    if figure.vague == "more":
        return value, value + step, True, False
    if numerals.is_run(figure.value):
        return value, value + value / numerals.DIGITS[figure.value[0]], True, True
    if figure.value.endswith("十几"):
        return value, value * 2, True, False
    return value, value * 10, True, False


Ends = tuple[Decimal | None, Decimal | None, bool, bool]


def _ends(
    figure: Quantity, comparator: str, modality: str, value: Decimal, factor: Decimal, dimension: str | None
) -> Ends:
    if comparator == "range" and figure.high is not None:
        other = _amount(figure, figure.high) * factor
        return value, other, True, True
    if comparator == "ge":
        return value, None, True, False
    if comparator == "gt":
        return value, None, False, False
    if comparator == "le":
        return None, value, False, True
    if comparator == "lt":
        return None, value, False, False
    if figure.kind in ("proportion", "tenths", "fraction", "half", "multiple") or figure.vague == "digits":
        return value, value, True, True
    reach = numerals.last_nonzero(figure.value, _amount(figure, figure.value) / numerals.scale_of(figure.scale))
    step = reach * numerals.scale_of(figure.scale) * factor
    if figure.vague in ("more", "some", "over"):
        return _vague_ends(figure, value, step)
    if figure.vague == "near":
        return value - step, value, True, False
    if modality not in _ROUNDED:
        return value, value, True, True
    if comparator == "approx":
        unit = _step(figure, factor)
        return value - unit, value + unit, True, True
    if _exact(figure, dimension):
        return value, value, True, True
    half = _step(figure, factor) / 2
    return value - half, value + half, True, False
