"""Judging on disk, some regions at a time, gives what judging everything at once in memory gives."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.inputs import expand
from checker.judge import all_rules, judge
from checker.model import Finding, Reading
from checker.pipeline import audit, read
from checker.settings import Settings, load
from checker.store import across, batches, codec, found, judged, scale
from checker.store.corpus import Corpus
from checker.store.database import Database
from checker.table import build, settle
from checker.table.schema import SCHEMA

DEMO = Path(__file__).resolve().parent.parent / "demo"


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """One region a batch, and few findings at a time: what belongs together must be found together."""
    monkeypatch.setattr(batches, "_STATEMENTS", 1)
    monkeypatch.setattr(across, "_ROWS", 1)
    monkeypatch.setattr(across, "_REGIONS", 1)
    monkeypatch.setattr(found, "_TOGETHER", 100)


# Without settings are the nation's tests below.
@pytest.fixture(scope="module", params=["settings", "real"])
def packed(request: pytest.FixtureRequest) -> tuple[bytes, Settings]:
    """What was read of some documents, once for all tests; each unpacks its own."""
    if request.param == "real":
        folder: Path = request.getfixturevalue("corpus")
        settings = load(None, folder)
    else:
        folder, settings = DEMO / "corpus", load(DEMO / "checker.toml", DEMO)
    return pickle.dumps(list(read(expand([folder]).paths, settings))), settings


@pytest.fixture
def case(packed: tuple[bytes, Settings]) -> tuple[list[Reading], Settings]:
    data, settings = packed
    return pickle.loads(data), settings


def shelved(readings: list[Reading], settings: Settings, folder: Path) -> Corpus:
    packed = ((reading.document.path, codec.to_bytes(reading)) for reading in readings)
    corpus = scale.gather(packed, folder)
    corpus.settle(settings)
    return corpus


def test_a_corpus_on_disk_is_what_was_read(case: tuple[list[Reading], Settings], tmp_path: Path) -> None:
    readings, settings = case
    corpus = shelved(readings, settings, tmp_path / "corpus")
    again = Corpus.open(tmp_path / "corpus")
    again.close()
    again.settle(settings)
    settle(readings, settings)
    assert again.entries == corpus.entries
    assert list(again.readings()) == list(corpus.readings()) == readings


def test_every_relation_is_the_same(case: tuple[list[Reading], Settings], tmp_path: Path) -> None:
    """A new relation that rows of several regions make up belongs into ``checker.store.across``."""
    readings, settings = case
    corpus = shelved(readings, settings, tmp_path / "corpus")
    settle(readings, settings)
    whole = build(readings, settings).tables
    with Database(tmp_path) as database:
        scale.Here().fill(database, corpus, settings, 1)
        for name, columns in SCHEMA.items():
            rows = database.connection.execute(f'SELECT * FROM "{name}"').fetchall()
            assert sorted(rows) == sorted(zip(*(whole[name][c] for c in columns), strict=True)), name


def test_every_finding_is_the_same(case: tuple[list[Reading], Settings], tmp_path: Path) -> None:
    readings, settings = case
    corpus = shelved(readings, settings, tmp_path / "corpus")
    settle(readings, settings)
    rules = all_rules(settings)
    failed, passed = judge(build(readings, settings), settings, rules=rules, show_passed=True)
    made = scale.judge(corpus, settings, rules, jobs=1, show_passed=True, faults=[])
    assert list(made.findings) == sorted(failed, key=placed)
    assert list(made.passed) == sorted(passed, key=placed)


def placed(finding: Finding) -> tuple[str, int, int, str, str]:
    return finding.document, finding.line, finding.start, finding.rule, finding.fingerprint


@pytest.fixture
def nation(tmp_path: Path) -> Path:
    """Three levels, two years, places of equal names, and documents that speak of each other's places."""
    return laid_out(tmp_path / "nation", {"甲省": "子市 丑市 寅市", "乙省": "卯市 子市"}, (2023, 2024))


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """The same on a small scale."""
    return laid_out(tmp_path / "few", {"甲省": "子市", "乙省": "子市"}, (2024,))


