"""Dates as documents write them: 2024年2月29日, 二〇二四年二月二十九日, 6月28日至30日, 2021年3月."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from checker.expressions import Sparing
from checker.table.text import integer

_DIGITS = "〇零一二三四五六七八九"
_GAP = r"[ \u3000]?"
_YEAR = rf"(?P<year>(?:19|20)\d\d|[一二][{_DIGITS}○]{{3}})"
_MONTH = r"(?P<month>\d{1,2}|十?[一二三四五六七八九]|十)"
_DAY = r"(?P<day>\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_WEEKDAY = r"(?:\s*[(,、]?\s*(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])[)]?)?"
_DATE = Sparing(
    rf"(?:{_YEAR}{_GAP}年{_GAP})?(?<![第每前近]){_MONTH}{_GAP}月{_GAP}{_DAY}{_GAP}日{_WEEKDAY}"
    r"(?:(?:至|到|-|—|~|～)(?P<until>\d{1,2})日)?"
)
_MONTHS = Sparing(rf"{_YEAR}{_GAP}年{_GAP}{_MONTH}{_GAP}月(?!{_GAP}[\d一二三四五六七八九十]{{1,3}}{_GAP}日)")
_LEAP = 2024  # a day without a year may be one of a leap year


@dataclass(frozen=True, slots=True)
class Written:
    """One written date; offsets count in its text. ``day`` is 0 where only year and month are written."""

    start: int
    end: int
    year: int  # 0 where none is written
    month: int
    day: int
    weekday: str
    until: int = 0  # the last day of 6月28日至30日

    @property
    def possible(self) -> bool:
        """Whether the calendar has the day, and the last day of a stretch."""
        return all(self._exact(day) is not None for day in (self.day, self.until or self.day))

    @property
    def true_weekday(self) -> date | None:
        """The day itself, where year and day are written and exist."""
        return self._exact(self.day) if self.year else None

    @property
    def comes_each_year(self) -> bool:
        """Whether the day is in the calendar of every year: no 29 February."""
        return (self.month, self.day) != (2, 29)

    def _exact(self, day: int) -> date | None:
        try:
            return date(self.year or _LEAP, self.month, day)
        except ValueError:
            return None


def find(text: str) -> Iterator[Written]:
    """Yield the full dates of a text of half width.

    >>> [(d.year, d.month, d.day, d.possible) for d in find("二〇二四年二月三十日,11月31日")]
    [(2024, 2, 30, False), (0, 11, 31, False)]
    """
    for match in _DATE.finditer(text):
        yield Written(
            match.start(), match.end(), year(match["year"]), integer(match["month"]) or 0,
            integer(match["day"]) or 0, (match["weekday"] or "").replace("天", "日"),
            int(match["until"] or 0),
        )  # fmt: skip


def months(text: str) -> Iterator[Written]:
    """Yield the dates that end with their month.

    >>> [(d.year, d.month) for d in months("(2021年3月),2022年1月5日")]
    [(2021, 3)]
    """
    for match in _MONTHS.finditer(text):
        yield Written(match.start(), match.end(), year(match["year"]), integer(match["month"]) or 0, 0, "")


def year(written: str | None) -> int:
    """Return a year in digits or in Chinese figures, 0 for none.

    >>> year("2024"), year("二〇二四"), year(None)
    (2024, 2024, 0)
    """
    if not written or written[0].isdecimal():
        return int(written or 0)
    # 〇 and 零 come first, and ○, which is not there, stands for them.
    return int("".join(str(max(_DIGITS.find(sign) - 1, 0)) for sign in written))
