"""Segments → statements: sentence by sentence and clause by clause, each in its context."""

from __future__ import annotations

import re
import sys
from collections import deque
from dataclasses import dataclass, field, replace
from functools import cache

from checker.model import Identity, NumberUse, Segment, Statement
from checker.parse import accounting, aims, bases, grammar, headed, lexicon, naming
from checker.parse.cell_prose import subject_of_row
from checker.parse.facts import build
from checker.parse.fold import Folded, fold
from checker.parse.grammar import Fact, Failure
from checker.parse.items import Shape
from checker.parse.regions import Regions
from checker.parse.said import Facts, Said
from checker.parse.scanner import NUMERALS, Token, has_figure, scan
from checker.parse.sentence import LIST_MARK, RESPONSIBLE, Sentence
from checker.parse.sentences import CLAUSE_END, clauses, sentences
from checker.parse.shape import empty, says_nothing, shape
from checker.parse.statement import StatementMaker
from checker.parse.times import may_hold_time, words_of_time

_MARKS = "".join(CLAUSE_END)
# 增长2.7%（年初预期目标为10%以上）: the bracket quotes what had been aimed at.
_AIMED = re.compile(
    "(?:年初|年度|全年|本年|当年|原定?|预期|计划|调整后?|确定|下达|的)*(?:目标|计划|预算)(?:任务)?[数值]?(?:分别)?(?:[为是：≥≤]|\\d)"
)
_BLANK = re.compile("[XxＸ×＊*]")  # 出口总额XX亿元、增长1%: a figure still to come
_MEAN_OF = re.compile("(全[国省市州盟区县])(?:平均|的)*(?:水平|[增涨降]幅|增速)?$")
# 新增高标准农田30万亩，各县任务如下： or 。具体任务：, above lines that begin with a place each.
_TOLD = "(?:分解|分配|安排)?(?:情况|方案)?(?:为|是)?"
_LEADS_TO_LIST = re.compile(
    f"(?:如下|见下|任务{_TOLD}|目标{_TOLD}|指标{_TOLD}|计划{_TOLD}|其中|分别为|分解到[各县市区旗]+)[：。]?$"
)
_PER = re.compile(
    "每(?:[一十百千万]|十万|百万)?(?:名|家|户|个|辆|亩)[^，。；、\\d]{1,12}?(?:中|有|拥有)"
    "|每[百千万](?:名?(?:常住|户籍)?人口|人)(?:拥有)?"
)
_ITEM = re.compile("[^，。；：、（）\\d]{2,}$")
_LISTED_ON = re.compile("）(?:[、和与及等]|产量|增加值|产值)")
# All that stands between the whole region and its figure is what is done: 全市28万亩, 全县计划新增1400个.
_OF_ALL_HERE = re.compile(
    "全[国省市区县州旗盟](?:(?:计划|目标|任务|预计|力争|确保|安排)*[新改完建治实][增建造成现施理]?[^，。；：]{0,2}?)?\\d"
)
# 一、固定资产投资。全市增长6%。 A figure without a name under a heading that has it.
_UNNAMED = re.compile(
    "(?:力争|确保|预计|计划|目标|任务|全年|今年|(?:19|20)\\d\\d年|，)*(?:全[国省市区县州旗盟])?"
    "(?:预计|计划|力争|确保|同比|完成|实现|增长|下降|降低|达到|提高|新增|净增)*"
    "\\d[\\d.]*(?:%|[万亿]{0,2}[元人户套个家亩吨])(?:以上|左右|以内)?(?:[，。；、（]|$)"
)
_THING = re.compile("[一-鿿A-Z、“”]{2,14}")
_AIM_NEAR = 12  # characters before a goal's figure that say for how long it was set
_NOTHING = Facts()
# A clause without an item of these types states nothing.
_STATING = frozenset(("Q", "SYNC", "DELEG", "FLAT", "POS", "RANKN", "RANK", "COVER", "ZERO", "C", "NONE"))


