"""Phrases that state something without a figure: synced, delegated, flat, positive, coverage, zero.

The phrases stand in ``grammar/lexicon/phrases.tsv``, single words in ``words.tsv``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final

from checker.expressions import Sought
from checker.parse import lexicon
from checker.parse.scanner import Token
from checker.value import value

_DENIED = re.compile("(?:没有?|未能?|尚未)$")  # what is denied hands nothing over
_WORDS: Final = ("FLAT", "POS", "RANKN", "COVER", "ZERO", "NONE")
_WORD_SET: Final = frozenset(_WORDS)
# Types of phrases in a clause, or a part of one, without a figure; of those that need one.
_ANYWHERE: Final = ("RANK", "basis", "DELEG", "SYNC", "FLAT")
_WITH_FIGURES: Final = (*_ANYWHERE, "assign", "C")


@value(frozen=True, slots=True)
class State:
    """A stretch of tokens that is one item: exclusive end index, type, and what it points to."""

    end: int
    type: str
    reference: str


@dataclass(slots=True)
class _Line:
    """A clause's tokens as text; tokens are cut where a phrase begins or ends inside plain text."""

    tokens: list[Token]
    text: str = ""
    base: list[int] = field(default_factory=list)  # where each token begins in the text

    def __post_init__(self) -> None:
        position = 0
        for token in self.tokens:
            self.base.append(position)
            position += len(token.text)
        self.text = "".join(token.text for token in self.tokens)

    def at(self, position: int) -> int:
        """The index of the token that covers a position."""
        return next(i for i, b in enumerate(self.base) if b <= position < b + len(self.tokens[i].text))

    def cut(self, index: int, position: int) -> None:
        """Cut a token of plain text in two at a position of the text."""
        token, length = self.tokens[index], position - self.base[index]
        middle = token.start + length
        self.tokens[index : index + 1] = [
            Token("T", token.start, middle, token.text[:length]),
            Token("T", middle, token.end, token.text[length:]),
        ]
        self.base.insert(index + 1, position)


def pointed(kind: str, text: str) -> str | None:
    """Return what a phrase of this type points to in a text (else the phrase), None where there is none.

    >>> pointed("DELEG", "完成市下达目标")
    '市下达目标'
    """
    for phrase in lexicon.load().phrases:
        match = phrase.pattern.search(text) if phrase.type == kind else None
        if match:
            return match.groupdict().get("ref") or match.group()
    return None


@cache
def _sought(*kinds: str) -> tuple[Sought, tuple[lexicon.Phrase, ...]]:
    """The phrases of some types, and what tells those that a text can hold."""
    rows = tuple(phrase for phrase in lexicon.load().phrases if phrase.type in kinds)
    return Sought([phrase.needs for phrase in rows]), rows


def _possible(text: str, *kinds: str) -> list[lexicon.Phrase]:
    sought, rows = _sought(*kinds)
    return [rows[row] for row in sought.possible(text)]


def may_hold_state(text: str) -> bool:
    """The prefilter: whether one of the phrases stands in a clause that holds no figure."""
    for phrase in _possible(text, *_ANYWHERE, "NONE"):  # noqa: SIM110  a generator takes twice the time
        if phrase.sign.search(text) is not None:
            return True
    return False


def state_of(tokens: list[Token]) -> dict[int, State]:
    """Return the state phrases among a clause's tokens by the index they begin at.

    Tokens of plain text are cut, in place, where a phrase begins or ends inside them.

    Args:
        tokens: Of the clause, or of a part of it.
    """
    if not tokens:
        return {}
    found: dict[int, State] = {}
    figures = "Q" in [token.type for token in tokens]
    line = _Line(tokens)
    for phrase in _possible(line.text, *(_WITH_FIGURES if figures else _ANYWHERE)):
        if phrase.type == "C":
            _beside(line, phrase.pattern, found)
        else:
            _place_all(line, phrase, found)
    _single_words(tokens, found)
    for phrase in () if figures else _possible(line.text, "NONE"):
        if not any(state.end >= len(tokens) for state in found.values()):
            _place_manner(line, phrase, found)
    return found


