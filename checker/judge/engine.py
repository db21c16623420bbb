"""The embedded engine: the relations in DuckDB, locked down, and rules run against them."""

from __future__ import annotations

import json
import os
import re
import signal
import tempfile
import threading
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from itertools import count
from queue import SimpleQueue
from types import TracebackType
from typing import TYPE_CHECKING, Any

from checker.errors import InternalError, RuleFileError
from checker.judge import needs, sandbox
from checker.judge.rulefile import Rule
from checker.table.schema import SCHEMA, Table, empty

if TYPE_CHECKING:
    import duckdb

MEMORY_LIMIT = "2GB"
SPILL_LIMIT = "8GB"
COMPUTED = ("count", "items")  # fields of templates that no rule needs to select
TIME_LIMIT = 60.0  # seconds a rule may take
BIND_LIMIT = 20.0  # … its type check

# Below this many statements, starting threads costs more than they save (0.4 s against 1.3 s on two
# cores under load, for 40 rules over one document).
SMALL = 20_000

# From this many statements on the relations are kept compressed: a million of them take 0.2 GB instead of
# 1.5 GB, for 4 s of processor time.
HUGE = 300_000

# Below this a relation is handed over as text: importing Arrow and what it needs takes 0.2 s.
FEW_CELLS = 30_000

_BATCH = 122_880  # rows of a group of DuckDB's
_FETCHED = 10_000  # rows
_WORD = re.compile(r"\w+")
_NUMBER = count(1)  # of a database within the one that is kept

Row = dict[str, Any]
Result = list[Row] | InternalError  # the rows of a rule, or how it failed


