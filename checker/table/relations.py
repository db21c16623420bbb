"""All relations of a run, and the places that findings can stand at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from checker.model import Document, Reading
from checker.settings import Settings
from checker.table import (
    calendar,
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
from checker.table.schema import SCHEMA, Table, add, empty


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands, and what it says there: what an anchor of a rule points to."""

    id: str
    document: str
    line: int
    start: int
    end: int
    quote: str
    statement: bool = False  # the id is a statement's
    region: str | None = None
    indicator: str | None = None
    period: str | None = None
    values: str = ""  # unit and values, for the fingerprint


@dataclass(slots=True)
class Relations:
    """The relations by name (``checker.table.schema``), each a column → values mapping."""

    tables: dict[str, Table] = field(default_factory=lambda: {name: empty(name) for name in SCHEMA})
    places: dict[str, Place] = field(default_factory=dict)


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
        _extend(made, "share", shares.rows(reading))
        _extend(made, "joint", joint.rows(reading))
        _extend(made, "part", groups.part_rows(reading))
        _extend(made, "disclosure", mentions.disclosures(reading))
        for name, rows in _MARKS.items():
            _extend(made, name, rows(reading.document))
        for name, found in years.of_document(reading):
            _extend(made, name, found)
        _extend(made, "number_use", documents.number_rows(reading))
        _extend(made, "problem", documents.problem_rows(reading))
        _extend(made, "unclear", documents.unclear_rows(reading))
        _add_places(made, reading)
    _add_marks(made)
    _extend(made, "region", documents.region_rows(ordered, settings))
    _extend(made, "setting", documents.setting_rows(settings.tolerance))
    _extend(made, "umbrella", documents.umbrella_rows())
    _extend(made, "mention", mentions.rows(ordered))
    _extend(made, "adjusted", mentions.adjusted(ordered))
    latest.mark_main_reports(made.tables["document"])
    latest.mark(made.tables["statement"], made.tables["document"])
    for name, found in years.of_all(made.tables):
        _extend(made, name, found)
    for name, between in levels.relations(made.tables, ordered, settings):
        _extend(made, name, between)
    return made


def _extend(made: Relations, name: str, rows: Iterable[dict[str, object]]) -> None:
    table = made.tables[name]
    for row in rows:
        add(table, row)


# Relations of places in a document that are no statements: headings, dates, sessions …
_MARKS: dict[str, Callable[[Document], Iterable[dict[str, object]]]] = {
    "heading": outline.heading_rows,
    "counted": outline.count_rows,
    "paired": paired.rows,
    "calendar_date": calendar.date_rows,
    "anniversary": calendar.anniversary_rows,
    "year_mark": calendar.year_rows,
    "session": sessions.rows,
}


def _add_marks(made: Relations) -> None:
    columns = ("id", "document", "line", "start_at", "end_at", "quote")
    for name in (*_MARKS, *years.MARKS):
        table = made.tables[name]
        for values in zip(*(table[column] for column in columns), strict=True):
            place = Place(*values)
            made.places[place.id] = place


def _add_places(made: Relations, reading: Reading) -> None:
    document, places = reading.document, made.places
    whole = _whole(document)
    places[whole.id] = whole
    for statement in reading.statements:
        figures = (statement.unit, statement.comparator, statement.value, statement.value_high)
        places[statement.id] = Place(
            id=statement.id,
            document=document.path,
            line=statement.line,
            start=statement.start,
            end=statement.end,
            quote=statement.quote,
            statement=True,
            region=statement.region,
            indicator=statement.indicator,
            period=statement.period,
            values="|".join(part or "" for part in figures),
        )
    for seq, number in enumerate(reading.numbers):
        name = f"number:{document.path}#{seq}"
        places[name] = Place(name, document.path, number.line, number.start, number.end, number.text)
    for seq, problem in enumerate(document.problems):
        name = f"problem:{document.path}#{seq}"
        line = problem.line or 0
        text = document.lines.get(line, "")
        places[name] = Place(name, document.path, line, 0, len(text), text)


def _whole(document: Document) -> Place:
    """Return the place that stands for the whole document: its title, else its first line with text."""
    who, name = document.identity, f"doc:{document.path}"
    year = str(who.plan_year) if who.plan_year else None
    titles = [segment for segment in document.segments if segment.kind == "title"]
    if titles:
        title = titles[0]
        quote = title.text[title.start : title.end]
        return Place(
            name, document.path, title.line, title.start, title.end, quote, region=who.region, period=year
        )
    for line in sorted(document.lines):
        text = document.lines[line]
        if text.strip():
            start = len(text) - len(text.lstrip())
            quote = text.strip()
            return Place(
                name, document.path, line, start, start + len(quote), quote, region=who.region, period=year
            )
    return Place(name, document.path, 1, 0, 0, "", region=who.region, period=year)
