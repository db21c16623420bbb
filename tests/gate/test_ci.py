"""The gate where it stands: a commit hook, a GitHub action, a GitLab job; each run as its server would.

What they fetch (actions, images, packages) is not fetched here: the scripts run with the checker at hand.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.cli import main
from checker.read.formats import known_endings

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPTS = Path(sys.executable).parent
CITY = "云阜市2025年国民经济和社会发展计划\n\n一、2025年主要预期目标\n地区生产总值增长5.5%。\n"
DISTRICT = "云阜市白石区2025年国民经济和社会发展计划\n\n一、2025年主要预期目标\n地区生产总值增长{}%。\n"
GOOD, BAD = DISTRICT.format("5.5"), DISTRICT.format("4")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the servers' scripts are bash")


def loaded(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "已 发布").mkdir()
    (tmp_path / "已 发布" / "云阜市2025年计划.txt").write_text(CITY, encoding="utf-8")
    (tmp_path / "checker.toml").write_text("", encoding="utf-8")
    return tmp_path


def environment(**more: str) -> dict[str, str]:
    """The environment of a server: the checker on the path, nothing of this machine's settings."""
    kept = {key: os.environ[key] for key in ("HOME", "LANG", "TMPDIR") if key in os.environ}
    path = f"{SCRIPTS}:{os.environ['PATH']}"
    return {**kept, "PATH": path, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), **more}


