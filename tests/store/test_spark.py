"""Spark gives the findings of the embedded engine, byte for byte: the demo corpus, and the real five.

PySpark takes no pandas 3, so it lies in an environment of its own (``make test-all`` makes it).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checker.cli import main

ROOT = Path(__file__).resolve().parent.parent.parent
DEMO = ROOT / "tests" / "demo"
PYTHON = os.environ.get("CHECKER_SPARK_PYTHON") or str(ROOT / ".venv-spark" / "bin" / "python")
TWO_WORKERS = "local[2]"


@pytest.fixture
def python() -> str:
    if shutil.which("java") is None:
        pytest.skip("needs Java 17")
    if not Path(PYTHON).exists():
        pytest.skip("needs pyspark: make test-all sets it up in .venv-spark")
    return PYTHON


def run(python: str, folder: Path, out: Path, *more: str) -> int:
    line = [python, "-m", "checker.cli", *arguments(folder, out), *more]
    told = {**os.environ, "PYTHONPATH": str(ROOT), "CHECKER_CACHE": "off"}
    done = subprocess.run(line, env=told, capture_output=True, encoding="utf-8", check=False, timeout=1500)
    assert done.returncode in (0, 1), done.stderr[-2000:]
    return done.returncode


def arguments(folder: Path, out: Path) -> list[str]:
    settings = ["--settings", str(DEMO / "checker.toml")] if folder.is_relative_to(DEMO) else []
    formats = ["--format", "json,jsonl,csv", "--show-passed", "--quiet", "--today", "2025-01-01"]
    return ["run", str(folder), *settings, *formats, "--out", str(out)]


@pytest.mark.outside
@pytest.mark.parametrize("which", ["demo", "real"])
def test_findings_are_the_same(
    which: str, python: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    folder = DEMO / "corpus" if which == "demo" else Path(request.getfixturevalue("corpus")).resolve()
    main(arguments(folder, tmp_path / "embedded"))
    run(python, folder, tmp_path / "spark", "--engine", "spark", "--master", TWO_WORKERS)
    for name in ("audit.json", "audit.jsonl", "audit.csv"):
        one, other = ((tmp_path / side / name).read_bytes() for side in ("embedded", "spark"))
        assert one == other, name
    assert json.loads((tmp_path / "spark" / "audit.json").read_text("utf-8"))["findings"]


def test_without_pyspark_the_extra_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        import pyspark  # noqa: F401
    except ImportError:
        assert main(["run", str(DEMO / "corpus"), "--engine", "spark"]) == 2
        assert "plan-checker[spark]" in capsys.readouterr().err
    else:
        assert sys.modules["pyspark"]
