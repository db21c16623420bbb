"""The headline targets of a draft, each with the room that all limits leave and what the draft says."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from checker.model import Document, Reading
from checker.settings import Settings
from checker.suggest import limits
from checker.suggest.limits import Case
from checker.suggest.model import MUST, SAME, SHOULD, Own, Room
from checker.suggest.said import Said, Statements, promised, upper
from checker.table import headline, indicators, regions

_MEASURES = ("growth", "level", "increment", "share")
_UNITS = {"growth": "%", "share": "%"}


def rooms(
    readings: Sequence[Reading],
    tables: Mapping[str, Any],
    drafts: Collection[str],
    settings: Settings,
) -> list[Room]:
    """Return the room of each headline target of each draft, in the order of drafts and of the lexicon.

    Args:
        readings: All documents, the drafts among them.
        tables: ``Relations.tables`` made from them.
        drafts: Paths of the drafts; others are context.
        settings: Regions that the divisions table does not know.
    """
    statements = Statements(tables["statement"])
    found = []
    for reading in sorted(readings, key=lambda one: one.document.path):
        document = reading.document
        if document.path in drafts and headline.sets_targets(document):
            found += _of(document, statements, frozenset(drafts), settings)
    return found


def _of(document: Document, statements: Statements, drafts: frozenset[str], settings: Settings) -> list[Room]:
    who = document.identity
    region, year = who.region_path or "", who.plan_year or 0
    above = regions.parent(region, who.level)
    made = []
    for item in headline.items():
        if item.found.umbrella:
            continue
        for indicator_id in _variants(item.id, statements, region, document.path, year):
            own = [one for one in statements.of(region, indicator_id) if _is_own(one, document.path, year)]
            expected = indicators.headline_for(item.found, who.level or "", who.kind)
            if not own and not expected:
                continue
            measure, unit = _measure(indicator_id, own, (region, above, year), statements)
            case = Case(region, above, year, indicator_id, measure, unit, drafts, statements, settings)
            made.append(_room(document, case, own))
    return made


def _variants(item: str, statements: Statements, region: str, path: str, year: int) -> list[str]:
    """Return the indicator, and what the draft gives instead of it: households of town and country."""
    instead = {"income": ("urban_income", "rural_income")}.get(item, ())
    given = [one for one in instead if any(_is_own(s, path, year) for s in statements.of(region, one))]
    here = any(_is_own(one, path, year) for one in statements.of(region, item))
    return [item, *given] if here or not given else given


def _is_own(one: Said, path: str, year: int) -> bool:
    return (
        one.document == path and one.is_target and one.modality == "target" and one.own_region
        and one.year in (year, 0) and (one.annual or not one.is_number)
    )  # fmt: skip


def _room(document: Document, case: Case, own: list[Said]) -> Room:
    room = Room(
        document=document.path,
        region=document.identity.region or "",
        year=case.year,
        indicator_id=case.indicator_id,
        indicator=indicators.properties(case.indicator_id).name,
        measure=case.measure,
        unit=case.base_unit,
        limits=list(limits.all_of(case)),
    )
    numbers = [one for one in own if one.is_number and one.measure == case.measure]
    said = promised(numbers)
    if said is not None:
        room.own = _own(said)
    elif own:
        room.wording = own[0].quote
    room.verdict = _verdict(room, bool(own))
    room.open = _open(room, case)
    return room


def _measure(
    indicator_id: str, own: list[Said], where: tuple[str, str, int], statements: Statements
) -> tuple[str, str]:
    """Return measure and base unit of a target: as the draft, the level above, or the past says it."""
    region, above, year = where
    usual = indicators.properties(indicator_id).measure
    earlier = [one for one in statements.of(region, indicator_id) if one.year == year - 1 and one.annual]
    over = [one for one in statements.of(above, indicator_id) if one.is_target and one.year == year]
    same = [one for one in earlier if one.measure == usual]
    for found in (own, over, same):
        known = [one for one in found if one.is_number and one.measure in _MEASURES]
        known.sort(key=lambda one: (one.measure != usual, one.id))
        if known:
            return known[0].measure, known[0].base_unit
    return usual, _UNITS.get(usual, "")


def _own(said: Said) -> Own:
    high = upper(said)
    low = None if high and not said.has_low else said.number
    most = said.number_high if high or said.has_high else None
    widest = said.bound == "around"
    reach = (said.around_low, said.around_high) if widest else (said.number, said.number_high)
    return Own(said.id, said.document, said.line, said.quote, low, most, *reach)


def _verdict(room: Room, said: bool) -> str:
    if room.own is None:
        return "unquantified" if said else "absent"
    if not room.limits:
        return "open"
    low, high = room.end("low", MUST), room.end("high", MUST)
    least, most = _promise(room.own)
    if low is not None and (least < low.value or (least == low.value and not low.closed)):
        return "below"
    if high is not None and (most > high.value or (most == high.value and not high.closed)):
        return "above"
    if any(
        (one.side == "low" and least != one.value) or (one.side == "high" and most != one.value)
        for one in room.limits
        if one.strength == SAME
    ):
        return "differs"
    wanted, ceiling = room.end("low", SHOULD), room.end("high", SHOULD)
    if (wanted is not None and room.own.most < wanted.value) or (
        ceiling is not None and room.own.least > ceiling.value
    ):
        return "modest"
    return "fits"


def _promise(own: Own) -> tuple[Decimal, Decimal]:
    """Return the least and the most that counts of a target: a bound counts with its number."""
    numbers = [one for one in (own.low, own.high) if one is not None]
    return min(numbers), max(numbers)


def _open(room: Room, case: Case) -> tuple[tuple[str, dict[str, str]], ...]:
    """Return what no limit could be drawn from, and why."""
    told: list[tuple[str, dict[str, str]]] = []
    statements = case.statements
    above = [
        one for one in statements.of(case.parent_path, case.indicator_id) if one.is_target and one.own_region
    ]
    if not case.parent_path:
        told.append(("no_parent", {}))
    elif not any(one.year == case.year for one in above):
        fields = {"region": case.parent_path.rpartition("/")[2], "year": str(case.year)}
        told.append(("no_parent_target", fields))
    for goal in limits.without_base(case) if case.measure == "growth" else ():
        told.append(("no_base", {"phrase": goal.phrase}))
    rules = {one.rule for one in room.limits}
    if "PC305" not in rules and case.indicator_id not in limits.NOT_LOWERED:
        told.append(("no_past", {"year": str(case.year - 1)}))
    if "PC307" not in rules:
        told.append(("no_path", {}))
    return tuple(told)
