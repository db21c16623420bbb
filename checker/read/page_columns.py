"""Lines of a page → the order they are read in: column by column where a page is set in columns."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from checker.read.page_model import Line

_LEAST_LINES = 4  # on each side of a gutter; fewer are a form or a list, read line by line
_LEAST_GUTTER = 1.2  # ems
_LEAST_CHARACTERS = 7  # a line of a column holds on average
_MAX_COLUMNS_DEEP = 3


def columns(lines: Sequence[Line], depth: int = 0) -> list[list[Line]]:
    """Return groups of lines in reading order; each group is set in one column.

    Lines come from top to bottom and left to right. A stretch of them is in two columns where a strip
    runs down between them that no line crosses, and both sides are prose: lines that fill their side.
    """
    gutter = _gutter(lines) if depth < _MAX_COLUMNS_DEEP else None
    if gutter is None:
        return [list(lines)] if lines else []
    first, last, at = gutter
    band = lines[first:last]
    left = [line for line in band if line.right <= at]
    right = [line for line in band if line.left >= at]
    return [
        *columns(lines[:first], depth + 1),
        *columns(left, depth + 1),
        *columns(right, depth + 1),
        *columns(lines[last:], depth + 1),
    ]


def _gutter(lines: Sequence[Line]) -> tuple[int, int, float] | None:
    """Return the longest stretch in two columns: its first line, its end, where the gutter lies."""
    best: tuple[int, int, float] | None = None
    for at in _candidates(lines):
        first = 0
        for index in range(len(lines) + 1):
            crosses = index < len(lines) and lines[index].left < at < lines[index].right
            if index < len(lines) and not crosses:
                continue
            long_enough = best is None or index - first > best[1] - best[0]
            if long_enough and _in_columns(lines[first:index], at):
                best = first, index, at
            first = index + 1
    return best


def _candidates(lines: Sequence[Line]) -> list[float]:
    """Return where gutters may lie: in the middle of wide gaps between pieces of one line."""
    counted: dict[int, int] = {}
    for before, after in itertools.pairwise(lines):
        size = max(before.size, after.size)
        if abs(before.base - after.base) < 0.4 * size and after.left - before.right > _LEAST_GUTTER * size:
            middle = round((before.right + after.left) / 2)
            counted[middle] = counted.get(middle, 0) + 1
    # Columns need not share baselines: then a gap shows in where lines end and others begin.
    ends = sorted({round(line.right) for line in lines})
    starts = sorted({round(line.left) for line in lines})
    if not counted and len(ends) < 60 and len(starts) < 60:
        for end in ends:
            following = [start for start in starts if end + 8 < start < end + 60]
            if following:
                counted[(end + following[0]) // 2] = 1
    return sorted(map(float, counted), key=lambda x: (-counted[round(x)], x))[:12]


def _in_columns(lines: Sequence[Line], at: float) -> bool:
    left = [line for line in lines if line.right <= at]
    right = [line for line in lines if line.left >= at]
    if min(len(left), len(right)) < _LEAST_LINES:
        return False
    if max(len(left), len(right)) > 4 * min(len(left), len(right)):
        return False
    overlap = min(left[-1].base, right[-1].base) - max(left[0].base, right[0].base)
    if overlap < 3 * left[0].size:
        return False
    return _is_prose(left) and _is_prose(right) and _apart(left, right)


def _apart(left: Sequence[Line], right: Sequence[Line]) -> bool:
    size = left[0].size
    return min(line.left for line in right) - max(line.right for line in left) >= 0.8 * size


def _is_prose(lines: Sequence[Line]) -> bool:
    """Tell whether most lines fill the width of their column, and hold more than a word or a figure."""
    edge = max(line.right for line in lines)
    full = sum(1 for line in lines if edge - line.right < 2.2 * line.size)
    length = sum(len(line.text) for line in lines) / len(lines)
    return 2 * full >= len(lines) and length >= _LEAST_CHARACTERS
