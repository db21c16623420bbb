"""Findings that two drafts share with other figures: a table that gained or lost a row, a part that moved.

Their fingerprints differ, for these are made of figures; to a reader they are one finding that changed.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.model import Finding
from checker.value import value

_ROW = "also"  # the role of the further rows of a finding that is a table


@value(frozen=True, slots=True)
class Altered:
    """A finding of the old draft, and what became of it in the new one."""

    old: Finding
    new: Finding

    @property
    def gained(self) -> bool:
        """Whether the new one shows a place that the old one did not, or is graver."""
        return self.old.severity != self.new.severity or not _quotes(self.new) <= _quotes(self.old)


def pair(gone: Sequence[Finding], found: Sequence[Finding]) -> list[Altered]:
    """Return the pairs that are one finding, in the order of the new ones; each is in one pair at most.

    Both are of one rule, region and year and quote a place in common; what is no table is of one indicator.
    """
    left = list(gone)
    pairs = []
    for new in found:
        old = next((one for one in left if _is_one(one, new)), None)
        if old is not None:
            left.remove(old)
            pairs.append(Altered(old, new))
    return pairs


def _is_one(old: Finding, new: Finding) -> bool:
    if (old.rule, old.region, old.period) != (new.rule, new.region, new.period):
        return False
    table = any(item.role == _ROW for one in (old, new) for item in one.evidence)
    same = old.indicator is not None and old.indicator == new.indicator
    return (table or same) and not _quotes(old).isdisjoint(_quotes(new))


def _quotes(finding: Finding) -> set[str]:
    return {finding.quote, *(item.quote for item in finding.evidence)}
