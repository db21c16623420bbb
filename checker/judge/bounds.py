"""How far an own rule may go: no recursion, and nothing small that grows beyond all measure when it runs.

What a rule may name is said in ``subset``; this is about how much it may ask for. The engine's limits of
time, memory and rows hold beside it: these are told before anything runs, with the place and the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

MOST_BYTES = 64_000  # of a rule file; the longest of the shipped ones has 8,000
MOST_DEPTH = 60  # parentheses within parentheses
MOST_NODES = 6_000
MOST_TABLES = 24  # relations that one SELECT joins
MOST_EXPANDED = 2_000  # readings of relations, all common table expressions written out
MOST_GROWTH = 2_000  # how many times the length of a stored text a text may get
_UNKNOWN_LENGTH = 64  # counted for a text that replaces another and whose length nobody knows


def excess(text: str) -> str | None:
    """Say what is too much about the text of a rule, before it is parsed; None where nothing is."""
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        return f"超过 {MOST_BYTES // 1000} KB"
    depth = deepest = 0
    for sign in text:
        depth += (sign in "([") - (sign in ")]")
        deepest = max(deepest, depth)
    if deepest > MOST_DEPTH:
        return f"括号套了 {deepest} 层，最多 {MOST_DEPTH} 层"
    return None


def too_much(tree: Any) -> str | None:
    """Say what is too much about a parsed rule; None where nothing is.

    Args:
        tree: What sqlglot makes of it: one SELECT, or several joined by UNION.
    """
    from sqlglot import exp  # noqa: PLC0415

    if any(clause.args.get("recursive") for clause in tree.find_all(exp.With)):
        return "用了递归（WITH RECURSIVE）"
    nodes = sum(1 for _ in tree.walk())
    if nodes > MOST_NODES:
        return f"语句太长：{nodes} 个成分，最多 {MOST_NODES} 个"
    for select in tree.find_all(exp.Select):
        tables = 1 + len(select.args.get("joins") or ())
        if tables > MOST_TABLES:
            return f"一个 SELECT 连接了 {tables} 个关系，最多 {MOST_TABLES} 个"
    return _grows(tree, exp)


def _grows(tree: Any, exp: Any) -> str | None:
    """Follow the common table expressions in their order: how often is what read, how long do texts get."""
    reads: dict[str, int] = {}
    lengths: dict[str, int] = {}
    for cte in _innermost_first(tree, exp):
        name = cte.alias.lower()
        # One of the same name further in counts as the greater of the two.
        reads[name] = max(reads.get(name, 1), _reads(cte.this, reads, exp))
        lengths[name] = max(lengths.get(name, 1), _length(cte.this, lengths, exp))
        if reads[name] > MOST_EXPANDED:
            return f"“{cte.alias}”展开后读 {reads[name]} 次关系，最多 {MOST_EXPANDED} 次"
        if lengths[name] > MOST_GROWTH:
            return f"“{cte.alias}”把文字拼长到 {lengths[name]} 倍，最多 {MOST_GROWTH} 倍"
    total = _reads(tree, reads, exp)
    if total > MOST_EXPANDED:
        return f"展开后读 {total} 次关系，最多 {MOST_EXPANDED} 次"
    longest = _length(tree, lengths, exp)
    if longest > MOST_GROWTH:
        return f"把文字拼长到 {longest} 倍，最多 {MOST_GROWTH} 倍"
    return None


def _innermost_first(query: Any, exp: Any) -> Iterator[Any]:
    """Yield the common table expressions of a query in an order in which each stands behind what it reads."""
    for node in query.walk(bfs=False, prune=lambda each: isinstance(each, exp.CTE)):
        if isinstance(node, exp.CTE):
            yield from _innermost_first(node.this, exp)
            yield node


def _outside_ctes(node: Any, exp: Any) -> Iterator[Any]:
    """Yield the nodes of a query without those of the common table expressions it begins with."""
    yield from node.walk(prune=lambda each: isinstance(each, exp.With))


def _reads(query: Any, reads: dict[str, int], exp: Any) -> int:
    tables = [node for node in _outside_ctes(query, exp) if isinstance(node, exp.Table)]
    return sum(reads.get(table.name.lower(), 1) for table in tables) or 1


def _length(query: Any, lengths: dict[str, int], exp: Any) -> int:
    """Return how many times a stored text's length the longest text of a query may have."""
    if not isinstance(query, exp.Select):
        parts = [query.args.get(side) for side in ("this", "expression")]
        return max((_length(part, lengths, exp) for part in parts if _is_query(part, exp)), default=1)
    column = max((_length_of(source, lengths, exp) for source in _sources(query)), default=1)
    return max((_grown(part, column, lengths, exp) for part in query.expressions), default=1)


def _sources(select: Any) -> list[Any]:
    """Return what a SELECT reads: the relation or subquery after FROM, and those joined to it."""
    # The name of the argument differs between versions of sqlglot.
    clause = select.args.get("from") or select.args.get("from_")
    joined = [join.this for join in select.args.get("joins") or ()]
    return [clause.this, *joined] if clause is not None else joined


def _length_of(source: Any, lengths: dict[str, int], exp: Any) -> int:
    if isinstance(source, exp.Table):
        return lengths.get(source.name.lower(), 1)
    return _length(source.this, lengths, exp) if isinstance(source, exp.Subquery) else 1


def _is_query(node: Any, exp: Any) -> bool:
    return isinstance(node, exp.Select | exp.Union | exp.Subquery | exp.Paren)


def _grown(node: Any, column: int, lengths: dict[str, int], exp: Any) -> int:
    """Return the length of an expression, a stored text being 1."""
    if isinstance(node, exp.Column):
        return column
    if isinstance(node, exp.Literal):
        return 1 + len(str(node.this)) // _UNKNOWN_LENGTH
    if isinstance(node, exp.Select | exp.Union):
        return _length(node, lengths, exp)
    parts = [_grown(part, column, lengths, exp) for part in _children(node)]
    if isinstance(node, exp.DPipe | exp.Concat):
        return sum(parts)
    if isinstance(node, exp.Replace):
        by = node.args.get("replacement")
        plain = by is None or isinstance(by, exp.Literal)
        return max(parts) * (
            max(1, len(str(by.this if by is not None else ""))) if plain else _UNKNOWN_LENGTH
        )
    return max(parts, default=1)


def _children(node: Any) -> Iterator[Any]:
    for value in node.args.values():
        for each in value if isinstance(value, list) else [value]:
            if hasattr(each, "walk"):
                yield each
