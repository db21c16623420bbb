"""How a figure is printed changes no finding: full width, spaces, half-width signs, order of documents."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from checker.judge import cases, judge, rulefile
from checker.resources import folder
from checker.settings import Settings
from checker.table import build

# Marked as shipped: that they keep the subset and bind is the business of test_rulefile.
RULES = rulefile.load(folder("rules"), shipped=True)
FIRING = [(rule, case) for rule in RULES for case in cases.load(rule) if case.expect]


def full_width(text: str) -> str:
    return re.sub(r"[0-9.%]", lambda match: chr(ord(match.group()) + 0xFEE0), text)


def half_width_signs(text: str) -> str:
    return text.translate(str.maketrans("，；：（）", ",;:()"))


def sloppy(text: str) -> str:
    """Print figures in full width with blanks before their units, as converters do, and signs in half."""
    return re.sub(r"(?<=\d)(?=[亿万％个家])", " ", full_width(half_width_signs(text)))


@cache
def as_written(code: str) -> frozenset[tuple[str, str, int, str]]:
    """Return the findings of a rule's first case as it stands."""
    rule, case = next(pair for pair in FIRST if pair[0].code == code)
    return frozenset(found(case, rule))


def found(
    case: cases.Case, rule: rulefile.Rule, *, backwards: bool = False
) -> set[tuple[str, str, int, str]]:
    settings, readings = cases.read(case, rule)
    if backwards:
        readings = readings[::-1]
    ran = [other for other in RULES if other.code == rule.code or other.code in case.also]
    findings, _ = judge(build(readings, settings), settings, rules=ran)
    return {(one.rule, one.document, one.line, one.severity) for one in findings}


# Each rule's first firing case: the rest say more about the rule than about the surface.
FIRST = list({rule.code: (rule, case) for rule, case in reversed(FIRING)}.values())


@pytest.mark.parametrize(("rule", "case"), FIRST, ids=[rule.code for rule, _ in FIRST])
def test_surface(rule: rulefile.Rule, case: cases.Case) -> None:
    rewritten = replace(case, documents={key: sloppy(text) for key, text in case.documents.items()})
    assert rewritten != case or not re.search(r"\d", "".join(case.documents.values()))
    assert found(rewritten, rule) == as_written(rule.code)


SEVERAL = [(rule, case) for rule, case in FIRST if len(case.documents) > 1]


@pytest.mark.parametrize(("rule", "case"), SEVERAL, ids=[rule.code for rule, _ in SEVERAL])
class TestReorder:
    """The order in which documents are given never changes the set of findings."""

    def test_backwards(self, rule: rulefile.Rule, case: cases.Case) -> None:
        assert found(case, rule, backwards=True) == as_written(rule.code)


def test_settings_are_plain() -> None:
    """Cases run with defaults but for the places and documents they describe."""
    rule, case = FIRST[0]
    settings, _ = cases.read(case, rule)
    assert replace(settings, regions=(), documents=()) == Settings()
