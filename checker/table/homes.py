"""Places the divisions table does not know: which place above they belong to, from the other documents.

A district's plan often never names its city in full. Where another document of the same run writes the
district under a city (云阜市/白石区), or where there is one city only and the district's text speaks of
its city, the two paths are joined; the reason is told with the document's identity.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from checker.model import Commitment, Reading, Statement
from checker.settings import Settings

_ABOVE = {"district": "city", "city": "province"}
_SPEAKS_OF = {
    "city": re.compile("全市|市委|市政府|市级|市下达|市定|市人大|我市"),
    "province": re.compile("全省|省委|省政府|省级|省下达|省定|我省"),
}


def settle(readings: Sequence[Reading], settings: Settings) -> None:
    """Give documents of unknown places the path the other documents show; changes them in place.

    Places of the divisions table and of the settings stay as they are.
    """
    from checker.read.places import with_regions  # noqa: PLC0415 — the table of the whole country

    divisions = with_regions(settings.regions)
    names = {p for r in readings if (p := r.document.identity.region_path)}
    known = frozenset(name for name in names if divisions.by_path(name) is not None)
    written = _Written(names)
    for reading in readings:
        for statement in reading.statements:
            if statement.region_path:
                written.add(statement.region_path)
    # Upper levels first: a district finds its city under the path the city has been given.
    for level in ("city", "district"):
        above = _of_level(readings, _ABOVE[level])
        for reading in readings:
            identity = reading.document.identity
            path = identity.region_path
            if identity.level != level or not path or path in known:
                continue
            root = path.partition("/")[0]
            found = written.home(root) if divisions.by_path(root) is None else None
            if found is None and root == path:
                found = _only_above(reading, level, above, known)
            if found is None:
                continue
            home, reason = found
            written.add(f"{home}/{path}")
            _move(reading, path, f"{home}/{path}", reason)


class _Written:
    """The paths that documents write, by the name they end with."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._homes: dict[str, set[str]] = defaultdict(set)
        for path in paths:
            self.add(path)

    def add(self, path: str) -> None:
        home, _, name = path.rpartition("/")
        if home:
            self._homes[name].add(home)

    def home(self, name: str) -> tuple[str, str] | None:
        """Return the one place that a name is written under, and why; None where there is no single one."""
        homes = self._homes.get(name, set())
        return (home, f"同批文件写作“{home}{name}”") if len(homes) == 1 and (home := min(homes)) else None


def _of_level(readings: Sequence[Reading], level: str) -> list[str]:
    """Return the regions of one level that documents speak for."""
    return sorted(
        {i.region_path for r in readings if (i := r.document.identity).level == level and i.region_path}
    )


def _only_above(
    reading: Reading, level: str, homes: Sequence[str], known: frozenset[str]
) -> tuple[str, str] | None:
    """The one document region of the level above, where this text names it or speaks of 全市."""
    if len(homes) != 1:
        return None
    text = "".join(reading.document.lines.values())
    short = homes[0].rpartition("/")[2]
    if short in text:
        return homes[0], f"文中提到“{short}”，同批文件中有它"
    # A real city's districts are all known: an unknown one is not taken for one of them.
    if homes[0] not in known and _SPEAKS_OF[_ABOVE[level]].search(text):
        return homes[0], f"同批文件中的上级只有“{short}”"
    return None


def _move(reading: Reading, old: str, new: str, reason: str) -> None:
    identity = reading.document.identity
    said = f"所属上级：{new.rpartition('/')[0]}（{reason}）"
    reading.document.identity = replace(identity, region_path=new, reasons=(*identity.reasons, said))
    relocate(reading, old, new)


def relocate(reading: Reading, old: str, new: str) -> None:
    """Put what a document says of a place, and of what lies in it, under the place's other path."""
    everything: list[Statement | Commitment] = [*reading.statements, *reading.commitments]
    for said in everything:
        path = said.region_path
        if path == old or (path is not None and path.startswith(old + "/")):
            said.region_path = new + path[len(old) :]
