"""Judging a corpus that does not fit into memory: the same findings as ``checker.judge.judge``.

Rows of rules are put down as they come. Findings are made some hundred at a time; those that rules may
see together stay together, since one may give way to the other.
"""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any, Protocol

from checker.errors import CheckerError, InternalError
from checker.judge import assemble, ranking, subset
from checker.judge.engine import Row
from checker.judge.rulefile import Rule
from checker.model import Evidence, Finding
from checker.settings import Settings
from checker.store.database import THREADS, TIME_LIMIT, Database
from checker.table import Places

_MEMORY = "200MB"  # beside what the relations take
_TOGETHER = 1_000  # findings made at a time
_ORDER = "document, line, start_at, end_at, rule, message, fingerprint, n"


class Rules(Protocol):
    """What rules run in: ``checker.judge.engine``, or Spark."""

    def __enter__(self) -> Any: ...
    def __exit__(self, *_: Any) -> None: ...
    def bind(self, rule: Rule) -> tuple[str, ...]: ...
    def batches(self, rule: Rule, *, time_limit: float, passed: bool) -> Iterator[list[Row]]: ...


class Found:
    """The findings of a run while they are made, on disk. Use as a context manager."""

    def __init__(self, folder: Path, rules: Sequence[Rule], settings: Settings, language: str = "zh") -> None:
        import duckdb  # noqa: PLC0415 — 200 ms

        self._rules = [rule for rule in rules if not assemble.is_off(rule, settings)]
        self._settings, self._language = settings, language
        self._spool = duckdb.connect(folder / "found.duckdb")
        for setting, value in (
            ("memory_limit", f"'{_MEMORY}'"),
            ("threads", str(THREADS)),
            ("temp_directory", f"'{folder / 'spill-found'}'"),
            ("enable_progress_bar", "false"),
        ):
            self._spool.execute(f"SET {setting}={value}")
        self._spool.execute(
            "CREATE TABLE row (rule VARCHAR, verdict VARCHAR, fold VARCHAR, ids VARCHAR[], data VARCHAR)"
        )
        self._spool.execute(
            "CREATE TABLE finding (verdict VARCHAR, document VARCHAR, line INTEGER, start_at INTEGER, "
            "end_at INTEGER, rule VARCHAR, message VARCHAR, fingerprint VARCHAR, n BIGINT, data VARCHAR)"
        )

    def __enter__(self) -> Found:
        return self

    def __exit__(self, *_: object) -> None:
        self._spool.close()

    def judge(self, engine: Rules, database: Database, *, passed: bool, faults: list[CheckerError]) -> None:
        """Run the rules over a database, and make their findings.

        Args:
            engine: That the rules run in.
            database: The relations; places are looked up in it.
            passed: Also make findings of what was compared and agrees.
            faults: Takes the errors of rules that failed.
        Raises:
            RuleFileError: one of the user's own rules leaves the portable subset or does not bind.
        """
        with engine:
            for rule in self._rules:
                if not rule.shipped:
                    subset.check(rule)
                    engine.bind(rule)
            for rule in self._rules:
                try:
                    for rows in engine.batches(rule, time_limit=TIME_LIMIT, passed=passed):
                        self.put_down(rule, rows)
                except InternalError as error:
                    faults.append(error)  # the others still run
                    self._leave_out(rule.code)
            self.assemble(database, faults)

    def put_down(self, rule: Rule, rows: Sequence[Row]) -> None:
        """Keep rows of a rule."""
        import pyarrow as pa  # noqa: PLC0415 — 100 ms

        told = [
            (
                rule.code,
                str(row.get("verdict") or "fail"),
                str(row.get("fold") or row["anchor"]),
                [str(row["anchor"]), *(name for name, _ in assemble.witnesses(row))],
                json.dumps(row, ensure_ascii=True, default=_plain),
            )
            for row in rows
        ]
        names = ("rule", "verdict", "fold", "ids", "data")
        given = pa.table(
            {name: list(values) for name, values in zip(names, zip(*told, strict=True), strict=True)}
        )
        self._spool.register("given", given)
        self._spool.execute("INSERT INTO row SELECT * FROM given")
        self._spool.unregister("given")

    def assemble(self, database: Database, faults: list[CheckerError]) -> None:
        """Make findings of the rows that were put down."""
        while True:
            try:
                self._assemble(database)
            except InternalError as error:
                # A rule whose rows make no findings: as if it had failed. The others are made anew.
                faults.append(error)
                self._leave_out(error.place)
                self._spool.execute("DELETE FROM finding")
            else:
                return

    def rows(self, *, passed: bool = False) -> Iterator[tuple[str, str, str]]:
        """Yield the findings by documents, places and rules, then what was compared and agreed, if asked for.

        Each as ``checker.store.result`` keeps it.
        """
        for verdict, sign in (("fail", "<>"), ("pass", "="))[: 1 + passed]:
            cursor = self._spool.execute(
                "WITH counted AS (SELECT *, ROW_NUMBER() OVER (PARTITION BY fingerprint "  # noqa: S608
                f"ORDER BY {_ORDER}) AS ordinal FROM finding WHERE verdict {sign} 'pass'), "
                "named AS (SELECT *, CASE WHEN ordinal = 1 THEN fingerprint "
                "ELSE CONCAT(fingerprint, '-', CAST(ordinal AS VARCHAR)) END AS name FROM counted) "
                f"SELECT data, name FROM named ORDER BY document, line, start_at, rule, name, {_ORDER}"
            )
            while found := cursor.fetchmany(_TOGETHER):
                yield from ((verdict, data, name) for data, name in found)

    def _leave_out(self, code: str) -> None:
        self._spool.execute("DELETE FROM row WHERE rule = ?", [code])

    def _assemble(self, database: Database) -> None:
        self._number_drafts()
        groups = _together(self._pairs())
        together = {n for group in groups for n in group}
        numbers = [n for (n,) in self._spool.execute("SELECT n FROM draft ORDER BY n").fetchall()]
        groups += [[n] for n in numbers if n not in together]
        chunks = list(_filled(groups))
        self._gather_places(database, chunks)
        made = 0
        for number, chunk in enumerate(chunks):
            made = self._make(database.places(number), chunk, made)

    def _gather_places(self, database: Database, chunks: Sequence[Sequence[int]]) -> None:
        """Have the places looked up that the drafts of each chunk name."""
        import pyarrow as pa  # noqa: PLC0415 — 100 ms

        numbers = array("q", chain.from_iterable(chunks))
        groups = array("q", (number for number, chunk in enumerate(chunks) for _ in chunk))
        columns = [
            pa.Array.from_buffers(pa.int64(), len(numbers), [None, pa.py_buffer(values)])
            for values in (numbers, groups)
        ]
        self._spool.register("given", pa.Table.from_arrays(columns, names=["n", "group"]))
        wanted = self._spool.sql(
            'SELECT DISTINCT g."group", UNNEST(r.ids) AS id FROM draft_row AS r JOIN given AS g ON g.n = r.n'
        ).to_arrow_table()
        self._spool.unregister("given")
        database.gather_places(wanted)

    def _number_drafts(self) -> None:
        """Number the findings that the rows make up: one verdict and fold of a rule each."""
        self._spool.execute(
            "CREATE OR REPLACE TABLE draft AS SELECT rule, verdict, fold, ROW_NUMBER() OVER () AS n "
            "FROM (SELECT DISTINCT rule, verdict, fold FROM row)"
        )
        self._spool.execute(
            "CREATE OR REPLACE TABLE draft_row AS SELECT d.n, r.rule, r.verdict, r.ids, r.data FROM row AS r "
            "JOIN draft AS d ON d.rule = r.rule AND d.verdict = r.verdict AND d.fold = r.fold ORDER BY d.n"
        )

    def _pairs(self) -> Iterator[tuple[int, int]]:
        """Yield findings of which one may give way to the other: they share a place."""
        beneath = [(high, low) for high, lower in ranking.ranks(self._rules).items() for low in sorted(lower)]
        self._spool.execute("CREATE OR REPLACE TABLE beneath (higher VARCHAR, lower VARCHAR)")
        if beneath:
            self._spool.executemany("INSERT INTO beneath VALUES (?, ?)", beneath)
        cursor = self._spool.execute(
            "WITH stands AS (SELECT DISTINCT n, rule, UNNEST(ids) AS id FROM draft_row "
            "WHERE verdict <> 'pass' "
            "AND rule IN (SELECT higher FROM beneath UNION SELECT lower FROM beneath)) "
            "SELECT DISTINCT h.n, l.n FROM stands AS h JOIN stands AS l ON l.id = h.id "
            "JOIN beneath AS b ON b.higher = h.rule AND b.lower = l.rule"
        )
        while found := cursor.fetchmany(_TOGETHER):
            yield from found

    def _make(self, places: Places, numbers: Sequence[int], made: int) -> int:
        """Make the findings of some drafts; return how many there are by now."""
        by_rule: dict[str, list[Row]] = defaultdict(list)
        for rule, data in self._spool.execute(
            "SELECT rule, data FROM draft_row WHERE n IN (SELECT UNNEST(?::BIGINT[]))", [list(numbers)]
        ).fetchall():
            by_rule[rule].append(json.loads(data, object_hook=_decimal))
        failed: list[assemble.Draft] = []
        passed: list[assemble.Draft] = []
        for rule in self._rules:
            if rule.code in by_rule:
                found, agreed = assemble.drafts(rule, by_rule[rule.code], places)
                failed += found
                passed += agreed
        settled = ranking.settle(failed, self._rules, places)
        codes = {rule.code: rule for rule in self._rules}
        for draft in settled:
            assemble.set_severity(codes[draft.finding.rule], draft.finding, self._settings)
        told: list[tuple[Any, ...]] = []
        for verdict, drafts in (("fail", settled), ("pass", passed)):
            for draft in drafts:
                finding, made = draft.finding, made + 1
                document, line, start, end, code, message, fingerprint = assemble.order(finding)
                # Last, so that order and fingerprints are the same in every language.
                if self._language != "zh":
                    assemble.put(codes[code], finding, draft.rows, self._language)
                data = json.dumps(values_of(finding), ensure_ascii=True)
                told.append((verdict, document, line, start, end, code, message, fingerprint, made, data))
        self._keep(told)
        return made

    def _keep(self, told: Sequence[tuple[Any, ...]]) -> None:
        import pyarrow as pa  # noqa: PLC0415

        if not told:
            return
        names = (
            "verdict",
            "document",
            "line",
            "start_at",
            "end_at",
            "rule",
            "message",
            "fingerprint",
            "n",
            "data",
        )
        columns = zip(names, zip(*told, strict=True), strict=True)
        self._spool.register("given", pa.table({name: list(values) for name, values in columns}))
        self._spool.execute("INSERT INTO finding SELECT * FROM given")
        self._spool.unregister("given")


