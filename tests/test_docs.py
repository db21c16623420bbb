"""The project's documents say what the program does now.

What they show is run, and what they name exists. After a change of the program that is meant:

    CHECKER_UPDATE_DOCS=1 .venv/bin/python -m pytest tests/test_docs.py

writes the outputs and the tables of rules and formats anew; then read the difference. A new rule gets
its line in Chinese there: put it into English.

Blocks, by what follows the fence:  `text file=NAME` a document to begin with; `console` commands after
`$ ` and what they print; `python run`, then `text output`; `sh` and `bat` commands that must parse;
`toml settings` a settings file that must load.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import unquote

import click
import pytest

import checker
from checker import report, settings
from checker.cli import main, program
from checker.commands import run as run_command
from checker.commands.base import split
from checker.errors import CheckerError
from checker.judge import cases, rulefile, select
from checker.read.formats import known_endings
from checker.resources import folder

ROOT = Path(__file__).resolve().parent.parent
DOCS = ("README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")
UPDATE = os.environ.get("CHECKER_UPDATE_DOCS") == "1"
RULES = rulefile.load(folder("rules"))

_BLOCK = re.compile(r"^```(?P<info>\w[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")
_OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
_MARKED = "<!-- {0} -->\n(?P<inside>.*?)<!-- /{0} -->"


@dataclass(frozen=True)
class Block:
    """One fenced block: its words after the fence, its text, and where that text stands."""

    words: tuple[str, ...]
    body: str
    start: int
    end: int

    @property
    def kind(self) -> str:
        return self.words[0]

    @property
    def file(self) -> str:
        return next((word.removeprefix("file=") for word in self.words if word.startswith("file=")), "")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(text: str) -> list[Block]:
    return [
        Block(tuple(found["info"].split()), found["body"], found.start("body"), found.end("body"))
        for found in _BLOCK.finditer(text)
    ]


def keep_or_update(name: str, new: str) -> None:
    """Hold a document against what it should say; write it where that is asked for."""
    if UPDATE:
        (ROOT / name).write_text(new, encoding="utf-8")
    assert read(name) == new, f"{name} is out of step; see the head of {Path(__file__).name}"


# ---------------------------------------------------------------- what is shown is what comes out


class Playground:
    """A folder of its own in which the blocks of one document are run, in their order."""

    def __init__(self, place: Path, patch: pytest.MonkeyPatch) -> None:
        self.place, self.patch = place, patch
        patch.chdir(place)
        for name in ("CHECKER_LANG", "SOURCE_DATE_EPOCH", "FORCE_COLOR", "NO_COLOR"):
            patch.delenv(name, raising=False)
        patch.setenv("COLUMNS", "80")
        # Ends the search for settings here.
        (place / "checker.toml").write_text("", encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        path = self.place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def captured(self, work: Callable[[], object]) -> str:
        """Return what is printed, standard error behind standard output, without blanks at line ends."""
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2))
        with self.patch.context() as patch:
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            work()
            text = ""
            for stream in (out, err):
                stream.flush()
                text += stream.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]
        return "".join(line.rstrip() + "\n" for line in text.splitlines()).lstrip("\n")

    def console(self, body: str) -> str:
        """Return a console block with what its commands print now."""
        shown = []
        for line in body.splitlines():
            if line.startswith("$ "):
                arguments = shlex.split(line[2:], comments=True)
                assert arguments[0] == "checker", f"only checker is run: {line}"
                codes: list[int] = []
                printed = self.captured(lambda given=arguments[1:], codes=codes: codes.append(main(given)))
                # What is no output but a fault must never be written into a document.
                assert codes[0] in (0, 1), f"{line}: exit code {codes[0]}\n{printed}"
                shown += [line + "\n", printed]
        return "".join(shown)

    def python(self, body: str) -> str:
        code = compile(body, "example", "exec")
        return self.captured(lambda: exec(code, {"__name__": "example"}))


def rerun(text: str, ground: Playground) -> str:
    """Return a document with its outputs as they are now."""
    new, position, printed = "", 0, ""
    for block in blocks(text):
        body = block.body
        if block.file:
            ground.write(block.file, body)
        elif block.kind == "console":
            body = ground.console(body)
        elif block.words == ("python", "run"):
            printed = ground.python(body)
        elif block.words == ("text", "output"):
            body = printed
        new += text[position : block.start] + body
        position = block.end
    return new + text[position:]


@pytest.mark.parametrize("name", DOCS)
def test_examples_show_what_the_program_prints(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = rerun(read(name), Playground(tmp_path, monkeypatch))
    monkeypatch.undo()
    keep_or_update(name, new)


def test_a_wrong_output_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ground = Playground(tmp_path, monkeypatch)
    text = "```console\n$ checker --version\nchecker 9.9\n```\n"
    text += "```python run\nprint(2)\n```\n```text output\n3\n```\n"
    new = rerun(text, ground)
    assert "checker 9.9" not in new
    assert "```text output\n2\n```" in new


# ---------------------------------------------------------------- commands and options exist


def commands_of(text: str) -> Iterator[list[str]]:
    """Yield the command lines of a document's blocks."""
    for block in blocks(text):
        if block.kind in ("sh", "bat", "console"):
            for line in block.body.splitlines():
                if block.kind != "console" or line.startswith("$ "):
                    # A Windows path keeps its backslashes.
                    words = shlex.split(line.removeprefix("$ ").replace("\\", "\\\\"), comments=True)
                    if words and words[0].lower() != "rem":
                        yield words


