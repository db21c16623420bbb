"""Every number expression is a statement, set aside for a reason, or not understood."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phrases import Case, cases

from checker.model import SET_ASIDE_REASONS, Context, Document, Identity, NumberUse, Segment
from checker.parse import parse_document
from checker.parse.accounting import set_aside
from checker.read import read_document
from checker.settings import Settings

DIGITS = re.compile(r"[0-9０-９]+")
DEMO = Path(__file__).resolve().parent.parent / "demo" / "corpus"
FRAGMENTS = (
    *(
        "增长",
        "5%",
        "12",
        "家",
        "企业",
        "、",
        "，",
        "。",
        "分别",
        "其中",
        "2024年",
        "（",
        "）",
        "“",
        "”",
        "从",
    ),
    *(
        "增至",
        "地区生产总值",
        "3.5",
        "亿元",
        "第",
        "3-5",
        "1:2",
        "到",
        "以上",
        "超",
        "的",
        "F6",
        "号",
        "\n",
        "万",
    ),
    *("余", "①", "[2]", "PM2.5", "5G"),
)
CONTEXT = Context(region="白石区", region_path="云阜市/白石区", modality="actual", period="2023")


def document(text: str) -> Document:
    made = Document("x.txt", Identity("白石区", "云阜市/白石区", plan_year=2024, report_year=2023))
    made.lines = {1: text}
    made.segments = [Segment(1, text, 0, len(text), "paragraph", CONTEXT)]
    return made


def unaccounted(read: Document) -> list[tuple[int, str]]:
    """Digits of the text, found on their own, that lie in no number expression accounted for."""
    reading = parse_document(read)
    covered: dict[int, set[int]] = {}
    for number in reading.numbers:
        covered.setdefault(number.line, set()).update(range(number.start, number.end))
    return [
        (line, text[m.start() - 5 : m.end() + 5])
        for line, text in read.lines.items()
        for m in DIGITS.finditer(text)
        if not covered.get(line, set()).intersection(range(*m.span()))
    ]


def check(read: Document) -> None:
    assert unaccounted(read) == []
    reading = parse_document(read)
    spans = [(n.line, n.start, n.end) for n in reading.numbers]
    assert len(spans) == len(set(spans))
    for number in reading.numbers:
        assert read.lines[number.line][number.start : number.end] == number.text
        assert (number.reason in SET_ASIDE_REASONS) == (number.use == "set_aside")


class TestLaw:
    """Statements + set aside + not understood = all number expressions, in every document."""

    @pytest.mark.parametrize("case", list(cases())[::3], ids=str)
    def test_phrases(self, case: Case) -> None:
        check(document(case.text))

    @pytest.mark.parametrize("path", sorted(p for p in DEMO.rglob("*") if p.is_file()), ids=lambda p: p.name)
    def test_the_demo_corpus(self, path: Path) -> None:
        check(read_document(str(path), Settings()))

    def test_real_documents(self, corpus: Path) -> None:
        for path in sorted(corpus.glob("*.txt")):
            check(read_document(str(path), Settings()))

    @settings(max_examples=200, deadline=None)
    @given(
        st.lists(
            st.sampled_from(FRAGMENTS),
            max_size=16,
        ).map("".join)
    )
    def test_generated_text(self, text: str) -> None:
        check(document(text))


def test_what_holds_no_statements_is_set_aside() -> None:
    segment = Segment(3, "一、2023年完成12项任务", 0, 14, "heading", CONTEXT)
    uses = set_aside(segment, "heading")
    assert [(u.text, u.reason) for u in uses if "1" in u.text or "2" in u.text] == [
        ("2023年", "date"),
        ("12项", "heading"),
    ]


def test_the_count_of_a_subject_is_set_aside() -> None:
    reading = parse_document(document("156家重点企业实现税收6.4亿元"))
    assert [(n.text, n.use, n.reason) for n in reading.numbers] == [
        ("156家", "set_aside", "subject-count"), ("6.4亿元", "statement", None),
    ]  # fmt: skip


def test_what_is_not_understood_is_said() -> None:
    reading = parse_document(document("，增长5%"))
    assert reading.numbers == [NumberUse(1, 3, 5, "5%", "not_understood")]
