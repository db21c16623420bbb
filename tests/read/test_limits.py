"""What a document may take is a setting: as much is read, one more is refused and says which setting."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker import inputs
from checker.errors import Unreadable
from checker.limits import Limits
from checker.read.html import html_blocks
from checker.read.word import word_blocks
from tests.read import builders as b


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
