"""The target matrix and the charts: what was aimed at, what came of it, in words as well as in colour."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

import audit_sample as sample
import pytest
from audit_sample import growth, planned
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import html as parser

from checker.model import Audit, Reading
from checker.report import html_targets
from checker.report.amounts import Amount
from checker.report.html import render
from checker.report.html_chart import HEIGHT, MOST_YEARS, Point, chart, scale, span
from checker.report.messages import messages


def audit(*readings: Reading) -> Audit:
    return Audit(list(readings), [], version="0.1.0", run="0" * 16)


@cache
def page() -> parser.HtmlElement:
    missed = planned(2023, growth(2023, "target", "6"), growth(2022, "actual", "5.1"))
    after = planned(
        2024,
        growth(2024, "target", "5"),
        growth(2023, "actual", "4.7"),
        growth(2026, "target", "5.5", id="goal", period="../2026", period_kind="by"),
    )
    return parser.document_fromstring(render(audit(missed, after)))


def row() -> dict[str, str]:
    """Return the matrix's only row by the words of its columns."""
    (table,) = page().xpath("//section[@id='targets']//table")
    top = [(th.text_content(), int(th.get("colspan", 1))) for th in table.xpath("./thead/tr[1]/th")]
    below = iter(th.text_content() for th in table.xpath("./thead/tr[2]/th"))
    names = [name + (next(below) if name.isdigit() else "") for name, columns in top for _ in range(columns)]
    (cells,) = table.xpath("./tbody/tr")
    return dict(zip(names, (" ".join(c.text_content().split()) for c in cells), strict=True))


def test_the_matrix_has_target_and_actual_by_year_and_goals_of_several() -> None:
    assert row() == {
        "指标": "地区生产总值 增长 %", "地区": "白石区",
        "2022完成": "5.1", "2023目标": "6", "2023完成": "4.7未完成", "2024目标": "5",
        "多年目标": "到2026年 5.5",
    }  # fmt: skip


def test_colour_is_said_in_words() -> None:
    coloured = page().xpath("//section[@id='targets']//td[contains(@class, ' s-')]")
    assert coloured
    assert all(cell.xpath(".//small") for cell in coloured)


@pytest.mark.parametrize(("got", "said"), [("4.7", "未完成"), ("5.9", "基本完成"), ("6.3", "完成")])
def test_the_outcome_is_named(got: str, said: str) -> None:
    page = render(
        audit(
            planned(2023, growth(2023, "target", "6")),
            planned(2024, growth(2024, "target", "5"), growth(2023, "actual", got)),
        )
    )
    (cell,) = parser.document_fromstring(page).xpath("//section[@id='targets']//td[small]")
    assert cell.xpath("string(small)") == said
    assert (
        cell.get("class").split()[-1] == {"未完成": "s-missed", "基本完成": "s-around", "完成": "s-met"}[said]
    )


def test_a_target_handed_down_shows_the_value_and_that_it_is_assigned() -> None:
    """A city's document sets 5.5 for the district, whose plan refers to it without a figure."""
    own = replace(
        growth(2024, "target", "5"),
        comparator="delegated",
        value=None,
        low=None,
        high=None,
        low_closed=False,
        high_closed=False,
    )
    above = growth(2024, "target", "5.5", id="set", document="云阜市2024.txt")
    city = planned(2024, above, region="云阜市")
    city.document.identity = type(city.document.identity)(
        region="云阜市", region_path="云阜市", level="city", kind="plan", plan_year=2024
    )
    (cell,) = parser.document_fromstring(render(audit(city, planned(2024, own)))).xpath("//td[small]")
    assert " ".join(cell.text_content().split()) == "5.5由上级下达"


def test_figures_lead_to_their_line_and_indicators_to_their_charts() -> None:
    links = page().xpath("//section[@id='targets']//tbody//a/@href")
    assert "#d1-1" in links
    assert "#i1" in links
    ids = set(page().xpath("//@id"))
    assert {link[1:] for link in links} <= ids


