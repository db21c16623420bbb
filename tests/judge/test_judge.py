"""From relations to findings: evidence, severities, fingerprints, ranking, failures."""

from __future__ import annotations

import re
import signal
from decimal import Decimal
from pathlib import Path

import pytest
from hand import actual, reading, target

from checker.errors import CheckerError, InternalError
from checker.judge import assemble, judge, rulefile, shipped_rules, text
from checker.judge.engine import Engine, _kept
from checker.model import Finding, Problem, Reading
from checker.settings import Settings
from checker.table import build
from checker.table.schema import SCHEMA, Table, empty

DISTRICT = {"region": "白石区", "region_path": "云阜市/白石区"}
CITY = {"region": "云阜市", "region_path": "云阜市", "level": "city"}
GDP = {"indicator_id": "gdp"}


def found(*readings: Reading, select: str, settings: Settings | None = None) -> list[Finding]:
    used = settings or Settings()
    return judge(build(readings, used), used, select=[select])[0]


def plans(child: str, parent: str = "5", **more: str) -> tuple[Reading, Reading]:
    return (
        reading("区.txt", target("地区生产总值", "growth", child, **GDP, **more), **DISTRICT),
        reading("市.txt", target("地区生产总值", "growth", parent, **GDP), **CITY),
    )


def test_weaker_than_parent() -> None:
    (one,) = found(*plans("4"), select="PC201")
    assert (one.document, one.severity, one.quote) == ("区.txt", "error", "地区生产总值增长4%")
    assert [item.role for item in one.evidence] == ["finding", "parent"]
    assert one.message == "白石区2024年地区生产总值目标“增长4%”弱于云阜市的“增长5%”"
    assert one.computation == "白石区4%，云阜市5%，相差1个百分点"
    assert one.fingerprint.startswith("PC201:")


def test_equal_to_parent_is_shown_as_passed() -> None:
    readings = plans("5")
    used = Settings()
    failed, passed = judge(build(readings, used), used, select=["PC201"], show_passed=True)
    assert not failed
    assert [one.slack for one in passed] == ["不弱于上级"]


def test_fingerprint_survives_moved_lines_but_not_other_values() -> None:
    (before,) = found(*plans("4"), select="PC201")
    (moved,) = found(*plans("4", line=17), select="PC201")
    (other,) = found(*plans("4.1"), select="PC201")
    assert before.fingerprint == moved.fingerprint != other.fingerprint


def test_order_of_documents_does_not_matter() -> None:
    forwards = plans("4")
    assert found(*forwards, select="PC") == found(*reversed(forwards), select="PC")


@pytest.mark.parametrize(("said", "severity"), [("warning", "warning"), ("note", "note"), ("off", None)])
def test_settings_decide_severity(said: str, severity: str | None) -> None:
    settings = Settings(severity={"weaker-than-parent": said})
    shown = [one.severity for one in found(*plans("4"), select="PC201", settings=settings)]
    assert shown == ([severity] if severity else [])


def test_equal_fingerprints_get_an_ordinal(tmp_path: Path) -> None:
    twice = [target("地区生产总值", "growth", "4", **GDP, line=line) for line in (1, 2)]
    readings, used = [reading("区.txt", *twice, **DISTRICT)], Settings()
    rule = own_rule(tmp_path, "T101", "every")
    (first, second), _ = judge(build(readings, used), used, rules=[rule])
    assert second.fingerprint == f"{first.fingerprint}-2"


def test_unreadable_document() -> None:
    broken = reading("坏.docx", **DISTRICT)
    broken.document.problems.append(Problem("坏.docx", "不是 Word 文件"))
    (one,) = found(broken, select="PC901")
    assert (one.severity, one.message) == ("error", "文件未能读取：不是 Word 文件")


def test_two_values() -> None:
    said = [actual("一般公共预算收入", "level", value, low, high, indicator_id="general_revenue", line=line)
            for line, value, low, high in [(1, "57.18", "5717500000", "5718500000"),
                                           (2, "57.2", "5715000000", "5725000000"),
                                           (3, "57.8", "5775000000", "5785000000")]]  # fmt: skip
    findings = found(reading("报告.txt", *said, **DISTRICT, kind="plan_report"), select="PC101")
    assert [(one.line, len(one.evidence)) for one in findings] == [(3, 3)]


