"""Where a paragraph ends: by indent, by a line that had room left, by size, by distance."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from checker.read.page_model import Line

_OTHER_SIZE = 0.12
_INDENT = 1.2  # ems
_ROOM = 0.7  # ems that a line may be short of its edge though the next word would not have fitted
_WIDE_PITCH = 1.45
_FEW = 6
_SENTENCE_END = re.compile(r"[。！？；：:!?;][”’」』）)]?$")
_BEGINS_ITEM = re.compile(
    r"第[一二三四五六七八九十百\d]+[章节条部篇]|[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}[、．.)）](?!\d)|[①-⑳]|[—―-]{2}|[●■◆▪•]"
)


_BRACKETS = {"（": "）", "《": "》", "(": ")"}
_LONGEST_BRACKET = 90


class Edges(NamedTuple):
    """Where the lines of a column begin and end."""

    left: float
    right: float


def document_edges(pages: Sequence[tuple[float, Sequence[Line]]]) -> dict[int, Edges]:
    """Return the edges of the text, by the pages' width, from all pages of that width."""
    by_width: dict[int, list[Line]] = {}
    for width, lines in pages:
        by_width.setdefault(round(width), []).extend(lines)
    found = {width: _edges(lines) for width, lines in by_width.items() if lines}
    for width, edges in found.items():
        if len(by_width[width]) < _FEW:
            # Too few to show where lines end; margins are alike on both sides.
            found[width] = edges._replace(right=max(edges.right, width - edges.left))
    return found


def group_edges(lines: Sequence[Line], wide: Edges | None) -> Edges:
    """Return the edges of one group of lines.

    A group that is as wide as the page's text has the edges of all pages: a last page with one short
    line has none of its own.
    """
    if not lines:
        return wide or Edges(0.0, 0.0)
    own = _edges(lines)
    if wide is None:
        return own
    size = lines[0].size
    narrow = (
        len(lines) >= 4 and wide.right - wide.left > 1.5 * (own.right - own.left) and _fills(lines, own, size)
    )
    return own if narrow else wide


def _fills(lines: Sequence[Line], edges: Edges, size: float) -> bool:
    return 2 * sum(1 for line in lines if edges.right - line.right < 2 * size) >= len(lines)


def _edges(lines: Sequence[Line]) -> Edges:
    lefts = sorted(line.left for line in lines)
    rights = sorted(line.word_right for line in lines)
    # A stray line outside (a mark in the margin) must not widen the column for all.
    trim = len(lines) // 50
    return Edges(lefts[trim], rights[-1 - trim])


def starts_paragraph(
    above: Sequence[Line], line: Line, edges_above: Edges, edges: Edges, pitch: float
) -> bool:
    """Tell whether a line begins a paragraph, or goes on with the one under way.

    Args:
        above: the lines of the paragraph under way, at least one.
        line: the next line in reading order.
        edges_above: of the column the paragraph's last line stands in.
        edges: of the line's own column.
        pitch: the usual distance of lines, 0 where unknown.
    """
    last = above[-1]
    if _open_bracket(above) and line.page - above[0].page <= 1:
        return False
    if abs(line.size - last.size) > _OTHER_SIZE * max(line.size, last.size):
        return True
    room = edges_above.right - last.right
    if room > line.first_token + _ROOM * line.size:
        return True
    same_column = last.page == line.page and line.base > last.base
    if same_column and pitch and line.base - last.base > _WIDE_PITCH * pitch:
        return True
    ended = bool(_SENTENCE_END.search(last.text))
    if ended and _BEGINS_ITEM.match(line.text):
        return True
    indent = line.left - edges.left
    if indent <= _INDENT * line.size:
        return False
    # All lines of a quotation are set in: the first one after it begins what follows.
    as_before = abs(indent - (last.left - edges_above.left)) < 0.5 * line.size
    return ended or not as_before


def _open_bracket(above: Sequence[Line]) -> bool:
    """Tell whether the words so far end within brackets: titles are parted anywhere."""
    text = "".join(line.text for line in above[-3:])
    for opening, closing in _BRACKETS.items():
        at = text.rfind(opening)
        if at >= 0 and closing not in text[at:] and len(text) - at < _LONGEST_BRACKET:
            return "。" not in text[at:]
    return False
