"""Types of items: a word's type depends on its neighbours."""

from __future__ import annotations

import pytest

from checker.parse.fold import fold
from checker.parse.scanner import scan
from checker.parse.shape import shape
from checker.read.period import time_expressions


def kinds(text: str) -> str:
    folded = fold(text).text
    return " ".join(shape(scan(folded, time_expressions(folded))).kinds)


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("地区生产总值增长4%以上", "N U Q P"),
        ("引进150家企业", "A Q H"),
        ("增速高于全省平均水平1个百分点", "N C N Q"),
        ("失业率不高于5.5%", "N B Q"),  # before a figure a bound, before a noun a comparison
        ("雏鹰、瞪羚企业分别达到80家和18家", "N S Q V Q"),
        ("由3.5%提高到4.2%", "FROM Q UT Q"),
        ("开工率达到80%", "N R Q"),  # a verb inside a noun
        ("节能减排完成市下达目标", "N DELEG"),
        ("与经济增长基本同步", "SYNC"),
    ],
)
def test_types(text: str, types: str) -> None:
    assert kinds(text) == types


def test_modifiers_are_set_beside() -> None:
    folded = fold("预计全年累计引进人才300人").text
    shaped = shape(scan(folded, time_expressions(folded)))
    assert {"est", "cum"} <= {m.type for m in shaped.modifiers}


def test_thresholds_inside_names_are_no_figures() -> None:
    shaped = shape(scan("税收超5000万元楼宇12座"))
    assert [t.text for t in shaped.aside] == ["5000万元"]
    assert [i.text for i in shaped.items if i.type == "Q"] == ["12座"]


def test_a_bracket_with_a_figure_is_read_apart() -> None:
    shaped = shape(scan("就业率达到92%（其中女性为95%）"))
    assert [i.text for i in shaped.items if i.type == "Q"] == ["92%"]
    assert len(shaped.brackets) == 1


def test_figures_of_a_list_share_a_unit() -> None:
    shaped = shape(scan("浓度分别为39和68微克/立方米"))
    units = [i.tokens[0].quantity.unit for i in shaped.items if i.tokens[0].quantity is not None]
    assert units == ["微克/立方米", "微克/立方米"]