RULE = """/*
id:       {code}
name:     {name}
severity: error
message:  {{indicator}}
{more}
*/
SELECT s.id AS anchor, {indicator} AS indicator FROM statement AS s WHERE s.measure = 'growth'
"""


def own_rule(
    folder: Path, code: str, name: str, *, more: str = "", indicator: str = "s.indicator"
) -> rulefile.Rule:
    path = folder / f"{code}-{name}.sql"
    path.write_text(RULE.format(code=code, name=name, more=more, indicator=indicator), encoding="utf-8")
    return rulefile.read(path)


def test_a_rule_that_fails_is_named_and_the_others_still_run(tmp_path: Path) -> None:
    bad = own_rule(tmp_path, "T101", "bad", indicator="CAST(CAST(s.indicator AS INTEGER) AS STRING)")
    good = own_rule(tmp_path, "T102", "good")
    readings, used = plans("4"), Settings()
    faults: list[CheckerError] = []
    findings, _ = judge(build(readings, used), used, rules=[bad, good], faults=faults)
    assert {one.rule for one in findings} == {"T102"}
    assert [fault.place for fault in faults] == ["T101"]
    with pytest.raises(InternalError, match="T101"):
        judge(build(readings, used), used, rules=[bad, good])


def test_preview_rules_report_at_most_notes(tmp_path: Path) -> None:
    rule = own_rule(tmp_path, "T101", "early", more="status:   preview since 0.1")
    readings, used = plans("4"), Settings()
    findings, _ = judge(build(readings, used), used, rules=[rule])
    assert {one.severity for one in findings} == {"note"}


def test_the_higher_rule_reports_and_names_the_rest(tmp_path: Path) -> None:
    low = own_rule(tmp_path, "T101", "low")
    high = own_rule(tmp_path, "T102", "high", more="outranks: T101")
    readings, used = plans("4"), Settings()
    findings, _ = judge(build(readings, used), used, rules=[low, high])
    assert {one.rule for one in findings} == {"T102"}


TABLE = """/*
id:       T103
name:     table
severity: note
message:  {{items}}
*/
SELECT s.id AS anchor, s.document AS fold, s.written AS item FROM statement AS s WHERE s.measure = 'growth'
"""


def test_a_table_loses_only_the_rows_that_are_reported_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "T103-table.sql"
    path.write_text(TABLE.replace("{{", "{").replace("}}", "}"), encoding="utf-8")
    high = tmp_path / "T102-high.sql"
    high.write_text(
        RULE.format(code="T102", name="high", more="outranks: T103", indicator="s.indicator")
        + "AND s.number > 4",
        encoding="utf-8",
    )
    said = [target("地区生产总值", "growth", value, **GDP, line=line) for line, value in ((1, "4"), (2, "5"))]
    readings, used = [reading("区.txt", *said, **DISTRICT)], Settings()
    rules = [rulefile.read(high), rulefile.read(path)]
    findings, _ = judge(build(readings, used), used, rules=rules)
    assert [(one.rule, one.line, one.message) for one in findings] == [
        ("T103", 1, "4%"),
        ("T102", 2, "地区生产总值"),
    ]
    assert findings[1].evidence[-1].role in ("finding", "table")


def test_a_rule_that_is_off_outranks_nothing(tmp_path: Path) -> None:
    low = own_rule(tmp_path, "T101", "low")
    high = own_rule(tmp_path, "T102", "high", more="outranks: T101")
    readings, used = plans("4"), Settings(severity={"T102": "off"})
    findings, _ = judge(build(readings, used), used, rules=[low, high])
    assert {one.rule for one in findings} == {"T101"}


