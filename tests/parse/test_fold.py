"""Folding: one way to write, offsets into the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.parse.fold import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("增长５．５％", "增长5.5%"),
        ("1,234家", "1234家"),
        ("1,234,567家", "1234567家"),
        ("5,6家", "5，6家"),  # a list, no separator
        ("1,23家", "1，23家"),
        ("2.1,345家", "2.1，345家"),  # behind a decimal point a comma ends the figure
        ("增长 5. 5 %", "增长5.5%"),
        ("12\t13", "12 13"),  # two cells
        ("12 \t13.5", "12 13.5"),
        ("1200 5%", "1200 5%"),  # two columns: no rate has five digits
        ("12 5%", "125%"),
        ("Long March", "Long March"),
        ("20∶45：35", "20:45:35"),
        ("目标：5%", "目标：5%"),
        ("4.5–5%", "4.5-5%"),
        ("「稳」", "“稳”"),
        ("①项", "①项"),  # a note mark stays what it is
        ("二〇二四", "二零二四"),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written).text == folded


@given(st.text(alphabet="0123456789０１,，.．%％ \u3000增长亿元“”:：abc", max_size=40))
def test_offsets_point_into_the_original(text: str) -> None:
    """Each folded character stands where its offset says; folding again changes nothing."""
    folded = fold(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(folded.offsets)
    for start in range(len(folded.text)):
        first, last = folded.span(start, start + 1)
        assert 0 <= first < last <= len(text)


def test_span_of_nothing_is_empty() -> None:
    assert fold("增长").span(1, 1) == (1, 1)
