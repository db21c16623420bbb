"""What only rows of several regions together tell: the last word on a figure, and relations between levels.

Each is built some regions at a time, from those rows that can have a say in it. Which rows these are
stands beside each; ``tests/store`` holds the result against the relations of all documents at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from checker.model import Reading
from checker.settings import Settings
from checker.store.arrow import stream, unstream
from checker.store.corpus import Corpus, Entry
from checker.store.database import Database
from checker.store.shelf import ShelvedReading
from checker.store.work import Workers
from checker.table import (
    children,
    commitments,
    delegation,
    documents,
    handed,
    headline,
    ladder,
    latest,
    naming,
    regions,
    relations,
    targets,
)
from checker.table.schema import SCHEMA, Table

_ROWS = 30_000  # looked at together; some 3 kB each, in every process at work
_REGIONS = 150
_LATEST = (
    "id", "document", "doc_kind", "own_region", "region_path", "key", "measure", "period", "period_kind",
    "instant", "base_unit", "is_target", "is_final", "modality", "year", "plan_year", "latest",
)  # fmt: skip
_MORE = ("is_target", "is_outcome", "annual", "latest", "scope", "is_final")
_BETWEEN = tuple(dict.fromkeys((*targets.Target._fields, *handed.Row._fields, *_MORE)))


def complete(database: Database, corpus: Corpus, settings: Settings, workers: Workers) -> None:
    """Add what the batches left open to a database that holds the rows of all of them."""
    database.add_rows("region", documents.region_rows(corpus.identities(), settings))
    database.add_rows("setting", documents.setting_rows(settings.tolerance))
    for name, rows in relations.constants():
        database.add_rows(name, rows)
    mark_latest(database)
    link_commitments(database, corpus)
    between_levels(database, settings, workers)
    named(database, corpus, settings, workers)


def mark_latest(database: Database) -> None:
    """Take ``latest`` from what a document of another region says of a place and a later one says too.

    What a region says of itself was decided in its batch.
    """
    connection = database.connection
    document = database.table(
        "SELECT document, seq, adjusts FROM document", _kinds("document", ("document", "seq", "adjusts"))
    )
    counted = connection.execute(
        "SELECT region_path, COUNT(*) FROM statement WHERE NOT own_region GROUP BY region_path ORDER BY 1"
    ).fetchall()
    connection.execute("CREATE TEMP TABLE superseded (id VARCHAR)")
    columns = ", ".join(_LATEST)
    for paths in _packed(counted):
        rows = database.table(
            f"SELECT {columns} FROM statement "  # noqa: S608
            "WHERE NOT own_region AND region_path IN (SELECT UNNEST(?::VARCHAR[]))",
            _kinds("statement", _LATEST),
            [paths],
        )
        latest.mark(rows, document)
        lost = [name for name, last in zip(rows["id"], rows["latest"], strict=True) if not last]
        connection.execute("INSERT INTO superseded SELECT UNNEST(?::VARCHAR[])", [lost])
    connection.execute(
        "UPDATE statement SET latest = false WHERE latest AND id IN (SELECT id FROM superseded)"
    )
    connection.execute("DROP TABLE superseded")


def link_commitments(database: Database, corpus: Corpus) -> None:
    """Link anew what documents of several regions promise for one place.

    All others were linked in their batches: they are compared inside the region they are about.
    """
    connection = database.connection
    counted = connection.execute(
        "SELECT region_path, COUNT(*) FROM commitment WHERE region_path IN "
        "(SELECT region_path FROM commitment WHERE NOT own_region AND region_path <> '') "
        "GROUP BY region_path ORDER BY 1"
    ).fetchall()
    readings: list[Reading] = [ShelvedReading(corpus, found) for found in corpus.entries] if counted else []
    for paths in _packed(counted):
        here = "region_path IN (SELECT UNNEST(?::VARCHAR[]))"
        rows = database.table(
            f"SELECT * FROM commitment WHERE {here} ORDER BY document, seq",  # noqa: S608
            SCHEMA["commitment"],
            [paths],
        )
        document = database.table(
            f"SELECT * FROM document WHERE {here} ORDER BY seq",  # noqa: S608
            SCHEMA["document"],
            [paths],
        )
        mine = f"(SELECT id FROM commitment WHERE {here})"  # noqa: S608
        connection.execute(f"DELETE FROM commitment_pair WHERE earlier IN {mine}", [paths])  # noqa: S608
        connection.execute(f"DELETE FROM commitment_report WHERE promise IN {mine}", [paths])  # noqa: S608
        for name, found in commitments.relations({"commitment": rows, "document": document}, readings):
            database.add_rows(name, found)
        connection.execute(f"DELETE FROM commitment WHERE {here}", [paths])  # noqa: S608
        database.add("commitment", rows.arrow())


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Some regions, and the rows that can have a say in what is built for them."""

    home: frozenset[str]
    statement: bytes
    settings: Settings


def between_levels(database: Database, settings: Settings, workers: Workers) -> None:
    """Add the relations between superior and subordinate regions."""
    document = database.table(
        "SELECT region_path, plan_year, kind, readable FROM document ORDER BY seq",
        _kinds("document", ("region_path", "plan_year", "kind", "readable")),
    )
    build = partial(_between, stream(document.arrow()))
    for made in workers.over(build, _chunks(database, settings)):
        for name, rows in made.items():
            database.add(name, unstream(rows))


