"""A clause as typed items for ``grammar/commitments.lark``: what is verb, name, list and what stands behind.

The words that say a stage also stand in names (老旧小区改造二期). Which they are is told by where they
stand: at the clause's front, in the run of words at its end, or between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from checker.parse import commitment_words as words
from checker.parse.commitment_names import head_of
from checker.parse.commitment_words import NONE, Readings, Seen

_WRAPPED = re.compile("“[^”]*”|《[^》]*》|（[^（）]*）|‘[^’]*’")
_LINK = re.compile(
    "(?:以及|并且|并|和|与|及|、|的|，|\\s|20\\d\\d年[底内末]?|\\d{1,2}月(?:份|底|初|末|[上中下]旬)?|之?前)*"
)
_BETWEEN = re.compile("(?:以及|并且|并|和|与|及|、)")
_COUNTED = re.compile(
    "(?P<names>.*[^\\d])(?P<count>\\d+|[一二两三四五六七八九十]{1,3})(?P<of>[个条宗所座处栋幢块项片]个?)(?P<what>[^\\d]{2,12})"
)
_MARKED = re.compile("以及|[、和与及]")
# 三、四期 and 市、区两级 are one name.
_ONE_NAME = re.compile(
    "[一二三四五六七八九十\\d]、[一二三四五六七八九十\\d]+(?:期|号院|号楼|号地)|[省市]、[市区县]"
)
_SHORTEST = 2
# When it was done or shall be: 于去年9月28日, 3月底前, 二季度. What it follows is the name.
_DATE = re.compile(
    "(?:(?:均已|现已|已经|已)?[于在]|到)?(?:(?:20\\d\\d|[今去明当上本])年)?(?:\\d{1,2}月(?:\\d{1,2}日)?|[一二三四]季度|[上下]半年|(?<=\\d)年|年(?=[底初末内])"
    "|(?<=[今去明当上本]年))(?:份|底|初|末|中|上旬|中旬|下旬)?(?:之?前|内|以前)?"
    "|(?:(?:均已|现已|已经|已)?[于在]|到)?20\\d\\d年"
)
_OF_DATES = frozenset("年月季")  # every date holds one
# How far the works are: 完成工程量的六成, 形象进度达到85%. Finished works have no such measure.
_SHARE_DONE = re.compile(
    "(?:的|达到?|已达到?|完成了?|超过?|过|近|约)*(?:\\d{1,2}(?:\\.\\d+)?%|[一二三四五六七八九]成|百分之[一-龥]{1,3}|过半|一半|大半)(?:以上|左右|多)?$"
)
_WORKS_DONE = (
    "工程量",
    "工程总量",
    "形象进度",
    "工程进度",
    "建设进度",
    "施工进度",
    "总体进度",
    "工作量",
    "进度",
    "工程",
    "主体结构",
    "主体",
    "施工",
    "路基",
    "桥梁",
    "隧道",
)
# 柳溪大桥因征地受阻…: why it has come no further is no part of its name.
_CAUSE = re.compile("(?:因为?|由于|受)[^、，]{2,14}$")
# …正在进行渠道衬砌施工: whatever part of the works it is, they go on.
_WORKING = re.compile(
    "(?:正在|正|仍在|还在)?(?:进行|开展|完成)[^，、。]{1,10}(?:施工|安装|装修|开挖|浇筑|吊装|铺设|掘进|调试|作业|衬砌)$"
)
# 东渡大桥已进入收尾阶段: how it came to its stage is no part of its name.
_ENTERING = re.compile("(?:已经?|正|即将)?(?:进入|转入|步入)到?$")
_BELONGING = ("配套", "周边", "接线", "连接线", "附属", "相关", "辅路", "引桥", "沿线")


@dataclass(slots=True)
class Item:
    """One typed stretch of a clause; ``readings`` are those of its word, where it is one."""

    kind: str  # L S N J E T
    start: int
    end: int
    text: str
    readings: Readings = field(default_factory=lambda: NONE)


class _Hit(NamedTuple):
    start: int
    end: int
    word: str
    readings: Readings


def shape(text: str, seen: Sequence[Seen] | None = None) -> list[Item]:
    """Return the items of a clause, in order; none where it holds no verb.

    >>> [item.kind + ":" + item.text for item in shape("加快白石路、青溪桥等3个项目建设")]
    ['L:加快', 'N:白石路', 'J:、', 'N:青溪桥', 'E:等3个', 'T:项目建设']

    Args:
        text: The clause.
        seen: Its known words, where they have been looked for.
    """
    whole, told = text, _before_share(text)
    if told < len(text):
        text, seen = text[:told], None  # 主体工程完成60%: its 完成 is no word of the works
    hits = _working(text, _hits(text, words.seen(text) if seen is None else seen))
    if not hits:
        return []
    first_tail = _tail(text, hits)
    end = hits[first_tail].start if first_tail < len(hits) else len(text)
    items: list[Item] = []
    position = 0
    for kind, first, last in _front(text, hits, first_tail):
        # What stands before the first verb is no object of it.
        if items and position < first.start:
            items.extend(_names(text, position, first.start, hits))
        items.append(Item(kind, first.start, last.end, text[first.start : last.end], last.readings))
        position = last.end
    if position < end:
        items.extend(_names(text, position, _before_link(text, position, end), hits))
    items.extend(
        Item("T", hit.start, hit.end, hit.word, hit.readings) for hit in hits[first_tail:] if _says(hit)
    )
    if told < len(whole) and items and items[-1].kind == "T" and items[-1].end == told:
        behind = items.pop()
        items.append(Item("T", behind.start, len(whole), whole[behind.start :], behind.readings))
    return items


def _says(hit: _Hit) -> bool:
    """Whether a word of the clause's end tells a stage, or that it is not past it (正在)."""
    adverb = hit.readings.get("ADV")
    return adverb is None or len(hit.readings) > 1 or bool(adverb.attribute)


