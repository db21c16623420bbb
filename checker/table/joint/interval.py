"""Intervals of exact rationals with open and closed ends; every operation rounds outward.

A bound is a pair: the number, and +1 where a lower bound itself is excluded, −1 where an upper one is,
0 where it is included. Pairs compare as bounds do: an interval is empty where its low exceeds its high.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

Bound = tuple[Fraction, int]

ZERO, ONE = Fraction(0), Fraction(1)
JUST_ABOVE_ZERO: Bound = (ZERO, 1)

# Numerators and denominators that grow beyond this many bits are cut to _KEPT bits, outward: no
# written figure has more than fifteen digits.
_WIDE, _KEPT = 160, 96


def bound(value: Decimal | int, excluded: int = 0) -> Bound:
    """Return a bound at a decimal figure."""
    return Fraction(value), excluded


def cut(value: Bound, up: bool) -> Bound:
    """Return a bound with fewer digits where it has very many; never inside the exact one.

    >>> cut((Fraction(1, 3), 0), up=True)
    (Fraction(1, 3), 0)
    """
    number = value[0]
    size = number.denominator.bit_length()
    if size <= _WIDE:
        return value
    shift = _KEPT + max(0, size - number.numerator.bit_length())
    scaled, rest = divmod(number.numerator << shift, number.denominator)
    return Fraction(scaled + (1 if up and rest else 0), 1 << shift), value[1]


def add(left: Bound, right: Bound) -> Bound:
    """Return the sum of two lower or of two upper bounds; excluded where either is."""
    return left[0] + right[0], left[1] or right[1]


def minus(value: Bound) -> Bound:
    """Return the bound of the opposite number: a lower bound becomes an upper one."""
    return -value[0], -value[1]


def times(left: Bound, right: Bound) -> Bound:
    """Return the product of two lower or two upper bounds of numbers that are not negative."""
    return left[0] * right[0], left[1] or right[1]


def over(value: Bound, divisor: Bound) -> Bound:
    """Return the quotient of a bound and the opposite bound of a positive divisor."""
    return value[0] / divisor[0], value[1] or -divisor[1]


def power(value: Bound, exponent: int) -> Bound:
    """Return a bound of a number that is not negative, raised to a positive whole power."""
    return value[0] ** exponent, value[1]


def root(value: Bound, degree: int, up: bool) -> Bound:
    """Return a bound of the root of a number that is not negative, rounded outward to 1e-12.

    >>> root((Fraction(9), 0), 2, up=False)
    (Fraction(3, 1), 0)
    >>> root((Fraction(2), 0), 2, up=True)[0] > root((Fraction(2), 0), 2, up=False)[0]
    True
    """
    if degree == 1:
        return value
    scale = 10**12
    scaled, rest = divmod(value[0].numerator * scale**degree, value[0].denominator)
    whole = _whole_root(scaled, degree)
    exact = not rest and whole**degree == scaled
    return Fraction(whole + (1 if up and not exact else 0), scale), value[1]


def _whole_root(value: int, degree: int) -> int:
    """Return the largest whole number whose power does not exceed the value."""
    if value < 2:
        return value
    guess = 1 << -(-value.bit_length() // degree)
    while True:
        better = ((degree - 1) * guess + value // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess
        guess = better
