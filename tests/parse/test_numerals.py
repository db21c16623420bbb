"""Numbers as written, exact."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.parse import numerals


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10), ("十五", 15), ("二十", 20), ("一百零三", 103), ("两千", 2000), ("一万二千", 12000),
        ("三亿二千万", 320_000_000), ("二十万亿", 20_000_000_000_000), ("一亿", 100_000_000),
        ("二零二四", 2024), ("零", 0), ("百", 100),
    ],
)  # fmt: skip
def test_chinese(text: str, value: int) -> None:
    assert numerals.chinese(text) == value


def test_what_is_no_numeral() -> None:
    with pytest.raises(ValueError, match="no numeral"):
        numerals.chinese("几")


def spoken(number: int) -> str:
    """Write a number below 10,000 as it is said."""
    text, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + name
            gap = False
        else:
            gap = True
    return text or "零"


@given(st.integers(0, 9999), st.integers(1, 9999))
def test_reads_what_is_said(low: int, high: int) -> None:
    assert numerals.chinese(spoken(low)) == low
    filler = "零" if 0 < low < 1000 else ""
    whole = spoken(high) + "万" + (filler + spoken(low) if low else "")
    assert numerals.chinese(whole) == high * 10_000 + low


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4))
def test_plain_is_the_same_number_without_exponent(value: Decimal) -> None:
    text = numerals.plain(value)
    assert Decimal(text) == value
    assert "E" not in text


def test_last_digits() -> None:
    assert numerals.last_digit("57.18") == Decimal("0.01")
    assert numerals.last_nonzero("1800", Decimal(1800)) == 100
    assert numerals.last_nonzero("0", Decimal(0)) == 1
