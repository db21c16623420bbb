"""What became of every number expression: statement, set aside for a reason, or not understood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from checker.model import NumberUse, Segment
from checker.parse.fold import fold
from checker.parse.items import Shape
from checker.parse.said import Facts, Said
from checker.parse.scanner import Token, has_figure, scan
from checker.read.period import time_expressions

Use = Literal["statement", "set_aside", "not_understood"]
_DIGITS = re.compile("[0-9][0-9]*(?:[.][0-9]+)*")  # a class in front is searched for fast
_PLAIN = "TWIM"  # types of tokens that are no figure by themselves
_MISPRINT = "misprint"  # a letter typed for a digit (2O.3)
_OWN_REASONS = frozenset(("date", "ordinal", "document-number", "contact"))


def of_clause(
    tokens: list[Token], shaped: Shape, said: list[Said], built: Facts
) -> Iterator[tuple[Token, Use, str | None]]:
    """Yield each number expression of a clause with what became of it and, where set aside, why."""
    numbers = [t for t in tokens if t.type not in _PLAIN or not t.text.isalpha()]
    if not numbers:
        return
    used = {(s.figure.start, s.figure.end) for s in said if s.figure is not None}
    aside = {(t.start, t.end): t.reason or "name" for t in shaped.aside}
    aside |= {(i.start, i.end): "subject-count" for i in built.subject_counts}
    aside |= {(i.start, i.end): "ordinal" for i in built.item_numbers}
    for token in numbers:
        span = (token.start, token.end)
        if span in used and token.type in "QX":
            yield token, "statement", None
        elif span in aside and token.reason != _MISPRINT:
            yield token, "set_aside", aside[span]
        elif token.type == "Q" or token.reason == _MISPRINT:
            yield token, "not_understood", None
        else:
            yield from _in_words(token)


def _in_words(token: Token) -> Iterator[tuple[Token, Use, str | None]]:
    """Digits inside a known word are its name (PM2.5); elsewhere they could not be read."""
    if token.text.isalpha():
        return
    if token.type in "IW" and _DIGITS.search(token.text):
        yield token, "set_aside", "name"
    elif token.type in "TXYM":
        for match in _DIGITS.finditer(token.text):
            start = token.start + match.start()
            rest = Token("Q", start, start + len(match.group()), match.group())
            yield rest, "not_understood" if token.type in "TM" else "set_aside", _reason(token)


def _reason(token: Token) -> str | None:
    return None if token.type in "TM" else token.reason or "name"


def number(segment: Segment, span: tuple[int, int], use: Use, reason: str | None) -> NumberUse:
    """Return the use of the number expression at these offsets of the segment's stretch."""
    start, end = segment.start + span[0], segment.start + span[1]
    return NumberUse(segment.line, start, end, segment.text[start:end], use, reason)


def set_aside(segment: Segment, reason: str) -> list[NumberUse]:
    """Return every number expression of a segment without statements; dates keep their own reason."""
    folded = fold(segment.text[segment.start : segment.end])
    if not has_figure(folded.text):
        return []
    uses = []
    for token in scan(folded.text, time_expressions(folded.text)):
        counts = token.type == "Q" or (token.type in "XY" and has_figure(token.text))
        if counts or _DIGITS.search(token.text):
            span = folded.span(token.start, token.end)
            if token.reason == _MISPRINT:
                uses.append(number(segment, span, "not_understood", None))
                continue
            own = token.reason if token.reason in _OWN_REASONS else reason
            uses.append(number(segment, span, "set_aside", own))
    return uses


def not_understood(segment: Segment) -> list[NumberUse]:
    """Return every number expression of a damaged segment: beside a lost character none can be trusted."""
    return [
        replace(use, use="not_understood", reason=None) if use.reason == "name" else use
        for use in set_aside(segment, "name")
    ]
