"""checker rules test: what the cases beside rules say, told one a line."""

# ruff: noqa: PLC0415  (see run.py)
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checker.commands import base
from checker.commands.checking import FOUND, PASSED
from checker.errors import UsageError
from checker.judge.rulefile import Rule
from checker.report.messages import Messages


def test(folders: Sequence[Path], say: Messages) -> int:
    """Check the rules of some folders, run their cases and return 0 where all is as they say.

    Raises:
        UsageError: there is no rule in them.
        RuleFileError: a rule or case file cannot be used.
    """
    from checker.judge import own_rules, rulefile, shipped_rules, vet

    own = [rule for folder in folders for rule in own_rules(folder)]
    if not own:
        raise UsageError(" ".join(map(str, folders)), say("rules_test.none"), fix=say("rules_test.none_fix"))
    every = [*shipped_rules(), *own]
    rulefile.unique(every)
    vet(own)
    counted = [_rule(rule, every, say) for rule in own]
    good, bad, untested = (sum(column) for column in zip(*counted, strict=True))
    base.show(say("rules_test.done", rules=len(own), cases=good + bad, good=good, bad=bad))
    return FOUND if bad or untested else PASSED


def _rule(rule: Rule, every: list[Rule], say: Messages) -> tuple[int, int, int]:
    """Run the cases of one rule; return how many were as expected, how many not, and 1 where none is."""
    from checker.judge import cases

    base.show(f"{rule.code} {rule.name}")
    given = cases.load(rule)
    if not given:
        base.show(f"  ✗ {say('rules_test.no_cases', path=rule.cases.name)}")
        return 0, 0, 1
    bad = 0
    for case in given:
        result = cases.check(rule, case, every)
        bad += bool(result.complaints)
        base.show(f"  {'✗' if result.complaints else '✓'} {case.name}")
        for complaint in result.complaints:
            base.show(f"      {complaint}")
    for lack in [*_undocumented(rule), *cases.shortfall(given)]:
        base.show(f"  … {say('rules_test.lacking')}{say('report.colon')}{lack}")
    return len(given) - bad, bad, 0


def _undocumented(rule: Rule) -> list[str]:
    from checker.judge.rulefile import SECTIONS

    return [f"文件头没有写“{name}”" for name in SECTIONS if not rule.doc.get(name)]
