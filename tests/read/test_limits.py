"""What a document may take is a setting: as much is read, one more is refused and says which setting."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from checker import inputs
from checker.errors import Unreadable
from checker.limits import Limits
from checker.read.html import html_blocks
from checker.read.page_model import Glyph, Page, gathered
from checker.read.word import word_blocks
from checker.read.workbook import workbook_blocks
from tests.read import builders as b
from tests.read import makers as m


def page(levels: int, nesting: int) -> list[str]:
    text = "<div>" * (levels - 2) + "文"
    return [block.text for block in html_blocks(text, "甲.html", Limits(nesting=nesting))]


def word(levels: int, nesting: int) -> list[str]:
    # A run and its text stand in the paragraph.
    inner = levels - len(("document", "body", "p", "r", "t"))
    body = "<w:sdt>" * inner + b.paragraph("文") + "</w:sdt>" * inner
    body = body.replace("<w:sdt>", "<w:customXml>").replace("</w:sdt>", "</w:customXml>")
    return [block.text for block in word_blocks(b.package(body), "甲.docx", Limits(nesting=nesting))]


@pytest.mark.parametrize("read", [page, word])
@pytest.mark.parametrize("nesting", [20, 256, 300, 600])
def test_nesting(read: object, nesting: int) -> None:
    assert read(nesting, nesting) == ["文"]  # type: ignore[operator]
    with pytest.raises(Unreadable, match=f"嵌套过深（上限 {nesting} 层）") as caught:
        read(nesting + 1, nesting)  # type: ignore[operator]
    assert "nesting" in caught.value.fix


def test_tags_that_only_colour_text_count_only_where_they_must() -> None:
    assert [x.text for x in html_blocks("<b>" * 900 + "文", "甲.html", Limits())] == ["文"]


def test_a_large_page_is_read_where_a_parser_that_hangs_can_be_ended(tmp_path: Path) -> None:
    """200,000 attributes on one tag take the parser minutes, and no signal reaches it there."""
    for size, expected in ((1_000, False), (600_000, True)):
        path = tmp_path / f"{size}.html"
        path.write_text("<p " + "a" * size + ">文", encoding="utf-8")
        assert inputs.needs_a_process([str(path)]) is expected


def test_one_text_in_very_many_cells_is_refused_before_memory_is() -> None:
    shared = "<sst xmlns={0}><si><t>" + "增" * 30_000 + "</t></si></sst>"
    name = '"http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rows = "".join(f'<row r="{r}"><c r="A{r}" t="s"><v>0</v></c></row>' for r in range(1, 3_001))
    parts = {
        "xl/sharedStrings.xml": shared.format(name),
        "xl/worksheets/sheet1.xml": f"<worksheet xmlns={name}><sheetData>{rows}</sheetData></worksheet>",
    }
    with zipfile.ZipFile(io.BytesIO(m.workbook({"表": [["甲"]]}))) as book:
        held: dict[str, str | bytes] = {part: book.read(part) for part in book.namelist()}
    with pytest.raises(Unreadable, match="单元格里的文字过多"):
        workbook_blocks(m.zipped({**held, **parts}), "甲.xlsx", Limits())


def test_one_page_called_for_very_often_is_refused_before_memory_is() -> None:
    page = Page(1, 100.0, 100.0)
    page.glyphs = [Glyph("增", 0.0, 1.0, 1.0, 1.0)] * 100_000
    assert len(gathered([page] * 25, "甲.ofd")) == 25
    with pytest.raises(Unreadable, match="文字过多"):
        gathered([page] * 26, "甲.ofd")


def test_a_list_s_label_stays_a_label() -> None:
    level = b.level(0, "decimal", "长" * 100_000 + "%1")
    data = b.package(b.listed("文", 1) * 3, numbering=b.numbering(level))
    assert all(len(block.text) < 1_000 for block in word_blocks(data, "甲.docx", Limits()))