def laid_out(folder: Path, provinces: dict[str, str], years: tuple[int, ...]) -> Path:
    folder.mkdir()
    for province, cities in provinces.items():
        for city in cities.split():
            for year in years:
                plan(folder, f"{province}{city}", year, 5 + len(cities) % 3, "各区县共新增就业3万人。")
                for number, district in enumerate(("东区", "西区")):
                    text = f"完成市下达目标。{province}生产总值增长{6 + number}%。{city}新增就业2.1万人。"
                    plan(folder, f"{province}{city}{district}", year, 4 + number, text)
        for year in years:
            plan(folder, province, year, 5, "全国经济增长5%。子市新增就业2.5万人。")
    return folder


def plan(folder: Path, place: str, year: int, growth: int, more: str) -> None:
    text = (
        f"关于{place}{year - 1}年国民经济和社会发展计划执行情况与{year}年计划草案的报告\n\n"
        f"一、{year - 1}年计划执行情况\n"
        f"地区生产总值{growth * 100 + year - 2000}亿元，增长{growth - 1}.2%；"
        f"新增就业{growth}.1万人。{more}\n\n"
        f"二、{year}年主要预期目标\n"
        f"地区生产总值增长{growth + 2023 - year}%左右，新增就业{growth}万人以上，节能减排{more}\n"
    )
    (folder / f"{place}{year}.txt").write_text(text, encoding="utf-8")


def audits(folder: Path, monkeypatch: pytest.MonkeyPatch, **more: object) -> Iterator[object]:
    for large in (10_000, 1):
        monkeypatch.setattr(judged, "LARGE", large)
        done = audit([folder], load(None, folder), **more)  # type: ignore[arg-type]
        yield list(done.findings), list(done.passed), done.folded, done.accepted, done.problems


def test_a_nation_on_disk_is_the_nation_in_memory(nation: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_memory, on_disk = audits(nation, monkeypatch, show_passed=True)
    assert in_memory == on_disk
    rules = {finding.rule for finding in in_memory[0]}  # type: ignore[index]
    assert {"PC201", "PC203", "PC904"} <= rules


def test_over_processes_too(few: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = (next(iter(audits(few, monkeypatch, jobs=jobs))) for jobs in (1, 2))
    monkeypatch.setattr(judged, "LARGE", 1)
    done = audit([few], Settings(), jobs=2)
    assert one == two
    assert list(done.findings) == one[0]  # type: ignore[index]


def test_drafts_against_what_is_published(few: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = few / "甲省子市东区2024.txt"
    found = []
    for large in (10_000, 1):
        monkeypatch.setattr(judged, "LARGE", large)
        done = audit([draft], Settings(), against=[few], language="en")
        found.append((list(done.findings), done.context_paths))
    assert found[0] == found[1]
    assert found[0][0]


def test_what_cannot_be_read_is_told_all_the_same(
    few: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (few / "坏.docx").write_bytes(b"PK\x03\x04")
    shutil.copytree(few, tmp_path / "other")
    (tmp_path / "empty").mkdir()
    told = []
    for large in (10_000, 1):
        monkeypatch.setattr(judged, "LARGE", large)
        done = audit([few, tmp_path / "empty"], Settings())
        told.append((list(done.findings), done.problems, [r.document.path for r in done.readings]))
    assert told[0] == told[1]
    assert len(told[0][1]) == 2


def test_a_rule_that_fails_is_named_and_the_others_run(few: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    rules = [
        replace(rule, message={"": "{nothing}"}) if rule.code == "PC904" else rule
        for rule in all_rules(Settings())
    ]
    readings = list(read(expand([few]).paths, Settings()))
    settle(readings, Settings())
    faults: list[list[object]] = [[], []]
    failed, _ = judge(build(readings, Settings()), Settings(), rules=rules, faults=faults[0])  # type: ignore[arg-type]
    corpus = shelved(readings, Settings(), few / "corpus")
    made = scale.judge(corpus, Settings(), rules, jobs=1, faults=faults[1])  # type: ignore[arg-type]
    assert list(made.findings) == sorted(failed, key=placed)
    assert [str(fault) for fault in faults[0]] == [str(fault) for fault in faults[1]] != []
