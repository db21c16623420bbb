"""Number expressions of text that holds no statements: headings, titles, furniture."""

from __future__ import annotations

from checker.model import NumberUse, Segment
from checker.parse.fold import fold
from checker.parse.scanner import has_figure, scan
from checker.read.period import time_expressions


def set_aside_rest(segment: Segment, reason: str) -> list[NumberUse]:
    """Return every number expression of a segment as set aside; dates and the like keep their reason."""
    folded = fold(segment.text[segment.start : segment.end])
    if not has_figure(folded.text):
        return []
    uses: list[NumberUse] = []
    for token in scan(folded.text, time_expressions(folded.text)):
        if token.type not in "QXY" or (token.type == "X" and not has_figure(token.text)):
            continue
        own = token.reason if token.type in "XY" and token.reason in ("date", "ordinal", "document-number", "contact") else reason
        start, end = folded.span(token.start, token.end)
        start, end = segment.start + start, segment.start + end
        uses.append(NumberUse(segment.line, start, end, segment.text[start:end], "set_aside", own))
    return uses
