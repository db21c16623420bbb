"""The documents in a zip archive: each is one of its own, named ``档案.zip/计划.docx``."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence

from checker.errors import Unreadable
from checker.limits import Limits
from checker.model import Problem
from checker.read.source import ARCHIVE_ENDING, member_name, open_archive

_NESTED = (ARCHIVE_ENDING, ".rar", ".7z", ".tar", ".gz", ".tgz")
_LISTED = 20  # members of no use that are named; of more their number is said


def is_archive(path: str) -> bool:
    """Tell whether a path is called like a zip archive."""
    return path.lower().endswith(ARCHIVE_ENDING)


def members(path: str, endings: Sequence[str], limits: Limits) -> tuple[list[str], list[Problem], int]:
    """Return the paths of an archive's documents, what is wrong with others, and how many are no documents.

    Nothing is unpacked. A member whose name leads out of the archive, or that stands there twice, is not
    read; neither is an archive within the archive.
    """
    try:
        with open_archive(path, limits) as archive:
            names = [member_name(entry) for entry in archive.infolist() if not entry.is_dir()]
    except Unreadable as error:
        return [], [Problem(path, f"{error.problem}；{error.fix}" if error.fix else error.problem)], 0
    except OSError as error:
        return [], [Problem(path, f"打不开：{error.strerror or error}")], 0
    found: list[str] = []
    problems: list[Problem] = []
    skipped = 0
    for name in names:
        said = _fault(name, found, path)
        if _passed_over(name):
            skipped += 1
        elif said:
            problems.append(Problem(f"{path}/{name}", said))
        elif name.lower().endswith(tuple(endings)):
            found.append(f"{path}/{name}")
        else:
            skipped += 1
    if not found and not problems:
        problems.append(Problem(path, "压缩包里没有可以检查的文件"))
    return sorted(found), list(_shortened(problems, path)), skipped


def _fault(name: str, found: Sequence[str], path: str) -> str:
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or (len(name) > 1 and name[1] == ":") or "\0" in name:
        return "压缩包里的文件名指向压缩包之外，未读取"
    if posixpath.normpath(name) != name:
        return "压缩包里的文件名不规范，未读取"
    if f"{path}/{name}" in found:
        return "压缩包里有两个同名的文件，只读第一个"
    if name.lower().endswith(_NESTED):
        return "压缩包里的压缩包不读取；解压后再检查"
    return ""


def _passed_over(name: str) -> bool:
    return any(
        part.startswith((".", "~$", "__MACOSX")) and part not in ("..", ".") for part in name.split("/")
    )


def _shortened(problems: list[Problem], path: str) -> Iterator[Problem]:
    yield from problems[:_LISTED]
    if len(problems) > _LISTED:
        yield Problem(path, f"另有 {len(problems) - _LISTED} 个文件同样未读取")
