"""Word document → blocks, read as accepted: insertions count, deletions do not, list numbers are computed.

A line is a paragraph outside tables or a table row, numbered from 1 in document order, empty and
deleted ones too. Text boxes follow the paragraph they are anchored in; footnotes and endnotes follow
the body. Headers, footers and comments are not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.limits import Limits
from checker.model import Block
from checker.read.decode import has_text
from checker.read.source import content
from checker.read.tables import is_data_table, row_blocks
from checker.read.word_numbering import Numbering
from checker.read.word_package import Package, W
from checker.read.word_styles import Styles, heading_depth, list_place
from checker.read.word_tables import WordCell, WordRow, children, raw_rows, read_row
from checker.read.word_text import ALTERNATE, Piece, TextReader, alternative, is_placeholder, style_of

if TYPE_CHECKING:
    from lxml import etree

_NUMBER_END = re.compile(r"[0-9０-９][.．]?$")
_WRAPPERS = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "body")
)


@dataclass(frozen=True, slots=True)
class RunSpan:
    """Where the text of one run stands in its line.

    ``part`` is the package part and ``run`` the ordinal of the ``w:r`` among all of that part, from 0
    in document order. ``start``/``end`` are offsets in the line's text, end exclusive; the run's own
    text begins at ``start``, tabs and breaks counting one character each.
    """

    part: str
    run: int
    start: int
    end: int


def word_blocks(data: bytes, place: str, limits: Limits | None = None) -> list[Block]:
    """Return the blocks of a .docx.

    Args:
        data: the whole file.
        place: path to name in messages.
        limits: what it may take.
    Raises:
        Unreadable: damaged, encrypted, too large, or no Word document.
    """
    return _Story(Package(data, place, limits)).read().blocks


def paragraph_runs(path: str) -> dict[int, list[RunSpan]]:
    """Return for each line with text the runs it is made of, in the order of the text.

    Text that no run holds (list numbers, formulas, the tabs between cells) leaves gaps between the spans.

    Raises:
        Unreadable: as for :func:`word_blocks`.
    """
    limits = Limits()
    story = _Story(Package(content(path, limits.size_bytes, limits), path, limits)).read()
    spans: dict[int, list[RunSpan]] = {}
    for part, root, pieces_by_line in story.parts:
        ordinals = {run: ordinal for ordinal, run in enumerate(root.iter(f"{W}r"))}
        for line, pieces in pieces_by_line.items():
            offset = 0
            for piece in pieces:
                end = offset + len(piece.text)
                if piece.run is not None:
                    spans.setdefault(line, []).append(RunSpan(part, ordinals[piece.run], offset, end))
                offset = end
    return spans


class _Story:
    """Reads body and notes of one document, counting lines as it goes."""

    def __init__(self, package: Package) -> None:
        self.blocks: list[Block] = []
        self.parts: list[tuple[str, etree._Element, dict[int, list[Piece]]]] = []
        self._package = package
        styles = package.related("styles")
        numbering = package.related("numbering")
        self._styles = Styles(styles[1] if styles else None)
        self._numbering = Numbering(numbering[1] if numbering else None, self._styles)
        self._texts = TextReader(self._styles)
        self._line = 0
        self._tables = 0
        self._carried: list[Piece] = []  # text of paragraphs whose end was deleted
        self._carried_line = 0
        self._pieces: dict[int, list[Piece]] = {}

    def read(self) -> _Story:
        """Read everything; return this story."""
        root = self._package.part(self._package.main)
        if root is None:
            return self
        self._begin(self._package.main, root)
        body = root.find(f"{W}body")
        if body is not None:
            self._container(body)
            self._end_carried()
        for kind in ("footnote", "endnote"):
            self._notes(kind)
        return self

    def _begin(self, part: str, root: etree._Element) -> None:
        self._pieces = {}
        self._carried = []
        self.parts.append((part, root, self._pieces))

    def _notes(self, kind: str) -> None:
        wanted = [name for seen, name in self._texts.notes if seen == kind]
        found = self._package.related(f"{kind}s") if wanted else None
        if not found:
            return
        self._begin(*found)
        notes = {note.get(f"{W}id") or "": note for note in found[1].iterchildren(f"{W}{kind}")}
        for name in dict.fromkeys(wanted):
            if name in notes:
                self._container(notes[name])
                self._end_carried()

    # -------------------------------------------------------- paragraphs

    def _container(self, parent: etree._Element) -> None:
        """Read what stands in a body, text box, note or content control."""
        for child in parent:
            tag = child.tag
            if tag == f"{W}p":
                self._paragraph(child)
            elif tag == f"{W}tbl":
                self._table(child)
            elif tag == ALTERNATE:
                self._container(alternative(child))
            elif tag in _WRAPPERS:
                self._container(child)

    def _end_carried(self) -> None:
        """Give text that no paragraph follows to go on with it a block of its own."""
        pieces, self._carried = self._carried, []
        text = "".join(piece.text for piece in pieces)
        if has_text(text):
            self._pieces[self._carried_line] = pieces
            self.blocks.append(Block(line=self._carried_line, text=text))

    def _paragraph(self, element: etree._Element) -> None:
        self._line += 1
        line = self._line
        label, pieces, boxes, in_contents = self._read_paragraph(element)
        if pieces:
            self._add_paragraph(element, line, label, pieces, in_contents)
        for box in boxes:
            carried, at, self._carried = self._carried, self._carried_line, []
            self._container(box)
            self._end_carried()
            self._carried, self._carried_line = carried, at

    def _add_paragraph(
        self, element: etree._Element, line: int, label: str, pieces: list[Piece], in_contents: bool
    ) -> None:
        body = "".join(piece.text for piece in pieces)
        if not has_text(body):
            return
        if _NUMBER_END.search(label) and body[0].isdigit():
            label += " "  # 1. and 2024年 run together would read as one number
        pieces = [Piece(label), *pieces] if label else pieces
        self._pieces[line] = pieces
        properties = element.find(f"{W}pPr")
        style = self._styles.get(style_of(properties) or self._styles.default)
        depth = heading_depth(properties, style)
        if in_contents:
            self.blocks.append(Block(line=line, text=label + body, kind="furniture"))
        elif depth:
            self.blocks.append(Block(line=line, text=label + body, kind="heading", depth=depth))
        else:
            self.blocks.append(Block(line=line, text=label + body))

    def _read_paragraph(self, element: etree._Element) -> tuple[str, list[Piece], list[etree._Element], bool]:
        """Return list number, text, text boxes, and whether it stands in a table of contents.

        The text of a paragraph whose end was deleted is kept for the next one.
        """
        paragraph = self._texts.read(element)
        pieces = self._carried + paragraph.pieces
        self._carried = []
        if paragraph.joins_next:
            self._carried, self._carried_line = pieces, self._line
            return "", [], paragraph.boxes, False
        properties = element.find(f"{W}pPr")
        label = self._numbering.label(list_place(properties), style_of(properties) or self._styles.default)
        return label, pieces, paragraph.boxes, paragraph.in_contents

    # ------------------------------------------------------------ tables

    def _table(self, element: etree._Element) -> None:
        self._end_carried()
        before = [block.text for block in self.blocks[-3:] if block.kind in ("paragraph", "heading")]
        at = len(self.blocks)
        rows: list[WordRow] = []
        for tr in children(element, "tr"):
            self._line += 1
            row, sources = read_row(tr, self._line)
            rows.append(row)
            for cell, source in sources:
                self._cell(cell, source)
                cell.add(self._carried)
                self._carried = []
        nested = self.blocks[at:]
        del self.blocks[at:]
        raw = raw_rows(rows)
        for row in rows:
            if not row.gone:
                self._pieces[row.line] = row.pieces
        if is_data_table(raw) and not nested:
            self._tables += 1
            self.blocks.extend(row_blocks(raw, ordinal=self._tables, before=before))
            return
        # Only the page's layout: each row is a paragraph, and what is nested follows its row.
        for row in rows:
            text = "".join(piece.text for piece in self._pieces.get(row.line, []))
            if has_text(text):
                nested.append(Block(line=row.line, text=text))
        self.blocks.extend(sorted(nested, key=lambda block: block.line))

    def _cell(self, cell: WordCell, parent: etree._Element) -> None:
        """Read the paragraphs of a cell into it, and its nested tables into blocks."""
        for child in parent:
            tag = child.tag
            if tag == f"{W}p":
                self._cell_paragraph(cell, child)
            elif tag == f"{W}tbl":
                self._table(child)
            elif tag == ALTERNATE:
                self._cell(cell, alternative(child))
            elif tag in _WRAPPERS and not (tag == f"{W}sdt" and is_placeholder(child)):
                self._cell(cell, child)

    def _cell_paragraph(self, cell: WordCell, element: etree._Element) -> None:
        label, pieces, boxes, _ = self._read_paragraph(element)
        cell.add(pieces, label)
        for box in boxes:
            self._cell(cell, box)
