"""Shares of one whole: whether they leave nothing out, and whether they could overlap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from checker.model import Statement
from checker.table import partitions
from checker.table.text import half_width

_STRUCTURE = re.compile(r"\d\s*[:∶]\s*\d+(?:\.\d+)?\s*[:∶]\s*\d")  # a:b:c
_RATIO = re.compile(r"\d\s*[:∶]\s*\d[\d.]*$")  # 62.4:37.6, read as shares only where they come near to 100
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
# Two kinds that are all there is of people, by where they live or by sex.
_PAIRS = (("城镇|城市", "乡村|农村"), ("男", "女"))
_SHARE = re.compile(
    r"(?P<name>[^,。;:]{2,16}?)占(?:(?:总人口|常住人口|人口|全部|总数)的?(?:比重|比例)?|比)?为?[0-9.]+%$"
)
_SHARE_OF = re.compile(
    r"(?P<name>[^,。;:、]{2,16}?)占比?(?P<of>[^,。;:、0-9]{0,14}?)(?:的)?(?:比重|比例)?(?:为|达到?|约)?[0-9.]+%$"
)
_REST = ("其他", "其它", "其余")
_FEWEST = 3  # shares in a row that are taken for those of one whole
_STOP = re.compile(r"[。！!？?\n]")
_SORTED = re.compile(r"按[^,。;:、]{1,10}(?:分|划分|来看|看)[,:][^,。;:]{0,80}$")
_AGE = re.compile(r"岁")
_OPEN_TOP, _OPEN_FOOT = re.compile(r"以上"), re.compile(r"以下|以内|(?<!\d)0\s*[-—―－~～至]")


def divides_whole(statement: Statement, line: str) -> bool:
    """Say whether a share is one of a structure that leaves nothing out: 6:42:52, all age groups."""
    if statement.measure != "share":
        return False
    quote = half_width(statement.quote)
    if _STRUCTURE.search(quote) or (statement.role == "part" and _RATIO.search(quote)):
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
    return (
        _of_ages(names)
        or _sorted_apart(statement, line)
        or any(_all_differ(names, kinds) for kinds in _KINDS)
    )


def _sorted_apart(statement: Statement, line: str) -> bool:
    """Say whether the list sorts one whole by one trait (按来源分，甲、乙、丙占比分别为…)."""
    before = half_width(line)[: statement.start]
    start = max(before.rfind(mark) for mark in _ENDS) + 1
    return bool(_SORTED.search(before, start))


def runs(statements: Sequence[Statement], line: str) -> Iterator[list[Statement]]:
    """Yield the shares of a line that stand clause by clause and leave nothing of their whole out.

    0—14岁人口占18%，15—59岁占60%，60岁及以上占22%: bands that follow each other, or a known pair
    (城镇 and 乡村, 男 and 女).
    """
    shares = [
        (found["name"], one)
        for one in statements
        if one.measure == "share" and one.comparator == "eq" and not one.group
        if (found := _SHARE.search(half_width(one.quote)))
    ]
    for at, (name, one) in enumerate(shares):
        run, text = [one], half_width(line)
        for further, other in shares[at + 1 :]:
            between = text[run[-1].end : other.start]
            if any(mark in between for mark in _ENDS) or "其中" in between:
                break
            run.append(other)
            names = [said for said, _ in shares[at : at + len(run)]]
            if _is_pair(names) or _are_bands(names):
                yield run
                break
            if not _bands_begin(name) or _OPEN_TOP.search(further):
                break


def runs_of_kinds(statements: Sequence[Statement], line: str) -> Iterator[list[Statement]]:
    """Yield three or more shares of one whole, clause by clause, whose kinds exclude each other.

    农业占52%，林业占6%，牧业占28%，渔业占10%: they may leave something out, but cannot exceed the whole.
    """
    for run, names in _sequences(statements, half_width(line)):
        if any(one.tells_apart(names) for one in partitions.partitions()):
            yield run


def runs_with_rest(statements: Sequence[Statement], line: str) -> Iterator[list[Statement]]:
    """Yield the shares of a sentence that ends with what is left: 群众举报占42%，检查占38%，其他途径占20%."""
    text = half_width(line)
    for run, _ in _sequences(statements, text):
        if text[: run[-1].start][-2:] not in _REST and run[-1].quote[:2] not in _REST:
            continue
        begin = max(text.rfind(mark, 0, run[0].start) for mark in _ENDS)
        beside = [one for one in statements if begin < one.start < run[-1].end and one not in run]
        if not beside and "其中" not in text[begin + 1 : run[-1].end]:
            yield run


def _sequences(statements: Sequence[Statement], text: str) -> Iterator[tuple[list[Statement], list[str]]]:
    """Yield three or more shares of one whole that follow each other in a sentence, with their names."""
    run: list[Statement] = []
    names: list[str] = []
    whole = ""
    for one in statements:
        found = _SHARE_OF.search(half_width(one.quote))
        if one.measure != "share" or one.comparator != "eq" or one.group or found is None:
            continue
        between = text[run[-1].end : one.start] if run else ""
        if run and (_STOP.search(between) or "其中" in between or (found["of"] and found["of"] != whole)):
            if len(run) >= _FEWEST:
                yield run, names
            run, names = [], []
        whole = found["of"] or (whole if run else "")
        run, names = [*run, one], [*names, found["name"]]
    if len(run) >= _FEWEST:
        yield run, names


def _is_pair(names: list[str]) -> bool:
    return len(names) == 2 and any(
        [len(re.findall(kind, name)) for name in names for kind in pair] in ([1, 0, 0, 1], [0, 1, 1, 0])
        for pair in _PAIRS
    )


def _bands_begin(name: str) -> bool:
    return bool(_AGE.search(name) and _OPEN_FOOT.search(name))


def _are_bands(names: list[str]) -> bool:
    """Say whether age groups follow each other from the youngest to the oldest."""
    if len(names) < 3 or not _bands_begin(names[0]) or not _OPEN_TOP.search(names[-1]):
        return False
    ends = [[int(number) for number in re.findall(r"\d+", name)] for name in names]
    if not all(ends) or any(len(band) != 2 for band in ends[1:-1]):
        return False
    return all(before[-1] < after[0] <= before[-1] + 1 for before, after in pairwise(ends))


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
