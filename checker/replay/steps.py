"""How each arithmetic rule is done again: which figures, which identity, and whether it can hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from checker.model import Finding
from checker.replay.figures import Figure, Interval, look_up, number, shown
from checker.table import joint


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the replay; ``agrees`` is set where it decides."""

    text: str
    agrees: bool | None = None


@dataclass(slots=True)
class Replay:
    """A finding done again. ``agrees`` is None where the rule does no arithmetic, or figures are missing."""

    finding: Finding
    figures: list[Figure] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    @property
    def agrees(self) -> bool | None:
        """Whether the figures, reckoned anew, say what the finding says."""
        said = [step.agrees for step in self.steps if step.agrees is not None]
        return any(said) if said else None


def replay(finding: Finding, tables: Mapping[str, Any], texts: Mapping[tuple[str, int], str]) -> Replay:
    """Do a finding's arithmetic again.

    Args:
        finding: Of any rule.
        tables: The relations of its documents, read anew.
        texts: Lines by document and number.
    """
    found = [look_up(evidence, tables) for evidence in finding.evidence]
    told = Replay(finding, [figure for figure in found if figure is not None])
    if finding.rule == "PC117":
        told.steps = list(_together(finding, tables, texts))
    else:
        method = _METHODS.get(finding.rule)
        numbers = [figure for figure in told.figures if figure.is_number]
        # A finding about what is missing has no figure of its own to reckon with.
        if method is not None and any(figure.role == "finding" for figure in numbers):
            told.steps = list(method(numbers))
        elif finding.rule == "PC318":
            told.steps = list(_completed(numbers, _said_ratio(finding, tables)))
    if finding.severity == "note" and told.agrees is False and finding.rule not in _FIRM_NOTES:
        # Notes also tell what only looks weaker, or what is still open: there is no verdict to confirm.
        told.steps = [Step(step.text) for step in told.steps]
    return told


_FIRM_NOTES = frozenset({"PC305", "PC306"})


def _together(
    finding: Finding, tables: Mapping[str, Any], texts: Mapping[tuple[str, int], str]
) -> Iterator[Step]:
    names = [evidence.id for evidence in finding.evidence if evidence.id]
    rows = [row for row in joint.alone(tables, names, texts) if row["member"] == row["anchor"]]
    for row in rows:
        if row["verdict"] == "fail":
            parts = str(row["steps"]).split("；")
            yield from (Step(part) for part in parts[:-1])
            yield Step(parts[-1], True)
            return
    yield Step("这几个数可以同时成立", False)


# ---------------------------------------------------------------- identities


def _by_role(figures: Sequence[Figure], *roles: str) -> list[Figure]:
    return [figure for figure in figures if figure.role in roles]


def _own(figures: Sequence[Figure]) -> Figure:
    return next(one for one in figures if one.role == "finding")


def _verdict(result: Interval, written: Interval, unit: str, what: str, how: str = "推算") -> Step:
    both = result.meet(written)
    told = f"{how}{shown(result, unit)}，{what}{shown(written, unit)}"
    if both.empty:
        return Step(f"{told}：没有共同的值", True)
    return Step(f"{told}：有共同的值{shown(both, unit)}", False)


def _share(figures: Sequence[Figure]) -> Iterator[Step]:
    share, part, whole = _own(figures), _by_role(figures, "part"), _by_role(figures, "whole")
    if len(part) == 1 == len(whole):
        result = part[0].fits.over(whole[0].fits).scaled(100)
        yield Step(f"{_amount(part[0])} ÷ {_amount(whole[0])} ＝ {shown(result, '%')}")
        yield _verdict(result, share.fits, "%", "文中")


def _growth(figures: Sequence[Figure]) -> Iterator[Step]:
    growth = next((one for one in figures if one.row["measure"] in ("growth", "multiple")), None)
    level, base = _by_role(figures, "level"), _by_role(figures, "base", "restated")
    if growth is None or not level or not base:
        return
    result = level[0].fits.over(base[0].fits)
    yield Step(f"{_amount(level[0])} ÷ {_amount(base[0])} ＝ {shown(result, '')}")
    if growth.row["measure"] == "multiple":
        half = Fraction(growth.row["half_unit"])
        written = Interval(Fraction(growth.row["number"]) - half, Fraction(growth.row["number"]) + half)
        either = not result.meet(written).empty or not result.meet(written.scaled(1, 1)).empty
        yield Step(f"文中{shown(written, '倍')}，或再加1倍", not either)
        return
    yield _verdict(result.scaled(100, -100), growth.fits, "%", "文中")


