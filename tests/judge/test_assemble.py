"""Rows to findings, each step by itself: texts in pieces, what is cut is counted, places, keys, ranks."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from checker.errors import InternalError
from checker.judge import assemble, ranking, text
from checker.judge.rulefile import Rule
from checker.model import Finding
from checker.table import Place
from checker.translate import English, translator

RULE = Rule(
    "T101", "a-defect", "error", {"": "{indicator}不对"}, "SELECT 1", Path("T101.sql"), Path("T101.yaml")
)
ENGLISH = translator("en")
PLACES = {
    "a": Place("a", "区.txt", 3, 5, 9, "增长4%", True, "白石区", "地区生产总值", "2024", "%|eq|4"),
    "b": Place("b", "市.txt", 2, 0, 4, "增长5%", True, "云阜市", "地区生产总值", "2024", "%|eq|5"),
    "c": Place("c", "县.txt", 1, 0, 4, "增长6%", True, "临溪县", "地区生产总值", "2024", "%|eq|6"),
    "doc:1": Place("doc:1", "区.txt", 1, 0, 4, "白石区计划", False, "白石区", None, "2024"),
    "doc:2": Place("doc:2", "无名.txt", 1, 0, 0, ""),
}


def made(rule: Rule, *rows: dict[str, Any]) -> Finding:
    (one,), _ = assemble.drafts(rule, [{"indicator": "", **row} for row in rows], PLACES)
    return one.finding


def test_a_severity_there_is_none_of_names_the_rule() -> None:
    with pytest.raises(InternalError, match="没有级别“fatal”") as told:
        made(RULE, {"anchor": "a", "severity": "fatal"})
    assert told.value.place == "T101"
    assert made(RULE, {"anchor": "a", "severity": "note"}).severity == "note"


class TestTexts:
    """Each text shows its pieces once, in the order of the rows; what is more is counted."""

    def slack(self, count: int, english: English | None = None) -> str | None:
        rule = replace(RULE, slack={"": "{n}"}, english={"slack": {"": "{n}"}})
        rows = [{"anchor": "a", "n": f"N{number}"} for number in range(count)]
        return assemble._text(rule, "slack", [*rows, *rows], english)

    def test_three_are_shown_and_the_rest_is_counted(self) -> None:
        assert isinstance(ENGLISH, English)
        assert self.slack(3) == "N0；N1；N2"
        assert self.slack(5) == "N0；N1；N2；另有2项"
        assert self.slack(5, ENGLISH) == "N0; N1; N2; and 2 more"

    def test_a_message_is_one_piece_and_counts_none(self) -> None:
        rows = [{"anchor": "a", "indicator": "甲"}, {"anchor": "b", "indicator": "乙"}]
        assert assemble._text(RULE, "message", rows) == "甲不对"

    def test_a_variant_without_a_template_of_its_own_and_none_for_all_says_nothing(self) -> None:
        rule = replace(RULE, slack={"soft": "措辞"})
        assert made(rule, {"anchor": "a", "variant": "hard"}).slack is None
        assert made(rule, {"anchor": "a", "variant": "soft"}).slack == "措辞"

    def test_places_and_items_are_counted(self) -> None:
        rule = replace(RULE, message={"": "{count}处：{items}"})
        rows = [{"anchor": name, "fold": "1", "item": name} for name in ("a", "a", "b")]
        assert made(rule, *rows).message == "2处：a、b"

    def test_a_column_of_the_rules_own_of_that_name_is_the_count_all_the_same(self) -> None:
        rule = replace(RULE, message={"": "{x}"})
        assert made(rule, {"anchor": "a", "x": "甲", "count": 7}).message == "甲"

    def test_items_in_english_end_with_their_number(self) -> None:
        assert isinstance(ENGLISH, English)
        items = [{"item": f"N{number}"} for number in range(assemble._MOST_ITEMS + 2)]
        assert assemble._items(items, ENGLISH).endswith("N5 and 2 more")
        assert assemble._items(items[:2], ENGLISH) == "N0, N1"

    def test_english_begins_with_a_capital_and_changes_nothing_else(self) -> None:
        rule = replace(RULE, english={"message": {"": "growth of {n} is off"}, "slack": {"": "whatever"}})
        rows = [{"anchor": "a", "indicator": "甲", "n": "N"}]
        one = made(rule, *rows)
        before = one.fingerprint, one.severity
        assemble.put(rule, one, rows, "en")
        assert (one.message, one.slack, one.computation) == ("Growth of N is off", "whatever", None)
        assert (one.fingerprint, one.severity) == before

    def test_a_template_that_asks_for_a_missing_column_names_the_rule(self) -> None:
        with pytest.raises(InternalError, match="模板用到没有的列“nothing”"):
            made(replace(RULE, message={"": "{nothing}"}), {"anchor": "a"})

    def test_quotients_are_put_into_english(self) -> None:
        assert isinstance(ENGLISH, English)
        row = {"a": Decimal(1), "b": Decimal(3)}
        assert text.fill("{a/b:percent}", row) == "约33.33%"
        assert text.fill("{a/b:percent}", row, ENGLISH) == "about 33.33%"
        assert text.fill("{a/b}", {**row, "b": Decimal(0)}) == "—"

    def test_specs(self) -> None:
        row = {"x": Decimal("-1.2345"), "base_unit": "元", "day": "三"}
        assert text.fill("{x} {x:abs} {x:short}", row) == "-1.2345 1.2345 约-1.23"
        assert text.fill("{x:short}", {"x": Decimal("1.50")}) == "1.5"
        assert text.fill("{x}", {"x": None}) == ""
        assert isinstance(ENGLISH, English)
        assert text.fill("{day:weekday}", row, ENGLISH) == "Wednesday"

    @pytest.mark.parametrize(
        ("number", "base_unit", "written", "shown"),
        [
            ("2000000", "平方米", "2600亩", "3000亩"),
            ("2000000", "平方米", "2.6平方公里", "200万平方米"),
            ("5", "吨", "1.2万斤", "1万斤"),
            ("5", "吨", "6000公斤", "5吨"),
        ],
    )
    def test_a_difference_is_told_in_the_unit_of_the_figures(
        self, number: str, base_unit: str, written: str, shown: str
    ) -> None:
        row = {"x": Decimal(number), "base_unit": base_unit, "other_written": written}
        assert text.fill("{x:base}", row) == shown


class TestPlaces:
    """What the row leaves open its own place says; what it says wins."""

    def test_region_indicator_and_period(self) -> None:
        plain = made(RULE, {"anchor": "a", "region": "", "period": 0})
        assert (plain.region, plain.indicator, plain.period) == ("白石区", "地区生产总值", "2024")
        own = made(RULE, {"anchor": "a", "region": "东区", "indicator": "税收", "period": 2023})
        assert (own.region, own.indicator, own.period) == ("东区", "税收", "2023")
        assert made(RULE, {"anchor": "a", "period": 1}).period == "1"

    def test_an_anchor_that_is_no_place_names_the_rule(self) -> None:
        with pytest.raises(InternalError, match="“x”，不是一处数据的 id"):
            made(RULE, {"anchor": "x"})

    def test_rows_that_name_the_same_places_are_told_apart_by_what_they_say(self) -> None:
        rule = replace(RULE, slack={"": "{n}"})
        rows = [{"anchor": "a", "n": Decimal(number)} for number in ("2.0", "1.00", "3")]
        assert made(rule, *rows).slack == made(rule, *reversed(rows)).slack == "1；2；3"


class TestFingerprints:
    """A key of what is found, not of where."""

    def test_it_is_the_code_and_twelve_hexadecimal_digits(self) -> None:
        code, _, digest = made(RULE, {"anchor": "a"}).fingerprint.partition(":")
        assert code == "T101"
        assert len(digest) == 12
        assert int(digest, 16) >= 0

    def test_a_document_of_which_nothing_is_known_goes_by_its_name(self) -> None:
        other = {**PLACES, "doc:2": replace(PLACES["doc:2"], document="他.txt")}
        row = {"anchor": "doc:2", "indicator": ""}
        ((one,), _), ((two,), _) = (assemble.drafts(RULE, [row], places) for places in (PLACES, other))
        assert one.finding.fingerprint != two.finding.fingerprint

    def test_a_known_one_does_not(self) -> None:
        other = {**PLACES, "doc:1": replace(PLACES["doc:1"], document="他.txt", quote="白石区计划（草案）")}
        row = {"anchor": "doc:1", "indicator": ""}
        ((one,), _), ((two,), _) = (assemble.drafts(RULE, [row], places) for places in (PLACES, other))
        assert one.finding.fingerprint == two.finding.fingerprint

    def test_wording_changes_nothing_and_fields_do(self) -> None:
        row = {"anchor": "doc:1", "indicator": "甲"}
        reworded = replace(RULE, message={"": "不对：{indicator}"})
        assert made(RULE, row).fingerprint == made(reworded, row).fingerprint
        assert made(RULE, row).fingerprint != made(RULE, {**row, "indicator": "乙"}).fingerprint


class TestRanking:
    """One defect, one finding: the higher one takes the places of the other."""

    LOW, HIGH = RULE, replace(RULE, code="T102", name="high", outranks=("T101",))

    def settled(self, low: list[dict[str, Any]], high: list[dict[str, Any]]) -> list[Finding]:
        drafts = [
            *assemble.drafts(self.LOW, [{"indicator": "", **row} for row in low], PLACES)[0],
            *assemble.drafts(self.HIGH, [{"indicator": "", **row} for row in high], PLACES)[0],
        ]
        return [draft.finding for draft in ranking.settle(drafts, [self.LOW, self.HIGH], PLACES)]

    def test_places_keep_their_roles_and_the_own_place_is_named_after_its_rule(self) -> None:
        (one,) = self.settled(
            [{"anchor": "b", "against_prior": "c"}], [{"anchor": "a", "against_parent": "b"}, {"anchor": "b"}]
        )[:1]
        assert one.rule == "T102"
        (one,) = self.settled(
            [{"anchor": "a", "against_prior": "c"}], [{"anchor": "a", "against_parent": "b"}]
        )
        assert [(item.id, item.role) for item in one.evidence] == [
            ("a", "finding"),
            ("b", "parent"),
            ("c", "prior"),
        ]
        (one,) = self.settled([{"anchor": "c", "against_prior": "a"}], [{"anchor": "a"}])
        assert [(item.id, item.role) for item in one.evidence] == [("a", "finding"), ("c", "a-defect")]

    def test_a_witness_of_both_is_no_defect_of_both(self) -> None:
        both = self.settled([{"anchor": "a", "against": "b"}], [{"anchor": "c", "against": "b"}])
        assert [one.rule for one in both] == ["T101", "T102"]

    def test_of_whole_documents_only_what_is_about_one_indicator(self) -> None:
        def rules(low: str, high: str) -> list[str]:
            rows = ({"anchor": "doc:1", "indicator": name} for name in (low, high))
            return [one.rule for one in self.settled([next(rows)], [next(rows)])]

        assert rules("税收", "税收") == ["T102"]
        assert rules("税收", "投资") == rules("", "") == ["T101", "T102"]

    def test_a_whole_document_against_what_the_other_is_against(self) -> None:
        (one,) = self.settled([{"anchor": "doc:1", "against": "b"}], [{"anchor": "a", "against": "b"}])
        assert one.rule == "T102"

    def test_a_whole_document_among_the_witnesses_is_no_defect(self) -> None:
        both = self.settled([{"anchor": "a", "against": "doc:1"}], [{"anchor": "doc:1"}])
        assert [one.rule for one in both] == ["T101", "T102"]

    def test_ranks_reach_through_others(self) -> None:
        top = replace(RULE, code="T103", name="top", outranks=("T102",))
        assert ranking.ranks([self.LOW, self.HIGH, top])["T103"] == {"T101", "T102"}
