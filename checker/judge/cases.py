"""The cases beside a rule: documents in the reader's words, and which findings they must give.

A case file is a YAML list. A document's key says what it is, ``REGION/…/KIND/YEAR``: the regions from
the top down, the kind in Chinese, the year its targets are for (of a 公报, the year it reports).
``文件/NAME`` is a file of that name of which nothing is told: for what can be read out of a text, or not.

    - name: 区低于市
      documents:
        云阜市/计划/2025: 全市地区生产总值增长5%。
        云阜市/白石区/计划/2025: 地区生产总值增长4%。
      expect:
        - at: 云阜市/白石区/计划/2025#1
          quote: 增长4%
          against: [云阜市/计划/2025#1]
          says: 低于
          severity: error
    - name: 同上，区改为5%
      twin: 区低于市
      …
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.errors import RuleFileError
from checker.given import read_text
from checker.judge import judge, rulefile
from checker.judge.rulefile import Rule
from checker.model import Finding, Reading
from checker.settings import DocumentSetting, RegionSetting, Settings
from checker.table import Relations, build

KINDS = {
    "计划": "plan", "报告": "plan_report", "工作报告": "work_report", "规划": "five_year_plan",
    "公报": "communique", "半年": "midyear", "决议": "resolution", "预算": "budget_report",
    "分解": "assignment", "其他": "other",
}  # fmt: skip
_REPORTS_YEAR_BEFORE = frozenset({"plan_report", "work_report", "budget_report"})
_REPORTS_OWN_YEAR = frozenset({"communique", "midyear"})
_CASE_KEYS = frozenset({"name", "documents", "expect", "twin", "with", "settings"})
_EXPECT_KEYS = frozenset({"at", "quote", "against", "says", "severity", "computation", "rule"})
_CLAUSE = 32
_UNTOLD = re.compile(r"文件/[\w（）()-]+\.(?:txt|md|html)")
FIRING, SILENT = 2, 3  # cases that a rule needs at least
_MOST_CASES = 400_000  # characters of a case file
_DEEPEST_CASE = 20  # lists and keys within each other; five are used
_NUMERAL = re.compile(r"\d+(?:\.\d+)?|[零一二三四五六七八九十百千]+")


@dataclass(frozen=True, slots=True)
class Expected:
    """One finding that a case must give. ``at`` and ``against`` are ``document#line``."""

    at: str
    quote: str = ""
    against: tuple[str, ...] = ()
    says: str = ""
    severity: str = ""
    computation: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One case: documents by key, and the findings of its rule they must give, no others."""

    name: str
    documents: dict[str, str]
    expect: tuple[Expected, ...]
    twin: str = ""
    also: tuple[str, ...] = ()  # further rules to run (`with:`), for ranking


@dataclass(frozen=True, slots=True)
class Result:
    """What a case gave: no complaints, or what was wrong."""

    rule: str
    case: str
    complaints: tuple[str, ...]
    findings: tuple[Finding, ...]


def run(folder: Path) -> Iterator[Result]:
    """Run the cases of every rule below a folder.

    Raises:
        RuleFileError: a rule or case file cannot be used.
    """
    rules = rulefile.load(folder)
    for rule in rules:
        for case in load(rule):
            yield check(rule, case, rules)


def shortfall(cases: Sequence[Case]) -> list[str]:
    """Say what the cases of a rule lack: two that fire, each with a passing twin, and three that do not.

    Of a rule about words (完成市下达目标) a twin differs in one clause, of any other in one figure.
    """
    by_name = {case.name: case for case in cases}
    firing = [case for case in cases if case.expect]
    silent = [case for case in cases if not case.expect]
    lacks = []
    if len(by_name) < len(cases):
        lacks.append("有两个样例同名")
    if len(firing) < FIRING:
        lacks.append(f"会报的样例只有 {len(firing)} 个，至少 {FIRING} 个")
    if len(silent) < SILENT:
        lacks.append(f"不报的样例只有 {len(silent)} 个，至少 {SILENT} 个")
    twins = {case.twin: case for case in silent if case.twin}
    for case in firing:
        twin = twins.get(case.name)
        if twin is None:
            lacks.append(f"“{case.name}”没有不报的对照样例（twin）")
        elif not (differs_in_one_figure(case, twin) or differs_in_one_place(case, twin)):
            lacks.append(f"“{case.name}”与对照样例不止一处不同")
    return lacks


def load(rule: Rule) -> list[Case]:
    """Read the cases beside a rule; none where there is no file.

    Raises:
        RuleFileError: not a list of cases, or a key that is not known.
    """
    import yaml  # noqa: PLC0415

    if not rule.cases.is_file():
        return []
    # In C, where PyYAML was built with it: cases are then read ten times as fast.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        text = read_text(rule.cases)
        _plain(rule, text, loader)
        reading = loader(text)
        tree = reading.get_single_node()
        content = None if tree is None else reading.construct_document(tree)
    except yaml.YAMLError as error:
        problem, mark = " ".join(str(error).split()), getattr(error, "problem_mark", None)
        place = f"{rule.cases}:{mark.line + 1}" if mark else str(rule.cases)
        raise RuleFileError(
            place, f"不是有效的 YAML：{problem}", fix="样例的写法见 rules/README.md"
        ) from None
    except OSError as error:
        raise RuleFileError(str(rule.cases), f"打不开（{error.strerror}）", fix="检查读取权限") from None
    except UnicodeDecodeError:
        raise RuleFileError(str(rule.cases), "不是 UTF-8 编码", fix="另存为 UTF-8 编码") from None
    if tree is None or not isinstance(content, list):
        raise RuleFileError(f"{rule.cases}:1", "不是样例的列表", fix="每个样例以 - name: 开头")
    lines = [node.start_mark.line + 1 for node in tree.value]
    return [_case(rule, entry, line) for entry, line in zip(content, lines, strict=True)]


def _plain(rule: Rule, text: str, loader: Any) -> None:
    """Make sure that a case file is no bomb: small, and without names that stand for other parts of it."""
    import yaml  # noqa: PLC0415

    fix = "样例写成平常的列表，写法见 rules/README.md"
    if len(text) > _MOST_CASES:
        raise RuleFileError(str(rule.cases), f"超过 {_MOST_CASES} 字", fix=fix)
    opening = (
        yaml.FlowSequenceStartToken, yaml.FlowMappingStartToken,
        yaml.BlockSequenceStartToken, yaml.BlockMappingStartToken,
    )  # fmt: skip
    closing = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken, yaml.BlockEndToken)
    depth = 0
    for token in yaml.scan(text, Loader=loader):
        # Told while it is scanned: the time a scanner in Python takes grows with the square of the depth.
        depth += isinstance(token, opening) - isinstance(token, closing)
        place = f"{rule.cases}:{token.start_mark.line + 1}"
        if depth > _DEEPEST_CASE:
            raise RuleFileError(place, "列表套得太深", fix=fix)
        if isinstance(token, yaml.AliasToken):
            raise RuleFileError(place, "用了别名（*）", fix=fix)


def _case(rule: Rule, entry: Any, line: int) -> Case:
    place = f"{rule.cases}:{line}"
    if not isinstance(entry, dict) or not {"name", "documents", "expect"} <= entry.keys() <= _CASE_KEYS:
        fix = "要有 name、documents、expect，可以有 twin、with"
        raise RuleFileError(place, f"样例不能用：{str(entry)[:60]}", fix=fix)
    if not isinstance(entry["documents"], dict):
        raise RuleFileError(place, "documents 不是“文件: 文字”", fix="云阜市/白石区/计划/2025: 文字")
    expected = []
    for item in entry["expect"] or ():
        if not isinstance(item, dict) or "at" not in item or not item.keys() <= _EXPECT_KEYS:
            fix = "要有 at，可以有 " + " ".join(sorted(_EXPECT_KEYS - {"at"}))
            raise RuleFileError(place, f"expect 不能用：{str(item)[:60]}", fix=fix)
        against = item.get("against", [])
        for key, value in {**item, "against": ""}.items():
            if not isinstance(value, str):
                raise RuleFileError(place, f"{key} 不是文字：{str(value)[:60]}", fix=f'{key}: "…"')
        if not isinstance(against, list) or not all(isinstance(one, str) for one in against):
            raise RuleFileError(place, f"against 不是列表：{str(against)[:60]}", fix="against: [文件#行]")
        expected.append(Expected(**{**item, "against": tuple(against)}))
    return Case(
        name=str(entry["name"]),
        documents={str(key): str(text).strip("\n") for key, text in entry["documents"].items()},
        expect=tuple(expected),
        twin=str(entry.get("twin") or ""),
        also=tuple(entry.get("with") or ()),
    )


def check(rule: Rule, case: Case, rules: list[Rule]) -> Result:
    """Run one case through the whole pipeline and compare what it gives with what it must give."""
    return compare(rule, case, rules, *made(rule, case))


def made(rule: Rule, case: Case) -> tuple[Relations, Settings]:
    """Return the relations of a case's documents, and the settings."""
    settings, readings = read(case, rule)
    return build(readings, settings), settings


