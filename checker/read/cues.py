"""Cues: what the words of a heading or of an opening say of modality and period."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from checker.model import Context, Identity, Modality, PeriodKind
from checker.read.headings import mark_of
from checker.read.period import TimeExpression, last_year, plain, resolve, time_expressions
from checker.value import value

Reach = Literal["paragraph", "section", "document"]

_REVIEW = re.compile(
    r"(?:执行|完成|运行|实施|落实|进展|推进|开展|办理|发展|基本|决算)情况|回顾|工作总结|(?:主要|发展)成[就绩效]|执行结果"
    r"|取得的?(?:主要|重大)?成[就绩效]|工作成效"
)
_BASIS = re.compile(r"^[“”\"十一二三四五时期]*(?:发展基础|基础条件|发展现状|现状|工作体会|基本经验)")
_COMPLETED = re.compile(r"(?:圆满|全面|顺利|超额|较好地?|胜利)(?:完成|实现)")
_PROBLEMS = re.compile(
    r"(?:存在|面临|遇到)(?:的|着|一些|不少|许多|较多|诸多|主要|突出|以下|哪些|有)*[^，。；：]{0,12}(?:问题|困难|不足|短板|矛盾|差距)"
    r"|(?:清醒|清楚|深刻|充分|也)地?(?:认识|看)到|(?:主要|突出)问题|^问题(?:和|与)|困难(?:和|与|、)问题|问题(?:和|与)(?:困难|不足|挑战)"
)
_ADMITS = re.compile(r"(?:清醒|清楚|深刻|充分|也|更|还|同时)(?:地|要|应)?(?:认识|看)到")
_TACKLES = re.compile(
    r"(?:解决|聚焦|针对|破解|整治|着力|围绕|化解|消除|查找|直面|攻克|补齐)[^，。；]{0,16}(?:问题|困难|短板|矛盾|不足)"
)
_TARGET = re.compile(
    r"(?:预期|主要|发展|奋斗|总体|工作|任务|约束性|调控|远景|战略|规划|核心)(?:性)?(?:目标|指标)|目标任务|目标要求|(?:重点|主要|工作|目标)任务|重点工作"
    r"|(?:工作|总体|初步|计划|主要|任务|重点)(?:安排|部署|打算|要求|思路|举措|建议|设想)|(?:保障|政策|主要|重点|对策)措施|指导思想|基本(?:原则|思路)"
    r"|(?:意见|对策|几点|有关|工作)[和与及、]?的?建议|^建议$|计划(?:草案)|下一步|下步工作|展望|预算草案|预算安排|工作重点|工作计划"
)
_AHEAD_VERBS = re.compile(
    r"(?:为|要|着力|重点|全力|努力|切实|扎实|突出|坚持|必须|我们(?:将|要))[^。，]{0,14}(?:做好|抓好|实现|完成|推进|开展)[^。]{0,24}(?:工作|任务|目标|方面|行动)"
    r"|^(?:做好|实现|完成|围绕|按照|根据|对照|聚焦)[^。，]{0,20}(?:工作|目标|任务)"
)
# “十五五”主要目标任务: in a heading the plan's name is its time.
_PLAN_AIMS = re.compile(
    r"[“\"]?十[一二三四五六]?五[”\"]?(?=(?:主要|发展|奋斗|总体|经济社会|重点|的)*(?:目标|任务|指标))"
)
_GOES_ON = re.compile(
    r"(?:工作|任务|目标|指标)[和与及、][^，。]*"
    r"(?:推进|推动|提升|提高|加强|增强|改善|完善|加快|优化|见效|落实)[ :。]*$"
)
_ESTIMATE = re.compile(r"预计(?:完成|执行|实现)?(?:情况|数)?")
_JOINT = re.compile(r"(?:以及|[与和及暨、，,；;])(?!平|谐)")
_OPENING = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,10}(?:指出|提出|强调|显示|回顾|说|称)[，,:：](?=[^，。]{0,12}年))?"
    r"(?:各位(?:代表|委员|同志)|同志们|朋友们|同时|此外|另外|总的看|总体看|总之|回顾|综上|会议(?:认为|指出|强调|要求|同意))?[！!，,：:\s]*(?:我们)?(?:回顾)?(?:(?:刚刚|即将)?过去的(?=(?:19|20)\d\d))?"
)
_IS_YEAR = re.compile(r"^[，,]?(?:也|既|又|正|将)?是")
_YEARLY = re.compile(r"之年|一年|年份|时期|关键|开局|收官|周年|起步|第[一二三四五]年")
_ANNOUNCES = re.compile(
    r"(?:预期|主要|奋斗|总体|发展|工作|以下|下列)(?:性)?(?:目标|指标|要求|任务|思路)[^，。；]{0,8}(?:是|为|如下|[：:])"
    r"|^[^，。；：:]{0,30}(?:预期|主要|奋斗|总体|发展|工作)(?:性)?(?:目标|指标|要求|任务|思路)$"
    r"|^(?:20\d\d年|今年|明年)(?:的|全[省市州盟区县旗])*目标(?:是|为|如下|定为|确定为)?[：:]"
)
_COMPARED_WITH_GOAL = re.compile(
    r"(?:完成|实现|高于|低于|达到|超过|好于|比|未达|偏离|对照)[^，。；：:]{0,16}(?:目标|指标|任务)"
)
# 下降2.1%，与年初增长6%的预期目标有差距: a goal that was not reached sets none.
_SHORT_OF = re.compile(
    r"(?:与|距离?|离|较)[^，。；]{0,20}(?:目标|指标|任务|预期)[^，。；]{0,6}(?:差距|差|缺口|低|慢|滞后)"
)
# In a review, a target that was moved or whose outcome is told announces nothing: 预期目标由4%调整为2.5%左右.
_SETTLED = re.compile(
    r"(?:目标|指标)[^，。；：:]{0,4}(?:由|从|自)[^，。；：:]{1,14}(?:调整|下调|上调|调[减增低高]|修[订正])(?:为|至|到|成)"
    r"|实际(?:为|是|只|仅|完成|执行|实现|增长|下降|达到|新增|[\d.]+)"
    r"|(?:完成|达到|实现|高于|低于|好于|超过)(?:了)?(?:调整后|年初|年度|预期)[^，。；]{0,6}(?:目标|指标|水平)"
)
_DONE = re.compile(r"实现了|完成了|取得了|达到了|超额完成|圆满完成|全面完成|已完成|已建成")


@value(frozen=True, slots=True)
class Cue:
    """What words say of the context: what they leave open is ``None`` and stays as inherited."""

    modality: Modality | None
    period: tuple[str, PeriodKind] | None
    reach: Reach = "section"
    open_ended: bool = False  # 今后一段时期: the inherited period does not hold either


_ANNUAL = ("work_report", "plan_report", "plan", "budget_report")

# ---------------------------------------------------------------- cues


def _first_time(text: str) -> TimeExpression | None:
    found = next((e for e in time_expressions(text) if e.role == "period" and e.kind != "date"), None)
    if found is not None and found.anchor == "context" and found.text[0] in "上本当" and found.kind == "year":
        # 上年, 本年 and 当年 of a heading count from the plan year, whatever stands before.
        return found._replace(anchor="plan")
    return found


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


def default_period(modality: Modality, identity: Identity) -> tuple[str, PeriodKind] | None:
    plan, report = identity.plan_year, identity.report_year
    if identity.kind == "five_year_plan" and plan is not None:
        return (f"../{plan}", "by") if modality == "target" else (f"{plan - 9}/{plan - 5}", "span")
    if modality == "target":
        return (str(plan), "year") if plan is not None else None
    past = report if report is not None else plan - 1 if plan is not None else None
    if past is None:
        return None
    return str(past), "part-year" if identity.kind == "midyear" else "year"


def spoken(
    expression: TimeExpression, modality: Modality, identity: Identity, context: Context
) -> tuple[str, PeriodKind] | None:
    """Resolve an expression in a heading or opening; a span that lies ahead is a goal by its end."""
    period = resolve(expression, identity, context)
    if period is None or modality not in ("target", "assigned"):
        return period
    now = identity.plan_year or 0
    year = last_year(period[0]) or 0
    if identity.kind == "five_year_plan" and period[1] in ("span", "year") and year >= now:
        return f"../{year}", "by"
    if period[1] == "span" and year > now:
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
    flat = _PLAN_AIMS.sub(r"\g<0>时期", flat)
    if _PROBLEMS.search(flat) and not _TARGET.search(flat) and not _TACKLES.search(flat):
        keep = inherited.modality in ("actual", "estimate")
        return Cue("actual", None if keep else default_period("actual", identity))
    waiting: TimeExpression | None = None
    for piece in _JOINT.split(flat):
        time = waiting or _first_time(piece)
        modality = _said_modality(piece, depth, time, inherited.modality)
        if modality == "target" and depth > 1 and time is None and _GOES_ON.search(flat):
            continue  # （一）重点工作和重点项目不断推进: the piece before 和 is no head noun
        if modality is None and time is not None and time.kind != "open":
            modality = modality_of(time, identity, inherited)
            if modality is None or (
                time.modality is None and _later_modality(flat, depth, inherited.modality)
            ):
                waiting, modality = time, None
                continue
        if modality is None:
            continue
        if depth == 1 and time is None and modality == "target" and identity.kind in _ANNUAL:
            # 三、重点任务 behind the goals of five years is about the year to come.
            return Cue(modality, default_period(modality, identity))
        return _cue_of(modality, time, identity, inherited)
    if waiting is not None:
        later = _later_modality(flat, depth, inherited.modality) or modality_of(waiting, identity, inherited)
        return _cue_of(later or inherited.modality, waiting, identity, inherited)
    return None


def _later_modality(flat: str, depth: int, inherited: Modality) -> Modality | None:
    said = (_said_modality(piece, depth, None, inherited) for piece in _JOINT.split(flat))
    return next((modality for modality in said if modality is not None), None)


def _said_modality(
    piece: str, depth: int, time: TimeExpression | None, inherited: Modality
) -> Modality | None:
    """Return the modality that one piece of a heading names.

    A deeper heading names it only as its head noun: （三）夯实发展基础 and （一）全力完成目标任务 are work.
    """
    if _ESTIMATE.search(piece) and _REVIEW.search(piece):
        return "estimate"
    words = piece.rstrip(" :。")
    review = _REVIEW.search(words)
    target = next(reversed(list(_TARGET.finditer(words))), None)
    if _BASIS.match(words[time.end :] if time is not None and time.end <= len(words) else words):
        return "actual"
    if review and (depth <= 1 or review.end() == len(words)):
        return "actual"
    if _COMPLETED.search(words):
        return "actual" if inherited != "target" else time.modality if time is not None else None
    if target and (depth <= 1 or (target.end() == len(words) and not _COMPARED_WITH_GOAL.search(words))):
        return "target"
    return time.modality if time is not None else None


def modality_of(time: TimeExpression, identity: Identity, inherited: Context) -> Modality | None:
    if time.modality is not None:
        return time.modality
    if identity.kind in ("midyear", "resolution") and time.kind == "part-year":
        return "target" if "下半年" in time.text else "actual"
    period = resolve(time, identity, inherited)
    year = last_year(period[0]) if period else None
    return _modality_of_year(year, identity, inherited.modality) if year is not None else None


def _cue_of(modality: Modality, time: TimeExpression | None, identity: Identity, inherited: Context) -> Cue:
    period = spoken(time, modality, identity, inherited) if time is not None and time.kind != "open" else None
    if period is None:
        same = (modality == "target") == (inherited.modality == "target")
        period = None if same and inherited.period else default_period(modality, identity)
    if identity.kind == "communique":
        modality = "actual"
    return Cue(modality, period, open_ended=time is not None and time.kind == "open")


# Run together with the text (2019年工作回顾2019年，…), or told by a newspaper (对2021年工作作了回顾).
_LOOKS_BACK = re.compile(
    r"过去的((?:19|20)\d{2})年|回顾了((?:19|20)\d{2})年(?:政府)?工作"
    r"|(?<!\d)((?:19|20)\d{2})年度?(?:政府|主要)?工作(?:的)?(?:简要)?(?:回顾|总结)"
    r"|对((?:19|20)\d{2})年[^，。；,;]{0,20}工作[^，。；,;]{0,8}回顾"
)
_LOOKS = re.compile("过去的|回顾|总结")  # each of these holds one
_OPENS_REVIEW = re.compile(r"((?:19|20)\d{2})年[，,]?是[^。]{0,60}(?:一年|之年|年份|周年)")


def reviewed_year(words: str, behind_review: bool) -> re.Match[str] | None:
    """Return where a paragraph says which year is looked back on; a plan for it is no review."""
    said = _LOOKS_BACK.search(words[:1000]) if _LOOKS.search(words) else None
    return said or (_OPENS_REVIEW.match(words) if behind_review else None)


# 他说，刚刚过去的2007年，…: a newspaper begins the review within a paragraph.
_PAST_YEAR = re.compile(r"(?:刚刚|即将)过去的(?:一年|(?:19|20)\d\d年)")


def looked_back(words: str, identity: Identity) -> Cue | None:
    """Return the cue of a paragraph that looks back on the year somewhere in it, ``None`` for others."""
    return Cue("actual", default_period("actual", identity)) if _PAST_YEAR.search(plain(words)) else None


# 今年，城市将有哪些新变化: news that list what a report announces.
_ASKS_AHEAD = re.compile(
    r"((?:19|20)\d\d年|今年|明年|新的一年)[^。！!？?；]{0,20}?将?(?:会?有|迎来|带来)(?:哪些|什么|怎样的?)"
)


def asked_ahead(words: str, identity: Identity) -> Cue | None:
    """Return the cue of a paragraph of news that asks what the plan's year will bring, else ``None``."""
    asked = _ASKS_AHEAD.search(plain(words))
    plan = identity.plan_year
    if asked is None or plan is None or (identity.kind not in _ANNUAL and identity.kind != "other"):
        return None
    named = asked[1].removesuffix("年")
    return Cue("target", (str(plan), "year")) if not named.isdigit() or int(named) == plan else None


