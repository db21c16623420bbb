"""A Word report on documents that are no Word files, set as official documents are (GB/T 9704)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from checker.model import Audit
from checker.report.comparison_text import NUMBERS, cells, heads, mark
from checker.report.ledger import comparisons, ledger
from checker.report.messages import Messages
from checker.report.summary import SEVERITIES, DocumentSummary, Summary
from checker.report.told import Told, safe
from checker.report.verdict import verdict
from checker.resources import folder

_MOST = 2000  # findings in one report; Word grows slow beyond
_MOST_ROWS = 200
_NUMERALS = "一二三四五六七八九十"
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
_SHADES = {
    "missed": "F6C9C5", "dropped": "D9D3E9", "weaker": "FBD9B5", "unreported": "FCE5B8",
    "delegated": "DCE9F7", "around": "E6F0CF", "met": "CFE8D2",
}  # fmt: skip


def report(
    audit: Audit,
    summary: Summary,
    told: Sequence[Told],
    say: Messages,
    *,
    annotated: Sequence[str] = (),
    today: date | None = None,
) -> bytes:
    """Return the report as a .docx; the same input gives the same bytes.

    Args:
        audit: What was found.
        summary: The same, counted.
        told: The findings to set out: those that are in no annotated file.
        say: The catalogue of the language.
        annotated: Names of the files that hold the other findings as comments.
        today: The date under the title; none where not given.
    """
    values = {
        "say": say,
        "summary": summary,
        "today": today,
        "date": _day(today, say) if today else "",
        "verdict": verdict(summary, say),
        "annotated": annotated,
        "accounting": _accounting(audit, summary, say),
        "not_checked": _not_checked(summary, say),
        "head": _counter(say),
        "under": lambda number, title: say("word.second", numeral=_numeral(number, say), title=title),
        **_families(summary, say),
        **_documents(summary, say),
        **_comparisons(audit, say),
        **_findings(told, say),
    }
    place = folder("reports") / "word"
    made = {"word/document.xml": "document.xml.j2", "docProps/core.xml": "core.xml.j2"}
    environment = _environment(place)
    parts = dict(_static(place / "parts"))
    for name, template in made.items():
        parts[name] = environment.get_template(template).render(values).lstrip().encode("utf-8", "replace")
    return _packed(parts)


def _environment(place: Path) -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    from checker.report.compiled import Compiled  # noqa: PLC0415  (with jinja2)

    return Environment(
        loader=FileSystemLoader(place),
        autoescape=True,
        bytecode_cache=Compiled("word"),
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _shown(value: object) -> object:
    from markupsafe import Markup  # noqa: PLC0415

    # What is XML already comes from the template; everything else is document text or made from it.
    return safe(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _static(place: Path) -> Iterable[tuple[str, bytes]]:
    for path in sorted(place.rglob("*")):
        if path.is_file():
            yield path.relative_to(place).as_posix(), path.read_bytes()


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        # Readers look for the content types first.
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            info = zipfile.ZipInfo(name, _FIXED_DATE)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(info, parts[name])
    return out.getvalue()


# ------------------------------------------------------------------------- contents


def _counter(say: Messages) -> Callable[[str], str]:
    """Return what numbers headings of the first order: 一、 二、 …"""
    count = iter(range(1, len(_NUMERALS) + 1))
    return lambda title: say("word.first", numeral=_numeral(next(count), say), title=title)


def _numeral(number: int, say: Messages) -> str:
    return _NUMERALS[number - 1] if say.language == "zh" else str(number)


def _day(today: date, say: Messages) -> str:
    return say("word.date", year=today.year, month=today.month, day=today.day)


def _families(summary: Summary, say: Messages) -> dict[str, object]:
    rows = [
        [say.name("family", key or "other"), *(str(counts[severity]) for severity in SEVERITIES)]
        for key, counts in summary.families.items()
    ]
    rows.append([say("report.total"), *(str(summary.counts[severity]) for severity in SEVERITIES)])
    heads = [say("report.family"), *(say.name("severity", severity) for severity in SEVERITIES)]
    return {"family_heads": heads, "family_rows": rows}


def _documents(summary: Summary, say: Messages) -> dict[str, object]:
    heads = [say(f"report.{key}") for key in ("document", "region", "kind", "years")]
    heads.append("/".join(say.name("severity", severity) for severity in SEVERITIES))
    return {"document_heads": heads, "document_rows": [_document(d, say) for d in summary.documents]}


def _document(document: DocumentSummary, say: Messages) -> list[str]:
    who = document.reading.document.identity
    name = document.name + (f" ({say('report.context')})" if document.context else "")
    counts = " / ".join(str(document.counts[severity]) for severity in SEVERITIES)
    if not document.readable:
        return [
            name,
            say("report.semicolon").join(say.put(p.problem) for p in document.problems),
            "",
            "",
            counts,
        ]
    years = [
        say(f"report.{key}", year=year)
        for key, year in (("report_year", who.report_year), ("plan_year", who.plan_year))
        if year
    ]
    region = who.region or say("report.unknown")
    return [name, region, say.name("kind", who.kind), say("report.and").join(years), counts]


def _comparisons(audit: Audit, say: Messages) -> dict[str, object]:
    found = list(comparisons(ledger(audit)))
    shown = found[:_MOST_ROWS]
    return {
        "comparison_heads": heads(say),
        "comparison_rows": [cells(row, say) for row in shown],
        "comparison_shades": [_SHADES.get(mark(row), "") for row in shown],
        "comparison_numbers": NUMBERS,
        "comparisons_left": len(found) - len(shown),
    }


def _findings(told: Sequence[Told], say: Messages) -> dict[str, object]:
    new = [item for item in told if item.finding.status == "new"]
    parts = [
        (say.name("severity", severity), [i for i in new[:_MOST] if i.finding.severity == severity])
        for severity in SEVERITIES
    ]
    return {"parts": [part for part in parts if part[1]], "left": max(0, len(new) - _MOST)}


def _accounting(audit: Audit, summary: Summary, say: Messages) -> str:
    numbers = summary.numbers
    line = say(
        "report.accounting_line",
        seen=numbers.seen,
        statements=numbers.statements,
        aside=numbers.aside,
        unread=numbers.not_understood,
    )
    skipped = [say("report.skipped", count=audit.skipped)] if audit.skipped else []
    return say("report.semicolon").join([line, *skipped]) + say("word.stop")


def _not_checked(summary: Summary, say: Messages) -> list[str]:
    lines = [
        summary.names.get(finding.document, finding.document) + say("report.colon") + finding.message
        for finding in summary.not_checked
    ]
    return lines or [say("report.not_checked_none")]
