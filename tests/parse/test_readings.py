"""Phrases and demo documents are read as they were: no change of the parser goes unnoticed."""

from __future__ import annotations

import pytest
from phrases import cases
from readings import sources, written

SOURCES, WRITTEN = sources(), written()


@pytest.mark.parametrize("source", SOURCES)
def test_read_as_before(source: str) -> None:
    """What was written is read so today; a phrase or line that is new waits for the next writing."""
    before = WRITTEN.get(source, [])
    known = [row[0] for row in before]
    now = [row for row in SOURCES[source]() if row[0] in known]
    others = [f"now    {row}" for row in now if row not in before]
    others += [f"before {row}" for row in before if row not in now]
    assert now == before, "\n".join([*others[:6], "if this is meant: python tests/parse/readings.py"])


def test_nearly_everything_is_written() -> None:
    phrases = {(case.theme, case.text) for case in cases()}
    there = {(source, row[0]) for source, rows in WRITTEN.items() for row in rows}
    assert len(phrases & there) >= 0.9 * len(phrases)
    assert WRITTEN.keys() == SOURCES.keys()
