"""checker cache: what is kept between runs, and how to be rid of it."""

# ruff: noqa: PLC0415  (see run.py)
from __future__ import annotations

import click

from checker.commands import base

_UNITS = ("B", "KB", "MB", "GB")


def cache(action: str | None) -> int:
    """Show the cache, or clear it, and return the exit code."""
    from checker.kept import named_folder
    from checker.store.cache import default

    say, kept = base.say(), default()
    if kept is None:
        print(say("cache.off", path=named_folder() or "—"))
        return 0
    if action == "clear":
        print(say("cache.cleared", count=kept.clear(), path=kept.folder))
        return 0
    count, size = kept.size()
    shown = say("cache.shown", count=count, size=_size(size), most=_size(kept.most_bytes), path=kept.folder)
    print(shown)
    return 0


def _size(count: int) -> str:
    """Return bytes as people write them.

    >>> _size(999), _size(123_456), _size(2_000_000_000)
    ('999 B', '123 KB', '2 GB')
    """
    unit = 0
    while count >= 1000 and unit < len(_UNITS) - 1:
        count, unit = round(count / 1000), unit + 1
    return f"{count} {_UNITS[unit]}"


command = base.Command(
    "cache",
    callback=cache,
    params=[
        base.Argument(
            ["action"], text="cache.action", required=False, type=click.Choice(["clear"]), metavar="[clear]"
        )
    ],
)
