"""Puts faults into functions of checker/parse, judge or table, one at a time: does a test notice?

Run by ``make mutate``. The tests are collected and run once in this process, to see which lines each of
them reaches and what it costs; what was seen is kept beside the report until program or tests change. Then
each mutant is a fork in which one function has other code and results remembered from before are
forgotten. The fork runs tests that reach the statement, those that differ most and cost least first, until
one fails or the time for a mutant is spent. Any beginning of a run is a sample spread over all modules,
the same one each time. What module level says (patterns, tables) is left alone: it is read before the
tests begin, and the tests of the tables hold it. Mutants that change nothing stand in ``equivalent.tsv``.

    python tests/mutation/run.py parse --number 300 --out mutants.jsonl
    python tests/mutation/run.py parse --again mutants.jsonl --out again.jsonl    # those that survived
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import mutants as made  # noqa: E402
import replacing  # noqa: E402

TESTS = {
    "parse": ["tests/parse", "tests/property/test_grammar_laws.py", "tests/property/test_phrase_laws.py"],
    "judge": [
        "tests/judge",
        "tests/gate/test_commands.py",
        "tests/gate/test_story.py",
        "tests/test_doctests.py",
    ],
    # Where relations are made that rules only join: what adds up, what must follow, what was promised.
    "table": [
        "tests/table",
        "tests/judge/test_cases.py",
        "tests/demo",
        "tests/test_doctests.py",
    ],
}
_WITHOUT = "not TestLinearTime"  # they time, and say nothing of what is read
_LONG = 1.5  # seconds of processor time of a test that is not asked
_BUDGET = 4.0  # seconds of processor time of the tests for one mutant
_MOST = 100  # cases of one test that are asked
_EVERY = "tests/judge/test_cases.py"  # but of this one all: few cases of rules reach any one line
_ALL = "tests/parse/test_readings.py"
_CHEAP = 0.6  # of the budget is spent on the first of the order, the rest evenly on what follows


class Seen:
    """What each test reaches and costs."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.failing: list[str] = []
        self.reach: dict[str, dict[int, list[str]]] = {}  # path below ROOT → line → tests

    def tests_of(self, mutant: made.Mutant) -> set[str]:
        """Return the tests that run any line of the mutant's statement."""
        lines = self.reach.get(str(mutant.path.relative_to(ROOT)), {})
        return {test for line in range(mutant.first, mutant.last + 1) for test in lines.get(line, ())}

    def write(self, path: Path, items: Sequence[pytest.Item]) -> None:
        """Keep it for the next run."""
        names = {name: at for at, name in enumerate(self.seconds)}
        reach = {
            file: {line: [names[test] for test in tests] for line, tests in lines.items()}
            for file, lines in self.reach.items()
        }
        told = {"program": program_digest(), "files": files_digests(items), "seconds": self.seconds,
                "failing": self.failing, "reach": reach}  # fmt: skip
        path.write_text(json.dumps(told), encoding="utf-8")

    @classmethod
    def read(cls, path: Path, items: Sequence[pytest.Item]) -> Seen:
        """Return what an earlier run saw of this program and these tests, as far as they are the same."""
        seen = cls()
        told = json.loads(path.read_text("utf-8")) if path.is_file() else {}
        if told.get("program") != program_digest():
            return seen
        now, names = files_digests(items), list(told["seconds"])
        same = {item.nodeid for item in items if told["files"].get(file_of(item)) == now[file_of(item)]}
        seen.seconds = {test: cost for test, cost in told["seconds"].items() if test in same}
        seen.failing = [test for test in told["failing"] if test in same]
        for file, lines in told["reach"].items():
            seen.reach[file] = {
                int(line): [names[at] for at in tests if names[at] in same] for line, tests in lines.items()
            }
        return seen