def _behind_responsible(tokens: list[Token]) -> list[Token]:
    """Leave out who is to see to it before what each place is to do: （责任单位：市教育局；柳溪县12家…）."""
    first = tokens[0] if tokens else None
    who = RESPONSIBLE.match(first.text) if first is not None and first.type == "T" else None
    if first is None or who is None:
        return tokens
    rest = Token("T", first.start + who.end(), first.end, first.text[who.end() :])
    return [rest, *tokens[1:]] if rest.text else tokens[1:]


@dataclass(slots=True)
class Explained:
    """One clause as the parser saw it, for ``checker parse``."""

    text: str
    shape: Shape
    parsed: tuple[Fact, ...] | Failure
    statements: list[Statement]


@dataclass(slots=True)
class Output:
    """What parsing a segment gives."""

    statements: list[Statement] = field(default_factory=list)
    numbers: list[NumberUse] = field(default_factory=list)
    explained: list[Explained] = field(default_factory=list)


@cache
def _sign() -> re.Pattern[str]:
    """What a clause that states something holds; alternatives of literal beginnings are searched for fast."""
    return re.compile(f"{'|'.join(NUMERALS)}|{lexicon.either('state-sign')[3:-1]}|应.尽")


def _may_state(text: str, first: int = 0, last: int = sys.maxsize) -> bool:
    """The prefilter: whether a stretch of folded text can hold a statement or a number at all."""
    return _sign().search(text, first, last) is not None


def _leave_open(text: str, tokens: list[Token], sentence: Sentence) -> None:
    """出口总额XX亿元、增长1%: take up the name whose figure is still to come, for what follows."""
    if _BLANK.search(text) is None:
        return
    blank = next((t for t in tokens if t.type == "X" and _BLANK.match(t.text)), None)
    if blank is not None:
        sentence.speaks_of(text[: blank.start])


def _share_per(text: str, said: list[Said]) -> None:
    """每千家企业中有瞪羚企业12家、高新技术企业53家: what one is counted per, those listed behind are too."""
    per = _PER.match(text)
    if per is None or not said or not said[0].name.text.startswith(per.group()):
        return
    for one in said[1:]:
        whole = one.carried or one.name.text.startswith(per.group())  # 每百户汽车拥有量从36辆提升至41辆
        one.scope = one.scope or (None if whole else per.group())


class SegmentParser:
    """Parses the segments of one document."""

    def __init__(self, identity: Identity, regions: Regions) -> None:
        self.identity, self.regions = identity, regions
        self.handed: Said | None = None  # what the lines that follow hand down to a place each
        self.goals: deque[int] = deque(maxlen=3)  # headline targets with figures in the lines before

    def under(self, segment: Segment) -> Segment:
        """Return a cell under the paragraph above its table, where that says what is handed down."""
        if self.handed is None:
            return segment
        return replace(segment, headings=(*segment.headings, self.handed.name.text))

    def _topic(self, segment: Segment, text: str) -> Said | None:
        """Return what a line that names nothing itself is about, by the head of its row or its heading."""
        named = subject_of_row(segment.cell, text) if segment.cell is not None else None
        return Said(named, 0, 0, "level", "eq") if named is not None else self._under_heading(segment, text)

    def _under_heading(self, segment: Segment, text: str) -> Said | None:
        """全市新增1400个。其中：… under 三、普惠托位: a figure of the whole region is of what heads it."""
        if not segment.headings or not (_OF_ALL_HERE.match(text) or _UNNAMED.match(text)):
            return None
        heading = LIST_MARK.sub("", segment.headings[-1]).rstrip("。")
        named = headed.of_heading(heading)
        if named is None and self.identity.kind == "assignment" and _THING.fullmatch(heading):
            named = naming.name_of(heading)
        return Said(named, 0, 0, "level", "eq") if named is not None else None

    def parse(self, segment: Segment, *, explain: bool = False) -> Output:
        """Return the statements of a segment and what became of its number expressions."""
        folded = fold(segment.text[segment.start : segment.end], breaks=True)
        listed = sum(self.goals) >= aims.FEW and aims.is_item(folded.text)
        if not (listed or _may_state(folded.text)):
            self.handed = None
            return Output()
        work = _SegmentWork(segment, folded, explain)
        before = None
        if not self.regions.heads_line(folded.text):
            self.handed = None
        elif self.handed is None and (named := headed.of_heading(segment.context.section)) is not None:
            self.handed = Said(named, 0, 0, "level", "eq")
        topic = self._topic(segment, folded.text)
        for first, last in sentences(folded.text):
            if listed or _may_state(folded.text, first, last):
                sentence = Sentence(self.identity, segment.context, self.regions, first)
                sentence.follows(before, folded.text[first:last])
                if self.handed is not None:
                    sentence.hands_on(self.handed)
                elif topic is not None and before is None:
                    sentence.hands_on(topic)
                work.sentence(sentence, last)
                before = sentence if folded.text[last - 1] != "\n" else None
        if self.handed is None and before is not None and _LEADS_TO_LIST.search(folded.text):
            self.handed = before.handed_down
        here = aims.goals(work.maker.made)
        if here >= aims.FEW or (listed and here == 0):
            work.takes_unfigured()
        self.goals.append(here)
        work.output.statements = work.maker.made
        return work.output


