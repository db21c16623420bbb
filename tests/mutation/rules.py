"""Puts faults into the SQL of the rules, one at a time: does a case beside the rule notice?

The relations of all cases that run a rule lie in one database (``tests/judge/copies.py``), beside those
with one cell changed (``tests/judge/guards.py``): one query tells where a mutant gives other rows than the
rule. What shows it is a case that expects something else (``expected``), a case or the demo corpus of which
all that is said is held (``held``, ``tests/judge/findings.py``), or a changed cell (``guards``). Then the
demo corpus and ``tests/judge/wordings.tsv`` are asked. A mutant that gives the same rows everywhere
(``unseen``) is told apart from one that gives others which nobody misses (``survived``).

    python tests/mutation/rules.py --out mutants-rules.jsonl
    python tests/mutation/rules.py PC2 --seed 2 --number 100 --out mutants-rules.jsonl
    python tests/mutation/rules.py --again mutants-rules.jsonl --out again.jsonl    # those that survived
    python tests/mutation/rules.py --against FOLDER --out …    # what survives also runs over documents there
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(ROOT / "tests" / "judge")]

import copies  # noqa: E402
import findings as said  # noqa: E402
import guards  # noqa: E402
import sqlmutants as made  # noqa: E402

from checker import pipeline  # noqa: E402
from checker.errors import CheckerError, InternalError  # noqa: E402
from checker.judge import cases, judge, shipped_rules  # noqa: E402
from checker.judge.engine import Engine  # noqa: E402
from checker.judge.rulefile import Rule  # noqa: E402
from checker.model import Finding  # noqa: E402
from checker.settings import Settings, load  # noqa: E402
from checker.table import Relations, build  # noqa: E402

Rows = Counter[tuple[tuple[str, str], ...]]
Copy = tuple[copies.Rows, frozenset[str]]
_SECONDS = 5.0  # a fault that makes a rule run longer over a case is seen
HELD = guards.written()
_DEMO = ROOT / "tests" / "demo"


class Body:
    """Documents a rule runs over, and what it must give there."""

    passed = False  # whether comparisons that agree are held too

    def __init__(self, name: str, settings: Settings, relations: Relations) -> None:
        self.name, self._settings, self._relations = name, settings, relations
        self._engines: dict[str, Engine] = {}
        self._plain: dict[str, Rows] = {}
        self._before: dict[str, list[str]] = {}

    def close(self, code: str) -> None:
        """Free the engine made for a rule."""
        if code in self._engines:
            self._engines.pop(code).close()

    def rows(self, rule: Rule) -> Rows:
        """Return the rows of a rule, as texts."""
        if rule.code not in self._engines:
            self._engines[rule.code] = Engine(self._relations.tables, rules=[rule])
        rows = self._engines[rule.code].run(rule, time_limit=_SECONDS, passed=self.passed)
        return Counter(tuple((name, str(value)) for name, value in row.items()) for row in rows)

    def differs(self, rule: Rule, mutant: Rule) -> bool:
        """Say whether a changed rule gives other rows than the rule."""
        if rule.code not in self._plain:
            self._plain[rule.code] = self.rows(rule)
        return self.rows(mutant) != self._plain[rule.code]

    def found(self, rules: Sequence[Rule]) -> tuple[list[Finding], list[str]]:
        """Return what rules find together, and all that is said of it."""
        findings, agreed = judge(self._relations, self._settings, rules=rules, show_passed=self.passed)
        return findings, [*map(said.told, findings), *map(said.agreed, agreed)]

    def complaint(self, rule: Rule, mutant: Rule) -> tuple[str, str]:
        """Return what is wrong with what the changed rule finds, and what shows it: a case, or what is held.

        Nothing where all is as expected.
        """
        rules = self.ran(rule)
        findings, now = self.found([mutant if one.code == mutant.code else one for one in rules])
        if wrong := self.expected(mutant, findings):
            return wrong, "expected"
        if rule.code not in self._before:
            self._before[rule.code] = self.found(rules)[1]
        return said.difference(self._before[rule.code], now), "held"

    def ran(self, rule: Rule) -> list[Rule]:
        """Return the rules that run together with one over these documents, itself among them."""
        raise NotImplementedError

    def expected(self, mutant: Rule, findings: Sequence[Finding]) -> str:
        """Return how findings are not what is expected."""
        raise NotImplementedError


class CaseBody(Body):
    """The documents of a case."""

    def __init__(self, rule: Rule, case: cases.Case, rules: Sequence[Rule]) -> None:
        settings, readings = cases.read(case, rule)
        super().__init__(f"{rule.code}-{case.name}", settings, build(readings, settings))
        self._rule, self._case = rule, case
        self._ran = [other for other in rules if other.code == rule.code or other.code in case.also]

    def copy(self, rule: Rule) -> Copy:
        """Return the relations that a rule names, and what are names in them."""
        rows = copies.rows_of(self._relations.tables, rule.sql)
        return rows, copies.names_in(rows)

    def ran(self, rule: Rule) -> list[Rule]:
        """Return the rules that the case names."""
        return self._ran

    def expected(self, mutant: Rule, findings: Sequence[Finding]) -> str:
        """Return what the case misses and what it does not expect."""
        own = mutant if self._rule.code == mutant.code else self._rule
        return "; ".join(cases.complaints(own, self._case, findings))


class Together:
    """The cases that run a rule, and those with one cell changed, in one database."""

    def __init__(self, rule: Rule, bodies: Sequence[CaseBody]) -> None:
        self._rule, self._bodies = rule, bodies
        given = [
            guards.guard_of(rule, case) for case in cases.load(rule) if case.name in HELD.get(rule.code, ())
        ]
        changed = [copy for guard in given for copy in guard.copies()]
        every = copies.apart([*(body.copy(rule) for body in bodies), *changed])
        self._engine = Engine(every, rules=[rule])
        self._count = len(bodies) + len(changed)
        self._rows, self._outcome = self._asked(rule)

    def close(self) -> None:
        """Free the engine."""
        self._engine.close()

    def _asked(self, rule: Rule) -> tuple[dict[int, Rows], list[str]]:
        found: dict[int, Rows] = defaultdict(Counter)
        rows = self._engine.run(rule, time_limit=_SECONDS)
        for row in rows:
            found[copies.copy_of(row)][tuple((name, str(value)) for name, value in row.items())] += 1
        return found, guards.outcomes(rows, rule, self._count)[len(self._bodies) :]

    def asked(self, mutant: Rule) -> tuple[bool, list[CaseBody]]:
        """Say whether a changed cell shows a changed rule, and return the cases in which rows differ."""
        try:
            rows, outcome = self._asked(mutant)
        except InternalError:  # all with all: more than the time allows
            return False, list(self._bodies)
        cases_of = [body for at, body in enumerate(self._bodies) if rows.get(at) != self._rows.get(at)]
        return outcome != self._outcome, cases_of


class HeldBody(Body):
    """Documents of which all errors and warnings are held by a test."""

    def __init__(
        self,
        name: str,
        documents: Sequence[Path],
        settings: Settings,
        rules: Sequence[Rule],
        *,
        passed: bool = False,
    ) -> None:
        readings = pipeline.read_all([str(path) for path in documents], settings)
        super().__init__(name, settings, build(readings, settings))
        self.passed = passed
        self._rules = rules
        self._grave: dict[str, Counter[tuple[str, str, str, int]]] = {}

    def ran(self, rule: Rule) -> list[Rule]:
        """Return the rules that one outranks or that outrank it."""
        return [
            one
            for one in self._rules
            if one.code == rule.code or one.code in rule.outranks or rule.code in one.outranks
        ]

    def expected(self, mutant: Rule, findings: Sequence[Finding]) -> str:
        """Return which errors and warnings are more or fewer."""
        if mutant.code not in self._grave:
            self._grave[mutant.code] = _grave(self.found(self.ran(mutant))[0])
        now, before = _grave(findings), self._grave[mutant.code]
        return "; ".join([f"more: {one}" for one in now - before] + [f"less: {one}" for one in before - now])


def _grave(findings: Sequence[Finding]) -> Counter[tuple[str, str, str, int]]:
    return Counter((f.severity, f.rule, f.document, f.line) for f in findings if f.severity != "note")


def shared_bodies(rules: Sequence[Rule], folder: Path) -> Iterator[Body]:
    """Yield the documents that all rules are held to: the demo corpus, and the wordings and their twins."""
    from test_wordings import HEAD, RIGHT, WRONG, sentences

    demo = sorted(path for path in (_DEMO / "corpus").iterdir() if path.is_file())
    yield HeldBody("demo", demo, load(_DEMO / "checker.toml", _DEMO), rules, passed=True)
    for name, side in (("wrong", WRONG), ("right", RIGHT)):
        path = folder / name / "报告.txt"
        path.parent.mkdir()
        path.write_text(HEAD + "\n".join(sentences(side)) + "\n", encoding="utf-8")
        yield HeldBody(f"wordings, {name}", [path], Settings(), rules)


def verdict(rule: Rule, sql: str, together: Together, shared: Sequence[Body]) -> dict[str, str]:
    """Return what became of a mutant and which documents showed it."""
    mutant = replace(rule, sql=sql)
    other = []
    try:
        guarded, differing = together.asked(mutant)
        for body in (*differing, *(() if guarded else shared)):
            if not body.differs(rule, mutant):
                continue
            why, by = body.complaint(rule, mutant)
            if why:
                return {"outcome": "killed", "by": by, "where": body.name, "why": why[:200]}
            other.append(body.name)
    except CheckerError as error:
        return {"outcome": "killed", "by": "failed", "where": "", "why": str(error)[:200]}
    if guarded:
        return {"outcome": "killed", "by": "guards", "where": "", "why": ""}
    return {
        "outcome": "survived" if other else "unseen",
        "by": "",
        "where": "; ".join(other)[:300],
        "why": "",
    }


def told(rule: Rule, sql: str, bodies: Sequence[Body]) -> str:
    """Return what a mutant that survived changes in documents of which nothing is held."""
    mutant = replace(rule, sql=sql)
    for body in bodies:
        if body.differs(rule, mutant) and (why := body.complaint(rule, mutant)[0]):
            return f"{body.name}: {why}"[:600]
    return ""


def sampled(mutants: Sequence[made.Mutant], seed: str, number: int) -> list[made.Mutant]:
    """Return so many of them, the same ones for a seed, in their order."""
    ranked = sorted(mutants, key=lambda one: hashlib.sha256(f"{seed} {one.name}".encode()).digest())
    kept = {one.name for one in ranked[:number]}
    return [one for one in mutants if one.name in kept]


def bodies_of(rule: Rule, rules: Sequence[Rule]) -> Iterator[CaseBody]:
    """Yield the cases a rule runs in: its own, and those of others that name it."""
    for other in rules:
        for case in cases.load(other):
            if other.code == rule.code or rule.code in case.also:
                yield CaseBody(other, case, rules)


def run(options: argparse.Namespace) -> None:
    """Try mutants and write what became of each."""
    rules = list(shipped_rules())
    chosen = [rule for rule in rules if not options.rules or rule.code.startswith(tuple(options.rules))]
    every = {rule.code: list(made.of_rule(rule)) for rule in chosen}
    asked = {
        one.name
        for one in sampled([m for some in every.values() for m in some], options.seed, options.number)
    }
    if options.again:
        before = [json.loads(line) for line in options.again.read_text("utf-8").splitlines()]
        asked = {one["name"] for one in before if one["outcome"] in ("survived", "unseen")}
    known = equivalent()
    count: Counter[str] = Counter()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="checker-mutants-")))
        shared = list(shared_bodies(rules, folder))
        more = [HeldBody(one.name, documents(one), Settings(), rules) for one in options.against]
        report = stack.enter_context(options.out.open("w", encoding="utf-8"))
        for rule in chosen:
            begin, bodies = time.process_time(), list(bodies_of(rule, rules))
            together = Together(rule, bodies)
            counted: Counter[str] = Counter()
            for mutant in every[rule.code]:
                if mutant.name not in asked:
                    continue
                found: dict[str, Any] = {"outcome": "equivalent"}
                if mutant.name not in known:
                    found = verdict(rule, mutant.sql, together, shared)
                if found["outcome"] in ("survived", "unseen") and more:
                    found["elsewhere"] = told(rule, mutant.sql, more)
                counted[" ".join(filter(None, [found["outcome"], found.get("by", "")]))] += 1
                report.write(json.dumps({**mutant.as_dict(), **found}, ensure_ascii=False) + "\n")
                report.flush()
            together.close()
            for body in (*bodies, *shared, *more):
                body.close(rule.code)
            count += counted
            print(rule.code, dict(counted), f"{time.process_time() - begin:.0f} s", flush=True)
    print("\nrules:", ", ".join(f"{times} {what}" for what, times in sorted(count.items())))


def documents(folder: Path) -> list[Path]:
    """Return the texts below a folder."""
    return sorted(path for path in folder.rglob("*") if path.suffix in (".txt", ".html", ".docx", ".md"))


def equivalent() -> set[str]:
    """Return the names of mutants that are known to change nothing."""
    lines = (HERE / "equivalent.tsv").read_text("utf-8").splitlines()
    return {line.split("\t")[0] for line in lines if line and not line.startswith("#")}


def main() -> None:
    """Read the command line and run."""
    read = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    read.add_argument("rules", nargs="*", help="codes or beginnings of codes; all where none is given")
    read.add_argument("--number", type=int, default=1_000_000, help="how many mutants; all where not given")
    read.add_argument("--seed", default="1", help="another one gives another sample")
    read.add_argument("--again", type=Path, help="only those that survived in this report")
    read.add_argument("--against", type=Path, nargs="*", default=(), help="folders of further documents")
    read.add_argument("--out", type=Path, default=ROOT / "mutants-rules.jsonl")
    run(read.parse_args())


if __name__ == "__main__":
    main()