class Session:
    """The plugin that takes the place of pytest's own loop over the tests."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.failed = ""

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self) -> None:
        """A failure is all that is asked for: no time goes into a smaller example."""
        import hypothesis

        without = [phase for phase in hypothesis.Phase if phase != hypothesis.Phase.shrink]
        hypothesis.settings.register_profile("mutation", deadline=None, derandomize=True, phases=without)
        hypothesis.settings.load_profile("mutation")

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Keep the first test to fail."""
        if report.failed and not self.failed:
            self.failed = report.nodeid

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run all tests once, then some of them for each mutant."""
        session.items[:] = thinned(session.items)
        program = replacing.Program("checker", ROOT / "checker")
        kept = self.options.out.parent / f"mutants-{self.options.package}.reach"
        seen = Seen.read(kept, session.items)
        unseen = [item for item in session.items if item.nodeid not in seen.seconds]
        if unseen:
            self._watch(unseen, program, seen)
            seen.write(kept, session.items)
        for test in seen.failing:
            print(f"left out, for it fails without a fault: {test}")
        asked = [item for item in session.items if seen.seconds[item.nodeid] < _LONG]
        self._warm(asked, program)
        Mutating(self, program, seen, asked).run()
        return True

    def _watch(self, items: Sequence[pytest.Item], program: replacing.Program, seen: Seen) -> None:
        import coverage

        source = [str(ROOT / "checker" / self.options.package)]
        watch = coverage.Coverage(data_file=None, config_file=False, source=source, messages=False)
        watch.start()
        for item, following in zip(items, [*items[1:], None], strict=True):
            program.forget_results()  # what is remembered is not reached
            watch.switch_context(item.nodeid)
            self.failed, begin = "", time.process_time()
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            seen.seconds[item.nodeid] = round(time.process_time() - begin, 4)
            if self.failed:
                seen.failing.append(item.nodeid)
                seen.seconds[item.nodeid] = _LONG
        watch.stop()
        data = watch.get_data()
        for path in data.measured_files():
            known = seen.reach.setdefault(str(Path(path).relative_to(ROOT)), {})
            for line, tests in data.contexts_by_lineno(path).items():
                known.setdefault(line, []).extend(test for test in tests if test)
        self.failed = ""

    def _warm(self, items: Sequence[pytest.Item], program: replacing.Program) -> None:
        """Run the cheapest test of each file: imports and tables are there before the first fork."""
        first = {file_of(item): item for item in reversed(items)}
        self.asked(list(first.values()))
        program.load(lambda: self.asked(list(first.values())))
        gc.collect()
        gc.freeze()

    def asked(self, items: Sequence[pytest.Item]) -> str:
        """Run tests until one fails, and return which."""
        self.failed = ""
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.failed:
                break
        return self.failed


class Mutating:
    """The run over the mutants."""

    def __init__(
        self, session: Session, program: replacing.Program, seen: Seen, items: Sequence[pytest.Item]
    ) -> None:
        self._session, self._program, self._seen = session, program, seen
        self._options = session.options
        self._order = in_rounds(items, seen.seconds)

    def run(self) -> None:
        """Try mutants and write what became of each."""
        options = self._options
        every = [mutant for path, name in modules(options.package) for mutant in made.of_module(path, name)]
        wanted, known = survivors(options.again), equivalent()
        end, count = time.monotonic() + options.minutes * 60, Counter[str]()
        by_module: dict[str, Counter[str]] = defaultdict(Counter)
        with options.out.open("w", encoding="utf-8") as report:
            for mutant in made.spread(every, options.seed):
                if wanted is not None and mutant.name not in wanted:
                    continue
                if time.monotonic() > end or sum(count.values()) >= options.number:
                    break
                changed = self._program.changed(mutant.module, mutant.path, mutant.compiled())
                if not changed:
                    continue  # module level, or what is no function
                is_known = mutant.name in known
                verdict = {"outcome": "equivalent"} if is_known else self._judged(mutant, changed)
                count[verdict["outcome"]] += 1
                by_module[mutant.module][verdict["outcome"]] += 1
                report.write(json.dumps({**mutant.as_dict(ROOT), **verdict}, ensure_ascii=False) + "\n")
                report.flush()
        for module, counts in sorted(by_module.items()):
            print(f"{module:36}{counts['killed']:5} killed{counts['survived']:5} survived"
                  f"{counts['equivalent']:5} equivalent")  # fmt: skip
        total = count["killed"] + count["survived"]
        share = 100 * count["killed"] / max(total, 1)
        print(f"\n{options.package}: {count['killed']} of {total} killed ({share:.1f} %), "
              f"{count['equivalent']} known to change nothing; of {len(every)} in all")  # fmt: skip

    def _judged(self, mutant: made.Mutant, changed: replacing.Changed) -> dict[str, Any]:
        """Return what became of a mutant: killed or survived, by which test and how long it took."""
        asked = self._selected(mutant)
        if not asked:
            return {"outcome": "survived", "failed": "", "asked": 0, "seconds": 0.0}

        def work() -> str:
            self._program.put(changed, mutant)
            return self._session.asked(asked)

        cost = sum(self._seen.seconds[item.nodeid] for item in asked)
        failed, seconds = replacing.forked(work, 3 * cost + 5)
        outcome = "killed" if failed else "survived"
        return {"outcome": outcome, "failed": failed, "asked": len(asked), "seconds": seconds}

    def _selected(self, mutant: made.Mutant) -> list[pytest.Item]:
        """Return the tests to ask: the first of the order that fit the budget, then an even share."""
        reaching = self._seen.tests_of(mutant)
        own = f"test_{mutant.module.rpartition('.')[2]}.py"
        tables = self._program.loads(mutant)  # made once, and read by tests that come later
        having = [item for item in self._order if tables or item.nodeid in reaching]
        # What holds every reading still says most in the time it takes: all of it is asked.
        first = [item for item in having if file_of(item).endswith(own)]
        first += [item for item in having if file_of(item) == _ALL]
        having = [item for item in having if item not in set(first)]
        cost = self._seen.seconds
        spent, at = 0.0, 0
        while at < len(having) and spent < _BUDGET * _CHEAP:
            spent += cost[having[at].nodeid]
            at += 1
        rest = having[at:]
        step = max(1, -int(-sum(cost[item.nodeid] for item in rest) // (_BUDGET * (1 - _CHEAP))))
        return [*first, *having[:at], *rest[::step]]


def in_rounds(items: Sequence[pytest.Item], cost: dict[str, float]) -> list[pytest.Item]:
    """Return one case of each test function, the cheapest first, then another one of each, and so on."""
    families: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        families[item.nodeid.partition("[")[0]].append(item)
    ranked = []
    for family in families.values():
        family.sort(key=lambda item: hashlib.sha256(item.nodeid.encode()).digest())
        ranked += [((at, cost[item.nodeid], item.nodeid), item) for at, item in enumerate(family)]
    return [item for _, item in sorted(ranked, key=lambda each: each[0])]


def thinned(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """Return the tests, of those with very many cases an even share."""
    families: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        families[item.nodeid.partition("[")[0]].append(item)
    kept = {
        item
        for name, family in families.items()
        for item in family[:: 1 if name.startswith(_EVERY) else -(-len(family) // _MOST)]
    }
    return [item for item in items if item in kept]


def modules(package: str) -> Iterator[tuple[Path, str]]:
    """Yield path and name of every module that is looked at."""
    for path in sorted((ROOT / "checker" / package).rglob("*.py")):
        dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        yield path, dotted.removesuffix(".__init__")


def file_of(item: pytest.Item) -> str:
    """Return the file of a test."""
    return item.nodeid.partition("::")[0]


def files_digests(items: Sequence[pytest.Item]) -> dict[str, str]:
    """Return a digest of each file of tests."""
    names = {file_of(item) for item in items}
    return {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in sorted(names)}


def program_digest() -> str:
    """Return a digest of the program and of the tables it reads."""
    total = hashlib.sha256()
    for top in ("checker", "grammar", "rules", "reports"):
        for path in sorted((ROOT / top).rglob("*")):
            if path.is_file() and path.suffix not in (".pyc", ".yaml"):  # cases are tests
                total.update(f"{path.relative_to(ROOT)} {path.stat().st_size} ".encode() + path.read_bytes())
    return total.hexdigest()


def survivors(report: Path | None) -> set[str] | None:
    """Return the names of mutants that survived an earlier run."""
    if report is None:
        return None
    told = [json.loads(line) for line in report.read_text("utf-8").splitlines()]
    return {one["name"] for one in told if one["outcome"] == "survived"}


def equivalent() -> set[str]:
    """Return the names of mutants that are known to change nothing."""
    lines = (HERE / "equivalent.tsv").read_text("utf-8").splitlines()
    return {line.split("\t")[0] for line in lines if line and not line.startswith("#")}


def main() -> None:
    """Read the command line and run."""
    read = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    read.add_argument("package", choices=sorted(TESTS))
    read.add_argument("--number", type=int, default=300, help="how many mutants")
    read.add_argument("--minutes", type=float, default=1e6, help="stop after so many")
    read.add_argument("--seed", default="1", help="another one gives another sample")
    read.add_argument("--again", type=Path, help="only those that survived in this report")
    read.add_argument("--out", type=Path, default=ROOT / "mutants.jsonl")
    options = read.parse_args()
    options.out = options.out.resolve()
    os.chdir(ROOT)
    line = [
        "-q",
        "--no-header",
        "-p",
        "no:xdist",
        "-s",
        "-m",
        "not outside and not long",
        "-k",
        "not TestLinearTime and not test_round",
    ]
    sys.exit(pytest.main([*line, *TESTS[options.package]], plugins=[Session(options)]))


if __name__ == "__main__":
    main()
