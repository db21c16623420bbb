"""Reading over several processes; the same readings, in the same order, as in one."""

from __future__ import annotations

import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context

from checker.model import Document, Problem, Reading
from checker.settings import Settings

Reader = Callable[[str, Settings], Reading]
_WINDOW = 8  # documents a process that are given out or wait for their turn


def read_in_pool(
    documents: Sequence[str], settings: Settings, jobs: int, reader: Reader
) -> Iterator[Reading]:
    """Yield the reading of each document in order.

    A document that kills its process (memory, a fault in a C library) is found by reading the rest
    one at a time, and becomes a problem of its own; the others are read all the same.
    """
    done = 0
    pool = _pool(min(jobs, len(documents)))
    try:
        waiting: deque[Future[Reading]] = deque()
        todo = iter(documents)
        while True:
            # A window: what is read waits for its turn, and a corpus of any size must not wait in memory.
            for path in islice(todo, jobs * _WINDOW - len(waiting)):
                waiting.append(pool.submit(reader, path, settings))
            if not waiting:
                break
            reading = waiting.popleft().result()
            done += 1
            yield reading
    except BrokenProcessPool:
        for path in documents[done:]:
            yield _alone(path, settings, reader)
    finally:
        # Also when the run is stopped: what is being read is read to its end and kept, the rest is not begun.
        pool.shutdown(wait=True, cancel_futures=True)


def _alone(path: str, settings: Settings, reader: Reader) -> Reading:
    try:
        with _pool(1) as pool:
            return pool.submit(reader, path, settings).result()
    except BrokenProcessPool:
        problem = Problem(path, "读取进程异常退出（内存不足，或文件损坏使程序库崩溃）")
        return Reading(Document(path=path, problems=[problem]))


def _pool(workers: int) -> ProcessPoolExecutor:
    # Never plain fork: the parent may hold threads (progress display, DuckDB).
    method = "spawn" if sys.platform == "win32" else "forkserver"
    return ProcessPoolExecutor(max_workers=workers, mp_context=get_context(method), initializer=_quiet)


def _quiet() -> None:
    """Ctrl-C reaches every process of a terminal; only the one that talks to the user answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
