"""The text of Word paragraphs as a reader sees it once all tracked changes are accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checker.read.word_package import W
from checker.read.word_styles import Styles, switch, value_of

if TYPE_CHECKING:
    from lxml import etree

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
ALTERNATE = f"{_MC}AlternateContent"
TEXT_BOX = f"{W}txbxContent"

# What is not there once changes are accepted, what is no text, and the reading aid above a character.
_SKIPPED_NAMES = (
    "del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "rubyPr", "rt",
    "delText", "delInstrText", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "altChunk",
)  # fmt: skip
_SKIPPED = frozenset(f"{W}{name}" for name in _SKIPPED_NAMES)
_GRAPHICS = frozenset(f"{W}{name}" for name in ("drawing", "pict", "object"))
_SIGNS = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-",
}  # fmt: skip
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_CONTENTS_FIELD = re.compile(r"^\s*(?:TOC|INDEX|TOA)\b", re.I)
_PAGE_AT_END = re.compile(r"[\t .…·]\s*[-—]?\s*\d+\s*[-—]?\s*$")
_PRIVATE = range(0xE000, 0xF900)


@dataclass(slots=True)
class Piece:
    """A stretch of text and the run it comes from; no run for computed text and formulas."""

    text: str
    run: etree._Element | None = None


@dataclass(slots=True)
class Paragraph:
    """One paragraph's text, piece by piece, and what is anchored in it."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)  # w:txbxContent, in document order
    in_contents: bool = False  # an entry of an automatic table of contents
    joins_next: bool = False  # its end was deleted: the next paragraph goes on with it

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(piece.text for piece in self.pieces)

    def trim(self) -> None:
        """Drop line breaks, tabs and blanks at both ends, as left by page breaks; indents may stay."""
        while self.pieces and not (text := self.pieces[0].text.lstrip("\n\t ")):
            self.pieces.pop(0)
        if self.pieces:
            self.pieces[0].text = text
        while self.pieces and not (text := self.pieces[-1].text.rstrip("\n\t ")):
            self.pieces.pop()
        if self.pieces:
            self.pieces[-1].text = text


@dataclass(slots=True)
class _Field:
    """A field under way: its instruction, and whether its result has begun."""

    instruction: str = ""
    in_result: bool = False


