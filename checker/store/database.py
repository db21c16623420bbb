"""The relations of a corpus in a DuckDB file: memory has a limit, and what is beyond it goes to disk."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.judge.engine import Engine
from checker.store import arrow
from checker.table import Places, columns
from checker.table.places import COLUMNS
from checker.table.schema import SCHEMA, Table

if TYPE_CHECKING:
    import duckdb

FILLING = "250MB"  # while processes beside this one make rows
MEMORY = "400MB"  # while rules run
THREADS = 2  # each takes its share of the memory
_TOGETHER = 20_000_000  # bytes of rows put into it at once
TIME_LIMIT = 3600.0  # seconds a rule may take


class Database:
    """Tables for all relations in a file that goes when it is closed. Use as a context manager."""

    def __init__(self, folder: Path | None = None, *, memory: str = FILLING, threads: int = THREADS) -> None:
        import duckdb  # noqa: PLC0415 — 200 ms

        self._folder = tempfile.TemporaryDirectory(prefix="checker-", dir=folder)
        self.folder = Path(self._folder.name)
        self.connection = duckdb.connect(self.folder / "relations.duckdb")
        # The folder is our own and holds no quote; settings take no parameters.
        for setting, value in (
            ("memory_limit", f"'{memory}'"),
            ("threads", str(threads)),
            ("temp_directory", f"'{self.folder / 'spill'}'"),
            ("preserve_insertion_order", "false"),
            ("enable_progress_bar", "false"),
        ):
            self.connection.execute(f"SET {setting}={value}")
        for name, kinds in SCHEMA.items():
            told = ", ".join(f'"{column}" {kind}' for column, kind in kinds.items())
            self.connection.execute(f'CREATE TABLE "{name}" ({told})')

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()
        self._folder.cleanup()

    def add(self, name: str, rows: Any) -> None:
        """Add the rows of an Arrow table to a relation."""
        if rows.num_rows:
            self.connection.register("incoming", rows)
            # Names come from the schema, never from outside.
            self.connection.execute(f'INSERT INTO "{name}" SELECT * FROM incoming')  # noqa: S608
            self.connection.unregister("incoming")

    def add_packed(self, packed: Iterable[bytes], seqs: Mapping[str, int]) -> None:
        """Add relations of regions, many regions at once: each insertion costs some milliseconds.

        Args:
            packed: What ``checker.store.batches`` made of each region.
            seqs: The number of each document, by its path.
        """
        waiting: dict[str, list[Any]] = {}
        size = 0
        for data in packed:
            for name, table in arrow.tables(data).items():
                waiting.setdefault(name, []).append(_numbered(table, seqs) if name == "document" else table)
                size += table.nbytes
            if size > _TOGETHER:
                self._add_all(waiting)
                size = 0
        self._add_all(waiting)

    def _add_all(self, waiting: dict[str, list[Any]]) -> None:
        for name, tables in waiting.items():
            self.add(name, arrow.together(tables))
        waiting.clear()

    def add_rows(self, name: str, rows: Iterable[Mapping[str, object]]) -> None:
        """Add rows to a relation."""
        table = Table(SCHEMA[name])
        table.extend(rows)
        self.add(name, table.arrow())

    def table(self, sql: str, kinds: Mapping[str, str], parameters: Sequence[Any] = ()) -> Table:
        """Return what a query gives, with columns of the SQL types given."""
        return Table(kinds, self.arrow(sql, parameters))

    def arrow(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> Any:
        """Return what a query gives as an Arrow table."""
        return self.connection.sql(sql, params=parameters).to_arrow_table()

    def count(self, name: str) -> int:
        """Return how many rows a relation has."""
        (found,) = self.connection.execute(f'SELECT COUNT(*) FROM "{name}"').fetchall()[0]  # noqa: S608
        return int(found)

    def engine(self) -> Engine:
        """Return the engine over these tables; from here on nothing else can be reached."""
        self.connection.execute(f"SET memory_limit='{MEMORY}'")
        return _OnDisk(self.connection)

    def gather_places(self, wanted: Any) -> None:
        """Look up places for ``places``, all in one go: each look through all relations takes long.

        Args:
            wanted: An Arrow table of ids with the numbers of the groups that they are asked for in.
        """
        self.connection.register("asked", wanted)
        self.connection.execute('CREATE TEMP TABLE wanted AS SELECT "group", id FROM asked')
        self.connection.unregister("asked")
        for name, names in COLUMNS.items():
            told = ", ".join(f"r.{column}" for column in names)
            # In the order of the groups, so that what one of them asks for lies together.
            self.connection.execute(
                f'CREATE OR REPLACE TEMP TABLE place_{name} AS SELECT w."group", {told} '  # noqa: S608
                f'FROM wanted AS w JOIN "{name}" AS r ON r.id = w.id ORDER BY w."group"'
            )
        self.connection.execute("DROP TABLE wanted")

    def places(self, group: int) -> Places:
        """Return the places of a group."""
        found = {}
        for name, names in COLUMNS.items():
            kinds = {column: SCHEMA[name][column] for column in names}
            sql = f'SELECT {", ".join(names)} FROM place_{name} WHERE "group" = ?'  # noqa: S608
            found[name] = self.table(sql, kinds, [group])
        places = Places(found)
        # One by one each would cost a look-up of its own.
        places.fetch([one for name, table in found.items() if name != "number_use" for one in table["id"]])
        return places


def _numbered(document: Any, seqs: Mapping[str, int]) -> Any:
    """Return rows of the relation ``document`` with the numbers that documents have in the whole corpus."""
    import pyarrow as pa  # noqa: PLC0415 — 100 ms

    paths = columns.from_arrow("VARCHAR", document.column("document"))
    numbers = array("i", map(seqs.__getitem__, paths))
    made = pa.Array.from_buffers(pa.int32(), len(numbers), [None, pa.py_buffer(numbers)])
    return document.set_column(document.schema.get_field_index("seq"), "seq", made)


class _OnDisk(Engine):
    """An engine over tables that are there already."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._connection.execute("SET enable_external_access=false")
        self._connection.execute("SET lock_configuration=true")

    def close(self) -> None:
        """Leave the tables to whoever made them."""
