"""Progress on standard error, only where a person is looking at a terminal."""

from __future__ import annotations

import sys
from time import monotonic
from types import TracebackType

from checker.report.text import shorten, visible

_PAUSE = 0.2  # seconds between two pictures


def clock(seconds: float) -> str:
    """Return a length of time.

    >>> clock(65)
    '1:05'
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


class Progress:
    """One line that is written over; nothing where standard error is no terminal."""

    def __init__(self, label: str, *, enabled: bool = True) -> None:
        self.label = label
        self.enabled = enabled and sys.stderr.isatty()
        self._shown = False
        self._begin = self._last = 0.0

    def __enter__(self) -> Progress:
        self._begin = monotonic() if self.enabled else 0.0
        return self

    def step(self, done: int, total: int, path: str) -> None:
        """Show that ``done`` of ``total`` documents are read, the last one being ``path``."""
        if self.enabled and total > 1:
            now = monotonic()
            if self._shown and done < total and now - self._last < _PAUSE:
                return
            self._last = now
            name = shorten(visible(path.rsplit("/", 1)[-1]), 24)
            rate = done / max(now - self._begin, 1e-9)
            told = f"{rate:.1f}/s {clock((total - done) / rate)}"
            # ESC[K clears what a longer name left behind.
            sys.stderr.write(f"\r{self.label} {done}/{total} {told} {name}\x1b[K")
            sys.stderr.flush()
            self._shown = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
