"""Plain text → blocks: one for each line that has text; lines of cells become rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.model import Block
from checker.read.decode import has_text, split_lines
from checker.read.tables import RawCell, RawRow, row_blocks
from checker.read.upright import MARK, table_on_a_line, upright_table
from checker.read.wrapped import rejoined, unwrapped

# What divides cells in text copied from pages and sheets, the surer mark first.
_MARKS = (MARK, "\t")
_FIGURE = re.compile(r"\s*[-+－]?[\d０-９][\d０-９,，.．]*\s*[%％‰]?\s*")
_RULE = re.compile(r"[|\s:+-]*")  # the line between heads and body
_LONGEST_CELL = 60
_FEWEST_ROWS = 3

Span = tuple[int, int]


def plain_blocks(text: str) -> list[Block]:
    r"""Return one block per line with text; offsets in it are offsets in the line.

    Where a text is broken at one width, a block is a paragraph, of several lines.

    Three and more lines in a row that are divided alike into short cells, figures among them, are a table.

    >>> [(b.line, b.text) for b in plain_blocks("甲\r\n\n　乙")]
    [(1, '甲'), (3, '\u3000乙')]
    >>> [b.kind for b in plain_blocks("指标|目标\n产值|5\n税收|6")]
    ['row', 'row', 'row']
    """
    lines = rejoined(unwrapped([(n, line) for n, line in enumerate(split_lines(text), 1) if has_text(line)]))
    blocks: list[Block] = []
    tables = position = 0
    while position < len(lines):
        number, line = lines[position]
        before = [block.text for block in blocks[-3:]]
        found = _table(lines, position)
        whole = None if found else table_on_a_line(number, line, list(_cells(line, MARK)), tables + 1, before)
        upright = None if found or whole else upright_table(lines, position, tables + 1, before)
        if whole:
            tables += 1
            blocks.append(whole)
            position += 1
        elif upright:
            tables += 1
            blocks.extend(upright.blocks)
            position += upright.taken
        elif found:
            tables += 1
            blocks.extend(_rows(lines[position : position + len(found)], found, tables, before))
            position += len(found)
        else:
            blocks.append(Block(line=number, text=line))
            position += 1
    return blocks


def _table(lines: Sequence[tuple[int, str]], first: int) -> list[list[Span]]:
    """Return the cells of each line of a table that begins here; nothing where none does."""
    mark = next((mark for mark in _MARKS if mark in lines[first][1]), None)
    if mark is None:
        return []
    rows: list[list[Span]] = []
    for _, line in lines[first:]:
        cells = list(_cells(line, mark))
        filled = sum(end > start for start, end in cells)
        # A table begins with a row of heads or figures; 单位：亿元 above it is a line of its own.
        if len(cells) < 2 or (not rows and filled < 2) or any(b - a > _LONGEST_CELL for a, b in cells):
            break
        rows.append(cells)
    widths = {len(row) for row in rows}
    pairs = zip(lines[first:], rows, strict=False)
    figures = sum(any(_FIGURE.fullmatch(line[a:b]) for a, b in row) for (_, line), row in pairs)
    even = len(rows) >= _FEWEST_ROWS and max(widths, default=0) - min(widths, default=0) <= 1
    return rows if even and figures * 2 >= len(rows) else []


def _cells(line: str, mark: str) -> Iterator[Span]:
    """Yield where the cells of a line stand; a mark at its very ends divides nothing."""
    start, end = 0, len(line.rstrip())
    if line[:end].endswith(mark):
        end -= 1
    if line.lstrip().startswith(mark):
        start = line.index(mark) + 1
    while start <= end:
        stop = line.find(mark, start, end)
        stop = end if stop < 0 else stop
        inner = line[start:stop]
        left = start + len(inner) - len(inner.lstrip())
        yield left, max(left, start + len(inner.rstrip()))
        start = stop + 1


def _rows(
    lines: Sequence[tuple[int, str]], cells: Sequence[Sequence[Span]], ordinal: int, before: Sequence[str]
) -> Iterator[Block]:
    """Yield the blocks of a table; their text is the line as written, and so are the offsets of cells."""
    raw = [
        RawRow(number, tuple(RawCell(line[a:b]) for a, b in row))
        for (number, line), row in zip(lines, cells, strict=True)
        if not _RULE.fullmatch(line)
    ]
    written = {number: (line, row) for (number, line), row in zip(lines, cells, strict=True)}
    for block in row_blocks(raw, ordinal=ordinal, before=before):
        line, spans = written[block.line]
        placed = tuple(
            replace(cell, start=a, end=b) for cell, (a, b) in zip(block.cells, spans, strict=False)
        )
        yield replace(block, text=line, cells=placed)
