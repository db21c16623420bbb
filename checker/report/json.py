"""The JSON report, for programs: ``reports/audit.schema.json``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from io import BytesIO
from operator import attrgetter
from typing import Any, NamedTuple

from checker.model import Audit, Evidence, Finding
from checker.report.summary import DocumentSummary, summarize

_FINDING = tuple(field.name for field in fields(Finding))
_EVIDENCE = tuple(field.name for field in fields(Evidence))
_finding_values, _evidence_values = attrgetter(*_FINDING), attrgetter(*_EVIDENCE)


def render(audit: Audit, files: Mapping[str, bytes] | None = None) -> str:
    """Return the report as JSON text; see ``content``."""
    return content(audit, files).decode()


def content(audit: Audit, files: Mapping[str, bytes] | None = None) -> bytes:
    """Return the report as JSON, written finding by finding: of many only the text is in memory.

    Args:
        audit: What was found.
        files: The other files of the same run: their digests tell a mixture of two runs.
    """
    text = BytesIO()
    for piece in _pieces(audit, files or {}):
        text.write(piece.encode("utf-8", "replace"))
    return text.getvalue()


def _pieces(audit: Audit, files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what ``json.dumps`` gives of the whole with an indent of 1."""
    first = True
    for name, value in _report(audit, files):
        yield f"{'{' if first else ','}\n {_text(name)}: "
        first = False
        if isinstance(value, _Each) and value.findings:
            start = "["
            for finding in value.findings:
                yield f"{start}\n  {_text(finding_dict(finding), 2)}"
                start = ","
            yield "\n ]"
        else:
            yield _text([] if isinstance(value, _Each) else value, 1)
    yield "\n}\n"


class _Each(NamedTuple):
    """Findings that are told one after the other."""

    findings: Sequence[Finding]


def _report(audit: Audit, files: Mapping[str, bytes]) -> Iterator[tuple[str, Any]]:
    """Yield the parts of the report, by name."""
    yield "version", audit.version
    yield "run", audit.run
    yield "files", sorted(files)
    yield "digests", {name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)}
    yield "documents", [_document(document) for document in summarize(audit).documents]
    yield "skipped", audit.skipped
    yield "findings", _Each(audit.findings)
    if audit.passed:
        yield "passed", _Each(audit.passed)
    if audit.stale:
        yield "stale", [asdict(entry) | {"documents": list(entry.documents)} for entry in audit.stale]


def _text(value: Any, depth: int = 0) -> str:
    """Return a value as JSON that stands so deep; no text in it holds a line break."""
    return json.dumps(value, ensure_ascii=False, indent=1).replace("\n", "\n" + " " * depth)


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
