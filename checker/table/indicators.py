"""What the rules need to know of an indicator, from the lexicon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

_PRICES = frozenset({"cpi", "core_cpi", "ppi", "house_price"})


@dataclass(frozen=True, slots=True)
class Properties:
    """Properties of one indicator; those of UNKNOWN for the open vocabulary."""

    name: str = ""
    polarity: str = ""
    price_basis: str = ""
    stock_flow: str = ""
    aggregation: str = ""
    binding: bool = False
    headline: frozenset[str] = frozenset()  # levels at which it is a headline indicator
    kinds: frozenset[str] = frozenset()  # kinds of document that owe it; empty: all that set targets
    umbrella: bool = False  # names many indicators at once
    price: bool = False
    ceiling: bool = False  # met by anything below
    measure: str = ""  # in which its targets are usually set
    share: bool = False  # a rate or share: its change is told in points


UNKNOWN = Properties()


def properties(indicator_id: str | None) -> Properties:
    """Return the properties of an indicator; UNKNOWN where the lexicon has none."""
    return _all().get(indicator_id or "", UNKNOWN)


def headline_for(found: Properties, level: str, kind: str) -> bool:
    """Say whether an indicator is a headline one for a level and kind of document."""
    return level in found.headline and (not found.kinds or kind in found.kinds)


def every() -> Mapping[str, Properties]:
    """Return the properties of all indicators of the lexicon, in its order."""
    return _all()


@cache
def _all() -> Mapping[str, Properties]:
    from checker.parse import lexicon  # noqa: PLC0415 — heavy, and only needed once rows are built

    entries = lexicon.load().indicators
    umbrellas = {name for entry in entries.values() for name in entry.umbrella}
    return {name: _properties(entry, name in umbrellas) for name, entry in entries.items()}


def umbrellas() -> list[tuple[str, str]]:
    """Return every (indicator id, id of an umbrella that covers it), sorted."""
    from checker.parse import lexicon  # noqa: PLC0415 — heavy, and only needed once rows are built

    entries = lexicon.load().indicators
    return sorted((name, above) for name, entry in entries.items() for above in entry.umbrella)


def by_name(name: str) -> str | None:
    """Return the id of the indicator with this name or alias, None where the lexicon has none."""
    from checker.parse import lexicon  # noqa: PLC0415 — heavy, and only needed once rows are built

    return lexicon.load().aliases.get(name)


def _properties(entry: Any, umbrella: bool) -> Properties:
    price = entry.id in _PRICES
    return Properties(
        name=entry.name,
        polarity="" if entry.polarity == "none" else entry.polarity,
        price_basis="" if entry.price_basis == "none" else entry.price_basis,
        stock_flow="" if entry.stock_flow == "none" else entry.stock_flow,
        aggregation="" if entry.aggregation == "none" else entry.aggregation,
        binding=entry.status == "binding",
        headline=frozenset(entry.headline),
        kinds=frozenset(entry.kinds),
        umbrella=umbrella,
        price=price,
        measure=entry.measure,
        share=entry.measure == "share",
        ceiling=price or entry.polarity == "band" or entry.id.endswith("unemployment"),
    )
