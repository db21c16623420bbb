"""Reading over a cache: only what changed is read again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from checker.model import Reading
from checker.settings import Settings
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

    def kept_or_read(self, path: str, settings: Settings) -> Reading:
        """Return what is kept of a document, else read it and keep that."""
        key = self.cache.key(path, settings)
        kept = self.cache.load(key, path) if key is not None else None
        return self(path, settings) if kept is None else kept


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
    if cache is None:
        yield from many(documents, reader)
        return
    keeping = Keeping(cache, reader)
    keys = {path: key for path in documents if (key := cache.key(path, settings)) and cache.has(key)}
    fresh = many([path for path in documents if path not in keys], keeping)
    for path in documents:
        if path not in keys:
            yield next(fresh)
        else:
            # An entry that is spoilt, or gone by now, is made anew.
            kept = cache.load(keys[path], path)
            yield keeping(path, settings) if kept is None else kept
    if len(keys) < len(documents):
        cache.prune()
