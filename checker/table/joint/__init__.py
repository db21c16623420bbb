"""Statements that cannot all hold, though any two of them can: reasoning over all figures of a session.

    rows(tables, texts) → the relation ``joint``
    alone(tables, names, texts) → the same of some statements by themselves

``facts`` says what each statement measures, ``identities`` what must agree, ``network`` whether it
can, and ``words`` why not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain
from typing import Any, NamedTuple

from checker.table import identity
from checker.table.joint import facts as figures
from checker.table.joint import identities, words
from checker.table.joint.facts import Fact, Row
from checker.table.joint.network import Conflict, Network, components, solve
from checker.table.joint.things import Thing

__all__ = ["OF_ABOVE", "alone", "rows"]

OF_ABOVE = ("document", "statement", "part")  # the relations it is made from

# Documents of one session of one region speak of the same figures; any other stands by itself.
_SESSION = frozenset({"plan", "plan_report", "work_report", "budget_report", "assignment"})
_MOST_CONFLICTS = 5  # of one component; beyond it the document is beyond arithmetic
_WIDE = Fraction(1, 20)  # a gap that no reading of an assumed identity explains


def rows(
    tables: Mapping[str, Any],
    texts: Mapping[tuple[str, int], str],
    beyond: Mapping[str, Any] | None = None,
) -> Iterator[dict[str, object]]:
    """Yield the rows of the relation ``joint``: one per statement of each set that was held together.

    Args:
        tables: ``statement``, ``document`` and ``part``, complete.
        texts: Lines by document and number.
        beyond: The same relations of documents that are only asked for what they tell of their regions.
    """
    reader = figures.Reader(tables)
    sources = [(tables, reader)]
    if beyond is not None:
        sources.append((beyond, figures.Reader(beyond)))
    lists = _Lists([source["part"] for source, _ in sources])
    regions = _Regions(sources)
    for session in _sessions(tables):
        statements = reader.rows(session)
        if len(statements) > 1:
            yield from _judged(statements, lists, regions, texts)


def alone(
    tables: Mapping[str, Any], names: Sequence[str], texts: Mapping[tuple[str, int], str]
) -> Iterator[dict[str, object]]:
    """Yield the rows of ``joint`` that some statements give by themselves; see ``rows``.

    What stands on their lines says how they hang together (that 15.2万户 and 5.3万户 make up 20.5万户), but
    only they are held to be so.
    """
    statement = tables["statement"]
    speaking = frozenset(names)
    found = [at for name in speaking if (at := statement["id"].find(name)) >= 0]
    where = list(zip(statement["document"], statement["line"], strict=True))
    lines = {where[at] for at in found}
    places = [at for at, line in enumerate(where) if line in lines]
    reader = figures.Reader(tables)
    yield from _judged(reader.rows(places), _Lists([tables["part"]]), None, texts, speaking)


def _sessions(tables: Mapping[str, Any]) -> list[list[int]]:
    """Return the places of the statements of each session, in the order of documents and places."""
    document = tables["document"]
    session_of: dict[str, object] = {}
    for path, region, kind, year in zip(
        document["document"], document["region_path"], document["kind"], document["plan_year"], strict=True
    ):
        session_of[path] = (region, year) if kind in _SESSION and region and year else path
    found: dict[object, list[int]] = defaultdict(list)
    for at, path in enumerate(tables["statement"]["document"]):
        found[session_of[path]].append(at)
    return list(found.values())


class _Lists:
    """The totals with their parts, and the total of each part, by statement ids."""

    def __init__(self, tables: Sequence[Mapping[str, Any]]) -> None:
        self.parts: dict[str, dict[int, tuple[list[str], bool, bool]]] = defaultdict(dict)
        self.totals: dict[str, str] = {}
        names = ("total", "part", "list", "complete", "disjoint")
        for total, one, number, complete, disjoint in chain.from_iterable(
            zip(*(part[name] for name in names), strict=True) for part in tables
        ):
            self.parts[total].setdefault(number, ([], bool(complete), bool(disjoint)))[0].append(one)
            self.totals.setdefault(one, total)


class _Regions:
    """Levels that regions tell of themselves, for the shares of others in them."""

    def __init__(self, sources: Sequence[tuple[Mapping[str, Any], figures.Reader]]) -> None:
        self._sources = sources
        self._index: dict[tuple[str, str, int], tuple[figures.Reader, list[int]]] | None = None

    def tell(self, wanted: set[tuple[Thing, int]]) -> list[Row]:
        """Return the last word of regions on their own levels."""
        if not wanted:
            return []
        if self._index is None:
            self._index = dict(chain.from_iterable(_own_levels(*source) for source in self._sources))
        told: list[Row] = []
        for thing, year in sorted(wanted):
            found = self._index.get((thing.region, thing.name, year))
            if found is not None and not thing.deed and not thing.scope:
                reader, places = found
                told += reader.rows(places)
        return told


def _own_levels(
    tables: Mapping[str, Any], reader: figures.Reader
) -> Iterator[tuple[tuple[str, str, int], tuple[figures.Reader, list[int]]]]:
    """Yield region, indicator and year of what regions tell of themselves, and where it stands."""
    table = tables["statement"]
    names = ("own_region", "latest", "annual", "is_outcome", "scope", "measure")
    index: dict[tuple[str, str, int], list[int]] = defaultdict(list)
    for at, (own, latest, annual, outcome, scope, measure) in enumerate(
        zip(*(table[name] for name in names), strict=True)
    ):
        if own and latest and annual and outcome and not scope and measure == "level":
            name = table["indicator_id"][at]
            if name:
                index[table["region_path"][at], name, table["year"][at]].append(at)
    for told, places in index.items():
        yield told, (reader, places)


def _judged(
    statements: Sequence[Row],
    lists: _Lists,
    regions: _Regions | None,
    texts: Mapping[tuple[str, int], str],
    speaking: frozenset[str] | None = None,
) -> Iterator[dict[str, object]]:
    found = figures.read(statements, texts, lists.totals)
    found += figures.read(figures.parts_of_year(statements), texts, lists.totals)
    if regions is not None:
        known = {fact.row.id for fact in found}
        others = [row for row in regions.tell(figures.of_above(found)) if row.id not in known]
        found += figures.read(others, texts)
    parts = [
        (fact.row.id, *listed)
        for fact in found
        if fact.row.id in lists.parts
        for listed in lists.parts[fact.row.id].values()
    ]
    network = identities.network(found, parts)
    by_id = {fact.row.id: fact for fact in found}
    teller = words.Teller(network, by_id)
    for constraints, given in components(network):
        if speaking is not None:
            given = [at for at in given if network.given[at].statement in speaking]  # noqa: PLW2901
        yield from _component(network, constraints, given, by_id, teller)


def _component(
    network: Network,
    constraints: list[int],
    given: list[int],
    facts: Mapping[str, Fact],
    teller: words.Teller,
) -> Iterator[dict[str, object]]:
    left = list(given)
    for _ in range(_MOST_CONFLICTS):
        outcome = solve(network, constraints, left)
        if outcome.conflict is None:
            names = dict.fromkeys(network.given[at].statement for at in left)
            verdict = "pass" if outcome.decided else "open"
            if len(names) > 1 and len(left) == len(given):
                yield from _rows(tuple(names), facts, verdict, _Told())
            return
        conflict = outcome.conflict
        told = _Told(
            teller.steps(conflict), teller.clash(conflict),
            "；".join(_assumed(conflict, facts)), _severity(conflict, facts, teller),
            _room(network, constraints, conflict, facts, teller),
        )  # fmt: skip
        yield from _rows(conflict.statements, facts, "fail", told)
        gone = set(conflict.statements)
        left = [at for at in left if network.given[at].statement not in gone]


def _room(
    network: Network,
    constraints: list[int],
    conflict: Conflict,
    facts: Mapping[str, Fact],
    teller: words.Teller,
) -> str:
    """Return what the anchor's figure would have to be for the others to hold, '' where nothing is."""
    anchor = max(conflict.statements, key=lambda name: _place(facts[name].row))
    others = [
        at
        for at, one in enumerate(network.given)
        if one.statement in conflict.statements and one.statement != anchor
    ]
    outcome = solve(network, constraints, others)
    variable = next(one.variable for one in network.given if one.statement == anchor)
    return teller.room(variable, outcome.bounds[variable]) if outcome.conflict is None else ""


