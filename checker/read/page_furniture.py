"""Running heads, running feet and page numbers: what stands on page after page at the same height."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.read.page_model import Line

_NUMBER = re.compile(
    r"[-—–─―~·•\s（(\[【]*(?:第\s*)?(?:\d{1,4}|[ivxlcIVXLC]{1,6}|[一二三四五六七八九十百]{1,5}(?=\s*页))(?:\s*页)?"
    r"(?:\s*[,，/／]?\s*(?:共|of)?\s*\d{1,4}\s*页?)?[-—–─―~·•\s）)\]】]*"
)
_MARGIN = 0.15  # of the page's height, at its head and at its foot
_OUTERMOST = 2  # rows at either end that may be running heads
_SAME_PLACE = 8.0
_FIGURES = re.compile(r"[\d一二三四五六七八九十]+")


def furniture_lines(pages: Sequence[tuple[Sequence[Line], float]]) -> list[set[int]]:
    """Return for each page the ids of the lines that are running heads, feet or page numbers.

    Args:
        pages: the lines of each page from top to bottom, and the page's height.

    A page number is known by its form. Other words must stand at the same height, the same but for
    figures, on two pages and on two pages in five: heads of left and right pages may differ.
    """
    candidates = [_outer(lines, height) for lines, height in pages]
    seen: dict[tuple[str, bool], list[tuple[int, float]]] = {}
    for number, found in enumerate(candidates):
        for line, head in found:
            seen.setdefault((_key(line.text), head), []).append((number, line.base))
    enough = max(2, 2 * len(pages) / 5)
    result: list[set[int]] = []
    for found in candidates:
        aside = set()
        for line, head in found:
            places = seen[_key(line.text), head]
            there = {number for number, base in places if abs(base - line.base) <= _SAME_PLACE}
            if _NUMBER.fullmatch(line.text) or len(there) >= enough:
                aside.add(id(line))
        result.append(aside)
    return result


def _outer(lines: Sequence[Line], height: float) -> list[tuple[Line, bool]]:
    """Return the lines of the outermost rows that stand in the margins, and whether at the head."""
    bases = sorted({round(line.base) for line in lines})
    head = {base for base in bases[:_OUTERMOST] if base < _MARGIN * height}
    foot = {base for base in bases[-_OUTERMOST:] if base > (1 - _MARGIN) * height}
    return [
        (line, round(line.base) in head)
        for line in lines
        if round(line.base) in head or round(line.base) in foot
    ]


def _key(text: str) -> str:
    return _FIGURES.sub("#", text.replace(" ", ""))
