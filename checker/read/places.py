"""Administrative divisions: which places there are, which one a name means, where a text names them.

A place is known by its path (``天津市/南开区``); names repeat (朝阳区, 鼓楼区), paths do not. The places come
from ``grammar/lexicon/divisions.tsv``; those of the settings and unknown ones are added beside them.

>>> divisions = load()
>>> divisions.resolve("南开区").path
'天津市/南开区'
>>> divisions.resolve("朝阳区") is None, divisions.resolve("朝阳区", within="北京市").path
(True, '北京市/朝阳区')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol, cast

from checker.errors import LexiconError, SettingsError
from checker.model import LEVELS, Level
from checker.resources import folder
from checker.value import value

if TYPE_CHECKING:
    from checker.read.place_search import PlaceMention, PlaceSearch

NATION = "全国"
_DEEPEST = 30  # places within one another that settings may name
_LINGERS = 5  # years for which plans go on naming a place that has ceased
_COLUMNS = ["code", "name", "level", "path", "short", "valid_from", "valid_to", "source"]
_OTHER_NAMES = {"国家": NATION, "中国": NATION, "我国": NATION, "中华人民共和国": NATION}
_SUFFIXES: tuple[tuple[str, Level], ...] = (
    ("自治区", "province"), ("特别行政区", "province"), ("省", "province"),
    ("自治州", "city"), ("自治县", "district"), ("自治旗", "district"),
    ("地区", "city"), ("盟", "city"), ("州", "city"), ("市", "city"),
    ("区", "district"), ("县", "district"), ("旗", "district"),
)  # fmt: skip


@value(frozen=True, slots=True)
class Place:
    """One administrative division, or a place of the same standing.

    ``parent_path`` is None only for the nation and where the parent is unknown; ``valid_from`` and
    ``valid_to`` are years, both inclusive, None where open.
    """

    name: str
    level: Level
    path: str
    parent_path: str | None
    code: str = ""
    short: str = ""
    valid_from: int | None = None
    valid_to: int | None = None

    def valid_in(self, year: int | None) -> bool:
        """Say whether the place existed in ``year``; without a year, whether it exists today."""
        if year is None:
            return self.valid_to is None
        return (self.valid_from or 0) <= year <= (self.valid_to or 9999)


class Region(Protocol):
    """What the settings say of a place the table does not know."""

    @property
    def name(self) -> str: ...
    @property
    def parent(self) -> str | None: ...
    @property
    def level(self) -> str | None: ...


class Divisions:
    """All known places; never changed once made."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = tuple(places)
        self._by_path = {place.path: place for place in self.places}

    # ------------------------------------------------------------ lookup

    def by_path(self, path: str) -> Place | None:
        """Return the place of that full path, former ones included."""
        return self._by_path.get(path)

    def by_name(self, name: str) -> tuple[Place, ...]:
        """Return all places, former ones included, with that full name, short name or usual other name."""
        return self._by_name.get(_OTHER_NAMES.get(name, name), ())

    def children(self, path: str, *, year: int | None = None) -> tuple[Place, ...]:
        """Return the places directly beneath ``path`` that exist today, or existed in ``year``."""
        return tuple(place for place in self._children.get(path, ()) if place.valid_in(year))

    def ancestors(self, path: str) -> tuple[str, ...]:
        """Return the paths above ``path``, nearest first, ending with the nation.

        >>> load().ancestors("天津市/南开区")
        ('天津市', '全国')
        """
        if path == NATION:
            return ()
        parts = path.split("/")
        return (*("/".join(parts[:n]) for n in range(len(parts) - 1, 0, -1)), NATION)

    def resolve(self, name: str, *, within: str | None = None, year: int | None = None) -> Place | None:
        """Return the one place that ``name`` (or a full path) means, None where unknown or ambiguous.

        A province goes before all; then places under ``within``, under its parent, and so on up to the
        nation. Among those, places of ``year`` (or today) go before former ones, a full name before a short
        one; where only the short name fits, the higher level wins (吉林 is the province).
        """
        exact = self._by_path.get(_OTHER_NAMES.get(name, name))
        if exact is not None and ("/" in name or exact.level == "national"):
            return exact
        found = self.nearest(name, within=within, year=year)
        return found[0] if len(found) == 1 else None

    def nearest(self, name: str, *, within: str | None = None, year: int | None = None) -> tuple[Place, ...]:
        """Return the places ``name`` may mean that are equally good under the order of ``resolve``."""
        places = self.by_name(name)
        if all(place.name != name for place in places):
            # 河北 in a document of Tianjin is the province, not the city's own 河北区.
            places = tuple(p for p in places if p.level == "province") or places
        return self.narrow(places, name, within=within, year=year)

    def narrow(
        self, places: tuple[Place, ...], name: str, *, within: str | None = None, year: int | None = None
    ) -> tuple[Place, ...]:
        """Return those of ``places``, all called ``name``, that are the best for ``within`` and ``year``.

        A place that ceased long before ``year`` comes only where no other is left; one that ceased lately
        is still better than one of the same name far away.
        """
        if len(places) < 2:
            return places
        valid = tuple(p for p in places if p.valid_in(year))
        provinces = tuple(p for p in valid if p.level == "province" and p.name == name)
        if provinces:
            return provinces
        scopes = (within, *self.ancestors(within)[:-1]) if within and within != NATION else ()
        for scope in scopes:
            inside = tuple(p for p in places if is_within(p.path, scope) and _is_recent(p, year))
            if inside:
                return _best(tuple(p for p in inside if p.valid_in(year)) or inside, name)
        return _best(valid or places, name)

    def find(self, text: str, *, within: str | None = None, year: int | None = None) -> list[PlaceMention]:
        """Return the places that ``text`` names, in order, without overlap; the nation is not looked for.

        ``within`` is the path of the region the text is about and decides between places of one name. A
        place right behind another is looked for beneath that one first (天津市和平区).
        """
        return self._search.find(text, within=within, year=year)

    def may_begin(self, text: str, at: int = 0) -> bool:
        """The prefilter: whether ``find`` can return a place that begins at a position."""
        return self._search.may_begin(text, at)

    # ------------------------------------------------------------ widening

    def add(self, regions: Iterable[Region]) -> Divisions:
        """Return divisions that also know ``regions``; a parent may be any of them, a known name or a path.

        Raises:
            SettingsError: parents that form a circle, or a level there is not.
        """
        waiting = {region.name: region for region in regions}
        if not waiting:
            return self
        added: dict[str, Place] = {}

        def place_of(name: str, chain: tuple[str, ...]) -> Place:
            if name in added:
                return added[name]
            if name in chain:
                problem = f"上级绕成了圈：{' → '.join((*chain, name))}"
                raise SettingsError("[[region]]", problem, fix="改正其中一个 parent")
            if len(chain) > _DEEPEST:
                raise SettingsError("[[region]]", f"上级一层套一层，超过 {_DEEPEST} 层", fix="改正 parent")
            region = waiting[name]
            if region.level is not None and region.level not in LEVELS:
                raise SettingsError("[[region]]", f"“{region.level}”不可用", fix="可用：" + " ".join(LEVELS))
            parent: Place | str | None = region.parent or None
            if parent in waiting:
                parent = place_of(str(parent), (*chain, name))
            elif isinstance(parent, str):
                parent = self.resolve(parent) or parent
            level = cast("Level | None", region.level)
            added[name] = unknown_place(name, parent, level=level)
            return added[name]

        for name in waiting:
            place_of(name, ())
        return Divisions([*self.places, *(p for p in added.values() if p.path not in self._by_path)])

    # ------------------------------------------------------------ indexes, made when first asked for

    @cached_property
    def _by_name(self) -> dict[str, tuple[Place, ...]]:
        index: dict[str, list[Place]] = {}
        for place in self.places:
            for name in names_of(place):
                index.setdefault(name, []).append(place)
        return {name: tuple(places) for name, places in index.items()}

    @cached_property
    def _children(self) -> dict[str, list[Place]]:
        index: dict[str, list[Place]] = {}
        for place in self.places:
            if place.parent_path is not None:
                index.setdefault(place.parent_path, []).append(place)
        return index

    @cached_property
    def _search(self) -> PlaceSearch:
        # The two modules need each other, and only finding needs the automaton.
        from checker.read.place_search import PlaceSearch  # noqa: PLC0415

        return PlaceSearch(self)


