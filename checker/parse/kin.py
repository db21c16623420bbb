"""Names that only the subject before makes whole: 产量 of a crop, 增加值 beside 总产值, 收入比 of incomes."""

from __future__ import annotations

import re

from checker.parse import lexicon, naming
from checker.parse.naming import Name
from checker.parse.production import UNCOUNTED, Clause
from checker.parse.said import RELATIVE, Said

_AREA = re.compile(
    "(?:经济作物)?(?P<crop>.{1,8}?)(?:作物)?(?:(?:播种|种植|养殖)?总?面积|(?:平均)?(?:亩产|单产)量?)$"
)
_OWN_AMOUNTS = ("税收", "税金", "总产值")  # 工业增加值零增长，税收下降2.3%: of the whole place
_RATIOS = ("收入比", "收入倍差", "收入之比", "收入比值")
_BY_LESS = re.compile("(?:同比|[比较](?:上年|去年)(?:同期)?)?[多少](?:增|收|支|减|降)|(?:同比)?[增减]亏")


def _grown_on(subject: Said, named: Name) -> Name | None:
    """粮食播种面积68.25万亩，总产量28.12万吨: what a crop brought in all, where that has a name."""
    area = _AREA.match(subject.name.canonical) if named.text in lexicon.words_of("crop-head") else None
    grown = naming.name_of(area["crop"] + named.text) if area is not None else None
    return grown


def amount_of(subject: Said, named: Name) -> Name | None:
    """The name of an amount told of the subject before: 粮食播种面积…，产量…; 新增装机…，总装机…."""
    if _BY_LESS.fullmatch(named.text):
        return Name(subject.name.text + named.text)  # 新增28.4亿元，同比少增3.1亿元
    if named.text in lexicon.words_of("value-head") and _of(subject, named):
        return _grown_on(subject, named) or naming.name_of(subject.name.text + named.text)
    if named.indicator_id is None and _total_of(subject, named):
        return naming.name_of(subject.name.text.removesuffix(named.text[1:]) + named.text)
    return _grown_on(subject, named) or _ratio_of(subject, named)


def _ratio_of(subject: Said, named: Name) -> Name | None:
    """城乡居民人均可支配收入分别增长5%和7%，收入比控制在2以内: of the incomes of towns and villages."""
    if named.text not in _RATIOS or not subject.name.canonical.startswith(("城镇居民", "农村居民")):
        return None
    ratio = naming.name_of(f"城乡居民{named.text}")
    return ratio if ratio.indicator_id else None


def other_amount(subject: Said, named: Name) -> Name | None:
    """规上工业总产值23亿元，增加值增长8%: another amount of the same thing, where that has a name."""
    if named.indicator_id or named.text not in lexicon.words_of("value-head") or named.text in _OWN_AMOUNTS:
        return None
    heads = sorted(lexicon.words_of("value-head"), key=len, reverse=True)
    head = next((head for head in heads if subject.name.text.endswith(head)), "")
    other = naming.name_of(subject.name.text.removesuffix(head) + named.text) if head else None
    return other if other is not None and other.indicator_id and other != subject.name else None


def _of(subject: Said, head: Name) -> bool:
    """服务业较快增长，实现增加值96亿元: the amount is one of what was spoken of."""
    return head.indicator_id is None and naming.identify(subject.name.text + head.text) is not None


def _total_of(subject: Said, named: Name) -> bool:
    """新增清洁能源装机188万千瓦，总装机达到2048万千瓦: what was added to has the total as well."""
    rest = named.text.removeprefix("总")
    added = subject.measure == "increment" and len(rest) > 1 and rest != named.text
    return added and subject.name.text != rest and subject.name.text.endswith(rest)


def rate_that_moved(clause: Clause, said: Said) -> Said | None:
    """占全部税收的比重提高3个百分点至41%: the share comes to that, not what it is a share of."""
    moved, figure = clause.carry.last, said.figure
    if moved is None or moved.measure != "points" or figure is None or figure.kind != "percent":
        return None
    return moved if moved.name.text and not clause.moves and naming.is_share(moved.name.text) else None


def counted_alike(clause: Clause, said: Said, subject: Said) -> Said | None:
    """优良天数155天，优良率85.6%，减少4天: of what the sentence counted in that unit, as no rate is."""
    figure = said.figure
    if figure is None or not clause.moves or not figure.unit or subject.kind not in RELATIVE:
        return None
    if figure.kind in UNCOUNTED or subject.measure == "growth":
        return None
    alike = (one for one in reversed(clause.recent) if one.figure is not None and one.measure == "level")
    return next((one for one in alike if one.figure is not None and one.figure.unit == figure.unit), None)
