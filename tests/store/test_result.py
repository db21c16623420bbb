"""Findings of many documents are kept, and never taken for those of anything that changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from checker.errors import InternalError
from checker.model import Audit
from checker.pipeline import audit
from checker.settings import Acceptance, Settings, Tolerance
from checker.store import batches, judged, version
from checker.store.cache import RESULT, Cache
from checker.store.found import Found
from tests.store.test_scale import laid_out, plan

Run = Callable[..., Audit]


@pytest.fixture
def nation(tmp_path: Path) -> Path:
    return laid_out(tmp_path / "nation", {"甲省": "子市"}, (2024,))


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


@pytest.fixture
def judgings(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Whenever documents are judged, one more entry."""
    monkeypatch.setattr(judged, "LARGE", 1)
    done: list[object] = []
    judge = Found.judge

    def counted(self: Found, *arguments: object, **more: object) -> None:
        done.append(self)
        judge(self, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Found, "judge", counted)
    return done


def told(done: Audit) -> object:
    return list(done.findings), list(done.passed), done.accepted, done.run


def results(cache: Cache) -> list[Path]:
    return sorted(cache.folder.rglob(f"*.{RESULT}"))


def test_a_second_run_judges_nothing_and_says_the_same(
    nation: Path, kept: Cache, judgings: list[object]
) -> None:
    fresh = audit([nation], Settings(), show_passed=True)
    first, second = (audit([nation], Settings(), show_passed=True, cache=kept) for _ in range(2))
    assert len(judgings) == 2
    assert told(fresh) == told(first) == told(second)
    assert first.findings
    assert first.passed
    audit([nation], Settings(), cache=kept)
    assert len(judgings) == 3, "what agreed was not asked for"


