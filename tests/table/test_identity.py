"""Names of one thing: what is left out of them, and which are too general to compare."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Statement
from checker.table import identity


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("知名首店", "首店"),
        ("引进首店", "首店"),
        ("全区数字经济企业总数", "数字经济企业"),
        ("“无废细胞”", "无废细胞"),
        ("新建停车泊位", "停车泊位"),
    ],
)
def test_same_thing(one: str, other: str) -> None:
    assert identity.normalise(one) == identity.normalise(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("新开工面积", "竣工面积"),
        ("园区企业", "企业"),
        ("规上工业增加值", "工业增加值"),
        ("首店", "首发活动"),
    ],
)
def test_other_things(one: str, other: str) -> None:
    assert identity.normalise(one) != identity.normalise(other)


def test_scope_keeps_things_apart() -> None:
    park = identity.key(Statement(indicator="企业总数", scope="园区"))
    assert park != identity.key(Statement(indicator="企业总数"))
    assert identity.key(Statement(indicator="企业总数", scope="全区")) == identity.key(
        Statement(indicator="企业总数")
    )


@pytest.mark.parametrize(
    ("name", "sure"), [("首店", True), ("项目", False), ("重点企业", False), ("总投资", False)]
)
def test_general_names_are_not_certain(name: str, sure: bool) -> None:
    assert identity.certain(Statement(indicator=name)) is sure


def test_lexicon_is_certain() -> None:
    assert identity.certain(Statement(indicator="项目", indicator_id="gdp"))


@given(st.text(alphabet="新增引进全区知名首店企业项目总数“”（）、 园", max_size=12))
def test_normalising_twice_changes_nothing(name: str) -> None:
    once = identity.normalise(name)
    assert identity.normalise(once) == once
