"""Parts → segments: the region, modality and period that each stretch of text inherits.

Context flows title → heading → paragraph, and nearer words override. Three reaches of a cue:

- a heading's cue holds until a heading of the same or a lesser depth; an outermost heading without any
  cue goes on as its elder sibling did (三、政府自身建设 behind 二、2024年工作安排);
- an opening that speaks of the whole section (过去一年，… 今年是…的一年 2024年主要预期目标是…) holds for the
  rest of the section;
- any other opening (2022年全市…, 上半年…, 到2027年…) holds for its paragraph.

A paragraph never leads back from targets to actuals for longer than itself; only a heading does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from checker.model import Context, Identity, Modality, PeriodKind, Segment
from checker.read.period import TimeExpression, last_year, plain, resolve, time_expressions
from checker.read.places import Divisions
from checker.read.structure import Part, mark_of

Reach = Literal["paragraph", "section", "document"]

_ACTUAL = re.compile(
    r"执行情况|完成情况|运行情况|实施情况|落实情况|进展情况|发展情况|回顾|工作总结|主要成就|发展成就|取得的?(?:主要|重大)?成[就绩效]"
    r"|发展基础|现状|主要成[绩效]|(?:圆满|全面|顺利|超额|较好地?|胜利)完成|工作成效|基本(?:情况|经验)|体会|执行结果"
)
_PROBLEMS = re.compile(
    r"(?:存在|面临|遇到)(?:的|着|一些|不少|许多|较多|诸多|主要|突出|以下|哪些|有)*[^，。；：]{0,12}(?:问题|困难|不足|短板|矛盾|差距)"
    r"|(?:清醒|清楚|深刻|充分|也)地?(?:认识|看)到|(?:主要|突出)问题|^问题(?:和|与)|困难(?:和|与|、)问题|问题(?:和|与)(?:困难|不足|挑战)"
)
_TARGET = re.compile(
    r"(?:预期|主要|发展|奋斗|总体|工作|任务|约束性|调控|远景|战略|规划|核心)(?:性)?(?:目标|指标)|目标任务|目标要求|(?:重点|主要|工作|目标)任务|重点工作"
    r"|(?:工作|总体|初步|计划|主要|任务|重点)(?:安排|部署|打算|要求|思路|举措|建议|设想)|(?:保障|政策|主要|重点|对策)措施|指导思想|基本(?:原则|思路)"
    r"|计划(?:草案)|下一步|展望|预算草案|预算安排|工作重点|工作计划"
)
_AHEAD_VERBS = re.compile(
    r"(?:为|要|着力|重点|全力|努力|切实|扎实|突出|坚持|必须|我们(?:将|要))[^。，]{0,14}(?:做好|抓好|实现|完成|推进|开展)[^。]{0,24}(?:工作|任务|目标|方面|行动)"
    r"|^(?:做好|实现|完成|围绕|按照|根据|对照|聚焦)[^。，]{0,20}(?:工作|目标|任务)"
)
_ESTIMATE = re.compile(r"预计(?:完成|执行|实现)?(?:情况|数)?")
_JOINT = re.compile(r"(?:以及|[与和及暨、，,；;])(?!平|谐)")
_OPENING = re.compile(
    r"^(?:各位(?:代表|委员|同志)|同志们|朋友们|同时|此外|另外|总的看|总体看|总之|回顾|综上)?[！!，,：:\s]*(?:我们)?(?:回顾)?"
)
_IS_YEAR = re.compile(r"^[，,]?(?:也|既|又|正|将)?是")
_YEARLY = re.compile(r"之年|一年|年份|时期|关键|开局|收官|周年|起步|第[一二三四五]年")
_DONE = re.compile(r"实现了|完成了|取得了|达到了|超额完成|圆满完成|全面完成|已完成|已建成")


@dataclass(frozen=True, slots=True)
class Cue:
    """What words say of the context: what they leave open is ``None`` and stays as inherited."""

    modality: Modality | None
    period: tuple[str, PeriodKind] | None
    reach: Reach = "section"
    open_ended: bool = False  # 今后一段时期: the inherited period does not hold either


# ---------------------------------------------------------------- cues


def _first_time(text: str) -> TimeExpression | None:
    return next((e for e in time_expressions(text) if e.role == "period" and e.kind != "date"), None)


def _modality_of_year(year: int, identity: Identity, inherited: Modality) -> Modality:
    """Say what a bare year means: after the report year it is planned, up to it it is past."""
    plan, report = identity.plan_year, identity.report_year
    if identity.kind == "five_year_plan" and plan is not None:
        return "target" if year > plan - 5 else "actual"
    if identity.kind == "communique":
        return "actual"
    if plan is not None and plan == report and year == plan:
        return inherited
    if plan is not None:
        return "target" if year >= plan else "actual"
    return "actual" if report is not None and year <= report else inherited


def _default_period(modality: Modality, identity: Identity) -> tuple[str, PeriodKind] | None:
    plan, report = identity.plan_year, identity.report_year
    if identity.kind == "five_year_plan" and plan is not None:
        return (f"../{plan}", "by") if modality == "target" else (f"{plan - 9}/{plan - 5}", "span")
    if modality == "target":
        return (str(plan), "year") if plan is not None else None
    past = report if report is not None else plan - 1 if plan is not None else None
    if past is None:
        return None
    return str(past), "part-year" if identity.kind == "midyear" else "year"


def _spoken(
    expression: TimeExpression, modality: Modality, identity: Identity, context: Context
) -> tuple[str, PeriodKind] | None:
    """Resolve an expression in a heading or opening; a span that lies ahead is a goal by its end."""
    period = resolve(expression, identity, context)
    if period is None or modality not in ("target", "assigned"):
        return period
    now = identity.plan_year or 0
    year = last_year(period[0]) or 0
    if period[1] == "span" and (year > now or identity.kind == "five_year_plan"):
        return f"../{year}", "by"
    if period[1] == "year" and year > now > 0 and expression.kind == "year" and identity.kind != "midyear":
        return (period[0], "year") if year == now + 1 else (f"../{year}", "by")
    if period[1] == "part-year" and identity.kind == "midyear":
        return period[0], "year"
    return period


def heading_cue(words: str, depth: int, identity: Identity, inherited: Context) -> Cue | None:
    """Return what a heading says of the section beneath it, ``None`` where it says nothing.

    A heading may join two documents' worth (2023年执行情况和2024年安排): the first one that is clear
    counts, as its text comes first. Deeper headings need a word of time or an unmistakable wording,
    because verbs of work (完成目标任务) are all they usually hold.
    """
    flat = plain(words)
    flat = flat[found[1] :] if (found := mark_of(flat)) else flat
    if _PROBLEMS.search(flat) and not _TARGET.search(flat):
        keep = inherited.modality in ("actual", "estimate")
        return Cue("actual", None if keep else _default_period("actual", identity))
    waiting: TimeExpression | None = None
    for piece in _JOINT.split(flat):
        time = _first_time(piece) or waiting
        modality = _said_modality(piece, depth, time)
        if modality is None and time is not None and time.kind != "open":
            modality = _modality_of_time(time, identity, inherited)
            if modality is None or (time.modality is None and _later_modality(flat, depth)):
                waiting, modality = time, None
                continue
        if modality is None:
            continue
        return _cue_of(modality, time, identity, inherited)
    if waiting is not None:
        later = _later_modality(flat, depth) or _modality_of_time(waiting, identity, inherited)
        return _cue_of(later or inherited.modality, waiting, identity, inherited)
    return None


def _later_modality(flat: str, depth: int) -> Modality | None:
    for piece in _JOINT.split(flat):
        said = _said_modality(piece, depth, None)
        if said is not None:
            return said
    return None


def _said_modality(piece: str, depth: int, time: TimeExpression | None) -> Modality | None:
    if _ESTIMATE.search(piece) and _ACTUAL.search(piece):
        return "estimate"
    sure = depth <= 1 or time is not None or len(piece) <= 14
    if _ACTUAL.search(piece) and sure:
        return "actual"
    if _TARGET.search(piece) and sure:
        return "target"
    return time.modality if time is not None else None


def _modality_of_time(time: TimeExpression, identity: Identity, inherited: Context) -> Modality | None:
    if time.modality is not None:
        return time.modality
    if identity.kind == "midyear" and time.kind == "part-year":
        return "target" if "下半年" in time.text else "actual"
    period = resolve(time, identity, inherited)
    year = last_year(period[0]) if period else None
    return _modality_of_year(year, identity, inherited.modality) if year is not None else None


def _cue_of(modality: Modality, time: TimeExpression | None, identity: Identity, inherited: Context) -> Cue:
    period = (
        _spoken(time, modality, identity, inherited) if time is not None and time.kind != "open" else None
    )
    if period is None:
        same = (modality == "target") == (inherited.modality == "target")
        period = None if same and inherited.period else _default_period(modality, identity)
    if identity.kind == "communique":
        modality = "actual"
    return Cue(modality, period, open_ended=time is not None and time.kind == "open")


def opening_cue(words: str, identity: Identity, inherited: Context) -> Cue | None:
    """Return what the opening words of a paragraph (or sentence) say, ``None`` where they say nothing."""
    flat = plain(words)
    flat = flat[_OPENING.match(flat).end() :]  # type: ignore[union-attr]
    first = re.split(r"[。；;]", flat, maxsplit=1)[0][:120]
    head = re.split(r"[，,：:]", first, maxsplit=1)[0]
    time = _first_time(first[:60])
    at_start = time is not None and time.start <= 2
    if time is not None and at_start and _IS_YEAR.match(first[time.end :]) and _YEARLY.search(first):
        modality = _modality_of_time(time, identity, inherited) or inherited.modality
        return replace(_cue_of(modality, time, identity, inherited), reach="document")
    if _PROBLEMS.search(first[:70]) and not _TARGET.search(head):
        same = inherited.modality in ("actual", "estimate")
        return Cue("actual", None if same else _default_period("actual", identity), "paragraph")
    aims = _aims_cue(head, first, time, identity, inherited)
    if aims is not None:
        return aims
    if time is None or not at_start:
        return None
    return _time_cue(time, first, identity, inherited)


def _aims_cue(
    head: str, first: str, time: TimeExpression | None, identity: Identity, inherited: Context
) -> Cue | None:
    """Read openings that announce targets: 2024年…主要预期目标是, 做好今年工作, 重点抓好以下工作."""
    if identity.kind == "communique" or _DONE.search(first) or _ACTUAL.search(head):
        return None
    announces = re.search(
        r"(?:预期|主要|奋斗|总体|发展|工作)(?:性)?(?:目标|指标|要求|任务|思路)[^，。]{0,8}(?:是|为|如下|[：:]|$)",
        first[:80],
    )
    in_head = time if time is not None and time.end <= len(head) else None
    if announces and not re.search(r"(?:完成|实现|高于|低于|达到|超过|好于)[^，。]{0,16}目标", head):
        modality = in_head.modality if in_head is not None and in_head.modality else "target"
        if in_head is not None and _modality_of_time(in_head, identity, inherited) == "actual":
            return None
        return _cue_of(modality, in_head, identity, inherited)
    if _AHEAD_VERBS.search(head) and (in_head is not None or len(first) <= 50):
        if in_head is None and inherited.modality != "target":
            return None
        if in_head is not None and _modality_of_time(in_head, identity, inherited) == "actual":
            return None
        return _cue_of("target", in_head, identity, inherited)
    return None


def _time_cue(time: TimeExpression, first: str, identity: Identity, inherited: Context) -> Cue | None:
    """Read openings that only give a time: 五年来, 过去一年, 2022年全市…, 上半年, 到2027年."""
    if time.kind == "open":
        return Cue(None, None, "paragraph", open_ended=True)
    modality = _modality_of_time(time, identity, inherited) or inherited.modality
    if time.anchor == "context" and time.kind == "year":
        modality = inherited.modality
    cue = _cue_of(modality, time, identity, inherited)
    sectional = time.anchor in ("past", "report") or (time.anchor == "future" and time.kind == "by")
    return replace(cue, reach="section" if sectional else "paragraph")


# ---------------------------------------------------------------- the flow


@dataclass(slots=True)
class _Level:
    depth: int
    context: Context
    heading: str


class _Flow:
    """The open headings and the context of each, while the parts go by."""

    def __init__(self, identity: Identity, divisions: Divisions, base: Context) -> None:
        self.identity, self.divisions = identity, divisions
        self.levels = [_Level(0, base, "")]
        self.outermost = 9
        self.elder: Context = base  # what the last outermost section ended with

    @property
    def context(self) -> Context:
        return self.levels[-1].context

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(level.heading for level in self.levels[1:] if level.heading)

    def close(self, depth: int) -> None:
        """Close the sections that a heading of this depth ends."""
        while self.levels[-1].depth >= depth:
            level = self.levels.pop()
            if level.depth <= self.outermost:
                self.elder = level.context
        self.outermost = min(self.outermost, depth)

    def open(self, part: Part) -> Context:
        """Open the section of a heading; return the context of the heading itself."""
        self.close(part.depth)
        words = part.words
        inherited = self.context
        if part.depth == self.outermost and self.identity.kind != "communique":
            inherited = self.elder
        cue = heading_cue(words, part.depth, self.identity, inherited)
        context = apply(cue, inherited)
        context = self.place(words, context)
        context = replace(context, section=words)
        self.levels.append(_Level(part.depth, context, words))
        return context

    def place(self, words: str, context: Context) -> Context:
        """Let a heading that is just the name of a place beneath the own region set the region."""
        name = words[found[1] :].strip() if (found := mark_of(words)) else words
        own = context.region_path
        if own is None or len(name) > 12 or not name.endswith(("省", "市", "区", "县", "旗", "州", "盟")):
            return context
        place = self.divisions.resolve(name, within=own)
        if place is None or not place.path.startswith(own + "/"):
            return context
        return replace(context, region=place.name, region_path=place.path)

    def take(self, cue: Cue, context: Context, words: str) -> None:
        """Keep a paragraph's cue for what follows, as far as it reaches."""
        back = self.context.modality == "target" and context.modality != "target"
        if cue.reach == "paragraph" or back:
            return
        wide = cue.reach == "document" or re.match(r"^(?:各位|同志)", words)
        ahead = self.context.modality != "target" and context.modality == "target"
        start = 0
        if not wide and not ahead:
            start = len(self.levels) - 1
        elif len(self.levels) > 1:
            start = 1
        for level in self.levels[start:]:
            level.context = replace(
                level.context,
                modality=context.modality,
                period=context.period,
                period_kind=context.period_kind,
            )


