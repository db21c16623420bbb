"""The outline of a document: numbers of headings, and announced counts with the items that follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.model import Document, Segment
from checker.table.text import NUMERAL, half_width, integer

_MARKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("第X篇", re.compile(rf"\s*第({NUMERAL})[篇编]")),
    ("第X章", re.compile(rf"\s*第({NUMERAL})章")),
    ("第X节", re.compile(rf"\s*第({NUMERAL})节")),
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
        for style, pattern in _MARKS:
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
    order = [style for style, _ in _MARKS]
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
        for at, mark in enumerate(numbered):
            previous = numbered[at - 1] if at else None
            yield {
                **_place(document, mark.segment, f"heading:{document.path}#{seq}"),
                "style": mark.style,
                "number": mark.number,
                "previous": previous.number if previous else 0,
                "excused": len(numbered) < _FEWEST or _excused(document, previous, mark),
            }
            seq += 1


def _excused(document: Document, previous: Mark | None, mark: Mark) -> bool:
    if previous is None:
        return True  # an excerpt may begin with any number
    missing = range(previous.number + 1, mark.number)
    if not missing:
        return False
    first, last = previous.segment.line, mark.segment.line
    between = half_width("\n".join(document.lines.get(line, "") for line in range(first, last + 1)))
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


# ---------------------------------------------------------------- announced counts

_COUNTER = r"(?:个|大|项|点|条|方面|类)"
_THINGS = (
    r"(?:特点|问题|变化|方面|工作|任务|重点|举措|措施|行动|工程|要求|原则|着力点|突破|目标|项|条|点|"
    r"环节|领域|抓手|坚持)"
)
_ANNOUNCED = re.compile(
    rf"(?:以下|如下|下列|下述|做好|抓好|突出|着力|重点|聚焦|把握|坚持|实施|推进|落实|围绕|呈现|存在|从)"
    rf"[\u4e00-\u9fff]{{0,10}}?(?P<count>{NUMERAL}){_COUNTER}(?:{_THINGS}|重大|关键|主要|具体|重点)*"
    rf"(?P<rest>[\u4e00-\u9fff]{{0,10}})[:：。]?\s*$"
)
_INLINE = re.compile(
    rf"(?P<count>{NUMERAL})(?:"
    rf"{_COUNTER}(?:{_THINGS}|重大|关键|主要|具体|重点)+[\u4e00-\u9fff]{{0,8}}[:：,，。]"
    # 四件实事：一是…: before a colon anything may be counted but time (用三个月时间：一是).
    r"|(?:个(?![月星小工])|大|项|点|条|件|方面|类|步|句|手)[\u4e00-\u9fff“”\"]{0,14}?[:：]"
    r")\s*(?=一是)"
)
# Beyond this a count is of what was done, and 一是 begins to tell of it, not to list it.
_MOST_INLINE = 12
_ITEM = re.compile(r"([一二三四五六七八九十]{1,2})是")


def count_rows(document: Document) -> Iterator[dict[str, object]]:
    """Yield announced counts with the number of items that follow.

    Two forms are certain: a paragraph that ends with the announcement and is followed by numbered
    headings of one depth; and 一是 … 二是 … behind it in its own paragraph.
    """
    seq = 0
    numbered = marks(document)
    for at, segment in enumerate(document.segments):
        if segment.kind not in ("paragraph", "heading"):
            continue
        text = half_width(segment.text[segment.start : segment.end])
        for start, end, announced, found, how in (
            *_followed(document.segments, at, text, numbered),
            *_inline(text, _next_texts(document.segments, at)),
        ):
            place = _place(document, segment, f"count:{document.path}#{seq}")
            begin = segment.start + start
            place.update(
                {
                    "start_at": begin,
                    "end_at": segment.start + end,
                    "quote": segment.text[begin : segment.start + end],
                }
            )
            yield {**place, "announced": announced, "found": found, "how": how}
            seq += 1


def _followed(
    segments: Sequence[Segment], at: int, text: str, numbered: Sequence[Mark]
) -> Iterator[tuple[int, int, int, int, str]]:
    match = _ANNOUNCED.search(text.rstrip())
    announced = integer(match["count"]) if match else None
    if match is None or announced is None or announced < _FEWEST or "。" in match["rest"]:
        return
    if not text.rstrip().endswith((":", "：", "。")):
        return
    told = _carried_on(_next_texts(segments, at), 0)
    if text.rstrip().endswith((":", "：")) and told >= _FEWEST:
        start = max(text.rfind(sign, 0, match.start()) for sign in "。；;,，") + 1
        yield start, len(text.rstrip()), announced, told, "inline"
        return
    following = next((s for s in segments[at + 1 :] if s.kind in ("heading", "paragraph")), None)
    first = next((mark for mark in numbered if mark.segment is following), None)
    if first is None or first.number != 1:
        return
    count = _run(numbered, first)
    start = max(text.rfind(sign, 0, match.start()) for sign in "。；;,，") + 1
    yield start, len(text.rstrip()), announced, count, "headings"


def _run(numbered: Sequence[Mark], first: Mark) -> int:
    """Return how many headings stand in the list that ``first`` begins."""
    order = [style for style, _ in _MARKS]
    depth, last = order.index(first.style), 0
    for mark in numbered[numbered.index(first) :]:
        if order.index(mark.style) < depth or (mark.style == first.style and mark.number <= last):
            break
        if mark.style == first.style:
            last = mark.number
    return last


def _next_texts(segments: Sequence[Segment], at: int) -> Iterator[str]:
    """Yield the paragraphs behind a segment: the items of a list may each have a line of their own."""
    for segment in segments[at + 1 :]:
        if segment.kind == "paragraph":
            yield half_width(segment.text[segment.start : segment.end]).lstrip()


def _inline(text: str, following: Iterator[str]) -> Iterator[tuple[int, int, int, int, str]]:
    for match in _INLINE.finditer(text):
        announced = integer(match["count"])
        found = 0
        for item in _ITEM.finditer(text, match.end()):
            number = integer(item[1])
            if number != found + 1:
                break
            found = number
        else:
            found = _carried_on(following, found)
        if announced is not None and _FEWEST <= announced <= _MOST_INLINE and found >= _FEWEST:
            start = max(text.rfind(sign, 0, match.start()) for sign in "。；;,，") + 1
            yield start, match.end(), announced, found, "inline"


def _carried_on(following: Iterator[str], found: int) -> int:
    """Return the number of items, those at the head of the next paragraphs included."""
    for text in following:
        numbers = [integer(item[1]) for item in _ITEM.finditer(text)]
        if not numbers or not _ITEM.match(text) or numbers[0] != found + 1:
            return found
        for number in numbers:
            if number != found + 1:
                return found
            found = number
    return found


def _place(document: Document, segment: Segment, name: str) -> dict[str, object]:
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
