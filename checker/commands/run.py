"""checker run: read, check, report."""

# What a run needs is imported when it runs: help and usage errors stay quick.
# ruff: noqa: PLC0415
from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import click

from checker.commands import base
from checker.errors import UsageError
from checker.model import Audit
from checker.report import FORMATS

_LEVELS = {"error": ("error",), "warning": ("error", "warning"), "note": ("error", "warning", "note")}
UNREADABLE, FAULT = 3, 4


def run(
    *,
    paths: tuple[str, ...],
    against: tuple[str, ...],
    out: str,
    format_: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    baseline: str | None,
    fail_on: str,
    settings: str | None,
    show_passed: bool,
    jobs: int | None,
    no_cache: bool,
    quiet: bool,
    verbose: bool,
    today: str | None,
) -> int:
    """Check documents, write the reports and return the exit code."""
    from checker.commands.progress import Progress
    from checker.inputs import common_folder
    from checker.pipeline import audit
    from checker.report import write
    from checker.settings import load
    from checker.store.cache import default

    say = base.say()
    formats = _formats(base.split(format_))
    chosen = load(base.existing_settings(settings), common_folder(paths))
    known = read_baseline(baseline)
    chosen = replace(chosen, today=base.day(today))
    with Progress(say("run.reading"), enabled=not quiet) as progress:
        result = audit(
            paths,
            chosen,
            against=against,
            select=base.split(select),
            ignore=base.split(ignore),
            baseline=known,
            show_passed=show_passed,
            jobs=jobs or base.processors(),
            cache=None if no_cache else default(chosen),
            leave_out=Path(out),
            language=say.language,
            progress=progress.step,
        )
    written = write(result, Path(out), formats, say.language, today=chosen.today)
    if "console" in formats:
        from checker.report.console import show

        show(result, sys.stdout, language=say.language, quiet=quiet, verbose=verbose)
    if "github" in formats:
        from checker.report.github import lines

        print("\n".join(lines(result, say.language)))
    stale = known - {finding.fingerprint for finding in result.findings}
    if stale and not quiet:
        print(say("run.stale", count=len(stale)), file=sys.stderr)
    if not quiet:
        for path in written:
            print(say("run.written", path=path), file=sys.stderr)
    return _exit_code(result, fail_on)


def _formats(asked: tuple[str, ...]) -> tuple[str, ...]:
    for name in asked:
        if name not in FORMATS:
            raise UsageError("--format", f"没有格式“{name}”", fix="可用：" + " ".join(FORMATS))
    return asked


def read_baseline(path: str | None) -> frozenset[str]:
    """Return the fingerprints of an earlier run's ``audit.json``.

    Raises:
        UsageError: It cannot be read, or is no JSON report.
    """
    if path is None:
        return frozenset()
    fix = "写上次运行得到的 audit.json"
    try:
        told = json.loads(Path(path).read_text(encoding="utf-8"))
        return frozenset(str(finding["fingerprint"]) for finding in told["findings"])
    except OSError as error:
        raise UsageError(path, f"基线文件打不开（{error.strerror}）", fix=fix) from None
    except (ValueError, KeyError, TypeError):
        raise UsageError(path, "不是 JSON 报告，不能作基线", fix=fix) from None


def _exit_code(audit: Audit, fail_on: str) -> int:
    for problem in audit.problems:
        if not problem.document:
            print(base.say().put(problem.problem), file=sys.stderr)
    if any(not problem.document for problem in audit.problems):
        return FAULT
    if audit.problems:
        return UNREADABLE
    gates = _LEVELS.get(fail_on, ())
    return int(any(f.status == "new" and f.severity in gates for f in audit.findings))


command = base.Command(
    "run",
    callback=run,
    params=[
        base.Argument(["paths"], text="run.paths", nargs=-1, required=True, metavar="PATH..."),
        base.Option(["--against"], text="run.against", multiple=True, metavar="PATH"),
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
        base.Option(["--baseline"], text="run.baseline", metavar="FILE"),
        base.Option(
            ["--fail-on"], text="run.fail_on", type=click.Choice([*_LEVELS, "never"]), default="error"
        ),
        base.Option(["--settings"], text="run.settings", metavar="FILE"),
        base.Option(["--show-passed"], text="run.show_passed", is_flag=True),
        base.Option(["--jobs", "-j"], text="run.jobs", type=click.IntRange(1, 256), metavar="N"),
        base.Option(["--no-cache"], text="run.no_cache", is_flag=True),
        base.Option(["--quiet", "-q"], text="run.quiet", is_flag=True),
        base.Option(["--verbose", "-v"], text="run.verbose", is_flag=True),
        base.Option(["--today"], text="run.today", metavar="DATE"),
    ],
)
