"""The outline of a document: the numbers of its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from checker.model import Document, Segment
from checker.read.mended import DAMAGED
from checker.table.text import NUMERAL, half_width, integer

MARKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("第X篇", re.compile(rf"\s*第({NUMERAL})[篇编]")),
    ("第X章", re.compile(rf"\s*第({NUMERAL})章")),
    ("第X节", re.compile(rf"\s*第({NUMERAL})节")),
    ("第X部分", re.compile(rf"\s*第({NUMERAL})部分")),
    ("一、", re.compile(r"\s*([一二三四五六七八九十]{1,3})、")),
    ("（一）", re.compile(r"\s*\(([一二三四五六七八九十]{1,3})\)")),
    ("1.", re.compile(r"\s*(\d{1,2})(?:\.(?!\d)|、)")),
    ("(1)", re.compile(r"\s*\((\d{1,2})\)")),
)
# One heading alone proves no numbering: an excerpt may begin anywhere.
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading's number: its style, the number, and where it stands."""

    style: str
    number: int
    segment: Segment


def marks(document: Document) -> list[Mark]:
    """Return the numbered headings of a document in order, run-in ones (一、…。 before text) included."""
    found = []
    for segment in document.segments:
        if segment.kind not in ("heading", "paragraph") or (
            segment.kind == "paragraph" and not segment.depth
        ):
            continue
        text = half_width(segment.text[segment.start : segment.end])
        if text.rstrip().endswith("|"):
            continue  # a cell of a table copied one cell a line
        for style, pattern in MARKS:
            match = pattern.match(text)
            number = integer(match[1]) if match else None
            if number is not None:
                found.append(Mark(style, number, segment))
                break
    return found


def heading_rows(document: Document) -> Iterator[dict[str, object]]:
    """Yield each numbered heading with the number of the one before it in its list.

    ``previous`` is 0 for the first of a list. ``excused``: the missing numbers stand somewhere in the
    text between (a heading merged into a line), or the list is too short to prove a numbering.
    """
    runs: dict[str, list[Mark]] = {}
    order = [style for style, _ in MARKS]
    seq = 0
    lists: list[list[Mark]] = []
    for mark in marks(document):
        for deeper in order[order.index(mark.style) + 1 :]:
            runs.pop(deeper, None)
        current = runs.get(mark.style)
        if current is None or (mark.number == 1 and current[-1].number >= _FEWEST):
            current = []
            runs[mark.style] = current
            lists.append(current)
        current.append(mark)
    for numbered in lists:
        excerpt = _is_excerpt(numbered)
        for at, mark in enumerate(numbered):
            previous = numbered[at - 1] if at else None
            yield {
                **place(document, mark.segment, f"heading:{document.path}#{seq}"),
                "style": mark.style,
                "number": mark.number,
                "previous": previous.number if previous else 0,
                "excused": len(numbered) < _FEWEST or _excused(document, previous, mark, excerpt=excerpt),
            }
            seq += 1


def _is_excerpt(numbered: Sequence[Mark]) -> bool:
    """Say whether a list leaves out numbers as excerpts do: its beginning, or more than one place."""
    skips = sum(mark.number > before.number + 1 for before, mark in pairwise(numbered))
    return bool(numbered) and (numbered[0].number > 1 or skips > 1)


def _excused(document: Document, previous: Mark | None, mark: Mark, *, excerpt: bool) -> bool:
    if previous is None:
        return True  # an excerpt may begin with any number
    missing = range(previous.number + 1, mark.number)
    if not missing:
        return False
    if excerpt:
        return True
    first, last = previous.segment.line, mark.segment.line
    between = half_width("\n".join(document.lines.get(line, "") for line in range(first, last + 1)))
    if DAMAGED in between:
        return True
    return any(form in between for number in missing for form in _forms(mark.style, number))


def _forms(style: str, number: int) -> tuple[str, ...]:
    from checker.parse.numerals import chinese  # noqa: PLC0415

    written = next(word for word in _chinese_words() if chinese(word) == number) if number < 40 else ""
    if style in ("一、", "（一）"):
        return (f"{written}、", f"({written})")
    if style == "1.":
        return (f"{number}.", f"{number}、")
    if style == "(1)":
        return (f"({number})",)
    return (style.replace("X", written), style.replace("X", str(number)))


def _chinese_words() -> Sequence[str]:
    digits = "一二三四五六七八九"
    tens = ["十", *(f"{digit}十" for digit in "二三")]
    return [*digits, *(f"{ten}{digit}" for ten in tens for digit in ("", *digits))]


def place(document: Document, segment: Segment, name: str) -> dict[str, object]:
    """Return the columns that every place in a document has, for a whole segment."""
    text = segment.text[segment.start : segment.end]
    start = segment.start + len(text) - len(text.lstrip())
    end = segment.start + len(text.rstrip())
    return {
        "id": name,
        "document": document.path,
        "doc_id": f"doc:{document.path}",
        "line": segment.line,
        "start_at": start,
        "end_at": end,
        "quote": segment.text[start:end],
    }
