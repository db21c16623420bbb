"""The word lists of ``grammar/lexicon``: read once, looked up everywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from checker.errors import LexiconError
from checker.resources import folder

CHINESE_DIGITS = "零一二两三四五六七八九十百千万亿"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written, without scale: 元, 家, 个百分点."""

    name: str
    dimension: str
    base: str
    factor: Decimal
    kind: str


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Word:
    """One reading of a word: its type in the shape of a clause, and an attribute of that type."""

    type: str
    attr: str


@dataclass(frozen=True)
class Lexicon:
    """All word lists, with the automaton that finds them in text."""

    words: dict[str, tuple[Word, ...]]
    units: dict[str, Unit]
    indicators: dict[str, Indicator]
    aliases: dict[str, str]  # folded alias → indicator id
    patterns: re.Pattern[str]  # one alternative a row; group name p<row>
    pattern_reasons: tuple[str, ...]
    automaton: Any  # ahocorasick.Automaton over words and aliases; value = the word itself

    def words_of(self, kind: str) -> frozenset[str]:
        """Return every word that has a reading of this type."""
        return frozenset(w for w, readings in self.words.items() if any(r.type == kind for r in readings))


def table(path: Path) -> list[tuple[int, list[str]]]:
    """Return a TSV file's rows as (line number, cells), without comments and blank lines."""
    rows = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            rows.append((number, line.split("\t")))
    return rows


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
    if not path.is_file():
        return indicators
    for number, cells in table(path):
        if cells[0] == "id":
            continue
        if len(cells) < 16:
            raise LexiconError(f"{path.name}:{number}", "sixteen columns are needed", fix="see README.md there")
        c = [cell.strip() for cell in cells]
        indicators[c[0]] = Indicator(
            c[0], c[1], _split(c[2], "|"), c[3], c[4], c[5], c[6], c[7], c[8], c[9], c[10],
            _split(c[11], ","), _split(c[12], ","), _split(c[13], ","), c[14], c[15],
        )  # fmt: skip
    return indicators


def _patterns(path: Path) -> tuple[re.Pattern[str], tuple[str, ...]]:
    numeral = CHINESE_DIGITS[:-1]
    parts, reasons = [], []
    for number, cells in table(path):
        if len(cells) < 2:
            raise LexiconError(f"{path.name}:{number}", "reason and expression are needed", fix="use a tab")
        expression = (
            cells[1].replace("{cc}", numeral).replace("{nn}", numeral + r"\d").replace("{c}", f"(?:[{numeral}]+)")
        )
        try:
            re.compile(expression)
        except re.error as error:
            raise LexiconError(f"{path.name}:{number}", f"not a regular expression: {error}") from error
        parts.append(f"(?P<p{len(reasons)}>{expression})")
        reasons.append(cells[0])
    return re.compile("|".join(parts)), tuple(reasons)


@lru_cache(maxsize=1)
def load() -> Lexicon:
    """Return the shipped lexicon.

    Raises:
        LexiconError: a row that cannot be used, with its file and line.
    """
    import ahocorasick  # noqa: PLC0415  (16 ms, not needed for --version)

    from checker.parse.fold import fold  # noqa: PLC0415

    base = folder("grammar") / "lexicon"
    words: dict[str, list[Word]] = {}
    for number, cells in table(base / "words.tsv"):
        if len(cells) < 2:
            raise LexiconError(f"words.tsv:{number}", "word and type are needed", fix="use a tab")
        word = fold(cells[0]).text
        words.setdefault(word, []).append(Word(cells[1], cells[2] if len(cells) > 2 else ""))
    indicators = _indicators(base / "indicators.tsv")
    aliases: dict[str, str] = {}
    for indicator in indicators.values():
        for alias in (indicator.name, *indicator.aliases):
            aliases.setdefault(fold(alias).text, indicator.id)
    automaton = ahocorasick.Automaton()
    for entry in sorted(words.keys() | aliases.keys()):
        automaton.add_word(entry, entry)
    automaton.make_automaton()
    patterns, reasons = _patterns(base / "patterns.tsv")
    frozen = {word: tuple(readings) for word, readings in words.items()}
    return Lexicon(frozen, _units(base / "units.tsv"), indicators, aliases, patterns, reasons, automaton)
