"""What is said, in its context → the published :class:`~checker.model.Statement`."""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile

from checker.model import Segment, Statement
from checker.parse import aimed, bases, lexicon, periods
from checker.parse.constraint import interval, unit_of
from checker.parse.fold import Folded
from checker.parse.items import Shape
from checker.parse.said import Said
from checker.parse.sentence import Place, Sentence

_NEAR = 40  # characters a quote may reach back to its subject
_USED_SHAPES = (("Q",), ("Q", "H"), ("A", "Q"), ("N", "Q"))


@cache
def _terms() -> lexicon.Phrase:
    return next(phrase for phrase in lexicon.load().phrases if phrase.type == "terms")


def _no_terms(text: str) -> bool:
    return any(needed.isdisjoint(text) for needed in _terms().needs)


@cache
def _using() -> re.Pattern[str]:
    return re.compile(f"(?:充分)?{lexicon.either('using')}")


_CHANGES = frozenset(("growth", "increment", "points"))
_OF_A_YEAR = re.compile("[比较](?:上年|去年)|同比|当年|本年|全年")
# 安排国债25亿元支持以旧换新: a part of it, for one purpose.
_PURPOSE = re.compile("(?:资金)?(?:专项)?((?:用于|支持|投向)[^，。；、（]{0,14})")
_CONSTANT = re.compile("(?:按)?(?:可比|不变)(?:价格?|口径)?(?:计算)?")
_PRICES = re.compile("价格|物价|通胀")


