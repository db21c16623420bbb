"""Laws of reading: print and parse again, ways of writing that mean the same, linear time."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from checker.model import Context, Statement
from checker.parse import numerals, parse_phrase
from tests.clock import least

CONTEXT = Context(region="白石区", region_path="云阜市/白石区", modality="target", period="2024")
INTERVAL = ("low", "high", "low_closed", "high_closed", "base_unit")
INDICATORS = ("地区生产总值", "一般公共预算收入", "固定资产投资", "社会消费品零售总额", "规模以上工业增加值")
BOUNDS = {"eq": "{}", "ge": "{}以上", "le": "{}以内", "gt": "超过{}", "lt": "低于{}", "approx": "{}左右"}


def one(text: str) -> Statement:
    (statement,) = parse_phrase(text, CONTEXT)
    return statement


def told(statement: Statement) -> str:
    """Print a statement as a phrase."""
    figure = f"{statement.value}{statement.unit or ''}"
    if statement.value_high:
        figure = f"{statement.value}-{statement.value_high}{statement.unit or ''}"
    bounded = BOUNDS.get(statement.comparator, "{}").format(figure)
    if statement.measure == "growth":
        falling = (statement.high or statement.low or "").startswith("-")
        return f"{statement.indicator}{'下降' if falling else '增长'}{bounded}"
    if statement.measure == "increment":
        return f"新增{statement.indicator.removeprefix('新增')}{bounded}"
    return f"{statement.indicator}达到{bounded}" if bounded[0].isdigit() else statement.indicator + bounded


@st.composite
def phrases(draw: st.DrawFn) -> str:
    name = draw(st.sampled_from(INDICATORS))
    comparator = draw(st.sampled_from(sorted(BOUNDS)))
    number = draw(st.decimals(min_value="0.1", max_value=999, places=draw(st.integers(0, 2))))
    if draw(st.booleans()):
        return f"{name}{draw(st.sampled_from(['增长', '下降']))}{BOUNDS[comparator].format(f'{number}%')}"
    unit = draw(st.sampled_from(["亿元", "万元", "万亿元"]))
    return f"{name}{BOUNDS[comparator].format(f'{number}{unit}')}"


class TestPrintAndParse:
    """A constraint printed and parsed again is itself."""

    @settings(max_examples=200, deadline=None)
    @given(phrases())
    def test_again(self, text: str) -> None:
        first = one(text)
        second = one(told(first))
        for key in ("indicator_id", "measure", "comparator", "value", "unit", *INTERVAL):
            assert getattr(first, key) == getattr(second, key), (key, text, told(first))


def wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def blank(text: str) -> str:
    return " ".join(text)


class TestWaysOfWriting:
    """Full width, blanks, separators, Chinese numerals and unit scale do not change the constraint."""

    @settings(max_examples=100, deadline=None)
    @given(phrases(), st.sampled_from([wide, blank]))
    def test_width_and_blanks(self, text: str, write: Callable[[str], str]) -> None:
        plain, written = one(text), one(write(text))
        for key in ("indicator", "measure", "comparator", *INTERVAL):
            assert getattr(plain, key) == getattr(written, key)

    @settings(deadline=None)
    @given(st.integers(1000, 99_999_999))
    def test_separators(self, number: int) -> None:
        plain, written = one(f"城镇新增就业{number}人"), one(f"城镇新增就业{number:,}人")
        assert [getattr(plain, k) for k in INTERVAL] == [getattr(written, k) for k in INTERVAL]

    @settings(deadline=None)
    @given(st.integers(2, 9999))
    def test_chinese_numerals(self, number: int) -> None:
        spoken = said(number)
        assume(numerals.chinese(spoken) == number)
        plain, written = one(f"引进科技企业{number}家"), one(f"引进科技企业{spoken}家")
        assert [getattr(plain, k) for k in INTERVAL] == [getattr(written, k) for k in INTERVAL]

    @settings(deadline=None)
    @given(st.decimals(min_value="0.01", max_value=9999, places=2))
    def test_scale(self, number: Decimal) -> None:
        low = one(f"固定资产投资达到{number}亿元")
        high = one(f"固定资产投资达到{number * 10000}万元")
        assert [getattr(low, k) for k in INTERVAL] == [getattr(high, k) for k in INTERVAL]


def said(number: int) -> str:
    """Write a number below 10,000 as it is said."""
    text, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + name
            gap = False
        else:
            gap = True
    return text


def seconds(text: str) -> float:
    return least(lambda: parse_phrase(text, CONTEXT))


class TestLinearTime:
    """Twice the length takes at most two and a half times as long, on nasty text too.

    Measured over three doublings, where the noise of a clock is small beside what is told apart:
    linear work takes 8 times as long, quadratic work 64 times, and the bound is 2.5³.
    """

    @pytest.mark.parametrize(
        "nasty",
        [
            lambda n: "投资建设企业项目增长提高" * (n * 420),
            lambda n: "其中收入5亿元，" * (n * 500),
            lambda n: "其中" * (n * 500) + "5%",
            lambda n: "9" * (n * 1000),
            lambda n: "1.2亿元、" * (n * 600),
            lambda n: "（" * (n * 1000) + "5%",
            lambda n: "从5%" * (n * 500),
            lambda n: "与经济增长" * (n * 500) + "5%",
            lambda n: "完成市下达" * (n * 500) + "5%",
            lambda n: "比全市高" * (n * 500) + "5个百分点",
        ],
        ids=[
            "no pause",
            "of which",
            "of which of which",
            "digits",
            "list",
            "brackets",
            "from",
            "synced",
            "handed",
            "beside",
        ],
    )
    def test_twice_the_length(self, nasty: Callable[[int], str]) -> None:
        seconds(nasty(1))  # caches are filled before the clock runs
        short = max(seconds(nasty(1)), 0.002)
        assert seconds(nasty(8)) <= 2.5**3 * short + 0.02
