"""Tokens of one clause → the typed items the grammar parses, and the modifiers set beside them.

A word's type depends on its neighbours: 高于 before a figure is a bound, before a noun a comparison;
改造 before a figure or its noun is a verb, inside a noun phrase it is part of the name. What is no
structure becomes noun phrase, so that nothing of the text is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Final

from checker.parse import lexicon
from checker.parse.items import CONJUNCTIONS, LIST_MARKS, Item, Shape, joined
from checker.parse.naming import opens_name
from checker.parse.scanner import Token
from checker.parse.states import State, may_hold_state, state_of
from checker.parse.tokens import (
    conditions,
    with_baselines,
    with_conjunctions,
    with_shared_units,
    without_bases,
    without_brackets,
    without_goals,
)

_LIST_MARK: Final = re.compile(r"\d{1,2}[.．、]|（[\d一二三四五六七八九十]+）|[一二三四五六七八九十]+、")
_LEADS: Final = ("BOUND", "REACH", "CUM", "AVG", "EST", "UP", "DOWN", "RESP", "FORCE", "SCOPE")
# A noun, others listed behind it, then what they are: up to the next verb that states something.
_PLANT = re.compile(
    "(?!以上|以下|左右|以内|的)[一-鿿][^，。；]{1,48}?(?:等项目|等工程|等装置|等生产线|电站|(?<!实施)(?<!完成)项目(?:顺利|(?:率先|相继|陆续|正式|如期|全面)?(?:开工|建成|投产|投运|达产|建设)))"
)
_ROUND_PROJECT = re.compile("(?:级)?投资(?:产业|工业|制造业)?项目")
_PASSED = re.compile("(?:及?以上|级)(?:[一-鿿]{0,4}(?:项目|企业))?(?:实现)?(?:零的?)?突破")
_BUILT_NAMES = ("示范", "用地", "标准", "银行")
_EACH = re.compile("(?:每[人月年天日户亩名])+")
# Words that set the terms of what follows, or state something without a figure.
_SPEAKING: Final = frozenset(
    ("EST", "CUM", "FORCE", "SCOPE", "AVG", "OFWHICH", "CMP", "FLAT", "POS", "RANKN", "COVER", "ZERO", "NONE")
)
_YEAR_BEFORE: Final = re.compile("上年|去年|前年")
_OF_RATES = frozenset(("percent", "points", "multiple", "proportion"))
_PLACE: Final = re.compile("[省市区县旗州盟]")
_NUMERAL: Final = re.compile(r"[\d零一二两三四五六七八九十百千万亿首双半]")
_OF_SUCH: Final = re.compile("的[一-鿿]{1,6}$")
# A verb of work with one of these behind it is a noun (开工率, 改造面积 keeps its verb, 服务员).
_NOUN_TAIL = re.compile("率|者|员工?|业(?!务|企)|费|度(?!假)|型|权|证|款|税|期|法|力|品|器|商(?!贸|业)|师")


@cache
def _threshold_noun() -> re.Pattern[str]:
    either = lexicon.either
    return re.compile(
        f"(?:(?:及?以上|级|以下|元级)的?[\u4e00-\u9fff]{{0,6}}?|{either('threshold-kind')}*){either('threshold-noun')}"
    )


@cache
def _amount_noun() -> re.Pattern[str]:
    return re.compile(f"{lexicon.either('amount-noun')}$")


def _per(token: Token) -> bool:
    """每人每月760元: what a figure is given for."""
    return token.text[:1] == "每" and (
        bool(_EACH.fullmatch(token.text)) if token.type == "T" else token.type in "XY"
    )


def shape(tokens: list[Token]) -> Shape:
    """Type the tokens of a clause; see the module's and ``grammar/targets.lark``'s heads for types."""
    aside: list[Token] = []
    figures, speaks = 0, False
    for token in tokens:
        if token.type == "Q":
            figures += 1
        elif token.type == "Y":
            speaks = True
            if token.reason:
                aside.append(token)
        elif token.type == "X" and token.reason and _NUMERAL.search(token.text):
            aside.append(token)
        if token.readings and not speaks:
            speaks = not _SPEAKING.isdisjoint(token.readings)
    text = "".join([token.text for token in tokens])
    # Half of all clauses have no figure and no word of time, place, certainty or state.
    if not (figures or speaks or _may_speak(text)):
        return empty(aside)
    main, goals = without_goals(tokens) if figures > 1 else (tokens, [])
    main, bases = without_bases(main) if figures and "基" in text else (main, [])
    main, brackets = without_brackets(main) if "（" in text else (main, [])
    main = with_baselines(with_conjunctions(with_shared_units(main) if figures > 1 else main))
    symbols = _Symbols(main, state_of(main))
    symbols.run()
    return Shape(
        joined(symbols.items), symbols.modifiers, aside + symbols.thresholds, goals + bases + brackets
    )


def empty(aside: list[Token]) -> Shape:
    """Return the shape of a clause that speaks of nothing."""
    return Shape([], [], aside, [])


def says_nothing(text: str) -> bool:
    """Whether a clause without numerals and words of time has an empty shape, told before it is scanned."""
    return not (_may_speak(text) or lexicon.holds(text, _SPEAKING))


def _may_speak(text: str) -> bool:
    """Whether a clause without figures and words that speak holds a place, a list of them or a state."""
    if _PLACE.search(text) or "分别" in text or "（" in text:
        return True
    return may_hold_state(text)


class _Symbols:
    """One pass over a clause's tokens that decides each one's type from its neighbours."""

    def __init__(self, tokens: list[Token], states: dict[int, State]) -> None:
        self.tokens, self.states = tokens, states
        self.items: list[Item] = []
        self.modifiers: list[Item] = []
        self.thresholds: list[Token] = []
        self.figures = [i for i, t in enumerate(tokens) if t.type == "Q"]
        self.last_figure = self.figures[-1] if self.figures else -1
        self.conditions = conditions(tokens) if self.figures else frozenset()
        self.waiting = False  # whether a comparison waits for its figure (高于全省平均1.2个百分点)

    def run(self) -> None:
        """Fill ``items`` and ``modifiers``."""
        beyond = 0  # behind the state phrase that stands here
        for index, token in enumerate(self.tokens):
            if index < beyond:
                continue
            state = self.states.get(index)
            if state is not None:
                beyond = state.end
                stretch = self.tokens[index:beyond]
                self._add(Item(state.type, token.start, stretch[-1].end, stretch, state.reference))
                continue
            kind, attr = "n", ""
            if token.type != "T" or token.text[0] == "每":
                kind, attr = self._type(index)
            item = Item(kind, token.start, token.end, [token], attr)
            if kind == "n":
                self.items.append(item)
            else:
                self._add(item)

    def _add(self, item: Item) -> None:
        kind = item.type
        (self.modifiers if kind.islower() else self.items).append(item)
        if kind in ("C", "Q", "P"):
            self.waiting = kind == "C"

    # -- neighbours

    def _following(self, index: int) -> Token | None:
        return self.tokens[index + 1] if index + 1 < len(self.tokens) else None

    def _previous(self) -> str:
        return self.items[-1].type if self.items else ""

    def _later(self, index: int) -> bool:
        """Whether a figure follows in the clause."""
        return self.last_figure > index

    def _before_value(self, index: int, *, dated: bool = False) -> bool:
        """Whether only words that lead a figure stand between this token and the next figure.

        ``dated`` lets a year stand between too (增加到2020年的101.2亿元).
        """
        for position in range(index + 1, min(index + 5, len(self.tokens))):
            token = self.tokens[position]
            if token.type == "Q":
                return not self._threshold_at(position)
            if dated and (token.type == "Y" or token.text == "的"):
                continue
            leads = (
                _per(token)
                or token.has("value-lead")
                or (token.type == "W" and any(token.has(k) for k in _LEADS))
            )
            if not leads and not (token.type == "T" and token.text in lexicon.words_of("value-lead")):
                return False
        return False

    def _behind(self) -> Item | None:
        """What stands before the noun phrase being built."""
        return next((item for item in reversed(self.items) if item.type != "n"), None)

    def _governed(self) -> bool:
        """Whether the noun being built already hangs on a verb that adds or works (引进航运服务企业)."""
        behind = self._behind()
        if behind is not None and behind.type == "Q":  # 新增4个生态文明建设示范区
            position = next(k for k, item in enumerate(self.items) if item is behind)
            behind = self.items[position - 1] if position else None
        return behind is not None and behind.type == "A" and not behind.tokens[-1].has("LIGHT")

    # -- thresholds

    def _threshold_at(self, index: int) -> bool:
        """Whether the figure here is a threshold inside a name (5000万元以上企业, 亿元楼宇)."""
        figure = self.tokens[index].quantity
        if index in self.conditions:
            return True
        if figure is None or figure.kind not in ("money", "people", "area", "bare", "mass", "power"):
            return False
        before = self.tokens[index - 1] if index else None
        if figure.kind in ("money", "power") and before is not None and before.quantity is not None:
            # 12个百亿元项目, 2座35万千瓦电站: right behind a count it is the size of what is counted.
            return before.quantity.kind == "count" and before.end == self.tokens[index].start
        following = "".join(t.text for t in self.tokens[index + 1 : index + 5])
        if not figure.value.strip("百千万亿") and _ROUND_PROJECT.match(following):
            return True  # 引进甲、乙等超亿元投资项目
        if figure.kind in ("mass", "power") and self._capacity_at(index):
            return True
        if figure.kind == "money" and _PASSED.match(following):
            return True  # 50亿元以上3个、百亿元以上实现突破
        if not _threshold_noun().match(following) and not self._bounds_what_is_counted(index):
            return figure.kind == "money" and (self._counted_threshold(index) or self._size_at(index))
        if figure.kind in ("people", "bare"):
            return following.startswith(("以上", "及以上", "级", "以下"))
        return figure.kind != "area" or following.startswith(("以上", "及以上"))

    def _bounds_what_is_counted(self, index: int) -> bool:
        """300万元以上的已竣工项目3个: behind the bound a noun, and right behind that how many there are."""
        following = self.tokens[index + 1 :]
        if not following or following[0].text not in ("以上", "及以上", "以下"):
            return False
        count = next((i for i, token in enumerate(following) if token.type == "Q"), 0)
        words = "".join(token.text for token in following[1:count])
        counted = following[count].quantity if count else None
        return (
            counted is not None
            and counted.kind == "count"
            and words.endswith(lexicon.listed("threshold-noun"))
            and not any(token.type == "M" for token in following[1:count])
        )

    def _capacity_at(self, index: int) -> bool:
        """甲公司60万吨钾肥、乙公司20万吨板材等项目建设: how large the plants are that are built."""
        before = self.tokens[index - 1] if index else None
        if before is not None and any(before.has(kind) for kind in ("REACH", "BOUND", "UP", "UPTO", "ADD")):
            return False
        behind = "".join(token.text for token in self.tokens[index + 1 :])
        return bool(_PLANT.match(behind))

    def _size_at(self, index: int) -> bool:
        """36家企业营业收入超百亿元: a round sum at the end says how large those are that are counted."""
        figure, first = self.tokens[index].quantity, self.tokens[0].quantity
        if figure is None or first is None or first.kind != "count" or figure.value.strip("百千万亿"):
            return False
        last = len(self.tokens) == index + 1 and self.tokens[index - 1].has("BOUND")
        return last and all(token.type != "M" for token in self.tokens)

    def _counted_threshold(self, index: int) -> bool:
        """其中10亿元以上8个: a bound followed at once by a count is the threshold of what is counted."""
        bound = index > 0 and self.tokens[index - 1].has("BOUND")
        for position in range(index + 1, min(index + 6, len(self.tokens))):
            token = self.tokens[position]
            if token.type == "Q":
                counts = token.quantity is not None and token.quantity.kind in ("count", "people")
                return bound and counts and position > index + 1
            such = f"{self.tokens[position - 1].text[-1]}{token.text}"
            if bound and token.type == "T" and _OF_SUCH.search(such):
                continue  # 超亿元的镇3个
            limits = token.has("POST") or token.has("BOUND")
            bound = bound or token.has("POST")
            if not limits and token.text not in ("的", "企业", "项目"):
                return False
        return False

    # -- types

    def _type(self, index: int) -> tuple[str, str]:
        token = self.tokens[index]
        if token.type == "Q":
            if not self._threshold_at(index):
                return "Q", ""
            aside = Token(
                "X", token.start, token.end, token.text, quantity=token.quantity, reason="threshold"
            )
            self.thresholds.append(aside)
            return "n", ""
        if token.type in "XY" or _per(token):
            opens = token.type == "X" and not self.items and _LIST_MARK.fullmatch(token.text) is not None
            listed = opens or self._composes(index, token) is not None
            dated = token.type == "Y" or (token.type == "X" and token.reason == "date")
            timed = dated and self._previous() != "C"
            per = _per(token) and bool(self.items) and self._before_value(index)
            return ("mark" if listed else "per" if per else "time" if timed else "n"), ""
        if token.type == "M":
            slash = token.text == "/" and self._previous() in ("Q", "P")
            mark = "、" if slash else token.text
            return (mark if mark == "、" or mark in CONJUNCTIONS else "n"), ""
        if token.readings:
            return self._word(index, token)
        return "n", ""

    def _word(self, index: int, token: Token) -> tuple[str, str]:
        for kind, decide in _decisions(token.text, index < self.last_figure):
            result = decide(self, index, token)
            if result:
                return result, token.attr(kind)
            if kind in _MODIFIERS:
                return ("n" if self._previous() == "C" else kind.lower()), token.attr(kind)
        return "n", ""

    def _beside(self, index: int, token: Token) -> str | None:
        return None

    def _post(self, index: int, token: Token) -> str | None:
        return "P" if self._previous() in ("Q", "P") and self.items[-1].end == token.start else None

    def _resp(self, index: int, token: Token) -> str | None:
        if token.text in ("各", "各自") and not self._before_value(index):
            return None
        if (
            token.text == "均"
            and index
            and self.tokens[index - 1].text.endswith(tuple("人户生年亩班校床日月平"))
        ):
            return None  # 生均标准, 户均收入: a mean, not each of several
        return "S" if self._later(index) or (self.states and max(self.states) > index) else None

    def _change_to(self, index: int, token: Token) -> str | None:
        kind = "UT" if token.has("UPTO") else "DT"
        return kind if self._before_value(index, dated=True) else None

    def _change(self, index: int, token: Token) -> str | None:
        following = self._following(index)
        if following is not None and following.has("share-noun"):
            return None  # 支出压减比例5%: part of a rate's name
        if self._before_value(index):
            figure = self.tokens[next(i for i in self.figures if i > index)].quantity
            first = not self.items or self._previous() == "、"  # 新建公园12处、提升8处
            if token.has("WORK") and first and figure is not None and figure.kind == "count":
                return None  # 改善60所学校条件: work on what is counted
            return "U" if token.has("UP") else "D"
        opens = following is not None and following.type in "TI" and self._previous() != "n"
        return "A" if opens and self._later(index) else None

    def _bound(self, index: int, token: Token) -> str | None:
        following = self._following(index)
        if (
            token.has("CMP")
            and following is not None
            and following.type != "Q"
            and not following.has("BOUND")
        ):
            return None
        return "B" if self._before_value(index) else None

    def _reach(self, index: int, token: Token) -> str | None:
        # 为“十三五”时期的2倍: what it is a multiple of is set beside.
        if self.waiting or not self._before_value(index, dated=token.text in ("为", "是")):
            return None
        return "R" if self.items or len(token.text) > 1 or token.text in "达为是有" else None

    def _compare(self, index: int, token: Token) -> str | None:
        following = self._following(index)
        if following is None or following.type == "Q" or following.text.startswith("的"):
            return None  # 技术领先的2座电站: what they are like
        if not self.items and not (token.has("bare-compare") or self._points_later(index)):
            return None
        return (
            "C" if following.type in "TIY" or (following.type == "W" and not following.has("POST")) else None
        )

    def _points_later(self, index: int) -> bool:
        later = next((self.tokens[i].quantity for i in self.figures if i > index), None)
        return later is not None and later.kind in ("points", "basis_points")

    def _from(self, index: int, token: Token) -> str | None:
        figures = [i for i in self.figures if i > index]
        if not figures or self.tokens[figures[0]].start - token.end > 14:
            return None
        if self._moved_from(index, figures[0]):
            return "FROM"
        for first, second in pairwise(figures):
            between = self.tokens[first + 1 : second]
            if any(t.has("UPTO") or t.has("DOWNTO") or t.text in lexicon.words_of("turn") for t in between):
                return "FROM"
            if not all(t.text in LIST_MARKS for t in between):  # 分别从5%、7%提高到6%、9%
                return None
        return None

    def _moved_from(self, index: int, figure: int) -> bool:
        """由上年下降2.7%转为正增长: from the year before, or to the other direction."""
        between = self.tokens[index + 1 : figure]
        if not between or not (between[-1].has("UP") or between[-1].has("DOWN")):
            return False
        before = any(t.type == "Y" and _YEAR_BEFORE.match(t.text) for t in between)
        return before or any(t.has("FLIP") for t in self.tokens[figure + 1 : figure + 3])

    def _act(self, index: int, token: Token) -> str | None:
        if not self._later(index) or self._previous() == "C":
            return None  # 低于规划目标0.7个百分点: a noun
        following = self.tokens[index + 1]
        if following.text in ("数", "额", "量") and self._previous() != "n":
            return None  # 登记数, 成交额: a number, no work
        if following.text == "的" or (following.type == "T" and _NOUN_TAIL.match(following.text)):
            return None
        if token.text == "建设" and self._previous() == "n" and following.text.startswith(_BUILT_NAMES):
            return None  # 国家生态文明建设示范区23个
        if self._previous() != "n":
            return "A"
        behind = self._behind()
        striven = token.has("new-name") and behind is not None and behind.tokens[-1].has("light-verb")
        if (self._governed() and not striven) or (
            following.type == "M" and behind is not None and behind.type in ("Q", "P")
        ):
            return None
        if token.has("WORK") and not token.has("LIGHT") and len(token.text) < 3 and self._measured(index):
            return "A" if any(t.has("LIGHT") for t in self.items[-1].tokens) else None
        return "A"

    def _measured(self, index: int) -> bool:
        """Whether what stands between a verb and its figure names an amount (技术合同认定登记额)."""
        figure = next(i for i in self.figures if i > index)
        span = self.tokens[index + 1 : figure]
        return (
            bool(span)
            and not span[-1].has("REACH")
            and bool(_amount_noun().search("".join(t.text for t in span)))
        )

    def _composes(self, index: int, token: Token) -> str | None:
        """由新建60套、改建40套两部分组成: what figures make up is no noun of the last one."""
        behind = self._previous() in ("Q", "P")
        return "mark" if behind and token.text.endswith(lexicon.listed("COMP")) else None

    def _scope(self, index: int, token: Token) -> str | None:
        return "scope" if self._previous() not in ("C", "n") and not self.waiting else None

    def _light(self, index: int, token: Token) -> str | None:
        # 完成计划的54.9%: with 的 behind it the word is what the ratio is of.
        following = self.tokens[index + 1].text if index + 1 < len(self.tokens) else ""
        if opens_name(token.text, following):
            return None
        return "light" if self._previous() not in ("n", "Q", "P") and not following.startswith("的") else None


_MODIFIERS: Final = frozenset(("FORCE", "EST", "CUM", "AVG", "OFWHICH"))
# In their order. A "WORD" only stays whole, and decides nothing.
_DECISIONS = (
    ("POST", _Symbols._post), ("RESP", _Symbols._resp),
    ("UPTO", _Symbols._change_to), ("DOWNTO", _Symbols._change_to), ("FROM", _Symbols._from),
    ("UP", _Symbols._change), ("DOWN", _Symbols._change), ("BOUND", _Symbols._bound),
    ("REACH", _Symbols._reach), ("CMP", _Symbols._compare), ("ADD", _Symbols._act), ("WORK", _Symbols._act),
    ("FORCE", _Symbols._beside), ("EST", _Symbols._beside), ("CUM", _Symbols._beside),
    ("AVG", _Symbols._beside), ("OFWHICH", _Symbols._beside), ("SCOPE", _Symbols._scope),
    ("LIGHT", _Symbols._light), ("COMP", _Symbols._composes),
)  # fmt: skip
# These come to nothing where no figure follows.
_AHEAD: Final = frozenset(("UPTO", "DOWNTO", "FROM", "UP", "DOWN", "BOUND", "REACH", "ADD", "WORK"))


@cache
def _decisions(word: str, figured: bool) -> tuple[tuple[str, Callable[..., str | None]], ...]:
    """The decisions that a word's readings ask for, in their order; ``figured``: a figure follows it."""
    readings = lexicon.load().words[word]
    return tuple(
        (kind, decide) for kind, decide in _DECISIONS if kind in readings and (figured or kind not in _AHEAD)
    )