class _SegmentWork:
    """Parsing of one segment."""

    def __init__(self, segment: Segment, folded: Folded, explain: bool) -> None:
        self.segment, self.folded, self.explain = segment, folded, explain
        self.output = Output()
        self.maker = StatementMaker(segment, folded)
        self.unfigured: list[tuple[int, list[Statement]]] = []  # behind how many statements, and what

    def takes_unfigured(self) -> None:
        """Take what was said of headline indicators without a figure, as one more of a list of targets."""
        for position, statements in reversed(self.unfigured):
            self.maker.made[position:position] = statements

    def sentence(self, sentence: Sentence, end: int) -> None:
        """Parse a sentence up to ``end``."""
        for first, last in clauses(self.folded.text, sentence.start, end):
            text = self.folded.text[first:last].rstrip(_MARKS)
            if text:
                self._clause(text, first, self.folded.text[last - 1], sentence)
            if self.folded.text[last - 1] == "；":
                sentence.semicolon()
            closed = self.folded.text.count("）", first, last)
            if closed and closed > self.folded.text.count("（", first, last):
                sentence.carry.parts = False  # what a bracket that was never opened divides ends with it

    def _clause(self, text: str, start: int, mark: str, sentence: Sentence) -> None:
        sentence.opens(text)
        timed = may_hold_time(text)
        if not (timed or has_figure(text)) and self._is_unsaid(text, start, mark, sentence):
            return
        if mark == "：":
            sentence.heads(text)  # 二、柳溪县：…, where the mark is a numeral
        times = words_of_time(text) if timed else []
        tokens = scan(text, times)
        shaped = shape(tokens)
        sentence.takes(shaped, times, text)
        built, said = _NOTHING, []
        kinds = shaped.kinds
        _leave_open(text, tokens, sentence)
        if not _STATING.isdisjoint(kinds):
            built = build(shaped, grammar.pieces(kinds), sentence.carry)
            for one in built.said:
                sentence.settles(one)
            _share_per(text, built.said)
            before = len(self.maker.made)
            for one in built.said:
                self.maker.add(one, shaped, sentence, start)
            said = built.said + self._brackets(shaped, sentence, start, built.said)
            if all(one.comparator == "none" and one.measure == "qualitative" for one in built.said):
                sentence.announces(text, mark)  # 工业增加值、财政收入跃上新台阶，分别为…
                if not built.said:
                    self._without_figure(text, start, sentence)
            if self.explain:
                made = self.maker.made[before:]
                self.output.explained.append(Explained(text, shaped, grammar.parse(kinds), made))
        else:
            sentence.announces(text, mark)
            self._without_figure(text, start, sentence)
            if shaped.brackets and (bases.closes(text) or sentence.divides(text)):
                said = self._brackets(shaped, sentence, start, [])
        for token, use, reason in accounting.of_clause(tokens, shaped, said, built):
            span = self.folded.span(token.start + start, token.end + start)
            self.output.numbers.append(accounting.number(self.segment, span, use, reason))
        sentence.leads(text)

    def _is_unsaid(self, text: str, start: int, mark: str, sentence: Sentence) -> bool:
        """Take up a clause without numerals and words of time for what it hands on, if it states nothing."""
        if not _may_state(text):
            sentence.leads(text)
            sentence.announces(text, mark)
            self._without_figure(text, start, sentence)
            return True
        if not says_nothing(text):
            return False
        if mark == "：":
            sentence.heads(text)
        sentence.takes(empty([]), [], text)
        sentence.announces(text, mark)
        self._without_figure(text, start, sentence)
        sentence.leads(text)
        return True

    def _without_figure(self, text: str, start: int, sentence: Sentence) -> None:
        """Keep 居民收入更好满足群众期待 until it is known whether it stands in a list of targets."""
        target = (sentence.modality or sentence.context.modality) == "target"
        found = aims.unfigured(text) if target else None
        if found is None:
            return
        name, at = found
        before = len(self.maker.made)
        said = Said(name, at, len(text), "qualitative", "none")
        self.maker.add(said, shape(scan(text, words_of_time(text))), sentence, start)
        self.unfigured.append((before, self.maker.made[before:]))
        del self.maker.made[before:]

    def _beside(self, tokens: list[Token], sentence: Sentence, start: int) -> list[tuple[str, str | None]]:
        """比全省平均增幅（15.97%）高: the figure in the bracket is that of the place right before it."""
        end = start + tokens[0].start - 1
        lead = _MEAN_OF.search(self.folded.text[max(sentence.start, end - 12) : end])
        above = sentence.regions.of_scope(lead[1], sentence.context) if lead else None
        return [above or (lead[1], None)] if lead else []

    def _grows_by(self, said: Said, tokens: list[Token], start: int, outer: list[Said]) -> None:
        """机器人（93.8%）、集成电路（28.8%）等产量快速增长: by how much each of a list grows."""
        state = outer[-1] if len(outer) == 1 and outer[0].comparator == "positive" else None
        text, opening, closing = self.folded.text, start + tokens[0].start - 1, start + tokens[-1].end
        item = _ITEM.search(text, max(0, opening - 16), opening)
        if state is None or item is None or not _LISTED_ON.match(text, closing):
            return
        if not said.carried or said.figure is None or said.figure.kind != "percent":
            return
        own = item[0].removesuffix(state.name.text)
        said.name, said.measure = naming.name_of(own + state.name.text), "growth"
        said.falling, said.carried = state.falling, False

    def _brackets(self, shaped: Shape, sentence: Sentence, start: int, outer: list[Said]) -> list[Said]:
        """A bracket with a figure speaks of what stands before it."""
        result: list[Said] = []
        carry = sentence.carry
        kept = carry.subject, carry.parts, carry.total
        for tokens in map(_behind_responsible, shaped.brackets):
            inner = shape(list(tokens))
            ends = (s for s in reversed(outer) if s.figure is not None and s.figure.end <= tokens[0].start)
            before = next(ends, None)
            if before is not None and before is not outer[-1]:
                # 转贷收入9亿元（其中新增债券4亿元）、调入资金2亿元: of the figure before, no further.
                sentence.carry = replace(carry, subject=before, last=before, previous=[before])
            built = build(inner, grammar.pieces(inner.kinds), sentence.carry)
            aimed = _AIMED.match("".join(token.text for token in tokens))
            outside = sentence.modality, sentence.time, sentence.cumulative
            if aimed:
                figure = start + tokens[0].start
                sentence.aims_at_year(self.folded.text[max(sentence.start, figure - _AIM_NEAR) : figure])
            sentence.looks_back(words_of_time("".join(token.text for token in tokens)))
            beside = self._beside(tokens, sentence, start)
            for said in built.said:
                self._grows_by(said, tokens, start, outer)
                sentence.settles_inside(said)
                said.places = said.places or beside
                self.maker.add(said, inner, sentence, start)
            sentence.modality, sentence.time, sentence.cumulative = outside
            sentence.carry = carry
            result.extend(built.said)
        if result and kept[0] is not None:
            carry.subject, carry.parts, carry.total = kept  # behind it the clause's own subject goes on
        return result
