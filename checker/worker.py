"""The other end of the pool: a process that reads one document at a time, and may be ended at any time.

It takes a reader and the settings once, then paths, and gives back readings; all of it over its standard
input and output, so that it ends when the run that started it ends, however that happens.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any

from checker import recalled
from checker.memory import bound
from checker.model import Document, Problem, Reading
from checker.settings import Settings

Reader = Callable[[str, Settings], Reading]
_HEAD = struct.Struct("!Q")


class Overdue(BaseException):
    """The time for a document is up. No ``Exception``: no reader may take it for a fault of the document."""


def send(stream: IO[bytes], value: object) -> None:
    """Write one value, its length in front.

    Raises:
        OSError: nobody reads any more.
    """
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    stream.write(_HEAD.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read one value.

    Raises:
        EOFError: the other end has gone.
    """
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise EOFError
    (size,) = _HEAD.unpack(head)
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return pickle.loads(data)  # noqa: S301  both ends are this program, over a pipe of their own


def overdue(path: str, seconds: int) -> Reading:
    """Return the reading of a document whose time was up."""
    text = f"读取超过 {seconds} 秒，已放弃；拆分文档，或在设置 [limits] 中放宽 seconds"
    return Reading(Document(path=path, problems=[Problem(path, text)]))


def read_in_time(reader: Reader, path: str, settings: Settings) -> Reading:
    """Read a document, giving up when its time is over.

    The clock can only be set in a process's main thread, and not on Windows; elsewhere there is none.
    """
    try:
        with _alarm(settings.limits.seconds):
            return reader(path, settings)
    except Overdue:
        return overdue(path, settings.limits.seconds)


@contextmanager
def _alarm(seconds: int) -> Iterator[None]:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(*_: object) -> None:
        raise Overdue

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def main() -> None:
    """Serve one pool until it has no more to ask."""
    # Ctrl-C reaches every process of a terminal; only the one that talks to the user answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(50_000, 20, 100)  # as the command line does
    recalled.recall()
    asked, told = _own_streams()
    try:
        reader, settings = receive(asked)
        bound(settings.limits.memory)
        send(told, "ready")
        served = False
        while True:
            path = receive(asked)
            reading = _read(reader, path, settings)
            send(told, reading)
            if not served:
                recalled.keep()
            served = True
    except (EOFError, OSError):
        # The run has ended. What its libraries would do at exit does not matter any more.
        os._exit(0)


def _read(reader: Reader, path: str, settings: Settings) -> Reading | Exception:
    try:
        return read_in_time(reader, path, settings)
    except MemoryError:
        text = f"内存不足（上限 {settings.limits.memory} MB）；拆分文档，或在设置 [limits] 中放宽 memory"
        return Reading(Document(path=path, problems=[Problem(path, text)]))
    except Exception as error:  # a fault of program or operator: raised again where the user is
        return error


def _own_streams() -> tuple[IO[bytes], IO[bytes]]:
    """Return the pipes to the pool; what a library prints goes to standard error instead."""
    asked = os.fdopen(os.dup(0), "rb")
    told = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return asked, told


if __name__ == "__main__":
    main()
