"""Relations of some documents at a time: those that no document outside the batch can change.

A batch holds all documents of its regions, of all years. Every relation of one document or of one
region is then what it would be over the whole corpus; the rest (``ACROSS``) is built from the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from checker.model import Document, Reading
from checker.settings import Settings
from checker.store.corpus import Corpus, Entry, unpacked
from checker.table import build
from checker.table.schema import SCHEMA

# Built from rows of several regions, in ``checker.store.across``.
ACROSS = frozenset({"region", "aggregate", "aggregate_part", "delegation", "ladder", "handed", "named"})
# The same whatever the documents are.
CONSTANT = frozenset({"setting", "umbrella", "renaming"})
_STATEMENTS = 6_000  # a batch: some 60 MB of rows while it is made


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents that are made into rows together; may be sent to another process."""

    folder: Path
    settings: Settings
    entries: tuple[Entry, ...]


def split(corpus: Corpus, settings: Settings) -> Iterator[Batch]:
    """Yield the documents of a corpus in batches of whole regions, in the order of their paths."""
    waiting: list[Entry] = []
    size = 0
    for region in _regions(corpus.entries):
        more = sum(found.statements for found in region)
        if waiting and size + more > _STATEMENTS:
            yield Batch(corpus.folder, settings, tuple(waiting))
            waiting, size = [], 0
        waiting += region
        size += more
    if waiting:
        yield Batch(corpus.folder, settings, tuple(waiting))


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
    return relations(readings, {found.path: found.seq for found in batch.entries}, batch.settings)


def rows_of_packed(packed: Sequence[tuple[Entry, bytes]], settings: Settings) -> dict[str, bytes]:
    """Return the same for readings that are at hand."""
    readings = [unpacked(found, data) for found, data in packed]
    return relations(readings, {found.path: found.seq for found, _ in packed}, settings)


def relations(readings: Sequence[Reading], seqs: dict[str, int], settings: Settings) -> dict[str, bytes]:
    """Return the relations of documents as Arrow streams, each document with its place in the whole."""
    tables = build(readings, settings).tables
    document = tables["document"]
    for at, path in enumerate(document["document"]):
        document["seq"][at] = seqs[path]
    return {
        name: stream(table.arrow())
        for name, table in tables.items()
        if table.rows and name not in ACROSS and name not in CONSTANT
    }


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
