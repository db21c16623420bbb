"""Which indicators a document names, with or without a figure, and where."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from checker.model import Reading
from checker.table import identity

CLAUSE_ENDS = "，。；"  # marks that no word of the lexicon holds
# 居民收入与经济增长同步 speaks of income; the economy's own goal it does not give.
_FOLLOWED = re.compile(
    r"[与和同跟](?:经济|地区生产总值|生产总值|GDP)(?:增长|增速|发展)*(?:保持|基本|大体)*同步"
)


@dataclass(frozen=True, slots=True)
class Named:
    """What one document names: the text of its targets and of all of it, folded."""

    text: str
    target_text: str

    def anywhere(self, wanted: frozenset[str]) -> set[str]:
        """Return which of some indicators of the lexicon the document names."""
        return _ids(self.text, wanted)

    def in_targets(self, wanted: frozenset[str]) -> set[str]:
        """Return which of some indicators of the lexicon the part names that sets targets."""
        return _ids(self.target_text, wanted)

    def keys(self, wanted: Collection[str]) -> set[str]:
        """Return which of some keys, of the lexicon or open, the part names that sets targets."""
        open_names = {key: identity.normalise(_name(key[1:])) for key in wanted if key.startswith("~")}
        known = self.in_targets(frozenset(_name(key) for key in wanted if key not in open_names))
        return {
            key
            for key in wanted
            if (open_names[key] in self.target_text if key in open_names else _name(key) in known)
        }


def _name(key: str) -> str:
    """Return a key without the scope behind it."""
    return key.partition("@")[0]


def read(reading: Reading) -> Named:
    """Return what a document names; web furniture says nothing."""
    plan_year = reading.document.identity.plan_year
    told = _told(reading)
    every: list[str] = []
    ahead: list[str] = []
    for segment in reading.document.segments:
        if segment.kind == "furniture":
            continue
        stretch = segment.text[segment.start : segment.end]
        every.append(stretch)
        period = segment.context.period
        if segment.context.modality == "target" and (not plan_year or not period or str(plan_year) in period):
            ahead.append(_without(segment.text, segment.start, segment.end, told.get(segment.line, ())))
    return Named(_joined(every), _joined(ahead))


def rows(known: Mapping[str, Named], wanted: Mapping[str, Collection[str]]) -> Iterator[dict[str, object]]:
    """Yield the rows of the relation ``named``: the wanted keys that the targets of a document name.

    Args:
        known: What each document names, by its path.
        wanted: The keys somebody asks for, by path of the document.
    """
    for document in sorted(wanted):
        for key in sorted(known[document].keys(wanted[document])):
            yield {"doc_id": f"doc:{document}", "document": document, "key": key}


def _told(reading: Reading) -> dict[int, list[tuple[int, int]]]:
    """Return where the lines tell what was, or set what is for another year."""
    plan_year = str(reading.document.identity.plan_year or "")
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for statement in reading.statements:
        ahead = statement.modality in ("target", "assigned")
        if not ahead or (plan_year and statement.period and statement.period < plan_year):
            found[statement.line].append((statement.start, statement.end))
    return found


def _without(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> str:
    """Return a stretch of a line with what is told in it blanked out by full stops."""
    if not spans:
        return text[start:end]
    chars = list(text)
    for first, last in spans:
        chars[first:last] = "。" * (last - first)
    return "".join(chars[start:end])


def _joined(stretches: list[str]) -> str:
    from checker.parse.fold import folded_text  # noqa: PLC0415 — the parse stage, only needed once rows are built

    return folded_text("\n".join(dict.fromkeys(stretches)))


def _ids(text: str, wanted: frozenset[str]) -> set[str]:
    """Return which of some indicators folded text names; of overlapping names the longer one counts.

    All words of the lexicon are looked for only in clauses that hold a name of these.
    """
    from checker.parse import lexicon  # noqa: PLC0415 — heavy, and only needed once rows are built

    text = _FOLLOWED.sub("", text)
    every, names = lexicon.load().automaton, _names_of(wanted)
    found: set[str] = set()
    end = 0
    for last, _ in names.iter(text) if len(names) else ():
        if last >= end:
            start = max(text.rfind(mark, end, last) for mark in CLAUSE_ENDS) + 1 or end
            behind = (text.find(mark, last) for mark in CLAUSE_ENDS)
            end = min((place for place in behind if place >= 0), default=len(text))
            found.update(entry[4] for _, entry in every.iter_long(text, start, end))
    return found & wanted


@lru_cache(maxsize=64)
def _names_of(wanted: frozenset[str]) -> Any:
    """Return an automaton that finds the names of some indicators of the lexicon."""
    import ahocorasick  # noqa: PLC0415 — 16 ms

    from checker.parse import lexicon  # noqa: PLC0415

    automaton = ahocorasick.Automaton(ahocorasick.STORE_LENGTH)
    for name, known in lexicon.load().aliases.items():
        if known in wanted:
            automaton.add_word(name)
    automaton.make_automaton()
    return automaton
