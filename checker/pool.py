"""Reading over several processes; the same readings, in the same order, as in one.

A document may hang its reader, use up its memory or bring down a library in C. Each process is therefore
one that can be lost: it is ended, its document becomes a problem of its own, and another takes its place.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from checker.errors import InternalError
from checker.model import Document, Problem, Reading
from checker.settings import Settings
from checker.worker import Reader, overdue, receive, send

_WINDOW = 8  # documents a process that are given out or wait for their turn
_GRACE = 5.0  # seconds after its time is up before a process that does not answer is ended
_START = 120.0  # seconds for a process to be there; a busy machine takes ten
_LAST_WORDS = 3.0  # seconds to finish a document when the run is stopped
_CODE = "import sys; sys.path[:] = {path!r}; from checker.worker import main; main()"

__all__ = ["Reader", "read_in_pool"]


def read_in_pool(
    documents: Sequence[str], settings: Settings, jobs: int, reader: Reader
) -> Iterator[Reading]:
    """Yield the reading of each document in order.

    Raises:
        Exception: what the reader raised that is no fault of a document.
    """
    shared = _Shared(documents, settings, reader, min(jobs, len(documents)))
    shared.start()
    try:
        for index in range(len(documents)):
            yield shared.result(index)
    finally:
        shared.stop()


class _Shared:
    """What the threads, one a process, have in common."""

    def __init__(self, documents: Sequence[str], settings: Settings, reader: Reader, jobs: int) -> None:
        self.documents, self.settings, self.reader = documents, settings, reader
        self._ready = threading.Condition()
        self._results: dict[int, Reading | Exception] = {}
        self._next = 0
        self._taken = 0  # results the caller has taken
        self._window = jobs * _WINDOW
        self._stopped = False
        self._workers = [_Worker(self) for _ in range(jobs)]

    def start(self) -> None:
        """Start the processes."""
        for worker in self._workers:
            worker.thread.start()

    def take(self) -> int | None:
        """Return the next document to read, None when there is none; wait while too much waits already."""
        with self._ready:
            while not self._stopped and self._next >= self._taken + self._window:
                self._ready.wait()
            if self._stopped or self._next >= len(self.documents):
                return None
            self._next += 1
            return self._next - 1

    def put(self, index: int, result: Reading | Exception) -> None:
        """Give a result to whoever waits for it."""
        with self._ready:
            self._results[index] = result
            self._ready.notify_all()

    def result(self, index: int) -> Reading:
        """Wait for a document's reading and return it."""
        with self._ready:
            while index not in self._results:
                # Woken now and then: without a limit a wait cannot be interrupted by Ctrl-C on Windows.
                self._ready.wait(1.0)
            result = self._results.pop(index)
            self._taken = index + 1
            self._ready.notify_all()
        if isinstance(result, Exception):
            raise result
        return result

    def stop(self) -> None:
        """Begin no further document, let those under way come to their end for a moment, end the rest."""
        with self._ready:
            self._stopped = True
            self._ready.notify_all()
        for worker in self._workers:
            worker.thread.join(_LAST_WORDS)
            worker.end()
        for worker in self._workers:
            worker.thread.join()


class _Worker:
    """One process and the thread that talks to it."""

    def __init__(self, shared: _Shared) -> None:
        self._shared = shared
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._ended = False
        self.thread = threading.Thread(target=self._run, daemon=True)

    def end(self) -> None:
        """End the process, whatever it does."""
        with self._lock:
            self._ended = True
            if self._process is not None:
                with suppress(OSError):
                    self._process.kill()

    def _run(self) -> None:
        while (index := self._shared.take()) is not None:
            try:
                result: Reading | Exception = self._read(self._shared.documents[index])
            except Exception as error:
                result = error
            self._shared.put(index, result)
        self._close()

    def _read(self, path: str) -> Reading | Exception:
        process = self._process or self._start()
        seconds = self._shared.settings.limits.seconds
        answer = _timed(process, lambda: _ask(process, path), seconds + _GRACE)
        if answer is not None:
            given_up = overdue(path, seconds).document.problems
            if isinstance(answer, Reading) and answer.document.problems == given_up:
                self._close()  # interrupted anywhere, the process may be in any state
            return answer  # type: ignore[no-any-return]
        timed_out = process.returncode is None
        self._close()
        if timed_out:
            return overdue(path, seconds)
        text = "读取进程异常退出（内存不足，或文件损坏使程序库崩溃），这份文件未检查"
        return Reading(Document(path=path, problems=[Problem(path, text)]))

    def _start(self) -> subprocess.Popen[bytes]:
        code = _CODE.format(path=sys.path)
        with self._lock:
            if self._ended:
                raise InternalError("", "读取进程已停止")
            process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
            self._process = process
        greeting = _timed(
            process, lambda: _ask(process, (self._shared.reader, self._shared.settings)), _START
        )
        if greeting != "ready":
            self._close()
            raise InternalError("", "读取进程启动不了", fix="加 --jobs 1，或检查内存和系统限制")
        return process

    def _close(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):
                if stream is not None:
                    stream.close()
        with suppress(OSError):
            process.kill()
        process.wait()


def _ask(process: subprocess.Popen[bytes], value: object) -> Any:
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        send(process.stdin, value)
        return receive(process.stdout)
    except (EOFError, OSError):
        return None


def _timed(process: subprocess.Popen[bytes], ask: Callable[[], Any], seconds: float) -> Any:
    """Return the answer; None where the process has gone, or is ended because its time is up.

    ``process.returncode`` is None exactly where its time was up.
    """
    late = threading.Event()

    def end() -> None:
        late.set()
        with suppress(OSError):
            process.kill()

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    answer = ask()
    timer.cancel()
    if answer is None and not late.is_set():
        process.wait()
    return answer
