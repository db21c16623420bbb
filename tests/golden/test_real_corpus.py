"""Real documents, where CHECKER_CORPUS names a folder of them: identities, accounting, extraction scores.

The hand annotations and the script that scores against them are looked for beside that folder
(``../gold``, ``../tools``); without them these tests skip.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import checker
from checker.model import Audit

FOLDER = os.environ.get("CHECKER_CORPUS")
CORPUS = Path(FOLDER) if FOLDER else Path("none")
GOLD = sorted(p for p in (CORPUS.parent / "gold").glob("*.jsonl") if p.name.count(".") == 1)
SCORER = CORPUS.parent / "tools" / "score_extraction.py"

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="CHECKER_CORPUS is not set")


@pytest.fixture(scope="module")
def audit() -> Audit:
    return checker.check([CORPUS])


def test_identities(audit: Audit) -> None:
    truth = {d["file"]: d for d in tomllib.loads((CORPUS / "corpus.toml").read_text("utf-8"))["document"]}
    for reading in audit.readings:
        identity = reading.document.identity
        told = truth[Path(reading.document.path).name]
        for key in ("region", "region_path", "kind", "plan_year", "report_year"):
            if key in told:
                assert getattr(identity, key) == told[key], (told["file"], key)


def test_at_most_one_number_in_a_hundred_is_not_understood(audit: Audit) -> None:
    numbers = [n for r in audit.readings for n in r.numbers]
    unread = [n.text for n in numbers if n.use == "not_understood"]
    assert len(numbers) > 500
    assert len(unread) <= 0.01 * len(numbers), unread


def test_the_delegated_targets_are_raised(audit: Audit) -> None:
    raised = [f for f in audit.findings if f.rule == "PC203" and f.severity == "warning"]
    assert [f.line for f in raised] == [2]
    assert "4%左右" in (raised[0].computation or "")


def test_lowered_targets_are_listed(audit: Audit) -> None:
    told = "".join(f.message + (f.computation or "") for f in audit.findings if f.rule == "PC305")
    assert "1.35万户" in told
    assert "41家" in told


def test_no_error_on_consistent_figures(audit: Audit) -> None:
    """87.5 % agrees; 开工 and 竣工 are two things; five years and one year never compare."""
    assert [f.message for f in audit.findings if f.severity == "error" and f.rule in ("PC101", "PC102")] == []


@pytest.mark.skipif(not (GOLD and SCORER.is_file()), reason="no annotations beside the corpus")
def test_scores(audit: Audit, tmp_path: Path) -> None:
    path = tmp_path / "statements.jsonl"
    rows = [s.as_dict() for r in audit.readings for s in r.statements]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    command = [sys.executable, str(SCORER), *map(str, GOLD), "--predicted", str(path), "--json"]
    gold = [c for c in command if ".milestones." not in c and ".nonstatements." not in c]
    figures = json.loads(subprocess.run(gold, capture_output=True, text=True, check=True).stdout)
    assert figures["recall_numeric"] >= 0.97
    assert figures["precision_numeric"] >= 0.97
    assert figures["strict_f1"] >= 0.85
    fields = {name: value for name, value in figures.items() if name.startswith("field_")}
    assert min(fields.values()) >= 0.95, fields