class TextReader:
    """Reads paragraphs of one story in document order; fields may reach over several of them."""

    def __init__(self, styles: Styles) -> None:
        self.notes: list[tuple[str, str]] = []  # references seen: footnote or endnote, and its id
        self._styles = styles
        self._fields: list[_Field] = []
        self._into = Paragraph()
        self._style_hidden = False

    def read(self, element: etree._Element) -> Paragraph:
        """Return one ``w:p`` as read."""
        paragraph = self._into = Paragraph()
        properties = element.find(f"{W}pPr")
        style = self._styles.get(style_of(properties) or self._styles.default)
        self._style_hidden = style.hidden
        within = self._in_contents_field()
        self._inline(element)
        paragraph.trim()
        paragraph.joins_next = _mark_deleted(properties)
        listed = (within or self._in_contents_field()) and bool(_PAGE_AT_END.search(paragraph.text))
        paragraph.in_contents = style.contents or listed
        # An instruction never goes on in the next paragraph; one that seems to has lost its end.
        while self._fields and not self._fields[-1].in_result:
            self._fields.pop()
        return paragraph

    def _in_contents_field(self) -> bool:
        return any(f.in_result and _CONTENTS_FIELD.match(f.instruction) for f in self._fields)

    def _inline(self, parent: etree._Element) -> None:
        for child in parent:
            tag = child.tag
            if tag in _SKIPPED or not isinstance(tag, str):
                continue
            if tag == f"{W}r":
                self._run(child, child, self._is_hidden(child))
            elif tag == f"{_MATH}r":
                self._math(child)
            elif tag == ALTERNATE:
                self._inline(alternative(child))
            elif tag == f"{W}sdt" and is_placeholder(child):
                continue
            elif tag not in _GRAPHICS:
                self._inline(child)

    def _run(self, parent: etree._Element, run: etree._Element, hidden: bool) -> None:
        for child in parent:
            tag = child.tag
            if tag == f"{W}fldChar":
                self._field_char(child.get(f"{W}fldCharType") or "")
            elif tag == f"{W}instrText":
                if self._fields and not self._fields[-1].in_result:
                    self._fields[-1].instruction += child.text or ""
            elif tag == ALTERNATE:
                self._run(alternative(child), run, hidden)
            elif not hidden and all(f.in_result for f in self._fields):
                self._visible(child, str(tag), run)

    def _visible(self, child: etree._Element, tag: str, run: etree._Element) -> None:
        if tag == f"{W}t":
            text = child.text or ""
            self._add(text if child.get(_PRESERVE) == "preserve" else text.strip(" \t\r\n"), run)
        elif tag in _SIGNS:
            self._add(_SIGNS[tag], run)
        elif tag == f"{W}sym":
            self._add(_symbol(child), run)
        elif tag == f"{W}ruby":
            for base in child.iterchildren(f"{W}rubyBase"):
                self._inline(base)
        elif tag in _GRAPHICS:
            self._into.boxes.extend(text_boxes(child))
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            kind = "footnote" if tag == f"{W}footnoteReference" else "endnote"
            self.notes.append((kind, child.get(f"{W}id") or ""))

    def _math(self, run: etree._Element) -> None:
        for text in run.iterchildren(f"{_MATH}t"):
            self._add(text.text or "", None)

    def _add(self, text: str, run: etree._Element | None) -> None:
        if not text:
            return
        pieces = self._into.pieces
        if pieces and pieces[-1].run is run and run is not None:
            pieces[-1].text += text
        else:
            pieces.append(Piece(text, run))

    def _field_char(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _is_hidden(self, run: etree._Element) -> bool:
        properties = run.find(f"{W}rPr")
        if properties is None:
            return self._style_hidden
        own = switch(properties, "vanish")
        if own is not None:
            return own
        style = value_of(properties.find(f"{W}rStyle"))
        return self._style_hidden or (style is not None and self._styles.get(style).hidden)


def style_of(properties: etree._Element | None) -> str | None:
    """Return the style id that paragraph properties name."""
    return value_of(properties.find(f"{W}pStyle")) if properties is not None else None


def alternative(element: etree._Element) -> etree._Element:
    """Return the one branch of ``mc:AlternateContent`` to read: the first choice that holds text."""
    for choice in element.iterchildren(f"{_MC}Choice"):
        if next(choice.iter(f"{W}t", TEXT_BOX), None) is not None:
            return choice
    fallback = element.find(f"{_MC}Fallback")
    return element if fallback is None else fallback


def text_boxes(graphic: etree._Element) -> Iterator[etree._Element]:
    """Yield the contents of the text boxes of a drawing, each once; not those inside another box."""
    for child in graphic:
        if child.tag == TEXT_BOX:
            yield child
        elif child.tag == ALTERNATE:
            yield from text_boxes(alternative(child))
        elif isinstance(child.tag, str):
            yield from text_boxes(child)


def is_placeholder(control: etree._Element) -> bool:
    """Tell whether a content control shows only its prompt (单击此处输入文字)."""
    properties = control.find(f"{W}sdtPr")
    return properties is not None and switch(properties, "showingPlcHdr") is True


def _mark_deleted(properties: etree._Element | None) -> bool:
    mark = properties.find(f"{W}rPr") if properties is not None else None
    return mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None)


def _symbol(element: etree._Element) -> str:
    """Return the character of ``w:sym``; one of a symbol font's own has no meaning outside it."""
    try:
        code = int(element.get(f"{W}char") or "", 16)
    except ValueError:
        return ""
    return "" if code in _PRIVATE or not 0x20 <= code <= 0x10FFFF or 0xD800 <= code < 0xE000 else chr(code)
