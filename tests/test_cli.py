"""The command line: exit codes, one clear message per mistake, quiet pipes, exact output for programs."""

from __future__ import annotations

import errno
import io
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from checker import __version__
from checker.model import STATEMENT_FIELDS
from checker.resources import folder

PLAN = """云阜市2024年国民经济和社会发展计划

一、2024年主要预期目标
地区生产总值增长5%，城镇新增就业1.2万人以上。
"""
CONTRADICTION = PLAN + "二、主要任务\n2024年，地区生产总值增长8%。\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of its own, with settings that end the search for settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CHECKER_LANG", raising=False)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (tmp_path / "checker.toml").write_text("", encoding="utf-8")
    return tmp_path


@pytest.fixture
def plan(place: Path) -> Path:
    (place / "plan.txt").write_text(PLAN, encoding="utf-8")
    return place


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def give(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def giver(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    return giver


class TestExitCodes:
    def test_0_and_the_files(self, plan: Path, run: Run) -> None:
        code, out, err = run("run", "plan.txt", "--out", "result")
        assert (code, err) == (0, "报告：result/audit.html；同一文件夹中还有 audit.json\n")
        assert "没有发现错误" in out
        assert sorted(path.name for path in (plan / "result").iterdir()) == ["audit.html", "audit.json"]

    def test_1_for_findings_and_fail_on(self, place: Path, run: Run) -> None:
        (place / "plan.txt").write_text(CONTRADICTION, encoding="utf-8")
        assert run("run", "plan.txt", "--quiet")[0] == 1
        assert run("run", "plan.txt", "--quiet", "--fail-on", "never")[0] == 0
        assert run("run", "plan.txt", "--quiet", "--ignore", "PC1")[0] == 0

    def test_1_for_notes_only_when_asked(self, plan: Path, run: Run) -> None:
        code, out, _ = run("run", "plan.txt", "--select", "not-checked", "--quiet", "--fail-on", "note")
        assert (code, "说明" in out) == (1, True)
        assert run("run", "plan.txt", "--select", "PC904", "--quiet", "--fail-on", "warning")[0] == 0

    def test_3_wins_and_the_others_are_reported(self, place: Path, run: Run) -> None:
        (place / "plan.txt").write_text(CONTRADICTION, encoding="utf-8")
        (place / "empty.txt").write_bytes(b"")
        code, out, _ = run("run", "plan.txt", "empty.txt", "missing.txt")
        assert code == 3
        assert "PC101" in out
        report = json.loads((place / "audit" / "audit.json").read_text(encoding="utf-8"))
        unread = {f["document"] for f in report["findings"] if f["rule"] == "PC901"}
        assert unread == {"empty.txt", "missing.txt"}

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            ((), "checker run"),
            (("run",), "PATH"),
            (("walk",), "walk"),
            (("run", "plan.txt", "--fast"), "--fast"),
            (("run", "plan.txt", "--out"), "--out"),
            (("run", "plan.txt", "--fail-on", "all"), "warning"),
            (("run", "plan.txt", "--jobs", "none"), "256"),
            (("run", "plan.txt", "--format", "papyrus"), "papyrus"),
            (("run", "plan.txt", "--select", "PC999"), "PC999"),
            (("run", "plan.txt", "--settings", "none.toml"), "none.toml"),
            (("run", "plan.txt", "--today", "2024-02-30"), "2024-02-30"),
            (("run", "nothing"), "没有可以检查的文件"),
            (("explain", "PC299"), "PC299"),
            (("parse", "-", "--format", "jsonl", "--modality", "wish"), "wish"),
            (("extract", "nothing"), "没有可以检查的文件"),
        ],
    )
    def test_2_with_one_message(self, plan: Path, run: Run, arguments: tuple[str, ...], said: str) -> None:
        (plan / "nothing").mkdir()
        (plan / "nothing" / "picture.png").write_bytes(b"x")
        code, out, err = run(*arguments)
        assert code == 2
        assert said in (err if arguments else out)
        assert "Traceback" not in err
        assert not (plan / "audit").exists()

    def test_baseline_gates_on_what_is_new(self, place: Path, run: Run) -> None:
        (place / "plan.txt").write_text(CONTRADICTION, encoding="utf-8")
        assert run("run", "plan.txt", "--quiet")[0] == 1
        (place / "audit" / "audit.json").rename(place / "known.json")
        code, out, _ = run("run", "plan.txt", "--quiet", "--baseline", "known.json")
        assert (code, "原有" in out) == (0, True)
        (place / "plan.txt").write_text(PLAN, encoding="utf-8")
        code, _, err = run("run", "plan.txt", "--baseline", "known.json")
        assert (code, "已不再出现" in err) == (0, True)

    def test_accepted_findings_do_not_gate_until_their_day_is_over(self, place: Path, run: Run) -> None:
        (place / "plan.txt").write_text(CONTRADICTION, encoding="utf-8")
        assert run("run", "plan.txt", "--quiet")[0] == 1
        findings = json.loads((place / "audit" / "audit.json").read_text("utf-8"))["findings"]
        entries = [
            f'[[accept]]\nfinding = "{f["fingerprint"]}"\nreason = "核过"\nuntil = 2025-06-30'
            for f in findings
        ]
        (place / "checker.toml").write_text("\n".join(entries), encoding="utf-8")
        assert run("run", "plan.txt", "--quiet", "--today", "2025-06-30")[0] == 0
        again = json.loads((place / "audit" / "audit.json").read_text("utf-8"))["findings"]
        assert {f["status"] for f in again} == {"accepted"}
        assert run("run", "plan.txt", "--quiet", "--today", "2025-07-01")[0] == 1

    @pytest.mark.parametrize("text", ["{", "[]", '{"findings": [3]}', None])
    def test_2_for_what_is_no_baseline(self, plan: Path, run: Run, text: str | None) -> None:
        if text is not None:
            (plan / "known.json").write_text(text, encoding="utf-8")
        code, _, err = run("run", "plan.txt", "--baseline", "known.json")
        assert (code, "known.json" in err) == (2, True)

    def test_2_for_mistakes_in_settings(self, plan: Path, run: Run) -> None:
        (plan / "checker.toml").write_text('[severity]\nPC101 = "loud"', encoding="utf-8")
        code, _, err = run("run", "plan.txt")
        assert code == 2
        assert "checker.toml:2" in err
        assert "办法：" in err

    def test_4_for_our_own_faults(self, plan: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*_: object, **__: object) -> None:
            raise ZeroDivisionError("oops")

        monkeypatch.setattr("checker.table.build", broken)
        code, _, err = run("run", "plan.txt")
        assert code == 4
        assert "ZeroDivisionError: oops" in err
        assert "Traceback" not in err
        assert "--debug" in err
        code, _, err = run("run", "plan.txt", "--debug")
        assert code == 4
        assert "Traceback" not in err
        told = json.loads((plan / "audit" / "audit.debug.json").read_text(encoding="utf-8"))
        (fault,) = told["faults"]
        assert fault["error"] == "ZeroDivisionError"
        assert any(frame.startswith("checker/pipeline.py:") for frame in fault["frames"])
        assert told["command"] == ["*", "*.txt", "--debug"]

    @pytest.mark.parametrize(
        ("error", "said"),
        [
            (OSError(errno.ENOSPC, "No space left on device"), "磁盘"),
            (RuntimeError("IO Error: could not write block\nNo space left on device"), "磁盘"),
            (MemoryError(), "内存不足"),
        ],
    )
    def test_2_where_the_machine_has_too_little(
        self, plan: Path, run: Run, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
    ) -> None:
        def broken(*_: object, **__: object) -> None:
            raise error

        monkeypatch.setattr("checker.table.build", broken)
        code, _, err = run("run", "plan.txt")
        assert (code, said in err, "办法" in err) == (2, True, True)
        assert "程序自身出错" not in err
        assert len(err.strip().splitlines()) == 2

    @pytest.mark.parametrize("large", [1, 300], ids=["on disk", "in memory"])
    def test_the_bundle_tells_how_long_each_stage_took(
        self, plan: Path, run: Run, monkeypatch: pytest.MonkeyPatch, large: int
    ) -> None:
        from checker.store import judged

        monkeypatch.setattr(judged, "LARGE", large)
        monkeypatch.setattr("checker.diagnostics._stages", [])
        assert run("run", "plan.txt", "--debug", "--quiet", "--jobs", "1")[0] == 0
        told = json.loads((plan / "audit" / "audit.debug.json").read_text(encoding="utf-8"))
        assert [entry["stage"] for entry in told["stages"]] == ["read", "table", "judge", "report"]
        assert "增长" not in json.dumps(told, ensure_ascii=False)


