"""Where in the source of an HTML page an element begins.

The parser counts the line where a start tag ends, and only up to 65,535. This module finds the line
where it begins, in files of any length.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from lxml import etree

_PARSER_LIMIT = 65_535
# Bounded, so that a hostile page of unclosed quotes is still scanned in linear time.
_TAG = re.compile(
    r"""<([a-zA-Z][a-zA-Z0-9:]{0,30})(?=[\s/>])(?:[^"'<>]|"[^"<>]{0,4000}"|'[^'<>]{0,4000}'){0,500}>?"""
)
_NOT_TAGS = re.compile(r"<!--.*?-->|<(script|style|textarea|title|xmp)\b[^>]*>.*?</\1\s*>", re.I | re.S)


class SourceLines:
    """Follows the source while the tree is walked in document order.

    ``line`` is the line the walk has come to.
    """

    def __init__(self, text: str) -> None:
        self.line = 1
        self._long = text.count("\n") + 1 >= _PARSER_LIMIT
        self._spread: dict[tuple[str, int], int] = {}  # tag and line it ends on → line it begins on
        # Beyond the parser's limit: tag → where its start tags begin and end, in order.
        self._beyond: dict[str, list[tuple[int, int]]] = {}
        self._taken: dict[str, int] = {}
        self._known: dict[etree._Element, tuple[int, int]] = {}
        self._scan(text)

    def enter(self, element: etree._Element) -> int:
        """Move to an element's start tag and return the line where it begins."""
        begin, end = self._span(element)
        self.line = max(self.line, end)
        return begin

    def of(self, element: etree._Element) -> int:
        """Return the line where an element begins; elements are asked for in document order."""
        return self._span(element)[0]

    def _span(self, element: etree._Element) -> tuple[int, int]:
        """Return the lines where an element's start tag begins and ends."""
        tag = str(element.tag)
        end = _line(element)
        if 0 < end < _PARSER_LIMIT:
            return self._spread.get((tag, end), end), end
        if element in self._known:
            return self._known[element]
        spans = self._beyond.get(tag, [])
        taken = self._taken.get(tag, 0)
        if taken >= len(spans):
            return self.line, self.line
        self._taken[tag] = taken + 1
        self._known[element] = spans[taken]
        return spans[taken]

    def pass_text(self, text: str | None) -> None:
        """Move past a text."""
        if text:
            self.line += text.count("\n")

    def pass_tree(self, element: etree._Element) -> None:
        """Move past all that an element holds, though not past the text after it."""
        for inner in element.iter():
            if isinstance(inner.tag, str):
                self.enter(inner)
            self.pass_text(inner.text)
            if inner is not element:
                self.pass_text(inner.tail)

    def _scan(self, text: str) -> None:
        if not self._long and not re.search(r"<[a-zA-Z][^<>\n]{0,2000}\n", text):
            return
        if self._long:
            text = _NOT_TAGS.sub(_blank, text)
        breaks = [found.start() for found in re.finditer("\n", text)]
        for found in _TAG.finditer(text):
            tag = found.group(1).lower()
            begin = bisect_right(breaks, found.start()) + 1
            end = begin + found.group().count("\n")
            if end >= _PARSER_LIMIT:
                self._beyond.setdefault(tag, []).append((begin, end))
            elif end > begin:
                self._spread.setdefault((tag, end), begin)


def _line(element: etree._Element) -> int:
    """Return the line the parser gives: where the start tag ends; 0 where it knows none."""
    return cast(int, element.sourceline or 0)


def _blank(found: re.Match[str]) -> str:
    """Keep the tag that opens a script, and the line breaks of what it holds."""
    opening = f"<{found.group(1)}>" if found.group(1) else ""
    return opening + "\n" * found.group().count("\n")
