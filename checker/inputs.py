"""Which files a run is about, in an order that does not depend on how they were given."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from typing import get_args

from checker.errors import Unreadable, UsageError
from checker.limits import Limits
from checker.model import Context, Modality, Problem
from checker.read.source import is_url
from checker.resources import folder
from checker.settings import Settings

# Below this much text one process is done before a second one has started.
_SHARE_FROM_BYTES = 1_500_000
_SHARE_FROM_FILES = 24
_PAGE_FROM_BYTES = 500_000  # smaller ones are parsed in seconds, whatever they hold
_RESULT = "audit.json"  # marks a folder that an earlier run wrote
_REPORTS = "audit."  # what its other files begin with
_PAGES = "audit-sources"
_ANNOTATED = ".批注.docx"


@dataclass(frozen=True, slots=True)
class Inputs:
    """Documents to read, sorted, each once; folders of no use; how many files of folders are no documents."""

    paths: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    skipped: int = 0


def expand(
    paths: Iterable[str | Path],
    *,
    leave_out: Path | None = None,
    without: Inputs | None = None,
    limits: Limits | None = None,
) -> Inputs:
    """Return the documents that ``paths`` name.

    A file is taken as it is named, whatever its ending; a zip archive stands for the documents in it. In a
    folder, files of known endings are taken; hidden files, results of earlier runs and ``leave_out`` are
    passed over. What a link reaches outside the folder is not read.

    A folder that cannot be opened or holds no document is a problem beside the others.
    """
    from checker.read.formats import known_endings  # noqa: PLC0415

    gathering = _Gathering(
        endings=tuple(sorted(known_endings())),
        limits=limits or Limits(),
        taken=frozenset(_identity(path) for path in without.paths) if without else frozenset(),
    )
    for path in sorted({str(path) for path in paths}):
        if not path:
            raise UsageError("", "有一个路径是空的", fix="写明文件或文件夹")
        if is_url(path):
            gathering.add(*_at_url(path, gathering.endings))
        elif os.path.isdir(path):
            gathering.folder(path, leave_out)
        else:
            gathering.file(path)
    return gathering.inputs()


@dataclass(slots=True)
class _Gathering:
    """What ``expand`` has found so far."""

    endings: tuple[str, ...]
    limits: Limits
    taken: frozenset[str]  # identities of documents that are given elsewhere
    found: dict[str, str] = field(default_factory=dict)  # by identity
    problems: list[Problem] = field(default_factory=list)
    skipped: int = 0

    def inputs(self) -> Inputs:
        return Inputs(tuple(sorted(self.found.values())), tuple(self.problems), self.skipped)

    def add(self, documents: Iterable[str], wrong: Iterable[Problem], others: int) -> None:
        for path in documents:
            self._keep(path)
        self.problems.extend(wrong)
        self.skipped += others

    def file(self, path: str) -> None:
        """Take a file, or the documents in it where it is an archive."""
        from checker.read.archive import is_archive, members  # noqa: PLC0415

        told = path.encode("utf-8", "replace").decode()
        if told != path:  # no table and no report could name it
            self.problems.append(Problem(told, "文件名不是 UTF-8 编码，未读取；改名后再检查"))
        elif is_archive(path) and os.path.isfile(path):
            self.add(*members(path, self.endings, self.limits))
        else:
            self._keep(path)

    def folder(self, path: str, leave_out: Path | None) -> None:
        """Take the files of a folder that are documents by their endings."""
        from checker.read.archive import is_archive  # noqa: PLC0415

        files = list(_files(path, leave_out, self.problems))
        documents = [file for file in files if file.lower().endswith(self.endings) or is_archive(file)]
        self.skipped += len(files) - len(documents)
        for file in documents:
            self.file(file)
        if documents:
            return
        if os.access(path, os.R_OK | os.X_OK):
            said = f"文件夹里没有可以检查的文件（{' '.join(self.endings)}）"
        else:
            said = "文件夹打不开，检查读取权限"
        self.problems.append(Problem(path, said))

    def _keep(self, path: str) -> None:
        # One file reached by two names is one document; the name that sorts first stands for it.
        identity = _identity(path)
        if identity not in self.taken:
            self.found[identity] = min(path, self.found.get(identity, path))


def _at_url(url: str, endings: tuple[str, ...]) -> tuple[Sequence[str], Sequence[Problem], int]:
    """Return the documents a URL names, what is wrong with it, and how many files are no documents."""
    from checker.read.archive import is_archive  # noqa: PLC0415
    from checker.read.remote import documents  # noqa: PLC0415

    if is_archive(url):
        return [], [Problem(url, "网址里的压缩包未读取；解开后写明文件夹的网址")], 0
    try:
        found, others = documents(url, endings, _hidden)
    except UsageError:
        raise
    except FileNotFoundError:
        return [], [Problem(url, "文件不存在")], 0
    except Exception as error:  # each store has exceptions of its own
        told = " ".join(str(error).split())[:200]
        return [], [Problem(url, f"打不开：{told or type(error).__name__}")], 0
    if not found:
        return [], [Problem(url, f"文件夹里没有可以检查的文件（{' '.join(endings)}）")], others
    return found, [], others


def nothing_to_check(inputs: Inputs) -> UsageError:
    """Return the error for a run without any document."""
    if inputs.problems:
        return UsageError(inputs.problems[0].document, inputs.problems[0].problem, fix="写明文件或文件夹")
    return UsageError(
        "", "没有要检查的文件", fix="写明文件或文件夹，如 checker run 草案.docx --against 已发布/"
    )


def pays_to_share(documents: Sequence[str]) -> bool:
    """Say whether reading these is worth the start of further processes."""
    if len(documents) < 2:
        return False
    return len(documents) >= _SHARE_FROM_FILES or sum(map(_size, documents)) >= _SHARE_FROM_BYTES


def needs_a_process(documents: Sequence[str]) -> bool:
    """Say whether one of these is read by a library that may bring down or hang the process it runs in.

    A large page may: a tag of 200,000 attributes takes the parser minutes, in which no clock is heard.
    """
    from checker.read.formats import format_of, is_native  # noqa: PLC0415

    return any(
        is_native(path) or (format_of(path) == "html" and not 0 < _size(path) < _PAGE_FROM_BYTES)
        for path in documents
    )


def common_folder(paths: Iterable[str | Path]) -> Path:
    """Return the innermost folder that holds all of ``paths``; where settings are looked for."""
    here = (os.path.abspath(path) for path in paths if not is_url(str(path)))
    folders = [path if os.path.isdir(path) else os.path.dirname(path) for path in here]
    try:
        return Path(os.path.commonpath(folders)) if folders else Path.cwd()
    except ValueError:  # different drives have nothing in common
        return Path.cwd()


def covers(read: Iterable[str]) -> Callable[[Sequence[str], Path], bool]:
    """Return the test whether a run that read these could have met all documents of an earlier finding.

    The test takes the documents as they are told from a folder. One that is no longer there is met by
    its absence; without any, all documents beneath the folder count, but for a repository's own README
    and the like.
    """
    identities = {_identity(path) for path in read}

    def test(documents: Sequence[str], place: Path) -> bool:
        if documents:
            named = (name if is_url(name) else os.path.join(place, name) for name in documents)
            return all(_identity(path) in identities or not _is_there(path) for path in named)
        from checker.read.formats import known_endings  # noqa: PLC0415

        endings = tuple(sorted(known_endings()))
        beneath = (file for file in _files(str(place), None) if file.lower().endswith(endings))
        some = False
        for file in beneath:
            if _identity(file) in identities:
                some = True
            elif not _about_repository(file):
                return False
        return some

    return test


def _about_repository(file: str) -> bool:
    stem = Path(file).name.partition(".")[0]
    return stem.isascii() and stem.isupper()


def digest(given: Sequence[str], context: Sequence[str], settings: Settings, choice: Sequence[str]) -> str:
    """Return a short name for the content of a run: same documents, settings, rules, words – same name."""
    total = hashlib.sha256()
    for part in (repr(tuple(choice)), settings.as_text(), repr((len(given), len(context)))):
        total.update(part.encode("utf-8", "surrogatepass") + b"\0")
    for path in (*given, *context):
        total.update(path.encode("utf-8", "surrogatepass") + b"\0" + _content(path) + b"\0")
    for told in (_shipped(), *map(_contents, settings.rules)):
        total.update(told)
    return total.hexdigest()[:16]


@cache  # a process that has read them once goes by what it read
def _shipped() -> bytes:
    """Return what rules and grammar hold."""
    return _contents(folder("rules")) + _contents(folder("grammar"))


def _contents(place: Path) -> bytes:
    """Return the names and digests of all files beneath a folder."""
    files = (file for file in sorted(place.rglob("*")) if file.is_file())
    return b"".join(
        file.relative_to(place).as_posix().encode() + b"\0" + _content(str(file)) for file in files
    )


def _identity(path: str) -> str:
    if is_url(path):
        return path
    return os.path.normcase(os.path.realpath(path))


def _files(top: str, leave_out: Path | None, problems: list[Problem] | None = None) -> Iterator[str]:
    """Yield the files under a folder, each folder once even where links lead back to it.

    A link that leads out of the folder is not followed, and named among the problems.
    """
    seen: set[str] = set()
    barred = _identity(str(leave_out)) if leave_out else None
    root = _identity(top)

    def leads_out(place: str, name: str) -> bool:
        path = os.path.join(place, name)
        if not os.path.islink(path) or _is_within(_identity(path), root):
            return False
        if problems is not None:
            said = "链接指向给定文件夹之外，未读取；需要时单独写明这份文件"
            problems.append(Problem(Path(path).as_posix(), said))
        return True

    for place, folders, names in os.walk(top, followlinks=True):
        identity = _identity(place)
        result = _RESULT in names
        if identity in seen or ((result or identity == barred) and place != top):
            folders.clear()
            continue
        seen.add(identity)
        if result:  # reports among documents: the folder itself is the one asked for
            folders[:] = [name for name in folders if name != _PAGES]
        files = (name for name in names if not (result and name.startswith(_REPORTS)))
        folders[:] = sorted(name for name in folders if not _hidden(name) and not leads_out(place, name))
        for name in sorted(files):
            if not _hidden(name) and not name.endswith(_ANNOTATED) and not leads_out(place, name):
                yield Path(place, name).as_posix()


def _is_there(path: str) -> bool:
    # Whether a store still has a document is not asked: what was not read was not met.
    return is_url(path) or os.path.exists(path)


def _is_within(path: str, folder_: str) -> bool:
    return path == folder_ or path.startswith(folder_.rstrip(os.sep) + os.sep)


def _hidden(name: str) -> bool:
    return name.startswith((".", "~$"))


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0


def _content(path: str) -> bytes:
    from checker.read.source import content, member_of  # noqa: PLC0415

    total = hashlib.sha256()
    if is_url(path):
        from checker.read.remote import version  # noqa: PLC0415

        return version(path)
    if member_of(path) is not None:
        try:
            total.update(content(path, Limits().unpacked_bytes, Limits()))
        except Unreadable:
            return b"unreadable"
        return total.digest()
    if not os.path.isfile(path):  # a pipe would be waited for without end
        return b"unreadable"
    try:
        with open(path, "rb") as file:
            while block := file.read(1 << 20):
                total.update(block)
    except OSError:
        return b"unreadable"
    return total.digest()


def context_of(said: Mapping[str, object]) -> Context:
    """Return the context a phrase is read in, from what a user says of it; nulls count as unsaid.

    Raises:
        UsageError: An unknown key or a value that cannot be used.
    """
    allowed = tuple(field.name for field in fields(Context))
    values: dict[str, str] = {}
    for key, value in said.items():
        if key not in allowed:
            raise UsageError("context", f"不认识的键“{key}”", fix="可用：" + " ".join(allowed))
        if value is None:
            continue
        if not isinstance(value, str | int) or isinstance(value, bool):
            raise UsageError("context", f"“{key}”应为字符串", fix=f'写成 "{key}": "…"')
        values[key] = str(value)
    modality = values.get("modality", "target")
    if modality not in get_args(Modality):
        fix = "可用：" + " ".join(get_args(Modality))
        raise UsageError("context", f"没有这种语气“{modality}”", fix=fix)
    period = values.get("period", "")
    kind = values.get("period_kind") or (
        "by" if period.startswith("../") else "span" if "/" in period else "year"
    )
    return replace(Context(), **{**values, "period_kind": kind})  # type: ignore[arg-type]
