"""New findings as GitHub workflow commands: printed, they become annotations on the changed files."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Audit
from checker.report.located import line, lined, repository_path
from checker.report.messages import Messages, messages
from checker.report.summary import summarize
from checker.report.told import Told, safe, tell
from checker.report.verdict import verdict

_COMMAND = {"error": "error", "warning": "warning", "note": "notice"}
SHOWN = 10  # annotations of one kind that GitHub shows of a step
_QUOTED = 3  # witnesses quoted in one annotation


def lines(audit: Audit, language: str = "zh") -> Iterator[str]:
    """Yield one workflow command a line: each new finding, the gravest first, and the verdict.

    GitHub shows ten of each kind a step; when there are more, the last line says so.
    """
    say, summary = messages(language), summarize(audit)
    columns = lined(audit)
    for told in tell(audit, summary, say):
        if told.finding.status == "new":
            yield _annotation(told, columns, say)
    text = verdict(summary, say).line
    if any(count > SHOWN for count in summary.counts.values()):
        text += say("report.semicolon") + say("github.more", count=SHOWN)
    yield f"::notice title={_property(say('report.title'))}::{_data(safe(text))}"


def _annotation(told: Told, columns: frozenset[str], say: Messages) -> str:
    finding = told.finding
    values = {"file": repository_path(safe(finding.document)), "line": str(line(finding))}
    if finding.document in columns and finding.line > 0 and finding.end > finding.start:
        values |= {"endLine": values["line"], "col": str(finding.start + 1), "endColumn": str(finding.end)}
    values["title"] = f"{finding.rule} {finding.name}"
    colon = say("report.colon")
    text = [
        told.message,
        *(f"{item.role}{colon}{item.quote}" for item in (told.own, *told.others[:3]) if item.quote),
    ]
    text += [f"{label}{colon}{value}" for label, value in told.why(say)]
    shown = ",".join(f"{key}={_property(value)}" for key, value in values.items())
    return f"::{_COMMAND[finding.severity]} {shown}::{_data(chr(10).join(text))}"


def _data(text: str) -> str:
    r"""Return text as the message of a command: what would end it is written as %XX.

    >>> _data("增长5%\n第二行")
    '增长5%25%0A第二行'
    """
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Return text as a property of a command, where colon and comma part things too.

    >>> _property("a:b,c%")
    'a%3Ab%2Cc%25'
    """
    return _data(text).replace(":", "%3A").replace(",", "%2C")
