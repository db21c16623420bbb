"""What is known of findings from before: acceptances, baselines, and entries that nothing meets any more."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checker.errors import CheckerError, InternalError, SettingsError, UsageError
from checker.judge import acceptance, baseline, select, shipped_rules
from checker.judge.acceptance import Baseline, Run
from checker.model import Finding, Known
from checker.settings import Acceptance, Settings

TODAY = date(2025, 3, 1)


def finding(print_: str, status: str = "new") -> Finding:
    return Finding("PC201", "x", "error", "x", "区.txt", 1, 0, 1, "x", fingerprint=print_, status=status)


def test_findings_get_their_status() -> None:
    settings = Settings(
        accept=(Acceptance("PC201:a", "已说明"), Acceptance("PC201:b", "过期", until=date(2025, 2, 28))),
        today=TODAY,
    )
    found = [finding(f"PC201:{name}") for name in "abc"] + [finding("PC201:d", "accepted")]
    reasons = acceptance.mark(found[:3], settings, {"PC201:a", "PC201:b"})
    assert [one.status for one in found] == ["accepted", "baseline", "new", "accepted"]
    assert reasons == {"PC201:a": "已说明"}


class TestLeftovers:
    """What is to be said of acceptances themselves."""

    def said(
        self, *accept: Acceptance, ran: str = "PC201 PC905 PC906", found: str = ""
    ) -> list[tuple[str, str]]:
        settings = Settings(accept=accept, today=TODAY)
        run = Run(shipped_rules(), ran.split(), lambda documents, _: "gone.txt" not in documents)
        left = acceptance.leftovers(found.split(), settings, run)
        return [(one.rule, one.severity) for one in left]

    def test_expired(self) -> None:
        old = Acceptance("PC201:a", "x", until=date(2025, 2, 28))
        assert [rule for rule, _ in self.said(old, found="PC201:a")] == ["PC905"]
        assert self.said(Acceptance("PC201:a", "x", until=TODAY), found="PC201:a") == []

    def test_stale_only_where_the_run_could_have_met_it(self) -> None:
        entry = Acceptance("PC201:a", "x", documents=("区.txt",))
        assert [rule for rule, _ in self.said(entry)] == ["PC906"]
        assert self.said(entry, found="PC201:a") == []
        assert self.said(entry, ran="PC905 PC906") == []
        assert self.said(Acceptance("PC201:a", "x", documents=("gone.txt",))) == []

    def test_nothing_where_the_rules_about_it_did_not_run(self) -> None:
        assert self.said(Acceptance("PC201:a", "x"), ran="PC201") == []


def test_entries_of_a_baseline_that_nothing_meets() -> None:
    known = tuple(Known(f"PC201:{name}", documents=(f"{name}.txt",)) for name in "abc")
    run = Run((), {"PC201"}, lambda documents, _: documents != ("c.txt",))
    assert acceptance.stale({"PC201:a"}, Baseline(known), run) == known[1:2]
    assert acceptance.stale((), Baseline(known), Run((), (), run.covers)) == ()


class TestBaselineFile:
    """A baseline, or the report of an earlier run as one."""

    def read(self, tmp_path: Path, told: dict[str, Any]) -> Baseline:
        path = tmp_path / "b.json"
        path.write_text(json.dumps(told), encoding="utf-8")
        return baseline.read(path)

    def test_all_of_an_entry_is_read(self, tmp_path: Path) -> None:
        entry = {
            "fingerprint": "PC201:a",
            "rule": "PC201",
            "message": "低",
            "documents": ["区.txt", "市.txt"],
        }
        assert self.read(
            tmp_path, {"version": 1, "findings": [entry, {"fingerprint": "PC201:b"}]}
        ) == Baseline((Known("PC201:a", "PC201", "低", ("区.txt", "市.txt")), Known("PC201:b")), tmp_path)

    def test_of_a_report_documents_are_those_of_all_evidence(self, tmp_path: Path) -> None:
        one = {"fingerprint": "PC201:a", "rule": "PC201", "message": "低", "document": "区.txt",
               "evidence": [{"document": "市.txt"}, {"document": "区.txt"}]}  # fmt: skip
        told = self.read(tmp_path, {"version": "0.1", "findings": [one, {"fingerprint": "PC201:b"}]})
        assert told.known == (Known("PC201:a", "PC201", "低", ("区.txt", "市.txt")), Known("PC201:b"))
        assert told.folder == Path.cwd()

    def test_of_a_later_version(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="基线文件由更新的版本写成") as told:
            self.read(tmp_path, {"version": 2, "findings": []})
        assert told.value.place == str(tmp_path / "b.json")


def test_rules_that_ran_are_neither_off_nor_broken() -> None:
    rules = [rule for rule in shipped_rules() if rule.code in ("PC201", "PC202", "PC203")]
    faults: list[CheckerError] = [InternalError("PC203", "x")]
    assert select.running(rules, Settings(severity={"PC202": "off", "PC201": "note"}), faults) == {"PC201"}


@pytest.mark.parametrize(("lines", "place"), [({"PC9999": 7}, "checker.toml:7"), ({}, "checker.toml")])
def test_a_severity_for_no_rule_is_named_with_its_line(lines: dict[str, int], place: str) -> None:
    with pytest.raises(SettingsError, match="“PC9999”不是任何规则") as told:
        select.known_severities(shipped_rules(), Settings(severity={"PC9999": "off"}, lines=lines))
    assert told.value.place == place