def compare(
    rule: Rule,
    case: Case,
    rules: Sequence[Rule],
    relations: Relations,
    settings: Settings,
) -> Result:
    """Judge what was made of a case, and compare what that gives with what it must give."""
    ran = [other for other in rules if other.code == rule.code or other.code in case.also]
    findings, _ = judge(relations, settings, rules=ran)
    shown = _shown(rule, case, findings)
    return Result(rule.code, case.name, tuple(complaints(rule, case, shown)), tuple(shown))


def _shown(rule: Rule, case: Case, findings: Sequence[Finding]) -> list[Finding]:
    wanted = {rule.code, *(item.rule for item in case.expect if item.rule)}
    return [finding for finding in findings if finding.rule in wanted]


def complaints(rule: Rule, case: Case, findings: Sequence[Finding]) -> Iterator[str]:
    """Yield what a case expects and findings lack, and the findings of its rules that it does not expect."""
    left = _shown(rule, case, findings)
    for expected in case.expect:
        code = expected.rule or rule.code
        fits = [finding for finding in left if finding.rule == code and not list(_misfit(expected, finding))]
        if fits:
            left.remove(fits[0])
            continue
        near = [finding for finding in left if finding.rule == code]
        why = "；".join(next(_misfit(expected, finding), "") for finding in near) or "没有任何发现"
        yield f"缺少 {code} {expected.at}：{why}"
    for finding in left:
        yield f"多出 {finding.rule} {finding.document}#{finding.line} {finding.message}"


