"""分别 lists: how many names stand before and how many values behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.model import Document
from checker.table.text import NUMERAL, half_width, integer

_ONE = (
    r"(?:(?:19|20)\d\d年(?:末|底)?的?)?(?:[+-]?\d[\d.]*(?:\s*[-—~至]\s*\d[\d.]*)?[%‰]?[\u4e00-\u9fffA-Za-z/]{0,9}?"
    r"|百分之[零一二三四五六七八九十百点]+|[零〇一二两三四五六七八九十百千万亿点]{2,}[\u4e00-\u9fff]{0,5}?)"
    r"(?:以上|左右|以内|以下)?"
)
_RUN = rf"{_ONE}(?:(?:、|和|与|及|以及){_ONE}){{0,11}}"
_VALUES = rf"(?P<values>{_RUN}(?:[^\d,。;、]{{0,6}}(?:到|至|为){_RUN})?)(?=[,。;:!?\n(]|\.(?!\d)|$)"
_FROM_TO = re.compile(r"[从由].*(?:到|至|为)")
_VERB = r"(?P<verb>(?:比|较|同比|预计|可)?[\u4e00-\u9fff]{0,8}?)"
# 甲、乙分别增长3%、4%; 甲分别高于全国、全省0.7、0.4个百分点: the names may also be what it is held against.
_RESPECTIVE = re.compile(
    rf"(?P<names>[^,。;:!?\n]{{0,80}}?)分别(?:(?:高于|低于|快于|高出|低|高|比|较)(?P<against>[\u4e00-\u9fff、]{{2,40}}?)"
    rf"(?:高|低|快|慢|多|少)?|{_VERB}){_VALUES}"
)
# …三类，分别为76个、52个、14个; 三个百亿级产业，产值分别达到…: the count of the clause before says how many.
_COUNTED_BEFORE = re.compile(
    rf"(?<![第\d.])(?P<count>{NUMERAL})(?:(?:大|个)?(?:类|项|方面|部分|块|种|档|级|条线)[\u4e00-\u9fff]{{0,4}},"
    rf"|(?:大|个)[\u4e00-\u9fff]{{2,8}},(?:产值|投资|规模|面积|产量|营收|营业收入|总投资|增速|占比|人口)?)"
    rf"分别(?:为|是|有|占|达到?|完成|增长|实现){_VALUES}"
)
_VALUE = re.compile(
    r"[+-]?\d+(?:\.\d+)?(?:\s*[-—~至]\s*\d+(?:\.\d+)?)?|百分之[零一二三四五六七八九十百点]+"
    r"|(?<!\d)[零〇一二两三四五六七八九十百千万亿点]{2,}"  # not the 万亿 of 38.7万亿元
)
# 三次产业增加值, 四个园区: one name that says of how many things it speaks.
_COUNTED_NAME = re.compile(
    r"(?<![第前后近上十])(?P<count>[两二三四五六七八九十]|\d{1,2})(?:次(?=产业)|大(?=[\u4e00-\u9fff]{2})|个|类|项|种|家|县|区(?!间))"
)
_AND_SO_ON = re.compile(rf"等(?:(?P<count>{NUMERAL})(?:个|家|项|类|种|大|县|区|市|所|条|座))?")
# One word that counts two: 城乡居民收入, 存贷款余额, 进出口.
_DOUBLE = re.compile(r"城乡|存贷|进出口|内外资|市区两级|中小学|水陆|男女")
# 七、粮食、油料、蔬菜产量分别为…: the number of the paragraph is no name; 一、二、三产 are three.
_MARK = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}、(?![二三]、|二产|二次产业)|\(?[一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、])"
)
_NAMELESS = re.compile(r"\s*(?:同比|环比|[比较](?:上年|去年|上年同期|去年同期))?\s*")
_FIGURE_LAST = re.compile(r"\d[\d.]*[\u4e00-\u9fff]{1,5}\s*$")
_QUOTED = re.compile("“[^“”]*”")  # “甲、乙及丙业”收入: what stands in quotes is one name
_PAIR = 2
_SPLIT = re.compile(r"、|和|与|及|以及|,")
_SPLIT_COMMA = re.compile(r"、")


def rows(document: Document) -> Iterator[dict[str, object]]:
    """Yield each 分别 list with the counts its names may have and the number of its values.

    ``fewest`` and ``most`` bound the number of names over every way to split them; ``possible`` says
    whether some way gives the number of values (one value may serve all; one name with several values has its
    names in the clause before).
    """
    seq = 0
    for segment in document.segments:
        if segment.kind not in ("paragraph", "heading"):
            continue
        text = half_width(segment.text[segment.start : segment.end])
        if "分别" not in text:
            continue
        for match, counts in _lists(text):
            values = len(_VALUE.findall(_without_years(match["values"])))
            if _FROM_TO.search(match[0].partition("分别")[2]) and values % 2 == 0:
                values //= 2  # 分别从5%、7%提高到6%、9%: two to each name
            start = segment.start + match.start()
            end = segment.start + match.end()
            yield {
                "id": f"paired:{document.path}#{seq}",
                "document": document.path,
                "doc_id": f"doc:{document.path}",
                "line": segment.line,
                "start_at": start,
                "end_at": end,
                "quote": segment.text[start:end],
                "values_found": values,
                "fewest": min(counts),
                "most": max(counts),
                "possible": max(counts) < 2
                or values in (0, 1)
                or any(low <= values <= high for low, high in _ranges(counts)),
            }
            seq += 1


def _lists(text: str) -> Iterator[tuple[re.Match[str], list[int]]]:
    """Yield each list with how many names it may have, 0 where they cannot be counted."""
    for match in _COUNTED_BEFORE.finditer(text):
        yield match, [integer(match["count"]) or 0]
    end, told = -1, 0
    for match in _RESPECTIVE.finditer(text):
        counts = _counts(_MARK.sub("", match["names"]))
        if max(counts) == 0 and text[end : match.start()] == "," and not match["against"]:
            counts = [told]  # …分别为12亿元、8亿元，分别增长5%、6%: of the same names
        end, told = match.end(), len(_VALUE.findall(_without_years(match["values"])))
        if _NAMELESS.fullmatch(match["names"]) and text[: match.start()].endswith(","):
            counts = _figures_before(text, match.start() - 1, told) or counts
        if match["against"]:
            # 甲、乙分别高于全国、全省…: either may be what is counted, or each by each.
            against = _counts(match["against"])
            if max(counts) > 1 and max(against) > 1:
                continue
            counts = against if max(counts) < 2 else counts
        yield match, counts


def _figures_before(text: str, comma: int, values: int) -> list[int]:
    """Return how many figures may be spoken of where 分别 has no names: those of the clause before, or all.

    事故42起、死亡31人，同比分别下降…: those two. 案件86件，罚款742万元，分别下降…: no more than there are.
    """
    clause = text[max(text.rfind(mark, 0, comma) for mark in ",。;:!?\n(") + 1 : comma]
    sentence = text[max(text.rfind(mark, 0, comma) for mark in "。;:!?\n(") + 1 : comma]
    if "%" in sentence or "百分" in sentence:
        return []
    pieces = _SPLIT.split(clause)
    said = len(_VALUE.findall(_without_years(sentence)))
    if len(pieces) >= _PAIR and all(_FIGURE_LAST.search(piece) for piece in pieces):
        return sorted({len(pieces), said})
    return [_PAIR, said] if _PAIR <= said < values and _FIGURE_LAST.search(clause) else []


def _without_years(values: str) -> str:
    return re.sub(r"(?:19|20)\d\d年", "", values)


def _counts(names: str) -> list[int]:
    """Return how many names the text may hold: split at 、 only, or at every conjunction; doubles twice.

    >>> _counts("甲区、乙区和丙区"), _counts("城乡居民收入")
    ([2, 3], [1, 2])
    """
    if (rest := _AND_SO_ON.search(names)) is not None:
        return [integer(rest["count"]) or 0] if rest["count"] else [0]
    names = _QUOTED.sub("某", names)
    full = len([name for name in _SPLIT.split(names) if name.strip()])
    listed = len([name for name in _SPLIT_COMMA.split(names) if name.strip()])
    doubles = len(_DOUBLE.findall(names))
    if full == 1 and not doubles:
        counted = [integer(found["count"]) or 0 for found in _COUNTED_NAME.finditer(names)]
        return counted if len(counted) == 1 else [1]
    return sorted({listed, full, listed + doubles, full + doubles})


def _ranges(counts: list[int]) -> list[tuple[int, int]]:
    # Any number between the coarsest and the finest split may be meant: a 和 may belong to one name.
    return [(counts[0], counts[-1])]
