"""Words that make a figure what stood before, not what is reported: 比上年的7.2亿元增长."""

from __future__ import annotations

import re
from functools import cache

from checker.parse import lexicon
from checker.parse.said import Said
from checker.parse.tokens import ON_TOP

_NEAR, _FAR = 14, 40  # characters before the figure in which such words stand


@cache
def _base_before() -> re.Pattern[str]:
    before = lexicon.either("year-before")
    named = f"[比较](?:{before}|\\d{{4}}年)(?:末|底|同期)?的$"
    opening = f"(?:^|[，；。（])而?(?:{before})(?:同期)?(?:为|是|完成|实现|达到)?$"
    # 扭转了上年下降1.6%的局面 tells of the year before as well, and so does 比2022年（3.2%）提高.
    turned = f"扭转了?(?:{before}|\\d{{4}}年)的?(?:同期)?(?:同比)?(?:增长|下降|上升|上涨|减少|降低|负增长)?$"
    bracketed = f"[比较](?:{before}|\\d{{4}}年)(?:同期|全年)?（$"
    # 增长6.0%，上年为下降11.3%: the growth of the year before; 去年 may be the year reported.
    last_year = "(?:上年(?:同期)?|同期)(?:为|是)?(?:同比)?"
    moved = f"(?:^|[，；。（])而?{last_year}(?:增长|下降|上升|上涨|减少|增加|降低|提高)$"
    return re.compile(f"{named}|{opening}|{turned}|{bracketed}|{moved}")


@cache
def _amount_before() -> re.Pattern[str]:
    """较上年7.20亿元增长20%: an amount right behind the year before, and then how it changed."""
    year = f"(?:{lexicon.either('year-before')}|\\d{{4}}年)(?:末|底|同期)?"
    return re.compile(f"[比较]{year}(?:(?:决算|执行|完成|实际|预算执行)数)?$")


@cache
def _measured_by() -> re.Pattern[str]:
    """是2020年1.81万辆的1.8倍: an amount of another year, by which one is measured."""
    year = f"(?:{lexicon.either('year-before')}|\\d{{4}}年)(?:末|底|同期|全年)?"
    return re.compile(f"(?:是|为|达到?|相当于|占){year}的?$")


@cache
def _reckoned_by() -> re.Pattern[str]:
    """按2023年一般公共预算收入95.45亿元计算: what stood before, which an aim is reckoned from."""
    return re.compile(f"(?:按照?|以)(?:{lexicon.either('year-before')}|\\d{{4}}年)[^，；。：]*$")


@cache
def _grown_from() -> re.Pattern[str]:
    """在上年增长9.2%的高基数上增长5.1%: what stood before, on which more is to come."""
    return re.compile(f"在(?:{lexicon.either('year-before')}|\\d{{4}}年)[^，；。：]*$")


# 扣除房地产开发投资，固定资产投资增长9.2%: on what terms the figure that follows is told.
_TERMS = re.compile(
    "(?:若是?|如果?|要是|其中)?(?P<terms>(?:扣除|剔除|不含|不包括|不考虑|排除|刨除|去除|除去|抛开|还原)[^，\\d]{2,24}?"
    "|按(?:照)?(?:可比|同|自然|还原)口径)(?:之?后|的话|[计测]算)?"
)
_TERMS_BEGIN = frozenset("若如要其扣剔不排刨去除抛还按")


def left_out(text: str) -> str:
    """Return what a clause says that the figures of the next one leave out, '' where it says no such thing.

    >>> left_out("剔除留抵退税因素后"), left_out("扣好第一粒扣子")
    ('剔除留抵退税因素', '')
    """
    said = _TERMS.fullmatch(text) if text[0] in _TERMS_BEGIN else None
    return said["terms"] if said else ""


_ON_TOP = re.compile(ON_TOP)
_CLOSES = re.compile(f"{ON_TOP}$")
_RECKONED_BEHIND = re.compile("(?:来|予以|进行)?(?:计算|测算|推算|匡算|为基[数期础])")
_TIMES_BEHIND = re.compile(r"的(?:约|近|超过?|将近)?[\d.一二两三四五六七八九十百]+(?:多)?(?:倍|%|成)")
_YEAR_IN_BRACKETS = re.compile(r"（(?P<year>(?:19|20)\d\d)年(?:末|底|同期)?(?:为|是|仅为?|达到?|完成|实现)?$")
_CHANGED_BEHIND = re.compile("(?:同比|有所|略有|稍有|明显|大幅)*(?:增长|下降|增加|减少|提高|上升)")


@cache
def _growth_before() -> re.Pattern[str]:
    before, other = lexicon.either("year-before"), "(?!目标|计划|预算|任务)[^，；。\\d]"
    year = f"[比较](?:{before}|\\d{{4}}年)(?:全年|年度|同期)?"
    return re.compile(f"{year}(?:{other}){{0,8}}?(?:的|增长|上涨|下降|增速|[增涨降]幅)?$")


# …5.2%回落了0.2个百分点: what is compared stands right behind the figure that it is compared with.
_COMPARED_BEHIND = re.compile(
    "的?(?:增速|[增涨降]幅|水平)?(?:大幅|明显|略|小幅|再)?"
    "(?:回落|回升|提高|提升|上升|下降|加快|放缓|减慢|缩小|收窄|扩大|[高低快慢])了?(?:约|近)?\\d"
)


def named(said: Said, text: str, offset: int, period: str | None) -> str:
    """Return the words that make a figure a base, with its year where they name it; '' where none do.

    Args:
        said: What is said; its figure counts from ``offset`` in ``text``.
        text: The folded text of the segment.
        period: The period of the clause: a year in brackets must lie before it.
    """
    if said.figure is None or said.role is not None:
        return ""
    start, end = said.figure.start + offset, said.figure.end + offset
    near, far = (text[max(0, start - width) : start] for width in (_NEAR, _FAR))
    return _compared(said, text, end, near, far) or _in_brackets(near, period)


def is_stock(said: Said, text: str, offset: int) -> bool:
    """Say whether a base is what there was: 在2023年120家的基础上新增30家 had no 120 new ones."""
    if said.figure is None or not said.carried or said.measure != "increment":
        return False
    return _ON_TOP.match(text, said.figure.end + offset) is not None


def closes(text: str) -> bool:
    """Say whether a clause is only a base: 在上年完成95.2亿元的基础上，…."""
    return _CLOSES.search(text) is not None


def _compared(said: Said, text: str, end: int, near: str, far: str) -> str:
    """比上年的235.95亿元增加…: what stands before the figure, where what stands behind it fits."""
    found = _base_before().search(near)
    if found is None and said.measure == "level" and _CHANGED_BEHIND.match(text, end):
        found = _amount_before().search(near)
    if found is None and _TIMES_BEHIND.match(text, end):
        found = _measured_by().search(near)
    if found is None and _RECKONED_BEHIND.match(text, end):
        found = _reckoned_by().search(far)
    if found is None and _ON_TOP.match(text, end):
        found = _grown_from().search(far)
    if found is None and said.carried and _COMPARED_BEHIND.match(text, end):
        found = _growth_before().search(near)
    return found.group() if found is not None else ""


def _in_brackets(near: str, period: str | None) -> str:
    """接待游客3126万人次（2019年为2766万人次）: a year before the clause's own, named in brackets."""
    first = (period or "").split("/")[0]  # of several years: 五年来…（2016年120家）
    found = _YEAR_IN_BRACKETS.search(near) if first.isdigit() else None
    return found.group() if found is not None and int(found["year"]) < int(first) else ""
