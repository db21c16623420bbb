"""The embedded engine: the relations in DuckDB, locked down, and rules run against them."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Any

from checker.errors import InternalError, RuleFileError
from checker.judge.rulefile import Rule
from checker.table.schema import SCHEMA, Table, empty

if TYPE_CHECKING:
    import duckdb

MEMORY_LIMIT = "2GB"
COMPUTED = ("count", "items")  # fields of templates that no rule needs to select
TIME_LIMIT = 60.0  # seconds a rule may take

# Below this many statements, starting threads costs more than they save (0.4 s against 1.3 s on two
# cores under load, for 40 rules over one document).
SMALL = 20_000

_FETCHED = 10_000  # rows

Row = dict[str, Any]


class Engine:
    """A DuckDB database in memory that holds the relations and can reach nothing else.

    Use as a context manager; the spill folder goes with it.
    """

    def __init__(self, tables: Mapping[str, Table], *, memory_limit: str = MEMORY_LIMIT) -> None:
        import duckdb  # noqa: PLC0415 — 200 ms

        self._spill = tempfile.TemporaryDirectory(prefix="checker-")
        self._connection = duckdb.connect(":memory:")
        self._configure(memory_limit, tables["statement"].rows)
        for name in SCHEMA:
            self._load(name, tables[name])
        # From here on nothing can be read, written, attached or installed, and no setting changed.
        self._connection.execute("SET enable_external_access=false")
        self._connection.execute("SET lock_configuration=true")

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Free the database and its spill folder."""
        self._connection.close()
        self._spill.cleanup()

    def bind(self, rule: Rule) -> tuple[str, ...]:
        """Return the columns a rule gives, having bound it against the relations.

        Raises:
            RuleFileError: the SQL names what is not there, compares what cannot be compared, or
                gives no column ``anchor``.
        """
        import duckdb  # noqa: PLC0415

        try:
            self._connection.execute(f"EXPLAIN {rule.sql}").fetchall()
            described = self._connection.execute(f"DESCRIBE {rule.sql}").fetchall()
        except duckdb.Error as error:
            raise RuleFileError(
                f"{rule.path}:{rule.sql_line}", _first(error), fix="see rules/README.md for the relations"
            ) from None
        columns = tuple(str(row[0]) for row in described)
        floats = [str(row[0]) for row in described if str(row[1]) in ("DOUBLE", "FLOAT")]
        if floats:
            raise RuleFileError(
                f"{rule.path}:{rule.sql_line}",
                f"column {floats[0]} is a float",
                fix="multiply, do not divide",
            )
        if "anchor" not in columns:
            raise RuleFileError(
                f"{rule.path}:{rule.sql_line}", "no column 'anchor'", fix="SELECT … AS anchor"
            )
        missing = sorted(rule.asks_for() - {*columns, *COMPUTED})
        if missing:
            fix = f"SELECT … AS {missing[0]}"
            raise RuleFileError(f"{rule.path}:1", f"a template asks for {missing[0]}", fix=fix)
        return columns

    def run(self, rule: Rule, *, time_limit: float = TIME_LIMIT, passed: bool = True) -> list[Row]:
        """Return the rows a rule gives, unsorted, with exact decimals.

        Args:
            rule: A rule that binds.
            time_limit: Seconds.
            passed: Also return comparisons that agreed. Without them the engine prunes what leads
                only there: over a million statements all rules take 29 s instead of 77 s.
        Raises:
            InternalError: the rule failed or took too long; it names the rule.
        """
        return [row for rows in self.batches(rule, time_limit=time_limit, passed=passed) for row in rows]

    def batches(
        self, rule: Rule, *, time_limit: float = TIME_LIMIT, passed: bool = True
    ) -> Iterator[list[Row]]:
        """Yield the rows a rule gives some thousand at a time; see ``run``."""
        import duckdb  # noqa: PLC0415

        try:
            with _limit(self._connection, time_limit):
                cursor = self._select(rule, passed=passed)
                names = [column[0] for column in cursor.description or ()]
                while found := cursor.fetchmany(_FETCHED):
                    yield [dict(zip(names, values, strict=True)) for values in found]
        except duckdb.InterruptException:
            raise InternalError(
                rule.code, f"took more than {time_limit:g} s", fix=f"see {rule.path.name}"
            ) from None
        except duckdb.Error as error:
            raise InternalError(rule.code, _first(error), fix=f"see {rule.path.name}") from None

    def _select(self, rule: Rule, *, passed: bool) -> duckdb.DuckDBPyConnection:
        """Run a rule; without its rows that agreed, where it gives a verdict at all."""
        import duckdb  # noqa: PLC0415

        if passed or "verdict" not in rule.sql:
            return self._connection.execute(rule.sql)
        # The rule is one SELECT of the portable subset, shipped or checked before it gets here.
        failed = f"SELECT * FROM ({rule.sql}) AS judged WHERE verdict IS DISTINCT FROM 'pass'"  # noqa: S608
        try:
            return self._connection.execute(failed)
        except duckdb.BinderException:  # a verdict inside the rule, but no such column
            return self._connection.execute(rule.sql)

    def _configure(self, memory_limit: str, statements: int) -> None:
        if statements < SMALL:
            self._connection.execute("SET threads=1")
        # The folder is our own and holds no quote; settings take no parameters.
        self._connection.execute(f"SET memory_limit='{memory_limit}'")
        self._connection.execute(f"SET temp_directory='{self._spill.name}'")
        self._connection.execute("SET preserve_insertion_order=false")

    def _load(self, name: str, table: Table) -> None:
        columns = ", ".join(f'"{column}" {kind}' for column, kind in SCHEMA[name].items())
        self._connection.execute(f'CREATE TABLE "{name}" ({columns})')
        if table.rows:
            self._connection.register("incoming", table.arrow())
            # Names come from the schema, never from outside.
            self._connection.execute(f'INSERT INTO "{name}" SELECT * FROM incoming')  # noqa: S608
            self._connection.unregister("incoming")


def empty_engine() -> Engine:
    """Return an engine without rows: what rules are type-checked against."""
    return Engine({name: empty(name) for name in SCHEMA})


@contextmanager
def _limit(connection: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    timer = threading.Timer(seconds, connection.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _first(error: Exception) -> str:
    """Return what an engine's error says, on one line."""
    return " ".join(str(error).split())[:300]
