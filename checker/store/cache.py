"""What is kept between runs: readings, rows and results, each by all that decides it.

A reading lies under what the document holds and the version of all that read it; what is made of readings
lies under their digests, the settings and the version of the program. An entry is one file, written under
another name and renamed into place, so that runs side by side only ever see whole ones. Whatever is wrong
with an entry, it is as if it were not there.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from checker.errors import Unreadable
from checker.kept import content_of, user_folder
from checker.model import Reading
from checker.read.source import content, member_of
from checker.settings import Settings
from checker.store import codec, version

MOST_BYTES = 2_000_000_000
READING, ROWS, RESULT = "reading", "rows", "result"  # what an entry holds; the ending of its name
_FOLDERS = {READING: "readings", ROWS: "relations", RESULT: "results"}
_DIGEST = 32  # bytes of a SHA-256
_TOUCH_AFTER = 3600.0  # seconds: used entries are kept longest, but not every use is worth a write
_KEEP = 0.9  # of the limit, when the oldest entries have gone
_LARGEST = 256_000_000  # bytes of a document whose reading is kept


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of entries. ``None`` in the place of a cache means that nothing is kept."""

    folder: Path
    most_bytes: int = MOST_BYTES

    def key(self, path: str, settings: Settings) -> str | None:
        """Return the name under which the reading of a document lies; None where it cannot be opened."""
        total = hashlib.sha256(version.of_document(path, settings).encode("utf-8", "surrogatepass") + b"\0")
        try:
            if member_of(path) is not None:
                total.update(content(path, settings.limits.unpacked_bytes, settings.limits))
                return total.hexdigest()
            if not os.path.isfile(path) or os.path.getsize(path) > _LARGEST:
                return None
            with open(path, "rb") as file:
                while block := file.read(1 << 20):
                    total.update(block)
        except (OSError, ValueError, Unreadable):
            return None
        return total.hexdigest()

    def load(self, key: str, path: str) -> Reading | None:
        """Return the reading kept under a key, as that of the document at ``path``; else None."""
        data = self.load_bytes(key)
        try:
            return None if data is None else codec.from_bytes(data, path)
        except ValueError:
            return None

    def load_bytes(self, key: str, kind: str = READING) -> bytes | None:
        """Return what was kept under a key, of a reading what ``codec`` made of it; else None."""
        place = self._place(key, kind)
        data = content_of(place)
        if data is None:
            return None
        head = _head(key, kind)
        sealed = data[len(head) : len(head) + _DIGEST]
        packed = data[len(head) + _DIGEST :]
        if not data.startswith(head) or hashlib.sha256(packed).digest() != sealed:
            return None
        self._used(place)
        return packed

    def keep(self, key: str, reading: Reading) -> None:
        """Keep a reading; one with problems is not: these may be mended by then, and it is quick to read."""
        if not reading.document.problems:
            self.keep_bytes(key, codec.to_bytes(reading))

    def keep_bytes(self, key: str, packed: bytes, kind: str = READING) -> None:
        """Keep something; a folder that is full or cannot be written is no fault."""
        place = self._place(key, kind)
        with suppress(OSError):
            _private(place.parent)
            handle, temporary = tempfile.mkstemp(dir=place.parent, suffix=".tmp")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_head(key, kind) + hashlib.sha256(packed).digest() + packed)
                os.replace(temporary, place)
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise

    def has(self, key: str) -> bool:
        """Say whether there is an entry of that key, good or not."""
        return self._place(key).is_file()

    def size(self) -> tuple[int, int]:
        """Return how many readings there are, and the bytes of all entries."""
        found = list(self._entries())
        readings = sum(path.endswith(f".{READING}") for _, _, path in found)
        return readings, sum(size for _, size, _ in found)

    def prune(self) -> int:
        """Remove the entries unused for longest until what is left is inside the limit; return how many."""
        entries = sorted(self._entries())
        total = sum(size for _, size, _ in entries)
        if total <= self.most_bytes:
            return 0
        removed = 0
        for _, size, place in entries:
            if total <= self.most_bytes * _KEEP:
                break
            removed += _remove(place)
            total -= size
        return removed

    def clear(self) -> int:
        """Remove all entries, and nothing else that may lie in the folder; return how many readings."""
        removed = sum([_remove(path) * path.endswith(f".{READING}") for _, _, path in self._entries()])
        for part in self._parts():
            with suppress(OSError):
                os.rmdir(part)
        return removed

    def _place(self, key: str, kind: str = READING) -> Path:
        return self.folder / _FOLDERS[kind] / key[:2] / f"{key[2:]}.{kind}"

    def _parts(self) -> list[str]:
        parts: list[str] = []
        for name in _FOLDERS.values():
            with suppress(OSError), os.scandir(self.folder / name) as found:
                parts += sorted(entry.path for entry in found if entry.is_dir(follow_symlinks=False))
        return parts

    def _entries(self) -> Iterator[tuple[float, int, str]]:
        """Yield last use, bytes and path of the entries, and of what a killed run left half written."""
        endings = (".tmp", *(f".{kind}" for kind in _FOLDERS))
        for part in self._parts():
            with suppress(OSError), os.scandir(part) as found:
                for entry in found:
                    if entry.name.endswith(endings) and entry.is_file(follow_symlinks=False):
                        told = entry.stat(follow_symlinks=False)
                        yield told.st_mtime, told.st_size, entry.path

    @staticmethod
    def _used(place: Path) -> None:
        with suppress(OSError):
            if time.time() - place.stat().st_mtime > _TOUCH_AFTER:
                os.utime(place)


def default(settings: Settings | None = None) -> Cache | None:
    """Return the user's cache, None where environment or settings switch it off; see ``checker.kept``.

    Settings, which come with the documents, cannot name a folder: what lies there would be believed.
    """
    if settings is not None and not settings.cache:
        return None
    place = user_folder()
    return None if place is None else Cache(place)


def _head(key: str, kind: str) -> bytes:
    return f"checker {kind} 1\n".encode() + bytes.fromhex(key)


def _private(place: Path) -> None:
    """Make a folder that only this user may enter."""
    if not place.is_dir():
        for above in (place.parent.parent, place.parent, place):
            above.mkdir(mode=0o700, parents=True, exist_ok=True)


def _remove(place: str) -> int:
    try:
        os.unlink(place)
    except OSError:
        return 0
    return 1
