"""Nation-wide renamings: an indicator that gave way to another is neither dropped nor redefined."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from checker.errors import LexiconError
from checker.resources import folder, table
from checker.table import identity

_COLUMNS = 7


@cache
def _entries() -> tuple[tuple[str, str, int], ...]:
    path = folder("grammar") / "lexicon" / "renamings.tsv"
    found: set[tuple[str, str, int]] = set()
    _, *lines = table(path)  # behind the names of the columns
    for number, cells in lines:
        if len(cells) != _COLUMNS or not cells[4].isdigit():
            raise LexiconError(
                f"{path.name}:{number}",
                f"cannot use “{' '.join(cells)}”",
                fix="seven columns, the fifth a year",
            )
        for old in (cells[0], f"~{identity.normalise(cells[1])}"):
            for new in (cells[2], f"~{identity.normalise(cells[3])}"):
                if old and new:
                    found.add((old, new, int(cells[4])))
    return tuple(sorted(found))


def rows() -> Iterator[dict[str, object]]:
    """Yield the rows of the relation ``renaming``: old key, new key, first year of the new one.

    Raises:
        LexiconError: a line of ``renamings.tsv`` cannot be used.
    """
    for old, new, year in _entries():
        yield {"old_key": old, "new_key": new, "year": year}
