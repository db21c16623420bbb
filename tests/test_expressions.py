"""Where a match may begin: trying only there finds what trying everywhere finds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.expressions import (
    Alternatives,
    Sought,
    Sparing,
    any_of,
    beyond_of,
    needs_of,
    starts_of,
    words_of,
)
from checker.parse import quantity
from checker.parse.fold import fold
from checker.resources import folder, table
from checker.table import claims, completions, dates, mentions, runs

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
    table, whole = Alternatives(EXPRESSIONS, "0123456789.一二三"), joined(EXPRESSIONS)
    for position in range(len(text)):
        found, wanted = table.match(text, position), whole.match(text, position)
        assert (found and (f"p{found[0]}", found[1].span())) == (wanted and (wanted.lastgroup, wanted.span()))


@pytest.mark.parametrize("expression", [".路", "[^一]路", "(?i:a)b", "a?", "\\w路"])
def test_unknown_start_is_tried_everywhere(expression: str) -> None:
    assert starts_of(expression) is None


@pytest.mark.parametrize(
    ("expression", "behind"),
    [
        ("\\d+(?:\\.\\d+)?[个项]", "个项"),
        ("第?[一二]+(?:期|、[一二]期)", "第期、"),
        ("\\d{5}(?=热线|$)", ["热", "", "\n"]),
        ("(?<![一二])\\d条(?!线)", "条"),
        ("(?:三|\\d)*", None),
        ("\\d+[^个]", None),
        ("\\d(?!个)", None),
    ],
)
def test_what_stands_behind_a_run(expression: str, behind: list[str] | str | None) -> None:
    found = beyond_of(expression, "0123456789.一二三")
    assert (found and found.chars) == (behind and set(behind))


@given(st.text("12一二.年个第条\n", max_size=8))
def test_what_stands_behind_loses_no_match(text: str) -> None:
    """Rows told apart by what stands behind a run find what all rows tried in turn find."""
    rows = ["第?[一二]+年", "\\d+(?:[.]\\d+)?[年个]", "[一二](?=$|条)", "(?<=年)\\d", "[12]{2}(?!个)"]
    table, whole = Alternatives(rows, "12一二."), joined(rows)
    for position in range(len(text)):
        found, wanted = table.match(text, position), whole.match(text, position)
        assert (found and (f"p{found[0]}", found[1].span())) == (wanted and (wanted.lastgroup, wanted.span()))


@given(st.text("甲乙丙", max_size=4))
def test_sought_are_those_whose_needs_are_met(text: str) -> None:
    needs = [(frozenset("甲"), frozenset("乙丙")), (frozenset("乙"),), ()]
    met = [row for row, sets in enumerate(needs) if all(set(text) & chars for chars in sets)]
    assert list(Sought(needs).possible(text)) == met


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
    for number, cells in table(folder("grammar") / "lexicon" / "patterns.tsv"):
        expression = re.sub("[{](cc|nn|c)[}]", "一", cells[1])
        assert starts_of(expression) is not None, f"patterns.tsv:{number}"


@pytest.mark.parametrize(
    ("expression", "needed"),
    [
        ("(?:与|同).{2,9}步", [{"步"}, {"与", "同"}]),
        ("(?:增长)?持平", [{"平"}, {"持"}]),
        ("甲|乙丙", [{"乙", "甲"}]),
        ("甲?乙*", []),
        ("[^甲]|丙", []),
        ("(?i)ab", []),
    ],
)
def test_what_a_match_needs(expression: str, needed: list[set[str]]) -> None:
    assert [set(found) for found in needs_of(expression)] == needed


@given(
    st.text("甲乙丙", max_size=8), st.sets(st.text("甲乙丙", min_size=1, max_size=4), min_size=1, max_size=6)
)
def test_any_of_is_the_longest_word(text: str, words: set[str]) -> None:
    """A shared beginning changes nothing: at each place the longest word that stands there."""
    listed = "|".join(sorted(words, key=len, reverse=True))
    assert re.findall(any_of(words), text) == re.findall(f"(?:{listed})", text)


@given(st.text("甲乙同步与按", max_size=8))
def test_needs_lose_no_match(text: str) -> None:
    """A text that lacks what an expression needs holds no match of it."""
    for expression in ("(?:与|同).{0,3}步", "按?(?:甲|乙同)+", "(?<=甲)[乙步]|同{2}"):
        if any(needed.isdisjoint(text) for needed in needs_of(expression)):
            assert re.search(expression, text) is None


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("未达预期|未达标|没有完成", [("未达标", "未达预期", "没有完成")]),
        ("(?:甲乙)?丙{2,}(?:丁|戊己)*", [("丙",)]),
        ("[天地]坛(?!公园)|(?i:x)", []),
        ("(?i)abc", []),
    ],
)
def test_words_that_every_match_holds(expression: str, words: list[tuple[str, ...]]) -> None:
    assert list(words_of(expression)) == words


@given(st.text("甲乙同步与按", max_size=8))
def test_sparing_trials_loses_no_match(text: str) -> None:
    for expression in (
        "(?:与|同).{0,3}步按",
        "按?(?:甲乙|乙同)+",
        "(?<=甲)[乙步]同?按|同{2}",
        "甲(?!乙)步?|[按与]",
    ):
        found, wanted = Sparing(expression).finditer(text), re.finditer(expression, text)
        assert [match.span() for match in found] == [match.span() for match in wanted]


def test_shipped_expressions_are_spared_nothing() -> None:
    """Over the cases of the rules, line by line, what is spared would have found nothing."""
    lines = [
        line for path in Path(folder("rules")).rglob("*.yaml") for line in path.read_text("utf-8").split("\n")
    ]
    spared = [completions._RATIO, runs._RUN, dates._DATE, claims._DIRECTION, mentions._MISS]
    for sparing in spared:
        wanted = [line for line in lines if sparing._pattern.search(line)]
        assert wanted == [line for line in lines if sparing.search(line)]
        assert 0 < len(wanted) < len(lines)
