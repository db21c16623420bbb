"""How fast each stage is, on the documents of CHECKER_CORPUS (else the demo corpus), repeated.

Absolute figures depend on the machine; what counts are the ratios within one run: how a stage stands
against reading the same characters with nothing done to them.

    make bench                 make bench ARGS="--repeat 20 --json"
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from checker.inputs import expand
from checker.judge import judge
from checker.model import Reading
from checker.pipeline import read
from checker.settings import Settings, load
from checker.table import build

DEMO = Path(__file__).resolve().parent.parent / "demo"


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """Return the best of some runs: what disturbs a run only makes it slower."""
    best = float("inf")
    for _ in range(times):
        begin = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begin)
    return best


def startup(*arguments: str) -> float:
    """Return the seconds a process of its own takes."""
    line = [sys.executable, "-m", "checker.cli", *arguments]
    with tempfile.TemporaryDirectory() as out:

        def work() -> None:
            subprocess.run(line, cwd=out, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)

        return seconds(work, times=3)


def repeated(readings: Sequence[Reading], times: int) -> list[Reading]:
    """Return the readings several times over, as documents of their own in regions of their own."""
    return [_copy(reading, number) for number in range(times) for reading in readings]


def _copy(reading: Reading, number: int) -> Reading:
    def place(path: str | None) -> str | None:
        return f"第{number}套/{path}" if path else path

    path = f"{number}/{reading.document.path}"
    identity = replace(reading.document.identity, region_path=place(reading.document.identity.region_path))
    document = replace(reading.document, path=path, identity=identity)
    statements = [
        replace(s, id=f"{path}#{n}", document=path, region_path=place(s.region_path))
        for n, s in enumerate(reading.statements)
    ]
    return Reading(document, statements, reading.numbers)


def measure(documents: tuple[str, ...], settings: Settings, repeat: int) -> dict[str, float]:
    """Return the figures by name."""
    readings = list(read(documents, settings))  # loads lexicon and divisions before the clock runs
    characters = sum(len(text) for r in readings for text in r.document.lines.values())
    statements = sum(len(r.statements) for r in readings)
    plain = seconds(lambda: [Path(path).read_bytes() for path in documents], times=5)
    left = seconds(lambda: [list(read(documents, settings)) for _ in range(repeat)]) / repeat
    many = repeated(readings, repeat)
    tables = seconds(lambda: build(many, settings))
    relations = build(many, settings)
    right = seconds(lambda: judge(relations, many, settings))
    smallest = min(documents, key=lambda path: Path(path).stat().st_size)
    return {
        "documents": len(documents),
        "characters": characters,
        "statements": statements,
        "repeated": repeat,
        "read+parse: documents/s": len(documents) / left,
        "read+parse: characters/s": characters / left,
        "read+parse: statements/s": statements / left,
        "read+parse: times as long as reading the bytes": left / plain,
        "table: statements/s": statements * repeat / tables,
        "judge: documents/s": len(many) / right,
        "judge: characters/s": characters * repeat / right,
        "judge: statements/s": statements * repeat / right,
        "table+judge: part of the whole, %": 100 * (tables + right) / (tables + right + left * repeat),
        "start-up: checker --version, s": startup("--version"),
        "start-up: checker run on one document, s": startup("run", os.path.abspath(smallest)),
    }


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=10)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    named = os.environ.get("CHECKER_CORPUS")
    folder = Path(named) if named else DEMO / "corpus"
    settings = load(None, folder)
    figures = measure(expand([folder]).paths, settings, options.repeat)
    if options.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{value:>14,.2f}  {name}" if value % 1 else f"{value:>14,.0f}  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
