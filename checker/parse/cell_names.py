"""What a value cell is about: the names at the head of its row and of its column, put together."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.model import Cell, Segment
from checker.parse import headed, naming
from checker.parse.fold import folded_text
from checker.parse.regions import Regions, Where

BRACKET = re.compile("[（(]([^（）()]*)[）)]")
# A number at the head is a running one only where it counts nothing of the name: 5G基站, 3岁以下婴幼儿.
_COUNTED = "[岁个年月日天类级号大家项条人户米度倍万亿千百十]|分钟|小时|公里|平方|周岁|以上"
_PREFIX = re.compile(
    rf"^(?:其中：?|#|[①-⑳]|\d+[.、．](?:(?!\d)|(?=\d+(?:{_COUNTED}|[a-zA-Z])))"
    rf"|\d+(?:[.、．]\d+)+[.、．]?(?!{_COUNTED}|[\da-zA-Z])|\d{{1,3}}(?=[^\W\da-zA-Z])(?!{_COUNTED})"
    r"|[一二三四五六七八九十]+、|（[一二三四五六七八九十\d]+）|—+)+"
)
# What sorts the rows of a table of indicators and names nothing of them.
_CATEGORY = re.compile(
    "(?:创新|协调|绿色|开放|共享|民生|生态|环境|资源|安全|城乡|社会|经济|文化|科技|教育|医疗|养老)类?|"
    "(?:经济|社会|创新|协调|绿色|开放|共享|民生|人民|生态|环境|资源|安全|城乡|区域|文化|产业|公共|基本|综合|质量|结构|科技|教育)"
    ".{0,8}(?:发展|福祉|驱动|保障|环境|建设|改善|生活|服务|文明|生态|优化|效益|水平|实力|类|指标|低碳|协调|升级|事业|活力)"
)
# What a column says of a value beside what it measures: when, whether planned or done, how compared.
_COLUMN_WORDS = re.compile(
    r"(?:(?:19|20)\d{2}(?:[-—~至](?:19|20)?\d{2,4})?年?|[“”\"]|十[一二三四五六七八九]五|[一二三四1-4前第]+季度|[上下]半年|\d{1,2}(?:[-—~至](?:\d{1,2}|本))?月"
    "|[本当同上]月|[本当同上]季度?|去年"
    "|本年|今年|全年|上年|去年|年度|年末|年底|期末|期初|年均|当年|本期|同期|时期|期间|累计|实际|完成|预计|计划|规划|目标|任务|预期|预算|决算|执行|安排"
    "|基期|现状|基数|指标|备注|单位|合计|总计|总量|绝对|比上年|较上年|同比|比重|占比|增长|增速|增幅|增减|升降|变化|变动|下降|降低|降幅|涨幅|幅度|情况|水平"
    "|全[省市区县州旗盟]|数量|数值|增加|[±%％]|[／/、，()（）〔〕\\[\\]]|序号|排名|位次|初步|快报|达到|实现|分解|(?:国家|[省市县区])?下达|原定?|调整后?|考核|统计|核算|口径|同口径|可比|确保|力争|奋斗|进度|百分点|属性|性质)*"
)


_SUFFIXES = re.compile("[值数额量率比为占的后前末期]*")
# 新改建农村公路86公里, 建设学校3所，新增学位900个: a name that says a value of its own is a sentence.
_SAYS = re.compile(r"[，；。].*\d|\d.*[，；。]|[^\W\d]{2}.*\d[\d.,]*(?:%|[^\W\d]{1,4})(?:以上|以内|左右)?$")


_Over = list[tuple[str, Where | None]]  # the words over a column, each with the place it names


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose value a cell is: the phrase that names the indicator, and the part or place it is of."""

    name: str = ""
    scope: str | None = None
    where: Where | None = None


def bare(text: str) -> str:
    """Return a head folded, without its marks, brackets and running number.

    >>> [bare(head) for head in ("1.粮食产量", "12粮食产量", "2.1税收", "2.3岁以下托位", "1.GDP", "5G基站")]
    ['粮食产量', '粮食产量', '税收', '3岁以下托位', 'GDP', '5G基站']
    """
    return _PREFIX.sub("", folded_text(BRACKET.sub("", text)).strip()).strip()


def names_of(cell: Cell) -> str:
    """Return the head of a cell's row without what is a sentence in it."""
    parts = cell.row_head.split(" ")
    return " ".join(
        part
        for part in parts
        if not _SAYS.search(_PREFIX.sub("", BRACKET.sub("", part))) or is_known(bare(part))
    )


def is_known(text: str) -> bool:
    """Tell whether a phrase names an indicator of the lexicon."""
    return naming.name_of(text).indicator_id is not None


