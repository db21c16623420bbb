"""Ruled lines and characters of a page → tables: rows of cells, merged ones included."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from checker.read.page_lines import joined, lines
from checker.read.page_model import Glyph, Line, Page, Rule
from checker.read.tables import RawCell

_SNAP = 2.5  # points; borders of neighbouring cells are drawn once for each
_REACH = 4.0  # how far the end of a line may be from the line it is meant to meet
_SHORT = 6.0  # shorter strokes are dashes, underlines of a blank, drawn characters
_OPEN_SIDE = 10.0
MAX_RULES = 6_000  # on one page; more is a drawing
_MAX_LATTICE = 40_000


class Fit(NamedTuple):
    """How a cell's text lies in it: what its first word takes, and the room behind its last."""

    first_token: float = 0.0
    room: float = 0.0


@dataclass(slots=True)
class PageTable:
    """A table on one page; ``rows`` from top to bottom, ``columns`` the places of its upright lines."""

    left: float
    top: float
    right: float
    bottom: float
    columns: tuple[float, ...]
    rows: list[tuple[RawCell, ...]] = field(default_factory=list)
    fits: list[tuple[Fit, ...]] = field(default_factory=list)  # as rows, where known
    head_rows: int = 0  # rows that the format marks as header

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies in the table."""
        return self.left - 1 <= x <= self.right + 1 and self.top - 1 <= y <= self.bottom + 1


def tables(page: Page) -> list[PageTable]:
    """Return the page's tables that have ruled columns, from top to bottom.

    A frame round text, an underline or a rule below the heading is no table: that takes two columns.
    """
    rules = _merged(page.rules)
    if not rules or len(rules) > MAX_RULES:
        return []
    found = [table for group in _connected(rules) if (table := _table(group, page.glyphs)) is not None]
    found.sort(key=lambda table: (table.top, table.left))
    return [table for table in found if not any(_inside(table, other) for other in found)]


def _inside(table: PageTable, other: PageTable) -> bool:
    return (
        table is not other
        and other.holds(table.left, table.top)
        and other.holds(table.right, table.bottom)
        and not table.holds(other.left, other.top)
    )


# ------------------------------------------------------------ rules


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Return straight level and upright lines, with pieces of one line put together."""
    level: list[Rule] = []
    upright: list[Rule] = []
    for rule in rules:
        middle_x, middle_y = (rule.left + rule.right) / 2, (rule.top + rule.bottom) / 2
        if rule.level and rule.bottom - rule.top <= _REACH:
            level.append(Rule(rule.left, middle_y, rule.right, middle_y))
        elif not rule.level and rule.right - rule.left <= _REACH:
            upright.append(Rule(middle_x, rule.top, middle_x, rule.bottom))
    flipped = _merge_level([Rule(r.top, r.left, r.bottom, r.right) for r in upright])
    put = _merge_level(level) + [Rule(r.top, r.left, r.bottom, r.right) for r in flipped]
    return [r for r in put if max(r.right - r.left, r.bottom - r.top) >= _SHORT]


def _merge_level(rules: list[Rule]) -> list[Rule]:
    rules.sort(key=lambda r: r.top)
    merged: list[Rule] = []
    start = 0
    for index in range(1, len(rules) + 1):
        if index < len(rules) and rules[index].top - rules[index - 1].top <= _SNAP:
            continue
        band = sorted(rules[start:index], key=lambda r: r.left)
        y = sum(r.top for r in band) / len(band)
        left, right = band[0].left, band[0].right
        for rule in band[1:]:
            if rule.left <= right + _REACH:
                right = max(right, rule.right)
            else:
                merged.append(Rule(left, y, right, y))
                left, right = rule.left, rule.right
        merged.append(Rule(left, y, right, y))
        start = index
    return merged


