"""checker accept: write into the settings that a finding was looked at and may stay."""

# ruff: noqa: PLC0415  (see run.py)
from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from checker.commands import base
from checker.errors import UsageError
from checker.given import read_json
from checker.report.text import visible

_FINGERPRINT = re.compile(r"[A-Z]{1,6}[0-9]{1,5}:[0-9a-f]{4,64}(-[0-9]+)?")
_REPORT = "audit/audit.json"


@dataclass(frozen=True, slots=True)
class _Entry:
    """One acceptance to be written."""

    finding: str
    reason: str
    until: date | None
    documents: tuple[str, ...]
    message: str


def accept(
    *,
    fingerprints: tuple[str, ...],
    reason: str,
    until: str | None,
    report: str | None,
    settings: str | None,
    today: str | None,
) -> int:
    """Write the acceptances into the settings file and return the exit code."""
    from checker.settings import FILE_NAME, find, load

    say = base.say()
    end = _until(until, base.day(today) or date.today())
    if not reason.strip():
        raise UsageError("--reason", say("accept.no_reason"), fix=say("accept.no_reason_fix"))
    target = Path(settings) if settings else find(Path.cwd()) or Path(FILE_NAME)
    if target.exists():
        load(target, target.parent)  # a mistake that is there already is said before anything changes
    told = _reported(report)
    entries = [
        _entry(fingerprint.strip(), reason.strip(), end, told, target.absolute().parent)
        for fingerprint in dict.fromkeys(fingerprints)
    ]
    changed = _write(target, entries)
    for entry in entries:
        key = "accept.changed" if entry.finding in changed else "accept.done"
        print(say(key, finding=entry.finding, path=target))
        if told is not None and entry.finding not in told:
            base.tell(say("accept.not_reported", finding=entry.finding, path=report or _REPORT))
    return 0


def _until(text: str | None, today: date) -> date | None:
    say = base.say()
    end = base.day(text) if text else None
    if end is not None and end < today:
        raise UsageError("--until", say("accept.past", day=end), fix=say("accept.past_fix"))
    return end


def _reported(path: str | None) -> dict[str, dict[str, Any]] | None:
    """Return the findings of a report by fingerprint; None where there is none to look into."""
    if path is None and not os.path.isfile(_REPORT):
        return None
    say, name = base.say(), path or _REPORT
    try:
        told = read_json(name)
        return {str(finding["fingerprint"]): finding for finding in told["findings"]}
    except OSError as error:
        problem = say("accept.report_unread", reason=error.strerror)
        raise UsageError(name, problem, fix=say("accept.report_fix")) from None
    except (ValueError, KeyError, TypeError):
        raise UsageError(name, say("accept.no_report"), fix=say("accept.report_fix")) from None


def _entry(
    fingerprint: str, reason: str, until: date | None, told: dict[str, dict[str, Any]] | None, folder: Path
) -> _Entry:
    say = base.say()
    if not _FINGERPRINT.fullmatch(fingerprint):
        raise UsageError(
            "", say("accept.no_fingerprint", text=fingerprint), fix=say("accept.fingerprint_fix")
        )
    finding = (told or {}).get(fingerprint)
    if finding is None:
        near = get_close_matches(fingerprint, list(told or ()), n=1, cutoff=0.85)
        if near:
            problem = say("accept.unknown", text=fingerprint)
            raise UsageError("", problem, fix=say("accept.near", finding=near[0]))
        return _Entry(fingerprint, reason, until, (), "")
    try:
        documents, message = _documents(finding, folder), str(finding.get("message", ""))
    except (TypeError, AttributeError):  # a report that somebody has changed by hand
        raise UsageError("", say("accept.no_report"), fix=say("accept.report_fix")) from None
    return _Entry(fingerprint, reason, until, documents, message)


def _documents(finding: dict[str, Any], folder: Path) -> tuple[str, ...]:
    from checker.judge.baseline import told_from

    places = [finding.get("document"), *(item.get("document") for item in finding.get("evidence", ()))]
    return tuple(told_from(folder, str(place)) for place in dict.fromkeys(places) if place)


def _write(target: Path, entries: list[_Entry]) -> frozenset[str]:
    """Put the entries into the file, everything else in it as it was; return which were there already."""
    import tomlkit

    from checker.report import place

    say = base.say()
    try:
        text = target.read_bytes().decode("utf-8-sig") if target.exists() else ""
        document = tomlkit.parse(text)
        table: Any = document
        if target.name == "pyproject.toml":
            table = document.setdefault("tool", tomlkit.table()).setdefault("checker", tomlkit.table())
        changed = frozenset(entry.finding for entry in entries if _put(table, entry))
        ending = "\r\n" if "\r\n" in text else "\n"
        written = re.sub(r"\r?\n", ending, tomlkit.dumps(document))
        place(target, written.encode("utf-8"))
    except OSError as error:
        problem, fix = say("error.cannot_write", reason=error.strerror), say("error.cannot_write_fix")
        raise UsageError(str(target), problem, fix=fix) from None
    return changed


def _put(table: Any, entry: _Entry) -> bool:
    """Add one entry, or bring the one that is there up to date; say whether it was there."""
    import tomlkit

    listed = table.get("accept")
    for known in listed or ():
        if known.get("finding") == entry.finding:
            _fill(known, entry)
            return True
    inline = listed is not None and not isinstance(listed, tomlkit.items.AoT)
    new: Any = tomlkit.inline_table() if inline else tomlkit.table()
    if entry.message and not inline:
        new.add(tomlkit.comment(visible(" ".join(entry.message.split()))))
    _fill(new, entry)
    if not inline:
        _blank_line(listed[-1] if listed else table)
    if listed is None:
        listed = tomlkit.aot()
        table["accept"] = listed
    listed.append(new)
    return False


def _blank_line(before: Any) -> None:
    """End a table with a blank line, where it holds anything and has none."""
    import tomlkit

    text = before.as_string()
    if text.strip() and not text.endswith("\n\n"):
        before.add(tomlkit.nl())


def _fill(known: Any, entry: _Entry) -> None:
    known["finding"] = entry.finding
    known["reason"] = entry.reason
    if entry.until is not None:
        known["until"] = entry.until
    elif "until" in known:
        del known["until"]
    if entry.documents:
        known["documents"] = list(entry.documents)


command = base.Command(
    "accept",
    callback=accept,
    params=[
        base.Argument(
            ["fingerprints"], text="accept.fingerprints", nargs=-1, required=True, metavar="FINGERPRINT..."
        ),
        base.Option(["--reason", "-r"], text="accept.reason", required=True, metavar="TEXT"),
        base.Option(["--until"], text="accept.until", metavar="DATE"),
        base.Option(["--report"], text="accept.report", metavar="FILE"),
        base.Option(["--settings"], text="accept.settings", metavar="FILE"),
        base.Option(["--today"], text="run.today", metavar="DATE"),
    ],
)
