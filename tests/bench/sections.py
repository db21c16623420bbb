"""The sections of the benchmark; see ``bench.py``."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import corpora
from runs import ROOT, Ran, best, ran

HERE = Path(__file__).resolve().parent
SPARK = os.environ.get("CHECKER_SPARK_PYTHON") or str(ROOT / ".venv-spark" / "bin" / "python")
OTHERS = os.environ.get("CHECKER_BENCH_PYTHON") or str(ROOT / ".venv-bench" / "bin" / "python")
_REPORT = 17_000  # characters
_GOAL = 3_000  # reports
_TWICE = 2_000  # documents; to read more of them anew would take longer than all else together
_ENOUGH = 100  # reports: of fewer, start-up is too large a part to reckon with
_DRAFT = corpora.DEMO / "白石区2024年国民经济和社会发展计划.docx"
_QUIET = ("--format", "jsonl", "--quiet", "--fail-on", "never")


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured."""

    what: str
    value: float
    unit: str = ""

    @property
    def shown(self) -> str:
        """The figure as a table has it: three digits tell what can be told."""
        value = self.value
        digits = 0 if value >= 100 or value == int(value) else 1 if value >= 10 else 2
        return f"{value:,.{digits}f}{' ' if self.unit and self.unit != '×' else ''}{self.unit}"


def start() -> Iterator[Figure]:
    """One draft, cold: a process that has nothing in memory; what Python compiled may be kept or not."""
    with tempfile.TemporaryDirectory() as place:
        folder, cache = Path(place), f"{place}/cache"
        yield Figure("`checker --version`", best(5, "--version", cache=cache).seconds, "s")
        run = ("run", str(_DRAFT), "--quiet", "--no-cache", "--debug")
        yield Figure(
            "first run of all over one draft (Word)", best(1, *run, cache=cache, folder=folder).seconds, "s"
        )
        quickest = best(5, *run, cache=cache, folder=folder)
        yield Figure("each further one, in a process of its own", quickest.seconds, "s")
        yield Figure("… of processor time", quickest.processor, "s")
        told = json.loads((folder / "audit" / "audit.debug.json").read_text("utf-8"))
        stages = {one["stage"]: float(one["seconds"]) for one in told["stages"]}
        for name, seconds in stages.items():
            yield Figure(f"… {name}, with what it imports", seconds, "s")
        rest = quickest.seconds - sum(stages.values())
        yield Figure("… start, rules, reports, end", max(rest, 0.0), "s")


def profile(documents: int = 21) -> Iterator[Figure]:
    """Where the time goes: the share of each library and part, measured by Python's profiler."""
    with _corpus(documents, told=_both()) as (folder, _):
        done = ran([str(HERE / "shares.py"), str(folder)], module=False)
    for name, share in json.loads(done.output).items():
        yield Figure(name, share, "%")


def cores(documents: int = 60) -> Iterator[Figure]:
    """Read and parse: extract, which does nothing else."""
    took: dict[int, Ran] = {}
    with _corpus(documents) as (folder, characters):
        for jobs in (1, 2):
            took[jobs] = ran(["extract", str(folder), "--jobs", str(jobs), "--out", f"{folder}.csv"])
            name = "one core" if jobs == 1 else "two cores"
            yield Figure(
                f"{name}: documents of 10,000 characters a second", characters / 10_000 / took[jobs].seconds
            )
            yield Figure(f"{name}: characters a second", characters / took[jobs].seconds)
        yield Figure("… per second of processor time", characters / took[1].processor)
        yield Figure("two cores against one", took[1].seconds / took[2].seconds, "×")


def judging(statements: Sequence[int]) -> Iterator[Figure]:
    """All rules over relations in memory."""
    for size in statements:
        done = ran([str(HERE / "million.py"), str(size), "--json"], module=False)
        told = json.loads(done.output)
        name = f"{told['statements']:,} statements, {told['findings']:,} findings"
        yield Figure(name, told["seconds"], "s")
        yield Figure("… statements a second", told["statements"] / max(told["seconds"], 0.01))
        yield Figure("… peak memory, with the relations themselves", told["peak MB"], "MB")


def memory(documents: Sequence[int]) -> Iterator[Figure]:
    """Whole runs with all rules, the report of findings written, then again from the cache."""
    for count in documents:
        with _corpus(count, told=_both()) as (folder, characters):
            name = f"{count:,} documents of {characters / count:,.0f} characters"
            yield from _whole(folder, name, anew=count <= _TWICE)


