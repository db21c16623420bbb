"""Documents named by URL are read like those of a folder; what stands in the way is said."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import checker
from checker.cli import main
from checker.errors import UsageError
from checker.inputs import common_folder, expand
from checker.judge.baseline import told_from
from checker.limits import Limits
from checker.read.source import is_url

DEMO = Path(__file__).resolve().parent.parent / "demo" / "corpus"
DRAFT = "白石区2024年国民经济和社会发展计划.docx"
PLAN = "白石区2023年国民经济和社会发展计划.txt"


@pytest.fixture
def store() -> Iterator[str]:
    """An object store in memory, with a folder of documents and what else may lie there."""
    fsspec = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")
    files = {name: (DEMO / name).read_bytes() for name in (DRAFT, PLAN)}
    files |= {"图.png": b"x", ".hidden.txt": b"x", "deep/~$x.docx": b"x", "deep/空.txt": b""}
    for name, data in files.items():
        system.pipe(f"/plans/{name}", data)
    yield "memory://plans"
    system.rm("/plans", recursive=True)


def test_what_a_url_is() -> None:
    assert all(map(is_url, ("s3://a/b.txt", "memory://a", "abfss://c@d/e.docx")))
    assert not any(map(is_url, ("C:/a.txt", "C://a", "甲/乙.txt", "a:b", "/a://b")))


def test_documents_are_found_and_read_as_from_a_folder(store: str, tmp_path: Path) -> None:
    found = expand([store])
    assert [path.removeprefix("memory:///plans/") for path in found.paths] == ["deep/空.txt", PLAN, DRAFT]
    assert found.skipped == 1
    assert not found.problems
    audit = checker.check(store)
    assert [problem.problem for problem in audit.problems] == ["文件是空的"]
    for name in (DRAFT, PLAN):
        (tmp_path / name).write_bytes((DEMO / name).read_bytes())
    here = checker.check(tmp_path)
    mine = [finding for finding in audit.findings if finding.rule != "PC901"]
    assert [finding.fingerprint for finding in mine] == [finding.fingerprint for finding in here.findings]
    assert here.findings


def test_one_document(store: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["extract", f"{store}/{DRAFT}", "--quiet", "--no-cache"]) == 0
    told = [json.loads(line) for line in capsysbinary.readouterr().out.decode().splitlines()]
    assert {row["document"] for row in told} == {f"{store}/{DRAFT}"}
    assert {row["region"] for row in told} == {"白石区"}


def test_a_changed_document_is_another_run(store: str) -> None:
    import fsspec

    before = checker.check(store, select=["PC201"]).run
    assert checker.check(store, select=["PC201"]).run == before
    fsspec.filesystem("memory").pipe(f"/plans/{PLAN}", b"changed")
    assert checker.check(store, select=["PC201"]).run != before


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("memory://plans/没有.txt", "文件不存在"),
        ("memory://plans/档案.zip", "压缩包"),
        ("memory://plans/图", "文件不存在"),
    ],
)
def test_what_cannot_be_listed_is_a_problem(store: str, url: str, said: str) -> None:
    (problem,) = expand([url]).problems
    assert said in problem.problem


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nosuchstore://a/b.txt", "网址不能用"),
        ("https://example.org/plan.html", "不从网页读取"),
    ],
)
def test_what_cannot_be_a_store_is_a_mistake(url: str, said: str) -> None:
    pytest.importorskip("fsspec")
    with pytest.raises(UsageError, match=said) as told:
        expand([url])
    assert told.value.fix


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(UsageError, match="fsspec") as told:
        expand(["s3://plans/2024/"])
    assert "plan-checker[remote]" in told.value.fix
    assert "s3fs" in told.value.fix


def test_limits_hold(store: str) -> None:
    from checker.pipeline import read_one
    from checker.settings import Settings

    small = Settings(limits=Limits(size=1, text=1))
    import fsspec

    fsspec.filesystem("memory").pipe("/plans/大.txt", "字".encode() * 1_000_000)
    (problem,) = read_one(f"{store}/大.txt", small).document.problems
    assert "文件过大" in problem.problem


def test_a_url_is_the_same_from_everywhere(tmp_path: Path) -> None:
    assert told_from(tmp_path, "s3://plans/甲.txt") == "s3://plans/甲.txt"
    assert common_folder(["s3://plans/甲.txt", str(tmp_path)]) == tmp_path
