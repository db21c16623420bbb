"""Whether a word of time says when its clause is: not as part of a name, and not of what is left out."""

from __future__ import annotations

import re

from checker.parse.items import Shape
from checker.read.period import TimeExpression

_YEAR_BEFORE = re.compile("上年|去年")
# What may stand between a name's year and its figure.
_CAME_TO = frozenset(("R", "A", "Q", "U", "D", "UT", "DT", "B"))


def governs(time: TimeExpression, shaped: Shape, lead_end: int) -> bool:
    """Whether a word of time says when (not: 获批2023年天津市…基地1个, 从2020年的…).

    ``lead_end`` is where what opens the clause ends; behind it only goals and spans say when.
    """
    # 产值在不远的将来达到…; but 中长期贷款 names no time.
    ahead = time.kind == "open" and time.modality != "actual" and not time.text.startswith(("中", "远"))
    anywhere = time.kind in ("by", "span") or ahead
    if time.role != "period" or _in_modifier(time, shaped):
        return False
    if time.start > lead_end and not anywhere and not _of_name(time, shaped):
        return False
    before = [i for i in shaped.items if i.end <= time.start]
    if time.kind in ("year", "date") and any(i.type in ("A", "Q", "H") for i in before):
        return False
    return not any(i.type == "FROM" for i in before)


def _in_modifier(time: TimeExpression, shaped: Shape) -> bool:
    """剔除上年一次性因素后, 扭转上年下滑局面: the year of what is left out, or of what is worked on."""
    for modifier in shaped.modifiers:
        if modifier.type == "basis" and modifier.start <= time.start < modifier.end:
            return not modifier.text.startswith("根据")  # 根据2023年抽样调查结果: what was found then
        object_of = modifier.type == "light" and modifier.end == time.start and len(modifier.text) > 1
        if object_of and _YEAR_BEFORE.match(time.text) and all(i.type != "Q" for i in shaped.items):
            return True
    return False


def _of_name(time: TimeExpression, shaped: Shape) -> bool:
    """Whether a year stands between a name and what it came to: 旅游综合收入2022年为38.5亿元."""
    if time.kind not in ("year", "date") or time.anchor != "absolute":
        return False
    before = [item for item in shaped.items if item.start < time.start]
    behind = next((item for item in shaped.items if item.start >= time.end), None)
    if len(before) != 1 or before[0].type != "N" or behind is None:
        return False
    return before[0].end == time.start and behind.start == time.end and behind.type in _CAME_TO