def reports(count: int) -> Iterator[Figure]:
    """The same over long documents."""
    with _corpus(count, characters=_REPORT) as (folder, characters):
        first = None
        for figure in _whole(folder, f"{count:,} reports of {characters / count:,.0f} characters"):
            first = first or figure
            yield figure
        if first is not None and _ENOUGH <= count != _GOAL:
            scaled = first.value * _GOAL * _REPORT * count / characters / count
            yield Figure(f"… {_GOAL:,} of {_REPORT:,} at the same speed (reckoned)", scaled, "s")


def _whole(folder: Path, name: str, *, anew: bool = True) -> Iterator[Figure]:
    run = ["run", str(folder), "--out", f"{folder}-out", *_QUIET]
    first = ran(run, cache=f"{folder}-cache")
    yield Figure(f"{name}, all rules", first.seconds, "s")
    yield Figure("… of processor time", first.processor, "s")
    yield Figure("… peak memory of all processes together", first.megabytes, "MB")
    second = ran(run, cache=f"{folder}-cache")
    yield Figure("… second run, from the cache", second.seconds, "s")
    yield Figure("… first against second", first.seconds / second.seconds, "×")
    changed = min(folder.rglob("*.txt"))
    changed.write_text(changed.read_text("utf-8") + "\n新增就业3万人。\n", "utf-8")
    third = ran(run, cache=f"{folder}-cache")
    yield Figure("… again, one document changed", third.seconds, "s")
    if not anew:
        return
    read = ran(["extract", str(folder), "--out", f"{folder}.csv"], cache=f"{folder}-cache")
    fresh = ran(["extract", str(folder), "--out", f"{folder}.csv"])
    yield Figure("… reading alone: anew against from the cache", fresh.seconds / read.seconds, "×")


def spark(count: int = 60) -> Iterator[Figure]:
    """Spark against the embedded engine, on one machine, and whether they find the same."""
    if not Path(SPARK).exists():
        print("               no pyspark: make .venv-spark/.installed")
        return
    with _corpus(count) as (folder, _):
        one, other = f"{folder}-embedded", f"{folder}-spark"
        embedded = ran(["run", str(folder), "--out", one, *_QUIET])
        more = ["--engine", "spark", "--master", "local[2]"]
        spread = ran(["run", str(folder), "--out", other, *_QUIET, *more], python=SPARK)
        yield Figure(f"{count} documents, embedded", embedded.seconds, "s")
        yield Figure("… Spark, local[2]", spread.seconds, "s")
        yield Figure("… Spark against embedded", spread.seconds / embedded.seconds, "×")
        yield Figure("… peak memory of Spark, all processes together", spread.megabytes, "MB")
        same = Path(one, "audit.jsonl").read_bytes() == Path(other, "audit.jsonl").read_bytes()
        yield Figure("… findings that are the same, byte for byte", 100 if same else 0, "%")


def others() -> Iterator[Figure]:
    """Programs that do a part of it, on the clauses of the same text, each in one process."""
    python = OTHERS if Path(OTHERS).exists() else sys.executable
    with tempfile.TemporaryDirectory() as place:
        text = Path(place, "text.txt")
        text.write_text("\n".join(source.text for source in corpora.sources()), "utf-8")
        pace = 0.0
        for name in ("checker", "cn2an", "recognizers-text", "jionlp"):
            done = ran([str(HERE / "others.py"), name, str(text)], module=False, python=python)
            told = json.loads(done.output)
            if "missing" in told:
                print(f"               no {name} ({told['missing']}): make .venv-bench/.installed")
                continue
            pace = pace or told["clauses a second"]
            yield Figure(
                f"{name} ({told['does']}): clauses per second of processor time", told["clauses a second"]
            )
            if name != "checker":
                yield Figure("… checker against it", pace / told["clauses a second"], "×")
                yield Figure(f"… of {told['clauses']:,} clauses it ends on with an error", told["failed"])


def _both() -> list[corpora.Source]:
    """The documents of CHECKER_CORPUS, and those of the demo."""
    named = os.environ.get("CHECKER_CORPUS")
    return [*(corpora.sources(Path(named)) if named else ()), *corpora.sources(corpora.DEMO)]


class _corpus:
    """A corpus in a folder that goes again, with its characters."""

    def __init__(
        self, documents: int, characters: int = 0, told: Sequence[corpora.Source] | None = None
    ) -> None:
        self._documents = documents
        self._told = corpora.sources(characters=characters) if told is None else told
        self._place = tempfile.TemporaryDirectory()

    def __enter__(self) -> tuple[Path, int]:
        folder = Path(self._place.name) / "corpus"
        return folder, corpora.write(folder, self._documents, self._told)

    def __exit__(self, *_: object) -> None:
        self._place.cleanup()
