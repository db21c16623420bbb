"""分别 lists: how many names stand before and how many values behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.model import Document
from checker.table.text import half_width

_RESPECTIVE = re.compile(
    r"(?P<names>[^,。;:!?\n]{2,80}?)分别(?P<verb>(?:比|较|同比|预计|可)?[\u4e00-\u9fff]{0,8}?)"
    r"(?P<values>(?:[+-]?\d[\d.]*[%‰]?[\u4e00-\u9fffA-Za-z/]{0,9}?(?:以上|左右|以内|以下)?(?:、|和|与|及|以及)?){1,12})"
    r"(?=[,。;:!?\n(]|$)"
)
_FROM_TO = re.compile(r"[从由].*(?:到|至|为)")
_VALUE = re.compile(r"[+-]?\d+(?:\.\d+)?(?:\s*[-—~至]\s*\d+(?:\.\d+)?)?")
# One word that counts two: 城乡居民收入, 存贷款余额, 进出口.
_DOUBLE = re.compile(r"城乡|存贷|进出口|内外资|市区两级|中小学|水陆|男女|城镇(?:和|与|、)农村")
# 七、粮食、油料、蔬菜产量分别为…: the number of the paragraph is no name.
_MARK = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,3}、|\(?[一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、])")
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
        for match in _RESPECTIVE.finditer(text):
            values = len(_VALUE.findall(_without_years(match["values"])))
            if _FROM_TO.search(match["verb"] + match["values"]) and values % 2 == 0:
                values //= 2  # 分别从5%、7%提高到6%、9%: two to each name
            counts = _counts(_MARK.sub("", match["names"]))
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


def _without_years(values: str) -> str:
    return re.sub(r"(?:19|20)\d\d年", "", values)


def _counts(names: str) -> list[int]:
    """Return how many names the text may hold: split at 、 only, or at every conjunction; doubles twice."""
    full = len([name for name in _SPLIT.split(names) if name.strip()])
    listed = len([name for name in _SPLIT_COMMA.split(names) if name.strip()])
    doubles = len(_DOUBLE.findall(names))
    return sorted({listed, full, listed + doubles, full + doubles})


def _ranges(counts: list[int]) -> list[tuple[int, int]]:
    # Any number between the coarsest and the finest split may be meant: a 和 may belong to one name.
    return [(counts[0], counts[-1])]
