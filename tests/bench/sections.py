"""Sections of the benchmark that run the program itself, in processes of its own.

Each prints what it measures as it goes, so that a run that is stopped has shown what it did.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import corpora

ROOT = Path(__file__).resolve().parent.parent.parent
SPARK = os.environ.get("CHECKER_SPARK_PYTHON") or str(ROOT / ".venv-spark" / "bin" / "python")
_REPORT = 17_000  # characters


def ran(
    arguments: Sequence[str], *, cache: str = "off", python: str = sys.executable
) -> tuple[float, float, float]:
    """Run the program; return seconds, seconds of processor, and megabytes of its largest process."""
    program = (
        "import resource, subprocess, sys\n"
        "code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(code, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000)"
    )
    told = {**os.environ, "CHECKER_CACHE": cache, "PYTHONPATH": str(ROOT)}
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", program, python, "-m", "checker.cli", *arguments],
        env=told, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    taken = time.perf_counter() - begin
    code, processor, megabytes = done.stdout.split()
    if code not in ("0", "1"):
        raise SystemExit(f"checker {' '.join(arguments)} ended with {code}")
    return taken, float(processor), float(megabytes)


def cores() -> Iterator[tuple[str, float]]:
    """Read and parse on one core and on two: extract, which does nothing else."""
    with _corpus(60) as (folder, characters):
        for jobs in (1, 2):
            taken, processor, _ = ran(["extract", str(folder), "--jobs", str(jobs), "--out", f"{folder}.csv"])
            yield f"read+parse on {jobs}: documents of 10,000 characters/s", characters / 10_000 / taken
            yield f"read+parse on {jobs}: characters/s", characters / taken
            yield f"read+parse on {jobs}: characters/s of processor time", characters / processor


def sizes(documents: Sequence[int]) -> Iterator[tuple[str, float]]:
    """Whole runs with all rules over corpora of growing size, then again from the cache."""
    for count in documents:
        with _corpus(count, _REPORT) as (folder, characters):
            out = ["--out", f"{folder}-out", "--format", "jsonl", "--quiet", "--fail-on", "never"]
            first = ran(["run", str(folder), *out], cache=f"{folder}-cache")
            again = ran(["run", str(folder), *out], cache=f"{folder}-cache")
            read = ran(["extract", str(folder), "--out", f"{folder}.csv"], cache=f"{folder}-cache")
            anew = ran(["extract", str(folder), "--out", f"{folder}.csv"])
            name = f"{count:,} reports, {characters / count:,.0f} characters"
            yield f"{name}: s", first[0]
            yield f"{name}: s of processor time", first[1]
            yield f"{name}: largest process, MB", first[2]
            yield f"{name}: second run, s", again[0]
            yield f"{name}: second run, largest process, MB", again[2]
            yield f"{name}: reading anew, times as long as from the cache", anew[0] / read[0]


def spark(count: int = 60) -> Iterator[tuple[str, float]]:
    """Spark against the embedded engine, on one machine."""
    if not Path(SPARK).exists():
        print("               no pyspark: make test-all sets it up")
        return
    with _corpus(count) as (folder, _):
        out = ["--out", f"{folder}-out", "--format", "jsonl", "--quiet", "--fail-on", "never"]
        embedded = ran(["run", str(folder), *out])[0]
        more = ["--engine", "spark", "--master", "local[2]"]
        spread = ran(["run", str(folder), *out, *more], python=SPARK)[0]
        yield f"{count} documents, embedded: s", embedded
        yield f"{count} documents, Spark local[2]: s", spread
        yield "Spark: times as long as embedded", spread / embedded


def others() -> Iterator[tuple[str, float]]:
    """Programs that do a part of it, on the same text: numbers, units, amounts of money."""
    text = "\n".join(source.text for source in corpora.sources())
    clauses = [part for part in text.replace("；", "，").replace("。", "，").split("，") if part]
    from checker.inputs import context_of
    from checker.parse import parse_phrase

    context = context_of({"period": "2024"})
    yield from _each("checker, all of it", clauses, lambda part: parse_phrase(part, context))
    for name, make in (("jionlp", _jionlp), ("cn2an", _cn2an), ("recognizers-text", _recognizers)):
        try:
            work = make()
        except ImportError:
            print(f"               no {name}: pip install '.[bench]'")
            continue
        yield from _each(name, clauses, work)


def _each(name: str, clauses: Sequence[str], work: Callable[[str], object]) -> Iterator[tuple[str, float]]:
    work(clauses[0])
    begin, failed = time.perf_counter(), 0
    for part in clauses:
        try:
            work(part)
        except Exception:  # a program that cannot read a clause has still spent its time on it
            failed += 1
    taken = time.perf_counter() - begin
    yield f"{name}: clauses/s", len(clauses) / taken
    if failed:
        yield f"{name}: clauses refused", failed


def _jionlp() -> Callable[[str], object]:
    import jionlp

    return lambda part: (jionlp.extract_money(part, with_parsing=True), jionlp.ner.extract_time(part))


def _cn2an() -> Callable[[str], object]:
    import cn2an

    return lambda part: cn2an.transform(part, "cn2an")


def _recognizers() -> Callable[[str], object]:
    from recognizers_number_with_unit import Culture, recognize_currency, recognize_dimension

    return lambda part: (
        recognize_currency(part, Culture.Chinese),
        recognize_dimension(part, Culture.Chinese),
    )


class _corpus:
    """A corpus in a folder that goes again, with its characters."""

    def __init__(self, documents: int, characters: int = 0) -> None:
        self._documents, self._characters = documents, characters
        self._place = tempfile.TemporaryDirectory()

    def __enter__(self) -> tuple[Path, int]:
        folder = Path(self._place.name) / "corpus"
        return folder, corpora.write(folder, self._documents, corpora.sources(characters=self._characters))

    def __exit__(self, *_: object) -> None:
        self._place.cleanup()
