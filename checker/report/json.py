"""The JSON report, for programs: ``reports/audit.schema.json``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from operator import attrgetter
from typing import Any

from checker.model import Audit, Evidence, Finding
from checker.report.summary import DocumentSummary, summarize

_FINDING = tuple(field.name for field in fields(Finding))
_EVIDENCE = tuple(field.name for field in fields(Evidence))
_finding_values, _evidence_values = attrgetter(*_FINDING), attrgetter(*_EVIDENCE)


def render(audit: Audit, files: Mapping[str, bytes] | None = None) -> str:
    """Return the report as JSON text.

    Args:
        audit: What was found.
        files: The other files of the same run: their digests tell a mixture of two runs.
    """
    return json.dumps(report(audit, files or {}), ensure_ascii=False, indent=1) + "\n"


def report(audit: Audit, files: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the report as plain values."""
    summary = summarize(audit)
    told: dict[str, Any] = {
        "version": audit.version,
        "run": audit.run,
        "files": sorted(files),
        "digests": {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)},
        "documents": [_document(document) for document in summary.documents],
        "skipped": audit.skipped,
        "findings": [finding_dict(finding) for finding in audit.findings],
    }
    if audit.passed:
        told["passed"] = [finding_dict(finding) for finding in audit.passed]
    if audit.stale:
        told["stale"] = [asdict(entry) | {"documents": list(entry.documents)} for entry in audit.stale]
    return told


def finding_dict(finding: Finding) -> dict[str, Any]:
    """Return a finding by the contract's keys, in order."""
    told = dict(zip(_FINDING, _finding_values(finding), strict=True))
    places = map(_evidence_values, finding.evidence)
    told["evidence"] = [dict(zip(_EVIDENCE, values, strict=True)) for values in places]
    return told


def _document(document: DocumentSummary) -> dict[str, Any]:
    identity, numbers = document.reading.document.identity, document.numbers
    return {
        "path": document.reading.document.path,
        "region": identity.region,
        "region_path": identity.region_path,
        "level": identity.level,
        "kind": identity.kind,
        "plan_year": identity.plan_year,
        "report_year": identity.report_year,
        "reasons": list(identity.reasons),
        "numbers": {
            "seen": numbers.seen,
            "statements": numbers.statements,
            "set_aside": numbers.set_aside,
            "not_understood": numbers.not_understood,
        },
        "context": document.context,
        "problems": [problem.problem for problem in document.problems],
    }
