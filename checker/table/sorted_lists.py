"""Totals sorted by a trait: 按经营单位所在地分，城镇…，乡村…; 分级次看，市本级…，县区级….

What is sorted by one trait falls into one class each, so that the classes cannot exceed the total. The
total is what the sentence, or the one before, begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.model import Reading, Statement
from checker.table import wording
from checker.table.sentences import by_line
from checker.table.summable import counts_gone, same_kind, summable
from checker.table.text import half_width

_OPENER = re.compile(
    r"(?:^|(?<=[,。;:!]))\s*(?:其中[,:]?)?(?P<how>按照?|分|从)(?P<trait>[\u4e00-\u9fff、()]{1,12}?)"
    r"(?:来|划)?(?:分(?:类|组)?|看)(?:来?看)?\s*[,:]"
)
# 分行业看 may name what overlaps; a class of these traits holds a thing once.
_TRAIT = re.compile(
    r"产业|门类|级次|城乡|类型|类别|种类|性质|区域|地区|区县|县区|市县|乡镇|登记|注册|所有制|隶属|规模|方式|用途|期限"
    r"|来源|税种|科目|主体|品种|学段|级别|等级|层级|性别|年龄|去向|渠道|行业|领域|形态|所在地|经营地|客源|用地|币种|险种"
)
_OVERLAPS = re.compile(
    r"高技术|高新|战略性|新兴|装备|数字|民间|重点|规上|限上|规模以上|限额以上|骨干|主要|绿色|特色|优势|民营|中小|[合总共]计"
)
_ENDS = re.compile(r"[。!?\n]")


def lists(reading: Reading) -> Iterator[tuple[Statement, list[Statement]]]:
    """Yield totals with their classes; one total may be sorted in several ways."""
    for line, said in by_line(reading).items():
        text = half_width(reading.document.lines.get(line, ""))
        if "分" not in text and "看" not in text:
            continue
        classes: set[str] = set()
        for opener in _OPENER.finditer(text):
            if not _TRAIT.search(opener["trait"]):
                continue
            total = _sorted(text, said, opener.start(), classes)
            listed = _classes(text, said, opener.end(), total) if total is not None else []
            if total is not None and len(listed) > 1:
                classes.update(part.id for part in listed)
                yield total, listed


def _sorted(text: str, said: Sequence[Statement], at: int, classes: set[str]) -> Statement | None:
    """Return what is sorted: the first figure of the sentence, or of the last that is no list itself."""
    end = at
    while end > 0:
        begin = max((stop.end() for stop in _ENDS.finditer(text, 0, max(end - 1, 0))), default=0)
        before = [one for one in said if begin <= one.start < at and one.end <= end and one.id not in classes]
        if before and before[0].role != "part" and not _OPENER.match(text, begin):
            total = before[0]
            same = [one for one in before if one.base_unit == total.base_unit and _may_be_total(one, text)]
            return total if _may_be_total(total, text) and len(same) == 1 else None
        end = begin
    return None


def _may_be_total(statement: Statement, text: str) -> bool:
    return (
        summable(statement)
        and statement.role != "part"
        and statement.comparator == "eq"
        and not wording.is_difference(statement)
        and not counts_gone(text[statement.start : statement.end])
    )


def _classes(text: str, said: Sequence[Statement], at: int, total: Statement) -> list[Statement]:
    """Return the figures of the total's unit up to the end of the sentence or the next trait."""
    stop = _ENDS.search(text, at)
    further = _OPENER.search(text, at)
    end = min(stop.start() if stop else len(text), further.start() if further else len(text))
    found: list[Statement] = []
    for part in said:
        if not at <= part.start or part.end > end or part.measure not in ("level", "increment"):
            continue
        if part.role == "part" or wording.is_difference(part) or part.base_unit != total.base_unit:
            continue
        if not summable(part) or not same_kind(total, part) or _OVERLAPS.search(text[part.start : part.end]):
            return []
        found.append(part)
    names = [one.indicator for one in found]
    apart = len(set(names)) == len(names) or len({one.region_path for one in found}) == len(found)
    return found if apart else []
