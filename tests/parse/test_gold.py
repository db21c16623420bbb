"""The annotated real documents: recall and precision no lower than promised."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest
from phrases import amount

from checker.model import Statement
from checker.parse import parse_document
from checker.read import read_document
from checker.settings import Settings

OPTIONAL = ("可选", "[optional]")
FIELDS = {"comparator": "op", "modality": "modality", "region": "region"}


@pytest.fixture(scope="module")
def gold(corpus: Path) -> list[dict[str, str]]:
    """The annotated statements with a number that must be found, beside the documents."""
    folder = corpus.parent / "gold"
    files = [p for p in sorted(folder.glob("*.jsonl")) if "." not in p.stem] if folder.is_dir() else []
    if not files:
        pytest.skip("no annotated statements beside the documents")
    rows = [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines() if line]
    return [r for r in rows if r.get("value")]


@pytest.fixture(scope="module")
def read(corpus: Path, gold: list[dict[str, str]]) -> dict[tuple[str, int], list[Statement]]:
    """The statements read in the annotated documents, by document and line."""
    found: dict[tuple[str, int], list[Statement]] = defaultdict(list)
    wanted = {row["doc"] for row in gold}
    for path in sorted(corpus.glob("*.txt")):
        if path.name[:3] in wanted:
            reading = parse_document(read_document(str(path), Settings()))
            for statement in reading.statements:
                if statement.value is not None:
                    found[path.name[:3], statement.line].append(statement)
    return found


def paired(
    gold: list[dict[str, str]], read: dict[tuple[str, int], list[Statement]]
) -> list[tuple[dict[str, str], Statement | None]]:
    """Pair each annotated row with a statement of its line, value and unit; each statement once."""
    rest = {key: list(statements) for key, statements in read.items()}
    pairs: list[tuple[dict[str, str], Statement | None]] = []
    for row in gold:
        there = rest.get((row["doc"], int(row["line"])), [])
        match = next(
            (s for s in there if amount(s.value, s.unit) == amount(row["value"], row.get("unit"))), None
        )
        if match is not None:
            there.remove(match)
        pairs.append((row, match))
    return pairs


def required(row: dict[str, str]) -> bool:
    return not any(mark in row.get("note", "") for mark in OPTIONAL)


def test_recall(gold: list[dict[str, str]], read: dict[tuple[str, int], list[Statement]]) -> None:
    pairs = [(row, s) for row, s in paired(gold, read) if required(row)]
    assert sum(s is not None for _, s in pairs) >= 0.97 * len(pairs)


def test_precision(gold: list[dict[str, str]], read: dict[tuple[str, int], list[Statement]]) -> None:
    matched = sum(s is not None for _, s in paired(gold, read))
    assert matched >= 0.97 * sum(map(len, read.values()))


@pytest.mark.parametrize("field", FIELDS)
def test_fields(field: str, gold: list[dict[str, str]], read: dict[tuple[str, int], list[Statement]]) -> None:
    pairs = [(row, s) for row, s in paired(gold, read) if s is not None and required(row)]
    right = sum(getattr(s, field) == row[FIELDS[field]] for row, s in pairs)
    assert right >= 0.95 * len(pairs)
