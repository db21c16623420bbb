"""Runs the tables that Lark makes of a shipped grammar, over types instead of text.

Lark checks the grammar and builds the tables; both take longer than reading a document. So the tables
are kept between runs, and what remains to be done with them is done here.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from checker import kept
from checker.resources import folder

_END = "$END"


class Leaf(NamedTuple):
    """One item: its type, and its place among what was parsed."""

    type: str
    place: int


class Node(NamedTuple):
    """One rule of the grammar; rules whose names begin with ``_`` give their children to it."""

    name: str
    children: list[Node | Leaf]


@dataclass(frozen=True, slots=True)
class Tables:
    """An LALR automaton. A state's actions by type: a state to go to, or below 0 a rule to reduce by."""

    actions: list[dict[str, int]]
    rules: list[tuple[str, int]]  # what a rule makes, of how many
    start: int
    end: int

    def parse(self, kinds: Sequence[str]) -> Node | int:
        """Return the tree of a sequence of types, or the index of the first that does not fit."""
        states = [self.start]
        values: list[Node | Leaf] = []
        for index, kind in enumerate((*kinds, _END)):
            while (action := self.actions[states[-1]].get(kind)) is not None and action < 0:
                self._reduce(*self.rules[-action - 1], states, values)
                if kind == _END and states[-1] == self.end and isinstance(values[-1], Node):
                    return values[-1]
            if action is None:
                return index
            states.append(action)
            values.append(Leaf(kind, index))
        return len(kinds)

    def _reduce(self, name: str, size: int, states: list[int], values: list[Node | Leaf]) -> None:
        taken = values[len(values) - size :]
        del states[len(states) - size :], values[len(values) - size :]
        children: list[Node | Leaf] = []
        for value in taken:
            inlined = isinstance(value, Node) and value.name.startswith("_")
            children.extend(value.children if inlined and isinstance(value, Node) else [value])
        states.append(self.actions[states[-1]][name])
        values.append(Node(name, children))


@lru_cache(maxsize=4)
def lark(name: str) -> Any:
    """Return Lark itself over a grammar of ``grammar/``, for what only it can say: trees and expectations."""
    import lark as library  # noqa: PLC0415  (70 ms)
    from lark.lexer import Lexer  # noqa: PLC0415

    class Types(Lexer):
        """Hands types to Lark; a token's value is its index."""

        def __init__(self, lexer_conf: Any) -> None:
            pass

        def lex(self, data: Any) -> Any:  # type: ignore[override]
            for index, kind in enumerate(data):
                token = library.Token(kind, str(index))
                token.start_pos = index
                yield token

    text = (folder("grammar") / f"{name}.lark").read_text("utf-8")
    return library.Lark(text, parser="lalr", lexer=Types, maybe_placeholders=False)


@lru_cache(maxsize=4)
def tables(name: str) -> Tables:
    """Return the tables of a grammar of ``grammar/``, kept from an earlier run or made now."""
    key = kept.key_of("lalr 1", (folder("grammar") / f"{name}.lark").read_bytes())
    found = kept.load("grammar", key)
    if found is None:
        made = _made(lark(name).parser.parser._parse_table)
        kept.keep("grammar", key, json.dumps(made).encode())
        return Tables(*made)
    actions, rules, start, end = json.loads(found)
    return Tables(actions, [(name, size) for name, size in rules], start, end)


def _made(table: Any) -> tuple[list[dict[str, int]], list[tuple[str, int]], int, int]:
    """Return Lark's parse table as plain data."""
    rules: dict[Any, int] = {}
    actions: list[dict[str, int]] = [{} for _ in range(max(table.states) + 1)]
    for state, found in table.states.items():
        for symbol, (action, argument) in found.items():
            if action.name == "Shift":
                actions[state][str(symbol)] = argument
            else:
                actions[state][str(symbol)] = -1 - rules.setdefault(argument, len(rules))
    listed = [(str(rule.origin.name), len(rule.expansion)) for rule in rules]
    return actions, listed, table.start_states["start"], table.end_states["start"]
