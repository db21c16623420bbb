"""Tables copied one cell a line, or with all rows on one line."""

from __future__ import annotations

import pytest

from checker.model import Cell
from checker.read.plain import plain_blocks

PLAN = (
    "专栏1 主要指标\n类别\n\n序号\n\n指标\n\n单位\n\n2020年\n\n2025年\n\n年均增长\n〔累计〕\n\n属性"
    "\n\n经济发展\n\n1\n\n地区生产总值\n\n亿元"
    "\n\n136.5\n\n200\n\n8左右\n\n预期性\n\n2\n\n城镇化率\n\n%\n\n48.3\n\n55\n\n〔6.7〕\n\n预期性\n\n绿色生态\n\n3"
    "\n\n单位GDP能耗降低\n\n%\n\n—\n\n完成市下达目标\n\n〔14.5〕\n\n约束性\n\n注：〔〕内为累计数。"
)
MARKED = (
    "指 标 |\nItem |\n2020 |\n2021 |\n|\n|\n|\n|\n人口 |\nPopulation |\n|\n|\n"
    "出生率（‰） |\nBirth\nRate |\n6.1 |\n5.8 |\n"
    "死亡率（‰） |\nDeath Rate |\n7.2 |\n7.3 |\n自然增长率（‰） |\nGrowth |\n-1.1 |\n-1.5 |\n说明在表后。"
)
ONE_LINE = (
    "单位：万亩\n | 县（区） | 总 面 积 | 成片造林 |  | 合  计 | 6.5 | 4 |"
    "  | 白 石 区 | 2.2 | 1.5 |  | 柳溪县 | 4.3 |   |"
)


def values(text: str) -> list[tuple[int, str, str, str, str]]:
    found: list[tuple[int, str, str, str, str]] = []
    for block in plain_blocks(text):
        assert all(block.text[cell.start : cell.end] == cell.text.strip() for cell in block.cells)
        shown: list[Cell] = [cell for cell in block.cells if not cell.is_head and cell.text]
        found.extend((block.line, c.row_head, c.column_head, c.unit, c.text) for c in shown)
    return found


def test_one_cell_a_line() -> None:
    """Values know their row, column and unit; titles of groups and heads over two lines shift nothing."""
    found = [value for value in values(PLAN) if value[2] != "属性"]
    assert found == [
        (27, "地区生产总值", "2020年", "亿元", "136.5"),
        (29, "地区生产总值", "2025年", "亿元", "200"),
        (31, "地区生产总值", "年均增长〔累计〕", "%", "8左右"),
        (41, "城镇化率", "2020年", "%", "48.3"),
        (43, "城镇化率", "2025年", "%", "55"),
        (45, "城镇化率", "年均增长〔累计〕", "%", "〔6.7〕"),
        (57, "单位GDP能耗降低", "2020年", "%", "—"),
        (59, "单位GDP能耗降低", "2025年", "%", "完成市下达目标"),
        (61, "单位GDP能耗降低", "年均增长〔累计〕", "%", "〔14.5〕"),
    ]
    assert [block.kind for block in plain_blocks(PLAN)][-1] == "paragraph"


def test_cells_that_end_with_a_mark() -> None:
    """Blank cells are written, so every row is whole; a cell may take two lines."""
    found = [value for value in values(MARKED) if value[2] != "Item"]
    assert found == [
        (16, "出生率（‰）", "2020", "‰", "6.1"),
        (17, "出生率（‰）", "2021", "‰", "5.8"),
        (20, "死亡率（‰）", "2020", "‰", "7.2"),
        (21, "死亡率（‰）", "2021", "‰", "7.3"),
        (24, "自然增长率（‰）", "2020", "‰", "-1.1"),
        (25, "自然增长率（‰）", "2021", "‰", "-1.5"),
    ]


def test_all_rows_on_one_line() -> None:
    assert values(ONE_LINE) == [
        (2, "合计", "总面积", "万亩", "6.5"),
        (2, "合计", "成片造林", "万亩", "4"),
        (2, "白石区", "总面积", "万亩", "2.2"),
        (2, "白石区", "成片造林", "万亩", "1.5"),
        (2, "柳溪县", "总面积", "万亩", "4.3"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "项目\n新闻\n公告\n2024\n机构\n地区\n联系\n12345\n互动\n留言\n15\n投诉\n",  # a page's menu
        "指标\n2023年\n2024年\n地区生产总值\n120\n130\n税收\n12",  # a row that was cut off
        PLAN.replace("48.3\n\n", "").replace("136.5\n\n", ""),  # rows without one of their cells
        "序号\n任务\n责任单位\n1\n地区生产总值增长6%。\n发改局\n2\n税收增长5%。\n税务局\n3\n投资增长4%。\n住建局",
        "| 首页 |  | 公开 |  | 互动 |  | 服务 |  | 办事 |  | 机构 |  | 2024 |",
    ],
)
def test_what_does_not_fit_stays_lines(text: str) -> None:
    assert values(text) == []
