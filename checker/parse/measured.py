"""``measured``: an indicator and its value. Also what all productions share: names, bounds, verbs."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from checker.parse import lexicon, naming
from checker.parse.grammar import Fact
from checker.parse.items import Item, Shape
from checker.parse.naming import Name
from checker.parse.quantity import Quantity
from checker.parse.said import POINTS, RELATIVE, Carry, Said

Value = tuple[int, ...]  # indexes of the items of one value: bounds, figure, bounds
_UNCOUNTED = RELATIVE | POINTS | {"multiple", "proportion"}
_STRENGTH = ("ge", "le", "gt", "lt")
_TIMES_OF = re.compile("^(?:是|为|相当于|达到?)")
_HIGHER = re.compile("^[比较与].{1,12}[高多低少]$")
_LONGEST_OWN_NAME = 20


# 比2007年的68.3万吨大幅增加: what stands behind the figure says which way it went, not what it counts.
_MOVE_ONLY = re.compile(
    "(?:大幅度?|明显|显著|有所|略有|小幅|稳步|净)?(?:增加|增长|减少|下降|提高|提升|扩大|回落|上升|增多)"
)


@cache
def _completion() -> re.Pattern[str]:
    either = lexicon.either
    return re.compile(f"(?:占|为|完成|达到?|是)?{either('plan-time')}*{either('plan-noun')}的?$")


@cache
def _starts(kind: str) -> re.Pattern[str]:
    return re.compile(lexicon.either(kind))


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
        single = (fact.noun, fact.spread, fact.compare, fact.reference, fact.state)
        indexes = [*fact.head, *fact.after, *fact.verb, *fact.base, *(i for v in fact.values for i in v)]
        indexes += [i for i in single if i is not None]
        self.start = min(self.items[i].start for i in indexes)
        self.end = max(self.items[i].end for i in indexes)

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
        before = self.bounds(value, "B")
        leading, trailing = {b.attr for b in before}, {p.attr for p in self.bounds(value, "P")}
        if figure.vague is None and any(_starts("almost").match(b.text) for b in before):
            figure = replace(figure, vague="near")
        for wanted in _STRENGTH:
            if wanted in trailing or (wanted in leading and not trailing & {"ge", "le"}):
                return wanted, figure
        if figure.vague == "digits":
            return "ge", figure
        if figure.high is not None:
            return "range", figure
        if figure.vague == "over" and figure.kind == "half":
            return "gt", figure
        return "approx" if figure.vague or "approx" in leading | trailing else "eq", figure

    @property
    def falls(self) -> bool:
        """Whether the verb says that it fell."""
        return any(v.type == "D" for v in self.verbs)

    @property
    def moves(self) -> bool:
        """Whether the verb says that it rose or fell."""
        return any(v.type in ("U", "D") for v in self.verbs)

    @property
    def turns(self) -> bool:
        """Whether the verb says where it rose or fell to."""
        return any(v.type in ("UT", "DT") for v in self.verbs)

    @property
    def reached(self) -> bool:
        """Whether the figure is a stock reached: 达到, 增至, 突破."""
        texts = [v.text for v in self.verbs]
        texts += [b.text for v in self.fact.values for b in self.bounds(v, "B")]
        return self.turns or any(_starts("reached").match(t) for t in texts)

    # -- names

    def subject_text(self, *, whole: bool) -> str:
        """The name's text: all of the head where a rate or change is stated, else the object's noun."""
        if not whole:
            return "".join(naming.phrase(i.tokens) for i in self.object)
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
        if figure.kind in _UNCOUNTED:
            text = self.subject_text(whole=True)
            text = text + behind if not text or not self.verbs else text
            if behind and naming.name_of(text).tail and not naming.name_of(text).text:
                text = behind + text
            name = naming.name_of(text)
            return None if not text or name.text in lexicon.words_of("light-verb") else name
        front = self.subject_text(whole=bool(self.verbs and self.act))
        joint = self._verb_between(front, behind)
        if joint:
            return naming.name_of(joint)
        if self.noun and behind and self._names_behind(front):
            return naming.name_of(behind)
        name = naming.name_of(front or self.nouns_before())
        return name if name.text and name.text not in lexicon.words_of("light-verb") else None

    def nouns_before(self) -> str:
        """The text of the nouns before the verb of work."""
        return "".join(naming.phrase(i.tokens) for i in self.before if i.type == "N")

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
        if self.noun.attr == "的" and naming.is_generic(front):
            return False
        first = self.noun.tokens[0]
        return not (first.has("WORK") or first.has("ADD")) or bool(self.act)

    def scope(self) -> str | None:
        """What the indicator is measured in: the noun behind 的, or the nouns before the verb."""
        if self.noun is not None and self.noun.attr == "的" and self.object:
            return naming.noun_behind(self.noun.text) or None
        return (naming.name_of(self.nouns_before()).text if self.object else "") or None


def figure_index(shape: Shape, value: Value) -> int:
    """Return which item of a value is its figure."""
    return next(i for i in value if shape.items[i].type == "Q")


def measured(
    clause: Clause, value: Value, name: Name | None = None, comparator: str | None = None
) -> list[Said]:
    """Return what one value says: of ``name``, of the clause's own name, or of the subject carried over."""
    own, figure = clause.comparator(value)
    if (
        figure.kind == "bare"
        and clause.noun is not None
        and clause.noun.text in lexicon.words_of("time-unit")
    ):
        figure, clause.noun = replace(figure, unit=clause.noun.text, kind="time"), None
    named = name or clause.own_name(figure)
    said = Said(
        named or Name(""), clause.start, clause.end, "level", comparator or own, figure,
        falling=clause.falls, reached=clause.reached, scope=clause.scope(),
    )  # fmt: skip
    _govern(clause, said)
    if figure.kind == "percent" and named is not None and _completes(clause, said, named):
        return [said] if said.name.text else []
    _find_subject(clause, said, named)
    if not said.name.text:
        return []
    if figure.kind == "proportion":
        return structure(clause, said)
    said.measure = _measure(clause, said, figure)
    return _each_name(clause, said) if figure.kind == "percent" and not said.carried else [said]