class StatementMaker:
    """Makes the statements of one segment."""

    def __init__(self, segment: Segment, folded: Folded) -> None:
        self.segment, self.folded = segment, folded
        self.made: list[Statement] = []
        self.totals: dict[int, tuple[Said, Statement]] = {}  # by identity: what a later 其中 may refer to

    def add(self, said: Said, shaped: Shape, sentence: Sentence, offset: int) -> list[Statement]:
        """Make a statement for each place it is said of; ``offset`` is where its clause begins.

        Returns:
            The statements made, which are appended to ``made``.
        """
        statements = []
        for place in sentence.where(shaped, said):
            statements.append(self._statement(said, shaped, sentence, offset, place))
            self.made.append(statements[-1])
            self.totals[id(said)] = (said, statements[-1])
        return statements

    def _statement(
        self, said: Said, shaped: Shape, sentence: Sentence, offset: int, place: Place
    ) -> Statement:
        if said.role == "tier" and sentence.carry.parts and periods.year_of(said, shaped):
            said.role, said.spread = "part", 0  # 其中2018年3200座、2019年5800座: years are no tiers
        modality = _modality(said, shaped, sentence)
        aim = modality != "assigned" and aimed.aimed_at(said, self.folded.text, offset)
        if aim:
            modality = "target"
        elif modality == "target" and (
            aimed.was_done(said, self.folded.text, offset) or self._of_what_was_done(said, sentence)
        ):
            modality = "estimate" if sentence.estimated.tells(said, sentence.carry) else "actual"
        period, kind = periods.of(said, shaped, sentence, modality)
        if aim and kind == "part-year" and not aimed.of_a_part(said, self.folded.text, offset):
            kind = "year"  # 上半年完成全年任务4000人的57.8%
        first = said.start + offset
        while first < said.end + offset and self.folded.text[first] in "，、；":
            first += 1  # （公办58所，民办119所）
        start, end = self._span(first, said.end + offset)
        statement = Statement(
            line=self.segment.line, page=self.segment.page, start=start, end=end,
            quote=self.segment.text[start:end], region=place[0], region_path=place[1],
            scope=self._scope(said, sentence, offset),
            indicator=said.indicator, indicator_id=said.name.indicator_id,
            measure=said.measure, modality=modality, force=_force(said, shaped, sentence),
            period=period, period_kind=kind,
            comparator=said.comparator, reference=said.reference, role=said.role,
            section=sentence.context.section or None,
        )  # fmt: skip
        self._reach_back(statement, said, sentence)
        self._span_of_change(statement, said, sentence)
        base = bases.named(said, self.folded.text, offset, statement.period)
        if base:
            said.role = statement.role = statement.modality = "baseline"
            statement.period, statement.period_kind = periods.before(shaped, said, sentence, base)
            if bases.is_stock(said, self.folded.text, offset):
                statement.measure = "level"
            elif _counts_alike(self.made, statement):
                # 新登记企业1420户，上年为1060户: a flow like the one before it.
                statement.measure = "increment"
            _set_value(statement, said, modality)
        else:
            _set_value(statement, said, modality)
            if said.role == "baseline":
                statement.instant, statement.modality = periods.instant_of(shaped), "baseline"
                statement.period, statement.period_kind = periods.of_baseline(shaped, sentence)
        _set_properties(statement, said, shaped)
        if statement.basis == "实际" and aimed.held_against_aim(said, self.folded.text, offset):
            statement.basis = None
        if sentence.terms and (terms := sentence.told_on(said, offset)) and statement.basis is None:
            constant = statement.price_basis == "constant" and _PRICES.search(terms)
            statement.basis = None if constant else terms
        statement.basis = statement.basis or self._basis_of_subject(statement, said, sentence)
        self._set_group(statement, said, sentence)
        return statement

    def _of_what_was_done(self, said: Said, sentence: Sentence) -> bool:
        """目前已完成16.9万亩，任务完成率为45%: of the task whose outcome was just told."""
        last = self.made[-1] if said.measure == "completion" and self.made else None
        return (
            last is not None
            and last.modality == "actual"
            and last.start >= self._span(sentence.start, sentence.start)[0]
        )

    def _scope(self, said: Said, sentence: Sentence, offset: int) -> str | None:
        """What a figure covers less than its name says; the document's own name says nothing less."""
        if said.scope is None and said.measure == "level" and said.figure is not None:
            if said.figure.kind == "money":
                purpose = _PURPOSE.match(self.folded.text, said.figure.end + offset)
                return purpose[1] if purpose else None
            return None
        own = said.scope is not None and said.scope in (
            sentence.regions.short,
            sentence.regions.identity.region,
        )
        return None if own else said.scope

    def _basis_of_subject(self, statement: Statement, said: Said, sentence: Sentence) -> str | None:
        """收入（同口径）30.2亿元，增长14.6%: the amount's basis is that of what is said of it next."""
        if not said.carried or said.measure == "level":
            return None
        first = self._span(sentence.start, sentence.start)[0]
        amounts = (
            other
            for other in takewhile(lambda other: other.start >= first, reversed(self.made))
            if other.measure == "level" and other.indicator == statement.indicator
        )
        amount = next(amounts, None)
        return amount.basis if amount is not None else None

    def _span(self, start: int, end: int) -> tuple[int, int]:
        first, last = self.folded.span(start, end)
        return self.segment.start + first, self.segment.start + last

    def _reach_back(self, statement: Statement, said: Said, sentence: Sentence) -> None:
        """The quote of a statement whose subject stands earlier reaches back to it, where that is near."""
        if not said.carried or not self.made:
            return
        last = self.made[-1]
        near = 0 < statement.start - last.start <= _NEAR and last.end <= statement.start
        if near and last.start >= self._span(sentence.start, sentence.start)[0]:
            statement.start = last.start
            statement.quote = self.segment.text[statement.start : statement.end]

    def _span_of_change(self, statement: Statement, said: Said, sentence: Sentence) -> None:
        """由2016年的120家增加到2021年的186家，净增66家: what is said of a change is said of all its years."""
        if said.measure not in _CHANGES or not said.carried or said.role is not None:
            return
        if statement.period_kind not in ("year", "average") or _OF_A_YEAR.search(statement.quote):
            return
        first = self._span(sentence.start, sentence.start)[0]
        here = list(takewhile(lambda one: one.start >= first, reversed(self.made)))
        result = next((one for one in here if one.role == "result"), None)
        if result is None or result.indicator != statement.indicator:
            return
        bases = (one for one in here if one.role == "baseline" and one.group == result.group)
        base = next(bases, None)
        if base is None or result.period != statement.period or not (base.period or "").isdigit():
            return
        since = int(base.period or 0) + 1
        if (result.period or "").isdigit() and since < int(result.period or 0):
            statement.period = f"{since}/{result.period}"
            statement.period_kind = "span" if statement.period_kind == "year" else "average"

    def _set_group(self, statement: Statement, said: Said, sentence: Sentence) -> None:
        place = f"{self.segment.line}:{self.segment.start + sentence.start}"
        if said.spread:
            statement.group = f"{place}:{said.spread}"
        elif said.role == "part":
            statement.group = f"{place}:total"
            self._mark_total(statement.group, sentence.carry.total)

    def _mark_total(self, group: str, total: Said | None) -> None:
        said, statement = self.totals.get(id(total), (None, None))
        if said is total and statement is not None and statement.role in (None, "total"):
            statement.role, statement.group = "total", group


