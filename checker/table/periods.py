"""Periods of statements as years that rules can compare."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from checker.table.text import integer

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


_N = r"(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])"
_STRETCH = re.compile(
    rf"(?:(?:1|一)月?(?:份)?\s*(?:-|—|—|－|~|～|至|到)\s*(?P<to>{_N})月|前(?P<first>{_N})个?月|截至(?P<till>{_N})月[末底]?"
    rf"|(?P<half>上半年)|(?P<second>下半年)|(?P<three>前三季度|前3季度)|第?(?P<quarter>[一二三四1-4])季度|(?P<month>{_N})月(?:份|当月)?)"
)
_ALONE = re.compile(r"环比|当季|当月|单季|单月")
_NOT_OF = re.compile(r"[比较由从]$")


def part_of_year(text: str) -> str:
    """Return which part of a year the last words of time in a text name: its first and last month, '' none.

    >>> part_of_year("上半年，规上工业增加值增长5.6%"), part_of_year("1—6月，完成投资12亿元")
    ('1-6', '1-6')
    >>> part_of_year("二季度增长4%，比一季度"), part_of_year("9月份"), part_of_year("全年")
    ('4-6', '9-9', '')
    """
    if _ALONE.search(text):
        return ""  # 环比, 当季: another growth than that on the same months of the year before
    found = [match for match in _STRETCH.finditer(text) if not _NOT_OF.search(text[: match.start()])]
    if not found:
        return ""
    last = found[-1]
    if last["half"]:
        return "1-6"
    if last["second"]:
        return "7-12"
    if last["three"]:
        return "1-9"
    if last["quarter"]:
        third = (integer(last["quarter"]) or 0) * 3
        return f"{third - 2}-{third}"
    if last["month"]:
        month = integer(last["month"])
        return f"{month}-{month}"
    return f"1-{integer(last['to'] or last['first'] or last['till'])}"