def _assumed(conflict: Conflict, facts: Mapping[str, Fact]) -> list[str]:
    told = [words.ASSUMED[name] for name in conflict.assumes if name in words.ASSUMED]
    verbs = dict.fromkeys(verb for name in conflict.statements for verb in facts[name].verbs)
    by_deed: dict[str, list[str]] = defaultdict(list)
    same = dict(identity.words().actions)
    for verb in verbs:
        by_deed[same.get(verb, verb)].append(verb)
    told += [f"以“{'”“'.join(found)}”为同一口径" for found in by_deed.values() if len(found) > 1]
    return told


def _severity(conflict: Conflict, facts: Mapping[str, Fact], teller: words.Teller) -> str:
    regions = {facts[name].row.region_path for name in conflict.statements}
    if conflict.assumes and any(name in words.ASSUMED for name in conflict.assumes):
        return "warning"
    targets = any(facts[name].target for name in conflict.statements)
    if targets and not any(facts[name].kind == "compare" for name in conflict.statements):
        return "warning"  # what is aimed at may be rounded down, and need not add up to the last digit
    if len(regions) > 1 or (_assumed(conflict, facts) and teller.gap(conflict) < _WIDE):
        return "warning"
    return "error"


class _Told(NamedTuple):
    steps: str = ""
    clash: str = ""
    assumed: str = ""
    severity: str = "error"
    fits: str = ""


def _rows(
    names: Sequence[str], facts: Mapping[str, Fact], verdict: str, told: _Told
) -> Iterator[dict[str, object]]:
    ordered = sorted(names, key=lambda name: _place(facts[name].row))
    anchor = ordered[-1]
    for seq, name in enumerate(ordered):
        yield {
            "document": facts[anchor].row.document,
            "anchor": anchor,
            "member": name,
            "seq": seq,
            "size": len(ordered),
            "verdict": verdict,
            "severity": told.severity,
            "steps": told.steps,
            "clash": told.clash,
            "assumed": told.assumed,
            "fits": told.fits,
        }


def _place(row: Row) -> tuple[object, ...]:
    return row.document, row.line, row.start_at, row.end_at, row.seq