class Engine:
    """A DuckDB database in memory that holds the relations and can reach nothing else.

    Use as a context manager; the spill folder goes with it.
    """

    _large = True  # enough rows for the engine to use all cores
    _empty: frozenset[str] = frozenset()  # relations known to have no rows
    _within = ""  # its database within the one that is kept

    def __init__(
        self,
        tables: Mapping[str, Table],
        *,
        rules: Sequence[Rule] | None = None,
        memory_limit: str = MEMORY_LIMIT,
    ) -> None:
        """Load the relations and lock the engine.

        Args:
            tables: Every relation of the schema.
            rules: The rules that will run; what none of them names is not loaded. All where None.
            memory_limit: What the engine may take before it spills, as DuckDB writes sizes.
        """
        self._closing = ExitStack()
        self._large = tables["statement"].rows >= SMALL
        self._empty = frozenset(name for name in SCHEMA if not tables[name].rows)
        words = None
        if rules is not None:
            words = [frozenset(_WORD.findall(rule.sql.lower())) for rule in rules if self._may_find(rule)]
        shipped = rules is not None and all(rule.shipped for rule in rules)
        if shipped and not self._large and memory_limit == MEMORY_LIMIT:
            self._connection = self._within_kept()
            self._load_all(tables, words)
            return
        huge = tables["statement"].rows >= HUGE
        self._connection = self._own(memory_limit, huge=huge)
        self._load_all(tables, words)
        if huge:
            self._connection.execute("CHECKPOINT")
        _lock(self._connection)

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Free the database and its spill folder."""
        self._closing.close()

    def bind(self, rule: Rule) -> tuple[str, ...]:
        """Return the columns a rule gives, having bound it against the relations.

        Raises:
            RuleFileError: the SQL names what is not there, compares what cannot be compared, or
                gives no column ``anchor``.
        """
        import duckdb  # noqa: PLC0415

        try:
            with sandbox.limited(self._connection, BIND_LIMIT):
                sandbox.one_select(rule)
                self._connection.execute(f"EXPLAIN {rule.sql}").fetchall()
                described = self._connection.execute(f"DESCRIBE {rule.sql}").fetchall()
        except (duckdb.Error, MemoryError) as error:
            raise sandbox.unbound(rule, error) from None
        columns = tuple(str(row[0]) for row in described)
        floats = [str(row[0]) for row in described if str(row[1]) in ("DOUBLE", "FLOAT")]
        where = f"{rule.path}:{rule.sql_line}"
        if floats:
            raise RuleFileError(
                where, f"列 {floats[0]} 是浮点数", fix="不写除法和小数的指数形式；商由模板写出"
            )
        if "anchor" not in columns:
            raise RuleFileError(where, "没有 anchor 这一列", fix="SELECT … AS anchor：问题出在哪里")
        missing = sorted(rule.asks_for() - {*columns, *COMPUTED})
        if missing:
            place = f"{rule.path}:{rule.line_of(missing[0])}"
            raise RuleFileError(
                place, f"模板要用 {missing[0]}，SELECT 没有给", fix=f"SELECT … AS {missing[0]}"
            )
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

    def run_all(self, rules: Sequence[Rule], *, passed: bool = True) -> Generator[Result]:
        """Yield the rows of each rule in turn, or how it failed, while those behind it already run.

        Over few rows nearly all time goes into reading and planning SQL, on one core; so two run at a
        time. Over many the engine itself takes all cores.
        """
        connections = [self._connection] if self._large else [self._connection, self._another()]
        workers = [
            _Worker(self, connection, rules[first :: len(connections)], passed=passed)
            for first, connection in enumerate(connections)
        ]
        try:
            for number in range(len(rules)):
                yield workers[number % len(workers)].next()
        finally:
            for worker in workers:
                worker.stop()
            for cursor in connections[1:]:
                cursor.close()

    def batches(
        self,
        rule: Rule,
        *,
        time_limit: float = TIME_LIMIT,
        passed: bool = True,
        connection: duckdb.DuckDBPyConnection | None = None,
    ) -> Iterator[list[Row]]:
        """Yield the rows a rule gives some thousand at a time; see ``run``."""
        import duckdb  # noqa: PLC0415

        if not self._may_find(rule):
            return
        connection = connection or self._connection
        try:
            with sandbox.limited(connection, time_limit), sandbox.guarded(connection, rule):
                cursor = _select(connection, rule, passed=passed)
                names = [column[0] for column in cursor.description or ()]
                flood = sandbox.Flood(rule)
                while found := cursor.fetchmany(_FETCHED):
                    flood.rises(found)
                    yield [dict(zip(names, values, strict=True)) for values in found]
        except duckdb.InterruptException:
            raise InternalError(
                rule.code, f"运行超过 {time_limit:g} 秒", fix=f"见 {rule.path.name}"
            ) from None
        except (duckdb.Error, MemoryError) as error:
            problem = sandbox.first_line(error) or "内存不够"
            raise InternalError(rule.code, problem, fix=f"见 {rule.path.name}") from None

    def _may_find(self, rule: Rule) -> bool:
        """Say whether there are rows for a rule; one of the user's own is always run, and its faults told."""
        return not rule.shipped or self._empty.isdisjoint(needs.needed(rule.sql))

    def _own(self, memory_limit: str, *, huge: bool) -> duckdb.DuckDBPyConnection:
        """Return a database that holds nothing else, with a folder to spill to."""
        import duckdb  # noqa: PLC0415 — 200 ms

        spill = self._closing.enter_context(tempfile.TemporaryDirectory(prefix="checker-"))
        connection = self._closing.enter_context(duckdb.connect(":memory:"))
        if not self._large:
            connection.execute("SET threads=1")
        # The folder is our own and holds no quote; settings take no parameters.
        connection.execute(f"SET memory_limit='{memory_limit}'")
        connection.execute(f"SET temp_directory='{spill}'")
        connection.execute(f"SET max_temp_directory_size='{SPILL_LIMIT}'")
        connection.execute("SET preserve_insertion_order=false")
        if huge:
            connection.execute("ATTACH ':memory:' AS relations (COMPRESS)")
            connection.execute("USE relations")
        return connection

    def _within_kept(self) -> duckdb.DuckDBPyConnection:
        """Return a database of its own in memory within the one that this process keeps."""
        name = f"relations_{next(_NUMBER)}"
        connection = self._closing.enter_context(_kept(os.getpid()).cursor())
        connection.execute(f"ATTACH ':memory:' AS {name}")
        connection.execute(f"USE {name}")
        self._closing.callback(lambda: connection.execute("USE memory").execute(f"DETACH {name}"))
        self._within = name
        return connection

    def _another(self) -> duckdb.DuckDBPyConnection:
        """Return one more connection to the relations."""
        cursor = self._connection.cursor()
        if self._within:
            cursor.execute(f"USE {self._within}")
        return cursor

    def _load_all(self, tables: Mapping[str, Table], words: Sequence[frozenset[str]] | None) -> None:
        for name in SCHEMA:
            self._load(name, tables[name], words)

    def _load(self, name: str, table: Table, words: Sequence[frozenset[str]] | None) -> None:
        named = None if words is None else frozenset().union(*(said for said in words if name in said))
        kinds = {column: kind for column, kind in SCHEMA[name].items() if named is None or column in named}
        if not kinds:  # no rule asks for it
            return
        columns = ", ".join(f'"{column}" {kind}' for column, kind in kinds.items())
        self._connection.execute(f'CREATE TABLE "{name}" ({columns})')
        # Names come from the schema, never from outside.
        if 0 < table.rows * len(kinds) < FEW_CELLS:
            shape = json.dumps([kinds])
            rows = f"SELECT unnest(from_json(?, '{shape}'), recursive := true)"
            self._connection.execute(f'INSERT INTO "{name}" {rows}', [table.json(tuple(kinds))])
        elif table.rows:
            import pyarrow as pa  # noqa: PLC0415

            # In batches, so that all cores take them over.
            batches = table.arrow(tuple(kinds)).to_batches(max_chunksize=_BATCH)
            self._connection.register("incoming", pa.Table.from_batches(batches))
            self._connection.execute(f'INSERT INTO "{name}" SELECT * FROM incoming')  # noqa: S608
            self._connection.unregister("incoming")