def _counts_alike(made: list[Statement], base: Statement) -> bool:
    """Whether all that was said of the thing right before counts what a year brought, not what there is."""
    names = (base.indicator, base.scope, base.region_path)
    before = [one for one in made[-3:] if (one.indicator, one.scope, one.region_path) == names]
    return base.measure == "level" and bool(before) and all(one.measure == "increment" for one in before)


# -- modality


def _force(said: Said, shaped: Shape, sentence: Sentence) -> str | None:
    """The word of commitment nearest before the figure (确保6.5%、力争7%), else the clause's."""
    figure = said.figure.start if said.figure is not None else said.end
    own = [m for m in shaped.modifiers if m.type == "force"]
    near = [m.text for m in own if m.end <= figure]
    return near[-1] if near else None if own else sentence.force


def _modality(said: Said, shaped: Shape, sentence: Sentence) -> str:
    if shaped.modifiers and any(m.type == "assign" for m in shaped.modifiers):
        return "assigned"
    modality = sentence.modality or sentence.context.modality
    if modality == "target" and said.comparator == "eq" and said.work != "new" and _uses(shaped):
        return "actual"
    if modality == "actual" and (
        sentence.estimated.tells(said, sentence.carry) or _estimated_aside(said, shaped, sentence)
    ):
        return "estimate"
    return modality


def _estimated_aside(said: Said, shaped: Shape, sentence: Sentence) -> bool:
    """收入8.74亿元（年底前预计为8.72亿元），增长7.2%: 预计 in a bracket reaches no further than that."""
    if sentence.estimated.since is not None or said.figure is None:
        return False
    return any(m.type == "est" and m.end <= said.figure.start for m in shaped.modifiers)


def _uses(shaped: Shape) -> bool:
    """发挥129座商务楼宇资源优势: what is there already is no target."""
    if tuple([item.type for item in shaped.items[:2]]) not in _USED_SHAPES:
        return False
    return any(_using().match(lead.text) for lead in (*shaped.modifiers[:1], *shaped.items[:1]))


# -- value and properties


def _set_value(statement: Statement, said: Said, modality: str) -> None:
    figure = said.figure
    if figure is None:
        if said.measure == "share" and said.comparator == "eq":
            statement.low = statement.high = "100"
            statement.low_closed = statement.high_closed = True
            statement.base_unit, statement.dimension = "%", "percent"
        return
    statement.value, statement.value_high, statement.unit = figure.value, figure.high, figure.written_unit
    if figure.negative:
        statement.value = "-" + figure.value
    if said.comparator == "compare":
        statement.base_unit, statement.dimension, _ = unit_of(figure)
        return
    found = interval(figure, said.comparator, modality, falling=said.falling)
    statement.low, statement.high = found.low, found.high
    statement.low_closed, statement.high_closed = found.low_closed, found.high_closed
    statement.base_unit, statement.dimension = found.base_unit, found.dimension


def _set_properties(statement: Statement, said: Said, shaped: Shape) -> None:
    indicator = lexicon.load().indicator(said.name.indicator_id)
    if indicator is not None and indicator.price_basis != "none":
        statement.price_basis = indicator.price_basis
    if said.measure == "multiple" and said.reference is None:
        figure = said.figure.start if said.figure is not None else 0
        before = [t for t in periods.times_of(shaped) if t.end <= figure]
        based = (t.text for t in reversed(before) if t.role == "baseline" or t.kind == "year")
        statement.reference = next(based, None)
    own = {id(m) for m in periods.modifiers_of(said, shaped)}
    parts = [i for i in shaped.items if said.start <= i.start < said.end]
    text = "".join([m.text for m in shaped.modifiers if id(m) in own] + [i.text for i in parts])
    terms = None if _no_terms(text) else _terms().pattern.search(text)
    statement.basis = terms.group() if terms else None
    if statement.price_basis == "constant" and _CONSTANT.fullmatch(statement.basis or ""):
        statement.basis = None  # how growth at constant prices is always stated
