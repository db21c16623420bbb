"""Word tables → rows with their merged cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checker.read.decode import has_text
from checker.read.tables import MAX_COLUMNS, RawCell, RawRow
from checker.read.word_package import W
from checker.read.word_styles import is_number, switch, value_of
from checker.read.word_text import ALTERNATE, Piece, alternative

if TYPE_CHECKING:
    from lxml import etree

_WRAPPERS = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
)


@dataclass(slots=True)
class WordCell:
    """One ``w:tc``: its text by pieces, and where it lies in the grid."""

    left: int
    right: int
    continues: bool  # merged with the cell above: shows nothing of its own
    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The cell's text; paragraphs end in a line break."""
        return "".join(piece.text for piece in self.pieces)

    def add(self, pieces: list[Piece], label: str = "") -> None:
        """Add a paragraph's text, with its list number in front."""
        if not has_text("".join(piece.text for piece in pieces)):
            return
        if self.pieces:
            self.pieces.append(Piece("\n"))
        if label:
            self.pieces.append(Piece(label))
        self.pieces.extend(pieces)


@dataclass(slots=True)
class WordRow:
    """One ``w:tr`` with its line number and the cells that are shown."""

    line: int
    cells: list[WordCell]
    head: bool = False
    gone: bool = False  # deleted or hidden

    @property
    def pieces(self) -> list[Piece]:
        """The row's text as its block has it: cells joined by tabs, without those merged upwards."""
        pieces: list[Piece] = []
        for position, cell in enumerate(cell for cell in self.cells if not cell.continues):
            if position:
                pieces.append(Piece("\t"))
            pieces.extend(Piece(piece.text.replace("\t", " "), piece.run) for piece in cell.pieces)
        return pieces


def children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield rows of a table, or cells of a row, also those inside content controls."""
    for child in parent:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in _WRAPPERS:
            yield from children(child, name)
        elif child.tag == ALTERNATE:
            yield from children(alternative(child), name)


def read_row(element: etree._Element, line: int) -> tuple[WordRow, list[tuple[WordCell, etree._Element]]]:
    """Return a row with empty cells, and for each cell to be filled its ``w:tc``."""
    properties = element.find(f"{W}trPr")
    left = _number(properties, "gridBefore", 0)
    row = WordRow(line, [], head=switch(properties, "tblHeader") is True)
    row.gone = properties is not None and (
        properties.find(f"{W}del") is not None or switch(properties, "hidden") is True
    )
    sources: list[tuple[WordCell, etree._Element]] = []
    for tc in children(element, "tc"):
        own = tc.find(f"{W}tcPr")
        if own is not None and own.find(f"{W}cellDel") is not None:
            continue
        span = max(1, _number(own, "gridSpan", 1))
        merge = own.find(f"{W}vMerge") if own is not None else None
        continues = merge is not None and (merge.get(f"{W}val") or "continue") == "continue"
        across = own.find(f"{W}hMerge") if own is not None else None
        if across is not None and (across.get(f"{W}val") or "continue") == "continue" and row.cells:
            row.cells[-1].right += span
        else:
            cell = WordCell(left, left + span, continues)
            row.cells.append(cell)
            sources.append((cell, tc))
        left += span
    return row, sources


def raw_rows(rows: list[WordRow]) -> list[RawRow]:
    """Return the rows that are shown, with vertical merges as row spans."""
    shown = [row for row in rows if not row.gone]
    spans = _row_spans(shown)
    raw = []
    for index, row in enumerate(shown):
        cells = tuple(
            RawCell(cell.text, cell.right - cell.left, spans.get((index, cell.left), 1))
            for cell in row.cells
            if not cell.continues
        )
        first = row.cells[0].left if row.cells else 0
        raw.append(RawRow(row.line, cells, head=row.head, skip=min(first, MAX_COLUMNS)))
    return raw


def _row_spans(rows: list[WordRow]) -> dict[tuple[int, int], int]:
    """Count, for each cell that others are merged with, the rows it reaches over."""
    spans: dict[tuple[int, int], int] = {}
    origin: dict[int, int] = {}  # column → row of the cell that reaches down in it
    for index, row in enumerate(rows):
        now: dict[int, int] = {}
        for cell in row.cells:
            if not cell.continues:
                now[cell.left] = index
            elif cell.left in origin:
                now[cell.left] = origin[cell.left]
                spans[origin[cell.left], cell.left] = index - origin[cell.left] + 1
            else:
                cell.continues = False  # nothing above to be merged with: shown as a cell of its own
                now[cell.left] = index
        origin = now
    return spans


def _number(properties: etree._Element | None, name: str, default: int) -> int:
    value = value_of(properties.find(f"{W}{name}")) if properties is not None else None
    return min(int(value[:6]), MAX_COLUMNS) if value and is_number(value) else default
