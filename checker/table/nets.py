"""What came, what went and the difference: 新登记1.86万户，注销0.62万户，净增1.24万户; 收支相抵，结转…."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from checker.model import Reading, Statement
from checker.table.sentences import Sentences
from checker.table.text import half_width

_NET = re.compile(r"自然增|净(?:增加?|减少?|新增|流入|流出|迁入|迁出|转入|转出|投放|回笼)")
_LESS = re.compile(r"净(?:减|流出|迁出|转出|回笼)")
_CAME = re.compile(
    r"新(?:登记|设立?|增|开[办业]?|注册|入库|培育|认定|建|招|进规|升规|纳统|纳入|投放|入|办|加入)|升规|入规|进规|入库|纳统|纳入|迁入|转入|流入|"
    r"引进|招录|招聘|录用|入职|出生|投放|增加|授权"
)
_WENT = re.compile(
    r"退出|退规|退库|出库|出规|降规|注销|吊销|撤并|撤销|关停|关闭|淘汰|迁出|转出|流出|离职|离岗|离任|退休|辞职|减员|死亡|失效|报废|核减|调出|减少|回笼|摘牌|清退|停业|歇业"
)
_FIGURE = re.compile(r"[\d.,零一二两三四五六七八九十百千万亿]+[^\d,;。、]*$")
_RATED = ("growth", "points", "share", "multiple", "rank")


def rows(reading: Reading) -> Iterator[dict[str, object]]:
    """Yield the relation ``net``: a difference with the one figure that came and the one that went.

    Only where a sentence holds one of each in one unit: what else came or went would stand there too.
    """
    sentences = Sentences.of(reading.document.lines)
    by_sentence: dict[int, list[Statement]] = defaultdict(list)
    for statement in reading.statements:
        by_sentence[sentences.ordinal(statement.line, statement.start)].append(statement)
    for said in by_sentence.values():
        line = half_width(reading.document.lines.get(said[0].line, ""))
        if not ("净" in line or "自然增" in line or _account(line)):
            continue
        found = _trio(said, line)
        if found is not None:
            net, came, went = found
            # 净减 is written as a positive figure or as a negative one; then what went comes first.
            less = _LESS.search(net.quote) is not None or (net.value or "").startswith("-")
            yield {
                "id": net.id,
                "document": reading.document.path,
                "came": (went if less else came).id,
                "went": (came if less else went).id,
                "balance": _LEFT.search(net.quote) is not None,
            }


# 收入总计52.2亿元，支出总计48.6亿元，收支相抵，结转下年3.6亿元.
_BALANCED = re.compile(r"相抵|轧差")
# Of a fund, income and spending are told without 总计: 基金收入42.3亿元，支出38.6亿元，当期结余3.7亿元.
_OF_A_FUND = re.compile(r"基金[^。]*[当本][期年](?:收支)?结余")
_ALL = r"(?:总计|总量|合计|总额|共计)"
_REACH = r"(?:完成|实现|为|达到?)?$"
_INCOME, _SPENT = (
    re.compile(rf"收入{_ALL}{_REACH}|总收入{_REACH}"),
    re.compile(rf"支出{_ALL}{_REACH}|总支出{_REACH}"),
)
_FUND_INCOME, _FUND_SPENT = re.compile(rf"收入{_REACH}"), re.compile(rf"支出{_REACH}")
_LEFT, _FUND_LEFT = re.compile(r"(?<!累计)(?:结转|结余|滚存)"), re.compile(r"[当本][期年](?:收支)?结余")
_Signs = tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]  # of income, spending and what is left


def _trio(said: list[Statement], line: str) -> tuple[Statement, Statement, Statement] | None:
    """Return what is left, what came and what went, where figures of one unit tell each of them once."""
    begin = min(one.start for one in said)
    account = _account(line[begin : max(one.end for one in said)])
    by_unit: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: {"net": [], "came": [], "went": []})
    for one in sorted(said, key=lambda statement: (statement.end, statement.start)):
        words = line[begin : one.end] if begin < one.end else line[one.start : one.end]
        begin = one.end
        if one.value is None or one.comparator != "eq" or one.role == "baseline":
            continue
        if one.measure in _RATED and one.unit != "‰":
            continue
        lead = _FIGURE.sub("", words)
        kind = _kind_of_account(lead, account) if account else _kind(lead)
        if kind:
            by_unit[one.unit if one.unit == "‰" else one.base_unit or ""][kind].append(one)
    for kinds in by_unit.values():
        if all(len(found) == 1 for found in kinds.values()):
            (net,), (came,), (went,) = kinds.values()
            alike = {(one.region_path, one.period, one.period_kind) for one in (net, came, went)}
            if len(alike) == 1:
                return net, came, went
    return None


def _account(text: str) -> _Signs | None:
    """Return how an account calls its income and its spending, None where the text is none."""
    if _BALANCED.search(text):
        return _INCOME, _SPENT, _LEFT
    return (_FUND_INCOME, _FUND_SPENT, _FUND_LEFT) if _OF_A_FUND.search(text) else None


def _kind_of_account(words: str, signs: _Signs) -> str:
    """Return what the words before a figure make of it in an account of income and spending."""
    told = [
        kind for kind, sign in zip(("came", "went", "net"), signs, strict=True)
        if sign.search(words)
    ]  # fmt: skip
    return told[0] if len(told) == 1 else ""


def _kind(words: str) -> str:
    """Return what the words before a figure make of it, '' where they do not tell, or tell two things."""
    if _NET.search(words):
        return "net"
    came, went = _CAME.search(words) is not None, _WENT.search(words) is not None
    return "" if came == went else "came" if came else "went"
