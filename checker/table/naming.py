"""Which indicators a document names, with or without a figure, and where."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from checker.model import Reading
from checker.table import identity

# 居民收入与经济增长同步 speaks of income; the economy's own goal it does not give.
_FOLLOWED = re.compile(
    r"[与和同跟](?:经济|地区生产总值|生产总值|GDP)(?:增长|增速|发展)*(?:保持|基本|大体)*同步"
)


@dataclass(frozen=True, slots=True)
class Named:
    """What one document names: ids of the lexicon, and the text of its targets and of all of it."""

    anywhere: frozenset[str]
    in_targets: frozenset[str]
    text: str
    target_text: str

    def names(self, key: str) -> bool:
        """Say whether the part that sets targets names a key, of the lexicon or open."""
        if not key.startswith("~"):
            return key.partition("@")[0] in self.in_targets
        return identity.normalise(key[1:].partition("@")[0]) in self.target_text


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
    text, target_text = _joined(every), _joined(ahead)
    return Named(_ids(_FOLLOWED.sub("", text)), _ids(_FOLLOWED.sub("", target_text)), text, target_text)


def rows(known: Mapping[str, Named], wanted: Mapping[str, Collection[str]]) -> Iterator[dict[str, object]]:
    """Yield the rows of the relation ``named``: the wanted keys that the targets of a document name.

    Args:
        known: What each document names, by its path.
        wanted: The keys somebody asks for, by path of the document.
    """
    for document in sorted(wanted):
        for key in sorted(wanted[document]):
            if known[document].names(key):
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
    chars = list(text)
    for first, last in spans:
        chars[first:last] = "。" * (last - first)
    return "".join(chars[start:end])


def _joined(stretches: list[str]) -> str:
    from checker.parse.fold import fold  # noqa: PLC0415 — the parse stage, only needed once rows are built

    return fold("\n".join(dict.fromkeys(stretches))).text


@lru_cache(maxsize=4)
def _ids(text: str) -> frozenset[str]:
    """Return the indicators named in folded text; of overlapping names the longer one counts."""
    from checker.parse import lexicon  # noqa: PLC0415 — heavy, and only needed once rows are built

    words = lexicon.load()
    return frozenset(alias for _, (*_, alias) in words.automaton.iter_long(text) if alias)