@pytest.mark.parametrize("change", ["document", "name", "removed", "setting", "rule", "language", "program"])
def test_whatever_changes_is_judged_anew(
    nation: Path,
    kept: Cache,
    judgings: list[object],
    change: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rules = nation.parent / "rules"
    rules.mkdir()
    (rules / "T1-growth-low.sql").write_text(RULE.format(low=4), "utf-8")
    settings: Settings = Settings(rules=(rules,))
    more: dict[str, object] = {"select": ("PC201", "T1")}
    audit([nation], settings, cache=kept, **more)  # type: ignore[arg-type]
    district = nation / "甲省子市东区2024.txt"
    if change == "document":
        district.write_text(district.read_text("utf-8").replace("增长3%左右", "增长2%左右"), "utf-8")
    elif change == "name":
        district.rename(nation / "甲省子市东区2024号.txt")
    elif change == "removed":
        district.unlink()
    elif change == "setting":
        settings = Settings(rules=(rules,), tolerance=Tolerance(growth_low=0 * Tolerance().growth_low))
    elif change == "rule":
        (rules / "T1-growth-low.sql").write_text(RULE.format(low=5), "utf-8")
    elif change == "language":
        more["language"] = "en"
    else:
        monkeypatch.setattr(version, "judging", lambda: "another version")
    again = audit([nation], settings, cache=kept, **more)  # type: ignore[arg-type]
    assert len(judgings) == 2
    assert told(again) == told(audit([nation], settings, **more))  # type: ignore[arg-type]


RULE = """/*
id:       T1
name:     growth-low
title:    增速低
severity: note
since:    0.1
message:  {{region}}的增速为{{written}}
查什么  增速
为什么  试验
不查    其他
依据    无
*/
SELECT s.id AS anchor, s.region, s.written
FROM statement AS s
WHERE s.key = 'gdp' AND s.measure = 'growth' AND s.is_target AND s.high <= {low}
"""


def test_the_day_and_what_is_accepted_are_looked_at_each_time(
    nation: Path, kept: Cache, judgings: list[object]
) -> None:
    first = audit([nation], Settings(), cache=kept)
    one = first.findings[0].fingerprint
    until = Acceptance(one, "知道", until=date(2024, 6, 1))
    for day, accepted in ((date(2024, 5, 1), {one: "知道"}), (date(2024, 7, 1), {})):
        done = audit([nation], Settings(accept=(until,), today=day), cache=kept)
        assert done.accepted == accepted
        assert ("PC905" in {finding.rule for finding in done.findings}) is not accepted
    assert len(judgings) == 1


def test_a_rule_that_failed_runs_again(
    nation: Path, kept: Cache, judgings: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> object:
        raise InternalError("PC201", "out of memory", fix="")

    with monkeypatch.context() as broken:
        broken.setattr("checker.judge.engine.Engine.batches", fails)
        assert any(not problem.document for problem in audit([nation], Settings(), cache=kept).problems)
    assert not results(kept)
    assert audit([nation], Settings(), cache=kept).findings
    assert len(judgings) == 2


def test_a_spoilt_result_is_made_anew_and_goes_with_the_cache(
    nation: Path, kept: Cache, judgings: list[object]
) -> None:
    first = audit([nation], Settings(), cache=kept)
    (entry,) = results(kept)
    whole = entry.read_bytes()
    entry.write_bytes(whole[:-9] + bytes([whole[-9] ^ 1]) + whole[-8:])
    assert told(audit([nation], Settings(), cache=kept)) == told(first)
    assert len(judgings) == 2
    assert entry.read_bytes() == whole
    kept.clear()
    assert not results(kept)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, judgings: list[object]) -> Callable[[], set[str]]:
    """Return the regions whose rows were made since the last call."""
    done: list[str] = []
    rows = batches._rows

    def noted(region: batches.Region, *more: object) -> bytes:
        done.append(region.entries[0].region_path)
        return rows(region, *more)  # type: ignore[arg-type]

    def since() -> set[str]:
        found = set(done)
        done.clear()
        return found

    monkeypatch.setattr(batches, "_rows", noted)
    return since


PROVINCE, CITY = "浙江省", "浙江省/宁波市"
EAST, WEST = f"{CITY}/鄞州区", f"{CITY}/海曙区"
EVERY = {PROVINCE, CITY, EAST, WEST}


@pytest.fixture
def province(tmp_path: Path) -> Path:
    """A province, a city and two of its districts, of which one tells its share of the city's product."""
    folder = tmp_path / "province"
    folder.mkdir()
    for growth, place in enumerate((PROVINCE, CITY, EAST, WEST), 5):
        share = "地区生产总值占全市的69%。" if place == WEST else ""
        plan(folder, place.replace("/", ""), 2024, growth, share)
    return folder


@pytest.mark.parametrize(
    ("place", "old", "new", "anew"),
    [
        (EAST, "新增就业7.1万人", "新增就业7.2万人", {EAST}),
        (CITY, "地区生产总值624亿元", "地区生产总值3000亿元", {CITY, WEST}),
    ],
)
def test_rows_are_made_anew_where_something_changed(  # noqa: PLR0917
    province: Path, kept: Cache, made: Callable[[], set[str]], place: str, old: str, new: str, anew: set[str]
) -> None:
    few = {"select": ("PC101", "PC102", "PC201", "PC904"), "show_passed": True}
    audit([province], Settings(), cache=kept, **few)
    assert made() == EVERY
    changed = province / f"{place.replace('/', '')}2024.txt"
    assert old in changed.read_text("utf-8")
    changed.write_text(changed.read_text("utf-8").replace(old, new), "utf-8")
    again = audit([province], Settings(), cache=kept, **few)
    assert made() == anew
    assert told(again) == told(audit([province], Settings(), **few))


def test_rows_are_made_anew_for_other_settings_and_a_document_more(
    province: Path, kept: Cache, made: Callable[[], set[str]]
) -> None:
    audit([province], Settings(), cache=kept, select=("PC201",))
    assert made() == EVERY
    audit([province], Settings(severity={"PC201": "note"}), cache=kept, select=("PC201",))
    assert made() == set(), "how grave a finding is changes no row"
    wide = Settings(tolerance=Tolerance(sync=2 * Tolerance().sync))
    audit([province], wide, cache=kept, select=("PC201",))
    assert made() == EVERY
    plan(province, EAST.replace("/", ""), 2023, 6, "")
    again = audit([province], wide, cache=kept, select=("PC2", "PC904"))
    assert made() == {EAST}
    assert told(again) == told(audit([province], wide, select=("PC2", "PC904")))
