"""Chinese text on a terminal: broken between characters, never within a figure or before a closing mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len, chop_cells
from rich.containers import Lines
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console

_OPENING = "（《「『“‘【〔〈"
_CLOSING = "，。；：、！？）》」』”’】〕〉％‰…"
# A word of another script or a figure with its sign and its per cent stays in one piece.
_PIECE = re.compile(rf"[{_OPENING}]*(?:[!-~]+|\s|[^\s])[{_CLOSING}]*|[{_OPENING}]+")


class Passage(Text):
    """Text that wraps as Chinese is set; without blanks ``rich`` alone breaks anywhere."""

    def wrap(self, console: Console, width: int, **how: Any) -> Lines:
        """Return the lines for a width in terminal cells."""
        lines = Lines()
        for line in self.split(allow_blank=True):
            lines.extend(line.divide(breaks(line.plain, width)))
        for line in lines:
            line.rstrip_end(width)
        return lines


def breaks(text: str, width: int) -> list[int]:
    """Return the places in a line of text at which the next line begins.

    Args:
        text: One line.
        width: Terminal cells that a line may take; a piece wider than that is cut.
    """
    places, at, used = [], 0, 0
    for piece in _pieces(text, width):
        size = cell_len(piece)
        if used + cell_len(piece.rstrip()) > width and used:
            places.append(at)
            used = 0
        at += len(piece)
        used += size
    return places


def _pieces(text: str, width: int) -> list[str]:
    pieces = []
    for match in _PIECE.finditer(text):
        piece = match[0]
        pieces += [piece] if cell_len(piece) <= width else chop_cells(piece, width)
    return pieces
