"""Tables that end, or begin, with what their rows come to: 合计 of a column, 占比 of it beside each row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from checker.model import Reading, Segment, Statement
from checker.table import figures
from checker.table.summable import summable
from checker.table.text import of_last

_TOTAL = re.compile(r"(?:合\s*计|总\s*计|共\s*计)(?:[(（][^()（）]*[)）])?")
# Rows within rows: what they come to would be counted twice.
_NESTED = re.compile(r"小\s*计|其中|^[#＃*]|^\s*(?:[-—－]|[aA]\.)")
_NUMBERED = (
    re.compile(r"^[一二三四五六七八九十]+、"), re.compile(r"^[(（][一二三四五六七八九十]+[)）]"),
    re.compile(r"^\d+[.、．]"), re.compile(r"^\d+[.．]\d"), re.compile(r"^[(（]\d+[)）]"),
)  # fmt: skip
_OF_TOTAL = re.compile(r"占比|比重|比例|构成|份额|占合计|占总")
_OF_ELSE = re.compile(r"[比较]上年|同比|增|降|提高|升|占(?!比|全部|总|合计)[^\s()（）%％]{2,}")
_FEWEST = 3  # rows; of two, the second may be part of the first
_ROOM = 2  # beyond twice or half the total, rows are of another unit or lie within each other
_MOST_FIT = 2  # of three shares, so many must be those of their rows: then the others are slips


_Place = tuple[int, int, int]  # line, start, end
_Row = tuple[int, int]  # line, row within it


class Column(NamedTuple):
    """A column of a table: what its rows come to, and each row's value beside its name."""

    total: Statement
    rows: dict[_Row, Statement]  # by row


class _Table(NamedTuple):
    values: dict[str, dict[_Row, Statement | None]]  # by column, then by row; None where it states nothing
    rows: dict[_Row, str]


@of_last
def columns(reading: Reading) -> list[tuple[Column, list[tuple[Statement, Statement]]]]:
    """Return the columns with a total, each with the shares to its right and what they are of."""
    said: dict[_Place, Statement] = {}
    for one in reading.statements:
        said.setdefault((one.line, one.start, one.end), one)
    return [found for table in _tables(reading.document.segments, said) for found in _columns(table)]


def lists(reading: Reading) -> Iterator[tuple[Statement, list[Statement]]]:
    """Yield the total of each column with the values of its rows."""
    for column, _ in columns(reading):
        yield column.total, list(column.rows.values())


def shares(reading: Reading) -> Iterator[tuple[Statement, Statement, Statement]]:
    """Yield each share of a total with its row's value and the total, where most of its column are that."""
    for column, stated in columns(reading):
        fit = [share for share, part in stated if _fits(share, part, column.total)]
        if len(fit) > 1 and len(fit) * 3 >= len(stated) * _MOST_FIT:
            for share, part in stated:
                yield share, part, column.total


def _tables(segments: Sequence[Segment], said: Mapping[_Place, Statement]) -> Iterator[_Table]:
    """Yield the tables: the cells that follow each other with no other line between them."""
    values: dict[str, dict[_Row, Statement | None]] = defaultdict(dict)
    rows: dict[_Row, str] = {}
    for segment in (*segments, None):
        if segment is not None and segment.kind == "cell" and segment.cell is not None:
            if segment.cell.is_head or not segment.cell.row_head:
                continue
            # A web page's table is one text, its rows parted by line breaks.
            row = segment.line, segment.text.count("\n", 0, segment.start)
            found = said.get((segment.line, segment.start, segment.end))
            if found is not None or re.search(r"\d", segment.text[segment.start : segment.end]):
                values[segment.cell.column_head][row] = found
            rows[row] = segment.cell.row_head.split()[-1]
        elif rows:
            yield _Table(values, rows)
            values, rows = defaultdict(dict), {}


def _columns(table: _Table) -> Iterator[tuple[Column, list[tuple[Statement, Statement]]]]:
    totals = [row for row, name in table.rows.items() if _TOTAL.fullmatch(name)]
    others = [row for row in table.rows if row not in totals]
    if len(totals) != 1 or len(others) < _FEWEST or totals[0] not in (min(table.rows), max(table.rows)):
        return
    if any(_NESTED.search(name) for name in table.rows.values()) or _levels_of(table.rows.values()) > 1:
        return
    heads = list(table.values)
    for at, head in enumerate(heads):
        total = table.values[head].get(totals[0])
        column = _column(table.values[head], total, others) if total is not None else None
        if total is None or column is None:
            continue
        # The column to the right may say what share of the total each row is.
        beside = heads[at + 1] if at + 1 < len(heads) and _OF_TOTAL.search(heads[at + 1]) else ""
        stated = [
            (one, column[row])
            for row, one in table.values[beside].items()
            if one is not None and row in column and one.measure == "share" and one.comparator == "eq"
        ] if beside and not _OF_ELSE.search(beside) else []  # fmt: skip
        yield Column(total, column), stated


def _column(
    values: Mapping[_Row, Statement | None], total: Statement, others: Sequence[_Row]
) -> dict[_Row, Statement] | None:
    """Return the values of a column's rows, None where one is unread, of another unit, or holds others."""
    if not summable(total) or total.comparator != "eq":
        return None
    found: dict[_Row, Statement] = {}
    for row in others:
        if row not in values:
            continue
        one = values[row]
        if one is None or not summable(one) or one.comparator != "eq" or one.base_unit != total.base_unit:
            return None
        found[row] = one
    numbers = [figures.middle(one) or Decimal(0) for one in found.values()]
    whole, come_to = figures.middle(total) or Decimal(0), sum(numbers)
    near = whole > 0 and whole <= come_to * _ROOM and come_to <= whole * _ROOM
    return found if len(found) >= _FEWEST and near and not _lie_within(numbers) else None


def _lie_within(values: Sequence[Decimal]) -> bool:
    """Say whether some row is what the rows behind it come to."""
    for at, value in enumerate(values):
        come_to = Decimal(0)
        for count, further in enumerate(values[at + 1 :], 1):
            come_to += further
            if count > 1 and come_to == value:
                return True
    return False


def _levels_of(names: Collection[str]) -> int:
    return sum(any(style.search(name) for name in names) for style in _NUMBERED)


def _fits(share: Statement, part: Statement, total: Statement) -> bool:
    low, high = Decimal(share.low or 0), Decimal(share.high or 0)
    least = 100 * Decimal(part.low or 0) / Decimal(total.high or 1)
    most = 100 * Decimal(part.high or 0) / Decimal(total.low or 1)
    return least <= high and low <= most
