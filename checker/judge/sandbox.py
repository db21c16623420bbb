"""What holds a rule of the user's own while it runs: one SELECT, a read-only transaction, time, rows.

``subset`` and ``bounds`` refuse before anything runs; this is what stops whatever they let through. The
engine itself is locked: no files, no network, no settings, memory within its limit.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from checker.errors import InternalError, RuleFileError
from checker.judge.rulefile import Rule

if TYPE_CHECKING:
    import duckdb

MOST_ROWS = 200_000  # a rule that finds more has a condition too few
MOST_TEXT = 50_000_000  # characters in all of them
_LINE = re.compile(r"LINE (\d+):")
_MOST_TOLD = 300


@contextmanager
def limited(connection: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    """Interrupt whatever the connection does after some seconds."""
    timer = threading.Timer(seconds, connection.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@contextmanager
def guarded(connection: duckdb.DuckDBPyConnection, rule: Rule) -> Iterator[None]:
    """Keep a rule of the user's own from changing anything: it runs in a transaction that cannot write."""
    import duckdb  # noqa: PLC0415

    if rule.shipped:
        yield
        return
    connection.execute("BEGIN TRANSACTION READ ONLY")
    try:
        yield
    finally:
        with suppress(duckdb.Error):  # an error has ended it already
            connection.execute("ROLLBACK")


class Flood:
    """Counts what a rule of the user's own gives, and stops it where that is beyond all use."""

    def __init__(self, rule: Rule) -> None:
        self._rule, self._rows, self._text = rule, 0, 0

    def rises(self, rows: Sequence[Sequence[Any]]) -> None:
        """Count some more rows.

        Raises:
            InternalError: too many rows, or too much text in them.
        """
        if self._rule.shipped:
            return
        self._rows += len(rows)
        self._text += sum(len(value) for row in rows for value in row if isinstance(value, str))
        fix = f"收紧 {self._rule.path.name} 的条件"
        if self._rows > MOST_ROWS:
            raise InternalError(self._rule.code, f"结果超过 {MOST_ROWS} 行", fix=fix)
        if self._text > MOST_TEXT:
            raise InternalError(self._rule.code, f"结果的文字超过 {MOST_TEXT} 字", fix=fix)


def one_select(rule: Rule) -> None:
    """Make sure that the engine, too, sees exactly one SELECT.

    Raises:
        RuleFileError: it does not.
        duckdb.Error: it cannot read the statement.
    """
    import duckdb  # noqa: PLC0415

    kinds = [statement.type for statement in duckdb.extract_statements(rule.sql)]
    if kinds != [duckdb.StatementType.SELECT]:
        raise RuleFileError(f"{rule.path}:{rule.sql_line}", "不是一条 SELECT", fix="只写一条 SELECT")


def unbound(rule: Rule, error: Exception) -> RuleFileError:
    """Return the error for a rule that the engine cannot bind, with the line of the file it names."""
    told = _LINE.search(str(error))
    line = rule.sql_line + (_own_line(rule, int(told[1])) if told else 1) - 1
    problem = first_line(error).partition(" LINE ")[0] or "内存不够"
    return RuleFileError(f"{rule.path}:{line}", f"SQL 不成立：{problem}", fix="关系和列见 rules/README.md")


def _own_line(rule: Rule, line: int) -> int:
    """Return the line within the SQL: EXPLAIN stands before its first line, on the same one."""
    return min(line, rule.sql.count("\n") + 1)


def first_line(error: Exception) -> str:
    """Return what an engine's error says, on one line."""
    return " ".join(str(error).split())[:_MOST_TOLD]
