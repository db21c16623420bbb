"""What each rule's verdict hangs on: ``guards.jsonl``.

A case is made into relations, and these are changed in one cell at a time: a flag turned, a text emptied or
made another, a number moved by one or onto what the rule compares it with. Where the rule then says
something else, the change is written down: ``statement certain=False @1`` under ``silent`` reads "PC101 says
nothing where its witness is not certain", and under ``error`` of a case that is silent "it would, were it not
for that". A condition that no change can tell is missing here, and a change that should matter and does not
is a fault. A change of a rule that is meant is written with

    python tests/judge/guards.py                # of the cases that are written
    python tests/judge/guards.py --choose       # of those that tell most, chosen anew; takes minutes

and its difference read before it is committed.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import sqlglot
from copies import NAMING, OTHER, Row, Rows, apart, copy_of, names_in, rows_of
from sqlglot import exp

from checker.judge import cases, shipped_rules
from checker.judge.cases import Case
from checker.judge.engine import Engine
from checker.judge.rulefile import Rule
from checker.table.schema import Table

WRITTEN = Path(__file__).resolve().parent / "guards.jsonl"
Told = dict[str, list[str]]  # outcome → changes that bring it about; "" the outcome without any
_MOST_CASES, _MOST_ROWS = 6, 4  # of one rule; of one relation
_WORTH = 3  # changes that a case must add
_TOLD = frozenset({"id", "phrase", "told", "written", "quote"})  # of no weight; an id is only a name


class Guard:
    """A case, and all the changes of one cell of its relations."""

    def __init__(self, rule: Rule, tables: Mapping[str, Table]) -> None:
        self.rows = rows_of(tables, rule.sql)
        self.names = names_in(self.rows)
        self.changes = list(changes(rule, self.rows))

    def copies(self) -> Iterator[tuple[Rows, frozenset[str]]]:
        """Yield the relations as they are, then with each change."""
        yield self.rows, self.names
        for table, row, column, value in self.changes:
            some = [
                {**one, column: value} if row in (at, None) else one
                for at, one in enumerate(self.rows[table])
            ]
            yield {**self.rows, table: some}, self.names


Change = tuple[str, int | None, str, Any]  # relation, row (None: all of them), column, value


def changes(rule: Rule, rows: Rows) -> Iterator[Change]:
    """Yield the changes of one cell, and of one column of all rows, that may matter to a rule."""
    literals, partners = compared(rule.sql)
    for table, some in rows.items():
        for column in sorted(some[0].keys() - _TOLD):
            barred = {""} if column in NAMING else set()  # without a name it would join other copies
            for at, row in enumerate(some[:_MOST_ROWS]):
                beside = _beside(partners.get(column, ()), rows, row)
                yield from (
                    (table, at, column, value)
                    for value in _values(row[column], literals[column], beside, barred)
                )
            if len(some) > 1 and len({str(row[column]) for row in some}) == 1:
                yield from (
                    (table, None, column, value)
                    for value in _values(some[0][column], literals[column], (), barred)
                )


@cache
def compared(sql: str) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return by column which texts and numbers, and which columns, a rule compares it with."""
    literals, partners = defaultdict(set), defaultdict(set)
    tree = sqlglot.parse_one(sql, read="duckdb")
    for node in tree.find_all(exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE, exp.In, exp.Between):
        columns = {one.name for one in node.find_all(exp.Column)}
        found = {one.this for one in node.find_all(exp.Literal)}
        for column in columns:
            literals[column] |= found
            partners[column] |= columns if isinstance(node, exp.Binary) else set()
    return literals, partners


def _beside(partners: Iterable[str], rows: Rows, row: dict[str, Any]) -> list[Any]:
    """Return the values of other cells that a column is compared with."""
    return [
        other[name]
        for some in rows.values()
        for other in some[:_MOST_ROWS]
        if other is not row
        for name in partners
        if name in other
    ]


