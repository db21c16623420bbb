"""How far the memory of this process may grow: what asks for more is refused, or ends the process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from checker.limits import MEGABYTE


def bound(megabytes: int) -> None:
    """Let the process hold so much data and no more, where the system can (not on Windows)."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        _set(megabytes * MEGABYTE, hard)


@contextmanager
def growing_by(megabytes: int) -> Iterator[None]:
    """Bound what is taken within to so much more than is held now; where that can be told (Linux)."""
    try:
        import resource  # noqa: PLC0415

        soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
        most = _held() + megabytes * MEGABYTE
    except (ImportError, ValueError, OSError):
        yield
        return
    _set(most if soft < 0 else min(most, soft), hard)
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _held() -> int:
    """Return the bytes of data this process holds now."""
    with open("/proc/self/statm", "rb") as file:
        pages = int(file.read().split()[5])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _set(most: int, hard: int) -> None:
    import resource  # noqa: PLC0415

    resource.setrlimit(resource.RLIMIT_DATA, (most if hard < 0 else min(most, hard), hard))
