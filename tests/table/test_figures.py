"""Bounds of figures: rounding, 左右, what counts as met."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Statement
from checker.settings import Tolerance
from checker.table.figures import NOTHING, Figure, figure, half_unit
from checker.table.schema import UNBOUNDED

D = Decimal


def of(value: str, low: str | None, high: str | None, **more: object) -> Figure:
    given_: dict[str, object] = {"measure": "growth", "unit": "%", "dimension": "percent", **more}
    return figure(Statement(value=value, low=low, high=high, **given_), Tolerance())  # type: ignore[arg-type]


def test_actual_is_its_rounding_interval() -> None:
    found = of("4.3", "4.25", "4.35", modality="actual")
    assert (found.number, found.half_unit) == (D("4.3"), D("0.05"))
    assert (found.fit_low, found.fit_high) == (D("4.25"), D("4.35"))
    assert (found.rate_low, found.rate_high) == (D("4.25"), D("4.35"))


def test_target_is_a_point_but_was_rounded() -> None:
    found = of("4.3", "4.3", "4.3")
    assert (found.low, found.high) == (D("4.3"), D("4.3"))
    assert (found.fit_low, found.fit_high) == (D("4.25"), D("4.35"))


def test_counts_in_full_are_exact() -> None:
    found = of("259", "259", "259", measure="level", unit="家", dimension="count")
    assert (found.fit_low, found.fit_high) == (D(259), D(259))


def test_scaled_counts_are_rounded() -> None:
    found = of("1.2", "12000", "12000", measure="increment", unit="万家", dimension="count")
    assert (found.fit_low, found.fit_high) == (D(11500), D(12500))


@pytest.mark.parametrize(
    ("value", "measure", "inner", "outer"),
    [
        ("4", "growth", "3.8", "3.5"),
        ("2.5", "growth", "2.3", "2.3"),
        ("5.5", "share", "5.4", "5.4"),
        ("45", "share", "44.5", "44.5"),
    ],
)
def test_around(value: str, measure: str, inner: str, outer: str) -> None:
    found = of(value, value, value, comparator="approx", measure=measure)
    assert (found.met_low, found.around_low) == (D(inner), D(outer))


def test_around_of_levels_is_a_fraction() -> None:
    found = of("100", "10000000000", "10000000000", comparator="approx", measure="level", unit="亿元")
    assert found.around_low == D("9500000000")


def test_open_ends_are_out_of_reach() -> None:
    found = of("4", "4", None, comparator="ge")
    assert (found.has_low, found.has_high) == (True, False)
    assert (found.low, found.high) == (D(4), UNBOUNDED)
    found = of("4", None, "4", comparator="le")
    assert (found.has_low, found.has_high) == (False, True)
    assert found.low == found.met_low == found.around_low == -UNBOUNDED


def test_nothing_to_compare() -> None:
    assert of("4", None, None, comparator="delegated") == NOTHING
    assert figure(Statement(low="1" + "0" * 20, high="1" + "0" * 20), Tolerance()) == NOTHING


def test_nearly_and_over_reach_one_unit_of_the_last_digit_that_counts() -> None:
    found = of("1800", "1800", "1900", comparator="approx", measure="level", unit="个", modality="actual")
    assert (found.fit_low, found.fit_high) == (D(1800), D(1900))


@given(
    digits=st.integers(1, 10**7),
    decimals=st.integers(0, 3),
    power=st.sampled_from([0, 4, 8]),
)
def test_rounding_never_excludes_the_figure(digits: int, decimals: int, power: int) -> None:
    value = D(digits).scaleb(-decimals)
    written = format(value, "f")
    number = value.scaleb(power)
    half = half_unit(written).scaleb(power)
    found = of(
        written, format(number - half, "f"), format(number + half, "f"), measure="level", modality="actual"
    )
    assert found.fit_low <= found.number <= found.fit_high
    assert found.fit_low <= number - half
    assert found.fit_high >= number + half
