"""Documents, regions, number expressions and problems as rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from checker.model import Document, Reading
from checker.settings import Settings, Tolerance
from checker.table import indicators, regions

SETS_TARGETS = frozenset({"plan", "plan_report", "work_report"})
REPORTS_OUTCOMES = frozenset({"plan_report", "work_report", "communique", "budget_report"})
ADJUSTING = frozenset({"resolution", "midyear"})
_LONGEST = 2_000  # characters of the line that stands for a document without a title
_ADJUSTS = re.compile(
    r"调整(?:后|方案|\d{4}年|为|到|至|国民经济|计划|预算|目标|指标|部分)|(?:计划|预算|目标|指标)[^。；]{0,12}(?:作|做)?(?:相应|适当)?调整"
)


def document_row(reading: Reading, seq: int) -> dict[str, object]:
    """Return the row of the relation ``document``."""
    document, who = reading.document, reading.document.identity
    return {
        "id": f"doc:{document.path}",
        "document": document.path,
        "seq": seq,
        "region": who.region or "",
        "region_path": who.region_path or "",
        "parent_path": regions.parent(who.region_path, who.level),
        "level": who.level or "",
        "level_rank": regions.rank(who.level),
        "kind": who.kind,
        "plan_year": who.plan_year or 0,
        "report_year": who.report_year or 0,
        "has_targets": who.kind in SETS_TARGETS and bool(who.plan_year),
        "adjusts": who.kind in ADJUSTING and any(_ADJUSTS.search(text) for text in document.lines.values()),
        "has_outcomes": who.kind in REPORTS_OUTCOMES and bool(who.report_year),
        "title": who.title or "",
        "main_report": False,  # decided once all documents are at hand
        "readable": not any(problem.fatal for problem in document.problems),
        "numbers": len(reading.numbers),
        **_whole(document),
    }


def _whole(document: Document) -> dict[str, object]:
    """Return the place that stands for the whole document: its title, else its first line with text."""
    for segment in document.segments:
        if segment.kind == "title":
            return _at(segment.line, segment.start, segment.text[segment.start : segment.end])
    for line in sorted(document.lines):
        text = document.lines[line]
        if text.strip():
            start = len(text) - len(text.lstrip())
            # A line may be the whole document; every finding about it would carry all of it.
            return _at(line, start, text[start : start + _LONGEST].rstrip())
    return _at(1, 0, "")


def _at(line: int, start: int, quote: str) -> dict[str, object]:
    return {"line": line, "start_at": start, "end_at": start + len(quote), "quote": quote}


def region_rows(readings: Sequence[Reading], settings: Settings) -> Iterator[dict[str, object]]:
    """Yield the regions that documents speak for, and all those above them."""
    levels: dict[str, str] = {}
    for reading in readings:
        who = reading.document.identity
        path = who.region_path or ""
        while path:
            levels.setdefault(path, "")
            own = path == who.region_path
            if own and who.level:
                levels[path] = who.level
            path = regions.parent(path, who.level if own else None)
    for path in sorted(levels):
        yield {
            "region_path": path,
            "region": path.rpartition("/")[2],
            "parent_path": regions.parent(path, levels[path] or None),
            "level": levels[path],
            "child_count": regions.child_count(path, settings),
        }


def number_rows(reading: Reading) -> Iterator[dict[str, object]]:
    """Yield the number expressions of a document."""
    path = reading.document.path
    for seq, number in enumerate(reading.numbers):
        yield {
            "id": f"number:{path}#{seq}",
            "document": path,
            "doc_id": f"doc:{path}",
            "line": number.line,
            "start_at": number.start,
            "end_at": number.end,
            "text": number.text,
            "used_as": number.use,
            "reason": number.reason or "",
        }


def unread_rows(reading: Reading) -> Iterator[dict[str, object]]:
    """Yield the number expressions of a document that were not understood."""
    for row in number_rows(reading):
        if row["used_as"] == "not_understood":
            yield {name: value for name, value in row.items() if name not in ("used_as", "reason")}


def problem_rows(reading: Reading) -> Iterator[dict[str, object]]:
    """Yield what could not be read of a document."""
    path = reading.document.path
    for seq, problem in enumerate(reading.document.problems):
        yield {
            "id": f"problem:{path}#{seq}",
            "document": path,
            "doc_id": f"doc:{path}",
            **_at(problem.line or 0, 0, reading.document.lines.get(problem.line or 0, "")),
            "problem": problem.problem,
            "fatal": problem.fatal,
        }


def unclear_rows(reading: Reading) -> Iterator[dict[str, object]]:
    """Yield what of a document's identity could not be determined or contradicts itself."""
    path = reading.document.path
    for seq, what in enumerate(reading.document.identity.unclear):
        yield {"doc_id": f"doc:{path}", "document": path, "seq": seq, "what": what}


def umbrella_rows() -> Iterator[dict[str, object]]:
    """Yield which umbrella covers which indicator."""
    for indicator_id, umbrella_id in indicators.umbrellas():
        yield {"indicator_id": indicator_id, "umbrella_id": umbrella_id}


def setting_rows(tolerance: Tolerance) -> Iterable[dict[str, object]]:
    """Return the one row of the relation ``setting``."""
    return [{name: getattr(tolerance, name) for name in Tolerance.__dataclass_fields__}]
