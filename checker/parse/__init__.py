"""Segments → statements, and what became of every number expression."""

from __future__ import annotations

import re

from checker.model import Context, Document, Identity, Reading, Segment, Statement
from checker.parse import commitments
from checker.parse.accounting import not_understood, set_aside
from checker.parse.cell_prose import is_prose, of_row
from checker.parse.cells import parse_cell
from checker.parse.clause import Explained, SegmentParser
from checker.parse.regions import Regions
from checker.read import places

# A row of a table whose cells only blanks divide: which figure is which, nobody can tell.
_RUN_OF_FIGURES = re.compile(r"(?:(?<![\d.])-?\d[\d,]*(?:\.\d+)?[ \t\u3000]+){4,}-?\d")


def parse_document(document: Document, settings: object = None) -> Reading:
    """Read every segment of a document into statements and commitments.

    Ids are ``<path>#<ordinal>`` and ``<path>!<ordinal>``, in order of place; the result depends on
    nothing else.
    """
    regions = Regions(document.identity, _divisions(settings))
    parser = SegmentParser(document.identity, regions)
    reading = Reading(document)
    for segment in document.segments:
        if segment.kind == "damaged" or _is_run_of_figures(segment):
            reading.numbers.extend(not_understood(segment))
        elif segment.kind == "furniture":
            reading.numbers.extend(set_aside(segment, "contact"))
        elif segment.kind in ("title", "dateline"):
            reading.numbers.extend(set_aside(segment, "heading" if segment.kind == "title" else "date"))
        elif segment.kind == "heading":
            reading.numbers.extend(set_aside(segment, "heading"))
        elif segment.kind == "cell" and not is_prose(segment):
            statements, numbers = parse_cell(parser.under(segment), document.identity, regions)
            reading.statements.extend(statements)
            reading.numbers.extend(numbers)
        else:
            output = parser.parse(segment)
            of_row(output.statements, segment.cell)
            reading.statements.extend(output.statements)
            reading.numbers.extend(output.numbers)
    for ordinal, statement in enumerate(reading.statements, 1):
        statement.document = document.path
        statement.id = f"{document.path}#{ordinal}"
    reading.commitments = commitments.of_document(document)
    return reading


def _is_run_of_figures(segment: Segment) -> bool:
    text = segment.text
    if segment.kind != "paragraph" or not (" " in text or "\t" in text or "\u3000" in text):
        return False
    return _RUN_OF_FIGURES.search(text, segment.start, segment.end) is not None


def _divisions(settings: object) -> places.Divisions:
    return places.with_regions(tuple(getattr(settings, "regions", ())))


def parse_phrase(
    text: str, context: Context | None = None, identity: Identity | None = None
) -> list[Statement]:
    """Return the statements of a phrase read in a context (default: a target of this plan year).

    >>> [(s.indicator, s.measure, s.value) for s in parse_phrase("地区生产总值增长4%左右")]
    [('地区生产总值', 'growth', '4')]
    """
    statements: list[Statement] = []
    for explained in clauses_of(text, context, identity):
        statements.extend(explained.statements)
    for ordinal, statement in enumerate(statements, 1):
        statement.id = f"#{ordinal}"
    return statements


def clauses_of(
    text: str, context: Context | None = None, identity: Identity | None = None
) -> list[Explained]:
    """Return what the parser saw clause by clause, for :func:`explain_phrase`."""
    context = context or Context()
    identity = identity or _identity_of(context)
    parser = SegmentParser(identity, Regions(identity, _divisions(None)))
    explained: list[Explained] = []
    for line, part in enumerate(text.split("\n"), 1):
        segment = Segment(line, part, 0, len(part), "paragraph", context)
        explained.extend(parser.parse(segment, explain=True).explained)
    return explained


def explain_phrase(text: str, context: Context | None = None) -> str:
    """Return tree, constraint and, where a clause is refused, how far the parser got, for eyes."""
    from checker.parse.explain import render  # noqa: PLC0415

    return render(clauses_of(text, context))


def _identity_of(context: Context) -> Identity:
    """A phrase's years follow from its context: a target's year is the plan's, an actual's the report's."""
    year = None
    if context.period:
        digits = context.period.replace("..", "").strip("/").split("/")[-1]
        year = int(digits) if digits.isdigit() else None
    if year is None:
        return Identity(context.region, context.region_path)
    ahead = "/" in (context.period or "") and context.modality in ("target", "assigned")
    if ahead or (context.period or "").startswith("../"):
        return Identity(context.region, context.region_path)
    plan = year if context.modality in ("target", "assigned") else year + 1
    return Identity(
        context.region, context.region_path, plan_year=plan, report_year=plan - 1, kind="plan_report"
    )
