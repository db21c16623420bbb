"""The JSON report and the files of a run: the published contracts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import audit_sample as sample
import pytest
from jsonschema import Draft202012Validator, ValidationError
from referencing import Registry, Resource

from checker.errors import UsageError
from checker.model import Finding, Known, Statement
from checker.report import FORMATS, write
from checker.report.json import finding_dict, render
from checker.resources import folder

NAMES = ("statement", "finding", "audit")


def schema(name: str) -> dict[str, Any]:
    path = folder("reports") / f"{name}.schema.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def validator(name: str) -> Draft202012Validator:
    resources = [(f"{other}.schema.json", Resource.from_contents(schema(other))) for other in NAMES]
    return Draft202012Validator(schema(name), registry=Registry().with_resources(resources))


@pytest.mark.parametrize("name", NAMES)
def test_schemas_are_schemas(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))


def test_schemas_name_the_contract_in_its_order() -> None:
    assert list(Statement().as_dict()) == schema("statement")["required"]
    assert list(finding_dict(sample.weaker())) == schema("finding")["required"]


def test_the_report_keeps_the_contract() -> None:
    audit = sample.audit()
    audit.passed = [sample.weaker(severity="note")]
    audit.stale = (Known("PC101:0", "PC101", "x", ("a.txt",)),)
    validator("audit").validate(json.loads(render(audit)))


def test_statements_keep_the_contract() -> None:
    for statement in sample.district().statements:
        validator("statement").validate(statement.as_dict())


def broken_statements() -> Iterator[dict[str, Any]]:
    whole = sample.district().statements[0].as_dict()
    for change in (
        {"measure": "speed"},
        {"low": "1e3"},
        {"low": None, "low_closed": True},
        {"period": "二〇二四"},
        {"value": 4},
        {"line": -1},
        {"extra": None},
    ):
        yield {**whole, **change}
    yield {key: value for key, value in whole.items() if key != "section"}


@pytest.mark.parametrize("broken", list(broken_statements()))
def test_schema_refuses_broken_statements(broken: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        validator("statement").validate(broken)


def test_numbers_of_a_document_add_up() -> None:
    report = json.loads(render(sample.audit()))
    numbers = next(d["numbers"] for d in report["documents"] if d["path"] == sample.DISTRICT)
    assert numbers == {"seen": 4, "statements": 2, "set_aside": {"name": 1}, "not_understood": 1}


def test_hostile_text_stays_text() -> None:
    told = json.loads(render(sample.audit(sample.weaker(message=sample.HOSTILE))))
    assert told["findings"][-1]["message"] == sample.HOSTILE


class TestFiles:
    """Each file is renamed into place, audit.json last, naming the run and its files."""

    def test_json_is_last_and_names_the_others(self, tmp_path: Path) -> None:
        written = write(sample.audit(), tmp_path / "new" / "out", ["console", "html"])
        assert [path.name for path in written] == ["audit.html", "audit.json"]
        told = json.loads(written[-1].read_text(encoding="utf-8"))
        assert told["files"] == ["audit.html"]
        assert told["run"] == sample.audit().run
        assert {path.name for path in written[0].parent.iterdir()} == {"audit.html", "audit.json"}

    def test_console_alone_writes_nothing(self, tmp_path: Path) -> None:
        assert write(sample.audit(), tmp_path / "out", ["console"]) == []
        assert not (tmp_path / "out").exists()

    def test_same_audit_same_bytes(self, tmp_path: Path) -> None:
        formats = [name for name in FORMATS if name != "console"]
        first = write(sample.audit(), tmp_path / "a", formats)
        second = write(sample.audit(), tmp_path / "b", formats)
        assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]

    def test_a_file_in_the_way_is_a_usage_error(self, tmp_path: Path) -> None:
        (tmp_path / "out").write_text("x", encoding="utf-8")
        with pytest.raises(UsageError, match="--out"):
            write(sample.audit(), tmp_path / "out", ["json"])

    def test_unencodable_names_do_not_break_the_report(self, tmp_path: Path) -> None:
        finding: Finding = sample.weaker(document="bad\udce9.txt")
        written = write(sample.audit(finding), tmp_path / "out", ["json", "html"])
        assert "bad?.txt" in written[-1].read_text(encoding="utf-8")
