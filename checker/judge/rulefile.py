"""Rule files: one SELECT in SQL with its documentation as header, discovered by lying in the folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field as attribute
from pathlib import Path

from checker.errors import RuleFileError
from checker.judge.text import fields

SEVERITIES = ("error", "warning", "note")
STATUSES = ("stable", "preview")
SECTIONS = ("查什么", "为什么", "不查", "依据")
TEMPLATES = ("message", "computation", "slack", "suggestion")
ENGLISH = tuple(f"{name}_en" for name in (*TEMPLATES, "about"))
_KEYS = frozenset({"id", "name", "severity", "since", "status", "outranks", *TEMPLATES, *ENGLISH})
_HEADER = re.compile(r"\A\s*/\*(?P<text>.*?)\*/", re.DOTALL)
_ENTRY = re.compile(r"(?P<key>[a-z_]+)(?:\[(?P<variant>\w+)\])?:\s*(?P<value>.*)")
_CODE = re.compile(r"[A-Z]{1,6}[0-9]{1,5}")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as its file says it.

    ``message``, ``computation``, ``slack`` and ``suggestion`` are templates by variant; the row's
    column ``variant`` chooses, ``''`` is the default. ``english`` holds those of them that the header
    gives in English too (``message_en:``), and under ``about`` what the rule is for. ``outranks`` are
    codes whose findings about
    the same defect give way to this rule's.
    """

    code: str
    name: str
    severity: str
    message: dict[str, str]
    sql: str
    path: Path
    cases: Path
    status: str = "stable"
    since: str = ""
    doc: dict[str, str] = attribute(default_factory=dict)
    computation: dict[str, str] = attribute(default_factory=dict)
    slack: dict[str, str] = attribute(default_factory=dict)
    suggestion: dict[str, str] = attribute(default_factory=dict)
    english: dict[str, dict[str, str]] = attribute(default_factory=dict)
    outranks: tuple[str, ...] = ()
    sql_line: int = 1  # line of the file at which the SQL begins
    shipped: bool = False

    @property
    def family(self) -> str:
        """Return the folder the rule lies in: text, levels, years, accountability, reading."""
        return self.path.parent.name

    def asks_for(self) -> set[str]:
        """Return the fields that the rule's templates ask for."""
        templates = (self.message, self.computation, self.slack, self.suggestion, *self.english.values())
        return {name for each in templates for template in each.values() for name in fields(template)}


def load(folder: Path, *, shipped: bool = False) -> list[Rule]:
    """Read every ``*.sql`` below a folder.

    Args:
        folder: A rule folder; its subfolders are searched too.
        shipped: The rules are this package's own.
    Returns:
        The rules, by code.
    Raises:
        RuleFileError: a file cannot be used, or two rules share a code or a name.
    """
    rules = [read(path, shipped=shipped) for path in sorted(folder.rglob("*.sql"))]
    rules.sort(key=lambda rule: rule.code)
    unique(rules)
    return rules


def unique(rules: list[Rule]) -> None:
    """Make sure no code and no name stands for two rules.

    Raises:
        RuleFileError: naming both files.
    """
    seen: dict[str, Rule] = {}
    for rule in rules:
        for name in (rule.code, rule.name):
            if name in seen:
                other = seen[name].path.name
                raise RuleFileError(str(rule.path), f"“{name}” is also in {other}", fix="rename one of them")
            seen[name] = rule


def read(path: Path, *, shipped: bool = False) -> Rule:
    """Read one rule file.

    Raises:
        RuleFileError: unreadable, header incomplete, or header and file name disagree.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleFileError(str(path), f"cannot be read ({error})", fix="save it as UTF-8") from None
    header = _HEADER.match(text)
    if header is None:
        raise RuleFileError(f"{path}:1", "no header comment", fix="begin the file with /* id: … */")
    keys, doc = _parse(path, header["text"])
    _check(path, keys)
    plain = {key: keys[key].get("", "") for key in ("id", "name", "severity", "since", "status", "outranks")
             if key in keys}  # fmt: skip
    return Rule(
        code=plain["id"],
        name=plain["name"],
        severity=plain["severity"],
        message=keys["message"],
        computation=keys.get("computation", {}),
        slack=keys.get("slack", {}),
        suggestion=keys.get("suggestion", {}),
        sql=text[header.end() :].strip().rstrip(";").rstrip(),
        path=path,
        cases=path.with_suffix(".yaml"),
        status=plain.get("status", "stable").split()[0],
        since=plain.get("since", ""),
        doc=doc,
        english={key.removesuffix("_en"): keys[key] for key in ENGLISH if key in keys},
        outranks=tuple(plain.get("outranks", "").split()),
        sql_line=text[: header.end()].count("\n") + 2,
        shipped=shipped,
    )


def _parse(path: Path, header: str) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """Return the keys (by key and variant) and the sections of prose."""
    keys: dict[str, dict[str, str]] = {}
    doc: dict[str, str] = {}
    target: tuple[dict[str, str], str] | None = None
    for number, raw in enumerate(header.split("\n"), 1):
        line = raw.strip()
        if not line:
            continue
        section = next((name for name in SECTIONS if re.match(rf"{name}(\s|　|$)", line)), None)
        entry = _ENTRY.fullmatch(line)
        if section:
            doc[section] = line[len(section) :].strip()
            target = (doc, section)
        elif entry and raw[:1] not in (" ", "\t"):
            if entry["key"] not in _KEYS:
                known = ", ".join(sorted(_KEYS))
                raise RuleFileError(
                    f"{path}:{number}", f"unknown key “{entry['key']}”", fix=f"known: {known}"
                )
            variants = keys.setdefault(entry["key"], {})
            variants[entry["variant"] or ""] = entry["value"].strip()
            target = (variants, entry["variant"] or "")
        elif target is not None:
            where, name = target
            where[name] = f"{where[name]}{'' if _joins(where[name], line) else ' '}{line}".strip()
        else:
            raise RuleFileError(f"{path}:{number}", f"cannot read “{line}”", fix="write key: value")
    return keys, doc


def _joins(before: str, after: str) -> bool:
    """Say whether a continued line joins without a blank: Chinese text has none."""
    return not before or ord(before[-1]) > 0x2000 or ord(after[0]) > 0x2000


def _check(path: Path, keys: dict[str, dict[str, str]]) -> None:
    for key in ("id", "name", "severity", "message"):
        if not any(keys.get(key, {}).values()):
            raise RuleFileError(f"{path}:1", f"no '{key}'", fix=f"add a {key}: line to the header")
    code, name, severity = (keys[key].get("", "") for key in ("id", "name", "severity"))
    if not _CODE.fullmatch(code):
        raise RuleFileError(f"{path}:1", f"“{code}” is no code", fix="capital letters and digits: PC201")
    if not _NAME.fullmatch(name):
        raise RuleFileError(f"{path}:1", f"“{name}” is no name", fix="name the defect: weaker-than-parent")
    if severity not in SEVERITIES:
        raise RuleFileError(f"{path}:1", f"severity “{severity}”", fix="one of error, warning, note")
    status = (keys.get("status", {}).get("", "") or "stable").split()[0]
    if status not in STATUSES:
        raise RuleFileError(f"{path}:1", f"status “{status}”", fix="one of stable, preview")
    if path.stem != f"{code}-{name}":
        raise RuleFileError(f"{path}:1", "file name and header disagree", fix=f"name it {code}-{name}.sql")
