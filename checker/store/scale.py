"""read → table → judge over a corpus of any size: what is in memory does not grow with it.

The same findings as ``checker.pipeline`` gives of a few documents in memory, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Protocol

from checker.diagnostics import stage
from checker.errors import CheckerError
from checker.judge.rulefile import Rule
from checker.model import Finding
from checker.settings import Settings
from checker.store import across, batches, work
from checker.store.corpus import Corpus
from checker.store.database import Database
from checker.store.found import Found, Rules
from checker.store.judged import Judged
from checker.store.shelf import Shelf, ShelvedReading


class Elsewhere(Protocol):
    """Other machines that make the relations and run the rules."""

    def fill(self, database: Database, corpus: Corpus, settings: Settings, jobs: int) -> None: ...
    def engine(self, database: Database) -> Rules: ...


def gather(packed: Iterable[tuple[str, bytes]], folder: Path) -> Corpus:
    """Return the corpus of packed readings, written into a folder."""
    corpus = Corpus(folder)
    for path, data in packed:
        corpus.add(path, data)
    corpus.close()
    return corpus


def gather_in_passing(
    packed: Iterable[tuple[str, bytes]], folder: work.PassingFolder | None = None
) -> Corpus:
    """Return the corpus of packed readings, in a folder that goes when nobody needs it any more."""
    place = folder or work.PassingFolder()
    corpus = gather(packed, place.path / "readings")
    corpus.owner = place
    return corpus


def judge(
    corpus: Corpus,
    settings: Settings,
    rules: Sequence[Rule],
    *,
    jobs: int,
    language: str = "zh",
    show_passed: bool = False,
    faults: list[CheckerError],
    cluster: Elsewhere | None = None,
) -> Judged:
    """Judge a corpus whose places are settled. What is returned keeps files of its own while it lasts."""
    folder = work.PassingFolder()
    place = folder.path
    found = Found(place, rules, settings, language)
    with Database(place) as database:
        with stage("table"):
            if cluster is None:
                fill(database, corpus, settings, jobs)
            else:
                cluster.fill(database, corpus, settings, jobs)
        with stage("judge"):
            engine: Rules = database.engine() if cluster is None else cluster.engine(database)
            found.judge(engine, database, passed=show_passed, faults=faults)
    numbers = count()
    return Judged(
        readings=[ShelvedReading(corpus, entry) for entry in corpus.entries],
        findings=_Stream(found, passed=False),
        passed=_Stream(found, passed=True) if show_passed else (),
        keep=lambda findings: Shelf(place / f"{next(numbers)}.jsonl", findings, folder),
    )


def fill(database: Database, corpus: Corpus, settings: Settings, jobs: int) -> None:
    """Put the relations of a corpus into a database."""
    for tables in work.over(batches.rows, batches.split(corpus, settings), jobs, settings.limits):
        for name, rows in tables.items():
            database.add(name, batches.unstream(rows))
    for name, rows in batches.constants(settings).items():
        database.add(name, rows)
    across.complete(database, corpus, settings, jobs)


class _Stream:
    """Findings on disk in the order of an audit; every loop over them starts anew."""

    def __init__(self, found: Found, *, passed: bool) -> None:
        self._found, self._passed = found, passed

    def __iter__(self) -> Iterator[Finding]:
        return self._found.findings(passed=self._passed)
