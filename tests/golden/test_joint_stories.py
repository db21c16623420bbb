"""Contradictions that only several statements make together, in sentences, each with a consistent twin.

The stories were written before the reasoning they test; see ``joint/stories.yaml``.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import settings as drawn
from hypothesis import strategies as st

import checker
from checker.judge import cases, judge, shipped_rules
from checker.model import Finding, Reading
from checker.settings import Settings
from checker.table import Relations, build, settle

STORIES: list[dict[str, Any]] = yaml.load(
    (Path(__file__).parent / "joint" / "stories.yaml").read_text("utf-8"),
    Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader),
)
RULES = {rule.code: rule for rule in shipped_rules()}
# Rules that compare figures with figures: a story may be one of theirs instead, and its twin none's.
ARITHMETIC = (
    "PC101",
    "PC102",
    "PC103",
    "PC104",
    "PC113",
    "PC116",
    "PC117",
    "PC208",
    "PC311",
    "PC316",
    "PC319",
)
FOLDER = os.environ.get("CHECKER_CORPUS", "")


@dataclass(frozen=True)
class Read:
    """Documents read and laid out in relations."""

    settings: Settings
    readings: list[Reading]
    relations: Relations


def read(documents: dict[str, str]) -> Read:
    case = cases.Case(
        name="", documents={key: text.strip("\n") for key, text in documents.items()}, expect=()
    )
    chosen, readings = cases.read(case, RULES["PC117"])
    settle(readings, chosen)
    return Read(chosen, readings, build(readings, chosen))


def found(of: Read, codes: tuple[str, ...] = ARITHMETIC) -> list[Finding]:
    rules = [RULES[code] for code in codes]
    findings, _ = judge(of.relations, of.settings, rules=rules)
    return [finding for finding in findings if finding.severity != "note"]


@cache
def wrong(name: str) -> Read:
    """Return a story with its contradiction."""
    (story,) = (story for story in STORIES if story["name"] == name)
    return read(told(story, "wrong"))


def told(story: dict[str, Any], way: str) -> dict[str, str]:
    return {key: text.replace("{x}", str(story[way])) for key, text in story["documents"].items()}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["name"])
def test_the_consistent_twin_raises_nothing(story: dict[str, Any]) -> None:
    assert [(one.rule, one.message) for one in found(read(told(story, "right")))] == []


def test_nine_in_ten_are_found() -> None:
    missed = [story["name"] for story in STORIES if not found(wrong(story["name"]))]
    assert len(missed) <= 0.1 * len(STORIES), missed


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["name"])
def test_no_member_of_a_set_can_be_left_out(story: dict[str, Any]) -> None:
    """Without any one of its statements the set holds together."""
    from checker.table import joint

    of = wrong(story["name"])
    tables = of.relations.tables
    texts = {(r.document.path, n): line for r in of.readings for n, line in r.document.lines.items()}
    sets: dict[str, list[str]] = {}
    for row in joint.rows(tables, texts):
        if row["verdict"] == "fail":
            sets.setdefault(str(row["anchor"]), []).append(str(row["member"]))
    for members in sets.values():
        assert len(members) > 1
        for left_out in members:
            rest = [name for name in members if name != left_out]
            assert not [r for r in joint.alone(tables, rest, texts) if r["verdict"] == "fail"], left_out


def test_the_real_one_is_found() -> None:
    """河西区: lines 75 and 127; the private share of the year before would be 119 %."""
    if not FOLDER:
        pytest.skip("needs real documents: set CHECKER_CORPUS to their folder")
    audit = checker.check([FOLDER])
    together = [finding for finding in audit.findings if finding.rule == "PC117"]
    assert [(f.line, {e.line for e in f.evidence}) for f in together] == [(127, {75, 127})]
    assert "118.49%" in together[0].message
    assert "新登记" in (together[0].slack or ""), "the identity assumed is named"


percents = st.integers(10, 250).map(lambda tenth: f"{tenth / 10:.1f}")


@drawn(max_examples=8, deadline=None)
@given(
    tax=st.integers(200, 900),
    other=st.integers(50, 300),
    last_tax=st.integers(200, 900),
    last_other=st.integers(50, 300),
)
def test_sentences_of_a_consistent_account_raise_nothing(
    tax: int, other: int, last_tax: int, last_other: int
) -> None:
    """A budget told from true figures, rounded as reports round, is consistent whatever the figures."""
    text = account(tax, other, last_tax, last_other)
    assert [one.message for one in found(read({"临川市/公报/2024": text}))] == []


@drawn(max_examples=8, deadline=None)
@given(
    tax=st.integers(200, 900),
    other=st.integers(50, 300),
    last_tax=st.integers(200, 900),
    last_other=st.integers(50, 300),
    factor=st.sampled_from(["1.12", "0.85", "1.3"]),
)
def test_one_figure_out_of_its_room_is_always_found(
    tax: int, other: int, last_tax: int, last_other: int, factor: str
) -> None:
    text = account(tax, other, last_tax, last_other)
    written = f"非税收入{other / 10:.1f}亿元"
    changed = text.replace(written, f"非税收入{float(factor) * other / 10 + 2 * (factor > '1'):.1f}亿元")
    assert changed != text
    assert found(read({"临川市/公报/2024": changed})) != []


def account(tax: int, other: int, last_tax: int, last_other: int) -> str:
    """Tell a budget of two years; amounts in tenths of 亿元."""
    total, last = tax + other, last_tax + last_other

    def change(now: int, before: int) -> str:
        rate = 100 * (now - before) / before
        return f"{'增长' if rate >= 0 else '下降'}{abs(rate):.1f}%"

    return (
        f"全年一般公共预算收入{total / 10:.1f}亿元，{change(total, last)}。\n"
        f"税收收入{tax / 10:.1f}亿元，{change(tax, last_tax)}。\n"
        f"税收占一般公共预算收入的比重为{100 * tax / total:.1f}%。\n"
        f"非税收入{other / 10:.1f}亿元，{change(other, last_other)}。"
    )
