"""The offline bundle: complete for its targets, and a launcher that copes with the paths people have."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from checker.maintain import bundle, launcher
from checker.maintain.bundle import Target, missing
from tests.read import builders as b

WINDOWS, LINUX = Target("win", "3.12"), Target("linux", "3.12")


def wheel(folder: Path, name: str, *requires: str, tag: str = "py3-none-any", version: str = "1.0") -> None:
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    metadata += "".join(f"Requires-Dist: {text}\n" for text in requires)
    with zipfile.ZipFile(folder / f"{name.replace('-', '_')}-{version}-{tag}.whl", "w") as archive:
        archive.writestr(f"{name.replace('-', '_')}-{version}.dist-info/METADATA", metadata)


def lacking(folder: Path, target: Target) -> list[str]:
    return [str(item) for item in missing(folder.glob("*.whl"), target)]


class TestMissing:
    def test_what_a_requirement_requires_counts_too(self, tmp_path: Path) -> None:
        wheel(tmp_path, "plan-checker", "lark>=1")
        wheel(tmp_path, "lark", "deep")
        assert lacking(tmp_path, LINUX) == ["deep"]
        wheel(tmp_path, "deep")
        assert lacking(tmp_path, LINUX) == []

    def test_conditions_are_held_against_the_target(self, tmp_path: Path) -> None:
        """Built on Linux, what only Windows needs is not forgotten."""
        wheel(tmp_path, "plan-checker", 'colorama; sys_platform == "win32"', 'dev; extra == "dev"')
        assert lacking(tmp_path, LINUX) == []
        assert lacking(tmp_path, WINDOWS) == ['colorama; sys_platform == "win32"']

    def test_a_wheel_of_another_machine_is_none(self, tmp_path: Path) -> None:
        wheel(tmp_path, "plan-checker", "lxml")
        wheel(tmp_path, "lxml", tag="cp312-cp312-win_amd64")
        assert lacking(tmp_path, WINDOWS) == []
        assert lacking(tmp_path, LINUX) == ["lxml"]
        assert lacking(tmp_path, Target("win", "3.11")) == ["lxml"]

    def test_a_version_that_does_not_fit_is_none(self, tmp_path: Path) -> None:
        wheel(tmp_path, "plan-checker", "lxml>=2")
        wheel(tmp_path, "lxml", version="1.9")
        assert lacking(tmp_path, LINUX) == ["lxml>=2"]
        wheel(tmp_path, "lxml", version="2.0")
        assert lacking(tmp_path, LINUX) == []

    @pytest.mark.parametrize(
        ("name", "fits"),
        [
            ("a-1-cp311-abi3-win_amd64.whl", True),
            ("a-1-cp313-abi3-win_amd64.whl", False),
            ("a-1-py2.py3-none-any.whl", True),
            ("a-1-cp312-cp312t-win_amd64.whl", False),
            ("a-1-cp312-cp312-win32.whl", False),
        ],
    )
    def test_tags(self, name: str, fits: bool) -> None:
        assert WINDOWS.takes(name) is fits


class TestFiles:
    def test_the_batch_file_reads_alike_in_every_code_page(self, tmp_path: Path) -> None:
        wheel(tmp_path / _folder(tmp_path), "plan-checker", version="0.1.0")
        bundle._dress(tmp_path, [WINDOWS], {})
        raw = (tmp_path / "检查.bat").read_bytes()
        assert raw.isascii()
        assert raw.count(b"\n") == raw.count(b"\r\n") > 20
        assert (tmp_path / "使用说明.txt").read_bytes().startswith(b"\xef\xbb\xbf")
        assert "win-3.12" in (tmp_path / "使用说明.txt").read_text(encoding="utf-8-sig")
        assert json.loads((tmp_path / "app/bundle.json").read_text(encoding="utf-8"))["version"] == "0.1.0"
        assert b"\r" not in (tmp_path / "检查.sh").read_bytes()

    def test_no_path_stands_in_a_block_of_the_batch_file(self) -> None:
        """A path with parentheses would end the block."""
        text = (bundle.TEMPLATES / "check.bat").read_text(encoding="ascii")
        code = [line for line in text.splitlines() if not line.startswith("rem")]
        assert not [line for line in code if re.search(r"\(\s*$|^\s*\)", line)]
        assert text.count("%*") == 3

    def test_both_launchers_and_the_program_want_the_same_pythons(self) -> None:
        asked = "(3, 11) <= sys.version_info[:2] <= (3, 13)"
        assert (bundle.PYTHONS[0], bundle.PYTHONS[-1]) == ("3.11", "3.13")
        for name in ("check.bat", "check.sh"):
            assert asked in (bundle.TEMPLATES / name).read_text(encoding="utf-8")

    def test_the_shell_launcher_parses(self) -> None:
        subprocess.run(["sh", "-n", str(bundle.TEMPLATES / "check.sh")], check=True)


def _folder(place: Path) -> str:
    (place / "app/wheels").mkdir(parents=True)
    return "app/wheels"


class TestLauncher:
    def test_results_stand_beside_a_file_and_in_a_folder(self, tmp_path: Path) -> None:
        draft = tmp_path / "草案 一.docx"
        draft.touch()
        assert launcher.results([draft]) == tmp_path / "审核结果"
        assert launcher.results([tmp_path]) == tmp_path / "审核结果"
        assert launcher.results([draft, tmp_path / "乙"]) == tmp_path / "审核结果"

    def test_where_nothing_can_be_written_results_go_home(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(launcher, "_writable", lambda _: False)
        assert launcher.results([Path("/介质/草案.docx")]) == Path.home() / "审核结果"

    def test_published_documents_beside_the_draft_or_the_launcher(self, tmp_path: Path) -> None:
        app, draft = tmp_path / "包/app", tmp_path / "稿/草案.docx"
        app.mkdir(parents=True)
        draft.parent.mkdir()
        assert launcher.published([draft], app) is None
        (tmp_path / "包/已发布").mkdir()
        assert launcher.published([draft], app) == tmp_path / "包/已发布"
        (tmp_path / "稿/已发布").mkdir()
        assert launcher.published([draft], app) == tmp_path / "稿/已发布"

    def test_what_is_checked_is_not_its_own_context(self, tmp_path: Path) -> None:
        inside = tmp_path / "已发布/甲.txt"
        inside.parent.mkdir()
        assert launcher.published([inside.parent], tmp_path / "包/app") is None
        assert launcher.published([inside], tmp_path / "已发布的包/app") is None

    def test_paths_are_passed_on_whole(self) -> None:
        odd = Path("/区 计划（草案）/a&b (1).docx")
        made = launcher.command([odd], Path("/结果"), Path("/已发布"))
        assert made[made.index("run") + 1 :] == [
            str(odd), "--against", str(Path("/已发布")), "--out", str(Path("/结果")),
            "--format", "console,html,docx,xlsx",
        ]  # fmt: skip

    def test_without_a_path_it_says_how_to_use_it(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert launcher.main([], Path("app")) == 2
        assert "拖到" in capsys.readouterr().out

    def test_a_path_that_is_lost_is_named(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert launcher.main(["/没有/a"], Path("app")) == 2
        assert "找不到" in capsys.readouterr().out

    def test_a_damaged_bundle_is_an_error_in_words(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("PLAN_CHECKER_HOME", str(tmp_path / "用户"))
        assert launcher.main([str(tmp_path)], tmp_path / "app") == 2
        assert "没有准备好" in capsys.readouterr().out

    def test_an_environment_that_is_ready_is_used_as_it_is(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PLAN_CHECKER_HOME", str(tmp_path / "用户 目录"))
        app = tmp_path / "app"
        app.mkdir()
        (app / "bundle.json").write_text('{"name": "plan-checker", "version": "1", "digest": "00112233"}')
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        python = (
            tmp_path
            / f"用户 目录/1-00112233-{version}"
            / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        )
        python.parent.mkdir(parents=True)
        python.touch()
        (python.parent.parent / "ready").touch()
        assert launcher.environment(app) == python


@pytest.mark.outside
def test_built_installed_offline_and_run(tmp_path: Path) -> None:
    """The whole way on this machine: build, install from the folder alone, check a file with an odd path."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if not sys.platform.startswith("linux") or version not in bundle.PYTHONS:
        pytest.skip("needs Linux and a Python that the bundle is for")
    target = Target("linux", version)
    place = tmp_path / "离线 包 (新)"
    try:
        assert bundle.build(place, [target]) == {}
    except subprocess.CalledProcessError:
        pytest.skip("needs a package index")
    assert missing((place / "app/wheels").glob("*.whl"), target) == []
    folder = tmp_path / f"某区 计划（草案）{'很长的名字' * 8}"
    folder.mkdir()
    draft = folder / f"白石区2024年国民经济和社会发展计划 {'送审稿' * 6}(1).docx"
    b.write(
        draft,
        b.package(b.paragraph("白石区2024年国民经济和社会发展计划") + b.paragraph("地区生产总值增长5%。")),
    )
    done = _launched(place, tmp_path, draft)
    assert done.returncode in launcher.WRITTEN, done.stdout + done.stderr
    out = folder / "审核结果"
    assert {"audit.html", "audit.xlsx", "audit.json", f"{draft.stem}.批注.docx"} <= {
        p.name for p in out.iterdir()
    }
    assert str(out) in done.stdout
    # A second run makes no environment, and a console of code page 936 shows what it can.
    shutil.rmtree(place / "app/wheels")
    again = _launched(place, tmp_path, draft, PYTHONIOENCODING="gbk")
    assert again.returncode == done.returncode, again.stdout + again.stderr


def _launched(place: Path, tmp_path: Path, draft: Path, **more: str) -> subprocess.CompletedProcess[str]:
    here = {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "HOME": str(tmp_path)}
    here |= {"PLAN_CHECKER_HOME": str(tmp_path / "用户 目录"), "PLAN_CHECKER_QUIET": "1", **more}
    encoding = more.get("PYTHONIOENCODING", "utf-8")
    return subprocess.run(
        ["sh", str(place / "检查.sh"), str(draft)],
        env=here, cwd="/", capture_output=True, encoding=encoding, errors="replace", check=False,
    )  # fmt: skip
