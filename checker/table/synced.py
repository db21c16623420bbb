"""Targets that follow another indicator: 居民收入与经济增长同步, and what became of both."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

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


def followed(reference: str) -> str:
    """Return the key of the indicator that a target follows, '' where that is not told.

    >>> followed("经济增长"), followed("GDP增速"), followed("全市")
    ('gdp', 'gdp', '')
    """
    found = _FOLLOWED.fullmatch(reference)
    if found is None:
        return ""
    return "gdp" if found["name"] in _ECONOMY else by_name(found["name"]) or ""


def rows(
    targets: Iterable[Row], outcomes: Iterable[Row], tolerance: Decimal
) -> Iterator[tuple[Row, Row, Row, Row, dict[str, object]]]:
    """Yield each such target, its outcome in a report, the last word on it, what it follows, and the gap.

    Args:
        targets: Statements that say 同步, of single years and the region's own.
        outcomes: What reports and communiqués give for the same years, growth rates among others.
        tolerance: What 同步 admits, in points.
    """
    told: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in outcomes:
        if row["measure"] == "growth" and row["annual"] and row["is_number"] and row["certain"]:
            told[row["region_path"], row["year"], row["key"]].append(row)
    for target in targets:
        place = (target["region_path"], target["year"])
        mine = [row for row in told[(*place, target["key"])] if row["basis"] == target["basis"]]
        theirs = [row for row in told[(*place, followed(str(target["reference"])))] if not row["basis"]]
        shown = [row for row in mine if row["doc_kind"] in _REPORTS and row["document"] != target["document"]]
        if shown and theirs:
            figure, final, other = min(shown, key=_order), max(mine, key=_rank), max(theirs, key=_rank)
            yield target, figure, final, other, _gap(final, other, tolerance)


def _order(row: Row) -> tuple[object, ...]:
    return (row["doc_kind"] != "plan_report", not row["latest"], str(row["document"]), row["seq"])


def _rank(row: Row) -> tuple[object, ...]:
    return (row["is_final"], row["latest"], row["doc_kind"] == "plan_report", str(row["id"]))


def _gap(final: Row, other: Row, tolerance: Decimal) -> dict[str, object]:
    inner = number(other, "fit_low") - number(final, "fit_high")
    return {
        "judged": True,
        "short": number(other) - number(final),
        "short_inner": inner,
        "short_outer": inner - _IN_STEP * tolerance,
    }
