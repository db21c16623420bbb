"""checker baseline: remember what is there now, so that only what is new stops anybody."""

# ruff: noqa: PLC0415  (see run.py)
from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from checker.commands import base, checking
from checker.judge.acceptance import Baseline
from checker.model import Audit, Known

ACTIONS = ("write", "update", "prune")
DEFAULT = "checker.baseline.json"


def baseline(
    *,
    action: str,
    paths: tuple[str, ...],
    file: str,
    against: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    rules: tuple[str, ...],
    settings: str | None,
    jobs: int | None,
    quiet: bool,
    today: str | None,
) -> int:
    """Check documents, bring the baseline file up to date and return the exit code."""
    from checker.judge.baseline import read, text

    say, target = base.say(), Path(file)
    old = read(target) if action != "write" or target.is_file() else Baseline()
    audit = checking.audited(
        paths,
        checking.settings_of(paths, settings, rules=rules, today=today),
        jobs=jobs,
        quiet=quiet,
        against=against,
        select=base.split(select),
        ignore=base.split(ignore),
        baseline=old,
    )
    kept = _kept(action, old, audit, target.absolute().parent)
    base.put_file(file, text(kept).encode("utf-8", "replace"))
    _tell(file, old, kept, say, quiet=quiet)
    for unread in audit.problems:
        base.tell_of(unread.document, unread.problem)
    return checking.UNREADABLE if audit.problems else checking.PASSED


def _kept(action: str, old: Baseline, audit: Audit, folder: Path) -> tuple[Known, ...]:
    """Return what the file holds from now on.

    ``write`` takes this run alone; ``update`` adds what is new to it and drops what is gone; ``prune``
    only drops. What this run could not have found stays.
    """
    from checker.judge.baseline import of, ordered

    now = of(audit.findings, folder)
    if action == "write":
        return now
    gone = {entry.fingerprint for entry in audit.stale}
    accepted = set(audit.accepted)
    left = [entry for entry in old.known if entry.fingerprint not in gone | accepted]
    if action == "prune":
        return ordered(left)
    return ordered([*left, *now])


def _tell(file: str, old: Baseline, kept: tuple[Known, ...], say: Any, *, quiet: bool) -> None:
    before, after = old.fingerprints, {entry.fingerprint for entry in kept}
    told = say(
        "baseline.done",
        path=file,
        count=len(after),
        added=len(after - before),
        removed=len(before - after),
    )
    print(told)
    if not quiet:
        for entry in old.known:
            if entry.fingerprint not in after:
                gone = f"{entry.fingerprint} {entry.message}".rstrip()
                base.tell(say("baseline.gone", finding=gone))


command = base.Command(
    "baseline",
    callback=baseline,
    params=[
        base.Argument(
            ["action"], text="baseline.action", type=click.Choice(ACTIONS), metavar="write|update|prune"
        ),
        base.Argument(["paths"], text="run.paths", nargs=-1, required=True, metavar="PATH..."),
        base.Option(
            ["--baseline", "--out", "-o", "file"], text="baseline.file", default=DEFAULT, metavar="FILE"
        ),
        *checking.options(),
    ],
)
