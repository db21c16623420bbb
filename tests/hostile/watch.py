"""Put on PYTHONPATH as ``sitecustomize``: every process tells what it opens, starts and connects to."""

from __future__ import annotations

import os
import sys

_TOLD = os.environ.get("CHECKER_WATCH", "")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    line = ""
    if event == "open":
        path, mode, flags = arguments
        writes = (isinstance(flags, int) and flags & _WRITES) or (
            isinstance(mode, str) and set(mode) & set("wax+")
        )
        line = f"write\t{path!r}" if writes and not isinstance(path, int) else ""
    elif event.startswith(
        ("socket.connect", "socket.getaddrinfo", "os.system", "subprocess.Popen", "os.exec")
    ) or event in ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.chmod"):
        line = f"{event}\t{arguments!r}"
    if line:
        os.write(_HANDLE, line.encode("utf-8", "backslashreplace").replace(b"\n", b"\\n") + b"\n")


if _TOLD:
    _HANDLE = os.open(_TOLD, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    sys.addaudithook(_watch)
