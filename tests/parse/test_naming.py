"""Names of indicators: known ones canonical, others as written, normalised."""

from __future__ import annotations

import pytest

from checker.parse import coordinated, naming


@pytest.mark.parametrize(
    ("text", "name", "tail"),
    [
        ("全区生产总值", "地区生产总值", None),
        ("GDP增速", "地区生产总值", "growth"),
        ("单位GDP能耗降低", "单位地区生产总值能耗", "fall"),
        ("大家人寿等金融机构", "金融机构", None),
        ("和商务楼宇", "商务楼宇", None),
        ("中等职业学校", "中等职业学校", None),
        ("增速", "", "growth"),
        ("比改革前", "", None),
    ],
)
def test_names(text: str, name: str, tail: str | None) -> None:
    found = naming.name_of(text)
    assert (found.canonical, found.tail) == (name, tail)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("设计、航运企业", ["设计企业", "航运企业"]),
        ("实际直接利用内资、外资", ["实际直接利用内资", "实际直接利用外资"]),
        ("城乡低保标准", ["城镇低保标准", "农村低保标准"]),
        ("城镇和农村居民人均可支配收入", ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
        ("进出口总额", ["进口总额", "出口总额"]),
        ("粮食、棉花产量", ["粮食产量", "棉花产量"]),
    ],
)
def test_lists(text: str, names: list[str]) -> None:
    assert coordinated.split_names(text, 2) == names


def test_what_is_no_list() -> None:
    assert coordinated.split_names("固定资产投资", 2) is None
    assert coordinated.split_names("65岁及以上老年人健康管理率", 2) is None


@pytest.mark.parametrize(
    ("text", "noun"),
    [("的城市绿道", "城市绿道"), ("企业在河西预备板完成挂牌", "企业"), ("大关", ""), ("中药材", "中药材")],
)
def test_the_noun_behind_a_figure(text: str, noun: str) -> None:
    assert naming.noun_behind(text) == noun
