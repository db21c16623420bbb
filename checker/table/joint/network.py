"""Quantities bound by identities: what the given figures leave open, and which of them cannot hold.

Three kinds of constraint say all that the identities of statistics need: products (share × total =
part, level × growth = next level), sums (parts = total, new + old = total) and weighted means (the
growth of a total by those of its parts). Bounds are propagated until nothing changes; each change
remembers what it came from, so a quantity without a possible value leads back to the figures that
take part, and the way there can be told step by step.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from checker.table.joint import interval
from checker.table.joint.interval import Bound

LOW, HIGH = 0, 1

# Two bounds that chase each other through a cycle come ever closer to a limit without reaching it;
# after so many changes of one bound the rest is beyond what anybody can follow.
_MOST_CHANGES = 6
# The work one component may cost, in changes of bounds: beyond it the component counts as undecided.
MOST_STEPS = 4000


class Given(NamedTuple):
    """A figure: the statement it stands in, the variable it is of, and what it admits."""

    statement: str
    variable: int
    low: Bound | None
    high: Bound | None


@dataclass(frozen=True, slots=True)
class Constraint:
    """``product``: Π x^exponent = 1 · ``sum``: Σ coefficient·x = 0 · ``mean``: see ``mean_of``.

    ``identity`` names what it rests on (``checker.table.joint.words``); ``assumes`` what is not
    certain about it, '' where it holds by definition.
    """

    kind: str
    variables: tuple[int, ...]
    factors: tuple[int, ...]
    identity: str
    assumes: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a bound; ``inputs`` are the steps it rests on, ``constraint`` None for a figure."""

    variable: int
    side: int
    bound: Bound
    constraint: int | None
    inputs: tuple[int, ...]
    given: int | None = None


@dataclass(slots=True)
class Network:
    """Variables with their domains, constraints over them, and figures given for them."""

    keys: list[object] = field(default_factory=list)
    lows: list[Bound | None] = field(default_factory=list)
    highs: list[Bound | None] = field(default_factory=list)
    constraints: list[Constraint] = field(default_factory=list)
    given: list[Given] = field(default_factory=list)
    _index: dict[object, int] = field(default_factory=dict)
    _seen: set[Constraint] = field(default_factory=set)

    def variable(
        self, key: object, low: Bound | None = interval.JUST_ABOVE_ZERO, high: Bound | None = None
    ) -> int:
        """Return the number of a variable; a new one gets the domain."""
        at = self._index.get(key)
        if at is None:
            at = self._index[key] = len(self.keys)
            self.keys.append(key)
            self.lows.append(low)
            self.highs.append(high)
        return at

    def find(self, key: object) -> int | None:
        """Return the number of a variable, None where there is none."""
        return self._index.get(key)

    def give(self, statement: str, variable: int, low: Bound | None, high: Bound | None) -> None:
        """Add a figure."""
        self.given.append(Given(statement, variable, low, high))

    def product(
        self, variables: Sequence[int], exponents: Sequence[int], identity: str, assumes: str = ""
    ) -> None:
        """Say that the powers of positive variables multiply to one."""
        self._add(Constraint("product", tuple(variables), tuple(exponents), identity, assumes))

    def sum(self, variables: Sequence[int], signs: Sequence[int], identity: str, assumes: str = "") -> None:
        """Say that the signed variables add up to nothing."""
        self._add(Constraint("sum", tuple(variables), tuple(signs), identity, assumes))

    def mean(self, whole: int, parts: Sequence[int], weights: Sequence[int], identity: str) -> None:
        """Say that a variable is the mean of others by weights that add up to one."""
        shape = (1, *([-1] * len(parts)), *([0] * len(weights)))
        self._add(Constraint("mean", (whole, *parts, *weights), shape, identity))

    def _add(self, constraint: Constraint) -> None:
        if constraint not in self._seen:
            self._seen.add(constraint)
            self.constraints.append(constraint)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements that cannot all hold, none of which can be left out; ``steps`` show why, in order.

    The last two steps are the lower and the upper bound that exclude each other.
    """

    statements: tuple[str, ...]
    steps: tuple[Step, ...]
    assumes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a component: a conflict or none; ``decided`` is False where the work ran out."""

    conflict: Conflict | None
    decided: bool
    bounds: tuple[tuple[Bound | None, Bound | None], ...] = ()


