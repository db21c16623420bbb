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
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

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
    """Yield what ``work`` makes of each item, in order; in this process where ``jobs`` is 1.

    ``work`` and the items are sent to other processes, so both must be plain values and names.

    Args:
        work: Makes rows of what was read: of many documents together, so none of them can be left out.
        items: What to work on.
        jobs: Processes.
        limits: What the processes may take; the defaults where None.
    Raises:
        InternalError: a process was lost, or took more time or memory than it may. None is left behind.
    """
    if jobs <= 1:
        yield from map(work, items)
        return
    bounds = limits or Limits()
    # Never plain fork: the parent may hold threads (progress display, DuckDB).
    method = "spawn" if sys.platform == "win32" else "forkserver"
    pool = ProcessPoolExecutor(
        jobs, mp_context=get_context(method), initializer=_begin, initargs=(bounds.memory,)
    )
    try:
        waiting: deque[Future[Done]] = deque()
        todo = iter(items)
        while True:
            for item in islice(todo, jobs * _WINDOW - len(waiting)):
                waiting.append(pool.submit(work, item))
            if not waiting:
                return
            yield _result(pool, waiting.popleft(), bounds)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


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
    bound(megabytes)


class PassingFolder:
    """A folder for files that are needed as long as this is; it goes with it, or with the process."""

    def __init__(self, within: Path | None = None) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="checker-", dir=within))
        self._finalizer = weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)
