"""A corpus is read once, and judged from the folder as it would be from the documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.cli import main
from checker.errors import UsageError
from checker.settings import RegionSetting, Settings, load
from checker.store import folder as folders
from checker.store import version

DEMO = Path(__file__).resolve().parent.parent / "demo"
SETTINGS = ("--settings", str(DEMO / "checker.toml"))


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("data") / "statements"
    assert main(["extract", str(DEMO / "corpus"), *SETTINGS, "--out", f"{out}/", "--quiet"]) == 0
    return out


def test_findings_from_the_folder_are_those_from_the_documents(extracted: Path, tmp_path: Path) -> None:
    formats = ("--format", "json,jsonl,csv", "--quiet", "--today", "2025-01-01")
    main(["run", str(DEMO / "corpus"), *SETTINGS, *formats, "--out", str(tmp_path / "a")])
    main(["run", "--statements", str(extracted), *SETTINGS, *formats, "--out", str(tmp_path / "b")])
    for name in ("audit.jsonl", "audit.csv"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name
    one, other = (json.loads((tmp_path / side / "audit.json").read_text("utf-8")) for side in "ab")
    del one["run"], other["run"]  # names what was read: documents there, the folder here
    assert one == other


def test_places_of_the_settings_come_with_the_folder(extracted: Path, tmp_path: Path) -> None:
    _, used = folders.read(extracted, Settings())
    assert used.regions == load(DEMO / "checker.toml", DEMO).regions
    with pytest.raises(UsageError, match="region"):
        folders.read(extracted, Settings(regions=(RegionSetting("白石区", "云阜市"),)))


def test_its_tables_are_the_contract(extracted: Path, tmp_path: Path, capfdbinary: object) -> None:
    import duckdb

    one = tmp_path / "one.parquet"
    main(["extract", str(DEMO / "corpus"), *SETTINGS, "--out", str(one), "--quiet"])
    columns = [name for (name, *_) in duckdb.sql(f"DESCRIBE SELECT * FROM '{one}'").fetchall()]
    named = ", ".join(f'"{name}"' for name in columns)
    parts = f"read_parquet('{extracted}/statements/*/*.parquet', hive_partitioning=true)"
    assert (
        duckdb.sql(f"SELECT {named} FROM {parts} ORDER BY ALL").fetchall()
        == duckdb.sql(f"SELECT {named} FROM '{one}' ORDER BY ALL").fetchall()
        != []
    )
    assert duckdb.sql(f"SELECT DISTINCT province FROM {parts}").fetchall() == [("云阜市",)]


def test_what_is_no_folder_of_data_is_refused(extracted: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="checker extract"):
        folders.read(tmp_path, Settings())
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="别的文件"):
        folders.write(tmp_path, [], Settings(), 1)
    assert (tmp_path / "mine.txt").exists()


def test_a_folder_of_another_version_or_with_files_missing_is_refused(
    extracted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    copied = Path(shutil.copytree(extracted, tmp_path / "copy"))
    with monkeypatch.context() as changed:
        changed.setattr(version, "reading", lambda: "another")
        with pytest.raises(UsageError, match="版本"):
            folders.read(copied, Settings())
    next((copied / "_readings").iterdir()).unlink()
    with pytest.raises(UsageError, match="不齐"):
        folders.read(copied, Settings())
    (copied / "_checker.json").write_text("{")
    with pytest.raises(UsageError, match="损坏"):
        folders.read(copied, Settings())


def test_written_again_it_is_put_in_place_whole(extracted: Path, tmp_path: Path) -> None:
    out = tmp_path / "again"
    plan = str(DEMO / "corpus" / "白石区2023年国民经济和社会发展计划.txt")
    for paths in ([str(DEMO / "corpus")], [plan]):
        assert main(["extract", *paths, *SETTINGS, "--out", f"{out}/", "--quiet"]) == 0
    assert json.loads((out / "_checker.json").read_text("utf-8"))["documents"] == 1
    assert len(list((out / "statements").rglob("*.parquet"))) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["again"]


def test_documents_and_a_folder_are_not_mixed(extracted: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", str(DEMO), "--statements", str(extracted)]) == 2
    assert main(["run"]) == 2
    assert main(["run", "--statements", str(DEMO)]) == 2
    assert "checker extract" in capsys.readouterr().err
