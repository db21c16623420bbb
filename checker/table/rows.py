"""One row of a relation, looked at where it lies: a million of them cost no copies."""

from __future__ import annotations

from dataclasses import dataclass

from checker.table.schema import Table


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row by its place in a table; ``row["column"]`` is its value."""

    table: Table
    at: int

    def __getitem__(self, column: str) -> object:
        return self.table[column][self.at]