def apply(cue: Cue | None, context: Context) -> Context:
    """Return the context with what a cue says; what it leaves open stays."""
    if cue is None:
        return context
    changed = replace(context, modality=cue.modality) if cue.modality is not None else context
    if cue.open_ended and cue.period is None:
        return replace(changed, period=None)
    if cue.period is not None:
        changed = replace(changed, period=cue.period[0], period_kind=cue.period[1])
    return changed


def base_context(identity: Identity, parts: Sequence[Part]) -> Context:
    """Return the context of a document before its first heading.

    A plan is all targets. A report begins with its review, if it has a part that looks ahead later on.
    """
    modality: Modality = "target"
    if identity.kind in ("communique", "midyear"):
        modality = "actual"
    elif identity.kind in ("work_report", "plan_report", "budget_report"):
        first = next((p for p in parts if _speaks_of_time(p, identity)), None)
        modality = "actual" if first is not None and _begins_with_review(parts, identity) else "target"
    period = _default_period(modality, identity)
    return Context(
        identity.region, identity.region_path, modality,
        period[0] if period else None, period[1] if period else "year",
    )  # fmt: skip


def _speaks_of_time(part: Part, identity: Identity) -> bool:
    return part.kind in ("heading", "paragraph")


def _begins_with_review(parts: Sequence[Part], identity: Identity) -> bool:
    """Say whether the first part that sets a modality sets it to the past, or only a later one looks ahead."""
    blank = Context(None, None, "actual", None)
    for part in parts:
        cue: Cue | None = None
        if part.kind == "heading":
            cue = heading_cue(part.words, part.depth, identity, blank)
        elif part.kind == "paragraph":
            cue = opening_cue(part.words, identity, blank)
        if cue is not None and cue.modality is not None:
            # What stands before an outlook without any mark of its own is the review.
            before = [p for p in parts if p.line < part.line and p.kind == "paragraph" and len(p.words) > 60]
            return cue.modality != "target" or bool(before)
    return False


