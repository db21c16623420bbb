"""HTML page → blocks: what a reader sees, with the page's furniture marked as such.

The tree is walked without recursion, since unclosed tags nest as deep as a page is long.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.errors import Unreadable
from checker.limits import Limits
from checker.model import Block
from checker.read.decode import has_text
from checker.read.html_lines import SourceLines
from checker.read.html_page import BLOCK_TAGS, DROPPED_TAGS, Page, is_hidden, survey
from checker.read.html_text import collapse
from checker.read.nesting import refused, too_deep
from checker.read.tables import RawCell, RawRow, is_data_table, row_blocks

if TYPE_CHECKING:
    from lxml import etree

_HEADINGS = {f"h{depth}": depth for depth in range(1, 7)}


def html_blocks(text: str, place: str = "", limits: Limits | None = None) -> list[Block]:
    """Return one block per block element, table row or line ended by ``<br>``.

    Navigation, footers and the like come as blocks of kind ``furniture``; scripts, styles and hidden
    elements do not come at all. Several blocks may begin on one line of the source.

    Args:
        text: the page's source.
        place: path to name in messages.
        limits: how deep it may be nested.
    Raises:
        Unreadable: the page is nested too deep to be read whole.
    """
    root = _parse(text, place, (limits or Limits()).nesting)
    if root is None:
        return []
    walker = _Walker(survey(root), SourceLines(text))
    walker.walk(root)
    return walker.blocks


def _parse(text: str, place: str, nesting: int) -> etree._Element | None:
    from lxml import etree, html  # noqa: PLC0415

    for attempt in (text, _without_inline_tags(text)):
        parser = html.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_pis=True)
        try:
            root: etree._Element = html.document_fromstring(attempt.encode("utf-8", "replace"), parser=parser)
        except etree.ParserError:
            return None  # nothing but white space and comments
        except etree.XMLSyntaxError as error:
            raise Unreadable(place, f"网页无法解析（{error.msg}）") from None
        cut = any("depth" in entry.message for entry in parser.error_log)
        if not cut and not too_deep(root, nesting):
            return root
    raise refused(place, nesting)


def _without_inline_tags(text: str) -> str:
    """Drop tags that only colour text: left unclosed, they nest until the parser gives up."""
    inline = r"</?(?:font|span|b|i|u|em|strong|big|small|a|o:p|st1:[a-z]+|tt|label)(?=[\s>/])[^<>]{0,2000}>"
    return re.sub(inline, lambda found: "\n" * found.group().count("\n"), text, flags=re.I)


class _Walker:
    """Collects text until a block ends. ``line`` follows the source as texts go by."""

    def __init__(self, page: Page, lines: SourceLines) -> None:
        self.blocks: list[Block] = []
        self._page = page
        self._lines = lines
        self._pieces: list[str] = []
        self._block_line = 0  # where the block begun last begins; 0 when its first text will say so
        self._furniture = 0
        self._pre = 0
        self._headings: list[int] = []
        self._tables = 0

    def walk(self, root: etree._Element) -> None:
        """Go through the tree in document order."""
        stack: list[tuple[etree._Element, bool]] = [(root, False)]
        while stack:
            element, done = stack.pop()
            if done:
                self._leave(element)
                continue
            inside = self._enter(element)
            stack.append((element, True))
            if inside:
                stack.extend((child, False) for child in reversed(element))
        self._flush()

    def _enter(self, element: etree._Element) -> bool:
        """Begin an element; return whether to go into it."""
        tag = element.tag
        if not isinstance(tag, str):
            self._lines.pass_text(element.text)
            return False
        start = self._lines.enter(element)
        if tag in DROPPED_TAGS or is_hidden(element):
            self._lines.pass_tree(element)
            return False
        if tag == "br":
            self._break()
        elif tag in BLOCK_TAGS:
            self._flush()
            self._block_line = 0 if tag in ("html", "body") else start
            if element in self._page.furniture:
                self._furniture += 1
            if tag in _HEADINGS:
                self._headings.append(_HEADINGS[tag])
            if tag == "table" and not self._furniture and self._read_table(element):
                return False
            if tag in ("pre", "textarea", "listing", "xmp"):
                self._pre += 1
        self._add(element.text)
        return True

    def _leave(self, element: etree._Element) -> None:
        tag = element.tag
        if isinstance(tag, str) and tag in BLOCK_TAGS and not (tag in DROPPED_TAGS or is_hidden(element)):
            self._flush()
            if element in self._page.furniture:
                self._furniture -= 1
            if tag in _HEADINGS:
                self._headings.pop()
            if tag in ("pre", "textarea", "listing", "xmp") and self._pre:
                self._pre -= 1
        self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if self._pre:
            for line in text.splitlines(keepends=True):
                self._add_piece(line)
                if line.endswith("\n"):
                    self._flush()
        else:
            self._add_piece(text)

    def _add_piece(self, text: str) -> None:
        if not self._pieces:
            blank = len(text) - len(text.lstrip(" \t\r\n\f"))
            if blank == len(text):
                self._lines.pass_text(text)
                return
            if not self._block_line:
                self._block_line = self._lines.line + text.count("\n", 0, blank)
        self._pieces.append(text)
        self._lines.pass_text(text)

    def _break(self) -> None:
        """End a line: of a heading it is only a place to wrap, elsewhere it ends the block."""
        if not self._headings:
            self._flush()
        elif self._pieces:
            self._pieces.append("\n")

    def _flush(self) -> None:
        """End the block under way."""
        text = collapse("".join(self._pieces)) if self._pieces else ""
        line = self._block_line
        self._pieces.clear()
        self._block_line = 0
        if not has_text(text):
            return
        if self._furniture:
            self.blocks.append(Block(line=line, text=text, kind="furniture"))
        elif self._headings:
            self.blocks.append(Block(line=line, text=text, kind="heading", depth=self._headings[-1]))
        else:
            self.blocks.append(Block(line=line, text=text))

    def _read_table(self, table: etree._Element) -> bool:
        """Read a table of data whole; leave one that lays out the page to be walked."""
        if table in self._page.layout:
            return False
        rows, caption = _Rows(self._lines).read(table)
        if not is_data_table(rows):
            return False
        self._tables += 1
        before = [block.text for block in self.blocks[-3:] if block.kind in ("paragraph", "heading")]
        if caption:
            self.blocks.append(Block(line=caption[0], text=caption[1], table=self._tables))
        self._block_line = 0
        self._lines.pass_tree(table)
        self.blocks.extend(
            row_blocks(rows, ordinal=self._tables, before=before, caption=caption[1] if caption else "")
        )
        return True


class _Rows:
    """Reads the rows of one table, without moving the walker's place in the source."""

    def __init__(self, lines: SourceLines) -> None:
        self._lines = lines

    def read(self, table: etree._Element) -> tuple[list[RawRow], tuple[int, str] | None]:
        """Return the rows with text and, where there is one, line and text of the caption."""
        rows: list[RawRow] = []
        caption: tuple[int, str] | None = None
        parents = {table: False}  # sections of the table, and whether each is a head
        for element in table.iter("caption", "thead", "tbody", "tfoot", "tr"):
            if is_hidden(element):
                continue
            if element.tag == "caption":
                text = cell_text(element)
                caption = (self._lines.of(element), text) if has_text(text) else None
            elif element.tag != "tr":
                parents[element] = element.tag == "thead"
            else:
                parent = element.getparent()
                rows.append(self._row(element, head=parent is not None and parents.get(parent, False)))
        return rows, caption

    def _row(self, row: etree._Element, *, head: bool) -> RawRow:
        cells = tuple(
            RawCell(
                text=cell_text(cell),
                colspan=_span(cell, "colspan"),
                rowspan=_span(cell, "rowspan"),
                head=cell.tag == "th",
            )
            for cell in row.iterchildren("td", "th")
            if not is_hidden(cell)
        )
        return RawRow(line=self._lines.of(row), cells=cells, head=head)


def cell_text(cell: etree._Element) -> str:
    """Return a cell's text; paragraphs and ``<br>`` inside it end in a line break."""
    lines: list[str] = []
    pieces: list[str] = []

    def end_line() -> None:
        text = collapse("".join(pieces))
        pieces.clear()
        if has_text(text):
            lines.append(text)

    stack: list[tuple[etree._Element, bool]] = [(cell, False)]
    while stack:
        element, done = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        seen = bool(tag) and tag not in DROPPED_TAGS and not is_hidden(element)
        if seen and (tag == "br" or tag in BLOCK_TAGS):
            end_line()
        if done:
            pieces.append(element.tail or "")
            continue
        if element is not cell:
            stack.append((element, True))
        if seen:
            pieces.append(element.text or "")
            stack.extend((child, False) for child in reversed(element))
    end_line()
    return "\n".join(lines)


def _span(cell: etree._Element, name: str) -> int:
    value = (cell.get(name) or "").strip()
    # More digits than any real span has: int() of a long string is slow, and no cell spans 10,000.
    if not value.isascii() or not value.isdigit() or len(value) > 4:
        return 1
    return max(1, int(value))
