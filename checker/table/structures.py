"""Shares of one whole: whether they leave nothing out, and whether they could overlap."""

from __future__ import annotations

import re

from checker.model import Statement
from checker.table.text import half_width

_STRUCTURE = re.compile(r"\d\s*[:∶]\s*\d+(?:\.\d+)?\s*[:∶]\s*\d")  # a:b:c
_SHARES_OF_ALL = re.compile(
    r"(?:三次产业|一、?二、?三(?:次)?产|第一、(?:第)?二、(?:第)?三产业)[^,。;]*?(?:占比|比重|结构|比例)"
)
_LIST = re.compile(r"(?P<names>[^,。;:]{0,200}?)(?:的)?占[^,。;]{0,60}?(?:分别|依次)(?:为|是|占|达到?)")
_ENDS = "。;！!？?\n"
# Kinds of one noun of which a thing is only one; what stands in one pattern may overlap among itself.
_KINDS = tuple(
    tuple(re.compile(kind) for kind in kinds)
    for kinds in (
        (
            "煤",
            "石油|油品|成品油|原油",
            "天然气|燃气",
            "非化石|可再生|清洁|电力|水电|核电|风电|新能源",
            "其他",
        ),
        ("第一产业|一产", "第二产业|二产", "第三产业|三产|服务业"),
        ("文盲|未上过", "小学", "初中", "高中|中专", "大专|大学|本科|专科", "研究生|硕士|博士"),
        ("一般贸易", "加工贸易", "保税|物流", "市场采购", "其他"),
        ("公路", "铁路", "水运|水路|港口", "航空|民航", "管道"),
        ("国有", "民营|私营|个体", "外资|外商|港澳台", "集体"),
        ("耕地", "园地", "林地", "草地", "湿地", "建设用地", "水域", "其他"),
        ("优秀", "良好", "合格|中等|一般", "较差|差"),
    )
)
_AGE = re.compile(r"岁")
_OPEN_TOP, _OPEN_FOOT = re.compile(r"以上"), re.compile(r"以下|以内|(?<!\d)0\s*[-—―－~～至]")


def divides_whole(statement: Statement, line: str) -> bool:
    """Say whether a share is one of a structure that leaves nothing out: 6:42:52, all age groups."""
    if statement.measure != "share":
        return False
    quote = half_width(statement.quote)
    if _STRUCTURE.search(quote):
        return True
    if statement.role != "list":
        return False
    if _SHARES_OF_ALL.search(quote):
        return True
    names = _listed(statement, line)
    return (
        _of_ages(names)
        and any(_OPEN_TOP.search(name) for name in names)
        and bool(_OPEN_FOOT.search(names[0]))
    )


def kinds_apart(statement: Statement, line: str) -> bool:
    """Say whether a share is one of a list of kinds that exclude each other, though not all of them.

    High-tech and strategic industries overlap, coal and gas do not: only the latter cannot exceed 100.
    """
    if statement.measure != "share" or statement.role != "list":
        return False
    names = _listed(statement, line)
    return _of_ages(names) or any(_all_differ(names, kinds) for kinds in _KINDS)


def _listed(statement: Statement, line: str) -> list[str]:
    """Return the names of the list 「甲、乙、丙占…的比重分别为」 that a share belongs to."""
    text = half_width(line)[: statement.end]
    start = max(text.rfind(mark, 0, max(statement.start, 0)) for mark in _ENDS) + 1
    found = _LIST.search(text, start)
    return [name for name in re.split(r"[、和与]", found["names"]) if name] if found else []


def _of_ages(names: list[str]) -> bool:
    """Say whether the names are age groups side by side; 60岁以上、65岁以上 lie in one another."""
    tops = sum(bool(_OPEN_TOP.search(name)) for name in names)
    return len(names) > 1 and all(_AGE.search(name) for name in names) and tops <= 1


def _all_differ(names: list[str], kinds: tuple[re.Pattern[str], ...]) -> bool:
    told = [[at for at, kind in enumerate(kinds) if kind.search(name)] for name in names]
    return len(names) > 1 and all(len(at) == 1 for at in told) and len({at[0] for at in told}) == len(names)
