"""Table cells: modality and period from the heads of their columns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from checker.model import Context, Identity, Modality, PeriodKind
from checker.read.cues import apply, default_period, heading_cue, modality_of, spoken
from checker.read.period import TimeExpression, plain, time_expressions
from checker.read.structure import Part

_COLUMN_TARGET = re.compile(r"目标|计划|预期|预算(?!执行)|安排|任务|规划")
_COLUMN_ACTUAL = re.compile(
    r"实际|(?<!计划)(?<!拟)(?<!应)完成|完成(?!投资|工程量|工作量|金额|产值)|执行|决算|实绩|实现(?:数|值)|达到(?:数|值)|发生"
    r"|(?:进展|形象进度)(?!.{0,4}(?:目标|计划|要求|安排))"
)
_COLUMN_ESTIMATE = re.compile(r"预计|快报|初步(?!安排)")
_PLAN = re.compile(r"(?<!二)十([一二三四五])?五[”\"]?(?!周年|年|个)")
_FIRST_YEARS = {"": 2001, "一": 2006, "二": 2011, "三": 2016, "四": 2021, "五": 2026}
_COLUMN_DEPENDS = re.compile(
    r"^(?:[比较](?:上年|去年)(?:同期)?)?(?:同比)?(?:增长|增减|增速|增幅|升降|幅度|±|占比|比重|变化|总量|绝对[值数]|单位)"
)


# 完成时限, 计划完成时间: when something is due, not what came of it.
_DUE = re.compile("时[限间]|期限|日期|单位|责任")
_PROGRESS = re.compile("进度|进展|情况|结果|现状")


def held_against(parts: Sequence[Part]) -> frozenset[int]:
    """Return the tables that hold a plan against what came of it and name no year: 年度计划 | 完成情况."""
    heads: dict[int, set[str]] = defaultdict(set)
    for part in parts:
        if part.kind == "cell" and part.cell is not None and not part.cell.is_head:
            heads[part.table].add(plain(part.cell.column_head))
    return frozenset(table for table, named in heads.items() if _holds_plan_and_outcome(named))


def _holds_plan_and_outcome(heads: set[str]) -> bool:
    times = [_head_time(head) for head in heads]
    if not all(time is None or _is_its_year(time) for time in times):
        return False
    told = {head: _column_modality(head) for head in heads if not _DUE.search(head)}
    outcome = any(
        modality in ("actual", "estimate") or (modality is None and _PROGRESS.search(head))
        for head, modality in told.items()
    )
    return outcome and "target" in told.values()


def _is_its_year(time: TimeExpression) -> bool:
    """年末, 全年, 当年: of the year that is spoken of."""
    return (time.kind, time.anchor, time.first) == ("year", "context", 0)


def cell_context(
    part: Part, identity: Identity, inherited: Context, left: Context | None, *, against: bool = False
) -> Context:
    """Return the context of a value cell: from its column's head, its neighbour, the caption, the section.

    ``left`` is the context of the value cell to its left in the same row: a column 增长% belongs to the
    year column before it. ``against``: its table is one of ``held_against``, so that under a review its
    plan is the one that is reviewed.
    """
    cell = part.cell
    head = plain(cell.column_head) if cell else ""
    if "年均" in head and identity.kind == "five_year_plan" and identity.plan_year is not None:
        years = f"{identity.plan_year - 4}/{identity.plan_year}"
        return replace(inherited, modality="target", period=years, period_kind="average")
    time = _head_time(head)
    modality = _column_modality(head)
    if against and (reviewed := _reviewed(part, identity, inherited)):
        return replace(reviewed, modality=modality or reviewed.modality)
    if time is None and modality is None:
        if left is not None and _COLUMN_DEPENDS.match(head):
            return left
        caption = heading_cue(part.caption, 1, identity, inherited) if part.caption else None
        return apply(caption, inherited)
    if modality is None and time is not None:
        modality = modality_of(time, identity, inherited) or inherited.modality
        if modality == "target" and _before_plan(time, f"{part.caption}{inherited.section}"):
            modality = "actual"
    assert modality is not None
    period = _column_period(time, modality, identity, inherited)
    changed = replace(inherited, modality=modality)
    return replace(changed, period=period[0], period_kind=period[1]) if period else changed


def _reviewed(part: Part, identity: Identity, inherited: Context) -> Context | None:
    """Return the context that a caption or section gives, where it looks back on one year."""
    caption = heading_cue(part.caption, 1, identity, inherited) if part.caption else None
    over = apply(caption, inherited)
    back = over.modality in ("actual", "estimate") and over.period_kind == "year"
    return over if back and (over.period or "").isdigit() else None


def _before_plan(time: TimeExpression, over: str) -> bool:
    """Say whether a column's year lies before the five years that the words over the table name.

    “十四五”林业发展主要指标表: what stands under 2020年 is where they began.
    """
    plan = _PLAN.search(plain(over))
    first = _FIRST_YEARS.get(plan[1] or "") if plan else None
    return first is not None and time.anchor == "absolute" and time.kind == "year" and time.first < first


def _head_time(head: str) -> TimeExpression | None:
    bare = re.sub(r"(?<!\d)((?:19|20)\d{2})(?![\d年])", r"\1年", head)
    found = [e for e in time_expressions(bare) if e.kind not in ("date", "open") and e.role == "period"]
    # 比上年增长: how much more than in the year before, not of it.
    if not found and re.search(r"(?<![比较与同])(?:上年|去年)", head):
        found = [e for e in time_expressions(bare) if e.kind == "year"]
    return found[-1] if found else None


def _column_modality(head: str) -> Modality | None:
    if _COLUMN_ESTIMATE.search(head):
        return "estimate"
    if _COLUMN_ACTUAL.search(head):
        return "actual"
    return "target" if _COLUMN_TARGET.search(head) else None


def _column_period(
    time: TimeExpression | None, modality: Modality, identity: Identity, inherited: Context
) -> tuple[str, PeriodKind] | None:
    if time is None:
        return default_period(modality, identity)
    if time.anchor == "context" and time.kind == "year":
        # 上年 and 本年 of a column count from the plan year, whatever section the table stands in.
        time = time._replace(anchor="plan")
    return spoken(time, modality, identity, inherited)
