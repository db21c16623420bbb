"""What the words round a figure say that neither measure nor comparator does."""

from __future__ import annotations

import re
from functools import lru_cache

from checker.model import Statement
from checker.table.indicators import Properties, by_name, properties
from checker.table.text import half_width

_STOCK = re.compile(
    r"达到|达|总数|总量|总面积|总里程|累计|增至|增加到|发展到|扩大到|提高到|提升到|拥有|保有量|突破|余额|覆盖率|普及率"
)
# What a verb of work governs is done in a year, whatever the noun is: 更新供水管网126公里.
_DONE = re.compile(
    r"改造|更新|提升|整治|修复|新建|改建|扩建|续建|签约|安排|建成|建设|打造|新增|净增|培育|引进|筹集|开工|竣工|实施|完成|盘活"
)
_REACHED = re.compile(r"达到|总数|总量|累计|增至|增加到|发展到|拥有")
_KEEPS = re.compile(
    r"保持|稳定|维持|不低于|不少于|不降低|守住|守牢|坚守|严守|控制|不高于|不超过|巩固|常态|持续|红线|以内|动态|清零|为零"
)
_RED_LINE = re.compile(r"耕地|粮食|播种面积|永久基本农田|生态保护红线|产能")
# What the weather decides as much as the plan: a target below a good year is no mistake.
_WEATHER = re.compile(r"空气|优良天数|PM|浓度|水质|断面|水体|重污染|臭氧|径流|降水")


_PER = re.compile(
    r"^(?P<per>每(?:十|百|千|万|十万|百万)?名?(?:常住|户籍|城镇|农村)?(?:人口|居民|老年人|老人|户|人|平方公里))(?:拥有|有)?(?P<name>.{2,}?)(?:达到|达|为|提高|增加|不低于|不少于|超过|降|控制|约|[0-9.]|$)"
)
_SHARE_OF = re.compile(
    r"(?P<name>[^，,。；、\d%]{2,16}?)占(?P<whole>[^，,。；、\d%]{2,14}?)的?(?:比重|比例|比率)"
)
_EXPLAINS = re.compile(
    r"口径|修订|修正|核定|核实|核算(?<!初步核算)|调整后|普查|更正|可比|同口径|折合|改按|改为|改以|剔除|不再|重新|最终|决算"
)


_DEED = re.compile(
    r"^(?:力争|确保|全年|再)?(?:新增|净增|增加|新建|建成|建设|新改建|改建|打造|培育|新培育|引进|招引|新设|创建|认定|开工|竣工|改造|更新"
    r"|提升|盘活|筹集|培训|加装|整治|修复|治理|防治|种植|栽植|复垦|绿化|铺设|敷设|安装|更换|加固|疏浚|清淤|硬化|修缮|拆除|完成)"
    r"[^，。；、和与及\d一二三四五六七八九十百千万]{2,14}(?:达到|达|约|不少于)?"
    r"(?:[\d.]+|[一二三四五六七八九十百千]+)[余多]?万?亿?[家户个名人座所张套条公里平方立方米万亩辆株处台项顷吨千瓦眼口盏栋幢间块头只场对支]+(?:以上|左右)?$"
)
_SHORTEST_NAME = 3


def per(quote: str) -> tuple[str, str]:
    """Return what a figure is counted per, and its name as written without that; ('', '') where per nothing.

    >>> per("每千人口执业医师达到3.4人"), per("执业医师860人")
    (('每千人口', '执业医师'), ('', ''))
    >>> per("研发投入占GDP比重达到2.4%")
    ('占地区生产总值比重', '研发投入')
    """
    found = _PER.match(quote) if quote.startswith("每") else None
    if found is not None:
        return found["per"], found["name"]
    share = _SHARE_OF.search(quote) if "占" in quote else None
    whole = by_name(share["whole"]) if share is not None else None
    # Only wholes that the lexicon knows: 占规上工业比重 may mean this or that figure of it.
    return (f"占{properties(whole).name}比重", share["name"]) if share is not None and whole else ("", "")


