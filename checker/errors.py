"""Faults of the operator or of the tool. Faults of a document are findings, never exceptions.

Every error says where, what, and what to do; the command line shows it as one message without
traceback and exits with ``exit_code``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial


class CheckerError(Exception):
    """Base of all errors this package raises on purpose.

    >>> print(UsageError("草案.docx", "no such file or folder", fix="check the path"))
    草案.docx: no such file or folder
      fix: check the path
    """

    exit_code = 2

    def __init__(self, place: str, problem: str, *, fix: str = "") -> None:
        self.place, self.problem, self.fix = place, problem, fix
        super().__init__(place, problem, fix)

    def __reduce__(self) -> tuple[Callable[..., CheckerError], tuple[str, str]]:
        """Let the error go from one process to another."""
        return partial(type(self), fix=self.fix), (self.place, self.problem)

    def __str__(self) -> str:
        text = f"{self.place}: {self.problem}" if self.place else self.problem
        return f"{text}\n  fix: {self.fix}" if self.fix else text


class UsageError(CheckerError):
    """The command line asks for something that cannot be done."""


class SettingsError(CheckerError):
    """A settings file holds something that cannot be used."""


class RuleFileError(CheckerError):
    """A rule file cannot be used: header incomplete, SQL unbound, columns missing.

    >>> print(RuleFileError("PC999.sql:5", "no 'message'", fix="add a message: line"))
    PC999.sql:5: no 'message'
      fix: add a message: line
    """


class LexiconError(CheckerError):
    """A word list or the grammar cannot be used."""


class InternalError(CheckerError):
    """A fault of this program itself."""

    exit_code = 4


class Unreadable(CheckerError):
    """Raised inside a reader for a document that cannot be read; becomes a PC901 finding."""

    exit_code = 3
