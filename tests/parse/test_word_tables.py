"""The tables of words, patterns and phrases keep their promises: each row works as its example says."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from checker.errors import LexiconError
from checker.model import SET_ASIDE_REASONS
from checker.parse import lexicon
from checker.parse.fold import fold
from checker.parse.scanner import scan
from checker.read.period import time_expressions
from checker.resources import folder, table

LEXICON = folder("grammar") / "lexicon"
PARSE = Path(lexicon.__file__).parent


def rows(name: str) -> list[tuple[int, list[str]]]:
    return table(LEXICON / name)


class TestWords:
    """One list, one place: no row twice, every type explained in the head and used by the program."""

    def test_no_row_twice(self) -> None:
        seen = Counter((fold(cells[0]).text, cells[1]) for _, cells in rows("words.tsv"))
        assert [pair for pair, times in seen.items() if times > 1] == []

    def test_types_are_explained(self) -> None:
        lines = (LEXICON / "words.tsv").read_text("utf-8").splitlines()
        heads = [re.split(" {2,}", line.removeprefix("#: "))[0] for line in lines if line.startswith("#: ")]
        explained = {kind for head in heads for kind in head.split() if re.fullmatch("[A-Z]+|[a-z-]+", kind)}
        used = {cells[1] for _, cells in rows("words.tsv")}
        assert used == explained

    def test_types_are_used(self) -> None:
        source = "".join(path.read_text("utf-8") for path in PARSE.glob("*.py"))
        source += (LEXICON / "phrases.tsv").read_text("utf-8")
        for kind in {cells[1] for _, cells in rows("words.tsv")}:
            assert f'"{kind}"' in source or f"'{kind}'" in source or f"{{{kind}}}" in source, kind

    def test_bounds_carry_a_comparator(self) -> None:
        for number, cells in rows("words.tsv"):
            if cells[1] in ("BOUND", "POST"):
                assert len(cells) > 2, number
                assert cells[2] in ("ge", "le", "gt", "lt", "approx"), number


@pytest.mark.parametrize(
    ("number", "cells"), rows("patterns.tsv"), ids=lambda value: str(value) if isinstance(value, int) else ""
)
def test_pattern_sets_its_example_aside(number: int, cells: list[str]) -> None:
    assert cells[0] in (*SET_ASIDE_REASONS, "misprint")
    text = fold(cells[2]).text
    own = re.compile(expanded(cells[1]))
    match = own.search(text)
    assert match, f"patterns.tsv:{number}: the example is not its row's"
    # An earlier row or a word of time may claim the example in the end; a figure it must not become.
    tokens = [
        t for t in scan(text, time_expressions(text)) if t.start < match.end() and match.start() < t.end
    ]
    assert not any(t.type == "Q" for t in tokens), f"patterns.tsv:{number}"


def expanded(expression: str) -> str:
    numeral = lexicon.CHINESE_DIGITS[:-1]
    return (
        expression.replace("{cc}", numeral)
        .replace("{nn}", numeral + r"\d")
        .replace("{c}", f"(?:[{numeral}]+)")
    )


@pytest.mark.parametrize("phrase", lexicon.load().phrases, ids=lambda phrase: phrase.example)
def test_phrase_finds_its_example(phrase: lexicon.Phrase) -> None:
    assert phrase.pattern.search(fold(phrase.example).text)


class TestBrokenTables:
    """A row that cannot be used is named by file and line."""

    @pytest.mark.parametrize(
        ("name", "line", "problem"),
        [
            ("patterns.tsv", "name\t[\t例", "patterns.tsv:1: not a regular expression"),
            ("patterns.tsv", "name", "patterns.tsv:1: reason, expression and example are needed"),
            ("phrases.tsv", "SYNC\t与同步", "phrases.tsv:1: type, expression and example are needed"),
            ("phrases.tsv", "SYNC\t{nowhere}\t例", "phrases.tsv:1: no word of type nowhere"),
            ("units.tsv", "元\tmoney", "units.tsv:1: five columns are needed"),
            ("indicators.tsv", "gdp\t地区生产总值", "indicators.tsv:1: sixteen columns are needed"),
            ("words.tsv", "增长", "words.tsv:1: word and type are needed"),
        ],
    )
    def test_names_the_row(self, tmp_path: Path, name: str, line: str, problem: str) -> None:
        for file in LEXICON.glob("*.tsv"):
            (tmp_path / file.name).write_text(file.read_text("utf-8"), "utf-8")
        (tmp_path / name).write_text(line + "\n", "utf-8")
        with pytest.raises(LexiconError) as raised:
            lexicon.read(tmp_path)
        assert problem in str(raised.value)
