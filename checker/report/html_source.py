"""The source view: each document's text with its statements, numbers and findings marked.

In the report itself, or, beyond ``MOST_INLINE`` documents, on a page for each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from checker.model import Finding, Reading, Segment
from checker.report.marks import Span, mark
from checker.report.messages import Messages
from checker.report.phrases import constraint
from checker.report.summary import DocumentSummary, Summary

MOST_INLINE = 30
REPORT = "audit.html"
FOLDER = "audit-sources"
_USE = {"statement": "n-s", "set_aside": "n-a", "not_understood": "n-u"}


class Links:
    """Where documents and their lines are shown, as seen from the report."""

    def __init__(self, summary: Summary) -> None:
        self.apart = len(summary.documents) > MOST_INLINE
        self._digits = len(str(len(summary.documents)))
        self._numbers = {d.reading.document.path: d.number for d in summary.documents}
        self._lines = {d.reading.document.path: d.reading.document.lines for d in summary.documents}

    def page(self, number: int) -> str:
        """Return the file of a document's own page, '' where it is shown in the report."""
        return f"{FOLDER}/{number:0{max(self._digits, 2)}}.html" if self.apart else ""

    def document(self, number: int) -> str:
        """Return the link to a document."""
        return f"{self.page(number)}#d{number}"

    def line(self, document: str, line: int) -> str:
        """Return the link to a line, '' where it is not shown."""
        if line not in self._lines.get(document, {}):
            return ""
        number = self._numbers[document]
        return f"{self.page(number)}#d{number}-{line}"

    def finding(self, number: int, finding: Finding) -> str:
        """Return the link to a finding's words, else to its line, '' where neither is shown."""
        text = self._lines.get(finding.document, {}).get(finding.line, "")
        if number and 0 <= finding.start < min(finding.end, len(text)):
            return f"{self.page(self._numbers[finding.document])}#m{number}"
        return self.line(finding.document, finding.line)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source view; ``css`` says heading, title, row, furniture or hit."""

    number: int
    css: str
    html: Markup


@dataclass(frozen=True, slots=True)
class Source:
    """One document of the source view."""

    summary: DocumentSummary
    lines: tuple[Line, ...]


class Sources:
    """The documents of one audit, marked one at a time, so that only one is held in memory."""

    def __init__(self, findings: Iterable[tuple[int, Finding]], say: Messages, *, home: str = "") -> None:
        """Take the findings with their numbers; ``home`` is the file that holds them, as seen from here."""
        self._say, self._home = say, home
        self._findings: dict[str, list[tuple[int, Finding]]] = defaultdict(list)
        for number, finding in findings:
            self._findings[finding.document].append((number, finding))

    def marked(self, summary: DocumentSummary) -> Source:
        """Return a document with its lines marked."""
        document = summary.reading.document
        spans, styles = self._spans(summary.reading), _styles(summary.reading)
        lines = tuple(
            Line(
                number,
                " ".join(filter(None, (styles.get(number, ""), _hit(spans[number])))),
                mark(text, spans[number], home=self._home),
            )
            for number, text in sorted(document.lines.items())
            if text.strip()
        )
        return Source(summary, lines)

    def _spans(self, reading: Reading) -> dict[int, list[Span]]:
        spans: dict[int, list[Span]] = defaultdict(list)
        for number, finding in self._findings[reading.document.path]:
            css = f"f f-{finding.severity}" if finding.status == "new" else "f f-settled"
            own = Span(finding.start, finding.end, css, finding.message, number, f"m{number}")
            spans[finding.line].append(own)
        for segment in reading.document.segments:
            if segment.kind == "heading" and not _whole(segment):
                spans[segment.line].append(Span(segment.start, segment.end, "hd"))
        for statement in reading.statements:
            title = constraint(statement, self._say)
            spans[statement.line].append(Span(statement.start, statement.end, "st", title))
        for use in reading.numbers:
            reason = self._say.name("reason", use.reason) if use.reason else ""
            title = "" if use.use == "statement" else self._say.name("use", use.use)
            title = f"{title}{self._say('report.colon')}{reason}" if reason else title
            spans[use.line].append(Span(use.start, use.end, f"n {_USE[use.use]}", title))
        return spans


def _styles(reading: Reading) -> dict[int, str]:
    styles: dict[int, str] = {}
    for segment in reading.document.segments:
        if segment.kind == "heading" and _whole(segment):
            styles[segment.line] = f"h h{min(max(segment.depth, 1), 3)}"
        elif segment.kind == "heading":
            continue  # a heading with its paragraph behind it on the same line: see _spans
        elif segment.kind != "paragraph":
            styles[segment.line] = {"cell": "row"}.get(segment.kind, segment.kind)
    return styles


def _whole(segment: Segment) -> bool:
    text = segment.text
    return not text[: segment.start].strip() and not text[segment.end :].strip()


def _hit(spans: list[Span]) -> str:
    return "hit" if any(span.number for span in spans) else ""
