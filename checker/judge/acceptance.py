"""What was accepted in the settings or known in a baseline: findings marked, leftovers found.

An entry is stale only if the run could have found it: its rule ran, and all documents it rests on were
read. A check of one draft says nothing about the others.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from checker.judge import assemble
from checker.judge.engine import Engine
from checker.judge.rulefile import Rule
from checker.model import Finding, Known
from checker.settings import Acceptance, Settings
from checker.table import Place
from checker.table.schema import SCHEMA, add, empty

RELATION = "acceptance"
# Says whether all these documents, told from a folder, were read; without any, all beneath the folder.
Covers = Callable[[Sequence[str], Path], bool]


@dataclass(frozen=True, slots=True)
class Baseline:
    """Findings known from before; their documents are told from ``folder``."""

    known: tuple[Known, ...] = ()
    folder: Path = field(default_factory=Path)

    @property
    def fingerprints(self) -> frozenset[str]:
        """The fingerprints alone."""
        return frozenset(entry.fingerprint for entry in self.known)


@dataclass(frozen=True, slots=True)
class Run:
    """What a run could find: the rules there are, the codes that ran, and which documents were read."""

    rules: Sequence[Rule]
    ran: Collection[str]
    covers: Covers


def as_baseline(given: Baseline | Collection[str]) -> Baseline:
    """Return a baseline; of bare fingerprints nothing else is known."""
    if isinstance(given, Baseline):
        return given
    return Baseline(tuple(Known(fingerprint) for fingerprint in sorted(given)))


def mark(findings: Sequence[Finding], settings: Settings, baseline: Collection[str]) -> dict[str, str]:
    """Give findings that are accepted or known their status; return the reasons, by fingerprint."""
    today = _today(settings)
    reasons = {accept.finding: accept.reason for accept in settings.accept if accept.holds(today)}
    for finding in findings:
        if finding.fingerprint in reasons:
            finding.status = "accepted"
        elif finding.status == "new" and finding.fingerprint in baseline:
            finding.status = "baseline"
    return {f.fingerprint: reasons[f.fingerprint] for f in findings if f.status == "accepted"}


def stale(found: Collection[str], baseline: Baseline, run: Run) -> tuple[Known, ...]:
    """Return the entries of a baseline that the run could have found and did not.

    An entry that does not say its documents (a report of an earlier version) rests on all of them.
    """
    return tuple(
        entry
        for entry in baseline.known
        if entry.fingerprint not in found
        and _rule(entry.fingerprint) in run.ran
        and run.covers(entry.documents, baseline.folder)
    )


def leftovers(found: Collection[str], settings: Settings, run: Run, language: str = "zh") -> list[Finding]:
    """Return what is to be said of the settings' acceptances: expired ones, and those without a finding.

    Args:
        found: Fingerprints of all findings of the run.
        settings: Its ``accept``, and where each entry stands.
        run: What could be found.
        language: Of the messages.
    """
    rules = [rule for rule in run.rules if rule.code in run.ran and f" {RELATION} " in rule.sql]
    if not settings.accept or not rules:
        return []
    tables, places = {name: empty(name) for name in SCHEMA}, {}
    for number, accept in enumerate(settings.accept):
        row = _row(number, accept, found, settings, run)
        add(tables[RELATION], row)
        places[str(row["id"])] = _place(row)
    drafts = []
    with Engine(tables) as engine:
        for rule in rules:
            drafts += assemble.drafts(rule, engine.run(rule, passed=False), places)[0]
    by_code = {rule.code: rule for rule in rules}
    for draft in drafts:
        assemble.set_severity(by_code[draft.finding.rule], draft.finding, settings)
    assemble.number_equal([draft.finding for draft in drafts])
    for draft in drafts if language != "zh" else ():
        assemble.put(by_code[draft.finding.rule], draft.finding, draft.rows, language)
    return [draft.finding for draft in drafts]


def _row(
    number: int, accept: Acceptance, found: Collection[str], settings: Settings, run: Run
) -> dict[str, Any]:
    source = settings.source_path
    code = _rule(accept.finding)
    folder = source.parent if source else Path()
    absent = accept.finding not in found
    return {
        "id": f"accept:{number}",
        "document": _shown(source),
        "doc_id": "",
        "line": accept.line,
        "start_at": 0,
        "end_at": len(accept.quote),
        "quote": accept.quote,
        "finding": accept.finding,
        "rule": code,
        "reason": accept.reason,
        "until": accept.until.isoformat() if accept.until else "",
        "expired": not accept.holds(_today(settings)),
        "found": not absent,
        "known_rule": any(rule.code == code for rule in run.rules),
        "covered": absent and code in run.ran and run.covers(accept.documents, folder),
    }


def _place(row: dict[str, Any]) -> Place:
    return Place(row["id"], row["document"], row["line"], row["start_at"], row["end_at"], row["quote"])


def _rule(fingerprint: str) -> str:
    return fingerprint.partition(":")[0]


def _shown(path: Path | None) -> str:
    """Return the settings file as a report names it: from the current folder where it lies beneath."""
    if path is None:
        return "checker.toml"
    inside = os.path.relpath(path)
    return Path(path if inside.startswith("..") else inside).as_posix()


def _today(settings: Settings) -> date:
    return settings.today or date.today()
