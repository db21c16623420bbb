"""Values of the stage: a limit with its reason, and the room that all limits together leave."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

MUST, SHOULD, SAME = "must", "should", "same"
Side = Literal["low", "high"]


@dataclass(frozen=True, slots=True)
class Limit:
    """One end that a rule sets to a target.

    ``must``: beyond it a rule reports an error or warning; ``should``: a note. ``same``: another draft of
    the session gives this, so that both change or none. ``reason`` is a key of the
    message catalogue under ``suggest``, ``fields`` what it asks for.
    """

    side: Side
    value: Decimal
    strength: str
    rule: str
    reason: str
    fields: dict[str, str]
    statements: tuple[str, ...] = ()
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Own:
    """The draft's own target: what it says, and the least and the most that it promises."""

    statement: str
    document: str
    line: int
    quote: str
    low: Decimal | None
    high: Decimal | None
    least: Decimal  # with 左右 at its widest, or the bound of a floor or ceiling: what PC305 compares
    most: Decimal


@dataclass(slots=True)
class Room:
    """What all limits together leave a headline target of a draft.

    ``verdict``: fits, below, above (a must end), differs (another draft of the session), modest (a should
    end), open (no limit could be drawn), unquantified, absent.
    """

    document: str
    region: str
    year: int
    indicator_id: str
    indicator: str
    measure: str
    unit: str
    limits: list[Limit] = field(default_factory=list)
    own: Own | None = None
    open: tuple[tuple[str, dict[str, str]], ...] = ()  # what could not be said, and why
    verdict: str = "absent"
    wording: str = ""  # of an own target without a number

    def end(self, side: str, strength: str) -> Limit | None:
        """Return the limit that decides an end; of equal ones an excluded end, then the first rule."""
        found = [one for one in self.limits if one.side == side and one.strength == strength]
        sign = 1 if side == "low" else -1
        return max(found, key=lambda one: (sign * one.value, not one.closed, -_code(one)), default=None)

    @property
    def empty(self) -> bool:
        """No value keeps all rules from reporting an error or warning."""
        low, high = self.end("low", MUST), self.end("high", MUST)
        if low is None or high is None:
            return False
        return low.value > high.value or (low.value == high.value and not (low.closed and high.closed))


def _code(limit: Limit) -> int:
    return int("".join(char for char in limit.rule if char.isdigit()) or 0)
