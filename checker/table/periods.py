"""Periods of statements as years that rules can compare."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Years:
    """First and last year of a period; 0 where open or unknown."""

    first: int = 0
    last: int = 0


@lru_cache(maxsize=4096)
def years(period: str | None) -> Years:
    """Return the years a period covers.

    >>> years("2024"), years("2018/2022")
    (Years(first=2024, last=2024), Years(first=2018, last=2022))
    >>> years("../2027"), years(None)
    (Years(first=0, last=2027), Years(first=0, last=0))
    """
    found = [int(year) for year in _YEAR.findall(period or "")]
    if not found:
        return Years()
    first = 0 if (period or "").startswith("..") else found[0]
    return Years(first, found[-1])


def annual(period: str | None, kind: str | None) -> bool:
    """Say whether a figure of this period is one of a single whole year.

    >>> annual("2024", "year"), annual("2018/2022", "average"), annual("2024", "part-year")
    (True, False, False)
    >>> annual("../2027", "by")
    False
    """
    covered = years(period)
    return kind in (None, "", "year") and covered.last != 0 and covered.first == covered.last
