"""The wheel: one import package with its data, and a version that is said in one voice."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import checker
from checker.errors import InternalError
from checker.resources import folder

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    out = tmp_path_factory.mktemp("dist")
    # The backend is called by itself: a build environment of its own would have to be downloaded.
    code = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    line = [sys.executable, "-c", code, str(out)]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return zipfile.ZipFile(out / done.stdout.split()[-1])


def test_the_only_top_level_name_is_checker(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"checker"}


def test_the_data_folders_travel_along_without_python(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    for data in ("grammar", "rules", "reports"):
        here = {
            f"checker/_data/{data}/{path.relative_to(ROOT / data).as_posix()}"
            for path in (ROOT / data).rglob("*")
            if path.is_file()
        }
        assert here
        assert here <= names
    assert not [name for name in names if name.startswith("checker/_data") and name.endswith(".py")]
    assert "checker/py.typed" in names


def test_nothing_but_the_package_travels(wheel: zipfile.ZipFile) -> None:
    assert not [name for name in wheel.namelist() if "tests/" in name or "__pycache__" in name]


def test_the_wheel_runs_without_the_checkout(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path / "site")
    (tmp_path / "计划.txt").write_text("地区生产总值增长5%。\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "PYTHONSAFEPATH": "1"}
    code = "import sys, checker.cli as c; assert '/site/checker' in c.__file__; sys.exit(c.main())"
    for arguments in (["rules"], ["run", "计划.txt"]):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "audit" / "audit.html").is_file()


def test_one_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == checker.__version__


def test_a_missing_data_folder_is_named() -> None:
    with pytest.raises(InternalError, match="重新安装"):
        folder("nowhere")
