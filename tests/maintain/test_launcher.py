"""The launcher of the offline bundle, without making an environment: what it asks for and what it says."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from checker.maintain import launcher


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bundle with a pip and nothing else, an environment that costs nothing, and a home of its own."""
    app = tmp_path / "包" / "app"
    (app / "wheels").mkdir(parents=True)
    (app / "wheels" / "pip-25.0-py3-none-any.whl").touch()
    told = {"name": "plan-checker", "version": "1.2", "digest": "0123456789abcdef"}
    (app / "bundle.json").write_text(json.dumps(told), encoding="utf-8")
    monkeypatch.setenv("PLAN_CHECKER_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(venv.EnvBuilder, "create", lambda self, place: _python(Path(place)))
    return app


def _python(place: Path) -> None:
    (place / "bin").mkdir(parents=True)
    (place / "bin" / "python").touch()


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The programs that would be started; each ends with 0, the checker with 1."""
    made: list[list[str]] = []

    def run(call: list[str], **more: object) -> int:
        made.append(call)
        if "env" in more:
            environment = more["env"]
            assert isinstance(environment, dict)
            assert not [name for name in environment if name.startswith(("PIP_INDEX", "PYTHONPATH"))]
        return 1

    monkeypatch.setenv("PIP_INDEX_URL", "https://example.org")
    for name in ("run", "call", "Popen"):
        monkeypatch.setattr(subprocess, name, run)
    return made


@pytest.mark.skipif(sys.platform == "win32", reason="the paths of an environment are others there")
class TestEnvironment:
    def test_it_is_made_once_from_the_bundles_own_wheels(
        self, app: Path, calls: list[list[str]], capsys: pytest.CaptureFixture[str]
    ) -> None:
        python = launcher.environment(app)
        assert launcher.environment(app) == python
        (install,) = calls
        assert install[:2] == [str(python), str(app / "wheels" / "pip-25.0-py3-none-any.whl" / "pip")]
        assert {"--no-index", "--find-links", "plan-checker==1.2"} <= set(install)
        assert capsys.readouterr().out.count("第一次使用") == 1

    def test_without_pip_the_bundle_is_damaged(
        self, app: Path, calls: list[list[str]], capsys: pytest.CaptureFixture[str]
    ) -> None:
        next((app / "wheels").iterdir()).unlink()
        assert launcher.main([str(app)], app) == 2
        assert "请重新拷贝" in capsys.readouterr().out
        assert not calls

    def test_one_that_was_left_half_done_is_made_anew(self, app: Path, calls: list[list[str]]) -> None:
        place = launcher.environment(app).parent.parent
        (place / "ready").unlink()
        (place / "half").touch()
        launcher.environment(app)
        assert not (place / "half").exists()
        assert len(calls) == 2

    def test_a_draft_is_checked_and_its_results_are_shown(
        self, app: Path, calls: list[list[str]], capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        (tmp_path / "草案.txt").touch()
        assert launcher.main([str(tmp_path / "草案.txt")], app) == 1
        _, check, *opened = calls
        assert check[3:5] == ["run", str(tmp_path / "草案.txt")]
        results = tmp_path / "审核结果"
        assert f"结果在：{results}" in capsys.readouterr().out
        assert [call[1] for call in opened] == [str(results), str(results / "audit.html")]


def test_nothing_is_opened_where_that_is_not_wanted(
    calls: list[list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PLAN_CHECKER_QUIET", "1")
    launcher.show(tmp_path)
    assert calls == []


def test_a_machine_without_a_desktop_opens_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def missing(*_: object, **__: object) -> None:
        raise FileNotFoundError("xdg-open")

    monkeypatch.delenv("PLAN_CHECKER_QUIET", raising=False)
    monkeypatch.setattr(subprocess, "Popen", missing)
    launcher.show(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has a place of its own")
def test_environments_live_where_the_system_keeps_data(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("PLAN_CHECKER_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert launcher.home() == tmp_path / "plan-checker"
    monkeypatch.delenv("XDG_DATA_HOME")
    assert launcher.home() == Path.home() / ".local/share/plan-checker"


def test_a_folder_that_is_gone_cannot_be_written(tmp_path: Path) -> None:
    assert launcher._writable(tmp_path)
    assert not launcher._writable(tmp_path / "gone")