def _find_subject(clause: Clause, said: Said, named: Name | None) -> None:
    """Take the subject from earlier clauses where this one names none, or only a part of a name."""
    figure, subject = said.figure, clause.carry.subject
    times = (
        figure is not None and figure.kind == "multiple" and _TIMES_OF.match(clause.subject_text(whole=True))
    )
    if named is None or not named.text or times:
        _carry_subject(clause, said)
        if named is not None and named.tail and said.name.text:
            said.name = replace(said.name, tail=named.tail)
    elif said.scope and naming.identify(said.scope + named.text):
        said.name, said.scope = naming.name_of(said.scope + named.text), None  # 第一产业完成增加值
    elif subject is not None and named.text in lexicon.words_of("value-head") and _of(subject, named):
        said.name, said.carried = naming.name_of(subject.name.text + named.text), True
    elif naming.is_generic(named.text) and named.indicator_id is None:
        _carry_head(clause, said)
    elif named.text.endswith("占") and subject is not None and "占" in subject.name.text:
        said.name = naming.name_of(named.text + subject.name.text.partition("占")[2])
    elif named.text.startswith("占") and subject is not None:
        total, whole = clause.carry.total, named.text.removeprefix("占").strip("的比重例")
        if not whole and clause.carry.parts and total is not None:
            whole = total.name.canonical
        ending = "比重" if not named.text.endswith(("比重", "比例")) and whole != named.text[1:] else ""
        said.name = naming.name_of(
            f"{subject.name.text}占{whole}{ending}" if ending else subject.name.text + named.text
        )
        said.carried = True


def _of(subject: Said, head: Name) -> bool:
    """服务业较快增长，实现增加值96亿元: the amount is one of what was spoken of."""
    return head.indicator_id is None and naming.identify(subject.name.text + head.text) is not None


def _carry_subject(clause: Clause, said: Said) -> None:
    """A clause without a subject speaks of the last one; growth after an increment is its growth."""
    subject = clause.carry.subject or clause.carry.last
    if subject is None and (said.name.tail or clause.moves):
        subject = clause.carry.earlier
    if subject is None:
        if said.name.tail:
            said.name = Name(clause.subject_text(whole=True), None, said.name.tail)
        elif clause.act is not None and clause.act.text:
            said.name = naming.name_of(clause.act.text)
        return
    said.carried = True
    said.scope = said.scope or subject.scope
    added = subject.work == "new" and subject.verb and not subject.name.text.startswith(subject.verb)
    if clause.moves and added:
        said.name = Name(subject.verb + subject.name.text, None)
        return
    said.name = _with_verb(clause, subject)
    said.carried = said.name == subject.name
    bare = not clause.verbs and not clause.act
    if (
        bare
        and said.figure is not None
        and subject.figure is not None
        and said.figure.kind == subject.figure.kind
    ):
        said.measure, said.falling = subject.measure, subject.falling
        said.work, said.verb = subject.work, subject.verb


def _with_verb(clause: Clause, subject: Said) -> Name:
    """生猪存栏39.2万头，出栏54.6万头: another verb on the same noun names another thing."""
    act = clause.act.text if clause.act is not None else ""
    own = clause.act is not None and any(t.has("WORK") and not t.has("light-verb") for t in clause.act.tokens)
    if not own or act in (subject.verb, "") or act in subject.name.text:
        return subject.name
    text = subject.name.text
    for length in range(len(text), 1, -1):
        if naming.identify(text[:length] + act):
            return naming.name_of(text[:length] + act)
    return Name(text + act, None)


