"""What a careless or hostile user may do with the command line, and what a machine may lack."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import checker

PLAN = """云阜市2024年国民经济和社会发展计划

一、2024年主要预期目标
地区生产总值增长5%，城镇新增就业1.2万人以上。
"""
CONTRADICTION = PLAN + "二、主要任务\n2024年，地区生产总值增长8%。\n"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of its own, with settings that end the search for settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CHECKER_LANG", raising=False)
    (tmp_path / "checker.toml").write_text("", encoding="utf-8")
    return tmp_path


@pytest.fixture
def plan(place: Path) -> Path:
    """The same with a document that contradicts nothing."""
    (place / "plan.txt").write_text(PLAN, encoding="utf-8")
    return place


class TestOddCommandLines:
    """Each is refused in one message, with what to do, before anything is judged or written."""

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("",), "路径是空的"),
            (("plan.txt", "--against", ""), "路径是空的"),
            (("plan.txt", "--format", ""), "没有写格式"),
            (("plan.txt", "--format", "，"), "没有写格式"),
            (("plan.txt", "--out", ""), "没有写文件夹"),
            (("plan.txt", "--jobs", "0"), "应是 1 至 256 的整数"),
            (("plan.txt", "--jobs", "many"), "应是 1 至 256 的整数"),
            (("plan.txt", "--baseline", "checker.toml"), "不能作基线"),
            (("plan.txt", "--settings", "."), "不是设置文件"),
        ],
    )
    def test_refused(self, plan: Path, run: Run, arguments: tuple[str, ...], said: str) -> None:
        code, out, err = run("run", *arguments)
        assert (code, said in err, out) == (2, True, "")
        assert len(err.strip().splitlines()) == 2
        assert not (plan / "audit").exists()

    def test_an_output_folder_that_is_a_file(self, plan: Path, run: Run) -> None:
        code, _, err = run("run", "plan.txt", "--out", "plan.txt", "--format", "json")
        assert (code, "不是文件夹" in err) == (2, True)
        assert (plan / "plan.txt").read_text(encoding="utf-8") == PLAN

    def test_results_beside_the_documents_are_none_of_them(self, plan: Path, run: Run) -> None:
        for _ in range(2):
            assert run("run", ".", "--out", ".", "--format", "json,html,markdown,docx,csv")[0] == 0
        told = json.loads((plan / "audit.json").read_text(encoding="utf-8"))
        assert [document["path"] for document in told["documents"]] == ["plan.txt"]
        assert run("run", ".", "--format", "json")[0] == 0
        told = json.loads((plan / "audit" / "audit.json").read_text(encoding="utf-8"))
        assert [document["path"] for document in told["documents"]] == ["plan.txt"]

    @pytest.mark.parametrize("name", ["a" * 4000, "/".join(["a"] * 2500), "loop", "甲\n乙.txt", "-甲.txt"])
    def test_a_path_that_leads_nowhere_is_a_document_that_cannot_be_read(
        self, plan: Path, run: Run, name: str
    ) -> None:
        (plan / "loop").symlink_to("loop")
        assert run("run", "--format", "json", "--", name, "plan.txt")[0] == 3
        told = json.loads((plan / "audit" / "audit.json").read_text(encoding="utf-8"))
        (finding,) = (one for one in told["findings"] if one["rule"] == "PC901")
        assert finding["document"] == name
        assert len(told["documents"]) == 2

    @pytest.mark.parametrize("out", [".", "plan.txt/x"])
    @pytest.mark.parametrize(
        "arguments",
        [
            ("extract", "plan.txt", "--format", "csv", "--out"),
            ("suggest", "plan.txt", "--format", "xlsx", "--out"),
            ("diff", "plan.txt", "plan.txt", "--out"),
            ("baseline", "write", "plan.txt", "--baseline"),
        ],
        ids=lambda arguments: arguments[0],
    )
    def test_a_file_that_cannot_be_one(
        self, plan: Path, run: Run, arguments: tuple[str, ...], out: str
    ) -> None:
        if arguments[0] == "extract" and out == ".":  # the folder of relations it can be
            return
        code, _, err = run(*arguments, out)
        assert (code, "文件夹" in err, "程序自身" in err) == (2, True, False)
        assert sorted(path.name for path in plan.iterdir()) == ["checker.toml", "plan.txt"]

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on Windows")
    def test_a_device_is_written_to_and_stays_one(self, plan: Path, run: Run) -> None:
        """As root, ``--out /dev/stdout`` would otherwise put a file in its place."""
        os.mkfifo(plan / "out")
        with ThreadPoolExecutor(1) as reader:
            told = reader.submit((plan / "out").read_bytes)
            assert run("extract", "plan.txt", "--format", "csv", "--out", "out")[0] == 0
            assert told.result(timeout=30).startswith(b"\xef\xbb\xbfid,")
        assert (plan / "out").is_fifo()

    def test_lists_within_lists_are_no_json(
        self, plan: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        stream = io.TextIOWrapper(io.BytesIO(b"[" * 200_000 + b"\n"))
        monkeypatch.setattr(sys, "stdin", stream)
        code, _, err = run("parse", "-", "--format", "jsonl")
        assert (code, "不是 JSON" in err) == (2, True)


class TestNames:
    """What files are called steers neither terminal nor build service."""

    NAMES = ("::error file=x::y.txt", "a\n::error::b.txt", "##[group]a.txt", "a\x1b[31mb.txt", "a\u202eb.txt")

    @pytest.mark.parametrize("command", ["run", "extract", "baseline", "diff"])
    def test_no_command_passes_them_on(self, place: Path, run: Run, command: str) -> None:
        given = place / "given"
        given.mkdir()
        for name in self.NAMES:
            (given / name).write_bytes(b"\x00\x01")
            (given / f"good {name}").write_text(CONTRADICTION, encoding="utf-8")
        arguments = {
            "run": ("run", "given", "--verbose", "--show-passed"),
            "extract": ("extract", "given", "--format", "csv", "--out", "rows.csv"),
            "baseline": ("baseline", "write", "given"),
            "diff": ("diff", "given", f"given/good {self.NAMES[0]}"),
        }[command]
        code, out, err = run(*arguments)
        assert code == 3
        for line in (out + err).splitlines():
            assert not line.lstrip().startswith("::")
            assert "##[" not in line
            assert not {"\x1b", "\u202e"} & set(line)

    def test_a_baseline_that_somebody_wrote(self, plan: Path, run: Run) -> None:
        entry = {"fingerprint": "PC101:x", "message": "旧\n::error::\x1b[2J", "documents": ["plan.txt"]}
        (plan / "b.json").write_text(
            json.dumps({"findings": [entry, {"fingerprint": "PC101:y", "message": None}]})
        )
        _, _, err = run("run", "plan.txt", "--baseline", "b.json", "--format", "json")
        assert "PC101:x" in err
        assert not any(line.lstrip().startswith("::") for line in err.splitlines())
        assert "\x1b" not in err
        assert "None" not in err


class TestOddSurroundings:
    """What a caller or a machine may lack changes neither what is found nor the exit code."""

    def _ended(self, place: Path, redirected: str) -> tuple[int, bytes]:
        command = f"{sys.executable} -m checker.cli run draft.txt {redirected}"
        own = {**os.environ, "PYTHONPATH": str(Path(checker.__file__).parents[1])}
        ran = subprocess.run(
            ["/bin/bash", "-c", command], cwd=place, env=own, capture_output=True, check=False
        )
        return ran.returncode, ran.stdout + ran.stderr

    @pytest.mark.parametrize(
        ("redirected", "expected"),
        [("<&- >&- 2>&-", 1), ("--fail-on never | true; exit ${PIPESTATUS[0]}", 0)],
    )
    def test_nobody_listens(self, place: Path, redirected: str, expected: int) -> None:
        (place / "draft.txt").write_text(CONTRADICTION, encoding="utf-8")
        code, told = self._ended(place, redirected)
        assert code == expected
        assert b"Error" not in told
        assert (place / "audit" / "audit.json").exists()

    def test_a_narrow_terminal_loses_nothing(
        self, place: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (place / "draft.txt").write_text(CONTRADICTION, encoding="utf-8")
        for columns in ("20", "1"):
            monkeypatch.setenv("COLUMNS", columns)
            code, out, _ = run("run", "draft.txt")
            assert code == 1
            assert "同一口径出现两个数" in "".join(out.split())

    def test_the_current_folder_is_gone(self, plan: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        (plan / "gone").mkdir()
        monkeypatch.chdir(plan / "gone")
        (plan / "gone").rmdir()
        code, _, err = run("run", "../plan.txt")
        assert code == 2
        assert "当前文件夹已不存在" in err

    def test_a_report_changed_by_hand_is_refused(self, plan: Path, run: Run) -> None:
        finding = {"fingerprint": "PC101:0123abcd", "message": "两个\x07数", "evidence": 5}
        (plan / "r.json").write_text(json.dumps({"findings": [finding]}), encoding="utf-8")
        arguments = ("accept", "PC101:0123abcd", "--reason", "核对过", "--report", "r.json")
        code, _, err = run(*arguments)
        assert (code, "办法" in err) == (2, True)
        (plan / "r.json").write_text(
            json.dumps({"findings": [{**finding, "evidence": []}]}), encoding="utf-8"
        )
        assert run(*arguments)[0] == 0
        assert run("run", "plan.txt")[0] == 0  # the settings are still settings
