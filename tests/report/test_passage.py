"""Lines of Chinese on a terminal: none wider than it, no figure in two, no closing mark in front."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from checker.report.passage import breaks


def lines(text: str, width: int) -> list[str]:
    places = [0, *breaks(text, width), len(text)]
    return [text[begin:end] for begin, end in itertools.pairwise(places)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("占比重为87.5%。", 12, ["占比重为", "87.5%。"]),
        ("增长4%左右，收入", 10, ["增长4%左", "右，收入"]),
        ("上级：“增长4%”", 8, ["上级：", "“增长4%”"]),
        ("二、全区（含开发区）", 8, ["二、全区", "（含开发", "区）"]),
        ("a longer word", 8, ["a longer ", "word"]),
        ("1234567890123", 6, ["123456", "789012", "3"]),
        ("", 6, [""]),
    ],
)
def test_a_line_ends_where_chinese_text_may_break(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


@given(st.text(st.sampled_from("增长收入，。“”（）4.5%亿 ab、"), max_size=60), st.integers(4, 30))
def test_nothing_is_lost_and_nothing_stands_out(text: str, width: int) -> None:
    cut = lines(text, width)
    assert "".join(cut) == text
    assert all(cell_len(line.rstrip()) <= width for line in cut)
