"""Small faults put into a module, one at a time: what a test suite should notice.

The operators are those of mutmut, which looks only at functions without decorator; here everything of a
module is looked at but annotations and decorators, and each condition is forced both ways besides.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType
from typing import Any

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation import mutators

# Half of all mutants lose an argument or assign None, and nearly all of these end in an exception at once:
# one in six of them is kept, so that a sample asks about behaviour.
_CRASHING, _ONE_IN = ("arg_removal", "assignment"), 6


@dataclass(frozen=True)
class Mutant:
    """One fault: where it is, what kind, and the code before and after."""

    module: str  # checker.parse.fold
    path: Path
    line: int
    first: int  # line of its statement, of a compound one only the head
    last: int
    kind: str
    before: str
    after: str
    nth: int  # of the equal ones in the module
    _whole: cst.Module = field(repr=False, compare=False)
    _nodes: tuple[cst.CSTNode, cst.CSTNode] = field(repr=False, compare=False)

    @property
    def name(self) -> str:
        """A name that holds as long as the line does not change, wherever it moves."""
        told = f"{self.module}|{self.kind}|{self.before}|{self.after}|{self.nth}"
        return f"{self.module}:{hashlib.sha256(told.encode()).hexdigest()[:10]}"

    def as_dict(self, root: Path) -> dict[str, str]:
        """Return it for a report."""
        place = f"{self.path.relative_to(root)}:{self.line}"
        return {"name": self.name, "at": place, "kind": self.kind, "before": self.before, "after": self.after}

    def compiled(self) -> CodeType | None:
        """Return the changed module, None where the change is no Python."""
        try:
            return compile(
                self._whole.deep_replace(*self._nodes).code, str(self.path), "exec", dont_inherit=True
            )
        except SyntaxError:
            return None


def of_module(path: Path, module: str) -> list[Mutant]:
    """Return every mutant of a module, in the order of its lines."""
    wrapper = MetadataWrapper(cst.parse_module(path.read_text("utf-8")))
    finder = _Finder()
    wrapper.visit(finder)
    found: list[Mutant] = []
    seen: dict[tuple[object, ...], int] = {}
    for (line, first, last), kind, old, new in finder.found:
        before, after = _told(wrapper.module, old), _told(wrapper.module, new)
        if before == after:
            continue
        key = (kind, before, after)
        seen[key] = seen.get(key, -1) + 1
        place = (line, first, last)
        found.append(Mutant(module, path, *place, kind, before, after, seen[key], wrapper.module, (old, new)))
    return found


def spread(mutants: Sequence[Mutant], seed: str) -> list[Mutant]:
    """Return all of them in an order of which any beginning is a sample spread over all modules."""
    ranked: list[tuple[float, str, Mutant]] = []
    for module in sorted({mutant.module for mutant in mutants}):
        own = [mutant for mutant in mutants if mutant.module == module]
        own.sort(key=lambda mutant: hashlib.sha256(f"{seed} {mutant.name}".encode()).digest())
        ranked += [((at + 0.5) / len(own), mutant.name, mutant) for at, mutant in enumerate(own)]
    return [mutant for _, _, mutant in sorted(ranked, key=lambda each: each[:2])]


class _Finder(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self) -> None:
        self._passed = 0
        self._statement = (0, 0)
        self.found: list[tuple[tuple[int, int, int], str, cst.CSTNode, cst.CSTNode]] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        # A type is no behaviour; a decorator is a cache or a property; __all__ and imports are names.
        if isinstance(node, cst.Annotation | cst.Decorator | cst.Import | cst.ImportFrom):
            return False
        if isinstance(node, cst.Assign) and _told_name(node) == "__all__":
            return False
        if isinstance(node, cst.SimpleStatementLine | cst.BaseCompoundStatement):
            place = self.get_metadata(PositionProvider, node)
            self._statement = (place.start.line, place.end.line)
            if isinstance(node, cst.BaseCompoundStatement) and not isinstance(node, cst.Match):
                body = self.get_metadata(PositionProvider, node.body).start.line
                self._statement = (place.start.line, max(place.start.line, body - 1))
        for kind, old, new in _changes(node):
            if kind in _CRASHING:
                self._passed += 1
                if self._passed % _ONE_IN:
                    continue
            line = self.get_metadata(PositionProvider, node).start.line
            self.found.append(((line, *self._statement), kind, old, new))
        return True


def _changes(node: cst.CSTNode) -> Iterator[tuple[str, cst.CSTNode, cst.CSTNode]]:
    for sort, operator in _OPERATORS:
        if isinstance(node, sort):
            kind = operator.__name__.removeprefix("operator_")
            yield from ((kind, node, new) for new in operator(node))
    if isinstance(node, cst.If | cst.While | cst.CompIf):
        for word, value in ((cst.Or(), "True"), (cst.And(), "False")):
            if isinstance(node, cst.While) and value == "True":
                continue  # does not end
            held = node.test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
            forced = cst.BooleanOperation(left=held, operator=word, right=cst.Name(value))
            yield "condition", node, node.with_changes(test=forced)


def _string(node: cst.BaseString) -> Iterable[cst.CSTNode]:
    # Of mutmut's three the first; most strings here are Chinese and have no case.
    if isinstance(node, cst.SimpleString):
        yield from list(mutators.operator_string(node))[:1]


_string.__name__ = "operator_string"
_OPERATORS: list[tuple[Any, Any]] = [
    (sort, _string if operator is mutators.operator_string else operator)
    for sort, operator in mutators.mutation_operators
]


def _told(module: cst.Module, node: cst.CSTNode) -> str:
    code = " ".join(module.code_for_node(node).split())
    return code if len(code) <= 240 else code[:240] + "…"


def _told_name(node: cst.Assign) -> str:
    target = node.targets[0].target
    return target.value if isinstance(target, cst.Name) else ""