def _misfit(expected: Expected, finding: Finding) -> Iterator[str]:
    """Yield each way in which a finding is not the expected one."""
    places = {f"{item.document}#{item.line}" for item in finding.evidence}
    own = {f"{item.document}#{item.line}" for item in finding.evidence if item.role in ("finding", "also")}
    if expected.at not in own:
        yield f"位置是 {'、'.join(sorted(own))}"
    if expected.quote and not any(expected.quote in item.quote for item in finding.evidence):
        yield f"引文是“{finding.quote}”"
    if not set(expected.against) <= places:
        yield f"证据在 {'、'.join(sorted(places))}"
    if expected.says not in finding.message:
        yield f"消息是“{finding.message}”"
    if expected.computation not in (finding.computation or ""):
        yield f"算式是“{finding.computation}”"
    if expected.severity not in ("", finding.severity):
        yield f"级别是 {finding.severity}"


def read(case: Case, rule: Rule) -> tuple[Settings, list[Reading]]:
    """Read and parse the documents of a case as the program reads files, told what each one is.

    Raises:
        RuleFileError: a key that is not REGION/…/KIND/YEAR.
    """
    from checker.parse import parse_document  # noqa: PLC0415 — the grammar, only needed here
    from checker.read import read_document  # noqa: PLC0415

    keys = [_Key(key, rule) for key in case.documents]
    regions = {region.name: region for key in keys for region in key.regions}
    entries = tuple(
        DocumentSetting(key.file(number), key.region, key.kind, key.plan_year, key.report_year)
        for number, key in enumerate(keys)
        if not key.untold
    )
    settings = Settings(regions=tuple(regions.values()), documents=entries)
    readings = []
    with tempfile.TemporaryDirectory(prefix="checker-case-") as folder:
        for number, key in enumerate(keys):
            path = Path(folder) / key.file(number)
            path.write_text(case.documents[key.text], encoding="utf-8")
            document = read_document(str(path), settings)
            document.path = key.text
            readings.append(parse_document(document, settings))
    return settings, readings


