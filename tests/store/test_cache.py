"""A second run over an unchanged corpus re-reads nothing; nothing wrong with an entry ever shows."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from checker.inputs import expand
from checker.model import Reading
from checker.pipeline import read, read_one
from checker.settings import DocumentSetting, RegionSetting, Settings, load
from checker.store import cache as caches
from checker.store import codec, version
from checker.store.cache import Cache

DEMO = Path(__file__).resolve().parent.parent / "demo" / "corpus"


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return Path(shutil.copy(DEMO / "白石区2023年国民经济和社会发展计划.txt", tmp_path))


class Counting:
    """A reader that counts what it reads."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.paths: list[str] = []
        monkeypatch.setattr("checker.pipeline.read_one", self)

    def __call__(self, path: str, settings: Settings) -> Reading:
        self.paths.append(path)
        return read_one(path, settings)


def entries(cache: Cache) -> list[Path]:
    return sorted(cache.folder.rglob("*.reading"))


def readings(paths: tuple[str, ...], cache: Cache | None, settings: Settings | None = None) -> list[Reading]:
    return list(read(paths, settings or Settings(), cache=cache))


def test_a_reading_is_itself_after_bytes() -> None:
    paths = expand([DEMO]).paths
    for reading in readings(paths, None, load(None, DEMO)):
        assert codec.from_bytes(codec.to_bytes(reading), reading.document.path) == reading


