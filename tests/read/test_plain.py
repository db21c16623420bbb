"""Plain text: a block for each line, and tables copied from pages and sheets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.read.plain import plain_blocks

PIPES = """云阜市2023年统计公报
单位：万吨 | |
产品名称 | 产量 |
粮食 | 41.2 |
棉花 | 0.3 |
说明文字在表后。"""

SHEET = "指标\t单位\t2023年\n地区生产总值\t亿元\t356.6\n税收收入\t亿元\t40.1"


def test_lines_of_cells_are_rows_with_heads_and_unit() -> None:
    kinds = [(block.line, block.kind) for block in plain_blocks(PIPES)]
    assert kinds == [(1, "paragraph"), (2, "paragraph"), (3, "row"), (4, "row"), (5, "row"), (6, "paragraph")]
    grain = plain_blocks(PIPES)[3].cells[1]
    assert (grain.text, grain.row_head, grain.column_head) == ("41.2", "粮食", "产量")


def test_columns_divided_by_tabs_give_the_unit_of_their_row() -> None:
    value = plain_blocks(SHEET)[1].cells[2]
    assert (value.text, value.row_head, value.unit) == ("356.6", "地区生产总值", "亿元")


def test_the_rule_of_a_markdown_table_is_no_row() -> None:
    rows = plain_blocks("|指标|目标|\n|---|---|\n|产值|5|\n|税收|6|")
    assert [block.line for block in rows] == [1, 3, 4]


@pytest.mark.parametrize(
    "text",
    [
        "首页 | 政务公开 | 规划计划\n机构 | 服务 | 互动\n繁體 | 无障碍 | 登录",  # a menu: no figures
        "来源：区发改局 | 日期：2024\n正文第一段。\n正文第二段。",
        "产值 | 5\n税收 | 6",  # two lines are no table
        "一、总体要求\t坚持稳中求进\n"
        + "二、主要目标\t"
        + "地区生产总值增长" * 10
        + "\n三、保障措施\t加强领导",
    ],
)
def test_what_is_no_table_stays_lines(text: str) -> None:
    assert {block.kind for block in plain_blocks(text)} == {"paragraph"}


@given(st.text(alphabet="甲乙5%.| \t\n-", max_size=80))
def test_lines_and_offsets_are_those_of_the_text(text: str) -> None:
    lines = text.split("\n")
    for block in plain_blocks(text):
        assert block.text == lines[block.line - 1]
        for cell in block.cells:
            assert block.text[cell.start : cell.end] == cell.text
