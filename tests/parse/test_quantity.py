"""Figures: value as written, scale, unit, kind, vagueness."""

from __future__ import annotations

import pytest

from checker.parse.fold import fold
from checker.parse.quantity import Quantity, expression, read


def figure(text: str) -> Quantity:
    match = expression().search(fold(text).text)
    found = read(match) if match else None
    assert found is not None, text
    return found


@pytest.mark.parametrize(
    ("text", "value", "unit", "kind"),
    [
        ("1.2万亿元", "1.2", "万亿元", "money"), ("二十万亿元", "二十", "万亿元", "money"),
        ("35万人", "35", "万人", "people"), ("三成", "三", "成", "percent"), ("4.5‰", "4.5", "‰", "permille"),
        ("0.3个百分点", "0.3", "个百分点", "points"), ("25个基点", "25", "个基点", "basis_points"),
        ("百分之八点五", "八点五", "%", "percent"), ("万分之三", "三", "‱", "percent"),
        ("三分之二", "三分之二", None, "fraction"), ("2倍", "2", "倍", "multiple"),
        ("翻两番", "两", "番", "multiple"),
        ("20:45:35", "20:45:35", None, "proportion"), ("九成九", "九成九", None, "tenths"),
        ("3.6亿千瓦时", "3.6", "亿千瓦时", "energy"), ("2400吨/日", "2400", "吨/日", "ratio"),
        ("百亿元", "百", "亿元", "money"), ("千亿台阶", "千亿", None, "bare"),
    ],
)  # fmt: skip
def test_parts(text: str, value: str, unit: str | None, kind: str) -> None:
    found = figure(text)
    assert (found.value, found.written_unit, found.kind) == (value, unit, kind)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3-5%", "3", "5"),
        ("2—3家", "2", "3"),
        ("3至5个", "3", "5"),
        ("50亿元-60亿元", "50", "60"),
        ("三至五家", "三", "五"),
    ],
)
def test_ranges(text: str, low: str, high: str) -> None:
    found = figure(text)
    assert (found.value, found.high) == (low, high)
    assert not found.negative


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("230余亿元", "more"),
        ("5万余户", "more"),
        ("十几家", "some"),
        ("数十家", "some"),
        ("上百家", "over"),
        ("两位数增长", "digits"),
    ],
)
def test_vagueness(text: str, vague: str) -> None:
    assert figure(text).vague == vague


def test_a_minus_sign_is_negative() -> None:
    assert figure("增速为-3.5%").negative


@pytest.mark.parametrize("text", ["三峰", "二期", "零分之八"])
def test_no_figures(text: str) -> None:
    match = expression().search(text)
    assert match is None or read(match) is None