@cache
def _kept(process: int) -> duckdb.DuckDBPyConnection:
    """Return the locked database that small engines of shipped rules share, each with its own within it.

    To make one takes 15 ms of processor time, more than most rules. Rules of the user's own run where
    nobody else's rows are, so that there is nothing beside their relations that they could name.

    Args:
        process: Whose it is; one that was forked makes its own.
    """
    import duckdb  # noqa: PLC0415 — 200 ms

    with _deaf():
        connection = duckdb.connect(":memory:")
    connection.execute("SET threads=1")
    connection.execute(f"SET memory_limit='{MEMORY_LIMIT}'")
    connection.execute("SET temp_directory=''")  # so few rows are never spilled
    connection.execute("SET preserve_insertion_order=false")
    _lock(connection)
    return connection


@contextmanager
def _deaf() -> Iterator[None]:
    """Let threads that begin here hear no signal.

    They stay while results are written, and one that they heard would end what waits for its end there.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _lock(connection: duckdb.DuckDBPyConnection) -> None:
    """From here on nothing can be read, written, attached or installed, and no setting changed."""
    connection.execute("SET enable_external_access=false")
    connection.execute("SET lock_configuration=true")


class _Worker:
    """A thread that runs rules, one after the other."""

    def __init__(
        self, engine: Engine, connection: duckdb.DuckDBPyConnection, rules: Sequence[Rule], *, passed: bool
    ) -> None:
        self._engine, self._connection, self._rules, self._passed = engine, connection, rules, passed
        self._results: SimpleQueue[list[Row] | Exception] = SimpleQueue()
        self._stopped = False
        self._thread = threading.Thread(target=self._work, name="rules", daemon=True)
        self._thread.start()

    def next(self) -> Result:
        """Return the rows of the next rule, or how it failed."""
        result = self._results.get()
        if isinstance(result, Exception) and not isinstance(result, InternalError):
            raise result
        return result

    def stop(self) -> None:
        """End the thread, in the middle of a rule if need be."""
        self._stopped = True
        while self._thread.is_alive():  # a rule that just begins does not hear the first call
            self._connection.interrupt()
            self._thread.join(0.02)

    def _work(self) -> None:
        for rule in self._rules:
            if self._stopped:
                return
            try:
                batches = self._engine.batches(rule, passed=self._passed, connection=self._connection)
                self._results.put([row for rows in batches for row in rows])
            except Exception as error:  # raised again where the result is waited for
                self._results.put(error)


def _select(connection: duckdb.DuckDBPyConnection, rule: Rule, *, passed: bool) -> duckdb.DuckDBPyConnection:
    """Run a rule; without its rows that agreed, where it gives a verdict at all."""
    import duckdb  # noqa: PLC0415

    if not rule.shipped:
        # A SELECT within a SELECT can be nothing else; the limit keeps a flood of rows off Python.
        flood = sandbox.MOST_ROWS + 1
        return connection.execute(f"SELECT * FROM ({rule.sql}\n) AS own LIMIT {flood}")  # noqa: S608
    if passed or "verdict" not in rule.sql:
        return connection.execute(rule.sql)
    # The rule is one SELECT of the portable subset, shipped or checked before it gets here.
    failed = f"SELECT * FROM ({rule.sql}) AS judged WHERE verdict IS DISTINCT FROM 'pass'"  # noqa: S608
    try:
        return connection.execute(failed)
    except duckdb.BinderException:  # a verdict inside the rule, but no such column
        return connection.execute(rule.sql)


def empty_engine() -> Engine:
    """Return an engine without rows: what rules are type-checked against."""
    return Engine({name: empty(name) for name in SCHEMA})
