"""The files of a run are put in place whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import threading
from collections.abc import Iterable
from pathlib import Path

import pytest
from audit_sample import audit as sample

from checker.errors import UsageError
from checker.report import files, write

FILES = {"audit.html": b"new page", "audit.json": b"new listing"}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def old(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "audit.html").write_bytes(b"old page")
    (folder / "audit.json").write_bytes(b"old listing")


def test_all_files_are_written_and_nothing_else(tmp_path: Path) -> None:
    made = files.place_together(tmp_path / "a" / "b", FILES)
    assert [path.name for path in made] == ["audit.html", "audit.json"]
    assert names(tmp_path / "a" / "b") == ["audit.html", "audit.json"]


def test_listing_tells_the_digest_of_every_file(tmp_path: Path) -> None:
    write(sample(), tmp_path, ["html", "csv"])
    listing = json.loads((tmp_path / "audit.json").read_text("utf-8"))
    assert set(listing["digests"]) == set(listing["files"]) == {"audit.html", "audit.csv"}
    for name, digest in listing["digests"].items():
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("at", ["write", "sync", "rename"])
def test_full_disk_leaves_the_earlier_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    old(tmp_path)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr({"write": files.tempfile, "sync": files.os, "rename": files.os}[at],
                        {"write": "mkstemp", "sync": "fsync", "rename": "replace"}[at], full)  # fmt: skip
    with pytest.raises(UsageError, match="No space") as told:
        write(sample(), tmp_path, ["html", "json"])
    assert "磁盘空间" in told.value.fix
    assert names(tmp_path) == ["audit.html", "audit.json"]
    assert (tmp_path / "audit.html").read_bytes() == b"old page"
    assert (tmp_path / "audit.json").read_bytes() == b"old listing"


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError])
def test_interrupt_while_writing_leaves_the_earlier_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    old(tmp_path)
    made = files._temporary

    def once(folder: Path, pieces: Iterable[bytes]) -> str:
        written = tuple(pieces)
        if b"new listing" in written:
            raise error
        return made(folder, written)

    monkeypatch.setattr(files, "_temporary", once)
    with pytest.raises(error):
        files.place_together(tmp_path, FILES)
    assert names(tmp_path) == ["audit.html", "audit.json"]
    assert (tmp_path / "audit.html").read_bytes() == b"old page"


def test_mixture_after_a_stop_between_two_renames_is_told_by_its_digests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(sample(), tmp_path, ["html", "csv"])
    listing = json.loads((tmp_path / "audit.json").read_text("utf-8"))
    replace, done = os.replace, []

    def stops(source: str, target: str) -> None:
        if done:
            raise KeyboardInterrupt
        done.append(target)
        replace(source, target)

    monkeypatch.setattr(files.os, "replace", stops)
    with pytest.raises(KeyboardInterrupt):
        files.place_together(tmp_path, {"audit.html": b"of another run", **FILES})
    assert json.loads((tmp_path / "audit.json").read_text("utf-8")) == listing
    page = hashlib.sha256((tmp_path / "audit.html").read_bytes()).hexdigest()
    assert page != listing["digests"]["audit.html"]


def test_folder_in_the_place_of_a_file_is_said_before_anything_changes(tmp_path: Path) -> None:
    old(tmp_path)
    (tmp_path / "audit.csv").mkdir()
    with pytest.raises(UsageError, match="文件夹"):
        write(sample(), tmp_path, ["html", "csv"])
    assert (tmp_path / "audit.html").read_bytes() == b"old page"


def test_link_in_the_place_of_a_file_is_replaced_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    out = tmp_path / "out"
    out.mkdir()
    (out / "audit.html").symlink_to(victim)
    files.place_together(out, FILES)
    assert victim.read_bytes() == b"mine"
    assert (out / "audit.html").read_bytes() == b"new page"


def test_leftovers_of_killed_runs_are_removed_and_only_those(tmp_path: Path) -> None:
    dead = next(n for n in range(4_000_000, 4_190_000) if not Path(f"/proc/{n}").exists())
    mine, machine = os.getpid(), files._machine()
    for name in (
        f".checker-{machine}-{dead}-abc.tmp", f".checker-{machine}-1-abc.tmp",
        f".checker-{machine}-{mine}-abc.tmp", ".checker-00000000-5-abc.tmp", ".other.tmp",
    ):  # fmt: skip
        (tmp_path / name).write_bytes(b"x")
    old_one = tmp_path / ".checker-00000001-5-abc.tmp"
    old_one.write_bytes(b"x")
    os.utime(old_one, (0, 0))
    files.place_together(tmp_path, FILES)
    kept = [name for name in names(tmp_path) if name.startswith(".")]
    assert f".checker-{machine}-{dead}-abc.tmp" not in kept
    assert old_one.name not in kept
    assert len(kept) == 4


def test_runs_into_one_folder_take_turns(tmp_path: Path) -> None:
    """Two runs in one folder do not harm each other."""
    runs = [
        {f"audit.{k}": bytes([n]) * 50_000 for k in ("html", "csv", "md")}
        | {"audit.json": bytes([n]) * 50_000}
        for n in range(8)
    ]
    threads = [threading.Thread(target=files.place_together, args=(tmp_path, run)) for run in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({(tmp_path / name).read_bytes() for name in runs[0]}) == 1
    assert not [name for name in names(tmp_path) if name.startswith(".")]


def test_read_only_folder_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(files.tempfile, "mkstemp", refused)
    with pytest.raises(UsageError, match="Permission denied"):
        write(sample(), tmp_path, ["html"])


def test_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(UsageError, match="写不进"):
        write(sample(), tmp_path / "out", ["html"])
