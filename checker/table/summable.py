"""Which figures add up, and which are of one kind, so that some can be parts of another."""

from __future__ import annotations

import re

from checker.model import Statement
from checker.table import indicators

# A mean, a price or a rate of the whole is no sum of those of its parts.
_NO_SUM = re.compile(
    r"人均|户均|亩均|地均|店均|平均|单位.+(?:耗|排放|产值|面积|产量)|每[一-鿿]{1,4}(?:拥有|的|产|床|医|税)"
    r"|(?:率|比|比重|占比|单价|均价|价格|单产|指数|密度|浓度|增速|增幅|年限|时间|时长|排名|等级)$"
)
# 618万头（只），其中牛96万头、羊512万只: each kind of animal has a measure word of its own.
_ANIMALS = frozenset({"头", "只", "匹", "羽", "口", "峰"})
# 新登记1420户，注销380户: what left is counted beside what came, and is no total.
_GONE = re.compile(r"退出|注销|吊销|关停|关闭|撤并|撤销|淘汰|流失|迁出|转出|流出|歇业|停业|出库|核减")


def summable(statement: Statement) -> bool:
    """Say whether a figure is an amount or a number that figures of parts make up."""
    if statement.measure not in ("level", "increment") or statement.value is None:
        return False
    return adds_up(statement)


def adds_up(statement: Statement) -> bool:
    """Say whether figures of the parts make up that of the whole: no mean, rate or price does."""
    if "人均" in statement.quote or _NO_SUM.search(statement.indicator):
        return False
    return indicators.properties(statement.indicator_id).aggregation not in ("weighted_mean", "none")


def counts_gone(words: str) -> bool:
    """Say whether the words before a figure make it one of what left."""
    return _GONE.search(words) is not None


def same_kind(total: Statement, part: Statement) -> bool:
    """Say whether two figures are of one unit, time and modality, so that one can be part of the other."""
    units = {total.base_unit, part.base_unit}
    if total.modality != part.modality or (len(units) > 1 and not units <= _ANIMALS):
        return False
    return total.period == part.period or _year_within(total, part)


def _year_within(total: Statement, part: Statement) -> bool:
    """Say whether a part is what one year brought to a running total (累计…座，其中2020年…座)."""
    if part.period_kind not in ("year", "cumulative") or not (part.period or "").isdigit():
        return False
    first, slash, last = (total.period or "").partition("/")
    if slash and first.isdigit() and last.isdigit():
        return int(first) <= int(part.period or 0) <= int(last)
    return total.period_kind == "cumulative" and first.isdigit() and int(part.period or 0) <= int(first)
