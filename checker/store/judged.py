"""What comes out of read → table → judge, in memory or on disk."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from checker.model import Finding, Reading

LARGE = 60  # documents from which on they are judged on disk, by all processes, and the result is kept


@dataclass(frozen=True, slots=True)
class Judged:
    """Findings in the order of documents, places and rules.

    ``keep`` puts down findings that will be looked at again and again, where these lie.
    """

    readings: list[Reading]
    findings: Iterable[Finding]
    passed: Iterable[Finding]
    fingerprints: Collection[str]  # of the findings
    keep: Callable[[Iterable[Finding]], Sequence[Finding]] = list
