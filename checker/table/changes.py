"""What a new draft says otherwise than the old one: statements gone, new and changed, targets softened.

Two statements are about one thing where region, indicator, scope, measure, period and modality are the
same; what is said alike on both sides is left out, what remains is paired in the order of the texts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from checker.table.relations import Relations

HARDER, SOFTER = "harder", "softer"
# How much a bound promises. A bare number promises just itself, as its floor does (Civil Code, 以上).
_PROMISE = {"floor": 3, "point": 3, "ceiling": 3, "band": 2, "around": 1, "none": 0}
_COLUMNS = (
    "id", "document", "line", "seq", "quote", "region", "region_path", "indicator", "key", "measure",
    "modality", "is_target", "force", "force_rank", "period", "period_kind", "instant", "comparator", "bound",
    "is_number", "number", "number_high", "base_unit", "reference", "polarity", "basis",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of one side: the columns of the relation that a comparison needs."""

    columns: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        try:
            return self.columns[name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing said otherwise: ``old`` alone is gone, ``new`` alone is added.

    ``reasons`` are keys: number bound force measure, each with ``harder``, ``softer`` or ``''`` where a
    target's direction cannot be told or it is no target.
    """

    old: Said | None = None
    new: Said | None = None
    reasons: tuple[tuple[str, str], ...] = ()

    @property
    def kind(self) -> str:
        """``changed``, ``gone`` or ``added``."""
        if self.old is None:
            return "added"
        return "gone" if self.new is None else "changed"

    @property
    def direction(self) -> str:
        """``softer``, ``harder``, ``mixed``, or ``''``."""
        told = {direction for _, direction in self.reasons if direction}
        return "mixed" if len(told) > 1 else next(iter(told), "")

    @property
    def at(self) -> Said:
        """The side it is shown at: the new one where there is one."""
        side = self.new or self.old
        assert side is not None
        return side


def changes(
    old: Relations, new: Relations, *, of_old: Collection[str], of_new: Collection[str]
) -> list[Change]:
    """Return what was said otherwise, in the order of the new text, what is gone behind.

    Args:
        old, new: The relations of either side.
        of_old, of_new: The documents to compare; others are context.
    """
    before, after = _said(old, of_old), _said(new, of_new)
    before, after, _ = _paired(before, after, lambda one: (_about(one), _content(one)))
    found: list[Change] = []
    for about in (_about, _roughly):
        before, after, pairs = _paired(before, after, about)
        found += [Change(one, other, _reasons(one, other)) for one, other in pairs]
    found += [Change(new=one) for one in after] + [Change(old=one) for one in before]
    return sorted(found, key=lambda change: (change.new is None, *_place(change.at)))


def _said(relations: Relations, documents: Collection[str]) -> list[Said]:
    table = relations.tables["statement"]
    columns = [table[name] for name in _COLUMNS]
    rows = (dict(zip(_COLUMNS, values, strict=True)) for values in zip(*columns, strict=True))
    return sorted((Said(row) for row in rows if row["document"] in documents), key=_place)


def _place(one: Said) -> tuple[Any, ...]:
    return one.document, one.seq


def _about(one: Said) -> tuple[Hashable, ...]:
    """Return what a statement is about."""
    return (*_roughly(one), one.measure)


def _roughly(one: Said) -> tuple[Hashable, ...]:
    """Return what a statement is about, however it is measured: 增长5% may have become 达到300亿元."""
    return one.region_path, one.key, one.period, one.period_kind, one.instant, one.modality, one.basis


def _content(one: Said) -> tuple[Hashable, ...]:
    """Return what it says, without its wording: 5% and 百分之五 are the same."""
    return one.comparator, one.is_number, one.number, one.number_high, one.base_unit, one.force, one.reference


def _paired(
    old: Sequence[Said], new: Sequence[Said], key: Callable[[Said], Hashable]
) -> tuple[list[Said], list[Said], list[tuple[Said, Said]]]:
    """Pair the statements of one key, in their order; return what is left of either side, and the pairs."""
    waiting: dict[Hashable, list[Said]] = defaultdict(list)
    for one in old:
        waiting[key(one)].append(one)
    pairs, left = [], []
    for other in new:
        same = waiting[key(other)]
        if same:
            pairs.append((same.pop(0), other))
        else:
            left.append(other)
    taken = {one.id for one, _ in pairs}
    return [one for one in old if one.id not in taken], left, pairs


def _reasons(old: Said, new: Said) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    target = old.is_target and new.is_target
    same_unit = (
        old.is_number and new.is_number and old.measure == new.measure and old.base_unit == new.base_unit
    )
    if old.measure != new.measure or (old.is_number and new.is_number and old.base_unit != new.base_unit):
        found.append(("measure", ""))
    if same_unit and (old.number, old.number_high) != (new.number, new.number_high):
        found.append(("number", _by_number(old, new) if target else ""))
    if old.comparator != new.comparator or old.reference != new.reference:
        found.append(("bound", _by(_promise(old), _promise(new)) if target else ""))
    if old.force != new.force:
        found.append(("force", _by(old.force_rank, new.force_rank) if target else ""))
    return tuple(found)


def _promise(one: Said) -> int:
    return _PROMISE.get(one.bound, 0) if one.is_number else 0


def _by(old: int, new: int) -> str:
    return HARDER if new > old else SOFTER if new < old else ""


def _by_number(old: Said, new: Said) -> str:
    """Say whether a target's number was made harder: by what is better for the indicator, or its bound."""
    less = _less_is_better(old, new)
    if less is None:
        return ""
    before, after = (_worst_allowed(one, less) for one in (old, new))
    better = after < before if less else after > before
    return HARDER if better else SOFTER if before != after else ""


def _less_is_better(old: Said, new: Said) -> bool | None:
    if new.measure == "rank":
        return True
    for one in (new, old):
        if one.polarity in ("more", "less"):
            return bool(one.polarity == "less")
    bounds = {one.bound for one in (old, new)}
    if bounds <= {"ceiling"}:
        return True
    # An increment nobody knows is still promised to be reached: 新建30公里 is less than 新建50公里.
    return False if bounds <= {"floor"} or {old.measure, new.measure} == {"increment"} else None


def _worst_allowed(one: Said, less: bool) -> Decimal:
    """Return the least that a target asks for."""
    figure: Decimal = one.number_high if less else one.number
    return figure


def counted(found: Iterable[Change]) -> dict[str, int]:
    """Return how many changes there are of each kind, and how many targets went which way."""
    told = dict.fromkeys(("changed", "gone", "added", SOFTER, HARDER, "mixed"), 0)
    for change in found:
        told[change.kind] += 1
        if change.direction:
            told[change.direction] += 1
    return told
