"""What a clause without a figure names for the clauses behind it: 利润总额由负转正，达到43.6亿元."""

from __future__ import annotations

import re

from checker.parse import coordinated, naming
from checker.parse.naming import Name

OPENING = re.compile(
    "^(?:其中|全年|今年|当年|去年|上年|全[国省市区县州旗盟]|我[省市区县州旗盟]|初步核算|预计)+"
)
# How all that a clause names fares: its predicate, which is no part of the last name.
_FARES = (
    "实现|均|双双|双(?=[增下回提上降升])|继续|保持|全面|持续|稳步|稳中|稳定|平稳|总体|整体|呈|同步|跑赢|止跌"
    "|(?:跃上|迈上|再上|跨上|登上)新|再?创(?:历史)?新高|[增走]势|表现|由[负正降升]|扭[负亏转]|转[正负]"
    "|(?:较快|快速|大幅度?|小幅|明显|显著|恢复性|逐[步季月]|负)?(?:增长(?!率)|增加(?!值)|上涨|上升|提升|回升|加快|下降|下滑|回落|减少|收窄|降低)"
)
_PREDICATE = re.compile(f"普遍|{_FARES}")
_SHORTEST_LIST, _LONGEST_LIST = 4, 40
# An amount by its last characters, of which no verb is one.
_AMOUNT = (
    "(?:总|金|余|零售|成交|销售|交易|进出口|产)额|[产销总客货]量|(?:用电|货运|客运|吞吐|周转|发电|拥有)量|产值|增加值"
    "|投资|收入|支出|面积|税收|利润|贷款|存款|养老金|低保金|工资|标准|待遇|补助|(?<![效概])率|指数"
)
_NAMED = re.compile(f"([一-鿿（）A-Za-z“”]{{2,24}}?(?:{_AMOUNT}))(?:{_FARES}|再次?|连续|迎来|不断)")
# 主要是土地出让收入减少, 受工业投资下滑影响: why something else is as it is; with 的 it is of another thing.
_NO_SUBJECT = re.compile(
    "主要|原因|因|由于|受|随着|通过|如|虽|但|而|若|对|把|将|按|以|在|从|为|与|和|是|有|其(?!他|中)|[^，]*的"
)
_CROP = re.compile("([一-鿿]{2,4}?)(?:生产|播种)(?=再|喜|实现|保持|稳|持续|获|形势|连|总体|克服|有)")
_YIELD = "产量"
# 年初确定的十大民生实事中，8件全面完成: what is counted, of which the clauses behind tell some.
_OUT_OF = re.compile(
    "(?:.*的)?[一二三四五六七八九十百两\\d]+[大项件个类条](?P<name>[一-鿿]{2,14}?)(?:当中|之中|中|里)"
)


def listed(text: str) -> list[Name]:
    """Return the names at the head of a clause that tells how all of them fare.

    >>> [name.canonical for name in listed("商品房销售面积、销售额双下降")]
    ['商品房销售面积', '商品房销售额']
    >>> listed("城乡收入比持续缩小"), listed("抓好投资、消费工作")
    ([], [])
    """
    if not coordinated.may_list(text):
        return []
    text = _without_opening(text)
    for found in _PREDICATE.finditer(text):
        before = text[: found.start()]
        if not _SHORTEST_LIST <= len(before) <= _LONGEST_LIST:
            continue
        if naming.name_of(before).indicator_id:
            return []  # 城乡收入比 names one thing
        names = next((n for k in (4, 3, 2) if (n := coordinated.split_names(before, k))), [])
        if names and all(naming.stands_alone(name) for name in names):
            return [naming.name_of(name) for name in names]
    return []


def head(text: str) -> Name | None:
    """Return the indicator or amount that a clause opens with and tells how it fares, or None.

    >>> head("其中限上单位消费品零售额增势明显").canonical, head("企业退休人员基本养老金实现“二十连涨”").text
    ('限额以上消费品零售额', '企业退休人员基本养老金')
    >>> head("粮食生产再获丰收").canonical, head("推动投资结构优化")
    ('粮食产量', None)
    """
    text = _without_opening(text)
    known = naming.leading_name(text)
    if known is not None:
        return known
    if (crop := _CROP.match(text)) and naming.identify(crop[1] + _YIELD):
        return naming.name_of(crop[1] + _YIELD)
    if (out_of := _OUT_OF.fullmatch(text)) is not None:
        return naming.name_of(out_of["name"])
    found = _NAMED.match(text)
    if found is None or _NO_SUBJECT.match(text) or naming.opens_with_verb(found[1]):
        return None
    named = naming.name_of(found[1])
    return named if named.text and named.text == found[1] else None


def _without_opening(text: str) -> str:
    opening = OPENING.match(text)
    return text[opening.end() :] if opening else text
