"""One production of a clause: its items by their part in it, its names, bounds and verbs."""

from __future__ import annotations

import re
from dataclasses import replace

from checker.parse import lexicon, naming
from checker.parse.grammar import Fact
from checker.parse.items import Item, Shape
from checker.parse.naming import Name
from checker.parse.quantity import Quantity
from checker.parse.said import POINTS, RELATIVE, Carry, Said

Value = tuple[int, ...]  # indexes of the items of one value: bounds, figure, bounds
UNCOUNTED = RELATIVE | POINTS | {"multiple", "proportion"}
_STRENGTH = ("ge", "le", "gt", "lt")
_LONGEST_OWN_NAME = 20


# 控制在年初确定的4%的预期目标内: a bound's own words around a figure name nothing.
_HELD_AT = re.compile("(?:控制|保持|稳定|维持|锁定)在(?:[一-鿿]{0,6}(?:确定|下达|制定|提出|预定|设定)?的)?")
_GOAL_NOUN = re.compile(
    "的?(?:年度|全年|预期|年初|既定|控制|调控|改善|减排)*(?:目标任务|任务目标|目标|任务|计划|指标)[值数]?(?:以内|之内|内|以上|之上|以下)?"
)
# 比2007年的68.3万吨大幅增加: what stands behind the figure says which way it went, not what it counts.
_MOVE_ONLY = re.compile(
    "(?:大幅度?|明显|显著|有所|略有|小幅|稳步|净)?(?:增加|增长|减少|下降|提高|提升|扩大|回落|上升|增多)"
)


# 已开工, 正在推进: how far it is, not what.
_ADVERB = re.compile("^(?:已经?|全部|均|正在?|全面|顺利|如期|按期|加快|有序|基本|实现)+(?=..)")
_PEOPLE = re.compile("口(?![岸径味腔罩碑])")


