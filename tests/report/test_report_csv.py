"""CSV and JSON lines: one row per finding, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json

import audit_sample as sample
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Audit
from checker.report import csv as report_csv
from checker.report import jsonl
from checker.report.csv import COLUMNS, cell
from checker.report.json import finding_dict


def rows(audit: Audit, language: str = "zh") -> list[list[str]]:
    data = report_csv.files(audit, language)["audit.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_one_row_per_finding_the_gravest_first() -> None:
    head, *body = rows(sample.audit())
    assert len(head) == len(COLUMNS)
    assert head[:4] == ["序号", "级别", "状态", "规则"]
    assert [row[3] for row in body] == ["PC901", "PC201", "PC902"]
    told = dict(zip(COLUMNS, body[1], strict=True))
    assert told["quote"] == "地区生产总值增长4%以上"
    assert told["evidence"] == "上级：“市生产总值增长4.5%以”（云阜市2024年计划.txt 第1行）"
    assert told["suggestion"] == "≥ 4.5%"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "＝", " =", "\r="])
def test_no_cell_is_a_formula(sign: str) -> None:
    audit = sample.audit(sample.weaker(message=f"{sign}HYPERLINK(1)", quote=f"{sign}1", region=f"{sign}A"))
    for row in rows(audit)[1:]:
        assert not any(value.strip().startswith(("=", "+", "-", "@", "＝")) for value in row)


@given(st.text())
def test_only_formulas_are_changed(text: str) -> None:
    assert str(cell(text)).removeprefix("'") == text.removeprefix("'")


def test_english_head() -> None:
    assert rows(sample.clean(), "en")[0][1] == "Severity"


def test_json_lines_hold_the_contract() -> None:
    audit = sample.audit(sample.weaker(message=sample.HOSTILE + "\u2028\n"))
    lines = jsonl.files(audit)["audit.jsonl"].decode().split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == [finding_dict(finding) for finding in audit.findings]
