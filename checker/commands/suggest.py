"""checker suggest: the room that a draft's headline targets have, and what a change would do."""

# ruff: noqa: PLC0415  (see run.py)
from __future__ import annotations

import sys

import click

from checker.commands import base, checking
from checker.errors import UsageError
from checker.report.text import inert

FORMATS = ("console", "json", "xlsx")


def suggest(
    *,
    drafts: tuple[str, ...],
    against: tuple[str, ...],
    change: tuple[str, ...],
    format_: str,
    out: str | None,
    settings: str | None,
    jobs: int | None,
    quiet: bool,
    today: str | None,
) -> int:
    """Print or write what each headline target of the drafts may be; return the exit code."""
    from checker.suggest import Change, rooms, tell, what_if
    from checker.table import build

    say = base.say()
    changes = [Change.read(text) for text in change]
    if format_ == "xlsx" and out is None:
        raise UsageError("--out", say("suggest.no_file"), fix=say("suggest.no_file_fix"))
    chosen = checking.settings_of((*drafts, *against), settings, today=today)
    result = checking.audited(
        drafts, chosen, jobs=jobs, quiet=quiet or format_ != "console", against=against, select=("PC901",)
    )
    mine = frozenset(r.document.path for r in result.readings) - result.context_paths
    readings = list(result.readings)
    found = rooms(readings, build(readings, chosen).tables, mine, chosen)
    outcome = what_if(readings, mine, changes, chosen, language=say.language) if changes else None
    if format_ == "xlsx":
        assert out is not None
        base.put_file(out, tell.workbook(found, outcome, say, chosen.today))
    else:
        if format_ == "json":
            text = tell.as_json(found, outcome, say)
        else:
            shown = [*tell.lines(found, say), *(tell.outcome_lines(outcome, say) if outcome else ())]
            text = inert("\n".join(shown).lstrip("\n") + "\n")
        if out is None:
            sys.stdout.write(text)
        else:
            base.put_file(out, text.encode("utf-8", "replace"))
    return checking.UNREADABLE if result.problems else checking.PASSED


command = base.Command(
    "suggest",
    callback=suggest,
    params=[
        base.Argument(["drafts"], text="suggest.drafts", nargs=-1, required=True, metavar="DRAFT..."),
        base.Option(["--against"], text="run.against", multiple=True, metavar="PATH"),
        base.Option(["--set", "change"], text="suggest.set", multiple=True, metavar="指标=写法"),
        base.Option(
            ["--format", "-f", "format_"],
            text="suggest.format",
            type=click.Choice(FORMATS),
            default="console",
        ),
        base.Option(["--out", "-o"], text="suggest.out", metavar="FILE"),
        base.Option(["--settings"], text="run.settings", metavar="FILE"),
        base.Option(["--jobs", "-j"], text="run.jobs", type=click.IntRange(1, 256), metavar="N"),
        base.Option(["--quiet", "-q"], text="run.quiet", is_flag=True),
        base.Option(["--today"], text="run.today", metavar="DATE"),
    ],
)
