"""The audit for Word: each Word input with comments in it, and one report on all other documents."""

from __future__ import annotations

from datetime import date

from checker.errors import Unreadable
from checker.model import Audit
from checker.report.messages import messages
from checker.report.summary import summarize
from checker.report.told import tell
from checker.report.word_comments import commented, file_name, is_commented
from checker.report.word_report import report


def files(audit: Audit, language: str = "zh", today: date | None = None) -> dict[str, bytes]:
    """Return ``NAME.批注.docx`` for each Word document checked, and ``audit.docx`` for the others.

    Documents given only for comparison get no comments. A file that has gone or broken since it was
    read is left to ``audit.docx``.
    """
    say, summary = messages(language), summarize(audit)
    told = tell(audit, summary, say, most=audit.listed)
    made: dict[str, bytes] = {}
    done: set[str] = set()
    for document in summary.documents:
        read = document.reading.document
        if read.format != "docx" or document.context or not document.readable:
            continue
        own = [item for item in told if is_commented(read, item.finding)]
        try:
            content = commented(read, own, say, today)
        except (OSError, Unreadable):
            continue
        made[file_name(document.name, set(made))] = content
        done.add(read.path)
    rest = [item for item in told if item.finding.document not in done]
    others = any(not d.context and d.reading.document.path not in done for d in summary.documents)
    if rest or others or not made:
        names = sorted(made)
        made["audit.docx"] = report(audit, summary, rest, say, annotated=names, today=today)
    return made
