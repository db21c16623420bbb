"""What is settled on a clause's tokens before they are typed: brackets, shared units, conjunctions."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import takewhile
from typing import Final

from checker.parse import lexicon
from checker.parse.items import CONJUNCTIONS, LIST_MARKS
from checker.parse.quantity import Quantity
from checker.parse.scanner import Token

_FIGURE_AHEAD = ("POST", "UP", "DOWN", "REACH", "BOUND")
# A figure is written #. Whatever stands between goal and difference says which way it goes.
_FIGURES = "(?P<figures>#(?:[、和]#)*(?:以上|以下|以内|左右)?)"
_DIFFERENCE = (
    "(?=(?:相比|比较|相较)?(?:分别|各)?(?:[还尚仍]有?)?(?:高|低|超|多|少|快|慢|增|减|提|降|下降|短|相差|差距?为?)?"
    "[出过额加少高低收]?了?(?:约|近)?#)"
)
_AGAINST = "[比较与同和]|距离?|离|高于|低于|超过|超出|快于|慢于"
_GOAL_BEFORE = re.compile(
    f"(?:{_AGAINST})[^#，]{{0,14}}?(?:目标|计划|预算|任务)[任务数值]{{0,2}}{_FIGURES}{_DIFFERENCE}"
)
_GOAL_BEHIND = re.compile(
    f"(?:{_AGAINST})[^#，]{{0,12}}?{_FIGURES}的?[^#，]{{0,8}}?(?:目标|计划|预算|任务)[任务数值]{{0,2}}{_DIFFERENCE}"
)
# 占年度任务16900万元的63.7%, 完成年计划5亿元的80%
_GOAL_SHARE = re.compile(
    "[占为成是达][^#，]{0,10}?(?:目标|计划|预算|任务)[任务数值]{0,2}(?P<figures>#)(?=的约?#)"
)
_YEAR_OF_BASE = "(?:[上去前]年|(?:19|20)\\d\\d年)(?:同期|全年|年?[末底])?"
ON_TOP: Final = "的?(?:较?[高低]位?)?(?:基础|基数)之?上"
# 在上年增长9.2%的高基数上增长5.1%, 在2023年120家的基础上新增30家
_BASE = re.compile(f"在(?P<base>{_YEAR_OF_BASE}[^#，]{{0,16}}?#){ON_TOP}")
_CONJOINS: Final = frozenset("".join(CONJUNCTIONS))
_LONGEST_BASE = 3  # tokens of a word that tells which figure of a year is meant: 实际|完成|数
_WITH_TIME = ("同比", "比", "较", "自")


@cache
def _basis() -> re.Pattern[str]:
    return re.compile(f"(?:按)?{lexicon.either('basis')}(?:计算)?")


# 对财政收入增幅低于3%的县区不安排…, 凡亩均税收低于8万元的企业一律…: to whom something applies states nothing.
_CONDITION = re.compile(
    "(?:凡是?|针?对于?(?![外口])(?=.*#[^#，]{0,3}的))[^#，]{2,24}#(?:及?以上|及?以下|以内|左右)?的?[^#，]{0,6}?"
    "(?:企业|项目|县市?区|县市?|地区|单位|部门|家庭|农?户|人员|人群|乡镇|街道|园区|主体|纳税人|机构|产品|村|个人|合作社|劳动者|人才|学校)"
)
_NOTED = re.compile("(?:人民币|当年价|现价|可比价|含税)?，?下同")


def without_brackets(tokens: list[Token]) -> tuple[list[Token], list[list[Token]]]:
    """Take bracketed stretches that hold a figure out of the clause; others stay part of the name."""
    main: list[Token] = []
    brackets: list[list[Token]] = []
    closing = _closing(tokens)
    if not closing:
        return tokens, []
    index = 0
    while index < len(tokens):
        close = closing.get(index)
        if close is None:
            main.append(tokens[index])
            index += 1
            continue
        inner = tokens[index : close + 1]
        behind = main[-1] if main else None
        if _NOTED.fullmatch("".join(t.text for t in inner[1:-1])):
            if main:  # 1700亿元（人民币，下同）以上: the bound behind it stands at the figure
                main[-1].end = inner[-1].end
        elif any(t.type == "Q" for t in inner):
            brackets.append(inner[1:-1])
        elif _basis().fullmatch("".join(t.text for t in inner[1:-1])):
            main.extend(inner[1:-1])  # 28.6亿元（自然口径）: what it is counted by
        # 比上年增长（按可比价）2.3%: between verb and figure a bracket is no part of a name.
        elif behind is None or not (behind.type == "Q" or any(behind.has(kind) for kind in _FIGURE_AHEAD)):
            main.append(Token("T", inner[0].start, inner[-1].end, "".join(t.text for t in inner)))
        index = close + 1
    return main, brackets


def without_goals(tokens: list[Token]) -> tuple[list[Token], list[list[Token]]]:
    """Take a goal quoted in a comparison out of the clause: 比年初目标6%高0.3个百分点, 占年度任务5亿元的80%.

    What is left compares with the goal; the goal's own figures are returned as brackets are.
    """
    if sum(token.type == "Q" for token in tokens) < 2:
        return tokens, []
    written, at = "", []
    for index, token in enumerate(tokens):
        text = "#" if token.type == "Q" else token.text
        written += text
        at.extend([index] * len(text))
    match = _GOAL_BEFORE.search(written) or _GOAL_BEHIND.search(written) or _GOAL_SHARE.search(written)
    if match is None:
        return tokens, []
    first, last = at[match.start("figures")], at[match.end("figures") - 1]
    start, figures = tokens[first].start, tokens[first : last + 1]
    goal = [Token("T", start, start, "目标")]
    if first and (tokens[first - 1].has("UP") or tokens[first - 1].has("DOWN")):
        moved = tokens[first - 1]  # 距离年初增长6%的目标: which way it was to go is the goal's own
        goal.append(Token("W", start, start, moved.text, moved.readings))
    if sum(token.type == "Q" for token in figures) > 1:
        goal.append(Token("W", start, start, "分别", lexicon.load().words["分别"]))
    rest = tokens[last + 1 :] if match.re is _GOAL_SHARE else _without_of(tokens[last + 1 :])
    return tokens[:first] + rest, [goal + figures]


def conditions(tokens: list[Token]) -> frozenset[int]:
    """Return the indexes of figures that only say to whom something applies: 对增长10%以上的企业给予奖励."""
    if not tokens or tokens[0].text[:1] not in ("对", "凡", "针"):
        return frozenset()
    written = "".join("#" if token.type == "Q" else token.text for token in tokens)
    if _CONDITION.match(written) is None:
        return frozenset()
    return frozenset([next(index for index, token in enumerate(tokens) if token.type == "Q")])


def _without_of(tokens: list[Token]) -> list[Token]:
    """低于6%的目标0.4个百分点 is 低于目标0.4个百分点: with its figure a goal loses the 的 behind it."""
    first, *rest = tokens
    if not first.text.startswith("的"):
        return tokens
    return [Token("T", first.start + 1, first.end, first.text[1:]), *rest] if first.text[1:] else rest


def without_bases(tokens: list[Token]) -> tuple[list[Token], list[list[Token]]]:
    """Take what stood before out of the clause that goes on from it: 在上年120家的基础上新增30家."""
    written = ""
    at: list[int] = []
    for token in tokens:
        text = "#" if token.type == "Q" else token.text
        at.extend(token.start + (0 if text == "#" else k) for k in range(len(text)))
        written += text
    match = _BASE.search(written)
    if match is None:
        return tokens, []
    end = at[match.end() - 1] + 1
    base = range(at[match.start("base")], at[match.end("base") - 1] + 1)
    main: list[Token] = []
    for token in tokens:
        if token.end <= at[match.start()] or token.start >= end:
            main.append(token)
            continue
        for first, last in ((token.start, at[match.start()]), (end, token.end)):
            if token.type != "Q" and token.start <= first < last <= token.end:
                main.append(Token("T", first, last, token.text[first - token.start : last - token.start]))
    return main, [[token for token in tokens if token.start in base]]


def _closing(tokens: list[Token]) -> dict[int, int]:
    """Return the index of each opening bracket with that of the next closing one."""
    found: dict[int, int] = {}
    close = None
    for index in range(len(tokens) - 1, -1, -1):
        if tokens[index].text == "）":
            close = index
        elif tokens[index].text == "（" and close is not None:
            found[index] = close
    return found


_APART, _MOVES = frozenset("高低快慢多少"), ("提高", "降低", "减少", "加快", "放慢", "增多", "升高")


def with_shared_units(tokens: list[Token]) -> list[Token]:
    """39和68微克/立方米, 4.0个、2.7个百分点: figures of one list share the last one's unit.

    下降0.2个、提高0.8个百分点: nothing is counted in tenths, so whatever stands between, points are meant.
    """
    following: Quantity | None = None  # the figure behind the mark behind this one
    behind: Quantity | None = None  # the figure behind this one
    listed = False
    for before, token in zip(reversed([None, *tokens][:-1]), reversed(tokens), strict=True):
        figure = token.quantity if token.type == "Q" else None
        if figure is None:
            listed = token.text in LIST_MARKS
            following = following if listed else None
            continue
        # 比目标分别低0.7个和高0.2个百分点: a distance, and of which it is cannot be told.
        apart = before is not None and before.text[-1:] in _APART and not before.text.endswith(_MOVES)
        if behind is not None and not apart and _is_cut_short(figure, behind):
            figure = replace(figure, unit=behind.unit, kind=behind.kind)
            token.quantity = figure
        elif listed and following is not None and following.kind != "multiple":
            short = figure.unit == "个" and following.kind == "points" and following.unit.startswith("个")
            unitless = not figure.unit and not figure.scale and figure.kind == "bare" and following.unit
            if short or unitless:
                scale = figure.scale if short else following.scale
                figure = replace(figure, unit=following.unit, scale=scale, kind=following.kind)
                token.quantity = figure
        following, behind, listed = figure, figure, False
    return tokens


def _is_cut_short(figure: Quantity, behind: Quantity) -> bool:
    """0.2个 before 0.8个百分点."""
    tenths = figure.unit == "个" and not figure.scale and "." in figure.value
    return tenths and behind.kind == "points" and behind.unit.startswith("个")


def with_baselines(tokens: list[Token]) -> list[Token]:
    """比 and 较 before a word of time belong to it (比年初, 较上年末): no part of any name."""
    if "Y" not in [token.type for token in tokens]:
        return [token for token in tokens if token.text]
    result: list[Token] = []
    for index, token in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        mark = ""
        if token.type == "T" and following is not None and following.type == "Y":
            mark = next((m for m in _WITH_TIME if token.text.endswith(m)), "")
        cut = token.end - len(mark)
        if not mark or cut > token.start:
            result.append(Token("T", token.start, cut, token.text[: -len(mark)]) if mark else token)
        if mark:
            result.append(Token("Y", cut, token.end, mark))
    return _with_words_behind(result)


def _with_words_behind(tokens: list[Token]) -> list[Token]:
    """比上年执行数, 比上年完成数: the word behind a baseline year belongs to it."""
    for index in range(2, len(tokens)):
        mark, year = tokens[index - 2 : index]
        if not (mark.type == year.type == "Y" and mark.text in _WITH_TIME):
            continue
        behind = list(takewhile(lambda token: token.type in "TW", tokens[index : index + _LONGEST_BASE]))
        left = len(_word_of_base("".join(token.text for token in behind)))
        for place, token in enumerate(behind, index):
            cut = token.start + min(left, len(token.text))
            left -= cut - token.start
            if cut > token.start:
                tokens[place] = Token("T", cut, token.end, token.text[cut - token.start :])
    return [t for t in tokens if t.text]


def _word_of_base(text: str) -> str:
    words = lexicon.words_of("after-base")
    return max((word for word in words if text.startswith(word)), key=len, default="")


def with_conjunctions(tokens: list[Token]) -> list[Token]:
    """和 与 及 at a text's end before a figure or verb, or at its start behind a figure, is a mark."""
    if not _may_conjoin(tokens):
        return tokens
    result: list[Token] = []
    for index, token in enumerate(tokens):
        text = token.text
        ends = text and (text[0] in _CONJOINS or text[-1] in _CONJOINS)
        if token.type != "T" or (not ends and token.end - token.start >= len(text) > 0):
            result.append(token)
            continue
        before = tokens[index - 1] if index else None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        head = tail = ""
        if before is not None and (before.type == "Q" or before.has("POST")):
            head = next((c for c in CONJUNCTIONS if text.startswith(c)), "")
        text = text[len(head) :]
        if after is not None and (after.type == "Q" or after.has("ADD") or after.has("WORK")):
            tail = next((c for c in CONJUNCTIONS if text.endswith(c)), "")
        first, last = token.start + len(head), token.end - len(tail)
        if head:
            result.append(Token("M", token.start, first, head))
        if last > first:
            result.append(Token("T", first, last, text[: last - first]))
        if tail:
            result.append(Token("M", last, token.end, tail))
    return result


def _may_conjoin(tokens: list[Token]) -> bool:
    """The prefilter: whether a text begins or ends with a conjunction, or is none."""
    for token in tokens:
        if token.type == "T":
            text = token.text
            if (
                not text
                or text[0] in _CONJOINS
                or text[-1] in _CONJOINS
                or token.end - token.start < len(text)
            ):
                return True
    return False
