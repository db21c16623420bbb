"""Small faults put into the SQL of a rule, one at a time: what its cases should notice.

A condition is dropped, a bound moves from outside to inside, a number changes by one, a join or a branch of
a CASE or UNION is lost. Texts are left alone: what a message says is no verdict.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import sqlglot
from sqlglot import exp

from checker.judge.rulefile import Rule

_OTHER: dict[type[exp.Expression], type[exp.Expression]] = {
    exp.LT: exp.LTE, exp.LTE: exp.LT, exp.GT: exp.GTE, exp.GTE: exp.GT,
    exp.Add: exp.Sub, exp.Sub: exp.Add, exp.Min: exp.Max, exp.Max: exp.Min,
}  # fmt: skip
_TEXT = frozenset({"Concat", "DPipe"})  # put together for the reader


@dataclass(frozen=True)
class Mutant:
    """One fault in a rule: where, what kind, the SQL before and after, and the whole of it."""

    code: str
    path: str
    line: int
    kind: str
    before: str
    after: str
    nth: int
    sql: str

    @property
    def name(self) -> str:
        """A name that holds as long as the condition does not change, wherever it moves."""
        told = f"{self.code}|{self.kind}|{self.before}|{self.after}|{self.nth}"
        return f"{self.code}:{hashlib.sha256(told.encode()).hexdigest()[:10]}"

    def as_dict(self) -> dict[str, str]:
        """Return it for a report."""
        place = f"{self.path}:{self.line}"
        return {"name": self.name, "at": place, "kind": self.kind, "before": self.before, "after": self.after}


def of_rule(rule: Rule) -> Iterator[Mutant]:
    """Yield every mutant of a rule, in the order of its SQL."""
    tree = sqlglot.parse_one(rule.sql, read="duckdb")
    path = f"{rule.path.parent.name}/{rule.path.name}"
    seen: dict[tuple[str, str, str], int] = {}
    for node in list(tree.walk(bfs=False)):
        for kind, old, new in list(_changes(node)):
            before, after = old.sql("duckdb"), new.sql("duckdb")
            line = rule.sql_line + _line(old) - 1
            change = _swap(old, new)
            sql = tree.sql("duckdb")
            change()
            key = (kind, before, after)
            seen[key] = seen.get(key, -1) + 1
            yield Mutant(rule.code, path, line, kind, before, after, seen[key], sql)


def _swap(old: exp.Expression, new: exp.Expression) -> Callable[[], object]:
    """Put one expression in the place of another, and return what takes it back."""
    old.replace(new)
    return lambda: new.replace(old)


def _line(node: exp.Expression) -> int:
    lines = [one.meta["line"] for one in node.walk() if "line" in one.meta]
    return min(lines, default=1)


def _changes(node: exp.Expression) -> Iterator[tuple[str, exp.Expression, exp.Expression]]:
    if any(type(one).__name__ in _TEXT for one in _above(node)):
        return
    if isinstance(node, exp.Connector) and not isinstance(node.parent, type(node)):
        value = exp.true() if isinstance(node, exp.And) else exp.false()
        yield from (("dropped", part, value.copy()) for part in node.flatten(unnest=False))
    yield from _clauses(node)
    if type(node) in _OTHER:
        new = _OTHER[type(node)](**{key: _copied(value) for key, value in node.args.items()})
        yield type(node).__name__.lower(), node, new
    if isinstance(node, exp.Literal) and node.is_int and _compared(node):
        yield "number", node, exp.Literal.number(int(node.this) + 1)
    if isinstance(node, exp.Not | exp.Abs | exp.Coalesce):
        yield type(node).__name__.lower(), node, node.this.copy()
    if isinstance(node, exp.Mul | exp.Union):
        kind = type(node).__name__.lower()
        yield from ((kind, node, side.copy()) for side in (node.this, node.expression))
    if isinstance(node, exp.In):
        yield from (("in", node, fewer) for fewer in _with_one_less(node, "expressions"))
    if isinstance(node, exp.Between):
        yield "between", node, exp.GTE(this=node.this.copy(), expression=node.args["low"].copy())
        yield "between", node, exp.LTE(this=node.this.copy(), expression=node.args["high"].copy())


def _clauses(node: exp.Expression) -> Iterator[tuple[str, exp.Expression, exp.Expression]]:
    """Yield conditions that stand alone: WHERE, HAVING, ON, WHEN, FILTER; and parts of a window."""
    held = {exp.Where: "this", exp.Having: "this", exp.Join: "on"}.get(type(node))
    alone = node.args.get(held) if held else None
    if alone is not None and not isinstance(alone, exp.And):
        yield "dropped", alone, exp.true()
    if isinstance(node, exp.If) and isinstance(node.parent, exp.Case):
        yield "when", node.this, exp.false()
    if isinstance(node, exp.Window):
        yield from (("partition", node, fewer) for fewer in _with_one_less(node, "partition_by"))
    if isinstance(node, exp.Join) and node.side == "LEFT":
        inner = node.copy()
        inner.set("side", None)
        yield "left", node, inner
    if isinstance(node, exp.Ordered):
        turned = node.copy()
        turned.set("desc", not node.args.get("desc"))
        yield "order", node, turned


def _with_one_less(node: exp.Expression, key: str) -> Iterator[exp.Expression]:
    """Yield the expression without each of several things it lists."""
    count = len(node.args.get(key) or ())
    for at in range(count if count > 1 else 0):
        fewer = node.copy()
        fewer.set(key, [one for nth, one in enumerate(fewer.args[key]) if nth != at])
        yield fewer


def _compared(node: exp.Expression) -> bool:
    """Say whether a number takes part in arithmetic or a comparison, not in the type of a cast."""
    return isinstance(node.parent, exp.Binary | exp.Between | exp.In | exp.If | exp.Case | exp.Neg)


def _above(node: exp.Expression) -> Iterator[exp.Expression]:
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def _copied(value: object) -> object:
    if isinstance(value, exp.Expression):
        return value.copy()
    return [_copied(one) for one in value] if isinstance(value, list) else value
