"""Progress on standard error, only where a person is looking at a terminal."""

from __future__ import annotations

import sys
from types import TracebackType

from checker.report.text import shorten, visible


class Progress:
    """One line that is written over; nothing where standard error is no terminal."""

    def __init__(self, label: str, *, enabled: bool = True) -> None:
        self.label = label
        self.enabled = enabled and sys.stderr.isatty()
        self._shown = False

    def __enter__(self) -> Progress:
        return self

    def step(self, done: int, total: int, path: str) -> None:
        """Show that ``done`` of ``total`` documents are read, the last one being ``path``."""
        if self.enabled and total > 1:
            name = shorten(visible(path.rsplit("/", 1)[-1]), 24)
            # ESC[K clears what a longer name left behind.
            sys.stderr.write(f"\r{self.label} {done}/{total} {name}\x1b[K")
            sys.stderr.flush()
            self._shown = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