def subject_of(segment: Segment, cell: Cell, regions: Regions | None) -> Subject:
    """Return what names the value of a cell; a name that is empty where nothing does."""
    last = folded_text(cell.row_head.split()[-1])
    where = regions.row(last) if regions is not None else None
    if where is not None:
        return Subject(_column_name(segment, cell), None, where)
    over = _column_places(cell, regions)
    place = _named_place(cell, over, regions) if regions is not None else None
    head = names_of(cell)
    if not head:
        return Subject()
    name, scope = _row_name(head)
    # 白石区 says where, and nothing of what is measured.
    measured = " ".join(word for word, where in over if where is None)
    if is_known(name):
        return Subject(*_measured(name, scope, measured), place)
    column = _known_column(cell)
    if column:
        # 高新区 | 城镇新增就业（人）: the row names a part, the column what is counted of it.
        return Subject(column, bare(head) or None, place)
    return Subject(*_measured(name, scope, measured), place)


def _row_name(head: str) -> tuple[str, str | None]:
    """Return the phrase that names a row's indicator, and the part that heads a group of rows.

    >>> _row_name("经济发展 地区生产总值（亿元）"), _row_name("居民人均可支配收入 城镇（元）")
    (('地区生产总值', None), ('城镇居民人均可支配收入', None))
    """
    whole = bare(head)
    parts = [part for part in (bare(part) for part in head.split()) if part]
    if len(parts) < 2 or is_known(whole):
        return whole, None
    turned = parts[-1] + "".join(parts[:-1])
    if is_known(turned):
        return turned, None
    for first in range(1, len(parts)):
        name = "".join(parts[first:])
        if is_known(name):
            group = "".join(part for part in parts[:first] if not _only_sorts(part, name))
            return name, group or None
    kept = [part for part in parts[:-1] if not _CATEGORY.fullmatch(part)]
    return "".join([*kept, parts[-1]]), None


def _only_sorts(part: str, name: str) -> bool:
    """Tell whether a group's head says nothing that the name does not say: 城镇化率 | 常住人口城镇化率."""
    return bool(_CATEGORY.fullmatch(part)) or is_known(part) or part in name


def _measured(name: str, scope: str | None, column: str) -> tuple[str, str | None]:
    """Add what the column measures, where it names something: 粮食 | 产量, 某工程 | 总投资.

    >>> _measured("粮食", None, "产量（吨）"), _measured("地区生产总值", None, "2024年 计划增长")
    (('粮食产量', None), ('地区生产总值', None))
    """
    noun = _column_noun(column)
    if not noun or noun in name:
        return name, scope
    for joined in (name + noun, noun + name):
        if is_known(joined):
            return joined, scope
    if is_known(noun) or naming.is_generic(noun):
        return noun, name or None
    return name + noun, scope


def _column_noun(column: str) -> str:
    """Return what a column's heads name beside time, plan and comparison; nothing where they name nothing."""
    nouns = [_COLUMN_WORDS.sub("", bare(head)) for head in column.split()]
    return next((noun for noun in reversed(nouns) if len(noun) > 1 and not _SUFFIXES.fullmatch(noun)), "")


def _named_place(cell: Cell, over: _Over, regions: Regions) -> Where | None:
    """A column or row that names a place (全市, 白石区) says whose value the cell is."""
    rows = (regions.named(folded_text(word)) for word in cell.row_head.split())
    return next((where for where in (*(where for _, where in over), *rows) if where is not None), None)


def _column_places(cell: Cell, regions: Regions | None) -> _Over:
    """Return each word over a column with the place it names, known or not."""
    words = cell.column_head.split()
    if regions is None:
        return [(word, None) for word in words]
    folded = (folded_text(word) for word in words)
    return [(w, regions.named(flat) or regions.row(flat)) for w, flat in zip(words, folded, strict=True)]


def _known_column(cell: Cell) -> str:
    """The indicator that a column names, where the row names none (高新区 | 城镇新增就业（人）)."""
    heads = [BRACKET.sub("", folded_text(head)).strip() for head in cell.column_head.split()]
    return next((name.text for head in heads if (name := headed.of_heading(head)) is not None), "")


def _column_name(segment: Segment, cell: Cell) -> str:
    """A table of one place a row: the column names the indicator, or the heading over the table does."""
    said = [*cell.column_head.split(), *reversed(segment.headings), segment.context.section]
    texts = [BRACKET.sub("", folded_text(head)).strip() for head in said]
    for text in texts:
        name = headed.of_heading(text)
        if name is not None:
            return name.text
    return _column_noun(cell.column_head)