def opening_cue(words: str, identity: Identity, inherited: Context) -> Cue | None:
    """Return what the opening words of a paragraph (or sentence) say, ``None`` where they say nothing."""
    flat = plain(words)
    opening = _OPENING.match(flat)
    assert opening is not None  # it takes nothing too
    flat = flat[opening.end() :]
    first = re.split(r"[。；;]", flat, maxsplit=1)[0][:120]
    head = re.split(r"[，,：:]", first, maxsplit=1)[0]
    # A far goal as an orientation, or a year to reckon from, is not the period.
    if re.match(r"锚定|对标|着眼|面向|(?:按照?|以).*(?:计算|测算|推算|匡算|为基[数期础])$", head):
        return None
    time = _first_time(first[:60])
    at_start = time is not None and time.start <= 2
    if time is not None and at_start and _IS_YEAR.match(first[time.end :]) and _YEARLY.search(first):
        modality = modality_of(time, identity, inherited) or inherited.modality
        return replace(_cue_of(modality, time, identity, inherited), reach="document")
    admits = _ADMITS if inherited.modality == "target" else _PROBLEMS
    if admits.search(first[:70]) and not _TARGET.search(head) and not _TACKLES.search(first[:70]):
        # Behind a review of several years what is wrong is so now.
        same = inherited.modality in ("actual", "estimate") and inherited.period_kind != "span"
        return Cue("actual", None if same else default_period("actual", identity), "paragraph")
    aims = _aims_cue(head, first, time, identity, inherited)
    if aims is not None:
        return aims
    if time is None or not at_start:
        return None
    cue = _time_cue(time, identity, inherited)
    # A line that only gives a time (2024年1—5月, below a title) is that of what stands below it.
    alone = cue is not None and not flat[: time.start].strip() and not flat[time.end :].strip(" 份()")
    # 刚刚过去的2025年…: the year just past is that of what follows, as 过去一年 is.
    alone = alone or opening.group().endswith("过去的")
    return replace(cue, reach="section") if cue is not None and alone else cue


