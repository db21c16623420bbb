"""Small relations are handed to the engine as text, large ones as Arrow: what arrives is the same."""

from __future__ import annotations

from decimal import Decimal

import pytest

from checker.judge import engine as engine_module
from checker.judge.engine import Engine
from checker.table.schema import SCHEMA, empty

HOSTILE = [
    "it's",
    '{"a": 1}',
    "\\u0041",
    "a\tb\r\n",
    "\x00\x01",
    "半个\ud800字",
    "😀",
    "",
    " ",
    "null",
    "','",
]


def rows(monkeypatch: pytest.MonkeyPatch, few: int) -> list[tuple[object, ...]]:
    monkeypatch.setattr(engine_module, "FEW_CELLS", few)
    tables = {name: empty(name) for name in SCHEMA}
    kinds = SCHEMA["statement"]
    values = {"VARCHAR": "", "BOOLEAN": True, "INTEGER": -(2**31)}
    for text in HOSTILE:
        row = {name: values.get(kind, Decimal("-123.4567")) for name, kind in kinds.items()}
        tables["statement"].append(row | {"id": text, "quote": text})
    with Engine(tables) as engine:
        return engine._connection.execute('SELECT * FROM "statement"').fetchall()


def test_text_and_arrow_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    as_text = rows(monkeypatch, 10**9)
    assert len(as_text) == len(HOSTILE)
    assert rows(monkeypatch, 0) == as_text
