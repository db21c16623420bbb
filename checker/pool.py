"""Reading over several processes; the same readings, in the same order, as in one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from checker.model import Document, Problem, Reading
from checker.settings import Settings

Reader = Callable[[str, Settings], Reading]


def read_in_pool(
    documents: Sequence[str], settings: Settings, jobs: int, reader: Reader
) -> Iterator[Reading]:
    """Yield the reading of each document in order.

    A document that kills its process (memory, a fault in a C library) is found by reading the rest
    one at a time, and becomes a problem of its own; the others are read all the same.
    """
    done = 0
    try:
        with _pool(min(jobs, len(documents))) as pool:
            futures = [pool.submit(reader, path, settings) for path in documents]
            for future in futures:
                reading = future.result()
                done += 1
                yield reading
    except BrokenProcessPool:
        for path in documents[done:]:
            yield _alone(path, settings, reader)


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
    return ProcessPoolExecutor(max_workers=workers, mp_context=get_context(method))