def shell(script: str | list[str], place: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    command = ["bash", "-c", script] if isinstance(script, str) else script
    told = environment(**variables)
    return subprocess.run(
        command,
        check=False,
        cwd=place,
        env={**told, "PATH": f"{place}/bin:{told['PATH']}"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )


@pytest.fixture
def words(place: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """Put a program in the checker's place that keeps the words it is called with; returns what reads them.

    A script that hands its words on rightly is shown by them at once; what the checker does with them is
    asked in this process, for a tenth of the time.
    """
    (place / "bin").mkdir()
    program = place / "bin" / "checker"
    program.write_text("#!/bin/sh\nprintf '%s\\0' \"$@\" > words\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.chdir(place)
    return lambda: (place / "words").read_text("utf-8").split("\0")[:-1]


class TestPreCommit:
    """A draft with a contradiction is stopped; the one without it goes through."""

    @pytest.fixture
    def repository(self, place: Path) -> Path:
        pre_commit = shutil.which("pre-commit", path=str(SCRIPTS))
        if pre_commit is None or shutil.which("git") is None:
            pytest.skip("needs git and pre-commit")
        (hook,) = loaded(".pre-commit-hooks.yaml")
        # As the manifest says, but for where the program comes from: installing it needs a network.
        local = {**hook, "language": "system", "args": ["--against", "已 发布", "--fail-on", "error"]}
        local.pop("minimum_pre_commit_version")
        config = {"repos": [{"repo": "local", "hooks": [local]}]}
        (place / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config, allow_unicode=True), "utf-8")
        (place / "README.md").write_text("各年计划。2025年2月30日。\n", encoding="utf-8")
        for command in (
            ["git", "init", "-q"],
            ["git", "config", "user.name", "起草人"],
            ["git", "config", "user.email", "drafter@example.org"],
            ["pre-commit", "install"],
            ["git", "add", "已 发布", "checker.toml", ".pre-commit-config.yaml"],
            ["git", "commit", "-q", "--no-verify", "-m", "已发布的文件"],
        ):
            done = self.do(place, command)
            assert done.returncode == 0, done.stderr
        return place

    def do(self, place: Path, command: list[str]) -> subprocess.CompletedProcess[str]:
        return shell(command, place, PRE_COMMIT_HOME=str(place / ".home"), PRE_COMMIT_COLOR="never")

    def commit(self, place: Path, text: str, name: str = "草案 一.txt") -> subprocess.CompletedProcess[str]:
        (place / name).write_text(text, encoding="utf-8")
        assert self.do(place, ["git", "add", name]).returncode == 0
        return self.do(place, ["git", "commit", "-m", "草案"])

    def test_stopped_then_let_through(self, repository: Path) -> None:
        stopped = self.commit(repository, BAD)
        said = stopped.stdout + stopped.stderr
        assert stopped.returncode == 1, said
        assert "PC201" in said
        assert "增长5.5%" in said
        assert "草案" not in self.do(repository, ["git", "log", "--oneline"]).stdout

        passed = self.commit(repository, GOOD)
        assert passed.returncode == 0, passed.stdout + passed.stderr
        assert "草案" in self.do(repository, ["git", "log", "--oneline"]).stdout
        assert not (repository / "audit").exists()

    def test_what_is_no_plan_is_left_alone(self, repository: Path) -> None:
        done = self.commit(repository, "2025年2月30日。\n", "README.md")
        assert done.returncode == 0, done.stdout + done.stderr

    def test_every_format_of_documents_is_looked_at(self) -> None:
        (hook,) = loaded(".pre-commit-hooks.yaml")
        data = {".csv", ".tsv"}  # in a repository these are data more often than documents
        missed = [end for end in known_endings() - data if not re.search(hook["files"], f"草案{end}")]
        assert missed == []
        assert re.search(hook["exclude"], "docs/README.zh-CN.md")
        assert not re.search(hook["exclude"], "草案/README的计划.txt".replace("README的", ""))

    def test_the_manifest_is_one(self) -> None:
        pytest.importorskip("pre_commit")
        done = shell(["pre-commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")], ROOT,
                     PRE_COMMIT_HOME=os.devnull + "-home")  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr


class TestGithubAction:
    """action.yml is a composite action; its script is run with the inputs as GitHub passes them."""

    def run(self, place: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], dict[str, str], str]:
        action = loaded("action.yml")
        defaults = {name: said.get("default", "") for name, said in action["inputs"].items()}
        given = {**defaults, **{name.replace("_", "-"): value for name, value in inputs.items()}}
        (step,) = [step for step in action["runs"]["steps"] if step.get("id") == "check"]
        variables = {
            key: given[value.removeprefix("${{ inputs.").removesuffix(" }}")]
            for key, value in step["env"].items()
        }
        output, summary = place / "output", place / "summary"
        for path in (output, summary):
            path.write_text("", encoding="utf-8")
        done = shell(
            step["run"],
            place,
            **variables,
            GITHUB_ACTION_PATH=str(ROOT),
            GITHUB_OUTPUT=str(output),
            GITHUB_STEP_SUMMARY=str(summary),
        )
        outputs = dict(line.split("=", 1) for line in output.read_text(encoding="utf-8").splitlines())
        return done, outputs, summary.read_text(encoding="utf-8")

    def test_a_draft_that_fails(self, place: Path) -> None:
        (place / "草 案.txt").write_text(BAD, encoding="utf-8")
        done, outputs, summary = self.run(place, paths="  草 案.txt \n\n", against="已 发布\n", out="结果")
        assert done.returncode == 1, done.stderr
        assert "::error file=草 案.txt,line=4," in done.stdout
        assert outputs == {"exit-code": "1", "out": "结果", "sarif": "结果/audit.sarif"}
        assert "PC201" in summary
        results = json.loads((place / "结果" / "audit.sarif").read_text(encoding="utf-8"))["runs"][0][
            "results"
        ]
        assert "PC201" in {result["ruleId"] for result in results}
        assert (place / "结果" / "audit.html").is_file()

    def test_a_draft_that_passes(self, place: Path) -> None:
        (place / "草案.txt").write_text(GOOD, encoding="utf-8")
        done, outputs, _ = self.run(place, paths="草案.txt", against="已 发布")
        assert (done.returncode, outputs["exit-code"]) == (0, "0"), done.stderr

    def test_other_formats_leave_no_summary(self, place: Path) -> None:
        (place / "草案.txt").write_text(BAD, encoding="utf-8")
        done, outputs, summary = self.run(place, paths="草案.txt", against="已 发布", format="json")
        assert (outputs["sarif"], summary, "::error" in done.stdout) == ("", "", False)
        assert outputs["exit-code"] == "1"

    def test_every_input_reaches_the_program(self, place: Path, words: Callable[[], list[str]]) -> None:
        (place / "草案.txt").write_text(BAD, encoding="utf-8")
        (place / "规则").mkdir()
        (place / "规则" / "X1-bad.sql").write_text("SELECT 1", encoding="utf-8")
        (place / "own.toml").write_text('[severity]\nPC201 = "warning"\n', encoding="utf-8")

        def code(**inputs: str) -> int:
            self.run(place, paths="草案.txt", against="已 发布", **inputs)
            return main(words())

        assert code() == 1
        assert code(settings="own.toml") == 0
        assert code(settings="own.toml", fail_on="warning") == 1
        assert code(rules="规则") == 2
        assert code(baseline="none.json") == 2
        assert code(out="结果", format="json") == 1
        assert sorted(path.name for path in (place / "结果").iterdir()) == ["audit.json"]

    @pytest.mark.parametrize("evil", ["$(touch owned)", "`touch owned`", "; touch owned", "--out /", "-x"])
    def test_inputs_are_words_and_never_commands(
        self, place: Path, words: Callable[[], list[str]], evil: str
    ) -> None:
        for name in ("paths", "against", "rules", "baseline", "settings", "out", "format"):
            self.run(place, **{"paths": "草案.txt", name: evil})
            said = words()
            assert evil in said, name
            assert (said.index(evil) > said.index("--")) is (name == "paths")
        assert not (place / "owned").exists()

    def test_nothing_to_check_is_said(self, place: Path) -> None:
        done, outputs, _ = self.run(place, paths="\n")
        assert (done.returncode, outputs["exit-code"]) == (2, "2")

    def test_no_expression_stands_in_a_script(self) -> None:
        action = loaded("action.yml")
        assert action["runs"]["using"] == "composite"
        for step in action["runs"]["steps"]:
            assert "${{" not in step.get("run", "")
            assert ("run" in step) == ("shell" in step)
        used = {
            value
            for step in action["runs"]["steps"]
            for value in str(step).split()
            if value.startswith("inputs.")
        }
        assert {name.removeprefix("inputs.").rstrip("'\"}") for name in used} <= set(action["inputs"])
        assert all(said.get("description") for said in action["inputs"].values())


class TestGitlab:
    """The job of .ci/gitlab.yml: its script in a plain shell, with the variables it declares."""

    def run(self, place: Path, shell_: str = "sh", **variables: str) -> subprocess.CompletedProcess[str]:
        job = loaded(".ci/gitlab.yml")["checker"]
        (script,) = job["script"]
        return shell([shell_, "-ec", script], place, **{**job["variables"], **variables})

    def test_stops_and_leaves_its_reports(self, place: Path) -> None:
        (place / "草案 一.txt").write_text(BAD, encoding="utf-8")
        done = self.run(place, CHECKER_PATHS="草案 一.txt", CHECKER_AGAINST="已 发布\n")
        assert done.returncode == 1, done.stderr
        job = loaded(".ci/gitlab.yml")["checker"]
        kept = job["artifacts"]["reports"]
        for name in (kept["codequality"], kept["junit"]):
            assert (place / name.replace("$CHECKER_OUT", job["variables"]["CHECKER_OUT"])).is_file()
        told = json.loads((place / "audit" / "audit.gitlab.json").read_text(encoding="utf-8"))
        assert {entry["location"]["path"] for entry in told} == {"草案 一.txt"}
        assert job["artifacts"]["when"] == "always"

    def test_lets_through_and_passes_every_variable_on(
        self, place: Path, words: Callable[[], list[str]]
    ) -> None:
        def code(text: str, **variables: str) -> int:
            (place / "草案.txt").write_text(text, encoding="utf-8")
            self.run(place, **variables)
            return main(words())

        assert code(GOOD, CHECKER_PATHS="草案.txt", CHECKER_AGAINST="已 发布") == 0
        common = {"CHECKER_PATHS": "草案.txt\n已 发布"}
        assert code(BAD, **common) == 1
        assert code(BAD, **common, CHECKER_FAIL_ON="never") == 0
        assert code(BAD, **common, CHECKER_BASELINE="none.json") == 2
        assert code(BAD, **common, CHECKER_SETTINGS="none.toml") == 2
        assert code(BAD, **common, CHECKER_RULES="none") == 2


@pytest.mark.outside
def test_pre_commit_installs_and_runs_the_hook_of_this_repository(place: Path) -> None:
    """The whole way, with pip: needs a package index and a commit of this checkout."""
    if not (ROOT / ".git").exists():
        pytest.skip("needs a git checkout")
    revision = shell(["git", "-C", str(ROOT), "rev-parse", "HEAD"], place).stdout.strip()
    config = {"repos": [{"repo": str(ROOT), "rev": revision, "hooks": [{"id": "checker"}]}]}
    (place / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config, allow_unicode=True), "utf-8")
    (place / "草案.txt").write_text(BAD.replace("4%", "5—4%"), encoding="utf-8")
    variables = {"PRE_COMMIT_HOME": str(place / ".home"), "PRE_COMMIT_COLOR": "never", "PYTHONPATH": ""}
    shell(["git", "init", "-q"], place)
    shell(["git", "add", "草案.txt", "checker.toml", ".pre-commit-config.yaml"], place)
    done = subprocess.run(
        ["pre-commit", "run", "--all-files"], check=False, cwd=place,
        env={**os.environ, **environment(**variables)},
        capture_output=True, encoding="utf-8", timeout=1200,
    )  # fmt: skip
    said = done.stdout + done.stderr
    if "No matching distribution" in said or "Temporary failure" in said:
        pytest.skip("needs a package index")
    assert done.returncode == 1, said
    assert "PC109" in said
