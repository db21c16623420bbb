"""What the HTML template shows, made ready: findings with their links, documents with their marked lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from checker.model import Audit, Evidence, Finding, Segment
from checker.report.marks import Span, mark
from checker.report.messages import Messages
from checker.report.phrases import constraint, place, role
from checker.report.summary import SEVERITIES, DocumentSummary, Summary

_QUOTES = 60  # of one finding; a rule that compares all with all can have thousands
_USE = {"statement": "n-s", "set_aside": "n-a", "not_understood": "n-u"}


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted place with its link into the source view."""

    role: str
    document: str  # its short name
    place: str
    text: str
    link: str  # '' where the document is not shown


@dataclass(frozen=True, slots=True)
class Card:
    """A finding as it is shown; ``number`` is its number in the whole report."""

    number: int
    finding: Finding
    own: Quote
    others: tuple[Quote, ...]
    hidden: int  # places beyond those; the JSON report has them all
    search: str  # lower-case text that the search box looks in


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


class View:
    """Findings and documents of one audit, cross-linked."""

    def __init__(self, audit: Audit, summary: Summary, say: Messages) -> None:
        self.audit, self.summary, self.say = audit, summary, say
        self._numbers = {d.reading.document.path: d.number for d in summary.documents}
        self._lines = {d.reading.document.path: d.reading.document.lines for d in summary.documents}
        # Numbered as they are shown: what is new first, the gravest of it first.
        ordered = sorted(audit.findings, key=_rank)
        self.cards = [self._card(n, finding) for n, finding in enumerate(ordered, 1)]
        self.passed = [self._card(0, finding) for finding in audit.passed]

    def open_cards(self) -> list[Card]:
        """Return errors first, then warnings; what is accepted or old is not among them."""
        return [c for c in self.cards if c.finding.status == "new" and c.finding.severity != "note"]

    def notes(self) -> list[Card]:
        """Return the notes."""
        return [c for c in self.cards if c.finding.status == "new" and c.finding.severity == "note"]

    def settled(self) -> list[Card]:
        """Return what is accepted or was there before."""
        return [c for c in self.cards if c.finding.status != "new"]

    def choices(self) -> dict[str, list[str]]:
        """Return what can be filtered for: rules, documents, regions, indicators that occur."""
        found: dict[str, set[str]] = {"rule": set(), "document": set(), "region": set(), "indicator": set()}
        for card in self.cards:
            for key, values in found.items():
                value = getattr(card.finding, key)
                if value:
                    values.add(value)
        return {key: sorted(values) for key, values in found.items()}

    def sources(self) -> Iterator[Source]:
        """Yield the documents with their lines marked."""
        spans = self._spans()
        for summary in self.summary.documents:
            document = summary.reading.document
            styles = _styles(summary)
            yield Source(
                summary,
                tuple(
                    Line(
                        number,
                        " ".join(filter(None, (styles.get(number, ""), _hit(spans[document.path, number])))),
                        mark(text, spans[document.path, number]),
                    )
                    for number, text in sorted(document.lines.items())
                    if text.strip()
                ),
            )

    def name(self, document: str) -> str:
        """Return the short name of a document."""
        return self.summary.names.get(document, document)

    def line_link(self, document: str, line: int) -> str:
        """Return the fragment of a line in the source view, '' where it is not shown."""
        if line not in self._lines.get(document, {}):
            return ""
        return f"#d{self._numbers[document]}-{line}"

    def _card(self, number: int, finding: Finding) -> Card:
        own = [evidence for evidence in finding.evidence if evidence.role == "finding"]
        others = tuple(self._quote(e) for e in finding.evidence if e.role != "finding")
        hidden, others = max(len(others) - _QUOTES, 0), others[:_QUOTES]
        first = own[0] if own else finding
        shown = Quote(
            self.say.name("role", "finding"),
            self.name(finding.document),
            place(finding, self.say),
            first.quote,
            f"#m{number}"
            if number and self._marked(finding)
            else self.line_link(finding.document, finding.line),
        )
        texts = [finding.rule, finding.name, finding.message, finding.document, first.quote]
        texts += [quote.text for quote in others]
        return Card(number, finding, shown, others, hidden, " ".join(texts).lower())

    def _marked(self, finding: Finding) -> bool:
        text = self._lines.get(finding.document, {}).get(finding.line, "")
        return 0 <= finding.start < min(finding.end, len(text))

    def _quote(self, evidence: Evidence) -> Quote:
        return Quote(
            role(evidence, self.say),
            self.name(evidence.document),
            place(evidence, self.say),
            evidence.quote,
            self.line_link(evidence.document, evidence.line),
        )

    def _spans(self) -> dict[tuple[str, int], list[Span]]:
        spans: dict[tuple[str, int], list[Span]] = defaultdict(list)
        for card in self.cards:
            finding = card.finding
            css = f"f f-{finding.severity}" if finding.status == "new" else "f f-settled"
            anchor = f"m{card.number}"
            own = Span(finding.start, finding.end, css, finding.message, card.number, anchor)
            spans[finding.document, finding.line].append(own)
        for reading in self.audit.readings:
            path = reading.document.path
            for segment in reading.document.segments:
                if segment.kind == "heading" and not _whole(segment):
                    spans[path, segment.line].append(Span(segment.start, segment.end, "hd"))
            for statement in reading.statements:
                title = constraint(statement, self.say)
                spans[path, statement.line].append(Span(statement.start, statement.end, "st", title))
            for use in reading.numbers:
                reason = self.say.name("reason", use.reason) if use.reason else ""
                title = "" if use.use == "statement" else self.say.name("use", use.use)
                title = f"{title}{self.say('report.colon')}{reason}" if reason else title
                spans[path, use.line].append(Span(use.start, use.end, f"n {_USE[use.use]}", title))
        return spans


def _rank(finding: Finding) -> tuple[bool, int]:
    return finding.status != "new", SEVERITIES.index(finding.severity)


def _styles(summary: DocumentSummary) -> dict[int, str]:
    styles: dict[int, str] = {}
    for segment in summary.reading.document.segments:
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
