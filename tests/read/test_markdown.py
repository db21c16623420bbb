"""Markdown is read as displayed, at its line in the source."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checker.read.markdown import markdown_blocks


def read(text: str) -> list[tuple[int, str, str]]:
    return [(b.line, b.kind, b.text) for b in markdown_blocks(text)]


def test_headings_emphasis_links_and_escapes() -> None:
    text = "# 总则\n\n增长**5%**，见[公报](http://a/2024)。\\*\n\n次级\n---\n"
    assert read(text) == [
        (1, "heading", "总则"),
        (3, "paragraph", "增长5%，见公报。*"),
        (5, "heading", "次级"),
    ]
    assert [b.depth for b in markdown_blocks(text)] == [1, 0, 2]


def test_list_numbers_stand_as_written() -> None:
    assert read("1. 甲\n3. 乙\n\n   续\n\n- 丙\n\n2) 丁\n") == [
        (1, "paragraph", "1. 甲"),
        (2, "paragraph", "3. 乙"),
        (4, "paragraph", "续"),
        (6, "paragraph", "丙"),
        (8, "paragraph", "2) 丁"),
    ]


def test_each_line_of_a_paragraph_stays_a_line() -> None:
    assert read("一、目标\n增长5%。\n二、任务\n") == [
        (1, "paragraph", "一、目标"),
        (2, "paragraph", "增长5%。"),
        (3, "paragraph", "二、任务"),
    ]


def test_line_wrapped_in_mid_sentence_is_joined() -> None:
    first = "坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，推动地区生产"
    assert read(f"{first}\n总值增长5%左右。\n（二）任务\n") == [
        (1, "paragraph", f"{first}总值增长5%左右。"),
        (3, "paragraph", "（二）任务"),
    ]


def test_table() -> None:
    text = "表1 指标\n\n| 指标 | 2024年（亿元） |\n|---|--:|\n| 产值<br>总量 | 12 |\n| 投资 | **13** |\n"
    blocks = markdown_blocks(text)
    assert [(b.line, b.kind, b.text) for b in blocks] == [
        (1, "paragraph", "表1 指标"),
        (3, "row", "指标\t2024年（亿元）"),
        (5, "row", "产值总量\t12"),
        (6, "row", "投资\t13"),
    ]
    cell = blocks[-1].cells[1]
    assert (cell.row_head, cell.column_head, cell.unit, blocks[-1].caption) == (
        "投资",
        "2024年（亿元）",
        "亿元",
        "表1 指标",
    )


def test_front_matter_is_set_aside_and_lines_stay_true() -> None:
    assert read("---\nyear: 2024\n---\n\n正文\n") == [(5, "paragraph", "正文")]


def test_html_inside() -> None:
    text = "前\n\n<table><tr><th>指标</th><th>值</th></tr>\n<tr><td>甲<td>1</table>\n\n<!-- 99 -->\n"
    assert read(text) == [(1, "paragraph", "前"), (3, "row", "指标\t值"), (4, "row", "甲\t1")]


def test_code_is_text() -> None:
    assert read("```\n甲\n\n乙\n```\n\n`丙` 5%\n") == [
        (2, "paragraph", "甲"),
        (4, "paragraph", "乙"),
        (7, "paragraph", "丙 5%"),
    ]


@given(st.lists(st.text("一、目标增长5%。，（）甲乙", min_size=1, max_size=60), min_size=1, max_size=8))
def test_plain_lines_keep_their_text_and_order(lines: list[str]) -> None:
    """Nothing of a text without markup is lost or moved."""
    found = markdown_blocks("\n\n".join(lines))
    assert "".join(b.text for b in found) == "".join(lines)
    assert [b.line for b in found] == sorted(b.line for b in found)
