"""Segments → statements: sentences, clauses, the context they hand on, and places in the original."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from checker.model import Context, Identity, NumberUse, Segment, Statement
from checker.parse import grammar, lexicon, naming
from checker.parse.constraint import interval, unit_of
from checker.parse.facts import Carry, Facts, Said, build
from checker.parse.fold import Folded, fold
from checker.parse.grammar import Fact, Failure
from checker.parse.regions import Regions, Where
from checker.parse.scanner import Token, has_figure, scan
from checker.parse.items import Item, Shape
from checker.parse.shape import shape
from checker.read.period import TimeExpression, resolve, time_expressions

MAX_CLAUSE = 600
_SENTENCE_END = frozenset("。！？")
_CLAUSE_END = frozenset("，；：。！？")
_OPEN, _CLOSE = "《（“‘〔[", "》）”’〕]"
_TIME_SIGN = re.compile("[年月季期末初底来前今去上近明]|半年")
_STATE_SIGN = re.compile("持平|增长|稳定|同步|目标|任务|指标|为准|提[高升]|改善|减少|下降|覆盖|应.尽|清零|为零|零|前列|领先|领跑|进位|高于|快于|低于|不降|向好|提质|扩大|降低|增加|不破|好于|优于|合理")
_TARGET_LEAD = re.compile("(?:主要)?(?:预期)?目标(?:是|为|如下)?$|目标(?:是|为|：)")
_BASE_BEFORE = re.compile("(?:比|较)(?:上年|去年|上年同期|上年末|年初|上年执行数|\\d{4}年)(?:末|底|同期)?的$")
_USING = re.compile("^(?:充分)?(?:发挥|用好|用足用好|依托|利用|现有|已有|面向|围绕|服务|用足|聚焦)")
_FALL_WORDS = re.compile("下降|降低|减少|压减")
_TYPICAL = frozenset(("time", "scope", "est", "force", "cum", "avg", "ofwhich"))


@dataclass(slots=True)
class _State:
    """What one sentence hands from clause to clause besides subjects."""

    time: tuple[str, str] | None = None
    instant: str | None = None
    modality: str | None = None
    estimate: bool = False
    force: str | None = None
    regions: list[Where] = field(default_factory=list)
    cumulative: bool = False
    carry: Carry = field(default_factory=Carry)


@dataclass(slots=True)
class Explained:
    """One clause as the parser saw it, for ``checker parse``."""

    text: str
    shape: Shape
    parsed: tuple[Fact, ...] | Failure
    statements: list[Statement]


@dataclass(slots=True)
class _Output:
    statements: list[Statement] = field(default_factory=list)
    numbers: list[NumberUse] = field(default_factory=list)
    explained: list[Explained] = field(default_factory=list)


class SegmentParser:
    """Parses the segments of one document, in order."""

    def __init__(self, identity: Identity, regions: Regions) -> None:
        self.identity, self.regions = identity, regions
        self.group = 0

    def parse(self, segment: Segment, *, explain: bool = False) -> _Output:
        """Return the statements of a segment and what became of its number expressions."""
        output = _Output()
        folded = fold(segment.text[segment.start : segment.end])
        worker = _SegmentWork(self, segment, folded, output, explain)
        worker.run()
        return output


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of sentences: cut at full stops outside brackets and quotes."""
    yield from _cut(text, 0, len(text), _SENTENCE_END)


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of clauses in a sentence; long ones are cut at the nearest pause."""
    for first, last in _cut(text, start, end, _CLAUSE_END):
        while last - first > MAX_CLAUSE:
            pause = max(text.rfind(mark, first, first + MAX_CLAUSE) for mark in "、 ）和")
            cut = pause + 1 if pause > first else first + MAX_CLAUSE
            yield first, cut
            first = cut
        yield first, last


def _cut(text: str, start: int, end: int, marks: frozenset[str]) -> Iterator[tuple[int, int]]:
    depth = 0
    first = start
    for position in range(start, end):
        char = text[position]
        if char in _OPEN:
            depth = min(depth + 1, 4)
        elif char in _CLOSE:
            depth = max(depth - 1, 0)
        # An unclosed quote must not swallow the document: depth ends with the sentence.
        if char in marks and (depth == 0 or (char in _SENTENCE_END and position - first > 200)):
            depth = 0
            yield first, position + 1
            first = position + 1
    if first < end:
        yield first, end


class _SegmentWork:
    """The state of parsing one segment."""

    def __init__(self, parser: SegmentParser, segment: Segment, folded: Folded, output: _Output, explain: bool) -> None:
        self.parser, self.segment, self.folded, self.output = parser, segment, folded, output
        self.explain = explain
        self.context = segment.context
        self.sentence_start = 0

    def run(self) -> None:
        text = self.folded.text
        if not (has_figure(text) or _STATE_SIGN.search(text)):
            return
        for first, last in sentences(text):
            if not (has_figure(text[first:last]) or _STATE_SIGN.search(text, first, last)):
                continue
            self.sentence_start = first
            state = _State()
            for start, end in clauses(text, first, last):
                self._clause(start, end, state)
                if text[end - 1] == "；":
                    state.regions = []
                    state.estimate, state.cumulative = False, False
                    state.carry.parts, state.carry.last = False, None

    # -- one clause

    def _clause(self, start: int, end: int, state: _State) -> None:
        text = self.folded.text[start:end].rstrip("，；：。！？")
        if not text:
            return
        figures = has_figure(text)
        opened = self.parser.regions.opening(text)
        if opened:
            state.regions = opened
        if not figures and not _STATE_SIGN.search(text) and not _TIME_SIGN.search(text):
            self._lead(text, state)
            self._announce(text, self.folded.text[end - 1], state)
            return
        times = time_expressions(text) if _TIME_SIGN.search(text) else []
        tokens = scan(text, times)
        shaped = shape(tokens)
        self._context(shaped, times, text, state)
        kinds = shaped.kinds
        if not any(k in ("Q", "SYNC", "DELEG", "FLAT", "POS", "RANKN", "RANK", "COVER", "ZERO", "C", "NONE") for k in kinds):
            self._lead(text, state)
            self._account(tokens, shaped, [], Facts(), start)
            self._announce(text, self.folded.text[end - 1], state)
            return
        facts = pieces(kinds)
        built = build(shaped, facts, state.carry)
        kept = []
        for said in built.said:
            for where in self._where(shaped, state):
                kept.append(self._statement(said, shaped, state, start, where))
                self.output.statements.append(kept[-1])
        bracketed = self._brackets(shaped, state, start)
        self._account(tokens, shaped, built.said + bracketed, built, start)
        if self.explain:
            self.output.explained.append(Explained(text, shaped, grammar.parse(kinds), kept))
        self._lead(text, state)

    @staticmethod
    def _announce(text: str, mark: str, state: _State) -> None:
        """地区生产总值：完成142.3亿元: a name before a colon is the subject of what follows."""
        name = naming.name_of(text)
        if mark == "：" and name.indicator_id:
            state.carry.subject = Said(name, 0, 0, "level", "eq")

    def _brackets(self, shaped: Shape, state: _State, start: int) -> list[Said]:
        """A bracket with a figure speaks of what stands before it."""
        result: list[Said] = []
        for tokens in shaped.brackets:
            inner = shape(list(tokens))
            built = build(inner, pieces(inner.kinds), state.carry)
            for said in built.said:
                for where in self._where(inner, state):
                    self.output.statements.append(self._statement(said, inner, state, start, where))
                result.append(said)
        return result

    def _lead(self, text: str, state: _State) -> None:
        """A clause that only opens (…主要预期目标是) sets the modality of what follows."""
        if _TARGET_LEAD.search(text) and not text.startswith(("完成", "实现", "超额")):
            state.modality = "target"

    def _context(self, shaped: Shape, times: list[TimeExpression], text: str, state: _State) -> None:
        """Take up the clause's own words of time, place and certainty."""
        for item in shaped.modifiers:
            if item.type == "est":
                state.estimate = True
            elif item.type == "force":
                state.force = item.text
            elif item.type == "cum":
                state.cumulative = True
        if not any(m.type == "force" for m in shaped.modifiers):
            state.force = None
        lead_end = min((i.start for i in shaped.items if i.type != "n"), default=len(text))
        for time in times:
            if time.role != "period" or self._inside_name(time, shaped, text):
                continue
            if time.start > lead_end and time.kind not in ("by", "span"):
                continue
            if any(i.type == "FROM" and i.end <= time.start for i in shaped.items):
                continue
            found = resolve(time, self.parser.identity, self.context)
            if found is not None:
                state.time = found
            if time.modality is not None:
                state.modality = time.modality
            if time.kind == "by":
                state.modality = "target" if self.context.modality == "target" or found and found[1] == "by" else None
        if re.match("^(?:比|较|与)?(?:上年|去年)", text) and state.time:
            state.time = None
        places = self.parser.regions.leading(shaped)
        if places:
            state.regions = places
        elif any(m.type == "scope" for m in shaped.modifiers):
            state.regions = []

    @staticmethod
    def _inside_name(time: TimeExpression, shaped: Shape, text: str) -> bool:
        """Whether a word of time stands inside a noun phrase (获批2023年天津市…基地1个)."""
        before = [i for i in shaped.items if i.end <= time.start and i.type in ("A", "Q", "H")]
        return bool(before) and time.kind in ("year", "date")

    # -- statements

    def _statement(
        self, said: Said, shaped: Shape, state: _State, offset: int, where: tuple[str | None, str | None]
    ) -> Statement:
        modality = self._modality(said, shaped, state)
        period, kind = self._period(said, shaped, state, modality)
        region, path = where
        start, end = said.start + offset, said.end + offset
        line_start, line_end = self.folded.span(start, end)
        base = self.segment.start
        statement = Statement(
            line=self.segment.line, page=self.segment.page, start=base + line_start, end=base + line_end,
            quote=self.segment.text[base + line_start : base + line_end], region=region, region_path=path,
            scope=said.scope, indicator=self._indicator(said), indicator_id=said.name.indicator_id,
            measure=said.measure, modality=modality, force=state.force, period=period, period_kind=kind,
            comparator=said.comparator, reference=said.reference, role=said.role,
            section=self.context.section or None,
        )  # fmt: skip
        self._widen(statement, said, offset)
        self._value(statement, said)
        self._properties(statement, said, shaped)
        if self._compared_base(said, offset):
            said.role = "baseline"
            statement.role = statement.modality = "baseline"
            statement.period, statement.period_kind = self._year_before(shaped, said), "year"
        elif said.role == "baseline":
            statement.instant = self._instant(shaped)
            statement.modality = "baseline"
            statement.period, statement.period_kind = self._baseline_period(shaped)
        if said.spread:
            statement.group = f"{self.segment.line}:{self.segment.start + self.sentence_start}:{said.spread}"
        elif said.role == "part":
            statement.group = f"{self.segment.line}:{self.segment.start + self.sentence_start}:total"
            self._mark_total(statement.group, said, state)
        return statement

    def _mark_total(self, group: str, said: Said, state: _State) -> None:
        total = state.carry.total
        if total is None:
            return
        for statement in reversed(self.output.statements):
            if statement.indicator == self._indicator(total) and statement.role in (None, "total"):
                statement.role, statement.group = "total", group
                return

    def _indicator(self, said: Said) -> str:
        """The canonical name; of an unknown thing made or worked on, the verb belongs to the name."""
        name = said.name
        if name.indicator_id or not said.verb or said.measure not in ("level", "increment"):
            return name.canonical
        if said.verb in ("新增", "净增", "增加", "实现", "完成", "推动", "达到") or name.text.startswith(said.verb):
            return name.text
        return said.verb + name.text if said.work else name.text

    def _widen(self, statement: Statement, said: Said, offset: int) -> None:
        """The quote of a statement whose subject stands earlier reaches back to it, where that is near."""
        if not said.carried or not self.output.statements:
            return
        last = self.output.statements[-1]
        if last.line == statement.line and 0 < statement.start - last.start <= 40 and last.end <= statement.start:
            if last.start >= self.segment.start + self.folded.span(self.sentence_start, self.sentence_start)[0]:
                statement.start = last.start
                statement.quote = self.segment.text[statement.start : statement.end]

    def _modality(self, said: Said, shaped: Shape, state: _State) -> str:
        modality = state.modality or self.context.modality
        if any(m.type == "assign" for m in shaped.modifiers):
            return "assigned"
        lead = shaped.modifiers[0].text if shaped.modifiers else ""
        text = "".join(i.text for i in shaped.items[:1])
        uses = (_USING.match(lead) or _USING.match(text)) and shaped.kinds[:2] in (("Q",), ("Q", "H"), ("A", "Q"), ("N", "Q"))
        if modality == "target" and uses and said.comparator == "eq" and said.work != "new":
            return "actual"
        if state.estimate and modality == "actual":
            return "estimate"
        return modality

    def _period(self, said: Said, shaped: Shape, state: _State, modality: str) -> tuple[str | None, str | None]:
        period, kind = state.time or (self.context.period, self.context.period_kind)
        if modality == "actual" and self.context.modality == "target" and state.time is None:
            # What a plan uses (发挥129座商务楼宇资源优势) stands already: the year before.
            report = self.parser.identity.report_year
            if report is not None and period == str(self.parser.identity.plan_year):
                period = str(report)
        modifiers = {m.type for m in shaped.modifiers}
        if "avg" in modifiers:
            span = self.context.period if self.context.period_kind == "span" else period
            if span and span.startswith("../") and self.parser.identity.plan_year:
                span = f"{self.parser.identity.plan_year}/{span[3:]}"
            return span, "average"
        if kind == "span" and period and "/" in period and said.reached and not said.work:
            if said.measure in ("level", "share", "rank", "index") and "cum" not in modifiers:
                return period.rpartition("/")[2], "year"
        if state.cumulative and kind == "year":
            return period, "cumulative"
        return period, kind

    def _compared_base(self, said: Said, offset: int) -> bool:
        """比上年的235.95亿元增加…: the figure is what stood before, not what is reported."""
        if said.figure is None or said.role is not None:
            return False
        before = self.folded.text[max(0, said.figure.start + offset - 14) : said.figure.start + offset]
        return bool(_BASE_BEFORE.search(before))

    def _year_before(self, shaped: Shape, said: Said) -> str | None:
        assert said.figure is not None
        for item in shaped.modifiers:
            time = item.tokens[0].time if item.type == "time" else None
            if time is not None and time.end <= said.figure.start and said.figure.start - time.end <= 3:
                found = resolve(time, self.parser.identity, self.context)
                if found is not None:
                    return found[0]
        return self.context.period

    @staticmethod
    def _share(said: Said, places: list[tuple[str | None, str | None]]) -> list[tuple[str | None, str | None]]:
        """A list handed out over several places gives each its own value, in order."""
        if said.place is None:
            return places
        if len(places) > 1:
            return places[said.place : said.place + 1]
        said.scope = f"分列{said.place + 1}"
        return places

    def _baseline_period(self, shaped: Shape) -> tuple[str | None, str | None]:
        """The year named behind 从, else the context's."""
        start = next((i.end for i in shaped.items if i.type == "FROM"), 0)
        figure = next((i.start for i in shaped.items if i.type == "Q" and i.start >= start), 0)
        for item in shaped.modifiers:
            time = item.tokens[0].time if item.type == "time" else None
            if time is not None and start <= time.start < figure and time.kind == "year":
                found = resolve(time, self.parser.identity, self.context)
                if found is not None:
                    return found
        return self.context.period, self.context.period_kind

    def _where(self, shaped: Shape, state: _State) -> list[tuple[str | None, str | None]]:
        """The places a clause speaks of: those at its head, its scope word's, else the context's."""
        scope = next((m.text for m in shaped.modifiers if m.type == "scope"), None)
        if scope:
            place = self.parser.regions.of_scope(scope, self.context)
            if place is not None:
                return [place]
        if state.regions:
            return list(state.regions)
        return [(self.context.region, self.context.region_path)]

    def _value(self, statement: Statement, said: Said) -> None:
        figure = said.figure
        if figure is None:
            if statement.measure == "share" and said.comparator == "eq":
                statement.low = statement.high = "100"
                statement.low_closed = statement.high_closed = True
                statement.base_unit, statement.dimension = "%", "percent"
            return
        statement.value = figure.value
        statement.value_high = figure.high
        statement.unit = figure.written_unit
        if said.comparator == "compare":
            base, dimension, _ = unit_of(figure)
            statement.base_unit, statement.dimension = base, dimension
            return
        modality = statement.modality
        found = interval(figure, said.comparator, modality, falling=said.falling)
        statement.low, statement.high = found.low, found.high
        statement.low_closed, statement.high_closed = found.low_closed, found.high_closed
        statement.base_unit, statement.dimension = found.base_unit, found.dimension

    def _properties(self, statement: Statement, said: Said, shaped: Shape) -> None:
        indicator = lexicon.load().indicators.get(said.name.indicator_id or "")
        if indicator is not None:
            statement.price_basis = None if indicator.price_basis == "none" else indicator.price_basis
        text = "".join(t.text for i in shaped.items for t in i.tokens) + "".join(m.text for m in shaped.modifiers)
        basis = re.search("可比口径|同口径|可比增长|可比价|按可比|剔除[^，]{2,12}|不含[^，]{2,10}|扣除[^，]{2,14}|以任务数为基数|自然口径|不变价", text)
        if basis:
            statement.basis = basis.group()

    @staticmethod
    def _instant(shaped: Shape) -> str | None:
        for item in shaped.modifiers:
            if item.type == "time":
                if "初" in item.text:
                    return "start"
                if "末" in item.text or "底" in item.text:
                    return "end"
        return None

    # -- accounting

    def _account(self, tokens: list[Token], shaped: Shape, said: list[Said], built: Facts, offset: int) -> None:
        """Say of every number expression of the clause what became of it."""
        used = {(s.figure.start, s.figure.end) for s in said if s.figure is not None}
        counts = {(i.start, i.end) for i in built.subject_counts}
        aside = {(t.start, t.end): t.reason for t in shaped.aside}
        for token in tokens:
            span = (token.start, token.end)
            if token.type == "X" and span in used:
                self._number(token, offset, "statement", None)
            elif token.type == "Q":
                if span in used:
                    self._number(token, offset, "statement", None)
                elif span in counts:
                    self._number(token, offset, "set_aside", "subject-count")
                elif span in aside:
                    self._number(token, offset, "set_aside", aside[span])
                else:
                    self._number(token, offset, "not_understood", None)
            elif span in aside:
                self._number(token, offset, "set_aside", aside[span] or "name")

    def _number(self, token: Token, offset: int, use: str, reason: str | None) -> None:
        start, end = self.folded.span(token.start + offset, token.end + offset)
        base = self.segment.start
        self.output.numbers.append(
            NumberUse(
                self.segment.line, base + start, base + end, self.segment.text[base + start : base + end],
                use, reason,  # type: ignore[arg-type]
            )  # fmt: skip
        )


