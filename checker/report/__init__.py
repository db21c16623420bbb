"""Audit → files. One module per format; each is imported only when its format is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path

from checker.errors import UsageError
from checker.model import Audit
from checker.report.files import place, place_together

__all__ = ["FORMATS", "SCREEN", "place", "write"]

# A renderer: module.files(audit, language) → file name → content; those of _DATED take today as well.
_MODULES: dict[str, str] = {
    "html": "checker.report.html",
    "markdown": "checker.report.markdown",
    "csv": "checker.report.csv",
    "jsonl": "checker.report.jsonl",
    "sarif": "checker.report.sarif",
    "junit": "checker.report.junit",
    "gitlab": "checker.report.gitlab",
    "xlsx": "checker.report.xlsx",
    "docx": "checker.report.word",
}
SCREEN: tuple[str, ...] = ("console", "github")  # printed, not written
FORMATS: tuple[str, ...] = (*SCREEN, "json", *_MODULES)
_DATED = frozenset({"docx", "xlsx"})


def write(
    audit: Audit, out: Path, formats: Sequence[str], language: str = "zh", *, today: date | None = None
) -> list[Path]:
    """Write an audit into a folder, in some of ``FORMATS``.

    The files are put in place together (``checker.report.files``). ``audit.json`` is always written,
    last, and names the run and its files with their digests. ``today`` is the date in office files,
    which have none without.

    Returns:
        The files written, ``audit.json`` last; none where only what is printed is asked for.
    Raises:
        UsageError: The folder cannot be written.
    """
    wanted = [name for name in FORMATS if name in formats and name not in SCREEN]
    if not wanted:
        return []
    json_module = import_module("checker.report.json")
    files: dict[str, bytes] = {}
    for name in wanted:
        if name in _MODULES:
            files.update(_rendered(name, audit, language, today))
    files["audit.json"] = json_module.content(audit, files)
    try:
        return place_together(out, files)
    except OSError as error:
        reason = error.strerror
        if isinstance(error, FileExistsError | NotADirectoryError):
            reason = "同名的文件已在那里，不是文件夹"
        fix = "检查写入权限和磁盘空间，或用 --out 换一个文件夹"
        raise UsageError(str(out), f"写不进结果（{reason}）", fix=fix) from None


def _rendered(name: str, audit: Audit, language: str, today: date | None) -> Mapping[str, bytes]:
    module = import_module(_MODULES[name])
    dated = {"today": today} if name in _DATED else {}
    files: Mapping[str, bytes] = module.files(audit, language, **dated)
    return files
