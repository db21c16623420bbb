"""Titles: whether a line is one, which kind of document it names, and for which years."""

from __future__ import annotations

import re

from checker.read.period import TimeExpression, plain, time_expressions
from checker.value import value

_SPACES = re.compile(r"\s+")
_STATES = (
    r"草案|审议稿|送审稿|征求意见稿|讨论稿|摘要|摘登|摘编|导读|全文|节选|修订稿|修订|书面|稿|初稿|草稿|代拟稿|修改稿|"
    r"[一二三四五六七八九十]+"
)
_SPAN = r"[(【\[](?:19|20)\d\d年?度?(?:[-—–~～至]+(?:19|20)\d\d年?)?[)】\]]"  # …规划纲要（2021—2025年）
_TAIL = rf"(?:[(【\[](?:{_STATES})[^)】\]]{{0,12}}[)】\]]|{_SPAN}|(?:全文|摘要|草案|解读|[与和]?导读))*"
_NOUNS = (
    "报告", "计划", "规划", "纲要", "公报", "决议", "决定", "方案", "通知", "清单", "意见", "要点", "分解表",
    "分解", "分工", "任务表", "分工表", "目标", "指标", "任务", "情况", "安排", "建议", "议案", "责任书",
    "折子工程", "一览表", "安排表", "目标表", "指标表", "台账", "预算",
    "总结", "说明", "汇报", "材料", "年报", "快报", "统计",
    "思路", "打算", "形势", "分析", "通报", "简报", "概况", "综述",
)  # fmt: skip
# 白石县2024年民生实事项目 is the list itself; without a year the words head a part of many papers.
_LISTED_DEEDS = r"(?<![\d])20\d\d年(?:(?!报告|完成|情况).){0,12}实事(?:项目)?"
_ENDING = re.compile(
    rf"(?:{'|'.join(_NOUNS)}|{_LISTED_DEEDS})》?{_TAIL}(?:的?(?:通知|批复|函|公告))?[”\"》]?$"
)
# 白石县《政府工作报告》摘要(一):各项任务全面完成: a newspaper's headline behind the title.
_HEADLINED = re.compile(
    r"([^:;。]{2,40}(?:报告|公报|纲要|规划)》?(?:摘要|摘登|全文|节选|要点)(?:[(][^)]{1,6}[)])?):."
)
_NOT_A_TITLE = re.compile(
    r"[。；;！？!?]|^[（(]?[一二三四五六七八九十\d]+[)）、.．]|各位代表|^(?:现|请|根据|按照|为|经|受)|^附[件表]?\s*\d*$"
    r"|关于.*实事(?:项目)?$|会议文件|^来源|次会议上?$|^\d{4}年\d{1,2}月\d{1,2}日"
)
_PICTURES = re.compile("[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")  # 工作报告📜
_RESIDUE = re.compile(r"^\s*(?:\[bookmark:[^\]]*\]|\ufeff)\s*")
_NOTICE = re.compile(
    r"(?:关于)?(?:印发|下达|转发|批转|公布|发布|报送|呈报)(?P<inner>.+?)的(?:通知|公告|函|报告|请示|批复)$"
)
_PART_YEAR = re.compile(
    r"上半年|前三季度|[一三1-3]季度|(?:\d{1,2}|一)\s*[-—至~～]\s*\d{1,2}\s*月|今年以来|中期|年中(?![央国部心学等期])|半年"
)
_PERIOD_PLAN = re.compile(
    r"第?(?P<nth>[六七八九]|十[一二三四五六七]?)(?:个五年|五)[”\"’」]?[^五]{0,24}?(?:规划|计划|纲要|建议)"
    r"|五年(?:发展)?(?:规划|计划)"
)

