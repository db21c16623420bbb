"""What a page of a PDF or OFD shows: characters and ruled lines, each at its place.

Coordinates are in points from the page's upper left corner, y growing downwards, as one reads.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from checker.errors import Unreadable

_MOST_GLYPHS = 2_500_000  # of one document, 400 bytes each until its lines are made


class Glyph(NamedTuple):
    """One character as drawn; ``base`` is the baseline it stands on, ``size`` the font's size."""

    text: str
    left: float
    right: float
    base: float
    size: float


class Rule(NamedTuple):
    """A ruled line, level or upright; ``left <= right`` and ``top <= bottom``."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def level(self) -> bool:
        """Whether it runs from left to right."""
        return self.right - self.left >= self.bottom - self.top


_FARTHEST = 100_000.0  # points; the largest sheet there is has a tenth


@dataclass(slots=True)
class Page:
    """One page as drawn."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    garbled: int = 0  # characters drawn of which the file does not say which they are
    pictures: int = 0

    def put(self, glyph: Glyph) -> None:
        """Add a character that stands on the sheet; one outside, or nowhere at all, is not seen."""
        seen = -1 <= glyph.left <= self.width + 1 and -1 <= glyph.base <= self.height + 1
        if seen and -1 <= glyph.right <= _FARTHEST and 0 < glyph.size < _FARTHEST:
            self.glyphs.append(glyph)

    def draw(self, rule: Rule) -> None:
        """Add a ruled line that lies at a place."""
        if all(-_FARTHEST < place < _FARTHEST for place in rule):
            self.rules.append(rule)


@dataclass(slots=True)
class Line:
    """Characters on one baseline without a wide gap: a line of a paragraph, or a piece of one."""

    text: str
    left: float
    right: float
    base: float
    size: float
    page: int = 0
    first_token: float = 0.0  # width of what must stand together at its beginning
    word_right: float = 0.0  # right end without closing punctuation, which may hang over the edge

    @property
    def top(self) -> float:
        """Where the line's characters begin, roughly."""
        return self.base - 0.88 * self.size

    @property
    def bottom(self) -> float:
        """Where the line's characters end, roughly."""
        return self.base + 0.12 * self.size


def gathered(pages: Iterable[Page], place: str) -> list[Page]:
    """Return the pages of a document: one small page may be called for thousands of times.

    Raises:
        Unreadable: more characters on them than a document has.
    """
    found: list[Page] = []
    glyphs = 0
    for page in pages:
        glyphs += len(page.glyphs)
        if glyphs > _MOST_GLYPHS:
            raise Unreadable(place, f"文字过多（上限 {_MOST_GLYPHS // 10_000} 万字）", fix="拆分后再检查")
        found.append(page)
    return found
