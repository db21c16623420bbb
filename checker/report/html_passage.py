"""A quote as the page shows it: its figures marked, and the rest of its sentence beside it."""

from __future__ import annotations

import re
from collections import defaultdict

from markupsafe import Markup, escape

from checker.model import Audit, Evidence, Finding
from checker.report.text import shorten, visible

_BESIDE = 40  # characters of the sentence shown before and behind a quote
_MOST = 600  # a clause is far shorter; a hostile line is not repeated for every finding
_COMMA = re.compile("[，,、：]")
_ENDS = re.compile("[。；;！？!?\n\t]")


class Passages:
    """The lines of the documents and the figures in them, looked up once per document."""

    def __init__(self, audit: Audit) -> None:
        self._readings = {reading.document.path: reading for reading in audit.readings}
        self._figures: dict[str, dict[int, list[tuple[int, int]]]] = {}

    def html(self, where: Evidence | Finding) -> Markup:
        """Return the quote of a place with its figures marked, and what stands beside it in its sentence."""
        reading = self._readings.get(where.document)
        line = reading.document.lines.get(where.line, "") if reading else ""
        if not where.quote or len(where.quote) > _MOST or line[where.start : where.end] != where.quote:
            return escape(visible(shorten(where.quote, _MOST)))
        before, after = _before(line, where.start), _after(line, where.end)
        return Markup("").join([_beside(before), self._marked(where), _beside(after)])

    def _marked(self, where: Evidence | Finding) -> Markup:
        parts, at = [], where.start
        for start, end in self._of(where.document).get(where.line, ()):
            if at <= start < end <= where.end:
                parts += [
                    escape(visible(where.quote[at - where.start : start - where.start])),
                    Markup("<b>"),
                    escape(visible(where.quote[start - where.start : end - where.start])),
                    Markup("</b>"),
                ]
                at = end
        parts.append(escape(visible(where.quote[at - where.start :])))
        return Markup("").join(parts)

    def _of(self, document: str) -> dict[int, list[tuple[int, int]]]:
        """Return the figures of a document that became statements, by line, from left to right."""
        if document not in self._figures:
            found: dict[int, list[tuple[int, int]]] = defaultdict(list)
            for use in self._readings[document].numbers:
                if use.use == "statement":
                    found[use.line].append((use.start, use.end))
            self._figures[document] = {line: sorted(spans) for line, spans in found.items()}
        return self._figures[document]


def _before(line: str, start: int) -> str:
    """Return the sentence before a place, from its beginning or cut.

    >>> _before("完成五项任务。全市生产总值增长5%，", 7), _before("一" * 50, 45) == "…" + "一" * 40
    ('', True)
    """
    beside = line[max(0, start - _BESIDE) : start]
    ends = [found.end() for found in _ENDS.finditer(beside)]
    if ends:
        return beside[ends[-1] :].lstrip()
    if start <= _BESIDE:
        return beside.lstrip()
    # No figure is cut in two: what is left out ends at a comma where there is one.
    comma = _COMMA.search(beside)
    return "…" + (beside[comma.end() :] if comma else beside)


def _after(line: str, end: int) -> str:
    """Return the sentence behind a place, to its end or cut.

    >>> _after("增长5%，降低3%。其他", 4)
    '，降低3%。'
    """
    beside = line[end : end + _BESIDE]
    found = _ENDS.search(beside)
    if found:
        return beside[: found.end()].rstrip()
    if end + _BESIDE >= len(line):
        return beside
    commas = list(_COMMA.finditer(beside))
    return beside[: commas[-1].end()] + "…" if commas else beside + "…"


def _beside(text: str) -> Markup:
    # Put together as text, as in marks; what is not escaped is our own.
    return Markup(f'<span class="beside">{escape(visible(text))}</span>' if text.strip() else "")  # noqa: S704