def complaint(words: list[str]) -> str:
    """Say what is wrong with a command line; nothing where it can be used as it stands."""
    while "=" in words[0]:
        words = words[1:]
    name = re.split(r"[/\\]", words[0])[-1].removesuffix(".exe")
    if name == "make":
        targets = set(re.findall(r"^([\w-]+):", read("Makefile"), re.MULTILINE))
        return " ".join(f"no target {word}" for word in words[1:] if "=" not in word and word not in targets)
    if name != "checker":
        return (
            "" if name in {"python", "python3", "py", "pip", "git", "cd"} or words[0] == ".ci/run" else name
        )
    return _checker_complaint(words[1:])


def _checker_complaint(arguments: list[str]) -> str:
    for sign in ("|", ">", "<"):
        arguments = arguments[: arguments.index(sign)] if sign in arguments else arguments
    try:
        if not arguments or arguments[0].startswith("-"):
            program.make_context("checker", arguments, resilient_parsing=True)
            return ""
        command = program.load(arguments[0])
        given = command.make_context(arguments[0], arguments[1:]).params
        if arguments[0] == "run":
            run_command._formats(split(given["format_"]))
            if not given["rules"]:  # codes of one's own are known where the command is run
                select.chosen(RULES, split(given["select"]), split(given["ignore"]))
    except click.exceptions.Exit:
        return ""
    except KeyError as error:
        return f"no command {error}"
    except (click.ClickException, CheckerError) as error:
        return str(error)
    return ""


@pytest.mark.parametrize("name", DOCS)
def test_commands_can_be_used_as_they_stand(name: str) -> None:
    wrong = {" ".join(words): said for words in commands_of(read(name)) if (said := complaint(words))}
    assert not wrong


@pytest.mark.parametrize(
    "line",
    [
        "checker walk",
        "checker run x --fast",
        "checker run x --select PC999",
        "checker run x --format pdf",
        "make tea",
    ],
)
def test_a_command_that_does_not_exist_is_seen(line: str) -> None:
    assert complaint(line.split())


def known_options() -> set[str]:
    listed = [program, *(program.load(name) for name in program.list_commands(click.Context(program)))]
    return {name for command in listed for param in command.params for name in param.opts} | {"--help"}


@pytest.mark.parametrize("name", DOCS)
def test_options_codes_and_paths_named_in_prose_exist(name: str) -> None:
    text = _BLOCK.sub("", read(name))
    options = {option for code in _CODE.findall(text) for option in _OPTION.findall(code)}
    assert options <= known_options()
    codes = set(re.findall(r"\bPC\d+\b", text))
    assert {code for code in codes if not any(rule.code.startswith(code) for rule in RULES)} == set()
    tops = ("checker/", "grammar/", "rules/", "reports/", "tests/", ".ci/")
    paths = {
        code for code in _CODE.findall(text) if code.startswith(tops) and not re.search(r"[A-Z*…<]", code)
    }
    assert {path for path in paths if not (ROOT / path).exists()} == set()


# ---------------------------------------------------------------- tables


def marked(text: str, name: str) -> str:
    found = re.search(_MARKED.format(name), text, re.DOTALL)
    assert found, f"no <!-- {name} --> … <!-- /{name} -->"
    return found["inside"]


