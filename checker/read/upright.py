"""Tables whose rows were lost when their text was copied: one cell a line, or all rows on one line.

Nothing is guessed. A table begins with heads that are known for such, its width is the only one under
which every row holds what its columns hold (a name, a unit, values), and it ends where that ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checker.model import Block, Cell
from checker.read.table_words import (
    is_name_head,
    is_order,
    is_order_head,
    is_unit,
    is_unit_head,
    is_value,
    is_value_head,
    is_year,
    one_line,
    unit_of_head,
)
from checker.read.tables import RawCell, RawRow, row_blocks

Lines = Sequence[tuple[int, str]]
Span = tuple[int, int]

MARK = "|"
_LONGEST_HEAD = 16
_LONGEST_CELL = 60
_FEWEST_ROWS, _FEWEST_MARKS = 3, 12
_MOST_COLUMNS, _MOST_CELLS = 12, 5_000
_MOST_LINES_A_CELL = 4
_CATEGORY = re.compile(r"(?:指标|项目)?(?:类别|类型|分类)|类")
_PLACES = re.compile(r"(?:[省市区县州盟旗乡镇]|街道)(?:[（(、省市区县州盟旗乡镇街道)）]*)")
_KIND_HEAD = re.compile(r"(?:指标)?(?:属性|性质|类型)")
_KIND = re.compile(r"(?:约束|预期|导向|控制)性(?:指标)?")
_WORDED = re.compile(
    r"[^\d。，；]{0,8}(?:完成|达到|控制|同步|持平|不低于|不高于|高于|保持|稳定)[^\d。，；]{0,12}"
)
# A head's bracket stands on a line of its own: 年均增长 / 〔累计〕, 总量 / （亿元）.
_IN_BRACKETS = re.compile(r"[（(〔\[【][^\d（()）〔〕]{1,10}[）)〕\]】]")
_NAME = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class _Written:
    """One cell and the lines it takes, each with the span of its text."""

    text: str
    places: tuple[tuple[int, Span], ...]


@dataclass(frozen=True, slots=True)
class Upright:
    """A table found in lines: how many lines it takes, and its blocks."""

    taken: int
    blocks: tuple[Block, ...]


def upright_table(lines: Lines, first: int, ordinal: int, before: Sequence[str]) -> Upright | None:
    """Return the table whose first head stands on this line, one cell a line; None where none does."""
    text = lines[first][1]
    marked = text.rstrip().endswith(MARK)
    if text.count(MARK) != marked or "\t" in text.strip() or not _begins(_bare(text)):
        return None
    cells = list(_cells(lines, first, marked=marked))
    found = _widest(cells, blanks=marked)
    if found is None:
        return None
    used = [cell for row in found for cell in row]
    written = dict(lines[first : first + sum(len(cell.places) for cell in used)])
    return Upright(len(written), tuple(_blocks(found, written, ordinal, before)))


def table_on_a_line(
    number: int, line: str, spans: Sequence[Span], ordinal: int, before: Sequence[str]
) -> Block | None:
    """Return the table that a line holds whole, with a blank cell behind each of its rows, or None."""
    if len(spans) < _FEWEST_MARKS:
        return None
    texts = [line[a:b] for a, b in spans]
    width = next((i for i, text in enumerate(texts) if not text), 0)
    step = width + 1
    ends = range(width, len(texts), step)
    if not 1 < width <= _MOST_COLUMNS or any(texts[i] for i in ends) or len(texts) % step not in (0, width):
        return None
    rows = [spans[i : i + width] for i in range(0, len(texts) - width + 1, step)]
    filled = [row for row in rows if line[row[0][0] : row[0][1]]]
    figures = sum(any(is_value(line[a:b]) for a, b in row[1:]) for row in filled)
    if len(filled) < _FEWEST_ROWS or figures * 2 < len(filled):
        return None
    raw = [RawRow(i, tuple(RawCell(line[a:b]) for a, b in row)) for i, row in enumerate(filled)]
    cells: list[Cell] = []
    caption = ""
    for block in row_blocks(raw, ordinal=ordinal, before=before):
        caption = caption or block.caption
        row = filled[block.line]
        cells.extend(replace(cell, start=a, end=b) for cell, (a, b) in zip(block.cells, row, strict=False))
    return Block(number, line, "row", cells=tuple(cells), caption=caption, table=ordinal)


def _begins(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_HEAD and (
        is_order_head(text) or is_name_head(text) or bool(_PLACES.fullmatch(text))
    )


def _bare(text: str) -> str:
    return one_line(text.strip().removesuffix(MARK))


def _cells(lines: Lines, first: int, *, marked: bool) -> Iterator[_Written]:
    """Yield the cells from a line on, as long as the lines can be cells."""
    places: list[tuple[int, Span]] = []
    texts: list[str] = []
    for index, (number, line) in enumerate(lines[first : first + _MOST_CELLS], first + 1):
        ends = line.rstrip().endswith(MARK)
        inner = line.rstrip().removesuffix(MARK)
        if len(inner) > _LONGEST_CELL or MARK in inner or "\t" in inner.strip():
            return
        start = len(inner) - len(inner.lstrip())
        places.append((number, (start, max(start, len(inner.rstrip())))))
        texts.append(inner.strip())
        if marked and not ends:
            if len(places) == _MOST_LINES_A_CELL:
                return
            continue
        if ends and not marked:
            return
        if not marked and index < len(lines) and _IN_BRACKETS.fullmatch(one_line(lines[index][1])):
            continue
        yield _Written(one_line("\n".join(texts)), tuple(places))
        places, texts = [], []


# ---------------------------------------------------------------- the width


def _widest(cells: Sequence[_Written], *, blanks: bool) -> list[list[_Written]] | None:
    """Return the rows under the one width that fits best; None where none or several do."""
    fits = [
        rows
        for width in range(2, _MOST_COLUMNS + 1)
        if (sorts := _sorts(cells[:width])) and (rows := _rows(cells, sorts, blanks=blanks))
    ]
    taken = sorted((sum(map(len, rows)) for rows in fits), reverse=True)
    if not fits or taken[1:2] == taken[:1]:
        return None
    return max(fits, key=lambda rows: sum(map(len, rows)))


def _sorts(heads: Sequence[_Written]) -> list[str]:
    """Return what the columns under these heads hold; nothing where they are no heads of a table."""
    sorts = [_sort(head.text) for head in heads]
    known = sum(sort != "free" for sort in sorts)
    if sorts.count("name") != 1 or "value" not in sorts or 2 * known < len(sorts):
        return []
    name = sorts.index("name")
    if "" in sorts or any(sort in ("value", "unit", "kind") for sort in sorts[:name]):
        return []
    return [sort for sort in sorts if sort != "category"]


def _sort(head: str) -> str:
    if not head or len(head) > _LONGEST_HEAD or (is_value(head) and not is_year(head)):
        return ""
    if _CATEGORY.fullmatch(head):
        return "category"
    if is_order_head(head):
        return "order"
    if is_unit_head(head):
        return "unit"
    if _KIND_HEAD.fullmatch(head):
        return "kind"
    if is_year(head) or is_value_head(head) or unit_of_head(head):
        return "value"
    return "name" if is_name_head(head) or _PLACES.fullmatch(head) else "free"


def _rows(cells: Sequence[_Written], sorts: Sequence[str], *, blanks: bool) -> list[list[_Written]]:
    """Return the head and the rows that hold what their columns hold, with the titles between them."""
    width = len(sorts)
    heads = next(n for n in range(width, width + 2) if len(_sorts(cells[:n])) == width)
    rows = [list(cells[:heads])]
    # 价格指数: what a head does not say of its column, the first row does.
    first = cells[heads : heads + width]
    sorts = [
        "value" if sort == "free" and index < len(first) and is_value(first[index].text) else sort
        for index, sort in enumerate(sorts)
    ]
    position, full = heads, 0
    while position + width <= len(cells):
        if _fits(cells[position : position + width], sorts, blanks=blanks):
            rows.append(list(cells[position : position + width]))
            full += any(is_value(cell.text) for cell in rows[-1])
            position += width
        elif _is_title(cells[position]) and _fits(
            cells[position + 1 : position + 1 + width], sorts, blanks=blanks
        ):
            rows.append([cells[position]])
            position += 1
        else:
            break
    while len(rows[-1]) == 1:
        rows.pop()
    return rows if full >= _FEWEST_ROWS else []


def _is_title(cell: _Written) -> bool:
    return bool(_NAME.search(cell.text)) and len(cell.text) <= _LONGEST_HEAD and not is_value(cell.text)


def _fits(cells: Sequence[_Written], sorts: Sequence[str], *, blanks: bool) -> bool:
    if blanks and len(cells) == len(sorts) and not any(cell.text for cell in cells):
        return True
    return len(cells) == len(sorts) and all(
        (blanks and not cell.text and sort not in ("name", "order")) or _holds(cell.text, sort)
        for cell, sort in zip(cells, sorts, strict=True)
    )


def _holds(text: str, sort: str) -> bool:
    """Tell whether a cell can stand in a column of this sort."""
    if sort == "value":
        return is_value(text) or bool(_WORDED.fullmatch(text))
    if sort == "order":
        return is_order(text)
    if sort == "unit":
        return is_unit(text)
    if sort == "kind":
        return bool(_KIND.fullmatch(text))
    if sort == "name":
        return bool(_NAME.search(text)) and not is_value(text) and not is_year(text)
    return bool(text) and not is_value(text)


# ---------------------------------------------------------------- blocks


def _blocks(
    rows: Sequence[Sequence[_Written]], written: dict[int, str], ordinal: int, before: Sequence[str]
) -> Iterator[Block]:
    """Yield a block for each line; the row it belongs to has told its cell what it is."""
    heads = [cell for cell in rows[0] if not _CATEGORY.fullmatch(cell.text)]
    raw = [RawRow(0, tuple(RawCell(cell.text) for cell in heads), head=True)]
    for index, row in enumerate(rows[1:], 1):
        span = len(heads) if len(row) == 1 else 1
        raw.append(RawRow(index, tuple(RawCell(cell.text, colspan=span) for cell in row)))
    for block in row_blocks(raw, ordinal=ordinal, before=before):
        row = heads if block.line == 0 else rows[block.line]
        for cell, origin in zip(block.cells, row, strict=False):
            for number, (start, end) in origin.places:
                text = written[number]
                # Of a cell over several lines none but its last one states anything.
                head = cell.is_head or number != origin.places[-1][0] or len(origin.places) > 1
                shown = replace(cell, start=start, end=end, text=text[start:end], is_head=head)
                yield replace(block, line=number, text=text, cells=(shown,))
