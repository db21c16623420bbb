"""The baseline: a file of the findings that were there when the gate was set up.

    {"version": 1, "findings": [{"fingerprint": …, "rule": …, "documents": […], "message": …}, …]}

Documents are told from the file's own folder, so that it means the same in every checkout. The report
of an earlier run (``audit.json``) can be read as one too; its documents are told from the current folder.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import Any

from checker.errors import UsageError
from checker.given import read_json
from checker.judge.acceptance import Baseline
from checker.model import Finding, Known
from checker.read.source import is_url

VERSION = 1
FILE_NAME = "checker.baseline.json"
# What is wrong with the reading or with the acceptances themselves is never old news.
NEVER = frozenset({"PC901", "PC905", "PC906"})
_FIX = "写 checker baseline write 得到的文件，或上次运行得到的 audit.json"


def read(path: str | Path) -> Baseline:
    """Read a baseline, or the JSON report of an earlier run as one.

    Raises:
        UsageError: it cannot be read, or is neither.
    """
    try:
        told = read_json(path)
        report = "version" in told and not isinstance(told["version"], int)
        known = tuple(_from_report(entry) if report else _entry(entry) for entry in told["findings"])
    except OSError as error:
        raise UsageError(str(path), f"基线文件打不开（{error.strerror}）", fix=_FIX) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UsageError(str(path), "不是基线文件或 JSON 报告，不能作基线", fix=_FIX) from None
    if not report and told.get("version", VERSION) > VERSION:
        raise UsageError(str(path), "基线文件由更新的版本写成", fix="更新本程序")
    return Baseline(known, Path.cwd() if report else Path(path).absolute().parent)


def _entry(told: dict[str, Any]) -> Known:
    return Known(
        fingerprint=str(told["fingerprint"]),
        rule=str(told.get("rule") or ""),
        message=str(told.get("message") or ""),
        documents=tuple(str(document) for document in told.get("documents", ())),
    )


def _from_report(told: dict[str, Any]) -> Known:
    places = [told.get("document"), *(item.get("document") for item in told.get("evidence", ()))]
    documents = tuple(sorted({str(place) for place in places if place}))
    return Known(
        str(told["fingerprint"]), str(told.get("rule") or ""), str(told.get("message") or ""), documents
    )


def of(findings: Iterable[Finding], folder: Path) -> tuple[Known, ...]:
    """Return findings as a baseline in ``folder`` remembers them, in its order.

    Accepted ones are left out: they are known by their acceptance, and come back when it ends.
    """
    known = [
        Known(finding.fingerprint, finding.rule, finding.message, documents_of(finding, folder))
        for finding in findings
        if finding.status != "accepted" and finding.rule not in NEVER
    ]
    return ordered(known)


def documents_of(finding: Finding, folder: Path) -> tuple[str, ...]:
    """Return all documents a finding rests on, its own first, as told from ``folder``."""
    named = dict.fromkeys([finding.document, *(evidence.document for evidence in finding.evidence)])
    return tuple(told_from(folder, document) for document in named)


def told_from(folder: Path, document: str) -> str:
    """Return a document's path as told from a folder, with slashes; a URL is the same from everywhere."""
    if is_url(document):
        return document
    try:
        told = os.path.relpath(document, folder)
    except ValueError:  # another drive
        told = os.path.abspath(document)
    return PurePath(told).as_posix()


def ordered(known: Iterable[Known]) -> tuple[Known, ...]:
    """Return entries as the file lists them, each fingerprint once."""
    unique = {entry.fingerprint: entry for entry in known}
    return tuple(sorted(unique.values(), key=lambda entry: (entry.documents, entry.fingerprint)))


def text(known: Iterable[Known]) -> str:
    """Return the content of a baseline file: an entry a line, so that changes to it read well."""
    lines = [
        json.dumps(
            {
                "fingerprint": k.fingerprint,
                "rule": k.rule,
                "documents": list(k.documents),
                "message": k.message,
            },
            ensure_ascii=False,
        )
        for k in known
    ]
    body = ",\n".join(f"  {line}" for line in lines)
    return f'{{\n "version": {VERSION},\n "findings": [\n{body}\n ]\n}}\n'
