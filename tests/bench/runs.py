"""Runs of the program in a process of its own, measured from outside: time, processor time, memory."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
_LOOKS = 0.2  # seconds between two looks at the memory
_ADOPT = 36  # PR_SET_CHILD_SUBREAPER of Linux


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run took."""

    seconds: float
    processor: float
    megabytes: float  # all its processes together, at most; 0 where that cannot be told
    output: str = ""


def ran(
    arguments: Sequence[str],
    *,
    cache: str = "off",
    python: str = sys.executable,
    module: bool = True,
    codes: Sequence[int] = (0, 1),
    folder: Path | None = None,
) -> Ran:
    """Run the program, or a script, and measure it.

    Raises:
        SystemExit: it ended otherwise than it should.
    """
    line = [python, *(["-m", "checker.cli"] if module else []), *arguments]
    told = {**os.environ, "CHECKER_CACHE": cache, "PYTHONPATH": str(ROOT)}
    told.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its modules compiled
    _adopt()
    used, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as wrong:
        process = subprocess.Popen(line, env=told, cwd=folder, stdout=out, stderr=wrong)
        peak = _Peak(process.pid)
        code = process.wait()
        taken = time.perf_counter() - began
        megabytes = peak.end()
        _wait_for_all()
        if code not in codes:
            wrong.seek(0)
            raise SystemExit(f"{' '.join(line)} ended with {code}: {wrong.read()[-500:].decode()}")
        out.seek(0)
        output = out.read().decode("utf-8", "replace")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime
    return Ran(taken, processor, megabytes, output)


def _adopt() -> None:
    """Become the parent of processes whose own has gone; else what they took is never told (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_ADOPT, 1, 0, 0, 0)


def _wait_for_all() -> None:
    """Wait for what a run left to end by itself, so that its processor time counts."""
    with suppress(ChildProcessError):
        while sys.platform == "linux":
            os.waitpid(-1, 0)


def best(times: int, *arguments: str, cache: str = "off", folder: Path | None = None) -> Ran:
    """Return the quickest of some runs: what disturbs a run only makes it slower."""
    return min(
        (ran(arguments, cache=cache, folder=folder) for _ in range(times)), key=lambda one: one.seconds
    )


class _Peak:
    """Looks now and then at the memory of a process and all it started; shared pages count once."""

    def __init__(self, pid: int) -> None:
        self._pid, self._most = pid, 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> float:
        self._over.set()
        self._thread.join()
        return self._most

    def _look(self) -> None:
        while not self._over.wait(_LOOKS):
            self._most = max(self._most, sum(_megabytes(pid) for pid in _family(self._pid)))


def _family(pid: int) -> list[int]:
    below: dict[int, list[int]] = {}
    for entry in os.listdir("/proc") if os.path.isdir("/proc") else ():
        if entry.isdigit():
            with suppress(OSError, IndexError, ValueError):
                parent = int(Path("/proc", entry, "stat").read_text().rpartition(")")[2].split()[1])
                below.setdefault(parent, []).append(int(entry))
    found = [pid]
    for one in found:
        found += below.get(one, ())
    return found


def _megabytes(pid: int) -> float:
    with suppress(OSError):
        for line in Path("/proc", str(pid), "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1000
    return 0.0