def _hits(text: str, seen: Sequence[Seen]) -> list[_Hit]:
    """Return the known words of a clause outside quotes and brackets; none where no verb is among them."""
    if not any(word.acts for _, word in seen):
        return []
    found = [_Hit(last - word.size + 1, last + 1, word.text, word.readings) for last, word in seen]
    if _PLAIN.isdisjoint(text):
        return found
    wrapped = [match.span() for match in _WRAPPED.finditer(text)]
    return [hit for hit in found if not any(a <= hit.start < b for a, b in wrapped)]


def _working(text: str, hits: list[_Hit]) -> list[_Hit]:
    """Put one word in the place of those that tell at which part of the works a named thing is."""
    found = _WORKING.search(text) if text[-1:] in "工装修挖筑设进试业砌" else None
    if found is None or not head_of(text[: found.start()])[0]:
        return hits
    said = _Hit(found.start(), found.end(), found.group(), words.load().readings["主体施工"])
    return [*(hit for hit in hits if hit.end <= found.start()), said]


_PLAIN = frozenset("“《（‘")
_LISTING = frozenset("、和与及")


def _may_end(hit: _Hit) -> bool:
    for kind in ("TAIL", "PUSH", "ADV", "NOT"):
        if kind in hit.readings:
            return True
    verb = hit.readings.get("VERB")
    return verb is not None and "o" not in verb.flags


def _issues(hits: list[_Hit]) -> bool:
    return any(_attribute(hit) in ("出台", "编制", "编成", "评估") for hit in hits)


def _attribute(hit: _Hit) -> str:
    reading = hit.readings.get("VERB") or hit.readings.get("TAIL")
    return reading.attribute if reading else ""


def _tail(text: str, hits: list[_Hit]) -> int:
    """Return the index of the first hit of the run that stands behind everything else."""
    first, end = len(hits), len(text)
    for index in range(len(hits) - 1, -1, -1):
        hit = hits[index]
        if not _may_end(hit) or (hit.end != end and not _linked(text, hit.end, end)):
            break
        # 出台…建设方案: what is issued is the scheme itself.
        if "TAIL" in hit.readings and head_of(hit.word)[1] == "policy" and _issues(hits):
            break
        first, end = index, hit.start
    # 滨河路快速化改造工程尚未开工: 工程 behind what alone is no name belongs to it.
    if first + 1 < len(hits) and {"TAIL", "head"} <= hits[first].readings.keys():
        start = hits[first - 1].end if first else 0
        if start < hits[first].start and not head_of(text[start : hits[first].start])[0]:
            first += 1
    # A run that is the whole clause promises nothing; its first words are then the verb.
    return first


def _before_share(text: str) -> int:
    """Return where a clause ends without the share of the works that is done."""
    share = _SHARE_DONE.search(text) if text[-1:] in "%成上右多半" else None
    return share.start() if share is not None and text.endswith(_WORKS_DONE, 0, share.start()) else len(text)


def _linked(text: str, start: int, end: int) -> bool:
    """Whether nothing but conjunctions and dates stands between."""
    link = _LINK.match(text, start, end)
    return link is not None and link.end() == end


