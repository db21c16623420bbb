"""Of very many findings a report for people lists the gravest and counts the others; programs get all."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace

import pytest

from checker.model import Audit
from checker.report import _rendered
from checker.report.json import render
from tests.report.audit_sample import audit, weaker

MANY, LISTED = 30, 4


@pytest.fixture(scope="module")
def many() -> Audit:
    found = [
        weaker(
            fingerprint=f"PC201:{n:012x}", severity="error" if n >= MANY - 2 else "note", message=f"第{n}号。"
        )
        for n in range(MANY)
    ]
    return replace(audit(), findings=found, listed=LISTED)


def shown(name: str, data: bytes) -> str:
    if not name.endswith((".xlsx", ".docx")):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(archive.read(part).decode("utf-8", "replace") for part in archive.namelist())


@pytest.mark.parametrize("form", ["html", "markdown", "xlsx", "docx"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_gravest_are_listed_and_the_others_counted(many: Audit, form: str, language: str) -> None:
    files = _rendered(form, many, language, None)
    text = "".join(shown(name, data) for name, data in files.items())
    listed = [n for n in range(MANY) if f"第{n}号" in text]
    assert listed == [0, 1, MANY - 2, MANY - 1]
    said = f"另有 {MANY - LISTED} 条未列出" if language == "zh" else f"{MANY - LISTED} more are in audit.json"
    assert said in text


def test_programs_get_all_of_them(many: Audit) -> None:
    assert len(json.loads(render(many, {}))["findings"]) == MANY
    rows = _rendered("csv", many, "zh", None)["audit.csv"].decode("utf-8-sig")
    assert all(f"第{n}号" in rows for n in range(MANY))


@pytest.mark.parametrize("form", ["html", "markdown", "xlsx", "docx"])
def test_nothing_is_said_where_all_are_listed(many: Audit, form: str) -> None:
    files = _rendered(form, replace(many, listed=MANY), "zh", None)
    assert "未列出" not in "".join(shown(name, data) for name, data in files.items())