# In order: the first that is found names the kind. A wording nearer the end of the list is more general.
_WORDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("other", (
        r"审查结果|审查报告|审计工作|审计(?:结果)?(?:报告|公告)|常务?委(?:员)?会工作报告|法院工作报告|检察院工作报告|政协|评估报告|中期评估",
        r"政策解读|解读$|编制说明|起草说明|座谈会|讲话",
    )),
    ("resolution", (
        r"(?:决议|决定)(?:[(]草案[)])?$",
        r"(?:计划|预算|规划|指标|目标).{0,12}(?:调整|变更|修改).{0,8}(?:方案|议案|报告|说明|草案)",
        r"调整.{0,30}(?:计划|预算|规划|指标|目标).{0,12}(?:方案|议案|报告|说明|草案)",
    )),
    ("assignment", (
        r"(?:任务|责任|目标|指标|工作|事项|报告).{0,8}(?:分解|分工)",
        r"责任清单|责任书|任务清单|责任制考核|目标管理责任",
        r"^(?!.*情况).*(?:实事|民心工程|(?:重点|重大)(?:建设)?(?:项目|工程)).{0,6}(?:清单|目录|任务表|安排表|计划表|进度表)",
        r"^(?!.*情况).*折子工程",
        rf"^(?!.*(?:情况|完成|办结|兑现|进展|盘点|报告)).*{_LISTED_DEEDS}$",
        r"(?:下达|分解).{0,20}(?:目标|任务|指标)(?!.{0,4}计划)",
    )),
    ("communique", (
        r"统计公报|普查(?:主要数据)?公报|经济运行(?:情况)?公报|发展公报|(?:状况|资源|事业|绿化|质量|情况)公报",
    )),
    ("budget_report", (
        r"预算(?:收支)?执行|预算.{0,6}草案|财政预算|财政决算|收支决算|决算.{0,6}(?:草案|报告)",
        r"预算(?:的)?报告|财政.{0,6}预算",
    )),
    ("five_year_plan", (_PERIOD_PLAN.pattern.replace("?P<nth>", ""),)),
    ("midyear", (
        rf"(?:{_PART_YEAR.pattern}).{{0,24}}(?:执行|运行|完成|发展|工作|落实|进展|收支|形势|情况)",
        rf"(?:执行|运行|完成)情况.{{0,12}}(?:{_PART_YEAR.pattern})",
        r"20\d\d年以来.{0,20}(?:计划|预算).{0,6}执行",
    )),
    ("plan_report", (
        r"计划.{0,6}(?:预计)?(?:执行|完成|落实)(?:的)?情况|计划执行.{0,12}(?:报告|草案)",
        r"(?:预期)?目标.{0,6}(?:执行|完成)情况.{0,12}(?:计划|安排)",
    )),
    ("work_report", (
        r"政府工作(?:的)?报告|(?:人民(?:政府|委员会)|行政公署|行署)(?:\d{4}年度?)?工作报告|会议上的?(?:政府)?工作?报告$",
        r"(?:省|市|区|县|州|盟|旗|国务院)政府.{0,6}工作报告",
        r"政府关于\d{4}年度?(?:主要|全年)?工作(?:情况)?[和及与暨、]\d{4}年度?(?:主要|重点)?(?:工作)?(?:安排|打算|建议|计划|思路|任务)",
        r"工作总结(?:暨|和|及|与|、).{0,20}(?:计划|打算|思路|安排|规划|要点)",
    )),
    ("plan", (
        r"(?:经济|社会).{0,12}发展(?:的)?(?:年度)?(?:主要)?(?:计划|(?:预期)?(?:目标|指标)|安排)",
        r"年度(?:发展)?计划|年(?:度)?计划|发展计划|主要(?:预期)?(?:目标|指标)|工作要点|重点工作(?:安排|计划)",
    )),
)  # fmt: skip
_KINDS = tuple((kind, re.compile("|".join(wordings))) for kind, wordings in _WORDINGS)
_WORK_TITLE = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,20})?(?:政府)?工作报告$|^[\u4e00-\u9fff]{1,12}[省市县区旗州盟镇乡]\d{4}年?度?工作报告$"
)


