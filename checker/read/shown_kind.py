"""What sort of document a text shows itself to be, where no title names it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.read.kinds import clean
from checker.read.period import plain
from checker.read.structure import Part

KIND_NAMES = {
    "work_report": "政府工作报告", "plan": "年度计划", "plan_report": "计划执行情况与计划草案的报告",
    "five_year_plan": "五年规划", "communique": "统计公报", "midyear": "上半年（年中）执行情况",
    "resolution": "人大决议、决定", "budget_report": "预算报告", "assignment": "任务分解", "other": "其他",
}  # fmt: skip


def short(text: str, length: int = 40) -> str:
    """Return a text on one line, cut off where it is long."""
    flat = re.sub(r"\s+", " ", text).strip()
    return flat if len(flat) <= length else flat[:length] + "…"


REVIEW = re.compile(r"回顾|执行情况|完成情况|工作总结|主要成就|取得的?成[就绩效]|过去[一五]年|过去的一年")
AHEAD = re.compile(
    r"预期(?:目标|指标)|主要(?:目标|指标|任务)|目标任务|重点(?:任务|工作)|工作(?:安排|部署|打算|任务)|总体要求"
    r"|收支预算(?:草案|安排|情况)"
)
# 受区政府委托，报告2022年度预算执行和其他财政收支审计情况: it is about what was found, and looks back.
AUDITED = re.compile(r"财政收支的?审计(?:工作)?(?:情况|报告)|财政收支的审计情况|依法审计了|进行了审计")
_BODY_WORDINGS: tuple[tuple[str, str], ...] = (
    ("work_report", r"代表[\u4e00-\u9fffXx×*]{0,16}(?:政府|国务院)[^。]{0,12}(?:报告|作)[^。]{0,8}工作"),
    (
        "budget_report",
        r"(?:受|委托|提请)[^。]{0,60}预算(?:执行|草案)|作了?[^。]{0,24}预算执行[^。]{0,24}报告",
    ),
    (
        "midyear",
        r"(?:受|委托|报告)[^。]{0,40}(?:上半年|今年以来|1\s*[-—至]\s*\d+月)[^。]{0,30}执行情况",
    ),
    ("plan_report", r"(?:受|委托|提请|现将)[^。]{0,80}计划(?:草案|执行情况)"),
    (
        "resolution",
        r"(?:会议|常务委员会|大会)[^。]{0,60}(?:决定(?:批准|同意)|决议如下|决定如下)"
        r"|同意[^。]{0,40}审查(?:结果)?报告",
    ),
    # The title run together with the text, or told of by a newspaper.
    ("work_report", r"^[^。，]{0,24}政府工作报告[一二三四五六七八九十]、"),
    ("work_report", r"(?:作|做)[^。]{0,6}政府工作的?报告|政府工作的?报告(?:中)?(?:回顾|指出|提出)"),
    (
        "communique",
        r"(?:初步(?:核算|统计)|统计显示)[^。]{0,40}(?:全年|生产总值)|全年[^。]{0,12}生产总值[(]?(?:GDP)?",
    ),
)
_BODY_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in _BODY_WORDINGS)


_PART_YEAR = re.compile(r"[上下]半年|[一二三1-3]季度|前三季|1\s*[-—至]\s*(?:[2-9]|1[01])\s*月")
_MONTHS_SO_FAR = re.compile(
    r"(?:(?<!\d)1\s*[-—–~～至]\s*[2-9]\s*月|[一二三]季度|上半年|前三季度|前[二三四五六七八九]个月)(?=[^。]{0,120}?(?:同比|上年同期|去年同期|[占为](?:年初|年度|全年|年)?(?:计划|预算)))"
)
TWO_BUDGETS = re.compile(
    r"((?:19|20)\d{2})年[^，。]{0,8}预算执行[^，。]{0,8}[和与及暨]((?:19|20)\d{2})年[^，。]{0,8}预算"
)


def kind_from_text(parts: Sequence[Part]) -> tuple[str, str] | None:
    """Return the kind the text itself shows, and the reason, where no title names it."""
    heads = [p for p in parts if p.kind == "heading"]
    planned = next((p for p in heads if p.depth <= 2 and re.search(r"计划执行情况", clean(p.words))), None)
    opening = [p for p in parts if p.kind == "paragraph"][:8]
    if any(AUDITED.search(plain(part.words)) for part in opening):
        return None  # an audit of the budget's execution is no report on the budget
    for part in opening:
        for named, pattern in _BODY_KINDS:
            found = pattern.search(plain(part.words))
            if found and not (named == "communique" and planned is not None):
                # 初步核算，前三季度生产总值…
                partly = named == "communique" and _PART_YEAR.search(found.group())
                kind = "midyear" if partly else named
                return kind, f"文件种类为{KIND_NAMES[kind]}：第{part.line}行写“{short(found.group())}”"
    return _kind_from_months(opening) or _kind_from_headings(heads) or _kind_from_assignments(parts)


def _kind_from_months(opening: Sequence[Part]) -> tuple[str, str] | None:
    """Say whether most paragraphs tell what the months of a year so far brought (1—7月…，同比…)."""
    told = [(part, plain(part.words)) for part in opening]
    told = [(part, words) for part, words in told if re.search(r"\d", words)]
    found = [(part, months) for part, words in told if (months := _MONTHS_SO_FAR.search(words))]
    if not found or 2 * len(found) < len(told):
        return None
    part, months = found[0]
    kind = "midyear"
    return kind, f"文件种类为{KIND_NAMES[kind]}：没有可辨认的标题，第{part.line}行写“{short(months.group())}”"


def _kind_from_headings(heads: Sequence[Part]) -> tuple[str, str] | None:
    text = [(p, clean(p.words)) for p in heads if p.depth <= 2]
    review = next(((p, t) for p, t in text if REVIEW.search(t)), None)
    ahead = next(((p, t) for p, t in text if AHEAD.search(t) and not REVIEW.search(t)), None)

    def said(kind: str, part: Part) -> tuple[str, str]:
        return (
            kind,
            f"文件种类为{KIND_NAMES[kind]}：没有可辨认的标题，第{part.line}行小标题为“{short(part.words)}”",
        )

    five = next(((p, t) for p, t in text if re.search(r"十[一二三四五六]?五[”\"]?(?:时期|期间)", t)), None)
    half = next(((p, t) for p, t in text if "上半年" in t or "下半年" in t), None)
    if half:
        return said("midyear", half[0])
    if any("预算" in t for _, t in text) and (review or ahead):
        budget = next(p for p, t in text if "预算" in t)
        return said("budget_report", budget)
    if review:
        kind = "plan_report" if "计划" in review[1] else "work_report"
        return said(kind, review[0])
    if five and re.search(r"发展(?:基础|环境|目标)|指导(?:思想|方针)|远景", " ".join(t for _, t in text)):
        return said("five_year_plan", five[0])
    return said("plan", ahead[0]) if ahead else None


def _kind_from_assignments(parts: Sequence[Part]) -> tuple[str, str] | None:
    held = [p for p in parts if re.search(r"(?:牵头|责任|配合)(?:单位|部门|领导)\s*[:：]", plain(p.words))]
    if len(held) < 3:
        return None
    line = held[0].line
    return "assignment", f"文件种类为{KIND_NAMES['assignment']}：第{line}行起逐项写明责任单位"
