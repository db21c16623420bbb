"""The line of progress tells rate and what is left, and nothing where nobody looks."""

from __future__ import annotations

import io
import sys

import pytest

from checker.commands import progress
from checker.commands.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_rate_and_remaining_time_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    screen, clock = Terminal(), iter([0.0, 10.0, 20.0])
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(progress, "monotonic", lambda: next(clock))
    with Progress("读取") as shown:
        shown.step(20, 100, "计划/甲.txt")
        shown.step(40, 100, "计划/乙.txt")
    assert "读取 40/100 2.0/s 0:30 乙.txt" in screen.getvalue()


def test_it_is_silent_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(sys, "stderr", screen)
    with Progress("读取") as shown:
        shown.step(1, 100, "甲.txt")
    assert screen.getvalue() == ""


@pytest.mark.parametrize(("seconds", "told"), [(5, "0:05"), (65, "1:05"), (3_700, "1:01:40")])
def test_times_are_told_as_clocks_do(seconds: float, told: str) -> None:
    assert progress.clock(seconds) == told
