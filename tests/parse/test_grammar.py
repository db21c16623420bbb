"""The shipped grammar: each production takes the sentence shown with it and refuses the other."""

from __future__ import annotations

import re

import pytest

from checker.parse import grammar
from checker.parse.grammar import Failure
from checker.resources import folder

TEXT = (folder("grammar") / "targets.lark").read_text("utf-8")


def examples() -> list[tuple[str, tuple[str, ...], bool]]:
    """Read production, item types and whether they are taken from the grammar's comments."""
    found, pending = [], []
    for line in TEXT.splitlines():
        shown = re.match(r"// (must not parse:)?\s*(?:\S+)\s{2,}((?:[A-Z]+ ?)+)(?:\s{2,}.*)?$", line)
        rule = re.match(r"(\w+):", line)
        if shown:
            pending.append((tuple(shown[2].split()), shown[1] is None))
        elif rule:
            found += [(rule[1], kinds, taken) for kinds, taken in pending]
            pending = []
    return found


EXAMPLES = examples()


@pytest.mark.parametrize(("production", "kinds", "taken"), EXAMPLES, ids=str)
def test_examples(production: str, kinds: tuple[str, ...], taken: bool) -> None:
    result = grammar.parse(kinds)
    if taken:
        assert isinstance(result, tuple)
        assert [fact.production for fact in result] == [production]
    else:
        assert isinstance(result, Failure)
        assert result.expected


def test_each_production_has_both() -> None:
    shown = {(production, taken) for production, _, taken in EXAMPLES}
    for production in ("measured", "spread", "changed", "compared", "stated"):
        assert {(production, True), (production, False)} <= shown


def test_a_clause_that_does_not_parse_whole_is_read_in_pieces() -> None:
    facts = grammar.pieces(("N", "P", "N", "U", "Q"))
    assert [fact.production for fact in facts] == ["measured"]
    assert facts[0].values == ((4,),)


def test_a_failure_names_what_was_expected() -> None:
    failure = grammar.parse(("U", "P"))
    assert isinstance(failure, Failure)
    assert failure.position == 1
    assert "Q" in failure.expected
