"""Relations between levels: sums and means of children, delegation, amplification, what is named."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hand import actual, reading, target
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Context, Reading, Segment, Statement
from checker.settings import RegionSetting, Settings
from checker.table import build
from checker.table.relations import Relations

DISTRICTS = ("临溪区", "桐江区", "白石区")
SETTINGS = Settings(regions=(
    RegionSetting("云阜市", None, "city"),
    *(RegionSetting(name, "云阜市", "district") for name in DISTRICTS),
))  # fmt: skip


def city(*statements: Statement, **who: Any) -> Reading:
    return reading("市.txt", *statements, region="云阜市", region_path="云阜市", level="city", **who)


def district(name: str, *statements: Statement, **who: Any) -> Reading:
    return reading(f"{name}.txt", *statements, region=name, region_path=f"云阜市/{name}", **who)


def jobs(value: str, comparator: str = "eq") -> Statement:
    return target("城镇新增就业", "increment", value, comparator, indicator_id="new_jobs", unit="人",
                  base_unit="人", dimension="people")  # fmt: skip


def retail(value: str, comparator: str = "eq") -> Statement:
    return target("社会消费品零售总额", "growth", value, comparator, indicator_id="retail")


def retail_level(value: int) -> Statement:
    return actual("社会消费品零售总额", "level", str(value), str(value), str(value), indicator_id="retail",
                  period="2023")  # fmt: skip


def rows(made: Relations, name: str) -> list[dict[str, Any]]:
    table = made.tables[name]
    return [dict(zip(table, values, strict=True)) for values in zip(*table.values(), strict=True)]


def aggregates(*readings: Reading) -> list[dict[str, Any]]:
    return rows(build(readings, SETTINGS), "aggregate")


class TestSums:
    def test_children_at_hand_that_fall_short(self) -> None:
        (row,) = aggregates(city(jobs("100")), *(district(name, jobs("30")) for name in DISTRICTS))
        assert (row["status"], row["complete"], row["reach"], row["gap"]) == ("short", True, 90, 10)
        assert row["decided"]
        assert not row["soft"]

    def test_a_floor_counts_with_its_bound_and_is_no_promise(self) -> None:
        (row,) = aggregates(city(jobs("100")), *(district(name, jobs("30", "ge")) for name in DISTRICTS))
        assert (row["status"], row["soft"]) == ("short", True)

    def test_around_the_parents_figure(self) -> None:
        shares = zip(DISTRICTS, ("33", "33", "32"), strict=True)
        (row,) = aggregates(city(jobs("100", "approx")), *(district(name, jobs(n)) for name, n in shares))
        assert (row["status"], row["reach"]) == ("around", 98)

    def test_what_the_missing_must_bring(self) -> None:
        (row,) = aggregates(city(jobs("100")), district("白石区", jobs("30")))
        assert (row["status"], row["missing"], row["gap"]) == ("rest", "临溪区、桐江区", 70)
        assert not row["decided"]

    def test_less_of_what_should_be_less_is_no_shortfall(self) -> None:
        def deaths(value: str) -> Statement:
            return target("生产安全事故死亡人数", "level", value, "le", indicator_id="accident_deaths",
                          unit="人", base_unit="人", dimension="people")  # fmt: skip

        made = aggregates(city(deaths("30")), *(district(name, deaths("8")) for name in DISTRICTS))
        assert [row["status"] for row in made] == ["fits"]
        # Two of three already go beyond the ceiling: nothing is left for the third.
        made = aggregates(city(deaths("30")), *(district(name, deaths("16")) for name in DISTRICTS[:2]))
        assert [row["status"] for row in made] == ["short"]

    @given(parts=st.lists(st.integers(1, 10**6), min_size=3, max_size=3), gap=st.integers(-5, 5))
    def test_short_exactly_where_the_sum_is_less(self, parts: list[int], gap: int) -> None:
        total = sum(parts) + gap
        if total <= 0:
            return
        children = [district(name, jobs(str(part))) for name, part in zip(DISTRICTS, parts, strict=True)]
        (row,) = aggregates(city(jobs(str(total))), *children)
        assert (row["status"] == "short") == (gap > 0)


class TestMeans:
    def test_weighted_by_last_years_level(self) -> None:
        big, small = ("白石区", "9"), ("桐江区", "3")
        children = [
            district(name, retail(rate), retail_level(level))
            for (name, rate), level in ((big, 300), (small, 100), (("临溪区", "3"), 100))
        ]
        (row,) = aggregates(city(retail("7")), *children)
        assert (row["status"], row["method"], row["reach"]) == ("short", "mean", Decimal("6.6000"))

    def test_a_mean_is_rounded_to_the_good_side(self) -> None:
        rates = zip(DISTRICTS, "866", strict=True)
        children = [district(name, retail(rate), retail_level(100)) for name, rate in rates]
        (row,) = aggregates(city(retail("7")), *children)
        assert row["reach"] == Decimal("6.6667")

    def test_without_levels_nothing_is_decided(self) -> None:
        children = [district(name, retail(rate)) for name, rate in zip(DISTRICTS, "936", strict=True)]
        (row,) = aggregates(city(retail("7")), *children)
        assert (row["status"], row["decided"]) == ("undecided", False)

    def test_all_below_needs_no_levels(self) -> None:
        (row,) = aggregates(city(retail("7")), *(district(name, retail("6")) for name in DISTRICTS))
        assert (row["status"], row["method"]) == ("short", "all")

    def test_around_leaves_the_parent_room(self) -> None:
        rates = zip(DISTRICTS, ("6.9", "6.8", "6.9"), strict=True)
        (row,) = aggregates(city(retail("7", "approx")), *(district(name, retail(n)) for name, n in rates))
        assert (row["status"], row["reach"]) == ("around", Decimal("6.8"))

    def test_children_are_named_without_their_parents(self) -> None:
        made = rows(build([city(retail("7"))], SETTINGS), "child")
        assert {row["region"] for row in made} == set(DISTRICTS)

    def test_a_city_has_revenue_of_its_own(self) -> None:
        def gdp(value: str) -> Statement:
            return target("地区生产总值", "growth", value, indicator_id="gdp")

        (row,) = aggregates(city(gdp("7")), *(district(name, gdp("6")) for name in DISTRICTS))
        assert (row["status"], row["decided"]) == ("undecided", False)


def delegated(reference: str, **more: Any) -> Statement:
    return target("居民人均可支配收入", "growth", "", "delegated", indicator_id="income",
                  reference=reference, quote=f"居民人均可支配收入{reference}", **more)  # fmt: skip


def income(value: str, **more: Any) -> Statement:
    return target("居民人均可支配收入", "growth", value, indicator_id="income", **more)


def outcome(*readings: Reading) -> dict[str, str]:
    return {
        row["id"].partition(".")[0]: row["outcome"] for row in rows(build(readings, SETTINGS), "delegation")
    }


class TestDelegation:
    def province(self, *statements: Statement) -> Reading:
        return reading("省.txt", *statements, region="嘉岭省", region_path="嘉岭省", level="province")

    def below(self, *statements: Statement) -> Reading:
        return reading("市.txt", *statements, region="云阜市", region_path="嘉岭省/云阜市", level="city")

    def lowest(self, *statements: Statement) -> Reading:
        return reading("区.txt", *statements, region="白石区", region_path="嘉岭省/云阜市/白石区")

    def test_found_through_two_levels(self) -> None:
        found = outcome(self.province(income("6")), self.below(delegated("省下达目标")),
                        self.lowest(delegated("市下达目标")))  # fmt: skip
        assert found == {"市": "found", "区": "found"}

    def test_the_top_does_not_say(self) -> None:
        found = outcome(
            self.province(), self.below(delegated("省下达目标")), self.lowest(delegated("市下达目标"))
        )
        assert found == {"市": "empty", "区": "empty"}

    def test_no_document_of_the_level_pointed_to(self) -> None:
        assert outcome(self.lowest(delegated("市下达目标"))) == {"区": "absent"}

    def test_pointing_down_again_goes_in_a_circle(self) -> None:
        found = outcome(self.below(delegated("各区上报数据")), self.lowest(delegated("市下达目标")))
        assert found == {"市": "unknown", "区": "circular"}

    def test_a_level_that_points_to_itself(self) -> None:
        found = outcome(self.below(delegated("市下达目标")), self.lowest(delegated("市下达目标")))
        assert found == {"市": "wrong", "区": "circular"}

    def test_a_total_of_the_level_above_resolves_nothing(self) -> None:
        above = target(
            "居民人均可支配收入", "level", "50000", indicator_id="income", unit="元", base_unit="元"
        )
        assert outcome(self.below(above), self.lowest(delegated("市下达目标"))) == {"区": "total"}

    def test_only_the_own_congress_approves(self) -> None:
        waiting = self.lowest(delegated("区人民代表大会批准数据"))
        assert outcome(self.below(income("6")), waiting) == {"区": "absent"}
        approved = reading("决议.txt", income("5"), kind="resolution", region="白石区",
                           region_path="嘉岭省/云阜市/白石区")  # fmt: skip
        assert outcome(approved, self.lowest(delegated("区人民代表大会批准数据"))) == {"区": "found"}

    def test_handed_down_by_name(self) -> None:
        handed = income("6.5", region="白石区", region_path="嘉岭省/云阜市/白石区")
        made = build([self.below(handed), self.lowest(delegated("市下达目标"))], SETTINGS)
        (row,) = rows(made, "delegation")
        assert (row["outcome"], made.places[row["found"]].document) == ("found", "市.txt")

    def test_a_figure_in_the_same_document_delegates_nothing(self) -> None:
        assert outcome(self.lowest(delegated("市下达目标"), income("6"))) == {}


class TestLadder:
    def test_steps_of_each_level(self) -> None:
        def gdp(value: str, comparator: str = "eq") -> Statement:
            return target("地区生产总值", "growth", value, comparator, indicator_id="gdp")

        made = build([
            reading("国.txt", gdp("5", "approx"), region="全国", region_path="全国", level="national"),
            reading("省.txt", gdp("5.5"), region="嘉岭省", region_path="嘉岭省", level="province"),
            reading("市.txt", gdp("5.5"), region="云阜市", region_path="嘉岭省/云阜市", level="city"),
            reading("区.txt", gdp("6.5", "ge"), region="白石区", region_path="嘉岭省/云阜市/白石区"),
        ], Settings())  # fmt: skip
        found = {row["id"].partition(".")[0]: row["shown"] for row in rows(made, "ladder")}
        assert found == {
            "省": "全国5%→嘉岭省5.5%（+0.5）",
            "区": "全国5%→嘉岭省5.5%（+0.5）→云阜市5.5%（持平）→白石区6.5%（+1）",
        }


class TestHanded:
    @pytest.mark.parametrize(("rate", "short"), [("6", True), ("14", False)])
    def test_growth_carried_to_the_goals_year(self, rate: str, short: bool) -> None:
        goal = target("社会消费品零售总额", "level", "450", indicator_id="retail", region="白石区",
                      region_path="云阜市/白石区", period="../2026", period_kind="by")  # fmt: skip
        made = build([city(goal), district("白石区", retail(rate), retail_level(310))], SETTINGS)
        (row,) = rows(made, "handed")
        assert (row["years"], row["short"]) == (3, short)
        assert row["reached"] == (370 if short else 460)


class TestHeadline:
    def table(self, *statements: Statement, text: str = "") -> dict[str, dict[str, Any]]:
        made = reading("区.txt", *statements, region="白石区", region_path="云阜市/白石区", text=text)
        made.document.segments = [
            Segment(line, line_text, 0, len(line_text), "paragraph", Context(period="2024"))
            for line, line_text in made.document.lines.items()
        ]
        return {row["item_id"]: row for row in rows(build([made], SETTINGS), "headline")}

    def test_an_umbrella_stands_for_energy_and_air(self) -> None:
        umbrella = target("约束性指标", "qualitative", "", "delegated", indicator_id="binding_targets")
        found = self.table(umbrella)
        assert found["energy_emission"]["present"]
        assert not found["gdp"]["present"]

    def test_air_quality_stands_for_the_environment(self) -> None:
        found = self.table(target("PM2.5", "level", "30", "le", indicator_id="pm25", unit="微克/立方米"))
        assert found["energy_emission"]["present"]

    def test_income_of_town_and_country_stands_for_all(self) -> None:
        found = self.table(target("城镇居民人均可支配收入", "growth", "6", indicator_id="urban_income"))
        assert found["income"]["present"]

    def test_a_name_that_only_tells_what_was_is_not_ahead(self) -> None:
        told = actual("社会消费品零售总额", "growth", "5", "4.5", "5.5", indicator_id="retail", period="2023",
                      line=1)  # fmt: skip
        found = self.table(told, text=told.quote)
        assert (found["retail"]["named"], found["retail"]["named_ahead"]) == (True, False)

    def test_counties_measure_no_prices(self) -> None:
        found = self.table(text="一、2024年主要目标")
        assert not found["cpi"]["measured"]
        assert not found["cpi"]["expected"]
