"""Two drafts compared, as text, JSON, Markdown and a page: findings gone and new, statements changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from checker.model import Audit, Finding, Statement
from checker.report.altered import Altered, pair
from checker.report.compiled import Compiled
from checker.report.json import finding_dict
from checker.report.messages import Messages, messages
from checker.report.summary import SEVERITIES, short_names
from checker.report.text import inert
from checker.report.told import safe
from checker.resources import folder
from checker.table.changes import Change, Said, counted

# What these say is about the settings, not about a draft.
_NOT_OF_DRAFTS = frozenset({"PC905", "PC906"})
_QUOTE_LIMIT = 200


@dataclass(frozen=True)
class Difference:
    """What a new draft changed: audits of both sides, and the statements said otherwise."""

    old: Audit
    new: Audit
    changes: tuple[Change, ...]

    @property
    def gone(self) -> list[Finding]:
        """Findings of the old side that the new one has no more, the gravest first."""
        altered = {id(one.old) for one in self.altered}
        return [finding for finding in self._only[0] if id(finding) not in altered]

    @property
    def found(self) -> list[Finding]:
        """Findings that the new side has and the old one had not, the gravest first."""
        altered = {id(one.new) for one in self.altered}
        return [finding for finding in self._only[1] if id(finding) not in altered]

    @cached_property
    def altered(self) -> list[Altered]:
        """Findings that both sides have, with other figures or rows."""
        return pair(*self._only)

    @cached_property
    def _only(self) -> tuple[list[Finding], list[Finding]]:
        """Findings that stand on the old side alone, and on the new one alone."""
        return _without(self.old, self.new), _without(self.new, self.old)

    @property
    def kept(self) -> int:
        """How many findings both sides have word for word."""
        return len(_of_draft(self.new)) - len(self.found) - len(self.altered)

    @property
    def any(self) -> bool:
        """Whether the sides differ at all."""
        return bool(self.gone or self.found or self.altered or self.changes)


def _of_draft(audit: Audit) -> list[Finding]:
    return [finding for finding in audit.findings if finding.rule not in _NOT_OF_DRAFTS]


def _without(side: Audit, other: Audit) -> list[Finding]:
    known = {finding.fingerprint for finding in other.findings}
    left = [finding for finding in _of_draft(side) if finding.fingerprint not in known]
    return sorted(left, key=lambda finding: (finding.status != "new", SEVERITIES.index(finding.severity)))


def render(difference: Difference, format_: str, language: str = "zh") -> str:
    """Return the comparison as ``console`` text, ``json``, ``markdown`` or ``html``."""
    return _FORMATS[format_](difference, messages(language))


# ---------------------------------------------------------------- what every format shows


@dataclass(frozen=True, slots=True)
class _View:
    """The comparison in words, safe to show."""

    summary: list[str]
    found: list[list[str]]  # severity, rule, message, place
    altered: list[list[str]]  # the same, the old message behind the new one
    gone: list[list[str]]
    changes: list[list[str]]  # what, of what, old words, new words, how, place
    kinds: list[str]  # of each change: its direction, else its kind


def _view(difference: Difference, say: Messages) -> _View:
    counts = counted(difference.changes)
    numbers = {"new": len(difference.found), "gone": len(difference.gone), "kept": difference.kept}
    numbers["altered"] = len(difference.altered)
    summary = [say("diff.findings_line", **numbers), say("diff.statements_line", **counts)]
    names = {**_names(difference.old), **_names(difference.new)}
    return _View(
        summary=summary if difference.any else [*summary, say("diff.same")],
        found=[_finding(finding, names, say) for finding in difference.found],
        altered=[_altered(one, names, say) for one in difference.altered],
        gone=[_finding(finding, names, say) for finding in difference.gone],
        changes=[_change(change, names, say) for change in difference.changes],
        kinds=[change.direction or change.kind for change in difference.changes],
    )


def _names(audit: Audit) -> dict[str, str]:
    return short_names([reading.document.path for reading in audit.readings])


def _finding(finding: Finding, names: Mapping[str, str], say: Messages) -> list[str]:
    new = finding.status == "new"
    severity = say.name("severity", finding.severity) if new else say.name("status", finding.status)
    return [
        severity,
        safe(finding.rule),
        safe(finding.message),
        _place(finding.document, finding.line, names, say),
    ]


def _altered(one: Altered, names: Mapping[str, str], say: Messages) -> list[str]:
    severity, rule, message, place = _finding(one.new, names, say)
    before = say("diff.before", text=safe(one.old.message))
    return [severity, rule, message + before, place]


def _change(change: Change, names: Mapping[str, str], say: Messages) -> list[str]:
    at = change.at
    about = " ".join(filter(None, (at.region, at.indicator, at.period)))
    return [
        say(f"change.{change.direction or change.kind}"),
        safe(about),
        _words(change.old, say),
        _words(change.new, say),
        _how(change, say),
        _place(at.document, at.line, names, say),
    ]


def _words(said: Said | None, say: Messages) -> str:
    return safe(said.quote, _QUOTE_LIMIT) if said is not None else say("diff.none")


def _how(change: Change, say: Messages) -> str:
    parts = []
    for what, direction in change.reasons:
        told = say(f"change.{what}")
        if what == "force" and change.old is not None and change.new is not None:
            told += f"{change.old.force or say('diff.none')}→{change.new.force or say('diff.none')} "
        parts.append(told + say(f"change.{direction or 'changed'}"))
    return say("report.and").join(parts)


def _place(document: str, line: int, names: Mapping[str, str], say: Messages) -> str:
    where = say("place.line", line=line) if line > 0 else say("place.whole")
    return f"{safe(names.get(document, document))} {where}"


# ---------------------------------------------------------------- formats


def _sections(view: _View) -> tuple[tuple[str, list[list[str]]], ...]:
    return (
        ("new_findings", view.found),
        ("changed_findings", view.altered),
        ("gone_findings", view.gone),
    )


def _console(difference: Difference, say: Messages) -> str:
    view = _view(difference, say)
    lines = list(view.summary)
    for (key, rows), sign in zip(_sections(view), "+~-", strict=True):
        if rows:
            lines += ["", say(f"diff.{key}")]
            lines += [
                f"  {sign} {severity} {rule} {text}{say('report.in_brackets', text=place)}"
                for severity, rule, text, place in rows
            ]
    if view.changes:
        lines += ["", say("diff.statements")]
    for what, about, old, new, how, place in view.changes:
        lines.append(
            f"  {what}  {about}{say('report.in_brackets', text=place)}" + (f"　{how}" if how else "")
        )
        lines += [f"    - {old}"] * (old != say("diff.none")) + [f"    + {new}"] * (new != say("diff.none"))
    return "\n".join(lines) + "\n"


def _json(difference: Difference, _: Messages) -> str:
    old, new = _statements(difference.old), _statements(difference.new)
    told = {
        "version": difference.new.version,
        "old": _paths(difference.old),
        "new": _paths(difference.new),
        "counts": counted(difference.changes) | {"findings_kept": difference.kept},
        "findings": {
            "new": [finding_dict(finding) for finding in difference.found],
            "gone": [finding_dict(finding) for finding in difference.gone],
            "changed": [
                {"old": finding_dict(one.old), "new": finding_dict(one.new)} for one in difference.altered
            ],
        },
        "statements": [
            {
                "kind": change.kind,
                "direction": change.direction or None,
                "reasons": [{"what": what, "direction": way or None} for what, way in change.reasons],
                "old": old[change.old.id].as_dict() if change.old is not None else None,
                "new": new[change.new.id].as_dict() if change.new is not None else None,
            }
            for change in difference.changes
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _statements(audit: Audit) -> dict[str, Statement]:
    return {said.id: said for reading in audit.readings for said in reading.statements}


def _paths(audit: Audit) -> list[str]:
    paths = (reading.document.path for reading in audit.readings)
    return [path for path in paths if path not in audit.context_paths]


def _markdown(difference: Difference, say: Messages) -> str:
    from checker.report.markdown import escape  # noqa: PLC0415 — only here

    view = _view(difference, say)
    parts = [f"# {say('diff.title')}", *(escape(line) for line in view.summary)]
    heads = [say(f"column.{name}") for name in ("severity", "rule", "message", "place")]
    for key, rows in _sections(view):
        if rows:
            parts += [f"## {say(f'diff.{key}')}", _table(heads, rows, escape)]
    if view.changes:
        parts += [f"## {say('diff.statements')}", _table(_change_heads(say), view.changes, escape)]
    return "\n\n".join(parts) + "\n"


def _table(heads: list[str], rows: list[list[str]], escape: Callable[[object], str]) -> str:
    lines = [heads, ["---"] * len(heads), *([escape(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _change_heads(say: Messages) -> list[str]:
    keys = ("diff.what", "column.indicator", "diff.old", "diff.new", "diff.reason", "column.place")
    return [say(key) for key in keys]


def _html(difference: Difference, say: Messages) -> str:
    environment = Environment(
        loader=FileSystemLoader(folder("reports") / "html"),
        autoescape=True,
        bytecode_cache=Compiled("difference"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("diff.html.j2").render(
        change_heads=_change_heads(say),
        finding_heads=[say(f"column.{name}") for name in ("severity", "rule", "message", "place")],
        language={"zh": "zh-CN"}.get(say.language, say.language),
        say=say,
        version=difference.new.version,
        view=_view(difference, say),
    )


_FORMATS: dict[str, Callable[[Difference, Messages], str]] = {
    "console": lambda difference, say: inert(_console(difference, say)),
    "json": _json,
    "markdown": _markdown,
    "html": _html,
}
FORMATS: tuple[str, ...] = tuple(_FORMATS)
