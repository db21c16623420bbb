"""One relation: its columns by name, filled row by row or taken from Arrow."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from checker.table import columns


class Table(Mapping[str, Any]):
    """A relation in memory: ``table["column"][row]``.

    A table taken from Arrow gives its columns when they are asked for, so one that is only handed on
    costs nothing.
    """

    def __init__(self, kinds: Mapping[str, str], source: Any = None) -> None:
        """Make a relation.

        Args:
            kinds: The SQL type of each column.
            source: An Arrow table with those columns, from ``arrow``; without rows where None.
        """
        self._kinds = dict(kinds)
        self._source = source
        self._columns: dict[str, Any] = {}
        if source is None:
            self._columns = {name: columns.column(kind) for name, kind in kinds.items()}
        elif list(source.column_names) != list(kinds):
            raise KeyError(sorted(set(source.column_names) ^ set(kinds)))

    def __getitem__(self, name: str) -> Any:
        try:
            return self._columns[name]
        except KeyError:
            made = columns.from_arrow(self._kinds[name], self._source.column(name))
            return self._columns.setdefault(name, made)

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        if self._columns:
            return len(next(iter(self._columns.values())))
        return int(self._source.num_rows)

    def append(self, row: Mapping[str, object]) -> None:
        """Add one row; every column must be given, none may be None.

        Raises:
            KeyError: a column is missing or unknown.
            ValueError: a value is None.
            TypeError: a value is not of its column's type.
        """
        self.extend([row])

    def extend(self, rows: Iterable[Mapping[str, object]]) -> None:
        """Add rows; see ``append``."""
        given = list(rows)
        if not given:
            return
        for row in given:
            if len(row) != len(self._kinds):
                raise KeyError(sorted(row.keys() ^ self._kinds.keys()))
        for name in self._kinds:
            try:
                self[name].extend([*map(itemgetter(name), given)])
            except (TypeError, ValueError) as error:
                raise type(error)(f"column {name}: {error}") from None

    def cells(self, name: str, rows: Sequence[int]) -> list[Any]:
        """Return some values, without making a column of all where the table came from Arrow."""
        if name in self._columns:
            return [self._columns[name][row] for row in rows]
        return columns.some(self._kinds[name], self._source.column(name), rows)

    def where(self, name: str, texts: Collection[str]) -> dict[str, int]:
        """Return the first row of each of some texts; those that stand in none are left out."""
        if name in self._columns:
            column = self._columns[name]
            return {text: row for text in texts if (row := column.find(text)) >= 0}
        return columns.where(self._source.column(name), list(texts))

    def pack(self) -> None:
        """Keep the values as Arrow only, in a third of the memory; columns are made again when asked for."""
        self._source, self._columns = self.arrow(), {}

    def arrow(self, names: Sequence[str] | None = None) -> Any:
        """Return the relation as an Arrow table with the types of its columns; of some, where named."""
        import pyarrow as pa  # noqa: PLC0415 — 100 ms

        wanted = list(self._kinds) if names is None else list(names)
        arrays = [
            columns.to_arrow(self._columns[name]) if name in self._columns else self._source.column(name)
            for name in wanted
        ]
        return pa.Table.from_arrays(arrays, names=wanted)

    def json(self, names: Sequence[str] | None = None) -> str:
        """Return the rows as a JSON array of objects, decimals as text; of some columns, where named."""
        wanted = list(self._kinds) if names is None else list(names)
        rows = zip(*(self[name] for name in wanted), strict=True)
        told = [dict(zip(wanted, row, strict=True)) for row in rows]
        text = json.dumps(told, default=str, ensure_ascii=False)
        return text.encode("utf-8", "replace").decode("utf-8")
