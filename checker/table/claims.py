"""What a report claims of its own year's targets: met as a whole, or one figure against its target."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from checker.expressions import Sparing
from checker.model import Reading, Statement
from checker.table.spots import NUMBER, Before, Spot, amount, spots, written_number

_TARGET = (
    r"(?:(?:省|市|区|县|州|旗)?(?:人大常委会|人大会议|人大|人代会|人民代表大会))?"
    r"(?:(?:全年|年度|本年度|年初|当年|既定|预定|原定|确定|批准|调整后|调整|预期|计划|预算|增长|增速|进度|的)*)"
    r"(?:目标任务|目标值|目标数|目标|预期|计划数|计划|任务|预算)"
)
_NUMBER = rf"(?P<number>{NUMBER})\s*(?P<unit>个百分点|百分点|%)"
# The target's own figure may stand on either side of it: 比6%左右的目标低0.4, 与预期目标6%相比高0.4个百分点.
_FIGURE = rf"(?:增长)?(?:{NUMBER})\s*%(?:以上|左右|以内)?"
_GOAL = rf"(?:{_FIGURE}的?{_TARGET}|{_TARGET}(?:{_FIGURE})?)"
_ABOVE = "高于|高出|超过|超出|超|快于|好于|优于"
_BELOW = "低于|落后于|落后|慢于"
_MARGINS = (
    Sparing(rf"(?P<dir>{_ABOVE}|{_BELOW})了?{_GOAL}(?:约|近)?{_NUMBER}"),
    Sparing(
        rf"(?:比|较|[与同和](?={_GOAL}相[比较])){_GOAL}(?:相比|相较)?(?P<dir>高|快|多|低|慢|少)出?了?(?:约|近)?{_NUMBER}"
    ),
)
_DIRECTION = Sparing(
    rf"(?P<dir>高于|超过|快于|好于|优于|超额完成|圆满完成|顺利完成|完成|实现|达到)了?(?P<target>{_TARGET})"
    r"(?=$|[，,。；;、]|以上|要求)"
)
_UP = frozenset(
    {"高于", "高出", "超过", "超出", "超", "快于", "好于", "优于", "高", "快", "多", "增加", "超收"}
)
# 比年初目标多0.3万人; 超过年度目标0.3万人 may as well say what the target is.
_AMOUNT_MARGIN = Sparing(
    rf"(?:比|较){_TARGET}(?P<dir>多|少|高|低|增加|减少|超收|短收)出?了?(?:约|近)?"
    rf"(?P<number>{NUMBER})\s*(?P<scale>[十百千万亿]*)(?P<unit>[^\d，。；、（）,;%\s]{{1,4}})(?=[，。；、（）,;]|$)"
)

# How many targets there are; of 12项指标中8项 those that were missed are the others.
_COUNT = r"(?:[一二三四五六七八九十]+|\d+)[项个]"
_COUNTED = re.compile(_COUNT)
_REST = re.compile(r"其中|其余|其他|另外?|中[，,]?$|有$")
_MISSED = re.compile(
    r"未(?:能|达|完|实现)|没有(?:完成|达到|实现)|低于(?:预期|年初|年度|目标|计划)|不及预期|差距"
)
# The object of a claim over the whole year may hold nothing but these words; a word of its own
# (化债, 换届, 改革, “十四五”) makes it a claim about something else.
_OWN_WORDS = (
    r"(?:了|全年|年度|年初|当年|今年|去年|上年|\d{4}年|全市|全区|全县|全省|全州|全旗|全盟|我市|我区|我县|我省|我旗|我州|我盟|市|区|县|省|旗|州|盟"
    r"|国民经济和社会发展|国民经济|经济社会发展|经济和社会发展|经济社会|主要|各项|既定|预期|预定|确定|提出"
    rf"|{_COUNT}|制定|定下|安排|部署|的|和|任务|目标|计划|指标|人大|人代会|人民代表大会|[一二三四五六七八九十]+届"
    r"|[一二三四五六七八九十]+次|会议|大会|批准|审议|通过|、)"
)
_DONE = "(?:完成|实现|达到|兑现)"
_HOW = "圆满|全面|超额|胜利|全部|较好|基本|总体上|总体|顺利|均|都"
# 全面超额完成, 均圆满完成, 全部如期完成: the first says how much is claimed.
_ALSO = "(?:圆满|全面|超额|胜利|全部|如期|高质量)?"
_WHOLES = (
    Sparing(
        rf"(?P<how>{_HOW}){_ALSO}地?(?:{_DONE}(?:或者?(?:超额?|超过|好于|高于|优于)(?:{_DONE})?)?)了?(?P<object>{_OWN_WORDS}{{1,12}})(?=$|[，,。；;、])"
    ),
    Sparing(
        rf"(?P<object>{_OWN_WORDS}{{2,12}})(?P<how>{_HOW}){_ALSO}地?(?:得到)?(?:完成|实现|达到预期|兑现)(?=$|[，,。；;、])"
    ),
    Sparing(
        rf"(?P<object>{_OWN_WORDS}{{2,12}})(?:完成|执行|实现|进展|落实)(?:情况|得)"
        r"(?P<how>(?:总体|整体|总的)?(?:上)?(?:较好|较为良好|良好|很好|比较好|符合预期|好于预期))(?=$|[，,。；;、])"
    ),
)
_AMOUNTS = ("level", "increment")
_OBJECT = re.compile(r"目标|任务|指标|计划")
_ANCHOR = re.compile(r"全年|年度|年初|当年|今年|去年|上年|\d{4}年|人大|人代会|大会|发展|主要|各项|预期|既定")
_MILD = re.compile(r"好|基本|总体|整体|顺利|符合")
# What may stand before 目标任务全部完成 without making it a claim about one task: who set the targets.
_SETTERS = re.compile(
    r"指标|目标|任务|年|全市|全区|全县|全省|全州|全旗|全盟|我们|共同|努力|奋斗|拼搏|[委府会届的看]$"
)
# What is wished, feared or asked for is no claim.
_NOT_YET = re.compile(
    r"(?:确保|力争|争取|努力|保障|推动|必须|坚决|务必|能否|能不能|为了|为|以|将|(?<![主重])要|如期|关键|有望|未能?|没有|没|难以"
    r"|不能|尚未|差距|部分|多数|绝大多数|大多数|除[^，。]{1,30}外[，,]?)[^，,。；;]{0,10}$"
)


def rows(reading: Reading, report_year: int) -> Iterator[dict[str, object]]:
    """Yield the rows of the relation ``claim`` of a document that reports ``report_year``."""
    if not report_year:
        return
    before = Before(reading)
    seq = 0
    for spot in spots(reading):
        year = spot.year(report_year)
        if not spot.tells or year != report_year:
            continue
        for row in (
            *_wholes(spot, reading.document.lines[spot.line]),
            *_figures(spot, before),
            *_amounts(spot, before),
        ):
            yield {
                "id": f"claim:{reading.document.path}#{seq}",
                "document": reading.document.path,
                "doc_id": f"doc:{reading.document.path}",
                "line": spot.line,
                "year": year,
                **row,
            }
            seq += 1


def _row(spot: Spot, start: int, end: int, kind: str) -> dict[str, object]:
    zero = Decimal(0)
    return {
        "start_at": spot.start + start,
        "end_at": spot.start + end,
        "quote": spot.quote(start, end),
        "claims": kind,
        "statement": "",
        "margin_low": zero,
        "margin_high": zero,
        "margin": "",
    }


def _wholes(spot: Spot, line: str) -> Iterator[dict[str, object]]:
    taken = -1
    for pattern in _WHOLES:
        for match in pattern.finditer(spot.text):
            what = match["object"]
            if match.start() < taken or not _OBJECT.search(what) or not _ANCHOR.search(what):
                continue
            if _NOT_YET.search(spot.text[: match.start()]) or _own_subject(spot, match):
                continue
            if _COUNTED.search(what) and _some_only(spot, match, line):
                continue
            taken = match.end()
            yield _row(spot, match.start(), match.end(), "mild" if _MILD.search(match["how"]) else "whole")


def _some_only(spot: Spot, match: re.Match[str], line: str) -> bool:
    """Say whether the targets counted are some of more: a rest, or one missed, is spoken of beside them."""
    beside = (spot.text[: match.start()], spot.text[match.end() :])
    return _MISSED.search(line) is not None or any(_REST.search(text) for text in beside)


def _own_subject(spot: Spot, match: re.Match[str]) -> bool:
    """Say whether the clause names a subject of its own: 新增就业、粮食产量均完成年度目标."""
    clause = re.split(r"[，,；;：:]", spot.text[: match.start()])[-1].strip()
    if not clause or _SETTERS.search(clause):
        return False
    after = match.start("how") > match.start("object")
    return after or match["how"] in ("均", "都", "超额", "全部", "全面", "基本")


def _figures(spot: Spot, before: Before) -> Iterator[dict[str, object]]:
    taken: list[tuple[int, int]] = []
    for pattern in _MARGINS:
        for match in pattern.finditer(spot.text):
            figure = _rate(spot, before, match.start())
            if figure is None:
                continue
            taken.append(match.span())
            written = ("高" if match["dir"] in _UP else "低") + f"{match['number']}个百分点"
            yield _margin(spot, match, figure, written_number(match["number"]), written)
    for match in _DIRECTION.finditer(spot.text):
        if any(start <= match.start() < end for start, end in taken):
            continue
        figure = _nearest(spot, before, match.start())
        if figure is not None and not _NOT_YET.search(spot.text[: match.start()]):
            yield {**_row(spot, match.start(), match.end(), "met"), "statement": figure.id}


def _amounts(spot: Spot, before: Before) -> Iterator[dict[str, object]]:
    """Yield by how much amounts are said to differ from their targets, in their base unit."""
    for match in _AMOUNT_MARGIN.finditer(spot.text):
        figure = _nearest(spot, before, match.start())
        if figure is None or figure.measure not in _AMOUNTS:
            continue
        told = amount(match["number"], match["scale"], match["unit"], figure.base_unit or "")
        if told is not None:
            written = "".join(match.group("number", "scale", "unit"))
            yield _margin(spot, match, figure, told, ("多" if match["dir"] in _UP else "少") + written)


def _margin(
    spot: Spot, match: re.Match[str], figure: Statement, told: tuple[Decimal, Decimal], written: str
) -> dict[str, object]:
    """Return the row of a margin: how much it is, and half of its last digit."""
    size, half = told
    sign = 1 if match["dir"] in _UP else -1
    ends = sorted((sign * (size - half), sign * (size + half)))
    return {
        **_row(spot, match.start(), match.end(), "margin"),
        "statement": figure.id,
        "margin_low": ends[0],
        "margin_high": ends[1],
        "margin": written,
    }


def _rate(spot: Spot, before: Before, at: int) -> Statement | None:
    found = before.figures(spot.line, spot.start, spot.start + at)
    # 目标由6%调整为3.5%，高于调整后目标0.2个百分点 is not said of the target.
    rates = [
        figure
        for figure in found
        if figure.measure in ("growth", "share", "points") and figure.modality not in ("target", "baseline")
    ]
    return rates[0] if rates and _near(spot, rates[0], at) else None


def _nearest(spot: Spot, before: Before, at: int) -> Statement | None:
    """Return the figure of the clause before: a claim after a list may speak of any of it."""
    found = before.figures(spot.line, spot.start, spot.start + at)
    return found[0] if found and _near(spot, found[0], at) else None


def _near(spot: Spot, figure: Statement, at: int) -> bool:
    """Say whether only commas and a few words stand between a figure and what is said of it."""
    between = spot.text[figure.end - spot.start : at]
    return len(between) <= 6 and not re.search(r"[；;、]|其中|和|与", between)
