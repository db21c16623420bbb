"""The tables that are kept say what Lark says, for every sequence of types."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import lark
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import kept
from checker.parse import lalr
from checker.parse.lalr import Leaf, Node

TYPES = {
    "targets": [
        "N",
        "H",
        "A",
        "Q",
        "U",
        "D",
        "UT",
        "R",
        "B",
        "P",
        "S",
        "FROM",
        "C",
        "V",
        "F",
        "DELEG",
        "RANK",
    ],
    "commitments": ["L", "S", "N", "J", "E", "T"],
}


def by_lark(name: str, kinds: list[str]) -> Any:
    try:
        return plain(lalr.lark(name).parse(kinds))
    except lark.UnexpectedToken as error:
        return len(kinds) if error.token.type == "$END" else int(error.token)


def plain(node: Any) -> Any:
    if isinstance(node, lark.Token):
        return (node.type, int(node))
    return (str(node.data), [plain(child) for child in node.children])


def told(node: Node | Leaf | int) -> Any:
    return (node.name, [told(child) for child in node.children]) if isinstance(node, Node) else node


@pytest.mark.parametrize("name", TYPES)
@given(data=st.data())
def test_same_as_lark(name: str, data: st.DataObject) -> None:
    kinds = data.draw(st.lists(st.sampled_from(TYPES[name]), max_size=9))
    assert told(lalr.tables(name).parse(kinds)) == by_lark(name, kinds)


def test_kept_tables_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_CACHE", str(tmp_path))
    for clear in (kept._folder.cache_clear, lalr.tables.cache_clear):
        clear()
    made = lalr.tables("targets")
    assert list((tmp_path / "made").iterdir())
    lalr.tables.cache_clear()
    assert lalr.tables("targets") == made
    for clear in (kept._folder.cache_clear, lalr.tables.cache_clear):
        clear()
