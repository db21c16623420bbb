"""Clauses in their sentence: what is carried on, what a sentence's words of time and place change."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.model import Context, Identity, Segment, Statement
from checker.parse import parse_document, parse_phrase
from checker.parse.clause import SegmentParser
from checker.parse.regions import Regions
from checker.parse.sentences import MAX_CLAUSE, clauses, sentences
from checker.read import places, read_document
from checker.settings import Settings

ACTUAL = Context(region="白石区", region_path="云阜市/白石区", modality="actual", period="2023")
TARGET = Context(region="白石区", region_path="云阜市/白石区", modality="target", period="2024")


def say(text: str, context: Context = ACTUAL) -> list[tuple[str, str, str | None, str | None]]:
    return [(s.indicator, s.measure, s.value, s.unit) for s in parse_phrase(text, context)]


def one(text: str, context: Context = ACTUAL) -> Statement:
    return parse_phrase(text, context)[-1]


class TestCuts:
    def test_full_stops_in_brackets_end_nothing(self) -> None:
        text = "一。（二。）三。"
        assert [text[a:b] for a, b in sentences(text)] == ["一。", "（二。）三。"]

    def test_a_break_inside_a_paragraph_ends_sentence_and_clause(self) -> None:
        text = "增长5%\n投资10亿元"
        assert [text[a:b] for a, b in sentences(text)] == ["增长5%\n", "投资10亿元"]

    def test_long_clauses_are_cut_at_a_pause(self) -> None:
        text = "企业" * 200 + "、" + "项目" * 300
        spans = list(clauses(text, 0, len(text)))
        assert max(b - a for a, b in spans) <= MAX_CLAUSE
        assert "".join(text[a:b] for a, b in spans) == text

    def test_an_unclosed_quote_does_not_swallow_the_line(self) -> None:
        text = "“" + "某" * 250 + "。增长5%。"
        assert len(list(sentences(text))) == 2


class TestCarrying:
    def test_the_subject_carries_over_commas(self) -> None:
        assert say("一般公共预算收入57.18亿元，增长13.1%") == [
            ("一般公共预算收入", "level", "57.18", "亿元"), ("一般公共预算收入", "growth", "13.1", "%"),
        ]  # fmt: skip

    def test_of_which_makes_parts_of_a_total(self) -> None:
        total, part = parse_phrase("一般公共预算收入57亿元，其中税收收入50亿元", ACTUAL)
        assert (total.role, part.role) == ("total", "part")
        assert total.group == part.group

    def test_growth_of_an_increment_keeps_its_verb(self) -> None:
        assert one("引进京冀企业259家，同比增长80%").indicator == "引进京冀企业"

    def test_a_bare_growth_word_speaks_of_the_subject(self) -> None:
        assert one("固定资产投资下降12.4%，降幅比上半年收窄4.1个百分点").indicator == "固定资产投资"

    def test_a_known_indicator_without_figure_is_what_follows_speaks_of(self) -> None:
        assert one("进出口总额止跌回升，全年增长1.8%").indicator == "外贸进出口总额"

    def test_a_semicolon_ends_parts(self) -> None:
        assert one("收入57亿元，其中税收收入50亿元；引进企业12家").role is None

    def test_a_line_break_carries_nothing(self) -> None:
        segment = Segment(1, "固定资产投资\n增长8%", 0, 11, "paragraph", ACTUAL)
        identity = Identity("白石区", "云阜市/白石区")
        output = SegmentParser(identity, Regions(identity, places.load())).parse(segment)
        assert [n.use for n in output.numbers] == ["not_understood"]


class TestContext:
    @pytest.mark.parametrize(
        ("text", "period", "kind"),
        [
            ("到2027年，经济总量达到1300亿元", "../2027", "by"),
            ("2023年一般公共预算收入实际完成57亿元", "2023", "year"),
            ("今后五年，地区生产总值年均增长6%", "2024/2028", "average"),
        ],
    )
    def test_period(self, text: str, period: str, kind: str) -> None:
        statement = one(text, TARGET)
        assert (statement.period, statement.period_kind) == (period, kind)

    def test_an_estimate(self) -> None:
        assert one("预计一般公共预算收入完成57亿元").modality == "estimate"

    def test_a_value_handed_down(self) -> None:
        assert one("市下达我区城镇新增就业任务1.2万人", TARGET).modality == "assigned"

    def test_what_a_plan_uses_is_there_already(self) -> None:
        statement = one("发挥129座商务楼宇资源优势", TARGET)
        assert (statement.modality, statement.period) == ("actual", "2023")

    def test_strength_of_commitment(self) -> None:
        assert [s.force for s in parse_phrase("地区生产总值确保增长6.5%、力争7%以上", TARGET)] == [
            "确保",
            "力争",
        ]

    def test_offsets_are_the_quote(self) -> None:
        text = "今年，１,２３４ 家 企业"
        for statement in parse_phrase(text, ACTUAL):
            assert text[statement.start : statement.end] == statement.quote


class TestBaseline:
    def test_from_and_to(self) -> None:
        before, after = parse_phrase("科技企业从年初的143家增至178家", ACTUAL)
        assert (before.modality, before.role, before.instant, before.value) == (
            "baseline",
            "baseline",
            "start",
            "143",
        )
        assert (after.modality, after.role, after.value) == ("actual", "result", "178")

    def test_ranks_that_change(self) -> None:
        before, after = parse_phrase("经济总量由全省第八位升至第六位", ACTUAL)
        assert [(s.measure, s.value, s.role) for s in (before, after)] == [
            ("rank", "八", "baseline"), ("rank", "六", "result"),
        ]  # fmt: skip


def test_figures_that_only_blanks_divide_are_not_understood(tmp_path: Path) -> None:
    """A row of a table without its columns: which figure is which, nobody can tell."""
    path = tmp_path / "表.txt"
    path.write_text(
        "从业人员  1709.2 1719.4 1690.0 94.8 -0.2 -0.9\n就业人员 12 万人，增长 5 %。", encoding="utf-8"
    )
    reading = parse_document(read_document(str(path), Settings()))
    assert [(s.line, s.value) for s in reading.statements] == [(2, "12"), (2, "5")]
    assert {n.use for n in reading.numbers if n.line == 1} == {"not_understood"}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("2022年完成改造9600户", "actual"),
        ("2022年改造目标为9600户", "target"),
        ("2024年改造9600户", "target"),
    ],
)
def test_a_past_year_in_a_plan_is_told_of_unless_its_aims_are(text: str, modality: str) -> None:
    identity = Identity("白石区", "云阜市/白石区", plan_year=2024)
    segment = Segment(1, text, 0, len(text), "paragraph", TARGET)
    (said,) = SegmentParser(identity, Regions(identity, places.load())).parse(segment).statements
    assert said.modality == modality


@pytest.mark.parametrize(
    ("kind", "text", "modalities"),
    [
        (
            "plan",
            "2024年城镇新增就业1.2万人；2025年，开展招聘48场，城镇新增就业1.3万人。",
            ["actual", "target", "target"],
        ),
        ("work_report", "2024年营业收入412亿元，今年力争达到450亿元。", ["actual", "target"]),
        ("work_report", "2024年营业收入412亿元，今年已达到450亿元。", ["actual", "actual"]),
    ],
)
def test_the_year_of_the_plan_behind_the_year_before(kind: str, text: str, modalities: list[str]) -> None:
    identity = Identity("云阜市", "云阜市", "city", kind, 2025, 2024)  # type: ignore[arg-type]
    segment = Segment(1, text, 0, len(text), "paragraph", Context("云阜市", "云阜市", "actual", "2024"))
    output = SegmentParser(identity, Regions(identity, places.load())).parse(segment)
    assert [s.modality for s in output.statements] == modalities
