"""Facts to a network: the identities that the quantities of one session must satisfy.

An identity is used only where it holds by definition. Growth of current-price amounts is told on last
year's level as published, give or take one part in a hundred of revision; that of amounts whose
coverage changes on a base a little apart, which is said wherever a result rests on it; growth at
constant prices and on a base that the text names never meets published levels.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from checker.errors import LexiconError
from checker.resources import folder, table
from checker.table.joint import things
from checker.table.joint.facts import Fact, unit
from checker.table.joint.interval import Bound
from checker.table.joint.network import Network
from checker.table.joint.things import Thing

_NONE: Bound = (Fraction(0), 0)
_ONE: Bound = (Fraction(1), 0)
_REVISED = Fraction(1, 100)  # what a year's published figure may be revised by before it is a base
_REVISED_MUCH = Fraction(3, 100)  # … what is revised as censuses come in
_PRICES = Fraction(25, 100)  # between a sector's weight at current prices and at those of the base year
_POPULATION = Fraction(3, 100)  # between the year's mean population and that of its end
_OF_THIS_YEAR = ("", "revised", "apart")  # growth on these leads to this year's published level
_MEETS_LEVELS = ("", "revised")  # … and from last year's
_VALUE_ADDED = ("_va", "_gdp")
_SPAN = range(2, 12)
_BRINGS = ("新增", "建设")  # deeds that add to a stock


class Partition(NamedTuple):
    """A total and what makes it up by definition: ``all`` of it, ``some`` of it, or ``per`` (a product)."""

    total: str
    parts: tuple[str, ...]
    kind: str


@cache
def partitions() -> tuple[Partition, ...]:
    """Return the rows of ``grammar/lexicon/identities.tsv``, names resolved.

    Raises:
        LexiconError: a row has another kind than ``all``, ``some``, ``per``, or too few parts.
    """
    path = folder("grammar") / "lexicon" / "identities.tsv"
    found = []
    _, *rows = table(path)  # behind the names of the columns
    for number, cells in rows:
        total, parts, kind = (*cells, "", "")[:3]
        names = tuple(part for part in parts.split("|") if part)
        if kind not in ("all", "some", "per") or not names:
            raise LexiconError(
                f"{path.name}:{number}", f"cannot use “{' '.join(cells)}”", fix="total, a|b, all some per"
            )
        whole = things.resolve(total).name
        resolved = tuple(things.resolve(name).name for name in names)
        found.append(
            Partition(
                whole,
                tuple(f"{name}<{whole}" if things.generic(name) else name for name in resolved),
                kind,
            )
        )
    return tuple(found)


def network(facts: Sequence[Fact], parts: Iterable[tuple[str, Sequence[str], bool, bool]]) -> Network:
    """Return the network of one session.

    Args:
        facts: Its figures.
        parts: (total, parts, complete, disjoint) by statement ids.
    """
    parts = list(parts)
    usable, units = _of_one_unit(_uncontested(_of_own_totals(facts, parts)))
    made = _Maker(units)
    for fact in usable:
        made.give(fact)
    made.link(usable)
    by_id = {fact.row.id: fact for fact in usable if fact.kind == "level"}
    for total, members, complete, disjoint in parts:
        whole = by_id.get(total)
        found = [by_id[one] for one in members if one in by_id]
        if whole is not None and found:
            made.list(whole, found, complete=complete and len(found) == len(members), disjoint=disjoint)
    made.defined(usable)
    return made.network


@cache
def _totals_of() -> dict[str, frozenset[str]]:
    """Return the totals each name is a part of by definition."""
    found: dict[str, set[str]] = defaultdict(set)
    for total, names, _ in partitions():
        for name in names:
            found[name].add(total)
    return {name: frozenset(totals) for name, totals in found.items()}


def _of_own_totals(
    facts: Sequence[Fact], parts: Sequence[tuple[str, Sequence[str], bool, bool]]
) -> list[Fact]:
    """Return the facts with what is told as part of another total under a name of its own.

    税收收入占财政总收入的87.2% is of all taxes levied, not of those that 一般公共预算收入 keeps.
    """
    levels = {fact.row.id: fact.thing.name for fact in facts if fact.kind == "level"}
    listed = {one: levels[total] for total, members, *_ in parts if total in levels for one in members}
    found = []
    for fact in facts:
        own = _totals_of().get(fact.thing.name)
        outer = fact.whole.name if fact.kind == "share" and fact.whole else listed.get(fact.row.id)
        apart = own and outer and outer not in own and outer != "gdp"
        name = f"{fact.thing.name}<{outer}" if apart else fact.thing.name
        found.append(fact._replace(thing=fact.thing._replace(name=name)))
    return found


def _uncontested(facts: Sequence[Fact]) -> list[Fact]:
    """Return the facts without those of one figure told with values that exclude each other.

    Two values for one figure are another rule's matter (PC101), which knows when they mean two things.
    """
    by_figure: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        by_figure[_figure(fact)].append(fact)
    contested: set[str] = set()
    for same in by_figure.values():
        if len(same) == 1:
            continue
        low = max((one.low for one in same if one.low is not None), default=None)
        high = min((one.high for one in same if one.high is not None), default=None)
        if low is not None and high is not None and low > high:
            contested.update(fact.row.id for fact in same)
    return [fact for fact in facts if fact.row.id not in contested]


def _of_one_unit(facts: Sequence[Fact]) -> tuple[list[Fact], dict[Thing, str]]:
    """Return the facts without levels in another unit than the thing's first, and the unit of each thing.

    What is told in two currencies is two amounts.
    """
    units: dict[Thing, str] = {}
    kept = []
    for fact in facts:
        if fact.kind in ("level", "part-year", "total") and units.setdefault(
            fact.thing, unit(fact.row)
        ) != unit(fact.row):
            continue
        kept.append(fact)
    return kept, units


def _figure(fact: Fact) -> tuple[object, ...]:
    unique = fact.row.id if fact.kind in ("part-year", "total", "compare", "pull") else ""
    return fact.kind, fact.thing, fact.whole, fact.year, fact.target, fact.base, fact.since, unique


class _Maker:
    """Builds the network; variables are made when an identity first needs them."""

    def __init__(self, units: Mapping[Thing, str]) -> None:
        self.network = Network()
        self._units = units
        # Bases on which growth of a thing in a year is told.
        self.bases: dict[tuple[Thing, int, bool], list[str]] = defaultdict(list)
        self.shared: dict[tuple[Thing, int, bool], list[Thing]] = defaultdict(list)

    # ------------------------------------------------------------ variables

    def level(self, thing: Thing, year: int, target: bool, base: str = "") -> int:
        """A level at current prices, or on a base that never meets them."""
        if base in _OF_THIS_YEAR:
            return self.network.variable(("level", thing, year, target))
        return self.network.variable(("level", thing, year, target, base))

    def before(self, thing: Thing, year: int, target: bool, base: str) -> int:
        """The level of the year before that growth in a year counts from."""
        if base == "" and things.exact_base(thing.name):
            return self.level(thing, year - 1, False)
        key = ("before", thing, year, target, base)
        if self.network.find(key) is not None:
            return self.network.variable(key)
        at = self.network.variable(key)
        if base in _MEETS_LEVELS:
            wide = _REVISED_MUCH if base else _REVISED
            self._nearly(at, self.level(thing, year - 1, False), wide, base)
        return at

    def ratio(self, thing: Thing, year: int, target: bool, base: str) -> int:
        """Growth of a thing in a year, as the ratio to the year before."""
        key = ("ratio", thing, year, target, base)
        known = self.network.find(key)
        if known is not None:
            return known
        at = self.network.variable(key)
        level, before = self.level(thing, year, target, base), self.before(thing, year, target, base)
        self.network.product((level, at, before), (1, -1, -1), "growth")
        return at

    def share(self, part: Thing, whole: Thing, year: int, target: bool) -> int:
        """The share of a part in a whole."""
        key = ("share", part, whole, year, target)
        known = self.network.find(key)
        if known is not None:
            return known
        at = self.network.variable(key, high=_most(part, whole))
        if self._one_unit(part, whole):
            levels = self.level(part, year, target), self.level(whole, year, target)
            self.network.product((levels[0], at, levels[1]), (1, -1, -1), "share")
        return at

    def _one_unit(self, *found: Thing) -> bool:
        return len({self._units[thing] for thing in found if thing in self._units}) <= 1

    def weight(self, part: Thing, whole: Thing, year: int, target: bool, bases: tuple[str, str]) -> int:
        """The share of a part in a whole in the year before, on the bases that growth counts from."""
        key = ("weight", part, whole, year, target, bases)
        known = self.network.find(key)
        if known is not None:
            return known
        at = self.network.variable(key, high=_most(part, whole))
        mine, all_ = (
            self.before(one, year, target, base) for one, base in zip((part, whole), bases, strict=True)
        )
        self.network.product((mine, at, all_), (1, -1, -1), "share-before", _mixed(*bases))
        return at

    def _nearly(self, left: int, right: int, wide: Fraction, assumes: str) -> None:
        """Say that two positive variables are equal but for a part."""
        key = ("nearly", left, right)
        factor = self.network.variable(key, low=(1 - wide, 0), high=(1 + wide, 0))
        self.network.product((left, factor, right), (1, -1, -1), "base", assumes)

    # ------------------------------------------------------------ figures

    def give(self, fact: Fact) -> None:
        """Add a figure and its variable."""
        if fact.kind == "level":
            at = self.level(fact.thing, fact.year, fact.target)
        elif fact.kind == "growth":
            at = self.ratio(fact.thing, fact.year, fact.target, fact.base)
            place = (fact.thing, fact.year, fact.target)
            if fact.base not in self.bases[place]:
                self.bases[place].append(fact.base)
        elif fact.kind == "share" and fact.whole is not None:
            at = self.share(fact.thing, fact.whole, fact.year, fact.target)
            place = (fact.thing, fact.year, fact.target)
            if fact.whole not in self.shared[place]:
                self.shared[place].append(fact.whole)
        else:
            # Differences may be of either sign; the others are amounts and ratios of their own.
            signed = fact.kind in ("share-change", "growth-change", "compare")
            key: tuple[object, ...] = (fact.kind, fact.thing, fact.year, fact.target)
            if fact.kind != "contribution":
                key += (fact.since, fact.row.id)
            at = self.network.variable(key, low=None) if signed else self.network.variable(key)
        self.network.give(fact.row.id, at, fact.low, fact.high)

    def _own(self, fact: Fact) -> int:
        return self.network.variable((fact.kind, fact.thing, fact.year, fact.target, fact.since, fact.row.id))

    # ------------------------------------------------------------ identities of single facts

    def link(self, facts: Sequence[Fact]) -> None:
        """Add the identities that single figures bring with them."""
        levels = {(f.thing, f.year, f.target): f for f in facts if f.kind == "level"}
        for fact in facts:
            if fact.kind == "share-change" and fact.whole is not None:
                now = self.share(fact.thing, fact.whole, fact.year, fact.target)
                last = self.share(fact.thing, fact.whole, fact.year - 1, False)
                self.network.sum((now, last, self._own(fact)), (1, -1, -1), "share-change")
            elif fact.kind == "growth-change":
                self._growth_change(fact)
            elif fact.kind == "compare" and fact.whole is not None:
                self._compared(fact)
            elif fact.kind == "average":
                self._averaged(fact)
            elif fact.kind == "total":
                self._totalled(fact)
            elif fact.kind == "part-year":
                self._within(fact)
            elif fact.kind == "pull" and fact.whole is not None:
                self._pulled(fact)
            elif fact.kind == "level" and fact.thing.deed in _BRINGS:
                self._stocked(fact, levels)
        for (part, year, target), wholes in sorted(self.shared.items()):
            for whole in wholes:
                self._drift(part, whole, year, target)

    def _growth_change(self, fact: Fact) -> None:
        last = self.bases.get((fact.thing, fact.year - 1, False), [])
        if fact.base in last:
            now = self.ratio(fact.thing, fact.year, fact.target, fact.base)
            then = self.ratio(fact.thing, fact.year - 1, False, fact.base)
            self.network.sum((now, then, self._own(fact)), (1, -1, -1), "growth-change")

    def _compared(self, fact: Fact) -> None:
        assert fact.whole is not None
        for other in self.bases.get((fact.whole, fact.year, fact.target), []):
            mine = self.ratio(fact.thing, fact.year, fact.target, fact.base)
            theirs = self.ratio(fact.whole, fact.year, fact.target, other)
            self.network.sum((mine, theirs, self._own(fact)), (1, -1, -1), "compare")

    def _averaged(self, fact: Fact) -> None:
        years = fact.year - fact.since
        if years not in _SPAN:
            return
        own = self._own(fact)
        if fact.base in _MEETS_LEVELS:
            end = self.level(fact.thing, fact.year, fact.target)
            start = self.level(fact.thing, fact.since, False)
            near = self.network.variable(("start", fact.thing, fact.since, fact.year))
            self._nearly(near, start, _REVISED_MUCH if fact.base else _REVISED, fact.base)
            self.network.product((end, own, near), (1, -years, -1), "average")
        each = range(fact.since + 1, fact.year + 1)
        if all(fact.base in self.bases.get((fact.thing, one, False), []) for one in each):
            ratios = [self.ratio(fact.thing, one, False, fact.base) for one in each]
            self.network.product((own, *ratios), (years, *([-1] * years)), "average-of-years")

    def _totalled(self, fact: Fact) -> None:
        if not _flows(fact):
            return
        years = range(fact.since, fact.year + 1)
        if len(years) not in _SPAN:
            return
        each = [self.level(fact.thing, one, False) for one in years]
        self.network.sum((self._own(fact), *each), (1, *([-1] * len(each))), "total")

    def _within(self, fact: Fact) -> None:
        if not _flows(fact):
            return
        rest = self.network.variable(("rest", fact.row.id), low=_NONE)
        year = self.level(fact.thing, fact.year, fact.target)
        self.network.sum((year, self._own(fact), rest), (1, -1, -1), "part-year")

    def _pulled(self, fact: Fact) -> None:
        assert fact.whole is not None
        for base in self.bases.get((fact.whole, fact.year, fact.target), []):
            ratio = self.ratio(fact.whole, fact.year, fact.target, base)
            if not any(given.variable == ratio and given.low is not None and given.low > _ONE
                       for given in self.network.given):  # fmt: skip
                continue  # shares of a fall are told in many ways
            gain = self.network.variable(("gain", fact.whole, fact.year, fact.target, base))
            one = self.network.variable(("one",), low=_ONE, high=_ONE)
            self.network.sum((ratio, gain, one), (1, -1, -1), "gain")
            rate = self.network.variable(("contribution", fact.thing, fact.year, fact.target))
            self.network.product((self._own(fact), rate, gain), (1, -1, -1), "pull")

    def _stocked(self, fact: Fact, levels: Mapping[tuple[Thing, int, bool], Fact]) -> None:
        """New and old make the total: exactly where it is the net gain, at most where some may go."""
        stock = fact.thing._replace(deed="")
        now, last = levels.get((stock, fact.year, fact.target)), levels.get((stock, fact.year - 1, False))
        if now is None or last is None or now.row.base_unit != fact.row.base_unit:
            return
        members = [self.level(stock, fact.year, fact.target), self.level(stock, fact.year - 1, False),
                   self.level(fact.thing, fact.year, fact.target)]  # fmt: skip
        if "净" in fact.row.quote:
            self.network.sum(members, (1, -1, -1), "net")
            return
        gone = self.network.variable(("gone", fact.row.id), low=_NONE)
        self.network.sum((*members, gone), (1, -1, -1, 1), "new", "new")

    def _drift(self, part: Thing, whole: Thing, year: int, target: bool) -> None:
        """A share moves as its part grows faster or slower than its whole."""
        of_part = [base for base in self.bases.get((part, year, target), []) if base in _OF_THIS_YEAR]
        of_whole = [base for base in self.bases.get((whole, year, target), []) if base in _OF_THIS_YEAR]
        if not of_part or not of_whole:
            return
        bases = (of_part[0], of_whole[0])
        now, last = self.share(part, whole, year, target), self.weight(part, whole, year, target, bases)
        ratios = [self.ratio(part, year, target, bases[0]), self.ratio(whole, year, target, bases[1])]
        self.network.product((last, ratios[0], now, ratios[1]), (1, 1, -1, -1), "drift", _mixed(*bases))
        stated = self.network.find(("share", part, whole, year - 1, False))
        if stated is not None:
            assumed = "" if bases == ("", "") else "revised"
            self._nearly(last, stated, _REVISED_MUCH if assumed else _REVISED, assumed)

    # ------------------------------------------------------------ totals and parts

    def list(self, whole: Fact, parts: Sequence[Fact], *, complete: bool, disjoint: bool) -> None:
        """Add a total and the parts that its own sentence lists."""
        members = list(dict.fromkeys(part.thing for part in parts if part.thing != whole.thing))
        if not members or len(members) != len(parts):
            return
        if not disjoint:
            for part in members:
                self._sum(whole.thing, [part], whole.year, whole.target, complete=False)
        else:
            self._sum(whole.thing, members, whole.year, whole.target, complete=complete)

    def defined(self, facts: Sequence[Fact]) -> None:
        """Add the totals whose parts the statistics define (``partitions``)."""
        by_name: dict[tuple[str, str, str, int, bool], set[str]] = defaultdict(set)
        for fact in facts:
            if fact.kind in ("level", "growth", "share"):
                for one in (fact.thing, fact.whole):
                    if one is not None:
                        by_name[one.region, one.deed, one.scope, fact.year, fact.target].add(one.name)
        for (region, deed, scope, year, target), names in sorted(by_name.items()):
            for rule in partitions():
                present = [part for part in rule.parts if part in names]
                if rule.total not in names or not present:
                    continue
                whole = Thing(region, rule.total, deed, scope)
                parts = [Thing(region, part, deed, scope) for part in present]
                complete = rule.kind == "all" and len(parts) == len(rule.parts)
                if rule.kind == "per":
                    if len(parts) == len(rule.parts):
                        self._per(whole, parts, year, target)
                else:
                    self._sum(whole, parts, year, target, complete=complete)

    def _sum(self, whole: Thing, parts: Sequence[Thing], year: int, target: bool, *, complete: bool) -> None:
        """Total and parts in a year, and in the year before as far as growth is told of both."""
        parts = [part for part in parts if self._one_unit(whole, part)]
        told = [part for part in parts if self._known(part, year, target)]
        if told and self._known(whole, year, target):
            levels = [self.level(part, year, target) for part in told]
            self._adds(self.level(whole, year, target), levels, complete=complete and told == list(parts),
                       key=(whole, tuple(told), year, target), identity="parts")  # fmt: skip
        for base in self.bases.get((whole, year, target), []):
            found = {
                part: own for part in parts if (own := self._matching(part, year, target, base)) is not None
            }
            if not found:
                continue
            before = [self.before(part, year, target, own) for part, own in found.items()]
            assumes = _mixed(base, *found.values())
            full = complete and len(found) == len(parts)
            self._adds(self.before(whole, year, target, base), before, complete=full,
                       key=(whole, tuple(found), year, target, base), identity="parts-before",
                       assumes=assumes)  # fmt: skip
            for part, own in found.items():
                self._part_grows(whole, part, year, target, (own, base))
            if full and len(found) > 1:
                self._averages(whole, found, year, target, base)

    def _averages(self, whole: Thing, found: Mapping[Thing, str], year: int, target: bool, base: str) -> None:
        weights = [self.weight(part, whole, year, target, (own, base)) for part, own in found.items()]
        one = self.network.variable(("one",), low=_ONE, high=_ONE)
        self.network.sum((one, *weights), (1, *([-1] * len(weights))), "weights")
        if base == "real" and whole.name == "gdp":
            self._weighed_by_levels(whole, found, weights, year, target)
        ratios = [self.ratio(part, year, target, own) for part, own in found.items()]
        self.network.mean(self.ratio(whole, year, target, base), ratios, weights, "mean")

    def _weighed_by_levels(
        self, whole: Thing, found: Mapping[Thing, str], weights: Sequence[int], year: int, target: bool
    ) -> None:
        """At constant prices the sectors weigh about what they do at current ones."""
        if not self._known(whole, year, target):
            return
        for part, weight in zip(found, weights, strict=True):
            if self._known(part, year, target):
                self._nearly(weight, self.share(part, whole, year, target), _PRICES, "prices")

    def _part_grows(self, whole: Thing, part: Thing, year: int, target: bool, bases: tuple[str, str]) -> None:
        """A part was no more than its whole in the year before, known by this year's share."""
        if (
            self._known(part, year, target)
            and self._known(whole, year, target)
            and set(bases) <= set(_OF_THIS_YEAR)
        ):
            now, last = self.share(part, whole, year, target), self.weight(part, whole, year, target, bases)
            ratios = [self.ratio(part, year, target, bases[0]), self.ratio(whole, year, target, bases[1])]
            self.network.product((last, ratios[0], now, ratios[1]), (1, 1, -1, -1), "drift", _mixed(*bases))

    def _known(self, thing: Thing, year: int, target: bool) -> bool:
        return self.network.find(("level", thing, year, target)) is not None

    def _matching(self, part: Thing, year: int, target: bool, base: str) -> str | None:
        """Return the base of a part's growth that goes with that of its whole."""
        for own in self.bases.get((part, year, target), []):
            if own == base or (own in _OF_THIS_YEAR and base in _OF_THIS_YEAR):
                return own
        return None

    def _adds(
        self,
        whole: int,
        parts: Sequence[int],
        *,
        complete: bool,
        key: tuple[object, ...],
        identity: str,
        assumes: str = "",
    ) -> None:
        if complete:
            self.network.sum((whole, *parts), (1, *([-1] * len(parts))), identity, assumes)
            return
        rest = self.network.variable(("rest", identity, key), low=_NONE)
        signs = (1, *([-1] * len(parts)), -1)
        self.network.sum((whole, *parts, rest), signs, f"{identity}-some", assumes)

    def _per(self, whole: Thing, parts: Sequence[Thing], year: int, target: bool) -> None:
        if not all(self._known(one, year, target) for one in (whole, *parts)):
            return
        head, people = (self.level(part, year, target) for part in parts)
        mean = self.network.variable(("people", whole, year, target))
        self._nearly(mean, people, _POPULATION, "population")
        self.network.product((self.level(whole, year, target), head, mean), (1, -1, -1), "per")


def _mixed(*bases: str) -> str:
    """Return what is assumed where growth of several things is told on bases of several kinds."""
    return "" if len(set(bases)) == 1 else "mixed"


def _flows(fact: Fact) -> bool:
    """Say whether figures of parts of a time add up to that of the whole: not what is counted at its end."""
    return bool(fact.thing.deed) or fact.row.stock_flow == "flow"


def _most(part: Thing, whole: Thing) -> Bound | None:
    """Return one for what is a part of its whole; R&D or trade beside GDP is none."""
    if whole.name == "gdp" and part.region == whole.region:
        own = part.name.endswith(_VALUE_ADDED) or (part.name.startswith("~") and "增加值" in part.name)
        return _ONE if own else None
    return _ONE
