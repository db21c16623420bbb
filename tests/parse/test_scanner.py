"""Tokens: what is a figure, what is set aside, and that nothing of the text is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.parse import lexicon
from checker.parse.fold import fold
from checker.parse.scanner import scan
from checker.read.period import time_expressions


def tokens(text: str) -> list[tuple[str, str]]:
    folded = fold(text).text
    return [(t.type, t.text) for t in scan(folded, time_expressions(folded))]


class TestTraps:
    """design.md section 9: what other extractors take for figures."""

    @pytest.mark.parametrize(
        "text",
        [
            "长三角一体化", "5G网络建设", "8358所", "“871”厂区", "F6—2地块", "十四五规划",
            "津ICP备05000001号-1",
            "一般公共预算收入", "第三产业", "零售业", "千方百计", "万众一心", "一号文件",
            "十项行动", "15分钟生活圈",
            "一基地三区", "“1+10”实施方案", "2021-2025年", "2023年", "第十八届人民代表大会第五次会议",
            "13800000000", "022-12345678", "[2]", "③",
        ],
    )  # fmt: skip
    def test_no_figure(self, text: str) -> None:
        assert [t for kind, t in tokens(text) if kind == "Q"] == []

    @pytest.mark.parametrize(
        ("text", "figure"),
        [
            ("突破二十万亿元", "二十万亿元"), ("增长3-5%", "3-5%"), ("培育3-5家", "3-5家"),
            ("1.2万亿", "1.2万亿"),
            ("引进2—3家", "2—3家"), ("降低3.2%左右", "3.2%"),
        ],
    )  # fmt: skip
    def test_one_figure(self, text: str, figure: str) -> None:
        assert [t for kind, t in tokens(text) if kind == "Q"] == [figure]


def test_the_longest_word_wins() -> None:
    assert ("I", "一般公共预算收入") in tokens("一般公共预算收入57亿元")


def test_a_count_behind_a_verb_that_builds() -> None:
    assert ("Q", "一座") in tokens("建成一座变电站")
    assert ("Q", "一座") not in tokens("这是一座城市")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from([*sorted(lexicon.load().words)[::7], "5", "%", "，", "2024年", "万", "亿元", "x"]),
        max_size=12,
    )
)
def test_nothing_is_lost(parts: list[str]) -> None:
    """The tokens are the text, in order and without gaps."""
    text = fold("".join(parts)).text
    found = scan(text, time_expressions(text))
    assert "".join(t.text for t in found) == text
    assert [t.start for t in found] == [0, *(t.end for t in found)][: len(found)]
