"""Folded text → typed tokens: figures, set-aside expressions, lexicon words, and the text between.

One sweep from left to right. At each place the longest of what the pattern table, the figure
expression and the word lists offer wins; a figure beats a word of the same length, a set-aside
pattern beats a figure that starts where it starts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from checker.parse import lexicon, quantity
from checker.parse.lexicon import NO_READINGS, Readings
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
    readings: Readings = field(default_factory=lambda: NO_READINGS)
    quantity: Quantity | None = None
    reason: str = ""
    indicator: str | None = None
    time: TimeExpression | None = None

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
    figures = _Finder(quantity.expression() if numeric else None, text)
    aside = _Finder(lexicon.load().patterns if numeric else None, text)
    tokens: list[Token] = []
    position = pending = 0
    while position < len(text):
        token = _time(clock, text, position)
        token = token or _at(text, position, figures.at(position), aside.at(position), words.get(position, 0))
        if token is not None and token.reason == "idiom" and tokens and _builds(tokens[-1], token, position):
            token.type, token.reason = "Q", ""
        if token is None:
            position += 1
            continue
        _cut_times(clock, position, token.end)
        if pending < position:
            tokens.append(Token("T", pending, position, text[pending:position]))
        tokens.append(token)
        position = pending = token.end
    if pending < len(text):
        tokens.append(Token("T", pending, len(text), text[pending:]))
    return tokens


def _builds(before: Token, article: Token, position: int) -> bool:
    """建成一座变电站: behind a verb that builds, 一座 is a count."""
    return (
        before.end == position
        and before.has("ADD")
        and article.quantity is not None
        and article.text[-1] in "座所条栋"
    )


class _Finder:
    """The matches of an expression in a text, asked for from left to right."""

    def __init__(self, pattern: re.Pattern[str] | None, text: str) -> None:
        self.pattern, self.text = pattern, text
        self.match = pattern.search(text) if pattern else None

    def at(self, position: int) -> re.Match[str] | None:
        """The match that begins at a position, if it is not empty."""
        if self.pattern is not None and self.match is not None and self.match.start() < position:
            self.match = self.pattern.search(self.text, position)
        match = self.match
        return match if match is not None and match.start() == position < match.end() else None


def _time(clock: dict[int, TimeExpression], text: str, position: int) -> Token | None:
    time = clock.get(position)
    if time is None:
        return None
    return Token("Y", position, time.end, text[position : time.end], reason="date", time=time)


def _cut_times(clock: dict[int, TimeExpression], start: int, end: int) -> None:
    """A word of time whose first character a word before it took (增加|到2020年) begins behind that word."""
    for position in range(start + 1, end):
        time = clock.get(position)
        if time is not None and time.end > end:
            clock[end] = replace(time, start=end, kind="year")


def _at(
    text: str, position: int, figure: re.Match[str] | None, pattern: re.Match[str] | None, word_end: int
) -> Token | None:
    """Return the token that starts here, or None where only plain text does."""
    found = quantity.read(figure) if figure else None
    end = max(found.end if found else 0, pattern.end() if pattern else 0)
    if word_end and (word_end > end or (word_end == end and found is None and pattern is None)):
        return _word(position, text[position:word_end])
    if pattern:
        reason = lexicon.load().pattern_reasons[int((pattern.lastgroup or "p0")[1:])]
        return Token("X", position, pattern.end(), pattern.group(), reason=reason)
    if found:
        article = _ARTICLE.fullmatch(text, position, found.end)
        kind, reason = ("X", "idiom") if article else ("Q", "")
        return Token(kind, position, found.end, text[position : found.end], quantity=found, reason=reason)
    if text[position] in _MARKS:
        return Token("M", position, position + 1, text[position])
    return None


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
