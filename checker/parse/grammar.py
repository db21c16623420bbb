"""The shipped grammar as a parser over typed items, with parses cached by their types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from checker.resources import folder


@dataclass(frozen=True, slots=True)
class Fact:
    """One production's items, by index into the clause's items."""

    production: str
    head: tuple[int, ...] = ()
    verb: tuple[int, ...] = ()
    values: tuple[tuple[int, ...], ...] = ()  # each: B* Q P*
    base: tuple[int, ...] = ()  # the value after FROM
    noun: int | None = None  # H
    spread: int | None = None
    compare: int | None = None
    reference: int | None = None
    state: int | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """How far the parser got, and which types it would have taken there."""

    position: int
    expected: tuple[str, ...] = field(default=())


@lru_cache(maxsize=1)
def _parser() -> Any:
    import lark  # noqa: PLC0415  (70 ms)
    from lark.lexer import Lexer  # noqa: PLC0415

    class Items(Lexer):
        """Hands the shape pass's types to Lark; a token's value is its index."""

        def __init__(self, lexer_conf: Any) -> None:
            pass

        def lex(self, data: Any) -> Iterator[Any]:  # type: ignore[override]
            for index, kind in enumerate(data):
                token = lark.Token(kind, str(index))
                token.start_pos = index
                yield token

    text = (folder("grammar") / "targets.lark").read_text("utf-8")
    return lark.Lark(text, parser="lalr", lexer=Items, maybe_placeholders=False)


@lru_cache(maxsize=65536)
def parse(kinds: tuple[str, ...]) -> tuple[Fact, ...] | Failure:
    """Parse a sequence of item types; equal sequences are parsed once.

    >>> [f.production for f in parse(("N", "U", "Q", "P"))]
    ['measured']
    """
    import lark  # noqa: PLC0415

    try:
        tree = _parser().parse(kinds)
    except lark.UnexpectedToken as error:
        position = error.token.start_pos if error.token.type != "$END" else len(kinds)
        return Failure(int(position or 0), tuple(sorted(error.accepts or error.expected)))
    return tuple(_fact(node) for node in tree.children if isinstance(node, lark.Tree))


def tree(kinds: tuple[str, ...]) -> Any:
    """Return Lark's own tree, for eyes."""
    return _parser().parse(kinds)


def _indexes(node: Any) -> tuple[int, ...]:
    return tuple(int(token) for token in node.children)


def _fact(node: Any) -> Fact:
    slots: dict[str, Any] = {}
    seen_compare = False
    for child in node.children:
        if hasattr(child, "data"):
            name = str(child.data)
            if name == "values":
                slots["values"] = tuple(_indexes(v) for v in child.children if hasattr(v, "data"))
            elif name == "value":
                slots["base"] = _indexes(child)
            elif name == "verb":
                slots["verb"] = slots.get("verb", ()) + _indexes(child)
            elif name == "head":
                slots["head"] = _indexes(child)
            elif name == "state":
                slots["state"] = int(child.children[0])
            continue
        if child.type == "H":
            slots["noun"] = int(child)
        elif child.type == "S":
            slots["spread"] = int(child)
        elif child.type == "C":
            slots["compare"], seen_compare = int(child), True
        elif child.type == "N" and seen_compare:
            slots["reference"] = int(child)
    return Fact(str(node.data), **slots)


def pieces(kinds: tuple[str, ...]) -> list[Fact]:
    """Parse a clause; where it does not parse whole, parse what can be parsed and leave the rest.

    >>> [f.production for f in pieces(("N", "S", "N", "U", "Q"))]
    ['measured']
    """
    facts: list[Fact] = []
    first = 0
    while first < len(kinds):
        result = parse(kinds[first:])
        if isinstance(result, tuple):
            facts.extend(_shift(f, first) for f in result)
            break
        end = first + result.position
        while end > first:
            attempt = parse(kinds[first:end])
            if isinstance(attempt, tuple):
                facts.extend(_shift(f, first) for f in attempt)
                break
            end -= 1
        first = max(end, first + 1) if end > first else first + 1
    return facts


def _shift(fact: Fact, by: int) -> Fact:
    if not by:
        return fact

    def move(index: int | None) -> int | None:
        return None if index is None else index + by

    return Fact(
        fact.production, tuple(i + by for i in fact.head), tuple(i + by for i in fact.verb),
        tuple(tuple(i + by for i in v) for v in fact.values), tuple(i + by for i in fact.base),
        move(fact.noun), move(fact.spread), move(fact.compare), move(fact.reference), move(fact.state),
    )  # fmt: skip
