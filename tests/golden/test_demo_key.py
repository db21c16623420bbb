"""The demo corpus and its key hold together, both ways.

Every planted contradiction is found, and nothing else comes up as an error or a warning.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import findings
import pytest

from checker.model import Audit, Finding

DEMO = Path(__file__).resolve().parent.parent / "demo"
KEY: list[dict[str, Any]] = [
    json.loads(line) for line in (DEMO / "key.jsonl").read_text("utf-8").splitlines() if line.strip()
]


@pytest.fixture(scope="module")
def audit() -> Audit:
    return findings.demo()


def places(entry: dict[str, Any]) -> list[tuple[str, int, str]]:
    """The places an entry stands on: its own, and what the key calls related."""
    return [(Path(e["document"]).name, e["line"], e["quote"]) for e in (entry, *entry.get("related", []))]


def meets(finding: Finding, entry: dict[str, Any]) -> bool:
    """Whether a finding is the one the key means: the same rule, and evidence on one of its places."""
    if finding.rule != entry["rule"]:
        return False
    told = [(Path(e.document).name, e.line, e.quote) for e in finding.evidence]
    told.append((Path(finding.document).name, finding.line, finding.quote))
    return any(
        (document, line) == (name, number) and overlap(said, quote)
        for document, line, said in told
        for name, number, quote in places(entry)
    )


def overlap(left: str, right: str) -> bool:
    """Whether two quotes of one line share more than a chance word."""
    return left in right or right in left or len(set(left) & set(right)) > 3


@pytest.mark.parametrize("entry", KEY, ids=lambda e: f"{e['rule']}-{e['line']}-{e['quote'][:8]}")
def test_planted_is_found(audit: Audit, entry: dict[str, Any]) -> None:
    found = [f for f in audit.findings if meets(f, entry)]
    assert found, entry["why"]
    assert entry["severity"] in {f.severity for f in found}


def test_nothing_else_is_raised(audit: Audit) -> None:
    graver = [f for f in audit.findings if f.severity != "note"]
    extra = [f for f in graver if not any(meets(f, entry) for entry in KEY)]
    assert [(f.rule, f.document, f.line, f.message) for f in extra] == []


def test_all_is_said_as_before(audit: Audit) -> None:
    assert not (other := findings.difference(findings.written()["demo"], findings.of_demo(audit))), other


def test_the_key_is_rich_enough() -> None:
    assert len(KEY) >= 30
    assert len({entry["rule"] for entry in KEY}) >= 20


def test_every_document_is_read_and_every_number_accounted_for(audit: Audit) -> None:
    assert audit.problems == []
    assert len(audit.readings) >= 14
    for reading in audit.readings:
        unread = [n.text for n in reading.numbers if n.use == "not_understood"]
        assert len(unread) <= 0.05 * len(reading.numbers), (reading.document.path, unread)
