"""Findings as every text report tells them: numbered, in one order, with their places and sums as text."""

from __future__ import annotations

from dataclasses import dataclass

from checker.model import Audit, Evidence, Finding
from checker.report.messages import Messages
from checker.report.phrases import elsewhere, place, role
from checker.report.summary import SEVERITIES, Summary
from checker.report.text import shorten, visible
from checker.report.titles import titles

QUOTE_LIMIT = 600  # a clause is far shorter; a hostile line is not repeated in full for every finding
MESSAGE_LIMIT = 4000


@dataclass(frozen=True, slots=True)
class Cited:
    """One quoted place: what it is to the finding, in which document, where, and its words."""

    role: str
    document: str  # the short name
    place: str
    quote: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Told:
    """A finding in words, safe to show; ``number`` is the one the page gives it too."""

    number: int
    finding: Finding
    severity: str  # the word for it; of an accepted or old finding the word for its status
    title: str  # what its rule is called
    message: str
    own: Cited
    others: tuple[Cited, ...]
    computation: str
    slack: str
    suggestion: str

    def why(self, say: Messages) -> list[tuple[str, str]]:
        """Return label and text of computation, what the verdict rests on, and suggestion, where given."""
        parts = (("computation", self.computation), ("slack", self.slack), ("suggestion", self.suggestion))
        return [(say(f"report.{key}"), text) for key, text in parts if text]


def tell(audit: Audit, summary: Summary, say: Messages, *, most: int | None = None) -> list[Told]:
    """Return the findings: the new ones first, the gravest of them first, else as they stand.

    Of more than ``most`` only the first are told.
    """
    ordered = sorted(audit.findings, key=rank)[:most]
    named = titles(audit, say)
    return [
        told(number, finding, summary, say, named.get(finding.rule, ""))
        for number, finding in enumerate(ordered, 1)
    ]


def rank(finding: Finding) -> tuple[bool, int]:
    """Sort key: new before settled, errors before warnings before notes."""
    return finding.status != "new", SEVERITIES.index(finding.severity)


def told(number: int, finding: Finding, summary: Summary, say: Messages, title: str = "") -> Told:
    """Return one finding in words; ``title`` is what its rule is called."""
    new = finding.status == "new"
    names = summary.names
    own = next((e for e in finding.evidence if e.role == "finding"), None) or _own(finding)
    return Told(
        number=number,
        finding=finding,
        severity=say.name("severity", finding.severity) if new else say.name("status", finding.status),
        title=safe(title),
        message=safe(finding.message, MESSAGE_LIMIT),
        own=_cited(own, names, say),
        others=tuple(_cited(e, names, say) for e in elsewhere(finding)),
        computation=safe(finding.computation, MESSAGE_LIMIT),
        slack=safe(finding.slack, MESSAGE_LIMIT),
        suggestion=safe(finding.suggestion, MESSAGE_LIMIT),
    )


def _own(finding: Finding) -> Evidence:
    place_ = (finding.document, finding.line, finding.start, finding.end, finding.quote)
    return Evidence(None, *place_, "finding")


def _cited(evidence: Evidence, names: dict[str, str], say: Messages) -> Cited:
    return Cited(
        role=role(evidence, say),
        document=safe(names.get(evidence.document, evidence.document)),
        place=place(evidence, say),
        quote=safe(evidence.quote, QUOTE_LIMIT),
        path=evidence.document,
        line=evidence.line,
    )


def safe(text: object, limit: int = MESSAGE_LIMIT) -> str:
    r"""Return text that any file format can hold: nothing in it acts, nothing is illegal in XML.

    >>> safe("增长\x1b5%\uffff")
    '增长␛5%�'
    """
    # The limit comes first: a hostile line of a megabyte is not worth cleaning.
    kept = shorten(("" if text is None else str(text)).strip(" \t\r\n"), limit)
    return visible(kept).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
