"""read → table → judge over a corpus of any size: what is in memory does not grow with it.

The same findings as ``checker.pipeline`` gives of a few documents in memory, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, count
from pathlib import Path
from typing import Protocol

from checker.diagnostics import stage
from checker.errors import CheckerError
from checker.judge.rulefile import Rule
from checker.model import Finding
from checker.settings import Settings
from checker.store import across, batches, result, work
from checker.store.cache import Cache
from checker.store.corpus import Corpus
from checker.store.database import Database
from checker.store.found import Found, Rules
from checker.store.judged import Judged
from checker.store.shelf import Shelf, ShelvedReading


class Where(Protocol):
    """What makes the relations and runs the rules: this machine, or others."""

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
    cluster: Where | None = None,
    cache: Cache | None = None,
) -> Judged:
    """Judge a corpus whose places are settled. What is returned keeps files of its own while it lasts."""
    folder = work.PassingFolder()
    name = ""
    if cache is not None and all(entry.digest for entry in corpus.entries):
        name = result.key(corpus, settings, rules, language=language, show_passed=show_passed)
    made = result.load(cache, name) if cache is not None and name else None
    if made is None:
        where, known = cluster or Here(cache), len(faults)
        with Found(folder.path, rules, settings, language) as found:
            with Database(folder.path) as database:
                with stage("table"):
                    where.fill(database, corpus, settings, jobs)
                with stage("judge"):
                    found.judge(where.engine(database), database, passed=show_passed, faults=faults)
            file = folder.path / "findings.parquet"
            made = result.write(file, found.rows(passed=show_passed))
        if cache is not None and name and len(faults) == known:  # a rule that failed may run next time
            result.keep(cache, name, file)
    numbers = count()
    return Judged(
        readings=[ShelvedReading(corpus, entry) for entry in corpus.entries],
        findings=_Looped(made.findings),
        passed=_Looped(made.passed) if show_passed else (),
        fingerprints=made.fingerprints(),
        keep=lambda findings: Shelf(folder.path / f"{next(numbers)}.jsonl", findings, folder),
    )


class Here:
    """This machine's processes and DuckDB; rows of regions that did not change come from the cache."""

    def __init__(self, cache: Cache | None = None) -> None:
        self._cache = cache

    def fill(self, database: Database, corpus: Corpus, settings: Settings, jobs: int) -> None:
        """Put the relations of a corpus into a database."""
        left: list[batches.Region] = []
        seqs = {entry.path: entry.seq for entry in corpus.entries}
        database.add_packed(self._kept(batches.regions(corpus, settings), left), seqs)
        split = batches.split(corpus, settings, left, self._cache)
        with work.Workers(jobs, settings.limits) as workers:
            database.add_packed(chain.from_iterable(workers.over(batches.rows, split)), seqs)
        if left and self._cache is not None:
            self._cache.prune()
        # Processes of their own: those before have grown, and here the database takes what it may.
        with work.Workers(jobs, settings.limits) as workers:
            across.complete(database, corpus, settings, workers)

    def _kept(self, regions: Sequence[batches.Region], left: list[batches.Region]) -> Iterator[bytes]:
        for region in regions:
            data = batches.kept(region, self._cache)
            if data is None:
                left.append(region)
            else:
                yield data

    def engine(self, database: Database) -> Rules:
        """Return the engine over a database."""
        return database.engine()


class _Looped:
    """Findings on disk; every loop over them starts anew."""

    def __init__(self, begin: Callable[[], Iterator[Finding]]) -> None:
        self._begin = begin

    def __iter__(self) -> Iterator[Finding]:
        return self._begin()