def _parts(figures: Sequence[Figure]) -> Iterator[Step]:
    total, parts = _own(figures), _by_role(figures, "part")
    if not parts or total.unit == "%":
        return  # a mean by weights that are not quoted
    result = _total(parts)
    yield Step(f"{' ＋ '.join(map(_amount, parts))} ＝ {shown(result, total.unit)}")
    high, low = total.fits.high, total.fits.low
    over = high is not None and result.low is not None and result.low > high
    under = low is not None and result.high is not None and result.high < low
    alone = [one for one in parts if high is not None and one.fits.low is not None and one.fits.low > high]
    word = (
        "合计超过总数"
        if over
        else "单项就超过总数"
        if alone
        else "合计不足总数"
        if under
        else "合计与总数相容"
    )
    yield Step(f"总数{shown(total.fits, total.unit)}：{word}", bool(over or under or alone))


def _total(figures: Sequence[Figure]) -> Interval:
    result = Interval(Fraction(0), Fraction(0))
    for figure in figures:
        result = result.plus(figure.fits)
    return result


def _hundred(figures: Sequence[Figure]) -> Iterator[Step]:
    result = _total(figures)
    yield Step(f"{' ＋ '.join(map(_amount, figures))} ＝ {shown(result, '%')}")
    yield _verdict(result, Interval(Fraction(100), Fraction(100)), "%", "整体")


def _change(figures: Sequence[Figure]) -> Iterator[Step]:
    change, result, base = _own(figures), _by_role(figures, "result"), _by_role(figures, "baseline")
    if result and base:
        gap = result[0].fits.minus(base[0].fits)
        unit = "个百分点" if result[0].unit == "%" else result[0].unit
        yield Step(f"{_amount(result[0])} － {_amount(base[0])} ＝ {shown(gap, unit)}")
        yield _verdict(gap, change.fits, unit, "文中")


def _same(figures: Sequence[Figure]) -> Iterator[Step]:
    own = _own(figures)
    for other in figures:
        if other is own or other.unit != own.unit or other.row["measure"] != own.row["measure"]:
            continue
        if own.row["is_target"] and own.row["bound"] == other.row["bound"] in ("floor", "ceiling"):
            # Two floors of one target can both be met; that they are two is what the rule tells.
            told = f"另一处{shown(other.written, own.unit)}，这里{shown(own.written, own.unit)}"
            differ = other.row["number"] != own.row["number"]
            yield Step(f"{told}：{'界限不同' if differ else '界限相同'}", differ)
            continue
        yield _verdict(_stated(other), _stated(own), own.unit, "这里", "另一处")


def _stated(figure: Figure) -> Interval:
    """Return what a figure is when held against another of the same thing: a target is what it says."""
    if not figure.row["is_target"] or figure.row["bound"] not in ("point", "around"):
        return figure.fits
    return figure.written


def _children(figures: Sequence[Figure]) -> Iterator[Step]:
    """Targets of the level below held against the one above: what is asked is what is written (5万人)."""
    total, parts = _own(figures), _by_role(figures, "child")
    if not parts or total.unit == "%":
        return  # a mean by weights that are not quoted
    result = Interval(Fraction(0), Fraction(0))
    for one in parts:
        # Beyond 以上 and 以内 nothing is promised.
        low, high = one.fits.low, one.fits.high
        result = result.plus(
            Interval(one.written.low if low is None else low, one.written.high if high is None else high)
        )
    assert result.low is not None
    assert result.high is not None
    yield Step(f"{' ＋ '.join(map(_amount, parts))} ＝ {shown(result, total.unit)}")
    upper = total.lower_is_better
    asked = Fraction(total.row["around_high" if upper else "around_low"])
    beyond = result.low - asked if upper else asked - result.high
    told = f"{total.name}要求{'不高于' if upper else '不低于'}{number(asked, total.unit, up=False)}，合计"
    if beyond > 0:
        yield Step(f"{told}差{number(beyond, total.unit, up=False)}", True)
    else:
        yield Step(f"{told}够得着", False)


def _completed(figures: Sequence[Figure], said: Interval | None) -> Iterator[Step]:
    """An outcome held against the plan, and the ratio that the text gives against theirs."""
    outcome, plan, base = (_by_role(figures, role) for role in ("figure", "plan", "base"))
    if not outcome or not plan:
        return
    due = plan[0].written
    text = _amount(plan[0])
    if plan[0].row["measure"] == "growth" and base:
        due = base[0].fits.times(due.widened(Fraction(1, 2)).scaled(Fraction(1, 100), 1))
        text = f"{_amount(base[0])} × （1＋{_amount(plan[0])}）"
    result = outcome[0].fits.over(due).scaled(100)
    yield Step(f"{_amount(outcome[0])} ÷ （{text}） ＝ {shown(result, '%')}")
    if said is not None:
        yield _verdict(result, said, "%", "文中")


def _said_ratio(finding: Finding, tables: Mapping[str, Any]) -> Interval | None:
    """Return what the written ratio of a completion admits, None where only its quote is at hand."""
    names, table = {evidence.id for evidence in finding.evidence}, tables["completion"]
    columns = (table[name] for name in ("statement", "quote", "ratio_low", "ratio_high"))
    for statement, quote, low, high in zip(*columns, strict=True):
        if statement in names and quote == finding.evidence[0].quote:
            return Interval(Fraction(low), Fraction(high))
    return None


