"""The cases beside every rule, run through the whole pipeline; and what a case file must hold."""

from __future__ import annotations

from pathlib import Path

import guards
import pytest
from findings import difference, told, written

from checker.errors import RuleFileError
from checker.judge import cases, rulefile
from checker.resources import folder

# Marked as shipped: that they keep the subset and bind is the business of test_rulefile.
RULES = rulefile.load(folder("rules"), shipped=True)
# Rules about acceptances speak of settings, which no text in a case can hold.
WITHOUT_CASES = {"PC905", "PC906"}
# What is missing is a whole document.
# Rules whose defect is a word or an omission: the twin differs in one clause instead of one figure.
ABOUT_WORDS = {
    "PC203", "PC303", "PC105", "PC107", "PC108", "PC114", "PC308", "PC313", "PC314", "PC315", "PC401",
    "PC402", "PC403", "PC901", "PC902", "PC903", "PC904",
}  # fmt: skip
WRITTEN, GUARDED = written(), guards.written()
MADE: dict[tuple[str, str], guards.Guard] = {}  # what the tests of cases leave to those of guards
MANY = 8  # changes shown of those that differ
ALL = [(rule, case) for rule in RULES for case in cases.load(rule)]


@pytest.mark.parametrize(("rule", "case"), ALL, ids=[f"{rule.code}-{case.name}" for rule, case in ALL])
def test_case(rule: rulefile.Rule, case: cases.Case) -> None:
    made = cases.made(rule, case)
    if case.name in GUARDED.get(rule.code, ()):
        MADE[rule.code, case.name] = guards.Guard(rule, made[0].tables)
    result = cases.compare(rule, case, RULES, *made)
    assert not result.complaints, "\n".join(result.complaints)
    now = [told(finding) for finding in result.findings]
    # A case that is new waits for the next writing.
    assert not (other := difference(WRITTEN.get(f"{rule.code} {case.name}", now), now)), other


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.code in GUARDED], ids=lambda rule: rule.code)
def test_verdicts_hang_on_what_they_did(rule: rulefile.Rule) -> None:
    """What was written is so today; a case that is new waits for the next writing."""
    before = GUARDED[rule.code]
    given = [case for case in cases.load(rule) if case.name in before]
    made = [MADE.get((rule.code, case.name)) or guards.guard_of(rule, case) for case in given]
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
    assert not others, "\n".join([*others[:MANY], "if this is meant: python tests/judge/guards.py"])


def test_nearly_everything_is_written() -> None:
    there = [f"{rule.code} {case.name}" in WRITTEN for rule, case in ALL]
    assert sum(there) >= 0.9 * len(there)
    with_cases = {rule.code for rule, _ in ALL}
    known = {rule.code for rule, case in ALL if case.name in GUARDED.get(rule.code, ())}
    assert len(known) >= 0.8 * len(with_cases)  # the others ask for no cell or two


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.code not in WITHOUT_CASES], ids=lambda r: r.code
)
def test_enough_cases_and_a_twin_for_each(rule: rulefile.Rule) -> None:
    given = cases.load(rule)
    by_name = {case.name: case for case in given}
    firing = [case for case in given if case.expect]
    silent = [case for case in given if not case.expect]
    assert len(by_name) == len(given), "two cases of one name"
    assert len(firing) >= 2
    assert len(silent) >= 3
    twins = {case.twin: case for case in silent if case.twin}
    assert set(twins) <= set(by_name), "a twin of no case"
    for case in firing:
        assert case.name in twins, f"“{case.name}” has no passing twin"
        same = cases.differs_in_one_figure if rule.code not in ABOUT_WORDS else cases.differs_in_one_place
        assert same(case, twins[case.name]), f"“{case.name}” and its twin"


@pytest.mark.parametrize(
    "text",
    [
        "name: x",
        "- name: x\n  documents: {a/b: c}",
        "- name: x\n  documents: {a/b: c}\n  expect: [{where: 1}]",
        "- name: x\n  documents: {a/b: c}\n  expect: [{at: a/b#1, says: 5}]",
        "- name: x\n  documents: {a/b: c}\n  expect: [{at: a/b#1, against: a/b#1}]",
        "- name: [",
    ],
)
def test_a_broken_case_file_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "T101-a-defect.sql"
    path.write_text(
        "/*\nid: T101\nname: a-defect\nseverity: note\nmessage: x\n*/\nSELECT d.id AS anchor FROM document d",
        encoding="utf-8",
    )
    path.with_suffix(".yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleFileError, match=r"T101-a-defect\.yaml"):
        cases.load(rulefile.read(path))


def test_twins_differ_in_one_figure() -> None:
    def case(text: str) -> cases.Case:
        return cases.Case("x", {"a": text}, ())

    assert cases.differs_in_one_figure(case("增长4%，投资增长5%"), case("增长4%，投资增长6%"))
    assert not cases.differs_in_one_figure(case("增长4%"), case("增长4%"))
    assert not cases.differs_in_one_figure(case("增长4%，投资增长5%"), case("增长3%，投资增长6%"))
    assert not cases.differs_in_one_figure(case("增长4%"), case("下降5%"))
