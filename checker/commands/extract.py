"""checker extract: documents → the table of statements, or of commitments."""

# ruff: noqa: PLC0415  (see run.py)
from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import click

from checker.commands import base
from checker.errors import UsageError
from checker.model import Problem, Reading
from checker.report.statements import FORMATS, WHAT, Row

UNREADABLE = 3
_BOM = b"\xef\xbb\xbf"  # without it Excel takes a CSV file for the system's old encoding


class _Tally:
    """Rows passed through, and what was met on the way."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.documents = self.rows = 0
        self.problems: list[Problem] = []

    def through(self, readings: Iterable[Reading]) -> Iterator[Row]:
        for reading in readings:
            rows: Sequence[Row] = getattr(reading, self.what)
            self.documents += 1
            self.rows += len(rows)
            self.problems += reading.document.problems
            yield from rows


def extract(
    *,
    paths: tuple[str, ...],
    what: str,
    format_: str | None,
    out: str | None,
    settings: str | None,
    jobs: int | None,
    no_cache: bool,
    quiet: bool,
) -> int:
    """Write the statements or commitments of the documents and return the exit code."""
    from checker.commands.progress import Progress
    from checker.inputs import common_folder, expand, nothing_to_check
    from checker.pipeline import read_packed, settled
    from checker.report.statements import lines
    from checker.settings import load
    from checker.store.cache import default
    from checker.store.folder import write as write_folder

    say, tally = base.say(), _Tally(what)
    chosen = load(base.existing_settings(settings), common_folder(paths))
    inputs = expand(paths)
    tally.problems += inputs.problems
    if not inputs.paths:
        raise nothing_to_check(inputs)
    jobs = jobs or base.processors()
    cache = None if no_cache else default(chosen)
    with Progress(say("run.reading"), enabled=not quiet) as progress:
        if out and format_ is None and _is_folder(out):
            packed = read_packed(inputs.paths, chosen, jobs=jobs, cache=cache, progress=progress.step)
            written = write_folder(Path(out), packed, chosen, jobs)
            tally.documents, tally.rows = written.documents, written.rows[what]
            tally.problems += written.problems
        else:
            named = _format(format_, out)
            readings = settled(inputs.paths, chosen, jobs=jobs, cache=cache, progress=progress.step)
            _write(lines(tally.through(readings), named, WHAT[what]), out, named)
    for problem in tally.problems:
        base.tell_of(problem.document, problem.problem)
    if out and not quiet:
        done = say(f"extract.done_{what}", documents=tally.documents, rows=tally.rows)
        base.tell(f"{out}: {done}")
    return UNREADABLE if tally.problems else 0


def _is_folder(out: str) -> bool:
    """A name that ends with a stroke or is that of a folder; without either it names a file."""
    return out.endswith(("/", os.sep)) or Path(out).is_dir()


def _format(asked: str | None, out: str | None) -> str:
    ending = Path(out).suffix.lower().lstrip(".") if out else ""
    named = asked or (ending if ending in FORMATS else "jsonl")
    if named == "parquet" and not out and sys.stdout.isatty():
        raise UsageError("--format", "parquet 不能显示在终端上", fix="加 --out 数据.parquet")
    return named


def _write(pieces: Iterator[bytes], out: str | None, format_: str) -> None:
    base.put(out, chain([_BOM] if out is not None and format_ == "csv" else [], pieces))


command = base.Command(
    "extract",
    callback=extract,
    params=[
        base.Argument(["paths"], text="run.paths", nargs=-1, required=True, metavar="PATH..."),
        base.Option(
            ["--what"],
            text="extract.what",
            type=click.Choice(tuple(WHAT)),
            default="statements",
            show_default=True,
        ),
        base.Option(["--format", "-f", "format_"], text="extract.format", type=click.Choice(FORMATS)),
        base.Option(["--out", "-o"], text="extract.out", metavar="FILE"),
        base.Option(["--settings"], text="run.settings", metavar="FILE"),
        base.Option(["--jobs", "-j"], text="run.jobs", type=click.IntRange(1, 256), metavar="N"),
        base.Option(["--no-cache"], text="run.no_cache", is_flag=True),
        base.Option(["--quiet", "-q"], text="run.quiet", is_flag=True),
    ],
)
