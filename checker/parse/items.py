"""The typed items of a clause, and the passes that join them into what the grammar expects."""

from __future__ import annotations

from dataclasses import dataclass, field

from checker.parse.scanner import Token

CONJUNCTIONS = ("以及", "和", "与", "及", "并", "或")
LIST_MARKS = frozenset(("、", "和", "与", "及", "以及"))


@dataclass(slots=True)
class Item:
    """One typed item: folded offsets, the tokens it is made of, and the word's attribute."""

    type: str
    start: int
    end: int
    tokens: list[Token] = field(default_factory=list)
    attr: str = ""

    @property
    def text(self) -> str:
        """The folded text of its tokens."""
        return "".join(token.text for token in self.tokens)


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
        return tuple(item.type for item in self.items)


def joined(items: list[Item]) -> list[Item]:
    """Return a clause's items as the grammar takes them."""
    return _nouns_behind(_separators(_changes(_merge(items))))


def _merge(items: list[Item]) -> list[Item]:
    """Join noun pieces to N, runs of verbs of work to one A, and drop 达到 behind a bound."""
    merged: list[Item] = []
    for item in items:
        last = merged[-1] if merged else None
        kind = "N" if item.type == "n" else item.type
        if kind == "R" and last and last.type == "B":
            continue
        if last is not None and last.type == kind and kind in ("N", "A", "U", "D", "R"):
            last.tokens.extend(item.tokens)
            last.end = item.end
            continue
        merged.append(Item(kind, item.start, item.end, list(item.tokens), item.attr))
    return merged


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
        kind = "F" if _of_figure(typed) else _separator(before, after)
        typed.append(Item(kind, item.start, item.end, item.tokens, item.attr))
    kept = _join(typed)
    return kept[:-1] if kept and kept[-1].type == "F" else kept


def _of_figure(typed: list[Item]) -> bool:
    """总投资62亿元的新材料、…: a noun that 的 ties to the figure before it ends there."""
    return (
        len(typed) > 1
        and typed[-1].type == "N"
        and typed[-2].type in ("Q", "P")
        and typed[-1].text[0] == "的"
    )


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
