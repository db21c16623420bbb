"""Folded text → typed tokens: figures, set-aside expressions, lexicon words, and the text between.

One sweep from left to right. At each place the longest of what the pattern table, the figure
expression and the word lists offer wins; a figure beats a word of the same length, a set-aside
pattern beats a figure that starts where it starts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checker.parse import lexicon, quantity
from checker.parse.lexicon import Word
from checker.parse.quantity import Quantity
from checker.read.period import TimeExpression


@dataclass(slots=True)
class Token:
    """A stretch of folded text.

    ``type``: Q figure, X set aside, W word, I indicator, Y word of time, T text, M mark.
    """

    type: str
    start: int
    end: int
    text: str
    readings: tuple[Word, ...] = ()
    quantity: Quantity | None = None
    reason: str = ""
    indicator: str | None = None
    time: TimeExpression | None = None

    def has(self, kind: str) -> bool:
        """Whether one of the word's readings has this type."""
        return any(reading.type == kind for reading in self.readings)

    def attr(self, kind: str) -> str:
        """The attribute of the reading of this type."""
        return next((reading.attr for reading in self.readings if reading.type == kind), "")


_ARTICLE = re.compile("一(?:个|项|座|家|名|条|次|件|支|所|处|种|场|张|份|部|片|层|段|幅|代|位|门|套|类|组|户|期|天|辆|台|批|块)")
_MARKS = frozenset("、（）“”‘’/")
_NUMERAL = frozenset("0123456789零一二两三四五六七八九十百千万亿几数半翻倍")


def has_figure(text: str) -> bool:
    """Whether folded text can hold a number expression at all (the cheap prefilter)."""
    return not _NUMERAL.isdisjoint(text)


def _words(text: str) -> dict[int, int]:
    """Return start → end of the longest lexicon word starting there."""
    longest: dict[int, int] = {}
    for last, word in lexicon.load().automaton.iter(text):
        start = last - len(word) + 1
        if longest.get(start, 0) < last + 1:
            longest[start] = last + 1
    return longest


def _next(pattern: re.Pattern[str], text: str, position: int) -> re.Match[str] | None:
    return pattern.search(text, position)


def scan(text: str, times: Sequence[TimeExpression] = ()) -> list[Token]:
    """Return the tokens of folded text, in order, without gaps; ``times`` are taken as they are.

    >>> [t.type for t in scan("新增就业1.9万人")]
    ['I', 'Q']
    """
    lex = lexicon.load()
    tokens: list[Token] = []
    words = _words(text)
    numeric = has_figure(text)
    figures, aside = quantity.expression(), lex.patterns
    figure = _next(figures, text, 0) if numeric else None
    pattern = _next(aside, text, 0) if numeric else None
    position = pending = 0
    length = len(text)
    clock = {time.start: time for time in times}
    while position < length:
        if figure and figure.start() < position:
            figure = _next(figures, text, position)
        if pattern and pattern.start() < position:
            pattern = _next(aside, text, position)
        if position in clock:
            time = clock[position]
            token = Token("Y", position, time.end, text[position : time.end], reason="date", time=time)
        else:
            token = _at(text, position, figure, pattern, words.get(position, 0))
        if token is None:
            position += 1
            continue
        if pending < position:
            tokens.append(Token("T", pending, position, text[pending:position]))
        tokens.append(token)
        position = pending = token.end
    if pending < length:
        tokens.append(Token("T", pending, length, text[pending:]))
    return tokens


def _at(
    text: str, position: int, figure: re.Match[str] | None, pattern: re.Match[str] | None, word_end: int
) -> Token | None:
    """Return the token that starts here, or None where only plain text does."""
    lex = lexicon.load()
    found = quantity.read(figure) if figure and figure.start() == position else None
    aside = pattern if pattern and pattern.start() == position and pattern.end() > position else None
    end = max(found.end if found else 0, aside.end() if aside else 0)
    if word_end and (word_end > end or (word_end == end and found is None and aside is None)):
        word = text[position:word_end]
        if word in lex.aliases:
            return Token("I", position, word_end, word, lex.words.get(word, ()), indicator=lex.aliases[word])
        return Token("W", position, word_end, word, lex.words[word])
    if aside:
        reason = lex.pattern_reasons[int((aside.lastgroup or "p0")[1:])]
        return Token("X", position, aside.end(), aside.group(), reason=reason)
    if found:
        if _ARTICLE.fullmatch(text, position, found.end):
            return Token("X", position, found.end, text[position : found.end], quantity=found, reason="idiom")
        return Token("Q", position, found.end, text[position : found.end], quantity=found)
    if text[position] in _MARKS:
        return Token("M", position, position + 1, text[position])
    return None
