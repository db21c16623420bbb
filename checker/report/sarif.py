"""The findings as SARIF 2.1.0, for GitHub code scanning and every other reader of that format.

``audit.sarif``: one run; rules with their documentation; a result a finding, accepted and old ones as
suppressed. What GitHub would refuse or not show is left out and said (its limits for a SARIF upload).
"""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import Any

from checker.model import Audit, Evidence, Finding
from checker.report.located import line, lined, uri
from checker.report.messages import Messages, messages
from checker.report.phrases import place, role
from checker.report.summary import SEVERITIES, Summary, family, summarize
from checker.report.told import Told, safe, tell
from checker.report.verdict import verdict

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST_RESULTS = 25_000  # more in one run and GitHub refuses the file
SHOWN_RESULTS = 5_000  # of which it keeps these, the gravest first
MOST_BYTES = 10_000_000  # compressed with gzip
MOST_RELATED = 99  # it keeps 100 locations of a result
MOST_TAGS = 10
_ROOT = "%SRCROOT%"
_PROBLEM = {"error": "error", "warning": "warning", "note": "recommendation"}


def files(audit: Audit, language: str = "zh") -> dict[str, bytes]:
    """Return ``audit.sarif``."""
    say, summary = messages(language), summarize(audit)
    told = tell(audit, summary, say)
    kept = min(len(told), MOST_RESULTS)
    while True:
        content = _log(audit, summary, told[:kept], len(told) - kept, say)
        size = len(gzip.compress(content, compresslevel=6, mtime=0)) if len(content) > MOST_BYTES else 0
        if size <= MOST_BYTES or not kept:
            return {"audit.sarif": content}
        # The gravest stand first, so what is cut is the least.
        kept = min(kept - 1, kept * MOST_BYTES // size)


def _log(audit: Audit, summary: Summary, told: list[Told], left_out: int, say: Messages) -> bytes:
    rules = _rules(audit, say)
    index = {rule["id"]: at for at, rule in enumerate(rules)}
    columns = lined(audit)
    run = {
        "tool": {
            "driver": {
                "name": "checker",
                "fullName": f"checker {audit.version}".strip(),
                "semanticVersion": audit.version or "0.0.0",
                "shortDescription": {"text": say("report.title")},
                "language": "zh-CN" if say.language == "zh" else "en-US",
                "rules": rules,
            }
        },
        "automationDetails": {"id": "checker/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": say("sarif.root")}}},
        "invocations": [_invocation(audit, len(told), left_out, say)],
        "artifacts": [_artifact(d.reading.document.path) for d in summary.documents],
        "results": [_result(item, audit, index, columns, say) | _state(item, summary) for item in told],
        "properties": {"run": audit.run, "verdict": safe(verdict(summary, say).line)},
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return (json.dumps(log, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _invocation(audit: Audit, shown: int, left_out: int, say: Messages) -> dict[str, Any]:
    notes = [
        _notification("error", safe(problem.problem), problem.document, say) for problem in audit.problems
    ]
    if left_out:
        notes.append(_notification("warning", say("sarif.left_out", count=left_out), "", say))
    if shown > SHOWN_RESULTS:
        notes.append(_notification("note", say("sarif.not_shown", count=shown - SHOWN_RESULTS), "", say))
    return {
        # A document that could not be read is a finding of the run; the run itself succeeded.
        "executionSuccessful": all(problem.document for problem in audit.problems),
        "toolExecutionNotifications": notes,
    }


def _notification(level: str, text: str, document: str, say: Messages) -> dict[str, Any]:
    told: dict[str, Any] = {"level": level, "message": {"text": text or say("report.unknown")}}
    if document:
        told["locations"] = [{"physicalLocation": {"artifactLocation": _artifact_location(document)}}]
    return told


def _artifact(path: str) -> dict[str, Any]:
    return {"location": _artifact_location(path), "roles": ["analysisTarget"]}


def _artifact_location(path: str) -> dict[str, str]:
    reference = uri(path)
    return {"uri": reference} if reference.startswith("file:") else {"uri": reference, "uriBaseId": _ROOT}


def _rules(audit: Audit, say: Messages) -> list[dict[str, Any]]:
    """Return the rules that ran, and whatever else a finding names, by code."""
    ran = {rule.code: rule for rule in audit.rules}
    found = {finding.rule: finding for finding in audit.findings}
    return [
        _documented(ran[code], say) if code in ran else _named(found[code]) for code in sorted({*ran, *found})
    ]


def _named(finding: Finding) -> dict[str, Any]:
    """Return what is known of a rule that a report alone names."""
    told = {"text": f"{finding.rule} {finding.name}"}
    return {
        "id": finding.rule,
        "name": finding.name,
        "shortDescription": told,
        "fullDescription": told,
        "help": told,
        "properties": {"tags": [finding.name]},
    }


def _documented(rule: Any, say: Messages) -> dict[str, Any]:
    sections = {key: safe(text) for key, text in rule.doc.items() if text}
    about = safe(rule.english.get("about", {}).get("")) if say.language == "en" else ""
    if about:
        sections = {"Checks": about, **sections}
    title = safe(rule.title) if say.language == "zh" else ""
    short = title or next(iter(sections.values()), rule.name)
    tags = [say.name("family", family(rule.code) or "other"), rule.name]
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": short},
        "fullDescription": {"text": "\n".join([*list(sections.values())[:2]]) or rule.name},
        "help": {
            "text": "\n\n".join(f"{key}　{text}" for key, text in sections.items()) or rule.name,
            "markdown": "\n\n".join(f"**{key}**　{_plain(text)}" for key, text in sections.items())
            or rule.name,
        },
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"tags": tags[:MOST_TAGS], "problem.severity": _PROBLEM[rule.severity]},
    }


