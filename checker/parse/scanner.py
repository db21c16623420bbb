"""Folded text → typed tokens: figures, set-aside expressions, lexicon words, and the text between.

One sweep from left to right. At each place the longest of what the pattern table, the figure
expression and the word lists offer wins; a figure beats a word of the same length, a set-aside
pattern beats a figure that starts where it starts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from checker.expressions import Known, Rows
from checker.parse import lexicon, quantity
from checker.parse.lexicon import NO_READINGS, Readings
from checker.parse.quantity import Quantity
from checker.read.period import TimeExpression


class Token:
    """A stretch of folded text.

    ``type``: Q figure, X set aside, W word, I indicator, Y word of time, T text, M mark.
    """

    __slots__ = ("end", "indicator", "quantity", "readings", "reason", "start", "text", "time", "type")

    # Written out: a clause makes a dozen of these, and a dataclass's defaults cost half as much again.
    def __init__(
        self,
        type: str,
        start: int,
        end: int,
        text: str,
        readings: Readings = NO_READINGS,
        *,
        quantity: Quantity | None = None,
        reason: str = "",
        indicator: str | None = None,
        time: TimeExpression | None = None,
    ) -> None:
        self.type, self.start, self.end, self.text = type, start, end, text
        self.readings, self.quantity, self.reason = readings, quantity, reason
        self.indicator, self.time = indicator, time

    def __repr__(self) -> str:
        return f"Token({self.type}, {self.start}, {self.end}, {self.text!r})"

    def has(self, kind: str) -> bool:
        """Whether one of the word's readings has this type."""
        return kind in self.readings

    def attr(self, kind: str) -> str:
        """The attribute of the reading of this type."""
        return self.readings.get(kind, "")


_ARTICLE: Final = re.compile("一[个项座家名条次件支所处种场张份部片层段幅代位门套类组户期天辆台批块]")
_MARK: Final = re.compile("[、（）“”‘’/]")
_MARKS: Final = frozenset("、（）“”‘’/")
NUMERALS = "0123456789零一二两三四五六七八九十百千万亿几数半翻倍"  # every number expression holds one
NUMERAL = f"[{NUMERALS}]"
_NUMERAL: Final = re.compile(NUMERAL)
_RUN: Final = frozenset(lexicon.FIGURE_RUN)
_run = re.compile(f"[{re.escape(lexicon.FIGURE_RUN)}]+").match


def has_figure(text: str) -> bool:
    """Whether folded text can hold a number expression at all (the cheap prefilter)."""
    return _NUMERAL.search(text) is not None


@cache
def _begins() -> re.Pattern[str]:
    """What a figure, an expression to set aside or a mark can begin with."""
    return re.compile(f"[{quantity.figures().starts}{lexicon.load().aside.starts}{_MARK.pattern[1:]}")


@cache
def _tried() -> Known[tuple[Rows, Rows] | None]:
    """What is tried as a figure and as something to set aside, by what stands at a place; None: nothing."""
    figures, aside = quantity.figures(), lexicon.load().aside

    def rows(around: str) -> tuple[Rows, Rows] | None:
        found = figures.rows(around), aside.rows(around)
        return found if any(found) else None

    return Known(rows)


def scan(text: str, times: Sequence[TimeExpression] = ()) -> list[Token]:
    """Return the tokens of folded text, in order, without gaps; ``times`` are taken as they are.

    >>> [t.type for t in scan("新增就业1.9万人")]
    ['I', 'Q']
    """
    # Of words that begin at one place the longest comes last, and wins.
    words = {last - entry[0]: entry for last, entry in lexicon.load().automaton.iter(text)}
    clock = {time.start: time for time in times}
    numeric = has_figure(text)
    signs = {match.start() for match in (_begins() if numeric else _MARK).finditer(text)}
    tokens: list[Token] = []
    pending = 0
    places = sorted(signs.union(words, clock))
    for index, position in enumerate(places, 1):
        if position < pending:
            continue
        token = None
        word = words.get(position)
        if position in clock:
            time = clock[position]
            token = Token("Y", position, time.end, text[position : time.end], reason="date", time=time)
        elif numeric and position in signs:
            token = _figure(text, position, position + word[0] if word is not None else -1)
            if token is not None and token.reason == "idiom" and tokens and _builds(tokens[-1], token):
                token.type, token.reason = "Q", ""
        if token is None:
            if word is not None:
                reach, written, kind, readings, alias = word
                token = Token(kind, position, position + reach + 1, written, readings, indicator=alias)
            elif text[position] in _MARKS:
                token = Token("M", position, position + 1, text[position])
            else:
                continue
        if clock and _cut_times(clock, position, token.end):
            places.insert(index, token.end)  # the loop comes to it next
        if pending < position:
            tokens.append(Token("T", pending, position, text[pending:position]))
        tokens.append(token)
        pending = token.end
    if pending < len(text):
        tokens.append(Token("T", pending, len(text), text[pending:]))
    return tokens


def _builds(before: Token, article: Token) -> bool:
    """建成一座变电站: behind a verb that builds, 一座 is a count."""
    return (
        before.end == article.start
        and "ADD" in before.readings
        and article.quantity is not None
        and article.text[-1] in "座所条栋"
    )


def _cut_times(clock: dict[int, TimeExpression], start: int, end: int) -> bool:
    """A word of time whose first character a word before it took (增加|到2020年) begins behind that word.

    Returns:
        Whether there is one.
    """
    cut = False
    for position in range(start + 1, end):
        time = clock.get(position)
        if time is not None and time.end > end:
            clock[end] = time._replace(start=end, kind="year")
            cut = True
    return cut


def _first(rows: Rows, text: str, position: int) -> tuple[int, re.Match[str]] | None:
    """Return the number of the first row that matches at a position, and its match."""
    for row, match in rows:
        found = match(text, position)
        if found is not None:
            return row, found
    return None


def _figure(text: str, position: int, word_last: int) -> Token | None:
    """Return the figure or set-aside expression that starts here, if no longer word does."""
    around = text[position]
    if around in _RUN:
        behind = _run(text, position).end()  # type: ignore[union-attr]
        around += text[behind : behind + 1]
    tried = _tried()[around]
    if tried is None:
        return None
    figure, aside = _first(tried[0], text, position), _first(tried[1], text, position)
    found = quantity.read_at(*figure) if figure is not None else None
    end = aside[1].end() if aside is not None else position
    if found is not None and found.end > end:
        end = found.end
    if end == position or word_last >= end:
        return None
    if aside is not None and aside[1].end() > position:
        row, match = aside
        return Token("X", position, match.end(), match.group(), reason=lexicon.load().aside_reasons[row])
    if found is None:
        return None
    article = _ARTICLE.fullmatch(text, position, found.end)
    kind, reason = ("X", "idiom") if article else ("Q", "")
    return Token(kind, position, found.end, text[position : found.end], quantity=found, reason=reason)
