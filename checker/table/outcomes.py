"""Each target of a year beside what the year's reports say became of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from checker.table import synced
from checker.table.rows import Row
from checker.table.schema import Table
from checker.table.series import number

_PLANS = frozenset({"plan", "plan_report", "work_report", "resolution", "midyear", "assignment"})
_REPORTS = frozenset({"plan_report", "work_report", "budget_report"})
_ALIKE = 60  # percent of common pairs of characters from which two names may mean one thing
_LEAST = Decimal("0.0001")
_MANY = 10  # times; an outcome is not so far off its target, but counted otherwise
_SLIGHT = Decimal("0.005")  # of an amount, at most
_MEASURES = frozenset({"level", "growth", "share", "increment", "points"})


def rows(tables: dict[str, Table]) -> Iterator[dict[str, object]]:
    """Yield the rows of the relation ``outcome``; the tables of statements, documents, mentions,
    disclosures and umbrellas must be complete, with ``latest`` and ``main_report`` decided.
    """
    reports = _reports(tables["document"])
    targets, told, following = _split(tables["statement"], reports)
    if not targets and not following:
        return
    mention = tables["mention"]
    named = zip(mention["doc_id"], mention["key"], strict=True)
    mentioned = set(compress(named, mention["in_review"]))
    misses = _Misses(tables["disclosure"])
    double = _in_two_units(tables["statement"])
    changed = _changed(tables)
    covers = set(zip(tables["umbrella"]["indicator_id"], tables["umbrella"]["umbrella_id"], strict=True))
    for target in _least_demanding(targets):
        year = (target["region_path"], target["year"])
        documents = [entry for entry in reports[year] if entry[0] != target["document"]]
        outcomes = told.get(year)
        if not documents or outcomes is None or not outcomes.counts_without(target):
            continue
        how, figure, final = outcomes.match(target, covers, double)
        if how == "none" and any((doc_id, target["key"]) in mentioned for _, doc_id, _ in documents):
            how = "words"
        main = next((entry for entry in documents if entry[2]), documents[0])
        yield {
            "target": target["id"],
            "how": how,
            "report": main[1],
            "figure": figure["id"] if figure else "",
            "actual": final["id"] if final else "",
            "told": misses.told([entry[0] for entry in documents], figure) if figure else "silent",
            "beside": "",
            **_shortfall(target, None if _outdated(target, changed) else final),
        }
    everything = [row for each in told.values() for row in each.rows()] if following else []
    tolerance = tables["setting"]["sync"][0] if following else Decimal(0)
    for target, figure, final, other, gap in synced.rows(following, everything, tolerance):
        documents = [e for e in reports[target["region_path"], target["year"]] if e[0] != target["document"]]
        yield {
            "target": target["id"],
            "how": "same",
            "report": next((entry for entry in documents if entry[2]), documents[0])[1],
            "figure": figure["id"],
            "actual": final["id"],
            "told": misses.told([entry[0] for entry in documents], figure),
            "beside": other["id"],
            **gap,
        }


def _least_demanding(targets: list[Row]) -> list[Row]:
    """Return the targets without the stretch of two tiers: of 确保6%、力争7% the first is the promise."""
    tiers: dict[tuple[object, ...], Row] = {}
    for target in targets:
        name = (target["document"], target["key"], target["action"], target["measure"], target["base_unit"])
        known = tiers.get(name)
        if known is None or _demand(target) < _demand(known):
            tiers[name] = target
    kept = {id(target) for target in tiers.values()}
    return [target for target in targets if id(target) in kept]


def _demand(target: Row) -> Decimal:
    return -number(target, "number_high") if _falls(target) else number(target)


def _falls(target: Row) -> bool:
    """Say whether a target is met by what lies below it."""
    growth = target["measure"] == "growth" and number(target) < 0
    return bool(target["ceiling"]) or target["polarity"] == "less" or (target["polarity"] == "" and growth)


def _changed(tables: dict[str, Table]) -> dict[tuple[object, object, object], set[object]]:
    """Return the documents that change a target in mid-year, by region, year and key."""
    found: dict[tuple[object, object, object], set[object]] = defaultdict(set)
    table = tables["adjusted"]
    for document, *key in zip(
        table["document"], table["region_path"], table["year"], table["key"], strict=True
    ):
        found[key[0], key[1], key[2]].add(document)
    return found


def _outdated(target: Row, changed: dict[tuple[object, object, object], set[object]]) -> bool:
    documents = changed.get((target["region_path"], target["year"], target["key"]))
    return documents is not None and target["document"] not in documents


def _written_off(target: Row) -> Decimal:
    """Return what the written digits of an amount leave open: 44980人 is 4.5万人, 4.6万人 is not 5万人."""
    if target["measure"] not in ("level", "increment"):
        return Decimal(0)
    return min(number(target, "half_unit"), abs(number(target)) * _SLIGHT)


def _shortfall(target: Row, actual: Row | None) -> dict[str, object]:
    """Return by how much an outcome falls short of its target, more always being worse.

    ``judged`` is False where nothing can: no comparable figure, a band, an open end. A ceiling is met by
    anything below it.
    """
    nothing: dict[str, object] = dict.fromkeys(("short", "short_inner", "short_outer"), Decimal(0))
    reversed_band = number(target, "number_high") < number(target)
    if actual is None or reversed_band or _has_no_better_side(target):
        return {"judged": False, **nothing}
    falls, near = _falls(target), _written_off(target)
    if not (target["has_high"] and actual["has_low"] if falls else target["has_low"] and actual["has_high"]):
        return {"judged": False, **nothing}
    if falls:
        least = number(actual, "fit_low")
        return {
            "judged": True,
            "short": number(actual) - number(target, "number_high"),
            "short_inner": least - number(target, "met_high"),
            "short_outer": least - number(target, "around_high") - near,
        }
    most = number(actual, "fit_high")
    return {
        "judged": True,
        "short": number(target) - number(actual, "number_high"),
        "short_inner": number(target, "met_low") - most,
        "short_outer": _apart(number(target, "around_low") - most - near, target, actual),
    }


def _has_no_better_side(target: Row) -> bool:
    """Say whether neither more nor less misses a target: of a band, of 非税收入8.2亿元 without a bound."""
    if target["polarity"] == "band":
        return not target["ceiling"]
    return (
        target["polarity"] == "" and target["indicator_id"] != "" and target["bound"] in ("point", "around")
    )


def _apart(gap: Decimal, target: Row, actual: Row) -> Decimal:
    """Return a gap; one of nothing is the least one where the outcome cannot reach its rounded end.

    5% stands for 4.5 to just below 5.5: a target of 5.5%以上 is missed whatever the digits left out.
    """
    open_end = not actual["high_closed"] and target["low_closed"] and target["bound"] != "around"
    return _LEAST if gap == 0 and open_end else gap


def _reports(document: Table) -> dict[tuple[object, object], list[tuple[object, object, object]]]:
    """Return (path, id, main) of the execution reports, by region and year; the main one first."""
    found: dict[tuple[object, object], list[tuple[object, object, object]]] = defaultdict(list)
    for row, path in enumerate(document["document"]):
        if document["kind"][row] in _REPORTS and document["report_year"][row] and document["readable"][row]:
            year = (document["region_path"][row], document["report_year"][row])
            found[year].append((path, document["id"][row], document["main_report"][row]))
    for entries in found.values():
        entries.sort(key=lambda entry: (not entry[2], str(entry[0])))
    return found


def _split(
    statement: Table, reports: dict[tuple[object, object], list[tuple[object, object, object]]]
) -> tuple[list[Row], dict[tuple[object, object], _Told], list[Row]]:
    """Return the targets with a figure, what is told of each region and year, the targets that follow."""
    targets: list[Row] = []
    following: list[Row] = []
    told: dict[tuple[object, object], _Told] = defaultdict(_Told)
    for at, own in enumerate(statement["own_region"]):
        year = (statement["region_path"][at], statement["year"][at])
        if not own or year not in reports:
            continue
        row = Row(statement, at)
        if _is_target(row):
            targets.append(row)
        elif row["comparator"] in ("synced", "compare") and _is_annual_target(row):
            following.append(row)
        elif row["is_outcome"] and row["doc_kind"] not in ("midyear", "resolution"):
            told[year].add(row)
    return targets, told, following


def _is_target(row: Row) -> bool:
    return bool(row["is_number"] and row["measure"] in _MEASURES and _is_annual_target(row))


def _is_annual_target(row: Row) -> bool:
    return bool(
        row["is_target"] and row["annual"] and row["latest"] and row["certain"] and not row["umbrella"]
        and row["plan_year"] == row["year"] and row["doc_kind"] in _PLANS
    )  # fmt: skip


class _Told:
    """The outcomes of one region and year, by the ways a target may find its own among them."""

    def __init__(self) -> None:
        self._by_key: dict[object, list[Row]] = defaultdict(list)
        self._shares: list[Row] = []
        self._open: list[Row] = []
        self._named: dict[_Named, list[Row]] = {}  # the same rows by name, once a target asks for likeness
        self._like: dict[_Named, list[Row]] = {}  # those whose name is like a target's
        self._telling: set[object] = set()  # documents with a figure of the year

    def add(self, row: Row) -> None:
        self._by_key[row["key"]].append(row)
        if row["measure"] == "share" and "占" in str(row["indicator"]):
            self._shares.append(row)
        if row["measure"] != "qualitative":
            self._open.append(row)
        if row["is_number"]:
            self._telling.add(row["document"])

    def rows(self) -> Iterator[Row]:
        """Yield all of them."""
        for found in self._by_key.values():
            yield from found

    def counts_without(self, target: Row) -> bool:
        """Say whether another document tells a figure of the year: an excerpt or a plan alone does not."""
        return bool(self._telling - {target["document"]})

    def match(
        self, target: Row, covers: set[tuple[object, object]], double: set[tuple[object, object]]
    ) -> tuple[str, Row | None, Row | None]:
        """Return how an outcome is told (same near other words none), the report's figure, the last word."""
        mine = [row for row in self._by_key.get(target["key"], ()) if row["document"] != target["document"]]
        same = [row for row in mine if _same(target, row) and _in_one_unit(target, row, double)]
        # A target of 新认定60家 is held against what was 认定, not against a net increase told beside it.
        same = [row for row in same if row["deed"] == target["deed"]] or same
        if same:
            last = max(_rank(row) for row in same)
            shown = [row for row in same if row["doc_kind"] in _REPORTS] or same
            shown = [row for row in shown if row["latest"]] or shown
            final = [row for row in same if _rank(row) == last]
            return "same", min(shown, key=_place), min(final, key=_place)
        near = [row for row in mine if _near(target, row)]
        if near:
            return "near", min(near, key=_place), None
        other = [row for row in (*mine, *self._shares) if _other(target, row)] or self._of_part(target)
        if other:
            return "other", min(other, key=_place), None
        if any(above in self._by_key for below, above in covers if below == target["indicator_id"]):
            return "words", None, None
        like = [row for row in self._alike(_named(target)) if row["document"] != target["document"]]
        return ("near", min(like, key=_place), None) if like else ("none", None, None)

    def _alike(self, target: _Named) -> list[Row]:
        """Return the outcomes whose name is like a target's; a name is compared with each other one once."""
        found = self._like.get(target)
        if found is None:
            if not self._named:
                for row in self._open:
                    self._named.setdefault(_named(row), []).append(row)
            found = [row for name, rows in self._named.items() if _alike(target, name) for row in rows]
            self._like[target] = found
        return found

    def _of_part(self, share: Row) -> list[Row]:
        """Return what is told of the numerator where the target is its share of something."""
        if share["measure"] != "share":
            return []
        rows = [row for key in sorted(_numerators(share)) for row in self._by_key.get(key, ())]
        return [row for row in rows if row["document"] != share["document"] and row["measure"] == "growth"]


