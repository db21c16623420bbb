"""The findings as the HTML template shows them, with links to the words they rest on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from checker.model import Audit, Evidence, Finding
from checker.report.html_passage import Passages
from checker.report.html_source import Links
from checker.report.messages import Messages
from checker.report.phrases import elsewhere, place, role
from checker.report.summary import SEVERITIES, Summary
from checker.report.titles import titles
from checker.report.told import rank

_QUOTES = 60  # of one finding; a rule that compares all with all can have thousands


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted place with its link into the source view."""

    role: str
    document: str  # its short name
    place: str
    text: str
    link: str  # '' where the document is not shown
    html: Markup  # the words with their figures marked, the rest of the sentence beside them


@dataclass(frozen=True, slots=True)
class Tally:
    """A rule and how many findings of each severity it made."""

    rule: str
    title: str
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Card:
    """A finding as it is shown; ``number`` is its number in the whole report."""

    number: int
    finding: Finding
    title: str  # what the rule is called
    own: Quote
    others: tuple[Quote, ...]
    hidden: int  # places beyond those; the JSON report has them all
    search: str  # lower-case text that the search box looks in


class View:
    """The findings of one audit, numbered as they are shown."""

    def __init__(self, audit: Audit, summary: Summary, say: Messages, links: Links) -> None:
        self.summary, self.say, self.links = summary, say, links
        # Numbered as they are shown: what is new first, the gravest of it first.
        self._titles = titles(audit, say)
        self._passages = Passages(audit)
        self._audit = audit
        ordered = sorted(audit.findings, key=rank)[: audit.listed]
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

    def rules(self) -> list[Tally]:
        """Return the rules that found something new, those with the gravest and most findings first."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for finding in self._audit.findings:
            if finding.status == "new":
                counts[finding.rule][finding.severity] += 1
        tallies = [
            Tally(rule, self.title(rule), {s: count[s] for s in SEVERITIES}) for rule, count in counts.items()
        ]
        return sorted(tallies, key=lambda t: ([-t.counts[s] for s in SEVERITIES], t.rule))

    def title(self, rule: str) -> str:
        """Return what a rule is called."""
        return self._titles.get(rule, "")

    def name(self, document: str) -> str:
        """Return the short name of a document."""
        return self.summary.names.get(document, document)

    def numbered(self) -> Iterator[tuple[int, Finding]]:
        """Yield the findings with their numbers."""
        yield from ((card.number, card.finding) for card in self.cards)

    def _card(self, number: int, finding: Finding) -> Card:
        own = [evidence for evidence in finding.evidence if evidence.role == "finding"]
        others = tuple(self._quote(e) for e in elsewhere(finding))
        hidden, others = max(len(others) - _QUOTES, 0), others[:_QUOTES]
        first = own[0] if own else finding
        shown = Quote(
            self.say.name("role", "finding"),
            self.name(finding.document),
            place(finding, self.say),
            first.quote,
            self.links.finding(number, finding),
            self._passages.html(first),
        )
        title = self.title(finding.rule) or finding.name
        texts = [finding.rule, finding.name, title, finding.message, finding.document, first.quote]
        texts += [
            self.say.indicator(finding.indicator),
            finding.fingerprint,
            *(quote.text for quote in others),
        ]
        return Card(number, finding, title, shown, others, hidden, " ".join(texts).lower())

    def _quote(self, evidence: Evidence) -> Quote:
        return Quote(
            role(evidence, self.say),
            self.name(evidence.document),
            place(evidence, self.say),
            evidence.quote,
            self.links.line(evidence.document, evidence.line),
            self._passages.html(evidence),
        )
