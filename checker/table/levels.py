"""The relations between superior and subordinate regions, built once the statements are known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from checker.model import Reading
from checker.settings import Settings
from checker.table import children, delegation, handed, headline, ladder, naming, regions, targets
from checker.table.schema import Table

Rows = Iterable[dict[str, object]]


def between(
    tables: Mapping[str, Table], readings: Sequence[Reading], settings: Settings
) -> Iterator[tuple[str, Rows]]:
    """Yield the name and the rows of each relation that documents of several regions make up.

    Args:
        tables: The relations ``document``, ``region`` and ``statement``, complete.
        readings: What they were made from, in the order of their paths.
        settings: Regions the divisions table does not know.
    """
    statement = tables["statement"]
    found = targets.of(statement)
    aggregates, parts = children.rows(found, statement, settings)
    yield "aggregate", aggregates
    yield "aggregate_part", parts
    yield "delegation", delegation.rows(found, tables["document"])
    yield "ladder", ladder.rows(found)
    yield "handed", handed.rows(statement)
    owing = [reading for reading in readings if headline.sets_targets(reading.document)]
    keys = _handed_keys(statement, owing)
    named = {
        reading.document.path: naming.read(reading) for reading in owing if reading.document.path in keys
    }
    yield "named", naming.rows(named, keys)


def own(
    tables: Mapping[str, Table], readings: Sequence[Reading], settings: Settings
) -> Iterator[tuple[str, Rows]]:
    """Yield the name and the rows of each relation that documents of one region give; see ``between``."""
    yield "child", _children(tables["document"], settings)
    owing = [reading for reading in readings if headline.sets_targets(reading.document)]
    named = {reading.document.path: naming.read(reading) for reading in owing}
    yield "headline", headline.rows(readings, tables["statement"], named)


def _children(document: Table, settings: Settings) -> Iterator[dict[str, object]]:
    """Yield the children of every region that a document at hand sets targets for."""
    columns: list[list[Any]] = [document[name] for name in ("region_path", "has_targets", "level")]
    for path in sorted({path for path, sets, _ in zip(*columns, strict=True) if path and sets}):
        for child in regions.children(path, settings):
            yield {"parent_path": path, "region_path": child, "region": child.rpartition("/")[2]}


def _handed_keys(statement: Table, owing: Sequence[Reading]) -> dict[str, set[str]]:
    """Return what others set for a region, by document of that region and year."""
    documents: dict[tuple[str, int], list[str]] = defaultdict(list)
    for reading in owing:
        who = reading.document.identity
        documents[who.region_path or "", who.plan_year or 0].append(reading.document.path)
    names = ("is_target", "own_region", "region_path", "year", "key")
    columns: list[list[Any]] = [statement[name] for name in names]
    wanted: dict[str, set[str]] = defaultdict(set)
    for target, own, path, year, key in zip(*columns, strict=True):
        if target and not own and path:
            for document in documents.get((path, year), ()):
                wanted[document].add(key)
    return wanted
