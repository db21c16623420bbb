"""The user's own Word file with a comment on the words of each finding; nothing else in it changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING

from checker.limits import Limits
from checker.model import Document, Finding
from checker.read.source import content
from checker.read.word import paragraph_runs
from checker.report.csv import cited
from checker.report.messages import Messages
from checker.report.text import shorten
from checker.report.told import Told
from checker.report.word_archive import Archive
from checker.report.word_runs import Runs, Stretch

if TYPE_CHECKING:
    from lxml import etree

LIMIT = 500  # comments of ours in one file; Word opens no file with more than 32,767
_LISTED = 2000  # findings named in the closing comment
_CITED = 8
_LINE = 120
_SUM = 1500


@dataclass(frozen=True, slots=True)
class _Note:
    """A comment to be: the words it stands on, and its paragraphs, the first of them its heading."""

    line: int
    start: int
    end: int
    paragraphs: tuple[str, ...]
    quote: str = ""  # said in the comment where its own words cannot be marked


def commented(document: Document, found: Sequence[Told], say: Messages, today: date | None = None) -> bytes:
    """Return the file with its comments; the very bytes of the file where nothing was found.

    Args:
        document: As read from ``document.path``, which is read again.
        found: Its findings, the gravest first.
        say: The catalogue of the language.
        today: The date on the comments; none where not given, so that the same input gives the same file.
    Raises:
        Unreadable: The file has changed since it was read, and is no Word file any more.
        OSError: It cannot be read any more.
    """
    limits = Limits()
    data = content(document.path, limits.size_bytes, limits)
    if not found:
        return data
    archive = Archive(data, document.path)
    spans = paragraph_runs(document.path)
    runs = Runs(archive, spans, document.lines)
    wanted = list(_notes(document, found, runs, say))
    for note in wanted:
        runs.ask(note.line, note.start, note.end)
    writer = _Writer(archive, say, today)
    for note, stretch in zip(wanted, runs.cut(), strict=True):
        if stretch is not None:
            writer.add(note, stretch)
    return archive.packed()


def file_name(name: str, taken: set[str]) -> str:
    """Return the name of the commented file, unlike those taken.

    >>> file_name("区/2024年计划.docx", set()), file_name("区/2024年计划.docx", {"2024年计划.批注.docx"})
    ('2024年计划.批注.docx', '区_2024年计划.批注.docx')
    """
    path = PurePath(name)
    # A file with macros under the name .docx is refused by Word.
    ending = ".docm" if path.suffix.lower() == ".docm" else ".docx"
    stem = path.name[: -len(path.suffix)] if path.suffix else path.name
    made = f"{stem}.批注{ending}"
    if made in taken:
        made = "_".join([*path.parts[:-1], made])
    number = 1
    while made in taken:
        number += 1
        made = f"{stem}.{number}.批注{ending}"
    return made


# ------------------------------------------------------------------ what they say


def _notes(document: Document, found: Sequence[Told], runs: Runs, say: Messages) -> Iterator[_Note]:
    """Yield the comments: findings, then the further places of findings, then one on what has no room."""
    room = LIMIT if len(found) <= LIMIT else LIMIT - 1
    for told in found[:room]:
        yield _main_note(told, say)
    left = LIMIT - min(len(found), room)
    if len(found) > room:
        end = runs.end() or (0, 0, 0)
        yield _Note(*end, paragraphs=tuple(_rest(found[room:], say)))
        return
    for told in found:
        for note in _further(document, told, say):
            if left == 0:
                return
            left -= 1
            yield note


def _main_note(told: Told, say: Messages) -> _Note:
    finding = told.finding
    text = [_heading(told, say), told.message]
    text += [cited(other, told, say) for other in told.others[:_CITED]]
    if len(told.others) > _CITED:
        text.append(say("report.more_evidence", count=len(told.others) - _CITED))
    text += [label + say("report.colon") + shorten(value, _SUM) for label, value in told.why(say)]
    return _Note(finding.line, finding.start, finding.end, tuple(text), told.own.quote)


def _further(document: Document, told: Told, say: Messages) -> Iterator[_Note]:
    """Yield a short comment for each further place of a finding that this document is to blame for."""
    for evidence in told.finding.evidence:
        if evidence.role == "also" and evidence.document == document.path:
            text = (_heading(told, say), say("word.also", text=shorten(told.message, _LINE)))
            yield _Note(evidence.line, evidence.start, evidence.end, text)


def _heading(told: Told, say: Messages) -> str:
    rule = f"{told.finding.rule} {told.title}".strip()
    return say("word.heading", severity=told.severity, rule=rule, number=told.number)


def _rest(left: Sequence[Told], say: Messages) -> Iterator[str]:
    yield say("word.rest", count=len(left), limit=LIMIT)
    for told in left[:_LISTED]:
        yield f"{_heading(told, say)} {told.own.place} {shorten(told.message, _LINE)}"
    if len(left) > _LISTED:
        yield say("report.more_evidence", count=len(left) - _LISTED)


def is_commented(document: Document, finding: Finding) -> bool:
    """Say whether a finding gets a comment: it stands on this document and is not settled."""
    return finding.document == document.path and finding.status == "new"


# ------------------------------------------------------------------- how they are written


class _Writer:
    """Writes comments into an archive, numbered behind those it has."""

    def __init__(self, archive: Archive, say: Messages, today: date | None) -> None:
        self._w, self._say, self._today = archive.namespace, say, today
        self._root = archive.comments()
        own = self._root.iter(f"{self._w}comment")
        self._next = 1 + max((_number(comment.get(f"{self._w}id")) for comment in own), default=-1)
        styles = archive.related("styles")
        self._styles = _styles(archive.peek(styles) if styles else None, self._w)

    def add(self, note: _Note, stretch: Stretch) -> None:
        """Add one comment and mark its words."""
        number, self._next = str(self._next), self._next + 1
        self._mark(number, stretch)
        attributes = {
            f"{self._w}id": number,
            f"{self._w}author": self._say("word.author"),
            f"{self._w}initials": self._say("word.initials"),
        }
        if self._today is not None:
            attributes[f"{self._w}date"] = f"{self._today.isoformat()}T00:00:00Z"
        comment = self._child(self._root, "comment", attributes)
        paragraphs = list(note.paragraphs)
        if note.quote and not stretch.exact:
            paragraphs.append(self._say("report.quote") + self._say("report.colon") + note.quote)
        for position, text in enumerate(paragraphs):
            self._paragraph(comment, text, first=position == 0)

    def _mark(self, number: str, stretch: Stretch) -> None:
        w, first, last = self._w, stretch.first, stretch.last
        first.addprevious(first.makeelement(f"{w}commentRangeStart", {f"{w}id": number}))
        end = last.makeelement(f"{w}commentRangeEnd", {f"{w}id": number})
        last.addnext(end)
        # The reference is ours alone: outside tracked insertions and hyperlinks.
        behind = end
        while (parent := behind.getparent()) is not None and parent.tag != f"{w}p":
            behind = parent
        run = end.makeelement(f"{w}r")
        self._reference_style(run)
        self._child(run, "commentReference", {f"{w}id": number})
        behind.addnext(run)

    def _paragraph(self, comment: etree._Element, text: str, *, first: bool) -> None:
        paragraph = self._child(comment, "p")
        self._layout(self._child(paragraph, "pPr"))
        if first:
            run = self._child(paragraph, "r")
            self._reference_style(run)
            self._child(run, "annotationRef")
        run = self._child(paragraph, "r")
        properties = self._child(run, "rPr")
        if first:
            self._child(properties, "b")
        self._child(properties, "sz", {f"{self._w}val": "18"})
        for position, line in enumerate(text.split("\n")):
            if position:
                self._child(run, "br")
            words = self._child(run, "t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
            words.text = line.replace("\t", " ")

    def _layout(self, properties: etree._Element) -> None:
        # The document's own default may indent by two characters and space by 28 points.
        w = self._w
        if "annotation text" in self._styles:
            self._child(properties, "pStyle", {f"{w}val": self._styles["annotation text"]})
        spacing = {"before": "0", "after": "0", "line": "240", "lineRule": "auto"}
        self._child(properties, "spacing", {f"{w}{key}": value for key, value in spacing.items()})
        indent = dict.fromkeys(("left", "firstLine", "firstLineChars"), "0")
        self._child(properties, "ind", {f"{w}{key}": value for key, value in indent.items()})
        self._child(properties, "jc", {f"{w}val": "left"})

    def _reference_style(self, run: etree._Element) -> None:
        properties = self._child(run, "rPr")
        if "annotation reference" in self._styles:
            self._child(properties, "rStyle", {f"{self._w}val": self._styles["annotation reference"]})
        else:
            self._child(properties, "sz", {f"{self._w}val": "16"})

    def _child(
        self, parent: etree._Element, name: str, attributes: dict[str, str] | None = None
    ) -> etree._Element:
        child = parent.makeelement(f"{self._w}{name}", attributes or {})
        parent.append(child)
        return child


def _styles(root: etree._Element | None, w: str) -> dict[str, str]:
    """Return the ids of the styles for comments by their built-in names, where the file has them."""
    found: dict[str, str] = {}
    for style in () if root is None else root.iter(f"{w}style"):
        name = style.find(f"{w}name")
        key = (name.get(f"{w}val") or "").lower() if name is not None else ""
        if key in ("annotation text", "annotation reference") and style.get(f"{w}styleId"):
            found[key] = style.get(f"{w}styleId") or ""
    return found


def _number(text: str | None) -> int:
    try:
        return int(text or "")
    except ValueError:
        return -1