# ---------------------------------------------------------------- cells

_COLUMN_TARGET = re.compile(r"目标|计划|预期|预算(?!执行)|安排|任务|规划")
_COLUMN_ACTUAL = re.compile(r"实际|完成|执行|决算|实绩|实现(?:数|值)|达到(?:数|值)|发生")
_COLUMN_ESTIMATE = re.compile(r"预计|快报|初步(?!安排)")
_COLUMN_DEPENDS = re.compile(
    r"^(?:比上年)?(?:同比)?(?:增长|增减|增速|增幅|升降|幅度|±|占比|比重|变化|总量|绝对[值数]|单位)"
)


def cell_context(part: Part, identity: Identity, inherited: Context, left: Context | None) -> Context:
    """Return the context of a value cell: its column's head, else the neighbour's, the caption's, the section's.

    ``left`` is the context of the value cell to its left in the same row: a column 增长% belongs to the
    year column before it.
    """
    cell = part.cell
    head = plain(cell.column_head) if cell else ""
    time = _head_time(head)
    modality = _column_modality(head)
    if time is None and modality is None:
        if left is not None and _COLUMN_DEPENDS.match(head):
            return left
        caption = heading_cue(part.caption, 1, identity, inherited) if part.caption else None
        return apply(caption, inherited)
    if modality is None and time is not None:
        modality = _modality_of_time(time, identity, inherited) or inherited.modality
    assert modality is not None
    period = _column_period(head, time, modality, identity, inherited)
    changed = replace(inherited, modality=modality)
    return replace(changed, period=period[0], period_kind=period[1]) if period else changed


