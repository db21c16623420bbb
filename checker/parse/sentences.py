"""Where sentences and clauses begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

MAX_CLAUSE = 600
SENTENCE_END = frozenset("。！？\n")
CLAUSE_END = frozenset("，；：。！？\n")
_OPEN, _CLOSE = "《（“‘〔[", "》）”’〕]"
_LONG_SENTENCE: Final = 200
# 35个行业中有27个增长: what a count is taken of is a clause of its own, as before a comma.
_COUNTED: Final = "[个家户名项条所件宗座处类种]"
_AMONG: Final = re.compile(f"[0-9]{_COUNTED}[^，；：。、0-9中]{{2,12}}中(?=(?:已经?)?有?[0-9]+{_COUNTED})")
_LEADS_ON: Final = re.compile("目标(?:是|为|如下)?(——)")  # 主要预期目标——地区生产总值增长7%
_SIGN: Final = re.compile("[《（“‘〔\\[》）”’〕\\]，；：。！？\n]")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of sentences: cut at full stops outside brackets and quotes, and at line breaks.

    >>> [(a, b) for a, b in sentences("一。（二。）三。")]
    [(0, 2), (2, 8)]
    """
    yield from _cut(text, 0, len(text), SENTENCE_END)


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of clauses in a sentence; those over 600 characters are cut at the nearest pause."""
    for first, last in _cut(text, start, end, CLAUSE_END):
        begin = first
        for among in _AMONG.finditer(text, first, last) if "中" in text[first:last] else ():
            yield begin, among.end()
            begin = among.end()
        for dash in _LEADS_ON.finditer(text, begin, last) if "——" in text[begin:last] else ():
            yield begin, dash.start(1)
            begin = dash.end()
        while last - begin > MAX_CLAUSE:
            pause = max(text.rfind(mark, begin, begin + MAX_CLAUSE) for mark in "、 ）和")
            cut = pause + 1 if pause > begin else begin + MAX_CLAUSE
            yield begin, cut
            begin = cut
        yield begin, last


def _cut(text: str, start: int, end: int, marks: frozenset[str]) -> Iterator[tuple[int, int]]:
    depth = 0
    first = start
    for match in _SIGN.finditer(text, start, end):
        position = match.start()
        char = text[position]
        if depth == 0 and char in marks:
            yield first, position + 1
            first = position + 1
        elif char in _OPEN:
            depth = min(depth + 1, 4)
        elif char in _CLOSE:
            if depth == 0 and char == "）" and "，" in marks and text[position + 1 : position + 2] == "、":
                yield first, position + 1  # 其中税收5.9亿元、…1.8亿元）、…: its bracket was never opened
                first = position + 1
            depth = max(depth - 1, 0)
        elif char in marks:
            # An unclosed quote must not swallow the document: it ends with the line or a long sentence.
            unclosed = char == "\n" or (char in SENTENCE_END and position - first > _LONG_SENTENCE)
            if unclosed:
                depth = 0
                yield first, position + 1
                first = position + 1
    if first < end:
        yield first, end
