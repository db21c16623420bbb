"""Tables ruled only level (above, below the heads, at the end), as statistical tables are set."""

from __future__ import annotations

from collections.abc import Sequence

from checker.read.page_lines import lines
from checker.read.page_model import Line, Page, Rule
from checker.read.page_tables import PageTable
from checker.read.tables import RawCell

_LEAST_RULES = 3
_SAME_EXTENT = 6.0
_GAP = 0.8  # ems between two columns


def open_tables(page: Page, known: Sequence[PageTable]) -> list[PageTable]:
    """Return tables without upright lines: three or more level rules of one length, columns between."""
    free = [r for r in page.rules if r.level and not any(t.holds(r.left, r.top) for t in known)]
    found = []
    for group in _stacks(free):
        table = _table(page, group)
        if table is not None:
            found.append(table)
    return found


def _stacks(rules: Sequence[Rule]) -> list[list[Rule]]:
    stacks: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: r.top):
        for stack in stacks:
            above = stack[-1]
            same = (
                abs(above.left - rule.left) <= _SAME_EXTENT and abs(above.right - rule.right) <= _SAME_EXTENT
            )
            if same:
                if rule.top - above.top > 3:
                    stack.append(rule)
                break
        else:
            stacks.append([rule])
    return [stack for stack in stacks if len(stack) >= _LEAST_RULES and stack[0].right - stack[0].left > 100]


def _table(page: Page, rules: Sequence[Rule]) -> PageTable | None:
    left, right, top, bottom = rules[0].left, rules[0].right, rules[0].top, rules[-1].top
    inside = [
        g
        for g in page.glyphs
        if left - 3 <= (g.left + g.right) / 2 <= right + 3 and top < g.base - 0.3 * g.size < bottom
    ]
    pieces = lines(inside)
    rows = _rows(pieces)
    edges = _edges(rows, left, right)
    if len(edges) < 3 or len(rows) < 3:
        return None
    filled = [_filled(row, edges) for row in rows]
    if 5 * sum(1 for row in filled if sum(1 for text in row if text) >= 2) < 3 * len(filled):
        return None
    heads = sum(1 for row in rows if row[0].base < rules[1].top)
    table = PageTable(left, top, right, bottom, tuple(edges), head_rows=heads)
    table.rows = [tuple(RawCell(text) for text in row) for row in filled]
    return table


def _rows(pieces: Sequence[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for piece in pieces:
        if rows and abs(piece.base - rows[-1][0].base) < 0.5 * piece.size:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def _edges(rows: Sequence[Sequence[Line]], left: float, right: float) -> list[float]:
    """Return the places between columns: strips that no piece of a row with several crosses."""
    taken = sorted((p.left, p.right, p.size) for row in rows if len(row) > 1 for p in row)
    edges = [left]
    reach: float | None = None
    for start, end, size in taken:
        if reach is not None and start - reach > _GAP * size:
            edges.append((reach + start) / 2)
        reach = end if reach is None else max(reach, end)
    return [*edges, right] if reach is not None else []


def _filled(row: Sequence[Line], edges: Sequence[float]) -> list[str]:
    texts = ["" for _ in edges[1:]]
    for piece in row:
        middle = (piece.left + piece.right) / 2
        column = max(0, min(len(texts) - 1, sum(1 for edge in edges if edge <= middle) - 1))
        texts[column] = f"{texts[column]} {piece.text}".strip()
    return texts
