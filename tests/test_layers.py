"""The stages stand in one order, and nothing reaches back."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    arguments = ["--no-cache", "--config", str(folder / "pyproject.toml")]
    return subprocess.run([*line, *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=False)


def test_lower_stages_never_import_higher_ones() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_guard_fails_where_a_stage_reaches_back(tmp_path: Path) -> None:
    """A copy of the layers with one import that goes the wrong way."""
    config = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    layers = re.search(r"layers = \[(.*?)\n\]", config, re.DOTALL)
    assert layers
    package = tmp_path / "checker"
    for name in re.findall(r"checker\.(\w+)", layers.group(1)):
        (package / name).mkdir(parents=True)
        (package / name / "__init__.py").write_text("", encoding="utf-8")
    (package / "__init__.py").write_text("", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(config[config.index("[tool.importlinter]") :], encoding="utf-8")
    assert lint(tmp_path).returncode == 0
    (package / "read" / "back.py").write_text("import checker.judge\n", encoding="utf-8")
    done = lint(tmp_path)
    assert done.returncode == 1
    assert "checker.read" in done.stdout


@pytest.mark.parametrize("name", ["grammar", "rules", "reports"])
def test_data_folders_hold_no_python(name: str) -> None:
    assert list((ROOT / name).rglob("*.py")) == []


def test_the_whole_flow_fits_on_one_screen() -> None:
    """`checker/pipeline.py` shows the stages in order, in one function."""
    text = (ROOT / "checker" / "pipeline.py").read_text(encoding="utf-8")
    body = text[text.index("def in_memory(") : text.index("return Judged(")]
    places = [body.index(step) for step in ("read_all(", "build(", "judge(")]
    assert places == sorted(places)
    assert body.count("\n") < 30
