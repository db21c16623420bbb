"""checker run: read, check, report."""

# What a run needs is imported when it runs: help and usage errors stay quick.
# ruff: noqa: PLC0415
from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from checker.commands import base
from checker.commands.checking import FAULT, FOUND, PASSED, UNREADABLE, settings_of
from checker.errors import UsageError
from checker.model import Audit
from checker.report import FORMATS
from checker.report.located import gates
from checker.report.messages import Messages
from checker.report.text import one_line

if TYPE_CHECKING:
    from checker.cluster import Cluster
    from checker.settings import Settings

_FAIL_ON = ("error", "warning", "note", "never")
_NAMED = 6  # files that the closing line names
_STALE_SHOWN = 5  # --verbose names them all


class Given(TypedDict):
    """The arguments of the command line, by the names of their parameters below."""

    paths: tuple[str, ...]
    against: tuple[str, ...]
    statements: str | None
    engine: str
    master: str | None
    work: str | None
    out: str
    format_: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    rules: tuple[str, ...]
    baseline: str | None
    fail_on: str
    settings: str | None
    show_passed: bool
    jobs: int | None
    no_cache: bool
    quiet: bool
    verbose: bool
    today: str | None


def run(**given: Unpack[Given]) -> int:
    """Check documents, write the reports and return the exit code."""
    from checker.diagnostics import stage
    from checker.report import write

    say = base.say()
    formats = _formats(base.split(given["format_"]))
    if not given["out"]:
        raise UsageError("--out", "没有写文件夹", fix="写明文件夹，如 --out audit")
    _one_of(given["paths"], given["against"], given["statements"])
    result, settings = _audited(given, say)
    out = Path(given["out"])
    failed: UsageError | None = None
    try:
        with stage("report"):
            written = write(result, out, formats, say.language, today=settings.today)
    except UsageError as error:  # what was found is still shown
        failed, written = error, []
    with base.reader_may_go():
        _show(result, formats, say, quiet=given["quiet"], verbose=given["verbose"])
    if base.debugging():
        traces = [problem.trace for problem in result.problems if problem.trace]
        kept = base.keep_diagnostics(settings=settings.as_text(), traces=traces)
        base.tell(say("run.debug_kept", path=kept))
    if failed is not None:
        raise failed
    if not given["quiet"]:
        _tell_stale(result, say, verbose=given["verbose"])
        _tell_files(written, out, say)
    return _exit_code(result, given["fail_on"])


def _audited(given: Given, say: Messages) -> tuple[Audit, Settings]:
    """Read and check what was asked for; return what came of it, and the settings it was done with."""
    from checker.commands.progress import Progress
    from checker.judge.acceptance import Baseline
    from checker.judge.baseline import read
    from checker.pipeline import audit
    from checker.store.cache import default

    statements, corpus = given["statements"], None
    settings = settings_of(
        [statements] if statements else given["paths"],
        given["settings"],
        rules=given["rules"],
        today=given["today"],
    )
    if statements:
        from checker.store.folder import read as read_folder

        corpus, settings = read_folder(Path(statements), settings)
    baseline = read(given["baseline"]) if given["baseline"] else Baseline()
    with (
        _cluster(given["engine"], given["master"], given["work"]) as cluster,
        Progress(say("run.reading"), enabled=not given["quiet"]) as progress,
    ):
        result = audit(
            given["paths"],
            settings,
            corpus=corpus,
            cluster=cluster,
            against=given["against"],
            select=base.split(given["select"]),
            ignore=base.split(given["ignore"]),
            baseline=baseline,
            show_passed=given["show_passed"],
            jobs=given["jobs"] or base.processors(),
            cache=None if given["no_cache"] else default(settings),
            leave_out=Path(given["out"]),
            language=say.language,
            progress=progress.step,
        )
    result.fail_on, result.listed = given["fail_on"], settings.limits.findings
    return result, settings


def _show(result: Audit, formats: Sequence[str], say: Messages, *, quiet: bool, verbose: bool) -> None:
    """Print the formats that are for the standard output."""
    if "console" in formats:
        from checker.report.console import show

        show(result, sys.stdout, language=say.language, quiet=quiet, verbose=verbose)
    if "github" in formats:
        from checker.report.github import lines

        print("\n".join(lines(result, say.language)))


