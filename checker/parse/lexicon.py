"""The word lists of ``grammar/lexicon``: read once, looked up everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from checker import kept
from checker.errors import LexiconError
from checker.expressions import Alternatives, any_of, needs_of
from checker.resources import folder, table
from checker.value import value

CHINESE_DIGITS = "零一二两三四五六七八九十百千万亿"
FIGURE_RUN = "0123456789." + CHINESE_DIGITS  # what figures are written with, beside marks and units


@value(frozen=True, slots=True)
class Unit:
    """A unit as written, without scale: 元, 家, 个百分点."""

    name: str
    dimension: str
    base: str
    factor: Decimal
    kind: str


@value(frozen=True, slots=True)
class Indicator:
    """A canonical indicator and what the rules need to know of it; columns of ``indicators.tsv``."""

    id: str
    name: str
    aliases: tuple[str, ...]
    dimension: str
    unit: str
    measure: str
    polarity: str
    price_basis: str
    stock_flow: str
    aggregation: str
    status: str
    headline: tuple[str, ...]
    kinds: tuple[str, ...]
    umbrella: tuple[str, ...]
    note: str
    source: str


Readings = Mapping[str, str]  # a word's types in the shape of a clause, each with its attribute
NO_READINGS: Readings = MappingProxyType({})
# What the scanner makes of a word: how far its last character stands behind its first, itself, the token's
# type, its readings, its indicator's id.
Entry = tuple[int, str, str, Readings, str | None]


@value(frozen=True, slots=True)
class Phrase:
    """A phrase that states something without a figure: its type and the expression that finds it."""

    type: str
    pattern: re.Pattern[str]
    sign: re.Pattern[str]  # is found where the pattern is, and sooner: without what it may begin with
    example: str
    needs: tuple[frozenset[str], ...]  # a match holds a character of each

    def search(self, text: str) -> re.Match[str] | None:
        """Return where the phrase stands in a text."""
        return self.pattern.search(text) if self.sign.search(text) is not None else None


@dataclass(frozen=True)
class Lexicon:
    """All word lists, with the automaton that finds them in text."""

    words: dict[str, dict[str, str]]  # by word: its types, each with its attribute
    units: dict[str, Unit]
    indicators: dict[str, Indicator]
    aliases: dict[str, str]  # folded alias → indicator id
    aside: Alternatives  # expressions of figures to set aside, one a row
    aside_reasons: tuple[str, ...]
    automaton: Any  # ahocorasick.Automaton over scanned words and aliases; values are entries
    phrases: tuple[Phrase, ...]

    def indicator(self, name: str | None) -> Indicator | None:
        """Return the indicator of this id, or None."""
        return self.indicators.get(name) if name else None


def _units(path: Path) -> dict[str, Unit]:
    units = {}
    for number, cells in table(path):
        if cells[0] == "unit":
            continue
        if len(cells) < 5:
            raise LexiconError(f"{path.name}:{number}", "five columns are needed", fix="see README.md there")
        name, dimension, base, factor, kind = cells[:5]
        units[name] = Unit(name, dimension, base, Decimal(factor), kind)
    return units


def _split(text: str, mark: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(mark) if part.strip())


def _indicators(path: Path) -> dict[str, Indicator]:
    indicators: dict[str, Indicator] = {}
    for number, cells in table(path):
        if cells[0] == "id":
            continue
        if len(cells) < 16:
            raise LexiconError(
                f"{path.name}:{number}", "sixteen columns are needed", fix="see README.md there"
            )
        c = [cell.strip() for cell in cells]
        indicators[c[0]] = Indicator(
            c[0], c[1], _split(c[2], "|"), c[3], c[4], c[5], c[6], c[7], c[8], c[9], c[10],
            _split(c[11], ","), _split(c[12], ","), _split(c[13], ","), c[14], c[15],
        )  # fmt: skip
    return indicators


def _compile(place: str, expression: str) -> re.Pattern[str]:
    try:
        return re.compile(expression)
    except re.error as error:
        raise LexiconError(place, f"not a regular expression: {error}", fix="see the table's head") from error


def _aside(path: Path) -> tuple[Alternatives, tuple[str, ...]]:
    numeral = CHINESE_DIGITS[:-1]
    parts: list[str] = []
    reasons: list[str] = []
    for number, cells in table(path):
        if len(cells) < 3:
            raise LexiconError(
                f"{path.name}:{number}", "reason, expression and example are needed", fix="use tabs"
            )
        expression = cells[1].replace("{cc}", numeral).replace("{nn}", numeral + r"\d")
        expression = expression.replace("{c}", f"(?:[{numeral}]+)")
        parts.append(expression)
        reasons.append(cells[0])
    try:
        return Alternatives(parts, FIGURE_RUN), tuple(reasons)
    except re.error:
        for (number, _), expression in zip(table(path), parts, strict=True):
            _compile(f"{path.name}:{number}", expression)
        raise


_LEAD = re.compile(r"\(\?:[^()]*\)\*")  # a repetition in front that may be empty


def _phrases(path: Path, words: Mapping[str, Readings]) -> tuple[Phrase, ...]:
    found = []
    for number, cells in table(path):
        place = f"{path.name}:{number}"
        if len(cells) != 3:
            raise LexiconError(place, "type, expression and example are needed", fix="use tabs")
        lead = _LEAD.match(cells[1])
        expression = _expanded(cells[1], words, place)
        sign = _expanded(cells[1][lead.end() :], words, place) if lead is not None else expression
        pattern = _compile(place, expression)
        found.append(Phrase(cells[0], pattern, _compile(place, sign), cells[2], needs_of(expression)))
    return tuple(found)


def _expanded(expression: str, words: Mapping[str, Readings], place: str) -> str:
    expression = expression.replace("{h}", "[\u4e00-\u9fff]")
    expression = expression.replace("{n}", rf"(?:\d+|[{CHINESE_DIGITS[:-2]}]+)")
    for kind in re.findall("{([a-z-]+)}", expression):
        expression = expression.replace(f"{{{kind}}}", _either(words, (kind,), place))
    return expression


def _either(words: Mapping[str, Readings], kinds: tuple[str, ...], place: str = "words.tsv") -> str:
    listed = {word for word, readings in words.items() if not readings.keys().isdisjoint(kinds)}
    if not listed:
        raise LexiconError(place, f"no word of type {' or '.join(kinds)}", fix="add it to words.tsv")
    return any_of(listed)


@cache
def words_of(kind: str) -> frozenset[str]:
    """Return every word that has a reading of this type.

    >>> "分别" in words_of("RESP")
    True
    """
    return frozenset(w for w, readings in load().words.items() if kind in readings)


def holds(text: str, kinds: frozenset[str]) -> bool:
    """Return whether a scanned word that has a reading of one of these types stands in a text.

    >>> holds("力争实现", frozenset(("FORCE",))), holds("扎实推进", frozenset(("FORCE",)))
    (True, False)
    """
    for _, entry in load().automaton.iter(text):  # noqa: SIM110  a generator takes twice the time of this
        if entry[3] and not kinds.isdisjoint(entry[3]):
            return True
    return False


@cache
def listed(kind: str) -> tuple[str, ...]:
    """Return the same words as ``str.endswith`` and ``str.startswith`` take them."""
    return tuple(sorted(words_of(kind)))


def end_of(text: str, *kinds: str) -> str:
    """Return the longest word of these types that a text ends with, '' where it ends with none.

    >>> end_of("主营业务总产值", "value-head"), end_of("主营业务", "value-head")
    ('总产值', '')
    """
    return max((word for kind in kinds for word in listed(kind) if text.endswith(word)), key=len, default="")


@cache
def pattern(*kinds: str) -> re.Pattern[str]:
    """Return :func:`either`, compiled."""
    return re.compile(either(*kinds))


@cache
def either(*kinds: str) -> str:
    """Return a regular expression for any word of these types of ``words.tsv``, longest first.

    >>> re.match(either("SCOPE"), "全市规模")[0]
    '全市'

    Raises:
        LexiconError: no word has the type.
    """
    return _either(load().words, kinds)


@lru_cache(maxsize=1)
def load() -> Lexicon:
    """Return the shipped lexicon, read once and kept: reading takes five times as long."""
    base = folder("grammar") / "lexicon"
    tables = (base / f"{name}.tsv" for name in ("words", "indicators", "units", "patterns", "phrases"))
    # By name: where a module is compiled, what it was loaded from tells nothing of its source.
    here = Path(__file__).parent
    code = (here / "lexicon.py", here / "fold.py", here / "numerals.py", here.parent / "expressions.py")
    key = kept.key_of("lexicon 2", *(file.read_bytes() for file in (*tables, *code)))
    return kept.made("lexicon", key, lambda: read(base))


def read(base: Path) -> Lexicon:
    """Read the word lists of a folder.

    Raises:
        LexiconError: a row that cannot be used, with its file and line.
    """
    words = _words(base / "words.tsv")
    indicators = _indicators(base / "indicators.tsv")
    aliases: dict[str, str] = {}
    for indicator in indicators.values():
        for alias in (indicator.name, *indicator.aliases):
            aliases.setdefault(_folded(alias), indicator.id)
    scanned = {word for word, readings in words.items() if any(kind.isupper() for kind in readings)}
    aside, reasons = _aside(base / "patterns.tsv")
    return Lexicon(
        words, _units(base / "units.tsv"), indicators, aliases, aside, reasons,
        _automaton(_entries(sorted(scanned | aliases.keys()), words, aliases)),
        _phrases(base / "phrases.tsv", words),
    )  # fmt: skip


def _folded(text: str) -> str:
    from checker.parse.fold import folded_text  # noqa: PLC0415

    return folded_text(text)


def _words(path: Path) -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = {}
    for number, cells in table(path):
        if len(cells) < 2:
            raise LexiconError(f"{path.name}:{number}", "word and type are needed", fix="use a tab")
        words.setdefault(_folded(cells[0]), {})[cells[1]] = cells[2] if len(cells) > 2 else ""
    return words


def _entries(
    listed: Sequence[str], words: Mapping[str, Readings], aliases: Mapping[str, str]
) -> Iterator[Entry]:
    for word in listed:
        alias = aliases.get(word)
        yield len(word) - 1, word, "I" if alias else "W", words.get(word, {}), alias


def _automaton(entries: Iterable[Entry]) -> Any:
    import ahocorasick  # noqa: PLC0415  (16 ms, not needed for --version)

    automaton = ahocorasick.Automaton()
    for entry in entries:
        automaton.add_word(entry[1], entry)
    automaton.make_automaton()
    return automaton