def _place_manner(line: _Line, phrase: lexicon.Phrase, found: dict[int, State]) -> None:
    """规模合理, 保持平稳运行: how something fares, up to the clause's end; 平稳增长 says more than that."""
    match = phrase.search(line.text)
    if match is None:
        return
    first = line.at(match.start())
    within = [index for index, state in found.items() if state.end > first]
    for index in within:
        del found[index]
    _place(line, match, "NONE", found)


def _single_words(tokens: list[Token], found: dict[int, State]) -> None:
    words = [i for i, t in enumerate(tokens) if t.readings and not _WORD_SET.isdisjoint(t.readings)]
    if not words:
        return
    taken = {k for start, state in found.items() for k in range(start, state.end)}
    for index in words:
        token = tokens[index]
        if index in taken:
            continue
        if not _figure_follows(tokens, index):
            kind = next(kind for kind in _WORDS if kind in token.readings)
            found[index] = State(index + 1, kind, token.text)


def _figure_follows(tokens: list[Token], index: int) -> bool:
    for token in tokens[index + 1 : index + 3]:
        if token.type == "Q":
            return True
        if token.type != "W" or not (token.has("BOUND") or token.has("REACH")):
            return False
    return False


@lru_cache(maxsize=1)
def _yearly() -> re.Pattern[str]:
    return re.compile("上年|去年|同期(?!.*平均)|.*年初$")


def _beside(line: _Line, pattern: re.Pattern[str], found: dict[int, State]) -> None:
    """比全市高4.4个百分点, 与目标差7.9个百分点: a comparison that ends right before its figure."""
    figures = [(line.base[i], t.quantity.kind) for i, t in enumerate(line.tokens) if t.quantity]
    for position, kind in figures:
        # 比年度目标多2000人: amounts are compared in words only with the own goal.
        if (kind in ("points", "basis_points")) == ("goal" in pattern.groupindex):
            continue
        match = pattern.search(line.text, 0, position)
        if match is not None and not _yearly().match(match.groupdict().get("ref") or ""):
            _place(line, match, "C", found)


def _place_all(line: _Line, phrase: lexicon.Phrase, found: dict[int, State]) -> None:
    """Enter every match; where one cannot be laid on tokens, a later beginning inside it may."""
    match = phrase.pattern.search(line.text)
    while match is not None:
        placed = _place(line, match, phrase.type, found)
        match = phrase.pattern.search(line.text, match.end() if placed else match.start() + 1)


def _place(line: _Line, match: re.Match[str], kind: str, found: dict[int, State]) -> bool:
    """Enter a match whose edges can be laid on token edges, cutting plain text where needed.

    Returns:
        Whether it was entered.
    """
    start, end = match.span()
    if start == end:
        return False
    first, last = line.at(start), line.at(end - 1)
    if kind != "RANK" and any(t.type == "Q" for t in line.tokens[first : last + 1]):
        return False
    if any(k < last + 1 and state.end > first for k, state in found.items()):
        return False
    if kind == "DELEG" and (
        _DENIED.search(line.text, 0, start) or _ratio_follows(line.tokens[last + 1 : last + 3])
    ):
        return False
    if line.base[first] < start:
        if line.tokens[first].type != "T":
            return False
        line.cut(first, start)
        _shift(found, first)
        first, last = first + 1, last + 1
    if line.base[last] + len(line.tokens[last].text) > end and line.tokens[last].type == "T":
        line.cut(last, end)
        _shift(found, last)
    reference = match.groupdict().get("ref") or match.group()
    if kind == "C":
        less = lexicon.pattern("below").search(match.group()[-3:])
        reference = f"{'lt' if less else 'gt'}|{match.group()}"
    found[first] = State(last + 1, kind, reference)
    return True


def _ratio_follows(tokens: list[Token]) -> bool:
    """完成年度目标的78%: a figure in percent behind, so the phrase is the whole it is measured by."""
    figure = next((t.quantity for t in tokens if t.quantity is not None), None)
    between = "".join(t.text for t in tokens[: -1 if len(tokens) > 1 and tokens[-1].quantity else 0])
    return figure is not None and figure.kind in ("percent", "half", "fraction") and between in ("", "的")


def _shift(found: dict[int, State], index: int) -> None:
    """One token more behind ``index``: what begins or ends behind it moves on."""
    moved = {
        (k if k <= index else k + 1): State(s.end + 1 if s.end > index + 1 else s.end, s.type, s.reference)
        for k, s in found.items()
    }
    found.clear()
    found.update(moved)
