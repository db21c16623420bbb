"""Which share of a run's time is spent where: by library, and by part of the program.

Python's profiler makes calls dearer than they are, so shares of code with many small calls are a little
too high; what a library in C does inside one call counts as that library's.

    python tests/bench/shares.py FOLDER
"""

from __future__ import annotations

import cProfile
import json
import pstats
import sys
from collections import Counter
from pathlib import Path

from checker.inputs import expand
from checker.judge import judge
from checker.pipeline import read_all
from checker.settings import load
from checker.table import build

_PARTS = (
    ("checker/read/", "read: formats, structure, context"),
    ("checker/parse/lalr", "parse: grammar (LALR)"),
    ("checker/parse/scanner", "parse: scanner"),
    ("checker/parse/words", "jieba's dictionary"),
    ("checker/parse/", "parse: the rest"),
    ("checker/table/", "table"),
    # Calls into DuckDB are not told apart from the functions that make them.
    ("checker/judge/engine", "DuckDB"),
    ("checker/judge/", "judge: findings and messages"),
    ("checker/", "the program's other modules"),
    ("lark", "Lark"),
    ("duckdb", "DuckDB"),
)
_ALWAYS = ("jieba's dictionary", "Lark", "DuckDB")  # however little
_BUILT_IN = (
    ("duckdb", "DuckDB"), ("Automaton", "Aho-Corasick"), ("re.Pattern", "regular expressions"),
    ("re.Match", "regular expressions"), ("lxml", "lxml"), ("decimal", "decimals"),
)  # fmt: skip


def _part(file: str, name: str) -> str:
    if file == "~":
        return next((part for mark, part in _BUILT_IN if mark in name), "Python's own objects")
    return next((part for mark, part in _PARTS if mark in file), "the standard library and others")


def main() -> None:
    """Print percentages as JSON."""
    paths, settings = expand([sys.argv[1]]).paths, load(None, Path(sys.argv[1]))
    read_all(paths[:1], settings)  # lexicon and divisions are loaded once, whatever the corpus
    profiler = cProfile.Profile()
    profiler.enable()
    readings = read_all(paths, settings)
    relations = build(readings, settings)
    judge(relations, settings)
    profiler.disable()
    spent: Counter[str] = Counter()
    for (file, _line, name), (_, _, own, _, _) in pstats.Stats(profiler).stats.items():  # type: ignore[attr-defined]
        spent[_part(file, name)] += own
    total = sum(spent.values())
    spent.update(dict.fromkeys(_ALWAYS, 0.0))
    shares = {part: 100 * own / total for part, own in spent.most_common()}
    print(json.dumps({part: share for part, share in shares.items() if share >= 0.5 or part in _ALWAYS}))


if __name__ == "__main__":
    main()
