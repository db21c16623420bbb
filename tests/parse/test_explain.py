"""``checker parse``: what a person extending the lexicon sees."""

from __future__ import annotations

from checker.parse import explain_phrase


def test_tree_and_constraint() -> None:
    shown = explain_phrase("地区生产总值增长4%左右")
    assert "地区生产总值/名词 增长/上升 4%/数量 左右/后置界限" in shown
    assert "measured" in shown
    assert "约束  地区生产总值｜growth｜approx｜4%｜[4, 4] %" in shown


def test_a_refused_clause_names_the_place() -> None:
    shown = explain_phrase("分别高于增长至5家")
    assert "停在  “" in shown
    assert "此处可接：" in shown


def test_nothing_to_check() -> None:
    assert explain_phrase("坚持党的领导") == "没有数字，也没有可核对的表述。"
