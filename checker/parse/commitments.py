"""Segments → commitments: things promised or reported without a number, with the stage they are at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from checker.model import Cell, Commitment, Document, Identity, Segment
from checker.parse import commitment_names as names
from checker.parse import commitment_words as words
from checker.parse import lalr
from checker.parse.commitment_shape import Item, shape
from checker.parse.lalr import Leaf, Node
from checker.parse.times import words_of_time
from checker.read.period import resolve
from checker.value import value

# Width and marks, character for character, so that offsets stay what they are.
_PLAIN = str.maketrans(
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | {ord(a): ord(b) for a, b in zip(",;:!?()「」『』－–‧•・", "，；：！？（）“”“”---···", strict=False)}
    | {
        0xFF0C: 0xFF0C,
        0xFF1B: 0xFF1B,
        0xFF1A: 0xFF1A,
        0xFF01: 0xFF01,
        0xFF1F: 0xFF1F,
        0xFF08: 0xFF08,
        0xFF09: 0xFF09,
    }
)
# Possessive: nothing stands behind it to go back for; remembering the ways takes 130 bytes a character.
_TO_FOLD: Final = re.compile(f"[{''.join(re.escape(chr(a)) for a, b in _PLAIN.items() if a != b)}]")
_CLOSING: Final = re.compile("[）”》 ]")
_COUNTER: Final = re.compile("[个条宗所座处栋幢块项片]")
# What may stand behind a name that is no word of the clause: nothing, a conjunction, 的, a count.
_BEHIND_NAME: Final = frozenset("、和与及以并的于因由受进转步0123456789一二两三四五六七八九十")
_CLAUSE: Final = re.compile(
    "(?:“[^”\n]{0,40}”|《[^》\n]{0,60}》|（[^（）\n]{0,60}）|[^，。；：！？“《（\n]+|[“《（])++"
)
_SENTENCE: Final = re.compile("[^。！？\n]+")
# 二是确保…, 1.建成…: what numbers a clause is no part of the name behind it.
_NUMBERED = re.compile(
    "(?:[一二三四五六七八九十]{1,3}[是要]|第[一二三四五六七八九十]{1,3}[，、]|[（(]?\\d{1,2}[)）.、．](?!\\d)|[①-⑳])"
)
_READ = frozenset({"paragraph", "cell"})
_VAGUE = ("推进", "实施", "深化")
_EARLY = ("谋划", "储备")
_REACHED = ("开工", "在建", "竣工", "投用")
_UNREACHED = ("未开工", "未竣工")
# Heads of columns that say of the row's thing how far it shall come, or has come.
_TELLS: Final = re.compile(
    "^(?!.*(?:总|内容|规模|年限|工期|备注|责任|单位)).*(?:目标|进展|进度|完成|计划|安排|任务|要求)"
)
_WEAK_HEADS = (
    "项目",
    "工程",
    "改造",
    "修缮",
    "更新",
    "整治",
    "改革",
    "混改",
    "期",
    "改建",
    "改线",
    "延伸",
    "贯通",
)


@value(frozen=True, slots=True)
class Fact:
    """One production's items, by index into the clause's items."""

    production: str
    verbs: tuple[int, ...] = ()
    names: tuple[int, ...] = ()
    etc: int | None = None
    tails: tuple[int, ...] = ()


@lru_cache(maxsize=16384)
def parse(kinds: tuple[str, ...]) -> tuple[Fact, ...]:
    """Parse a sequence of item types; equal sequences are parsed once.

    >>> [fact.production for fact in parse(("L", "N", "J", "N", "E", "T"))]
    ['acted']
    """
    found = lalr.tables("commitments").parse(kinds)
    if isinstance(found, int):
        return ()
    return tuple(_fact(node) for node in found.children if isinstance(node, Node))


def _fact(node: Node) -> Fact:
    verbs: tuple[int, ...] = ()
    named: list[int] = []
    etc: int | None = None
    tails: list[int] = []
    for child in node.children:
        if isinstance(child, Leaf):
            tails.append(child.place)
            continue
        leaves = [leaf for leaf in child.children if isinstance(leaf, Leaf)]
        if child.name == "verb":
            verbs = tuple(leaf.place for leaf in leaves)
        else:
            named += [leaf.place for leaf in leaves if leaf.type == "N"]
            etc = next((leaf.place for leaf in leaves if leaf.type == "E"), etc)
    return Fact(node.name, verbs, tuple(named), etc, tuple(tails))


def of_document(document: Document) -> list[Commitment]:
    """Return the commitments of a document, in order of place; ids are ``<path>!<ordinal>``."""
    found: list[Commitment] = []
    for segment in document.segments:
        if segment.kind in _READ:
            found.extend(of_segment(segment, document.identity))
    for ordinal, commitment in enumerate(found, 1):
        commitment.document = document.path
        commitment.id = f"{document.path}!{ordinal}"
    return found


def of_segment(segment: Segment, identity: Identity) -> Iterator[Commitment]:
    """Yield the commitments of one segment."""
    text = segment.text.translate(_PLAIN) if _TO_FOLD.search(segment.text) else segment.text
    for sentence in _SENTENCE.finditer(text, segment.start, segment.end):
        said = sentence.group()
        seen = words.seen(said)
        if not _acts(seen):
            continue
        when = _When(segment, identity, said)
        about = _about(segment.cell)
        left = 0  # words of clauses before
        for clause in _CLAUSE.finditer(said):
            start, end = clause.span()
            when.pending.append((start, end))
            own, left = _words_within(seen, left, start, end)
            heads = said.startswith("：", end)
            if not (own or heads):
                continue
            number = _NUMBERED.match(said, start, end)
            skip = len(number.group()) if number is not None else 0
            if heads:
                about = said[start + skip : end]
            if not own:
                continue
            for begin, last in _predicates(clause.group(), own):
                first = max(begin, skip)
                piece = clause.group()[first:last]
                inside = [(at - first, word) for at, word in own if first <= at < last]
                at = sentence.start() + start + first
                items = shape(piece, inside) if about or _may_promise(piece, inside) else []
                if about and items and not any(item.kind == "N" for item in items):
                    # 柳溪小学：完成主体工程. The line or the row names first what is spoken of.
                    items, at = shape(about + piece), at - len(about)
                    yield from _of_clause(segment, at, items, when, len(about))
                    continue
                about = _subject(items)
                if items:
                    yield from _of_clause(segment, at, items, when)


def _subject(items: Sequence[Item]) -> str:
    """柳溪大桥主桥合龙，年内通车: what one thing was told of is the subject of what follows without one."""
    reached = len(items) > 1 and items[0].kind == "N" and all(item.kind == "T" for item in items[1:])
    return items[0].text if reached else ""


def _about(cell: Cell | None) -> str:
    """Return what a row names before it tells in other cells how far it shall come, or has come."""
    if cell is None or cell.is_head or not _TELLS.search(cell.column_head):
        return ""
    return cell.row_head.rpartition(" ")[2]


def _predicates(text: str, own: Sequence[words.Seen]) -> list[tuple[int, int]]:
    """Cut a clause where a list mark parts whole predicates: A主体封顶、B建成通车."""
    whole = [(0, len(text))]
    if "、" not in text or "“" in text:
        return whole
    ends = [at + 1 for at, word in own if _ends_predicate(word.readings)]
    cuts = [end for end in ends if text.startswith("、", end)]
    if not cuts or ends[-1] != len(text):
        return whole
    return list(zip([0, *(cut + 1 for cut in cuts)], [*cuts, len(text)], strict=True))


def _ends_predicate(readings: words.Readings) -> bool:
    """Say whether a word tells of the thing before it what became of it, and is no part of its name."""
    reading = readings.get("TAIL") or readings.get("VERB")
    return reading is not None and not set("nw") & set(reading.flags) and reading.attribute in _REACHED


def _acts(seen: list[words.Seen]) -> bool:
    for _, word in seen:  # noqa: SIM110  a generator takes twice the time of this
        if word.acts:
            return True
    return False


def _words_within(seen: list[words.Seen], first: int, start: int, end: int) -> tuple[list[words.Seen], int]:
    """Return the words of a clause, none where none of them acts, and where those behind it begin."""
    while first < len(seen) and seen[first][0] < start:
        first += 1
    acts, beyond = False, first
    while beyond < len(seen) and seen[beyond][0] < end:
        acts = acts or seen[beyond][1].acts
        beyond += 1
    return [(last - start, word) for last, word in seen[first:beyond]] if acts else [], beyond


def _may_promise(text: str, own: Sequence[words.Seen]) -> bool:
    """The prefilter: whether a name may end a head, or a word is there that does without one."""
    for _, word in own:
        if word.bare or "ETC" in word.readings:
            return True
    if _CLOSING.search(text) or ("、" in text and _COUNTER.search(text)):
        return True
    begun = {last - word.size for last, word in own}
    for last, _ in words.load().endings.iter(text):
        if last in begun or last + 1 == len(text) or text[last + 1] in _BEHIND_NAME:
            return True
    return False


def _of_clause(
    segment: Segment, start: int, items: list[Item], when: _When, carried: int = 0
) -> Iterator[Commitment]:
    facts = parse(tuple([item.kind for item in items])) if items else ()
    for number, fact in enumerate(facts):
        following = facts[number + 1].production if number + 1 < len(facts) else ""
        if fact.production != "left" and not (following == "acted" and _hands_on(items, fact)):
            yield from _commitments(segment, start, items, fact, when, carried=carried)


class _When:
    """Period and modality of a sentence, as its words of time change them."""

    __slots__ = ("identity", "modality", "pending", "period", "period_kind", "segment", "text")

    def __init__(self, segment: Segment, identity: Identity, text: str) -> None:
        self.segment, self.identity, self.text = segment, identity, text
        context = segment.context
        self.period, self.period_kind, self.modality = context.period, context.period_kind, context.modality
        self.pending: list[tuple[int, int]] = []  # clauses whose words of time were not asked for yet

    def settle(self) -> None:
        """Take up the words of time of the clauses so far."""
        for start, end in self.pending:
            self._take(self.text[start:end])
        self.pending.clear()

    def _take(self, text: str) -> None:
        for time in words_of_time(text):
            if time.role != "period":
                continue
            found = resolve(time, self.identity, self.segment.context)
            if found is not None:
                self.period, self.period_kind = found
            if time.modality is not None:
                self.modality = time.modality


def _hands_on(items: list[Item], fact: Fact) -> bool:
    """支持A建设B: whom the first verb pushes does what the second says."""
    return not fact.tails and all(items[index].kind == "L" for index in fact.verbs)


def _commitments(
    segment: Segment, start: int, items: list[Item], fact: Fact, when: _When, *, carried: int
) -> Iterator[Commitment]:
    if fact.etc is None and not _may_name(items, fact):
        return
    said = _Said(items, fact)
    if not said.stage:
        return
    etc = items[fact.etc] if fact.etc is not None else None
    listed = names.class_kind(etc.text) if etc else None
    if etc is not None and listed is None and fact.tails:
        # 等重大社会办医|项目建设: what the examples are ends with the word that opens what stands behind.
        listed = names.class_kind(etc.text + _opening(items[fact.tails[0]].text))
    if etc is not None and listed is None:
        return
    first = items[fact.verbs[0] if fact.verbs else fact.names[0]]
    last = items[max((*fact.verbs, *fact.names, *fact.tails, *([fact.etc] if fact.etc is not None else [])))]
    begin, stop = start + first.start, start + last.end
    if carried:
        begin = max(segment.text.rfind(items[fact.names[0]].text, 0, start + carried), 0)
    context = segment.context
    when.settle()
    # 对尚未开工的… is no promise; what is not done yet is told of the present.
    if said.stage in _UNREACHED and when.modality in ("target", "assigned"):
        return
    for name, kind, stage in said.things([items[index] for index in fact.names], listed):
        yield Commitment(
            line=segment.line,
            page=segment.page,
            start=begin,
            end=stop,
            quote=segment.text[begin:stop],
            region=context.region,
            region_path=context.region_path,
            object=name,
            kind=kind,
            stage=stage,
            action=said.action,
            modality=when.modality,
            period=when.period,
            period_kind=when.period_kind,
            announced=_announced(etc.text) if etc else None,
            section=context.section or None,
        )


def _may_name(items: list[Item], fact: Fact) -> bool:
    """The prefilter: whether a name has a head, or the verbs are among those that do without."""
    for index in fact.names:
        text = items[index].text
        if names.head_of(text)[0] or text[-1] in "）”》 ":
            return True
    return any(words.is_bare(items[index].readings) for index in (*fact.verbs, *fact.tails))


_COUNT = re.compile("(\\d+|[一二两三四五六七八九十百]+)(?=[个条宗所座处家项栋幢块片])")


def _announced(text: str) -> str | None:
    found = _COUNT.search(text)
    return found.group() if found and found.group() != "一" else None


_LINE = re.compile("(.{0,6}?)\\d+号线")
_PERPETUAL = re.compile("持续|纵深|不断|深化")
_LEADS_TAIL = re.compile("项目|工程|道路|土地")


def _opening(tail: str) -> str:
    found = _LEADS_TAIL.match(tail)
    return found.group() if found else ""


_MANY = re.compile("一批|若干|一系列")
_FOR_OTHERS = ("支持", "助力", "配合", "协助", "服务保障", "保障")


def _not_yet(stages: list[str]) -> str:
    """尚未开工, 未能如期竣工: the stage that is said not to be reached yet."""
    if not stages:
        return ""
    return "未竣工" if stages[-1] in ("竣工", "投用") else "未开工" if stages[-1] in _REACHED else ""


def _of_a_part(tails: list[Item]) -> bool:
    """路基工程完工: a part of the works is complete, and they go on."""
    return any((r := item.readings.get("TAIL")) and "s" in r.flags for item in tails)


class _Said:
    """What the verbs and the words behind the objects say together."""

    def __init__(self, items: list[Item], fact: Fact) -> None:
        verbs = [items[index] for index in fact.verbs]
        tails = [items[index] for index in fact.tails]
        self.verbs, self.tails = verbs, tails
        self.action = "".join(item.text for item in verbs) + ("…" if verbs and tails else "")
        self.action += "".join(item.text for item in tails)
        self.stage, self.strong = self._stage(verbs, tails)
        pushing = any(item.kind == "L" for item in verbs)
        self.only_pushes = pushing and not self.strong and not tails
        reading = tails[0].readings.get("VERB") if tails else None
        self.works = tails[0].text if reading is not None and "r" in reading.flags else ""

    @staticmethod
    def _stage(verbs: list[Item], tails: list[Item]) -> tuple[str, bool]:
        """Return the stage, and whether a word of its own says it."""
        ahead = [r for item in verbs if (r := item.readings.get("VERB" if item.kind == "S" else "PUSH"))]
        behind = []
        for item in tails:
            reading = item.readings.get("TAIL") or item.readings.get("VERB") or item.readings.get("PUSH")
            if reading is not None:
                behind.append((reading, "TAIL" in item.readings or "VERB" in item.readings))
        strong_ahead = [
            r.attribute
            for r, item in zip(ahead, verbs, strict=False)
            if item.kind == "S" and "w" not in r.flags
        ]
        strong_behind = [r.attribute for r, own in behind if own and r.attribute and "w" not in r.flags]
        for stage in strong_ahead:
            if stage in _EARLY:
                return stage, True
        if "前期" in strong_behind:
            return "前期", True
        denied = next((r for item in tails if (r := item.readings.get("NOT"))), None)
        if denied is not None:
            return _not_yet([r.attribute for r, _ in behind]), True
        if len(strong_behind) > 1 and strong_behind[-1] == "竣工" and _of_a_part(tails):
            return "在建", True
        if strong_behind[-1:] == ["改造"] and strong_ahead[-1:] == ["竣工"]:
            return "竣工", True  # 完成甲站改造: the works are over
        if strong_behind[-1:] == ["编制"] and strong_ahead[-1:] == ["竣工"]:
            return "编成", True  # 完成甲规划编制: written, and still to be issued
        if strong_behind and not (strong_ahead and strong_ahead[-1] == "巩固"):
            return strong_behind[-1], True
        if strong_ahead:
            return strong_ahead[-1], True
        weak = [r.attribute for r, own in behind if own and "w" in r.flags]
        weak += [r.attribute for r, item in zip(ahead, verbs, strict=False) if item.kind == "S"]
        if weak and (verbs or len(tails) > 1):
            return weak[0], False
        pushes = [r.attribute for r, item in zip(ahead, verbs, strict=False) if item.kind == "L"]
        pushes += [r.attribute for r, own in behind if not own]
        return (pushes[-1] if pushes else ""), False

    def things(self, named: list[Item], listed: str | None) -> Iterator[tuple[str, str, str]]:
        """Yield name, kind and stage of each object that names a particular thing."""
        found: list[tuple[str, str | None]] = []
        if any(_MANY.search(item.text) and not item.text.startswith("《") for item in named[:1]):
            return
        line = ""
        for item in named:
            name = names.cleaned(item.text.strip())
            # 地铁7号线、8号线: the lines of one list share what they are lines of.
            numbered = _LINE.match(name)
            if numbered is not None:
                name, line = (line if not numbered[1] else "") + name, numbered[1] or line
            found.append((name, self._kind(name, listed)))
        siblings = {kind for _, kind in found if kind}
        for name, kind in found:
            sure = kind or self._beside(name, siblings)
            if sure is None:
                continue
            stage = self._stage_of(sure)
            if not stage or (kind == "reform" and _PERPETUAL.search(self.action)):
                continue
            bare = kind == "works" and not names.look(name).head
            yield name + (self.works if bare else ""), sure, stage

    def _kind(self, name: str, listed: str | None) -> str | None:
        hint = self._hint()
        kind = names.promised(
            name,
            stage=self.stage,
            strong=self.strong,
            ladder_hint=hint,
            listed=listed,
            worked=bool(self.works),
        )
        if kind is not None and not self.strong and listed is None and self._for_others():
            return None
        if kind is None or not self.only_pushes:
            return kind
        if kind in ("title", "policy"):
            return None
        head = names.look(name).head
        return kind if head in _WEAK_HEADS or (listed and kind) or head.endswith(_WEAK_HEADS) else None

    def _for_others(self) -> bool:
        """支持A建设 promises help, not A."""
        return bool(self.verbs) and all(item.text in _FOR_OTHERS for item in self.verbs)

    def _hint(self) -> str:
        if self.stage in ("创建", "获评", "复审", "验收", "巩固"):
            return "title"
        return "policy" if self.stage in ("出台", "编制", "编成", "评估") else ""

    @staticmethod
    def _beside(name: str, siblings: set[str]) -> str | None:
        """A name without a head stands in a list with names that have one: 天拖、白石片区."""
        kinds = siblings - {"title", "policy"}
        if not kinds or not names.possible(name) or names.abstract(name):
            return None
        seen = names.look(name)
        if seen.kind in ("title", "policy", "reform"):
            return None
        whole = seen.head not in ("", "项目", "工程", "中心", "基地", "平台", "道路", "片区", "地块", "小区")
        return min(kinds) if seen.particular or whole else None

    def _stage_of(self, kind: str) -> str | None:
        known = words.load()
        if kind == "title" and self.stage in ("在建", "开工", "实施", "推进"):
            return "创建" if self.stage != "推进" or self.tails else None
        if kind == "title" and self.stage == "竣工":
            return "获评"
        if kind == "reform" and self.stage in ("在建", "改造"):
            return "推进"
        if kind not in ("title", "reform", "policy") and self.stage == "获评":
            return "前期"
        if kind == "reform" and self.stage == "深化":
            return None
        return self.stage if known.stage(kind, self.stage) else None
