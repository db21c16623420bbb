"""Data classes that nobody changes, at the price of those that anybody could.

``@dataclass(frozen=True)`` sets each field through ``object.__setattr__``, which makes an object three times
as dear; a report of 10,000 characters makes thousands. Here the type checker sees the frozen class and holds
everyone to it, and what runs is the plain one with the same equality and hash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["value"]

if TYPE_CHECKING:
    from dataclasses import dataclass as value
else:
    from dataclasses import dataclass

    def value(*, frozen: bool, slots: bool):
        """Return the decorator that ``dataclass`` of the same options stands for."""
        return dataclass(slots=slots, unsafe_hash=frozen)
