"""Sentences of a document with the context they stand in, and the figures before a place in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal

from checker.model import Context, Reading, Segment, Statement
from checker.parse import numerals
from checker.table import periods
from checker.table.figures import half_unit
from checker.table.sentences import by_line
from checker.table.text import of_last
from checker.value import value

_SENTENCE = re.compile(r"[^。！？!?\n]+")
# Full-width digits, points and percent signs, one character for one, so that offsets stay.
_WIDTH = dict(zip("０１２３４５６７８９．％", "0123456789.%", strict=True))
_WIDE = re.compile(f"[{''.join(_WIDTH)}]")
NUMBER = r"\d+(?:\s?\.\s?\d+)?|[零〇一二两三四五六七八九十百]+(?:点[零〇一二三四五六七八九]+)?"
_SKIPPED = frozenset({"furniture", "damaged", "title", "dateline"})


@value(frozen=True, slots=True)
class Spot:
    """One sentence; ``start`` is its offset in the line, ``text`` has plain digits for full-width ones."""

    line: int
    start: int
    text: str
    context: Context
    written: str = ""  # as the document has it, character for character

    def quote(self, start: int, end: int) -> str:
        """Return a stretch of the sentence as the document writes it."""
        return (self.written or self.text)[start:end]

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


def spots(reading: Reading) -> Sequence[Spot]:
    """Return the sentences of a document, furniture and its head left out."""
    return _spots(reading.document.segments)


@of_last
def _spots(segments: Sequence[Segment]) -> Sequence[Spot]:
    found = []
    for segment in segments:
        if segment.kind in _SKIPPED:
            continue
        wide = _WIDE.search(segment.text, segment.start, segment.end) is not None
        for match in _SENTENCE.finditer(segment.text, segment.start, segment.end):
            written = match.group()
            if not written.isspace():
                text = _WIDE.sub(lambda found: _WIDTH[found[0]], written) if wide else written
                found.append(Spot(segment.line, match.start(), text, segment.context, written))
    return found


def written_number(text: str) -> tuple[Decimal, Decimal]:
    """Return a number as written, in digits or Chinese numerals, and half of one unit in its last digit.

    >>> written_number("0. 5"), written_number("一点二")
    ((Decimal('0.5'), Decimal('0.05')), (Decimal('1.2'), Decimal('0.05')))
    """
    bare = re.sub(r"\s", "", text)
    value = Decimal(bare) if bare[0].isascii() else numerals.chinese(bare.replace("〇", "零"))
    return value, half_unit(bare)


def amount(number: str, scale: str, unit: str, base_unit: str) -> tuple[Decimal, Decimal] | None:
    """Return an amount and half of its last digit in a base unit, None where the unit is another.

    >>> amount("0.3", "万", "人", "人"), amount("3", "", "家", "元")
    ((Decimal('3000.0'), Decimal('500.00')), None)
    """
    from checker.parse import lexicon  # noqa: PLC0415 — heavy, and only needed once rows are built

    known = lexicon.load().units.get(unit)
    if known is None or known.base != base_unit:
        return None
    value, half = written_number(number)
    factor = known.factor * numerals.scale_of(scale)
    return value * factor, half * factor


class Before:
    """Finds the figure that a remark speaks of: the nearest one before it in its sentence."""

    def __init__(self, reading: Reading) -> None:
        self._by_line = {
            line: sorted(
                (one for one in said if one.low is not None or one.high is not None),
                key=lambda statement: (statement.end, statement.start, statement.id),
            )
            for line, said in by_line(reading).items()
        }

    def figures(self, line: int, start: int, end: int) -> list[Statement]:
        """Return the figures of ``line`` that end between ``start`` and ``end``, the nearest first."""
        found = self._by_line.get(line, [])
        upto = bisect_right(found, end, key=lambda statement: statement.end)
        return [statement for statement in reversed(found[:upto]) if statement.end > start]
