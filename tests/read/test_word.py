"""Word is read as accepted, with the numbers and cells a reader sees."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from checker.errors import Unreadable
from checker.model import Block
from checker.read.word import paragraph_runs, word_blocks
from checker.read.word_numbering import format_number
from tests.read import builders as b


def read(body: str, **parts: str) -> list[Block]:
    return word_blocks(b.package(body, **parts), "测试.docx")


def texts(body: str, **parts: str) -> list[str]:
    return [block.text for block in read(body, **parts)]


class TestTrackedChanges:
    """Inserted text counts, deleted text does not."""

    def test_insertion_and_deletion_inside_a_sentence(self) -> None:
        body = b.paragraph(
            b.run("增长")
            + f'<w:ins w:id="1">{b.run("5%")}</w:ins>'
            + '<w:del w:id="2"><w:r><w:delText>6%</w:delText></w:r></w:del>'
            + b.run("左右")
        )
        assert texts(body) == ["增长5%左右"]

    def test_moved_text_stands_where_it_was_moved_to(self) -> None:
        body = b.paragraph(f'<w:moveFrom w:id="1">{b.run("甲")}</w:moveFrom>{b.run("乙")}') + b.paragraph(
            f'<w:moveTo w:id="2">{b.run("甲")}</w:moveTo>'
        )
        assert texts(body) == ["乙", "甲"]

    def test_insertion_deleted_again_is_gone(self) -> None:
        gone = '<w:del w:id="2"><w:r><w:delText>甲</w:delText></w:r></w:del>'
        body = b.paragraph(f'<w:ins w:id="1">{gone}</w:ins>{b.run("乙")}')
        assert texts(body) == ["乙"]

    def test_deleted_paragraph_end_joins_two_paragraphs(self) -> None:
        gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
        blocks = read(b.paragraph("增长5%", properties=gone) + b.paragraph("左右") + b.paragraph("完"))
        assert [(x.line, x.text) for x in blocks] == [(2, "增长5%左右"), (3, "完")]

    def test_deleted_paragraph_end_before_a_table_loses_nothing(self) -> None:
        gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
        blocks = read(b.paragraph("正文", properties=gone) + b.table(["甲", "1"], ["乙", "2"]))
        assert (blocks[0].line, blocks[0].text) == (1, "正文")

    def test_deleted_row_is_gone_but_counts_as_a_line(self) -> None:
        body = (
            "<w:tbl>"
            + b.row("甲", "1")
            + b.row("乙", "2", properties='<w:del w:id="1"/>')
            + b.row("丙", "3", properties='<w:ins w:id="2"/>')
            + "</w:tbl>"
        )
        assert [(x.line, x.text) for x in read(body)] == [(1, "甲\t1"), (3, "丙\t3")]

    def test_former_properties_are_not_taken_for_present_ones(self) -> None:
        changed = (
            '<w:pPrChange w:id="1"><w:pPr><w:outlineLvl w:val="0"/>'
            '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'
        )
        blocks = read(
            b.paragraph("正文", properties=changed), numbering=b.numbering(b.level(0, "decimal", "%1."))
        )
        assert (blocks[0].text, blocks[0].kind) == ("正文", "paragraph")

    def test_deleted_paragraph_does_not_count_in_its_list(self) -> None:
        place = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        gone = place + '<w:rPr><w:del w:id="1"/></w:rPr>'
        body = (
            b.listed("甲", 1)
            + b.paragraph('<w:del w:id="3"><w:r><w:delText>乙</w:delText></w:r></w:del>', properties=gone)
            + b.listed("丙", 1)
        )
        assert texts(body, numbering=b.numbering(b.level(0, "decimal", "%1."))) == ["1. 甲", "2. 丙"]


class TestInline:
    """What stands inside a paragraph."""

    def test_hyperlinks_smart_tags_and_content_controls(self) -> None:
        body = b.paragraph(
            f"<w:hyperlink>{b.run('链')}</w:hyperlink><w:smartTag>{b.run('标')}</w:smartTag>"
            f"<w:sdt><w:sdtPr/><w:sdtContent>{b.run('控')}</w:sdtContent></w:sdt>"
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{b.run('单击此处')}</w:sdtContent></w:sdt>"
        )
        assert texts(body) == ["链标控"]

    def test_field_shows_its_result_only(self) -> None:
        char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
        body = b.paragraph(
            b.run("合计")
            + char.format("begin")
            + "<w:r><w:instrText> =SUM(99) </w:instrText></w:r>"
            + char.format("separate")
            + b.run("12")
            + char.format("end")
            + b.run("家")
        )
        assert texts(body) == ["合计12家"]

    def test_field_without_end_hides_no_later_paragraph(self) -> None:
        body = b.paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + b.run("指令")) + b.paragraph(
            "正文"
        )
        assert texts(body) == ["正文"]

    def test_hidden_text_is_dropped_directly_and_by_style(self) -> None:
        styles = b.style("Secret", "secret", "<w:rPr><w:vanish/></w:rPr>", kind="character")
        body = b.paragraph(
            b.run("甲")
            + b.run("乙", "<w:vanish/>")
            + b.run("丙", '<w:rStyle w:val="Secret"/>')
            + b.run("丁", '<w:vanish w:val="0"/>')
        )
        assert texts(body, styles=styles) == ["甲丁"]

    def test_breaks_tabs_and_special_hyphen(self) -> None:
        body = b.paragraph(
            "<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>3</w:t><w:noBreakHyphen/><w:t>5</w:t></w:r>"
        )
        assert texts(body) == ["甲\n乙\t3-5"]

    def test_page_break_leaves_no_line_break_at_the_ends(self) -> None:
        assert texts(b.paragraph('<w:r><w:br w:type="page"/><w:t>甲</w:t></w:r>')) == ["甲"]

    def test_formula_and_ruby(self) -> None:
        body = b.paragraph(
            "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
            f"<w:r><w:ruby><w:rt>{b.run('pin')}</w:rt><w:rubyBase>{b.run('拼')}</w:rubyBase></w:ruby></w:r>"
        )
        assert texts(body) == ["x=1拼"]

    def test_text_box_is_read_once_after_its_paragraph(self) -> None:
        box = f"<w:txbxContent>{b.paragraph('框内')}</w:txbxContent>"
        body = b.paragraph(
            b.run("正文")
            + "<w:r><mc:AlternateContent>"
            + f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
            + f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
            + "</mc:AlternateContent></w:r>"
        ) + b.paragraph("后文")
        assert [(x.line, x.text) for x in read(body)] == [(1, "正文"), (2, "框内"), (3, "后文")]

    def test_footnotes_follow_the_body_in_the_order_of_reference(self) -> None:
        ref = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
        notes = "".join(
            f'<w:footnote w:id="{n}">{b.paragraph(text)}</w:footnote>'
            for n, text in ((0, "分隔符"), (2, "注二"), (3, "注三"))
        )
        body = b.paragraph(b.run("甲") + ref.format(3)) + b.paragraph(b.run("乙") + ref.format(2))
        assert [(x.line, x.text) for x in read(body, footnotes=notes)] == [
            (1, "甲"),
            (2, "乙"),
            (3, "注三"),
            (4, "注二"),
        ]


class TestLines:
    """A line is a paragraph outside tables or a table row, empty ones too."""

    def test_empty_paragraphs_and_rows_count(self) -> None:
        body = (
            b.paragraph("一")
            + b.paragraph("")
            + b.table(["指标", "值"], ["", ""], ["甲", "1"])
            + b.paragraph("尾")
        )
        assert [x.line for x in read(body)] == [1, 3, 5, 6]

    def test_block_content_controls_are_transparent(self) -> None:
        inner = b.paragraph("甲") + b.paragraph("乙")
        body = f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>{b.paragraph('丙')}"
        assert [(x.line, x.text) for x in read(body)] == [(1, "甲"), (2, "乙"), (3, "丙")]


class TestHeadings:
    def test_outline_level_by_style_name_by_inheritance_and_directly(self) -> None:
        styles = (
            b.style("1", "heading 1")
            + b.style("Own", "自定义", based="1")
            + b.style("Lvl", "级别", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>')
            + b.style("Body", "正文", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', based="1")
            + b.style("T", "Title")
        )
        body = "".join(b.paragraph("标题", style=name) for name in ("1", "Own", "Lvl", "Body", "T"))
        body += b.paragraph("直接", properties='<w:outlineLvl w:val="1"/>')
        found = [(x.kind, x.depth) for x in read(body, styles=styles)]
        assert found == [
            ("heading", 1),
            ("heading", 1),
            ("heading", 3),
            ("paragraph", 0),
            ("heading", 1),
            ("heading", 2),
        ]

    def test_table_of_contents_is_furniture(self) -> None:
        styles = b.style("TOC1", "toc 1") + b.style("1", "heading 1")
        body = b.paragraph("一、目标\t3", style="TOC1") + b.paragraph("一、目标", style="1")
        assert [(x.kind, x.text) for x in read(body, styles=styles)] == [
            ("furniture", "一、目标\t3"),
            ("heading", "一、目标"),
        ]

    def test_style_that_is_its_own_ancestor(self) -> None:
        styles = b.style("A", "甲", based="B") + b.style("B", "乙", based="A")
        assert texts(b.paragraph("正文", style="A"), styles=styles) == ["正文"]


class TestNumbering:
    """Automatic list numbers are those Word shows."""

    def test_levels_restart_under_their_parent(self) -> None:
        levels = (
            b.level(0, "chineseCountingThousand", "%1、")
            + b.level(1, "chineseCountingThousand", "（%2）")
            + b.level(2, "decimal", "%3.")
        )
        body = "".join(b.listed("目标", 1, at) for at in (0, 1, 1, 2, 2, 0, 1, 2))
        assert texts(body, numbering=b.numbering(levels)) == [
            "一、目标", "（一）目标", "（二）目标", "1. 目标", "2. 目标", "二、目标", "（一）目标", "1. 目标",
        ]  # fmt: skip

    def test_combined_legal_number_and_suffix(self) -> None:
        levels = b.level(0, "chineseCounting", "第%1章") + b.level(1, "decimal", "%1.%2", "<w:isLgl/>")
        none = b.level(0, "decimal", "%1", '<w:suff w:val="nothing"/>')
        body = b.listed("总则", 1) + b.listed("目标", 1, 1) + b.listed("甲", 2)
        assert texts(body, numbering=b.numbering(levels, none)) == ["第一章 总则", "1.1 目标", "1甲"]

    def test_number_never_runs_into_a_figure(self) -> None:
        plain = '<w:suff w:val="nothing"/>'
        lists = [b.level(0, "decimal", pattern, plain) for pattern in ("%1", "%1.", "%1、")]
        body = "".join(b.listed("2024年目标", number) for number in (1, 2, 3))
        assert texts(body, numbering=b.numbering(*lists)) == [
            "1 2024年目标",
            "1. 2024年目标",
            "1、2024年目标",
        ]

    def test_two_lists_of_one_definition_go_on_counting_unless_one_restarts(self) -> None:
        numbers = (
            '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
            '<w:num w:numId="6"><w:abstractNumId w:val="0"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
        body = "".join(b.listed("甲", n) for n in (1, 5, 6, 6, 1))
        found = texts(body, numbering=b.numbering(b.level(0, "decimal", "%1."), numbers=numbers))
        assert found == ["1. 甲", "2. 甲", "1. 甲", "2. 甲", "3. 甲"]

    def test_number_from_the_style_and_its_removal(self) -> None:
        numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        styles = b.style("H1", "heading 1", numbered) + b.style("H2", "heading 2", numbered)
        levels = b.level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>') + b.level(
            1, "chineseCounting", "（%2）", '<w:pStyle w:val="H2"/>'
        )
        off = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
        body = (
            b.paragraph("甲", style="H1")
            + b.paragraph("乙", style="H2")
            + b.paragraph("丙", style="H1", properties=off)
            + b.paragraph("丁", style="H1")
        )
        assert texts(body, styles=styles, numbering=b.numbering(levels)) == [
            "一、甲",
            "（一）乙",
            "丙",
            "二、丁",
        ]

    def test_bullets_have_no_number(self) -> None:
        assert texts(b.listed("甲", 1), numbering=b.numbering(b.level(0, "bullet", "\uf06c"))) == ["甲"]

    def test_unknown_list_is_no_list(self) -> None:
        assert texts(b.listed("甲", 7)) == ["甲"]

    @pytest.mark.parametrize(
        ("count", "form", "shown"),
        [
            (10, "chineseCounting", "十"),
            (21, "chineseCounting", "二十一"),
            (10, "ideographDigital", "一〇"),
            (110, "chineseCountingThousand", "一百一十"),
            (10_010, "chineseCountingThousand", "一万零一十"),
            (12, "chineseLegalSimplified", "壹拾贰"),
            (3, "ideographTraditional", "丙"),
            (11, "ideographTraditional", "11"),
            (27, "lowerLetter", "aa"),
            (1994, "upperRoman", "MCMXCIV"),
            (7, "decimalEnclosedCircle", "⑦"),
            (12, "decimalFullWidth", "１２"),
            (5, "decimalZero", "05"),
            (3, "noSuchFormat", "3"),
        ],
    )
    def test_formats(self, count: int, form: str, shown: str) -> None:
        assert format_number(count, form) == shown


class TestTables:
    def test_merged_head_unit_column_and_row_heads(self) -> None:
        down = '<w:vMerge w:val="restart"/>'
        body = b.paragraph("表1 主要指标") + b.table(
            [
                b.cell("指标", properties=down),
                b.cell("单位", properties=down),
                b.cell("2023年", properties='<w:gridSpan w:val="2"/>'),
            ],
            [b.cell("", properties="<w:vMerge/>"), b.cell("", properties="<w:vMerge/>"), "计划", "完成"],
            ["地区生产总值", "亿元", "100", "101.5"],
        )
        blocks = read(body)
        assert [x.text for x in blocks[1:]] == [
            "指标\t单位\t2023年",
            "计划\t完成",
            "地区生产总值\t亿元\t100\t101.5",
        ]
        value = blocks[-1].cells[3]
        assert (value.row_head, value.column_head, value.unit, value.is_head) == (
            "地区生产总值",
            "2023年 完成",
            "亿元",
            False,
        )
        assert blocks[-1].caption == "表1 主要指标"
        assert blocks[-1].text[value.start : value.end] == "101.5"

    def test_group_merged_downwards_names_each_of_its_rows(self) -> None:
        body = b.table(
            ["类别", "指标", "2024年目标"],
            [b.cell("居民收入", properties='<w:vMerge w:val="restart"/>'), "城镇", "5%"],
            [b.cell("", properties="<w:vMerge/>"), "农村", "6%"],
        )
        assert read(body)[-1].cells[-1].row_head == "居民收入 农村"

    def test_one_cell_table_is_a_paragraph(self) -> None:
        blocks = read(b.table([b.cell("增长5%。", "完成任务。")]))
        assert [(x.line, x.kind, x.text) for x in blocks] == [(1, "paragraph", "增长5%。\n完成任务。")]

    def test_nested_table_has_lines_of_its_own(self) -> None:
        inner = b.table(["指标", "值"], ["甲", "1"])
        blocks = read(b.table([b.cell("前言", inner, b.paragraph())], ["后语"]) + b.paragraph("尾"))
        assert [(x.line, x.kind, x.text) for x in blocks] == [
            (1, "paragraph", "前言"),
            (2, "row", "指标\t值"),
            (3, "row", "甲\t1"),
            (4, "paragraph", "后语"),
            (5, "paragraph", "尾"),
        ]

    def test_deleted_paragraph_end_stays_in_its_cell(self) -> None:
        gone = b.paragraph("甲", properties='<w:rPr><w:del w:id="1"/></w:rPr>')
        assert [x.text for x in read(b.table([b.cell(gone), "1"], ["乙", "2"]))] == ["甲\t1", "乙\t2"]


def test_strict_documents_are_read_as_well() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f"<w:body>{b.paragraph('增长5%')}</w:body>"
    raw = {"word/document.xml": f'<w:document xmlns:w="{strict}">{body}</w:document>'}
    assert [x.text for x in word_blocks(b.package("", raw=raw), "甲.docx")] == ["增长5%"]


class TestRuns:
    """A place in a line leads back to the runs that hold it."""

    def test_spans_cut_the_line_into_its_runs(self, tmp_path: Path) -> None:
        body = (
            b.listed(b.run("增长") + f'<w:ins w:id="1">{b.run("5%")}</w:ins>' + b.run("左右"), 1)
            + b.paragraph("")
            + b.table(["指标", b.cell(b.run("5") + b.run("%"))], ["甲", "1"])
        )
        path = b.write(
            tmp_path / "甲.docx", b.package(body, numbering=b.numbering(b.level(0, "decimal", "%1.")))
        )
        with zipfile.ZipFile(path) as archive:
            runs = list(etree.fromstring(archive.read("word/document.xml")).iter(f"{{{b.W}}}r"))
        blocks = {x.line: x.text for x in word_blocks(Path(path).read_bytes(), path)}
        spans = paragraph_runs(path)
        assert spans.keys() == blocks.keys()
        assert [(s.start, s.end) for s in spans[1]] == [(3, 5), (5, 7), (7, 9)]
        for line, found in spans.items():
            for span in found:
                text = "".join(runs[span.run].itertext())
                assert blocks[line][span.start : span.end] == text


class TestDamaged:
    def test_truncated(self) -> None:
        data = b.package(b.paragraph("正文" * 500))
        with pytest.raises(Unreadable, match="损坏"):
            word_blocks(data[: len(data) // 2], "甲.docx")

    def test_damaged_inside(self) -> None:
        data = bytearray(b.package(b.paragraph("正文" * 500)))
        data[60:90] = b"\xff" * 30
        with pytest.raises(Unreadable, match="损坏"):
            word_blocks(bytes(data), "甲.docx")

    def test_malformed_xml(self) -> None:
        with pytest.raises(Unreadable, match="XML"):
            word_blocks(b.package("<w:p>"), "甲.docx")

    def test_other_package(self) -> None:
        data = b.package("", raw={"xl/workbook.xml": "<x/>"})
        stripped = data.replace(b"word/document.xml", b"word/dokument.xml")
        with pytest.raises(Unreadable, match="Excel"):
            word_blocks(stripped, "甲.docx")

    def test_entities_are_refused(self) -> None:
        bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        body = "<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body>"
        hostile = f'{bomb}<w:document xmlns:w="{b.W}">{body}</w:document>'
        with pytest.raises(Unreadable, match="DTD"):
            word_blocks(b.package("", raw={"word/document.xml": hostile}), "甲.docx")

    def test_zip_bomb_is_refused_before_it_is_unpacked(self) -> None:
        with pytest.raises(Unreadable, match="压缩率"):
            word_blocks(b.package(b.paragraph("正文"), raw={"word/media/a.bin": "0" * 20_000_000}), "甲.docx")

    def test_deeply_nested_tables_end_in_a_message(self) -> None:
        body = "<w:tbl><w:tr><w:tc>" * 400 + b.paragraph("底") + "</w:tc></w:tr></w:tbl>" * 400
        with pytest.raises(Unreadable, match="嵌套过深"):
            word_blocks(b.package(body), "甲.docx")


_RICH = b.package(
    b.paragraph("一", style="H1")
    + b.listed(b.run("增长") + f'<w:ins w:id="1">{b.run("5%")}</w:ins>', 1, 1)
    + b.paragraph('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>' + b.run("2"))
    + b.table(
        ["指标", b.cell("值", properties='<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>')], ["甲", "1"]
    ),
    styles=b.style("H1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>', based="H2"),
    numbering=b.numbering(b.level(0, "decimal", "%1.") + b.level(1, "chineseCounting", "%1.%2")),
)


@given(
    part=st.sampled_from(["word/document.xml", "word/styles.xml", "word/numbering.xml"]),
    at=st.integers(0, 10_000),
    put=st.sampled_from(["-1", "²", "99999999999999999999", "", "x", "<w:p>", '"', "w:val", "\x01", "%9"]),
    gone=st.integers(0, 12),
)
def test_any_damage_is_read_or_refused(part: str, at: int, put: str, gone: int) -> None:
    """No document, however broken, raises anything but Unreadable."""
    with zipfile.ZipFile(io.BytesIO(_RICH)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    at %= len(parts[part])
    parts[part] = parts[part][:at] + put + parts[part][at + gone :]
    try:
        word_blocks(b.package("", raw=parts), "甲.docx")
    except Unreadable:
        return
