"""The network of quantities: what is consistent never conflicts, what leaves its room always does."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from checker.table.joint import interval
from checker.table.joint.network import MOST_STEPS, Network, components, solve

Truth = tuple[list[int], list[int]]  # the parts of a total, this year and the year before


def rounded(value: Fraction, places: int) -> tuple[Fraction, Fraction]:
    """Return what a figure written with so many decimals admits."""
    step = Decimal(1).scaleb(-places)
    shown = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(step, ROUND_HALF_UP)
    half = Fraction(step) / 2
    return Fraction(shown) - half, Fraction(shown) + half


def world(now: list[int], last: list[int], places: int) -> tuple[Network, list[Fraction]]:
    """Return a total with its parts over two years: levels, shares and growth, and the true values."""
    made = Network()
    truths: list[Fraction] = []

    def told(key: object, value: Fraction) -> int:
        at = made.variable(key)
        low, high = rounded(value, places)
        made.give(str(key), at, (max(low, Fraction(0)), 0), (high, 0))
        truths.append(value)
        return at

    totals = [told(("total", year), Fraction(sum(values))) for year, values in enumerate((last, now))]
    growth = told("growth", Fraction(sum(now), sum(last)))
    made.product((totals[1], growth, totals[0]), (1, -1, -1), "growth")
    levels: list[list[int]] = [[], []]
    for part in range(len(now)):
        for year, values in enumerate((last, now)):
            levels[year].append(told(("part", part, year), Fraction(values[part])))
            share = told(("share", part, year), Fraction(values[part], sum(values)))
            made.product((levels[year][part], share, totals[year]), (1, -1, -1), "share")
        rate = told(("rate", part), Fraction(now[part], last[part]))
        made.product((levels[1][part], rate, levels[0][part]), (1, -1, -1), "growth")
    for year in (0, 1):
        signs = (1, *([-1] * len(now)))
        made.sum((totals[year], *levels[year]), signs, "parts")
    return made, truths


amounts = st.integers(min_value=20, max_value=5000)
worlds = st.integers(2, 4).flatmap(
    lambda parts: st.tuples(
        st.lists(amounts, min_size=parts, max_size=parts),
        st.lists(amounts, min_size=parts, max_size=parts),
    )
)


@settings(max_examples=150, deadline=None)
@given(worlds, st.integers(1, 4))
def test_what_is_true_never_conflicts(truth: Truth, places: int) -> None:
    """Corpora generated consistent never conflict, however coarsely they are rounded."""
    network, _ = world(*truth, places)
    for constraints, figures in components(network):
        assert solve(network, constraints, figures).conflict is None


@settings(max_examples=150, deadline=None)
@given(worlds, st.integers(2, 4), st.data())
def test_a_figure_out_of_its_room_always_conflicts(truth: Truth, places: int, data: st.DataObject) -> None:
    """One figure moved out of the interval that the others imply always conflicts, and is in the set."""
    network, _ = world(*truth, places)
    ((constraints, figures),) = components(network)
    moved = data.draw(st.sampled_from(figures))
    outcome = solve(network, constraints, [one for one in figures if one != moved])
    assert outcome.conflict is None
    figure = network.given[moved]
    low, high = outcome.bounds[figure.variable]
    above = data.draw(st.booleans())
    limit = high if above else low
    assume(limit is not None and limit[0] > 0)
    assert limit is not None
    beyond = limit[0] * (Fraction(101, 100) if above else Fraction(99, 100))
    width = Fraction(1, 10**9)
    network.given[moved] = figure._replace(low=(beyond, 0), high=(beyond + width, 0))
    if not above:
        network.given[moved] = figure._replace(low=(beyond - width, 0), high=(beyond, 0))
    found = solve(network, constraints, figures).conflict
    assert found is not None
    assert figure.statement in found.statements
    # No member can be left out: the others hold together.
    for name in found.statements:
        rest = [at for at in figures if network.given[at].statement in set(found.statements) - {name}]
        assert solve(network, constraints, rest).conflict is None


def test_the_steps_lead_from_figures_to_the_clash() -> None:
    network = Network()
    whole, part, share = (network.variable(name) for name in ("whole", "part", "share"))
    network.product((part, share, whole), (1, -1, -1), "share")
    network.give("a", whole, interval.bound(100), interval.bound(100))
    network.give("b", share, interval.bound(Decimal("0.5")), interval.bound(Decimal("0.5")))
    network.give("c", part, interval.bound(60), interval.bound(60))
    ((constraints, figures),) = components(network)
    conflict = solve(network, constraints, figures).conflict
    assert conflict is not None
    assert set(conflict.statements) == {"a", "b", "c"}
    for at, step in enumerate(conflict.steps):
        assert all(one < at for one in step.inputs), "a step rests on earlier ones only"
        assert (step.constraint is None) == (step.given is not None)


def test_a_mean_lies_between_its_parts() -> None:
    network = Network()
    whole, first, second = (network.variable(name) for name in ("whole", "first", "second"))
    weights = [network.variable(("weight", at), high=(Fraction(1), 0)) for at in (0, 1)]
    network.mean(whole, (first, second), weights, "mean")
    for name, at, value in (("w", whole, "1.09"), ("a", first, "1.05"), ("b", second, "1.08")):
        network.give(name, at, interval.bound(Decimal(value)), interval.bound(Decimal(value)))
    ((constraints, figures),) = components(network)
    assert solve(network, constraints, figures).conflict is not None
    network.given[0] = network.given[0]._replace(
        low=interval.bound(Decimal("1.06")), high=interval.bound(Decimal("1.06"))
    )
    assert solve(network, constraints, figures).conflict is None


def test_excluded_ends_count() -> None:
    """超过100 and two exact parts of 60 and 40 do not go together; 100以上 does."""
    for excluded, conflicts in ((1, True), (0, False)):
        network = Network()
        total, one, two = (network.variable(name) for name in ("total", "one", "two"))
        network.sum((total, one, two), (1, -1, -1), "parts")
        network.give("t", total, (Fraction(100), excluded), None)
        network.give("a", one, interval.bound(60), interval.bound(60))
        network.give("b", two, interval.bound(40), interval.bound(40))
        ((constraints, figures),) = components(network)
        assert (solve(network, constraints, figures).conflict is not None) is conflicts


def test_work_is_bounded_and_then_said() -> None:
    """A component too large to finish is undecided, never a conflict."""
    network = Network()
    chain = [network.variable(at) for at in range(MOST_STEPS)]
    for here, there in pairwise(chain):
        rest = network.variable(("rest", here), low=(Fraction(0), 0))
        network.sum((here, there, rest), (1, -1, -1), "parts")
    network.give("first", chain[0], interval.bound(1), interval.bound(5))
    network.give("last", chain[-1], interval.bound(1), interval.bound(5))
    ((constraints, figures),) = components(network)
    outcome = solve(network, constraints, figures)
    assert outcome.conflict is None
    assert not outcome.decided


@pytest.mark.parametrize(
    ("value", "degree"), [(Fraction(1331, 1000), 3), (Fraction(2), 5), (Fraction(1, 7), 2)]
)
def test_roots_round_outward(value: Fraction, degree: int) -> None:
    low = interval.root((value, 0), degree, up=False)[0]
    high = interval.root((value, 0), degree, up=True)[0]
    assert low**degree <= value <= high**degree
    assert high - low <= Fraction(1, 10**12)


@given(st.fractions(min_value=Fraction(1, 10**30), max_value=10**30, max_denominator=10**60))
def test_cutting_rounds_outward(value: Fraction) -> None:
    low, high = interval.cut((value, 0), up=False)[0], interval.cut((value, 0), up=True)[0]
    assert low <= value <= high
    assert high - low <= value / 10**20
