"""Rows of a sheet (.xlsx, .csv) → blocks: titles and remarks as paragraphs, the rest as table rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.model import Block
from checker.read.decode import has_text
from checker.read.table_words import is_known_head, is_value, is_year, one_line
from checker.read.tables import RawRow, is_data_table, row_blocks

_LONG = 40  # characters; a lone cell of more is prose


def sheet_blocks(rows: Sequence[RawRow], *, ordinal: int = 1) -> list[Block]:
    """Return the blocks of one sheet.

    Args:
        rows: from top to bottom, each as wide as the sheet; empty ones too.
        ordinal: the number of its first table in the document.

    A cell that stands alone in its row above a table is its title or its unit, below it a remark. After
    an empty row a new table begins, unless what follows has no header of its own.
    """
    blocks: list[Block] = []
    table: list[RawRow] = []
    before: list[str] = []
    pending: list[RawRow] = []  # lone cells: of the table if it goes on, else what heads the next
    gap = False

    def end() -> None:
        nonlocal table, ordinal
        if table:
            blocks.extend(_table(table, ordinal, before[-3:]))
            ordinal += 1
        table = []

    for row in rows:
        filled = [cell for cell in row.cells if has_text(cell.text)]
        if not filled:
            gap = True
            continue
        if len(filled) == 1:
            # Merged right across inside a table it divides it; elsewhere it is a line of text.
            if table and not gap and not _is_remark(filled[0].text):
                table.append(row)
                continue
            pending.append(row)
            gap = False
            continue
        if table and (pending or gap) and (_has_head(row) or pending):
            end()
            before = []
        for lone in pending:
            blocks.append(_paragraph(lone))
            before.append(blocks[-1].text)
        pending, gap = [], False
        table.append(row)
    end()
    blocks.extend(_paragraph(row) for row in pending)
    return blocks


def _table(rows: list[RawRow], ordinal: int, before: Sequence[str]) -> list[Block]:
    rows = _trimmed(rows)
    if is_data_table(rows):
        return row_blocks(rows, ordinal=ordinal, before=before)
    return [
        Block(row.line, "\t".join(one_line(cell.text) for cell in row.cells if has_text(cell.text)))
        for row in rows
    ]


def _trimmed(rows: list[RawRow]) -> list[RawRow]:
    """Leave out columns at either end that are empty in every row of the table."""
    if any(row.skip for row in rows):
        return rows
    first = min(
        next((i for i, cell in enumerate(row.cells) if has_text(cell.text)), len(row.cells)) for row in rows
    )
    if any(cell.colspan > 1 for row in rows for cell in row.cells[:first]):
        first = 0
    trimmed = []
    for row in rows:
        cells = row.cells[first:]
        while cells and not has_text(cells[-1].text) and cells[-1].colspan == cells[-1].rowspan == 1:
            cells = cells[:-1]
        trimmed.append(replace(row, cells=cells))
    return trimmed


def _paragraph(row: RawRow) -> Block:
    return Block(row.line, one_line(next(cell.text for cell in row.cells if has_text(cell.text))))


def _has_head(row: RawRow) -> bool:
    texts = [one_line(cell.text) for cell in row.cells if has_text(cell.text)]
    values = [text for text in texts if is_value(text) and not is_year(text)]
    return not values and any(is_known_head(text) for text in texts)


def _is_remark(text: str) -> bool:
    return len(text) > _LONG or text.startswith(("注", "备注", "说明", "资料来源")) or text.endswith("。")
