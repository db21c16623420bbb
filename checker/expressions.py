"""What a regular expression's text tells of its matches: where they can begin, what they must hold.

An alternation of a hundred expressions is slow because each is tried at every character. Most can
only begin with a digit, a numeral or a few marks; a table of those costs one look-up a place. And an
expression that needs 同 and 步 is not tried on a clause that lacks either.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from checker import recalled

# What is said of an expression's text is kept, by numbers that are others when this file is another.
_VERSION = zlib.crc32(Path(__file__).read_bytes())
_STARTS, _NEEDED, _BEYOND, _WORDS = (-4 * _VERSION - number for number in range(5, 9))


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


def beyond_of(expression: str, run: str) -> Starts | None:
    """Return what stands first behind a run of characters that a match begins in; None where it may be any.

    The end of the text is ``""``.

    >>> sorted(beyond_of("第?[一二]+(?:期|届)|二(?=$)", "一二").chars), beyond_of("[一二]+年?", "一二")
    (['', '\\n', '届', '期', '第'], None)
    """
    told = recalled.said(f"{run}\n{expression}", _BEYOND, _told_beyond)
    return None if told is None else Starts(set(told[0]), list(told[1]), told[2])


def _told_beyond(text: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...], bool] | None:
    run, expression = text.split("\n", 1)
    try:
        parsed = import_module("re._parser").parse(expression)
        found = Starts()
        if _beyond(parsed, found, run) or parsed.state.flags & re.IGNORECASE:
            return None
    except (ImportError, AttributeError, _AnyStart):
        return None
    return tuple(sorted(found.chars)), tuple(found.ranges), found.digits


def _beyond(nodes: Iterable[Any], found: Starts, run: str) -> bool:
    """Enter what can stand behind the run; return whether a sequence of nodes can end within it."""
    return all(_beyond_node(str(operation), argument, found, run) for operation, argument in nodes)


def _beyond_node(operation: str, argument: Any, found: Starts, run: str) -> bool:
    if operation == "LITERAL":
        return _enter([("LITERAL", argument)], found, run)
    if operation == "IN":
        return _enter(argument, found, run)
    if operation == "BRANCH":
        return any([_beyond(nodes, found, run) for nodes in argument[1]])  # noqa: C419  each is entered
    if operation == "SUBPATTERN" and not argument[1] and not argument[2]:
        return _beyond(argument[3], found, run)
    if operation in _REPEATS:
        return _beyond(argument[2], found, run) or argument[0] == 0
    if operation == "ASSERT" and argument[0] > 0:
        return _beyond(argument[1], found, run)
    if operation == "AT" and str(argument) == "AT_END":
        found.chars.update(("", "\n"))
        return False
    if operation in ("ASSERT", "ASSERT_NOT", "AT"):
        return True
    raise _AnyStart


def _enter(members: Iterable[Any], found: Starts, run: str) -> bool:
    """Enter a class of characters; return whether one of the run is among them."""
    within = False
    for operation, argument in members:
        kind = str(operation)
        if kind == "LITERAL":
            char = chr(argument)
            within = within or char in run
            found.chars.update(() if char in run else (char,))
        elif kind == "RANGE":
            first, last = map(chr, argument)
            within = within or any(first <= char <= last for char in run)
            found.ranges.append((first, last))
        elif kind == "CATEGORY" and str(argument) == "CATEGORY_DIGIT":
            within = within or any(map(str.isdigit, run))
            found.digits = True
        else:
            raise _AnyStart
    return within


def needs_of(expression: str, most: int = 3) -> tuple[frozenset[str], ...]:
    """Return sets of characters of which every match holds at least one each, the smallest first.

    >>> [sorted(needed) for needed in needs_of("(?:与|同).{2,9}(?:增速)?同?步")]
    [['步'], ['与', '同']]
    """
    told = recalled.said(expression, _NEEDED, _needed)
    return tuple(frozenset(needed) for needed in told[:most])


def _needed(expression: str) -> tuple[str, ...]:
    found = {"".join(sorted(chars)) for chars in _held(_parsed(expression), whole=False)}
    return tuple(sorted(found, key=lambda needed: (len(needed), needed)))


def words_of(expression: str, most: int = 2) -> tuple[tuple[str, ...], ...]:
    """Return lists of words of which every match holds at least one each, those that tell most first.

    >>> words_of("[一二]周年(?:庆典|庆祝)?(?:大会|盛会|晚会)")
    (('周年',), ('一', '二'))
    """
    told: tuple[tuple[str, ...], ...] = recalled.said(expression, _WORDS, _told_words)
    return told[:most]


def _told_words(expression: str) -> tuple[tuple[str, ...], ...]:
    found = {tuple(sorted(words)) for words in _held(_parsed(expression), whole=True)}
    return tuple(sorted(found, key=lambda words: (len(words), -min(map(len, words)), words)))


def _parsed(expression: str) -> Iterable[Any]:
    """Return an expression's nodes; none where they cannot be told or do not tell what a match holds."""
    try:
        parsed = import_module("re._parser").parse(expression)
    except (ImportError, AttributeError):
        return ()
    return () if parsed.state.flags & re.IGNORECASE else parsed


