"""Which figures are certain enough to be compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.judge import cases, judge
from checker.settings import Settings
from checker.table import build


class _NoRule:
    cases = Path("none.yaml")


def document(times: int) -> str:
    said = [f"地区生产总值增长{3 + at % 7}.{at % 9}%。" for at in range(times)]
    return "\n".join(["一、2023年国民经济和社会发展计划执行情况", *said])


@pytest.mark.parametrize(("times", "compared"), [(12, True), (41, False)])
def test_a_name_beside_more_figures_than_can_be_one_is_not_compared(times: int, compared: bool) -> None:
    told = cases.Case("x", {"远川市/报告/2024": document(times)}, ())
    settings, readings = cases.read(told, _NoRule())  # type: ignore[arg-type]
    relations = build(readings, settings)
    statement = relations.tables["statement"]
    assert statement.rows == times
    assert set(statement["certain"]) == {compared}
    found, _ = judge(relations, Settings(), select=["PC101"])
    assert bool(found) == compared