def with_marked(text: str, name: str, new: str) -> str:
    """Return a text with another table between its marks."""
    inside = re.search(_MARKED.format(name), text, re.DOTALL)
    assert inside
    return text[: inside.start("inside")] + new + text[inside.end("inside") :]


def rows(table: str) -> list[list[str]]:
    """Return the cells of a Markdown table, without its head."""
    lines = [line for line in table.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if row[0].strip("- ") and row[0] not in ("code", "编号", "format", "格式")]


_FAMILIES = {
    "1": "Inside one text 文内一致性",
    "2": "Between levels 上下级衔接",
    "3": "Over the years 年度衔接",
    "4": "Can it be held to account 可考核性",
    "9": "About the reading itself 读取情况",
}


def rule_tables(said: dict[str, str]) -> str:
    """Return the README's tables of rules; what a rule finds is taken over from ``said``."""
    parts = []
    for digit, family in _FAMILIES.items():
        members = [rule for rule in RULES if rule.code[2] == digit]
        if members:
            parts.append(f"**{family}**\n\n| code | name | severity | finds |\n|---|---|---|---|\n")
            for rule in members:
                finds = said.get(rule.code, rule.doc["查什么"])
                parts.append(f"| {rule.code} | {rule.name} | {rule.severity} | {finds} |\n")
            parts.append("\n")
    return "\n" + "".join(parts)


def test_the_table_of_rules_is_the_rules() -> None:
    text = read("README.md")
    said = {row[0]: row[3] for row in rows(marked(text, "rules"))}
    keep_or_update("README.md", with_marked(text, "rules", rule_tables(said)))
    assert all(len(finds) > 20 for finds in said.values())


def test_the_table_of_formats_is_what_run_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = read("README.md")
    said = {row[0].strip("`"): row for row in rows(marked(text, "formats"))}
    table = {name: said.get(name, [f"`{name}`", f"`audit.{name}`", ""]) for name in report.FORMATS}
    lines = "".join(f"| {' | '.join(cells)} |\n" for cells in table.values())
    new = f"\n| format | file | for |\n|---|---|---|\n{lines}\n"
    keep_or_update("README.md", with_marked(text, "formats", new))
    ground = Playground(tmp_path, monkeypatch)
    ground.write("plan.txt", PLAN)
    word_document(tmp_path / "NAME.docx")
    audit = checker.check(["plan.txt", "NAME.docx"])
    for name, (_, files, _) in table.items():
        out = tmp_path / name
        report.write(audit, out, [name])
        written = {path.name for path in out.iterdir()} if out.exists() else set()
        named = set(_CODE.findall(files))
        assert named <= written, f"{name} writes {written}"
        assert written <= named | {"audit.json"}, f"{name} writes {written}"


def test_the_guide_names_the_sheets_of_the_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import openpyxl

    ground = Playground(tmp_path, monkeypatch)
    ground.write("plan.txt", PLAN)
    main(["run", "plan.txt", "--quiet", "--format", "xlsx"])
    sheets = openpyxl.load_workbook(tmp_path / "audit" / "audit.xlsx").sheetnames
    section = read("README.zh-CN.md").split("有这些表。")[1].split("###")[0]
    assert [row[0] for row in rows(section) if row[0] != "表"] == sheets


PLAN = "云阜市2025年国民经济和社会发展计划\n地区生产总值增长5%。\n"


def word_document(path: Path) -> None:
    import docx

    document = docx.Document()
    for line in PLAN.splitlines():
        document.add_paragraph(line)
    document.save(str(path))


def test_the_endings_that_are_read_are_named() -> None:
    assert {f"`{ending}`" for ending in known_endings()} <= {
        f"`{code}`" for code in _CODE.findall(read("README.md"))
    }


def test_exit_codes_are_those_of_the_program() -> None:
    section = read("README.md").split("## Exit status")[1].split("\n## ")[0]
    assert [row[0] for row in rows(section) if row[0].isdigit()] == ["0", "1", "2", "3", "4"]
    assert (run_command.UNREADABLE, run_command.FAULT, CheckerError.exit_code) == (3, 4, 2)


def settings_blocks() -> list[tuple[str, str]]:
    return [(name, b.body) for name in DOCS for b in blocks(read(name)) if b.words == ("toml", "settings")]


