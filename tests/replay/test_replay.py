"""Every arithmetic finding, done again from its quotes, agrees with what the rule said."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from checker.commands import replay as command
from checker.judge import cases, judge, shipped_rules
from checker.model import Finding
from checker.replay import replay
from checker.table import build, settle

RULES = {rule.code: rule for rule in shipped_rules()}
# Rules whose verdict is a sum, a ratio or a comparison of the figures they quote.
ARITHMETIC = (
    "PC101", "PC102", "PC103", "PC104", "PC113", "PC116", "PC117", "PC201", "PC204", "PC205", "PC208",
    "PC301", "PC304", "PC305", "PC306", "PC311", "PC316", "PC318", "PC319",
)  # fmt: skip


@pytest.mark.parametrize("code", ARITHMETIC)
def test_the_cases_of_the_rules_agree(code: str) -> None:
    """From the documents anew; a replay that says the contrary of the rule is a fault of one of them."""
    said: dict[bool | None, list[str]] = defaultdict(list)
    for case in (case for case in cases.load(RULES[code]) if case.expect):
        settings, readings = cases.read(case, RULES[code])
        settle(readings, settings)
        relations = build(readings, settings)
        texts = {(r.document.path, n): line for r in readings for n, line in r.document.lines.items()}
        findings, _ = judge(relations, settings, rules=[RULES[code]])
        for finding in findings:
            if finding.severity != "note":
                told = replay(finding, relations.tables, texts)
                said[told.agrees].append(f"{case.name}: {[step.text for step in told.steps]}")
    assert said[False] == []
    assert said[True], "some case of the rule is done again"


def found(text: str, code: str) -> tuple[Finding, object]:
    case = cases.Case(name="", documents={"云阜市/白石区/报告/2025": text}, expect=())
    settings, readings = cases.read(case, RULES[code])
    relations = build(readings, settings)
    (finding,), _ = judge(relations, settings, rules=[RULES[code]])
    return finding, relations


TEXT = (
    "一、2024年计划执行情况\n"
    "一般公共预算收入57.0亿元，其中税收收入50.0亿元，税收占一般公共预算收入的比重为{x}。"
)


def test_from_the_quotes_alone() -> None:
    finding, _ = found(TEXT.replace("{x}", "97.5%"), "PC102")
    readings = command.from_quotes(finding)
    told = replay(finding, build(readings, cases.Settings()).tables, {})
    assert told.agrees is True
    assert "49.95亿元至50.05亿元" in told.steps[0].text
    assert "87.5" in told.steps[0].text


def test_it_disagrees_where_the_document_changed() -> None:
    """A guard that can fail: the finding of a wrong share, replayed on the corrected document."""
    finding, _ = found(TEXT.replace("{x}", "97.5%"), "PC102")
    case = cases.Case(name="", documents={"云阜市/白石区/报告/2025": TEXT.replace("{x}", "87.7%")}, expect=())
    settings, readings = cases.read(case, RULES["PC102"])
    assert replay(finding, build(readings, settings).tables, {}).agrees is False


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from checker.cli import main

    path = tmp_path / "白石区2025年计划报告.txt"
    text = "白石区2024年国民经济和社会发展计划执行情况与2025年计划草案的报告\n" + TEXT.replace("{x}", "97.5%")
    path.write_text(text, encoding="utf-8")
    out = tmp_path / "audit"
    main(["run", str(path), "--out", str(out), "--format", "json", "-q", "--fail-on", "never"])
    report = json.loads((out / "audit.json").read_text(encoding="utf-8"))
    name = next(entry["fingerprint"] for entry in report["findings"] if entry["rule"] == "PC102")
    capsys.readouterr()
    assert main(["explain", name, "--audit", str(out / "audit.json")]) == 0
    shown = capsys.readouterr().out
    assert "没有共同的值" in shown
    assert "一致" in shown
    assert main(["explain", name[:12], str(path)]) == 0, "a beginning that is only one finding's will do"
    path.unlink()
    assert main(["explain", name, "--audit", str(out / "audit.json")]) == 0
    assert "不在手头" in capsys.readouterr().out
    assert main(["explain", "PC102:000000000000", "--audit", str(out / "audit.json")]) == 2