class _Key:
    """What a document's key says: its regions from the top down, kind and years."""

    def __init__(self, text: str, rule: Rule) -> None:
        parts = text.split("/")
        self.untold = _UNTOLD.fullmatch(text) is not None
        if self.untold:
            self.text, self.name, self.regions = text, parts[1], []
            return
        if len(parts) < 3 or parts[-2] not in KINDS or not re.fullmatch(r"\d{4}", parts[-1]):
            fix = "写成 地区/…/种类/年份，如 云阜市/白石区/计划/2025，或 文件/名称.txt；种类有 " + " ".join(
                KINDS
            )
            raise RuleFileError(str(rule.cases), f"样例的文件“{text}”看不懂", fix=fix)
        self.text, self.kind, year = text, KINDS[parts[-2]], int(parts[-1])
        names = parts[:-2]
        self.region = names[-1]
        self.regions = [
            RegionSetting(name, names[at - 1] if at else None, _level(name))
            for at, name in enumerate(names)
            if name != "全国"
        ]
        self.plan_year = None if self.kind == "communique" else year
        self.report_year: int | None = None
        if self.kind in _REPORTS_YEAR_BEFORE:
            self.report_year = year - 1
        elif self.kind in _REPORTS_OWN_YEAR:
            self.report_year = year

    def file(self, number: int) -> str:
        """Return the name of the file it is read from."""
        return self.name if self.untold else f"{number:03}.txt"


def _level(name: str) -> str:
    for suffix, level in (("省", "province"), ("市", "city"), ("州", "city")):
        if name.endswith(suffix):
            return level
    return "district"


def differs_in_one_figure(one: Case, other: Case) -> bool:
    """Say whether two cases have the same documents but for a single figure."""
    if one.documents.keys() != other.documents.keys():
        return False
    changed = 0
    for key, text in one.documents.items():
        mine, theirs = _NUMERAL.findall(text), _NUMERAL.findall(other.documents[key])
        if _NUMERAL.sub("#", text) != _NUMERAL.sub("#", other.documents[key]) or len(mine) != len(theirs):
            return False
        changed += sum(a != b for a, b in zip(mine, theirs, strict=True))
    return changed == 1


def differs_in_one_place(one: Case, other: Case) -> bool:
    """Say whether two cases differ in one stretch of at most a clause, in the text of one document.

    For rules whose defect is a word (完成市下达目标), not a figure.
    """
    if one.documents.keys() != other.documents.keys():
        return False
    pairs = [(text, other.documents[key]) for key, text in one.documents.items()]
    changed = [pair for pair in pairs if pair[0] != pair[1]]
    if len(changed) != 1:
        return False
    mine, theirs = changed[0]
    head = _shared(mine, theirs)
    tail = _shared(mine[head:][::-1], theirs[head:][::-1])
    return max(len(mine), len(theirs)) - head - tail <= _CLAUSE


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))
