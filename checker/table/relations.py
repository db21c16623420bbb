"""All relations of a run, and the places that findings can stand at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from checker.model import Document, Reading
from checker.settings import Settings
from checker.table import (
    announced,
    calendar,
    commitments,
    documents,
    groups,
    joint,
    latest,
    levels,
    mentions,
    nets,
    outline,
    paired,
    parts,
    renamings,
    sessions,
    shares,
    statements,
    years,
)
from checker.table.places import Places
from checker.table.schema import SCHEMA, Table, empty

Rows = Iterable[dict[str, object]]
_MANY = 100_000  # statements; fewer are not worth the conversion


@dataclass(slots=True)
class Relations:
    """The relations by name (``checker.table.schema``), and the places that stand in them."""

    tables: dict[str, Table] = field(default_factory=lambda: {name: empty(name) for name in SCHEMA})

    @property
    def places(self) -> Places:
        """Every place a finding can stand at, by id."""
        return Places(self.tables)


@dataclass(frozen=True, slots=True)
class Above:
    """What documents of other regions say of themselves, for shares in it: 占全市的22%."""

    tables: dict[str, Table] = field(default_factory=lambda: {name: empty(name) for name in joint.OF_ABOVE})
    texts: dict[tuple[str, int], str] = field(default_factory=dict)


def build(readings: Sequence[Reading], settings: Settings) -> Relations:
    """Return the relations of all documents.

    Args:
        readings: One per document, in any order; the result does not depend on it.
        settings: Tolerances and regions the divisions table does not know.
    """
    ordered = _ordered(readings)
    made = of_regions(ordered, settings)
    _extend(made.tables, "region", documents.region_rows(ordered, settings))
    for name, rows in constants():
        _extend(made.tables, name, rows)
    for name, between in levels.between(made.tables, ordered, settings):
        _extend(made.tables, name, between)
    if made.tables["statement"].rows >= _MANY:
        for table in made.tables.values():
            table.pack()
    return made


def of_regions(readings: Sequence[Reading], settings: Settings, beyond: Above | None = None) -> Relations:
    """Return the relations that no document of another region changes; the others are left empty.

    Args:
        readings: All documents of some regions.
        settings: As for ``build``.
        beyond: Documents of other regions that shares may be told of; ``of_above`` makes it.
    """
    ordered = _ordered(readings)
    made = Relations()
    _extend(made.tables, "setting", documents.setting_rows(settings.tolerance))
    for seq, reading in enumerate(ordered):
        _add_figures(made.tables, reading, seq, settings)
        for name, rows in _of_document(reading):
            _extend(made.tables, name, rows)
    _extend(made.tables, "mention", mentions.rows(ordered))
    _extend(made.tables, "adjusted", mentions.adjusted(ordered))
    latest.mark_main_reports(made.tables["document"])
    latest.mark(made.tables["statement"], made.tables["document"])
    other = beyond or Above()
    _extend(made.tables, "joint", joint.rows(made.tables, _texts(ordered) | other.texts, other.tables))
    for name, found in years.of_all(made.tables):
        _extend(made.tables, name, found)
    for name, rows_of in commitments.relations(made.tables, ordered):
        _extend(made.tables, name, rows_of)
    for name, own in levels.own(made.tables, ordered, settings):
        _extend(made.tables, name, own)
    return made


def of_above(readings: Sequence[Reading], settings: Settings) -> Above:
    """Return what documents say of their regions, for the shares of others in it."""
    ordered = _ordered(readings)
    made = Above(texts=_texts(ordered))
    for seq, reading in enumerate(ordered):
        _add_figures(made.tables, reading, seq, settings)
    latest.mark(made.tables["statement"], made.tables["document"])
    return made


def constants() -> Iterator[tuple[str, Rows]]:
    """Yield the relations that are the same whatever documents and settings are."""
    yield "umbrella", documents.umbrella_rows()
    yield "renaming", renamings.rows()


def _ordered(readings: Sequence[Reading]) -> list[Reading]:
    return sorted(readings, key=lambda reading: reading.document.path)


def _texts(readings: Sequence[Reading]) -> dict[tuple[str, int], str]:
    return {(r.document.path, number): line for r in readings for number, line in r.document.lines.items()}


def _add_figures(tables: dict[str, Table], reading: Reading, seq: int, settings: Settings) -> None:
    _extend(tables, "document", [documents.document_row(reading, seq)])
    _extend(tables, "statement", groups.with_groups(reading, statements.rows(reading, settings)))
    _extend(tables, "part", parts.part_rows(reading))


def _of_document(reading: Reading) -> Iterator[tuple[str, Rows]]:
    """Yield the other relations that one document gives."""
    yield "commitment", commitments.rows(reading)
    yield "share", shares.rows(reading)
    yield "net", nets.rows(reading)
    yield "disclosure", mentions.disclosures(reading)
    for name, rows in _MARKS.items():
        yield name, rows(reading.document)
    yield from years.of_document(reading)
    yield "number_use", documents.number_rows(reading)
    yield "unread", documents.unread_rows(reading)
    yield "problem", documents.problem_rows(reading)
    yield "unclear", documents.unclear_rows(reading)


def _extend(tables: dict[str, Table], name: str, rows: Rows) -> None:
    tables[name].extend(rows)


# Relations of places in a document that are no statements: headings, dates, sessions …
_MARKS: dict[str, Callable[[Document], Rows]] = {
    "heading": outline.heading_rows,
    "counted": announced.count_rows,
    "paired": paired.rows,
    "calendar_date": calendar.date_rows,
    "anniversary": calendar.anniversary_rows,
    "year_mark": calendar.year_rows,
    "session": sessions.rows,
}
