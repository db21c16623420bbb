"""The words of commitments: ``grammar/lexicon/commitments.tsv`` and the ladders of ``stages.tsv``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from checker.errors import LexiconError
from checker.resources import folder, table

FLAGS = frozenset("nobwruptis")


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a ladder; ``low`` and ``high`` are the rungs it covers, 0 an idea, 100 in use."""

    name: str
    ladder: str
    low: int
    high: int
    done: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What a word may be: its attribute (a stage, a kind) and flags."""

    attribute: str = ""
    flags: str = ""


Readings = Mapping[str, Reading]
NONE: Readings = MappingProxyType({})


class Word(NamedTuple):
    """A word as the automaton gives it."""

    size: int
    text: str
    readings: Readings
    acts: bool  # it may be a verb or stand behind an object
    bare: bool  # what it governs needs no head


Seen = tuple[int, Word]  # where a word ends in a text, its last character included


@dataclass(frozen=True)
class Words:
    """The tables, ready to be looked up."""

    readings: dict[str, dict[str, Reading]]  # by word: its types
    stages: dict[tuple[str, str], Stage]  # by ladder and stage
    ladders: dict[str, str]  # by kind of object
    automaton: Any  # ahocorasick.Automaton over the words whose type is in capitals; values are Words
    endings: Any  # ahocorasick.Automaton over the heads of names
    heads: tuple[dict[str, Reading], ...]  # by length of the head
    abstract: tuple[frozenset[str], ...]  # by length
    generic: tuple[frozenset[str], ...]  # by length
    classes: tuple[dict[str, Reading], ...]
    plural: tuple[str, ...]
    trim: tuple[str, ...]
    leads: tuple[str, ...]
    suffixes: tuple[frozenset[str], ...]

    def word(self, text: str) -> Word:
        """Return a word as the automaton gives it."""
        found: Word = self.automaton.get(text)
        return found

    def stage(self, kind: str, name: str) -> Stage | None:
        """Return the stage of this name on the ladder of a kind of object."""
        return self.stages.get((self.ladders[kind], name))


# Of sites these are said without a head.
NAMELESS = frozenset(("谋划", "储备", "出让", "收储", "盘活", "征收", "创建", "获评", "巩固", "评估"))


def is_bare(readings: Readings) -> bool:
    """Whether what a word governs may be a name without a head.

    >>> is_bare(load().readings["修缮"]), is_bare(load().readings["建设"])
    (True, False)
    """
    verb = readings.get("VERB") or readings.get("TAIL")
    return verb is not None and ("r" in verb.flags or verb.attribute in NAMELESS)


def seen(text: str) -> list[Seen]:
    """Return the known words of a text, the longest at each place, without overlaps.

    A stretch of a longer text is to be cut out first: the automaton copies all that it is given.
    """
    found = list(load().automaton.iter_long(text))
    if _BUILT_UP in text:
        return [_parted(text, last, word) if word.text == _BUILT_UP else (last, word) for last, word in found]
    return found


_BUILT_UP = "建成区"
_NAME = re.compile("[^，。；：、！？\\s并]*")


def _parted(text: str, last: int, word: Word) -> Seen:
    """Read 建成区图书馆 as 建成 and 区图书馆 where a clause begins with it: a district has one of these."""
    start = last + 1 - word.size
    if start and text[start - 1] not in "，。；：、是要":
        return last, word
    name = _NAME.match(text, last + 1)
    behind = name.group() if name is not None else ""
    heads = load().heads
    for size in range(min(len(behind), len(heads) - 1), 0, -1):
        head = heads[size].get(behind[-size:])
        if head is not None:
            own = not {"i", "u", "w"}.isdisjoint(head.flags)
            return (last - 1, load().word("建成")) if own else (last, word)
    return last, word


@lru_cache(maxsize=1)
def load() -> Words:
    """Return the shipped words, read once."""
    return read(folder("grammar") / "lexicon")


def read(base: Path) -> Words:
    """Read the tables of a folder.

    Raises:
        LexiconError: a row that cannot be used, with its file and line.
    """
    stages, ladders = _stages(base / "stages.tsv")
    readings: dict[str, dict[str, Reading]] = {}
    named = {stage for _, stage in stages}
    for number, cells in table(base / "commitments.tsv"):
        place = f"commitments.tsv:{number}"
        word, kind, attribute, flags = (*cells, "", "", "")[:4]
        if len(cells) < 2 or not set(flags) <= FLAGS:
            raise LexiconError(place, "word, type and known flags are needed", fix="see the table's head")
        known = ladders if kind in ("head", "class") else named
        if attribute and attribute not in known:
            raise LexiconError(place, f"“{attribute}” is not in stages.tsv", fix="use one that is, or add it")
        readings.setdefault(word, {})[kind] = Reading(attribute, flags)

    def of(kind: str) -> dict[str, Reading]:
        return {word: types[kind] for word, types in readings.items() if kind in types}

    def longest(kind: str) -> tuple[str, ...]:
        return tuple(sorted(of(kind), key=lambda word: (-len(word), word)))

    return Words(
        readings, stages, ladders, _automaton(readings), _endings(of("head")), _by_length(of("head")),
        _sets(of("abstract")),
        _sets(of("generic")), _by_length(of("class")), longest("plural"), longest("trim"), longest("lead"),
        _sets(of("suffix")),
    )  # fmt: skip


def _stages(path: Path) -> tuple[dict[tuple[str, str], Stage], dict[str, str]]:
    ladders: dict[str, str] = {}
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#: "):
            kinds, _, ladder = line[3:].partition(" → ")
            ladders.update(dict.fromkeys(kinds.split(), ladder.strip()))
    stages: dict[tuple[str, str], Stage] = {}
    for number, cells in table(path):
        if len(cells) != 6 or cells[1] not in ladders.values() or not cells[2].isdigit():
            raise LexiconError(f"{path.name}:{number}", "six columns are needed", fix="see the table's head")
        name, ladder, low, high, done, _ = cells
        stages[ladder, name] = Stage(name, ladder, int(low), int(high), done == "yes")
    return stages, ladders


def _by_length(words: dict[str, Reading]) -> tuple[dict[str, Reading], ...]:
    sized: dict[int, dict[str, Reading]] = defaultdict(dict)
    for word, reading in words.items():
        sized[len(word)][word] = reading
    return tuple(sized[size] for size in range(max(sized, default=0) + 1))


def _sets(words: dict[str, Reading]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(sized) for sized in _by_length(words))


def _automaton(readings: Mapping[str, Readings]) -> Any:
    import ahocorasick  # noqa: PLC0415  (16 ms, not needed for --version)

    automaton = ahocorasick.Automaton()
    for word, types in readings.items():
        if any(kind.isupper() for kind in types):
            acts = not types.keys().isdisjoint(("VERB", "PUSH", "TAIL"))
            automaton.add_word(word, Word(len(word), word, types, acts, is_bare(types)))
    automaton.make_automaton()
    return automaton


def _endings(heads: Iterable[str]) -> Any:
    import ahocorasick  # noqa: PLC0415

    automaton = ahocorasick.Automaton()
    for head in heads:
        automaton.add_word(head, len(head))
    automaton.make_automaton()
    return automaton
