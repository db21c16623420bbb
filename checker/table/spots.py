"""Sentences of a document with the context they stand in, and the figures before a place in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Context, Reading, Statement
from checker.table import periods

_SENTENCE = re.compile(r"[^。！？!?\n]+")
_SKIPPED = frozenset({"furniture", "title", "dateline"})


@dataclass(frozen=True, slots=True)
class Spot:
    """One sentence; ``start`` is its offset in the line."""

    line: int
    start: int
    text: str
    context: Context

    @property
    def tells(self) -> bool:
        """Say whether the sentence tells what was, rather than what shall be."""
        return self.context.modality in ("actual", "estimate")

    def year(self, fallback: int) -> int:
        """Return the single year the sentence is about, ``fallback`` where none is said, 0 for a span."""
        if self.context.period_kind not in ("year", "part-year"):
            return 0
        covered = periods.years(self.context.period)
        if covered.last and covered.first != covered.last:
            return 0
        return covered.last or fallback


def spots(reading: Reading) -> Iterator[Spot]:
    """Yield the sentences of a document, furniture and its head left out."""
    for segment in reading.document.segments:
        if segment.kind in _SKIPPED:
            continue
        for match in _SENTENCE.finditer(segment.text, segment.start, segment.end):
            if match.group().strip():
                yield Spot(segment.line, match.start(), match.group(), segment.context)


class Before:
    """Finds the figure that a remark speaks of: the nearest one before it in its sentence."""

    def __init__(self, reading: Reading) -> None:
        self._by_line: dict[int, list[Statement]] = defaultdict(list)
        for statement in reading.statements:
            if statement.low is not None or statement.high is not None:
                self._by_line[statement.line].append(statement)
        for found in self._by_line.values():
            found.sort(key=lambda statement: (statement.end, statement.start, statement.id))

    def figures(self, line: int, start: int, end: int) -> list[Statement]:
        """Return the figures of ``line`` that end between ``start`` and ``end``, the nearest first."""
        found = self._by_line.get(line, [])
        upto = bisect_right(found, end, key=lambda statement: statement.end)
        return [statement for statement in reversed(found[:upto]) if statement.end > start]
