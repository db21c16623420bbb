"""One folding of width, space and punctuation, with offsets back into the text as written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Marks that NFKC leaves apart although writers use them for one another. Clause marks become the
# full-width form, since half-width ones are also decimal points and thousands separators.
_MARKS = {
    ",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）",
    "「": "“", "」": "”", "『": "“", "』": "”", "〝": "“", "〞": "”", "＂": "“",
    "﹪": "%", "％": "%", "‰": "‰", "∶": "：", "／": "/", "．": ".", "﹒": ".", "〜": "~", "～": "~",
    "–": "-", "－": "-", "﹣": "-", "−": "-", "‐": "-", "‑": "-", "―": "—", "─": "—", "━": "—",
    "•": "·", "・": "·", "‧": "·", "･": "·", "〇": "零", "○": "零",
}  # fmt: skip
_SPACE = re.compile(r"[\s\u00a0\u200b-\u200f\u2028-\u202e\u2060\u3000\ufeff]")
_DIGIT = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; ``offsets[i]`` is where its i-th character stands in the original."""

    text: str
    offsets: tuple[int, ...]  # one more than characters: the last is the original's length

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original's start and exclusive end of a folded stretch.

        >>> fold("增长 ５．５％").span(2, 6)
        (3, 7)
        """
        if end <= start:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


def fold(text: str, *, breaks: bool = False) -> Folded:
    """Fold full width, white space, dashes, quotes and thousands separators.

    White space goes wherever Chinese is written without it and inside numbers; between two Latin
    words one blank stays. With ``breaks`` a line break stays too: it ends a sentence.

    >>> fold("增长５．５％, 1,234 家").text
    '增长5.5%，1234家'
    """
    chars: list[str] = []
    offsets: list[int] = []
    length = len(text)
    for position, char in enumerate(text):
        if char <= "\x7f" and char.isalnum():
            chars.append(char)
            offsets.append(position)
            continue
        if char == "\n" and breaks:
            chars.append(char)
            offsets.append(position)
            continue
        if _SPACE.match(char):
            if _keeps_blank(text, position, length) and chars and chars[-1] != " ":
                chars.append(" ")
                offsets.append(position)
            continue
        mark = _MARKS.get(char)
        if mark is None and not "\u4e00" <= char <= "\u9fff":
            # Ligatures and circled digits expand; a circled digit is a note mark and stays as it is.
            wide = unicodedata.normalize("NFKC", char) if "\uff00" <= char <= "\uffef" else char
            mark = _MARKS.get(wide, wide) if len(wide) == 1 else char
        if mark == "，" and _is_thousands(text, position):
            continue
        if mark == "：" and _between_digits(text, position):
            mark = ":"
        if char in "’‘" or mark is None:
            mark = char
        chars.append(mark)
        offsets.append(position)
    offsets.append(length)
    return Folded("".join(chars), tuple(offsets))


def _keeps_blank(text: str, position: int, length: int) -> bool:
    """A blank stays only between two Latin letters (names such as ``Long March``)."""
    before = text[position - 1] if position else ""
    after = text[position + 1] if position + 1 < length else ""
    return before.isascii() and after.isascii() and before.isalpha() and after.isalpha()


def _digit(char: str) -> bool:
    return char in _DIGIT or "\uff10" <= char <= "\uff19"


def _between_digits(text: str, position: int) -> bool:
    before = text[:position].rstrip()[-1:] if position else ""
    after = text[position + 1 :].lstrip()[:1] if position + 1 < len(text) else ""
    return bool(before and after) and _digit(before) and _digit(after)


def _is_thousands(text: str, position: int) -> bool:
    """A comma is a thousands separator between 1–3 digits and exactly three (1,234; not 1,23)."""
    left = position
    while left > 0 and position - left < 4 and _digit(text[left - 1]):
        left -= 1
    before = position - left
    # A decimal or a longer run of digits before the comma is a figure that ends there.
    if not 1 <= before <= 3 or (left > 0 and text[left - 1] in ".．"):
        return False
    after = 0
    while after < 4 and position + 1 + after < len(text) and _digit(text[position + 1 + after]):
        after += 1
    if after != 3:
        return False
    if left > 0 and text[left - 1] in ",，":
        return _is_thousands(text, left - 1)
    return True
