"""The relations that rules join: names, columns, types. The one list; rules are bound against it.

No column holds NULL: text that is missing is ``''``, a number that is missing is 0 or a bound that
no figure reaches, with a flag beside it. What SQL treats as unknown would silently drop rows.
"""

from __future__ import annotations

from collections.abc import Mapping

from checker.table.schema_commitments import COMMITMENT, COMMITMENT_PAIR, COMMITMENT_REPORT
from checker.table.schema_documents import (
    ACCEPTANCE,
    DISCLOSURE,
    DOCUMENT,
    MENTION,
    NUMBER_USE,
    PROBLEM,
    REGION,
    SETTING,
    UMBRELLA,
    UNCLEAR,
    UNREAD,
)
from checker.table.schema_levels import (
    AGGREGATE,
    AGGREGATE_PART,
    CHILD,
    DELEGATION,
    HANDED,
    HEADLINE,
    LADDER,
    NAMED,
)
from checker.table.schema_marks import (
    ANNIVERSARY,
    CALENDAR_DATE,
    COUNTED,
    HEADING,
    PAIRED,
    SESSION,
    YEAR_MARK,
)
from checker.table.schema_statements import (
    JOINT,
    NET,
    PART,
    SHARE,
    STATEMENT,
)
from checker.table.schema_types import UNBOUNDED, UNBOUNDED_RATE, Columns
from checker.table.schema_years import (
    ADJUSTED,
    CLAIM,
    COMPLETION,
    DOUBLE_GOAL,
    OUTCOME,
    PACE,
    RENAMING,
    RUN_LENGTH,
    RUN_PAIR,
)
from checker.table.table import Table

__all__ = ["SCHEMA", "UNBOUNDED", "UNBOUNDED_RATE", "Columns", "Table", "add", "empty"]

SCHEMA: dict[str, Columns] = {
    "document": DOCUMENT,
    "statement": STATEMENT,
    "share": SHARE,
    "part": PART,
    "net": NET,
    "joint": JOINT,
    "region": REGION,
    "mention": MENTION,
    "disclosure": DISCLOSURE,
    "umbrella": UMBRELLA,
    "number_use": NUMBER_USE,
    "unread": UNREAD,
    "problem": PROBLEM,
    "unclear": UNCLEAR,
    "heading": HEADING,
    "counted": COUNTED,
    "paired": PAIRED,
    "calendar_date": CALENDAR_DATE,
    "anniversary": ANNIVERSARY,
    "year_mark": YEAR_MARK,
    "session": SESSION,
    "claim": CLAIM,
    "completion": COMPLETION,
    "run_length": RUN_LENGTH,
    "run_pair": RUN_PAIR,
    "outcome": OUTCOME,
    "pace": PACE,
    "double_goal": DOUBLE_GOAL,
    "adjusted": ADJUSTED,
    "renaming": RENAMING,
    "commitment": COMMITMENT,
    "commitment_pair": COMMITMENT_PAIR,
    "commitment_report": COMMITMENT_REPORT,
    "child": CHILD,
    "aggregate": AGGREGATE,
    "aggregate_part": AGGREGATE_PART,
    "delegation": DELEGATION,
    "ladder": LADDER,
    "handed": HANDED,
    "headline": HEADLINE,
    "named": NAMED,
    "setting": SETTING,
    "acceptance": ACCEPTANCE,
}


def empty(name: str) -> Table:
    """Return the relation ``name`` without rows: every column present.

    >>> list(empty("unclear"))
    ['doc_id', 'document', 'seq', 'what']
    """
    return Table(SCHEMA[name])


def add(table: Table, row: Mapping[str, object]) -> None:
    """Append one row; every column must be given, none may be None.

    Raises:
        KeyError: a column is missing or unknown.
        ValueError: a value is None.
    """
    table.append(row)