def _head_time(head: str) -> TimeExpression | None:
    bare = re.sub(r"(?<!\d)((?:19|20)\d{2})(?![\d年])", r"\1年", head)
    found = [e for e in time_expressions(bare) if e.kind not in ("date", "open") and e.role == "period"]
    if not found and re.search(r"上年|去年", head):
        found = [e for e in time_expressions(bare) if e.kind == "year"]
    return found[-1] if found else None


def _column_modality(head: str) -> Modality | None:
    if _COLUMN_ESTIMATE.search(head):
        return "estimate"
    if _COLUMN_ACTUAL.search(head):
        return "actual"
    return "target" if _COLUMN_TARGET.search(head) else None


def _column_period(
    head: str, time: TimeExpression | None, modality: Modality, identity: Identity, inherited: Context
) -> tuple[str, PeriodKind] | None:
    if "年均" in head and identity.kind == "five_year_plan" and identity.plan_year is not None:
        return f"{identity.plan_year - 4}/{identity.plan_year}", "average"
    if time is None:
        return _default_period(modality, identity)
    # 上年 and 本年 of a column count from the plan year, whatever section the table stands in.
    if time.anchor == "context" and time.kind == "year":
        base = Context(None, None, "target", str(identity.plan_year) if identity.plan_year else None)
        return _spoken(time, modality, identity, base)
    return _spoken(time, modality, identity, inherited)


