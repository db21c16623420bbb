"""Runs of years: 「连续四年获评优秀」, and in which documents the same run is told."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from checker.expressions import Sparing
from checker.model import Reading
from checker.parse import numerals
from checker.table.schema import Table
from checker.table.spots import Spot, spots

_RUN = Sparing(
    r"(?P<lead>(?:已|已经|实现|保持|创下)?(?:连续|蝉联))(?P<number>\d{1,2}|[一二两三四五六七八九十]{1,3})(?P<unit>个?年度|年|届|次)"
)
# 十四连丰: the harvest is the subject, whatever stands round it.
_CHAIN = Sparing(r"(?P<number>\d{1,2}|[一二两三四五六七八九十]{1,3})连(?P<unit>[丰增快冠胜升涨])(?![续])")
_CLAUSE = re.compile(r"[，,；;：:、（）()]")
_NOISE = re.compile(
    r"[\s“”\"'《》·]|全市|全区|全县|全省|我市|我区|我县|我省|已经|已|再次|继续|的|了|顺利|成功"
)
# 位列全市第一, 保持全市首位: one place in one field, in other words.
_FIRST = re.compile(
    r"(?:[位名]?列|位?居|稳居|保持|排名?|荣?获得?|夺得|在|为|于)*(?P<field>全?[国省市州盟区县旗])?(?:各?[设区县市旗]+)?[内中]?的?"
    r"(?:排名?|[位名]?列|位?居|稳居|保持)*(?:第(?:一|1)[名位]?|首位|榜首|头名|冠军)"
)
_SHORTEST = 5
# Titles of honour differ by a character or two where they are others (优秀, 良好; 省级, 国家级).
_ALIKE = 0.8
_PLACE = "@"  # parts a subject from the place it holds
_ANYWHERE = "第一"  # that place, of no named field


def rows(reading: Reading, told_year: int) -> Iterator[dict[str, object]]:
    """Yield the rows of the relation ``run_length``; ``told_year`` is the year the document speaks from."""
    who = reading.document.identity
    if not told_year or not who.region_path:
        return
    found: list[tuple[Spot, int, int, str, str, str]] = []
    for spot in spots(reading):
        if not spot.tells:
            continue
        for match in _RUN.finditer(spot.text):
            subject, start, end = _subject(spot, match)
            if len(subject) < _SHORTEST:
                continue
            unit = "年" if match["unit"].endswith(("年", "年度")) else match["unit"]
            found.append((spot, start, end, subject, unit, match["number"]))
        for match in _CHAIN.finditer(spot.text):
            subject, start, end = _subject(spot, match)
            if "粮" in subject or len(subject) >= _SHORTEST:
                subject = "粮食" if "粮" in subject else subject
                found.append((spot, start, end, f"{subject}连{match['unit']}", "年", match["number"]))
    for seq, (spot, start, end, subject, unit, length) in enumerate(found):
        yield {
            "id": f"run:{reading.document.path}#{seq}",
            "document": reading.document.path,
            "doc_id": f"doc:{reading.document.path}",
            "region_path": who.region_path,
            "line": spot.line,
            "start_at": spot.start + start,
            "end_at": spot.start + end,
            "quote": spot.quote(start, end),
            "subject": subject,
            "unit": unit,
            "told_year": told_year,
            "length": _count(length),
        }


@lru_cache(maxsize=256)
def _count(written: str) -> int:
    """Return a small number.

    >>> _count("4"), _count("十二")
    (4, 12)
    """
    if written.isdigit():
        return int(written)
    return int(numerals.chinese(written))


def _subject(spot: Spot, match: re.Match[str]) -> tuple[str, int, int]:
    """Return what went on for so many years: the clause without the count, and its span."""
    start = max((found.end() for found in _CLAUSE.finditer(spot.text, 0, match.start())), default=0)
    after = _CLAUSE.search(spot.text, match.end())
    end = after.start() if after else len(spot.text)
    rest = spot.text[start : match.start()] + "|" + spot.text[match.end() : end]
    whole = rest.replace("|", "")
    first = _FIRST.search(whole)
    if first is not None:
        rest = whole[: first.start()]
    bare = _NOISE.sub("", rest)
    if len(bare) <= _SHORTEST and start > 0:
        # 「平安建设考评，连续4年优秀」: the clause before names the subject.
        earlier = max((found.end() for found in _CLAUSE.finditer(spot.text, 0, start - 1)), default=0)
        bare = _NOISE.sub("", spot.text[earlier : start - 1]) + bare
        start = earlier
    place = f"{_PLACE}{(first['field'] or '')[-1:]}{_ANYWHERE}" if first is not None else ""
    return bare.replace("|", "") + place, start, end


def pairs(run_length: Table) -> Iterator[dict[str, object]]:
    """Yield the rows of the relation ``run_pair``: one run as an earlier and a later document tell it."""
    by_region: dict[object, list[int]] = defaultdict(list)
    for at, region in enumerate(run_length["region_path"]):
        by_region[region].append(at)
    column = run_length
    for places in by_region.values():
        for one in places:
            for other in places:
                earlier = (column["told_year"][one], column["document"][one])
                later = (column["told_year"][other], column["document"][other])
                if earlier[0] == later[0] or str(earlier[0]) > str(later[0]):
                    continue
                if column["unit"][one] == column["unit"][other] and same_run(
                    str(column["subject"][one]), str(column["subject"][other])
                ):
                    yield {"earlier": column["id"][one], "later": column["id"][other]}


@lru_cache(maxsize=65536)
def same_run(one: str, other: str) -> bool:
    """Say whether two subjects are one: nearly the same characters, in nearly the same order.

    >>> same_run("营商环境评价@市第一", "营商环境评价@省第一")
    False
    >>> same_run("平安建设考评获评优秀等次", "平安建设考评获评优秀"), same_run("获评优秀等次", "获评全国百强")
    (True, False)
    """
    if one == other:
        return True
    mine, theirs = one.partition(_PLACE), other.partition(_PLACE)
    fields = {mine[2], theirs[2]} - {_ANYWHERE}
    if bool(mine[1]) != bool(theirs[1]) or len(fields) > 1:
        return False
    return SequenceMatcher(None, mine[0], theirs[0], autojunk=False).ratio() >= _ALIKE
