"""Characters at places → lines of text, with a blank only where one is seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from checker.read.page_model import Glyph, Line

# In ems. Chinese set flush stretches its gaps to about a third; a blank between words is a quarter.
_SAME_BASE = 0.35
_WORD_GAP = 0.2
_WIDE_GAP = 0.9
_PIECE_GAP = 1.6
_NO_START = frozenset("，。、；：！？）》〉」』】〕”’％‰%,.;:!?)]}…—～·℃")
_NO_END = frozenset("（《〈「『【〔“‘([{$￥")


def lines(glyphs: Iterable[Glyph], page: int = 0, *, pieces: bool = True) -> list[Line]:
    """Return the lines of text, from top to bottom and left to right.

    Args:
        glyphs: what is drawn, in any order.
        page: the page's number.
        pieces: begin a new line where a gap is wide, as between columns; else a gap is one blank.
    """
    found: list[Line] = []
    for row in _rows(glyphs):
        for piece in _pieces(row) if pieces else [row]:
            line = _line(piece, page)
            if line is not None:
                found.append(line)
    return found


def _rows(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Yield what stands on one baseline, left to right, from top to bottom."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda g: (g.base, g.left)):
        # Figures and Latin letters of another font sit a little off the line's own baseline.
        if row and glyph.base - row[-1].base > _SAME_BASE * min(glyph.size, row[-1].size):
            yield _in_order(row)
            row = []
        row.append(glyph)
    if row:
        yield _in_order(row)


def _in_order(row: list[Glyph]) -> list[Glyph]:
    row.sort(key=lambda g: g.left)
    kept: list[Glyph] = []
    for glyph in row:
        # Bold is sometimes made by drawing a character twice, a hair's breadth apart.
        twice = any(
            glyph.text == other.text and abs(glyph.left - other.left) < 0.25 * glyph.size
            for other in kept[-2:]
        )
        if not twice:
            kept.append(glyph)
    return kept


def _pieces(row: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    piece: list[Glyph] = []
    inked: Glyph | None = None
    for glyph in row:
        if glyph.text.isspace():
            piece.append(glyph)
            continue
        if inked is not None and glyph.left - inked.right > _PIECE_GAP * max(glyph.size, inked.size):
            yield piece
            piece = []
        piece.append(glyph)
        inked = glyph
    if piece:
        yield piece


def _line(row: Sequence[Glyph], page: int) -> Line | None:
    inked = [glyph for glyph in row if not glyph.text.isspace()]
    if not inked:
        return None
    parts: list[str] = []
    before: Glyph | None = None
    blanks = ""
    for glyph in row:
        if glyph.text.isspace():
            blanks += glyph.text
            continue
        if before is not None:
            # Blanks that are written count, as one: Word fills lines with them.
            parts.append(blanks[:1] or (" " if _blank_between(before, glyph) else ""))
        parts.append(glyph.text)
        before, blanks = glyph, ""
    sizes = sorted(glyph.size for glyph in inked)
    return Line(
        text="".join(parts),
        left=inked[0].left,
        right=max(glyph.right for glyph in inked),
        base=max(glyph.base for glyph in inked),
        size=sizes[len(sizes) // 2],
        page=page,
        first_token=_first_token(inked),
        word_right=next((g.right for g in reversed(inked) if g.text not in _NO_START), inked[-1].right),
    )


def _blank_between(before: Glyph, after: Glyph) -> bool:
    gap = after.left - before.right
    size = max(before.size, after.size)
    if before.text.isascii() and after.text.isascii():
        letters = before.text.isalnum() and after.text.isalnum()
        # Figures of one number may be set apart a little; words are parted by a blank.
        return gap > (_WORD_GAP if letters else _WIDE_GAP) * size
    return gap > _WIDE_GAP * size


def _first_token(inked: Sequence[Glyph]) -> float:
    """Return the width of what cannot be parted at a line's beginning: a number, a word, a character."""
    end = 1
    while end < len(inked):
        before, after = inked[end - 1].text, inked[end].text
        word = before.isascii() and after.isascii() and not before.isspace() and not after.isspace()
        near = inked[end].left - inked[end - 1].right < _WORD_GAP * inked[end].size
        # 23.1%、48.7% is not parted after its mark either.
        listed = before in "、，～—-" and after.isdecimal() and near
        if not ((word and near) or listed or after in _NO_START or before in _NO_END):
            break
        end += 1
    return inked[end - 1].right - inked[0].left


def joined(above: str, below: str) -> str:
    """Return two lines of one paragraph as one text: Chinese without a blank, words with one.

    >>> joined("增长5", "%左右"), joined("同比12.", "5%"), joined("PPP", "model"), joined("co\u00ad", "op")
    ('增长5%左右', '同比12.5%', 'PPP model', 'coop')
    """
    if above.endswith(("\u00ad", "\u0002", "\ufffe")):
        return above[:-1] + below
    if not above or not below:
        return above + below
    last, first = above[-1], below[0]
    words = last.isascii() and first.isascii() and last.isalpha() and first.isalpha()
    listed = last in ",;:" and first.isascii() and first.isalpha()
    return f"{above} {below}" if words or listed else above + below
