"""The phrase corpus: every phrase gives the statements it says, and no others with a number."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from phrases import Case, amount, cases, departures, similar

from checker.parse import clauses_of

CASES = list(cases())


@pytest.mark.parametrize("case", CASES, ids=str)
def test_phrase(case: Case) -> None:
    assert departures(case) == []


def test_there_are_enough() -> None:
    assert len(CASES) >= 600


def test_no_two_alike() -> None:
    """Once figures are masked, no phrase is another one with other numbers."""
    masked = Counter(re.sub(r"[\d.]+", "0", case.text) for case in CASES)
    assert [text for text, times in masked.items() if times > 1] == []


def test_every_production_is_represented() -> None:
    seen = set()
    for case in CASES:
        for clause in clauses_of(case.text):
            if isinstance(clause.parsed, tuple):
                seen |= {fact.production for fact in clause.parsed}
    assert seen == {"measured", "spread", "changed", "compared", "stated"}


class TestComparison:
    """The comparison itself can fail."""

    def test_a_wrong_value_departs(self) -> None:
        wrong = {"indicator": "地区生产总值", "measure": "growth", "comparator": "eq", "value": "6"}
        assert departures(Case("x", "地区生产总值增长5%", CASES[0].context, [wrong]))

    def test_an_extra_statement_departs(self) -> None:
        assert departures(Case("x", "地区生产总值增长5%", CASES[0].context, [], "slogan"))

    def test_scale_belongs_to_the_value(self) -> None:
        assert amount("1.2", "万亿元") == amount("12000", "亿元")

    def test_names_that_share_little_differ(self) -> None:
        assert not similar("固定资产投资", "社会消费品零售总额")
