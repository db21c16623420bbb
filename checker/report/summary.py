"""What every output says about an audit: counts, verdict, number accounting, what could not be checked."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from checker.model import SET_ASIDE_REASONS, Audit, Finding, Problem, Reading

SEVERITIES = ("error", "warning", "note")
FAMILIES = ("1", "2", "3", "4", "9")
NOT_CHECKED = ("PC901", "PC903", "PC904")


@dataclass(frozen=True, slots=True)
class Numbers:
    """What became of the number expressions of one document, or of all."""

    seen: int = 0
    statements: int = 0
    set_aside: dict[str, int] = field(default_factory=dict)  # reason → count, in the list's order
    not_understood: int = 0

    @property
    def aside(self) -> int:
        """How many were set aside, for whatever reason."""
        return sum(self.set_aside.values())


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """One document: what it is, its numbers, and how many findings stand on it."""

    number: int  # from 1, in the order of the run
    name: str  # its path without the folders that all documents share
    reading: Reading
    numbers: Numbers
    counts: dict[str, int]  # severity → findings
    context: bool  # given by --against
    problems: tuple[Problem, ...]

    @property
    def readable(self) -> bool:
        """Whether anything of it could be read."""
        return not any(problem.fatal for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Summary:
    """An audit counted."""

    documents: tuple[DocumentSummary, ...]
    counts: dict[str, int]  # severity → new findings
    families: dict[str, dict[str, int]]  # family digit → severity → new findings
    settled: dict[str, int]  # 'accepted', 'baseline' → findings that do not gate
    numbers: Numbers
    not_checked: tuple[Finding, ...]
    names: dict[str, str]  # path → short name
    unlisted: int = 0  # findings beyond those that a report for people lists

    @property
    def unreadable(self) -> int:
        """How many documents could not be read, in whole or part."""
        return sum(bool(document.problems) for document in self.documents)


def summarize(audit: Audit) -> Summary:
    """Count an audit."""
    on: dict[str, Counter[str]] = defaultdict(Counter)
    families: dict[str, Counter[str]] = defaultdict(Counter)
    counts: Counter[str] = Counter()
    settled: Counter[str] = Counter()
    for finding in audit.findings:
        if finding.status != "new":
            settled[finding.status] += 1
            continue
        on[finding.document][finding.severity] += 1
        families[family(finding.rule)][finding.severity] += 1
        counts[finding.severity] += 1
    names = short_names([reading.document.path for reading in audit.readings])
    documents = tuple(
        DocumentSummary(
            number=number,
            name=names[reading.document.path],
            reading=reading,
            numbers=count_numbers([reading]),
            counts=_by_severity(on[reading.document.path]),
            context=reading.document.path in audit.context_paths,
            problems=tuple(reading.document.problems),
        )
        for number, reading in enumerate(audit.readings, 1)
    )
    return Summary(
        documents=documents,
        counts=_by_severity(counts),
        families={key: _by_severity(families[key]) for key in _family_order(families)},
        settled=dict(sorted(settled.items())),
        numbers=count_numbers(audit.readings),
        not_checked=tuple(f for f in audit.findings if f.rule in NOT_CHECKED),
        names=names,
        unlisted=max(0, len(audit.findings) - audit.listed),
    )


def short_names(paths: list[str]) -> dict[str, str]:
    """Return paths without the folders that all of them share, for people to read.

    >>> short_names(["计划/区/甲.txt", "计划/市/乙.txt"])
    {'计划/区/甲.txt': '区/甲.txt', '计划/市/乙.txt': '市/乙.txt'}
    """
    split = [path.split("/")[:-1] for path in paths]
    shared = 0
    while split and all(shared < len(s) and s[shared] == split[0][shared] for s in split):
        shared += 1
    return {path: "/".join(path.split("/")[shared:]) for path in paths}


def family(rule: str) -> str:
    """Return the digit of a rule's family; '' for a user's own rule.

    >>> family("PC301"), family("T1")
    ('3', '')
    """
    return rule[2] if rule.startswith("PC") and rule[2:3].isdigit() else ""


def count_numbers(readings: list[Reading]) -> Numbers:
    """Account for the number expressions of some readings."""
    uses: Counter[str] = Counter()
    reasons: Counter[str | None] = Counter()
    for reading in readings:
        for (use, reason), count in reading.uses().items():
            uses[use] += count
            reasons[reason] += count
    return Numbers(
        seen=sum(uses.values()),
        statements=uses["statement"],
        set_aside={reason: reasons[reason] for reason in SET_ASIDE_REASONS if reasons[reason]},
        not_understood=uses["not_understood"],
    )


def _by_severity(counts: Counter[str]) -> dict[str, int]:
    return {severity: counts[severity] for severity in SEVERITIES}


def _family_order(families: dict[str, Counter[str]]) -> list[str]:
    known = [key for key in FAMILIES if key in families]
    return known + sorted(key for key in families if key not in FAMILIES)
