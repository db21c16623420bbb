"""Readings and findings that lie on disk and look as if they were in memory: one at a time they are."""

from __future__ import annotations

import json
import os
import weakref
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, overload

from checker.model import Commitment, Document, Finding, NumberUse, Reading, Segment, Statement
from checker.store.corpus import Corpus, Entry
from checker.store.found import finding_of, values_of


class ShelvedDocument(Document):
    """A document whose text is loaded when it is asked for."""

    __slots__ = ("_corpus", "_entry")

    def __init__(self, corpus: Corpus, found: Entry) -> None:
        self._corpus, self._entry = corpus, found
        self.path, self.identity, self.format = found.path, found.identity, found.format
        self.problems = list(found.problems)

    @property
    def lines(self) -> dict[int, str]:  # type: ignore[override]
        """The lines, by number."""
        return self._corpus.load(self._entry).document.lines

    @property
    def segments(self) -> list[Segment]:  # type: ignore[override]
        """The segments."""
        return self._corpus.load(self._entry).document.segments


class ShelvedReading(Reading):
    """A reading of which only the head is in memory."""

    __slots__ = ("_corpus", "_entry")

    def __init__(self, corpus: Corpus, found: Entry) -> None:
        self._corpus, self._entry = corpus, found
        self.document = ShelvedDocument(corpus, found)

    @property
    def statements(self) -> list[Statement]:  # type: ignore[override]
        """The statements."""
        return self._corpus.load(self._entry).statements

    @property
    def numbers(self) -> list[NumberUse]:  # type: ignore[override]
        """The number expressions."""
        return self._corpus.load(self._entry).numbers

    @property
    def commitments(self) -> list[Commitment]:  # type: ignore[override]
        """The commitments."""
        return self._corpus.load(self._entry).commitments

    def uses(self) -> dict[tuple[str, str | None], int]:
        """Return how many number expressions were put to which use, by use and reason."""
        return {(use, reason): count for use, reason, count in self._entry.uses}


class Shelf(Sequence[Finding]):
    """Findings in a file, a line each."""

    def __init__(self, path: Path, findings: Iterable[Finding], owner: object = None) -> None:
        """Write the findings; file and owner of its folder are held as long as this lives."""
        self._owner = owner
        self._starts = array("q")
        self._file = open(path, "w+b")  # noqa: SIM115 — read from until this goes
        self._finalizer = weakref.finalize(self, self._file.close)
        at = 0
        for finding in findings:
            self._starts.append(at)
            at += self._file.write(json.dumps(values_of(finding)).encode() + b"\n")
        self._file.flush()

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, at: int) -> Finding: ...
    @overload
    def __getitem__(self, at: slice) -> list[Finding]: ...
    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        self._file.seek(self._starts[at])
        return finding_of(json.loads(self._file.readline()))

    def __iter__(self) -> Iterator[Finding]:
        # A reader of its own, so that loops inside loops do not disturb each other.
        with open(os.dup(self._file.fileno()), "rb") as file:
            place = 0
            while place < len(self._starts):
                file.seek(self._starts[place])
                yield finding_of(json.loads(file.readline()))
                place += 1
