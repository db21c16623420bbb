"""Target and actual of one region over the years, as the shapes of a small chart; the template draws it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from checker.report.amounts import Amount

HEIGHT = 168
MOST_YEARS = 12  # beyond that the latest; the table beside the chart has them all
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 12, 22, 30
_COLUMN, _LETTER = 54, 7  # least width of a year; width of one character of a label
_ABOVE, _BELOW = Decimal(-9), Decimal(17)
_TICKS = 3
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Point:
    """One year: what was aimed at, what came of it, and ``status``, what the second makes of the first."""

    year: int
    target: Amount | None
    actual: Amount | None
    status: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """The values that the vertical axis covers."""

    low: Decimal
    high: Decimal
    ticks: tuple[Decimal, ...]

    def y(self, value: Decimal) -> Decimal:
        """Return how far from the top of the drawing a value lies."""
        part = (self.high - value) / (self.high - self.low)
        return (_TOP + part * (HEIGHT - _TOP - _BOTTOM)).quantize(_TENTH)


@dataclass(frozen=True, slots=True)
class Text:
    """A label and where its middle stands."""

    x: Decimal
    y: Decimal
    text: str
    css: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A target: a line across its year; ``low`` is the lower end of a range, else ``y`` again."""

    left: Decimal
    right: Decimal
    y: Decimal
    low: Decimal


@dataclass(frozen=True, slots=True)
class Dot:
    """An outcome; ``status`` gives its shape."""

    x: Decimal
    y: Decimal
    status: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The shapes of one chart, in a box of ``width`` by ``HEIGHT``."""

    width: int
    ticks: tuple[Text, ...]
    years: tuple[Text, ...]
    lines: tuple[str, ...]  # points attributes of polylines, broken where a year is unknown
    bars: tuple[Bar, ...]
    dots: tuple[Dot, ...]
    labels: tuple[Text, ...]
    zero: Decimal | None  # where the axis crosses 0, None outside the drawing


def scale(points: Iterable[Point]) -> Scale:
    """Return an axis that holds the points with room for their labels, and few round ticks.

    >>> GROWTH = Amount("", Decimal("4.5"), None, 1, "%"), Amount("", Decimal(6), None, 0, "%")
    >>> scale([Point(2023, *GROWTH)]).ticks
    (Decimal('5.0'), Decimal('6.0'))
    """
    values = [value for point in points for value in _values(point)]
    low, high = min(values), max(values)
    room = (high - low) / 6 or abs(high) / 20 or Decimal(1)
    low, high = low - room, high + room
    step = _round_step((high - low) / _TICKS)
    first = (low / step).to_integral_value(ROUND_CEILING)
    last = (high / step).to_integral_value(ROUND_FLOOR)
    ticks = tuple(step * (first + number) for number in range(int(last - first) + 1))
    return Scale(low, high, ticks)


def span(points: Sequence[Point]) -> tuple[int, int]:
    """Return the first and last year to draw of some points."""
    years = [point.year for point in points]
    return max(min(years), max(years) - MOST_YEARS + 1), max(years)


def chart(points: Sequence[Point], axis: Scale, first: int, last: int) -> Chart:
    """Return the chart of one region; several regions of one indicator share the years."""
    shown = sorted((p for p in points if first <= p.year <= last), key=lambda point: point.year)
    column = max([_COLUMN, *(_LETTER * len(a.text) + 8 for p in shown for a in _bare(p) if a)])

    def x(year: int) -> Decimal:
        return Decimal(_LEFT + column * (year - first)) + Decimal(column) / 2

    half = min(Decimal(column) / 2 - 6, Decimal(22))
    bars = [(x(p.year), p.target) for p in shown if p.target]
    return Chart(
        width=_LEFT + column * (last - first + 1) + _RIGHT,
        ticks=tuple(Text(Decimal(_LEFT - 6), axis.y(v), _tick(v)) for v in axis.ticks),
        years=tuple(Text(x(y), Decimal(HEIGHT - 8), str(y)) for y in range(first, last + 1)),
        lines=tuple(_lines(shown, axis, x)),
        bars=tuple(Bar(at - half, at + half, axis.y(t.high or t.value), axis.y(t.value)) for at, t in bars),
        dots=tuple(Dot(x(p.year), axis.y(p.actual.value), p.status) for p in shown if p.actual),
        labels=tuple(label for p in shown for label in _labels(p, axis, x(p.year))),
        zero=axis.y(Decimal(0)) if axis.low < 0 < axis.high else None,
    )


def bare(amount: Amount) -> str:
    """Return an amount without its unit, which stands beside the chart or table once."""
    return replace(amount, unit="").text


def _values(point: Point) -> list[Decimal]:
    amounts = [amount for amount in (point.target, point.actual) if amount is not None]
    return [value for a in amounts for value in (a.value, a.high) if value is not None]


def _bare(point: Point) -> list[Amount | None]:
    return [replace(a, unit="") if a else None for a in (point.target, point.actual)]


def _round_step(rough: Decimal) -> Decimal:
    power = Decimal(1).scaleb(rough.adjusted())
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)


def _tick(value: Decimal) -> str:
    plain = value.normalize()
    return f"{plain:f}" if plain else "0"


def _lines(points: Sequence[Point], axis: Scale, x: Callable[[int], Decimal]) -> Iterator[str]:
    """Yield the runs of years whose outcome is known, as polyline points; a run of one year is only a dot."""
    run: list[str] = []
    last = 0
    for point in points:
        if point.actual is None:
            continue
        if point.year != last + 1:
            if len(run) > 1:
                yield " ".join(run)
            run = []
        run.append(f"{x(point.year)},{axis.y(point.actual.value)}")
        last = point.year
    if len(run) > 1:
        yield " ".join(run)


def _labels(point: Point, axis: Scale, x: Decimal) -> Iterator[Text]:
    """Yield the figures, the greater one above its mark and the other below, so that they never meet."""
    target, actual = point.target, point.actual
    if actual:
        below = target is not None and actual.value < target.value
        yield Text(x, axis.y(actual.value) + (_BELOW if below else _ABOVE), bare(actual), "actual")
    if target:
        below = actual is not None and actual.value >= target.value
        at = target.value if below or target.high is None else target.high
        yield Text(x, axis.y(at) + (_BELOW if below else _ABOVE), bare(target), "target")
