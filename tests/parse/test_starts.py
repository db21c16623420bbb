"""Where a match may begin: trying only there finds what trying everywhere finds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checker.parse import lexicon, quantity
from checker.parse.fold import fold
from checker.parse.starts import Alternatives, starts_of
from checker.resources import folder

EXPRESSIONS = ["(?:[^，]{0,3}路)?\\d+号", "第?[一二]+届", "(?<=率)\\d{2}", "[A-Z]\\d", "^\\d+[.]", "三(?=年)"]
TEXTS = [
    "人民路12号",
    "第二届",
    "汇率68折",
    "G3高速",
    "1.2024年",
    "三年行动",
    "二届三年",
    "没有数字",
    "A，5号3号",
]


def joined(expressions: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<p{k}>{e})" for k, e in enumerate(expressions)))


@pytest.mark.parametrize("text", TEXTS)
def test_equals_one_alternation(text: str) -> None:
    """Place by place, the same row and the same match as trying all rows everywhere."""
    table, whole = Alternatives(EXPRESSIONS, ("0123456789", "一二三")), joined(EXPRESSIONS)
    for position in range(len(text)):
        found, wanted = table.match(text, position), whole.match(text, position)
        assert (found and (f"p{found[0]}", found[1].span())) == (wanted and (wanted.lastgroup, wanted.span()))


@pytest.mark.parametrize("expression", [".路", "[^一]路", "(?i:a)b", "a?", "\\w路"])
def test_unknown_start_is_tried_everywhere(expression: str) -> None:
    assert starts_of(expression) is None


def test_shipped_figures() -> None:
    """Over the phrase corpus, a search place by place finds each figure that one expression finds."""
    compared = 0
    for path in sorted(Path(folder("grammar"), "corpus").glob("*.yaml")):
        text = fold(path.read_text("utf-8")).text
        for wanted in quantity.expression().finditer(text):
            found = quantity.figures().match(text, wanted.start())
            assert found is not None
            assert found[1].span() == wanted.span()
            assert quantity.read_at(*found) == quantity.read(wanted)
            compared += 1
    assert compared > 1000


def test_shipped_rows_begin_somewhere() -> None:
    """A row of patterns.tsv that may begin anywhere would be tried at every character."""
    for number, cells in lexicon.table(folder("grammar") / "lexicon" / "patterns.tsv"):
        expression = re.sub("[{](cc|nn|c)[}]", "一", cells[1])
        assert starts_of(expression) is not None, f"patterns.tsv:{number}"
