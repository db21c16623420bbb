"""What Python compiles while it runs, compiled once and kept: a third of checking one short document.

A regular expression becomes a list of numbers, the methods of a data class become code. Both follow from
their text and from the version of Python alone, so they are kept in one table, and a process of this
program that meets the text again only makes pattern or method of it. In a process that is not this
program's own (somebody imports ``checker``), nothing is changed.
"""

from __future__ import annotations

import dataclasses
import marshal
import re
from array import array
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from types import CodeType
from typing import Any

from checker import kept

_KIND = "compiled"
_SHORTEST = 8  # characters; shorter ones are quick to compile, and names met in documents are short
_MOST = 6_000  # entries of the table; the program has some 2,000

Key = tuple[str, int]
Numbers = tuple[int, int, dict[str, int], bytes]  # of an expression: flags, groups, their names, code
Made = Numbers | CodeType
METHOD = -1  # in the place of an expression's flags


class _Table:
    """What earlier runs compiled, and what this one had to."""

    def __init__(self, compiler: Any) -> None:
        self._compiler, self._plain = compiler, compiler.compile
        self._name = kept.key_of("compiled 1", str(compiler._sre.MAGIC))
        self._known: dict[Key, Any] = {}
        self._used: dict[Key, Any] = {}
        self._fresh = False
        found = kept.load(_KIND, self._name)
        if found is not None:
            with suppress(ValueError, EOFError, TypeError):
                self._known = marshal.loads(found)  # noqa: S302  sealed, from a folder that is the user's own

    def expression(self, text: Any, flags: int = 0) -> re.Pattern[Any]:
        """Do what ``re._compiler.compile`` does."""
        if not isinstance(text, str) or len(text) < _SHORTEST or flags & re.DEBUG:
            return self._plain(text, flags)  # type: ignore[no-any-return]
        key = text, int(flags)
        made: Numbers = self._known.get(key) or self._numbers(text, flags)
        self._used[key] = made
        final, groups, names, numbers = made
        by_number: list[str | None] = [None] * (groups + 1)
        for name, number in names.items():
            by_number[number] = name
        code = array("I", numbers).tolist()
        pattern: re.Pattern[str] = self._compiler._sre.compile(
            text, final, code, groups, names, tuple(by_number)
        )
        return pattern

    def _numbers(self, text: str, flags: int) -> Numbers:
        """Compile an expression, step by step as ``re`` does."""
        parsed = import_module("re._parser").parse(text, flags)
        code = array("I", self._compiler._code(parsed, flags))
        self._fresh = True
        state = parsed.state
        return int(flags | state.flags), state.groups - 1, dict(state.groupdict), code.tobytes()

    def run(self, text: Any, *namespaces: Any) -> None:
        """Do what ``exec`` does, for the methods that ``dataclasses`` writes."""
        if isinstance(text, str):
            key = text, METHOD
            made = self._known.get(key) or self._used.get(key)
            if made is None:
                made = compile(text, "<string>", "exec", dont_inherit=True)
                self._fresh = True
            self._used[key] = made
            text = made
        exec(text, *namespaces)  # noqa: S102  what dataclasses would have run itself

    def said(self, text: str, kind: int, make: Callable[[str], Any]) -> Any:
        """Return what ``make`` says of a text; plain values only."""
        key = text, kind
        if key in self._used:
            return self._used[key]
        if key in self._known:
            found = self._known[key]
        else:
            found, self._fresh = make(text), True
        self._used[key] = found
        return found

    def keep(self) -> None:
        """Keep what was compiled anew, beside what was known; where that is too much, only what was used."""
        if self._fresh:
            every = self._known | self._used
            kept.keep(_KIND, self._name, marshal.dumps(every if len(every) <= _MOST else self._used))
            self._fresh = False


_table: _Table | None = None


def recall() -> None:
    """Compile with the help of the table from now on, in all of this process.

    Where this Python compiles in another way than the table was thought for, nothing is changed.
    """
    global _table  # noqa: PLW0603  there is one compiler in a process
    if _table is not None or not kept.possible():
        return
    compiler: Any = import_module("re._compiler")
    with suppress(AttributeError, TypeError, ValueError, RuntimeError, OverflowError):
        table = _Table(compiler)
        probe = table.expression(r"(?P<sign>[+-])?[0-9]{1,3}|\b[一二三]+(?!x)")
        found = probe.match("-12")
        if found is not None and found["sign"] == "-" and found.end() == 3:
            compiler.compile = table.expression
            dataclasses.exec = table.run  # type: ignore[attr-defined]  # stands before the builtin
            _table = table


def said(text: str, kind: int, make: Callable[[str], Any]) -> Any:
    """Return what ``make`` says of a text and of nothing else, from the table where it was said before.

    Args:
        text: One of the program's own.
        kind: A negative number, one for each ``make``; a ``make`` that says something else has another.
        make: Returns numbers, texts, None, and tuples and frozen sets of them.
    """
    return make(text) if _table is None else _table.said(text, kind, make)


def keep() -> None:
    """Keep what this process compiled, for later ones."""
    if _table is not None:
        _table.keep()
