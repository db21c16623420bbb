"""The audit as one self-contained page: it requests nothing, and only its own script runs in it."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from checker.judge import shipped_rules
from checker.judge.rulefile import Rule
from checker.model import Audit
from checker.report.html_chart import HEIGHT
from checker.report.html_targets import Targets
from checker.report.html_view import View
from checker.report.messages import messages
from checker.report.summary import SEVERITIES, summarize
from checker.report.text import visible
from checker.report.verdict import verdict
from checker.resources import folder


def files(audit: Audit, language: str = "zh") -> dict[str, bytes]:
    """Return ``audit.html``."""
    return {"audit.html": render(audit, language).encode("utf-8", "replace")}


def render(audit: Audit, language: str = "zh") -> str:
    """Return the page."""
    place = folder("reports") / "html"
    say, summary = messages(language), summarize(audit)
    view = View(audit, summary, say)
    style, script = _text(place / "audit.css"), _text(place / "audit.js")
    environment = Environment(
        loader=FileSystemLoader(place),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    return environment.get_template("audit.html.j2").render(
        audit=audit,
        language={"zh": "zh-CN"}.get(language, language),
        policy=_policy(style, script),
        script=Markup(script),  # noqa: S704  the project's own file
        say=say,
        severities=SEVERITIES,
        style=Markup(style),  # noqa: S704  the project's own file
        summary=summary,
        targets=Targets(audit, say, lambda told: view.line_link(told.document, told.line)),
        chart_height=HEIGHT,
        rules=_rules(audit),
        verdict=verdict(summary, say),
        view=view,
    )


def _shown(value: object) -> object:
    # Everything that is not HTML already is document text or made from it.
    return value if isinstance(value, Markup) or not isinstance(value, str) else visible(value)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip("\n")


def _policy(style: str, script: str) -> str:
    """Return a content security policy that admits this page's own style and script and nothing else."""
    digests = [base64.b64encode(hashlib.sha256(t.encode()).digest()).decode() for t in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _rules(audit: Audit) -> list[Rule]:
    """Return the shipped rules that found something, to be explained at the end."""
    found = {finding.rule for finding in audit.findings}
    return [rule for rule in shipped_rules() if rule.code in found]
