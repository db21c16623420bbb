"""What the rules need to know of an indicator, from the lexicon."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

_SPLIT = re.compile(r"[\s|,;、]+")


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
    umbrella: bool = False
    price: bool = False


UNKNOWN = Properties()


def properties(indicator_id: str | None) -> Properties:
    """Return the properties of an indicator; UNKNOWN where the lexicon has none."""
    return _all().get(indicator_id or "", UNKNOWN)


def headline_for(found: Properties, level: str, kind: str) -> bool:
    """Say whether an indicator is a headline one for a level and kind of document."""
    return level in found.headline and (not found.kinds or kind in found.kinds)


@cache
def _all() -> Mapping[str, Properties]:
    from checker.parse import lexicon  # noqa: PLC0415 — heavy, and only needed once rows are built

    return {name: _properties(entry) for name, entry in lexicon.load().indicators.items()}


def by_name(name: str) -> str | None:
    """Return the id of the indicator with this name or alias, None where the lexicon has none."""
    from checker.parse import lexicon  # noqa: PLC0415 — heavy, and only needed once rows are built

    return lexicon.load().aliases.get(name)


def _properties(entry: Any) -> Properties:
    identity = str(entry.id)
    return Properties(
        name=str(entry.name),
        polarity=str(entry.polarity or ""),
        price_basis=str(entry.price_basis or ""),
        stock_flow=str(entry.stock_flow or ""),
        aggregation=str(entry.aggregation or ""),
        binding="约束" in str(entry.status or "") or str(entry.status or "") == "binding",
        headline=_words(entry.headline),
        kinds=_words(entry.kinds),
        umbrella=_true(entry.umbrella),
        price=any(part in ("cpi", "ppi", "price") for part in identity.split("_")),
    )


def _words(value: Any) -> frozenset[str]:
    if value is None:
        return frozenset()
    parts = _SPLIT.split(value) if isinstance(value, str) else [str(item) for item in value]
    return frozenset(part for part in parts if part and part != "-")


def _true(value: Any) -> bool:
    return value is True or str(value).strip().lower() in ("1", "true", "yes", "y", "是")