class TestInputs:
    def test_folders_skip_what_is_no_document_and_earlier_results(self, plan: Path, run: Run) -> None:
        (plan / "notes.xyz").write_text("x", encoding="utf-8")
        (plan / ".hidden.txt").write_text("x", encoding="utf-8")
        (plan / "~$plan.docx").write_bytes(b"x")
        (plan / "loop").symlink_to(plan, target_is_directory=True)
        for _ in range(2):
            assert run("run", ".", "--out", "out", "--quiet")[0] == 0
        run("run", ".", "--out", "other", "--quiet")
        report = json.loads((plan / "other" / "audit.json").read_text(encoding="utf-8"))
        assert [document["path"] for document in report["documents"]] == ["plan.txt"]
        assert report["skipped"] == 2  # notes.xyz and checker.toml

    def test_order_and_processes_do_not_matter(self, plan: Path, run: Run) -> None:
        names = ["plan.txt", *(f"plan{number}.txt" for number in range(25))]
        for name in names:
            (plan / name).write_text(CONTRADICTION, encoding="utf-8")
        run("run", ".", *names, "--out", "a", "--quiet", "--jobs", "1")
        run("run", *reversed(names), ".", "--out", "b", "--quiet", "--jobs", "2")
        for name in ("audit.json", "audit.html"):
            assert (plan / "a" / name).read_bytes() == (plan / "b" / name).read_bytes()

    def test_against_reports_only_what_concerns_the_draft(self, place: Path, run: Run) -> None:
        (place / "published").mkdir()
        (place / "published" / "old.txt").write_text(CONTRADICTION, encoding="utf-8")
        (place / "draft.txt").write_text(PLAN.replace("2024", "2025"), encoding="utf-8")
        code, _, _ = run("run", "draft.txt", "--against", "published", "--quiet")
        report = json.loads((place / "audit" / "audit.json").read_text(encoding="utf-8"))
        assert code == 0
        contexts = {document["path"]: document["context"] for document in report["documents"]}
        assert contexts == {"draft.txt": False, "published/old.txt": True}
        assert all(
            any(evidence["document"] == "draft.txt" for evidence in finding["evidence"])
            for finding in report["findings"]
        )

    def test_a_document_that_kills_its_reader_is_a_problem_of_its_own(
        self, plan: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from checker import pool
        from checker.settings import Settings

        readings = list(pool.read_in_pool(["plan.txt", "deadly"], Settings(), 2, deadly_reader))
        assert [bool(reading.document.problems) for reading in readings] == [False, True]


def deadly_reader(path: str, settings: object) -> object:
    from checker.model import Document, Reading

    if path == "deadly":
        os._exit(9)
    return Reading(Document(path=path))


class TestExtract:
    def test_jsonl_is_the_contract(self, plan: Path, run: Run) -> None:
        code, out, _ = run("extract", "plan.txt")
        rows = [json.loads(line) for line in out.splitlines()]
        schema = json.loads((folder("reports") / "statement.schema.json").read_text(encoding="utf-8"))
        assert code == 0
        assert len(rows) >= 2
        for row in rows:
            Draft202012Validator(schema).validate(row)
            assert list(row) == list(STATEMENT_FIELDS)
            text = PLAN.split("\n")[row["line"] - 1]
            assert text[row["start"] : row["end"]] == row["quote"]

    def test_formats_hold_the_same(self, plan: Path, run: Run) -> None:
        import pandas as pd

        import checker

        rows = [json.loads(line) for line in run("extract", "plan.txt")[1].splitlines()]
        for name in ("data.csv", "data.parquet"):
            assert run("extract", "plan.txt", "--out", name)[0] == 0
        assert (plan / "data.csv").read_bytes().startswith(b"\xef\xbb\xbf")
        frame = checker.extract("plan.txt")
        quotes = [row["quote"] for row in rows]
        assert list(frame["quote"]) == quotes
        assert list(pd.read_csv("data.csv", dtype=str)["quote"]) == quotes
        stored = pd.read_parquet("data.parquet")
        assert list(stored["low"]) == [row["low"] for row in rows]
        assert list(frame.columns) == list(stored.columns) == list(STATEMENT_FIELDS)

    def test_3_for_what_cannot_be_read(self, plan: Path, run: Run) -> None:
        code, out, err = run("extract", "plan.txt", "missing.txt")
        assert (code, bool(out)) == (3, True)
        assert "missing.txt" in err

    def test_csv_never_holds_a_formula_from_text(self) -> None:
        from checker.model import Statement
        from checker.report.statements import lines

        row = Statement(quote="=HYPERLINK(1)", low="-8.5")
        text = b"".join(lines([row], "csv")).decode()
        assert "'=HYPERLINK" in text
        assert ",-8.5," in text


class TestParse:
    def test_for_eyes(self, place: Path, run: Run) -> None:
        code, out, _ = run("parse", "地区生产总值增长5%左右")
        assert code == 0
        assert "地区生产总值" in out

    def test_for_programs(self, place: Path, run: Run, give: Callable[[str], None]) -> None:
        asked = [
            {
                "text": "地区生产总值增长5%",
                "context": {"region": "白石区", "period": "2024", "modality": "target"},
            },
            {"text": "团结奋斗", "context": None},
            {
                "text": "地区生产总值增长6%",
                "context": {"period": "2018/2022", "modality": "actual", "region": None},
            },
        ]
        give("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in asked))
        code, out, _ = run("parse", "-", "--format", "jsonl")
        answers = [json.loads(line) for line in out.splitlines()]
        assert code == 0
        assert [len(answer) for answer in answers] == [1, 0, 1]
        assert answers[0][0]["region"] == "白石区"
        assert (answers[2][0]["period"], answers[2][0]["modality"]) == ("2018/2022", "actual")

    @pytest.mark.parametrize(
        "line", ["{", '{"context": {}}', '{"text": 3}', '{"text": "", "context": {"regoin": "x"}}', "[]"]
    )
    def test_a_bad_line_is_named(self, place: Path, run: Run, give: Callable[[str], None], line: str) -> None:
        give('{"text": "地区生产总值增长5%"}\n' + line + "\n")
        code, out, err = run("parse", "-", "--format", "jsonl")
        assert code == 2
        assert len(out.splitlines()) == 1
        assert "第 2 行" in err

    def test_public_function(self) -> None:
        import checker

        (statement,) = checker.parse("地区生产总值增长5%", region="白石区", period="2024")
        assert (statement.region, statement.value) == ("白石区", "5")


class TestTexts:
    def test_version(self, run: Run) -> None:
        assert run("--version") == (0, f"checker {__version__}\n", "")

    @pytest.mark.parametrize("command", ["run", "extract", "parse", "rules", "explain", "init"])
    def test_help_teaches_by_example_in_both_languages(self, run: Run, command: str) -> None:
        code, chinese, _ = run(command, "--help")
        assert code == 0
        assert f"checker {command}" in chinese.split("例：")[1]
        english = run(command, "--help", "--lang", "en")[1]
        assert f"checker {command}" in english.split("Examples:")[1]
        assert run("--lang", "en", command, "--help")[1] == english

    def test_english_run(self, plan: Path, run: Run) -> None:
        code, out, _ = run("run", "plan.txt", "--lang", "en", "--format", "console")
        assert (code, "No error" in out) == (0, True)
        assert not (plan / "audit").exists()

    def test_rules_in_every_format(self, place: Path, run: Run) -> None:
        listed = json.loads(run("rules", "--format", "json")[1])
        text, markdown = run("rules")[1], run("rules", "--format", "markdown")[1]
        assert len(listed) >= 10
        for rule in listed:
            assert rule["code"] in text
            assert f"### {rule['code']} {rule['name']}" in markdown

    def test_explain_by_code_and_name(self, place: Path, run: Run) -> None:
        code, out, _ = run("explain", "pc101")
        assert code == 0
        for part in ("查什么", "为什么", "不查", "不合的例子", "相合的例子"):
            assert part in out
        assert run("explain", "two-values-for-one-figure")[1] == out

    def test_init_never_overwrites(self, place: Path, run: Run) -> None:
        (place / "sub").mkdir()
        assert run("init", "sub")[0] == 0
        code, _, err = run("init", "sub")
        assert (code, "--force" in err) == (2, True)
        assert run("init", "sub", "--force")[0] == 0


class TestProcess:
    """What only shows in a process of its own."""

    def command(self, *arguments: str, **more: object) -> subprocess.CompletedProcess[bytes]:
        line = [sys.executable, "-m", "checker.cli", *arguments]
        return subprocess.run(line, capture_output=True, check=False, **more)  # type: ignore[call-overload, no-any-return]

    def test_version_is_quick(self) -> None:
        """`checker --version` takes less than 0.3 s of the processor, the best of three."""
        times = []
        for _ in range(3):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            assert self.command("--version").returncode == 0
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        assert min(times) < 0.3

    def test_heavy_libraries_wait_until_needed(self) -> None:
        heavy = ("pandas", "duckdb", "lark", "jieba", "lxml", "jinja2", "rich")
        code = "import sys, checker.cli as c; c.main(['--help']); "
        code += f"print([m for m in {heavy} if m in sys.modules])"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
        assert done.stdout.decode().strip().endswith("[]")

    def test_same_input_same_bytes_whatever_the_hash_seed(self, place: Path) -> None:
        demo = folder("reports").parent / "tests" / "demo"
        documents = sorted(map(str, demo.glob("corpus/白石区*")))
        for seed in ("1", "2"):
            arguments = ["run", *documents, "--settings", str(demo / "checker.toml"), "--out", seed]
            done = self.command(*arguments, cwd=place, env={**os.environ, "PYTHONHASHSEED": seed})
            assert done.returncode in (0, 1), done.stderr
        for name in ("audit.json", "audit.html"):
            assert (place / "1" / name).read_bytes() == (place / "2" / name).read_bytes()

    def test_a_pipe_that_closes_early_is_no_fault(self, plan: Path) -> None:
        (plan / "plan.txt").write_text(PLAN * 400, encoding="utf-8")
        line = f'"{sys.executable}" -m checker.cli extract plan.txt | head -c 10'
        done = subprocess.run(["bash", "-o", "pipefail", "-c", line], capture_output=True, check=False)
        assert done.returncode == 0
        assert done.stderr == b""

    def test_an_old_console_encoding_breaks_nothing(self, plan: Path) -> None:
        done = self.command("run", "plan.txt", cwd=plan, env={**os.environ, "PYTHONIOENCODING": "ascii"})
        assert done.returncode == 0
        assert b"Traceback" not in done.stderr
