"""Tokens of one clause → the typed items the grammar parses, and the modifiers set beside them.

A word's type depends on its neighbours: 高于 before a figure is a bound, before a noun a comparison;
改造 before a figure or its noun is a verb, inside a noun phrase it is part of the name. What is no
structure becomes noun phrase, so that nothing of the text is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from checker.parse.quantity import Quantity
from checker.parse.scanner import Token
from checker.parse.states import State, state_of

_QUANTITY = "Q"
_VALUE_STARTERS = frozenset(("Q", "B"))
_LIST_MARKS = frozenset(("、", "和", "与", "及", "以及"))
_CONJUNCTIONS = ("以及", "和", "与", "及", "并", "或")
_THRESHOLD_NOUN = re.compile(
    "(?:(?:以上|及以上|级|以下|元级)(?:的)?[\u4e00-\u9fff]{0,6}?|(?:重大|重点|优质|大型|产业|工业|商贸|科技|高端|规模|优势|特色|制造业|龙头|技改|在建|新建)*)"
    "(?:企业|项目|楼宇|集群|园区|单位|客户|品牌|产业|纳税|大户|乡镇|强镇|强县|大县|平台|商圈|旗舰|消费|县|镇|村|大项目|好项目|户企)"
)
# A verb of work with one of these behind it is a noun (开工率, 改造面积 keeps its verb, 服务员).
_NOUN_TAIL = re.compile("率|者|员工?|业(?!务|企)|费|度(?!假)|型|权|证|款|税|期|法|力|品|器|商(?!贸|业)|师")


@dataclass(slots=True)
class Item:
    """One typed item: folded offsets, the tokens it is made of, and the word's attribute."""

    type: str
    start: int
    end: int
    tokens: list[Token] = field(default_factory=list)
    attr: str = ""

    @property
    def text(self) -> str:
        return "".join(token.text for token in self.tokens)


@dataclass(slots=True)
class Shape:
    """A clause ready for the grammar. ``modifiers`` keep their place; ``brackets`` are read apart."""

    items: list[Item]
    modifiers: list[Item]
    aside: list[Token]  # set-aside figures, with their reason
    brackets: list[list[Token]]

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(item.type for item in self.items)


def shape(tokens: list[Token]) -> Shape:
    """Type the tokens of a clause; see the module's and ``grammar/targets.lark``'s heads for types."""
    main, brackets = _without_brackets(tokens)
    main = _baselines(_split_conjunctions(_shared_units(main)))
    aside = [t for t in tokens if t.type in "XY" and t.reason and _holds_figure(t)]
    states = state_of(main)
    symbols = _Symbols(main, states)
    items, modifiers = symbols.run()
    aside.extend(symbols.thresholds)
    return Shape(_heads(_separators(_changes(_merge(items)))), modifiers, aside, brackets)


def _holds_figure(token: Token) -> bool:
    return token.type == "Y" or bool(re.search(r"[\d零一二两三四五六七八九十百千万亿首双半]", token.text))


def _without_brackets(tokens: list[Token]) -> tuple[list[Token], list[list[Token]]]:
    """Take bracketed stretches that hold a figure out of the clause; others stay part of the name."""
    main: list[Token] = []
    brackets: list[list[Token]] = []
    index = 0
    while index < len(tokens):
        if tokens[index].text == "（":
            close = next((k for k in range(index + 1, len(tokens)) if tokens[k].text == "）"), None)
            if close is not None and any(t.type == _QUANTITY for t in tokens[index + 1 : close]):
                brackets.append(tokens[index + 1 : close])
                index = close + 1
                continue
            behind = main[-1] if main else None
            if close is not None and behind is not None and (behind.type == _QUANTITY or behind.has("POST")):
                index = close + 1
                continue
            if close is not None:
                inner = tokens[index : close + 1]
                main.append(Token("T", inner[0].start, inner[-1].end, "".join(t.text for t in inner)))
                index = close + 1
                continue
        main.append(tokens[index])
        index += 1
    return main, brackets


