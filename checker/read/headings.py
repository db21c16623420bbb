"""Headings: their marks (一、 （一） 1. 第一章 ──), and where one ends that shares its line with text."""

from __future__ import annotations

import re

from checker.read.period import plain

HEADING_LENGTH = 40  # longer ones are read as paragraphs where they carry a number or are sentences
LONGEST_HEADING = 64
BULLET = 6

_NUM = "[一二三四五六七八九十百]{1,4}"
_MARKS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(r"\s*" + pattern + r"\s*"))
    for name, pattern in (
        ("part", rf"第(?:{_NUM}|\d{{1,2}})(?:[编篇]|部分)[\s:：、.]*"),
        ("chapter", rf"第(?:{_NUM}|\d{{1,2}})章[\s:：、.]*"),
        ("section", rf"第(?:{_NUM}|\d{{1,2}})节[\s:：、.]*"),
        # 一、二、三产业 is no heading.
        (
            "一、",
            r"[一二三四五六七八九十]{1,3}\s*(?:、(?![一二三四五六七八九十]{1,2}(?:、|[产季期级类线次]))|[.,](?!\d))",
        ),
        ("(一)", r"[(〔【][一二三四五六七八九十]{1,3}[)〕】][、.]?"),
        ("1.", r"\d{1,2}\s*[.、](?:(?!\d)|(?=(?:19|20)\d{2}年))"),
        ("(1)", r"[(]\d{1,2}[)]|\d{1,2}[)]"),
        ("①", r"[①-⑳⑴-⒇⒈-⒛]"),
        ("──", r"(?:[─—–―-]{2,}|[●■◆▪▲◇□★▶➢]|•|·(?=\s))"),
    )
)
_MAY_BE_MARK = re.compile(r"\s*[第一二三四五六七八九十(〔【\d①-⑳⑴-⒇⒈-⒛─—–―●■◆▪▲◇□★▶➢•·-]")
DEPTHS = {"一、": 1, "(一)": 2, "1.": 3, "(1)": 4, "①": 5, "──": BULLET}
ABOVE = ("part", "chapter", "section")
_NOUN_ENDS = (
    r"(?:工作)?回顾|执行情况|完成情况|工作总结|主要(?:预期)?(?:目标|指标)|预期(?:目标|指标)|目标任务|(?:重点|主要|工作)任务|重点工作|"
    r"(?:工作|总体)(?:安排|部署|打算|思路|要求)|指导思想|基本原则|(?:保障|政策|主要)措施|发展(?:环境|目标|基础|成就)|"
    r"(?:困难|挑战|不足|存在的?(?:主要)?)(?:和|与)?(?:问题|困难|不足|挑战)|主要成就|指标体系|远景(?:目标|展望)|工作重点"
)
UNNUMBERED = re.compile(
    rf"^(?:(?:[^。；;！!？?，,:：]{{0,26}}(?:{_NOUN_ENDS})"
    r"|(?:回顾|展望)?(?:过去|今年|去年|明年|今后|未来|[上下]半年|(?:19|20)\d{2}年|[“\"]?十[一二三四五]?五)"
    r"[^。；;！!？?，,:：\d]{0,12}(?:工作|任务|目标|计划|重点|举措|情况|成果|成绩单?|成效|任务[书单]|答卷|亮点|看点|账单|路线图|施工图)"
    r"|(?:回[顾望眸首]|展望|盘点|数说|奋进)(?:(?:19|20)\d{2}年?|过去|未来))[:：]?|(?:19|20)\d{2}年(?:度|全年)?[:：])"
    r"[\s\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]*$"
)
_MERGED_NOUN = re.compile(
    rf"(?:(?:19|20)\d{{2}}年|今年|去年|过去的?[一五]年|今后五年|[“\"]?十.五[”\"]?(?:时期|期间)|全[省市区县])?"
    rf"(?:(?!批准|确定|提出|围绕|完成|按照|实现|聚焦|推进|落实)[^，。,；;:：]){{0,12}}?(?:{_NOUN_ENDS})"
    r"(?=[\u4e00-\u9fff\d（(])(?![的和与及或方上中下之完取不未已将应要能]|情况|目标|任务|体系|要求|安排|措施|圆满|全面)"
)
# 1.一般公共预算收支决算情况2022年，…: a year begins the text.
_MERGED_YEAR = re.compile(r"[^，。；,;:：]{2,24}?情况(?=(?:19|20)\d{2}年(?!度))")
_VALUE = re.compile(
    r"\d[\d.,]*\s*(?:[%‰万亿元倍]|个百分点)|(?:增长|达到?|新增|完成|突破|超过?|控制在|下降|实现)[^，,。]{0,6}\d[\d.]*\s*[\u4e00-\u9fff]"
)
_ANY_QUANTITY = re.compile(
    r"\d[\d.,]*\s*(?:[%‰万亿元倍家户人吨亩个项条件套座所处辆次斤位公平千]|百分点)|[百千万亿]元台阶"
)
_YEAR_WORD = re.compile(r"(?:19|20)\d{2}\s*(?:年|[-—–~至]+\s*(?:19|20)?\d{2}\s*年)")
# 7.居民收入与经济增长同步。 sets a target without a figure: an item of a list, not a heading.
_TARGET = re.compile(
    r"(?:同步|[与和]\S{2,14}(?:持平|相当))$|^(?:全面|确保|坚决)*(?:完成|落实)\S{0,16}(?:下达|确定|分解|考核)\S{0,20}(?:目标|任务|指标)$"
    r"|控制在\S{0,14}(?:以内|之内|范围内?)$|(?:增长|增速|增幅|水平)\S{0,4}(?:高于|快于|不低于|优于|好于)\S{2,16}$"
)
_SENTENCE_ENDS = tuple("。；;！!？?，,")


