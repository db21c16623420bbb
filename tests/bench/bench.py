"""How fast the program is and what memory it takes; one run, one machine, ratios where things are compared.

    make bench                                        every section, about a quarter of an hour
    make bench ARGS="--only start,cores"              some of them
    make bench ARGS="--only reports --reports 3000"   as many as a nation has counties
    make bench ARGS="--only memory --documents 100"   a smaller corpus
    CHECKER_CORPUS=folder make bench                  on documents of one's own beside the demo corpus

Absolute figures depend on the machine; what counts are the ratios within one run. Each section runs the
program in processes of its own and prints what it measures as it goes, so that a run that is stopped has
shown what it did. At the end stands a table in Markdown, and ``--json FILE`` keeps the figures.

Sections, in the order of their running:
  start    the whole of `checker --version` and of checking one draft, part by part
  profile  which part of reading, relations and judging goes where
  cores    read and parse on one core and on two
  judge    all rules over 10⁴, 10⁵ and 10⁶ statements
  memory   whole runs over 100, 1,000 and 10,000 documents, each again, and again with one changed
  reports  whole runs over reports of 17,000 characters
  spark    Spark on this machine against the embedded engine
  others   programs that do a part of it, on the same text
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import sections
from sections import Figure

from checker.commands.base import processors


def main() -> int:
    """Measure, print, and sum up."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", default="", help="sections, with commas")
    parser.add_argument("--documents", default="100,1000,10000", help="sizes of the corpora of `memory`")
    parser.add_argument("--statements", default="10000,100000,1000000", help="sizes of `judge`")
    parser.add_argument("--reports", type=int, default=300, help="how many of 17,000 characters")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures there")
    options = parser.parse_args()
    every: dict[str, Callable[[], Iterator[Figure]]] = {
        "start": sections.start,
        "profile": sections.profile,
        "cores": sections.cores,
        "judge": lambda: sections.judging([int(size) for size in options.statements.split(",")]),
        "memory": lambda: sections.memory([int(size) for size in options.documents.split(",")]),
        "reports": lambda: sections.reports(options.reports),
        "spark": sections.spark,
        "others": sections.others,
    }
    chosen = [name for name in options.only.split(",") if name] or list(every)
    unknown = [name for name in chosen if name not in every]
    if unknown:
        parser.error(f"no section {' '.join(unknown)}; there are {' '.join(every)}")
    began = time.perf_counter()
    told: list[tuple[str, Figure]] = []
    for name in chosen:
        print(f"— {name}", flush=True)
        for figure in every[name]():
            told.append((name, figure))
            print(f"{figure.shown:>14}  {figure.what}", flush=True)
    print(f"\n{_machine()}; {time.perf_counter() - began:,.0f} s\n")
    print("| | measured | figure |\n|---|---|---|")
    for at, (name, figure) in enumerate(told):
        first = at == 0 or told[at - 1][0] != name
        print(f"| {name if first else ''} | {figure.what} | {figure.shown} |")
    if options.json:
        figures = {f"{name}: {figure.what}": figure.value for name, figure in told}
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0


def _machine() -> str:
    load = f", load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    return f"{processors()} processors, {platform.machine()}, Python {platform.python_version()}{load}"


if __name__ == "__main__":
    sys.exit(main())