def test_a_second_run_reads_nothing_and_says_the_same(kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    counting, paths = Counting(monkeypatch), expand([DEMO]).paths
    first = readings(paths, kept)
    assert sorted(counting.paths) == sorted(paths)
    counting.paths.clear()
    assert readings(paths, kept) == first == readings(paths, None)
    assert sorted(counting.paths) == sorted(paths), "only the run without cache reads"


def test_what_decides_a_reading_is_in_its_key(
    kept: Cache, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings()
    key = kept.key(str(plan), settings)
    elsewhere = plan.parent / "甲" / plan.name
    elsewhere.parent.mkdir()
    shutil.copy(plan, elsewhere)
    assert kept.key(str(elsewhere), settings) == key, "the folder tells nothing"
    assert kept.key(str(shutil.copy(plan, plan.parent / "2031年.txt")), settings) != key
    assert kept.key(str(plan), replace(settings, regions=(RegionSetting("白石区", "云阜市"),))) != key
    said = DocumentSetting(path=plan.name, plan_year=2031)
    assert kept.key(str(plan), replace(settings, documents=(said,))) != key
    other = DocumentSetting(path="别的.txt", plan_year=2031)
    assert kept.key(str(plan), replace(settings, documents=(other,))) == key
    monkeypatch.setattr(version, "reading", lambda: "another version")
    assert kept.key(str(plan), settings) != key
    plan.write_text(plan.read_text("utf-8") + "。", "utf-8")
    monkeypatch.undo()
    assert kept.key(str(plan), settings) != key


def test_the_version_is_that_of_every_word_and_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = tmp_path / "grammar"
    shutil.copytree(version.folder("grammar"), copied)
    monkeypatch.setattr(version, "folder", lambda _: copied)
    found = set()
    for file in ("lexicon/words.tsv", "targets.lark", None):
        version.reading.cache_clear()
        found.add(version.reading())
        if file:
            with open(copied / file, "a", encoding="utf-8") as table:
                table.write("\n")
    version.reading.cache_clear()
    assert len(found) == 3


def test_a_reading_kept_from_another_folder_is_that_of_this_one(kept: Cache, plan: Path) -> None:
    readings((str(plan),), kept)
    elsewhere = plan.parent / "乙" / plan.name
    elsewhere.parent.mkdir()
    shutil.copy(plan, elsewhere)
    (found,) = readings((str(elsewhere),), kept)
    assert found == read_one(str(elsewhere), Settings())
    assert len(entries(kept)) == 1


def spoil_half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def spoil_bit(data: bytes) -> bytes:
    return data[:-9] + bytes([data[-9] ^ 1]) + data[-8:]


@pytest.mark.parametrize(
    "spoil",
    [
        spoil_half,
        spoil_bit,
        lambda data: b"",
        lambda data: b"foreign" + data,
        lambda data: os.urandom(len(data)),
    ],
)
def test_a_spoilt_entry_is_ignored_and_made_anew(
    kept: Cache, plan: Path, monkeypatch: pytest.MonkeyPatch, spoil: object
) -> None:
    first = readings((str(plan),), kept)
    (entry,) = entries(kept)
    whole = entry.read_bytes()
    entry.write_bytes(spoil(whole))  # type: ignore[operator]
    counting = Counting(monkeypatch)
    assert readings((str(plan),), kept) == first
    assert counting.paths == [str(plan)]
    assert entry.read_bytes() == whole


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on Windows")
@pytest.mark.parametrize("instead", [os.mkfifo, os.mkdir, lambda path: os.symlink("/dev/zero", path)])
def test_what_is_no_file_is_no_entry(kept: Cache, plan: Path, instead: Callable[[Path], None]) -> None:
    """A pipe would be waited for without end, a device read without end."""
    first = list(read([str(plan)], Settings(), cache=kept))
    (entry,) = entries(kept)
    entry.unlink()
    instead(entry)
    assert list(read([str(plan)], Settings(), cache=kept)) == first


def test_an_entry_under_another_name_is_no_reading_of_it(kept: Cache, plan: Path) -> None:
    """Whole, but of another document: its own key stands inside."""
    readings((str(plan),), kept)
    (entry,) = entries(kept)
    other = str(shutil.copy(DEMO / "临溪区2022年国民经济和社会发展计划.txt", plan.parent))
    key = kept.key(other, Settings())
    assert key
    wrong = kept.folder / "readings" / key[:2] / (key[2:] + ".reading")
    wrong.parent.mkdir(exist_ok=True)
    shutil.copy(entry, wrong)
    assert readings((other,), kept) == readings((other,), None)


def test_values_of_another_shape_are_no_reading() -> None:
    import json
    import zlib

    for told in ([], {}, {"lines": [[1], []]}, {"identity": 3}, "text", None):
        with pytest.raises(ValueError, match="no reading"):
            codec.from_bytes(bytes(4) + zlib.compress(json.dumps(told).encode()), "甲.txt")


def test_members_of_an_archive_are_kept_too(kept: Cache, plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = plan.parent / "各区.zip"
    with zipfile.ZipFile(archive, "w") as written:
        for district in ("甲", "乙"):
            written.write(plan, f"{district}/{plan.name}")
            written.writestr(f"{district}/{district}.txt", plan.read_bytes() + district.encode())
    paths = expand([archive]).paths
    assert len(paths) == 4
    first = readings(paths, kept)
    assert len(entries(kept)) == 3, "two members of one name and content are one entry"
    counting = Counting(monkeypatch)
    assert readings(paths, kept) == first
    assert counting.paths == []
    with zipfile.ZipFile(archive, "a") as written:
        written.writestr("丙/新.txt", plan.read_bytes())
    readings(expand([archive]).paths, kept)
    assert counting.paths == [f"{archive.as_posix()}/丙/新.txt"], "of an archive that grew only what is new"


def test_what_could_not_be_read_is_not_kept(kept: Cache, tmp_path: Path) -> None:
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04 no archive")
    (reading,) = readings((str(broken),), kept)
    assert reading.document.problems
    assert not entries(kept)


def test_a_folder_that_cannot_be_written_is_no_fault(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    (reading,) = readings((str(plan),), Cache(tmp_path / "file"))
    assert reading.statements


def test_runs_side_by_side_share_a_cache(kept: Cache) -> None:
    paths = expand([DEMO]).paths
    with ThreadPoolExecutor(4) as several:
        found = list(several.map(lambda _: readings(paths, kept), range(4)))
    assert all(one == found[0] for one in found)
    assert not list(kept.folder.rglob("*.tmp"))
    assert len(entries(kept)) == len(paths)


def test_the_cache_stays_inside_its_limit_and_keeps_what_was_used_last(kept: Cache) -> None:
    paths = expand([DEMO]).paths
    readings(paths, kept)
    by_age = entries(kept)
    for age, entry in enumerate(by_age):
        os.utime(entry, (1_000_000 + age, 1_000_000 + age))
    _, size = kept.size()
    small = Cache(kept.folder, most_bytes=size // 2)
    removed = small.prune()
    assert 0 < removed < len(by_age)
    assert small.size()[1] <= size // 2
    assert entries(kept) == by_age[removed:]
    assert small.prune() == 0


def test_clear_removes_entries_and_nothing_else(kept: Cache, plan: Path) -> None:
    readings((str(plan),), kept)
    mine = kept.folder / "readings" / "mine.txt"
    mine.write_text("keep")
    assert kept.clear() == 1
    assert kept.size() == (0, 0)
    assert mine.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of another kind")
class TestPrivate:
    """What others put into a cache would be taken for what the documents say."""

    def test_only_this_user_may_look_in(self, kept: Cache, plan: Path) -> None:
        readings((str(plan),), kept)
        (entry,) = entries(kept)
        assert stat.S_IMODE(entry.stat().st_mode) & 0o077 == 0
        assert stat.S_IMODE(kept.folder.stat().st_mode) == 0o700

    def test_a_folder_others_may_write_in_is_not_used(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        shared = tmp_path / "shared"
        shared.mkdir()
        monkeypatch.setenv("CHECKER_CACHE", str(shared))
        shared.chmod(0o700)
        assert caches.default(Settings()) == Cache(shared)
        shared.chmod(0o777)
        assert caches.default(Settings()) is None

    def test_environment_and_settings_switch_it_off(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("CHECKER_CACHE", str(tmp_path / "own"))
        assert caches.default(Settings())
        assert caches.default(Settings(cache=False)) is None
        monkeypatch.setenv("CHECKER_CACHE", "off")
        assert caches.default(Settings()) is None


def test_the_command_line_shows_clears_and_leaves_it(plan: Path, tmp_path: Path) -> None:
    def checker(*arguments: str) -> str:
        told = {**os.environ, "CHECKER_CACHE": str(tmp_path / "own")}
        line = [sys.executable, "-m", "checker.cli", *arguments]
        done = subprocess.run(
            line, cwd=tmp_path, env=told, capture_output=True, encoding="utf-8", check=False
        )
        return done.stdout

    checker("extract", str(plan), "--no-cache")
    assert "0 份" in checker("cache")
    first = checker("extract", str(plan))
    assert "1 份" in checker("cache")
    assert checker("extract", str(plan)) == first
    assert "清除了 1 份" in checker("cache", "clear")
    assert "0 份" in checker("cache")


def test_stopped_runs_keep_what_was_read(kept: Cache) -> None:
    paths = expand([DEMO]).paths
    running = read(paths, Settings(), cache=kept)
    next(running)
    next(running)
    running.close()
    assert kept.size()[0] == 2