def _rank(row: Row) -> tuple[object, ...]:
    return (row["is_final"], row["latest"], row["doc_kind"] == "plan_report")


def _place(row: Row) -> tuple[object, ...]:
    return (row["doc_kind"] != "plan_report", str(row["document"]), row["seq"])


def _same(target: Row, row: Row) -> bool:
    """Say whether an outcome can be held against a target, number against number."""
    comparable = (
        row["key"] == target["key"] and row["measure"] == target["measure"] and row["annual"]
        and row["is_number"] and row["basis"] == target["basis"] and row["certain"]
        and (row["base_unit"] == target["base_unit"] or row["dimension"] == target["dimension"] == "count")
    )  # fmt: skip
    if not comparable or target["indicator_id"]:
        return bool(comparable)
    plain = (
        not target["listed"]
        and not row["listed"]
        and row["role"] in ("", "total")
        and target["role"] in ("", "total")
    )
    return plain and row["action"] == target["action"]


def _in_two_units(statement: Table) -> set[tuple[object, object]]:
    """Return (document, key) of what a document counts twice at once: 改造老旧小区18个、4630户."""
    units: dict[tuple[object, object], set[object]] = defaultdict(set)
    for at, role in enumerate(statement["role"]):
        if role == "tier":
            counted = statement["document"][at], statement["key"][at]
            units[counted].add(statement["base_unit"][at])
    return {counted for counted, found in units.items() if len(found) > 1}


