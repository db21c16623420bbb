"""A parsed production and its clause → what is said of which indicator, without period and place.

Everything here is local to a sentence: what a clause leaves out (subject, verb, total) is taken from
what the clauses before it left behind in :class:`Carry`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from checker.parse import lexicon, naming
from checker.parse.grammar import Fact
from checker.parse.naming import Name
from checker.parse.quantity import Quantity
from checker.parse.said import POINTS, RELATIVE, Carry, Facts, Said
from checker.parse.items import Item, Shape

_COMPLETION = re.compile(
    "(?:占|为|完成|达到?|是)?(?:全年|年度|年初|当年|调整后?|预期|既定|时序|[省市区县]定|人代会批准的?|本年|上年)*"
    "(?:投资计划|目标任务|计划任务|计划数?|预算数?|任务数?|目标|进度)(?:的)?$"
)
_COMPLETION_NAME = re.compile("完成率|完成比例|完成比|完成进度")
_TIMES_OF = re.compile("^(?:是|为|相当于|达到?)")
_INDUSTRIES = ("第一产业", "第二产业", "第三产业")
_CLAIM = re.compile("目标|任务|计划|预期")
_NEW_VERBS = ("新增", "净增", "增设", "增建", "新添", "净增加", "新增加", "增加")


def build(shape: Shape, facts: list[Fact], carry: Carry) -> Facts:
    """Turn the productions of one clause into statements, updating what is carried on."""
    result = Facts()
    before = carry.recent
    carry.recent = []
    modifiers = {m.type for m in shape.modifiers}
    if "ofwhich" in modifiers:
        carry.parts = True
        carry.total = carry.subject
    for index, fact in enumerate(facts):
        following = facts[index + 1] if index + 1 < len(facts) else None
        if _is_subject_count(shape, fact, following):
            result.subject_counts.extend(shape.items[v[-1] if shape.items[v[-1]].type == "Q" else v[0]] for v in fact.values)
            continue
        builder = _Builder(shape, fact, carry, before)
        for said in builder.run():
            if carry.parts and said.figure is not None and said.role is None and _is_part(said, carry.total):
                said.role = "part"
            result.said.append(said)
            _leave(said, carry)
            if not said.carried and said.role != "baseline":
                carry.recent.append(said)
    carry.recent = carry.recent or before
    return result


def _is_part(said: Said, total: Said | None) -> bool:
    if total is None or total.figure is None or said.figure is None:
        return False
    return said.figure.kind == total.figure.kind and said.measure in ("level", "increment")


def _leave(said: Said, carry: Carry) -> None:
    carry.last = said
    if said.measure in ("level", "increment", "share", "index", "multiple") or not said.carried:
        carry.subject = said


def _is_subject_count(shape: Shape, fact: Fact, following: Fact | None) -> bool:
    """156家重点企业实现税收6.4亿元: the count of a subject whose predicate has a figure of its own."""
    if following is None or fact.head or fact.verb or fact.production != "measured" or not fact.values:
        return False
    figure = shape.items[_figure_index(shape, fact.values[-1])]
    last = shape.items[fact.noun] if fact.noun is not None else figure
    if figure.tokens[0].quantity is None or figure.tokens[0].quantity.kind not in ("count", "people", "bare"):
        return False
    first = following.head[0] if following.head else (following.verb[0] if following.verb else -1)
    if first < 0 or not (following.values or following.state is not None or following.reference is not None):
        return False
    between = [i for i in shape.items if last.end <= i.start < shape.items[first].start]
    if any(i.type in ("F", "V") for i in between):
        return False
    # A figure right before the next subject's noun counts that noun (12条重点产业链增加值增速…).
    return fact.noun is not None or shape.items[first].type == "N"


def _figure_index(shape: Shape, value: tuple[int, ...]) -> int:
    return next(i for i in value if shape.items[i].type == "Q")


class _Builder:
    """Statements of one fact."""

    def __init__(self, shape: Shape, fact: Fact, carry: Carry, recent: list[Said]) -> None:
        self.shape, self.fact, self.carry, self.recent = shape, fact, carry, recent
        self.items = shape.items
        self.head = [self.items[i] for i in fact.head]
        self.verbs = [self.items[i] for i in fact.verb]
        acts = [k for k, item in enumerate(self.head) if item.type == "A"]
        self.act = self.head[acts[-1]] if acts else None
        self.before = self.head[: acts[-1]] if acts else []
        self.object = self.head[acts[-1] + 1 :] if acts else self.head
        self.noun = self.items[fact.noun] if fact.noun is not None else None
        indexes = [*fact.head, *fact.verb, *fact.base, *(i for v in fact.values for i in v)]
        indexes += [i for i in (fact.noun, fact.spread, fact.compare, fact.reference, fact.state) if i is not None]
        self.start = min(self.items[i].start for i in indexes)
        self.end = max(self.items[i].end for i in indexes)

    def run(self) -> list[Said]:
        if self.fact.production == "compared":
            return self._compared()
        if self.fact.production == "stated":
            return self._stated()
        if self.fact.production == "changed":
            return self._changed()
        if self.fact.production == "spread" or len(self.fact.values) > 1:
            return self._many()
        return self._measured(self.fact.values[0])

    # -- figures and bounds

    def _figure(self, value: tuple[int, ...]) -> Quantity:
        quantity = self.items[_figure_index(self.shape, value)].tokens[0].quantity
        assert quantity is not None
        return quantity

    def _comparator(self, value: tuple[int, ...]) -> tuple[str, Quantity, bool]:
        """Return comparator, figure (with 近 noted on it) and whether bounds clash."""
        figure = self._figure(value)
        before = [self.items[i] for i in value if self.items[i].type == "B"]
        behind = [self.items[i] for i in value if self.items[i].type == "P"]
        leading = {b.attr for b in before}
        trailing = {p.attr for p in behind}
        bounds = leading | trailing
        clash = len(bounds) > 1 and bounds != {"gt", "ge"} and bounds != {"lt", "le"}
        if figure.vague is None and any(b.text.startswith(("近", "将近", "接近")) for b in before):
            figure = replace(figure, vague="near")
        for wanted in ("ge", "le", "gt", "lt"):
            if wanted in trailing or (wanted in leading and not trailing & {"ge", "le"}):
                return wanted, figure, clash
        if figure.vague == "digits":
            return "ge", figure, clash
        if figure.high is not None:
            return "range", figure, clash
        if figure.vague == "over":
            return "gt" if figure.kind == "half" else "approx", figure, clash
        if "approx" in bounds or figure.vague:
            return "approx", figure, clash
        return "eq", figure, clash

    @property
    def _falls(self) -> bool:
        return any(v.type == "D" for v in self.verbs)

    @property
    def _moves(self) -> bool:
        return any(v.type in ("U", "D") for v in self.verbs)

    @property
    def _reached(self) -> bool:
        if any(v.type in ("UT", "DT") for v in self.verbs):
            return True
        texts = {v.text for v in self.verbs} | {self.items[i].text for v in self.fact.values for i in v if self.items[i].type == "B"}
        return any(t.startswith(("达", "增至", "降至", "突破", "超", "为", "均达", "稳定在", "保持")) for t in texts)

    # -- names

    def _subject_text(self, *, whole: bool) -> str:
        """The name's text: all of the head where a rate or change is stated, else the object's noun."""
        if not whole:
            pieces = [naming.phrase(i.tokens) for i in self.object]
            return "".join(pieces)
        pieces = []
        for position, item in enumerate(self.head):
            if item.type == "A":
                light = all(t.has("LIGHT") or t.text in ("实现", "完成", "推动", "带动", "支持", "保持", "争取", "达成") for t in item.tokens)
                rest = any(i.type == "N" for i in self.head[position + 1 :])
                if light and rest:
                    pieces = []
                    continue
            pieces.append(naming.phrase(item.tokens) if item.type == "N" else item.text)
        return "".join(pieces)

    def _own_name(self, figure: Quantity) -> Name | None:
        relative = figure.kind in RELATIVE | POINTS | {"multiple", "proportion"}
        behind = naming.noun_behind(self.noun.text) if self.noun else ""
        if relative:
            text = self._subject_text(whole=True)
            if self.noun and not self.verbs:
                text += behind
            return naming.name_of(text) if text else (naming.name_of(behind) if behind else None)
        front = self._subject_text(whole=False)
        if self.verbs and self.act is not None:
            front = self._subject_text(whole=True)
        if self.noun and not front and self.act is not None and self.before and not self.act.tokens[-1].has("LIGHT"):
            text = "".join(naming.phrase(i.tokens) for i in self.before if i.type == "N") + self.act.text + behind
            if len(text) <= 20:
                return naming.name_of(text)
        if self.noun and behind and self._names_behind(front):
            return naming.name_of(behind)
        if not front and self.before:
            front = "".join(naming.phrase(i.tokens) for i in self.before if i.type == "N")
        name = naming.name_of(front) if front else None
        if name is not None and not name.text:
            return None
        return name

    def _names_behind(self, front: str) -> bool:
        """Whether the noun behind the figure names it, rather than what stands before."""
        assert self.noun is not None
        if not front or front.endswith("等"):
            return True
        last = self.object[-1].tokens[-1] if self.object else None
        if self.noun.attr == "的" and (naming.GENERIC.match(front) or (last is not None and last.indicator)):
            return False
        if last is not None and last.indicator:
            return False
        first = self.noun.tokens[0]
        return not (first.has("WORK") or first.has("ADD")) or bool(self.act)

    def _scope(self) -> str | None:
        if self.noun is not None and self.noun.attr == "的" and self.object:
            return naming.noun_behind(self.noun.text) or None
        nouns = [naming.phrase(i.tokens) for i in self.before if i.type == "N"]
        text = naming.name_of("".join(nouns)).text if nouns and self.object else ""
        return text or None

    # -- statements

    def _measured(self, value: tuple[int, ...], name: Name | None = None, comparator: str | None = None) -> list[Said]:
        own, figure, clash = self._comparator(value)
        named = name or self._own_name(figure)
        said = Said(
            named or Name(""), self.start, self.end, "level", comparator or own, figure,
            falling=self._falls, reached=self._reached, scope=self._scope(),
        )  # fmt: skip
        self._govern(said)
        if figure.kind == "percent" and named is not None and self._completes(said, named):
            return [said] if said.name.text else []
        if named is None or not named.text or (figure.kind == "multiple" and _TIMES_OF.match(self._subject_text(whole=True))):
            self._carry_subject(said)
        elif naming.GENERIC.match(named.text) and named.indicator_id is None:
            self._carry_head(said)
        elif named.text.startswith("占") and self.carry.subject is not None:
            said.name = naming.name_of(self.carry.subject.name.text + named.text)
            said.carried = True
        if said.figure is not None and said.figure.kind == "proportion" and len(said.figure.parts) >= 2:
            return self._structure(said)
        said.measure = self._measure(said)
        if not said.name.text:
            return []
        return self._each_name(said) if figure.kind == "percent" and not said.carried else [said]

    def _each_name(self, said: Said) -> list[Said]:
        """水质达标率和优良水体比例保持100%: a rate said of several names is said of each."""
        if said.name.indicator_id or not re.search("[、和与及]", said.name.text) or "占" in said.name.text:
            return [said]
        for count in (2, 3, 4):
            names = naming.split_names(said.name.text, count)
            if names and all(naming.SHARE_NAME.search(n) or naming.identify(n) for n in names):
                self.carry.lists += 1
                return [
                    replace(said, name=replace(naming.name_of(n), tail=said.name.tail), role="list", spread=self.carry.lists)
                    for n in names
                ]
        return [said]

    def _completes(self, said: Said, named: Name) -> bool:
        """占年度计划的115%, 投资完成率138%: a ratio to the own plan."""
        match = _COMPLETION.search(named.text)
        if match is None and not _COMPLETION_NAME.search(named.text):
            return False
        if self._moves:
            return False
        said.measure = "completion"
        if match is not None:
            stem = named.text[: match.start()]
            said.name = naming.name_of(stem) if stem else Name("")
            if not said.name.text and self.carry.subject is not None:
                said.name, said.carried = self.carry.subject.name, True
        return True

    def _govern(self, said: Said) -> None:
        """Note the verb of work that governs the figure, own or carried over."""
        if self.act is not None:
            said.verb = self.act.text
            tokens = self.act.tokens
            if any(v.type in ("R", "UT", "DT") and len(v.text) > 1 for v in self.verbs):
                said.verb, said.work = "", ""
                return
            new = [t for t in tokens if t.has("ADD")]
            said.work = "new" if new and (tokens[0].has("ADD") or new[-1] is tokens[-1]) else "work"
            return
        total = self.carry.total
        if self.carry.parts and total is not None and total.work and not self.verbs and said.figure is not None:
            if total.figure is not None and total.figure.kind == said.figure.kind:
                said.verb, said.work = total.verb, total.work
                return
        last = self.carry.last
        if last is None or not last.work or self.verbs or said.figure is None or last.figure is None:
            return
        count_first = not self.head and self.noun is not None
        if count_first and not any(i.type == "F" for i in self.shape.items):
            return
        if said.figure.kind in RELATIVE | POINTS | {"multiple", "proportion"}:
            return
        listed = any(i.type == "F" for i in self.shape.items) and last.start >= self.shape.items[0].start
        alike = {said.figure.kind, last.figure.kind} <= {"count", "people"} or said.figure.kind == last.figure.kind
        if not alike and not (listed and said.figure.kind != "money"):
            return
        if re.search("总数|总量|总额|余额|累计|总数达", said.name.text) or self._is_stock(said.name):
            return
        if said.figure.kind == "money" and not (last.work == "new" and said.name.indicator_id is None):
            return
        said.verb, said.work = last.verb, last.work

    @staticmethod
    def _is_stock(name: Name) -> bool:
        indicator = lexicon.load().indicators.get(name.indicator_id or "")
        return indicator is not None and indicator.measure in ("growth", "share", "rank", "index")

    def _carry_subject(self, said: Said) -> None:
        """A clause without a subject speaks of the last one; growth after an increment is its growth."""
        subject = self.carry.subject or self.carry.last
        if subject is None:
            if self.act is not None and self.act.text:
                said.name = naming.name_of(self.act.text)
            return
        said.carried = True
        said.scope = said.scope or subject.scope
        if self._moves and subject.work == "new" and subject.verb and not subject.name.text.startswith(subject.verb):
            said.name = Name(_verb_name(subject), None)
            return
        said.name = subject.name
        if not self.verbs and not self.act and said.figure is not None and subject.figure is not None:
            if said.figure.kind == subject.figure.kind:
                said.measure = subject.measure
                said.falling = subject.falling
                said.work, said.verb = subject.work, subject.verb

    def _carry_head(self, said: Said) -> None:
        """总数, 总投资 and the like belong to what was named before them."""
        subject = self.carry.subject
        if subject is None:
            return
        if said.name.text in ("总数", "总量", "数量", "人数", "户数", "个数", "总规模", "余额", "占比", "比重", "存量"):
            base = subject.name.text
            said.name = Name(base if base.endswith(said.name.text) else base + said.name.text, None)
            said.carried = True
        elif said.scope is None:
            said.scope = subject.name.text

    def _measure(self, said: Said) -> str:
        figure = said.figure
        if figure is None:
            return "qualitative"
        name = said.name
        indicator = lexicon.load().indicators.get(name.indicator_id or "")
        if figure.kind in POINTS:
            return "index" if name.text.endswith("指数") and "百分" not in figure.unit else "points"
        if figure.kind == "multiple":
            return "multiple"
        if figure.kind == "rank":
            return "rank"
        if name.text.endswith("指数") and figure.kind in ("bare", "points"):
            return "index"
        if figure.kind in RELATIVE or figure.vague == "digits":
            return self._relative_measure(said, indicator)
        if said.carried and said.measure == "increment" and said.comparator not in ("gt", "ge"):
            return "increment"
        if any(v.type in ("UT", "DT") for v in self.verbs):
            return "level"
        if self._moves:
            return "increment"
        if said.work:
            return "increment" if said.work == "new" else "level"
        if name.text.startswith(("新增", "净增", "新登记", "新设", "新注册")) or re.search("新增[^增]{1,8}$", name.text):
            return "increment"
        own = self._verb_in_name(name.text)
        if own and figure.kind != "money":
            return "increment" if own == "new" else "level"
        if indicator is not None and indicator.measure in ("increment", "index"):
            return indicator.measure
        return "level"

    @staticmethod
    def _verb_in_name(text: str) -> str:
        """The class of the verb an indicator's written name begins with (新建高标准农田)."""
        words = lexicon.load().words
        for length in (5, 4, 3, 2):
            kinds = {r.type for r in words.get(text[:length], ())}
            if len(text) > length and kinds & {"ADD", "WORK"}:
                return "new" if "ADD" in kinds else "work"
        return ""

    def _relative_measure(self, said: Said, indicator: lexicon.Indicator | None) -> str:
        if said.name.tail == "fall":
            said.falling = True
            return "growth"
        if said.name.tail == "growth" or self._moves:
            return "growth"
        if said.figure is not None and said.figure.vague == "digits":
            return "growth"
        if said.carried and said.measure == "growth":
            return "growth"
        if indicator is not None and indicator.measure == "growth":
            return "growth"
        return "share"

    def _structure(self, said: Said) -> list[Said]:
        """产业结构为a:b:c: one share a part, summing to 100; a ratio of two stays one figure."""
        figure = said.figure
        assert figure is not None
        names = self._part_names(said)
        if len(figure.parts) == 2 and (names is None or sum(map(Decimal, figure.parts)) != 100):
            said.measure = "level"
            return [said]
        self.carry.lists += 1
        result = []
        for ordinal, part in enumerate(figure.parts, 1):
            piece = Quantity(figure.start, figure.end, part, None, "", "", "percent")
            name = Name(names[ordinal - 1] if names else f"{said.name.canonical}·{ordinal}", None)
            result.append(replace(said, name=name, figure=piece, measure="share", role="part", spread=self.carry.lists))
        return result

    @staticmethod
    def _part_names(said: Said) -> list[str] | None:
        """The parts a structure speaks of: the three industries, else the names listed before it."""
        figure = said.figure
        assert figure is not None
        text = re.sub("(?:结构|比例|之比|比|构成)+$", "", said.name.text)
        if len(figure.parts) == 3 and ("产业" in text or "产" in text[-2:]):
            return [f"{name}比重" for name in _INDUSTRIES]
        found = naming.split_names(text, len(figure.parts))
        return [f"{name}比重" for name in found] if found else None

    def _many(self) -> list[Said]:
        """Several values: handed out over the names (分别), or several counts of one noun."""
        values = list(self.fact.values)
        shared = self._shared_bound(values)
        figure = self._figure(values[0])
        relative = figure.kind in RELATIVE | POINTS
        text = self._subject_text(whole=relative)
        self.carry.lists += 1
        if not text and self.noun is None and self.carry.subject is not None and self.fact.spread is not None:
            text = "" if len(self.recent) >= len(values) > 1 else self.carry.subject.name.text
        if self.fact.spread is not None and self.noun is not None and not text:
            text = naming.noun_behind(self.noun.text)
        if self.fact.spread is not None and not text and len(self.recent) >= len(values) > 1:
            return self._over_recent(values, shared)
        names = naming.split_names(naming.name_of(text).text if "增速" not in text else text, len(values)) if text else None
        if self.fact.spread is not None and len(values) == 1:
            return self._shared_value(text, values[0])
        if names and self.fact.spread is not None:
            result = []
            for name, value in zip(names, values, strict=True):
                for said in self._measured(value, naming.name_of(name), shared):
                    said.spread, said.role = self.carry.lists, said.role or "list"
                    result.append(said)
            return result
        result = []
        handed = self.fact.spread is not None and not names
        for ordinal, value in enumerate(values):
            comparator = shared if value is not values[-1] and self.fact.spread is not None else None
            for said in self._measured(value, None, comparator):
                if result and not self.head and not self.noun:
                    said.name = result[0].name
                said.spread, said.role = self.carry.lists, said.role or ("list" if handed else "tier")
                said.place = ordinal if handed else None
                result.append(said)
                self.carry.last = said
        return result

    def _over_recent(self, values: list[tuple[int, ...]], shared: str | None) -> list[Said]:
        """…收入480亿元、利润26亿元，分别增长8.8%、12.1%: over what the clause before named, in order."""
        result = []
        for subject, value in zip(self.recent[-len(values) :], values, strict=True):
            name = subject.name
            if self._moves and subject.work == "new" and subject.verb and not name.text.startswith(subject.verb):
                name = Name(subject.verb + name.text, None)
            for said in self._measured(value, name, shared):
                said.spread, said.role, said.carried = self.carry.lists, said.role or "list", True
                result.append(said)
        return result

    def _shared_bound(self, values: list[tuple[int, ...]]) -> str | None:
        """A bound behind the last value of a list covers all of it, where no other has its own."""
        own = [self._comparator(v)[0] for v in values]
        behind = [i for i in values[-1] if self.items[i].type == "P"]
        if self.fact.spread is not None and behind and all(c == "eq" for c in own[:-1]):
            return own[-1]
        before = [i for i in values[0] if self.items[i].type == "B"]
        if self.fact.spread is not None and before and all(c == "eq" for c in own[1:]):
            return own[0]
        return None

    def _shared_value(self, text: str, value: tuple[int, ...]) -> list[Said]:
        """城镇居民和农民收入分别增长10%: one value for all the names."""
        result = []
        for count in (4, 3, 2):
            names = naming.split_names(naming.name_of(text).text, count)
            if names:
                for name in names:
                    result.extend(self._measured(value, naming.name_of(name)))
                break
        for said in result:
            said.spread, said.role = self.carry.lists, "list"
        return result or self._measured(value)

    def _changed(self) -> list[Said]:
        """从143个增至178个: where it stood, and where it stands."""
        text = self._subject_text(whole=True)
        name = naming.name_of(text) if text else None
        if (name is None or not name.text) and self.carry.subject is not None:
            name = self.carry.subject.name
        if name is None or not name.text:
            name = naming.name_of(naming.noun_behind(self.noun.text)) if self.noun else None
        if name is None or not name.text:
            return []
        self.carry.lists += 1
        result = []
        for role, value in (("baseline", self.fact.base), ("result", self.fact.values[0])):
            comparator, figure, clash = self._comparator(value)
            if figure.kind == "proportion" and len(figure.parts) >= 3:
                whole = Said(name, self.start, self.end, "share", comparator, figure, reached=True)
                result.extend(replace(part, role=role) for part in self._structure(whole))
                continue
            if role == "baseline" and figure.kind == "bare":
                unit = self._figure(self.fact.values[0])
                figure = replace(figure, unit=unit.unit, scale=figure.scale or unit.scale, kind=unit.kind)
            relative = figure.kind in RELATIVE
            said = Said(
                name, self.start, self.end, "share" if relative else "level", comparator, figure,
                reached=True, role=role, spread=self.carry.lists, scope=self._scope(),
            )  # fmt: skip
            if figure.kind == "multiple":
                said.measure = "multiple"
            result.append(said)
        return result

    def _compared(self) -> list[Said]:
        """快于规上工业1.3个百分点, 不高于上年: related to another indicator, region or year."""
        assert self.fact.compare is not None
        word = self.items[self.fact.compare]
        reference = self.items[self.fact.reference].text if self.fact.reference is not None else ""
        text = self._subject_text(whole=True)
        name = naming.name_of(text) if text else Name("")
        figure = self._figure(self.fact.values[0]) if self.fact.values else None
        direction, _, beside = word.attr.partition("|")
        if len(self.fact.values) > 1:
            return self._compared_list(text, word, reference, direction)
        said = Said(
            name, self.start, self.end, "points" if figure is not None else "growth", "compare", figure,
            reference=beside or f"{word.text}{reference}", falling=direction in ("lt", "le"), role=None,
        )  # fmt: skip
        if figure is not None and figure.kind not in POINTS:
            said.measure = "multiple" if figure.kind == "multiple" else "share" if figure.kind in RELATIVE else "level"
        if not name.text:
            self._carry_subject(said)
        return [said] if said.name.text else []

    def _compared_list(self, text: str, word: Item, reference: str, direction: str) -> list[Said]:
        """分别高于全国、全省4.0个、2.7个百分点: over several references, or over several names."""
        values = self.fact.values
        subjects = naming.split_names(text, len(values)) if text else None
        references = naming.split_names(reference, len(values)) if reference else None
        self.carry.lists += 1
        result = []
        for index, value in enumerate(values):
            against = references[index] if references else reference
            said = Said(
                naming.name_of(subjects[index] if subjects else text) if text else Name(""), self.start, self.end,
                "points", "compare", self._figure(value), reference=f"{word.text}{against}",
                falling=direction in ("lt", "le"), role="list", spread=self.carry.lists,
            )  # fmt: skip
            if not said.name.text:
                self._carry_subject(said)
            if said.name.text:
                result.append(said)
        return result

    def _ranked(self, item: Item) -> list[Said]:
        """居全市第2位, 进入前三, 退出后十位: a place in an order."""
        match = re.search("(第|前|后|倒数?第?)([零一二两三四五六七八九十百]+|\\d+)(位|名|强)?|首位", item.text)
        token = next((t for t in item.tokens if t.type in "XQ"), item.tokens[-1])
        if match is None:
            return []
        lead, value = match.group(1) or "", match.group(2) or "首"
        figure = Quantity(token.start, token.end, value, None, "", match.group(3) or ("位" if value == "首" else ""), "rank")
        text = self._subject_text(whole=True)
        name = naming.name_of(text) if text else Name("")
        comparator = "le" if lead == "前" else "ge" if lead.startswith(("后", "倒")) else "eq"
        said = Said(name, self.start, self.end, "rank", comparator, figure, reached=True, reference=item.attr or None)
        if not name.text:
            self._carry_subject(said)
            said.measure = "rank"
        return [said] if said.name.text else []

    def _stated(self) -> list[Said]:
        """States without a figure."""
        assert self.fact.state is not None
        item = self.items[self.fact.state]
        if item.type == "RANK":
            return self._ranked(item)
        comparator, measure = {
            "SYNC": ("synced", "growth"), "DELEG": ("delegated", "qualitative"), "FLAT": ("flat", "qualitative"),
            "POS": ("positive", "qualitative"), "RANKN": ("none", "rank"), "COVER": ("eq", "share"),
            "ZERO": ("eq", "level"), "NONE": ("none", "qualitative"),
        }[item.type]  # fmt: skip
        text = self._subject_text(whole=True)
        names = self._state_names(item, text)
        result = []
        for name in names:
            said = Said(name, self.start, self.end, measure, comparator, reference=None)
            if comparator in ("synced", "delegated"):
                said.reference = item.attr
                said.measure = self._state_measure(name, measure)
            elif comparator in ("flat", "positive"):
                said.falling = "减少" in item.text or "下降" in item.text or "降低" in item.text
            if item.type == "ZERO":
                said.figure = Quantity(item.start, item.end, "零", None, "", "", "bare")
            result.append(said)
        if not result and item.type == "DELEG" and _CLAIM.search(item.text) and self.carry.last is not None:
            said = replace(self.carry.last, start=self.start, end=self.end, measure="qualitative", comparator="none")
            said.figure, said.role, said.carried, said.reference = None, "claim", True, item.text
            result.append(said)
        return result

    @staticmethod
    def _state_measure(name: Name, measure: str) -> str:
        indicator = lexicon.load().indicators.get(name.indicator_id or "")
        if name.tail:
            return "growth"
        return indicator.measure if indicator is not None else measure

    def _state_names(self, item: Item, text: str) -> list[Name]:
        """Names a state is said of: a list hands it to each, 完成…下达的A、B等任务 names them inside."""
        if not text and item.type == "DELEG":
            inside = re.search("(?:下达|确定|分解|规定|要求)的(.{2,60}?)等?(?:目标任务|目标|任务|指标|计划)", item.text)
            if inside:
                return [naming.name_of(p) for p in re.split("、|和|及", inside.group(1)) if len(p) > 1]
            return []
        if not text:
            subject = self.carry.subject
            return [subject.name] if subject is not None and item.type in ("FLAT", "POS", "SYNC") else []
        cleaned = naming.name_of(text)
        if cleaned.indicator_id:
            return [cleaned]
        for count in (6, 5, 4, 3, 2):
            names = naming.split_names(text if cleaned.tail else cleaned.text, count)
            if names and all(naming.identify(naming.name_of(n).text) or naming.SUFFIX_MEASURE.search(n) or len(n) >= 4 for n in names):
                return [naming.name_of(n) for n in names]
        return [cleaned] if cleaned.text else []


def _verb_name(subject: Said) -> str:
    return subject.verb + subject.name.text
