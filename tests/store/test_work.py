"""Rows are made in processes that may be lost; then the run ends with a word, and leaves none behind."""

from __future__ import annotations

import os
import time

import pytest

from checker.errors import InternalError
from checker.limits import Limits
from checker.store import work


def double(item: int) -> int:
    return 2 * item


def dies(item: int) -> int:
    if item == 3:
        os._exit(9)
    return item


def hangs(item: int) -> int:
    time.sleep(600 if item == 1 else 0)
    return item


def eats(item: int) -> int:
    return len(bytearray(400_000_000 * item))


def test_in_order_over_any_number_of_processes() -> None:
    assert list(work.over(double, range(20), 2)) == list(work.over(double, range(20), 1))


@pytest.mark.parametrize(
    ("task", "limits", "said"),
    [
        (dies, Limits(), "异常退出"),
        (hangs, Limits(seconds=1), "超过 2 秒"),
        (eats, Limits(memory=300), "上限 300 MB"),
    ],
)
def test_a_process_that_is_lost_ends_the_run_with_a_word(
    task: object, limits: Limits, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "_DOCUMENTS", 2)
    with pytest.raises(InternalError, match=said) as told:
        list(work.over(task, range(5), 2, limits))  # type: ignore[arg-type]
    assert told.value.fix
