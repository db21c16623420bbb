"""Finding place names in running text, without the ordinary words that look like them.

One Aho-Corasick automaton holds every name and the words that hide one (``place_words.tsv``). Of hits that
overlap, the one that begins first wins, then the longer, if its surroundings allow it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

import ahocorasick

from checker.errors import LexiconError
from checker.read.places import Place, is_within, names_of
from checker.resources import folder
from checker.value import value

if TYPE_CHECKING:
    from checker.read.places import Divisions

Form = Literal["full", "short", "stem", "block"]
_HAN = "[㐀-鿿]"
_IS_HAN = re.compile(_HAN)
# A stem is a county's short name: it counts with a suffix that its place may have had or may get.
_STEM_SUFFIXES = {"县": "区市", "市": "区县", "区": "县"}
_RANGES = re.compile("[东西南北中万向名大老高]山区")
_USES = frozenset("block weak never organ before after longer tail cut list list_end".split())  # noqa: SIM905


@value(frozen=True, slots=True)
class PlaceMention:
    """A place named in a text: ``name`` is the slice ``[start:end]``, ``candidates`` what it may mean."""

    start: int
    end: int
    name: str
    candidates: tuple[Place, ...]

    @property
    def place(self) -> Place | None:
        """The one place meant, None where ambiguous."""
        return self.candidates[0] if len(self.candidates) == 1 else None


@value(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    form: Form


class _Words:
    """The words around and instead of names."""

    def __init__(self) -> None:
        file = folder("grammar") / "lexicon" / "place_words.tsv"
        uses: dict[str, list[str]] = {use: [] for use in _USES}
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), start=1):
            if line and not line.startswith("#"):
                word, _, use = line.partition("\t")
                if use not in uses:
                    problem = f"no such use: {use!r}"
                    raise LexiconError(f"{file}:{number}", problem, fix="see the head of the file")
                uses[use].append(word)
        self.block, self.weak, self.never, self.cut = (
            frozenset(uses[use]) for use in ("block", "weak", "never", "cut")
        )
        self.organ = tuple(uses["organ"])
        self.before, self.after = (frozenset("".join(uses[use])) for use in ("before", "after"))
        self.longer = re.compile(f"{'|'.join(uses['longer'])}|{_HAN}{{0,6}}?(?:{'|'.join(uses['tail'])})")
        self.list = re.compile("|".join(uses["list"]))
        self.list_end = re.compile("|".join(uses["list_end"]))

    def is_weak(self, name: str) -> bool:
        """Say whether a name is easily read into ordinary text: a listed one, 范县, 海城市, 西山区."""
        return (
            name in self.weak
            or (len(name) == 2 and name[-1] in "县市旗区")
            or (len(name) == 3 and name.endswith("城市"))
            or _RANGES.fullmatch(name) is not None
        )


@cache
def _words() -> _Words:
    return _Words()


class PlaceSearch:
    """The automaton over one set of divisions."""

    def __init__(self, divisions: Divisions) -> None:
        self._divisions, self._known = divisions, _words()
        forms: dict[str, Form] = {}
        for place in divisions.places:
            if place.level == "national":
                continue
            for name in names_of(place):
                if name != place.short or name == place.name:
                    forms[name] = "full"
            short: Form = "stem" if place.level == "district" else "short"
            if place.short and forms.get(place.short, "stem") == "stem":
                forms[place.short] = short
        for word in self._known.block:
            forms.setdefault(word, "block")
        self._automaton = ahocorasick.Automaton()
        for name, form in forms.items():
            self._automaton.add_word(name, (len(name), form))
        self._automaton.make_automaton()
        self._beginnings = frozenset(name[:2] for name in forms)
        self._tiny = any(len(name) < 2 for name in forms)  # settings may name such a place

    def may_begin(self, text: str, at: int) -> bool:
        """Say whether a name can begin at a position."""
        return self._tiny or text[at : at + 2] in self._beginnings

    def find(self, text: str, *, within: str | None, year: int | None) -> list[PlaceMention]:
        """Return the mentions; see ``Divisions.find``."""
        return _Finding(self._divisions, self._known, text, within, year).run(self._hits(text))

    def _hits(self, text: str) -> list[_Hit]:
        hits = [
            _Hit(last + 1 - length, last + 1, form) for last, (length, form) in self._automaton.iter(text)
        ]
        return sorted(hits, key=lambda hit: (hit.start, -hit.end))


class _Finding:
    """One pass over one text."""

    def __init__(
        self, divisions: Divisions, words: _Words, text: str, within: str | None, year: int | None
    ) -> None:
        self.divisions, self.words, self.text = divisions, words, text
        self.within, self.year = within, year
        self.mentions: list[PlaceMention] = []

    def run(self, hits: list[_Hit]) -> list[PlaceMention]:
        taken = 0
        stems: list[_Hit] = []
        for hit in hits:
            if hit.start < taken:
                continue
            mention = None if hit.form == "block" else self.mention(hit)
            if mention is not None:
                self.mentions.append(mention)
                taken = mention.end
            elif hit.form == "block":
                taken = hit.end
            elif hit.form == "stem":
                stems.append(hit)
        return self.with_lists(stems) if stems else self.mentions

    # ------------------------------------------------------------ one name

    def mention(self, hit: _Hit) -> PlaceMention | None:
        """Return the mention that a hit is, None where it is part of something else."""
        before = self.mentions[-1] if self.mentions and self.mentions[-1].end == hit.start else None
        name, end = self.text[hit.start : hit.end], hit.end
        places = self.divisions.by_name(name)
        scope = before.place.path if before and before.place else self.within
        if hit.form == "short":
            places = tuple(p for p in places if p.level != "district")
            if any(p.name == name + self.text[end : end + 1] for p in places) and not self.is_cut(end + 1):
                end += 1  # its full name was refused as easily misread; the short one vouches for it
        elif hit.form == "stem":
            suffix = self.text[end : end + 1] or "—"
            places = tuple(p for p in places if suffix in _STEM_SUFFIXES.get(p.name[-1], ""))
            if suffix == "市":
                # A county that became a city of late is known by what it lies in; alone it is another place.
                places = tuple(p for p in places if scope and is_within(p.path, scope))
            end += 1
        places = self.divisions.narrow(places, name, within=scope, year=self.year)
        if not places or not self.fits(hit, end, before, places):
            return None
        return PlaceMention(hit.start, end, self.text[hit.start : end], places)

    def fits(self, hit: _Hit, end: int, before: PlaceMention | None, places: tuple[Place, ...]) -> bool:
        """Say whether what stands around the name leaves it a place's name."""
        words, text = self.words, self.text
        name = text[hit.start : hit.end if hit.form == "short" else end]
        acts = text.startswith(words.organ, end)
        if name in words.never:
            return acts or (before is not None and _is_under(places, before.candidates))
        if hit.form == "short" and words.longer.match(text, end):
            return False
        if hit.form != "short" and self.is_cut(end):
            # 长兴县域 still names the county; 高县域 need not.
            return name[-1] == "县" and len(name) > 2 and not words.is_weak(name)
        if hit.form != "stem" and not words.is_weak(name):
            return True
        left = before is not None or self.is_open(hit.start - 1, words.before)
        return left and (acts or hit.form == "full" or self.is_open(end, words.after))

    def is_cut(self, end: int) -> bool:
        """Say whether the last character before ``end`` belongs to the next word (天津市|场)."""
        return self.text[end - 1 : end + 1] in self.words.cut

    def is_open(self, at: int, allowed: frozenset[str]) -> bool:
        """Say whether no word runs over this place: the text's end, a pause, or an allowed character."""
        if not 0 <= at < len(self.text):
            return True
        return self.text[at] in allowed or _IS_HAN.match(self.text[at]) is None

    # ------------------------------------------------------------ lists with one suffix

    def with_lists(self, stems: list[_Hit]) -> list[PlaceMention]:
        """Add the members of lists whose suffix stands once at the end (和平、河西、南开区)."""
        known = {mention.start: mention for mention in self.mentions}
        for hit in reversed(stems):
            name = self.text[hit.start : hit.end]
            places = tuple(
                p for p in self.divisions.by_name(name) if p.level == "district" and p.short == name
            )
            places = tuple(p for p in places if p.parent_path in self.list_parents(hit, known))
            places = self.divisions.narrow(places, name, within=self.within, year=self.year)
            if len(places) == 1:
                known[hit.start] = PlaceMention(hit.start, hit.end, name, places)
        return [known[start] for start in sorted(known)]

    def list_parents(self, hit: _Hit, known: dict[int, PlaceMention]) -> tuple[str, ...]:
        """Return the paths whose children the list that goes on behind this hit can name."""
        joint = self.words.list.match(self.text, hit.end)
        if joint is not None:
            follower = known.get(joint.end())
            place = follower.place if follower else None
            return (place.parent_path or "",) if place and place.level == "district" else ()
        if self.within and self.words.list_end.match(self.text, hit.end):
            return (self.within, *self.divisions.ancestors(self.within)[:1])
        return ()


def _is_under(places: tuple[Place, ...], above: tuple[Place, ...]) -> bool:
    return any(is_within(place.path, upper.path) for place in places for upper in above)
