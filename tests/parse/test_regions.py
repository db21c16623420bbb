"""Places: scope words, places named in the text, their part of a list."""

from __future__ import annotations

import pytest

from checker.model import Context, Identity, Segment
from checker.parse.clause import SegmentParser
from checker.parse.regions import Regions
from checker.read import places
from checker.settings import RegionSetting

DIVISIONS = places.load().add(
    (
        RegionSetting(name="云阜市", parent="江苏省", level="city"),
        RegionSetting(name="白石区", parent="云阜市", level="district"),
        RegionSetting(name="桐江区", parent="云阜市", level="district"),
    )
)
CITY = Identity("云阜市", "江苏省/云阜市", "city", "work_report", 2024, 2023)
DISTRICT = Identity("白石区", "江苏省/云阜市/白石区", "district", "plan", 2024, 2023)


def regions(text: str, identity: Identity) -> list[tuple[str | None, str | None]]:
    context = Context(identity.region, identity.region_path, "target", "2024")
    segment = Segment(1, text, 0, len(text), "paragraph", context)
    output = SegmentParser(identity, Regions(identity, DIVISIONS)).parse(segment)
    return [(s.region, s.value) for s in output.statements]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全市地区生产总值增长5%", [("云阜市", "5")]),
        ("全国地区生产总值增长5%", [("全国", "5")]),
        ("白石区、桐江区地区生产总值分别增长6%、7%", [("白石区", "6"), ("桐江区", "7")]),
        (
            "到2027年白石区经济总量达到1300亿元以上，桐江区率先达到1000亿元",
            [("白石区", "1300"), ("桐江区", "1000")],
        ),
        (
            "一般公共预算收入增长4%，进出口总额增长8%，城镇新增就业任务由两个区承担，白石区、桐江区分别不少于1.7万人和1.1万人",
            [("云阜市", "4"), ("云阜市", "8"), ("白石区", "1.7"), ("桐江区", "1.1")],
        ),
        (
            "粮食总产量42万吨，其中白石区28万吨、桐江区14万吨",
            [("云阜市", "42"), ("白石区", "28"), ("桐江区", "14")],
        ),
    ],
)
def test_in_a_citys_report(text: str, found: list[tuple[str, str]]) -> None:
    assert regions(text, CITY) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全市地区生产总值增长5%，我区增长6%", [("云阜市", "5"), ("白石区", "6")]),
        ("全区地区生产总值增长5%", [("白石区", "5")]),
    ],
)
def test_in_a_districts_plan(text: str, found: list[tuple[str, str]]) -> None:
    assert regions(text, DISTRICT) == found


UNLISTED = Identity("望澜市", "望澜市", "city", "work_report", 2024, 2023)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # Both names are of places elsewhere too.
        ("改造老旧小区215个，其中沙湾区30个", [("望澜市", "215"), ("沙湾区", "30")]),
        ("沙湾区、黑山县原煤产量分别为30万吨、20万吨", [("沙湾区", "30"), ("黑山县", "20")]),
        ("四川省原煤产量30万吨", [("四川省", "30")]),
    ],
)
def test_districts_of_an_unknown_city(text: str, found: list[tuple[str, str]]) -> None:
    context = Context("望澜市", "望澜市", "target", "2024")
    segment = Segment(1, text, 0, len(text), "paragraph", context)
    output = SegmentParser(UNLISTED, Regions(UNLISTED, places.load())).parse(segment)
    assert [(s.region, s.value) for s in output.statements] == found
    inside = ["望澜市" if name == "望澜市" else f"望澜市/{name}" for name, _ in found if name != "四川省"]
    assert [s.region_path for s in output.statements if s.region != "四川省"] == inside


def test_the_whole_of_an_unknown_district() -> None:
    own = Identity("沙湾区", "望澜市/沙湾区", "district", "work_report", 2024, 2023)
    context = Context("沙湾区", "望澜市/沙湾区", "actual", "2023")
    text = "全市PM2.5年均浓度31微克/立方米"
    segment = Segment(1, text, 0, len(text), "paragraph", context)
    output = SegmentParser(own, Regions(own, places.load())).parse(segment)
    assert [s.region_path for s in output.statements] == ["望澜市"]


def under(heading: str, text: str, kind: str = "assignment") -> list[tuple[str | None, ...]]:
    identity = Identity("云阜市", "江苏省/云阜市", "city", kind, 2025, None)  # type: ignore[arg-type]
    context = Context("云阜市", "江苏省/云阜市", "target", "2025", section=heading)
    segment = Segment(2, text, 0, len(text), "paragraph", context, headings=(heading,))
    output = SegmentParser(identity, Regions(identity, DIVISIONS)).parse(segment)
    return [(s.indicator, s.region, s.scope, s.value) for s in output.statements]


def test_a_figure_of_the_whole_is_of_its_heading() -> None:
    text = "全市新增1400个。其中：白石区360个，桐江区340个，云阜经开区120个。牵头单位：市卫生健康委。"
    of = "普惠性托位"
    assert under("三、普惠托位", text) == [
        (of, "云阜市", None, "1400"),
        (of, "白石区", None, "360"),
        (of, "桐江区", None, "340"),
        (of, "云阜市", "云阜经开区", "120"),
    ]
    # What heads it is work, and what is new is named in the line itself.
    assert [name for name, *_ in under("三、强化保障", "全市新增托位1400个", "plan")] == ["婴幼儿托位"]
