"""What Excel may write into a sheet beside plain cells: merged, hidden, rich, logical, strict."""

from __future__ import annotations

import io
import zipfile

import pytest

from checker.errors import Unreadable
from checker.limits import Limits
from checker.model import Block
from checker.read import workbook
from checker.read.workbook import workbook_blocks
from tests.read import makers as m

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def read(sheet: str, strings: str = "", *, head: str = "", **changed: str) -> list[Block]:
    """Read a workbook whose only sheet holds this XML."""
    with zipfile.ZipFile(io.BytesIO(m.workbook({"表": [["a", 1]]}))) as archive:
        parts: dict[str, str | bytes] = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    parts["xl/worksheets/sheet1.xml"] = f'{head}<worksheet xmlns="{MAIN}">{sheet}</worksheet>'
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    for old, new in changed.values():
        parts = {
            name: (data if isinstance(data, str) else data.decode("utf-8", "surrogateescape")).replace(
                old, new
            )
            for name, data in parts.items()
        }
    return workbook_blocks(m.zipped(parts), "甲", Limits())


def text(place: str, value: str, more: str = "") -> str:
    return f'<c r="{place}" t="inlineStr"{more}><is><t>{value}</t></is></c>'


def rows(*lines: str) -> str:
    told = "".join(f'<row r="{number}">{line}</row>' for number, line in enumerate(lines, 1))
    return f"<sheetData>{told}</sheetData>"


def shown(blocks: list[Block]) -> list[list[str]]:
    return [[cell.text for cell in block.cells] for block in blocks if block.kind == "row"]


HEAD = text("A1", "指标") + text("B1", "单位") + text("C1", "2024年完成") + text("D1", "2025年目标")
ROW = text("A2", "产值") + text("B2", "亿元") + '<c r="C2"><v>120</v></c><c r="D2"><v>127</v></c>'


def test_what_is_hidden_is_not_read() -> None:
    columns = '<cols><col min="3" max="3" hidden="1"/></cols>'
    hidden = f'<row r="3" hidden="1">{text("A3", "草稿")}<c r="D3"><v>1</v></c></row>'
    sheet = columns + rows(HEAD, ROW).replace("</sheetData>", f"{hidden}</sheetData>")
    assert shown(read(sheet)) == [["指标", "单位", "2025年目标"], ["产值", "亿元", "127"]]


def test_merged_cells_say_what_they_cover() -> None:
    """Two heads one above the other, the upper one over two columns."""
    upper = text("A1", "指标") + text("B1", "单位") + text("C1", "总量")
    lower = text("C2", "2024年完成") + text("D2", "2025年目标")
    values = text("A3", "产值") + text("B3", "亿元") + '<c r="C3"><v>120</v></c><c r="D3"><v>127</v></c>'
    merges = (
        '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:B2"/><mergeCell ref="C1:D1"/></mergeCells>'
    )
    blocks = read(rows(upper, lower, values) + f"<mergeCells>{merges}</mergeCells>")
    found = {cell.text: cell for block in blocks for cell in block.cells}
    assert (found["127"].row_head, found["127"].unit) == ("产值", "亿元")
    assert [found[value].column_head for value in ("120", "127")] == ["总量 2024年完成", "总量 2025年目标"]


@pytest.mark.parametrize("merge", ["A1", "A1:B", "Z9:A1", "A1:XFD1048576", "那里"])
def test_a_merge_that_is_none_changes_nothing(merge: str) -> None:
    plain = rows(HEAD, ROW)
    merged = f'{plain}<mergeCells><mergeCell ref="{merge}"/></mergeCells>'
    kept = shown(read(plain))
    assert [row[-1] for row in shown(read(merged))][-1:] == [kept[-1][-1]] or merge == "A1:XFD1048576"
    assert "产值" in str(shown(read(plain)))


def test_kinds_of_cells() -> None:
    cells = [
        ('<c r="C2" t="b"><v>1</v></c>', "是"), ('<c r="C2" t="b"><v>0</v></c>', "否"),
        ('<c r="C2" t="str"><v>一百_x000A_二十</v></c>', "一百\n二十"),
        ('<c r="C2" t="str"><v>一_xD800_百</v></c>', "一 百"), ('<c r="C2" t="s"><v>0</v></c>', "约120"),
        ('<c r="C2" t="s"><v>99</v></c>', ""), ('<c r="C2" t="e"><v>#N/A</v></c>', "#N/A"),
    ]  # fmt: skip
    strings = "<si><r><t>约</t></r><r><t>120</t></r><rPh><t>yue</t></rPh></si>"
    for cell, said in cells:
        sheet = rows(HEAD, ROW.replace('<c r="C2"><v>120</v></c>', cell))
        row = shown(read(sheet, strings))[-1]
        assert said.replace("\n", "") == row[2].replace("\n", ""), cell


def test_a_gap_parts_two_tables() -> None:
    second = "".join(f'<row r="{n}">{line}</row>' for n, line in ((9, HEAD), (10, ROW))).replace(
        "产值", "就业"
    )
    second = second.replace('A1"', 'A9"').replace('A2"', 'A10"')
    for column in "BCD":
        second = second.replace(f'{column}1"', f'{column}9"').replace(f'{column}2"', f'{column}10"')
    blocks = read(rows(HEAD, ROW).replace("</sheetData>", f"{second}</sheetData>"))
    assert [block.table for block in blocks if block.kind == "row"] == [1, 1, 2, 2]


def test_the_strict_format_is_read_too() -> None:
    assert shown(read(rows(HEAD, ROW), a=(MAIN, STRICT))) == shown(read(rows(HEAD, ROW)))


def test_a_document_type_is_refused() -> None:
    with pytest.raises(Unreadable, match="DTD"):
        read(rows(HEAD, ROW), head='<!DOCTYPE worksheet [<!ENTITY a "b">]>')


def test_a_sheet_too_full_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_MAX_FIELDS", 7)
    with pytest.raises(Unreadable, match="单元格过多（2 行、4 列）"):
        read(rows(HEAD, ROW))


@pytest.mark.parametrize(("name", "what"), [("word/document.xml", "Word 文档"), ("a.txt", "压缩包")])
def test_another_kind_of_package_is_named(name: str, what: str) -> None:
    with pytest.raises(Unreadable, match=f"内容是{what}"):
        workbook_blocks(m.zipped({name: "<a/>"}), "甲", Limits())
