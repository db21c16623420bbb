"""The findings as a GitLab code quality report: ``audit.gitlab.json``, shown in merge requests."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from checker.model import Audit
from checker.report.located import line, repository_path
from checker.report.messages import Messages, messages
from checker.report.summary import summarize
from checker.report.told import Told, safe, tell

# GitLab's scale is info minor major critical blocker.
_SEVERITY = {"error": "critical", "warning": "major", "note": "info"}
_SETTLED = "info"


def files(audit: Audit, language: str = "zh") -> dict[str, bytes]:
    """Return ``audit.gitlab.json``: an entry a finding; accepted and old ones as ``info``, named so."""
    say = messages(language)
    told = [_entry(item, say) for item in tell(audit, summarize(audit), say)]
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    return {"audit.gitlab.json": text.encode("utf-8", "replace")}


def _entry(told: Told, say: Messages) -> dict[str, Any]:
    finding = told.finding
    new = finding.status == "new"
    # One entry a fingerprint is shown; two runs of one draft are held against each other by it.
    digest = hashlib.sha256(finding.fingerprint.encode()).hexdigest()[:32]
    prefix = "" if new else f"[{say.name('status', finding.status)}] "
    why = say("report.semicolon").join(f"{label}{say('report.colon')}{text}" for label, text in told.why(say))
    return {
        "description": prefix + told.message + (say("report.in_brackets", text=why) if why else ""),
        "check_name": f"{finding.rule} {finding.name}",
        "fingerprint": digest,
        "severity": _SEVERITY[finding.severity] if new else _SETTLED,
        "location": {
            "path": repository_path(safe(finding.document)),
            "lines": {"begin": line(finding)},
        },
    }
