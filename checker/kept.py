"""Things made once and kept: tables and code that follow from the program alone, never from documents.

Each lies in the user's own cache folder in one file, named by what it was made from, written under
another name and renamed into place, so that runs side by side only ever see whole ones. A folder that
is missing, full or read-only, or that others may write to, costs the time of making it again, no more.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import stat
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TypeVar, cast

Made = TypeVar("Made")

_DIGEST = 32  # bytes of a SHA-256
ENVIRONMENT = "CHECKER_CACHE"  # a folder, or "off"
OFF = "off"
_FOLDER = "made"
_READ = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
_MOST = 64  # files; the program has some ten, the rest is of other versions and unused for longest


def key_of(*parts: str | bytes) -> str:
    """Return a name for what is made from some parts by this Python; one of them tells how it is made."""
    total = hashlib.sha256(f"{sys.implementation.cache_tag} {sys.version}".encode())
    for part in parts:
        data = part.encode("utf-8") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()


def possible() -> bool:
    """Say whether there is a folder to keep things in."""
    return _folder() is not None


def load(kind: str, key: str) -> bytes | None:
    """Return what was kept under a key; None where there is nothing, or not the whole of it."""
    place = _folder()
    if place is None:
        return None
    data = content_of(place / f"{kind}-{key[:40]}")
    if data is None:
        return None
    sealed, content = data[:_DIGEST], data[_DIGEST:]
    return content if hashlib.sha256(key.encode() + content).digest() == sealed else None


def content_of(place: Path) -> bytes | None:
    """Return what a file holds; None where there is none, or what is no file: a pipe would never end."""
    try:
        handle = os.open(place, _READ)
    except OSError:
        return None
    try:
        with open(handle, "rb", closefd=False) as file:
            return file.read() if stat.S_ISREG(os.fstat(handle).st_mode) else None
    except OSError:  # a folder
        return None
    finally:
        os.close(handle)


def keep(kind: str, key: str, content: bytes) -> None:
    """Keep something under a key, where that can be done."""
    place = _folder()
    if place is None:
        return
    with suppress(OSError):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=place, suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(key.encode() + content).digest() + content)
            os.replace(temporary, place / f"{kind}-{key[:40]}")
        except BaseException:
            os.unlink(temporary)
            raise
        _tidy(place)


def made(kind: str, key: str, make: Callable[[], Made]) -> Made:
    """Return what was kept under a key, else what ``make`` makes, which is kept."""
    found = load(kind, key)
    if found is not None:
        try:
            return cast(Made, pickle.loads(found))  # noqa: S301  sealed, from a folder that is the user's own
        except Exception:  # noqa: S110  whole, but not of this version: made anew
            pass
    value = make()
    keep(kind, key, pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
    return value


def _tidy(place: Path) -> None:
    """Remove what was made first, where files of earlier versions have gathered."""
    with os.scandir(place) as found:
        files = sorted((file.stat().st_mtime, file.path) for file in found)
    for _, path in files[:-_MOST]:
        with suppress(OSError):
            os.unlink(path)


@lru_cache(maxsize=1)
def _folder() -> Path | None:
    folder = user_folder()
    place = None if folder is None else folder / _FOLDER
    return place if place is not None and trusted(place) else None


def user_folder() -> Path | None:
    """Return the folder of what is kept: where ``CHECKER_CACHE`` says, else in the user's cache folder.

    None where that says ``off``, where there is no home, and where the folder belongs to somebody else or
    others may write in it: what they put there would be taken for what the program or documents say.
    """
    place = named_folder()
    return place if place is not None and trusted(place) else None


def named_folder() -> Path | None:
    """Return the folder that environment or system name, whoever may write to it."""
    said = os.environ.get(ENVIRONMENT, "").strip()
    try:
        return None if said == OFF else Path(said).expanduser() if said else _own()
    except RuntimeError:  # no home
        return None


def trusted(place: Path) -> bool:
    """Say whether a folder is this user's own and closed to the writing of others, or not there yet."""
    if sys.platform == "win32":
        return True
    try:
        found = place.stat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return found.st_uid == os.getuid() and not found.st_mode & 0o022


def _own() -> Path:
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return (Path(local) if local else Path.home() / "AppData" / "Local") / "plan-checker" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "plan-checker"
    told = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(told) if told.startswith("/") else Path.home() / ".cache") / "plan-checker"
