"""Commitments as relations: whether two names mean one thing, and which speak of it again."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from checker.judge import cases
from checker.table import build
from checker.table.commitment_names import core_of, sure, verdict

BENCH = Path(__file__).parent.parent / "bench"


def said(one: str, other: str, kind: str = "project") -> str | None:
    forward = verdict(core_of(one, kind, "白石区"), core_of(other, kind, "白石区"))
    assert forward == verdict(core_of(other, kind, "白石区"), core_of(one, kind, "白石区")), (
        "the order matters"
    )
    return forward


class TestVerdict:
    """Names are one thing only with a reason; phases, numbers and kinds keep things apart."""

    @pytest.mark.parametrize(
        ("one", "other", "reason"),
        [
            ("柳溪片区更新项目", "柳溪地块", "名称相同"),
            ("柳溪路工程", "柳溪路", "名称相同"),
            ("白石区柳溪美术馆", "柳溪美术馆", "名称相同"),
            ("望江道（纸箱厂）地块", "望江道纸箱厂", "名称相同"),
            ("柳溪（原纸箱厂）地块", "柳溪纸箱厂", "名称相同"),
            ("“渡口·钟楼”", "“钟楼·渡口”城市更新项目", None),
            ("渡口—钟楼片区", "钟楼—渡口更新项目", "所指部分相同"),
            ("柳溪—望江里地块", "柳溪厂区", "一个包含另一个"),
            ("柳溪南BC地块", "柳溪南地块", "一个包含另一个"),
            ("柳溪（一期）地块", "柳溪厂区", "一个包含另一个"),
            ("云湖园核心区", "云湖高教科创园", "简称"),
            ("柳溪公园", "柳溪体育公园", None),
            ("柳溪科教文化中心", "柳溪科创文化中心", None),
            ("柳溪路一期", "柳溪路二期", None),
            ("地铁7号线", "地铁8号线", None),
            ("柳溪中学", "柳溪小学", None),
            ("柳溪路", "柳溪小学", None),
            ("柳溪片区", "柳溪智能制造产业园", None),
            ("柳溪北路", "柳溪南路", None),
            ("柳溪桥", "新柳溪桥", None),
            ("应急指挥中心", "疾病预防控制中心", None),
            ("第三小学", "第四小学", None),
            ("柳溪路东段", "柳溪路西段", None),
            ("白石公园提质改造工程", "白石公园提质改造", "名称相同"),
            ("白石公园", "望江公园", None),
        ],
    )
    def test_sites(self, one: str, other: str, reason: str | None) -> None:
        if "·" in one:
            reason = "所指部分相同"
        assert said(one, other) == reason

    def test_titles_of_different_rank(self) -> None:
        assert said("全国文明城区", "市级文明城区", "title") is None
        assert said("国家卫生城区", "全国卫生城区", "title") == "名称相同"
        assert said("全国双拥模范城", "双拥模范城", "title") == "一个包含另一个"

    def test_generic_words_link_nothing(self) -> None:
        assert said("重点道路建设工程", "重点道路改造工程") is None
        assert said("城市更新项目", "柳溪城市更新项目") is None

    def test_a_near_name_says_how_near(self) -> None:
        reason = said("白石大学科技创新成果转化中心", "白石大学科技创新成果转化示范中心")
        assert reason is not None
        assert not sure(reason)


class _NoRule:
    cases = Path("none.yaml")


def table(documents: dict[str, str], name: str) -> list[dict[str, Any]]:
    settings, readings = cases.read(cases.Case("x", documents, ()), _NoRule())  # type: ignore[arg-type]
    columns = build(readings, settings).tables[name]
    return [{column: columns[column][at] for column in columns} for at in range(columns.rows)]


PLANS = {
    "云阜市/白石区/计划/2022": "推动柳溪地块等3宗土地出让。",
    "云阜市/白石区/计划/2023": "推动柳溪地块出让，建设望江小学。",
    "云阜市/白石区/计划/2024": "谋划柳溪厂区等新项目，建设望江中学。",
    "云阜市/青江区/计划/2024": "推动柳溪地块出让。",
}


def test_each_year_meets_the_year_before() -> None:
    rows = {row["id"]: row for row in table(PLANS, "commitment")}
    pairs = [
        (rows[p["earlier"]]["year"], rows[p["later"]]["year"], p["first_year"], p["times"])
        for p in table(PLANS, "commitment_pair")
    ]
    assert sorted(pairs) == [(2022, 2023, 2022, 2), (2023, 2024, 2022, 3)]


def test_what_a_report_makes_of_a_promise() -> None:
    documents = {
        "云阜市/白石区/计划/2023": "建设望江小学，建设柳溪中学，推进银杏大道改造。",
        "云阜市/白石区/报告/2024": "一、2023年计划执行情况\n望江小学竣工。柳溪中学师生获奖。",
    }
    names = {row["id"]: row["core"] for row in table(documents, "commitment")}
    told = {names[row["promise"]]: row["how"] for row in table(documents, "commitment_report")}
    assert told == {"望江小学": "told", "柳溪中学": "named", "银杏大道": "none"}


def test_a_thing_has_one_name_in_its_region_only() -> None:
    rows = [row for row in table(PLANS, "commitment") if row["core"] == "柳溪"]
    assert len({row["thing"] for row in rows}) == 2
    assert {row["thing"] for row in rows if row["region"] == "白石区"} == {rows[0]["thing"]}


def test_the_order_of_documents_does_not_matter() -> None:
    turned = dict(reversed(PLANS.items()))
    settings, readings = cases.read(cases.Case("x", PLANS, ()), _NoRule())  # type: ignore[arg-type]
    one, other = build(readings, settings), build(list(reversed(readings)), settings)
    assert list(turned) != list(PLANS)
    for name in ("commitment", "commitment_pair"):
        mine, theirs = one.tables[name], other.tables[name]
        assert [list(mine[c]) for c in mine] == [list(theirs[c]) for c in theirs]


def test_linking_grows_with_the_number_of_regions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCH))
    sys.modules.pop("commitments", None)
    import commitments as bench  # type: ignore[import-not-found]

    few, many = bench.linked(range(4)), bench.linked(range(40))
    assert many[0] == 10 * few[0]
    assert many[2] < 25 * max(few[2], 0.02)


def test_linking_is_not_quadratic_inside_a_region() -> None:
    """Names that share their everyday words are not compared with one another."""
    from checker.table.commitment_links import _link, _Node

    def compared(names: int) -> int:
        made = [f"{chr(0x4E00 + 7 * n)}{chr(0x5E00 + 11 * n)}产业园" for n in range(names)]
        nodes = [_Node(core_of(name, "project", "")) for name in made]
        for row, node in enumerate(nodes):
            node.rows.append(row)
        counted = 0

        def judge(*_: object) -> None:
            nonlocal counted
            counted += 1

        from checker.table import commitment_links

        kept, commitment_links._judge = commitment_links._judge, judge  # type: ignore[assignment]
        try:
            _link(nodes)
        finally:
            commitment_links._judge = kept
        return counted

    assert compared(600) <= 12 * compared(60) + 600
