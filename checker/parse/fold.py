"""One folding of width, space and punctuation, with offsets back into the text as written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import chain, starmap

from checker.scripts import simplified
from checker.value import value

# Marks that NFKC leaves apart although writers use them for one another. Clause marks become the
# full-width form, since half-width ones are also decimal points and thousands separators.
_MARKS = {
    ",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）",
    "「": "“", "」": "”", "『": "“", "』": "”", "〝": "“", "〞": "”", "＂": "“",
    "﹪": "%", "％": "%", "‰": "‰", "∶": "：", "／": "/", "．": ".", "﹒": ".", "〜": "~", "～": "~",
    "–": "-", "－": "-", "﹣": "-", "−": "-", "‐": "-", "‑": "-", "―": "—", "─": "—", "━": "—",
    "︰": "：", "﹕": "：", "꞉": "：", "•": "·", "・": "·", "‧": "·", "･": "·", "〇": "零", "○": "零",
}  # fmt: skip
_SPACE = re.compile(r"[\s\u00a0\u200b-\u200f\u2028-\u202e\u2060\u3000\ufeff]")
_SELF = "，：；！？（）"  # full-width clause marks stay what they are, unless a digit follows
# …增长9.6%.到位资金…: half-width punctuation throughout; behind a numeral it may mark an item.
# It begins with the stop itself, which is found fast; what must stand before is asked then.
_STOP = re.compile(r"\.(?<=[\u4e00-\u9fff%％)）”]\.)(?<![一二三四五六七八九十百]\.)(?![\w.．%]*[\dA-Za-z])")
_DIGIT = frozenset("0123456789")
# 图1 2016—2020年: behind a number a year is another one, never more digits of it.
_YEAR = re.compile(r"\s+(?:19|20)\d\d\s*(?:年|[-–—~～至到]\s*(?:19|20)\d\d)")


_RUN_BEFORE, _RUN = re.compile(r"\d[\d.]*$"), re.compile(r"[ \t\u3000]+(\d[\d.]*)")
_GROUP = 3  # digits of a thousands group


def _special() -> re.Pattern[str]:
    """The expression of what folding may change; everything else is copied in stretches."""
    marks = "".join(re.escape(mark) for mark in sorted(_MARKS.keys() - set(_SELF)))
    wide = "".join(re.escape(chr(c)) for c in range(0xFF00, 0xFFF0) if chr(c) not in _SELF)
    digit = "[0-9０-９]"
    always = f"{_SPACE.pattern[1:-1]}{marks}{wide}"
    # One class in front, which is searched for fast. PM_2.5 is what a web page's subscript leaves behind.
    return re.compile(
        f"[{always}，：_](?:(?<=[{always}])|(?<=，)(?={digit})|(?<=：)(?=\\s*{digit})|(?<=M_)(?=2\\.5|10))"
    )


_SPECIAL = _special()


@value(frozen=True, slots=True)
class Folded:
    """Folded text; ``offsets[i]`` is where its i-th character stands in the original."""

    text: str
    offsets: Sequence[int]  # one more than characters: the last is the original's length

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original's start and exclusive end of a folded stretch.

        >>> fold("增长 ５．５％").span(2, 6)
        (3, 7)
        """
        if end <= start:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


def fold(text: str, *, breaks: bool = False) -> Folded:
    """Fold full width, script, white space, dashes, quotes and thousands separators.

    White space goes wherever Chinese is written without it and inside numbers; between two Latin
    words one blank stays. With ``breaks`` a line break stays too: it ends a sentence.

    >>> fold("增长５．５％, 1,234 家").text
    '增长5.5%，1234家'
    """
    pieces, kept, done = _pieces(text, breaks)
    length = len(text)
    if not kept:
        return Folded("".join(pieces), range(length + 1))
    offsets = [*chain.from_iterable(starmap(range, kept)), *range(done, length + 1)]
    return Folded("".join(pieces), offsets)


def folded_text(text: str) -> str:
    """Return the folded text alone."""
    return "".join(_pieces(text, breaks=False)[0])


def _pieces(text: str, breaks: bool) -> tuple[list[str], list[tuple[int, int]], int]:
    """Return folded stretches, and which of the original stay one for one: spans, the start of the last."""
    text = _STOP.sub("。", simplified(text))
    pieces: list[str] = []
    kept: list[tuple[int, int]] = []
    done = first = 0
    for match in _SPECIAL.finditer(text):
        position = match.start()
        if position > done:
            pieces.append(text[done:position])
        done = position + 1
        folded = _folded(text, position, breaks, pieces[-1][-1] if pieces else "")
        if folded:
            pieces.append(folded)
            continue
        kept.append((first, position))
        first = done
    pieces.append(text[done:])
    return pieces, kept, first


def _folded(text: str, position: int, breaks: bool, before: str) -> str:
    """Return what a character becomes, nothing where it goes; ``before`` is what stands there so far."""
    char = text[position]
    if char == "\n" and breaks:
        return char
    if _SPACE.match(char):
        another = before in _DIGIT and (_YEAR.match(text, position) is not None or _apart(text, position))
        keeps = before not in ("", " ") and (another or _keeps_blank(text, position, len(text)))
        return " " if keeps else ""
    if char in "’‘":
        return char
    if char == "_":
        return ""
    mark = _MARKS.get(char)
    if mark is None:
        # Ligatures and circled digits expand; a circled digit is a note mark and stays as it is.
        wide = unicodedata.normalize("NFKC", char) if "\uff00" <= char <= "\uffef" else char
        mark = _MARKS.get(wide, wide) if len(wide) == 1 else char
    if mark == "，" and _is_thousands(text, position):
        return ""
    if mark == "：" and _between_digits(text, position):
        return ":"
    return mark


def _apart(text: str, position: int) -> bool:
    """Two figures of a row, 130000 130913, are none together; 12 345 and 2 0 2 4 may be one, broken up.

    A tab stands between two cells, and no rate has four digits and more: 1200 5%.
    """
    left, right = _RUN_BEFORE.search(text, max(0, position - 16), position), _RUN.match(text, position)
    if left is None or right is None:
        return False
    if "\t" in right[0] or "." in left[0]:
        return True
    return len(left[0]) > _GROUP and (len(right[1]) > _GROUP or text[right.end() : right.end() + 1] in "%％")


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