def _tell_files(written: list[Path], out: Path, say: Messages) -> None:
    """Say in one line what was written: the first file whole, so that it can be opened, the rest by name."""
    if not written:
        return
    first, *rest = written
    text = say("run.written", path=first)
    if rest:
        parts = [path.relative_to(out).parts for path in rest]
        # A page for each document lies in a folder of their own.
        names = list(dict.fromkeys(part[0] + ("/" if len(part) > 1 else "") for part in parts))
        key = "run.written_more" if len(names) > _NAMED else "run.written_also"
        text += say(key, names=say("report.and").join(names[:_NAMED]), count=len(rest))
    base.tell(text)


def _cluster(engine: str, master: str | None, work: str | None) -> AbstractContextManager[Cluster | None]:
    if engine != "spark":
        return nullcontext()
    from checker.cluster import Cluster

    return Cluster(master, Path(work) if work else None)


def _one_of(paths: Sequence[str], against: Sequence[str], statements: str | None) -> None:
    """Documents are named, or a folder of what was read of them before."""
    if statements and (paths or against):
        fix = "写文件，或写 --statements，不要都写"
        raise UsageError("--statements", "数据文件夹已包含所有文件", fix=fix)
    if not statements and not paths:
        context = click.get_current_context()
        raise click.MissingParameter(ctx=context, param=context.command.params[0])


def _formats(asked: tuple[str, ...]) -> tuple[str, ...]:
    if not asked:
        raise UsageError("--format", "没有写格式", fix="可用：" + " ".join(FORMATS))
    for name in asked:
        if name not in FORMATS:
            raise UsageError("--format", f"没有格式“{name}”", fix="可用：" + " ".join(FORMATS))
    return asked


def _tell_stale(audit: Audit, say: Messages, *, verbose: bool) -> None:
    """Say which entries of the baseline no longer occur: they would let the same finding pass again."""
    if not audit.stale:
        return
    base.tell(say("run.stale", count=len(audit.stale)))
    shown = audit.stale if verbose else audit.stale[:_STALE_SHOWN]
    for entry in shown:
        base.tell(one_line(f"  {entry.fingerprint} {entry.message}".rstrip()))
    if len(shown) < len(audit.stale):
        base.tell("  …")


def _exit_code(audit: Audit, fail_on: str) -> int:
    for problem in audit.problems:
        if not problem.document:
            base.tell_of("", problem.problem)
    if any(not problem.document for problem in audit.problems):
        return FAULT
    if audit.problems:
        return UNREADABLE
    return FOUND if any(gates(finding, fail_on) for finding in audit.findings) else PASSED


command = base.Command(
    "run",
    callback=run,
    params=[
        base.Argument(["paths"], text="run.paths", nargs=-1, required=False, metavar="PATH..."),
        base.Option(["--against"], text="run.against", multiple=True, metavar="PATH"),
        base.Option(["--statements"], text="run.statements", metavar="DIR"),
        base.Option(
            ["--engine"], text="run.engine", type=click.Choice(["duckdb", "spark"]), default="duckdb"
        ),
        base.Option(["--master"], text="run.master", metavar="URL"),
        base.Option(["--work"], text="run.work", metavar="DIR"),
        base.Option(["--out", "-o"], text="run.out", default="audit", metavar="DIR"),
        base.Option(
            ["--format", "-f", "format_"],
            text="run.format",
            values={"formats": " ".join(FORMATS)},
            multiple=True,
            default=["console,html"],
            metavar="F,...",
        ),
        base.Option(["--select"], text="run.select", multiple=True, metavar="CODE,..."),
        base.Option(["--ignore"], text="run.ignore", multiple=True, metavar="CODE,..."),
        base.Option(["--rules"], text="run.rules", multiple=True, metavar="DIR"),
        base.Option(["--baseline"], text="run.baseline", metavar="FILE"),
        base.Option(["--fail-on"], text="run.fail_on", type=click.Choice(_FAIL_ON), default="error"),
        base.Option(["--settings"], text="run.settings", metavar="FILE"),
        base.Option(["--show-passed"], text="run.show_passed", is_flag=True),
        base.Option(["--jobs", "-j"], text="run.jobs", type=click.IntRange(1, 256), metavar="N"),
        base.Option(["--no-cache"], text="run.no_cache", is_flag=True),
        base.Option(["--quiet", "-q"], text="run.quiet", is_flag=True),
        base.Option(["--verbose", "-v"], text="run.verbose", is_flag=True),
        base.Option(["--today"], text="run.today", metavar="DATE"),
    ],
)
