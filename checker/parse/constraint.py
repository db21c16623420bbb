"""A figure, its bound and its sign → the interval of values it admits, in the canonical unit.

Targets and assigned figures are points or the interval of their bound; actuals, estimates and
baselines are rounding intervals ``[low, high)``; counts written in full are exact. 以上 以下 以内
include the bound, 超过 不满 exclude it (Civil Code art. 1259).
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Context, Decimal

from checker.parse import lexicon, numerals
from checker.parse.quantity import Quantity
from checker.value import value

Ends = tuple[Decimal | None, Decimal | None, bool, bool]  # low, high, closed, closed
_ROUNDED = frozenset(("actual", "estimate", "baseline"))
_OWN_UNITS = {
    "fraction": ("%", "percent"), "half": ("%", "percent"), "tenths": ("%", "percent"),
    "multiple": ("倍", "multiple"), "rank": ("位", "rank"),
}  # fmt: skip
_UNROUNDED = frozenset(("proportion", "tenths", "fraction", "half", "multiple"))


@value(frozen=True, slots=True)
class Interval:
    """Ends as decimal strings in ``base_unit``; an open end is None and not closed."""

    low: str | None
    high: str | None
    low_closed: bool
    high_closed: bool
    base_unit: str | None
    dimension: str | None


def _amount(figure: Quantity, written: str) -> Decimal:
    """The value of a written number in its unit, scale applied, unit factor not."""
    special = _SPECIAL.get(figure.kind)
    if special is not None:
        return special(figure, written)
    if figure.vague == "digits":
        return Decimal(10) if written.startswith("两") else Decimal(100)
    return figure.number(numerals.without_vagueness(written))


def _fraction(figure: Quantity, written: str) -> Decimal:
    below, above = written.split("分之")
    return _quotient(numerals.chinese(above) * 100, numerals.chinese(below), places=10)


def _tenths(figure: Quantity, written: str) -> Decimal:
    ones = 5 if written[2] == "半" else numerals.DIGITS[written[2]]  # 一成半
    return Decimal(numerals.DIGITS[written[0]] * 10 + ones)


def _proportion(figure: Quantity, written: str) -> Decimal:
    first, second = (Decimal(part) for part in figure.parts[:2])
    return _quotient(first, second, places=4) if second else first


def _rank(figure: Quantity, written: str) -> Decimal:
    return Decimal(1) if written == "首" else figure.number(written)


def _multiple(figure: Quantity, written: str) -> Decimal:
    times = figure.number(numerals.without_vagueness(written))
    return Decimal(2) ** min(int(times), 64) if figure.unit == "番" else times


_SPECIAL: dict[str, Callable[[Quantity, str], Decimal]] = {
    "fraction": _fraction, "half": lambda figure, written: Decimal(50), "tenths": _tenths,
    "proportion": _proportion, "rank": _rank, "multiple": _multiple,
}  # fmt: skip


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
    if figure.kind in _OWN_UNITS:
        return (*_OWN_UNITS[figure.kind], Decimal(1))
    if figure.unit == "‱":
        return "%", "percent", Decimal("0.01")
    if figure.vague == "digits" or (figure.kind == "percent" and not figure.unit):
        return "%", "percent", Decimal(1)
    unit = lexicon.load().units.get(figure.unit)
    if unit is None:
        return None, None, Decimal(1)
    base = figure.unit if unit.dimension == "count" else unit.base
    return base, unit.dimension, unit.factor


def _exact(figure: Quantity, dimension: str | None) -> bool:
    whole = "." not in figure.value and "点" not in figure.value
    return whole and not figure.scale and dimension in ("count", "people", None)


def interval(figure: Quantity, comparator: str, modality: str, *, falling: bool = False) -> Interval:
    """Return the interval of values a figure with its bound admits.

    ``comparator`` is the one written (下降8.5%以上 is ``ge``); ``falling`` turns the sign afterwards.
    """
    base, dimension, factor = unit_of(figure)
    low, high, low_closed, high_closed = _ends(figure, comparator, modality, (dimension, factor))
    if figure.negative != falling:
        low, high, low_closed, high_closed = (
            None if high is None else -high, None if low is None else -low, high_closed, low_closed,
        )  # fmt: skip
    return Interval(
        None if low is None else numerals.plain(low), None if high is None else numerals.plain(high),
        low_closed, high_closed, base, dimension,
    )  # fmt: skip


def _vague_ends(figure: Quantity, value: Decimal, factor: Decimal) -> Ends:
    """近 and 余 reach one unit of the last digit, 十几 to the next ten, 两三 to three, 数十 to a hundred."""
    scale = numerals.scale_of(figure.scale)
    step = numerals.last_nonzero(figure.value, _amount(figure, figure.value) / scale) * scale * factor
    if figure.vague == "near":
        return value - step, value, True, False
    if figure.vague == "more":
        return value, value + step, True, False
    if numerals.is_run(figure.value):
        return value, value + value / numerals.DIGITS[figure.value[0]], True, True
    return value, value * (2 if figure.value.endswith("十几") else 10), True, False


def _round_room(figure: Quantity, value: Decimal, factor: Decimal) -> Decimal:
    """Return how far a round figure that is said to be about so much may be off: 约1200人 is no 1199 to 1201.

    Half a unit of its last digit that is not zero, or a twentieth where that is less: 约1000人, 约600万人次.
    """
    scale = numerals.scale_of(figure.scale)
    step = numerals.last_nonzero(figure.value, _amount(figure, figure.value) / scale) * scale * factor
    return min(step / 2, abs(value) / 20)


def _ends(figure: Quantity, comparator: str, modality: str, unit: tuple[str | None, Decimal]) -> Ends:
    dimension, factor = unit
    value = _amount(figure, figure.value) * factor
    if comparator == "range" and figure.high is not None:
        return value, _amount(figure, figure.high) * factor, True, True
    if comparator in ("ge", "gt"):
        return value, None, comparator == "ge", False
    if comparator in ("le", "lt"):
        return None, value, False, comparator == "le"
    if figure.kind in _UNROUNDED or figure.vague == "digits":
        return value, value, True, True
    if figure.vague:
        return _vague_ends(figure, value, factor)
    return _rounded(figure, comparator, modality, (value, dimension, factor))


def _rounded(
    figure: Quantity, comparator: str, modality: str, amount: tuple[Decimal, str | None, Decimal]
) -> Ends:
    """What the written digits of an actual admit; a target is the point it names."""
    value, dimension, factor = amount
    if modality not in _ROUNDED or (comparator != "approx" and _exact(figure, dimension)):
        return value, value, True, True
    last = numerals.last_digit(figure.value) * numerals.scale_of(figure.scale) * factor
    if comparator == "approx":
        room = max(last, _round_room(figure, value, factor))
        return value - room, value + room, True, True
    return value - last / 2, value + last / 2, True, False
