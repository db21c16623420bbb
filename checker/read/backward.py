"""Whether a text that no title explains looks back on what was, or ahead at what is to be."""

from __future__ import annotations

import re
from collections.abc import Iterable

from checker.read.period import plain
from checker.read.shown_kind import AUDITED
from checker.read.structure import Part

_SENTENCE = re.compile(r"[。；;！!]")
# From its last digit on: looked for from each digit of a long run, it took time by the run's square.
_FIGURE = re.compile(r"\d\.*\s*(?:%|[千万亿个元家户人项吨亩公])")
# 完成年度目标任务的127%, 占计划的53%: what a goal is held against is past.
_HELD_AGAINST = re.compile(
    r"(?:完成|占|达到?|为)[^，。；,;]{0,16}(?:计划|目标|任务|预算)[任务目标数值]*(?:\d[\d.]*[\u4e00-\u9fff]{1,4})?[^，。；,;\d]{0,4}的?\s*\d[\d.]*%|超额完成|圆满完成"
    r"|(?:快于|好于|高于|低于|慢于|基本?符合|不及|未达)预期(?!目标的)|提前(?:完成|实现|达到)|时间过半|任务过半"
    r"|[从由](?:19|20)\d\d年的?[^，。；]{1,16}[至到](?:19|20)\d\d年|[\u4e00-\u9fff]了\s*[\d一二三四五六七八九十]"
    r"|(?<!\d)1\s*[-—~至到]\s*1[0-2]\s*月|已(?:全部|经|提前|累计|如期)*(?:完成|建成|解决|竣工|开工|投产|投用|投入使用|达到|实现)"
    r"|(?:高于|低于|快于|超|超过|超出)(?:年初|年度|全年|计划|预期|序时|时间)*(?:目标|进度)\s*\d"
    r"|(?<!力争)(?<!确保)(?:完成|实现)[^，。；,;]{1,16}\d[^，。；,;]{0,8}[,，、]?同比(?:增长|下降|提高)\s*\d"
    r"|完成率(?:达到?|为)?\s*\d|截[至止][^，。；]{1,10}(?:末|底|前|目前|日)|^\s*(?:据[^，。]{0,6}，)?截至"
)
_COMPARED = re.compile(
    r"(?:实现|完成|取得)了|从[^，。；]{1,12}(?:提高|下降|上升|减少|增加)到|同比|[比较与](?:上|去)年|(?:上|去)年同期"
    r"|环比|[比较]年初|[比较]\d{4}年|居全[国省市区县]第|增速[排位]|(?:连续|跨越)[^，。；]{0,4}[一二三四五六七八九十\d]+(?:年|个)"
)
_AHEAD = re.compile(
    r"目标|力争|确保|预期|争取|计划|规划|任务|安排|要求|打算|下一步|明年|到20\d\d年|(?<![需主重])要(?![素点闻])|将(?![军领])(?![^，,。]{1,24}(?:纳入|列入|列为)[^，,。]{2,16}[，,。])|拟|方案"
    r"|\d\s*万?(?:[家个人所项次]|人次|公里|%)以上"
)

# What a congress votes on is still to be done.
_PROMISED = re.compile(r"实事|票决")


def looks_back(parts: Iterable[Part]) -> bool:
    """Say whether a text's figures are told as past: compared with last year's, or held against a goal.

    A text without any word of a goal, as a table of outcomes is, looks back as well.
    """
    back = ahead = 0
    figures = hopes = False
    for part in parts:
        words = plain(part.words)
        if AUDITED.search(words):
            return True
        figures = figures or any(char.isdigit() for char in words)
        hopes = hopes or bool(_AHEAD.search(words) or _PROMISED.search(words))
        if part.kind != "paragraph":
            continue
        for sentence in _SENTENCE.split(words):
            if not _FIGURE.search(sentence):
                continue
            if _HELD_AGAINST.search(sentence):
                back += 1
            elif _AHEAD.search(sentence):
                ahead += 1
            else:
                back += bool(_COMPARED.search(sentence))
    return back >= 2 * ahead if back else figures and not hopes
