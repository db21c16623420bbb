"""Table cells: the row names the indicator, the column the year or place, the unit stands in either."""

from __future__ import annotations

import pytest

from checker.model import Cell, Context, Identity, NumberUse, Segment, Statement
from checker.parse.cells import parse_cell
from checker.parse.regions import Regions
from checker.read import places


def cell(
    text: str, row: str, column: str = "2024年目标", unit: str = "", *, head: bool = False
) -> tuple[list[Statement], list[NumberUse]]:
    line = f"{row}\t{text}"
    start = len(row) + 1
    context = Context(region="白石区", region_path="云阜市/白石区", modality="target", period="2024")
    value = Cell(start, len(line), text, row, column, unit, head)
    segment = Segment(1, line, start, len(line), "cell", context, cell=value)
    return parse_cell(segment, Identity("白石区", "云阜市/白石区", plan_year=2024))


@pytest.mark.parametrize(
    ("text", "row", "unit", "expected"),
    [
        ("5.5", "地区生产总值增长（%）", "", ("地区生产总值", "growth", "eq", "5.5", "%")),
        ("57.2", "一般公共预算收入", "亿元", ("一般公共预算收入", "level", "eq", "57.2", "亿元")),
        ("≥95%", "生活垃圾无害化处理率", "", ("生活垃圾无害化处理率", "share", "ge", "95", "%")),
        ("5.5%以内", "城镇调查失业率", "", ("城镇调查失业率", "share", "le", "5.5", "%")),
        ("1.2万人", "城镇新增就业", "", ("城镇新增就业", "increment", "eq", "1.2", "万人")),
        ("5%左右", "地区生产总值增速", "", ("地区生产总值", "growth", "approx", "5", "%")),
    ],
)
def test_values(text: str, row: str, unit: str, expected: tuple[str, ...]) -> None:
    statements, numbers = cell(text, row, unit=unit)
    (s,) = statements
    assert (s.indicator, s.measure, s.comparator, s.value, s.unit) == expected
    assert [n.use for n in numbers] == ["statement"]
    assert s.quote == text


def test_a_fall_has_its_sign() -> None:
    ((s,), _) = cell("3.2", "单位GDP能耗下降（%）")
    assert (s.value, s.low, s.high) == ("3.2", "-3.2", "-3.2")


@pytest.mark.parametrize("column", ["本月", "1-本月", "当月（亿元）"])
def test_a_month_of_which_only_the_title_tells_the_number_is_part_of_a_year(column: str) -> None:
    ((s,), _) = cell("147.8", "社会消费品零售总额", column, "亿元")
    assert (s.indicator, s.period_kind) == ("社会消费品零售总额", "part-year")


def test_a_range() -> None:
    ((s,), _) = cell("5—6", "地区生产总值增速", unit="%")
    assert (s.comparator, s.value, s.value_high, s.low, s.high) == ("range", "5", "6", "5", "6")


def test_words_in_a_cell() -> None:
    ((s,), _) = cell("完成市下达目标", "单位GDP能耗降低")
    assert (s.comparator, s.reference) == ("delegated", "市下达目标")


def test_words_beside_a_sentence_say_nothing_of_a_thing() -> None:
    assert cell("较好完成年度目标任务", "“双随机”监管。")[0] == []


def test_a_head_states_nothing() -> None:
    statements, numbers = cell("2023年完成", "指标", head=True)
    assert statements == []
    assert all(n.use == "set_aside" for n in numbers)


def test_a_number_without_a_row_is_set_aside() -> None:
    statements, numbers = cell("12", "")
    assert statements == []
    assert [n.use for n in numbers] == ["set_aside"]


def over_places(text: str, row: str, column: str, section: str = "") -> list[tuple[str | None, ...]]:
    """What a cell says in a city's table whose rows are its districts."""
    context = Context("云阜市", "云阜市", "target", "2024", "year", section)
    identity = Identity("云阜市", "云阜市", "city", plan_year=2024)
    value = Cell(0, len(text), text, row_head=row, column_head=column)
    segment = Segment(1, text, 0, len(text), "cell", context, cell=value)
    statements, _ = parse_cell(segment, identity, Regions(identity, places.load()))
    return [(s.indicator, s.measure, s.value, s.unit, s.region_path) for s in statements]


class TestRowsOfPlaces:
    """县区 | 城镇新增就业（人） | 造林面积（万亩）: the column names the indicator, the row the place."""

    def test_column_names_the_indicator(self) -> None:
        found = over_places("3000", "白石区", "城镇新增就业（人）")
        assert found == [("城镇新增就业", "increment", "3000", "人", "云阜市/白石区")]

    def test_a_head_that_adds_counts_the_year(self) -> None:
        assert over_places("4.5", "白石区", "新建高标准农田（万亩）")[0][1] == "increment"
        assert over_places("320", "白石区", "新增养老床位（张）")[0][:2] == ("养老床位", "increment")
        assert over_places("18", "白石区", "上市公司（家）")[0][1] == "level"

    def test_whole(self) -> None:
        found = over_places("12", "全市", "造林面积（万亩）")
        assert found == [("造林面积", "level", "12", "万亩", "云阜市")]

    def test_heading_names_the_indicator(self) -> None:
        found = over_places("0.7", "白石区", "2024年目标（万人）", "二、城镇新增就业目标任务分解")
        assert found == [("城镇新增就业", "increment", "0.7", "万人", "云阜市/白石区")]

    def test_nobody_names_it(self) -> None:
        assert over_places("3000", "白石区", "2024年目标（人）", "总体要求") == []

    def test_a_row_that_is_no_place(self) -> None:
        found = over_places("85", "高新区", "造林面积（万亩）")
        assert found == [("造林面积", "level", "85", "万亩", "云阜市")]