def names_of(place: Place) -> Iterator[str]:
    """Yield the full name, the short name, and the usual form of an autonomous place (延边州, 前郭尔罗斯县).

    >>> list(names_of(load().by_path("吉林省/延边朝鲜族自治州")))
    ['延边朝鲜族自治州', '延边州', '延边']
    """
    yield place.name
    if place.short and place.name.endswith(("自治州", "自治县", "自治旗")):
        yield place.short + place.name[-1]
    if place.short and place.short != place.name:
        yield place.short


def is_within(path: str, scope: str) -> bool:
    """Say whether ``path`` is ``scope`` or lies beneath it."""
    return scope in (NATION, path) or path.startswith(scope + "/")


def _is_recent(place: Place, year: int | None) -> bool:
    """Say whether the name may still be in use: without a year always, else up to five years after."""
    return year is None or place.valid_to is None or place.valid_to >= year - _LINGERS


def _best(places: tuple[Place, ...], name: str) -> tuple[Place, ...]:
    """Keep full names before others, of short ones the highest level, and of one lineage the latest."""
    full = tuple(p for p in places if p.name == name)
    if not full and places:
        top = min(LEVELS.index(p.level) for p in places)
        places = tuple(p for p in places if LEVELS.index(p.level) == top)
    places = full or places
    if len(places) > 1 and len({p.path.split("/")[0] for p in places}) == 1:
        # One place moved beneath another city or was renamed: the spans follow each other.
        ordered = sorted(places, key=lambda p: (p.valid_from or 0, p.valid_to or 9999))
        if all((a.valid_to or 9999) <= (b.valid_from or 0) for a, b in pairwise(ordered)):
            return (ordered[-1],)
    return places


