"""Memory is bounded where a library would take what a hostile file asks for."""

from __future__ import annotations

import resource
import sys

import pytest

from checker.limits import MEGABYTE
from checker.memory import growing_by

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="told by Linux only")


def test_what_asks_for_more_is_refused_and_the_bound_goes() -> None:
    before = resource.getrlimit(resource.RLIMIT_DATA)
    with growing_by(50), pytest.raises(MemoryError):
        bytearray(200 * MEGABYTE)
    assert resource.getrlimit(resource.RLIMIT_DATA) == before
    assert len(bytearray(200 * MEGABYTE)) == 200 * MEGABYTE


def test_an_earlier_bound_is_never_loosened() -> None:
    with growing_by(100), growing_by(4_000), pytest.raises(MemoryError):
        bytearray(400 * MEGABYTE)


def test_a_long_line_takes_memory_of_its_own_order() -> None:
    from checker.model import Context, Identity, Segment
    from checker.parse import commitments

    text = "绿化" * 500_000
    commitments.of_segment(Segment(1, "推进绿化", 0, 4, "paragraph", Context()), Identity())
    with growing_by(60):  # 130 bytes a character where a regular expression remembers its way
        found = list(
            commitments.of_segment(Segment(1, text, 0, len(text), "paragraph", Context()), Identity())
        )
    assert found == []
