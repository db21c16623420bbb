"""checker diff: what a new draft changed."""

# ruff: noqa: PLC0415  (see run.py)
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.commands import base, checking
from checker.model import Audit
from checker.settings import Settings

if TYPE_CHECKING:
    from checker.report.difference import Difference
    from checker.table.changes import Change

_FORMATS = ("console", "json", "markdown", "html")
_ENDINGS = {".json": "json", ".md": "markdown", ".html": "html", ".htm": "html", ".txt": "console"}
_FAIL_ON = ("error", "warning", "note", "change", "never")


def diff(
    *,
    old: str,
    new: str,
    against: tuple[str, ...],
    format_: str | None,
    out: str | None,
    fail_on: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    rules: tuple[str, ...],
    settings: str | None,
    jobs: int | None,
    quiet: bool,
    today: str | None,
) -> int:
    """Compare two drafts, write what changed and return the exit code."""
    from checker.report.difference import Difference, render

    say = base.say()
    chosen = checking.settings_of((old, new), settings, rules=rules, today=today)
    context = _context((old, new), against, chosen)
    sides = [
        checking.audited(
            [side],
            chosen,
            jobs=jobs,
            quiet=quiet,
            against=context,
            select=base.split(select),
            ignore=base.split(ignore),
        )
        for side in (old, new)
    ]
    found = Difference(sides[0], sides[1], tuple(_changes(sides[0], sides[1], chosen)))
    text = render(found, format_ or _ENDINGS.get(Path(out or "").suffix.lower(), "console"), say.language)
    base.put(out, [text.encode("utf-8", "replace")])
    return _exit_code(found, fail_on)


def _context(sides: tuple[str, str], against: tuple[str, ...], settings: Settings) -> list[str]:
    """Return the documents of --against but for the drafts themselves: a draft is no context of the other."""
    from checker.inputs import expand

    drafts = expand(sides, limits=settings.limits)
    return list(expand(against, without=drafts, limits=settings.limits).paths) if against else []


def _changes(old: Audit, new: Audit, settings: Settings) -> list[Change]:
    from checker.table import build
    from checker.table.changes import changes

    documents = [
        frozenset(r.document.path for r in side.readings if r.document.path not in side.context_paths)
        for side in (old, new)
    ]
    relations = [build(list(side.readings), settings) for side in (old, new)]
    return changes(*relations, of_old=documents[0], of_new=documents[1])


def _exit_code(found: Difference, fail_on: str) -> int:
    from checker.report.located import gates

    unread = [problem for side in (found.old, found.new) for problem in side.problems]
    for problem in unread:
        base.tell_of(problem.document, problem.problem)
    if any(not problem.document for problem in unread):
        return checking.FAULT
    if unread:
        return checking.UNREADABLE
    if fail_on == "change":
        return checking.FOUND if found.any else checking.PASSED
    # A table that only lost rows is no worse than before.
    worse = [*found.found, *(one.new for one in found.altered if one.gained)]
    return checking.FOUND if any(gates(finding, fail_on) for finding in worse) else checking.PASSED


command = base.Command(
    "diff",
    callback=diff,
    params=[
        base.Argument(["old"], text="diff.old_path", metavar="OLD"),
        base.Argument(["new"], text="diff.new_path", metavar="NEW"),
        base.Option(["--format", "-f", "format_"], text="diff.format", type=click.Choice(_FORMATS)),
        base.Option(["--out", "-o"], text="diff.out", metavar="FILE"),
        base.Option(["--fail-on"], text="diff.fail_on", type=click.Choice(_FAIL_ON), default="error"),
        *checking.options(),
    ],
)
