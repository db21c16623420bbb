"""Where the data folders are: inside the wheel, or beside ``pyproject.toml`` in a checkout."""

from __future__ import annotations

from pathlib import Path

from checker.errors import InternalError

_PACKAGE = Path(__file__).resolve().parent
_FOLDERS = ("grammar", "rules", "reports")


def folder(name: str) -> Path:
    """Return the folder ``grammar``, ``rules`` or ``reports``.

    Raises:
        InternalError: neither the installed copy nor a checkout's folder is there.
    """
    installed = _PACKAGE / "_data" / name
    if installed.is_dir():
        return installed
    checkout = _PACKAGE.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / name).is_dir():
        return checkout / name
    raise InternalError(str(installed), "数据文件夹不在", fix="重新安装 checker")


def is_own(path: str) -> bool:
    """Say whether a file is one of this program: of its code or of its data folders."""
    folders = (_PACKAGE, *(_PACKAGE.parent / name for name in _FOLDERS))
    return any(Path(path).is_relative_to(folder) for folder in folders)


def table(path: Path) -> list[tuple[int, list[str]]]:
    """Return a TSV file's rows as (line number, cells), without comments and blank lines."""
    rows = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            rows.append((number, line.split("\t")))
    return rows
