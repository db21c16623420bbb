"""What a Word paragraph inherits from its style: outline level, list, hidden text, table of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.read.word_package import W

if TYPE_CHECKING:
    from lxml import etree

_HEADING_NAME = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.I)
_TITLE_NAMES = frozenset({"title", "标题"})
_CONTENTS_NAME = re.compile(r"^(?:toc\s*[1-9]|目录\s*[1-9]|table of figures|图表目录)$", re.I)
_BODY_LEVEL = 9  # w:outlineLvl counts from 0; 9 is body text
_OFF = frozenset({"0", "false", "off", "none"})
_MAX_CHAIN = 50  # styles based on one another; a circle ends here


@dataclass(frozen=True, slots=True)
class ListPlace:
    """A place in a list: w:numId and w:ilvl, each None where not given."""

    number: str | None
    level: int | None


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says, its ancestors included."""

    outline: int | None = None  # 0 = outermost, 9 = body text
    place: ListPlace | None = None
    hidden: bool = False
    contents: bool = False  # an entry of a table of contents
    title: bool = False


class Styles:
    """The styles of one document, by their ids."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._known: dict[str, Style] = {}
        self.default = ""
        for element in root.iter(f"{W}style") if root is not None else ():
            name = element.get(f"{W}styleId")
            if name is None:
                continue
            self._elements[name] = element
            if element.get(f"{W}type") == "paragraph" and is_on_value(
                element.get(f"{W}default"), default=False
            ):
                self.default = name

    def get(self, name: str | None) -> Style:
        """Return a style by id; an unknown one says nothing."""
        name = name or ""
        if name not in self._known:
            self._known[name] = self._build(name)
        return self._known[name]

    def number_of(self, name: str) -> str | None:
        """Return the w:numId that a list style stands for."""
        place = self.get(name).place
        return place.number if place else None

    def _build(self, name: str) -> Style:
        outline: int | None = None
        number: str | None = None
        level: int | None = None
        hidden: bool | None = None
        contents = title = False
        for element in self._chain(name):
            called = value_of(element.find(f"{W}name")) or ""
            contents = contents or bool(_CONTENTS_NAME.match(called))
            title = title or called.lower() in _TITLE_NAMES
            if outline is None:
                outline = outline_of(element.find(f"{W}pPr"))
            if outline is None and (heading := _HEADING_NAME.match(called)):
                outline = int(heading.group(1)) - 1
            place = list_place(element.find(f"{W}pPr"))
            if place:
                number = place.number if number is None else number
                level = place.level if level is None else level
            if hidden is None:
                hidden = switch(element.find(f"{W}rPr"), "vanish")
        given = ListPlace(number, level) if number is not None or level is not None else None
        return Style(outline, given, bool(hidden), contents, title)

    def _chain(self, name: str) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while name in self._elements and len(chain) < _MAX_CHAIN:
            chain.append(self._elements[name])
            name = value_of(self._elements[name].find(f"{W}basedOn")) or ""
        return chain


def value_of(element: etree._Element | None) -> str | None:
    """Return the ``w:val`` of an element that may be absent."""
    return None if element is None else element.get(f"{W}val")


def is_on_value(value: str | None, *, default: bool = True) -> bool:
    """Tell whether an attribute of type on/off says on; absent it says ``default``."""
    return default if value is None else value.lower() not in _OFF


def is_number(value: str) -> bool:
    """Tell whether an attribute is a number without sign, in plain digits."""
    return value.isascii() and value.isdigit()


def switch(properties: etree._Element | None, name: str) -> bool | None:
    """Return whether a property such as ``vanish`` is on, None where it is not given."""
    element = properties.find(f"{W}{name}") if properties is not None else None
    return None if element is None else is_on_value(element.get(f"{W}val"))


def outline_of(properties: etree._Element | None) -> int | None:
    """Return the outline level that paragraph properties give, 0 for the outermost."""
    value = value_of(properties.find(f"{W}outlineLvl")) if properties is not None else None
    if value is None or not is_number(value):
        return None
    return min(int(value[:3]), _BODY_LEVEL)


def list_place(properties: etree._Element | None) -> ListPlace | None:
    """Return the place in a list that paragraph properties give."""
    given = properties.find(f"{W}numPr") if properties is not None else None
    if given is None:
        return None
    level = value_of(given.find(f"{W}ilvl"))
    return ListPlace(
        number=value_of(given.find(f"{W}numId")),
        level=min(int(level[:2]), 8) if level and is_number(level) else None,
    )


def heading_depth(properties: etree._Element | None, style: Style) -> int:
    """Return a paragraph's depth as a heading, 1 for the outermost, 0 where it is none."""
    outline = outline_of(properties)
    outline = style.outline if outline is None else outline
    if outline is not None and outline < _BODY_LEVEL:
        return outline + 1
    return 1 if style.title else 0