def _held(nodes: Iterable[Any], *, whole: bool) -> list[set[str]]:
    """Return what a sequence of nodes holds: a list of sets, one word of each, or one character of each."""
    found: list[set[str]] = []
    run = ""
    for operation, argument in (*nodes, ("END", None)):
        kind = str(operation)
        if kind == "LITERAL" and whole:
            run += chr(argument)
            continue
        found.extend([{run}] if run else [])
        run = ""
        if kind == "LITERAL":
            found.append({chr(argument)})
        elif kind == "BRANCH":
            each = [_held(alternative, whole=whole) for alternative in argument[1]]
            found.extend([set().union(*(min(held, key=len) for held in each))] if all(each) else [])
        elif kind == "SUBPATTERN" and not argument[1] and not argument[2]:
            found.extend(_held(argument[3], whole=whole))
        elif kind in _REPEATS and argument[0] > 0:
            found.extend(_held(argument[2], whole=whole))
        elif kind == "IN" and all(str(member) == "LITERAL" for member, _ in argument):
            found.append({chr(code) for _, code in argument})
    return found


class Sparing:
    """An expression that is tried only on texts that hold the words each match of it holds."""

    def __init__(self, expression: str) -> None:
        self._pattern = re.compile(expression)
        self._words = words_of(expression)

    def may(self, text: str) -> bool:
        """Say whether a text holds these words."""
        for words in self._words:
            for word in words:
                if word in text:
                    break
            else:
                return False
        return True

    def search(self, text: str, *span: int) -> re.Match[str] | None:
        """Do what ``re.Pattern.search`` does."""
        return self._pattern.search(text, *span) if self.may(text) else None

    def finditer(self, text: str, *span: int) -> Iterator[re.Match[str]]:
        """Do what ``re.Pattern.finditer`` does."""
        return self._pattern.finditer(text, *span) if self.may(text) else iter(())


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
    """Expressions tried in their order, each only where a match of it can begin and go on.

    ``match`` gives what ``re.compile("|".join(...)).match`` would, with the row's number.
    """

    def __init__(self, expressions: Sequence[str], run: str, flags: int = 0) -> None:
        """Take expressions, each compiled when first tried.

        Args:
            expressions: In the order they are tried.
            run: Characters that figures are written with. Where a match begins with one, the first
                character behind them tells most rows apart (5.6% from 5日).
            flags: Of ``re``, for all of them.
        """
        self._expressions, self._flags = expressions, flags
        self._starts = [starts_of(expression) for expression in expressions]
        self._beyond = [beyond_of(expression, run) for expression in expressions]
        self._run, self._in_run = re.compile(f"[{re.escape(run)}]+").match, frozenset(run)
        self._compiled: dict[int, _Row] = {}
        self._begun: dict[str, tuple[int, ...]] = {}
        self._rows = Known(self._rows_of)

    def match(self, text: str, position: int) -> tuple[int, re.Match[str]] | None:
        """Return the number of the first expression that matches at a position, and its match."""
        around = text[position]
        if around in self._in_run:
            end = self._run(text, position).end()  # type: ignore[union-attr]
            around += text[end : end + 1]
        for row, match in self._rows[around]:
            found = match(text, position)
            if found is not None:
                return row, found
        return None

    def rows(self, around: str) -> Rows:
        """Return what to try where a match begins with a character (behind a run, with the next one too)."""
        return self._rows[around]

    @property
    def starts(self) -> str:
        """The inside of a class of all characters that a match may begin with.

        Raises:
            ValueError: It may begin with any.
        """
        written: set[str] = set()
        for start, expression in zip(self._starts, self._expressions, strict=True):
            if start is None:
                raise ValueError(f"may begin with any character: {expression}")
            written.update(map(re.escape, start.chars))
            written.update(f"{re.escape(first)}-{re.escape(last)}" for first, last in start.ranges)
            written.update(["\\d"] if start.digits else [])
        return "".join(sorted(written))

    def _rows_of(self, around: str) -> Rows:
        """Return the rows to try where a character stands, and behind the run it begins another one."""
        char, behind = around[0], around[1:]
        rows = self._begun.get(char)
        if rows is None:
            starts = enumerate(self._starts)
            rows = tuple(row for row, start in starts if start is None or start.admits(char))
            self._begun[char] = rows
        if char in self._in_run:
            rows = tuple(row for row in rows if (b := self._beyond[row]) is None or b.admits(behind))
        return tuple(self._row(row) for row in rows)

    def _row(self, number: int) -> _Row:
        if number not in self._compiled:
            self._compiled[number] = number, re.compile(self._expressions[number], self._flags).match
        return self._compiled[number]


_Row = tuple[int, Callable[[str, int], "re.Match[str] | None"]]
Rows = tuple[_Row, ...]  # what to try, in order: the expression's number, and how it is tried
Found = TypeVar("Found")


class Known(dict[str, Found]):
    """Answers by what was asked, each found when it is first asked for."""

    def __init__(self, find: Callable[[str], Found]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, asked: str) -> Found:
        self[asked] = found = self._find(asked)
        return found


class Sought:
    """Rows of what may be found, by the characters that each needs (see :func:`needs_of`)."""

    _MOST = 4096  # answers that are remembered

    def __init__(self, needs: Sequence[tuple[frozenset[str], ...]]) -> None:
        self._needs = needs
        self._telling = frozenset().union(*(chars for row in needs for chars in row))
        self._known: dict[frozenset[str], tuple[int, ...]] = {}

    def possible(self, text: str) -> tuple[int, ...]:
        """Return the rows whose every need a text has a character of.

        >>> Sought([(frozenset("甲乙"), frozenset("丙")), (), (frozenset("甲"),)]).possible("丙丁乙")
        (0, 1)
        """
        chars = self._telling.intersection(text)
        found = self._known.get(chars)
        if found is None:
            found = tuple(
                row for row, needs in enumerate(self._needs) if not any(map(chars.isdisjoint, needs))
            )
            if len(self._known) < self._MOST:
                self._known[chars] = found
        return found
