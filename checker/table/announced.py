"""Announced counts (抓好以下五项工作) with the number of items that follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checker.expressions import Sparing
from checker.model import Document, Segment
from checker.table import named_lists
from checker.table.outline import MARKS, Mark, marks, place
from checker.table.text import NUMERAL, NUMERALS, half_width, integer

_COUNTER = r"(?:个|大|项|点|条|件|方面|类)"
_THINGS = (
    r"(?:特点|问题|变化|方面|工作|任务|重点|举措|措施|行动|工程|要求|原则|着力点|突破|目标|项|条|点|"
    r"环节|领域|抓手|坚持|实事|大事|事(?![业项件故])|突出|重大|关键|主要|具体)"
)
_ANNOUNCED = Sparing(
    rf"(?:以下|如下|下列|下述|做好|抓好|办好|突出|着力|重点|聚焦|把握|坚持|实施|推进|落实|围绕|呈现|存在|从)"
    rf"[\u4e00-\u9fff]{{0,10}}?(?P<count>{NUMERAL}){_COUNTER}{_THINGS}*"
    rf"(?P<rest>[\u4e00-\u9fff]{{0,10}})[:：。]?\s*$"
)
# A heading announces its sub-headings only where it says so; 坚持三大战略 may merely be named.
_HEADING = Sparing(
    rf"(?:(?:以下|如下|下列|下述)[\u4e00-\u9fff]{{0,6}}?|(?:做好|抓好|办好|做到)[\u4e00-\u9fff]{{0,6}}?)"
    rf"(?P<count>{NUMERAL}){_COUNTER}(?:{_THINGS}*(?:工作|任务|实事|大事|方面|举措|措施|重点)|事)[:：]?\s*$"
)
# 共分解4大类14项任务，具体如下: counts of two depths, the second of all that stands beneath the first.
_TWO_DEPTHS = Sparing(
    rf"(?P<count>{NUMERAL})(?:个?大?类|个?方面|大项|个?部分|个?板块)[^\d,。;:]{{0,4}},?(?:共计?)?(?P<items>{NUMERAL})(?:项|条|件|个)"
    rf"[\u4e00-\u9fff]{{0,8}}(?:,?(?:具体)?(?:内容|任务|安排|分工)?(?:如下|是|为))?[:。]?\s*$"
)
_QUOTED = r"[\u4e00-\u9fff“”\"]{0,14}?"
# Before a colon anything may be counted but time: 用三个月时间：一是.
_COUNTED = (
    rf"(?:{_COUNTER}{_THINGS}+[\u4e00-\u9fff]{{0,8}}[:：,，。]"
    rf"|(?:个(?![月星小工])|大|项|点|条|件|方面|类|步|句|手){_QUOTED}[:：])\s*"
)
_INLINE = re.compile(rf"(?P<count>{NUMERAL}){_COUNTED}")
_LAST_NUMERAL = re.compile(rf"{NUMERALS}{_COUNTED}")  # found where the whole is, by one character, so faster
# The ways to number items inside a text, each with its number as first group.
_ITEMS: dict[str, re.Pattern[str]] = {
    "一是": re.compile(r"([一二三四五六七八九十]{1,2})是"),
    "一要": re.compile(r"(?<![\u4e00-\u9fff])([一二三四五六七八九十]{1,2})要"),
    "第一": re.compile(r"第([一二三四五六七八九十]{1,2})[,，、:：]"),
    "（一）": re.compile(r"\(([一二三四五六七八九十]{1,2})\)"),
    "(1)": re.compile(r"\((\d{1,2})\)"),
    "1.": re.compile(r"(?<![\d.])(\d{1,2})[.、](?!\d)"),
    "①": re.compile(r"([①-⑳])"),
}
_SPOKEN = ("一是", "一要", "第一")  # behind a full stop or comma too; the others only behind a colon
_TOLD_ABOVE = Sparing(
    rf"(?<![\d%％个项家人元亿万])(?:上述|以上|前述)的?(?P<count>{NUMERAL})(?:个?方面|项(?:工作|任务|措施|举措|重点)|点(?!\d)|条(?:意见|措施)|个问题)"
)
_BULLET = re.compile(r"\s*(——|—|--|[•●·※◆■▲★◎])")
# Beyond this a count is of what was done, and 一是 begins to tell of it, not to list it.
_MOST_INLINE = 12
_FEWEST = 2


class _Count(NamedTuple):
    start: int
    end: int
    announced: int
    found: int
    how: str


def count_rows(document: Document) -> Iterator[dict[str, object]]:
    """Yield announced counts with the number of items that follow.

    Three forms are certain: a paragraph that ends with the announcement and is followed by numbered
    headings of one depth; a heading that says 以下五项 over its sub-headings; and 一是 … 二是 …, or
    any other numbering, right behind the announcement. Where a text breaks off, its last list may too.
    """
    rows = list(_rows(document))
    if rows and rows[-1]["found"] < rows[-1]["announced"] and _breaks_off(document.segments):  # type: ignore[operator]
        rows.pop()
    return iter(rows)


_UNFINISHED = tuple(",，;；、")


def _breaks_off(segments: Sequence[Segment]) -> bool:
    """Whether the last paragraph ends within a sentence: an excerpt, or a page that was not copied whole."""
    last = next((s for s in reversed(segments) if s.kind == "paragraph"), None)
    return last is not None and last.text[last.start : last.end].rstrip().endswith(_UNFINISHED)


def _rows(document: Document) -> Iterator[dict[str, object]]:
    seq = 0
    numbered = marks(document)
    for at, segment in enumerate(document.segments):
        if segment.kind not in ("paragraph", "heading"):
            continue
        text = half_width(segment.text[segment.start : segment.end])
        for count in (
            *_followed(document.segments, at, text, numbered),
            *_inline(document.segments, at, text),
            *_beneath(document.segments, at, text, numbered),
            *_named(text),
            *_looking_back(text),
        ):
            begin, end = segment.start + count.start, segment.start + count.end
            yield {
                **place(document, segment, f"count:{document.path}#{seq}"),
                "start_at": begin,
                "end_at": end,
                "quote": segment.text[begin:end],
                "announced": count.announced,
                "found": count.found,
                "how": count.how,
            }
            seq += 1


def _followed(segments: Sequence[Segment], at: int, text: str, numbered: Sequence[Mark]) -> Iterator[_Count]:
    stripped = text.rstrip()
    heading = segments[at].kind == "heading" and not stripped.endswith((":", "：", "。"))
    match = (_HEADING if heading else _ANNOUNCED).search(stripped)
    announced = integer(match["count"]) if match else None
    if match is None or announced is None or announced < _FEWEST:
        return
    if not heading and ("。" in match["rest"] or not stripped.endswith((":", "：", "。"))):
        return
    start = _clause_start(text, match.start())
    if stripped.endswith((":", "：")):
        told = max(_carried_on(segments, at, style, 0) for style in (*_SPOKEN, "①"))
        if told >= _FEWEST:
            yield _Count(start, len(stripped), announced, told, "inline")
            return
        bullets = _bullets(segments, at)
        if bullets >= _FEWEST:
            yield _Count(start, len(stripped), announced, bullets, "bullets")
            return
    following = next((s for s in segments[at + 1 :] if s.kind in ("heading", "paragraph")), None)
    first = next((mark for mark in numbered if mark.segment is following), None)
    if first is None or first.number != 1 or _is_above(first, segments[at], numbered):
        return
    yield _Count(start, len(stripped), announced, _run(numbered, first), "headings")


def _bullets(segments: Sequence[Segment], at: int) -> int:
    """Return how many lines right behind an announcement open with one and the same bullet."""
    found, sign, line = 0, "", segments[at].line
    for segment in segments[at + 1 :]:
        if segment.line == line or segment.kind not in ("heading", "paragraph"):
            continue
        line = segment.line
        bullet = _BULLET.match(segment.text, segment.start, segment.end)
        if bullet is None or (sign and bullet[1] != sign):
            break
        found, sign = found + 1, bullet[1]
    return found


def _is_above(first: Mark, heading: Segment, numbered: Sequence[Mark]) -> bool:
    """Say whether the list behind a heading is not beneath it: 一、以下五项工作 before another 一、."""
    own = next((mark for mark in numbered if mark.segment is heading), None)
    order = [style for style, _ in MARKS]
    return own is not None and order.index(first.style) <= order.index(own.style)


def _run(numbered: Sequence[Mark], first: Mark) -> int:
    """Return how many headings stand in the list that ``first`` begins."""
    order = [style for style, _ in MARKS]
    depth, last = order.index(first.style), 0
    for mark in numbered[numbered.index(first) :]:
        if order.index(mark.style) < depth or (mark.style == first.style and mark.number <= last):
            break
        if mark.style == first.style:
            last = mark.number
    return last


def _beneath(segments: Sequence[Segment], at: int, text: str, numbered: Sequence[Mark]) -> Iterator[_Count]:
    """Yield how many items stand beneath the headings of a list whose two depths are announced in one breath.

    Only where the headings are as many as announced: else the list may be another one.
    """
    match = _TWO_DEPTHS.search(text.rstrip())
    following = next((s for s in segments[at + 1 :] if s.kind in ("heading", "paragraph")), None)
    first = next((mark for mark in numbered if mark.segment is following), None)
    if match is None or first is None or first.number != 1 or _is_above(first, segments[at], numbered):
        return
    begin, order = numbered.index(first), [style for style, _ in MARKS]
    if begin + 1 >= len(numbered) or _run(numbered, first) != integer(match["count"]):
        return
    inner, found = numbered[begin + 1].style, 0
    if order.index(inner) <= order.index(first.style):
        return
    for mark in numbered[begin + 1 :]:
        if order.index(mark.style) < order.index(first.style) or (
            mark.style == first.style and mark.number == 1
        ):
            break
        found += mark.style == inner
    announced = integer(match["items"])
    if announced is not None and found >= _FEWEST:
        yield _Count(_clause_start(text, match.start()), len(text.rstrip()), announced, found, "headings")


def _inline(segments: Sequence[Segment], at: int, text: str) -> Iterator[_Count]:
    for match in _INLINE.finditer(text) if _LAST_NUMERAL.search(text) else ():
        announced = integer(match["count"])
        style = _style(text, match.end(), after_colon=text[: match.end()].rstrip()[-1] in ":：")
        if announced is None or style is None or not _FEWEST <= announced <= _MOST_INLINE:
            continue
        found = 0
        for item in _ITEMS[style].finditer(text, match.end()):
            if _number(item[1]) != found + 1:
                break
            found += 1
        else:
            found = _carried_on(segments, at, style, found)
        if found >= _FEWEST:
            yield _Count(_clause_start(text, match.start()), match.end(), announced, found, "inline")


def _named(text: str) -> Iterator[_Count]:
    """Yield counts with names behind them that no way to split gives."""
    for found in named_lists.find(text):
        fits = found.fewest <= found.announced <= found.most
        items = found.announced if fits else found.most if found.announced > found.most else found.fewest
        yield _Count(_clause_start(text, found.start), found.end, found.announced, items, "names")


def _looking_back(text: str) -> Iterator[_Count]:
    """Yield 上述四项工作 behind 一是…二是…, with how many of them its paragraph has told."""
    for match in _TOLD_ABOVE.finditer(text):
        announced, found = integer(match["count"]), 0
        for style in _SPOKEN:
            number = 0
            for item in _ITEMS[style].finditer(text, 0, match.start()):
                told = _number(item[1])
                number = told if told is not None and told in (1, number + 1) else number
            found = max(found, number)
        if announced is not None and found >= _FEWEST:
            yield _Count(_clause_start(text, match.start()), match.end(), announced, found, "inline")


def _style(text: str, at: int, *, after_colon: bool) -> str | None:
    """Return how the list that begins at a place is numbered, None where none begins there."""
    for style, pattern in _ITEMS.items():
        match = pattern.match(text, at)
        if match and _number(match[1]) == 1 and (after_colon or style in _SPOKEN):
            return style
    return None


def _number(written: str) -> int | None:
    return "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳".find(written) + 1 or integer(written)


def _carried_on(segments: Sequence[Segment], at: int, style: str, found: int) -> int:
    """Return the number of items, those at the head of the next paragraphs included.

    An item may have paragraphs of its own behind it; a heading ends the list.
    """
    for segment in segments[at + 1 :]:
        if segment.kind == "heading":
            return found
        if segment.kind != "paragraph":
            continue
        text = half_width(segment.text[segment.start : segment.end]).lstrip()
        first = _ITEMS[style].match(text)
        if first is None:
            if not found:
                return 0
            continue
        for item in _ITEMS[style].finditer(text):
            if _number(item[1]) != found + 1:
                return found
            found += 1
    return found


def _clause_start(text: str, before: int) -> int:
    return max(text.rfind(sign, 0, before) for sign in "。；;,，") + 1
