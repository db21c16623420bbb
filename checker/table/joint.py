"""Shares with the growth of their part and their whole: three figures that may not hold together.

If a part grew by p, its whole by w, and the part is now s of the whole, it was s·(1+w)/(1+p) of the
whole the year before, which cannot be more than all of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model import Reading, Statement
from checker.table import identity
from checker.table.indicators import by_name, properties
from checker.table.shares import bare, named_parts


def rows(reading: Reading) -> Iterator[dict[str, object]]:
    """Yield the relation ``joint``: a share, the growth of its part and that of its whole."""
    growths = [
        statement
        for statement in reading.statements
        if statement.measure == "growth" and statement.value is not None and not statement.basis
    ]
    for share in reading.statements:
        if share.measure != "share" or share.value is None or not growths:
            continue
        named = named_parts(share)
        if named is None or not named[0]:
            continue
        part, whole = (_find(share, name, growths) for name in named)
        if part is not None and whole is not None and part is not whole:
            yield {
                "document": share.document,
                "share": share.id,
                "part_growth": part.id,
                "whole_growth": whole.id,
            }


def _find(share: Statement, name: str, growths: list[Statement]) -> Statement | None:
    """Return the one growth of that name in the share's period, None where there is no single one."""
    found = [growth for growth in growths if _same_time(share, growth) and _means(name, growth)]
    values = {(growth.low, growth.high) for growth in found}
    return found[0] if len(values) == 1 else None


def _same_time(share: Statement, growth: Statement) -> bool:
    return (
        (share.period, share.region_path) == (growth.period, growth.region_path)
        and growth.period_kind in (None, "year")
        and share.modality == growth.modality
    )


def _means(name: str, growth: Statement) -> bool:
    """Say whether a growth is that of the thing named: same lexicon entry, or same verb and noun."""
    if properties(growth.indicator_id).price_basis == "constant":
        return False  # a share is at current prices, this growth is not
    known = by_name(name)
    if known is not None and known == growth.indicator_id:
        return True
    if bare(growth.quote).startswith(name):
        return True
    if growth.scope:
        return False
    mine = (identity.action(name, name, ""), identity.normalise(name))
    theirs = (identity.action(growth.indicator, growth.indicator, ""), identity.normalise(growth.indicator))
    return mine == theirs
