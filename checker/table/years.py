"""The relations that the rules about years join: claims, completions, runs, outcomes, paces."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Reading
from checker.table import claims, completions, goals, outcomes, runs, series
from checker.table.schema import Table


def of_document(reading: Reading) -> Iterator[tuple[str, Iterator[dict[str, object]]]]:
    """Yield the relations that one document gives, with their rows."""
    who = reading.document.identity
    reported = who.report_year or 0
    yield "claim", claims.rows(reading, reported)
    yield "completion", completions.rows(reading)
    yield "run_length", runs.rows(reading, who.plan_year or (reported + 1 if reported else 0))


def of_all(tables: dict[str, Table]) -> Iterator[tuple[str, Iterator[dict[str, object]]]]:
    """Yield the relations that need all documents of a region, with their rows.

    Args:
        tables: The other relations, complete, with ``latest`` and ``main_report`` decided.
    """
    yield "outcome", outcomes.rows(tables)
    every = series.collect(tables["statement"])
    yield "pace", goals.pace(every)
    yield "double_goal", goals.clashes(every)
    yield "run_pair", runs.pairs(tables["run_length"])
