"""Other code for functions of the running program, in a fork of it."""

from __future__ import annotations

import functools
import gc
import inspect
import json
import os
import resource
import select
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import mutants as made

Changed = Sequence[tuple[FunctionType, CodeType]]
_MEMORY = 6 << 30
_MANY = 64  # entries of a cache: with fewer it keeps tables, with more what was worked out for some text


class Program:
    """The functions of the running program and the caches before them."""

    def __init__(self, package: str, folder: Path) -> None:
        self._package, self._folder = package + ".", folder
        self._functions: dict[str, list[FunctionType]] = {}
        self._tables: list[Any] = []
        self._results: list[Any] = []
        self._loading: set[tuple[str, int]] = set()
        self._code: dict[Path, dict[str, CodeType]] = {}
        self._look()

    def _look(self) -> None:
        functions: dict[str, list[FunctionType]] = defaultdict(list)
        self._tables, self._results = [], []
        for thing in gc.get_objects():
            if not isinstance(thing, FunctionType | functools._lru_cache_wrapper):
                continue
            if not str(thing.__module__).startswith(self._package):
                continue
            if isinstance(thing, FunctionType):
                functions[thing.__module__].append(thing)
            elif "process" in inspect.signature(thing).parameters:
                continue  # what a process holds open is not for its forks to close
            else:
                most = thing.cache_parameters()["maxsize"]
                (self._results if most and most >= _MANY else self._tables).append(thing)
        self._functions = dict(functions)

    def load(self, work: Callable[[], object]) -> None:
        """Look again, with all modules imported, and see which lines run only where tables are made anew."""
        self._look()
        self.forget()
        plain = [table for table in self._tables if not inspect.signature(table).parameters]
        made = self._lines_of(lambda: [table() for table in plain])
        self.forget()
        anew = self._lines_of(work)
        self.forget_results()
        self._loading = made | anew - self._lines_of(work)

    def _lines_of(self, work: Callable[[], object]) -> set[tuple[str, int]]:
        import coverage

        source = [str(self._folder)]
        watch = coverage.Coverage(data_file=None, config_file=False, source=source, messages=False)
        watch.start()
        work()
        watch.stop()
        data = watch.get_data()
        return {(path, line) for path in data.measured_files() for line in data.lines(path) or ()}

    def forget(self) -> None:
        """Empty all caches."""
        for cached in (*self._tables, *self._results):
            cached.cache_clear()

    def forget_results(self) -> None:
        """Empty the caches of what was worked out for an argument; tables read from files stay."""
        for cached in self._results:
            cached.cache_clear()

    def changed(self, module: str, path: Path, code: CodeType | None) -> Changed:
        """Return the functions of a module that other code changes, with the changed code."""
        if code is None:
            return []
        if path not in self._code:
            plain = compile(path.read_text("utf-8"), str(path), "exec", dont_inherit=True)
            self._code[path] = functions_in(plain)
        old, new = self._code[path], functions_in(code)
        names = {name for name, one in new.items() if name in old and told(one) != told(old[name])}
        found = []
        for function in self._functions.get(module, ()):
            name = function.__code__.co_qualname
            if name in names and function.__code__.co_freevars == new[name].co_freevars:
                found.append((function, new[name]))
        return found

    def put(self, changed: Changed, mutant: made.Mutant) -> None:
        """Change functions; where tables are made by the mutant's statement, they are made anew."""
        for function, code in changed:
            function.__code__ = code
        if self.loads(mutant):
            self.forget()
        else:
            self.forget_results()

    def loads(self, mutant: made.Mutant) -> bool:
        """Whether the mutant's statement makes tables, which all that read them then hold."""
        path, lines = str(mutant.path), range(mutant.first, mutant.last + 1)
        return any((path, line) in self._loading for line in lines)


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


def forked(work: Callable[[], str], seconds: float) -> tuple[str, float]:
    """Do work in a fork of this process.

    Args:
        work: Returns which test failed, nothing where none did.
        seconds: Of processor time; what needs more has failed.
    Returns:
        What failed, and the processor time it took.
    """
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
            answer = f"{type(error).__name__}: {error}"[:200]
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
    return json.loads(text) if text else "out of time or memory", round(spent, 2)
