"""The findings as JSON lines, for programs: one finding a line, by the contract's keys."""

from __future__ import annotations

import json
from io import BytesIO

from checker.model import Audit
from checker.report.json import finding_dict


def files(audit: Audit, language: str = "zh") -> dict[str, bytes]:
    """Return ``audit.jsonl``: the findings as they stand in ``audit.json``, in the same order."""
    text = BytesIO()
    for finding in audit.findings:
        line = json.dumps(finding_dict(finding), ensure_ascii=False) + "\n"
        text.write(line.encode("utf-8", "replace"))
    return {"audit.jsonl": text.getvalue()}
