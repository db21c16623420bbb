"""How deep the elements of a page or an XML part may stand within one another."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from checker.errors import Unreadable

if TYPE_CHECKING:
    from lxml import etree

PARSED = 256  # levels to which the parser itself goes unless told otherwise
_DEEPEST = 2048  # to which it goes at all


def too_deep(root: etree._Element, levels: int) -> bool:
    """Tell whether an element stands within more than so many others, itself counted."""
    return levels < _DEEPEST and bool(_deeper(levels)(root))


def refused(place: str, levels: int) -> Unreadable:
    """Return what to say of a document nested deeper than it may be."""
    fix = "另存为纯文本，或在设置 [limits] 中放宽 nesting"
    return Unreadable(place, f"嵌套过深（上限 {min(levels, _DEEPEST)} 层），未予读取", fix=fix)


@cache
def _deeper(levels: int) -> etree.XPath:
    from lxml import etree  # noqa: PLC0415

    # Level by level in C: a twentieth of what a walk through the tree takes.
    return etree.XPath("/*" * (levels + 1))