def components(network: Network) -> list[tuple[list[int], list[int]]]:
    """Return the parts of a network that can contradict themselves: (constraints, figures) of each.

    A variable that only one constraint mentions and nothing else limits satisfies that constraint
    whatever the others are, so the constraint says nothing; what is left without such ends is split
    into connected parts. Parts with fewer than two figures are left out.
    """
    users: list[list[int]] = [[] for _ in network.keys]
    for at, constraint in enumerate(network.constraints):
        for variable in set(constraint.variables):
            users[variable].append(at)
    anchored = [high is not None for high in network.highs]
    for figure in network.given:
        anchored[figure.variable] = True
    alive = [True] * len(network.constraints)
    degree = [len(found) for found in users]
    waiting = [v for v, count in enumerate(degree) if count == 1 and not anchored[v]]
    while waiting:
        variable = waiting.pop()
        use = next((c for c in users[variable] if alive[c]), None)
        if use is None or not _frees(network, network.constraints[use], variable):
            continue
        alive[use] = False
        for other in set(network.constraints[use].variables):
            degree[other] -= 1
            if degree[other] == 1 and not anchored[other]:
                waiting.append(other)
    return _split(network, [c for c, lives in enumerate(alive) if lives])


def _frees(network: Network, constraint: Constraint, variable: int) -> bool:
    """Say whether a variable of no other constraint makes this one satisfiable whatever the rest is.

    A positive variable does so in a product; in a sum only one that may be any number does. What is
    left over of a total (``rest``) cannot be negative, and a mean has its parts' range.
    """
    if constraint.kind == "product":
        return True
    return constraint.kind == "sum" and network.lows[variable] is None