def _in_one_unit(target: Row, row: Row, double: set[tuple[object, object]]) -> bool:
    """Say whether two counts are of one thing: where 个 and 户 stand beside each other they are of two.

    So they are where one is a multiple of the other: 4630户 and 18个 are not of the same.
    """
    if row["base_unit"] == target["base_unit"]:
        return True
    few, many = sorted((abs(number(target)), abs(number(row))))
    if many > few * _MANY:
        return False
    return not any((one["document"], one["key"]) in double for one in (target, row))


def _near(target: Row, row: Row) -> bool:
    """Say whether an outcome answers a target without being comparable: other basis or verb."""
    if row["key"] != target["key"]:
        return False
    if row["measure"] == target["measure"]:
        return True
    amounts = ("level", "increment")
    return row["measure"] in amounts and target["measure"] in amounts


def _other(target: Row, row: Row) -> bool:
    """Say whether an outcome gives the target's indicator in another measure only."""
    if not row["is_number"] or row["measure"] not in _MEASURES:
        return False
    if row["key"] == target["key"]:
        return True
    name = str(target["indicator"])
    return (
        row["measure"] == "share" and "占" in str(row["indicator"]) and str(row["indicator"]).startswith(name)
    )


def _numerators(share: Row) -> frozenset[str]:
    """Return the keys of what a share is a share of: 研发投入占生产总值比重 has 研发投入."""
    names = (str(share["quote"]), str(share["indicator"]))
    return _parts(names, str(share["indicator_id"]))


