"""How much of each package the tests run, from the JSON of coverage.py; fails below what is asked.

coverage json --quiet -o - | python tests/covered.py
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from typing import Any

LINES, BRANCHES = 95, 90  # percent of all of checker/
_COUNTS = ("covered_lines", "num_statements", "covered_branches", "num_branches")


def table(report: dict[str, Any]) -> tuple[list[str], bool]:
    """Return a line for each package and one for all of them, and whether all is enough."""
    packages: defaultdict[str, list[int]] = defaultdict(lambda: [0] * len(_COUNTS))
    for path, told in report["files"].items():
        parts = path.replace("\\", "/").split("/")
        package = "/".join(parts[:2]) if len(parts) > 2 else parts[0]
        for name in (package, "all"):
            for at, key in enumerate(_COUNTS):
                packages[name][at] += told["summary"][key]
    whole = packages.pop("all")
    lines = [f"{'':20}{'lines':>9}{'branches':>10}"]
    for name, counts in [*sorted(packages.items()), ("all", whole)]:
        lines.append(f"{name:20}{_percent(*counts[:2]):8.1f}%{_percent(*counts[2:]):9.1f}%")
    return lines, _percent(*whole[:2]) >= LINES and _percent(*whole[2:]) >= BRANCHES


def _percent(covered: int, of: int) -> float:
    return 100 * covered / of if of else 100.0


if __name__ == "__main__":
    told, enough = table(json.load(sys.stdin))
    print("\n".join(told))
    if not enough:
        sys.exit(f"covered: less than {LINES} % of the lines or {BRANCHES} % of the branches")
