"""What a regular expression's text tells of its matches: where they can begin, what they must hold.

An alternation of a hundred expressions is slow because each is tried at every character. Most can
only begin with a digit, a numeral or a few marks; a table of those costs one look-up a place. And an
expression that needs 同 and 步 is not tried on a clause that lacks either.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from checker import recalled

# What is said of an expression's text is kept, by numbers that are others when this file is another.
_VERSION = zlib.crc32(Path(__file__).read_bytes())
_STARTS, _NEEDED = -2 * _VERSION - 4, -2 * _VERSION - 5


@dataclass(slots=True)
class Starts:
    """Characters a match may begin with: those listed, those in a range, and any digit."""

    chars: set[str] = field(default_factory=set)
    ranges: list[tuple[str, str]] = field(default_factory=list)
    digits: bool = False

    def admits(self, char: str) -> bool:
        """Whether a match may begin with a character."""
        return (
            char in self.chars
            or (self.digits and char.isdigit())
            or any(first <= char <= last for first, last in self.ranges)
        )


class _AnyStart(Exception):
    """A match may begin with anything, or with nothing."""


def starts_of(expression: str) -> Starts | None:
    """Return what a match of an expression can begin with; None where it cannot be told.

    >>> sorted(starts_of("(?<!第)[一二]期|(?:首|末)批").chars), starts_of(".*路")
    (['一', '二', '末', '首'], None)
    """
    told = recalled.said(expression, _STARTS, _starts)
    return None if told is None else Starts(set(told[0]), list(told[1]), told[2])


def _starts(expression: str) -> tuple[str, tuple[tuple[str, str], ...], bool] | None:
    try:
        parsed = import_module("re._parser").parse(expression)
        found = Starts()
        if _first(parsed, found) or parsed.state.flags & re.IGNORECASE:
            return None
    except (ImportError, AttributeError, _AnyStart):
        return None
    return "".join(sorted(found.chars)), tuple(found.ranges), found.digits


def _first(nodes: Iterable[Any], found: Starts) -> bool:
    """Enter what a sequence of nodes can begin with; return whether it can be empty."""
    for operation, argument in nodes:
        reader = _READERS.get(str(operation))
        if reader is None:
            raise _AnyStart
        if not reader(argument, found):
            return False
    return True


def needs_of(expression: str, most: int = 3) -> tuple[frozenset[str], ...]:
    """Return sets of characters of which every match holds at least one each, the smallest first.

    >>> [sorted(needed) for needed in needs_of("(?:与|同).{2,9}(?:增速)?同?步")]
    [['步'], ['与', '同']]
    """
    told = recalled.said(expression, _NEEDED, _needed)
    return tuple(frozenset(needed) for needed in told[:most])


def _needed(expression: str) -> tuple[str, ...]:
    try:
        parsed = import_module("re._parser").parse(expression)
    except (ImportError, AttributeError):
        return ()
    if parsed.state.flags & re.IGNORECASE:
        return ()
    found = {"".join(sorted(needed)) for needed in _needs(parsed)}
    return tuple(sorted(found, key=lambda needed: (len(needed), needed)))


def _needs(nodes: Iterable[Any]) -> list[set[str]]:
    """Return what a sequence of nodes needs: a list of sets, one character of each."""
    found: list[set[str]] = []
    for operation, argument in nodes:
        kind = str(operation)
        if kind == "LITERAL":
            found.append({chr(argument)})
        elif kind == "IN":
            members = {chr(code) for member, code in argument if str(member) == "LITERAL"}
            if len(members) == len(argument):
                found.append(members)
        elif kind == "BRANCH":
            found.extend(_needs_of_branch(argument[1]))
        elif kind == "SUBPATTERN" and not argument[1] and not argument[2]:
            found.extend(_needs(argument[3]))
        elif kind in _REPEATS and argument[0] > 0:
            found.extend(_needs(argument[2]))
    return found


def _needs_of_branch(alternatives: Iterable[Any]) -> list[set[str]]:
    each = [_needs(nodes) for nodes in alternatives]
    return [set().union(*(min(needs, key=len) for needs in each))] if all(each) else []


def _literal(code: int, found: Starts) -> bool:
    found.chars.add(chr(code))
    return False


def _one_of(members: Iterable[Any], found: Starts) -> bool:
    for operation, argument in members:
        kind = str(operation)
        if kind == "LITERAL":
            found.chars.add(chr(argument))
        elif kind == "RANGE":
            found.ranges.append((chr(argument[0]), chr(argument[1])))
        elif kind == "CATEGORY" and str(argument) == "CATEGORY_DIGIT":
            found.digits = True
        else:
            raise _AnyStart
    return False


def _branch(argument: Any, found: Starts) -> bool:
    empty = [_first(nodes, found) for nodes in argument[1]]  # each is entered, whatever the others are
    return any(empty)


def _repeat(argument: Any, found: Starts) -> bool:
    least, _most, nodes = argument
    return _first(nodes, found) or least == 0


def _group(argument: Any, found: Starts) -> bool:
    _number, added, removed, nodes = argument
    if added or removed:
        raise _AnyStart
    return _first(nodes, found)


_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_READERS: dict[str, Callable[[Any, Starts], bool]] = {
    "LITERAL": _literal, "IN": _one_of, "BRANCH": _branch, "SUBPATTERN": _group,
    "MAX_REPEAT": _repeat, "MIN_REPEAT": _repeat, "POSSESSIVE_REPEAT": _repeat,
    "ASSERT": lambda argument, found: True, "ASSERT_NOT": lambda argument, found: True,
    "AT": lambda argument, found: True,
}  # fmt: skip


def any_of(words: Iterable[str]) -> str:
    """Return an expression for any of some words, the longest where several match.

    Words that begin alike share their beginning, so that a long list is not tried word by word.

    >>> any_of(["米", "平方米", "平方公里"])
    '(?:平方(?:公里|米)|米)'
    """
    root: dict[str, Any] = {}
    for word in sorted(words):
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = None
    return _written(root)


def _written(node: dict[str, Any]) -> str:
    branches = [_branch_of(char, below) for char, below in node.items() if char]
    return f"(?:{'|'.join(branches)})" + ("?" if "" in node else "")


def _branch_of(char: str, below: dict[str, Any]) -> str:
    if len(below) == 1:
        ((following, further),) = below.items()
        return re.escape(char) + (_branch_of(following, further) if following else "")
    return re.escape(char) + _written(below)


class Alternatives:
    """Expressions tried in their order, each only where a match of it can begin.

    ``match`` gives what ``re.compile("|".join(...)).match`` would, with the row's number.
    """

    def __init__(self, expressions: Sequence[str], classes: Sequence[str], flags: int = 0) -> None:
        """Take expressions without groups named ``p<number>``.

        Args:
            expressions: In the order they are tried.
            classes: Sets of characters that share one alternation; what is in none shares the last.
            flags: Of ``re``, for all of them.
        Raises:
            re.error: One is not a regular expression.
        """
        self._expressions, self._classes, self._flags = expressions, classes, flags
        self._starts = [starts_of(expression) for expression in expressions]
        self._anywhere = any(start is None for start in self._starts)
        self._union = _union(self._starts)
        self._compiled: dict[int, re.Pattern[str]] = {}
        self.by_char = _ByChar(self._of)  # what to try where a character stands

    def match(self, text: str, position: int) -> tuple[int, re.Match[str]] | None:
        """Return the number of the first expression that matches at a position, and its match."""
        pattern = self.by_char[text[position]]
        found = pattern.match(text, position) if pattern is not None else None
        return None if found is None else (int((found.lastgroup or "p0")[1:]), found)

    def _of(self, char: str) -> re.Pattern[str] | None:
        if not (self._anywhere or self._union.admits(char)):
            return None
        number = next((k for k, members in enumerate(self._classes) if char in members), len(self._classes))
        if number not in self._compiled:
            members = self._classes[number] if number < len(self._classes) else ""
            rows = [row for row, start in enumerate(self._starts) if _may(start, members)]
            alternation = "|".join(f"(?P<p{row}>{self._expressions[row]})" for row in rows)
            self._compiled[number] = re.compile(alternation, self._flags)
        return self._compiled[number]


def _union(starts: Iterable[Starts | None]) -> Starts:
    """Return what any of some expressions may begin with."""
    every = Starts()
    for start in starts:
        if start is not None:
            every.chars |= start.chars
            every.ranges += [part for part in start.ranges if part not in every.ranges]
            every.digits |= start.digits
    return every


class _ByChar(dict[str, "re.Pattern[str] | None"]):
    """What to try where a character stands; asked once a character."""

    def __init__(self, ask: Callable[[str], re.Pattern[str] | None]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, char: str) -> re.Pattern[str] | None:
        self[char] = pattern = self._ask(char)
        return pattern


def _may(start: Starts | None, members: str) -> bool:
    return start is None or not members or any(start.admits(char) for char in members)