def values_of(finding: Finding) -> list[Any]:
    """Return a finding as plain values."""
    names = Finding.__dataclass_fields__
    return [
        [[getattr(item, name) for name in Evidence.__dataclass_fields__] for item in finding.evidence]
        if name == "evidence"
        else getattr(finding, name)
        for name in names
    ]


def finding_of(values: Sequence[Any]) -> Finding:
    """Return the finding that ``values_of`` told."""
    told = dict(zip(Finding.__dataclass_fields__, values, strict=True))
    told["evidence"] = [Evidence(*item) for item in told["evidence"]]
    return Finding(**told)


def _together(pairs: Iterator[tuple[int, int]]) -> list[list[int]]:
    """Return the groups that pairs make up, each with its members, least first.

    >>> _together(iter([(1, 2), (5, 4), (2, 9)]))
    [[1, 2, 9], [4, 5]]
    """
    above: dict[int, int] = {}

    def top(one: int) -> int:
        while above.setdefault(one, one) != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    for one, other in pairs:
        first, second = top(one), top(other)
        above[max(first, second)] = min(first, second)
    groups: dict[int, list[int]] = defaultdict(list)
    for one in sorted(above):
        groups[top(one)].append(one)
    return list(groups.values())


def _filled(groups: Iterable[Sequence[int]]) -> Iterator[list[int]]:
    """Yield the members of whole groups, some hundred at a time."""
    waiting: list[int] = []
    for group in groups:
        waiting += group
        if len(waiting) >= _TOGETHER:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    return str(value)


def _decimal(value: dict[str, Any]) -> Any:
    return Decimal(value["decimal"]) if value.keys() == {"decimal"} else value