def pieces(kinds: tuple[str, ...]) -> list[Fact]:
    """Parse a clause; where it does not parse whole, parse what can be parsed and leave the rest.

    >>> [f.production for f in pieces(("N", "S", "N", "U", "Q"))]
    ['measured']
    """
    facts: list[Fact] = []
    first = 0
    while first < len(kinds):
        result = grammar.parse(kinds[first:])
        if isinstance(result, tuple):
            facts.extend(_shift(f, first) for f in result)
            break
        end = first + result.position
        while end > first:
            attempt = grammar.parse(kinds[first:end])
            if isinstance(attempt, tuple):
                facts.extend(_shift(f, first) for f in attempt)
                break
            end -= 1
        first = max(end, first + 1) if end > first else first + 1
    return facts


def _shift(fact: Fact, by: int) -> Fact:
    if not by:
        return fact

    def move(index: int | None) -> int | None:
        return None if index is None else index + by

    return Fact(
        fact.production, tuple(i + by for i in fact.head), tuple(i + by for i in fact.verb),
        tuple(tuple(i + by for i in v) for v in fact.values), tuple(i + by for i in fact.base),
        move(fact.noun), move(fact.spread), move(fact.compare), move(fact.reference), move(fact.state),
    )  # fmt: skip


_ = Item