# ---------------------------------------------------------------- all together


def segments(parts: Sequence[Part], identity: Identity, divisions: Divisions) -> list[Segment]:
    """Return the segments of a document, in order, each with the context it is read in."""
    flow = _Flow(identity, divisions, base_context(identity, parts))
    result: list[Segment] = []
    left: tuple[int, Context] | None = None
    for part in parts:
        if part.kind == "heading":
            result.append(_segment(part, flow.open(part), flow))
        elif part.kind == "cell":
            neighbour = left[1] if left is not None and left[0] == part.line else None
            context = cell_context(part, identity, flow.context, neighbour)
            context = _row_place(part, context, flow)
            if part.cell is not None and not part.cell.is_head:
                left = part.line, context
            result.append(_segment(part, context, flow))
        elif part.kind == "paragraph":
            result.extend(_paragraph(part, flow))
        else:
            result.append(_segment(part, flow.levels[0].context, flow))
    return result


def _row_place(part: Part, context: Context, flow: _Flow) -> Context:
    head = part.cell.row_head if part.cell else ""
    return flow.place(head.split(" ")[0], context) if head else context


def _segment(
    part: Part, context: Context, flow: _Flow, start: int | None = None, end: int | None = None
) -> Segment:
    return Segment(
        line=part.line, text=part.text,
        start=part.start if start is None else start, end=part.end if end is None else end,
        kind=part.kind, context=context, depth=part.depth, page=part.page, headings=flow.headings, cell=part.cell,
    )  # fmt: skip


def _paragraph(part: Part, flow: _Flow) -> Iterator[Segment]:
    """Yield a paragraph, cut where a sentence inside it turns the section (今年是…, 2024年主要预期目标是…)."""
    if part.depth:
        flow.close(part.depth)
    starts = [part.start, *_sentence_starts(part)]
    own: Context | None = None  # what a paragraph-wide opening says
    cut = part.start
    for index, start in enumerate(starts):
        end = starts[index + 1] if index + 1 < len(starts) else part.end
        words = plain(part.text[start:end]).strip()
        first = index == 0
        words = words[found[1] :] if first and part.depth and (found := mark_of(words)) else words
        cue = opening_cue(words, flow.identity, own or flow.context)
        if cue is None or (not first and cue.reach == "paragraph"):
            continue
        context = apply(cue, own or flow.context)
        if not first and context == (own or flow.context):
            continue
        if not first:
            yield _segment(part, own or flow.context, flow, cut, start)
            cut = start
        flow.take(cue, context, words)
        own = context
    yield _segment(part, own or flow.context, flow, cut, part.end)


def _sentence_starts(part: Part) -> list[int]:
    """Return where the sentences behind the first one begin, of those that open with a word of time."""
    text = plain(part.text)
    return [
        m.end()
        for m in re.finditer(r"[。！!](?=[^。]{0,14}?(?:年|时期))", text[: part.end])
        if m.end() > part.start + 1 and m.end() < part.end
    ]