@value(frozen=True, slots=True)
class Title:
    """A title as read. ``text`` is without white space; years are ``None`` where it names none."""

    text: str
    kind: str
    plan_year: int | None = None
    report_year: int | None = None
    notice: bool = False  # a notice that forwards the document it names


def clean(text: str) -> str:
    """Return a line as titles are compared: half width, without white space and converter's residue."""
    return _PICTURES.sub("", _SPACES.sub("", plain(_RESIDUE.sub("", text))))


def kind_of(title: str) -> str:
    """Return the kind a title names, ``other`` where it names none that this program knows.

    >>> kind_of("关于印发白石区2024年国民经济和社会发展计划的通知")
    'plan'
    """
    flat = clean(title)
    notice = _NOTICE.search(flat)
    if notice and "下达" not in flat[: notice.start("inner")]:
        return kind_of(notice.group("inner"))
    flat = re.sub(rf"{_TAIL}$", "", flat)
    if notice:
        flat = re.sub(r"的?(?:通知|函)$", "", flat)
    kind = next((kind for kind, pattern in _KINDS if pattern.search(flat)), None)
    if kind is None:
        return "work_report" if _WORK_TITLE.match(flat) else "other"
    return _second_look(kind, flat)


def is_of_another_kind(title: str) -> bool:
    """Say whether a title names a sort of document that is none of the kinds: an evaluation, a speech.

    >>> is_of_another_kind("云阜市“十四五”规划实施中期评估报告"), is_of_another_kind("云阜市2024年发展计划")
    (True, False)
    """
    return bool(_KINDS[0][1].search(clean(title)))


# 省长作报告：将提前一年实现十五计划 is a headline about it.
_ACHIEVED = re.compile(
    r"(?:提前|实现|超额|冲刺|决胜)[^，。]{0,6}[“\"]?(?:[六七八九]|十[一二三四]?)五[”\"]?计划$"
)


def _second_look(kind: str, flat: str) -> str:
    """Correct what the order of the wordings alone gets wrong."""
    if kind == "assignment" and re.search(r"发展计划", flat) and not re.search(r"分解|分工|责任", flat):
        return "plan"
    if kind == "five_year_plan" and _ACHIEVED.search(flat):
        return "other"
    if kind == "five_year_plan" and re.search(r"年国民经济和社会发展计划|年度计划|评估", flat):
        # 完成“十四五”规划的2024年计划 is a year's plan that mentions the five-year one.
        years = [e for e in time_expressions(flat) if e.kind == "year"]
        return "plan" if years and "规划纲要" not in flat else kind
    if kind == "midyear" and re.search(r"预算|决算", flat):
        return "budget_report"
    return kind


def read_title(line: str) -> Title | None:
    """Return what a line says as a title, or ``None`` where it is none.

    A title ends with the name of a sort of document and is no sentence; it may be joined from
    several lines before. Years follow the kind: a work report or plan of 2024 plans for 2024, a
    communique of 2023 reports 2023, the 14th five-year plan ends in 2025.
    """
    flat = clean(line).strip("“”\"'")
    headlined = _HEADLINED.match(flat)
    flat = headlined[1] if headlined else flat
    if not 4 <= len(flat) <= 120 or not _ENDING.search(flat) or _NOT_A_TITLE.search(flat):
        return None
    kind = kind_of(flat)
    plan_year, report_year = title_years(flat, kind)
    return Title(flat, kind, plan_year, report_year, bool(_NOTICE.search(flat)))


def _years(flat: str) -> list[TimeExpression]:
    bare = re.sub(r"(?<!\d)((?:19|20)\d{2})(?=[\u4e00-\u9fff])(?!年|-)", r"\1年", flat)
    found = [
        e for e in time_expressions(bare.replace("《", " ").replace("》", " ")) if e.anchor == "absolute"
    ]
    return [e for e in found if e.kind != "date"]


