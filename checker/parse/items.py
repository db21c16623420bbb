"""The typed items of a clause, and the passes that join them into what the grammar expects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from checker.parse.scanner import Token

CONJUNCTIONS = ("以及", "和", "与", "及", "并", "或")
_SEPARATING: Final = frozenset(("、", *CONJUNCTIONS))
_OF_NEXT = frozenset(("Q", "B", "U", "D", "UT", "DT", "R"))  # what gives a noun a figure of its own
_VERBS: Final = frozenset(("U", "D", "R"))
_TURNING: Final = frozenset(("FROM", "UT", "DT"))
LIST_MARKS = frozenset(("、", "和", "与", "及", "以及"))


class Item:
    """One typed item: folded offsets, the tokens it is made of, and the word's attribute."""

    __slots__ = ("attr", "end", "start", "tokens", "type")

    def __init__(self, type: str, start: int, end: int, tokens: list[Token], attr: str) -> None:
        self.type, self.start, self.end, self.tokens, self.attr = type, start, end, tokens, attr

    def __repr__(self) -> str:
        return f"Item({self.type}, {self.start}, {self.end}, {self.text!r}, {self.attr!r})"

    @property
    def text(self) -> str:
        """The folded text of its tokens."""
        tokens = self.tokens
        return tokens[0].text if len(tokens) == 1 else "".join([token.text for token in tokens])


@dataclass(slots=True)
class Shape:
    """A clause ready for the grammar. ``modifiers`` keep their place; ``brackets`` are read apart."""

    items: list[Item]
    modifiers: list[Item]
    aside: list[Token]  # set-aside figures, with their reason
    brackets: list[list[Token]]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The types the grammar parses."""
        return tuple([item.type for item in self.items])


def joined(items: list[Item]) -> list[Item]:
    """Return a clause's items as the grammar takes them."""
    items = _split_figures(_about(_merge(items)))
    kinds = {item.type for item in items}
    turns = not _TURNING.isdisjoint(kinds)
    if turns:
        items = _changes(items)
    if turns or not _SEPARATING.isdisjoint(kinds):
        items = _separators(items)
    return _nouns_behind(items)


def _merge(items: list[Item]) -> list[Item]:
    """Join noun pieces to N, runs of verbs of work to one A, and drop 达到 behind a bound."""
    merged: list[Item] = []
    for item in items:
        last = merged[-1] if merged else None
        kind = "N" if item.type == "n" else item.type
        if kind == "R" and last and last.type == "B":
            continue
        if kind == "N" and item.text == "的" and last and last.type == "R":
            continue  # 是2020年的2倍: the year is set beside
        if last is not None and last.type == kind and kind in ("N", "A", "U", "D", "R"):
            last.tokens.extend(item.tokens)
            last.end = item.end
            continue
        item.type = kind
        merged.append(item)
    return merged


def _about(items: list[Item]) -> list[Item]:
    """约增长6%以上: the word of a figure may stand before the verb; the grammar has it before the figure."""
    for index in range(len(items) - 2):
        about, verb = items[index : index + 2]
        if about.type == "B" and about.attr == "approx" and verb.type in _VERBS:
            items[index : index + 2] = verb, about
    return items


def _split_figures(items: list[Item]) -> list[Item]:
    """总投资78亿元的12个项目: a bare 的 between two figures parts them."""
    for index in range(1, len(items) - 1):
        item = items[index]
        if item.type != "N" or items[index - 1].type not in ("Q", "P") or item.text != "的":
            continue
        if items[index + 1].type in ("Q", "B"):
            item.type = "F"
    return items


def _changes(items: list[Item]) -> list[Item]:
    """Between 从 and its figure, and between that figure and 增至, only figures and verbs count."""
    kept: list[Item] = []
    state = ""
    for item in items:
        if item.type == "FROM":
            state = "base"
        elif state == "base" and item.type == "Q":
            state = "turn"
        elif state == "turn" and item.type in ("UT", "DT", "U", "D", "R"):
            state = ""
        elif item.type == "N" and item.text == "的" and kept and kept[-1].type in ("UT", "DT"):
            continue  # 增加到2020年的101.2亿元: the year is set beside, its 的 is no noun
        elif state in ("base", "turn") and item.type in ("N", "A"):
            continue
        kept.append(item)
    return kept


def _separators(items: list[Item]) -> list[Item]:
    """Type 、 and 和: V between figures of one list, F between facts, part of the name otherwise."""
    typed: list[Item] = []
    for index, item in enumerate(items):
        if item.type != "、" and item.type not in CONJUNCTIONS:
            typed.append(item)
            continue
        before = typed[-1].type if typed else ""
        after = items[index + 1].type if index + 1 < len(items) else ""
        beyond = items[index + 2].type if index + 2 < len(items) else ""
        kind = "F" if _of_figure(typed, beyond) else _separator(before, after)
        typed.append(Item(kind, item.start, item.end, item.tokens, item.attr))
    kept = _join(typed)
    return kept[:-1] if kept and kept[-1].type == "F" else kept


def _of_figure(typed: list[Item], beyond: str) -> bool:
    """12个项目开工、总投资45亿元: a noun behind a figure is that figure's where the next has its own."""
    behind = len(typed) > 1 and typed[-1].type == "N" and typed[-2].type in ("Q", "P")
    return behind and (typed[-1].text[0] == "的" or beyond in _OF_NEXT)


def _separator(before: str, after: str) -> str:
    if before in ("Q", "P") and after in ("Q", "B"):
        return "V"
    if before == after and before in ("A", "N"):
        return before
    return "F"


def _join(items: list[Item]) -> list[Item]:
    kept: list[Item] = []
    for item in items:
        if kept and kept[-1].type == item.type and item.type in ("N", "A"):
            kept[-1].tokens.extend(item.tokens)
            kept[-1].end = item.end
        else:
            kept.append(item)
    return kept


def _nouns_behind(items: list[Item]) -> list[Item]:
    """A noun phrase right behind a figure is that figure's noun unless a verb or figure claims it."""
    for index, item in enumerate(items):
        if item.type != "N" or not index or items[index - 1].type not in ("Q", "P"):
            continue
        after = items[index + 1].type if index + 1 < len(items) else ""
        if after in ("", "F", "V", "A", "N", "FROM"):
            item.type = "H"
            if item.text.startswith("的") and len(item.text) > 1:
                item.attr = "的"
                item.tokens = item.tokens[1:] if item.tokens[0].text == "的" else item.tokens
    return items
