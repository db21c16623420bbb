"""The findings as a table for spreadsheets: UTF-8 with a byte order mark, one row per finding."""

from __future__ import annotations

import csv
import io

from checker.model import Audit
from checker.report.messages import Messages, messages
from checker.report.summary import summarize
from checker.report.told import Cited, Told, safe, tell

COLUMNS = (
    "number", "severity", "status", "rule", "name", "document", "place", "region", "indicator", "period",
    "message", "quote", "evidence", "computation", "slack", "suggestion", "fingerprint",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def files(audit: Audit, language: str = "zh") -> dict[str, bytes]:
    """Return ``audit.csv``; its column names are words of the language, in the order of ``COLUMNS``."""
    say = messages(language)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([say(f"column.{name}") for name in COLUMNS])
    for told in tell(audit, summarize(audit), say):
        writer.writerow([cell(value) for value in row(told, say)])
    return {"audit.csv": b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")}


def row(told: Told, say: Messages) -> list[object]:
    """Return the values of one finding, in the order of ``COLUMNS``."""
    finding = told.finding
    return [
        told.number,
        say.name("severity", finding.severity),
        say.name("status", finding.status),
        safe(finding.rule),
        safe(finding.name),
        told.own.document,
        told.own.place,
        safe(finding.region),
        safe(say.indicator(finding.indicator)),
        safe(finding.period),
        told.message,
        told.own.quote,
        say("report.semicolon").join(cited(item, told, say) for item in told.others),
        told.computation,
        told.slack,
        told.suggestion,
        safe(finding.fingerprint),
    ]


def cited(item: Cited, told: Told, say: Messages) -> str:
    """Return one place in a line: what it is, its words, and where they stand."""
    where = item.place if item.path == told.finding.document else f"{item.document} {item.place}"
    return item.role + say("report.colon") + say("report.cited", quote=item.quote, where=where)


def cell(value: object) -> object:
    """Return a value that no spreadsheet takes for a formula: such a text gets an apostrophe in front.

    >>> cell("=HYPERLINK(1)"), cell("增长5%"), cell(3)
    ("'=HYPERLINK(1)", '增长5%', 3)
    """
    if isinstance(value, str) and value.lstrip().startswith(_FORMULA):
        return "'" + value
    return value