def _carry_head(clause: Clause, said: Said) -> None:
    """总数, 总投资 and the like belong to what was named before them."""
    subject = clause.carry.subject
    if subject is None:
        return
    if said.name.text in lexicon.words_of("generic-count"):
        base = subject.name.text
        said.name = Name(base if base.endswith(said.name.text) else base + said.name.text, None)
        said.carried = True
    elif said.scope is None:
        said.scope = subject.name.text


def _each_name(clause: Clause, said: Said) -> list[Said]:
    """水质达标率和优良水体比例保持100%: a rate said of several names is said of each."""
    if said.name.indicator_id or "占" in said.name.text or not re.search("[、和与及]", said.name.text):
        return [said]
    for count in (2, 3, 4):
        names = naming.split_names(said.name.text, count)
        if names and all(naming.is_share(n) or naming.identify(n) for n in names):
            clause.carry.lists += 1
            each = (replace(naming.name_of(n), tail=said.name.tail) for n in names)
            return [replace(said, name=name, role="list", spread=clause.carry.lists) for name in each]
    return [said]


def is_completion(text: str) -> bool:
    """Whether a name is nothing but the own plan: 占年度预算的."""
    match = _completion().search(text)
    return match is not None and match.start() == 0


def _completes(clause: Clause, said: Said, named: Name) -> bool:
    """占年度计划的115%, 投资完成率138%: a ratio to the own plan."""
    written = clause.subject_text(whole=True) or named.text
    match = _completion().search(written)
    if match is not None and match[0][0] not in "占为是完达" and match[0][-1] != "的":
        match = _completion().search(named.text)
    if clause.moves or (match is None and not re.search(lexicon.either("completion-name"), named.text)):
        return False
    said.measure = "completion"
    if match is not None and re.search("(?:约|近|大约)$", written[: match.start()]):
        said.comparator = "approx"
    if match is not None:
        front = written[: match.start()]
        if front.endswith(("超", "超过", "超出", "超额")):
            # 超任务数的40.5%: by how much it lies above, not what part of it was done.
            front, said.comparator, said.reference = front[: front.rindex("超")], "compare", f"超{match[0]}"
        said.name = naming.name_of(front or clause.nouns_before())  # 固定资产投资完成年计划的102%
        said.scope = None if said.scope == said.name.text else said.scope
        if not said.name.text and clause.carry.subject is not None:
            said.name, said.carried = clause.carry.subject.name, True
            said.scope = said.scope or clause.carry.subject.scope
    return True


# -- the verb that governs


def _govern(clause: Clause, said: Said) -> None:
    """Note the verb of work that governs the figure, own or carried over."""
    if clause.act is not None:
        if any(v.type in ("R", "UT", "DT") and len(v.text) > 1 for v in clause.verbs):
            return
        tokens = clause.act.tokens
        new = [t for t in tokens if t.has("ADD")]
        said.verb = clause.act.text
        settled = clause.noun is not None and clause.noun.text.endswith(tuple(lexicon.words_of("settled")))
        made = settled or (clause.act.text.endswith("完成") and _made(clause))
        said.work = "new" if made or (new and (tokens[0].has("ADD") or new[-1] is tokens[-1])) else "work"
        return
    if clause.noun is not None and clause.noun.text.endswith(tuple(lexicon.words_of("settled"))):
        said.work = "new"
        return
    source = _governing(clause, said)
    if source is not None:
        said.verb, said.work = source.verb, source.work


def _made(clause: Clause) -> bool:
    """完成农村公路建设150公里, 3个项目落户: what is done or behind the figure says that it is new."""
    return clause.subject_text(whole=False).endswith(("建设", "新建"))


def _governing(clause: Clause, said: Said) -> Said | None:
    """Which earlier statement's verb reaches over to this figure."""
    figure, total, last = said.figure, clause.carry.total, clause.carry.last
    if clause.verbs or figure is None:
        return None
    if clause.carry.parts and total is not None and total.work and _kind(total) == figure.kind:
        return total
    if last is None or not last.work or last.figure is None or figure.kind in _UNCOUNTED:
        return None
    separated = any(i.type == "F" for i in clause.items)
    if not separated and (clause.reached or (not clause.head and clause.noun is not None)):
        return None
    written = clause.subject_text(whole=True) + said.name.text
    if _verb_in_name(written):
        return None
    if re.search(lexicon.either("total"), written) or _is_rate(said.name):
        return None
    if figure.kind == "money":
        alike = last.figure.kind == "money" and last.work == "new" and said.name.indicator_id is None
    else:
        counts = {figure.kind, last.figure.kind} <= {"count", "people"}
        listed = separated and last.start >= clause.items[0].start
        alike = counts or listed or figure.kind == last.figure.kind
    return last if alike else None


