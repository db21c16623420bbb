"""Shares with their part and whole: found line by line, however many a document has."""

from __future__ import annotations

from pathlib import Path

from checker.judge import cases
from checker.model import Reading
from checker.table import shares
from tests.clock import least


class _NoRule:
    cases = Path("none.yaml")


def read(lines: int) -> Reading:
    said = (f"工业增加值{20 + at % 7}亿元，占地区生产总值的{3 + at % 6}.5%。" for at in range(lines))
    text = "\n".join(["一、2023年国民经济和社会发展计划执行情况", *said])
    _, (reading,) = cases.read(cases.Case("x", {"远川市/报告/2024": text}, ()), _NoRule())  # type: ignore[arg-type]
    return reading


def test_time_grows_with_the_lines() -> None:
    """Each share looked at each figure of its name: forty times the time for eight times the lines."""
    few, many = read(50), read(400)
    assert least(lambda: list(shares.rows(many))) < 25 * least(lambda: list(shares.rows(few)))
