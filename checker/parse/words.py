"""Words of a text by jieba's dictionary, for what the lexicon does not know.

This is jieba's ``cut(text, HMM=False)`` with our words added: of all ways to divide a text the most
probable one. jieba itself loads all its 350,000 words before the first cut, which takes 0.7 s and 70 MB in
every process; here those are read that begin with a character of the text.
"""

from __future__ import annotations

import mmap
import re
from functools import lru_cache
from importlib.util import find_spec
from math import log
from pathlib import Path

from checker import kept

_OUR_WORD = 100_000  # how often our words count as seen: they stay whole
_RUN = re.compile(r"([\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]+)")  # what is divided; anything else stands alone
_LATIN = re.compile("[a-zA-Z0-9]")
_SAME_BEGINNING = re.compile(rb"(?m)^([\x00-\x7f]|[\xc0-\xff][\x80-\xbf]+).*\n?(?:\1.*\n?)*")
_FREQUENCY = re.compile(rb"(?m)^\S+ (\d+)")

Spans = dict[str, list[tuple[int, int]]]


class _Dictionary:
    """jieba's words and ours, with how often each was seen."""

    def __init__(self) -> None:
        from checker.parse import lexicon  # noqa: PLC0415

        spec = find_spec("jieba")
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError("No module named 'jieba'", name="jieba")
        with (Path(spec.origin).parent / "dict.txt").open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        key = kept.key_of("words 1", self._data[:])
        self._spans, total = kept.made("words", key, lambda: _indexed(self._data[:]))
        self._ours: dict[str, list[str]] = {}
        self._known: dict[str, dict[str, int]] = {}
        words = lexicon.load()
        for word in words.aliases.keys() | words.words.keys():
            if len(word) > 1:
                self._ours.setdefault(word[0], []).append(word)
                total += _OUR_WORD
        self.log_total = log(total)

    def beginning(self, char: str) -> dict[str, int]:
        """Return the words that begin with a character; their own beginnings that are no words have 0."""
        found = self._known.get(char)
        if found is None:
            found = self._known[char] = {}
            for start, end in self._spans.get(char, ()):
                for line in self._data[start:end].decode().splitlines():
                    word, often = line.split(" ")[:2]
                    found[word] = int(often)
            found.update(dict.fromkeys(self._ours.get(char, ()), _OUR_WORD))
            for word in list(found):
                for end in range(1, len(word)):
                    found.setdefault(word[:end], 0)
        return found


def _indexed(data: bytes) -> tuple[Spans, int]:
    """Return where the words of each first character stand, and how often all words were seen."""
    spans: Spans = {}
    for match in _SAME_BEGINNING.finditer(data):
        spans.setdefault(match[1].decode(), []).append(match.span())
    return spans, sum(map(int, _FREQUENCY.findall(data)))


@lru_cache(maxsize=1)
def _dictionary() -> _Dictionary:
    return _Dictionary()


@lru_cache(maxsize=65536)
def segment(text: str) -> tuple[str, ...]:
    """Return the words of a text that the lexicon does not know whole.

    >>> segment("商务楼宇亮化")
    ('商务', '楼宇', '亮化')
    """
    words: list[str] = []
    for number, piece in enumerate(_RUN.split(text)):
        words += _divided(piece) if number % 2 else piece
    return tuple(words)


def _divided(text: str) -> list[str]:
    """Return the words of the most probable division; single Latin letters and digits stay together."""
    dictionary = _dictionary()
    best = [(0.0, 0)] * (len(text) + 1)  # of what begins at each place: its probability, its first word's end
    for start in reversed(range(len(text))):
        known = dictionary.beginning(text[start])
        ends = []
        for end in range(start + 1, len(text) + 1):
            often = known.get(text[start:end])
            if often is None:
                break
            if often:
                ends.append(end)
        best[start] = max(
            (log(known.get(text[start:end]) or 1) - dictionary.log_total + best[end][0], end)
            for end in ends or (start + 1,)
        )
    words: list[str] = []
    start, latin = 0, False
    while start < len(text):
        end = best[start][1]
        single = end - start == 1 and _LATIN.match(text, start) is not None
        if single and latin:
            words[-1] += text[start]
        else:
            words.append(text[start:end])
        start, latin = end, single
    return words
