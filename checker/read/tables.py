"""Table rows → blocks whose cells know their row head, their column heads and their unit.

Shared by HTML, Word and Markdown. A table is described by its physical cells, as written, with the
number of columns and rows each spans; nothing is laid out in memory, so a hostile span costs nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from checker.model import Block, Cell
from checker.read.table_columns import Columns, Layout
from checker.read.table_grid import MAX_COLUMNS, Grid, Placed, RawCell, RawRow, is_remark_row, place
from checker.read.table_words import (
    OF_YEARS,
    caption_unit,
    is_caption,
    is_name_head,
    is_order,
    is_order_head,
    is_unit_head,
    is_value,
    one_line,
    unit_of_head,
)

__all__ = ["MAX_COLUMNS", "RawCell", "RawRow", "is_data_table", "row_blocks"]

_LONG_CELL = 300  # characters; data cells are shorter, cells that lay out a page are longer


def row_blocks(
    rows: Sequence[RawRow], *, ordinal: int, before: Sequence[str] = (), caption: str = ""
) -> list[Block]:
    """Return one block of kind ``row`` for each row with text.

    Args:
        rows: the table's rows, from top to bottom.
        ordinal: which table of the document this is, from 1.
        before: texts of the paragraphs right above, nearest last; those that read like the title of
            a table (表1 主要指标) or name its unit (单位：亿元) become its caption.
        caption: the caption, where the format marks it.
    """
    rows = _numbered(rows)
    grid = place(rows)
    titles = [
        cell.text
        for row, above in zip(grid.rows, grid.is_caption, strict=True)
        if above
        for cell in row
        if cell.own and cell.text
    ]
    lead = [caption] if caption else _captions(before)
    words = " ".join(dict.fromkeys([*(one_line(text) for text in lead), *titles[:3]]))
    columns = Columns(grid)
    unit = caption_unit([*titles, words])
    blocks = []
    for index, row in enumerate(rows):
        text, cells = _row_cells(grid, columns, index, unit)
        if not text.strip():
            continue
        if is_remark_row(grid.rows[index], grid.width):
            blocks.append(Block(line=row.line, text=text, table=ordinal))
        else:
            blocks.append(
                Block(line=row.line, text=text, kind="row", cells=cells, caption=words, table=ordinal)
            )
    return blocks


def is_data_table(rows: Sequence[RawRow]) -> bool:
    """Tell whether rows hold data, or only lay out a page (one column, or cells full of prose)."""
    texts = [cell.text.strip() for row in rows for cell in row.cells if cell.text.strip()]
    if len(texts) < 2 or max((len(row.cells) for row in rows), default=0) < 2:
        return False
    if (
        sum(min(cell.colspan, MAX_COLUMNS) for cell in max(rows, key=lambda r: len(r.cells)).cells)
        > MAX_COLUMNS
    ):
        return False
    if any(cell.head for row in rows for cell in row.cells) or any(row.head for row in rows):
        return True
    if len(rows) > 2 and _names_columns(rows[0]):
        return True
    long = sum(1 for text in texts if len(text) > _LONG_CELL)
    # One long cell in a large table is a remark; one in a small table is the page's text.
    return long * 10 < len(texts)


def _names_columns(row: RawRow) -> bool:
    """Tell whether a row reads like a header: 序号, 指标, 单位 and other short texts."""
    texts = [one_line(cell.text) for cell in row.cells if cell.text.strip()]
    known = any(is_order_head(text) or is_name_head(text) or is_unit_head(text) for text in texts)
    return known and len(texts) > 1 and max(map(len, texts)) < 20


def _numbered(rows: Sequence[RawRow]) -> Sequence[RawRow]:
    """Give running numbers a blank head, where the heads of the others stand one column too far left."""
    if len(rows) < 3 or any(cell.colspan > 1 or cell.rowspan > 1 for row in rows for cell in row.cells):
        return rows
    head = rows[0].cells
    texts = [one_line(cell.text) for cell in head]
    body = [[one_line(cell.text) for cell in row.cells] for row in rows[1:]]
    body = [row for row in body if any(row[1:])]  # a note below the table is no row of it
    short = len(head) > 2 and not texts[-1] and is_name_head(texts[0]) and not is_name_head(texts[1])
    if not short or any(len(row) != len(head) or not is_order(row[0]) or is_value(row[1]) for row in body):
        return rows
    return [replace(rows[0], cells=(RawCell(""), *head[:-1])), *rows[1:]]


def _row_cells(grid: Grid, columns: Columns, index: int, unit: str) -> tuple[str, tuple[Cell, ...]]:
    """Return a row's text and its cells."""
    row = _Row(grid.rows[index], columns, grid.heads[index], unit)
    names_only = grid.is_head[index] or grid.is_title[index]
    offset = 0
    texts: list[str] = []
    cells: list[Cell] = []
    for placed in grid.rows[index]:
        if not placed.own:
            continue
        text = placed.raw.text.replace("\t", " ")
        end = offset + len(text)
        if names_only:
            cells.append(Cell(offset, end, text, is_head=True))
        else:
            cells.append(row.cell(placed, offset, end, text))
        texts.append(text)
        offset = end + 1
    return "\t".join(texts), tuple(cells)


class _Row:
    """What the cells of one row have in common: its names and its units, per group of columns."""

    def __init__(self, row: Sequence[Placed], columns: Columns, heads: tuple[int, ...], unit: str) -> None:
        self._columns, self._heads, self._unit = columns, heads, unit
        self._layout: Layout = columns.of(heads)
        self._names: dict[int, list[Placed]] = {}
        self._units: dict[int, str] = {}
        for cell in row:
            if cell.text and cell.left in self._layout.naming:
                self._names.setdefault(self._group(cell), []).append(cell)
            elif cell.text and cell.left in self._layout.units:
                self._units.setdefault(self._group(cell), cell.text)

    def _group(self, cell: Placed) -> int:
        return bisect_right(self._layout.starts, cell.left)

    def cell(self, placed: Placed, start: int, end: int, text: str) -> Cell:
        """Return one cell of the body with all that says what it is."""
        column_head = self._columns.head_text(self._heads, placed.left)
        names = self._names.get(self._group(placed), ())
        row_head = " ".join(name.text for name in names if name.left < placed.left)
        if placed.raw.head or self._is_head(placed, column_head):
            return Cell(start, end, text, row_head, column_head, is_head=True)
        unit = (
            # The column says what differs from the row: 总量（亿元） and 增长（%） beside a unit column.
            ("" if OF_YEARS.fullmatch(placed.text) else unit_of_head(column_head, growth=True))
            or self._units.get(self._group(placed), "")
            or unit_of_head(row_head)
            or self._unit
        )
        return Cell(start, end, text, row_head, column_head, unit)

    def _is_head(self, placed: Placed, column_head: str) -> bool:
        naming = self._layout.naming
        if placed.left in naming or placed.left in self._layout.units or is_order_head(column_head):
            return True
        # A running number left of the names, in a column without a head.
        return bool(naming) and placed.left < min(naming) and is_order(one_line(placed.text))


def _captions(before: Sequence[str]) -> list[str]:
    """Return the paragraphs right above that belong to the table, nearest last."""
    found: list[str] = []
    for text in reversed(before[-3:]):
        if not is_caption(text):
            break
        found.insert(0, text)
    return found
