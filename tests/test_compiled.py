"""The compiled wheel: what may be compiled, when it is, and that it says what the sources say."""

from __future__ import annotations

import importlib.util
import os
import pickle
import pickletools
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from checker.model import Reading
from checker.parse import lexicon
from checker.pipeline import read_one
from checker.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "tests" / "demo" / "corpus"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
HOOK: dict[str, Any] = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]
MODULES: list[str] = HOOK["modules"]


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("compiled_hook", ROOT / HOOK["path"])
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def made(hook: ModuleType, config: dict[str, Any] | None = None) -> Any:
    return hook.CompiledHook(str(ROOT), config or HOOK, None, None, "", "wheel")


def test_modules_are_there_and_in_order() -> None:
    assert sorted(MODULES) == MODULES
    assert all((ROOT / name).is_file() for name in MODULES)


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_one(str(DEMO / "桐江区2023年政府工作报告.txt"), Settings())


@pytest.mark.parametrize("kept", ["reading", "lexicon"])
def test_what_is_pickled_stays_plain(kept: str, request: pytest.FixtureRequest) -> None:
    """Compiled classes cannot be pickled; readings go between processes, the lexicon between runs."""
    value = lexicon.load() if kept == "lexicon" else request.getfixturevalue("reading")
    compiled = {name.removesuffix(".py").replace("/", ".") for name in MODULES}
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    strings = {str(argument) for code, argument, _ in pickletools.genops(data) if "UNICODE" in code.name}
    assert "checker.model" in strings or "checker.parse.lexicon" in strings
    assert not strings & compiled


def test_nothing_is_compiled_unless_asked_for(hook: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHECKER_COMPILED", raising=False)
    told: dict[str, Any] = {"force_include": {}}
    made(hook).initialize("standard", told)
    assert told == {"force_include": {}}
    assert made(hook).dependencies() == []
    monkeypatch.setenv("CHECKER_COMPILED", "1")
    made(hook).initialize("editable", told)  # sources that change must not be hidden by what was compiled
    assert told == {"force_include": {}}
    assert made(hook).dependencies() != []


@pytest.mark.outside
@pytest.mark.skipif(shutil.which("cc") is None, reason="needs a C compiler")
def test_the_compiled_wheel_reads_the_same(tmp_path: Path) -> None:
    code = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        cwd=ROOT, env={**os.environ, "CHECKER_COMPILED": "1"},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    wheel = zipfile.ZipFile(tmp_path / done.stdout.split()[-1])
    assert "none-any" not in str(wheel.filename)
    wheel.extractall(tmp_path / "site")
    told = {site: _audit(site, tmp_path / name) for name, site in (("a", tmp_path / "site"), ("b", ROOT))}
    assert told[tmp_path / "site"] == told[ROOT]


def _audit(site: Path, out: Path) -> bytes:
    """Return the report on the demo corpus of the program at a place, read with two processes."""
    code = (
        "import sys, checker.cli, checker.parse.scanner as s;"
        "print(s.__file__, file=sys.stderr); sys.exit(checker.cli.main())"
    )
    arguments = ["run", str(DEMO), "--format", "json", "--jobs", "2", "--no-cache", "--fail-on", "never"]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments, "--out", str(out)],
        env={**os.environ, "PYTHONPATH": str(site), "PYTHONSAFEPATH": "1"},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stderr.split()[0].endswith(".py") == (site == ROOT)
    return (out / "audit.json").read_bytes()
