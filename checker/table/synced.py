"""Targets that follow another figure: 与经济增长同步, 快于经济增速, 高于全市平均, and what became of both."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from checker.table.indicators import by_name
from checker.table.rows import Row
from checker.table.series import number

_REPORTS = frozenset({"plan_report", "work_report", "budget_report"})
# Growth of what: a place before it (全市经济增长) makes it somebody else's.
_FOLLOWED = re.compile(
    r"(?P<name>经济|地区生产总值|生产总值|GDP|[一-鿿]{2,12}?)(?:的?(?:增长|增速|增幅|发展)(?:速度|水平)?)?"
)
# 同步 is meant over the years and of real growth: in one year only a wide gap is out of step.
_IN_STEP = Decimal(4)  # times what 同步 admits, by default two points
_ECONOMY = frozenset({"经济", "经济总量"})
_ABOVE = re.compile(
    "(?:略|稍|明显|显著|大幅|持续)?(?:高于|快于|优于|好于|大于|多于|领先|高出|快过|超过|跑赢"
    "|不低于|不慢于|不少于|不落后于|不逊于|不得低于)"
)
_BELOW = re.compile("(?:略|稍|明显|显著|大幅)?(?:低于|慢于|小于|少于|落后于?)")
_BETWEEN = re.compile("(?:比|较)(?P<what>.+?)(?P<end>高|快|多|低|慢|少)")
_TAIL = re.compile("的?(?:平均)?的?(?:增长|增速|增幅|涨幅|发展)?(?:速度|水平|值)?$")
_PLACE = re.compile("(?:全?[国省市州盟区县]|全自治区)")
_POINTS = re.compile(r"\d+(?:\.\d+)?")


class Compared(NamedTuple):
    """What a comparison says: with whom, and whether it claims to lie above."""

    what: str
    above: bool


def followed(reference: str) -> str:
    """Return the key of the indicator that a target follows, '' where that is not told.

    >>> followed("经济增长"), followed("GDP增速"), followed("全市")
    ('gdp', 'gdp', '')
    """
    found = _FOLLOWED.fullmatch(reference)
    if found is None:
        return ""
    return "gdp" if found["name"] in _ECONOMY else by_name(found["name"]) or ""


@lru_cache(maxsize=4096)
def compared(reference: str) -> Compared | None:
    """Return what a comparison is with, None where no direction is told.

    >>> compared("高于全市平均水平"), compared("比全省低")
    (Compared(what='全市', above=True), Compared(what='全省', above=False))
    """
    between = _BETWEEN.fullmatch(reference)
    if between is not None:
        return Compared(_TAIL.sub("", between["what"]), between["end"] in "高快多")
    for words, above in ((_ABOVE, True), (_BELOW, False)):
        begun = words.match(reference)
        if begun is not None:
            return Compared(_TAIL.sub("", reference[begun.end() :]), above)
    return None


@lru_cache(maxsize=4096)
def against(what: str, indicator: str) -> str:
    """Return the key of the indicator that another one is compared with, '' where that is not told.

    >>> against("经济", "居民人均可支配收入"), against("城镇居民", "农村居民人均可支配收入")
    ('gdp', 'urban_income')
    >>> against("城镇居民", "农村居民收入")
    'urban_income'
    """
    direct = followed(what)
    if direct:
        return direct
    own = by_name(indicator)
    # 城镇居民 stands for what is told of the own indicator's people: 城镇居民|人均可支配收入.
    for at in range(2, len(indicator) - 1):
        other = by_name(what + indicator[at:])
        if other is not None and other != own:
            return other
    return ""


def rows(
    targets: Iterable[Row], outcomes: Iterable[Row], tolerance: Decimal
) -> Iterator[tuple[Row, Row, Row, Row, dict[str, object]]]:
    """Yield each such target, its outcome in a report, the last word on it, what it follows, and the gap.

    Args:
        targets: Statements that say 同步 or compare, of single years and the region's own.
        outcomes: What reports and communiqués give for the same years, growth rates among others.
        tolerance: What 同步 admits, in points.
    """
    told, beside = _told(outcomes)
    for target in targets:
        place = (target["region_path"], target["year"])
        mine = [row for row in told[(*place, target["key"])] if row["basis"] == target["basis"]]
        shown = [row for row in mine if row["doc_kind"] in _REPORTS and row["document"] != target["document"]]
        if not shown:
            continue
        figure, final = min(shown, key=_order), max(mine, key=_rank)
        if target["comparator"] == "synced":
            other = _other(told[(*place, followed(str(target["reference"])))])
            if other is not None:
                yield target, figure, final, other, _gap(final, other, Decimal(0), _IN_STEP * tolerance)
            continue
        with_whom = compared(str(target["reference"]))
        margin = _margin(target)
        if with_whom is None or not with_whom.above or margin is None or target["polarity"] == "less":
            continue
        if _PLACE.fullmatch(with_whom.what):
            yield from _with_place(target, shown, beside[(*place, target["key"])], with_whom.what, margin)
            continue
        key = against(with_whom.what, str(target["indicator"]))
        other = _other(told[(*place, key)]) if key and key != target["key"] else None
        if other is not None:
            yield target, figure, final, other, _gap(final, other, margin, Decimal(0))


def _told(
    outcomes: Iterable[Row],
) -> tuple[dict[tuple[object, ...], list[Row]], dict[tuple[object, ...], list[Row]]]:
    """Return the growth rates and the comparisons that are told, by region, year and key."""
    rates: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    comparisons: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in outcomes:
        name = (row["region_path"], row["year"], row["key"])
        if not (row["annual"] and row["certain"]):
            continue
        if row["measure"] == "growth" and row["is_number"]:
            rates[name].append(row)
        elif row["measure"] == "points" and row["comparator"] == "compare":
            comparisons[name].append(row)
    return rates, comparisons


def _margin(row: Row) -> Decimal | None:
    """Return the points of a comparison, 0 where none are told, None where it is no difference of rates."""
    if row["measure"] == "growth":
        return Decimal(0)
    points = _POINTS.match(str(row["written"]))
    return Decimal(points.group()) if points and row["measure"] == "points" else None


def _other(rates: list[Row]) -> Row | None:
    """Return the last word on what is followed."""
    plain = [row for row in rates if not row["basis"]]
    return max(plain, key=_rank) if plain else None


def _with_place(
    target: Row, shown: list[Row], comparisons: list[Row], place: str, margin: Decimal
) -> Iterator[tuple[Row, Row, Row, Row, dict[str, object]]]:
    """Yield a target to lie above a place's mean beside the report's own comparison with it."""
    for row in sorted(comparisons, key=_order):
        said = compared(str(row["reference"]))
        points = _margin(row)
        if said is None or points is None or said.what != place or row["document"] == target["document"]:
            continue
        figure = next((one for one in shown if one["sentence"] == row["sentence"]), None)
        if figure is None or figure["document"] != row["document"]:
            continue
        short = margin - (points if said.above else -points)
        yield target, figure, figure, row, _judged(short, short, short)
        return


def _order(row: Row) -> tuple[object, ...]:
    return (row["doc_kind"] != "plan_report", not row["latest"], str(row["document"]), row["seq"])


def _rank(row: Row) -> tuple[object, ...]:
    return (row["is_final"], row["latest"], row["doc_kind"] == "plan_report", str(row["id"]))


def _gap(final: Row, other: Row, margin: Decimal, allowed: Decimal) -> dict[str, object]:
    inner = number(other, "fit_low") + margin - number(final, "fit_high")
    return _judged(number(other) + margin - number(final), inner, inner - allowed)


def _judged(short: Decimal, inner: Decimal, outer: Decimal) -> dict[str, object]:
    return {"judged": True, "short": short, "short_inner": inner, "short_outer": outer}
