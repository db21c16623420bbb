"""Ordinals of sentences, so that rules can ask whether two figures stand in one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping

from checker.model import Reading, Statement
from checker.table.text import of_last

# One class in front, which is searched for fast.
_ENDS = re.compile(
    r"[。！？!?.](?:(?<!\.)|(?<=[\u4e00-\u9fff%％)）]\.)(?<![一二三四五六七八九十]\.)(?![\dA-Za-z]))"
)


@of_last
def by_line(reading: Reading) -> Mapping[int, list[Statement]]:
    """Return the statements of each line that has any, in their order."""
    found: dict[int, list[Statement]] = defaultdict(list)
    for statement in reading.statements:
        found[statement.line].append(statement)
    return dict(found)


class Sentences:
    """Sentence ordinals of one document; a line break ends a sentence."""

    def __init__(self, lines: dict[int, str]) -> None:
        self._ends: dict[int, list[int]] = {}
        self._first: dict[int, int] = {}
        count = 0
        for line in sorted(lines):
            ends = [match.end() for match in _ENDS.finditer(lines[line])]
            self._ends[line], self._first[line] = ends, count
            count += len(ends) + 1

    @staticmethod
    @of_last
    def of(lines: dict[int, str]) -> Sentences:
        """Return the sentences of a document's lines."""
        return Sentences(lines)

    def ordinal(self, line: int, offset: int) -> int:
        """Return the ordinal of the sentence at ``offset`` of ``line``; -1 for an unknown line.

        >>> known = Sentences({1: "甲。乙。", 2: "丙"})
        >>> known.ordinal(1, 2), known.ordinal(2, 0)
        (1, 3)
        """
        if line not in self._ends:
            return -1
        return self._first[line] + bisect_right(self._ends[line], offset)