def suffix_level(name: str) -> Level | None:
    """Return the level that a name's ending says, None where it says none.

    >>> suffix_level("云阜市"), suffix_level("白石区"), suffix_level("河西走廊")
    ('city', 'district', None)
    """
    if name in (NATION, "国家", "中国"):
        return "national"
    for suffix, level in _SUFFIXES:
        if name.endswith(suffix) and len(name) > len(suffix):
            return level
    return None


def unknown_place(name: str, parent: Place | str | None = None, *, level: Level | None = None) -> Place:
    """Return a place that is not in the table, with the level its suffix says.

    ``parent`` is a place or a path. A city beneath a city is a county-level one; without any hint a place
    is a district.

    >>> unknown_place("白石区", "云阜市").path
    '云阜市/白石区'
    """
    above = parent.path if isinstance(parent, Place) else parent
    if level is None:
        level = suffix_level(name) or "district"
        parent_level = parent.level if isinstance(parent, Place) else suffix_level(above or "")
        if level == parent_level == "city":
            level = "district"
    path = f"{above}/{name}" if above and above != NATION else name
    return Place(name, level, path, above, "", _plain_short(name))


def _plain_short(name: str) -> str:
    for suffix, _ in _SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            return name.removesuffix(suffix)
    return name


@cache
def load() -> Divisions:
    """Return the divisions of the shipped table, read once in a process.

    Raises:
        LexiconError: the file has other columns than this program reads.
    """
    file = folder("grammar") / "lexicon" / "divisions.tsv"
    lines = [line for line in file.read_text(encoding="utf-8").split("\n") if line and line[0] != "#"]
    if not lines or lines[0].split("\t") != _COLUMNS:
        raise LexiconError(str(file), "unexpected columns", fix="run python -m checker.maintain.divisions")
    return Divisions(_row(line) for line in lines[1:])


@lru_cache(maxsize=8)
def with_regions(regions: tuple[Region, ...]) -> Divisions:
    """Return the shipped divisions together with the settings' places; equal settings share one index.

    Raises:
        SettingsError: as :meth:`Divisions.add`.
    """
    return load().add(regions)


def _row(line: str) -> Place:
    code, name, level, path, short, since, until, _ = line.split("\t")
    parent = None if path == NATION else path.rpartition("/")[0] or NATION
    return Place(
        name, cast("Level", level), path, parent, code, short,
        int(since) if since else None, int(until) if until else None,
    )  # fmt: skip