def mark_of(text: str) -> tuple[str, int] | None:
    """Return the sort of a heading's mark and its length, or ``None`` where the line has none.

    >>> mark_of("（一）扩大内需"), mark_of("1.5亿元"), mark_of("一是扩大内需")
    (('(一)', 3), None, None)
    """
    return flat_mark(plain(text))


def flat_mark(flat: str) -> tuple[str, int] | None:
    """Do what ``mark_of`` does with a line that is in half width already."""
    if not _MAY_BE_MARK.match(flat):
        return None
    for name, pattern in _MARKS:
        found = pattern.match(flat)
        if found:
            return name, found.end()
    return None


def has_value(words: str, *, any_quantity: bool) -> bool:
    bare = _YEAR_WORD.sub("", re.sub(r"[“\"][^”\"]{0,12}[”\"]", "", words))
    return bool(_VALUE.search(bare) or (any_quantity and _ANY_QUANTITY.search(bare)))


def heading_end(flat: str, after_mark: int) -> int | None:
    """Return where the heading that begins a line ends, or ``None`` where the line holds none.

    ``flat`` is the line in half width, ``after_mark`` where its words begin.
    """
    words = flat[after_mark:].rstrip()
    whole = after_mark + len(words)
    if merged := _MERGED_YEAR.match(flat, after_mark):
        return merged.end()
    stop = words.find("。")
    if stop < 0:
        return _unstopped(flat, after_mark, words, whole)
    if stop > HEADING_LENGTH or has_value(words[:stop], any_quantity=True):
        return _merged_end(flat, after_mark)
    if _TARGET.search(words[:stop]):
        return None
    # An article of a resolution (二、市人民政府应当…。) is a sentence, not a heading.
    if stop + 1 == len(words) and (stop > 24 or re.search(r"应当|批准|决定|予以|同意|自.{1,12}起", words)):
        return None
    return after_mark + stop + 1


def _unstopped(flat: str, after_mark: int, words: str, whole: int) -> int | None:
    """Return the heading's end in a line without a full stop."""
    if not words or words.endswith(_SENTENCE_ENDS) or _TARGET.search(words) or words.rstrip().endswith("|"):
        return None  # 一、本级收入 | is a cell of a table copied one cell a line
    inner = _inner_mark(flat, after_mark)
    if inner is not None:
        return inner
    if len(words) > HEADING_LENGTH:
        merged = _merged_end(flat, after_mark)
        if merged is not None:
            return merged
        if len(words) > LONGEST_HEADING or has_value(words, any_quantity=True):
            return None
    return None if has_value(words, any_quantity=False) else whole


def _merged_end(flat: str, after_mark: int) -> int | None:
    """Return the end of a heading run together with its text: behind a wide gap, or a closing noun."""
    inner = _inner_mark(flat, after_mark)
    if inner is not None:
        return inner
    gap = re.compile(r"[^\s。]{4,40}?(?=\s+[^\s])").match(flat, after_mark)
    if gap and "。" in flat[gap.end() :] and not has_value(gap.group(), any_quantity=True):
        return gap.end()
    noun = _MERGED_NOUN.match(flat, after_mark)
    return noun.end() if noun else None


def _inner_mark(flat: str, after_mark: int) -> int | None:
    """Return where a second heading begins in a line (…重点任务1.突出…), within a heading's length."""
    found = re.compile(
        r"(?<=[\u4e00-\u9fff])(?:\d{1,2}[.、](?=[\u4e00-\u9fff])|[(][一二三四五六七八九十]{1,3}[)](?=[\u4e00-\u9fff]))"
    ).search(flat, after_mark + 4, after_mark + HEADING_LENGTH + 4)
    if found and not re.search(r"[。；;]", flat[after_mark : found.start()]):
        return found.start()
    return None
