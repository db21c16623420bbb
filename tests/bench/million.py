"""How judging grows: all rules over 10⁴, 10⁵ and 10⁶ statements, in seconds and peak memory.

The relations of the demo corpus stand under other names of regions and documents as often as it
takes, so that every key is shared by as many rows as in a real corpus: a hundred thousand regions of
a few documents each, not one region of a million statements. Timed is all of the fourth stage: loading
the engine, every rule, findings and their ranking. Each size has a process of its own, whose peak
includes the relations themselves.

    python tests/bench/million.py                 python tests/bench/million.py 1000000 --rules
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from array import array
from pathlib import Path
from typing import Any

SIZES = (10_000, 100_000, 1_000_000)
DEMO = Path(__file__).resolve().parent.parent / "demo"
_SHARED = ("setting", "umbrella", "renaming")  # the same whatever the documents
_NAMES = ("document", "doc_id", "region_path", "parent_path", "doc_region_path", "doc_parent_path")
_NAMES += ("delegate_path",)


def relations(statements: int) -> Any:
    """Return the demo corpus' relations, repeated until they hold so many statements."""
    from checker.inputs import expand
    from checker.pipeline import read_all
    from checker.settings import load
    from checker.table import build

    settings = load(DEMO / "checker.toml", DEMO)
    made = build(read_all(expand([DEMO / "corpus"]).paths, settings), settings)
    ids = set(made.places)
    times = -(-statements // made.tables["statement"].rows)
    for name, table in made.tables.items():
        if name not in _SHARED:
            made.tables[name] = _repeated(table, times, ids)
            made.tables[name].pack()
    return made, settings


def _repeated(table: Any, times: int, ids: set[str]) -> Any:
    from checker.table.columns import Coded, Text
    from checker.table.table import Table

    many = Table(table._kinds)
    for name in table:
        column = table[name]
        if not isinstance(column, Coded):
            many[name].extend(array("i", column) * times)
        elif isinstance(column, Text) and (name in _NAMES or ids.intersection(column.values)):
            values = [f"{n}~{value}" if value else "" for n in range(times) for value in column.values]
            step = len(column.values)
            codes = array("i", (code + n * step for n in range(times) for code in column.codes))
            many[name].fill(values, codes)
        else:
            many[name].fill(list(column.values), column.codes * times)
    return many


def measure(statements: int, *, rules: bool) -> dict[str, Any]:
    """Return seconds, peak memory and findings of judging so many statements."""
    from checker.judge import engine, judge, shipped_rules

    made, settings = relations(statements)
    shipped = shipped_rules()
    began, worked = time.perf_counter(), time.process_time()
    findings, _ = judge(made, settings)
    figures: dict[str, Any] = {
        "statements": made.tables["statement"].rows,
        "seconds": round(time.perf_counter() - began, 2),
        "processor seconds": round(time.process_time() - worked, 2),
        "peak MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "findings": len(findings),
    }
    if rules:
        began = time.perf_counter()
        with engine.Engine(made.tables, rules=shipped) as running:
            figures["loading"] = round(time.perf_counter() - began, 2)
            for rule in shipped:
                began = time.perf_counter()
                rows = running.run(rule, passed=False)
                figures[rule.code] = (round(time.perf_counter() - began, 2), len(rows))
    return figures


def main() -> int:
    """Measure each size in a process of its own, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="STATEMENTS")
    parser.add_argument("--rules", action="store_true", help="also the seconds of each rule")
    parser.add_argument("--json", action="store_true", help="one object a line; with one size only")
    options = parser.parse_args()
    if options.json:
        for size in options.sizes:
            print(json.dumps(measure(size, rules=options.rules)))
        return 0
    for size in options.sizes:
        line = [sys.executable, __file__, str(size), "--json", *(["--rules"] if options.rules else [])]
        run = subprocess.run(line, check=True, capture_output=True, text=True)
        figures = json.loads(run.stdout)
        head = ("statements", "seconds", "processor seconds", "peak MB", "findings")
        print("  ".join(f"{name} {figures.pop(name):>10,}" for name in head))
        for name, value in sorted(figures.items(), key=lambda item: str(item[0])):
            print(f"    {name}  {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