def _values(value: Any, literals: set[str], beside: Iterable[Any], barred: set[str]) -> list[Any]:
    """Return what a cell is changed to."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, str):
        return sorted({"", OTHER, *(one for one in literals if not _is_number(one))} - {value, *barred})
    kind = type(value)
    numbers = {value + 1, *(one for one in beside if type(one) is kind)}
    numbers |= {kind(one) for one in literals if _is_number(one) and (kind is Decimal or one.isdigit())}
    return sorted(numbers - {value})


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\d+(\.\d+)?", text) is not None


def outcomes(rows: Iterable[Row], rule: Rule, count: int) -> list[str]:
    """Return what a rule says of each of so many copies: severities and variants of its rows."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for row in rows:
        verdict = "pass" if row.get("verdict") == "pass" else str(row.get("severity") or rule.severity)
        found[copy_of(row)][" ".join(filter(None, [verdict, str(row.get("variant") or "")]))] += 1
    return [
        "; ".join(one if times == 1 else f"{times}× {one}" for one, times in sorted(found[number].items()))
        or "silent"
        for number in range(count)
    ]


def said(guard: Guard, outcome: Sequence[str]) -> Told:
    """Return what a rule says of a case, and which changes bring about what else."""
    base, *others = outcome
    rows: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (table, row, column, value), other in zip(guard.changes, others, strict=True):
        if other != base:
            shown = f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
            rows[other, f"{table} {column}={shown}"].append("*" if row is None else str(row))
    found: Told = {"": [base]}
    for (other, change), at in sorted(rows.items()):
        found.setdefault(other, []).append(f"{change} @{','.join(at)}")
    return found


def engine_of(rule: Rule, guards: Sequence[Guard]) -> Engine:
    """Return an engine over all changes of some cases of a rule."""
    return Engine(apart([copy for guard in guards for copy in guard.copies()]), rules=[rule])


def of_rule(rule: Rule, engine: Engine, guards: Sequence[Guard]) -> list[Told]:
    """Return what a rule says of each of some cases and their changes."""
    count = [len(guard.changes) + 1 for guard in guards]
    every = outcomes(engine.run(rule), rule, sum(count))
    return [said(guard, every[sum(count[:at]) : sum(count[: at + 1])]) for at, guard in enumerate(guards)]


def guard_of(rule: Rule, case: Case) -> Guard:
    """Return the guard of a case, read and made into relations."""
    return Guard(rule, cases.made(rule, case)[0].tables)


def chosen(rule: Rule) -> list[Case]:
    """Return the cases of a rule that together tell most: each adds changes that those before do not tell."""
    given = cases.load(rule)
    made = [guard_of(rule, case) for case in given]
    with engine_of(rule, made) as engine:
        every = [_kinds(told) for told in of_rule(rule, engine, made)]
    known: set[tuple[str, str, str]] = set()
    found: list[Case] = []
    while len(found) < _MOST_CASES:
        best = max(range(len(given)), key=lambda at: (len(every[at] - known), -at), default=0)
        if not given or len(every[best] - known) < _WORTH:
            break
        found.append(given[best])
        known |= every[best]
    return found


def _kinds(told: Told) -> set[tuple[str, str, str]]:
    """Return which changes bring about what, whichever row they are of and whatever the number."""
    return {
        (told[""][0], outcome, re.sub(r"-?\d+(\.\d+)?$", "#", change.partition(" @")[0]))
        for outcome, some in told.items()
        for change in some
        if outcome
    }


def written() -> dict[str, dict[str, Told]]:
    """Return what was written: by rule, by case."""
    found: dict[str, dict[str, Told]] = defaultdict(dict)
    for line in WRITTEN.read_text("utf-8").splitlines():
        code, name, told = json.loads(line)
        found[code][name] = told
    return found


def main() -> None:
    """Write what is said now."""
    lines = []
    before = {} if "--choose" in sys.argv else written()
    for rule in shipped_rules():
        given = [case for case in cases.load(rule) if case.name in before.get(rule.code, ())] or chosen(rule)
        made = [guard_of(rule, case) for case in given]
        with engine_of(rule, made) as engine:
            every = of_rule(rule, engine, made)
        lines += [
            json.dumps([rule.code, case.name, told], ensure_ascii=False)
            for case, told in zip(given, every, strict=True)
        ]
    WRITTEN.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