def _kind(said: Said) -> str | None:
    return said.figure.kind if said.figure is not None else None


def _is_rate(name: Name) -> bool:
    indicator = lexicon.load().indicator(name.indicator_id)
    return indicator is not None and indicator.measure in ("growth", "share", "rank", "index")


# -- the measure


def _measure(clause: Clause, said: Said, figure: Quantity) -> str:
    named_index = said.name.text.endswith("指数")
    if named_index and (figure.kind == "bare" or (figure.kind in POINTS and "百分" not in figure.unit)):
        return "index"
    if figure.kind in POINTS:
        return "points"
    if figure.kind in ("multiple", "rank"):
        return figure.kind
    if clause.moves and figure.unit in ("位", "个位次", "位次"):
        return "rank"
    if figure.kind in RELATIVE or figure.vague == "digits":
        return _relative_measure(clause, said, figure)
    total = clause.carry.total
    if (
        clause.carry.parts
        and total is not None
        and total.measure == "increment"
        and _kind(total) == figure.kind
    ):
        return "increment" if not clause.verbs and not said.work else _by_verb(said, figure)
    added = clause.carry.subject is not None and clause.carry.subject.measure == "increment"
    if said.carried and added and clause.reached and said.comparator == "eq":
        return "level"
    if _HIGHER.search(clause.subject_text(whole=True)) and said.carried:
        said.falling = clause.subject_text(whole=True)[-1] in "低少"
        return "increment"
    flow = said.carried and said.measure == "increment" and said.comparator not in ("gt", "ge")
    if flow or (clause.moves and not clause.turns):
        return "increment"
    return "level" if clause.turns else _by_verb(said, figure)


def _by_verb(said: Said, figure: Quantity) -> str:
    """Increment or level, by the verb that governs or that the name begins with."""
    text = said.name.text
    if (
        text.endswith(("增收", "增产"))
        or _starts("new-name").match(text)
        or re.search("新增[^增]{1,8}$", text)
    ):
        return "increment"
    indicator = lexicon.load().indicator(said.name.indicator_id)
    if indicator is not None and indicator.measure == "increment":
        return "increment"
    if said.work:
        return "increment" if said.work == "new" else "level"
    own = _verb_in_name(text) if figure.kind != "money" else ""
    if own:
        return "increment" if own == "new" else "level"
    indicator = lexicon.load().indicator(said.name.indicator_id)
    return (
        indicator.measure
        if indicator is not None and indicator.measure in ("increment", "index")
        else "level"
    )


def _verb_in_name(text: str) -> str:
    """The class of the verb an indicator's written name begins with (新建高标准农田)."""
    words = lexicon.load().words
    for length in (5, 4, 3, 2):
        kinds = words.get(text[:length], lexicon.NO_READINGS).keys()
        if len(text) > length and kinds & {"ADD", "WORK"}:
            return "new" if "ADD" in kinds else "work"
    return ""


def _relative_measure(clause: Clause, said: Said, figure: Quantity) -> str:
    if any(v.text.startswith("恢复") for v in clause.verbs):
        return "share"
    if said.name.tail == "fall":
        said.falling = True
    if said.name.tail or clause.moves or figure.vague == "digits":
        return "growth"
    if said.carried and said.measure == "growth":
        return "growth"
    indicator = lexicon.load().indicator(said.name.indicator_id)
    return "growth" if indicator is not None and indicator.measure == "growth" else "share"


# -- structures


def structure(clause: Clause, said: Said) -> list[Said]:
    """产业结构为a:b:c: one share a part, summing to 100; a ratio of two stays one figure."""
    figure = said.figure
    assert figure is not None
    names = _part_names(said, figure)
    if len(figure.parts) == 2 and (names is None or sum(map(Decimal, figure.parts)) != 100):
        said.measure = "level"
        return [said]
    clause.carry.lists += 1
    result = []
    for ordinal, part in enumerate(figure.parts, 1):
        piece = Quantity(figure.start, figure.end, part, None, "", "", "percent")
        name = Name(names[ordinal - 1] if names else f"{said.name.canonical}·{ordinal}", None)
        one = replace(said, name=name, figure=piece, measure="share", role="part", spread=clause.carry.lists)
        result.append(one)
    return result


def _part_names(said: Said, figure: Quantity) -> list[str] | None:
    """The parts a structure speaks of: the three industries, else the names listed before it."""
    text = re.sub("(?:结构|比例|之比|比|构成)+$", "", said.name.text)
    if len(figure.parts) == 3 and ("产业" in said.name.canonical or "产" in text[-2:]):
        return [f"第{ordinal}产业比重" for ordinal in "一二三"]
    found = naming.split_names(text, len(figure.parts))
    return [f"{name}比重" for name in found] if found else None