@pytest.mark.parametrize("rules", [None, shipped_rules()], ids=["alone", "kept"])
def test_the_engine_reaches_nothing_outside(rules: list[rulefile.Rule] | None) -> None:
    import duckdb

    with Engine({name: empty(name) for name in SCHEMA}, rules=rules) as engine:
        for sql in (
            "SELECT * FROM read_text('/etc/hostname')",
            "COPY document TO '/tmp/checker-test-copy.csv'",
            "ATTACH '/tmp/checker-test.db'",
            "SET memory_limit='1TB'",
        ):
            with pytest.raises(duckdb.Error):
                engine._connection.execute(sql)


def test_small_engines_share_a_database_and_no_rows() -> None:
    def tables(path: str) -> dict[str, Table]:
        growth = target("地区生产总值", "growth", "4", **GDP)
        return build([reading(path, growth, **DISTRICT)], Settings()).tables

    rules = shipped_rules()
    for round_ in range(3):  # what is closed is gone
        names = (f"甲{round_}.txt", f"乙{round_}.txt")
        with Engine(tables(names[0]), rules=rules) as one, Engine(tables(names[1]), rules=rules) as other:
            for engine, name in zip((one, other), names, strict=True):
                for connection in (engine._connection, engine._another()):
                    assert connection.execute("SELECT document FROM statement").fetchall() == [(name,)]
            there = other._connection.execute("SELECT name FROM (SHOW DATABASES) AS d(name)").fetchall()
            assert len(there) == 3, "its own, the other one's and the one they lie in"


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads are told by Linux only")
def test_threads_of_the_kept_database_hear_no_signal() -> None:
    """Results are renamed while signals wait: a thread that stays must not hear them in the meantime."""
    before = {task.name for task in Path("/proc/self/task").iterdir()}
    made = _kept.__wrapped__(0)
    began = [task for task in Path("/proc/self/task").iterdir() if task.name not in before]
    for task in began:
        blocked = re.search(r"^SigBlk:\s*(\w+)", (task / "status").read_text(), re.MULTILINE)
        assert blocked
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            assert int(blocked[1], 16) >> (number - 1) & 1
    made.close()


def test_a_rule_of_the_users_own_runs_in_a_database_of_its_own(tmp_path: Path) -> None:
    rules = [*shipped_rules(), own_rule(tmp_path, "T101", "own")]
    with Engine({name: empty(name) for name in SCHEMA}, rules=rules) as engine:
        there = engine._connection.execute("SELECT name FROM (SHOW DATABASES) AS d(name)").fetchall()
    assert there == [("memory",)]


def test_a_rule_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "T101-slow.sql"
    crossed = " CROSS JOIN ".join(f"statement AS s{n}" for n in range(9))
    path.write_text(
        "/*\nid: T101\nname: slow\nseverity: note\nmessage: x\n*/\n"
        f"SELECT MAX(CONCAT(s0.id, s8.id, s4.id)) AS anchor FROM {crossed}",
        encoding="utf-8",
    )
    many = [target("地区生产总值", "growth", "4", **GDP, line=line) for line in range(1, 60)]
    tables = build([reading("区.txt", *many, **DISTRICT)], Settings()).tables
    with Engine(tables) as engine, pytest.raises(InternalError, match="运行超过"):
        engine.run(rulefile.read(path), time_limit=0.2)


@pytest.mark.parametrize("beyond", [0, 1, 4])
def test_a_long_list_of_items_ends_with_their_number(beyond: int) -> None:
    items = [f"指标{number}" for number in range(assemble._MOST_ITEMS + beyond)]
    told = assemble._items([{"item": item} for item in [*items, items[0]]])
    assert told.endswith(f"等{len(items)}项" if beyond else items[-1])
    assert told.count("、") == assemble._MOST_ITEMS - 1


@pytest.mark.parametrize(
    ("base_unit", "written", "told"),
    [
        ("平方米", "3.2万亩", "1.5亩"),
        ("平方米", "800平方米", "1000平方米"),
        ("吨", "3斤", "2000000斤"),
        ("吨", "5公斤", "1000吨"),
    ],
)
def test_gaps_are_told_in_the_unit_of_the_rows_own_figures(base_unit: str, written: str, told: str) -> None:
    value, unit = text._as_written(Decimal(1000), {"base_unit": base_unit, "target_written": written})
    assert f"{value.normalize():f}{unit}" == told
