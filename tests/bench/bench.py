"""How fast each stage is, on the documents of CHECKER_CORPUS (else the demo corpus), repeated.

Absolute figures depend on the machine; what counts are the ratios within one run: how a stage stands
against reading the same characters with nothing done to them.

    make bench                 make bench ARGS="--only stages --repeat 20 --json"

Sections: stages (each stage, start-up), cores (reading on one and two), sizes (whole runs, memory, the
second run from the cache), spark (against the embedded engine), others (programs that do a part of it).
The largest sizes take an hour; --documents 100,1000 leaves them out.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import sections

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


def stages(repeat: int) -> Iterator[tuple[str, float]]:
    """Each stage on the documents at hand, and start-up."""
    named = os.environ.get("CHECKER_CORPUS")
    folder = Path(named) if named else DEMO / "corpus"
    yield from measure(expand([folder]).paths, load(None, folder), repeat).items()


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", default="", help="sections, with commas: stages cores sizes spark others")
    parser.add_argument("--repeat", type=int, default=10, help="of the documents at hand")
    parser.add_argument("--documents", default="100,1000,10000", help="sizes of corpora")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    sizes = [int(size) for size in options.documents.split(",")]
    every: dict[str, Callable[[], Iterator[tuple[str, float]]]] = {
        "stages": lambda: stages(options.repeat),
        "cores": sections.cores,
        "sizes": lambda: sections.sizes(sizes),
        "spark": sections.spark,
        "others": sections.others,
    }
    told: dict[str, float] = {}
    for name in options.only.split(",") if options.only else every:
        for what, value in every[name]():
            told[what] = value
            if not options.json:
                print(f"{value:>14,.2f}  {what}" if value % 1 else f"{value:>14,.0f}  {what}", flush=True)
    if options.json:
        print(json.dumps(told, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