def _shared_units(tokens: list[Token]) -> list[Token]:
    """39和68微克/立方米, 4.0个、2.7个、1.1个百分点: figures of one list share the last one's unit."""
    following: Quantity | None = None  # the figure behind the mark behind this one
    listed = False
    for token in reversed(tokens):
        figure = token.quantity if token.type == _QUANTITY else None
        if figure is None:
            listed = token.text in _LIST_MARKS
            following = following if listed else None
            continue
        if listed and following is not None and following.kind != "multiple":
            short = figure.unit == "个" and following.kind == "points" and following.unit.startswith("个")
            unitless = not figure.unit and not figure.scale and figure.kind == "bare" and following.unit
            if short or unitless:
                scale = figure.scale if short else following.scale
                token.quantity = figure = replace(figure, unit=following.unit, scale=scale, kind=following.kind)
        following, listed = figure, False
    return tokens


_BASELINE = re.compile("^(?:同?比|较|与|和|自|以)$")


def _baselines(tokens: list[Token]) -> list[Token]:
    """比 and 较 before a word of time belong to it (比年初, 较上年末): no part of any name."""
    result: list[Token] = []
    for index, token in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.type == "T" and following is not None and following.type == "Y":
            for mark in ("同比", "比", "较", "自"):
                if token.text.endswith(mark):
                    cut = token.end - len(mark)
                    if cut > token.start:
                        result.append(Token("T", token.start, cut, token.text[: -len(mark)]))
                    result.append(Token("Y", cut, token.end, mark))
                    break
            else:
                result.append(token)
            continue
        result.append(token)
    return result


def _split_conjunctions(tokens: list[Token]) -> list[Token]:
    """和 与 及 at a text's end before a figure or verb, or at its start behind a figure, is a mark."""
    result: list[Token] = []
    for index, token in enumerate(tokens):
        if token.type != "T":
            result.append(token)
            continue
        before = tokens[index - 1] if index else None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        start, end = token.start, token.end
        head = next((c for c in _CONJUNCTIONS if token.text.startswith(c)), "")
        if head and before and (before.type == _QUANTITY or before.has("POST")):
            result.append(Token("M", start, start + len(head), head))
            start += len(head)
        text = token.text[start - token.start :]
        tail = next((c for c in _CONJUNCTIONS if text.endswith(c)), "")
        split_tail = tail and after is not None and (after.type == _QUANTITY or after.has("ADD") or after.has("WORK"))
        if split_tail:
            end -= len(tail)
        if end > start:
            result.append(Token("T", start, end, token.text[start - token.start : end - token.start]))
        if split_tail:
            result.append(Token("M", end, token.end, tail))
    return result


