"""What a verdict hangs on stays so: each condition of a rule is met by a cell that turns the verdict."""

from __future__ import annotations

import guards
import pytest

from checker.judge import cases, shipped_rules
from checker.judge.rulefile import Rule

RULES = shipped_rules()
WRITTEN = guards.written()
_MANY = 8  # changes shown of those that differ


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.code in WRITTEN], ids=lambda rule: str(rule.code)
)
def test_verdicts_hang_on_what_they_did(rule: Rule) -> None:
    """What was written is so today; a case that is new, or another one now, waits for the next writing."""
    before = WRITTEN[rule.code]
    given = [case for case in cases.load(rule) if case.name in before]
    made = [guards.Guard(rule, case) for case in given]
    with guards.engine_of(rule, made) as engine:
        every = guards.of_rule(rule, engine, made)
    others = [
        f"{case.name}: {sign} {outcome or 'unchanged'}: {change}"
        for case, now in zip(given, every, strict=True)
        for sign, one, other in (("now", now, before[case.name]), ("before", before[case.name], now))
        for outcome, some in one.items()
        for change in some
        if change not in other.get(outcome, ())
    ]
    assert not others, "\n".join([*others[:_MANY], "if this is meant: python tests/judge/guards.py"])


def test_nearly_every_rule_is_written() -> None:
    with_cases = [rule for rule in RULES if guards.chosen(rule)]
    there = [
        rule for rule in with_cases if {case.name for case in guards.chosen(rule)} & WRITTEN[rule.code].keys()
    ]
    assert len(there) >= 0.9 * len(with_cases)
