"""Where the value of a delegated target stands, through as many levels as there are documents.

「完成市下达目标」 in a district's plan points to the city; where the city says 「完成省下达目标」
itself, the way goes on to the province, and to the nation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker.table import targets
from checker.table.schema import Table
from checker.table.targets import Target

_APPROVED = frozenset({"resolution", "plan", "plan_report", "budget_report", "work_report"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one delegation.

    ``outcome``: found, circular, wrong (its own level), nobody (no such body above it), empty (the
    documents pointed to do not say it), total (they give only their own total), absent (they are
    not at hand), unknown.
    """

    outcome: str
    found: Target | None = None
    way: tuple[str, ...] = ()  # what each level on the way says


@dataclass(frozen=True, slots=True)
class _Known:
    by_figure: Mapping[tuple[str, int, str], list[Target]]
    at_hand: frozenset[tuple[str, int]]  # (region path, plan year) of documents that set targets


def rows(found: Sequence[Target], document: Table) -> Iterator[dict[str, object]]:
    """Yield the rows of the relation ``delegation``, one per delegated target of ``targets.of``."""
    delegated = [target for target in found if target.comparator == "delegated"]
    if not delegated:
        return
    asked = {(target.year, target.key) for target in delegated}
    related = (target for target in found if (target.year, target.key) in asked)
    known = _Known(targets.by_figure(related), _at_hand(document))
    for target in delegated:
        if any(_quantifies(other, target) for other in _same(known, target)):
            continue
        outcome = resolve(target, known)
        total = _beside(target, known)
        yield {
            "id": target.id,
            "outcome": outcome.outcome,
            "found": outcome.found.id if outcome.found else "",
            "beside": total.id if total else "",
            "steps": len(outcome.way),
            "way": "→".join(outcome.way),
        }


def resolve(target: Target, known: _Known) -> Outcome:
    """Return where the value of a delegated target stands."""
    seen: set[str] = set()
    way: list[str] = []
    current = target
    while True:
        way.append(f"{current.region}“{current.phrase}”")
        # Back where it came from, or a level above that points to itself or to those below it.
        if current.id in seen or (len(way) > 1 and current.delegate in ("wrong", "below")):
            return Outcome("circular", None, tuple(way))
        seen.add(current.id)
        if current.delegate in ("wrong", "nobody"):
            return Outcome(current.delegate, None, tuple(way))
        if not current.delegate_path:
            return Outcome("unknown", None, tuple(way))
        value = _assigned(target, known) or _value(current, known)
        if value is not None:
            return Outcome("found", value, (*way, f"{value.region}“{value.phrase}”"))
        onward = _onward(current, known)
        if onward is None:
            return Outcome(_missing(current, known), None, tuple(way))
        current = onward


def _at_hand(document: Table) -> frozenset[tuple[str, int]]:
    columns: list[list[Any]] = [document[name] for name in ("region_path", "plan_year", "kind", "readable")]
    return frozenset(
        (path, year)
        for path, year, kind, readable in zip(*columns, strict=True)
        if path and year and readable and kind not in ("communique", "midyear")
    )


def _same(known: _Known, target: Target) -> list[Target]:
    return known.by_figure.get((target.region_path, target.year, target.key), [])


def _quantifies(other: Target, target: Target) -> bool:
    """A document that gives the figure itself, elsewhere, delegates nothing."""
    return other.is_number and other.document == target.document


def _assigned(target: Target, known: _Known) -> Target | None:
    """Return the value that a level above, or the region itself on its behalf, says was handed down."""
    if target.delegate == "congress":
        return None
    handed = [
        other
        for other in _same(known, target)
        if other.is_number and (other.modality == "assigned" or other.doc_region_path != other.region_path)
    ]
    return min(handed, key=lambda other: other.id, default=None)


def _value(current: Target, known: _Known) -> Target | None:
    """Return the value in the documents of the body pointed to, where it is one for this region."""
    body = current.delegate_path
    said = [
        other
        for other in known.by_figure.get((body, current.year, current.key), ())
        if other.is_number and other.own_region and other.document != current.document
    ]
    if body != current.region_path:
        # A rate or a ceiling holds for every part; a total is only the whole's.
        said = [other for other in said if other.is_rate or other.bound == "ceiling"]
    elif current.delegate == "congress":
        said = [other for other in said if other.doc_kind in _APPROVED]
    return min(said, key=lambda other: other.id, default=None)


def _onward(current: Target, known: _Known) -> Target | None:
    """Return the body's own delegation of the same figure."""
    said = [
        other
        for other in known.by_figure.get((current.delegate_path, current.year, current.key), ())
        if other.comparator == "delegated" and other.own_region and other.document != current.document
    ]
    return min(said, key=lambda other: other.id, default=None)


def _missing(current: Target, known: _Known) -> str:
    body = current.delegate_path
    if any(
        other.is_number and other.own_region and other.document != current.document
        for other in known.by_figure.get((body, current.year, current.key), ())
    ):
        return "total"
    if current.delegate == "congress":
        return "absent"
    return "empty" if body != current.region_path and (body, current.year) in known.at_hand else "absent"


def _beside(target: Target, known: _Known) -> Target | None:
    """Return the figure of the level above for itself, which is shown and resolves nothing."""
    above = target.delegate_path
    if not above or above == target.region_path:
        above = target.region_path.rpartition("/")[0]
    said = known.by_figure.get((above, target.year, target.key), ()) if above else ()
    return min(
        (other for other in said if other.own_region and other.is_number), key=lambda t: t.id, default=None
    )