def _connected(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Group lines that meet."""
    parent = list(range(len(rules)))

    def find(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    level = sorted((i for i, r in enumerate(rules) if r.level), key=lambda i: rules[i].top)
    tops = [rules[i].top for i in level]
    for index, rule in enumerate(rules):
        if rule.level:
            continue
        first = bisect_right(tops, rule.top - _REACH)
        last = bisect_right(tops, rule.bottom + _REACH)
        for other in level[first:last]:
            if rules[other].left - _REACH <= rule.left <= rules[other].right + _REACH:
                parent[find(index)] = find(other)
    groups: dict[int, list[Rule]] = {}
    for index, rule in enumerate(rules):
        groups.setdefault(find(index), []).append(rule)
    return list(groups.values())


# ------------------------------------------------------------ cells


def _table(rules: Sequence[Rule], glyphs: Sequence[Glyph]) -> PageTable | None:
    level = [r for r in rules if r.level]
    upright = [r for r in rules if not r.level]
    if len(level) < 2 or not upright:
        return None
    ys = _snapped(r.top for r in level)
    xs = _with_open_sides(_snapped(r.left for r in upright), level)
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _MAX_LATTICE:
        return None
    table = PageTable(xs[0], ys[0], xs[-1], ys[-1], tuple(xs))
    regions = _regions(xs, ys, level, upright)
    texts = _texts(xs, ys, regions, glyphs)
    if sum(1 for text, _ in texts.values() if text) < 2:
        return None
    for row in _rows(regions, texts, len(ys) - 1):
        table.rows.append(tuple(cell for cell, _ in row))
        table.fits.append(tuple(fit for _, fit in row))
    return table


def _snapped(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _REACH:
            found.append(value)
    return found


def _with_open_sides(xs: list[float], level: Sequence[Rule]) -> list[float]:
    """Add the sides of a table whose outer borders are not drawn: there its level lines end."""
    left, right = min(r.left for r in level), max(r.right for r in level)
    if xs[0] - left > _OPEN_SIDE:
        xs = [left, *xs]
    if right - xs[-1] > _OPEN_SIDE:
        xs = [*xs, right]
    return xs


_Region = tuple[int, int, int, int]  # top row, left column, rows, columns


def _regions(
    xs: Sequence[float], ys: Sequence[float], level: Sequence[Rule], upright: Sequence[Rule]
) -> dict[tuple[int, int], _Region]:
    """Return for each field of the lattice the cell it belongs to."""
    rows, columns = len(ys) - 1, len(xs) - 1
    right_wall = _walls(upright, xs, ys, across=False)
    floor = _walls(level, ys, xs, across=True)
    parent = {(r, c): (r, c) for r in range(rows) for c in range(columns)}

    def find(field: tuple[int, int]) -> tuple[int, int]:
        while parent[field] != field:
            parent[field] = parent[parent[field]]
            field = parent[field]
        return field

    for r in range(rows):
        for c in range(columns):
            if c + 1 < columns and (c + 1, r) not in right_wall:
                parent[find((r, c + 1))] = find((r, c))
            if r + 1 < rows and (r + 1, c) not in floor:
                parent[find((r + 1, c))] = find((r, c))
    members: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for field_ in parent:
        members.setdefault(find(field_), []).append(field_)
    regions: dict[tuple[int, int], _Region] = {}
    for fields in members.values():
        top, left = min(r for r, _ in fields), min(c for _, c in fields)
        height = max(r for r, _ in fields) - top + 1
        width = max(c for _, c in fields) - left + 1
        whole = height * width == len(fields)
        for r, c in fields:
            # What is no rectangle is no merged cell; a border is missing somewhere.
            regions[r, c] = (top, left, height, width) if whole else (r, c, 1, 1)
    return regions


def _walls(
    rules: Sequence[Rule], places: Sequence[float], along: Sequence[float], *, across: bool
) -> set[tuple[int, int]]:
    """Return which lattice line is drawn beside which field, as (line, field along it)."""
    drawn: set[tuple[int, int]] = set()
    for rule in rules:
        at = rule.top if across else rule.left
        start, end = (rule.left, rule.right) if across else (rule.top, rule.bottom)
        line = min(range(len(places)), key=lambda i: abs(places[i] - at))
        for index in range(len(along) - 1):
            middle = (along[index] + along[index + 1]) / 2
            if start <= middle <= end:
                drawn.add((line, index))
    return drawn


def _texts(
    xs: Sequence[float],
    ys: Sequence[float],
    regions: dict[tuple[int, int], _Region],
    glyphs: Sequence[Glyph],
) -> dict[_Region, tuple[str, Fit]]:
    inside: dict[_Region, list[Glyph]] = {}
    for glyph in glyphs:
        x, y = (glyph.left + glyph.right) / 2, glyph.base - 0.35 * glyph.size
        row, column = bisect_right(ys, y) - 1, bisect_right(xs, x) - 1
        region = regions.get((row, column))
        if region is not None:
            inside.setdefault(region, []).append(glyph)
    found: dict[_Region, tuple[str, Fit]] = {}
    for region, held in inside.items():
        written, edge = lines(held, pieces=False), xs[region[1] + region[3]]
        if written:
            fit = Fit(written[0].first_token, edge - written[-1].word_right - 1.6 * written[-1].size)
            found[region] = cell_text(written, edge), fit
    return found


def cell_text(written: Sequence[Line], edge: float) -> str:
    """Return a cell's lines as one text; a line that ends well before the edge ends a paragraph."""
    text = ""
    above: Line | None = None
    for line in written:
        if above is None:
            text = line.text
        elif edge - above.right > line.first_token + 1.6 * line.size:
            text += "\n" + line.text
        else:
            text = joined(text, line.text)
        above = line
    return text


def _rows(
    regions: dict[tuple[int, int], _Region], texts: dict[_Region, tuple[str, Fit]], count: int
) -> list[list[tuple[RawCell, Fit]]]:
    rows: list[list[tuple[RawCell, Fit]]] = [[] for _ in range(count)]
    for region in sorted(set(regions.values())):
        top, _, height, width = region
        text, fit = texts.get(region, ("", Fit()))
        rows[top].append((RawCell(text, colspan=width, rowspan=height), fit))
    return rows


def rest_of_row(above: PageTable, below: PageTable, first: int) -> bool:
    """Tell whether a row is the rest of the last row of the table's part on the page before.

    A row that breaks over two pages leaves cells empty that its first half has filled, and goes on in
    cells whose first half is full to the edge.

    Args:
        above: the part before.
        below: the part that follows.
        first: the row of it in question.
    """
    if not above.fits or first >= len(below.fits) or len(above.fits[-1]) != len(below.fits[first]):
        return False
    last, rest = above.rows[-1], below.rows[first]
    filled = [index for index, cell in enumerate(rest) if cell.text]
    if not filled or 2 * len(filled) > len(rest):
        return False
    return all(
        last[index].text and above.fits[-1][index].room < below.fits[first][index].first_token
        for index in filled
    )
