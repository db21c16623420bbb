"""Settings: everything that can be said, and every mistake with its line and what to do."""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from checker.errors import SettingsError
from checker.resources import folder
from checker.settings import Settings, Tolerance, load

FULL = """
rules = ["own"]

[[region]]
name = "白石区"
parent = "云阜市"
level = "district"

[[document]]
path = "*.docx"
kind = "plan"
plan_year = 2024

[[document]]
path = "白石*2024*.docx"
region = "白石区"
kind = "plan_report"

[tolerance]
growth = "0.4"
level = "3%"
share = 1

[severity]
amplified = "off"
PC3 = "note"
PC301 = "error"

[[accept]]
finding = "PC305:1"
reason = "已说明"
until = 2025-06-30
"""


def written(tmp_path: Path, text: str, name: str = "checker.toml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def full(tmp_path: Path) -> Settings:
    (tmp_path / "own").mkdir()
    return load(written(tmp_path, FULL), tmp_path)


def test_everything_that_can_be_said(full: Settings, tmp_path: Path) -> None:
    assert full.regions[0].name == "白石区"
    assert full.regions[0].level == "district"
    assert full.tolerance == Tolerance(growth=Decimal("0.4"), level=Decimal("0.03"), share=Decimal(1))
    assert full.accept[0].until == date(2025, 6, 30)
    assert full.rules == (tmp_path / "own",)
    assert full.source_path == tmp_path / "checker.toml"


def test_later_document_entries_win_key_by_key(full: Settings) -> None:
    said = full.document("计划/白石区2024年.docx")
    assert (said.region, said.kind, said.plan_year) == ("白石区", "plan_report", 2024)
    other = full.document("计划\\其他.docx")
    assert (other.region, other.kind) == (None, "plan")
    assert full.document("其他.txt").kind is None


@pytest.mark.parametrize(
    ("code", "name", "severity"),
    [
        ("PC301", "target-missed", "error"),
        ("PC305", "lowered", "note"),
        ("PC206", "amplified", "off"),
        ("PC101", "two-values-for-one-figure", None),
    ],
)
def test_severity_by_code_name_and_longest_prefix(
    full: Settings, code: str, name: str, severity: str | None
) -> None:
    assert full.severity_of(code, name) == severity


def test_acceptance_holds_through_its_last_day(full: Settings) -> None:
    assert full.accept[0].holds(date(2025, 6, 30))
    assert not full.accept[0].holds(date(2025, 7, 1))


def test_settings_cross_process_borders_and_can_be_keys(full: Settings) -> None:
    assert pickle.loads(pickle.dumps(full)) == full
    assert hash(full) == hash(pickle.loads(pickle.dumps(full)))


def test_default_tolerances_are_those_of_the_domain() -> None:
    tolerance = Tolerance()
    assert (tolerance.growth_met, tolerance.growth) == (Decimal("0.2"), Decimal("0.5"))
    assert (tolerance.share_low, tolerance.share) == (Decimal("0.1"), Decimal("0.5"))
    assert tolerance.level == Decimal("0.05")


class TestSearch:
    """The nearest file upward from the documents' common folder is used."""

    def test_nearest_wins(self, tmp_path: Path) -> None:
        inner = tmp_path / "a" / "b"
        inner.mkdir(parents=True)
        written(tmp_path, '[severity]\nPC1 = "off"')
        assert load(None, inner).severity == {"PC1": "off"}
        written(inner, '[severity]\nPC2 = "off"')
        assert load(None, inner).severity == {"PC2": "off"}

    def test_pyproject_table(self, tmp_path: Path) -> None:
        written(tmp_path, '[tool.checker.severity]\nPC1 = "off"', "pyproject.toml")
        assert load(None, tmp_path).severity == {"PC1": "off"}

    def test_foreign_pyproject_is_passed_over(self, tmp_path: Path) -> None:
        inner = tmp_path / "a"
        inner.mkdir()
        written(tmp_path, '[severity]\nPC1 = "off"')
        written(inner, "this is [not toml", "pyproject.toml")
        assert load(None, inner).severity == {"PC1": "off"}

    def test_none_is_the_defaults(self, tmp_path: Path) -> None:
        # Something above the temporary folder could hold a file of its own, so only the type is sure.
        assert isinstance(load(None, tmp_path), Settings)


MISTAKES = [
    ("[severity\n", 1, "TOML", "表头"),
    ("\n\nspeed = 3", 3, "speed", "可用"),
    ('[[documents]]\npath = "*"', 1, "documents", "document"),
    ('[document]\npath = "*"', 1, "列表", "[[document]]"),
    ('[[severity]]\nPC1 = "off"', 1, "表", "[severity]"),
    ('[[region]]\nname = "甲"\n[[region]]\nname = "乙"\nlevel = "town"', 5, "town", "district"),
    ('[[region]]\nparent = "甲"', 1, "name", "加一行"),
    ("[[region]]\nname = 3", 2, "字符串", "name"),
    ('[[document]]\npath = "[*.docx"', 2, "[*.docx", "成对"),
    ('[[document]]\npath = "/etc/*"', 2, "/etc/*", "文件名"),
    ('[[document]]\npath = "*"\nkind = "report"', 3, "report", "plan_report"),
    ('[[document]]\npath = "*"\nplan_year = "2024"', 3, "2024", "不加引号"),
    ('[[document]]\npath = "*"\nplan_year = 24', 3, "24", "四位"),
    ("[tolerance]\ngrowth = 0.5", 2, "引号", '"0.5"'),
    ('[tolerance]\ngrowth = "half"', 2, "half", '"0.5"'),
    ('[tolerance]\nlevel = "5"', 2, "百分号", '"5%"'),
    ('[tolerance]\n\ngrowht = "1"', 3, "growht", "growth"),
    ('[severity]\n"PC 201" = "off"', 2, "PC 201", "PC201"),
    ('[severity]\nPC201 = "fatal"', 2, "fatal", "warning"),
    ('[[accept]]\nfinding = "x"\nreason = "y"\nuntil = "2025-02-30"', 4, "2025-02-30", "2025-06-30"),
    ('[[accept]]\nfinding = "x"\nreason = "y"\nuntil = 2025-01-01T10:00:00', 4, "日期", "2025-06-30"),
    ('[[accept]]\nfinding = "x"', 1, "reason", "加一行"),
    ('rules = ["nowhere"]', 1, "nowhere", "路径"),
    ("rules = 3", 1, "文件夹", "rules"),
]


@pytest.mark.parametrize(("text", "line", "problem", "fix"), MISTAKES, ids=[m[0] for m in MISTAKES])
def test_mistakes_name_line_problem_and_fix(
    tmp_path: Path, text: str, line: int, problem: str, fix: str
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(SettingsError) as raised:
        load(path, tmp_path)
    assert raised.value.place == f"{path}:{line}"
    assert problem in raised.value.problem
    assert fix in raised.value.fix


def test_mistakes_in_pyproject_name_its_line(tmp_path: Path) -> None:
    text = '[project]\nname = "x"\n\n[tool.checker.severity]\nPC1 = "loud"'
    with pytest.raises(SettingsError) as raised:
        load(written(tmp_path, text, "pyproject.toml"), tmp_path)
    assert raised.value.place.endswith("pyproject.toml:5")


@pytest.mark.parametrize("name", ["missing.toml", "folder", "latin.toml"])
def test_files_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "latin.toml").write_bytes(b"# \xff\xfe\xe9")
    with pytest.raises(SettingsError) as raised:
        load(tmp_path / name, tmp_path)
    assert name in raised.value.place
    assert raised.value.fix
    assert raised.value.exit_code == 2


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_example_of_init_is_valid_line_by_line(tmp_path: Path, language: str) -> None:
    text = (folder("reports") / f"settings.{language}.toml").read_text(encoding="utf-8")
    assert load(written(tmp_path, text), tmp_path) == Settings(source_path=tmp_path / "checker.toml")
    lines = [line[2:] for line in text.split("\n") if line.startswith("# [") or " = " in line]
    used = [line for line in lines if not line.startswith(("rules", "--"))]  # no such folder here
    full = load(written(tmp_path, "\n".join(used)), tmp_path)
    assert full.tolerance == Tolerance()
    assert full.regions
    assert full.documents
    assert full.accept
    assert full.severity


@pytest.mark.parametrize("folder", ["..", "../elsewhere", "/", "own/../../elsewhere", "link"])
def test_rule_folders_outside_the_settings_own_are_refused(tmp_path: Path, folder: str) -> None:
    """Settings may come with documents from elsewhere: they lead to nothing that did not."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "office").mkdir()
    (tmp_path / "office" / "link").symlink_to(tmp_path / "elsewhere")
    path = tmp_path / "office" / "checker.toml"
    path.write_text(f'rules = ["{folder}"]\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="之外"):
        load(path, tmp_path)


@pytest.mark.parametrize(
    "text", ["seconds = 0", "size = -1", 'pages = "9"', "cells = true", "memory = 1.5", "foo = 1"]
)
def test_limits_are_whole_positive_numbers(tmp_path: Path, text: str) -> None:
    path = tmp_path / "checker.toml"
    path.write_text(f"[limits]\n{text}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"checker\.toml:2"):
        load(path, tmp_path)
    path.write_text("[limits]\nseconds = 7\n", encoding="utf-8")
    assert load(path, tmp_path).limits.seconds == 7
