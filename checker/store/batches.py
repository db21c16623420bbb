"""Relations of some documents at a time: those that no document outside the batch can change.

A batch holds all documents of its regions, of all years. Every relation of one document or of one
region is then what it would be over the whole corpus; the rest (``ACROSS``) is built from the rows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from checker.model import Document, Reading
from checker.settings import Settings
from checker.store.corpus import Corpus, Entry
from checker.table import build
from checker.table import regions as place
from checker.table.schema import SCHEMA, Table

# Built from rows of several regions, in ``checker.store.across``.
ACROSS = frozenset({"region", "aggregate", "aggregate_part", "delegation", "ladder", "handed", "named"})
# The same whatever the documents are.
CONSTANT = frozenset({"setting", "umbrella", "renaming"})
_OF_ABOVE = re.compile("[占全].*[国省市州盟]|[国省市州盟].*占")  # may be a share of what a region above tells
_STATEMENTS = 6_000  # a batch: some 60 MB of rows while it is made


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents that are made into rows together; may be sent to another process."""

    folder: Path
    settings: Settings
    entries: tuple[Entry, ...]
    above: tuple[Entry, ...] = ()  # documents of the regions above, which shares are told of: 占全市的22%


def split(corpus: Corpus, settings: Settings) -> Iterator[Batch]:
    """Yield the documents of a corpus in batches of whole regions, in the order of their paths."""
    of_region: dict[str, list[Entry]] = defaultdict(list)
    for found in corpus.entries:
        of_region[found.region_path].append(found)
    waiting: list[Entry] = []
    size = 0
    for region in _regions(corpus.entries):
        more = sum(found.statements for found in region)
        if waiting and size + more > _STATEMENTS:
            yield _batch(corpus, settings, waiting, of_region)
            waiting, size = [], 0
        waiting += region
        size += more
    if waiting:
        yield _batch(corpus, settings, waiting, of_region)


def _batch(
    corpus: Corpus, settings: Settings, entries: Sequence[Entry], of_region: Mapping[str, Sequence[Entry]]
) -> Batch:
    spoken = {path for found in entries for path in (found.region_path, *found.regions)}
    above = {place.parent(path) for path in spoken} | {place.NATION}
    above -= {"", *(found.region_path for found in entries)}
    others = tuple(found for path in sorted(above) for found in of_region.get(path, ()))
    return Batch(corpus.folder, settings, tuple(entries), others)


def _regions(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Yield the documents of each region. One of unknown region shares none, so each stands alone."""
    ordered = sorted(entries, key=lambda found: (found.region_path, found.seq))
    for path, group in groupby(ordered, key=lambda found: found.region_path):
        if path:
            yield list(group)
        else:
            yield from ([found] for found in group)


def rows(batch: Batch) -> dict[str, bytes]:
    """Return the relations of a batch as Arrow streams, by name; those without rows are left out."""
    corpus = Corpus(batch.folder)
    readings = [corpus.load(found) for found in batch.entries]
    tables = build(readings, batch.settings).tables
    tables["joint"] = _joint(tables["joint"], readings, batch, corpus)
    seqs = {found.path: found.seq for found in batch.entries}
    document = tables["document"]
    for at, path in enumerate(document["document"]):
        document["seq"][at] = seqs[path]
    return {
        name: stream(table.arrow())
        for name, table in tables.items()
        if table.rows and name not in ACROSS and name not in CONSTANT
    }


def _joint(joint: Table, readings: Sequence[Reading], batch: Batch, corpus: Corpus) -> Table:
    """Return the relation ``joint`` with what the regions above tell of the wholes that shares are of."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        for said in reading.statements:
            if said.measure == "share" and _OF_ABOVE.search(said.quote):
                home = reading.document.identity.region_path or ""
                wanted[home] |= {place.parent(said.region_path), place.NATION}
    asked = set().union(*wanted.values())
    others = [found for found in batch.above if found.region_path in asked]
    if not others:
        return joint
    mine = [reading for reading in readings if (reading.document.identity.region_path or "") in wanted]
    paths = {reading.document.path for reading in mine}
    more = build([*mine, *(corpus.load(found) for found in others)], batch.settings).tables["joint"]
    made = Table(SCHEMA["joint"])
    for table, kept in ((joint, False), (more, True)):
        for found in _sets(table):
            # An id is the path of its document and an ordinal.
            if any(row["member"].rpartition("#")[0] in paths for row in found) is kept:
                made.extend(found)
    return made


def _sets(joint: Table) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows of each set of statements; they follow each other."""
    found: list[dict[str, Any]] = []
    for values in zip(*(joint[name] for name in SCHEMA["joint"]), strict=True):
        row = dict(zip(SCHEMA["joint"], values, strict=True))
        if row["seq"] == 0 and found:
            yield found
            found = []
        found.append(row)
    if found:
        yield found


def constants(settings: Settings) -> dict[str, Any]:
    """Return the relations that are the same whatever the documents are, as Arrow tables."""
    tables = build([Reading(Document(""))], settings).tables
    return {name: tables[name].arrow() for name in sorted(CONSTANT & SCHEMA.keys())}


def stream(table: Any) -> bytes:
    """Return an Arrow table as bytes."""
    import pyarrow as pa  # noqa: PLC0415 — 100 ms

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def unstream(data: bytes) -> Any:
    """Return the Arrow table of ``stream``."""
    import pyarrow as pa  # noqa: PLC0415

    return pa.ipc.open_stream(data).read_all()
