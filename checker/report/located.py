"""Where a finding stands, as programs beside the text want it: repository path, line from 1, columns."""

from __future__ import annotations

import os
from pathlib import PurePosixPath
from urllib.parse import quote

from checker.model import Audit, Evidence, Finding

# Formats whose lines are lines of the file; of the others a line is a paragraph or a block.
_LINED = frozenset({"txt", "md"})
_ORDER = {"error": 3, "warning": 2, "note": 1}


def repository_path(path: str) -> str:
    """Return a path as a repository writes it: from the current folder, with slashes.

    >>> repository_path("./计划/白石区.txt")
    '计划/白石区.txt'
    """
    if os.path.isabs(path):
        inside = os.path.relpath(path)
        path = path if inside.startswith("..") else inside
    return str(PurePosixPath(path.replace("\\", "/")))


def uri(path: str) -> str:
    """Return a path as a URI reference, relative where it lies beneath the current folder.

    >>> uri("计划/a b.txt")
    '%E8%AE%A1%E5%88%92/a%20b.txt'
    """
    inside = repository_path(path)
    encoded = quote(inside.encode("utf-8", "replace"), safe="/")
    return f"file://{encoded}" if os.path.isabs(inside) else encoded


def line(where: Finding | Evidence) -> int:
    """Return the line of a place, 1 for the document as a whole: no program takes 0."""
    return max(where.line, 1)


def lined(audit: Audit) -> frozenset[str]:
    """Return the documents whose lines and offsets are those of the file itself."""
    return frozenset(r.document.path for r in audit.readings if r.document.format in _LINED)


def gates(finding: Finding, fail_on: str) -> bool:
    """Say whether a finding makes a run fail: it is new, and at least as grave as ``fail_on``."""
    threshold = _ORDER.get(fail_on)
    return finding.status == "new" and threshold is not None and _ORDER[finding.severity] >= threshold
