"""What the commands of the gate share: help, completion, own rules at the command line, many documents."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.cli import COMPLETE
from checker.commands.base import COMMANDS

HEAD = "云阜市白石区2025年国民经济和社会发展计划\n\n一、2025年主要预期目标\n"
GOOD = HEAD + "地区生产总值增长5%，一般公共预算收入增长5%。\n"
BAD = HEAD + "地区生产总值增长5%，一般公共预算收入增长5—4%。\n"
RULE = """/*
id:       BS101
name:     revenue-named
severity: warning
message:  {region}写了一般公共预算收入“{phrase}”
查什么  甲。
为什么  乙。
不查    丙。
依据    丁。
*/
SELECT s.id AS anchor, s.region AS region, s.phrase AS phrase
FROM statement AS s
WHERE s.indicator_id = 'general_revenue' AND s.is_target AND s.number > 4
"""
CASES = """- name: 写了
  documents: {云阜市/计划/2025: 一般公共预算收入增长5%。}
  expect:
    - at: 云阜市/计划/2025#1
      says: 增长5%
- name: 没有写
  twin: 写了
  documents: {云阜市/计划/2025: 一般公共预算收入增长4%。}
  expect: []
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.delenv("CHECKER_LANG", raising=False)
    (tmp_path / "checker.toml").write_text("", encoding="utf-8")
    (tmp_path / "草案.txt").write_text(GOOD, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_teaches_by_example_in_both_languages(run: Run, command: str) -> None:
    for more, mark in (((), "例："), (("--lang", "en"), "Examples:")):
        code, said, _ = run(command, "--help", *more)
        assert code == 0
        assert f"checker {command}" in said.partition(mark)[2]
        assert "{" not in said.replace('{"', "").replace(": {", "")


class TestOwnRules:
    @pytest.fixture(autouse=True)
    def rules(self, place: Path) -> Path:
        (place / "本地").mkdir()
        (place / "本地" / "BS101-revenue-named.sql").write_text(RULE, encoding="utf-8")
        (place / "本地" / "BS101-revenue-named.yaml").write_text(CASES, encoding="utf-8")
        return place / "本地"

    def test_from_the_command_line_and_from_the_settings(self, place: Path, run: Run) -> None:
        for more in (("--rules", "本地"), ()):
            if not more:
                (place / "checker.toml").write_text('rules = ["本地"]\n[severity]\nBS = "error"\n', "utf-8")
            code, out, err = run("run", "草案.txt", *more, "--select", "BS", "--fail-on", "warning")
            assert (code, "BS101" in out) == (1, True), err
        assert run("run", "草案.txt", "--select", "BS101", "--rules", "本地", "-q")[0] == 1  # once, not twice
        assert "BS101" in run("rules", "--rules", "本地")[1]
        assert "BS101" in run("explain", "BS101")[1]

    def test_formats_document_them_too(self, place: Path, run: Run) -> None:
        run("run", "草案.txt", "--rules", "本地", "--select", "BS", "--format", "sarif,html", "-q")
        (log,) = json.loads((place / "audit" / "audit.sarif").read_text(encoding="utf-8"))["runs"]
        assert [rule["id"] for rule in log["tool"]["driver"]["rules"]] == ["BS101"]
        assert "甲。" in log["tool"]["driver"]["rules"][0]["help"]["text"]
        assert "甲。" in (place / "audit" / "audit.html").read_text(encoding="utf-8")

    def test_a_mistake_stops_the_run_before_anything_is_read(
        self, place: Path, rules: Path, run: Run
    ) -> None:
        (rules / "BS101-revenue-named.sql").write_text(RULE.replace("s.phrase AS", "s.frase AS"), "utf-8")
        (place / "草案.txt").unlink()  # would be exit code 3
        for command in (("run", "草案.txt", "--rules", "本地"), ("rules", "test", "本地")):
            code, _, err = run(*command)
            assert code == 2
            assert "BS101-revenue-named.sql:11: " in err
            assert "frase" in err
            assert "办法：" in err
            assert not (place / "audit").exists()

    def test_cases_are_run_and_told(self, place: Path, rules: Path, run: Run) -> None:
        code, out, _ = run("rules", "test", "本地")
        assert code == 0
        assert "✓ 写了" in out
        assert "1 条规则，2 个样例：2 个相符，0 个不符" in out
        assert "还差：会报的样例只有 1 个" in out

        cases = rules / "BS101-revenue-named.yaml"
        cases.write_text(CASES.replace("says: 增长5%", "says: 增长6%"), encoding="utf-8")
        code, out, _ = run("rules", "test", "本地")
        assert (code, "✗ 写了" in out, "消息是" in out) == (1, True, True)

        cases.unlink()
        code, out, _ = run("rules", "test", "本地")
        assert (code, "没有样例" in out) == (1, True)

    def test_no_rules_are_no_success(self, place: Path, run: Run) -> None:
        assert run("rules", "test")[0] == 2
        assert run("rules", "test", "无")[0] == 2
        (place / "空").mkdir()
        assert run("rules", "test", "空")[0] == 2

    def test_a_rule_that_fails_is_named_and_the_others_run(self, place: Path, rules: Path, run: Run) -> None:
        broken = RULE.replace("s.number > 4", "CAST(s.quote AS INTEGER) > 4")
        (rules / "BS101-revenue-named.sql").write_text(broken, encoding="utf-8")
        (place / "草案.txt").write_text(BAD, encoding="utf-8")
        code, out, err = run("run", "草案.txt", "--rules", "本地", "--format", "console")
        assert code == 4
        assert "BS101" in err
        assert "PC109" in out


class TestManyDocuments:
    @pytest.fixture(autouse=True)
    def documents(self, place: Path) -> None:
        (place / "草案.txt").unlink()
        (place / "计划").mkdir()
        for number, text in enumerate((GOOD, BAD, GOOD.replace("白石", "临溪"))):
            (place / "计划" / f"{number}.txt").write_text(text, encoding="utf-8")

    def test_a_line_for_each_that_has_errors_and_the_whole(self, run: Run) -> None:
        code, out, _ = run("run", "计划", "--select", "PC109", "--format", "console")
        assert code == 1
        overview = out[out.index("文件  ") :]
        assert overview.splitlines()[2].split() == ["1.txt", "1", "—", "—"]
        assert "3 份文件中有 2 份没有错误和警告" in overview
        assert "发现 1 处错误" in overview

    def test_one_document_is_its_own_overview(self, run: Run) -> None:
        assert "份没有错误" not in run("run", "计划/1.txt", "--select", "PC109", "--format", "console")[1]

    def test_the_worst_new_one_decides(self, place: Path, run: Run) -> None:
        run("baseline", "write", "计划/1.txt", "--select", "PC109", "-q")
        gate = ("run", "计划", "--select", "PC109", "--baseline", "checker.baseline.json", "-q")
        assert run(*gate)[0] == 0
        (place / "计划" / "0.txt").write_text(BAD.replace("5—4%", "7—6%"), encoding="utf-8")
        assert run(*gate)[0] == 1

    def test_quiet_is_one_line_and_verbose_opens_everything(self, run: Run) -> None:
        code, out, err = run("run", "计划", "--select", "PC109,PC904", "--quiet", "--format", "console")
        assert (code, len(out.splitlines()), err) == (1, 1, "")
        shown = run("run", "计划", "--select", "PC109,PC904", "--format", "console")[1]
        opened = run("run", "计划", "--select", "PC109,PC904", "--verbose", "--format", "console")[1]
        assert "--verbose 展开" in shown
        assert "--verbose 展开" not in opened
        assert len(opened) > len(shown)


class TestCompletion:
    def offered(self, words: str, monkeypatch: pytest.MonkeyPatch, run: Run) -> list[str]:
        monkeypatch.setenv("COMP_WORDS", f"checker {words}")
        monkeypatch.setenv("COMP_CWORD", str(len(words.split(" "))))
        monkeypatch.setenv(COMPLETE, "bash_complete")
        return run()[1].splitlines()

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("ba", ["plain,baseline"]),
            ("run --fail", ["plain,--fail-on"]),
            ("run --fail-on w", ["plain,warning"]),
            ("run --select PC1,PC90", [f"plain,PC1,PC90{n}" for n in range(1, 7)]),
            ("run --format console,sa", ["plain,console,sarif"]),
            ("run 草", ["file,草"]),
            ("run --out 结", ["dir,结"]),
            ("baseline ", ["plain,write", "plain,update", "plain,prune"]),
            ("explain weaker", ["plain,weaker-than-parent"]),
        ],
    )
    def test_words(self, words: str, expected: list[str], monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
        assert self.offered(words, monkeypatch, run) == expected

    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_scripts_are_scripts_of_their_shells(self, shell: str, tmp_path: Path, run: Run) -> None:
        code, script, _ = run("completion", shell)
        assert (code, COMPLETE in script) == (0, True)
        if shutil.which(shell) is None:
            return  # only looked at, not run
        path = tmp_path / "script"
        path.write_text(script, encoding="utf-8")
        done = subprocess.run([shell, "-n", str(path)], check=False, capture_output=True)
        assert done.returncode == 0, done.stderr
