"""Work over several processes, with a window: what is given out and not yet taken back stays small."""

from __future__ import annotations

import gc
import shutil
import signal
import sys
import tempfile
import weakref
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from checker import recalled
from checker.errors import InternalError
from checker.limits import Limits
from checker.memory import bound

Item = TypeVar("Item")
Done = TypeVar("Done")
_WINDOW = 2  # items a process
_DOCUMENTS = 10  # times the seconds of one document: an item is some hundred, which takes ten seconds


def over(
    work: Callable[[Item], Done], items: Iterable[Item], jobs: int, limits: Limits | None = None
) -> Iterator[Done]:
    """Yield what ``work`` makes of each item, in order, over processes of its own; see ``Workers``."""
    with Workers(jobs, limits) as workers:
        yield from workers.over(work, items)


class Workers:
    """Processes that are started when there is work for two of them. Use as a context manager."""

    def __init__(self, jobs: int, limits: Limits | None = None) -> None:
        """Take how many processes, and what they may take; the defaults where None."""
        self._jobs, self._limits = jobs, limits or Limits()
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def over(self, work: Callable[[Item], Done], items: Iterable[Item]) -> Iterator[Done]:
        """Yield what ``work`` makes of each item, in order; in this process where one suffices.

        ``work`` and the items are sent to other processes, so both must be plain values and names.

        Args:
            work: Makes rows of what was read: of many documents together, so none of them can be left out.
            items: What to work on.
        Raises:
            InternalError: a process was lost, or took more time or memory than it may. None is left behind.
        """
        todo = iter(items)
        first = list(islice(todo, 2))
        if self._jobs <= 1 or len(first) < 2:
            yield from map(work, chain(first, todo))
            return
        pool = self._pool = self._pool or _started(self._jobs, self._limits)
        waiting = deque(pool.submit(work, item) for item in first)
        while waiting:
            for item in islice(todo, self._jobs * _WINDOW - len(waiting)):
                waiting.append(pool.submit(work, item))
            yield _result(pool, waiting.popleft(), self._limits)


def _started(jobs: int, limits: Limits) -> ProcessPoolExecutor:
    # Never plain fork: the parent may hold threads (progress display, DuckDB).
    context = get_context("spawn" if sys.platform == "win32" else "forkserver")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(limits.memory,))


def _result(pool: ProcessPoolExecutor, future: Future[Done], bounds: Limits) -> Done:
    """Wait for a result as long as it may take, and say what became of its process where there is none."""
    seconds = bounds.seconds * _DOCUMENTS
    try:
        return future.result(seconds)
    except FutureTimeout:
        for process in list((pool._processes or {}).values()):  # nothing else reaches one that hangs
            process.kill()
        raise InternalError(
            "", f"整理数据超过 {seconds} 秒，已放弃", fix="在设置 [limits] 中放宽 seconds"
        ) from None
    except BrokenProcessPool:
        problem = "整理数据的进程异常退出（内存不足，或程序库崩溃）"
        raise InternalError("", problem, fix="加 --jobs 1，或关闭其他程序后再试") from None
    except MemoryError:
        problem = f"整理数据时内存不足（上限 {bounds.memory} MB）"
        raise InternalError("", problem, fix="在设置 [limits] 中放宽 memory") from None


def _begin(megabytes: int) -> None:
    """Ctrl-C reaches every process of a terminal; only the one that talks to the user answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(50_000, 20, 100)  # as the command line does
    recalled.recall()
    bound(megabytes)


class PassingFolder:
    """A folder for files that are needed as long as this is; it goes with it, or with the process."""

    def __init__(self, within: Path | None = None) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="checker-", dir=within))
        self._finalizer = weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)
