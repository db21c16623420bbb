"""The audit as Markdown, for a repository, a mail or a chat: the same words as everywhere else."""

from __future__ import annotations

import re

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from checker.model import Audit
from checker.report.comparison_text import NUMBERS, cells, heads
from checker.report.compiled import Compiled
from checker.report.csv import cited
from checker.report.ledger import comparisons, ledger
from checker.report.messages import messages
from checker.report.summary import SEVERITIES, summarize
from checker.report.told import safe, tell
from checker.report.verdict import verdict
from checker.resources import folder

# What Markdown, HTML in it, tables and GitHub's links and mentions would act on.
_ACTIVE = re.compile(r"([\\`*_\[\]|~#$@])|(?<=http)(:)|(?<=https)(:)|(?<=www)(\.)", re.IGNORECASE)
_LEADING = re.compile(r"^(\s*)(?:(\d+)(?=[.)](?:\s|$))|(?=[-+=]))")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_LINES = re.compile(r"[\r\n\v\f\x85\u2028\u2029]+")


def files(audit: Audit, language: str = "zh") -> dict[str, bytes]:
    """Return ``audit.md``."""
    return {"audit.md": render(audit, language).encode("utf-8", "replace")}


def render(audit: Audit, language: str = "zh") -> str:
    """Return the report as GitHub-flavoured Markdown."""
    say, summary = messages(language), summarize(audit)
    told = tell(audit, summary, say, most=audit.listed)
    environment = Environment(  # noqa: S701 — the text is escaped for Markdown, HTML with it
        loader=FileSystemLoader(folder("reports") / "markdown"),
        bytecode_cache=Compiled("markdown"),
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    new = [item for item in told if item.finding.status == "new"]
    return environment.get_template("audit.md.j2").render(
        audit=audit,
        comparison_heads=heads(say),
        comparison_numbers=NUMBERS,
        comparisons=[cells(row, say) for row in comparisons(ledger(audit))],
        cited=lambda item, one: cited(one, item, say),
        notes=[item for item in new if item.finding.severity == "note"],
        open=[item for item in new if item.finding.severity != "note"],
        say=say,
        settled=[item for item in told if item.finding.status != "new"],
        severities=SEVERITIES,
        summary=summary,
        verdict=verdict(summary, say),
    )


def escape(text: object) -> str:
    r"""Return text as Markdown that shows it: no mark-up, no HTML, no link, one line.

    >>> escape("<b>*[a](b)*|"), escape("1. 甲"), escape("# 甲")
    ('&lt;b&gt;\\*\\[a\\](b)\\*\\|', '1\\. 甲', '\\# 甲')
    """
    line = safe(_LINES.sub(" ", str(text))).translate(_ENTITIES)
    line = _ACTIVE.sub(lambda found: "\\" + found.group(), line)
    return _LEADING.sub(lambda found: f"{found[1]}{found[2] or ''}\\", line)


def _shown(value: object) -> object:
    return escape(value) if isinstance(value, str) else value
