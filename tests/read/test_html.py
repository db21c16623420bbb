"""HTML is read as a browser shows it, at its line in the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.read.html import html_blocks
from tests.clock import least


def read(page: str) -> list[tuple[int, str]]:
    return [(b.line, b.text) for b in html_blocks(page)]


def content(page: str) -> list[str]:
    return [b.text for b in html_blocks(page) if b.kind != "furniture"]


def furniture(page: str) -> list[str]:
    return [b.text for b in html_blocks(page) if b.kind == "furniture"]


class TestText:
    def test_entities_tags_and_white_space(self) -> None:
        page = "<p>\n  增长<b>5</b>&#37; \n 左右&nbsp;&amp;\t约<i>3</i>\n</p>"
        assert read(page) == [(1, "增长5% 左右\xa0& 约3")]

    def test_source_wrapped_between_chinese_characters(self) -> None:
        assert content("<p>地区生产\n   总值，\n增长</p>") == ["地区生产总值，增长"]

    def test_breaks_end_a_block(self) -> None:
        assert read("<div>甲<br>乙<br/>\n<br>\n丙</div>") == [(1, "甲"), (1, "乙"), (3, "丙")]

    def test_break_in_a_heading_only_wraps_it(self) -> None:
        blocks = html_blocks("<h1>白石区<br>2024年计划</h1><h3>目标</h3>")
        assert [(b.kind, b.depth, b.text) for b in blocks] == [
            ("heading", 1, "白石区 2024年计划"),
            ("heading", 3, "目标"),
        ]

    def test_text_beside_blocks(self) -> None:
        assert read("<div>前\n<p>中</p>\n后</div>\n尾") == [(1, "前"), (2, "中"), (3, "后"), (4, "尾")]

    def test_scripts_styles_comments_and_hidden_elements_are_gone(self) -> None:
        page = (
            "<style>p{top:1px}</style><script>var a='<p>1</p>';</script><!-- <p>2</p> -->"
            "<p>甲<span hidden>3</span><span style='color:red; DISPLAY : none'>4</span></p>"
            "<noscript>5</noscript><template><p>6</p></template><input type=hidden value=7>乙"
        )
        assert content(page) == ["甲", "乙"]

    def test_preformatted_lines(self) -> None:
        assert read("<pre>一\n\n  二\n三</pre>") == [(1, "一"), (3, "二"), (4, "三")]

    def test_list_items(self) -> None:
        assert read("<ol><li>甲\n<li>乙<ul><li>丙</ul></ol>") == [(1, "甲"), (2, "乙"), (2, "丙")]


class TestLines:
    """The line is the one where the element begins."""

    def test_tag_over_several_lines(self) -> None:
        assert read("\n<p\n class='a'\n id=b>甲</p>\n<p>乙</p>") == [(2, "甲"), (5, "乙")]

    def test_beyond_the_parsers_own_limit(self) -> None:
        page = "<html><body>\n" + "<p>甲</p>\n" * 70_000 + "<p\n>乙</p>\n裸<br>\n文<div>丙</div>"
        assert read(page)[-4:] == [(70_002, "乙"), (70_004, "裸"), (70_005, "文"), (70_005, "丙")]

    def test_scripts_and_comments_with_tags_beyond_the_limit(self) -> None:
        page = "\n" * 70_000 + "<script>\n'<p>x</p>'\n</script><!--\n<p>--><p>甲</p>\n<p>乙</p>"
        assert read(page) == [(70_004, "甲"), (70_005, "乙")]

    @given(st.lists(st.integers(0, 3), min_size=1, max_size=8))
    def test_blank_lines_between_count(self, gaps: list[int]) -> None:
        page, line, expected = "", 1, []
        for number, gap in enumerate(gaps):
            page += "\n" * gap + f"<p>第{number}段</p>"
            line += gap
            expected.append((line, f"第{number}段"))
        assert read(page) == expected


class TestFurniture:
    """Navigation and footers are kept apart, never lost."""

    PAGE = """<html><head><title>白石区2024年计划</title></head><body><form id="form1">
    <div class="header"><a href="/">首页</a><a href="/a">政务公开</a><a href="/b">互动</a></div>
    <div class="crumb">当前位置：首页 &gt; 计划2024</div>
    <div class="container position"><h2>目标</h2>
    <p>增长5%。</p><p>投资6%。</p><p>就业1万人。</p></div>
    <ul><li><a href="1">2022年计划</a></li><li><a href="2">2021年计划</a></li>
    <li><a href="3">2020年</a></li></ul>
    <footer>电话：010-12345678</footer></form></body></html>"""

    def test_content_inside_a_form_survives(self) -> None:
        assert content(self.PAGE) == ["目标", "增长5%。", "投资6%。", "就业1万人。"]

    def test_furniture_is_kept_as_such(self) -> None:
        found = "|".join(furniture(self.PAGE))
        for part in ("白石区2024年计划", "首页", "当前位置", "2021年计划", "010-12345678"):
            assert part in found

    def test_article_called_header_by_its_makers_is_content(self) -> None:
        page = "<div class='header'>" + "<p>增长5%。完成目标。</p>" * 5 + "</div>"
        assert furniture(page) == []

    def test_title_in_a_header_element_is_content(self) -> None:
        assert content("<header><h1>白石区计划</h1></header><p>正文") == ["白石区计划", "正文"]


class TestTables:
    def test_rows_with_merged_heads(self) -> None:
        page = """<p>单位：亿元</p>
        <table><thead><tr><th rowspan=2>指标<th colspan=2>2023年</tr>
        <tr><th>计划<th>完成</tr></thead>
        <tr><td>地区<br>生产总值</td><td>100</td><td>&nbsp;101.5 </td></tr></table>"""
        blocks = html_blocks(page)
        assert [(b.line, b.kind) for b in blocks] == [(1, "paragraph"), (2, "row"), (3, "row"), (4, "row")]
        cell = blocks[-1].cells[2]
        assert (cell.row_head, cell.column_head, cell.unit) == ("地区生产总值", "2023年 完成", "亿元")
        assert blocks[-1].text[cell.start : cell.end] == cell.text

    def test_caption_element(self) -> None:
        blocks = html_blocks(
            "<table><caption>表1（单位：万元）</caption><tr><td>指标<td>值<tr><td>甲<td>1</table>"
        )
        assert blocks[0].text == "表1（单位：万元）"
        assert blocks[-1].cells[1].unit == "万元"

    def test_layout_tables_are_paragraphs(self) -> None:
        page = "<table><tr><td><table><tr><td><p>甲。</p><p>乙。</p></table></td><td>侧</table>"
        assert [(b.kind, b.text) for b in html_blocks(page)] == [
            ("paragraph", "甲。"),
            ("paragraph", "乙。"),
            ("paragraph", "侧"),
        ]

    def test_data_table_inside_a_layout_table(self) -> None:
        page = "<table><tr><td><p>前</p><table><tr><td>指标<td>值<tr><td>甲<td>1</table></td></tr></table>"
        assert [(b.kind, b.text) for b in html_blocks(page)] == [
            ("paragraph", "前"),
            ("row", "指标\t值"),
            ("row", "甲\t1"),
        ]

    def test_text_after_a_table_keeps_its_line(self) -> None:
        page = "<table>\n<tr><td>指标<td>值\n<tr><td>甲<td>1\n</table>\n尾"
        assert read(page)[-1] == (5, "尾")

    def test_hidden_rows_and_cells(self) -> None:
        page = (
            "<table><tr><td>指标<td hidden>9<td>值<tr style='display:none'><td>8<td>8<tr><td>甲<td>1</table>"
        )
        assert content(page) == ["指标\t值", "甲\t1"]


class TestHostile:
    @pytest.mark.parametrize(
        "page",
        [
            "<font>" * 5_000 + "<p>底</p>",
            "<p><b>" * 3_000 + "底",
            "<div class='" + "a" * 100_000 + "<p>底",
            "<table>" * 80 + "<tr><td>底",
            "<!--" * 50_000 + "底",
            "<p x='" * 20_000 + "底",
            "<td colspan=99999999999999999999 rowspan=-1>底",
            "&#0;&#xD800;&#x110000;底",
        ],
    )
    def test_in_reasonable_time_and_without_a_traceback(self, page: str) -> None:
        assert least(lambda: html_blocks(page, "甲.html"), 2) < 5

    def test_unclosed_inline_tags_lose_no_text(self) -> None:
        assert content("<font>" * 5_000 + "<p>底</p>") == ["底"]

    @given(st.text("<>/ptdr='\" \n甲1&#;!-", max_size=200))
    def test_any_text_is_read(self, page: str) -> None:
        for block in html_blocks(page):
            assert 1 <= block.line <= page.count("\n") + 1
