"""What the words in a table's cells say about the cell: value, name, unit, year, running number."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checker.scripts import simplified

_SPACE = re.compile(r"\s+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_BETWEEN_WIDE = re.compile(rf"\s(?<=[{_WIDE}]\s)\s*(?=[{_WIDE}])")

_NUMBER = r"[+\-－−＋±]?[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?"
_SOFT = r"(?:左右|以上|以下|以内|上下|余|多|之间|及以上)?"
_LEAD = (
    r"(?:[<>≤≥＜＞≦≧~～约近超]|超过|不低于|不高于|不少于|不超过|低于|高于|达到|达|增长|下降|降低|减少|增加|新增"
    r"|提高|上升|完成|控制在|保持在|稳定在|力争|确保|累计|年均|突破|排名|第)*"
)
_UNIT_TAIL = r"(?:%|％|‰|个?百分点|[^\d０-９，。；：、（）()]{0,5}(?:/[^\d，。；]{1,5})?)?"
_VALUE = re.compile(
    rf"^{_LEAD}{_NUMBER}{_UNIT_TAIL}(?:[-－–—―~～至:：、/]+{_LEAD}{_NUMBER}{_UNIT_TAIL})*{_SOFT}"
    r"(?:[（(].{0,20}[)）])?$"
)
# 〔16000〕 beside 年均增速〔累计〕: brackets set the sum of the years apart from what is of one year.
OF_YEARS = re.compile(r"[〔\[［【]([^〔〕\[\]]*)[〕\]］】]|[（(]([+\-－−]?\d[\d,]*[.．]\d+[%％]?)[）)]")
_BLANK_VALUE = re.compile(r"^(?:[-－–—―/／*…]+|持平|无|空)$")
_DASH = r"\s*[-－–—―~～至]\s*"
_YEAR = re.compile(
    r"^[“‘（(]?(?:(?:19|20)[0-9]{2}|[一二][〇○零一二三四五六七八九]{3})"
    rf"(?:{_DASH}(?:19|20)?[0-9]{{2,4}})?[）)]?(?:$|\s*年)"
    rf"|^[0-9]{{1,2}}(?:{_DASH}[0-9]{{1,2}})?\s*月|^[一二三四上下第前1-4]{{1,2}}(?:半年|季度)"
    r"|^(?:1[-－–—~～至])?[本当上]月"
    r"|^[“‘]?十[一二三四五六七八九][”’]?(?:$|时期|期间|规划|末|目标)"
)
_ORDER = re.compile(
    r"^[（(]?(?:[0-9０-９]{1,3}(?:[.．][0-9]{1,2})?|[一二三四五六七八九十]{1,3})[）)]?[、.．]?$"
)

_ORDER_HEADS = frozenset({"序号", "编号", "序", "号", "行次", "no", "no.", "代码"})
_UNIT_HEADS = frozenset({"单位", "计量单位", "计算单位", "数据单位", "度量单位", "指标单位"})
_NAME_HEAD = re.compile(
    r"(?:指标|项目|名称|目标任务|内容|地区|区县|区域|县区|行业|类别|年份|事项)(?:名称|内容)?$"
)
_VALUE_HEAD = re.compile(
    r"(?:19|20)[0-9]{2}|目标|计划|完成|实际|预计|预期|增长|增速|增幅|增减|总量|绝对|数值|数量|同比|占比|比重|现状|基期|年均|累计"
)
_GROWTH_HEAD = re.compile(r"增长|增速|增幅|涨幅|同比|±|比重|占比|完成率|比例")
_LEVEL_HEAD = re.compile(r"增长[量额]|增减[量额]|绝对")

_SCALE = "[十百千万亿]{0,3}"
_PLAIN_UNIT = (
    rf"{_SCALE}(?:%|％|‰|个?百分点|元|美元|欧元|人民币|人次|人|户次|户|家次|家|个|名|位|项|件|所|座|处|张|套|间|辆|艘|架|台|条|只"
    r"|头|羽|株|吨标准煤|吨标煤|吨|公斤|千克|克|斤|升|立方米|平方公里|平方千米|平方米|公里|千米|海里|米|公顷|亩"
    r"|千瓦时|千瓦|瓦|度|兆瓦|标准箱|标箱|集装箱|天|日|小时|分钟|年|岁|月|倍|次|场|例|篇|册|种|类|批|宗|股|点|级|分|床|张床|票|标准吨"
    r"|微克|毫克|兆|比特|[Tt][Ee][Uu]|[Gg][Ww]|[Mm][Ww]|[Kk][Ww][Hh]?|[Kk][Mm]2?|㎡|m[23²³]|㎞|无量纲|—)"
)
_UNIT = re.compile(rf"^{_PLAIN_UNIT}(?:[/／每]{_SCALE}{_PLAIN_UNIT}|/\S{{1,8}})*$")
_BRACKET = re.compile(r"[（(\[【]\s*(?:单位\s*[:：]?\s*)?([^（()）\[\]【】]{1,12}?)\s*[)）\]】]\s*$")
_PERCENT_END = re.compile(r"[%％]\s*$")
_UNIT_LINE = re.compile(r"(?:计量)?单\s*位\s*[:：]\s*([^\s）)；;。]{1,24})")
_CAPTION = re.compile(
    r"^[（(【]?\s*(?:附?表|附件|专栏|续表|图表)\s*[0-9０-９一二三四五六七八九十\-－.．]*|(?:表|一览表|指标|指标体系|目标|情况)\s*(?:[（(][^（()）]*[)）])?\s*$"
)
_CAPTION_LENGTH = 60


def one_line(text: str) -> str:
    """Return a cell's text on one line: breaks between Chinese characters vanish, others are blanks.

    Characters are simplified, so that heads are known in either script.

    >>> one_line("地区生产\\n总值 （亿元）"), one_line("PM2.5 \\n average")
    ('地区生产总值（亿元）', 'PM2.5 average')
    """
    return simplified(_SPACE.sub(" ", _BETWEEN_WIDE.sub("", text.strip())))


def is_value(text: str) -> bool:
    """Tell whether a cell reads like a value, not like a name.

    >>> [is_value(t) for t in ("5.5%左右", "1,200", "≥90", "—", "〔16.5〕", "15分钟便民生活圈", "税收")]
    [True, True, True, True, True, False, False]
    """
    if len(text) > 40:
        return False
    summed = OF_YEARS.fullmatch(text.replace(" ", ""))
    inner = (summed[1] or summed[2] or "") if summed else text.replace(" ", "")
    return bool(_VALUE.match(inner) or _BLANK_VALUE.match(text))


def is_year(text: str) -> bool:
    """Tell whether a cell is a year, month or quarter or begins with one, as header cells do.

    >>> is_year("2023年计划"), is_year("2023"), is_year("2023亿元"), is_year("12023")
    (True, True, False, False)
    """
    return bool(_YEAR.match(text))


def is_order(text: str) -> bool:
    """Tell whether a cell can be a running number: 1, （二）, 3.1."""
    return bool(_ORDER.match(text))


def is_order_head(text: str) -> bool:
    """Tell whether a header cell heads running numbers."""
    return text.replace(" ", "").lower() in _ORDER_HEADS


def is_unit_head(text: str) -> bool:
    """Tell whether a header cell heads units of measurement."""
    return text.replace(" ", "") in _UNIT_HEADS


def is_name_head(text: str) -> bool:
    """Tell whether a header cell heads the names of what the rows are about."""
    return bool(_NAME_HEAD.search(text)) and not _VALUE_HEAD.search(text.replace("目标任务", ""))


def is_known_head(text: str) -> bool:
    """Tell whether a cell is one of the words that stand in header rows."""
    return (
        is_order_head(text)
        or is_unit_head(text)
        or is_name_head(text)
        or is_value_head(text)
        or is_year(text)
    )


def is_value_head(text: str) -> bool:
    """Tell whether a header cell heads values."""
    return bool(_VALUE_HEAD.search(text))


def unit_of_head(text: str, *, growth: bool = False) -> str:
    """Return the unit a header or row head ends with, or nothing.

    Args:
        text: the head.
        growth: a head that says growth or share without naming a unit means per cent.

    >>> unit_of_head("总量（亿元）"), unit_of_head("增长%"), unit_of_head("同比增速", growth=True)
    ('亿元', '%', '%')
    >>> unit_of_head("一般公共预算收入（含基金）"), unit_of_head("2023年（预计）")
    ('', '')
    """
    found = _BRACKET.search(text)
    if found and is_unit(found.group(1)):
        return found.group(1).replace(" ", "")
    if _PERCENT_END.search(text):
        return "%"
    last = text.rsplit(" ", 1)[-1]
    if growth and _GROWTH_HEAD.search(last) and not _LEVEL_HEAD.search(last):
        return "%"
    return ""


def caption_unit(texts: Iterable[str]) -> str:
    """Return the unit named above a table (单位：亿元), nothing where several are named.

    >>> caption_unit(["表1 主要指标", "单位：亿元、%"]), caption_unit(["单位：万元、人"])
    ('亿元', '')
    """
    for text in texts:
        found = _UNIT_LINE.search(text)
        if not found:
            continue
        units = [unit for unit in re.split(r"[、，,]", found.group(1)) if unit]
        # Growth columns carry their own per cent; the other unit is that of the amounts.
        amounts = [unit for unit in units if unit not in ("%", "％")] or units
        return amounts[0] if len(amounts) == 1 and is_unit(amounts[0]) else ""
    return ""


def is_caption(text: str) -> bool:
    """Tell whether a paragraph right above a table is its title or names its unit.

    >>> is_caption("表1：2024年主要指标"), is_caption("（单位：亿元）"), is_caption("目标如下。")
    (True, True, False)
    """
    text = one_line(text)
    if not text or len(text) > _CAPTION_LENGTH or text.endswith(("。", "；", "，")):
        return False
    return bool(_CAPTION.search(text) or (_UNIT_LINE.search(text) and len(text) < 40))


def is_unit(text: str) -> bool:
    """Tell whether a text is a unit of measurement, or the dash that stands for none."""
    return bool(_UNIT.match(text.replace(" ", "").replace("：", "").replace("，", "")))
