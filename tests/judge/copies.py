"""Relations of many cases in one database, kept apart by their names: one query asks them all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from checker.table.schema import SCHEMA, Table, empty

Row = dict[str, Any]
Rows = dict[str, list[Row]]  # by relation
NAMING = ("id", "document", "doc_id", "region_path", "doc_region_path", "doc_parent_path", "parent_path")
OTHER = "别"  # a name that no row has
_MARK = "~"
_WORD = re.compile(r"\w+")
_ONCE = ("setting",)  # the same for all


def rows_of(tables: Mapping[str, Table], sql: str) -> Rows:
    """Return the rows of the relations that a rule names, and of them the columns that it names."""
    words = frozenset(_WORD.findall(sql.lower()))
    found: Rows = {}
    for name, table in tables.items():
        columns = [column for column in table if column in words or column in NAMING]
        if name in words and columns and table.rows:
            cells = zip(*(table[column] for column in columns), strict=True)
            found[name] = [dict(zip(columns, values, strict=True)) for values in cells]
    return found


def names_in(rows: Rows) -> frozenset[str]:
    """Return what names documents, regions and their parts: rules join on it."""
    found = {row[column] for some in rows.values() for row in some for column in NAMING if column in row}
    return frozenset({OTHER, *(name for name in found if len(name) > 1)})


def apart(copies: Sequence[tuple[Rows, frozenset[str]]]) -> dict[str, Table]:
    """Return the relations of all copies in one, each with its number before its names.

    Args:
        copies: The rows of each by relation, and what are names in it.
    """
    made = {name: empty(name) for name in SCHEMA}
    for name in sorted({name for rows, _ in copies for name in rows}):
        some = [row for number, copy in enumerate(copies) for row in _rows(name, number, *copy)]
        made[name] = Table({column: SCHEMA[name][column] for column in some[0]})
        made[name].extend(some)
    return made


def _rows(name: str, number: int, rows: Rows, names: frozenset[str]) -> list[Row]:
    if name in _ONCE:
        return [] if number else rows[name]
    return [_marked(row, f"{number}{_MARK}", names) for row in rows.get(name, ())]


def _marked(row: Row, mark: str, names: frozenset[str]) -> Row:
    return {
        column: mark + value if isinstance(value, str) and value in names else value
        for column, value in row.items()
    }


def copy_of(row: Mapping[str, Any]) -> int:
    """Return the number of the copy a rule's row is about."""
    number, mark, _ = str(row["anchor"]).partition(_MARK)
    return int(number) if mark else -1
