"""Case files: what is wrong in one is named with its place, and what a case misses is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.errors import RuleFileError
from checker.judge import cases, rulefile
from checker.judge.cases import Case, Expected
from checker.model import Evidence, Finding

HEADER = "/*\nid: T101\nname: a-defect\nseverity: note\nmessage: x\n*/\n"
KEY = "云阜市/计划/2025"


@pytest.fixture
def rule(tmp_path: Path) -> rulefile.Rule:
    path = tmp_path / "T101-a-defect.sql"
    path.write_text(HEADER + "SELECT d.id AS anchor FROM document AS d", encoding="utf-8")
    return rulefile.read(path)


@pytest.mark.parametrize(
    ("text", "line", "problem", "fix"),
    [
        ("- name: x\n  documents: {a/b: c}\n  expect: []\n- [\n", ":5", "不是有效的 YAML", "rules/README.md"),
        ("name: x", ":1", "不是样例的列表", "- name:"),
        ("", ":1", "不是样例的列表", "- name:"),
        ("- name: x\n  documents: c\n  expect: []", ":1", "documents 不是", "云阜市/白石区/计划/2025: 文字"),
        (
            "- name: x\n  documents: {}\n  expect: []\n- name: y\n  documents: {}\n  expect: [{where: 1}]",
            ":4",
            "expect 不能用",
            "against computation quote rule says severity",
        ),
        ("- name: x\n  documents: {}", ":1", "样例不能用", "要有 name、documents、expect"),
    ],
)
def test_a_mistake_is_named_with_its_line(
    rule: rulefile.Rule, text: str, line: str, problem: str, fix: str
) -> None:
    rule.cases.write_text(text, encoding="utf-8")
    with pytest.raises(RuleFileError) as told:
        cases.load(rule)
    assert told.value.place == f"{rule.cases}{line}"
    assert problem in told.value.problem
    assert fix in told.value.fix


def test_other_encodings_are_named(rule: rulefile.Rule) -> None:
    rule.cases.write_bytes("- name: 名".encode("gbk"))
    with pytest.raises(RuleFileError, match="不是 UTF-8 编码") as told:
        cases.load(rule)
    assert told.value.place == str(rule.cases)


@pytest.mark.parametrize("key", ["云阜市/2025", "云阜市/大纲/2025", "云阜市/计划/25"])
def test_a_key_that_says_nothing_is_named(rule: rulefile.Rule, key: str) -> None:
    with pytest.raises(RuleFileError, match=f"样例的文件“{key}”看不懂") as told:
        cases.read(Case("x", {key: "增长5%。"}, ()), rule)
    assert told.value.place == str(rule.cases)
    assert told.value.fix.startswith("写成 地区/…/种类/年份")
    assert told.value.fix.endswith("其他")


def test_blank_lines_around_a_text_do_not_count(rule: rulefile.Rule) -> None:
    rule.cases.write_text(f'- name: x\n  documents: {{{KEY}: "\\n\\n增长5%。\\n"}}\n  expect: []\n', "utf-8")
    assert cases.load(rule)[0].documents == {KEY: "增长5%。"}


class TestComplaints:
    """What a case expects and does not get, and what it gets and does not expect."""

    def said(self, rule: rulefile.Rule, expected: Expected | None) -> str:
        places = [("finding", 1), ("also", 2), ("parent", 3)]
        evidence = [Evidence(None, KEY, line, 0, 1, f"引{line}", role) for role, line in places]
        one = Finding(
            "T101",
            "a-defect",
            "note",
            "甲不对",
            KEY,
            1,
            0,
            1,
            "引1",
            evidence=evidence,
            computation="1＋1＝3",
        )
        case = Case("x", {}, () if expected is None else (expected,))
        return "".join(cases.complaints(rule, case, [one]))

    @pytest.mark.parametrize(
        ("expected", "said"),
        [
            (Expected(f"{KEY}#3"), f"位置是 {KEY}#1、{KEY}#2"),
            (Expected(f"{KEY}#1", quote="无"), "引文是“引1”"),
            (Expected(f"{KEY}#1", against=(f"{KEY}#4",)), f"证据在 {KEY}#1、{KEY}#2、{KEY}#3"),
            (Expected(f"{KEY}#1", says="乙"), "消息是“甲不对”"),
            (Expected(f"{KEY}#1", computation="＝2"), "算式是“1＋1＝3”"),
            (Expected(f"{KEY}#1", severity="error"), "级别是 note"),
        ],
    )
    def test_each_is_said(self, rule: rulefile.Rule, expected: Expected, said: str) -> None:
        told = self.said(rule, expected)
        assert told.startswith(f"缺少 T101 {expected.at}：{said}")
        assert "多出 T101 云阜市/计划/2025#1 甲不对" in told

    @pytest.mark.parametrize("at", [1, 2])
    def test_a_finding_stands_at_each_of_its_own_places(self, rule: rulefile.Rule, at: int) -> None:
        every = tuple(f"{KEY}#{line}" for line in (1, 2, 3))
        fits = Expected(f"{KEY}#{at}", "引3", every, "甲", "note", "1＋1")
        assert self.said(rule, fits) == ""

    def test_what_is_not_expected(self, rule: rulefile.Rule) -> None:
        assert self.said(rule, None) == "多出 T101 云阜市/计划/2025#1 甲不对"


def test_a_good_set_lacks_nothing() -> None:
    def case(name: str, text: str, *at: str, twin: str = "") -> Case:
        return Case(name, {KEY: text}, tuple(Expected(one) for one in at), twin)

    good = [
        case("甲", "增长4%。", "x"),
        case("甲，不报", "增长5%。", twin="甲"),
        case("乙", "完成上级目标。", "x"),
        case("乙，不报", "完成市级目标。", twin="乙"),
        case("丙", "增长3%。"),
    ]
    assert cases.shortfall(good) == []
    assert cases.shortfall(good[:4]) == ["不报的样例只有 2 个，至少 3 个"]
    assert cases.shortfall([*good, good[4]]) == ["有两个样例同名"]
    far = case(
        "乙，不报",
        "税收增长5%，完成市级目标，粮食增产，安全生产形势平稳，城乡面貌改善，群众满意，再接再厉。",
        twin="乙",
    )
    assert cases.shortfall([*good[:3], far, good[4]]) == ["“乙”与对照样例不止一处不同"]


def test_cases_of_other_documents_are_no_twins() -> None:
    one, other = Case("x", {KEY: "增长4%。"}, ()), Case("y", {"临川市/计划/2025": "增长5%。"}, ())
    assert not cases.differs_in_one_place(one, other)
    assert not cases.differs_in_one_figure(one, other)
