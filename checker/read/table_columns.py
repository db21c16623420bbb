"""A table's columns: which name the rows, which number them, which give units, and what heads each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.read.table_grid import Grid, Placed, cell_at, is_remark
from checker.read.table_words import (
    is_name_head,
    is_order,
    is_order_head,
    is_unit_head,
    is_value,
    is_value_head,
    is_year,
)

# Rows are named by one column, or two where one groups them; more would only make work.
_MAX_NAME_COLUMNS = 6


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns under one set of header rows.

    ``starts`` are the first columns of groups that stand side by side (指标 数值 | 指标 数值). Columns of
    running numbers lie neither in ``naming`` nor in ``units``.
    """

    starts: tuple[int, ...]
    naming: frozenset[int]
    units: frozenset[int]


class Columns:
    """The columns of one table, which may go on under another header further down."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._known: dict[tuple[int, ...], Layout] = {}
        self._bodies: dict[tuple[int, ...], list[int]] = {}
        self._head_texts: dict[tuple[tuple[int, ...], int], str] = {}
        for index, heads in enumerate(grid.heads):
            if not grid.is_head[index] and not grid.is_title[index]:
                self._bodies.setdefault(heads, []).append(index)

    def of(self, heads: tuple[int, ...]) -> Layout:
        """Return what the columns under these header rows are for."""
        if heads not in self._known:
            self._known[heads] = self._analyse(heads)
        return self._known[heads]

    def head_text(self, heads: tuple[int, ...], column: int) -> str:
        """Return the header cells above a column, top to bottom, joined by a blank."""
        key = heads, column
        if key not in self._head_texts:
            self._head_texts[key] = self._read_head(heads, column)
        return self._head_texts[key]

    def _read_head(self, heads: tuple[int, ...], column: int) -> str:
        texts: list[str] = []
        seen: set[int] = set()
        for index in heads:
            cell = cell_at(self._grid.rows[index], column)
            if cell is not None and cell.text and id(cell.raw) not in seen:
                seen.add(id(cell.raw))
                texts.append(cell.text)
        return " ".join(texts)

    def _analyse(self, heads: tuple[int, ...]) -> Layout:
        width = self._grid.width
        names = [self.head_text(heads, column) for column in range(width)]
        starts = [0] + [c for c in range(1, width) if names[c] and names[c] == names[0] != names[c - 1]]
        units = frozenset(c for c in range(width) if is_unit_head(names[c].rsplit(" ", 1)[-1]))
        cells = self._column_cells(heads)
        naming: set[int] = set()
        for left, right in zip(starts, [*starts[1:], width], strict=True):
            naming.update(self._naming(names, cells, units, left, right))
        return Layout(tuple(starts), frozenset(naming), units)

    def _column_cells(self, heads: tuple[int, ...]) -> dict[int, list[Placed]]:
        cells: dict[int, list[Placed]] = {}
        for index in self._bodies.get(heads, []):
            for cell in self._grid.rows[index]:
                if cell.text and (cell.right - cell.left < self._grid.width):
                    cells.setdefault(cell.left, []).append(cell)
        return cells

    def _naming(
        self,
        names: Sequence[str],
        cells: dict[int, list[Placed]],
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
            # 目标 | 目标值: a column in front of figures that holds none of its own names the rows.
            headed = is_value_head(names[column])
            valued = headed and (found or values or not _values_behind(cells, column, right))
            if not marked and not named and (2 * values > len(here) or valued):
                break
            found.append(column)
            more = column + 1 < right and is_name_head(names[column + 1])
            if (named and not more and not _spans_rows(here)) or len(found) == _MAX_NAME_COLUMNS:
                break
        return found


def _values_behind(cells: dict[int, list[Placed]], column: int, right: int) -> bool:
    """Tell whether a column of figures stands behind one."""
    behind = (cells.get(other, []) for other in range(column + 1, right))
    return any(here and 2 * sum(is_value(cell.text) for cell in here) > len(here) for here in behind)


def _is_order_column(name: str, cells: Sequence[Placed], remaining: int) -> bool:
    if is_order_head(name):
        return True
    if name or len(cells) < 2 or remaining < 3:
        return False
    return all(is_order(cell.text) or is_remark(cell.text) for cell in cells)


def _spans_rows(cells: Sequence[Placed]) -> bool:
    """Tell whether a column groups rows (综合经济 beside five of them): the names come after it."""
    return any(cell.raw.rowspan > 1 for cell in cells)
