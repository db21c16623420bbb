"""Counts with the names that follow them: 新引进项目4个，分别为甲、乙、丙和丁; “三个优先”，即….

The names carry no number, so they can only be counted by the signs between them; where a sign may belong
to a name, every count it could give is possible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from checker.expressions import Sparing
from checker.table.text import NUMERAL, integer

_TELLS = r"(?:分别为|分别是|分别有|依次为|依次是|即|就是)"
_COUNTER = r"(?:个|家|项|所|条|座|名|处|类|种|大|件|点|批|只|方面|支|部)"
_THING = r"(?P<noun>[\u4e00-\u9fff]{0,8}?)"
# 4个，分别为…: the count ends its clause, or a noun stands behind it (四个片区，即…; “三个优先”，即…).
_ANNOUNCED = Sparing(
    rf"(?<![第\d.])(?P<count>{NUMERAL}){_COUNTER}{_THING}[”\"]?\s*[,:(]\s*{_TELLS}\s*[:,]?(?P<names>[^。;:!?\n()]*)"
)
# “四个坚持”：坚持…、坚持…: without a word that tells, each item must hold the noun.
_ECHOED = Sparing(
    rf"[“\"](?P<count>{NUMERAL})(?:个|大|项|条){_THING}[”\"][\u4e00-\u9fff]{{0,6}}\s*:(?P<names>[^。;:!?\n()]*)"
)
# 四大工程:数字工程、强链工程: without quotation marks each item must end with the noun, up to the full stop.
_ECHOED_BARE = Sparing(
    rf"(?<![第前后“\"\d.])(?P<count>{NUMERAL})(?:个|大|项|条|类)(?P<noun>[\u4e00-\u9fff]{{2,6}})"
    r"\s*:(?P<names>[^。;:!?\n()]*)(?=[。;]|$)"
)
# 甲机制、乙机制、丙机制三项机制: the names stand before their count, which a noun that sums them up follows.
_SUM = (
    r"(?P<count>[两三四五六七八九十])(?:大(?!数据|会|厅|道|桥|赛|市|户|学|部|型|运河|健康)"
    r"|项(?:机制|制度|工程|行动|指标|任务|工作|改革|举措|措施|计划)|个(?:方面|维度|领域|环节|关键)|类)"
)
_SUMS_UP = re.compile(_SUM)  # found fast, and in few texts
_TOLD_BEFORE = Sparing(
    r"(?<![\u4e00-\u9fff“”\"、])(?P<names>[^\d,。;:!?\n()“”\"《》、]{2,20}"
    rf"(?:、[^\d,。;:!?\n()“”\"《》、]{{2,10}}?)+)(?<![新第十]){_SUM}"
)
# “甲”“乙”和“丙”三项活动: each name in its own quotation marks.
_QUOTED_SUM = (
    r"(?P<count>[两三四五六七八九十])"
    r"(?:大(?!数据|会)|项(?:机制|制度|工程|行动|活动|指标|工作|改革|计划)|个(?:品牌|平台|项目))"
)
_QUOTED_BEFORE = Sparing(
    rf"(?P<names>(?:[“\"][^“”\"。;]{{2,14}}[”\"](?:、|和|与|及|以及)?){{2,12}}){_QUOTED_SUM}"
)
_BEHIND_QUOTES = re.compile(rf"[”\"](?:、|和|与|及|以及)?{_QUOTED_SUM}")
# A verb of work within the list begins another matter: 在城区、园区和乡镇建立养老、托育、助餐三类设施.
_WORK_WITHIN = Sparing(
    "建立|推进|推动|实施|打造|开展|健全|完善|聚焦|围绕|加强|抓好|做好|构建|落实|突出|培育|发展|加快|深化|改造|建设"
    "|提升|入选|跻身|列入|进入|荣获|获评"
)
_SIGN = re.compile(r"[、,]|以及|和|与|及")
_COARSE = re.compile(r"[、,]")
_UNSURE = re.compile(r"\d|等|[“”\"《》]|各")
_ECHO = 2  # characters of the noun that each item repeats


class NamedList(NamedTuple):
    """An announced count and the counts that its names may have; offsets count in the text."""

    start: int
    end: int
    announced: int
    fewest: int
    most: int


def find(text: str) -> Iterator[NamedList]:
    """Yield the counts with names behind them in a text of half width.

    >>> [(one.announced, one.fewest, one.most) for one in find("项目5个,分别为甲厂、乙厂、丙厂和丁厂。")]
    [(5, 3, 4)]
    >>> [(one.announced, one.fewest) for one in find("落实“三个优先”:民生支出优先、工资发放优先。")]
    [(3, 2)]
    >>> [(one.announced, one.fewest, one.most) for one in find("实施四大工程:强链工程、补链工程和延链工程。")]
    [(4, 3, 3)]
    >>> list(find("落实“三个优先”:民生支出、工资发放。")), list(find("实施四大工程:强链、补链和延链。"))
    ([], [])
    """
    taken = 0
    bare = list(_ECHOED_BARE.finditer(text))
    echoed = [*_ECHOED.finditer(text), *bare]
    for match in sorted((*_ANNOUNCED.finditer(text), *echoed), key=lambda found: found.start()):
        announced = integer(match["count"])
        names = match["names"].strip()
        if match.start() < taken or announced is None or announced < _ECHO:
            continue
        if _UNSURE.search(names):
            yield from _too_many(match, announced) if match in bare else ()
            continue
        pieces = [item for item in _SIGN.split(names) if item.strip()]
        certain = _ends_alike(match["noun"], pieces)
        items = pieces if certain else [item for item in _COARSE.split(names) if item.strip()]
        alike = certain or _ends_alike(match["noun"], items)
        if not alike and match in bare:
            yield from _too_many(match, announced)
            continue
        if not alike and match in echoed and not _echo(match["noun"], items):
            continue
        if "," in names and not alike and not _echo(match["noun"], items):
            # Behind a comma another clause may begin; only a list in one clause is certain.
            names = names.split(",")[0]
            items = [item for item in _COARSE.split(names) if item.strip()]
        most = len([item for item in _SIGN.split(names) if item.strip()])
        if len(items) < 2:  # one name may be a description
            continue
        taken = match.end()
        yield NamedList(match.start(), match.end("names"), announced, len(items), most)
    yield from _told_before(text)


def _too_many(match: re.Match[str], announced: int) -> Iterator[NamedList]:
    """Yield a list up to its first comma, where it holds too many: what follows may name more of it.

    >>> [(one.announced, one.fewest) for one in find("建两条通道:东通道、西通道和南通道,启动前期工作。")]
    [(2, 3)]
    >>> list(find("建三条通道:东通道、西通道,启动南通道前期工作。"))
    []
    """
    names = match["names"].split(",")[0]
    items = [item for item in _SIGN.split(names) if item.strip()]
    if len(items) > announced and not _UNSURE.search(names) and _ends_alike(match["noun"], items):
        yield NamedList(match.start(), match.start("names") + len(names), announced, len(items), len(items))


def _told_before(text: str) -> Iterator[NamedList]:
    """Yield counts behind the names they sum up; what leads to the first name is no matter.

    >>> [(one.announced, one.fewest, one.most) for one in find("聚焦茶叶、竹木、旅游四大产业。")]
    [(4, 3, 3)]
    """
    for match in _QUOTED_BEFORE.finditer(text) if _BEHIND_QUOTES.search(text) else ():
        named = len(re.findall(r"[“\"][^“”\"]+[”\"]", match["names"]))
        if text[max(match.start() - 1, 0)] not in '、和与及”"':
            yield NamedList(match.start(), match.end(), integer(match["count"]) or 0, named, named)
    for match in _TOLD_BEFORE.finditer(text) if _SUMS_UP.search(text) else ():
        names = match["names"]
        items = names.split("、")
        if _UNSURE.search(names) or any(_WORK_WITHIN.search(item) for item in items[1:]):
            continue
        most = len([item for item in _SIGN.split(names) if item.strip()])
        yield NamedList(match.start(), match.end(), integer(match["count"]) or 0, len(items), most)


def _ends_alike(noun: str, items: list[str]) -> bool:
    """Say whether each item ends as the noun that was counted: then the signs between them are no part.

    四大工程: 强链工程; 三个园区: 电子产业园; 两条道路: 学府路.
    """
    if len(noun) < _ECHO or len(items) < _ECHO:
        return False
    last = items[0].strip()[-1:]
    ends = (noun[-_ECHO:], last) if last in noun[-_ECHO:] else (noun[-_ECHO:],)
    return any(all(item.strip().endswith(end) for item in items) for end in ends)


def _echo(noun: str, items: list[str]) -> bool:
    """Say whether each item holds the noun that was counted (三个优先: 民生支出优先、工资发放优先)."""
    return len(noun) >= _ECHO and len(items) > 1 and all(noun in item for item in items)
