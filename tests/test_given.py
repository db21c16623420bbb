"""Files that the operator names are read within bounds: a device has no end, lists can be nested for ever."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from checker import given
from checker.errors import CheckerError, RuleFileError, SettingsError, UsageError
from checker.judge import baseline, rulefile
from checker.settings import load


def test_text_is_read_as_python_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes("\ufeff一\r\n二\r三\n".encode())
    assert given.read_text(path) == path.read_text(encoding="utf-8-sig")


def test_a_pipe_is_read(tmp_path: Path) -> None:
    import threading

    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=(tmp_path / "pipe").write_text, args=("cache = true\n",))
    writer.start()
    assert given.read_text(tmp_path / "pipe") == "cache = true\n"
    writer.join()


def test_more_than_may_be_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with path.open("wb") as file:
        file.truncate(given.SMALL + 1)
    with pytest.raises(OSError, match="文件过大"):
        given.read_text(path)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices")
def test_what_has_no_end_is_refused() -> None:
    with pytest.raises(SettingsError, match="不是普通文件"):
        load(Path("/dev/zero"), Path())
    with pytest.raises(UsageError, match="不是普通文件"):
        baseline.read("/dev/zero")
    with pytest.raises(RuleFileError, match="不是普通文件"):
        rulefile.read(Path("/dev/zero"))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("checker.toml", "x = " + "[" * 20_000),
        ("checker.toml", "region = " + "{a=" * 5_000),
        ("checker.toml", "[limits]\nsize = " + "9" * 5_000),
        ("pyproject.toml", "[tool]\nchecker = 3\n#[tool.checker]\n"),
        ("baseline.json", "[" * 200_000),
        ("baseline.json", '{"findings": ' + "9" * 9_999 + "}"),
    ],
)
def test_what_is_hostile_is_refused_with_what_to_do(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CheckerError) as caught:
        baseline.read(path) if name == "baseline.json" else load(None, tmp_path)
    assert caught.value.exit_code == 2
    assert caught.value.place.startswith(str(path))
    assert caught.value.fix


def test_another_tool_s_table_is_none_of_our_business(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("tool = 3\n#[tool.checker]\n", encoding="utf-8")
    assert load(None, tmp_path).severity == {}
