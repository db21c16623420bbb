"""Whether a figure among outcomes is what was aimed at, or among targets what came of one.

``text`` is the folded text of the segment, ``offset`` where the clause begins in it.
"""

from __future__ import annotations

import re

from checker.parse.said import STOCKS, Said

_NEAR = 40  # characters before a figure that may say that it was done
_DONE_BEFORE = re.compile("(?:实际|已经?)(?:完成|开工|建成|新增|新建|竣工|增加|改造)[^，；。]*$")
_AIM_BEHIND = re.compile(
    "(?:左右|以上|以内)?的?(?:年度|全年|预期|既定|年初|改善|控制|减排)?(?:目标|任务|计划)(?!数|完成率|清单|书|表)"
)
# 完成浓度下降4%、天数减少6%的改善目标: what is listed before the last one was aimed at too.
_AIMS_LISTED = re.compile(
    "、[^，。；]{2,40}\\d[^，。；、]{1,6}的(?:[一-鿿]{2})?(?:目标|任务)(?!数|完成率|清单|书|表)"
)
_OF_AIMS = re.compile("(?:^|[，。；])[一-鿿]{0,6}(?:完成|实现|达到)[^，。；]*$")
# 改厕任务3800座，完成3860座: a task's own number is what was aimed at.
_AIM_BEFORE = re.compile(
    "(?:目标任务|任务|考核指标|预算数|(?:年度|全年|年初)(?:计划|目标)"
    "|(?:年度|全年|当年|今年|本年度?)(?:计划投资|投资计划)额?)[数值量]?[为是]?$"
)
_CHANGE = "(?:同比)?(?:增长|下降|提高|降低|减少|增加|增速|[增涨降]幅)"
# 原定增长6%, 年初目标增长6%: what the year began with; an own 完成 in the clause would be of the whole plan.
_AIM_TOLD = re.compile(
    f"(?:原定|原计划|年初(?:目标|计划|预期|确定|安排)|{_CHANGE}(?:目标|预期)[值数]?)(?:为|是)?{_CHANGE}?(?:为|约)?$"
)
# 计划新增900个，已完成860个: what was planned, where what came of it is told next.
_AIM_NAMED = re.compile(
    f"(?:原定|计划|(?<!完成)目标|任务|预期)(?:为|是)?(?:{_CHANGE}|[^，。；：\\d]{{0,8}})$"
)
_CAME_NEXT = re.compile(
    "(?:左右|以上|以内)?[，、](?:目前|现|全年|截[至止][^，。；\\d]{0,4})?(?:预计|仅|只|现)?(?:(?:实际|已经?)[^，。；：\\d]{0,8}|完成)\\d"
)
_CAME_OF_AIM = re.compile(
    f"(?:原定|计划|目标|任务|预期)[^，。；]*\\d[^，。；]*[，、][^，。；\\d]*实际[^，。；\\d]*{_CHANGE}为?$"
)
_AIM_MOVED = re.compile("(?:目标|任务|计划)[值数]?[由从]")  # 收入增长目标由6%调整为3.5%
_PART_AIMED = re.compile("(?:上半年|季度|月份?)的?(?:预期|计划|既定|进度)?(?:目标|任务|计划)")
_DONE = re.compile("完成|实现|超额|达到|落实|兑现|承担|承接|执行")


def aimed_at(said: Said, text: str, offset: int) -> bool:
    """超额完成全年50万人目标: the figure is what was aimed at, not what came of it."""
    if said.figure is None or said.comparator == "compare":
        return False
    if _AIM_BEHIND.match(text, said.figure.end + offset):
        return True
    if _AIMS_LISTED.match(text, said.figure.end + offset) and _OF_AIMS.search(
        text, 0, said.figure.start + offset
    ):
        return True
    if said.role == "result" and _AIM_MOVED.search(
        text, max(0, said.start + offset), said.figure.start + offset
    ):
        return True
    figure = said.figure.start + offset
    start = max([text.rfind(mark, 0, figure) for mark in "，。；：（"]) + 1
    if _AIM_TOLD.search(text, start, figure) and not _DONE.search(text, start, figure):
        return True
    if _AIM_NAMED.search(text, start, figure) and _CAME_NEXT.match(text, said.figure.end + offset):
        return True
    if said.measure not in STOCKS:
        return False
    before = _AIM_BEFORE.search(text[start:figure])
    return before is not None and not _DONE.search(text[start:figure])


def of_a_part(said: Said, text: str, offset: int) -> bool:
    """完成上半年目标4.2亿元: an aim for less than the year."""
    figure = said.figure.start + offset if said.figure is not None else 0
    start = max([text.rfind(mark, 0, figure) for mark in "，。；：（"]) + 1
    return _PART_AIMED.search(text, start, figure) is not None


def was_done(said: Said, text: str, offset: int) -> bool:
    """计划开工600套，实际开工606套: among targets, what came of one."""
    if said.figure is None:
        return False
    figure = said.figure.start + offset
    first = max(0, figure - _NEAR)
    return _DONE_BEFORE.search(text, first, figure) is not None or held_against_aim(said, text, offset)


def held_against_aim(said: Said, text: str, offset: int) -> bool:
    """原定增长6%，实际增长3.4%: with an aim before it 实际 means what came of it, not at constant prices."""
    if said.figure is None or said.measure != "growth":
        return False
    figure = said.figure.start + offset
    return _CAME_OF_AIM.search(text, max(0, figure - _NEAR), figure) is not None
