"""How long reasoning over all statements at once takes: components found, split and propagated.

The relations of the demo corpus, repeated under other names of regions (see ``million.py``), in as many
processes as there are processors, as batches of regions are worked on. Timed is the relation ``joint``
alone, made from the finished statements; processor time is what counts where other work runs beside.

    python tests/bench/joint.py                   python tests/bench/joint.py 1000000 --processes 2
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))


def share(statements: int) -> dict[str, object]:
    """Time one process' share; return its figures."""
    import million

    from checker.table import joint

    relations, _ = million.relations(statements)
    begin, processor = time.perf_counter(), time.process_time()
    verdicts = Counter(str(row["verdict"]) for row in joint.rows(relations.tables, {}))
    return {
        "statements": relations.tables["statement"].rows,
        "seconds": round(time.perf_counter() - begin, 1),
        "processor_seconds": round(time.process_time() - processor, 1),
        "rows": dict(verdicts),
    }


def main() -> None:
    """Print one line of figures a process, and the longest."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    asked.add_argument("statements", nargs="?", type=int, default=1_000_000)
    asked.add_argument("--processes", type=int, default=2)
    told = asked.parse_args()
    each = -(-told.statements // told.processes)
    with get_context("spawn").Pool(told.processes) as pool:
        figures = pool.map(share, [each] * told.processes)
    for one in figures:
        print(json.dumps(one, ensure_ascii=False))
    print(f"longest: {max(float(str(one['processor_seconds'])) for one in figures)} s of processor time")


if __name__ == "__main__":
    main()
