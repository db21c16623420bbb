"""A table's cells on their columns: which cell covers which, and which rows are titles or headers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from checker.read.table_words import (
    is_known_head,
    is_name_head,
    is_order_head,
    is_value,
    is_year,
    one_line,
)

# A wider table is a page layout or an attack; HTML itself caps a span at 1,000 columns.
MAX_COLUMNS = 1_000
# More header rows than these mean nothing to a reader, and make work for every cell below.
MAX_HEAD_ROWS = 6
# Cells carried down by row spans: in real tables fewer than there are cells.
_CARRIED_PER_CELL = 10
_CARRIED_FLOOR = 10_000


@dataclass(frozen=True, slots=True)
class RawCell:
    """One cell as the format gives it. A line break inside the cell is ``\\n``."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    head: bool = False  # marked as a header cell


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as the format gives it; ``line`` as in :class:`~checker.model.Block`."""

    line: int
    cells: tuple[RawCell, ...]
    head: bool = False  # marked as a header row
    skip: int = 0  # columns of the grid left of the first cell


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell and the columns it covers, ``left`` to ``right`` exclusive."""

    left: int
    right: int
    raw: RawCell
    text: str  # on one line
    own: bool = True  # written in this row, not reaching down from one above


@dataclass(slots=True)
class Grid:
    """A table with its cells placed and its columns understood."""

    rows: list[list[Placed]]
    heads: list[tuple[int, ...]] = field(default_factory=list)  # per row, the header rows that hold for it
    is_head: list[bool] = field(default_factory=list)
    is_title: list[bool] = field(default_factory=list)  # a row with one cell right across: title, section
    is_caption: list[bool] = field(default_factory=list)  # such a row above all others
    width: int = 0


def place(rows: Sequence[RawRow]) -> Grid:
    """Return the table laid out on its columns, titles and header rows found."""
    placed: list[list[Placed]] = []
    hanging: list[tuple[Placed, int]] = []  # cells from above and the rows they still reach into
    width = 0
    carried = _CARRIED_FLOOR + _CARRIED_PER_CELL * sum(len(row.cells) for row in rows)
    for row in rows:
        line, hanging = _place_row(row, hanging)
        placed.append(line)
        carried -= len(hanging)
        if carried < 0:
            hanging = []
        width = max(width, line[-1].right if line else 0)
    grid = Grid(rows=placed, width=width)
    _find_heads(grid, rows)
    return grid


def _place_row(
    row: RawRow, hanging: list[tuple[Placed, int]]
) -> tuple[list[Placed], list[tuple[Placed, int]]]:
    line: list[Placed] = []
    left = row.skip
    above = sorted(hanging, key=lambda item: item[0].left)
    position = 0
    fresh: list[tuple[Placed, int]] = []
    for raw in row.cells:
        while position < len(above) and above[position][0].left <= left:
            cell = above[position][0]
            line.append(replace(cell, own=False))
            left = max(left, cell.right)
            position += 1
        cell = Placed(left, left + max(1, min(raw.colspan, MAX_COLUMNS)), raw, one_line(raw.text))
        line.append(cell)
        left = cell.right
        if raw.rowspan > 1:
            fresh.append((cell, raw.rowspan - 1))
    line.extend(replace(cell, own=False) for cell, _ in above[position:])
    still = [(cell, reach - 1) for cell, reach in above if reach > 1]
    return line, still + fresh


# ------------------------------------------------------------ header rows


def _find_heads(grid: Grid, rows: Sequence[RawRow]) -> None:
    """Say for each row whether it is a title or a header row, and which header rows hold for it."""
    current: list[int] = []
    seen_body = False
    for index, row in enumerate(rows):
        placed = grid.rows[index]
        title = _is_title_row(placed, grid.width)
        above = grid.rows[current[-1]] if current and not seen_body else None
        first = not seen_body and not current
        head = not title and _is_head_row(row, placed, above, first=first, last=index + 1 == len(rows))
        if head and seen_body:
            current, seen_body = [], False
        head = head and len(current) < MAX_HEAD_ROWS
        if head:
            current.append(index)
        elif not title and any(cell.text for cell in placed):
            seen_body = True
        grid.is_title.append(title)
        grid.is_caption.append(title and not seen_body and not current)
        grid.is_head.append(head)
        grid.heads.append(() if head or title else tuple(current))


def _is_title_row(placed: Sequence[Placed], width: int) -> bool:
    """Tell whether a row is a title or section: one short cell right across the table."""
    text = _across(placed, width)
    return bool(text) and not is_remark(text)


def is_remark_row(placed: Sequence[Placed], width: int) -> bool:
    """Tell whether a row is prose right across the table, as notes below it are."""
    return is_remark(_across(placed, width))


def is_remark(text: str) -> bool:
    """Tell whether a text is prose, as notes below a table are."""
    return (
        len(text) > 60
        or text.endswith(("。", "；"))
        or bool(re.match(r"[【\[]?(?:备?注|说明|资料来源)[】\]]?\s*[:：\d从]", text))
    )


def _across(placed: Sequence[Placed], width: int) -> str:
    texts = [cell for cell in placed if cell.text]
    if len(texts) != 1 or not texts[0].own or not texts[0].right - texts[0].left == width > 1:
        return ""
    return texts[0].text


def _is_head_row(
    row: RawRow, placed: Sequence[Placed], above: Sequence[Placed] | None, *, first: bool, last: bool
) -> bool:
    texts = [cell for cell in placed if cell.text]
    own = [cell for cell in texts if cell.own]
    if not own:
        return False
    marked = row.head or all(cell.raw.head for cell in own)
    values = [cell for cell in own if is_value(cell.text) and not is_year(cell.text)]
    if marked and not values:
        return True
    if values or len(texts) < 2:
        return False
    if first:
        # Two columns without any of a header's words: a list of names and what is said of each.
        return not last and (len(texts) > 2 or any(is_known_head(cell.text) for cell in texts))
    if above is not None:
        return _continues(own, placed, above)
    # A second header row further down: the table goes on with other columns.
    return is_name_head(own[0].text) or (is_order_head(own[0].text) and len(own) > 2)


def _continues(own: Sequence[Placed], placed: Sequence[Placed], above: Sequence[Placed]) -> bool:
    """Tell whether a row without values divides the columns of the header row above it."""
    if any(not cell.own for cell in placed):
        return True
    starts = {cell.left for cell in own}
    spans = [cell for cell in above if cell.right - cell.left > 1 and cell.text]
    divided = any(sum(1 for s in starts if cell.left <= s < cell.right) > 1 for cell in spans)
    # Without merged cells a second header row leaves the names' column empty.
    return divided or (placed[0].own and not placed[0].text)


def cell_at(row: Sequence[Placed], column: int) -> Placed | None:
    """Return the cell of a row that covers a column."""
    low, high = 0, len(row)
    while low < high:
        middle = (low + high) // 2
        if row[middle].right <= column:
            low = middle + 1
        else:
            high = middle
    return row[low] if low < len(row) and row[low].left <= column else None