class _Symbols:
    """One pass over a clause's tokens that decides each one's type from its neighbours."""

    def __init__(self, tokens: list[Token], states: dict[int, State]) -> None:
        self.tokens = tokens
        self.states = states
        self.thresholds: list[Token] = []
        self.items: list[Item] = []
        self.modifiers: list[Item] = []
        self.figures = [i for i, t in enumerate(tokens) if t.type == _QUANTITY]

    def run(self) -> tuple[list[Item], list[Item]]:
        index = 0
        while index < len(self.tokens):
            if index in self.states:
                state = self.states[index]
                tokens = self.tokens[index : state.end]
                target = self.modifiers if state.type.islower() else self.items
                target.append(Item(state.type, tokens[0].start, tokens[-1].end, tokens, state.reference))
                index = state.end
                continue
            kind, attr = self._type(index)
            token = self.tokens[index]
            item = Item(kind, token.start, token.end, [token], attr)
            (self.modifiers if kind.islower() and kind != "n" else self.items).append(item)
            index += 1
        return self.items, self.modifiers

    # -- neighbours

    def _later(self, index: int) -> bool:
        return bool(self.figures) and self.figures[-1] > index

    def _before_value(self, index: int) -> bool:
        """Whether only words that lead a figure stand between this token and the next figure."""
        for token in self.tokens[index + 1 : index + 5]:
            if token.type == _QUANTITY:
                return not self._threshold_at(self.tokens.index(token))
            leads = ("BOUND", "REACH", "CUM", "AVG", "EST", "UP", "DOWN", "RESP", "FORCE", "SCOPE")
            if token.type == "W" and (any(token.has(k) for k in leads) or token.text in ("再", "了", "将", "已")):
                continue
            if token.type == "T" and token.text in ("了", "再", "到了", "幅度", "比例", "规模"):
                continue
            return False
        return False

    def _at_noun_start(self) -> bool:
        return not self.items or self.items[-1].type not in ("n",)

    def _previous(self) -> str:
        return self.items[-1].type if self.items else ""

    def _behind_figure(self) -> bool:
        """Whether the noun being built stands right behind a figure."""
        for item in reversed(self.items):
            if item.type != "n":
                return item.type in ("Q", "P")
        return False

    def _threshold_at(self, index: int) -> bool:
        """Whether the figure here is a threshold inside a name (5000万元以上企业, 亿元楼宇)."""
        token = self.tokens[index]
        figure = token.quantity
        if figure is None or figure.kind not in ("money", "people", "area", "bare", "mass", "power"):
            return False
        following = "".join(t.text for t in self.tokens[index + 1 : index + 5])
        match = _THRESHOLD_NOUN.match(following)
        if not match:
            return figure.kind == "money" and self._counted_threshold(index)
        if figure.kind in ("people", "bare") and not re.match("以上|及以上|级|以下", following):
            return False
        if figure.kind == "area" and not re.match("以上|及以上", following):
            return False
        return True

    def _counted_threshold(self, index: int) -> bool:
        """其中10亿元以上8个: a bound followed at once by a count is the threshold of what is counted."""
        rest = self.tokens[index + 1 : index + 6]
        words = [t for t in rest if not (t.type == "T" and t.text in ("的", "企业", "项目")) and not t.has("POST") and not t.has("BOUND")]
        if len(words) == len(rest) or not words or words[0].type != _QUANTITY or words[0].quantity is None:
            return False
        return words[0].quantity.kind in ("count", "people")

    # -- types

    def _type(self, index: int) -> tuple[str, str]:
        token = self.tokens[index]
        if token.type == _QUANTITY:
            return self._figure(index, token)
        if token.type == "Y":
            return self._time(index)
        if token.type == "M":
            return (token.text if token.text in "、" or token.text in _CONJUNCTIONS else "n"), ""
        if token.type == "W" or (token.type == "I" and token.readings):
            return self._word(index, token)
        return "n", ""

    def _figure(self, index: int, token: Token) -> tuple[str, str]:
        if self._threshold_at(index):
            self.thresholds.append(
                Token("X", token.start, token.end, token.text, quantity=token.quantity, reason="threshold")
            )
            return "n", ""
        return "Q", ""

    def _time(self, index: int) -> tuple[str, str]:
        return ("n", "") if self._previous() == "C" else ("time", "")

    def _word(self, index: int, token: Token) -> tuple[str, str]:
        for kind, decide in _DECISIONS:
            if token.has(kind):
                result = decide(self, index, token)
                if result:
                    return result, token.attr(kind)
        return "n", ""

    def _post(self, index: int, token: Token) -> str | None:
        return "P" if self._previous() in ("Q", "P") and self.items[-1].end == token.start else None

    def _resp(self, index: int, token: Token) -> str | None:
        if token.text in ("各", "各自") and not self._before_value(index):
            return None
        return "S" if self._later(index) or (self.states and max(self.states) > index) else None

    def _change_to(self, index: int, token: Token) -> str | None:
        kind = "UT" if token.has("UPTO") else "DT"
        return kind if self._before_value(index) else None

    def _change(self, index: int, token: Token) -> str | None:
        kind = "U" if token.has("UP") else "D"
        if self._before_value(index):
            return kind
        nexts = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        if self._later(index) and nexts is not None and nexts.type in "TI" and self._at_noun_start():
            return "A"
        return None

    def _bound(self, index: int, token: Token) -> str | None:
        nexts = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        if token.has("CMP") and nexts is not None and nexts.type != _QUANTITY and not nexts.has("BOUND"):
            return None
        return "B" if self._before_value(index) else None

    def _reach(self, index: int, token: Token) -> str | None:
        if not self._before_value(index) or self._in_comparison():
            return None
        return "R" if self.items or len(token.text) > 1 or token.text in "达为是" else None

    def _compare(self, index: int, token: Token) -> str | None:
        nexts = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        if nexts is None or nexts.type == _QUANTITY:
            return None
        if not self.items and not (self._points_later(index) or token.text in ("不低于", "不高于", "高于", "低于", "快于")):
            return None
        return "C" if nexts.type in "TIY" or (nexts.type == "W" and not nexts.has("POST")) else None

    def _in_comparison(self) -> bool:
        """Whether a comparison waits for its figure (高于全省平均1.2个百分点)."""
        for item in reversed(self.items):
            if item.type == "C":
                return True
            if item.type in ("Q", "P"):
                return False
        return False

    def _points_later(self, index: int) -> bool:
        figures = [self.tokens[i].quantity for i in self.figures if i > index]
        return bool(figures) and figures[0] is not None and figures[0].kind in ("points", "basis_points")

    def _from(self, index: int, token: Token) -> str | None:
        figures = [i for i in self.figures if i > index]
        if len(figures) < 2:
            return None
        between = self.tokens[figures[0] + 1 : figures[1]]
        turns = any(t.has("UPTO") or t.has("DOWNTO") or t.text in ("到", "至", "变为", "调整为") for t in between)
        near = sum(t.end - t.start for t in self.tokens[index + 1 : figures[0]]) <= 14
        return "FROM" if turns and near else None

    def _act(self, index: int, token: Token) -> str | None:
        if not self._later(index):
            return None
        nexts = self.tokens[index + 1]
        if nexts.type == "M" and self._previous() == "n" and self._behind_figure():
            return None
        if nexts.type == "T" and _NOUN_TAIL.match(nexts.text):
            return None
        if self._previous() == "n" and self._governed():
            return None
        figure = next(i for i in self.figures if i > index)
        span = self.tokens[index + 1 : figure]
        if any(t.text == "的" for t in span[:1]):
            return None
        # A verb inside a name (技术合同认定登记额) has a noun before and behind it without a pause.
        if self._previous() == "n" and token.has("WORK") and not token.has("LIGHT") and len(token.text) < 3:
            tail = "".join(t.text for t in span)
            if re.search("(?:率|比例|比重|额|面积|数|量|收入|值|能力|里程|水平|强度|规模)$", tail) and not span[-1].has("REACH"):
                return "A" if any(t.has("LIGHT") for t in self.items[-1].tokens) else None
        return "A"

    def _governed(self) -> bool:
        """Whether the noun being built already hangs on a verb that adds or works (引进航运服务企业)."""
        for item in reversed(self.items):
            if item.type != "n":
                return item.type == "A" and not item.tokens[-1].has("LIGHT")
        return False

    def _scope(self, index: int, token: Token) -> str | None:
        if self._previous() == "C":
            return None
        return "scope" if self._at_noun_start() or self._previous() in ("A",) else None

    def _light(self, index: int, token: Token) -> str | None:
        return "light" if self._at_noun_start() and self._previous() not in ("Q", "P") else None

    def _always(self, index: int, token: Token) -> str | None:
        return token.readings[0].type.lower()

    def _whole(self, index: int, token: Token) -> str | None:
        return None