def _two_goals(figures: Sequence[Figure]) -> Iterator[Step]:
    level, rate, base = _own(figures), _by_role(figures, "rate"), _by_role(figures, "base")
    if not rate or not base:
        return
    years = int(level.row["year"]) - int(base[0].row["year"])
    result = base[0].fits.times(rate[0].ratio.power(years))
    yield Step(f"{_amount(base[0])} × （1＋{_amount(rate[0])}）的{years}次方 ＝ {shown(result, level.unit)}")
    if level.row["price_basis"] == "constant":
        yield Step("增速按不变价、总量按现价，判定时每年另留价格余地")
        return
    yield _verdict(result, level.fits, level.unit, "目标")


# ---------------------------------------------------------------- comparisons


def _compared(role: str) -> Callable[[Sequence[Figure]], Iterator[Step]]:
    """Return the replay of a comparison: what one figure asks for, and what the finding's own offers."""

    def method(figures: Sequence[Figure]) -> Iterator[Step]:
        for other in _by_role(figures, role):
            for own in _by_role(figures, "finding", "also"):
                if _one_thing(own, other):
                    yield _held(other, own)

    return method


def _reached(figures: Sequence[Figure]) -> Iterator[Step]:
    """A target that what there is already meets: the reverse of a miss."""
    for target in _by_role(figures, "finding", "also"):
        for actual in _by_role(figures, "actual"):
            if _one_thing(target, actual):
                held = _held(target, actual)
                yield Step(held.text, None if held.agrees is None else not held.agrees)


def _one_thing(own: Figure, other: Figure) -> bool:
    mine, theirs = ((one.row["indicator"], one.row["measure"], one.unit) for one in (own, other))
    return bool(mine == theirs)


def _held(asked: Figure, there: Figure) -> Step:
    """Return whether what is there meets what is asked, rounding and 左右 at their widest."""
    unit = "个百分点" if asked.unit == "%" else asked.unit
    exact = there.row["is_target"]
    if asked.lower_is_better:
        most = Fraction(asked.row["around_high"]) if asked.row["has_high"] else None
        least = Fraction(there.row["number_high"]) if exact else there.fits.low
        limit, beyond = most, None if most is None or least is None else least - most
        word = "不高于"
    else:
        least = Fraction(asked.row["around_low"]) if asked.row["has_low"] else None
        most = Fraction(there.row["number"]) if exact else there.fits.high
        limit, beyond = least, None if least is None or most is None else least - most
        word = "不低于"
    if limit is None or beyond is None:
        return Step(
            f"{asked.name}“{asked.row['written']}”与{there.name}“{there.row['written']}”没有可比的一端"
        )
    told = f"{asked.name}要求{word}{number(limit, asked.unit, up=False)}，{there.name}{_amount(there)}"
    # What was rounded to 5% was less than 5.5%.
    rounded = not exact and not asked.lower_is_better and there.fits.low != there.fits.high
    if beyond > 0 or (rounded and beyond == 0):
        return Step(f"{told}：差{number(beyond, unit, up=False)}" if beyond else f"{told}：够不着", True)
    return Step(f"{told}：够得着", False)


def _lowered(figures: Sequence[Figure]) -> Iterator[Step]:
    """Targets below last year's: pairs of one indicator, in the order of the finding."""
    targets = [one for one in figures if one.role in ("finding", "also")]
    for target in targets:
        for prior in figures:
            same = (prior.row["indicator"], prior.row["measure"]) == (
                target.row["indicator"], target.row["measure"])  # fmt: skip
            if prior.role == "prior" and same and prior.unit == target.unit:
                less = target.row["polarity"] == "less"
                mine = Fraction(target.row["number"])
                theirs = prior.fits.high if less else prior.fits.low
                if theirs is not None:
                    lower = mine > theirs if less else mine < theirs
                    text = f"{target.name}{_amount(target)}，{prior.name}{_amount(prior)}"
                    yield Step(f"{text}：{'低于上年' if lower else '不低于上年'}", lower)


def _amount(figure: Figure) -> str:
    return f"{figure.row['written']}（{shown(figure.fits, figure.unit)}）"


_METHODS: dict[str, Callable[[Sequence[Figure]], Iterator[Step]]] = {
    "PC101": _same, "PC102": _share, "PC103": _growth, "PC104": _parts, "PC113": _hundred, "PC116": _change,
    "PC201": _compared("parent"), "PC204": _children,
    "PC205": _compared("assigned"), "PC208": _same,
    "PC301": _compared("target"), "PC304": _reached,
    "PC305": _lowered, "PC306": _same, "PC311": _growth, "PC316": _same, "PC319": _two_goals,
}  # fmt: skip
