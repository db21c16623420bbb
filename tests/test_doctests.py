"""The examples in the docstrings are so."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

CHECKER = Path(__file__).resolve().parent.parent / "checker"
# Modules that only their own extras can import have no examples.
WITH_EXAMPLES = [path for path in sorted(CHECKER.rglob("*.py")) if ">>> " in path.read_text("utf-8")]


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=lambda path: path.relative_to(CHECKER).as_posix())
def test_examples(path: Path) -> None:
    dotted = ".".join(path.relative_to(CHECKER.parent).with_suffix("").parts).removesuffix(".__init__")
    module = importlib.import_module(dotted)
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    examples = [one for one in doctest.DocTestFinder().find(module) if one.examples]
    for one in examples:
        runner.run(one, out=said.append)
    assert examples, "an example that no docstring holds"
    assert not said, "".join(said)