def title_years(title: str, kind: str) -> tuple[int | None, int | None]:
    """Return ``(plan_year, report_year)`` as a title of this kind gives them.

    >>> title_years("关于2023年计划执行情况与2024年计划草案的报告", "plan_report")
    (2024, 2023)
    >>> title_years("白石区国民经济和社会发展第十四个五年规划纲要", "five_year_plan")
    (2025, None)
    """
    flat = clean(title)
    if kind == "five_year_plan":
        return _end_of_five_years(flat), None
    years = sorted({e.last or e.first if e.kind == "span" else e.first for e in _years(flat)})
    if not years:
        return None, None
    last = years[-1]
    single: dict[str, tuple[int | None, int | None]] = {
        "communique": (None, last), "midyear": (last, last), "work_report": (last, last - 1),
    }  # fmt: skip
    if kind in ("plan_report", "budget_report"):
        return _two_part_years(flat, years)
    if kind == "other" and only_reviews(flat):
        return (last, last) if _PART_YEAR.search(flat) else (last + 1, last)
    return single.get(kind, (last, None))


def _two_part_years(flat: str, years: list[int]) -> tuple[int, int]:
    """Return the years of a title that reports one year and plans the next, or names one of them only."""
    first, last = years[0], years[-1]
    if first != last:
        return last, last - 1
    if _PART_YEAR.search(flat) or re.search(r"\d年以来", flat):
        return last, last
    return (last + 1, last) if only_reviews(flat) else (last, last - 1)


# 云和县, 和平区: not every 和 joins two documents.
_LOOKS_AHEAD = re.compile(
    r"草案|安排|打算|思路|(?:[与及]|和(?!(?![全本我])[\u4e00-\u9fff]{0,2}[县市区州旗]))"
    # 预算和2024年计划执行情况: how a plan was carried out looks back on it.
    r".*(?:(?:计划|规划|任务|目标)(?!的?(?:执行|完成|落实|实施|进展)的?(?:情况|结果))|要点)"
)


def only_reviews(title: str) -> bool:
    """Say whether a title names a report on the past and no plan beside it.

    >>> only_reviews("2023年计划执行情况的报告"), only_reviews("2023年计划执行情况与2024年计划草案的报告")
    (True, False)
    >>> only_reviews("和平区2023年计划执行情况的报告"), only_reviews("2023年执行情况和全市2024年计划的报告")
    (True, False)
    >>> only_reviews("会议日程和2024年计划执行情况简报"), only_reviews("会议日程和2024年计划")
    (True, False)
    >>> only_reviews("关于1—6月重点工作进展情况的通报"), only_reviews("2024年经济形势分析及2025年工作打算")
    (True, False)
    """
    bare = re.sub(r"[(]草案[)]", "", _cut(clean(title)))
    return bool(
        re.search(
            r"(?<!分解)(?<!安排)(?<!任务)情况|决算|总结|统计公报|统计数据|审计(?:工作|结果)?(?:报告|公告)|形势|通报|概况|综述|简报|运行分析|评估报告",
            bare,
        )
    ) and not _LOOKS_AHEAD.search(bare)


def _cut(flat: str) -> str:
    """Return a title without 国民经济和社会发展, whose 和 joins no two documents."""
    return re.sub(
        r"国民经济和社会发展|经济和社会发展|发展和改革|中央和地方|市和市本级|本级和|全市和", "", flat
    )


def _end_of_five_years(flat: str) -> int | None:
    spans = [e for e in _years(flat) if e.kind == "span" and e.last - e.first in (4, 5)]
    if spans:
        return spans[0].last
    found = _PERIOD_PLAN.search(flat)
    if found and found.group("nth"):
        digits = "零一二三四五六七八九"
        written = found.group("nth")
        number = 10 + digits.index(written[1:] or "零") if written[0] == "十" else digits.index(written)
        return 1985 + 5 * (number - 6)
    return None
