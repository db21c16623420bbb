"""Intervals: what a written figure and its bound admit (domain.md section 3, design.md section 3)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.parse.constraint import Interval, interval
from checker.parse.quantity import expression, read


def of(text: str, comparator: str = "eq", modality: str = "target", *, falling: bool = False) -> Interval:
    match = expression().search(text)
    figure = read(match) if match else None
    assert figure is not None
    return interval(figure, comparator, modality, falling=falling)


@pytest.mark.parametrize(
    ("found", "ends"),
    [
        (of("4%"), ("4", "4", True, True)),
        (of("4.3%", modality="actual"), ("4.25", "4.35", True, False)),
        (of("4%", "ge"), ("4", None, True, False)),
        (of("4%", "gt"), ("4", None, False, False)),
        (of("5.5%", "le"), (None, "5.5", False, True)),
        (of("5.5%", "lt"), (None, "5.5", False, False)),
        (of("8.5%", "ge", falling=True), (None, "-8.5", False, True)),
        (of("3%", falling=True), ("-3", "-3", True, True)),
        (of("5%-6%", "range"), ("5", "6", True, True)),
        (of("259家", modality="actual"), ("259", "259", True, True)),
        (of("57.18亿元", modality="actual"), ("5717500000", "5718500000", True, False)),
        (of("1.35万户", modality="actual"), ("13450", "13550", True, False)),
        (of("230余亿元", "approx"), ("23000000000", "24000000000", True, False)),
        (of("约1200人", "approx", "actual"), ("1150", "1250", True, True)),
        (of("约1000人", "approx", "actual"), ("950", "1050", True, True)),
        (of("约1215人", "approx", "actual"), ("1214", "1216", True, True)),
        (of("约610万人次", "approx", "actual"), ("6050000", "6150000", True, True)),
        (of("约35亿元", "approx", "actual"), ("3400000000", "3600000000", True, True)),
        (of("两位数", "ge"), ("10", None, True, False)),
        (of("八成"), ("80", "80", True, True)),
        (of("三分之一"), ("33.3333333333", "33.3333333333", True, True)),
        (of("翻两番"), ("4", "4", True, True)),
        (of("九成九", "ge"), ("99", None, True, False)),
        (of("十几家", "approx"), ("10", "20", True, False)),
        (of("两三家", "approx"), ("2", "3", True, True)),
        (of("6‰", "le"), (None, "0.6", False, True)),
    ],
)
def test_ends(found: Interval, ends: tuple[str | None, str | None, bool, bool]) -> None:
    assert (found.low, found.high, found.low_closed, found.high_closed) == ends


@pytest.mark.parametrize(
    ("text", "base", "dimension"),
    [
        ("1.2万亿元", "元", "money"),
        ("1.35万户", "户", "count"),
        ("35万人", "人", "people"),
        ("0.3个百分点", "个百分点", "points"),
    ],
)
def test_base_units(text: str, base: str, dimension: str) -> None:
    found = of(text)
    assert (found.base_unit, found.dimension) == (base, dimension)


@given(
    st.decimals(min_value="0.1", max_value=99999, places=2), st.sampled_from(["eq", "ge", "gt", "le", "lt"])
)
def test_falling_mirrors_the_interval(value: Decimal, comparator: str) -> None:
    rise, fall = of(f"{value}%", comparator), of(f"{value}%", comparator, falling=True)
    mirrored = [None if end is None else Decimal(end) * -1 for end in (rise.high, rise.low)]
    assert [None if e is None else Decimal(e) for e in (fall.low, fall.high)] == mirrored
    assert (fall.low_closed, fall.high_closed) == (rise.high_closed, rise.low_closed)


@given(st.decimals(min_value="0.01", max_value=99999, places=2))
def test_an_actual_admits_its_own_figure(value: Decimal) -> None:
    found = of(f"{value}亿元", modality="actual")
    assert found.low is not None
    assert found.high is not None
    assert Decimal(found.low) <= value * 10**8 < Decimal(found.high)