def _front(text: str, hits: list[_Hit], tail: int) -> Iterator[tuple[str, _Hit, _Hit]]:
    """Yield the verbs before the objects: kind, first and last hit."""
    position = 0  # up to here everything is verb or says how it is done
    for index, hit in enumerate(hits[:tail]):
        verb, push = hit.readings.get("VERB"), hit.readings.get("PUSH")
        if verb is None and push is None and "ADV" not in hit.readings:
            continue
        at_front = position == hit.start or not text[position : hit.start].strip()
        if not at_front and position > 0:
            at_front = _BETWEEN.fullmatch(text, position, hit.start) is not None
        if at_front and "ADV" in hit.readings and _leads(hits, index, tail):
            position = hit.end
            continue
        if (
            verb is not None
            and (at_front or "n" not in verb.flags)
            and not _ends_name(text, hit, hits, index)
        ):
            yield "S", hit, hit
            position = hit.end
        elif (
            push is not None
            and (at_front or "n" not in push.flags)
            and not _ends_name(text, hit, hits, index)
        ):
            yield "L", hit, hit
            position = hit.end


def _leads(hits: list[_Hit], index: int, tail: int) -> bool:
    """Whether an adverb stands right before another adverb or a verb, rather than being part of a name."""
    hit = hits[index]
    if "VERB" in hit.readings or "PUSH" in hit.readings:
        return False
    following = hits[index + 1] if index + 1 < tail else None
    return following is not None and following.start == hit.end and "WHOLE" not in following.readings


def _ends_name(text: str, hit: _Hit, hits: list[_Hit], index: int) -> bool:
    """西营小学扩建等工程: a verb right before 等 or a list mark belongs to the name before it."""
    if hit.start == 0:
        return False
    following = hits[index + 1] if index + 1 < len(hits) else None
    before_etc = following is not None and following.start == hit.end and "ETC" in following.readings
    return before_etc or text.startswith(("、", "的", "工程", "项目"), hit.end)


def _before_link(text: str, start: int, end: int) -> int:
    """Return where a stretch ends without the date, the cause and the conjunctions at its end."""
    if not _OF_DATES.isdisjoint(text):
        for date in _DATE.finditer(text, start):
            if date.start() < end <= date.end():
                end = date.start()
    entering = _ENTERING.search(text, start, end) if text.endswith(("入", "入到"), start, end) else None
    if entering is not None:
        end = entering.start()
    cause = _CAUSE.search(text, start, end)
    if cause is not None and head_of(text[start : cause.start()])[0]:
        end = cause.start()
    if end - start > _SHORTEST and text[end - 1] == "的":
        return end - 1
    for match in _BETWEEN.finditer(text, start, end):
        if match.end() == end:
            return match.start()
    return end


def _names(text: str, start: int, end: int, hits: list[_Hit]) -> Iterator[Item]:
    """Yield the names of a list and what closes it."""
    while start < end and text[start] in "、和与及的 　":
        start += 1
    if start >= end:
        return
    etc = next((h for h in reversed(hits) if "ETC" in h.readings and start < h.start and h.end <= end), None)
    last = etc.start if etc else end
    closing = (last, end) if etc else None
    if etc is None and text.find("、", start, end) > 0:
        counted = _COUNTED.fullmatch(text, start, end)
        if counted is not None and "、" in counted["names"]:
            last = counted.start("count")
            closing = (last, end)
    position = start
    pieces = list(_split(text, start, last))
    for number, (first, stop) in enumerate(pieces):
        if number:
            yield Item("J", position, first, text[position:first])
        yield Item("N", first, stop, text[first:stop])
        position = stop
    if closing and pieces:
        yield Item("E", closing[0], closing[1], text[closing[0] : closing[1]])


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of a list's names. 和, 与 and 及 part only the last two, and only whole names."""
    part = text[start:end]
    if _LISTING.isdisjoint(part):
        yield start, end
        return
    wrapped = [] if _PLAIN.isdisjoint(part) else [m.span() for m in _WRAPPED.finditer(text, start, end)]
    marks = [
        match
        for match in _MARKED.finditer(text, start, end)
        if not any(a <= match.start() < b for a, b in wrapped)
    ]
    commas = [
        m for m in marks if m.group() == "、" and not _ONE_NAME.match(text, max(m.start() - 1, start), end)
    ]
    first = start
    for mark in commas:
        if mark.start() - first >= 1:
            yield first, mark.start()
        first = mark.end()
    last = next((m for m in reversed(marks) if m.start() > first and m.group() != "、"), None)
    if last is not None and _parts(text, first, last.start(), last.end(), end, listed=bool(commas)):
        yield first, last.start()
        first = last.end()
    if first < end:
        yield first, end


def _parts(text: str, start: int, stop: int, first: int, end: int, *, listed: bool) -> bool:
    """Whether a conjunction stands between two names: both are long enough, and the first ends like one."""
    if stop - start < _SHORTEST or end - first < _SHORTEST or text.startswith(_BELONGING, first):
        return False
    if text[stop:first] == "以及":
        return True
    if head_of(text[start:stop])[0]:
        return head_of(text[first:end])[0] != "" or listed
    return False
