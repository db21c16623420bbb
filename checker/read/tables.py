"""Table rows → blocks whose cells know their row head, their column heads and their unit.

Shared by HTML, Word and Markdown. A table is described by its physical cells, as written, with the
number of columns and rows each spans; nothing is laid out in memory, so a hostile span costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from checker.model import Block, Cell
from checker.read.table_words import (
    caption_unit,
    is_caption,
    is_name_head,
    is_order,
    is_order_head,
    is_unit_head,
    is_value,
    is_value_head,
    is_year,
    one_line,
    unit_of_head,
)

# A wider table is a page layout or an attack; HTML itself caps a span at 1,000 columns.
MAX_COLUMNS = 1_000
_LONG_CELL = 300  # characters; data cells are shorter, cells that lay out a page are longer


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
class _Placed:
    """A cell and the columns it covers, ``left`` to ``right`` exclusive."""

    left: int
    right: int
    raw: RawCell
    own: bool = True  # written in this row, not reaching down from one above

    @property
    def text(self) -> str:
        return one_line(self.raw.text)


@dataclass(slots=True)
class _Grid:
    """A table with its cells placed and its columns understood."""

    rows: list[list[_Placed]]
    heads: list[tuple[int, ...]] = field(default_factory=list)  # per row, the header rows that hold for it
    is_head: list[bool] = field(default_factory=list)
    is_title: list[bool] = field(default_factory=list)  # a row with one cell right across: title, section
    is_caption: list[bool] = field(default_factory=list)  # such a row above all others
    width: int = 0


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
    grid = _place(rows)
    _find_heads(grid, rows)
    titles = [
        cell.text
        for row, above in zip(grid.rows, grid.is_caption, strict=True)
        if above
        for cell in row
        if cell.own and cell.text
    ]
    lead = [caption] if caption else _captions(before)
    words = " ".join(dict.fromkeys([*(one_line(text) for text in lead), *titles[:3]]))
    columns = _Columns(grid)
    unit = caption_unit([*titles, words])
    blocks = []
    for index, row in enumerate(rows):
        text, cells = _row_cells(grid, columns, index, unit)
        if not text.strip():
            continue
        if _is_remark_row(grid.rows[index], grid.width):
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


# ------------------------------------------------------------- placing


def _place(rows: Sequence[RawRow]) -> _Grid:
    placed: list[list[_Placed]] = []
    hanging: list[tuple[_Placed, int]] = []  # cells from above and the rows they still reach into
    width = 0
    for row in rows:
        line, hanging = _place_row(row, hanging)
        placed.append(line)
        width = max(width, line[-1].right if line else 0)
    return _Grid(rows=placed, width=width)


def _place_row(
    row: RawRow, hanging: list[tuple[_Placed, int]]
) -> tuple[list[_Placed], list[tuple[_Placed, int]]]:
    line: list[_Placed] = []
    left = row.skip
    above = sorted(hanging, key=lambda item: item[0].left)
    position = 0
    fresh: list[tuple[_Placed, int]] = []
    for raw in row.cells:
        while position < len(above) and above[position][0].left <= left:
            cell = above[position][0]
            line.append(_Placed(cell.left, cell.right, cell.raw, own=False))
            left = max(left, cell.right)
            position += 1
        cell = _Placed(left, left + max(1, min(raw.colspan, MAX_COLUMNS)), raw)
        line.append(cell)
        left = cell.right
        if raw.rowspan > 1:
            fresh.append((cell, raw.rowspan - 1))
    line.extend(_Placed(cell.left, cell.right, cell.raw, own=False) for cell, _ in above[position:])
    still = [(cell, reach - 1) for cell, reach in above if reach > 1]
    return line, still + fresh


# ------------------------------------------------------------ header rows


def _find_heads(grid: _Grid, rows: Sequence[RawRow]) -> None:
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
        if head:
            current.append(index)
        elif not title and any(cell.text for cell in placed):
            seen_body = True
        grid.is_title.append(title)
        grid.is_caption.append(title and not seen_body and not current)
        grid.is_head.append(head)
        grid.heads.append(() if head or title else tuple(current))


def _is_title_row(placed: Sequence[_Placed], width: int) -> bool:
    """Tell whether a row is a title or section: one short cell right across the table."""
    text = _across(placed, width)
    return bool(text) and not _is_remark(text)


def _is_remark_row(placed: Sequence[_Placed], width: int) -> bool:
    """Tell whether a row is prose right across the table, as notes below it are."""
    return _is_remark(_across(placed, width))


def _is_remark(text: str) -> bool:
    return (
        len(text) > 60
        or text.endswith(("。", "；"))
        or bool(re.match(r"(?:备?注|说明|资料来源)\s*[:：\d]", text))
    )


def _across(placed: Sequence[_Placed], width: int) -> str:
    texts = [cell for cell in placed if cell.text]
    if len(texts) != 1 or not texts[0].own or not texts[0].right - texts[0].left == width > 1:
        return ""
    return texts[0].text


def _is_head_row(
    row: RawRow, placed: Sequence[_Placed], above: Sequence[_Placed] | None, *, first: bool, last: bool
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
        return not last
    if above is not None:
        return _continues(own, placed, above)
    # A second header row further down: the table goes on with other columns.
    return is_name_head(own[0].text) or (is_order_head(own[0].text) and len(own) > 2)


def _continues(own: Sequence[_Placed], placed: Sequence[_Placed], above: Sequence[_Placed]) -> bool:
    """Tell whether a row without values divides the columns of the header row above it."""
    if any(not cell.own for cell in placed):
        return True
    starts = {cell.left for cell in own}
    spans = [cell for cell in above if cell.right - cell.left > 1 and cell.text]
    divided = any(sum(1 for s in starts if cell.left <= s < cell.right) > 1 for cell in spans)
    # Without merged cells a second header row leaves the names' column empty.
    return divided or (placed[0].own and not placed[0].text)


# ---------------------------------------------------------------- columns


class _Columns:
    """Which columns name a row, number it or give its unit. Per set of header rows."""

    def __init__(self, grid: _Grid) -> None:
        self._grid = grid
        self._known: dict[tuple[int, ...], tuple[list[int], frozenset[int], frozenset[int]]] = {}
        self._bodies: dict[tuple[int, ...], list[int]] = {}
        for index, heads in enumerate(grid.heads):
            if not grid.is_head[index] and not grid.is_title[index]:
                self._bodies.setdefault(heads, []).append(index)

    def of(self, heads: tuple[int, ...]) -> tuple[list[int], frozenset[int], frozenset[int]]:
        """Return where groups of columns begin, which columns name rows, and which give units.

        Columns of running numbers (序号) lie in none of them.
        """
        if heads not in self._known:
            self._known[heads] = self._analyse(heads)
        return self._known[heads]

    def head_text(self, heads: tuple[int, ...], column: int) -> str:
        """Return the header cells above a column, top to bottom, joined by a blank."""
        texts: list[str] = []
        seen: set[int] = set()
        for index in heads:
            cell = _at(self._grid.rows[index], column)
            if cell is not None and cell.text and id(cell.raw) not in seen:
                seen.add(id(cell.raw))
                texts.append(cell.text)
        return " ".join(texts)

    def _analyse(self, heads: tuple[int, ...]) -> tuple[list[int], frozenset[int], frozenset[int]]:
        width = self._grid.width
        names = [self.head_text(heads, column) for column in range(width)]
        starts = [0] + [c for c in range(1, width) if names[c] and names[c] == names[0] != names[c - 1]]
        units = frozenset(c for c in range(width) if is_unit_head(names[c]))
        cells = self._column_cells(heads)
        naming: set[int] = set()
        for left, right in zip(starts, [*starts[1:], width], strict=True):
            naming.update(self._naming(names, cells, units, left, right))
        return starts, frozenset(naming), units

    def _column_cells(self, heads: tuple[int, ...]) -> dict[int, list[_Placed]]:
        cells: dict[int, list[_Placed]] = {}
        for index in self._bodies.get(heads, []):
            for cell in self._grid.rows[index]:
                if cell.text and (cell.right - cell.left < self._grid.width):
                    cells.setdefault(cell.left, []).append(cell)
        return cells

    def _naming(
        self,
        names: Sequence[str],
        cells: dict[int, list[_Placed]],
        units: frozenset[int],
        left: int,
        right: int,
    ) -> Iterable[int]:
        """Return the leading columns whose cells name their row."""
        found: list[int] = []
        for column in range(left, right):
            here = cells.get(column, [])
            if column in units or _is_order_column(names[column], here, right - column):
                continue
            marked = bool(here) and all(cell.raw.head for cell in here)
            named = is_name_head(names[column])
            grouped = bool(found) and _spans_rows(cells.get(found[-1], []))
            # Years name rows as well as 城镇 does; elsewhere than in front they would be values.
            values = sum(1 for cell in here if is_value(cell.text) and (found or not is_year(cell.text)))
            if not marked and not named and found and not grouped:
                break
            if not marked and not named and (2 * values > len(here) or is_value_head(names[column])):
                break
            found.append(column)
            more = column + 1 < right and is_name_head(names[column + 1])
            if named and not more and not _spans_rows(here):
                break
        return found


def _is_order_column(name: str, cells: Sequence[_Placed], remaining: int) -> bool:
    if is_order_head(name):
        return True
    if name or len(cells) < 2 or remaining < 3:
        return False
    return all(is_order(cell.text) for cell in cells)


def _spans_rows(cells: Sequence[_Placed]) -> bool:
    """Tell whether a column groups rows (综合经济 beside five of them): the names come after it."""
    return any(cell.raw.rowspan > 1 for cell in cells)


def _at(row: Sequence[_Placed], column: int) -> _Placed | None:
    low, high = 0, len(row)
    while low < high:
        middle = (low + high) // 2
        if row[middle].right <= column:
            low = middle + 1
        else:
            high = middle
    return row[low] if low < len(row) and row[low].left <= column else None


# ------------------------------------------------------------------ cells


def _row_cells(grid: _Grid, columns: _Columns, index: int, unit: str) -> tuple[str, tuple[Cell, ...]]:
    heads = grid.heads[index]
    names_only = grid.is_head[index] or grid.is_title[index]
    row = grid.rows[index]
    offset = 0
    texts: list[str] = []
    cells: list[Cell] = []
    for cell in row:
        if not cell.own:
            continue
        text = cell.raw.text.replace("\t", " ")
        end = offset + len(text)
        if names_only:
            cells.append(Cell(offset, end, text, is_head=True))
        else:
            cells.append(_body_cell(row, columns, heads, cell, span=(offset, end, text), unit=unit))
        texts.append(text)
        offset = end + 1
    return "\t".join(texts), tuple(cells)


def _body_cell(
    row: Sequence[_Placed],
    columns: _Columns,
    heads: tuple[int, ...],
    cell: _Placed,
    *,
    span: tuple[int, int, str],
    unit: str,
) -> Cell:
    starts, naming, units = columns.of(heads)
    start, end, text = span
    column_head = columns.head_text(heads, cell.left)
    group = max(s for s in starts if s <= cell.left)
    limit = min((s for s in starts if s > cell.left), default=cell.right)
    limit = min(limit, cell.left)
    row_head = " ".join(
        other.text for other in row if group <= other.left < limit and other.left in naming and other.text
    )
    order = is_order_head(column_head) or (cell.left not in naming and _before_names(cell.left, naming, text))
    head = cell.left in naming or cell.left in units or order or cell.raw.head
    given = [other.text for other in row if other.left in units and other.left >= group and other.text]
    own_unit = "" if head else _unit(column_head, given, row_head, unit)
    return Cell(start, end, text, row_head, column_head, own_unit, head)


def _before_names(column: int, naming: frozenset[int], text: str) -> bool:
    """Tell whether a cell is a running number left of the names."""
    return is_order(one_line(text)) and any(name > column for name in naming) and column < min(naming)


def _unit(column_head: str, given: Sequence[str], row_head: str, caption: str) -> str:
    """Return a value's unit: the column's own, else the unit column's, the row's, the caption's."""
    return (
        unit_of_head(column_head, growth=True) or next(iter(given), "") or unit_of_head(row_head) or caption
    )


def _captions(before: Sequence[str]) -> list[str]:
    """Return the paragraphs right above that belong to the table, nearest last."""
    found: list[str] = []
    for text in reversed(before[-3:]):
        if not is_caption(text):
            break
        found.insert(0, text)
    return found
