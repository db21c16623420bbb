"""Small things about text that several relations need: half width without moving offsets, numerals."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar

_WIDE = re.compile("[\uff01-\uff5e\u3000]")
_HALF = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"\u3000": " "}
_LONG = 1000  # characters; of a text of that length no second reading is kept at hand
NUMERAL = r"(?:\d{1,4}|[零〇一二三四五六七八九十百两]{1,5})"
NUMERALS = r"[\d零〇一二三四五六七八九十百两]"  # a character of it

Made = TypeVar("Made")


def of_last(make: Callable[[Any], Made]) -> Callable[[Any], Made]:
    """Keep what a function made of the object it was given last, which nobody changes.

    Relations are made document by document, and several look at the same view of one.
    """
    last: tuple[object, Made] | None = None

    @wraps(make)
    def made(thing: Any) -> Made:
        nonlocal last
        if last is None or last[0] is not thing:
            last = thing, make(thing)
        return last[1]

    return made


def half_width(text: str) -> str:
    """Return the text with full-width letters, digits and signs in half width, character for character.

    >>> half_width("２０２４年，（一）")
    '2024年,(一)'
    """
    return _narrowed(text) if len(text) < _LONG else _narrowed.__wrapped__(text)


@lru_cache(maxsize=4096)
def _narrowed(text: str) -> str:
    # Few characters of a text are wide: str.translate, which looks up each, takes four times as long.
    return _WIDE.sub(lambda found: _HALF[found[0]], text)


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
