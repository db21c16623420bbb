"""Reading over a cache: only what changed is read again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from checker.model import Reading
from checker.settings import Settings
from checker.store import codec
from checker.store.cache import Cache

Reader = Callable[[str, Settings], Reading]
Many = Callable[[Sequence[str], Reader], Iterator[Reading]]


@dataclass(frozen=True, slots=True)
class Keeping:
    """A reader that keeps what it reads; it may be sent to another process."""

    cache: Cache
    reader: Reader

    def __call__(self, path: str, settings: Settings) -> Reading:
        """Read one document and keep the reading."""
        key = self.cache.key(path, settings)
        reading = self.reader(path, settings)
        # A file that changed while it was read would be kept under the name of its old content.
        if key is not None and self.cache.key(path, settings) == key:
            self.cache.keep(key, reading)
        return reading


@dataclass(frozen=True, slots=True)
class Packing:
    """A reader that gives what it reads as bytes: less to send from one process to another."""

    reader: Reader

    def __call__(self, path: str, settings: Settings) -> Reading:
        """Return the reading of one document, packed; whoever sends it does not look at it."""
        return cast(Reading, codec.to_bytes(self.reader(path, settings)))


def read(
    documents: Sequence[str], settings: Settings, cache: Cache | None, reader: Reader, many: Many
) -> Iterator[Reading]:
    """Yield the reading of each document in order, from the cache where it is there.

    Args:
        documents: Paths.
        settings: What the texts do not say themselves.
        cache: Where readings are kept; None to keep none.
        reader: Reads one document.
        many: Reads several with the reader it is given, over processes where that pays; in their order.
    """
    for path, found in _each(documents, settings, cache, reader, many):
        if isinstance(found, bytes):
            try:
                yield codec.from_bytes(found, path)
            except ValueError:
                # Whole, but no reading of this version.
                yield _keeping(cache, reader)(path, settings)
        else:
            yield found


def read_packed(
    documents: Sequence[str], settings: Settings, cache: Cache | None, reader: Reader, many: Many
) -> Iterator[tuple[str, bytes]]:
    """Yield path and packed reading of each document in order; see ``read``."""

    def packed(paths: Sequence[str], one: Reader) -> Iterator[Reading]:
        return many(paths, Packing(one))

    for path, found in _each(documents, settings, cache, reader, packed):
        # A document whose process was lost comes back as a reading with a problem.
        yield path, found if isinstance(found, bytes) else codec.to_bytes(found)


def _each(
    documents: Sequence[str], settings: Settings, cache: Cache | None, reader: Reader, many: Many
) -> Iterator[tuple[str, Reading | bytes]]:
    """Yield the documents with their readings; from the cache they come packed."""
    if cache is None:
        yield from zip(documents, many(documents, reader), strict=True)
        return
    keeping = Keeping(cache, reader)
    keys = {path: key for path in documents if (key := cache.key(path, settings)) and cache.has(key)}
    fresh = many([path for path in documents if path not in keys], keeping)
    for path in documents:
        kept = cache.load_bytes(keys[path]) if path in keys else None
        # An entry that is spoilt, or gone by now, is made anew.
        yield path, next(fresh) if path not in keys else keeping(path, settings) if kept is None else kept
    if len(keys) < len(documents):
        cache.prune()


def _keeping(cache: Cache | None, reader: Reader) -> Reader:
    return reader if cache is None else Keeping(cache, reader)
