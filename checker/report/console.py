"""The audit on a terminal: per document a table of findings, then what was counted and what was not done."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich import box
from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from checker.model import Audit, Evidence, Finding
from checker.report.messages import Messages, messages
from checker.report.passage import Passage
from checker.report.phrases import elsewhere, place, role
from checker.report.screen import Screen
from checker.report.summary import SEVERITIES, DocumentSummary, Summary, summarize
from checker.report.text import inert, one_line, shorten
from checker.report.verdict import verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import IO

    from rich.console import Console, RenderableType

_STYLE = {"error": "bold red", "warning": "yellow", "note": "cyan"}
_VERDICT = {"error": "bold red", "warning": "bold yellow", "note": "bold green"}
_QUOTE_LIMIT = 120
_EVIDENCE_LIMIT = 3
_LIST_LIMIT = 12
_OVERVIEW_FROM = 2  # documents; of one alone the findings are the overview
_OVERVIEW_LIMIT = 40
_ROW_LIMIT = 100  # per document; nobody reads more in a terminal, and the page has them all


def show(
    audit: Audit, file: IO[str], *, language: str = "zh", quiet: bool = False, verbose: bool = False
) -> None:
    """Write the audit to a terminal or a pipe (80 columns and no colour there).

    Args:
        audit: What was found.
        file: Where to write; colours only where it is a terminal.
        language: ``zh`` or ``en``.
        quiet: Only the verdict.
        verbose: Notes stand open too, and every number not understood is listed.
    """
    console = Screen(file)
    say, summary = messages(language), summarize(audit)
    if not quiet:
        mine = _by_document(audit)
        for document in summary.documents:
            found = [audit.findings[at] for at in mine.pop(document.reading.document.path, ())]
            _print(console, _document(document, found, summary, say, verbose))
        # What stands on no document of the run: on the settings file.
        for name, places in sorted(mine.items()):
            found = [audit.findings[at] for at in places]
            _print(console, [_heading(name), *_listed(found, summary, say, verbose)])
        if audit.passed:
            shown = _findings(audit.passed, summary, say)
            _print(console, [_heading(say("report.passed")), shown])
        _print(console, _overview(summary, say))
        _print(console, _closing(summary, audit, say))
    console.print(Text(verdict(summary, say).line, style=_VERDICT[_worst(summary)]))


def _print(console: Console, parts: Sequence[RenderableType]) -> None:
    if parts:
        console.print(Group(*parts))
        console.print()


def _overview(summary: Summary, say: Messages) -> list[RenderableType]:
    """Return one line a document, where there are several: the gravest first, clean ones only counted."""
    checked = [document for document in summary.documents if not document.context]
    if len(checked) < _OVERVIEW_FROM:
        return []
    grave = [d for d in checked if d.counts["error"] or d.counts["warning"] or not d.readable]
    grave.sort(key=lambda d: (d.readable, -d.counts["error"], -d.counts["warning"], d.number))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column(say("report.document"), overflow="fold")
    for severity in SEVERITIES:
        table.add_column(say.name("severity", severity), justify="right", no_wrap=True)
    for document in grave[:_OVERVIEW_LIMIT]:
        counts = [Text(str(document.counts[s] or "—"), style=_STYLE[s]) for s in SEVERITIES]
        table.add_row(Text(inert(one_line(document.name))), *counts)
    parts: list[RenderableType] = [table] if grave else []
    if len(grave) > _OVERVIEW_LIMIT:
        parts.append(Text(say("report.more_documents", count=len(grave) - _OVERVIEW_LIMIT), style="dim"))
    clean = len(checked) - len(grave)
    if clean:
        parts.append(Text(say("report.clean_documents", count=clean, all=len(checked)), style="dim"))
    return parts


def _worst(summary: Summary) -> str:
    return next((severity for severity in SEVERITIES if summary.counts[severity]), "note")


def _by_document(audit: Audit) -> dict[str, list[int]]:
    """Return where the findings of each document stand among all, which may lie on disk."""
    places: dict[str, list[int]] = {}
    for at, finding in enumerate(audit.findings):
        places.setdefault(finding.document, []).append(at)
    return places


def _document(
    document: DocumentSummary, mine: list[Finding], summary: Summary, say: Messages, verbose: bool
) -> list[RenderableType]:
    identity = document.reading.document.identity
    if document.context and not mine:
        return []
    years = [
        say(f"report.{key}", year=year)
        for key, year in (("report_year", identity.report_year), ("plan_year", identity.plan_year))
        if year
    ]
    known = [identity.region or say("report.unknown"), say.name("kind", identity.kind), *years]
    parts: list[RenderableType] = [_heading(document.name, " · ".join(known) if document.readable else "")]
    listed = _listed(mine, summary, say, verbose)
    parts += listed
    unread = document.numbers.not_understood
    if verbose and unread:
        parts.append(_unread(document, say))
    if not listed:
        parts.append(Padding(Text("✓", style="green"), (0, 0, 0, 2)))
    return parts


def _listed(mine: list[Finding], summary: Summary, say: Messages, verbose: bool) -> list[RenderableType]:
    """Return the new findings of one document: a table, and the notes folded."""
    parts: list[RenderableType] = []
    shown = [f for f in mine if f.status == "new" and (verbose or f.severity != "note")]
    if shown:
        shown.sort(key=lambda f: SEVERITIES.index(f.severity))
        listed = shown if verbose else shown[:_ROW_LIMIT]
        parts.append(_findings(listed, summary, say))
        if len(listed) < len(shown):
            more = say("report.more_findings", count=len(shown) - len(listed))
            parts.append(Padding(Text(more, style="dim"), (0, 0, 0, 2)))
    folded = Counter(f.rule for f in mine if f.status == "new" and f.severity == "note")
    if folded and not verbose:
        rules = " ".join(f"{rule}×{count}" for rule, count in sorted(folded.items()))
        text = say("report.folded", count=folded.total(), rules=rules)
        parts.append(Padding(Text(text, style="dim"), (0, 0, 0, 2)))
    return parts


def _heading(text: str, more: str = "") -> Text:
    heading = Text(inert(one_line(text)), style="bold", overflow="fold")
    if more:
        heading.append("  " + inert(more), style="not bold dim")
    return heading


def _findings(findings: Iterable[Finding], summary: Summary, say: Messages) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True, show_edge=False, leading=1)
    for name, width in (("severity", 4), ("code", 6), ("place", 9)):
        key = {"severity": "rules.severity", "code": "report.rule", "place": "report.place"}[name]
        table.add_column(say(key), min_width=width, no_wrap=True, style="dim" if name == "place" else "")
    table.add_column(say("report.content"), ratio=1, overflow="fold")
    for finding in findings:
        style = _STYLE.get(finding.severity, "")
        table.add_row(
            Text(say.name("severity", finding.severity), style=style),
            Text(inert(finding.rule), style=style),
            Text(place(finding, say)),
            _content(finding, summary, say),
        )
    return table


def _content(finding: Finding, summary: Summary, say: Messages) -> Text:
    text, colon = Passage(inert(finding.message)), say("report.colon")
    _line(text, say("report.quote") + colon, finding.quote)
    others = elsewhere(finding)
    for evidence in others[:_EVIDENCE_LIMIT]:
        _line(text, role(evidence, say) + colon, _cited(evidence, finding, summary, say))
    if len(others) > _EVIDENCE_LIMIT:
        text.append("\n" + say("report.more_evidence", count=len(others) - _EVIDENCE_LIMIT), style="dim")
    _line(text, say("report.computation") + colon, finding.computation)
    _line(text, say("report.slack") + colon, finding.slack)
    _line(text, say("report.suggestion") + colon, finding.suggestion)
    return text


def _cited(evidence: Evidence, finding: Finding, summary: Summary, say: Messages) -> str:
    where = place(evidence, say)
    if evidence.document != finding.document:
        where = f"{summary.names.get(evidence.document, evidence.document)} {where}"
    return say("report.cited", quote=evidence.quote, where=where)


def _line(text: Text, label: str, value: str | None) -> None:
    if value:
        # No blank behind the label: Chinese text has none, so the line would break there.
        text.append(f"\n{label}", style="dim")
        text.append(shorten(inert(value).replace("\n", " "), _QUOTE_LIMIT), style="dim italic")


def _unread(document: DocumentSummary, say: Messages) -> RenderableType:
    uses = [use for use in document.reading.numbers if use.use == "not_understood"]
    cited = [say("report.cited", quote=use.text, where=say("place.line", line=use.line)) for use in uses]
    text = say("use.not_understood") + say("report.colon") + say("report.and").join(cited)
    return Padding(Passage(inert(text), style="dim"), (0, 0, 0, 2))


def _closing(summary: Summary, audit: Audit, say: Messages) -> list[RenderableType]:
    numbers = summary.numbers
    line = say(
        "report.accounting_line",
        seen=numbers.seen,
        statements=numbers.statements,
        aside=numbers.aside,
        unread=numbers.not_understood,
    )
    parts: list[RenderableType] = [Text(line)]
    if numbers.set_aside:
        reasons = [f"{say.name('reason', reason)} {count}" for reason, count in numbers.set_aside.items()]
        parts.append(Text(say("report.aside_reasons", reasons=say("report.and").join(reasons)), style="dim"))
    if audit.skipped:
        parts.append(Text(say("report.skipped", count=audit.skipped), style="dim"))
    messages_ = [(summary.names.get(f.document, f.document), f.message) for f in summary.not_checked]
    if messages_:
        parts.append(Text(say("report.not_checked") + say("report.colon"), style="bold"))
        for document, message in messages_[:_LIST_LIMIT]:
            parts.append(
                Padding(Passage(inert(f"{one_line(document)}{say('report.colon')}{message}")), (0, 0, 0, 2))
            )
        if len(messages_) > _LIST_LIMIT:
            parts.append(Text("  " + say("report.more_evidence", count=len(messages_) - _LIST_LIMIT)))
    return parts
