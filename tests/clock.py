"""Processor time of a piece of work, for tests that hold it to an order of growth."""

from __future__ import annotations

import time
from collections.abc import Callable


def least(work: Callable[[], object], runs: int = 3) -> float:
    """Return the processor seconds of the quickest of some runs.

    What disturbs a run (other processes, a collection of garbage) only makes it slower.
    """
    best = float("inf")
    for _ in range(runs):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best
