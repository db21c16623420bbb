"""The headline indicators of each document: expected of its level and kind, there or not.

Which indicators are headline ones, and for whom, the lexicon says; one row per plan, plan report or
work report and indicator.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from checker.model import Document, Reading
from checker.table import indicators, regions
from checker.table.naming import Named
from checker.table.schema import Table

KINDS = frozenset({"plan", "plan_report", "work_report"})
_FULLEST = {"plan_report": 2, "plan": 1, "work_report": 0}
# What stands for another one where only it is given: households of town and country for all.
_INSTEAD = {
    "income": ("urban_income", "rural_income"),
    "general_revenue": ("fiscal_revenue", "total_fiscal_revenue", "tax_revenue"),
    "survey_unemployment": ("registered_unemployment",),
    "new_jobs": ("new_posts",),
}
# Open-vocabulary names that speak of a headline indicator's matter: 单位增加值能耗.
_SPEAKS_OF = (
    ("energy_emission", re.compile(r"能耗|能源消耗|碳排放|减排|降碳|污染物排放")),
    ("new_jobs", re.compile(r"新增(?:城镇)?就业")),
)
# Counties measure neither (National Bureau of Statistics: surveyed in cities and above).
_NOT_IN_COUNTIES = frozenset({"cpi", "survey_unemployment"})
# Without one of these a plan leaves the people's congress nothing to hold it to.
_WEIGHTY = frozenset({"gdp", "general_revenue", "income", "fixed_investment"})
# Development zones have no statistics of incomes or retail trade of their own.
_ZONE = re.compile("(?:开发区|高新区|经开区|园区|度假区|保税区|示范区|合作区|工业区)$")
WHOLE = 800  # characters from which on a text is a document


class Item(NamedTuple):
    """One headline indicator, and the ids of all that count as its presence."""

    id: str
    name: str
    found: indicators.Properties
    ids: frozenset[str]


class _Spoken(NamedTuple):
    """What one document says of headline indicators, with or without a figure."""

    anywhere: set[str]  # ids of those it names
    in_targets: set[str]  # and of those that its targets name
    whole: bool  # it is a document rather than an excerpt of one


@cache
def _wanted() -> frozenset[str]:
    return frozenset().union(*(item.ids for item in items()))


def _spoken(named: Named) -> _Spoken:
    return _Spoken(named.anywhere(_wanted()), named.in_targets(_wanted()), len(named.text) >= WHOLE)


@cache
def items() -> tuple[Item, ...]:
    """Return the headline indicators of the lexicon, in its order."""
    above = defaultdict(set)
    for indicator_id, umbrella_id in indicators.umbrellas():
        above[indicator_id].add(umbrella_id)
    made = []
    for indicator_id, found in indicators.every().items():
        if not found.headline:
            continue
        ids = {indicator_id, *above[indicator_id], *_INSTEAD.get(indicator_id, ())}
        if found.umbrella:
            # One of the indicators under an umbrella stands for it, and so does a sister umbrella.
            sisters = {name for name, tops in above.items() if tops & above[indicator_id]}
            beside = {name for name in sisters if indicators.properties(name).umbrella} | {indicator_id}
            ids |= beside | {name for name, tops in above.items() if tops & beside}
        made.append(Item(indicator_id, found.name, found, frozenset(ids)))
    return tuple(made)


def rows(
    readings: Sequence[Reading], statement: Table, named: Mapping[str, Named]
) -> Iterator[dict[str, object]]:
    """Yield the rows of the relation ``headline``."""
    set_by = _targets(statement)
    by_region: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
    mine = [reading.document for reading in readings if sets_targets(reading.document)]
    for document in mine:
        place = _place(document)
        for indicator_id, statement_id in set_by.get(document.path, {}).items():
            by_region[place].setdefault(indicator_id, statement_id)
    best: dict[tuple[str, int], tuple[int, str]] = {}
    for document in mine:
        weight = (_FULLEST[document.identity.kind], document.path)
        best[_place(document)] = max(best.get(_place(document), weight), weight)
    for document in mine:
        here, region = set_by.get(document.path, {}), by_region[_place(document)]
        count = sum(not item.ids.isdisjoint(here) for item in items())
        spoken = _spoken(named[document.path])
        for item in items():
            row = _row(document, item, here, region, spoken)
            row["fullest"] = best[_place(document)][1] == document.path
            row["present_count"] = count
            yield row


def sets_targets(document: Document) -> bool:
    """Say whether a document is of a kind that owes headline targets, for a known region and year."""
    who = document.identity
    return who.kind in KINDS and bool(who.plan_year) and bool(who.region_path) and bool(document.segments)


def _place(document: Document) -> tuple[str, int]:
    return document.identity.region_path or "", document.identity.plan_year or 0


def _targets(statement: Table) -> dict[str, dict[str, str]]:
    """Return the id of the first target of each indicator, by document; a comparison counts as one."""
    names = ("id", "document", "indicator_id", "is_target", "own_region", "comparator", "year",
             "plan_year", "scope", "indicator")  # fmt: skip
    columns: list[list[Any]] = [statement[name] for name in names]
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for name, document, known, target, own, comparator, year, plan_year, scope, words in zip(
        *columns, strict=True
    ):
        indicator = known or next((about for about, said in _SPEAKS_OF if said.search(words)), "")
        # 「快于全市平均」 speaks of the own region, whatever place stands nearest to it.
        mine = own or comparator in ("compare", "synced", "delegated")
        if target and indicator and mine and not scope and (not year or year >= plan_year):
            found[document].setdefault(indicator, name)
    return found


def _row(
    document: Document, item: Item, here: Mapping[str, str], region: Mapping[str, str], spoken: _Spoken
) -> dict[str, object]:
    who = document.identity
    level = who.level or ""
    zone = _ZONE.search(who.region or "") is not None
    held = sorted(item.ids.intersection(region), key=lambda name: (name != item.id, name))
    return {
        "doc_id": f"doc:{document.path}",
        "document": document.path,
        "region": who.region or "",
        "region_path": who.region_path or "",
        "parent_path": regions.parent(who.region_path, who.level),
        "level": level,
        "kind": who.kind,
        "year": who.plan_year or 0,
        "item_id": item.id,
        "item": item.name,
        "expected": not zone and indicators.headline_for(item.found, level, who.kind),
        "measured": not (level == "district" and item.id in _NOT_IN_COUNTIES),
        "weighty": item.id in _WEIGHTY or item.found.umbrella,
        "present": not item.ids.isdisjoint(here),
        "present_region": bool(held),
        "named": not item.ids.isdisjoint(spoken.anywhere),
        "named_ahead": not item.ids.isdisjoint(spoken.in_targets),
        "statement": region[held[0]] if held else "",
        "whole": spoken.whole,
    }
