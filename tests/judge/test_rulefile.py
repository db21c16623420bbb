"""Rule files: what a header must hold, and what a rule must not do."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.errors import RuleFileError, UsageError
from checker.judge import rulefile, select, subset
from checker.judge.engine import empty_engine
from checker.resources import folder

HEADER = """/*
id:       T101
name:     a-defect
severity: error
message:  {indicator}不对
message[pass]: {indicator}对

查什么  甲。
为什么  乙，
        接着说。
不查    丙。
依据    丁。
*/
"""
GOOD = "SELECT s.id AS anchor, s.indicator AS indicator FROM statement AS s"


def write(folder: Path, sql: str = GOOD, header: str = HEADER, name: str = "T101-a-defect.sql") -> Path:
    path = folder / name
    path.write_text(header + sql, encoding="utf-8")
    return path


def test_header_is_read(tmp_path: Path) -> None:
    rule = rulefile.read(write(tmp_path))
    assert (rule.code, rule.name, rule.severity) == ("T101", "a-defect", "error")
    assert rule.message == {"": "{indicator}不对", "pass": "{indicator}对"}
    assert rule.doc["为什么"] == "乙，接着说。"
    assert rule.sql == GOOD
    assert (rule.status, rule.title, rule.since, rule.outranks) == ("stable", "", "", ())
    assert rule.sql_line == HEADER.count("\n") + 1
    assert rule.cases.name == "T101-a-defect.yaml"


def test_lines_of_a_header_go_on_and_a_semicolon_ends_nothing(tmp_path: Path) -> None:
    header = HEADER.replace(
        "message[pass]:",
        "outranks: T102 T103\nmessage_en: {indicator} is\n\toff\nslack[soft]: 一\n  二\nmessage[pass]:",
    )
    rule = rulefile.read(write(tmp_path, header=header, sql=f"\n\n{GOOD} ;\n"))
    assert rule.english["message"] == {"": "{indicator} is off"}
    assert rule.slack == {"soft": "一二"}
    assert rule.outranks == ("T102", "T103")
    assert rule.sql == GOOD
    assert rule.sql_line == header.count("\n") + 3
    late = write(tmp_path, header="\n\n" + HEADER.replace("severity: error", "severity: fatal"))
    with pytest.raises(RuleFileError, match=r"sql:6: 没有级别"):
        rulefile.read(late)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("id:       T101", "", "没有 id"),
        ("severity: error", "severity: fatal", "没有级别“fatal”"),
        ("message:  {indicator}不对\n", "", ""),
        ("name:     a-defect", "name:     other", "文件名与文件头不符"),
        ("severity: error", "severity: error\nauthor: me", "不认识的键“author”"),
        ("id:       T101", "id:       101", "“101”不是编号"),
    ],
)
def test_header_must_be_whole(tmp_path: Path, old: str, new: str, problem: str) -> None:
    path = write(tmp_path, header=HEADER.replace(old, new))
    if problem:
        with pytest.raises(RuleFileError, match=problem):
            rulefile.read(path)
    else:
        assert "pass" in rulefile.read(path).message


def test_no_header(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match="没有文件头"):
        rulefile.read(write(tmp_path, header=""))


def test_one_code_one_rule(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "more").mkdir()
    write(tmp_path / "more")
    with pytest.raises(RuleFileError, match="“T101”已经是"):
        rulefile.load(tmp_path)


@pytest.mark.parametrize(
    ("sql", "problem"),
    [
        ("SELECT s.id AS anchor, s.low / s.high AS x FROM statement AS s", "除法"),
        ("SELECT s.id AS anchor FROM statement AS s ORDER BY s.id", "ORDER BY"),
        ("SELECT * FROM statement", r"\*（逐个写出列名）"),
        ("SELECT s.id AS anchor FROM statement AS s; SELECT 1", "2 条语句"),
        ("DROP TABLE statement", "不是 SELECT"),
        ("INSERT INTO statement SELECT s.id FROM statement AS s", "不是 SELECT"),
        ("SELECT s.id AS anchor FROM read_csv('/etc/passwd') AS s", "读取|函数"),
        ("SELECT s.id AS anchor FROM '/etc/passwd' AS s", "读取"),
        ("SELECT s.id AS anchor FROM information_schema.tables AS s", "读取"),
        ("SELECT getenv('HOME') AS anchor FROM statement AS s", "函数 getenv"),
        ("SELECT s.id AS anchor FROM statement AS s WHERE s.seq IN {{ years }}", "花括号"),
        ("SELECT list_value(s.id) AS anchor FROM statement AS s", "函数|数组"),
        ("SELECT s.id AS anchor FROM statement AS s LIMIT 3", "LIMIT"),
        ("SELEC s.id", "不是有效|不是 SELECT"),
    ],
)
def test_subset_refuses(tmp_path: Path, sql: str, problem: str) -> None:
    with pytest.raises(RuleFileError, match=problem):
        subset.check(rulefile.read(write(tmp_path, sql)))


@pytest.mark.parametrize(
    ("sql", "problem"),
    [
        ("SELECT s.id AS anchor, s.nothing AS indicator FROM statement AS s", "nothing"),
        ("SELECT s.indicator AS indicator FROM statement AS s", "没有 anchor"),
        ("SELECT s.id AS anchor FROM statement AS s", "模板要用 indicator"),
        ("SELECT s.id AS anchor, s.indicator AS indicator, 1.5e0 AS x FROM statement AS s", "浮点"),
        ("SELECT MAX(s.id) AS anchor, SUM(s.indicator) AS indicator FROM statement AS s", "sum"),
    ],
)
def test_binding_refuses(tmp_path: Path, sql: str, problem: str) -> None:
    rule = rulefile.read(write(tmp_path, sql))
    with empty_engine() as engine, pytest.raises(RuleFileError, match=problem):
        engine.bind(rule)


def test_good_rule_passes_both(tmp_path: Path) -> None:
    rule = rulefile.read(write(tmp_path))
    subset.check(rule)
    with empty_engine() as engine:
        assert engine.bind(rule) == ("anchor", "indicator")


SHIPPED = rulefile.load(folder("rules"))


@pytest.fixture(scope="module")
def empty():
    with empty_engine() as engine:
        yield engine


@pytest.mark.parametrize("rule", SHIPPED, ids=lambda rule: rule.code)
class TestShipped:
    """Every rule of the package keeps the contract of a rule file."""

    def test_subset_and_types(self, rule: rulefile.Rule, empty) -> None:
        subset.check(rule)
        empty.bind(rule)
        assert empty.run(rule) == []

    def test_documented(self, rule: rulefile.Rule) -> None:
        assert set(rule.doc) == set(rulefile.SECTIONS)
        assert all(rule.doc.values())
        assert rule.since

    def test_lies_where_its_code_says(self, rule: rulefile.Rule) -> None:
        family = {"1": "text", "2": "levels", "3": "years", "4": "accountability", "9": "reading"}
        assert rule.family == family[rule.code[2]]

    def test_outranks_known_codes(self, rule: rulefile.Rule) -> None:
        assert all(code.startswith("PC") and code != rule.code for code in rule.outranks)


def test_selectors() -> None:
    chosen = select.chosen(SHIPPED, ["PC2", "lowered"], ["PC201"])
    assert "PC305" in {rule.code for rule in chosen}
    assert "PC201" not in {rule.code for rule in chosen}
    with pytest.raises(UsageError, match="PC999"):
        select.chosen(SHIPPED, ["PC999"], [])