_DECISIONS = (
    ("WORD", _Symbols._whole),
    ("POST", _Symbols._post),
    ("RESP", _Symbols._resp),
    ("UPTO", _Symbols._change_to),
    ("DOWNTO", _Symbols._change_to),
    ("FROM", _Symbols._from),
    ("UP", _Symbols._change),
    ("DOWN", _Symbols._change),
    ("BOUND", _Symbols._bound),
    ("REACH", _Symbols._reach),
    ("CMP", _Symbols._compare),
    ("ADD", _Symbols._act),
    ("WORK", _Symbols._act),
    ("FORCE", _Symbols._always),
    ("EST", _Symbols._always),
    ("CUM", _Symbols._always),
    ("AVG", _Symbols._always),
    ("OFWHICH", _Symbols._always),
    ("SCOPE", _Symbols._scope),
    ("LIGHT", _Symbols._light),
)


def _merge(items: list[Item]) -> list[Item]:
    """Join noun pieces to N, runs of verbs of work to one A, and drop 达到 behind a bound."""
    merged: list[Item] = []
    for item in items:
        last = merged[-1] if merged else None
        kind = "N" if item.type == "n" else item.type
        if kind == "R" and last and last.type == "B":
            continue
        joins = last is not None and last.type == kind and kind in ("N", "A", "U", "D", "R")
        if joins and last is not None:
            last.tokens.extend(item.tokens)
            last.end = item.end
            continue
        merged.append(Item(kind, item.start, item.end, list(item.tokens), item.attr))
    return merged


