"""What commands that check documents share: their options, and the way from options to an audit."""

# ruff: noqa: PLC0415  (see run.py)
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from checker.commands import base
from checker.errors import UsageError
from checker.model import Audit
from checker.settings import Settings

PASSED, FOUND, UNREADABLE, FAULT = 0, 1, 3, 4


def settings_of(
    paths: Sequence[str], settings: str | None, *, rules: Sequence[str] = (), today: str | None = None
) -> Settings:
    """Return the settings for some documents, with what the command line adds to them.

    Raises:
        SettingsError: the file cannot be used.
        UsageError: a folder of rules that is none, or a date that is none.
    """
    from checker.inputs import common_folder
    from checker.settings import load

    chosen = load(base.existing_settings(settings), common_folder(paths))
    own = tuple(Path(folder).absolute() for folder in rules)
    for folder in own:
        if not folder.is_dir():
            problem, fix = base.say()("rules.no_folder", path=folder), base.say()("rules.no_folder_fix")
            raise UsageError("--rules", problem, fix=fix)
    merged = dict.fromkeys((*chosen.rules, *own))
    return replace(chosen, today=base.day(today), rules=tuple(merged))


def audited(paths: Sequence[str], settings: Settings, *, jobs: int | None, quiet: bool, **more: Any) -> Audit:
    """Check documents and return the audit, with progress on standard error unless ``quiet``.

    ``more`` goes to ``checker.pipeline.audit``.
    """
    from checker.commands.progress import Progress
    from checker.pipeline import audit
    from checker.store.cache import default

    say = base.say()
    with Progress(say("run.reading"), enabled=not quiet) as progress:
        return audit(
            paths,
            settings,
            jobs=jobs or base.processors(),
            cache=default(settings),
            language=say.language,
            progress=progress.step,
            **more,
        )


def options() -> list[click.Parameter]:
    """Return the options of every command that checks documents beside ``run``."""
    return [
        base.Option(["--against"], text="run.against", multiple=True, metavar="PATH"),
        base.Option(["--select"], text="run.select", multiple=True, metavar="CODE,..."),
        base.Option(["--ignore"], text="run.ignore", multiple=True, metavar="CODE,..."),
        base.Option(["--rules"], text="run.rules", multiple=True, metavar="DIR"),
        base.Option(["--settings"], text="run.settings", metavar="FILE"),
        base.Option(["--jobs", "-j"], text="run.jobs", type=click.IntRange(1, 256), metavar="N"),
        base.Option(["--quiet", "-q"], text="run.hushed", is_flag=True),
        base.Option(["--today"], text="run.today", metavar="DATE"),
    ]
