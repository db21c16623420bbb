"""All relations of a run, and the places that findings can stand at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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
    outline,
    paired,
    sessions,
    shares,
    statements,
    years,
)
from checker.table.places import Places
from checker.table.schema import SCHEMA, Table, empty

_MANY = 100_000  # statements; fewer are not worth the conversion


@dataclass(slots=True)
class Relations:
    """The relations by name (``checker.table.schema``), and the places that stand in them."""

    tables: dict[str, Table] = field(default_factory=lambda: {name: empty(name) for name in SCHEMA})

    @property
    def places(self) -> Places:
        """Every place a finding can stand at, by id."""
        return Places(self.tables)


def build(readings: Sequence[Reading], settings: Settings) -> Relations:
    """Return the relations of all documents.

    Args:
        readings: One per document, in any order; the result does not depend on it.
        settings: Tolerances and regions the divisions table does not know.
    """
    ordered = sorted(readings, key=lambda reading: reading.document.path)
    made = Relations()
    for seq, reading in enumerate(ordered):
        _extend(made, "document", [documents.document_row(reading, seq)])
        _extend(made, "statement", groups.with_groups(reading, statements.rows(reading, settings)))
        _extend(made, "commitment", commitments.rows(reading))
        _extend(made, "share", shares.rows(reading))
        _extend(made, "part", groups.part_rows(reading))
        _extend(made, "disclosure", mentions.disclosures(reading))
        for name, rows in _MARKS.items():
            _extend(made, name, rows(reading.document))
        for name, found in years.of_document(reading):
            _extend(made, name, found)
        _extend(made, "number_use", documents.number_rows(reading))
        _extend(made, "unread", documents.unread_rows(reading))
        _extend(made, "problem", documents.problem_rows(reading))
        _extend(made, "unclear", documents.unclear_rows(reading))
    _extend(made, "region", documents.region_rows(ordered, settings))
    _extend(made, "setting", documents.setting_rows(settings.tolerance))
    _extend(made, "umbrella", documents.umbrella_rows())
    _extend(made, "mention", mentions.rows(ordered))
    _extend(made, "adjusted", mentions.adjusted(ordered))
    latest.mark_main_reports(made.tables["document"])
    latest.mark(made.tables["statement"], made.tables["document"])
    texts = {(r.document.path, number): line for r in ordered for number, line in r.document.lines.items()}
    _extend(made, "joint", joint.rows(made.tables, texts))
    for name, found in years.of_all(made.tables):
        _extend(made, name, found)
    for name, rows_of in commitments.relations(made.tables, ordered):
        _extend(made, name, rows_of)
    for name, between in levels.relations(made.tables, ordered, settings):
        _extend(made, name, between)
    if made.tables["statement"].rows >= _MANY:
        for table in made.tables.values():
            table.pack()
    return made


def _extend(made: Relations, name: str, rows: Iterable[dict[str, object]]) -> None:
    made.tables[name].extend(rows)


# Relations of places in a document that are no statements: headings, dates, sessions …
_MARKS: dict[str, Callable[[Document], Iterable[dict[str, object]]]] = {
    "heading": outline.heading_rows,
    "counted": announced.count_rows,
    "paired": paired.rows,
    "calendar_date": calendar.date_rows,
    "anniversary": calendar.anniversary_rows,
    "year_mark": calendar.year_rows,
    "session": sessions.rows,
}
