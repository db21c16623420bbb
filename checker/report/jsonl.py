"""The findings as JSON lines, for programs: one finding a line, by the contract's keys."""

from __future__ import annotations

import json

from checker.model import Audit
from checker.report.json import finding_dict


def files(audit: Audit, language: str = "zh") -> dict[str, bytes]:
    """Return ``audit.jsonl``: the findings as they stand in ``audit.json``, in the same order."""
    lines = [json.dumps(finding_dict(finding), ensure_ascii=False) for finding in audit.findings]
    return {"audit.jsonl": "".join(line + "\n" for line in lines).encode("utf-8", "replace")}
