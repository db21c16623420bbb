"""The five real documents, where they are at hand (``CHECKER_CORPUS``)."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path

import pytest

from checker.model import Document, Segment
from checker.read import read_document
from checker.settings import Settings

CORPUS = os.environ.get("CHECKER_CORPUS", "")
pytestmark = pytest.mark.skipif(not CORPUS, reason="CHECKER_CORPUS is not set")


def documents() -> dict[str, Document]:
    return {file.name: read_document(str(file), Settings()) for file in sorted(Path(CORPUS).glob("*.txt"))}


def test_identities_without_settings() -> None:
    truth = tomllib.loads((Path(CORPUS) / "corpus.toml").read_text(encoding="utf-8"))["document"]
    found = documents()
    for entry in truth:
        identity = found[entry["file"]].identity
        for key in ("region", "region_path", "kind", "plan_year"):
            assert getattr(identity, key) == entry[key], (entry["file"], key)
        assert identity.report_year == entry.get("report_year")
        assert not identity.unclear
        assert identity.reasons


def test_context_agrees_with_the_annotated_statements() -> None:
    gold = Path(CORPUS).parent / "gold"
    found = {name[:3]: document for name, document in documents().items()}
    right = total = 0
    for file in sorted(gold.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            segment = _segment(found[row["doc"]], row) if "modality" in row else None
            if segment is None:
                continue
            context = segment.context
            total += 1
            right += (context.modality, context.period) == (row["modality"], row["period"])
    # The rest is overridden by nearer words (预计, 从年初的), which the parse stage reads.
    assert total
    assert right / total > 0.95


def _segment(document: Document, row: dict[str, str]) -> Segment | None:
    own = [s for s in document.segments if s.line == row["line"] and s.kind != "heading"]
    quote = row.get("quote", "")
    return next((s for s in own if quote and quote in s.text[s.start : s.end]), own[0] if own else None)
