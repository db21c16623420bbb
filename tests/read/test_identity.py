"""What a document is, read from its own words."""

from __future__ import annotations

import pytest
from heads import HEADS, Head

from checker.model import Block, Identity
from checker.read.identity import identify
from checker.read.places import load
from checker.read.structure import structure
from checker.settings import Settings


def blocks(text: str) -> list[Block]:
    return [Block(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]


def identity(text: str, settings: Settings | None = None, path: str = "a.txt") -> Identity:
    settings = settings or Settings()
    divisions = load().add(settings.regions)
    return identify(structure(blocks(text)), path, settings.document(path), divisions)


@pytest.mark.parametrize("head", HEADS, ids=[head.name for head in HEADS])
def test_head(head: Head) -> None:
    found = identity(head.text)
    assert (found.region_path, found.level) == (head.path, head.level), found.reasons
    assert (found.kind, found.plan_year, found.report_year) == (head.kind, head.plan, head.report)
    assert not found.unclear
