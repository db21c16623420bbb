"""A conflict told so that a reader can follow it: one line a step, with the figures as intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction

from checker.table import indicators
from checker.table.joint.facts import Fact
from checker.table.joint.interval import Bound
from checker.table.joint.network import HIGH, LOW, Conflict, Constraint, Network, Step
from checker.table.joint.things import Thing

ASSUMED = {
    "revised": "以上年同口径的基数与公布数相差不超过3%为前提",
    "mixed": "以部分与整体的增速口径相同为前提",
    "population": "以年平均人口与年末人口相差不超过3%为前提",
    "prices": "以各产业按不变价与按现价的比重相差不超过四分之一为前提",
    "new": "以新增之外没有别的来源为前提",
}
_INNER = frozenset({"nearly", "rest", "gone"})  # they have no name of their own
_MOST_GROWTH = 3  # times the year before
_BIG = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
_SCALED = frozenset(
    {"元", "美元", "人", "户", "吨", "千瓦时", "平方米", "人次", "亩", "辆", "立方米", "吨标准煤"}
)


class Teller:
    """Tells the conflicts of one network.

    Args:
        network: What the numbers in a conflict count in.
        facts: By statement id.
    """

    def __init__(self, network: Network, facts: Mapping[str, Fact]) -> None:
        self._network = network
        self._facts = facts
        self._units = {fact.thing: fact.row.base_unit for fact in facts.values() if fact.kind == "level"}
        self._share_units()
        self._several = len({fact.thing.region for fact in facts.values()}) > 1
        self._names: dict[Thing, str] = {}
        for fact in facts.values():
            if fact.kind in ("level", "growth"):
                name, verb = fact.row.indicator, next(iter(fact.verbs), fact.thing.deed)
                self._names.setdefault(fact.thing, name if name.startswith(verb) else verb + name)

    def _share_units(self) -> None:
        """Totals, their parts and what they are shares of have one unit."""
        for rule in self._network.constraints:
            if rule.identity.startswith(("parts", "share")):
                found = [
                    self._key(one)[1] for one in rule.variables if self._key(one)[0] in ("level", "before")
                ]
                things = [thing for thing in found if isinstance(thing, Thing)]
                unit = next((self._units[thing] for thing in things if thing in self._units), None)
                for thing in things if unit else ():
                    self._units.setdefault(thing, unit or "")

    def steps(self, conflict: Conflict) -> str:
        """Return the derivation: what follows from what, and the two bounds that exclude each other."""
        told: dict[tuple[int, int | None], list[int]] = {}
        for at, step in enumerate(conflict.steps):
            told.setdefault((step.variable, step.constraint), []).append(at)
        lines = []
        for (variable, constraint), places in told.items():
            if constraint is None or self._key(variable)[0] in _INNER:
                continue
            lines.append(self._line(conflict.steps, variable, constraint, places))
        lines.append(self.clash(conflict))
        return "；".join(dict.fromkeys(line for line in lines if line))

    def clash(self, conflict: Conflict) -> str:
        """Return what cannot be: the least that a quantity must be beside the most that it may."""
        variable, low, high = ends(conflict, self._network)
        name = self._name(variable)
        most = self._network.highs[variable]
        if most is not None and high == most and self._key(variable)[0] in ("share", "weight"):
            return f"{name}{self._end('不低于', low, variable)}，而占比不会超过100%"
        return f"{name}{self._end('不低于', low, variable)}，又{self._end('不高于', high, variable)}"

    def room(self, variable: int, bounds: tuple[Bound | None, Bound | None]) -> str:
        """Return the values that a quantity may have; '' where any would do."""
        low, high = bounds
        if low == self._network.lows[variable]:
            low = None
        if high is not None and self._key(variable)[0] == "ratio" and high[0] > _MOST_GROWTH:
            high = None  # a rate that nothing has is no advice
        if low is None and high is None:
            return ""
        name, shown = self._name(variable), self._range(low, high, variable)
        if low is None or high is None:
            return f"{name}应{shown}"
        return f"{name}应在{shown}之间" if "至" in shown else f"{name}应为{shown}"

    def gap(self, conflict: Conflict) -> Fraction:
        """Return by how much the two bounds miss each other, as a part of the greater one."""
        variable, low, high = ends(conflict, self._network)
        if self._network.lows[variable] is None:
            return abs(low[0] - high[0])
        return (low[0] - high[0]) / max(abs(low[0]), abs(high[0]))

    # ------------------------------------------------------------ lines

    def _line(self, steps: Sequence[Step], variable: int, constraint: int, places: Sequence[int]) -> str:
        rule = self._network.constraints[constraint]
        low = next((steps[at].bound for at in places if steps[at].side == LOW), None)
        high = next((steps[at].bound for at in places if steps[at].side == HIGH), None)
        if rule.identity == "base" or (rule.identity == "weights" and low is None):
            return ""  # figures but for revision, and shares that may be anything
        formula, bounds = self._formula(steps, rule, variable, places), self._range(low, high, variable)
        return f"{self._name(variable)}应为{formula}，即{bounds}"

    def _formula(self, steps: Sequence[Step], rule: Constraint, variable: int, places: Sequence[int]) -> str:
        """Return how a quantity follows from the others of a constraint, with their figures."""
        variables = rule.variables
        mine = rule.factors[variables.index(variable)]
        if rule.kind == "mean":
            parts = variables[1 : 1 + len(variables) // 2]
            return " 与 ".join(self._shown(one, steps, places) for one in parts) + "的加权平均"
        first: list[str] = []
        second: list[str] = []
        for other, factor in zip(variables, rule.factors, strict=True):
            if other == variable or factor == 0 or self._key(other)[0] in _INNER:
                continue
            power = "" if abs(factor) == 1 else f"的{abs(factor)}次方"
            (first if (factor > 0) != (mine > 0) else second).append(
                self._shown(other, steps, places, product=rule.kind == "product") + power
            )
        if rule.kind == "product":
            text = " × ".join(first) or "1"
            text += "".join(f" ÷ {one}" for one in second)
            return text if abs(mine) == 1 else f"（{text}）开{abs(mine)}次方"
        text = " ＋ ".join(first)
        return text + "".join(f" － {one}" for one in second)

    def _shown(
        self, variable: int, steps: Sequence[Step], places: Sequence[int], *, product: bool = False
    ) -> str:
        """Return a quantity with the value that a step uses: as written, else as an interval."""
        if self._key(variable)[0] == "one":
            return "100%"
        used = [steps[one] for at in places for one in steps[at].inputs if steps[one].variable == variable]
        name = self._name(variable)
        figure = next((given for step in used if (given := self._figure(step, steps)) is not None), None)
        if figure is not None:
            written = self._facts[self._network.given[figure].statement].row.written
            ratio = product and self._key(variable)[0] in ("ratio", "average")
            return f"{name}（1＋{written}）" if ratio else f"{name}（{written}）"
        low = next((step.bound for step in used if step.side == LOW), None)
        high = next((step.bound for step in used if step.side == HIGH), None)
        if low is None and high is None:
            return name
        return f"{name}（{self._range(low, high, variable)}）"

    def _figure(self, step: Step, steps: Sequence[Step]) -> int | None:
        """Return the figure that a bound is, or is but for revision."""
        if step.given is not None or step.constraint is None:
            return step.given
        if self._network.constraints[step.constraint].identity != "base":
            return None
        found = (self._figure(steps[one], steps) for one in step.inputs)
        return next((given for given in found if given is not None), None)

    # ------------------------------------------------------------ words

    def _key(self, variable: int) -> tuple[object, ...]:
        key = self._network.keys[variable]
        assert isinstance(key, tuple)
        return key

    def _name(self, variable: int) -> str:
        kind, *rest = self._key(variable)
        if kind in ("level", "before", "ratio"):
            thing, year = rest[0], rest[1]
            assert isinstance(thing, Thing)
            assert isinstance(year, int)
            name = self.name_of(thing)
            if kind == "ratio":
                return f"{year}年{name}增速"
            return f"{year if kind == 'level' else year - 1}年{name}"
        if kind in ("share", "weight"):
            part, whole, year = rest[0], rest[1], rest[2]
            assert isinstance(part, Thing)
            assert isinstance(whole, Thing)
            assert isinstance(year, int)
            when = year if kind == "share" else year - 1
            return f"{when}年{self.name_of(part)}占{self.name_of(whole)}的比重"
        if kind in ("average", "start"):
            thing = rest[0]
            assert isinstance(thing, Thing)
            return (
                f"{self.name_of(thing)}年均增速" if kind == "average" else f"{rest[1]}年{self.name_of(thing)}"
            )
        if kind == "people":
            return "年平均人口"
        if kind == "contribution":
            return "贡献率"
        if kind == "gain":
            return "增速"
        if kind in ("share-change", "growth-change", "compare", "pull"):
            return {
                "share-change": "比重变化",
                "growth-change": "增速变化",
                "compare": "增速之差",
                "pull": "拉动",
            }[str(kind)]
        if kind in ("part-year", "total"):
            thing = rest[0]
            assert isinstance(thing, Thing)
            return f"{'年内一段' if kind == 'part-year' else '累计'}{self.name_of(thing)}"
        return ""

    def name_of(self, thing: Thing) -> str:
        """Return a thing's name for the reader, with its place where that is not the session's own."""
        known = self._names.get(thing)
        if known is None:
            bare = thing.name.partition("<")[0]
            known = bare.removeprefix("~") if bare.startswith("~") else indicators.properties(bare).name
            if thing.deed and not known.startswith(thing.deed):
                known = thing.deed + known
        part = thing.scope.partition("月")[0]
        if part[:1].isdigit():  # a figure of part of the year; see facts.parts_of_year
            known = f"{part}月{known}"
        return thing.region.rpartition("/")[2] + known if self._several else known

    def _range(self, low: Bound | None, high: Bound | None, variable: int) -> str:
        if low is None and high is None:
            return "任何数"
        if low is None and high is not None:
            return self._end("不高于", high, variable)
        if high is None and low is not None:
            return self._end("不低于", low, variable)
        assert low is not None
        assert high is not None
        least, most = self._value(low, variable, up=False), self._value(high, variable, up=True)
        return least if least == most else f"{least}至{most}"

    def _end(self, word: str, bound: Bound, variable: int) -> str:
        if bound[1]:
            word = "高于" if word == "不低于" else "低于"
        return f"{word}{self._value(bound, variable, up=word in ('不高于', '低于'))}"

    def _value(self, bound: Bound, variable: int, *, up: bool) -> str:
        kind, *rest = self._key(variable)
        value = bound[0]
        if kind in ("ratio", "average"):
            return f"{_plain((value - 1) * 100, up, 2)}%"
        if kind in ("share", "weight", "contribution", "gain"):
            return f"{_plain(value * 100, up, 2)}%"
        if kind in ("share-change", "growth-change", "compare", "pull"):
            return f"{_plain(value * 100, up, 2)}个百分点"
        thing = rest[0] if rest else None
        if kind == "people":
            return f"{_plain(value / 10000, up, 2)}万人"
        unit = self._units.get(thing, "") if isinstance(thing, Thing) else ""
        if unit in _SCALED:
            for size, word in _BIG:
                if abs(value) >= Fraction(size):
                    return f"{_plain(value / Fraction(size), up, 2)}{word}{unit}"
        return f"{_plain(value, up, 2)}{unit}"


def ends(conflict: Conflict, network: Network) -> tuple[int, Bound, Bound]:
    """Return the quantity without a possible value: its least and its most, which exclude each other."""
    variable = conflict.steps[-1].variable
    last = {step.side: step.bound for step in conflict.steps if step.variable == variable}
    low, high = last.get(LOW, network.lows[variable]), last.get(HIGH, network.highs[variable])
    assert low is not None
    assert high is not None
    return variable, low, high


def _plain(value: Fraction, up: bool, places: int) -> str:
    """Return a number with few decimals, rounded outward, without trailing zeros.

    >>> _plain(Fraction(1, 3), False, 2), _plain(Fraction(1, 3), True, 2), _plain(Fraction(5), True, 2)
    ('0.33', '0.34', '5')
    """
    scale = 10**places
    whole, rest = divmod(value.numerator * scale, value.denominator)
    shown = Decimal(whole + (1 if up and rest else 0)).scaleb(-places)
    shown = shown.quantize(Decimal(1).scaleb(-places), ROUND_CEILING if up else ROUND_FLOOR)
    text = format(shown, "f").rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
