"""Wordings of one defect beyond the case files: each line of ``wordings.tsv`` fires its rule, its twin none.

All lines stand in one document, so that a hundred of them cost no more than a run.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

import checker

HEAD = "白桦县2025年政府工作报告\n2025年1月8日在白桦县第十六届人民代表大会第四次会议上\n一、2024年工作回顾\n"
MARK = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
ROWS = [
    (rule, sentence)
    for line in Path(__file__).with_name("wordings.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for rule, sentence in [line.split("\t")]
]
FIRING = [at for at, (rule, _) in enumerate(ROWS) if rule != "-"]
WRONG, RIGHT = 1, 2


def fired(folder: Path, lines: list[str]) -> dict[int, set[str]]:
    """Return the rules that raised an error or warning on each line."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        Path("报告.txt").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
        found: dict[int, set[str]] = {at: set() for at in range(len(lines))}
        for finding in checker.check(["报告.txt"]).findings:
            at = finding.line - HEAD.count("\n") - 1
            if finding.severity in ("error", "warning") and at >= 0:
                found[at].add(finding.rule)
        return found
    finally:
        os.chdir(before)


def sentences(side: int) -> list[str]:
    return [MARK.sub(lambda mark: mark[side], sentence) for _, sentence in ROWS]


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> dict[int, set[str]]:
    return fired(tmp_path_factory.mktemp("wrong"), sentences(WRONG))


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> dict[int, set[str]]:
    return fired(tmp_path_factory.mktemp("right"), sentences(RIGHT))


@pytest.mark.parametrize("at", FIRING, ids=lambda at: f"{ROWS[at][0]}-{at}")
def test_fires(wrong: dict[int, set[str]], at: int) -> None:
    assert ROWS[at][0] in wrong[at], sentences(WRONG)[at]


def test_the_twins_are_silent(right: dict[int, set[str]]) -> None:
    assert not {sentences(RIGHT)[at]: rules for at, rules in right.items() if rules}