def _aims_cue(
    head: str, first: str, time: TimeExpression | None, identity: Identity, inherited: Context
) -> Cue | None:
    """Read openings that announce targets: 2024年…主要预期目标是, 做好今年工作, 重点抓好以下工作."""
    if (
        identity.kind == "communique"
        or _DONE.search(first)
        or _REVIEW.search(head)
        or _COMPLETED.search(head)
    ):
        return None
    in_head = time if time is not None and time.end <= len(head) else None
    announces = _ANNOUNCES.search(first[:80])
    aims = announces is not None and not _COMPARED_WITH_GOAL.search(first[: announces.end()])
    if aims and announces is not None and (short := _SHORT_OF.search(first)):
        aims = announces.end() < short.start()
    if in_head is None and inherited.modality != "target" and _SETTLED.search(first):
        aims = False
    if not aims:
        known = in_head is not None or (len(first) <= 50 and inherited.modality == "target")
        aims = known and bool(_AHEAD_VERBS.search(head))
    if not aims or (in_head is not None and modality_of(in_head, identity, inherited) == "actual"):
        return None
    cue = _cue_of("target", in_head, identity, inherited)
    if cue.period is not None and cue.period[1] == "part-year":
        return replace(cue, period=(cue.period[0], "year"))
    return cue