def test_settings_load_and_readme_has_every_key_with_its_default(tmp_path: Path) -> None:
    (tmp_path / "本地规则").mkdir()
    given = settings_blocks()
    assert {name for name, _ in given} >= {"README.md", "README.zh-CN.md"}
    for number, (_, body) in enumerate(given):
        path = tmp_path / f"{number}.toml"
        path.write_text(body, encoding="utf-8")
        loaded = settings.load(path, tmp_path)
        selectors = loaded.severity.keys()
        assert all(any(select.names(key, rule) for rule in RULES) for key in selectors), "no such rule"
    whole = tomllib.loads(next(body for name, body in given if name == "README.md"))
    assert set(whole) == set(settings._TOP)
    for table, keys in settings._TABLES.items():
        assert set(whole[table][0]) == set(keys), table
    assert set(whole["tolerance"]) == {field.name for field in fields(settings.Tolerance)}
    assert whole["limits"] == {field.name: field.default for field in fields(settings.Limits)}
    path = tmp_path / "defaults.toml"
    path.write_text(
        "[tolerance]\n" + "".join(f'{k} = "{v}"\n' for k, v in whole["tolerance"].items()), encoding="utf-8"
    )
    assert settings.load(path, tmp_path).tolerance == settings.Tolerance()


GAP = re.compile(r"^.*<!-- gap: accept -->\n\n?", re.MULTILINE)


def test_what_is_said_of_accepting_a_finding_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The documents say that ``[[accept]]`` does nothing yet, as long as that is so and no longer."""
    ground = Playground(tmp_path, monkeypatch)
    ground.write("plan.txt", PLAN + "2025年，地区生产总值增长8%。\n")
    (first,) = [f for f in checker.check("plan.txt").findings if f.severity == "error"]
    ground.write("checker.toml", f'[[accept]]\nfinding = "{first.fingerprint}"\nreason = "x"\n')
    (again,) = [f for f in checker.check("plan.txt").findings if f.fingerprint == first.fingerprint]
    for name in DOCS:
        if again.status == "accepted":
            keep_or_update(name, GAP.sub("", read(name)))
    if again.status == "new":
        assert all(GAP.search(read(name)) for name in ("README.md", "README.zh-CN.md", "ARCHITECTURE.md"))


def test_the_rule_that_shows_how_to_write_one_keeps_its_cases(tmp_path: Path) -> None:
    given = [block for block in blocks(read("CONTRIBUTING.md")) if block.file]
    assert given
    for block in given:
        path = tmp_path / block.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.body, encoding="utf-8")
    results = list(cases.run(tmp_path))
    assert len(results) >= 5
    assert [complaint for result in results for complaint in result.complaints] == []


# ---------------------------------------------------------------- links and paths


def anchors(text: str) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", _BLOCK.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("name", DOCS)
def test_relative_links_lead_somewhere(name: str) -> None:
    dead = []
    for target in _LINK.findall(_BLOCK.sub("", read(name))):
        path, _, anchor = unquote(target).partition("#")
        if "://" in path:
            continue
        there = ROOT / path if path else ROOT / name
        if not there.exists() or (anchor and anchor not in anchors(there.read_text(encoding="utf-8"))):
            dead.append(target)
    assert not dead


def project_files() -> Iterator[Path]:
    own = {"checker", "grammar", "rules", "reports", "tests", ".ci"}
    for path in sorted(ROOT.iterdir()):
        if path.name in own:
            yield from (p for p in sorted(path.rglob("*")) if p.is_file() and "__pycache__" not in p.parts)
        # In a working tree of git's own making .git is a file, which tells where the others lie.
        elif path.is_file() and path.name != ".git" and path.suffix in {"", ".md", ".toml"}:
            yield path


# A path of some machine, not one a reader has.
MACHINE_PATH = re.compile(rb"(?<![\w.\-/])/(?:work|home|root|Users|mnt|srv)/[\w.]|[A-Z]:\\\\?Users\\")


def test_no_file_names_a_path_of_the_machine_it_was_written_on() -> None:
    found = [
        str(path.relative_to(ROOT)) for path in project_files() if MACHINE_PATH.search(path.read_bytes())
    ]
    assert not found
    assert MACHINE_PATH.search(b"see " + b"/ho" + b"me/someone/notes")


def test_the_licence_is_whole() -> None:
    text = read("LICENSE")
    assert "Version 2.0, January 2004" in text
    assert "9. Accepting Warranty or Additional Liability" in text
    assert "END OF TERMS AND CONDITIONS" in text
