"""The audit as an Excel workbook: comparison table, findings, target ledger, matrix, projects, notes."""

from __future__ import annotations

from datetime import date

from checker.model import Audit
from checker.report.ledger import ledger
from checker.report.messages import messages
from checker.report.projects import projects
from checker.report.summary import summarize
from checker.report.told import tell
from checker.report.xlsx_book import Book
from checker.report.xlsx_findings import findings_sheet
from checker.report.xlsx_notes import notes_sheet, unread_sheet
from checker.report.xlsx_projects import projects_sheet
from checker.report.xlsx_rows import Rows
from checker.report.xlsx_targets import comparison_sheet, ledger_sheet, matrix_sheet


def files(audit: Audit, language: str = "zh", today: date | None = None) -> dict[str, bytes]:
    """Return ``audit.xlsx``; the same audit gives the same bytes."""
    say, summary = messages(language), summarize(audit)
    told = tell(audit, summary, say, most=audit.listed)
    book_of_targets = ledger(audit)
    rows = Rows(book_of_targets, told)
    book = Book(say, today)
    comparison_sheet(book, book_of_targets, rows)
    findings_sheet(book, told, rows)
    ledger_sheet(book, summary, rows)
    matrix_sheet(book, book_of_targets)
    projects_sheet(book, projects(audit), summary)
    unread_sheet(book, summary)
    notes_sheet(book, audit, summary)
    return {"audit.xlsx": book.packed()}