@lru_cache(maxsize=4096)
def _parts(names: tuple[str, ...], indicator_id: str) -> frozenset[str]:
    from checker.table import identity  # noqa: PLC0415 — only where a share has no outcome
    from checker.table.indicators import by_name  # noqa: PLC0415

    known = identity.aliases(indicator_id) if indicator_id else set()
    parts = {name.partition("占")[0] for name in (*names, *known) if "占" in name}
    bare = {identity.normalise(part) for part in parts}
    return frozenset(by_name(part) or f"~{part}" for part in {*bare, *parts} if len(part) > 1)


class _Named(NamedTuple):
    """What of a row tells whether its name is like another's."""

    indicator: str
    indicator_id: str
    measure: str
    dimension: str


def _named(row: Row) -> _Named:
    return _Named(*(str(row[name]) for name in _Named._fields))


def _alike(target: _Named, row: _Named) -> bool:
    """Say whether an outcome's name is so like the target's that it may well be the answer to it."""
    if target.indicator_id and row.indicator_id:
        return False
    of_target, of_row = target.indicator.partition("占"), row.indicator.partition("占")
    if of_target[1] and of_row[1] and row.measure == "share":
        return of_target[0].startswith(of_row[0][:2]) and alike(of_target[0], of_row[0])
    if row.measure == "qualitative" or row.dimension != target.dimension:
        return False
    return alike(target.indicator, row.indicator)


@lru_cache(maxsize=65536)
def alike(one: str, other: str) -> bool:
    """Say whether two names have most of their pairs of characters in common, or one ends the other.

    >>> alike("养老床位", "新增养老机构床位"), alike("改造老旧小区", "停车泊位")
    (True, False)
    """
    if len(one) >= 2 and len(other) >= 2 and (one.endswith(other) or other.endswith(one)):
        return True
    mine = {one[at : at + 2] for at in range(len(one) - 1)}
    theirs = {other[at : at + 2] for at in range(len(other) - 1)}
    if not mine or not theirs:
        return one == other
    return 100 * len(mine & theirs) >= _ALIKE * min(len(mine), len(theirs))


# 部分指标与预期有差距 names nothing, whatever stands beside it.
_SOME = re.compile(
    r"(?:部分|个别|少数|一些|有些|有的|几项|若干|不少|多项)[^，。；]{0,8}(?:指标|目标|任务|预算|计划)"
)


class _Misses:
    """What documents own up to: by document, the sentences that say so."""

    def __init__(self, disclosure: Table) -> None:
        self._by_document: dict[object, list[tuple[object, object, object, range]]] = defaultdict(list)
        for at, document in enumerate(disclosure["document"]):
            vague = disclosure["generic"][at] and _SOME.search(str(disclosure["text"][at]))
            where = -2 if vague else disclosure["sentence"][at]
            start, end = disclosure["start_at"][at], disclosure["end_at"][at]
            assert isinstance(start, int)
            assert isinstance(end, int)
            entry = (disclosure["key"][at], where, disclosure["generic"][at], range(start, end))
            self._by_document[document].append(entry)

    def told(self, documents: list[object], figure: Row) -> str:
        """Return ``named`` where a miss of the figure is owned up to, ``generic`` of some, ``silent``."""
        generic = False
        for document in documents:
            for key, sentence, is_generic, stretch in self._by_document.get(document, ()):
                if key == figure["key"]:
                    return "named"
                if document == figure["document"] and self._beside(key, sentence, stretch, figure):
                    return "named"
                generic = generic or bool(is_generic)
        return "generic" if generic else "silent"

    @staticmethod
    def _beside(key: object, sentence: object, stretch: range, figure: Row) -> bool:
        here = figure["sentence"]
        assert isinstance(here, int)
        return (sentence == here and figure["start_at"] in stretch) or (key == "" and sentence == here + 1)
