"""问题清单: one row per finding, filtered by its head, linked to the ledger."""

from __future__ import annotations

from collections.abc import Sequence

from checker.report.csv import cited
from checker.report.messages import Messages
from checker.report.told import Told
from checker.report.xlsx_book import Book, Column, Sheet
from checker.report.xlsx_rows import Rows

_MOST = 8  # places beside a finding's own that its row shows; the page has them all
_WIDTHS = {
    "number": 5, "severity": 6, "rule": 8, "name": 14, "document": 18, "place": 8, "region": 9,
    "indicator": 13, "period": 7, "message": 36, "quote": 26, "evidence": 34, "computation": 30, "slack": 16,
    "suggestion": 18, "fingerprint": 22,
}  # fmt: skip


def findings_sheet(book: Book, told: Sequence[Told], rows: Rows) -> None:
    """Write the sheet."""
    say = book.say
    columns = [Column(say(f"column.{name}"), width) for name, width in _WIDTHS.items()]
    sheet = book.sheet(say("xlsx.findings"), say("xlsx.findings_note"), columns, frozen=3)
    for item in told:
        if sheet.full:
            break
        sheet.next()
        _finding(sheet, item, rows, say)
    sheet.done(printed=len(columns) - 1)


def _finding(sheet: Sheet, item: Told, rows: Rows, say: Messages) -> None:
    finding = item.finding
    colour = finding.severity if finding.status == "new" else "settled"
    sheet.count(0, item.number)
    sheet.text(1, item.severity, colour)
    sheet.text(2, finding.rule)
    sheet.text(3, item.title)
    sheet.text(4, item.own.document)
    sheet.text(5, item.own.place)
    sheet.text(6, finding.region)
    entry = rows.entry_of(item)
    if entry is None or not finding.indicator:
        sheet.text(7, say.indicator(finding.indicator))
    else:
        sheet.link(7, say("xlsx.ledger"), entry, say.indicator(finding.indicator))
    sheet.text(8, finding.period)
    sheet.text(9, item.message)
    sheet.text(10, item.own.quote)
    shown = [cited(one, item, say) for one in item.others[:_MOST]]
    if len(item.others) > _MOST:
        shown.append(say("report.more_evidence", count=len(item.others) - _MOST))
    sheet.text(11, "\n".join(shown))
    for column, text in enumerate((item.computation, item.slack, item.suggestion, finding.fingerprint), 12):
        sheet.text(column, text)
