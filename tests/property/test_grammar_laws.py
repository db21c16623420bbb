"""Sentences generated from the shipped grammar are scanned and parsed back to their productions.

``from_lark`` reads ``targets.lark`` unmodified; the declared terminals are drawn from the lexicon. A
sequence of types becomes text, and the real scanner and shape pass must find what was generated.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import lark
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.lark import from_lark

from checker.parse import grammar, lexicon
from checker.parse.grammar import Failure
from checker.parse.scanner import scan
from checker.parse.shape import shape
from checker.resources import folder

NOUNS = ("固定资产投资", "一般公共预算收入", "社会消费品零售总额", "规模以上工业增加值", "外贸进出口总额")
OBJECTS = ("科技企业", "商务楼宇", "充电设施")
FIGURES = ("5%", "3.5%", "12家", "8.6亿元", "1.2万人", "0.3个百分点", "15万亩")
STATES = {
    "SYNC": "与经济增长同步", "DELEG": "完成市下达目标", "RANK": "居全市第2位",
}  # fmt: skip


@cache
def words(kind: str) -> tuple[str, ...]:
    """Words of one type only: the type of a word with several depends on its neighbours."""
    return tuple(sorted(w for w, readings in lexicon.load().words.items() if set(readings) == {kind}))


@cache
def terminals() -> dict[str, st.SearchStrategy[str]]:
    """Return for each declared terminal a strategy of ``TYPE:text`` items."""
    drawn: dict[str, tuple[str, ...]] = {
        "N": NOUNS, "H": OBJECTS, "Q": FIGURES, "V": ("、",), "F": ("、",), "FROM": ("从", "由"),
        "A": words("ADD"), "U": words("UP"), "D": words("DOWN"), "UT": words("UPTO"), "DT": words("DOWNTO"),
        "R": words("REACH"), "B": words("BOUND"), "P": words("POST"), "S": words("RESP"), "C": words("CMP"),
        "FLAT": words("FLAT"), "POS": words("POS"), "RANKN": words("RANKN"), "COVER": words("COVER"),
        "ZERO": words("ZERO"), "NONE": words("NONE"),
    }  # fmt: skip
    drawn |= {kind: (text,) for kind, text in STATES.items()}
    return {kind: st.sampled_from([f"{kind}:{text} " for text in texts]) for kind, texts in drawn.items()}


@cache
def shipped() -> Any:
    return lark.Lark((folder("grammar") / "targets.lark").read_text("utf-8"), parser="lalr")


def sentences() -> st.SearchStrategy[list[str]]:
    """Return a strategy of ``TYPE:text`` lists that the grammar derives."""
    return from_lark(shipped(), start="start", explicit=terminals()).map(str.split)


def test_every_declared_terminal_has_words() -> None:
    declared = {t.name for t in shipped().terminals} | set(shipped().ignore_tokens)
    assert declared <= terminals().keys()


class TestGrammar:
    """The parser takes every sequence of types the grammar derives."""

    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(items=sentences())
    def test_types(self, items: list[str]) -> None:
        kinds = tuple(item.split(":", 1)[0] for item in items)
        result = grammar.parse(kinds)
        assert not isinstance(result, Failure)
        assert bool(result) == bool(set(kinds) - {"F", "V"})


# What may stand where, so that a word's neighbours do not turn it into another type.
PLAIN = {
    "measured": ("N U Q", "N U Q P", "N D Q", "N R Q", "N B Q", "A H Q", "A Q H", "N Q", "N U B Q"),
    "changed": ("N FROM Q UT Q", "N FROM Q DT Q"),
    "spread": ("N S U Q V Q", "N S U Q P V Q"),
    "stated": ("N FLAT", "N DELEG", "N SYNC", "N RANK"),
}


class TestText:
    """Joined to text, a sentence is scanned and typed as it was generated, and parses to its production."""

    # Short words often make longer ones across their edges; what is left is enough.
    @settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
    @given(data=st.data())
    def test_round(self, data: st.DataObject) -> None:
        production = data.draw(st.sampled_from(sorted(PLAIN)))
        types = data.draw(st.sampled_from(PLAIN[production])).split()
        given_items = [data.draw(terminals()[kind]).strip().split(":", 1) for kind in types]
        if types == ["A", "Q", "H"]:
            given_items[1][1] = "12家"  # an amount of money before 企业 is a threshold
        text = "".join(word for _, word in given_items)
        # A noun behind a verb of work must not begin with a word that joins it.
        assume(_joins_nothing([word for _, word in given_items], text))
        found = shape(scan(text))
        facts = grammar.pieces(found.kinds)
        assert [fact.production for fact in facts] == [production], (text, found.kinds)
        assert [i.text for i in found.items if i.type == "Q"] == [w for k, w in given_items if k == "Q"]


def _joins_nothing(items: list[str], text: str) -> bool:
    """Whether no longer word of the lexicon lies across the edge of two items."""
    edges = set()
    position = 0
    for item in items:
        position += len(item)
        edges.add(position)
    for last, (length, *_) in lexicon.load().automaton.iter(text):
        start = last - length + 1
        if any(start < edge < last + 1 for edge in edges):
            return False
    return True