class Clause:
    """One production of a clause, with the items it is made of and what came before."""

    def __init__(self, shape: Shape, fact: Fact, carry: Carry, recent: list[Said]) -> None:
        self.shape, self.fact, self.carry, self.recent = shape, fact, carry, recent
        self.items = shape.items
        self.head = [self.items[i] for i in (*fact.head, *fact.after)]
        self.verbs = [self.items[i] for i in fact.verb]
        acts = [k for k, item in enumerate(self.head) if item.type == "A"]
        self.act = self.head[acts[-1]] if acts else None
        self.before = self.head[: acts[-1]] if acts else []
        self.object = self.head[acts[-1] + 1 :] if acts else self.head
        self.noun = self.items[fact.noun] if fact.noun is not None else None
        # Items stand in the order of the text.
        self.start, self.end = self.items[fact.first].start, self.items[fact.last].end
        moved = {verb.type for verb in self.verbs}
        self.falls = "D" in moved  # the verb says that it fell,
        self.moves = self.falls or "U" in moved  # that it rose or fell,
        self.turns = "UT" in moved or "DT" in moved  # where it rose or fell to

    # -- figures and bounds

    def figure(self, value: Value) -> Quantity:
        """The figure of a value."""
        quantity = self.items[figure_index(self.shape, value)].tokens[0].quantity
        assert quantity is not None
        return quantity

    def bounds(self, value: Value, kind: str) -> list[Item]:
        """The bounds before (``B``) or behind (``P``) the figure of a value."""
        return [self.items[i] for i in value if self.items[i].type == kind]

    def comparator(self, value: Value) -> tuple[str, Quantity]:
        """Return comparator and figure, with 近 noted on it."""
        figure = self.figure(value)
        leading: set[str] = set()
        trailing: set[str] = set()
        if len(value) > 1:
            # 低于3%左右的控制目标: what is below a goal says nothing of the goal.
            before = [b for b in self.bounds(value, "B") if not (self._goal and b.attr in ("lt", "gt"))]
            leading, trailing = {b.attr for b in before}, {p.attr for p in self.bounds(value, "P")}
            if figure.vague is None and any(lexicon.pattern("almost").match(b.text) for b in before):
                figure = replace(figure, vague="near")
            for wanted in _STRENGTH:
                if wanted in trailing or (wanted in leading and not trailing & {"ge", "le"}):
                    return wanted, figure
        kept = {"内": "le", "下": "le", "上": "ge"}.get(self._goal[-1:])
        if kept:
            return kept, figure
        if figure.vague == "digits":
            return "ge", figure
        if figure.high is not None:
            return "range", figure
        if figure.vague == "over" and figure.kind == "half":
            return "gt", figure
        return "approx" if figure.vague or "approx" in leading | trailing else "eq", figure

    @property
    def _goal(self) -> str:
        """The noun behind the figure where it is only what was aimed at: 的预期目标内."""
        return self.noun.text if self.noun is not None and _GOAL_NOUN.fullmatch(self.noun.text) else ""

    @property
    def became(self) -> str:
        """The verb behind the figure where nothing else stands there: 8件全面完成, 48个已开工; else empty."""
        words = [token for token in self.noun.tokens if token.text] if self.noun is not None else []
        if not words or not all(t.has("LIGHT") or t.has("WORK") or t.has("ADD") for t in words):
            return ""
        return _ADVERB.sub("", "".join(token.text for token in words))

    @property
    def of_goal(self) -> bool:
        """Whether the noun behind the figure says that it was aimed at: 超额完成13.5%的目标任务."""
        return bool(self._goal)

    @property
    def reached(self) -> bool:
        """Whether the figure is a stock reached: 达到, 增至, 突破."""
        if self.turns:
            return True
        texts = [v.text for v in self.verbs]
        texts += [b.text for v in self.fact.values if len(v) > 1 for b in self.bounds(v, "B")]
        if self.fact.spread is not None:
            texts.append(self.items[self.fact.spread].text.removeprefix("分别"))
        return any(lexicon.pattern("reached").match(text) for text in texts)

    # -- names

    def subject_text(self, *, whole: bool) -> str:
        """The name's text: all of the head where a rate or change is stated, else the object's noun."""
        if not whole:
            return "".join([naming.phrase(i.tokens) for i in self.object])
        pieces: list[str] = []
        for position, item in enumerate(self.head):
            if (
                item.type == "A"
                and self._light(item)
                and any(i.type == "N" for i in self.head[position + 1 :])
            ):
                pieces = []
            else:
                pieces.append(naming.phrase(item.tokens) if item.type == "N" else item.text)
        return "".join(pieces)

    @staticmethod
    def _light(item: Item) -> bool:
        return all(t.has("LIGHT") or t.has("light-verb") for t in item.tokens)

    def own_name(self, figure: Quantity) -> Name | None:
        """The name this clause itself gives its figure, or None."""
        behind = (
            naming.noun_behind(self.noun.text)
            if self.noun and not _MOVE_ONLY.fullmatch(self.noun.text)
            else ""
        )
        if self._goal:
            behind = ""
            if _HELD_AT.fullmatch(self.subject_text(whole=True)):
                return None
        if figure.kind == "people" and _PEOPLE.match(behind):
            behind = f"人{behind}"  # 45万人口: the unit and the noun share a character
        if figure.kind in UNCOUNTED:
            text = self.subject_text(whole=True)
            text = text + behind if not text or not self.verbs else text
            if behind and naming.name_of(text).tail and not naming.name_of(text).text:
                text = behind + text
            name = naming.name_of(text)
            return None if not text or name.text in lexicon.words_of("light-verb") else name
        front = self.subject_text(whole=bool((self.verbs or self._reached_by_each) and self.act))
        gone = self._gone(front)
        if gone:
            return Name(gone)
        if self.noun and self.act is None and not front and len(self.fact.values) == 1:
            outcome = naming.outcome(self.noun.text)
            # 1.2万人脱贫 says all of it; 63项开工 speaks of what was named before.
            if outcome is not None and (outcome.indicator_id or figure.kind == "people"):
                return outcome
        if not self.head and self.became and self.carry.subject is not None:
            return None  # 省级重点项目86个，48个已开工
        joint = self._verb_between(front, behind)
        if joint:
            return naming.name_of(joint)
        if self.noun and behind and self._names_behind(front):
            return naming.name_of(behind)
        name = naming.name_of(front or self.nouns_before())
        return name if name.text and name.text not in lexicon.words_of("light-verb") else None

    @property
    def _reached_by_each(self) -> bool:
        """油菜种植面积分别达到40万亩、18万亩: the verb before 分别 is part of the name, as before 达到."""
        spread, act = self.fact.spread, self.act
        if spread is None or act is None or not self.items[spread].text.endswith("达到"):
            return False
        return not self.fact.after and all(token.has("WORK") for token in act.tokens)

    def nouns_before(self) -> str:
        """The text of the nouns before the verb of work."""
        return "".join(naming.phrase(i.tokens) for i in self.before if i.type == "N")

    def _gone(self, front: str) -> str:
        """退出市场主体1260户: what leaves a stock is not the stock."""
        away = self.act is not None and self.act.text in lexicon.words_of("away")
        return self.act.text + naming.name_of(front).text if away and front and self.act is not None else ""

    def _verb_between(self, front: str, behind: str) -> str:
        """产业联盟新增3家单位: the noun before the verb and the one behind the figure are one name."""
        if front or not self.noun or self.act is None or not self.before or self.act.tokens[-1].has("LIGHT"):
            return ""
        text = self.nouns_before() + self.act.text + behind
        return text if len(text) <= _LONGEST_OWN_NAME else ""

    def _names_behind(self, front: str) -> bool:
        """Whether the noun behind the figure names it, rather than what stands before."""
        if (
            self.noun is not None
            and not front
            and all(t.has("WORK") or t.has("ADD") for t in self.noun.tokens)
        ):
            return False
        if self.noun is None or not front or front.endswith("等"):
            return True
        last = self.object[-1].tokens[-1] if self.object else None
        if last is not None and last.indicator:
            return False
        if self.invested or (self.noun.attr == "的" and naming.is_generic(front)):
            return False
        first = self.noun.tokens[0]
        return not (first.has("WORK") or first.has("ADD")) or bool(self.act)

    @property
    def invested(self) -> bool:
        """引进总投资5亿元的项目: the amount is what is put into the thing, and adds nothing by itself."""
        front = self.subject_text(whole=False).removesuffix("了")
        if not (front.endswith(("投资", "投资额")) and (front == "投资" or naming.is_generic(front))):
            return False
        if self.noun is not None:
            return self.noun.attr == "的"
        behind = self.items[self.fact.last + 1 : self.fact.last + 2]
        return bool(behind) and behind[0].text.startswith("的") and len(behind[0].text) > 1

    def _all_named(self) -> str:
        """完成东里、西里2个老旧小区改造: a count of as many names speaks of these and of no others."""
        if self.noun is None or self.verbs or len(self.fact.values) != 1:
            return ""
        front, figure = self.subject_text(whole=False), self.figure(self.fact.values[0])
        names = re.split("[、和与及]", front)
        sure = figure.vague is None and not figure.scale
        counted = figure.kind == "count" and sure and len(names) > 1 and all(names)
        return front if counted and figure.number() == len(names) and self._names_behind(front) else ""

    def scope(self) -> str | None:
        """What the indicator is measured in: the noun behind 的, or the nouns before the verb."""
        if self.noun is not None and self.noun.attr == "的" and self.object:
            behind = naming.noun_behind(self.noun.text)
            return None if not behind or self._goal or _GOAL_NOUN.fullmatch(behind) else behind
        if listed := self._all_named():
            return listed
        return (naming.name_of(self.nouns_before()).text if self.object else "") or None


def figure_index(shape: Shape, value: Value) -> int:
    """Return which item of a value is its figure."""
    return next(i for i in value if shape.items[i].type == "Q")