def _chunks(database: Database, settings: Settings) -> Iterator[_Chunk]:
    connection = database.connection
    counted = connection.execute(
        "SELECT region_path, COUNT(*) FROM statement WHERE region_path <> '' GROUP BY region_path ORDER BY 1"
    ).fetchall()
    spoken = {path for path, _ in counted}
    above = _Above(connection)
    columns = ", ".join(_BETWEEN)
    for home in _packed(counted):
        below = {child for path in home for child in regions.children(path, settings)} & spoken
        chain = above.of(home)
        # Of the levels below, their own targets, and last year's levels as anybody told them; of those
        # above, and of whoever a target is handed on to, their own targets.
        rows = database.arrow(
            f"SELECT {columns} FROM statement WHERE "  # noqa: S608
            "region_path IN (SELECT UNNEST($1::VARCHAR[])) AND (is_target OR is_outcome) "
            "OR region_path IN (SELECT UNNEST($2::VARCHAR[])) "
            "AND (own_region AND is_target OR is_outcome AND measure = 'level') "
            "OR region_path IN (SELECT UNNEST($3::VARCHAR[])) AND own_region AND is_target "
            "ORDER BY document, seq",
            [home, sorted(below), sorted(chain)],
        )
        yield _Chunk(frozenset(home), stream(rows), settings)


class _Above:
    """The regions that a region's targets may lead to: those above it, and whom they are handed on to."""

    def __init__(self, connection: Any) -> None:
        self._next: dict[str, set[str]] = {}
        for path, onward in connection.execute(
            "SELECT DISTINCT region_path, doc_parent_path FROM statement WHERE own_region "
            "UNION SELECT DISTINCT region_path, delegate_path FROM statement WHERE comparator = 'delegated'"
        ).fetchall():
            self._next.setdefault(path, set()).add(onward)

    def of(self, home: Collection[str]) -> set[str]:
        found: set[str] = set()
        waiting = list(home)
        while waiting:
            path = waiting.pop()
            for onward in (*self._next.get(path, ()), regions.parent(path)):
                if onward and onward not in found:
                    found.add(onward)
                    waiting.append(onward)
        return found


def _between(document: bytes, chunk: _Chunk) -> dict[str, bytes]:
    """Return the relations between levels that belong to the regions of a chunk."""
    statement = Table(_kinds("statement", _BETWEEN), unstream(chunk.statement))
    at_hand = Table(_kinds("document", ("region_path", "plan_year", "kind", "readable")), unstream(document))
    place = dict(zip(statement["id"], statement["region_path"], strict=True))
    found = targets.of(statement)
    aggregates, parts = children.rows(found, statement, chunk.settings)
    made: dict[str, Iterable[dict[str, object]]] = {
        "aggregate": aggregates,
        "aggregate_part": parts,
        "delegation": delegation.rows(found, at_hand),
        "ladder": ladder.rows(found),
        "handed": handed.rows(statement),
    }
    tables: dict[str, bytes] = {}
    for name, rows in made.items():
        table = Table(SCHEMA[name])
        table.extend(row for row in rows if place[str(row["id"])] in chunk.home)
        if table.rows:
            tables[name] = stream(table.arrow())
    return tables


def named(database: Database, corpus: Corpus, settings: Settings, workers: Workers) -> None:
    """Add which of the keys that others set for a region its own documents name."""
    owing: dict[tuple[str, int], list[Entry]] = {}
    for found in corpus.entries:
        if found.identity.kind in headline.KINDS and found.identity.plan_year and found.region_path:
            owing.setdefault((found.region_path, found.identity.plan_year), []).append(found)
    wanted: dict[str, tuple[Entry, set[str]]] = {}
    for path, year, key in database.connection.execute(
        "SELECT DISTINCT region_path, year, key FROM statement "
        "WHERE is_target AND NOT own_region AND region_path <> ''"
    ).fetchall():
        for found in owing.get((path, year), ()):
            wanted.setdefault(found.path, (found, set()))[1].add(key)
    asked = [(found, frozenset(keys)) for found, keys in wanted.values()]
    groups = [asked[at : at + 64] for at in range(0, len(asked), 64)]
    for rows in workers.over(partial(_named, corpus.folder), groups):
        database.add_rows("named", rows)


def _named(folder: Path, asked: Sequence[tuple[Entry, frozenset[str]]]) -> list[dict[str, object]]:
    corpus = Corpus(folder)
    rows: list[dict[str, object]] = []
    for found, keys in asked:
        reading = corpus.load(found)
        if headline.sets_targets(reading.document):
            rows.extend(naming.rows({found.path: naming.read(reading)}, {found.path: keys}))
    return rows


def _packed(counted: Iterable[tuple[str, int]]) -> Iterator[list[str]]:
    """Yield paths in groups of so many rows and regions at most, but of one path at least."""
    group: list[str] = []
    size = 0
    for path, rows in counted:
        if group and (size + rows > _ROWS or len(group) >= _REGIONS):
            yield group
            group, size = [], 0
        group.append(path)
        size += rows
    if group:
        yield group


def _kinds(name: str, columns: Sequence[str]) -> dict[str, str]:
    return {column: SCHEMA[name][column] for column in columns}
