"""Something happens to a run at a moment that a test chose.

What is asked for reads ``event|part of its arguments|which time|act``; acts are the names of signals, and
``remove=PATH``, ``append=PATH``, ``fill=BYTES`` (no file may grow beyond that any more).
"""

from __future__ import annotations

import os
import signal
import sys


def _act(told: str) -> None:
    name, _, value = told.partition("=")
    if name == "remove":
        os.unlink(value)
    elif name == "append":
        with open(value, "ab") as file:
            file.write("全市经济增长9%。\n".encode())
    elif name == "fill":
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (int(value), int(value)))
    else:
        os.kill(os.getpid(), getattr(signal, name))


def watch(asked: str) -> None:
    """Let it happen when this process raises the audit event."""
    wanted, part, time, act = asked.split("|")
    left = [int(time)]

    def heard(event: str, arguments: tuple[object, ...]) -> None:
        if left[0] and event == wanted and part in repr(arguments):
            left[0] -= 1
            if not left[0]:
                _act(act)

    sys.addaudithook(heard)
