"""主要指标对照表 as text, for the reports that hold no numbers as such: Word and Markdown."""

from __future__ import annotations

from checker.report.ledger import Comparison, Said
from checker.report.messages import Messages
from checker.report.phrases import without_figure
from checker.report.text import shorten

_WORDS = {"zh": 16, "en": 32}  # characters of what is told in place of a figure
COLUMNS = ("region", "indicator", "unit", "last_plan", "last_actual", "this_plan", "parent", "standing")
NUMBERS = (3, 4, 5, 6)  # columns that are set right


def heads(say: Messages) -> list[str]:
    """Return the heads of the columns."""
    return [say(f"column.{name}") for name in COLUMNS]


def cells(row: Comparison, say: Messages) -> list[str]:
    """Return one row, in the order of ``COLUMNS``; figures are in the row's unit."""
    last, this = row.last, row.this
    marks = ([row.outcome] if row.outcome else []) + list(row.standing)
    return [
        row.region.name,
        say(
            "word.measured", name=say.indicator(row.line.name), measure=say.name("measure", row.line.measure)
        ),
        say.unit(row.line.unit),
        _said(last.target if last else None, say),
        _said(last.actual if last else None, say),
        _said(this.target if this else None, say),
        _said(this.parent if this else None, say),
        say("report.and").join(say.name("status_of_target", mark) for mark in marks),
    ]


def mark(row: Comparison) -> str:
    """Return the status a row is coloured by: a miss, else how the target stands, else the outcome."""
    if row.outcome == "missed" or not row.standing:
        return row.outcome
    return row.standing[0]


def _said(said: Said | None, say: Messages) -> str:
    if said is None:
        return "—"
    if said.amount is None:
        return shorten(without_figure(said.statement, say), _WORDS[say.language])
    return said.amount.text.removesuffix(said.amount.unit)