def _time_cue(time: TimeExpression, identity: Identity, inherited: Context) -> Cue | None:
    """Read openings that only give a time: 五年来, 过去一年, 2022年全市…, 上半年, 到2027年."""
    if time.kind == "open":
        return Cue(None, None, "paragraph", open_ended=True)
    modality = modality_of(time, identity, inherited) or inherited.modality
    if time.anchor == "context" and time.kind == "year":
        modality = inherited.modality
    cue = _cue_of(modality, time, identity, inherited)
    sectional = time.anchor in ("past", "report") or (time.anchor == "future" and time.kind == "by")
    return replace(cue, reach="section" if sectional else "paragraph")


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


def narrow(words: str, identity: Identity, context: Context) -> Context:
    """Return the context of a clause or sentence that may hold a nearer word of time than its segment.

    The first expression that gives a period counts; comparisons (比2020年) and dates do not. The
    modality follows the year: up to the report year it is past, from the plan year on it is planned.

    >>> seen = narrow("到2027年", Identity(kind="plan", plan_year=2024), Context(period="2024"))
    >>> seen.modality, seen.period, seen.period_kind
    ('target', '../2027', 'by')
    """
    time = _first_time(words)
    cue = _time_cue(time, identity, context) if time is not None else None
    return apply(cue, context)
