"""Claims, completions, runs of years, outcomes, paces: what the rules about years join."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.judge import cases
from checker.model import Statement
from checker.table import Relations, build, mentions, wording
from checker.table.outcomes import alike
from checker.table.renamings import rows as renaming_rows
from checker.table.runs import same_run
from checker.table.series import root


class _NoRule:
    cases = Path("none.yaml")


def relations(documents: dict[str, str]) -> Relations:
    settings, readings = cases.read(cases.Case("x", documents, ()), _NoRule())  # type: ignore[arg-type]
    return build(readings, settings)


def table(documents: dict[str, str], name: str) -> list[dict[str, Any]]:
    columns = relations(documents).tables[name]
    count = len(next(iter(columns.values())))
    return [{column: values[at] for column, values in columns.items()} for at in range(count)]


def review(text: str) -> dict[str, str]:
    return {"远川市/报告/2024": f"一、2023年国民经济和社会发展计划执行情况\n{text}"}


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("圆满完成市人大二次会议确定的各项目标任务。", ["whole"]),
        ("旗七届人大二次会议确定的目标任务全面完成。", ["whole"]),
        ("全年主要目标任务较好完成，经济回升向好。", ["mild"]),
        ("全面完成年度化债任务。", []),
        ("今年是完成“十四五”规划目标的关键一年。", []),
        ("为圆满完成全年目标任务打下基础。", []),
        ("除固定资产投资外，年度目标任务全部完成。", []),
        ("一般公共预算收入增长6.5%，高于年初预期目标0.5个百分点。", ["margin"]),
        ("社会消费品零售总额增长4.6%，完成年度目标。", ["met"]),
        ("社会消费品零售总额增长4.6%，高于全省平均水平0.5个百分点。", []),
        ("社会消费品零售总额增长4.6%，未完成年度目标。", []),
    ],
)
def test_claims(text: str, claims: list[str]) -> None:
    assert [row["claims"] for row in table(review(text), "claim")] == claims


def test_a_claim_about_what_shall_be_is_none() -> None:
    text = "一、2023年计划执行情况\n城镇新增就业3万人。\n二、2024年工作安排\n圆满完成全年目标任务。"
    assert table({"远川市/报告/2024": text}, "claim") == []


def test_margins_below_are_negative() -> None:
    (row,) = table(review("社会消费品零售总额增长4.6%，比年初目标低1.4个百分点。"), "claim")
    assert (row["margin_low"], row["margin_high"]) == (Decimal("-1.45"), Decimal("-1.35"))


def test_completions_name_the_level_they_are_of() -> None:
    documents = review("城镇新增就业4.68万人，增长2.1%，完成年度目标任务的104%；农民工返乡800人。")
    known = relations(documents)
    (row,) = table(documents, "completion")
    assert known.places[row["statement"]].quote == "城镇新增就业4.68万人"
    assert (row["ratio_low"], row["ratio_high"]) == (Decimal("103.5"), Decimal("104.5"))


def test_a_share_of_something_else_is_no_completion() -> None:
    assert table(review("民生支出80亿元，占一般公共预算支出的80%。"), "completion") == []


def test_runs_are_paired_by_subject() -> None:
    documents = {
        "远川市/工作报告/2022": "一、2021年工作回顾\n平安建设考核连续三年获评优秀。信访满意度连续2年第一。",
        "远川市/工作报告/2023": "一、2022年工作回顾\n平安建设考核连续4年获评优秀。",
    }
    runs = table(documents, "run_length")
    assert sorted(row["length"] for row in runs) == [2, 3, 4]
    assert {row["subject"] for row in runs if row["length"] > 2} == {"平安建设考核获评优秀"}
    assert len(table(documents, "run_pair")) == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("平安建设考核获评优秀", "平安建设考核获评全省优秀", True), ("入选全国百强县", "粮食生产丰收", False)],
)
def test_same_run(one: str, other: str, same: bool) -> None:
    assert same_run(one, other) is same
    assert same_run(other, one) is same


OUTCOMES = [
    ("固定资产投资增长8%", "固定资产投资增长8.3%。", "same"),
    ("固定资产投资增长8%", "固定资产投资完成120亿元。", "other"),
    ("固定资产投资增长8%", "固定资产投资在高基数上明显回落。城镇新增就业3万人。", "words"),
    ("固定资产投资增长8%", "城镇新增就业3万人。", "none"),
    ("数字经济核心产业增加值增长12%", "数字经济核心产业增加值占地区生产总值的比重达到7.9%。", "other"),
]


@pytest.mark.parametrize(("target", "told", "how"), OUTCOMES)
def test_how_an_outcome_is_told(target: str, told: str, how: str) -> None:
    documents = {"远川市/计划/2023": f"2023年主要预期目标：{target}。", **review(told)}
    assert [row["how"] for row in table(documents, "outcome")] == [how]


def test_a_report_that_tells_no_figure_of_the_year_is_none() -> None:
    documents = {"远川市/计划/2023": "2023年主要预期目标：固定资产投资增长8%。", **review("开局良好。")}
    assert table(documents, "outcome") == []


def test_shortfall_turns_round_where_less_is_better() -> None:
    documents = {
        "远川市/计划/2023": "2023年主要目标：单位地区生产总值能耗下降3%，固定资产投资增长8%。",
        **review("单位地区生产总值能耗下降2.1%，固定资产投资增长9%。"),
    }
    assert [row["short"] for row in table(documents, "outcome")] == [Decimal("0.9"), Decimal(-1)]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("受需求不足影响，固定资产投资未达到预期目标。", "named"),
        ("部分指标未达预期目标。", "generic"),
        ("民间投资活力与先进地区相比还有差距。", "silent"),
        ("科技创新能力不强。", "silent"),
    ],
)
def test_owning_up_to_a_miss(sentence: str, told: str) -> None:
    documents = {
        "远川市/计划/2023": "2023年主要预期目标：固定资产投资增长8%。",
        **review(f"固定资产投资增长2.4%。运行总体平稳。\n{sentence}"),
    }
    assert [row["told"] for row in table(documents, "outcome")] == [told]


def test_a_miss_of_another_thing_in_the_same_sentence_is_not_this_one() -> None:
    documents = {
        "远川市/计划/2023": "2023年主要预期目标：固定资产投资增长8%。",
        **review("固定资产投资增长2.4%；工业增加值增长6.1%，比目标低0.9个百分点；出口额增长1%。"),
    }
    assert [row["told"] for row in table(documents, "outcome")] == ["silent"]


def test_a_target_changed_in_mid_year_is_not_held_against_the_report() -> None:
    documents = {
        "远川市/计划/2023": "2023年主要预期目标：进出口总额增长8%。",
        "远川市/决议/2023": "关于调整2023年计划的决定\n进出口总额增长目标由8%左右调整为4%左右。",
        **review("进出口总额增长4.2%。"),
    }
    assert all(row["short"] <= 0 for row in table(documents, "outcome") if row["judged"])


PLAN = "到2025年，森林覆盖率达到47%。"
PROGRESS = {
    "远川市/报告/2023": "一、2022年计划执行情况\n森林覆盖率43.2%。",
    "远川市/报告/2024": "一、2023年计划执行情况\n森林覆盖率43.6%。\n二、2024年主要目标\n森林覆盖率44%。",
}


def test_pace_of_a_share_is_in_points() -> None:
    (row,) = table({"远川市/规划/2025": PLAN, **PROGRESS}, "pace")
    assert (row["how"], row["years"], row["needed"], row["better"]) == ("needed", 1, 3, Decimal("0.4"))


def test_pace_from_nothing_is_in_the_unit_itself() -> None:
    documents = {
        "远川市/规划/2026": "到2026年，国家级重点实验室达到7家。",
        "远川市/报告/2023": "一、2022年计划执行情况\n国家级重点实验室0家。",
        **review("国家级重点实验室0家。\n二、2024年主要目标\n国家级重点实验室达到1家。"),
    }
    (row,) = table(documents, "pace")
    assert (row["needed"], row["better"], row["unit"]) == (3, 1, "家")


def test_pace_in_percent_has_no_step_from_nothing() -> None:
    documents = {
        "远川市/规划/2025": "到2025年，国家级重点实验室达到90家。",
        "远川市/报告/2023": "一、2022年计划执行情况\n国家级重点实验室0家。",
        **review("国家级重点实验室60家。\n二、2024年主要目标\n国家级重点实验室达到61家。"),
    }
    (row,) = table(documents, "pace")
    assert (row["better"], row["unit"]) == (Decimal("1.6667"), "%")


def test_pace_counts_the_growth_that_was_reached_and_is_promised() -> None:
    documents = {
        "远川市/规划/2025": "到2025年，社会消费品零售总额达到200亿元。",
        "远川市/报告/2024": "一、2023年计划执行情况\n社会消费品零售总额150亿元，增长5.5%。\n"
        "二、2024年主要目标\n社会消费品零售总额增长7%。",
    }
    (row,) = table(documents, "pace")
    assert (row["better"], row["unit"]) == (7, "%")


def test_pace_of_a_goal_already_reached() -> None:
    (row,) = table({"远川市/规划/2025": PLAN.replace("47", "44"), **PROGRESS}, "pace")
    assert row["how"] == "reached"


def test_two_goals_share_their_base() -> None:
    text = (
        "2020年，技术合同成交额32亿元。\n第二章 主要目标\n到2025年，技术合同成交额达到80亿元，年均增长10%。"
    )
    (row,) = table({"远川市/规划/2025": f"第一章 发展基础\n{text}"}, "double_goal")
    assert (row["years"], row["implied"]) == (5, Decimal("5154000000"))
    assert row["implied_low"] < row["implied"] < row["implied_high"] < row["level_low"]


@given(st.integers(min_value=1, max_value=400), st.integers(min_value=1, max_value=12))
def test_a_root_multiplied_gives_the_ratio_again(percent: int, times: int) -> None:
    ratio = Decimal(percent) / 100
    found = root(ratio, times)
    assert found is not None
    assert abs(found**times - ratio) < Decimal("1E-8")


def test_nothing_multiplies_to_less_than_nothing() -> None:
    assert root(Decimal(-1), 2) is None
    assert root(Decimal(2), 0) is None


def test_renamings_join_keys() -> None:
    found = {(row["old_key"], row["new_key"]): row["year"] for row in renaming_rows()}
    assert found["registered_unemployment", "survey_unemployment"] == 2018


@pytest.mark.parametrize(
    ("quote", "indicator", "stock"),
    [
        ("农田累计达到92万亩", "农田", True),
        ("更新供水管网126公里", "供水管网", False),
        ("首店38家", "首店", False),
    ],
)
def test_stock_or_flow(quote: str, indicator: str, stock: bool) -> None:
    from checker.table.indicators import UNKNOWN

    said = Statement(measure="level", indicator=indicator, quote=quote)
    assert wording.is_stock(said, UNKNOWN) is stock


def test_names_alike() -> None:
    assert alike("养老床位", "新增养老床位")
    assert not alike("停车泊位", "老旧小区")


def test_disclosures_name_the_sentence() -> None:
    settings, readings = cases.read(
        cases.Case("x", review("固定资产投资增长2%。受天气影响，固定资产投资低于年初目标。"), ()),
        _NoRule(),  # type: ignore[arg-type]
    )
    assert settings is not None
    (row,) = mentions.disclosures(readings[0])
    assert (row["key"], row["generic"]) == ("fixed_investment", False)


@pytest.mark.parametrize(
    ("parts", "complete"),
    [
        ("税收收入4234567万元，非税收入1000000万元", True),
        ("税收收入5234567万元", False),
        ("税收收入4234567万元以上，非税收入1000000万元", False),
    ],
)
def test_parts_that_come_to_many_digits_are_all_there_is(parts: str, complete: bool) -> None:
    documents = {"远川市/公报/2024": f"全年收入5234567万元，其中{parts}。"}
    assert {row["complete"] for row in table(documents, "part")} == {complete}


def test_what_the_lexicon_calls_none_is_empty() -> None:
    from checker.table.indicators import properties

    assert (properties("gdp").price_basis, properties("new_jobs").price_basis) == ("constant", "")