def _split(network: Network, alive: list[int]) -> list[tuple[list[int], list[int]]]:
    parent = list(range(len(network.keys)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for at in alive:
        first, *rest = network.constraints[at].variables
        for other in rest:
            parent[root(other)] = root(first)
    found: dict[int, tuple[list[int], list[int]]] = {}
    for at in alive:
        found.setdefault(root(network.constraints[at].variables[0]), ([], []))[0].append(at)
    for at, figure in enumerate(network.given):
        group = found.get(root(figure.variable))
        if group is not None:
            group[1].append(at)
    return [group for group in found.values() if len(group[1]) > 1]


def solve(network: Network, constraints: Sequence[int], given: Sequence[int]) -> Outcome:
    """Propagate the figures of one component; where they conflict, return a smallest set that does.

    Args:
        network: What the numbers below count in.
        constraints: The component's constraints.
        given: The component's figures.
    """
    state = _Propagation(network, constraints)
    clash = state.run(given)
    if clash is None:
        return Outcome(None, state.decided, tuple(zip(state.low, state.high, strict=True)))
    involved = sorted(state.figures(clash))
    kept = _smallest(network, constraints, involved)
    state = _Propagation(network, constraints)
    clash = state.run(kept)
    if clash is None:  # the way there was cut short by the bound on work; the first one stands
        state = _Propagation(network, constraints)
        clash = state.run(given)
        assert clash is not None
        kept = sorted(state.figures(clash))
    steps = state.trace(clash)
    used = {step.constraint for step in steps if step.constraint is not None}
    assumed = dict.fromkeys(network.constraints[at].assumes for at in sorted(used))
    names = dict.fromkeys(network.given[at].statement for at in kept)
    return Outcome(Conflict(tuple(names), tuple(steps), tuple(name for name in assumed if name)), True)


def _smallest(network: Network, constraints: Sequence[int], involved: Collection[int]) -> list[int]:
    """Return figures that conflict without one more than needed: each is left out once to see."""
    by_statement: dict[str, list[int]] = {}
    for at in sorted(involved):
        by_statement.setdefault(network.given[at].statement, []).append(at)
    names = list(by_statement)
    for name in list(names):
        trial = [at for other in names if other != name for at in by_statement[other]]
        if trial and _Propagation(network, constraints).run(trial) is not None:
            names.remove(name)
    return [at for name in names for at in by_statement[name]]


class _Propagation:
    """Bounds of the variables of one component, and the steps that led to each."""

    def __init__(self, network: Network, constraints: Sequence[int]) -> None:
        self.network = network
        self.low: list[Bound | None] = []
        self.high: list[Bound | None] = []
        self.steps: list[Step] = []
        self.decided = True
        self._last: dict[tuple[int, int], int] = {}
        self._changes: dict[tuple[int, int], int] = {}
        self._users: dict[int, list[int]] = {}
        self._order = sorted(constraints)
        self.low = list(network.lows)
        self.high = list(network.highs)
        for at in self._order:
            for variable in dict.fromkeys(network.constraints[at].variables):
                self._users.setdefault(variable, []).append(at)

    def run(self, given: Iterable[int]) -> tuple[int, int] | None:
        """Propagate; return the two steps that exclude each other, None where nothing does."""
        for at in given:
            figure = self.network.given[at]
            for side, bound in ((LOW, figure.low), (HIGH, figure.high)):
                if bound is not None and self._tighter(figure.variable, side, bound):
                    self._set(Step(figure.variable, side, bound, None, (), at))
                    clash = self._clash(figure.variable)
                    if clash is not None:
                        return clash
        queue = deque(self._order)
        queued = set(self._order)
        while queue:
            at = queue.popleft()
            queued.discard(at)
            for variable in self._revise(at):
                clash = self._clash(variable)
                if clash is not None:
                    return clash
                for user in self._users.get(variable, ()):
                    if user not in queued:
                        queued.add(user)
                        queue.append(user)
            if len(self.steps) > MOST_STEPS:
                self.decided = False
                return None
        return None

    def figures(self, clash: tuple[int, int]) -> set[int]:
        """Return the figures that a clash rests on."""
        return {at for step in self.trace(clash) if (at := step.given) is not None}

    def trace(self, clash: tuple[int, int]) -> list[Step]:
        """Return the steps that lead to a clash, in order, with ``inputs`` counted in them."""
        needed: set[int] = set()
        waiting = [at for at in clash if at >= 0]
        while waiting:
            at = waiting.pop()
            if at not in needed:
                needed.add(at)
                waiting.extend(self.steps[at].inputs)
        order = {at: new for new, at in enumerate(sorted(needed))}
        found = []
        for at in sorted(needed):
            step = self.steps[at]
            inputs = tuple(order[one] for one in step.inputs)
            found.append(Step(step.variable, step.side, step.bound, step.constraint, inputs, step.given))
        return found

    # ------------------------------------------------------------ bounds

    def _tighter(self, variable: int, side: int, bound: Bound) -> bool:
        known = self.low[variable] if side == LOW else self.high[variable]
        if known is None:
            return True
        return bound > known if side == LOW else bound < known

    def _set(self, step: Step) -> None:
        self._last[step.variable, step.side] = len(self.steps)
        self.steps.append(step)
        if step.side == LOW:
            self.low[step.variable] = step.bound
        else:
            self.high[step.variable] = step.bound

    def _clash(self, variable: int) -> tuple[int, int] | None:
        low, high = self.low[variable], self.high[variable]
        if low is None or high is None or low <= high:
            return None
        return self._last.get((variable, LOW), -1), self._last.get((variable, HIGH), -1)

    def _update(
        self, at: int, variable: int, side: int, bound: Bound | None, inputs: list[tuple[int, int]]
    ) -> bool:
        if bound is None:
            return False
        bound = interval.cut(bound, up=side == HIGH)
        if not self._tighter(variable, side, bound):
            return False
        place = (variable, side)
        count = self._changes.get(place, 0)
        if count >= _MOST_CHANGES:
            return False
        self._changes[place] = count + 1
        known = tuple(dict.fromkeys(self._last[one] for one in inputs if one in self._last))
        self._set(Step(variable, side, bound, at, known))
        return True

    # ------------------------------------------------------------ constraints

    def _revise(self, at: int) -> list[int]:
        """Tighten the variables of one constraint; return those that changed."""
        constraint = self.network.constraints[at]
        if constraint.kind == "product":
            return self._product(at, constraint)
        if constraint.kind == "sum":
            return self._sum(at, constraint)
        return self._mean(at, constraint)

    def _product(self, at: int, constraint: Constraint) -> list[int]:
        changed = []
        for place, variable in enumerate(constraint.variables):
            mine = constraint.factors[place]
            others = [
                (other, -factor if mine > 0 else factor)
                for spot, (other, factor) in enumerate(
                    zip(constraint.variables, constraint.factors, strict=True)
                )
                if spot != place
            ]
            for side in (LOW, HIGH):
                value, inputs = self._multiplied(others, side)
                if value is not None and abs(mine) > 1:
                    value = interval.root(value, abs(mine), up=side == HIGH)
                if self._update(at, variable, side, value, inputs) and variable not in changed:
                    changed.append(variable)
        return changed

    def _multiplied(
        self, factors: list[tuple[int, int]], side: int
    ) -> tuple[Bound | None, list[tuple[int, int]]]:
        """Return the lower or upper bound of a product of powers, and the bounds it was made from."""
        result: Bound = (interval.ONE, 0)
        inputs = []
        for variable, exponent in factors:
            wanted = side if exponent > 0 else 1 - side
            value = self.low[variable] if wanted == LOW else self.high[variable]
            inputs.append((variable, wanted))
            if value is None or (exponent < 0 and value[0] <= 0):
                return None, []
            value = interval.power(value, abs(exponent))
            result = interval.times(result, value) if exponent > 0 else interval.over(result, value)
        return result, inputs

    def _sum(self, at: int, constraint: Constraint) -> list[int]:
        changed = []
        for place, variable in enumerate(constraint.variables):
            mine = constraint.factors[place]
            for side in (LOW, HIGH):
                total: Bound | None = (interval.ZERO, 0)
                inputs = []
                for spot, other in enumerate(constraint.variables):
                    if spot == place:
                        continue
                    same = constraint.factors[spot] != mine
                    wanted = side if same else 1 - side
                    value = self.low[other] if wanted == LOW else self.high[other]
                    inputs.append((other, wanted))
                    if value is None or total is None:
                        total = None
                        break
                    total = interval.add(total, value if same else interval.minus(value))
                if self._update(at, variable, side, total, inputs) and variable not in changed:
                    changed.append(variable)
        return changed

    def _mean(self, at: int, constraint: Constraint) -> list[int]:
        count = len(constraint.variables) // 2
        whole, parts = constraint.variables[0], constraint.variables[1 : 1 + count]
        weights = constraint.variables[1 + count :]
        changed = []
        for side in (LOW, HIGH):
            value, inputs = self._extreme(parts, weights, side)
            if self._update(at, whole, side, value, inputs):
                changed.append(whole)
        return changed

    def _extreme(
        self, parts: Sequence[int], weights: Sequence[int], side: int
    ) -> tuple[Bound | None, list[tuple[int, int]]]:
        """Return the least or the greatest mean: each weight at its least, the rest where it counts most."""
        values = [self.low[one] if side == LOW else self.high[one] for one in parts]
        if any(value is None for value in values):
            return None, []
        left = interval.ONE
        total = interval.ZERO
        for weight, value in zip(weights, values, strict=True):
            least = self.low[weight]
            assert least is not None
            assert value is not None
            total += least[0] * value[0]
            left -= least[0]
        if left < 0:
            return None, []
        inputs = [(one, side) for one in parts]
        inputs += [(one, place) for one in weights for place in (LOW, HIGH)]
        order = sorted(
            range(len(parts)), key=lambda one: values[one] or (interval.ZERO, 0), reverse=side == HIGH
        )
        for one in order:
            value, most, least = values[one], self.high[weights[one]], self.low[weights[one]]
            assert value is not None
            assert least is not None
            room = left if most is None else min(left, most[0] - least[0])
            room = max(room, interval.ZERO)
            total += room * value[0]
            left -= room
        return (None, []) if left > 0 else ((total, 0), inputs)
