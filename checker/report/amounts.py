"""Figures as people compare them: one unit for a row of figures, exact decimals, the bound as a sign."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from checker.model import Statement
from checker.settings import Tolerance
from checker.table.figures import Figure, figure

_PLACES = Decimal("1e-10")
_SCALES = ((8, "亿"), (4, "万"))
_BOUNDS = ("eq", "ge", "gt", "le", "lt")


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure in ``unit``; ``sign`` is '' for a point or range, else one of ≥ > ≤ < ≈."""

    sign: str
    value: Decimal
    high: Decimal | None  # the upper end of a range
    decimals: int  # as many as were written
    unit: str

    @property
    def text(self) -> str:
        """The figure in words.

        >>> Amount("≥", Decimal("4.50"), None, 1, "%").text, Amount("", Decimal(5), Decimal(6), 0, "%").text
        ('≥4.5%', '5–6%')
        """
        shown = f"{self.value:.{self.decimals}f}"
        upper = f"–{self.high:.{self.decimals}f}" if self.high is not None else ""
        return f"{self.sign}{shown}{upper}{self.unit}"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit to show figures in, and how many base units it is."""

    name: str
    factor: Decimal


def common_unit(given: Iterable[Statement]) -> Unit:
    """Return the unit that most of some figures are written in; all have one base unit."""
    statements = list(given)
    factors: dict[str, Decimal] = {}
    uses: Counter[str] = Counter()
    base = ""
    for statement in statements:
        base = base or statement.base_unit or ""
        found = _factor(statement)
        if found is not None:
            name = statement.unit or ""
            uses[name] += 1
            factors.setdefault(name, found)
    if not uses:
        return _by_size(statements, base)
    name = min(uses, key=lambda unit: (-uses[unit], unit))
    return Unit(name, factors[name])


def _by_size(statements: Iterable[Statement], base: str) -> Unit:
    """Return a unit by the size of the figures, where none is written as a plain number (百亿元, 千亿)."""
    ends = [end for s in statements for end in (_plain(s.low), _plain(s.high)) if end is not None]
    if base in ("%", "个百分点", "倍") or not ends:
        return Unit(base, Decimal(1))
    least = min(abs(end) for end in ends)
    power, scale = next(((p, s) for p, s in _SCALES if least >= Decimal(10) ** p), (0, ""))
    return Unit(scale + base, Decimal(10) ** power)


def amount(statement: Statement, unit: Unit, bounds: Figure | None = None) -> Amount | None:
    """Return a statement's figure in a unit, None where it has none.

    >>> down = Statement(value="8.5", unit="%", comparator="ge", measure="growth", high="-8.5",
    ...                  high_closed=True, base_unit="%")
    >>> amount(down, Unit("%", Decimal(1))).text
    '≤-8.5%'
    """
    found = bounds or figure(statement, Tolerance())
    if not found.is_number or unit.factor == 0:
        return None
    is_range = statement.value_high is not None or statement.comparator == "range"
    written = _plain(statement.value)
    value = _exact(found.number / unit.factor)
    if statement.comparator == "approx" and written is None and not is_range and "近" in statement.quote:
        # 近万人 is all below ten thousand and close to it; its middle would say something else.
        value = _exact(found.fit_high / unit.factor) if found.has_high else value
    if statement.comparator == "approx" and written is not None and (statement.unit or "") == unit.name:
        # 近 and 余 admit values beside the figure; what is shown is the figure.
        value = written.copy_sign(found.number)
    high = _exact(found.number_high / unit.factor) if is_range else None
    as_written = written is not None and (statement.unit or "") == unit.name
    decimals = _decimals(written) if as_written and written is not None else _decimals(value)
    if high is not None:
        decimals = max(decimals, _decimals(high), _decimals(value))
    return Amount(_sign(statement, found, is_range), value, high, decimals, unit.name)


def _sign(statement: Statement, found: Figure, is_range: bool) -> str:
    if is_range:
        return ""
    if statement.comparator == "approx":
        return "≈"
    if found.has_low and not found.has_high:
        return "≥" if statement.low_closed else ">"
    if found.has_high and not found.has_low:
        return "≤" if statement.high_closed else "<"
    return ""


def _factor(statement: Statement) -> Decimal | None:
    """Return how many base units the written unit is; None where the figure does not tell."""
    written = _plain(statement.value)
    if not written or statement.comparator not in _BOUNDS or statement.value_high is not None:
        return None
    ends = [end for end in (_plain(statement.low), _plain(statement.high)) if end is not None]
    return _exact(abs(sum(ends, Decimal(0)) / len(ends) / written)) if ends else None


def _plain(text: str | None) -> Decimal | None:
    try:
        found = Decimal(text or "")
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _exact(value: Decimal) -> Decimal:
    rounded = value.quantize(_PLACES).normalize() if abs(value) < Decimal("1e17") else value
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
