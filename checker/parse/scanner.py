"""Folded text → typed tokens: figures, set-aside expressions, lexicon words, and the text between.

One sweep from left to right. At each place the longest of what the pattern table, the figure
expression and the word lists offer wins; a figure beats a word of the same length, a set-aside
pattern beats a figure that starts where it starts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

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


_ARTICLE = re.compile("一[个项座家名条次件支所处种场张份部片层段幅代位门套类组户期天辆台批块]")
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


def scan(text: str, times: Sequence[TimeExpression] = ()) -> list[Token]:
    """Return the tokens of folded text, in order, without gaps; ``times`` are taken as they are.

    >>> [t.type for t in scan("新增就业1.9万人")]
    ['I', 'Q']
    """
    words = _words(text)
    clock = {time.start: time for time in times}
    numeric = has_figure(text)
    figures, aside = quantity.figures().by_char, lexicon.load().aside.by_char
    tokens: list[Token] = []
    position = pending = 0
    length = len(text)
    while position < length:
        char = text[position]
        token = None
        if position in clock:
            time = clock[position]
            token = Token("Y", position, time.end, text[position : time.end], reason="date", time=time)
        elif numeric and (figures[char] is not None or aside[char] is not None):
            token = _figure(text, position, words.get(position, 0))
        if token is None:
            if position in words:
                token = _word(position, text[position : words[position]])
            elif char in _MARKS:
                token = Token("M", position, position + 1, char)
            else:
                position += 1
                continue
        elif token.reason == "idiom" and tokens and _builds(tokens[-1], token, position):
            token.type, token.reason = "Q", ""
        if clock:
            _cut_times(clock, position, token.end)
        if pending < position:
            tokens.append(Token("T", pending, position, text[pending:position]))
        tokens.append(token)
        position = pending = token.end
    if pending < length:
        tokens.append(Token("T", pending, length, text[pending:]))
    return tokens


def _builds(before: Token, article: Token, position: int) -> bool:
    """建成一座变电站: behind a verb that builds, 一座 is a count."""
    return (
        before.end == position
        and before.has("ADD")
        and article.quantity is not None
        and article.text[-1] in "座所条栋"
    )


def _cut_times(clock: dict[int, TimeExpression], start: int, end: int) -> None:
    """A word of time whose first character a word before it took (增加|到2020年) begins behind that word."""
    for position in range(start + 1, end):
        time = clock.get(position)
        if time is not None and time.end > end:
            clock[end] = replace(time, start=end, kind="year")


def _figure(text: str, position: int, word_end: int) -> Token | None:
    """Return the figure or set-aside expression that starts here, if no longer word does."""
    lex = lexicon.load()
    figure = quantity.figures().match(text, position)
    found = quantity.read_at(*figure) if figure is not None else None
    aside = lex.aside.match(text, position)
    end = aside[1].end() if aside is not None else position
    if found is not None and found.end > end:
        end = found.end
    if end == position or word_end > end:
        return None
    if aside is not None and aside[1].end() > position:
        row, match = aside
        return Token("X", position, match.end(), match.group(), reason=lex.aside_reasons[row])
    if found is None:
        return None
    article = _ARTICLE.fullmatch(text, position, found.end)
    kind, reason = ("X", "idiom") if article else ("Q", "")
    return Token(kind, position, found.end, text[position : found.end], quantity=found, reason=reason)


def _word(position: int, word: str) -> Token:
    lex = lexicon.load()
    alias = lex.aliases.get(word)
    return Token(
        "I" if alias else "W",
        position,
        position + len(word),
        word,
        lex.words.get(word, NO_READINGS),
        indicator=alias,
    )
