"""Relations of some regions at a time: those that no document of another region can change.

A region's documents, of all years, are made into rows together and kept under all that decides them, so
that a run in which one document changed makes the rows of its region anew and no others. Relations of
several regions (``ACROSS``) are built from the rows.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from checker.model import Reading
from checker.settings import Settings
from checker.store import arrow, version
from checker.store.cache import ROWS, Cache
from checker.store.corpus import Corpus, Entry
from checker.table import regions as place
from checker.table import relations

# Built from rows of several regions, in ``checker.store.across``.
ACROSS = frozenset({"region", "aggregate", "aggregate_part", "delegation", "ladder", "handed", "named"})
_OF_ABOVE = re.compile("[占全].*[国省市州盟]|[国省市州盟].*占")  # may be a share of what a region above tells
_STATEMENTS = 3_000  # a batch: some 30 MB of rows while it is made


@dataclass(frozen=True, slots=True)
class Region:
    """All documents of a region, or one of unknown region."""

    entries: tuple[Entry, ...]
    above: tuple[Entry, ...] = ()  # documents of the regions above, which shares are told of: 占全市的22%
    key: str = ""  # under which its rows are kept; '' to keep none

    @property
    def statements(self) -> int:
        """How many statements there are."""
        return sum(entry.statements for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Batch:
    """Regions that are made into rows one after the other; may be sent to another process."""

    folder: Path
    settings: Settings
    regions: tuple[Region, ...]
    cache: Cache | None = None

    @property
    def entries(self) -> list[Entry]:
        """All its documents."""
        return [entry for region in self.regions for entry in region.entries]


def regions(corpus: Corpus, settings: Settings) -> list[Region]:
    """Return the regions of a corpus, its places settled, in the order of their paths."""
    decides = replace(settings, accept=(), today=None, severity={}).as_text()
    program = f"{version.judging()} {decides}"
    of_region: dict[str, list[Entry]] = defaultdict(list)
    for found in corpus.entries:
        of_region[found.region_path].append(found)
    made = []
    for entries in _apart(corpus.entries):
        spoken = {path for found in entries for path in (found.region_path, *found.regions)}
        above = {place.parent(path) for path in spoken} | {place.NATION}
        above -= {"", *(found.region_path for found in entries)}
        others = tuple(found for path in sorted(above) for found in of_region.get(path, ()))
        made.append(Region(tuple(entries), others, _key(program, entries)))
    return made


def _key(program: str, entries: Sequence[Entry]) -> str:
    """Return the name of what a program makes of some documents; '' where they were read by another one."""
    if not all(found.digest for found in entries):
        return ""
    total = hashlib.sha256(program.encode("utf-8", "surrogatepass"))
    for found in entries:
        # What the other documents told of its place stands in its identity.
        said = repr((found.path, found.digest, found.told_path, found.identity))
        total.update(said.encode("utf-8", "surrogatepass"))
    return total.hexdigest()


def _apart(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Yield the documents of each region. One of unknown region shares none, so each stands alone."""
    ordered = sorted(entries, key=lambda found: (found.region_path, found.seq))
    for path, group in groupby(ordered, key=lambda found: found.region_path):
        if path:
            yield list(group)
        else:
            yield from ([found] for found in group)


def split(
    corpus: Corpus, settings: Settings, found: Iterable[Region], cache: Cache | None = None
) -> Iterator[Batch]:
    """Yield regions in batches of about as many statements."""
    waiting: list[Region] = []
    size = 0
    for region in found:
        more = region.statements
        if waiting and size + more > _STATEMENTS:
            yield Batch(corpus.folder, settings, tuple(waiting), cache)
            waiting, size = [], 0
        waiting.append(region)
        size += more
    if waiting:
        yield Batch(corpus.folder, settings, tuple(waiting), cache)


def rows(batch: Batch) -> list[bytes]:
    """Return the relations of each region of a batch as bytes, for ``tables``; they are kept on the way."""
    corpus = Corpus(batch.folder)
    above = _Above(corpus, batch.settings)
    made = []
    for region in batch.regions:
        data = _rows(region, corpus, above, batch.settings)
        if batch.cache is not None and region.key:
            batch.cache.keep_bytes(region.key, data, ROWS)
        made.append(data)
    return made


def _rows(region: Region, corpus: Corpus, above: _Above, settings: Settings) -> bytes:
    readings = [corpus.load(found) for found in region.entries]
    asked = _asked(readings)
    others = tuple(found for found in region.above if found.region_path in asked)
    made = relations.of_regions(readings, settings, above.of(others)).tables
    said = {"asked": sorted(asked), "above": _stand(others)}
    del made["setting"]  # every region has the same one
    return arrow.packed(said, {name: table.arrow() for name, table in made.items() if table.rows})


def _asked(readings: Sequence[Reading]) -> set[str]:
    """Return the regions above whose own figures shares may be told of."""
    asked: set[str] = set()
    for reading in readings:
        for said in reading.statements:
            if said.measure == "share" and _OF_ABOVE.search(said.quote):
                asked |= {place.parent(said.region_path), place.NATION}
    return asked


class _Above:
    """What regions above say of themselves; neighbours ask for the same."""

    def __init__(self, corpus: Corpus, settings: Settings) -> None:
        self._corpus, self._settings = corpus, settings
        self._last: tuple[tuple[str, ...], relations.Above | None] = ((), None)

    def of(self, entries: Sequence[Entry]) -> relations.Above | None:
        """Return what some documents say of their regions; None where there are none."""
        paths = tuple(found.path for found in entries)
        if self._last[0] != paths:
            readings = [self._corpus.load(found) for found in entries]
            self._last = paths, relations.of_above(readings, self._settings)
        return self._last[1]


def kept(region: Region, cache: Cache | None) -> bytes | None:
    """Return the rows of a region that were kept; None where there are none, or what they rest on changed."""
    data = cache.load_bytes(region.key, ROWS) if cache is not None and region.key else None
    if data is None:
        return None
    said = arrow.said(data)
    asked = set(said["asked"])
    others = [found for found in region.above if found.region_path in asked]
    return data if said["above"] == _stand(others) else None


def _stand(others: Iterable[Entry]) -> list[list[str]]:
    """Return what of documents of other regions decides what is told of them."""
    return [[found.path, found.digest, found.region_path] for found in others]
