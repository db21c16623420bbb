"""The room of a draft's targets, held against the rules themselves."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from checker.errors import UsageError
from checker.judge import cases, shipped_rules
from checker.model import Finding, Reading
from checker.pipeline import read_all
from checker.report import messages
from checker.settings import Settings, load
from checker.suggest import Change, Room, rooms, tell, what_if
from checker.suggest.model import MUST, SHOULD
from checker.table import build, settle

DEMO = Path(__file__).resolve().parent.parent / "demo"
RULES = {rule.code: rule for rule in shipped_rules()}


def read(documents: dict[str, str]) -> tuple[Settings, list[Reading]]:
    case = cases.Case(
        name="", documents={key: text.strip("\n") for key, text in documents.items()}, expect=()
    )
    settings, readings = cases.read(case, RULES["PC201"])
    settle(readings, settings)
    return settings, readings


def room(documents: dict[str, str], draft: str, indicator: str = "地区生产总值") -> Room:
    settings, readings = read(documents)
    found = rooms(readings, build(readings, settings).tables, {draft}, settings)
    (one,) = [one for one in found if one.indicator == indicator]
    return one


DRAFT = "云阜市/白石区/计划/2025"


def test_the_parent_sets_the_lower_end() -> None:
    found = room(
        {"云阜市/计划/2025": "2025年主要预期目标：地区生产总值增长5%。", DRAFT: "地区生产总值增长4%。"}, DRAFT
    )
    end = found.end("low", MUST)
    assert end is not None
    assert (end.value, end.rule, end.fields["region"]) == (Decimal(5), "PC201", "云阜市")
    assert found.verdict == "below"
    assert not found.empty


def test_about_leaves_what_the_rule_leaves_and_advises_the_number() -> None:
    found = room(
        {"云阜市/计划/2025": "2025年主要预期目标：地区生产总值增长5%左右。", DRAFT: "地区生产总值增长4.7%。"},
        DRAFT,
    )
    low, advised = found.end("low", MUST), found.end("low", SHOULD)
    assert low is not None
    assert advised is not None
    assert (low.value, advised.value) == (Decimal("4.5"), Decimal(5))
    assert found.verdict == "modest", "fits thanks to 左右, and the number is still the city's"


def test_a_ceiling_is_an_upper_end() -> None:
    found = room(
        {
            "云阜市/计划/2025": "2025年主要预期目标：城镇调查失业率控制在5.5%以内。",
            DRAFT: "城镇调查失业率控制在6%以内。",
        },
        DRAFT,
        "城镇调查失业率",
    )
    high = found.end("high", MUST)
    assert high is not None
    assert high.value == Decimal("5.5")
    assert found.verdict == "above"


def test_siblings_leave_the_rest() -> None:
    documents = {
        "云阜市/计划/2025": "2025年主要预期目标：城镇新增就业4万人。",
        "云阜市/青溪县/计划/2025": "城镇新增就业1.8万人。",
        DRAFT: "城镇新增就业2万人。",
    }
    end = room(documents, DRAFT, "城镇新增就业").end("low", MUST)
    assert end is not None
    assert (end.value, end.rule) == (Decimal(22000), "PC204")


def test_an_assignment_counts_more_than_the_mean() -> None:
    documents = {
        "云阜市/分解/2025": "白石区2025年一般公共预算收入增长7%。",
        "云阜市/计划/2025": "2025年主要预期目标：一般公共预算收入增长5%。",
        DRAFT: "一般公共预算收入增长6%。",
    }
    found = room(documents, DRAFT, "一般公共预算收入")
    end = found.end("low", MUST)
    assert end is not None
    assert (end.value, end.rule, found.verdict) == (Decimal(7), "PC205", "below")


def test_last_year_only_advises() -> None:
    documents = {
        "云阜市/白石区/报告/2025": "一、2024年计划执行情况\n一般公共预算收入增长8.2%。\n"
        "二、2025年主要预期目标\n一般公共预算收入增长6%。"
    }
    found = room(documents, "云阜市/白石区/报告/2025", "一般公共预算收入")
    assert found.end("low", MUST) is None
    advised = found.end("low", SHOULD)
    assert advised is not None
    assert (advised.value, advised.rule, found.verdict) == (Decimal("8.15"), "PC305", "modest")


def test_the_path_of_the_five_year_plan() -> None:
    documents = {
        "云阜市/规划/2021": "到2025年，一般公共预算收入达到121亿元。",
        "云阜市/公报/2023": "全年一般公共预算收入100亿元。",
        "云阜市/计划/2024": "一般公共预算收入增长6%。",
    }
    found = room(documents, "云阜市/计划/2024", "一般公共预算收入")
    advised = found.end("low", SHOULD)
    assert advised is not None
    assert (advised.value, advised.rule) == (Decimal("10.00"), "PC307")


REPORT = "云阜市/白石区/报告/2024"


def test_a_level_handed_down_asks_for_the_pace_that_leads_there() -> None:
    documents = {
        "云阜市/工作报告/2024": "到2027年，白石区社会消费品零售总额达到200亿元。",
        REPORT: "一、2023年计划执行情况\n社会消费品零售总额140亿元，增长6.2%。\n"
        "二、2024年主要目标\n社会消费品零售总额增长6%。",
    }
    found = room(documents, REPORT, "社会消费品零售总额")
    end = found.end("low", MUST)
    assert end is not None
    # 140 × 1.0933⁴ reaches 200, 140 × 1.0932⁴ does not.
    assert (end.value, end.rule, end.fields["years"], found.verdict) == (
        Decimal("9.33"),
        "PC205",
        "4",
        "below",
    )


def test_siblings_leave_the_growth_that_brings_the_mean() -> None:
    """10 亿元 of 40 are the draft's: the others' 30 at 6 % leave it 10 % of a mean of 7 %."""
    parts = {"临溪区": ("30亿元", "6%"), "白石区": ("10亿元", "8%")}
    documents = {
        f"云阜市/{name}/报告/2025": f"一、2024年计划执行情况\n社会消费品零售总额{level}。\n"
        f"二、2025年主要预期目标\n社会消费品零售总额增长{growth}。"
        for name, (level, growth) in parts.items()
    }
    documents["云阜市/计划/2025"] = "2025年主要预期目标：社会消费品零售总额增长7%。"
    found = room(documents, "云阜市/白石区/报告/2025", "社会消费品零售总额")
    ends = [one.value for one in found.limits if one.rule == "PC204"]
    assert ends == [Decimal("10.00")]


def test_the_rate_of_the_jobless_and_prices_ask_nothing_of_last_year() -> None:
    text = "一、2024年计划执行情况\n城镇调查失业率5.2%，居民消费价格上涨0.3%。\n"
    documents = {
        "云阜市/报告/2025": f"{text}二、2025年主要预期目标\n城镇调查失业率5.5%左右，居民消费价格涨幅2%左右。"
    }
    for name in ("城镇调查失业率", "居民消费价格涨幅"):
        found = room(documents, "云阜市/报告/2025", name)
        assert (found.limits, found.verdict) == ([], "open")


def test_an_empty_room_is_said() -> None:
    documents = {
        "云阜市/分解/2025": "白石区2025年城镇新增就业3万人。",
        "云阜市/白石区/河东街道/计划/2025": "城镇新增就业1万人。",
        "云阜市/白石区/河西街道/计划/2025": "城镇新增就业1.2万人。",
        DRAFT: "城镇新增就业2.5万人。",
    }
    found = room(documents, DRAFT, "城镇新增就业")
    assert found.empty
    assert {one.rule for one in found.limits} >= {"PC205", "PC204"}
    shown = tell.tell(found, messages.messages("zh")).cells
    assert shown["room"] == "无解"
    assert "各项要求不能同时满足" in shown["verdict"]


def test_what_could_not_be_said_has_its_reason() -> None:
    found = room({DRAFT: "2025年主要预期目标：地区生产总值增长5%。"}, DRAFT)
    assert found.verdict == "open"
    assert {key for key, _ in found.open} == {"no_parent_target", "no_past", "no_path"}


def test_ends_are_those_of_the_rules() -> None:
    """At each end of a room the rule that set it is silent; a step beyond it speaks."""
    documents = {
        "云阜市/计划/2025": "2025年主要预期目标：地区生产总值增长5.5%左右；城镇新增就业4万人。",
        "云阜市/青溪县/计划/2025": "城镇新增就业1.8万人。",
        DRAFT: "地区生产总值增长5%，城镇新增就业2.2万人。",
    }
    settings, readings = read(documents)
    for one in rooms(readings, build(readings, settings).tables, {DRAFT}, settings):
        end = one.end("low", MUST)
        if end is None or one.own is None:
            continue
        step = Decimal("0.1") if one.unit == "%" else Decimal(1000)
        for value, speaks in ((end.value, False), (end.value - step, True)):
            shown = f"{value}%" if one.unit == "%" else f"{value:.0f}人"
            outcome = what_if(readings, {DRAFT}, [Change(one.indicator, shown)], settings)
            after = {finding.rule for finding in judged_after(readings, outcome.raised, outcome.settled)}
            raised = {finding.rule for finding in outcome.raised if finding.severity != "note"}
            assert (end.rule in raised | after) is speaks, (one.indicator, shown)


def judged_after(readings: list[Reading], raised: list[Finding], settled: list[Finding]) -> list[Finding]:
    return [finding for finding in raised if finding.severity != "note"]


@pytest.fixture(scope="module")
def demo() -> tuple[Settings, list[Reading]]:
    settings = load(DEMO / "checker.toml", DEMO)
    return settings, read_all(sorted(map(str, (DEMO / "corpus").iterdir())), settings)


def drafts(readings: list[Reading], name: str) -> set[str]:
    return {r.document.path for r in readings if name in r.document.path}


def test_a_change_settles_and_raises(demo: tuple[Settings, list[Reading]]) -> None:
    settings, readings = demo
    before = [statement.as_dict() for reading in readings for statement in reading.statements]
    mine = drafts(readings, "白石区2024年国民经济")
    better = what_if(readings, mine, [Change.read("固定资产投资=6.5%")], settings)
    assert [f.rule for f in better.settled] == ["PC201"]
    assert [old.quote for old, _ in better.replaced if old] == ["固定资产投资增长5.5%"]
    worse = what_if(readings, mine, [Change.read("地区生产总值=5%左右")], settings)
    raised = {f.rule for f in worse.raised}
    assert "PC205" in raised
    assert "PC201" not in raised, "what was assigned says more than the level above"
    assert worse.settled == []
    after = [statement.as_dict() for reading in readings for statement in reading.statements]
    assert after == before, "readings are left as they are"


def test_no_change_changes_nothing(demo: tuple[Settings, list[Reading]]) -> None:
    settings, readings = demo
    mine = drafts(readings, "白石区2024年国民经济")
    same = what_if(readings, mine, [Change.read("地区生产总值=增长6%")], settings)
    assert (same.raised, same.settled, same.changed) == ([], [], [])


@pytest.mark.parametrize("text", ["地区生产总值", "=5%", "地区生产总值=", "地区生产总值=抓紧抓好"])
def test_what_cannot_be_read_is_said(text: str, demo: tuple[Settings, list[Reading]]) -> None:
    settings, readings = demo
    with pytest.raises(UsageError, match="读不懂"):
        what_if(readings, drafts(readings, "白石区2024年国民经济"), [Change.read(text)], settings)


@pytest.mark.parametrize(
    "name", ["白石区2024年国民经济", "云阜市2024年政府工作报告", "桐江区2023年政府工作报告"]
)
def test_rooms_of_the_demo_hold_the_targets_no_rule_complains_of(
    name: str, demo: tuple[Settings, list[Reading]]
) -> None:
    """A target below its room is one that a rule reports, and the other way round."""
    from checker.judge import judge

    settings, readings = demo
    mine = drafts(readings, name)
    relations = build(readings, settings)
    rules = [RULES[code] for code in ("PC201", "PC205")]
    findings, _ = judge(relations, settings, rules=rules)
    wrong = {(f.document, f.indicator) for f in findings if f.severity != "note"}
    for one in rooms(readings, relations.tables, mine, settings):
        if one.own is not None and {limit.rule for limit in one.limits if limit.strength == MUST} <= {
            "PC201",
            "PC205",
        }:
            complained = (one.document, one.indicator) in wrong
            assert (one.verdict in ("below", "above")) is complained, (one.indicator, one.verdict)
