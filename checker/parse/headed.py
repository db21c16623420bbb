"""Names in headings and in clauses that hand a total down: 二、2024年城镇新增就业任务分解, 将…分解到各县."""

from __future__ import annotations

import re

from checker.parse import lexicon, naming
from checker.parse.naming import Name

# What a heading says beside the indicator: 二、2024年城镇新增就业目标任务分解表.
_TASK = re.compile(
    "^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\\d+[.、])?(?:(?:19|20)\\d{2}年度?)?"
    "|(?:目标|计划|任务|指标)+(?:数|值)?(?:分解|分配)?(?:表|情况|方案)?$"
)
# 将城镇新增就业任务分解到各县, 各县区新增规上工业企业目标: to whom a total is handed down names nothing.
_TO_WHOM = "(?:(?:到|至|给|以|对|向)?(?:各|有关|相关|所辖|下辖)[省市州盟区县旗（）、]+(?:人民政府|政府)?)"
_WHEN = "(?:(?:(?:19|20)\\d{2}年度?|今年|全年)的?)?"
_HANDED_OVER = re.compile(
    f"^{_WHEN}(?:(?:[\u4e00-\u9fff]{{2,5}}[省市州盟]|[省市州盟区县旗])?{_TO_WHOM}(?:下达|分解|核定|分配)?的?{_WHEN}|将|把)"
    "|(?:任务|目标|指标|计划)+(?:数|值)?(?:(?:具体|进一步|层层)?(?:分解|下达|分配|落实|细化)(?:落实|下达|细化)?"
    f"{_TO_WHOM}?(?:如下|为)?|如下|为|是)$"
)
_HANDS = re.compile("各|有关|相关|所辖|下辖|将|把|任务|目标|指标|计划")  # each of these holds one
_AMOUNT_BEHIND = re.compile(
    "(?<=[\u4e00-\u9fff]{2})\\d[\\d.]*[万亿]?(?:[\u4e00-\u9fff]{1,3}|%)?(?:以上|左右|以内)?$"
)
_LEADS_ON = re.compile("(?:分别)?[为是]$")
_ADDED_BEHIND = re.compile("(.{2,}?)(新增|净增|新建|新建成)[数量]?")  # 高标准农田新增


def of_heading(text: str) -> Name | None:
    """Return the known indicator a heading names, beside what is planned of it, or None.

    >>> of_heading("二、2024年城镇新增就业目标任务分解").canonical, of_heading("总体要求")
    ('城镇新增就业', None)
    >>> of_heading("高标准农田新增任务").text
    '新增高标准农田'
    """
    text = text.rstrip("：:")
    named = _AMOUNT_BEHIND.sub("", _TASK.sub("", text)).strip()  # 一、新增公办幼儿园学位5000个
    return _known_or_added(named) or handed_over(text)


def handed_over(text: str) -> Name | None:
    """Return the known indicator that a clause without figures hands down, or None.

    >>> handed_over("将城镇新增就业任务分解到各县").canonical, handed_over("新增就业任务更重")
    ('城镇新增就业', None)
    """
    if not (_HANDS.search(text) and _HANDED_OVER.search(text)):
        return None
    return _known_or_added(_TASK.sub("", _LEADS_ON.sub("", _HANDED_OVER.sub("", text))).strip())


def _known_or_added(text: str) -> Name | None:
    """The known indicator that a phrase names, or names with a verb that adds to it: 新增高标准农田."""
    found = naming.name_of(text)
    if found.indicator_id:
        return found
    behind = _ADDED_BEHIND.fullmatch(text)
    text = behind[2] + behind[1] if behind else text
    verb = lexicon.pattern("ADD").match(text)
    known = naming.name_of(text[verb.end() :]) if verb else found
    return Name(verb[0] + known.text, known.indicator_id) if verb and known.indicator_id else None
