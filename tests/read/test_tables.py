"""A table's cells know what they are about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Block, Cell
from checker.read.tables import RawCell, RawRow, is_data_table, row_blocks


def rows(*lines: list[str | RawCell]) -> list[RawRow]:
    return [
        RawRow(number, tuple(x if isinstance(x, RawCell) else RawCell(x) for x in line))
        for number, line in enumerate(lines, 1)
    ]


def values(blocks: list[Block]) -> list[Cell]:
    return [cell for block in blocks for cell in block.cells if not cell.is_head and cell.text]


def facts(*lines: list[str | RawCell], before: tuple[str, ...] = ()) -> list[tuple[str, str, str, str]]:
    blocks = row_blocks(rows(*lines), ordinal=1, before=before)
    return [(c.row_head, c.column_head, c.unit, c.text) for c in values(blocks)]


def test_running_numbers_and_units_are_no_values() -> None:
    found = facts(
        ["序号", "指标名称", "计量单位", "2023年完成", "2024年计划增长（%）", "属性"],
        ["1", "地区生产总值", "亿元", "1210.5", "5.5左右", "预期性"],
        ["2", "居民人均可支配收入", "元", "52000", "与经济增长同步", "预期性"],
    )
    assert [f for f in found if f[1] != "属性"] == [
        ("地区生产总值", "2023年完成", "亿元", "1210.5"),
        ("地区生产总值", "2024年计划增长（%）", "%", "5.5左右"),
        ("居民人均可支配收入", "2023年完成", "元", "52000"),
        ("居民人均可支配收入", "2024年计划增长（%）", "%", "与经济增长同步"),
    ]


def test_title_and_unit_rows_inside_the_table_become_its_caption() -> None:
    blocks = row_blocks(
        rows(
            [RawCell("2024年主要指标计划表", colspan=3)],
            [RawCell("单位：万元", colspan=3)],
            ["指标", "总量", "增速"],
            [RawCell("一、综合", colspan=3)],
            ["财政收入", "30000", "6"],
        ),
        ordinal=4,
    )
    assert {(b.caption, b.table) for b in blocks} == {("2024年主要指标计划表 单位：万元", 4)}
    assert [(c.text, c.unit) for c in values(blocks)] == [("30000", "万元"), ("6", "%")]


def test_caption_from_the_paragraphs_above() -> None:
    above = ("正文在前。", "附表2 目标分解", "单位：亿元")
    assert facts(["地区", "投资"], ["甲县", "12"], before=above) == [("甲县", "投资", "亿元", "12")]


def test_two_header_rows_without_merged_cells() -> None:
    found = facts(["指标", "2023年", ""], ["", "计划", "完成"], ["产值", "10", "11"])
    assert found[1][1] in ("完成", "2023年 完成")


def test_first_row_of_values_is_no_header() -> None:
    assert facts(["地区生产总值", "增长5%"], ["固定资产投资", "增长6%"]) == [
        ("地区生产总值", "", "", "增长5%"),
        ("固定资产投资", "", "", "增长6%"),
    ]


def test_words_as_targets_do_not_make_a_second_header() -> None:
    found = facts(["指标", "2024年目标"], ["单位能耗", "完成市下达目标"], ["就业", "1万人"])
    assert found[0] == ("单位能耗", "2024年目标", "", "完成市下达目标")


def test_two_tables_side_by_side() -> None:
    found = facts(["指标", "数值", "指标", "数值"], ["甲产量", "1", "乙产量", "2"])
    assert [(f[0], f[3]) for f in found] == [("甲产量", "1"), ("乙产量", "2")]


def test_years_as_row_heads() -> None:
    assert facts(["年份", "增速（%）"], ["2022", "5.1"], ["2023年", "4.8"]) == [
        ("2022", "增速（%）", "%", "5.1"),
        ("2023年", "增速（%）", "%", "4.8"),
    ]


def test_months_head_columns() -> None:
    found = facts(["指标", "1-6月", "全年预计"], ["产值", "12", "30"])
    assert [f[1] for f in found] == ["1-6月", "全年预计"]


def test_header_repeated_on_the_next_page() -> None:
    found = facts(["指标", "目标"], ["甲", "1"], ["指标", "目标"], ["乙", "2"])
    assert [(f[0], f[1]) for f in found] == [("甲", "目标"), ("乙", "目标")]


def test_remark_below_the_table_is_prose() -> None:
    blocks = row_blocks(
        rows(["指标", "值"], ["甲", "1"], [RawCell("注：2023年为快报数", colspan=2)]), ordinal=1
    )
    assert (blocks[-1].kind, blocks[-1].text) == ("paragraph", "注：2023年为快报数")


@pytest.mark.parametrize(
    ("lines", "data"),
    [
        ((["甲", "1"], ["乙", "2"]), True),
        ((["只有一列"], ["还是一列"]), False),
        ((["序号", "任务"], ["1", "很长的任务。" * 100], ["2", "很长的任务。" * 100]), True),
        ((["导航", "很长的正文。" * 100],), False),
        ((["", ""],), False),
    ],
)
def test_layout_is_told_from_data(lines: tuple[list[str | RawCell], ...], data: bool) -> None:
    assert is_data_table(rows(*lines)) is data


def test_absurd_spans_cost_nothing() -> None:
    wide = RawCell("甲", colspan=10**9, rowspan=10**9)
    assert row_blocks(rows(*[[wide, "1"] for _ in range(200)]), ordinal=1)


@given(
    st.lists(
        st.lists(
            st.builds(
                RawCell,
                st.text("指标一1%2023年\t\n（亿元） ", max_size=8),
                st.integers(1, 3),
                st.integers(1, 3),
                st.booleans(),
            ),
            max_size=5,
        ),
        max_size=6,
    )
)
def test_offsets_cut_each_cell_out_of_its_row(lines: list[list[RawCell]]) -> None:
    """``start``/``end`` are offsets in the row's text."""
    for block in row_blocks([RawRow(n, tuple(x)) for n, x in enumerate(lines, 1)], ordinal=1):
        for cell in block.cells:
            assert block.text[cell.start : cell.end] == cell.text


def test_running_numbers_without_a_head_of_their_own() -> None:
    """Heads that stand one column too far left, as pages without a head for the numbers give them."""
    found = facts(
        ["地区", "产量（吨）", "增长（%）", ""],
        ["1", "甲县", "31.2", "-4.5"],
        ["2", "乙县", "20.8", "3.1"],
        ["注：快报数。", "", "", ""],
    )
    assert found[:2] == [("甲县", "产量（吨）", "吨", "31.2"), ("甲县", "增长（%）", "%", "-4.5")]
    assert facts(["地区", "产量", "增长"], ["1", "2", "3"])[0][1] == "产量"
