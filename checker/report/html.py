"""The audit as one self-contained page: it requests nothing, and only its own script runs in it.

Beyond 30 documents their texts stand on pages of their own, beside it.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from checker.judge import shipped_rules
from checker.judge.rulefile import Rule
from checker.model import Audit
from checker.report.compiled import Compiled
from checker.report.html_chart import HEIGHT
from checker.report.html_projects import HEIGHT as TIMELINE_HEIGHT
from checker.report.html_projects import Timelines
from checker.report.html_source import REPORT, Links, Sources
from checker.report.html_targets import Targets
from checker.report.html_view import View
from checker.report.messages import messages
from checker.report.projects import projects
from checker.report.summary import SEVERITIES, summarize
from checker.report.text import visible
from checker.report.verdict import verdict
from checker.resources import folder
from checker.translate import apart


def files(audit: Audit, language: str = "zh") -> dict[str, bytes]:
    """Return ``audit.html`` and, beyond 30 documents, a page for each: ``audit-sources/NN.html``."""
    return {name: text.encode("utf-8", "replace") for name, text in _Report(audit, language).files().items()}


def render(audit: Audit, language: str = "zh") -> str:
    """Return the page ``audit.html``."""
    return _Report(audit, language).page()


class _Report:
    """The pages of one audit."""

    def __init__(self, audit: Audit, language: str) -> None:
        place = folder("reports") / "html"
        self._audit, self._say, self._summary = audit, messages(language), summarize(audit)
        self._links = Links(self._summary)
        self._view = View(audit, self._summary, self._say, self._links)
        self._style, self._script = _text(place / "audit.css"), _text(place / "audit.js")
        self._environment = Environment(
            loader=FileSystemLoader(place),
            autoescape=True,
            bytecode_cache=Compiled("html"),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=_shown,
        )
        self._environment.filters["say_put"] = self._say.put
        self._environment.filters["apart"] = lambda text: apart(text, self._say("report.semicolon"))
        self._environment.globals.update(
            audit=audit,
            language={"zh": "zh-CN"}.get(language, language),
            say=self._say,
            severities=SEVERITIES,
            style=Markup(self._style),  # noqa: S704  the project's own file
        )

    def files(self) -> dict[str, str]:
        """Return the pages by file name."""
        return {REPORT: self.page()} | (self._sources() if self._links.apart else {})

    def page(self) -> str:
        """Return the report."""
        links, say = self._links, self._say
        return self._environment.get_template("audit.html.j2").render(
            chart_height=HEIGHT,
            links=links,
            policy=_policy(self._style, self._script),
            rules=_rules(self._audit),
            script=Markup(self._script),  # noqa: S704  the project's own file
            sources=Sources(self._view.numbered(), say),
            summary=self._summary,
            timeline_height=TIMELINE_HEIGHT,
            timelines=Timelines(projects(self._audit), self._summary, say, links.line),
            targets=Targets(self._audit, say, lambda told: links.line(told.document, told.line)),
            verdict=verdict(self._summary, say),
            view=self._view,
        )

    def _sources(self) -> dict[str, str]:
        home = f"../{REPORT}"
        sources = Sources(self._view.numbered(), self._say, home=home)
        template = self._environment.get_template("page.html.j2")
        names = [self._links.page(document.number) for document in self._summary.documents]
        beside = ["", *(name.rpartition("/")[2] for name in names), ""]
        return {
            name: template.render(
                after=beside[index + 2],
                before=beside[index],
                home=home,
                policy=_policy(self._style),
                source=sources.marked(document),
            )
            for index, (name, document) in enumerate(zip(names, self._summary.documents, strict=True))
        }


def _shown(value: object) -> object:
    # Everything that is not HTML already is document text or made from it.
    return value if isinstance(value, Markup) or not isinstance(value, str) else visible(value)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip("\n")


def _policy(style: str, script: str = "") -> str:
    """Return a content security policy that admits this page's own style and script and nothing else."""
    scripts = f"script-src '{_digest(script)}'; " if script else ""
    return f"default-src 'none'; style-src '{_digest(style)}'; {scripts}base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _rules(audit: Audit) -> list[Rule]:
    """Return the rules that found something, the user's own too, to be explained at the end."""
    found = {finding.rule for finding in audit.findings}
    known = {rule.code: rule for rule in (*shipped_rules(), *audit.rules)}
    return [known[code] for code in sorted(found & known.keys())]
