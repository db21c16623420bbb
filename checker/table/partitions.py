"""Kinds that exclude each other (``partitions.tsv``): their figures add up to at most the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from checker.errors import LexiconError
from checker.resources import folder, table

_COLUMNS = ("kinds", "of", "dimensions", "note")


@dataclass(frozen=True, slots=True)
class Partition:
    """Kinds of one thing; ``of`` names the totals of which they leave nothing out, None where of none."""

    kinds: tuple[re.Pattern[str], ...]
    of: re.Pattern[str] | None
    dimensions: frozenset[str]

    def kind(self, name: str) -> int | None:
        """Return which kind a name tells, None where it tells none or more than one.

        The longest word decides where words overlap: 非税收入 is no 税收, 市县 no 市级.
        """
        hits = sorted(
            (-(hit.end() - hit.start()), hit.start(), at)
            for at, kind in enumerate(self.kinds)
            for hit in kind.finditer(name)
        )
        taken: list[tuple[int, int]] = []
        told: set[int] = set()
        for length, start, at in hits:
            end = start - length
            if all(end <= begin or start >= stop for begin, stop in taken):
                taken.append((start, end))
                told.add(at)
        return told.pop() if len(told) == 1 else None

    def tells_apart(self, names: Sequence[str]) -> bool:
        """Say whether each name is of another kind."""
        told = [self.kind(name) for name in names]
        return None not in told and len(set(told)) == len(names)


@cache
def partitions() -> tuple[Partition, ...]:
    """Return the rows of the table.

    Raises:
        LexiconError: a row has other columns, or fewer than two kinds.
    """
    path = folder("grammar") / "lexicon" / "partitions.tsv"
    _, *rows = table(path)  # behind the names of the columns
    return tuple(_partition(f"{path.name}:{number}", cells) for number, cells in rows)


def _partition(place: str, cells: list[str]) -> Partition:
    if len(cells) != len(_COLUMNS) or "|" not in cells[0]:
        raise LexiconError(place, f"cannot use “{cells[0]}”", fix="kinds, of, dimensions, note")
    kinds, of, dimensions, _ = cells
    return Partition(
        tuple(re.compile(kind.replace("/", "|")) for kind in kinds.split("|")),
        re.compile(of) if of else None,
        frozenset(dimensions.split(",")) - {""},
    )


def applying(dimension: str | None) -> Iterator[Partition]:
    """Yield the partitions that figures of a dimension can fall into."""
    for partition in partitions():
        if not partition.dimensions or dimension in partition.dimensions:
            yield partition


def excludes(names: Sequence[str], dimension: str | None) -> bool:
    """Say whether some partition gives each name another kind.

    >>> excludes(["风电", "光伏"], "power"), excludes(["税收收入", "非税收入"], "money")
    (True, True)
    >>> excludes(["高新技术企业", "规上企业"], "count")
    False
    """
    return any(partition.tells_apart(names) for partition in applying(dimension))


def is_whole(names: Sequence[str], total: str, dimension: str | None) -> bool:
    """Say whether the names are all kinds of a partition that leaves nothing of this total out."""
    return any(
        partition.of is not None
        and len(names) == len(partition.kinds)
        and partition.of.search(total) is not None
        and partition.tells_apart(names)
        for partition in applying(dimension)
    )
