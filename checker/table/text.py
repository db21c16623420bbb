"""Small things about text that several relations need: half width without moving offsets, numerals."""

from __future__ import annotations

import re

_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
NUMERAL = r"(?:\d{1,4}|[零〇一二三四五六七八九十百两]{1,5})"


def half_width(text: str) -> str:
    """Return the text with full-width letters, digits and signs in half width, character for character.

    >>> half_width("２０２４年，（一）")
    '2024年,(一)'
    """
    return text.translate(_HALF)


def integer(written: str) -> int | None:
    """Return a small whole number in digits or Chinese numerals, None for anything else.

    >>> integer("12"), integer("十八"), integer("两"), integer("若干")
    (12, 18, 2, None)
    """
    if written.isdecimal():
        return int(written)
    if not written or not re.fullmatch(r"[零〇一二三四五六七八九十百两]+", written):
        return None
    from checker.parse.numerals import chinese  # noqa: PLC0415 — only where a numeral is at hand

    return int(chinese(written))
