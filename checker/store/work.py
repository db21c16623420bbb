"""Work over several processes, with a window: what is given out and not yet taken back stays small."""

from __future__ import annotations

import shutil
import signal
import sys
import tempfile
import weakref
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

Item = TypeVar("Item")
Done = TypeVar("Done")
_WINDOW = 2  # items a process


def over(work: Callable[[Item], Done], items: Iterable[Item], jobs: int) -> Iterator[Done]:
    """Yield what ``work`` makes of each item, in order; in this process where ``jobs`` is 1.

    ``work`` and the items are sent to other processes, so both must be plain values and names.
    """
    if jobs <= 1:
        yield from map(work, items)
        return
    # Never plain fork: the parent may hold threads (progress display, DuckDB).
    method = "spawn" if sys.platform == "win32" else "forkserver"
    pool = ProcessPoolExecutor(jobs, mp_context=get_context(method), initializer=_quiet)
    try:
        waiting: deque[Future[Done]] = deque()
        todo = iter(items)
        while True:
            for item in islice(todo, jobs * _WINDOW - len(waiting)):
                waiting.append(pool.submit(work, item))
            if not waiting:
                return
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _quiet() -> None:
    """Ctrl-C reaches every process of a terminal; only the one that talks to the user answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class PassingFolder:
    """A folder for files that are needed as long as this is; it goes with it, or with the process."""

    def __init__(self, within: Path | None = None) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="checker-", dir=within))
        self._finalizer = weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)
