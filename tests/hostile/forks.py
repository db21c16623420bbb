"""Runs of the command line as processes of their own, without the second that each would take to start.

One process has everything imported and forks for each run it is asked for; no thread lives in it.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def unmeasured() -> dict[str, str]:
    """Return the environment without what measures coverage, for that writes files of its own."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}


@dataclass(frozen=True)
class Ended:
    """How a run ended, and what lies in its folder of results."""

    code: int  # negative: the signal that ended it
    out: str
    err: str
    folder: Path

    @property
    def files(self) -> dict[str, bytes]:
        """Everything in the folder, leftovers too."""
        return {path.name: path.read_bytes() for path in self.folder.iterdir()}


class Forks:
    """The process that forks."""

    def __init__(self, cache: Path) -> None:
        own = {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "CHECKER_CACHE": str(cache)}
        self._server = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**unmeasured(), **own},
        )

    def run(self, place: Path, arguments: list[str], act: str = "") -> Ended:
        """Run ``checker`` in a folder; ``act`` is what happens to it (``acts.py``)."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        (place / "tmp").mkdir(exist_ok=True)
        asked = {"place": str(place), "arguments": arguments, "act": act}
        self._server.stdin.write(json.dumps(asked).encode() + b"\n")
        self._server.stdin.flush()
        code = int(self._server.stdout.readline())
        out, err = ((place / name).read_text("utf-8", "replace") for name in ("stdout", "stderr"))
        return Ended(code, out, err, place / "out")

    def close(self) -> None:
        """End it."""
        self._server.communicate(timeout=30)


def _serve() -> None:
    import duckdb  # noqa: F401  slow to import, as all of these

    from checker import cli, pipeline  # noqa: F401
    from checker.parse import parse_phrase
    from checker.report import console, csv, html  # noqa: F401
    from tests.hostile.acts import watch

    parse_phrase("增长5%")
    while line := sys.stdin.readline():
        asked = json.loads(line)
        child = os.fork()
        if not child:
            _become(asked)
            if asked["act"]:
                watch(asked["act"])
            sys.exit(cli.main(asked["arguments"]))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _become(asked: dict[str, Any]) -> None:
    """Be a process that was started in that folder."""
    place = asked["place"]
    # A suite begun in the background has it ignored, and what is ignored is inherited.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.chdir(place)
    os.environ |= {"HOME": place, "TMPDIR": f"{place}/tmp"}
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    for number, name in ((1, "stdout"), (2, "stderr")):
        handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(handle, number)
        os.close(handle)
    os.close(nothing)


if __name__ == "__main__":
    _serve()
