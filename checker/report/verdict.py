"""The verdict on a run, in words; the same in every format."""

from __future__ import annotations

from dataclasses import dataclass

from checker.report.messages import Messages
from checker.report.summary import Summary


@dataclass(frozen=True, slots=True)
class Verdict:
    """``headline`` says how many errors and warnings; ``details`` what else belongs to it."""

    headline: str
    details: tuple[str, ...]
    line: str  # everything in one line


def verdict(summary: Summary, say: Messages) -> Verdict:
    """Say what came out. Silence about what was not checked would be a lie, so that is part of it."""
    counts = summary.counts
    grave = [
        say(f"report.count_{severity}", count=counts[severity])
        for severity in ("error", "warning")
        if counts[severity]
    ]
    parts = say("report.and").join(grave)
    headline = say("report.found", parts=parts) if grave else say("report.clean")
    details = []
    if counts["note"]:
        details.append(say("report.also_notes", count=counts["note"]))
    for status, count in summary.settled.items():
        details.append(say("report.settled", status=say.name("status", status), count=count))
    if summary.unreadable:
        details.append(say("report.unreadable", count=summary.unreadable))
    if summary.unlisted:
        details.append(say("report.unlisted", count=summary.unlisted))
    return Verdict(headline, tuple(details), say("report.semicolon").join([headline, *details]))
