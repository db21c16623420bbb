"""CSV and its kin → blocks. The delimiter is told by what divides the lines evenly."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from checker.errors import Unreadable
from checker.limits import Limits
from checker.model import Block
from checker.read.sheet import sheet_blocks
from checker.read.tables import MAX_COLUMNS, RawCell, RawRow

_DELIMITERS = (",", "\t", ";", "|", "，")
_SAMPLE_LINES = 50
_SAMPLE = 100_000


def delimited_blocks(text: str, place: str, limits: Limits) -> list[Block]:
    r"""Return the blocks of a CSV file; a row's line is the one it begins on.

    Raises:
        Unreadable: more cells than the limits allow.

    >>> [(b.line, b.kind, b.text) for b in delimited_blocks("指标;目标\n产值;5\n", "", Limits())]
    [(1, 'row', '指标\t目标'), (2, 'row', '产值\t5')]
    """
    return sheet_blocks(list(_rows(text, place, limits)))


def _rows(text: str, place: str, limits: Limits) -> Iterator[RawRow]:
    source = [line.removesuffix("\r") + "\n" for line in text.split("\n")]
    longest = max(map(len, source), default=0)
    # The library refuses fields of more than 131,072 characters; ours are bounded by the file's size.
    csv.field_size_limit(max(131_072, longest + 1, min(len(text), limits.text_bytes)))
    reader = csv.reader(source, delimiter=delimiter(text), skipinitialspace=True)
    begun, cells = 1, 0
    while True:
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(place, f"第 {begun} 行起不是合法的 CSV（{error}）", fix="另存为 .xlsx") from None
        cells += len(values)
        if cells > limits.cells:
            raise Unreadable(
                place, f"单元格过多（上限 {limits.cells} 个）", fix="拆分，或放宽 [limits] 的 cells"
            )
        shown = tuple(RawCell(value.strip().replace("\r", "")) for value in values[:MAX_COLUMNS])
        yield RawRow(begun, shown)
        begun = reader.line_num + 1


def delimiter(text: str) -> str:
    r"""Return what divides the cells: what occurs equally often in most lines, outside quotation marks.

    >>> delimiter("a;b\n1,5;2"), delimiter("指标\t值\n甲\t1"), delimiter("无")
    (';', '\t', ',')
    """
    lines = [line for line in text[:_SAMPLE].split("\n")[:_SAMPLE_LINES] if line.strip()]
    best, score = ",", 0.0
    for mark in _DELIMITERS:
        sample = io.StringIO("\n".join(lines))
        try:
            widths = [len(row) for row in csv.reader(sample, delimiter=mark, skipinitialspace=True)]
        except csv.Error:
            continue
        wide = [width for width in widths if width > 1]
        if not wide:
            continue
        common = max(set(wide), key=lambda w: (wide.count(w), w))
        points = wide.count(common) / len(widths) + min(common, 20) / 1000
        if points > score:
            best, score = mark, points
    return best
