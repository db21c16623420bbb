"""What was promised without a number, thing by thing over the years: stages, and whether they move on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from checker.model import Audit
from checker.table import commitments
from checker.table.commitment_links import Linked
from checker.table.schema import empty

STANDINGS = ("back", "still", "forward", "done", "once")  # worst first
_TOP_OF_LADDER = 80  # from here on a thing is done


@dataclass(frozen=True, slots=True)
class Step:
    """One commitment as the ledger shows it; ``low`` and ``high`` are the rungs of its stage, 0 to 100."""

    year: int
    name: str
    stage: str
    low: int
    high: int
    promised: bool
    annual: bool  # for one year; goals of several years are shown, not judged
    action: str
    quote: str
    document: str
    line: int


@dataclass(frozen=True, slots=True)
class Project:
    """One thing: what was promised and reported of it, in order of year, and how it stands."""

    region: str
    region_path: str
    name: str
    kind: str
    steps: tuple[Step, ...]
    standing: str  # one of STANDINGS

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year it is spoken of for."""
        return self.steps[0].year, self.steps[-1].year


def projects(audit: Audit) -> list[Project]:
    """Return all things promised or reported, those that go back or stand still first."""
    table = empty("commitment")
    for reading in sorted(audit.readings, key=lambda reading: reading.document.path):
        table.extend(commitments.rows(reading))
    Linked(table)
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    names = list(table)
    for values in zip(*(table[name] for name in names), strict=True):
        row = dict(zip(names, values, strict=True))
        if row["year"] and row["own_region"]:
            found[row["thing"]].append(row)
    made = [_project(rows) for rows in found.values()]
    made.sort(key=lambda p: (STANDINGS.index(p.standing), p.region_path, -len(p.steps), p.name))
    return made


def _project(rows: list[dict[str, Any]]) -> Project:
    rows.sort(
        key=lambda row: (
            row["year"],
            row["is_promise"],
            row["document"],
            row["line"],
            row["start_at"],
            row["id"],
        )
    )
    first = rows[0]
    steps = tuple(
        Step(
            row["year"], row["object"], row["stage"], row["low"], row["high"], row["is_promise"],
            row["annual"], row["action"], row["quote"], row["document"], row["line"],
        )
        for row in rows
    )  # fmt: skip
    name = min((row["object"] for row in rows), key=lambda name: (len(name), name))
    return Project(first["region"], first["region_path"], name, first["kind"], steps, _standing(steps))


def _standing(steps: Sequence[Step]) -> str:
    """Return how a thing stands: back, still, forward, done, or promised once only."""
    furthest: dict[int, tuple[int, int]] = {}
    done_in = min((s.year for s in steps if not s.promised and s.low >= _TOP_OF_LADDER), default=0)
    for step in steps:
        if step.promised and step.annual:
            low, high = furthest.get(step.year, (0, 0))
            furthest[step.year] = (max(low, step.low), max(high, step.high))
    rungs = [furthest[year] for year in sorted(furthest)]
    if any(later[1] < earlier[0] for earlier, later in pairwise(rungs)):
        return "back"
    last = max(furthest, default=0)
    if done_in and (not last or last <= done_in or furthest[last][0] >= _TOP_OF_LADDER):
        return "done"
    if done_in and furthest[last][1] < _TOP_OF_LADDER and last > done_in:
        return "back"
    if len(rungs) < 2:
        return "once"
    return "forward" if rungs[-1][0] > rungs[-2][1] else "still"
