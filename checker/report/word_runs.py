"""Places of a Word text as elements: runs are split at the edges of a stretch, their format kept.

Word ignores comment ranges in text boxes and notes (MS-OI29500 2.1.315), so what stands there is
marked at the run of the body that holds the box or the note's reference.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checker.read.word import RunSpan
from checker.report.word_archive import Archive

if TYPE_CHECKING:
    from lxml import etree

_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS = " \t\r\n"
_TRIMMED = "\n\t "  # what the reader drops at both ends of a paragraph
_WHOLE_LINE = 1 << 40
_ONE_CHARACTER = frozenset({"tab", "ptab", "br", "cr", "noBreakHyphen"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """From before one element to behind another; ``exact``: the very words, not the runs that hold them."""

    first: etree._Element
    last: etree._Element
    exact: bool


@dataclass(frozen=True, slots=True)
class _Edge:
    """One end of a stretch: an offset in a run's own text, or a whole element."""

    element: etree._Element
    run: int = -1  # ordinal of the run where it is to be cut
    offset: int = 0


@dataclass(slots=True)
class _Pieces:
    """A run after cutting: where each piece begins in its own text."""

    starts: list[int] = field(default_factory=list)
    elements: list[etree._Element] = field(default_factory=list)


class Runs:
    """The runs of a document's body. Ask for all places first, then ``cut`` once."""

    def __init__(
        self, archive: Archive, spans: Mapping[int, list[RunSpan]], lines: Mapping[int, str]
    ) -> None:
        self._w, self._main, self._spans, self._lines = archive.namespace, archive.main.lower(), spans, lines
        self._body = archive.body
        names = (archive.related(kind) for kind in ("footnotes", "endnotes"))
        self._notes = {name.lower(): archive.peek(name) for name in names if name}
        self._runs = list(archive.body.iter(f"{archive.namespace}r"))
        self._note_runs: dict[str, list[etree._Element]] = {}
        self._asked: list[tuple[_Edge, _Edge] | None] = []
        self._cuts: dict[int, set[int]] = defaultdict(set)
        self._count: dict[tuple[str, int], int] = defaultdict(int)
        # What stands nowhere, or where nothing can be marked, is said at the first line with words.
        self._first = min((n for n, on in spans.items() if on[0].part.lower() == self._main), default=0)
        for line_spans in spans.values():
            for span in line_spans:
                self._count[span.part, span.run] += 1

    def ask(self, line: int, start: int, end: int) -> None:
        """Ask for a stretch of a line; a line without words asks for the first one that has some."""
        found = self._edges(line, start, max(end, start + 1))
        self._asked.append(found)
        for edge in found or ():
            if edge.run >= 0:
                self._cuts[edge.run].add(edge.offset)

    def cut(self) -> list[Stretch | None]:
        """Split the runs and return the stretches in the order they were asked for; None: nowhere."""
        pieces = {run: self._split(run, offsets) for run, offsets in self._cuts.items()}
        return [None if edges is None else self._stretch(edges, pieces) for edges in self._asked]

    def end(self) -> tuple[int, int, int] | None:
        """Return line, start and end of the last words of the body."""
        for line in sorted(self._spans, reverse=True):
            mine = [span for span in self._spans[line] if span.part.lower() == self._main]
            if mine:
                return line, mine[-1].start, mine[-1].end
        return None

    # ------------------------------------------------------------- where

    def _edges(self, line: int, start: int, end: int) -> tuple[_Edge, _Edge] | None:
        spans = [s for s in self._spans.get(line, ()) if s.start < end and s.end > start]
        # A list number or a formula: the nearest words of the line stand for it.
        spans = spans or self._spans.get(line, [])[:1]
        if spans:
            first = self._edge(spans[0], line, max(start, spans[0].start) - spans[0].start)
            last = self._edge(spans[-1], line, min(end, spans[-1].end) - spans[-1].start)
            if first is not None and last is not None:
                return first, last
        return None if line == self._first else self._edges(self._first, 0, _WHOLE_LINE)

    def _edge(self, span: RunSpan, line: int, offset: int) -> _Edge | None:
        if span.part.lower() != self._main:
            return self._note_reference(span)
        run = self._runs[span.run]
        outer = self._outermost(run)
        if outer is None:
            return None
        shift = self._shift(run, self._lines.get(line, "")[span.start : span.end])
        if outer is not run or shift is None or self._count[span.part, span.run] > 1:
            return _Edge(outer)
        return _Edge(run, span.run, offset + shift)

    def _outermost(self, element: etree._Element) -> etree._Element | None:
        """Return what stands in a paragraph of the body and holds the element; None where nothing does."""
        found, w = element, self._w
        for above in element.iterancestors(f"{w}r", _ALTERNATE, f"{w}sdt"):
            if above.tag != f"{w}sdt" or self._in_paragraph(above):
                found = above
        return found if self._in_paragraph(found) else None

    def _in_paragraph(self, element: etree._Element) -> bool:
        return next(element.iterancestors(f"{self._w}p"), None) is not None

    def _note_reference(self, span: RunSpan) -> _Edge | None:
        """Return the run of the body that refers to the note a span stands in."""
        w, root = self._w, self._notes.get(span.part.lower())
        if root is None:
            return None
        runs = self._note_runs.setdefault(span.part, list(root.iter(f"{w}r")))
        for kind in ("footnote", "endnote"):
            note = next(runs[span.run].iterancestors(f"{w}{kind}"), None)
            if note is None:
                continue
            for reference in self._body.iter(f"{w}{kind}Reference"):
                run = reference.getparent()
                if reference.get(f"{w}id") == note.get(f"{w}id") and run is not None:
                    outer = self._outermost(run)
                    return None if outer is None else _Edge(outer)
        return None

    # ------------------------------------------------------- own text

    def _shift(self, run: etree._Element, piece: str) -> int | None:
        """Return where the piece of a line begins in a run's own text; None where that cannot be told."""
        own = "".join(text for _, text in self._units(run))
        left = len(own) - len(own.lstrip(_TRIMMED))
        for shift in dict.fromkeys((0, left)):
            if own[shift : shift + len(piece)].replace("\t", " ") == piece.replace("\t", " ") and piece:
                return shift
        return None

    def _units(self, run: etree._Element) -> Iterable[tuple[etree._Element, str]]:
        """Yield the children of a run with the text each shows, as the reader of Word counts it."""
        for child in run:
            name = child.tag.removeprefix(self._w) if isinstance(child.tag, str) else ""
            if name == "t":
                yield child, _text(child)
            elif name in _ONE_CHARACTER:
                sign = {"br": "\n", "cr": "\n", "noBreakHyphen": "-"}.get(name, "\t")
                yield child, sign
            else:
                yield child, ""

    # ----------------------------------------------------------- cutting

    def _split(self, ordinal: int, offsets: Iterable[int]) -> _Pieces:
        """Cut a run at offsets of its own text; the first piece stays the run itself."""
        run = self._runs[ordinal]
        length = sum(len(text) for _, text in self._units(run))
        pieces = _Pieces([0], [run])
        for offset in sorted(offsets):
            if pieces.starts[-1] < offset < length:
                rest = self._cut_one(pieces.elements[-1], offset - pieces.starts[-1])
                pieces.starts.append(offset)
                pieces.elements.append(rest)
        return pieces

    def _cut_one(self, run: etree._Element, offset: int) -> etree._Element:
        """Move what a run shows from an offset on into a new run behind it, with the same properties."""
        rest = run.makeelement(run.tag, _attributes(run))
        properties = run.find(f"{self._w}rPr")
        if properties is not None:
            rest.append(deepcopy(properties))
        at, moving = 0, False
        for child, text in list(self._units(run)):
            if child is properties:
                continue
            if not moving and at < offset < at + len(text):
                rest.append(_split_text(child, text, offset - at))
                moving = True
                continue
            # What shows nothing stays with the words before it until words have moved.
            moving = moving or (bool(text) and at >= offset)
            if moving:
                rest.append(child)
            at += len(text)
        run.addnext(rest)
        return rest

    def _stretch(self, edges: tuple[_Edge, _Edge], pieces: Mapping[int, _Pieces]) -> Stretch:
        first, last = edges
        begin, stop = first.element, last.element
        if first.run >= 0:
            cut = pieces[first.run]
            begin = cut.elements[bisect_right(cut.starts, first.offset) - 1]
        if last.run >= 0:
            cut = pieces[last.run]
            stop = cut.elements[bisect_right(cut.starts, max(last.offset - 1, 0)) - 1]
        return Stretch(begin, stop, first.run >= 0 and last.run >= 0)


def _text(element: etree._Element) -> str:
    text = element.text or ""
    return text if element.get(_SPACE) == "preserve" else text.strip(_BLANKS)


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def _split_text(element: etree._Element, text: str, offset: int) -> etree._Element:
    """Leave the beginning of a text where it is and return a new element with the rest."""
    rest = element.makeelement(element.tag, _attributes(element))
    for part, shown in ((element, text[:offset]), (rest, text[offset:])):
        part.text = shown
        if shown != shown.strip(_BLANKS):
            part.set(_SPACE, "preserve")
    return rest
