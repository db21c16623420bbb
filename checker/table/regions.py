"""Regions as paths: parents, levels, and how many children a region has."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from checker.settings import RegionSetting, Settings

if TYPE_CHECKING:
    from checker.read.places import Divisions

NATION = "全国"
LEVEL_RANK = {"national": 0, "province": 1, "city": 2, "district": 3}
_UNKNOWN_RANK = 9


@lru_cache(maxsize=65536)
def parent(region_path: str | None, level: str | None = None) -> str:
    """Return the path of the region above, '' where it is the nation or unknown.

    >>> parent("天津市/南开区"), parent("天津市"), parent("全国"), parent(None)
    ('天津市', '全国', '', '')
    >>> parent("云阜市", "city"), parent("云阜省", "province")
    ('', '全国')
    """
    if not region_path or region_path == NATION:
        return ""
    above, _, _ = region_path.rpartition("/")
    if above:
        return above
    return NATION if level == "province" or (level is None and _is_province(region_path)) else ""


def rank(level: str | None) -> int:
    """Return how far a level is from the nation; 9 where unknown."""
    return LEVEL_RANK.get(level or "", _UNKNOWN_RANK)


def child_count(region_path: str, settings: Settings) -> int:
    """Return how many regions have this one as parent, 0 where unknown."""
    return len(children(region_path, settings))


def children(region_path: str, settings: Settings) -> tuple[str, ...]:
    """Return the paths of the regions that have this one as parent; none where they are unknown.

    Settings add to the divisions table, they never take from it.
    """
    return tuple(sorted(place.path for place in _divisions(settings.regions).children(region_path)))


@lru_cache(maxsize=8)
def _divisions(added: tuple[RegionSetting, ...]) -> Divisions:
    from checker.read import places  # noqa: PLC0415 — the table of the whole country

    return places.with_regions(added)


def _is_province(path: str) -> bool:
    from checker.read import places  # noqa: PLC0415 — the table of the whole country

    place = places.load().by_path(path)
    return place is not None and place.level == "province"
