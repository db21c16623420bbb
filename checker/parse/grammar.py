"""The shipped grammar as a parser over typed items, with parses cached by their types."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from checker.parse import lalr
from checker.parse.lalr import Leaf, Node
from checker.value import value


@value(frozen=True, slots=True)
class Fact:
    """One production's items, by index into the clause's items."""

    production: str
    head: tuple[int, ...] = ()
    after: tuple[int, ...] = ()  # of the head, what stands behind 分别
    verb: tuple[int, ...] = ()
    values: tuple[tuple[int, ...], ...] = ()  # each: B* Q P*
    base: tuple[tuple[int, ...], ...] = ()  # the values after FROM
    move: int | None = None  # the rise or fall that the first of them is
    noun: int | None = None  # H
    spread: int | None = None
    compare: int | None = None
    reference: int | None = None
    state: int | None = None
    first: int = 0  # of all these
    last: int = 0


@value(frozen=True, slots=True)
class Failure:
    """How far the parser got."""

    kinds: tuple[str, ...]
    position: int

    @property
    def expected(self) -> tuple[str, ...]:
        """The types it would have taken there."""
        import lark  # noqa: PLC0415  (70 ms)

        try:
            lalr.lark("targets").parse(self.kinds)
        except lark.UnexpectedToken as error:
            return tuple(sorted(error.accepts or error.expected))
        return ()


@lru_cache(maxsize=65536)
def parse(kinds: tuple[str, ...]) -> tuple[Fact, ...] | Failure:
    """Parse a sequence of item types; equal sequences are parsed once.

    >>> [f.production for f in parse(("N", "U", "Q", "P"))]
    ['measured']
    """
    found = lalr.tables("targets").parse(kinds)
    if isinstance(found, int):
        return Failure(kinds, found)
    return tuple(_fact(node) for node in found.children if isinstance(node, Node))


def tree(kinds: tuple[str, ...]) -> Any:
    """Return Lark's own tree, for eyes."""
    return lalr.lark("targets").parse(kinds)


def _indexes(node: Node) -> tuple[int, ...]:
    return tuple(leaf.place for leaf in node.children if isinstance(leaf, Leaf))


def _fact(node: Node) -> Fact:
    slots: dict[str, Any] = {}
    for child in node.children:
        if isinstance(child, Node):
            if child.name in ("values", "base"):
                slots[child.name] = tuple(_indexes(v) for v in child.children if isinstance(v, Node))
            elif child.name == "verb":
                slots["verb"] = slots.get("verb", ()) + _indexes(child)
            elif child.name == "head":
                slots["head"] = _indexes(child)
            elif child.name == "after":
                slots["after"] = _indexes(child)
            elif child.name in ("state", "move"):
                (slots[child.name],) = _indexes(child)
        elif child.type == "H":
            slots["noun"] = child.place
        elif child.type == "S":
            slots["spread"] = child.place
        elif child.type == "C":
            slots["compare"] = child.place
        elif child.type == "N" and "compare" in slots:
            slots["reference"] = child.place
    single = (slots.get(name) for name in ("noun", "spread", "compare", "reference", "state", "move"))
    indexes = [i for name in ("head", "after", "verb") for i in slots.get(name, ())]
    indexes += [i for name in ("base", "values") for value in slots.get(name, ()) for i in value]
    indexes += [i for i in single if i is not None]
    return Fact(node.name, **slots, first=min(indexes, default=0), last=max(indexes, default=0))


def pieces(kinds: tuple[str, ...]) -> list[Fact]:
    """Parse a clause; where it does not parse whole, parse what can be parsed and leave the rest.

    >>> [f.production for f in pieces(("N", "P", "N", "U", "Q"))]
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
        fact.production, tuple(i + by for i in fact.head), tuple(i + by for i in fact.after),
        tuple(i + by for i in fact.verb),
        tuple(tuple(i + by for i in v) for v in fact.values),
        tuple(tuple(i + by for i in v) for v in fact.base), move(fact.move),
        move(fact.noun), move(fact.spread), move(fact.compare), move(fact.reference), move(fact.state),
        fact.first + by, fact.last + by,
    )  # fmt: skip