def test_a_chart_tells_in_words_what_it_shows() -> None:
    (drawing,) = page().xpath("//section[@id='indicators']//*[name()='svg']")
    labels = [page().xpath(f"string(//*[@id='{name}'])") for name in drawing.get("aria-labelledby").split()]
    assert labels[0] == "白石区地区生产总值（增长 %）各年的目标与完成"
    assert labels[1] == "2022：完成 5.1%；2023：目标 6%、完成 4.7%、未完成；2024：目标 5%"
    assert drawing.xpath(".//*[contains(@class, 'dot missed')]")
    assert drawing.xpath(".//*[name()='text' and contains(@class, 'value')]/text()") == [
        "5.1",
        "4.7",
        "6",
        "5",
    ]


def test_beside_the_charts_stands_a_table_of_all_that_is_known() -> None:
    rows = page().xpath("//section[@id='indicators']//table/tbody/tr")
    assert [row.xpath("string(td[1])") for row in rows] == ["2022", "2023", "2024", "到2026年"]
    assert rows[1].xpath("string(td[last()])") == "未完成"


def test_one_year_makes_no_chart() -> None:
    page = render(audit(planned(2024, growth(2024, "target", "5"))))
    assert 'id="targets"' in page
    assert 'id="indicators"' not in page


def test_without_anything_to_compare_there_is_no_matrix() -> None:
    assert 'id="targets"' not in render(sample.clean())


def test_hostile_names_are_only_text() -> None:
    told = [growth(y, "target", "5", region=sample.HOSTILE, quote=sample.HOSTILE) for y in (2023, 2024)]
    page = render(audit(planned(2023, told[0]), planned(2024, told[1])))
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert page.count("<svg") > 0


def test_what_is_left_out_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_targets, "MOST_ROWS", 1)
    told = [
        growth(y, "actual", "5", region=r, indicator_id=None, indicator=i, id=f"{r}{y}{i}")
        for r in ("白石区", "临溪区")
        for i in ("出生率", "死亡率")
        for y in (2022, 2023)
    ]
    targets = html_targets.Targets(audit(planned(2024, *told)), messages("zh"), lambda _: "")
    assert (len(targets.rest), targets.left_out) == (1, 3)


AMOUNTS = st.none() | st.builds(
    lambda value, more: Amount("", value, value + more if more else None, 1, "%"),
    st.decimals(-9999, 99999, places=1),
    st.sampled_from([None, None, Decimal(3)]),
)
POINTS = st.lists(
    st.builds(Point, st.integers(1990, 2030), AMOUNTS, AMOUNTS),
    min_size=1,
    max_size=9,
    unique_by=lambda p: p.year,
)


class TestChart:
    """Every mark and label of a chart lies within its box, whatever the figures."""

    @given(POINTS)
    def test_within_the_box(self, points: list[Point]) -> None:
        points = [point for point in points if point.target or point.actual]
        assume(points)
        axis = scale(points)
        first, last = span(points)
        drawn = chart(points, axis, first, last)
        assert 0 <= last - first < MOST_YEARS
        marks = [(bar.left, bar.low) for bar in drawn.bars] + [(bar.right, bar.y) for bar in drawn.bars]
        marks += [(d.x, d.y) for d in drawn.dots]
        marks += [(text.x, text.y) for text in (*drawn.labels, *drawn.years, *drawn.ticks)]
        assert all(0 <= x <= drawn.width and 8 <= y <= HEIGHT for x, y in marks)
        assert 1 <= len(drawn.ticks) <= 6

    def test_a_year_without_outcome_breaks_the_line(self) -> None:
        """The line never bridges a year whose outcome is unknown."""
        known = Amount("", Decimal(5), None, 0, "%")
        points = [Point(y, known, None if y == 2022 else known) for y in (2020, 2021, 2022, 2023, 2024)]
        drawn = chart(points, scale(points), 2020, 2024)
        assert [len(line.split()) for line in drawn.lines] == [2, 2]
