"""Puts faults into the functions of checker/parse or checker/judge, one at a time: does a test notice?

Run by ``make mutate``. The tests are collected and run once in this process, which keeps what they made;
then each mutant is a fork of it in which one function has other code and results remembered from before
are forgotten. The fork runs the tests of the module first, then others of the files that reach the line,
spread evenly, until one fails or the time for a mutant is spent. Any beginning of a run is a sample spread
over all modules, the same one each time. What module level says (patterns, tables) is left alone: it is
read before the tests begin, and the tests of the tables hold it.

    python tests/mutation/run.py parse --number 300 --out mutants.jsonl
"""

from __future__ import annotations

import argparse
import functools
import gc
import json
import os
import resource
import select
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(Path(__file__).resolve().parent))

import mutants as made  # noqa: E402

TESTS = {
    "parse": ["tests/parse", "tests/property/test_grammar_laws.py"],
    "judge": ["tests/judge", "tests/gate/test_commands.py", "tests/gate/test_story.py"],
}
_LONG = 3.0  # seconds of a test that is not asked
_BUDGET = 10.0  # seconds of processor time of the tests for one mutant
_MEMORY = 6 << 30


class Session:
    """The plugin that takes the place of pytest's own loop over the tests."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.failed = ""
        self.seconds: dict[str, float] = {}
        self.reach: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Keep the first test to fail."""
        if report.failed and not self.failed:
            self.failed = report.nodeid

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run all tests once, then some of them for each mutant."""
        items = self._warmed(session.items)
        mutate(items, self)
        return True

    def _warmed(self, items: Sequence[pytest.Item]) -> list[pytest.Item]:
        import coverage

        source = [str(ROOT / "checker" / self.options.package)]
        watch = coverage.Coverage(data_file=None, config_file=False, source=source, messages=False)
        kept, measured = [], ""
        for item, following in zip(items, [*items[1:], None], strict=True):
            self.failed, begin = "", time.process_time()
            if file_of(item) != measured:  # starting takes its time: once a file
                watch.start()
                measured = file_of(item)
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            self.seconds[item.nodeid] = time.process_time() - begin
            if following is None or file_of(following) != file_of(item):
                watch.stop()
                data = watch.get_data()
                for path in data.measured_files():
                    self.reach[file_of(item)][path] |= set(data.lines(path) or ())
                watch.erase()
            if self.failed:
                print(f"left out, for it fails without a fault: {self.failed}")
            elif self.seconds[item.nodeid] < _LONG:
                kept.append(item)
        self.failed = ""
        return kept

    def run(self, items: Sequence[pytest.Item]) -> dict[str, str]:
        """Run tests until one fails, and return which."""
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self.failed:
                break
        return {"failed": self.failed}


def file_of(item: pytest.Item) -> str:
    """Return the file of a test."""
    return item.nodeid.partition("::")[0]


def mutate(items: Sequence[pytest.Item], session: Session) -> None:
    """Try mutants and write what became of each."""
    options = session.options
    every = [mutant for path, name in modules(options.package) for mutant in made.of_module(path, name)]
    end, count = time.monotonic() + options.minutes * 60, Counter[str]()
    with options.out.open("w", encoding="utf-8") as report:
        for mutant in made.spread(every, options.seed):
            if time.monotonic() > end or count["killed"] + count["survived"] >= options.number:
                break
            verdict = judged(mutant, items, session)
            count[verdict["outcome"]] += 1
            if verdict["outcome"] not in ("killed", "survived"):
                continue
            place = f"{mutant.path.relative_to(ROOT)}:{mutant.line}"
            line = {"name": mutant.name, "at": place, "kind": mutant.kind, "before": mutant.before,
                    "after": mutant.after, **verdict}  # fmt: skip
            report.write(json.dumps(line, ensure_ascii=False) + "\n")
            report.flush()
    total = count["killed"] + count["survived"]
    share = 100 * count["killed"] / max(total, 1)
    print(f"\n{options.package}: {count['killed']} of {total} killed ({share:.1f} %); of {len(every)} in all")


def modules(package: str) -> Iterator[tuple[Path, str]]:
    """Yield path and name of every module that is looked at."""
    for path in sorted((ROOT / "checker" / package).rglob("*.py")):
        dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        yield path, dotted.removesuffix(".__init__")


def judged(mutant: made.Mutant, items: Sequence[pytest.Item], session: Session) -> dict[str, Any]:
    """Return what became of a mutant: killed or survived, by which test and how long it took."""
    code = mutant.compiled()
    changed = list(replaced(mutant, code)) if code is not None else []
    if not changed:
        return {"outcome": "no function"}
    asked = selected(mutant, items, session)
    if not asked:
        return {"outcome": "survived", "failed": "", "asked": 0, "seconds": 0.0}

    def work() -> dict[str, str]:
        for function, other in changed:
            function.__code__ = other
        forget()
        return session.run(asked)

    answer = forked(work, 4 * _BUDGET)
    failed = answer.get("failed", "out of time or memory")
    outcome = "killed" if failed else "survived"
    return {"outcome": outcome, "failed": failed, "asked": len(asked), "seconds": answer["seconds"]}


def replaced(mutant: made.Mutant, code: CodeType) -> Iterator[tuple[FunctionType, CodeType]]:
    """Yield the functions of the module whose code the mutant changes, with the changed code."""
    old = functions_in(compile(mutant.path.read_text("utf-8"), str(mutant.path), "exec", dont_inherit=True))
    new = functions_in(code)
    names = {name for name, one in new.items() if name in old and told(one) != told(old[name])}
    for function in gc.get_objects():
        if isinstance(function, FunctionType) and function.__module__ == mutant.module:
            name = function.__code__.co_qualname
            if name in names and function.__code__.co_freevars == new[name].co_freevars:
                yield function, new[name]


def functions_in(code: CodeType) -> dict[str, CodeType]:
    """Return functions and methods by name; what stands within a function belongs to it."""
    found: dict[str, CodeType] = {}
    for one in code.co_consts:
        if isinstance(one, CodeType):
            found[one.co_qualname] = one
            if not one.co_flags & 0x2:  # the body of a class
                found |= functions_in(one)
    return found


def told(code: CodeType) -> tuple[object, ...]:
    """Return all of a function but its lines."""
    consts = tuple(told(one) if isinstance(one, CodeType) else (type(one), one) for one in code.co_consts)
    return code.co_code, code.co_names, code.co_varnames, consts


def forget() -> None:
    """Empty the caches of the program, but those of files that are read as they are."""
    for thing in gc.get_objects():
        if isinstance(thing, functools._lru_cache_wrapper) and thing.__module__.startswith("checker."):
            thing.cache_clear()


def selected(mutant: made.Mutant, items: Sequence[pytest.Item], session: Session) -> list[pytest.Item]:
    """Return the tests to ask: those named like the module, then others that reach it, spread evenly."""
    path, own = str(mutant.path), f"test_{mutant.module.rpartition('.')[2]}.py"
    having = [item for item in items if mutant.line in session.reach[file_of(item)].get(path, ())]
    first = [item for item in having if file_of(item).endswith(own)]
    rest = [item for item in having if not file_of(item).endswith(own)]
    total = sum(session.seconds[item.nodeid] for item in rest) or 1.0
    room = max(_BUDGET - sum(session.seconds[item.nodeid] for item in first), _BUDGET / 2)
    step = max(1, -int(-total // room))
    return first + rest[::step]


def forked(work: Callable[[], dict[str, Any]], seconds: float) -> dict[str, Any]:
    """Do work in a fork of this process; its answer is empty where the processor time did not suffice."""
    reading, writing = os.pipe()
    begin = os.times()
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        quiet = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(quiet, stream)
        try:
            answer = work()
        except BaseException as error:
            answer = {"failed": f"{type(error).__name__}: {error}"[:200]}
        os.write(writing, json.dumps(answer).encode())
        os._exit(0)
    os.close(writing)
    text = b""
    end = time.monotonic() + 20 * seconds
    while select.select([reading], [], [], max(0.0, end - time.monotonic()))[0]:
        piece = os.read(reading, 1 << 16)
        if not piece:
            break
        text += piece
    else:
        os.killpg(child, 9)
    os.close(reading)
    os.waitpid(child, 0)
    took = os.times()
    spent = took.children_user + took.children_system - begin.children_user - begin.children_system
    return {**(json.loads(text) if text else {}), "seconds": round(spent, 2)}


def main() -> None:
    """Read the command line and run."""
    read = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    read.add_argument("package", choices=sorted(TESTS))
    read.add_argument("--number", type=int, default=300, help="how many mutants")
    read.add_argument("--minutes", type=float, default=1e6, help="stop after so many")
    read.add_argument("--seed", default="1", help="another one gives another sample")
    read.add_argument("--out", type=Path, default=ROOT / "mutants.jsonl")
    options = read.parse_args()
    os.chdir(ROOT)
    line = [
        "-q",
        "--no-header",
        "-p",
        "no:xdist",
        "-s",
        "--hypothesis-seed=0",
        "-m",
        "not outside and not long",
    ]
    sys.exit(pytest.main([*line, *TESTS[options.package]], plugins=[Session(options)]))


if __name__ == "__main__":
    main()
