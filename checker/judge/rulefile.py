"""Rule files: one SELECT in SQL with its documentation as header, discovered by lying in the folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field as attribute
from difflib import get_close_matches
from pathlib import Path

from checker.errors import RuleFileError
from checker.given import read_text
from checker.judge.text import fields

SEVERITIES = ("error", "warning", "note")
STATUSES = ("stable", "preview")
SECTIONS = ("查什么", "为什么", "不查", "依据")
TEMPLATES = ("message", "computation", "slack", "suggestion")
ENGLISH = tuple(f"{name}_en" for name in (*TEMPLATES, "about"))
_PLAIN = ("id", "name", "title", "severity", "since", "status", "outranks")
_KEYS = frozenset({*_PLAIN, *TEMPLATES, *ENGLISH})
_HEADER = re.compile(r"\A\s*/\*(?P<text>.*?)\*/", re.DOTALL)
_ENTRY = re.compile(r"(?P<key>[a-z_]+)(?:\[(?P<variant>\w+)\])?:\s*(?P<value>.*)")
_CODE = re.compile(r"[A-Z]{1,6}[0-9]{1,5}")
RESERVED = re.compile(r"PC[0-9]")  # codes of the rules of this package
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
    title: str = ""  # a few Chinese words for the reader; '' where the header has none
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

    def line_of(self, field: str) -> int:
        """Return the line of the file on which a template asks for a field; 1 where none does."""
        return self._first_line(r"[{/]" + re.escape(field) + r"[}:/]")

    def line_of_key(self, key: str) -> int:
        """Return the line of the file on which the header gives a key; 1 where it does not."""
        return self._first_line(r"^" + re.escape(key) + r"\b")

    def _first_line(self, expression: str) -> int:
        wanted = re.compile(expression)
        lines = read_text(self.path).split("\n")
        return next((number for number, line in enumerate(lines, 1) if wanted.search(line)), 1)

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
                place, other = (rule, seen[name]) if not rule.shipped else (seen[name], rule)
                whose = "本程序的规则 " if other.shipped else ""
                problem = f"“{name}”已经是{whose}{other.path.name} 的"
                raise RuleFileError(f"{place.path}:1", problem, fix="换一个编号或名字，文件名也跟着改")
            seen[name] = rule


def read(path: Path, *, shipped: bool = False) -> Rule:
    """Read one rule file.

    Raises:
        RuleFileError: unreadable, header incomplete, or header and file name disagree.
    """
    try:
        text = read_text(path)
    except UnicodeDecodeError:
        raise RuleFileError(str(path), "不是 UTF-8 编码", fix="另存为 UTF-8 编码") from None
    except OSError as error:
        raise RuleFileError(str(path), f"打不开（{error.strerror}）", fix="检查读取权限") from None
    header = _HEADER.match(text)
    if header is None:
        fix = "文件以 /* 开头，写明 id、name、severity、message，以 */ 结束"
        raise RuleFileError(f"{path}:1", "没有文件头", fix=fix)
    lines: dict[str, int] = {}
    keys, doc = _parse(path, header["text"], text[: header.start("text")].count("\n") + 1, lines)
    _check(path, keys, lines)
    sql = text[header.end() :]
    before = len(sql) - len(sql.lstrip())
    plain = {key: keys[key].get("", "") for key in _PLAIN if key in keys}
    return Rule(
        code=plain["id"],
        name=plain["name"],
        severity=plain["severity"],
        message=keys["message"],
        computation=keys.get("computation", {}),
        slack=keys.get("slack", {}),
        suggestion=keys.get("suggestion", {}),
        sql=sql.strip().rstrip(";").rstrip(),
        path=path,
        cases=path.with_suffix(".yaml"),
        title=plain.get("title", ""),
        status=plain.get("status", "stable").split()[0],
        since=plain.get("since", ""),
        doc=doc,
        english={key.removesuffix("_en"): keys[key] for key in ENGLISH if key in keys},
        outranks=tuple(plain.get("outranks", "").split()),
        sql_line=text[: header.end() + before].count("\n") + 1,
        shipped=shipped,
    )


def _parse(
    path: Path, header: str, first: int, lines: dict[str, int]
) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """Return the keys (by key and variant) and the sections of prose; note in ``lines`` where keys stand."""
    keys: dict[str, dict[str, str]] = {}
    doc: dict[str, str] = {}
    target: tuple[dict[str, str], str] | None = None
    for number, raw in enumerate(header.split("\n"), first):
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
                near = get_close_matches(entry["key"], _KEYS, n=1)
                fix = f"是不是 {near[0]}？" if near else "可用：" + " ".join(sorted(_KEYS))
                raise RuleFileError(f"{path}:{number}", f"不认识的键“{entry['key']}”", fix=fix)
            lines.setdefault(entry["key"], number)
            variants = keys.setdefault(entry["key"], {})
            variants[entry["variant"] or ""] = entry["value"].strip()
            target = (variants, entry["variant"] or "")
        elif target is not None:
            where, name = target
            where[name] = f"{where[name]}{'' if _joins(where[name], line) else ' '}{line}".strip()
        else:
            raise RuleFileError(f"{path}:{number}", f"看不懂“{line}”", fix="写成 键: 值，如 id: BS101")
    return keys, doc


def _joins(before: str, after: str) -> bool:
    """Say whether a continued line joins without a blank: Chinese text has none."""
    return not before or ord(before[-1]) > 0x2000 or ord(after[0]) > 0x2000


def _check(path: Path, keys: dict[str, dict[str, str]], lines: dict[str, int]) -> None:
    def fault(key: str, problem: str, fix: str) -> RuleFileError:
        return RuleFileError(f"{path}:{lines.get(key, 1)}", problem, fix=fix)

    for key in ("id", "name", "severity", "message"):
        if not any(keys.get(key, {}).values()):
            raise fault(key, f"文件头没有 {key}", f"加一行 {key}: …")
    code, name, severity = (keys[key].get("", "") for key in ("id", "name", "severity"))
    if not _CODE.fullmatch(code):
        raise fault("id", f"“{code}”不是编号", "大写字母加数字，如 BS101")
    if not _NAME.fullmatch(name):
        raise fault("name", f"“{name}”不是规则名", "小写字母和连字符，说出毛病，如 weaker-than-parent")
    if severity not in SEVERITIES:
        raise fault("severity", f"没有级别“{severity}”", "可用：" + " ".join(SEVERITIES))
    status = (keys.get("status", {}).get("", "") or "stable").split()[0]
    if status not in STATUSES:
        raise fault("status", f"没有状态“{status}”", "可用：" + " ".join(STATUSES))
    if path.stem != f"{code}-{name}":
        raise fault("id", "文件名与文件头不符", f"文件名改为 {code}-{name}.sql")
