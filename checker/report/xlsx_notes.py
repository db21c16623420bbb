"""未识别数字 and 检查说明: what was not understood, what was compared and what could not be."""

from __future__ import annotations

from checker.model import Audit, NumberUse
from checker.report.ledger import STATUSES
from checker.report.messages import Messages
from checker.report.summary import SEVERITIES, DocumentSummary, Summary
from checker.report.verdict import verdict
from checker.report.xlsx_book import Book, Column, Sheet

_AROUND = 30  # characters shown before and behind a number that was not understood


def unread_sheet(book: Book, summary: Summary) -> None:
    """Write 未识别数字: every number expression that could not be read, with its words around it."""
    say = book.say
    widths = {"document": 40, "place": 10, "number_text": 18, "around": 90}
    columns = [Column(say(f"column.{name}"), width) for name, width in widths.items()]
    sheet = book.sheet(say("xlsx.unread"), say("xlsx.unread_note"), columns)
    for document in summary.documents:
        for use in document.reading.numbers:
            if use.use == "not_understood" and not sheet.full:
                sheet.next()
                sheet.text(0, document.name)
                sheet.text(1, say("place.line", line=use.line))
                sheet.text(2, use.text)
                sheet.text(3, _around(document, use))
    sheet.done()


def _around(document: DocumentSummary, use: NumberUse) -> str:
    line = document.reading.document.lines.get(use.line, "")
    start, end = max(0, use.start - _AROUND), min(len(line), use.end + _AROUND)
    return ("…" if start else "") + line[start:end] + ("…" if end < len(line) else "")


def notes_sheet(book: Book, audit: Audit, summary: Summary) -> None:
    """Write 检查说明: verdict, documents, what could not be checked, and what the words mean."""
    say = book.say
    heads = ("document", "region", "kind", "years", "statements", "aside", "unread", *SEVERITIES)
    widths = (48, 18, 14, 22, 9, 9, 9, 7, 7, 7)
    columns = [Column(_document_head(name, say), w) for name, w in zip(heads, widths, strict=True)]
    sheet = book.sheet(say("xlsx.notes"), verdict(summary, say).line, columns)
    for document in summary.documents:
        if not sheet.full:
            sheet.next()
            _document(sheet, document, say)
    _accounting(sheet, audit, summary, say)
    _not_checked(sheet, audit, summary, say)
    _legend(sheet, say)
    sheet.next()
    sheet.wide(0, f"{say('report.run')} {audit.run}    {say('report.version')} {audit.version}")
    sheet.done(filtered=False)


def _document_head(name: str, say: Messages) -> str:
    if name in SEVERITIES:
        return say.name("severity", name)
    keys = {"statements": "use.statement", "aside": "use.set_aside", "unread": "use.not_understood"}
    return say(keys.get(name, f"report.{name}"))


def _document(sheet: Sheet, document: DocumentSummary, say: Messages) -> None:
    who, numbers = document.reading.document.identity, document.numbers
    sheet.text(
        0, document.name + (say("report.in_brackets", text=say("report.context")) if document.context else "")
    )
    if document.readable:
        sheet.text(1, who.region_path or who.region or say("report.unknown"))
        sheet.text(2, say.name("kind", who.kind))
        years = [
            say(f"report.{key}", year=year)
            for key, year in (("report_year", who.report_year), ("plan_year", who.plan_year))
            if year
        ]
        sheet.text(3, say("report.and").join(years) or say("report.unknown"))
    else:
        problems = say("report.semicolon").join(say.put(problem.problem) for problem in document.problems)
        sheet.text(1, problems, "error")
        sheet.text(2, "")
        sheet.text(3, "")
    sheet.count(4, numbers.statements)
    sheet.count(5, numbers.aside)
    sheet.count(6, numbers.not_understood, "warning" if numbers.not_understood else "")
    for column, severity in enumerate(SEVERITIES, 7):
        count = document.counts[severity]
        sheet.count(column, count, severity if count else "")


def _accounting(sheet: Sheet, audit: Audit, summary: Summary, say: Messages) -> None:
    numbers = summary.numbers
    sheet.next()
    sheet.heading(say("report.scope"))
    line = say(
        "report.accounting_line",
        seen=numbers.seen,
        statements=numbers.statements,
        aside=numbers.aside,
        unread=numbers.not_understood,
    )
    lines = [line]
    reasons = [f"{say.name('reason', reason)} {count}" for reason, count in numbers.set_aside.items()]
    if reasons:
        lines.append(say("report.aside_reasons", reasons=say("report.and").join(reasons)))
    if audit.skipped:
        lines.append(say("report.skipped", count=audit.skipped))
    if audit.passed:
        lines.append(say("report.passed_count", count=len(audit.passed)))
    lines.append(say("report.explain_hint"))
    _lines(sheet, lines)


def _not_checked(sheet: Sheet, audit: Audit, summary: Summary, say: Messages) -> None:
    sheet.next()
    sheet.heading(say("report.not_checked"))
    lines = [
        summary.names.get(finding.document, finding.document) + say("report.colon") + finding.message
        for finding in summary.not_checked
    ]
    lines += [say.put(problem.problem) for problem in audit.problems if not problem.document]
    _lines(sheet, lines or [say("report.not_checked_none")])


def _legend(sheet: Sheet, say: Messages) -> None:
    sheet.next()
    sheet.heading(say("xlsx.legend"))
    for status in STATUSES:
        sheet.next()
        sheet.text(0, say.name("status_of_target", status), status)
        sheet.wide(1, say(f"status_meaning.{status}"))


def _lines(sheet: Sheet, lines: list[str]) -> None:
    for line in lines:
        if not sheet.full:
            sheet.next()
            sheet.wide(0, line)