_BUILT = re.compile(
    r"(?:新建|改建|扩建|改扩建|续建|建成|建设|投用|开工)(?P<thing>[^，,。；;]{2,24}?)\d[\d.]*\s*(?:所|个|座|家|处|栋|幢)[^。；;]{0,12}$"
)


def by_building(statement: Statement, line: str) -> str:
    """Return what is built for an increment in its own sentence: each thing built adds its own.

    >>> line = "新建小学3所，新增学位900个"
    >>> by_building(Statement(measure="increment", quote="新增学位900个", start=7), line)
    '小学'
    """
    if statement.measure != "increment":
        return ""
    found = _BUILT.search(line[: statement.start])
    return found["thing"] if found else ""


# 33个重点项目完成投资90亿元: the figure is theirs alone.
_COUNTED = re.compile(
    r"(?P<count>[\d一二两三四五六七八九十百]+[余多]?)\s*(?:个|项|家|宗|户|条|座|所|处|件|类|支|批|名)\s*$"
)
_COUNT_LENGTH = 40  # characters, blanks included


def counted(statement: Statement, line: str) -> str:
    """Return how many things a figure is told of, where the count stands right before its name.

    >>> line = "31个重点项目完成投资90亿元"
    >>> counted(Statement(quote="重点项目完成投资90亿元", start=3), line)
    '31'
    """
    before = line[max(statement.start - _COUNT_LENGTH, 0) : statement.start]
    found = _COUNTED.search(half_width(before))
    return found["count"] if found else ""


@lru_cache(maxsize=64)
def explains(text: str) -> bool:
    """Say whether a text says why a figure is not what it was: other coverage, revised, audited."""
    return bool(_EXPLAINS.search(text))


def is_stock(statement: Statement, known: Properties) -> bool:
    """Say whether a figure counts what there is, rather than what one year brings.

    >>> is_stock(Statement(measure="level", indicator="农田", quote="农田累计达到92万亩"), Properties())
    True
    >>> is_stock(Statement(measure="level", indicator="老旧小区", quote="改造老旧小区31个"), Properties())
    False
    """
    if statement.measure not in ("level", "share"):
        return False
    if (
        statement.measure == "level"
        and _DONE.search(statement.quote)
        and not _REACHED.search(statement.quote)
    ):
        return False
    if known.stock_flow:
        return known.stock_flow == "stock"
    return bool(_STOCK.search(statement.quote))


def is_plain(statement: Statement) -> bool:
    """Say whether a figure counts what one deed yields, and its clause holds nothing else.

    >>> is_plain(Statement(quote="新建停车泊位1500个", indicator="停车泊位", value="1500", unit="个"))
    True
    >>> is_plain(Statement(quote="86幢商务楼宇逐幢建档", indicator="商务楼宇", value="86", unit="幢"))
    False
    """
    found = _DEED.match(statement.quote)
    return bool(found) and statement.value is not None and len(statement.indicator) >= _SHORTEST_NAME


def only_keeps(statement: Statement) -> bool:
    """Say whether a target only wants something kept where it is, or cannot be steered year by year."""
    about = statement.indicator + statement.quote
    return bool(_KEEPS.search(statement.quote) or _RED_LINE.search(about) or _WEATHER.search(about))


# 净增6家, 增收0.5亿元, 比上年增加3家, 同比多12个: by how much something changed.
_DIFFERENCE = re.compile(
    r"(?:净增|净减|净新增|增收|减收|多收|短收|增支|减支|增产|减产|(?:[比较](?:上年|去年|年初|上月|[^,，。;；]{0,6}同期)|同比|环比)"
    r"[^,，。;；\d]{0,6}(?:增加|减少|多|少|增|减))[^,，。;；\d]{0,4}\d[^,，]*$"
)


def is_difference(statement: Statement) -> bool:
    """Say whether a figure tells by how much something changed; such a figure has no parts."""
    return statement.measure == "increment" and _DIFFERENCE.search(half_width(statement.quote)) is not None
