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
