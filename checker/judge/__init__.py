"""Fourth stage: the rules run over the relations; what they return becomes findings.

judge(relations, settings) → findings, passed
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from checker.errors import CheckerError, InternalError, RuleFileError
from checker.judge import assemble, ranking, rulefile, subset
from checker.judge import select as selection
from checker.judge.engine import Engine, Result, empty_engine
from checker.judge.rulefile import Rule
from checker.model import Finding
from checker.resources import folder
from checker.settings import Settings
from checker.table import Places, Relations

__all__ = ["all_rules", "judge", "own_rules", "shipped_rules", "vet"]

_TOGETHER = 20_000  # rows whose places are looked up together


@cache
def shipped_rules() -> tuple[Rule, ...]:
    """Return the rules of this package, by code."""
    return tuple(rulefile.load(folder("rules"), shipped=True))


def all_rules(settings: Settings) -> list[Rule]:
    """Return the shipped rules and those of the settings' own folders, by code.

    Raises:
        RuleFileError: a file of the user's cannot be used.
    """
    rules = list(shipped_rules())
    for own in settings.rules:
        rules.extend(own_rules(own))
    rules.sort(key=lambda rule: rule.code)
    rulefile.unique(rules)
    return rules


def own_rules(folder: Path) -> list[Rule]:
    """Return the rules of a folder of the user's.

    Raises:
        RuleFileError: a file cannot be used, or takes a code that is this package's to give.
    """
    rules = rulefile.load(folder)
    for rule in rules:
        if rulefile.RESERVED.match(rule.code):
            place, problem = f"{rule.path}:{rule.line_of_key('id')}", "PC 开头的编号留给本程序的规则"
            raise RuleFileError(place, problem, fix="用自己的字母，如 BS101，文件名也跟着改")
    return rules


def vet(rules: Sequence[Rule]) -> None:
    """Make sure that the user's own rules can run, before anything is read.

    Raises:
        RuleFileError: one leaves the portable subset or does not bind, with file, line and what to do.
    """
    own = [rule for rule in rules if not rule.shipped]
    for rule in own:
        subset.check(rule)
    if own:
        with empty_engine() as engine:
            for rule in own:
                engine.bind(rule)


def judge(
    relations: Relations,
    settings: Settings,
    *,
    rules: Sequence[Rule] | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    show_passed: bool = False,
    faults: list[CheckerError] | None = None,
    language: str = "zh",
) -> tuple[list[Finding], list[Finding]]:
    """Run the rules over the relations.

    Args:
        relations: From ``checker.table.build``.
        settings: Severities and accepted findings.
        rules: The rules to run; the shipped ones and the settings' own where None.
        select, ignore: Codes, prefixes of codes or names.
        show_passed: Also return what was compared and agreed.
        faults: Takes the errors of rules that failed; where None the first is raised at the end.
        language: Of messages, computations and suggestions; quotes stay as written.
    Returns:
        The findings and the comparisons that agreed, each in the order of documents and places.
    Raises:
        UsageError: a selector names no rule.
        RuleFileError: one of the user's own rules leaves the portable subset or does not bind.
        InternalError: a rule failed and ``faults`` is None.
    """
    ran = selection.chosen(list(rules) if rules is not None else all_rules(settings), select, ignore)
    ran = [rule for rule in ran if not assemble.is_off(rule, settings)]
    broken: list[CheckerError] = [] if faults is None else faults
    places = relations.places
    with _nothing_collected(), Engine(relations.tables, rules=ran) as engine:
        for rule in ran:
            if not rule.shipped:
                subset.check(rule)
                engine.bind(rule)
        failed, passed = _run(engine, ran, places, broken, passed_too=show_passed)
    if faults is None and broken:
        raise broken[0]
    settled = ranking.settle(failed, ran, places)
    by_code = {rule.code: rule for rule in ran}
    for draft in settled:
        assemble.set_severity(by_code[draft.finding.rule], draft.finding, settings)
    agreed = passed if show_passed else []
    for drafts in (settled, agreed):
        drafts.sort(key=lambda draft: assemble.order(draft.finding))
        assemble.number_equal([draft.finding for draft in drafts])
        # Last, so that order and fingerprints are the same in every language.
        for draft in drafts if language != "zh" else ():
            assemble.put(by_code[draft.finding.rule], draft.finding, draft.rows, language)
    return [draft.finding for draft in settled], [draft.finding for draft in agreed]


def _run(
    engine: Engine,
    rules: Sequence[Rule],
    places: Places,
    broken: list[CheckerError],
    *,
    passed_too: bool,
) -> tuple[list[assemble.Draft], list[assemble.Draft]]:
    failed: list[assemble.Draft] = []
    passed: list[assemble.Draft] = []
    with closing(engine.run_all(rules, passed=passed_too)) as results:
        for some in _together(zip(rules, results, strict=True)):
            given = [rows for _, rows in some if not isinstance(rows, InternalError)]
            places.fetch(name for rows in given for name in assemble.named(rows))
            for rule, rows in some:
                try:
                    if isinstance(rows, InternalError):
                        raise rows
                    found, agreed = assemble.drafts(rule, rows, places)
                except InternalError as error:
                    broken.append(error)  # the others still run
                    continue
                failed.extend(found)
                passed.extend(agreed)
    return failed, passed


def _together(results: Iterable[tuple[Rule, Result]]) -> Iterator[list[tuple[Rule, Result]]]:
    """Yield results some thousand rows at a time: places are looked up far cheaper together."""
    some: list[tuple[Rule, Result]] = []
    count = 0
    for rule, rows in results:
        some.append((rule, rows))
        count += 0 if isinstance(rows, InternalError) else len(rows)
        if count >= _TOGETHER:
            yield some
            some, count = [], 0
    yield some


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Keep the garbage collector from going through a million values time and again: none are in cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
