"""No input, however odd, may end a reading: the worst defect is a crash."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import Context
from checker.parse import lexicon, parse_phrase

CONTEXTS = [
    Context(region="白石区", region_path="云阜市/白石区", modality=modality, period=period)
    for modality in ("target", "actual")
    for period in ("2024", "2021/2025", "../2027", None)
]
FRAGMENTS = (
    *"零〇十两万亿成第余多近和从由至A-—①，、。；：（）“”《》%１∶²½𝟙5 \n\t\u3000",
    *("1.2", "百分之", "分之", "1:2", "1:0", "35:62:3", "5-6", "9" * 40, "0." + "0" * 40 + "1", "两位数"),
    *("翻番", "一半", "数十", "十几", "两三", "上百", "首位", "前三", "后五", "2024年", "1—11月"),
    *("个百分点", "分别", "其中"),
)


@pytest.mark.parametrize(
    "text",
    [
        "粮食烘干能力新增2400吨/日",  # a unit per unit is no proportion a:b
        "单位建设用地产出达到3.1亿元/平方公里",
        f"比例为{'9' * 40}:2",  # longer than decimal's default precision
        "零分之八",  # no quotient
        "企业近十几家",  # two kinds of vagueness at once
        "总产值近两位数增长",
        "进入后五5",
        "十几翻番",
        "数十番",
        "三次产业结构由2019年的4七.6:45.7:49.7调整为5.1:42.5:52.4",  # a slip among the shares of before
    ],
)
def test_once_crashed(text: str) -> None:
    for context in CONTEXTS:
        parse_phrase(text, context)


def _pieces() -> st.SearchStrategy[str]:
    lex = lexicon.load()
    words = st.sampled_from(sorted(lex.words.keys() | lex.aliases.keys() | lex.units.keys()))
    return st.lists(st.sampled_from(FRAGMENTS) | words, max_size=14).map("".join)


class TestNoCrash:
    """parse_phrase takes any text: words and fragments of figures in any order, and any characters."""

    @settings(max_examples=300, deadline=None)
    @given(text=_pieces(), context=st.sampled_from(CONTEXTS))
    def test_words_and_figures_in_any_order(self, text: str, context: Context) -> None:
        for statement in parse_phrase(text, context):
            assert statement.indicator
            assert statement.quote

    @settings(max_examples=200, deadline=None)
    @given(text=st.text(max_size=60))
    def test_any_characters(self, text: str) -> None:
        parse_phrase(text)