def _changes(items: list[Item]) -> list[Item]:
    """Between 从 and its figure, and between that figure and 增至, only figures and verbs count."""
    kept: list[Item] = []
    state = ""
    for item in items:
        if item.type == "FROM":
            state = "base"
        elif state == "base" and item.type == "Q":
            state = "turn"
        elif state == "turn" and item.type in ("UT", "DT", "U", "D", "R"):
            state = ""
        elif state in ("base", "turn") and item.type in ("N", "A"):
            continue
        kept.append(item)
    return kept


def _separators(items: list[Item]) -> list[Item]:
    """Type 、 and 和: V between figures of one list, F between facts, part of the name otherwise."""
    typed: list[Item] = []
    for index, item in enumerate(items):
        if item.type != "、" and item.type not in _CONJUNCTIONS:
            typed.append(item)
            continue
        before = typed[-1].type if typed else ""
        after = items[index + 1].type if index + 1 < len(items) else ""
        if before in ("Q", "P") and after in _VALUE_STARTERS:
            kind = "V"
        elif before == "A" and after == "A":
            kind = "A"
        elif before in ("Q", "P", "H", "") or after in ("Q", "B", "A", "U", "D", ""):
            kind = "F"
        elif before == "N" and after == "N":
            kind = "N"
        else:
            kind = "F"
        typed.append(Item(kind, item.start, item.end, item.tokens, item.attr))
    joined = _join(typed)
    return [item for index, item in enumerate(joined) if not (item.type == "F" and index == len(joined) - 1)]


def _join(items: list[Item]) -> list[Item]:
    joined: list[Item] = []
    for item in items:
        if joined and joined[-1].type == item.type and item.type in ("N", "A"):
            joined[-1].tokens.extend(item.tokens)
            joined[-1].end = item.end
        else:
            joined.append(item)
    return joined


def _heads(items: list[Item]) -> list[Item]:
    """A noun phrase right behind a figure is that figure's noun unless a verb or figure claims it."""
    for index, item in enumerate(items):
        if item.type != "N" or not index or items[index - 1].type not in ("Q", "P"):
            continue
        after = items[index + 1].type if index + 1 < len(items) else ""
        if after in ("", "F", "V", "A", "N", "FROM"):
            item.type = "H"
            text = item.text
            if text.startswith("的") and len(text) > 1:
                item.attr = "的"
                item.tokens = item.tokens[1:] if item.tokens[0].text == "的" else item.tokens
    return items