def _plain(text: str) -> str:
    """Return text in which Markdown sees no marks of its own."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>#|!~" else sign for sign in text)


def _result(
    told: Told, audit: Audit, index: dict[str, int], columns: frozenset[str], say: Messages
) -> dict[str, Any]:
    finding = told.finding
    own = next((e for e in finding.evidence if e.role == "finding"), None)
    others = [evidence for evidence in finding.evidence if evidence is not own][:MOST_RELATED]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": finding.severity,
        "message": {"text": _text(told, say)},
        "locations": [_location(finding, columns)],
        "partialFingerprints": {
            # GitHub recognises a result by this one; it is ours, so that moved lines change nothing.
            "primaryLocationLineHash": hashlib.sha256(finding.fingerprint.encode()).hexdigest()[:16] + ":1",
            "checkerFingerprint/v1": finding.fingerprint,
        },
        "properties": _properties(told),
    }
    if others:
        result["relatedLocations"] = [
            _location(evidence, columns) | {"id": number, "message": {"text": _cited(evidence, say)}}
            for number, evidence in enumerate(others, 1)
        ]
    if finding.status != "new":
        reason = audit.accepted.get(finding.fingerprint) or say.name("status", finding.status)
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": safe(reason)}]
    return result


def _state(told: Told, summary: Summary) -> dict[str, str]:
    """Return whether a result was in the baseline, where one was given that knew any."""
    if not summary.settled.get("baseline"):
        return {}
    return {"baselineState": "unchanged" if told.finding.status == "baseline" else "new"}


def _text(told: Told, say: Messages) -> str:
    lines = [told.message, *(f"{label}{say('report.colon')}{text}" for label, text in told.why(say))]
    return "\n".join(lines)


def _cited(evidence: Evidence, say: Messages) -> str:
    return (
        role(evidence, say) + say("report.colon") + safe(evidence.quote, 200) + f" ({place(evidence, say)})"
    )


def _properties(told: Told) -> dict[str, Any]:
    finding = told.finding
    values = {
        "region": safe(finding.region),
        "indicator": safe(finding.indicator),
        "period": safe(finding.period),
        "computation": told.computation,
        "slack": told.slack,
        "suggestion": told.suggestion,
        "status": finding.status,
    }
    return {key: value for key, value in values.items() if value}


def _location(where: Finding | Evidence, columns: frozenset[str]) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": line(where)}
    if where.document in columns and where.line > 0 and where.end > where.start:
        region |= {"startColumn": where.start + 1, "endColumn": where.end + 1}
    if where.quote:
        region["snippet"] = {"text": safe(where.quote, 600)}
    return {
        "physicalLocation": {"artifactLocation": _artifact_location(where.document), "region": region},
    }


assert set(_PROBLEM) == set(SEVERITIES)
