"""Blocks → parts: what each line is (title, date line, heading, paragraph, cell, furniture).

No meaning is given here; ``checker.read.context`` adds that. A line becomes one part, or several where
a heading and the text behind it share the line. Marks of headings have fixed depths, so that a list
keeps its depth when a level is left out: 一、 is 1, （一） 2, 1. 3, (1) 4, ① 5, a bullet 6; parts and
chapters (第一篇 第一章 第一节) stand above them and push them down.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from checker.model import Block, Cell, SegmentKind
from checker.read.datelines import is_date, is_dateline, is_issuer, squeeze
from checker.read.furniture import is_contents_entry, is_contents_head, is_furniture, is_notes_head
from checker.read.headings import (
    ABOVE,
    DEPTHS,
    LONGEST_HEADING,
    UNNUMBERED,
    flat_mark,
    has_value,
    heading_end,
)
from checker.read.kinds import Title, is_of_another_kind, read_title
from checker.read.period import plain
from checker.scripts import simplified
from checker.value import value


@value(frozen=True, slots=True)
class Part:
    """A stretch of one line and what it is. ``text`` is the whole line; offsets count in it."""

    line: int
    text: str
    start: int
    end: int
    kind: SegmentKind
    depth: int = 0  # of a heading, or of a paragraph that begins with a heading's number
    page: int | None = None
    cell: Cell | None = None
    caption: str = ""
    table: int = 0
    flat: str = ""  # the whole line in half width

    @property
    def words(self) -> str:
        """The stretch itself, in half width, without white space at its ends."""
        return (self.flat or plain(self.text))[self.start : self.end].strip()


@value(frozen=True, slots=True)
class Structure:
    """The parts of a document in order, its title and the lines it stands on."""

    parts: tuple[Part, ...]
    title: Title | None = None
    title_lines: tuple[int, ...] = ()


@value(frozen=True, slots=True)
class _Line:
    """A block with what every step asks of it, made once."""

    block: Block
    flat: str  # in half width
    tight: str  # … without white space
    mark: tuple[str, int] | None  # the heading's mark it begins with

    @property
    def kind(self) -> str:
        return self.block.kind

    @property
    def number(self) -> int:
        return self.block.line


def _line(block: Block) -> _Line:
    flat = simplified(plain(block.text))
    return _Line(block, flat, squeeze(flat), None if block.kind == "row" else flat_mark(flat))


# ---------------------------------------------------------------- the head and the title

_VOCATIVE = re.compile(r"^(?:各位(?:代表|委员|领导|同志)|同志们|主任|主席团)[^。]{0,20}[:：!！,，]?")
_FORWARDING = re.compile(
    r"印发|下达|转发|遵照执行|贯彻(?:落实|执行)|组织实施|审议通过|现予(?:公布|发布)|审议批准"
)


@value(frozen=True, slots=True)
class _TitleHit:
    score: int
    order: int
    lines: tuple[int, ...]
    title: Title


def _head_length(lines: Sequence[_Line]) -> int:
    """Return how many of the lines may hold the title: up to the first heading or sentence of the body."""
    for index, line in enumerate(lines):
        if line.kind == "row" and all(before.kind in ("row", "furniture") for before in lines[:index]):
            continue  # a table that stands before the title
        if line.kind == "row" or _VOCATIVE.match(line.tight):
            return index
        if line.mark and line.mark[0] not in ("──", "(1)") and read_title(line.flat[line.mark[1] :]) is None:
            return index
        if len(line.tight) > 70 and "。" in line.tight and not _FORWARDING.search(line.tight):
            return index
    return len(lines)


def _find_title(lines: Sequence[_Line]) -> tuple[Title | None, set[int]]:
    """Return the best title among the head's lines, joined over up to four, and all title lines."""
    usable = [
        line
        for line in lines[:80]
        if line.kind != "furniture" and not is_furniture(line.flat) and not is_dateline(line.flat)
    ]
    hits = sorted(_title_hits(usable), key=lambda h: (-h.score, len(h.lines), h.order))
    if not hits:
        return None, set()
    best = hits[0]
    if best.title.kind == "other" and best.score < 2 and not _heads_document(best, lines):
        return None, set()
    taken = set(best.lines)
    for hit in hits:
        same = hit.title.kind == best.title.kind and hit.title.plan_year == best.title.plan_year
        if same and hit.title.kind != "other" and not taken & set(hit.lines):
            taken |= set(hit.lines)
    return best.title, taken


def _heads_document(hit: _TitleHit, lines: Sequence[_Line]) -> bool:
    """Say whether a title of no known kind opens the document, with office or date right beneath it."""
    behind = [line for line in lines if line.number > max(hit.lines)]
    return hit.order == 0 and hit.score > 0 and bool(behind) and is_dateline(behind[0].flat)


def _title_hits(usable: Sequence[_Line]) -> Iterator[_TitleHit]:
    for first in range(len(usable)):
        for count in range(1, 5):
            window = usable[first : first + count]
            if len(window) < count or any(len(line.tight) > 70 for line in window):
                break
            if count > 1 and window[-1].mark is not None and window[-1].mark[0] not in ("──", "(1)"):
                break  # 一、主要目标完成情况: a numbered heading is no line of a title begun above it
            title = read_title("".join(line.tight for line in window))
            if title is not None:
                yield _TitleHit(_score(title, window), first, tuple(line.number for line in window), title)


def _score(title: Title, window: Sequence[_Line]) -> int:
    text = title.text.strip("《》")
    score = 4 * (title.kind != "other" or is_of_another_kind(text))
    score += (title.plan_year or title.report_year) is not None
    score += bool(
        re.match(
            r"(?:关于|中共)?(?:\d{4}年度?)?[\u4e00-\u9fff]{1,12}?(?:省|市|区|县|州|盟|旗|全国|国务院)", text
        )
    )
    score += bool(
        text.endswith(
            ("报告", "公报", "规划", "纲要", "计划", "决议", "决定", "通知", "方案", "总结", "说明")
        )
    )
    score += any(line.kind == "heading" for line in window)
    score += 2 * (
        title.kind == "work_report" and bool(re.search(r"政府工作报告(?:摘要|摘登|摘编|导读|全文|$)", text))
    )
    score -= 2 * (
        window[0].mark is not None and window[0].mark[0] == "──" and not window[0].tight.startswith("—")
    )
    # A notice names the plan it forwards; the plan's own title is the better one.
    score -= title.notice
    score -= sum(1 for line in window if len(line.tight) < 4 and len(window) > 1)
    return score - (text.count("》") > text.count("《"))


# ---------------------------------------------------------------- the whole document


def structure(blocks: Sequence[Block]) -> Structure:
    """Return what each block is.

    Every block with text is in at least one part; nothing is dropped. Furniture at both ends, tables of
    contents, and the notes behind the closing words become ``furniture``.
    """
    lines = [_line(block) for block in blocks]
    head = _head_length(lines)
    title, title_lines = _find_title(lines[:head])
    kinds = _line_kinds(lines, head, title_lines)
    depths = _depths(lines)
    parts: list[Part] = []
    for line, kind in zip(lines, kinds, strict=True):
        parts.extend(_parts_of(line, kind, depths))
    return Structure(tuple(parts), title, tuple(sorted(title_lines)))


_DASHES = "─—–―-"


def _depths(lines: Sequence[_Line]) -> dict[str, int]:
    """Return the depth of every sort of mark in this document."""
    used = {line.mark[0] for line in lines if line.mark and len(line.flat) < 80}
    above = [name for name in ABOVE if name in used]
    depths = dict.fromkeys(ABOVE, 1) | {name: depth + 1 for depth, name in enumerate(above)}
    depths |= {name: depth + len(above) for name, depth in DEPTHS.items()}
    # ■ 2025年主要目标 with ●经济增长6% beneath: another sign is one step deeper.
    signs = dict.fromkeys(line.tight[0] for line in lines if line.mark and line.mark[0] == "──")
    return depths | {
        sign: depths["──"] + (step > 0) for step, sign in enumerate(signs) if sign not in _DASHES
    }


def _depth(depths: dict[str, int], mark: str, text: str) -> int:
    """Return the depth of a mark; one of the signs of a bullet may lie deeper than another."""
    return depths.get(text.lstrip()[0], depths[mark]) if mark == "──" else depths[mark]


def _repeated(lines: Sequence[_Line]) -> set[str]:
    """Return short lines that stand at least three times: running heads and feet."""
    counts = Counter(
        line.tight for line in lines if line.kind == "paragraph" and len(line.tight) <= 30 and not line.mark
    )
    return {text for text, n in counts.items() if n >= 3 and not re.search(r"[。;:]$", text)}


def _line_kinds(lines: Sequence[_Line], head: int, title_lines: set[int]) -> list[SegmentKind | None]:
    """Return what each line is as a whole; ``None`` where it is body text still to be looked at."""
    kinds: list[SegmentKind | None] = []
    repeated = _repeated(lines)
    aside = _aside(lines)
    first_title = min(title_lines) if title_lines else 0
    for index, line in enumerate(lines):
        kind: SegmentKind | None = None
        if line.kind == "row":
            kind = "cell"
        elif line.kind == "furniture" or index in aside or is_furniture(line.flat) or line.tight in repeated:
            kind = "furniture"
        elif line.number in title_lines:
            kind = "title"
        elif is_date(line.tight) or (index < head and (is_dateline(line.flat) or is_issuer(line.tight))):
            kind = "dateline"
        elif index < head and line.number < first_title and _is_navigation(line.tight):
            kind = "furniture"
        kinds.append(kind)
    _trim_tail(lines, kinds)
    return kinds


def _aside(lines: Sequence[_Line]) -> set[int]:
    """Return the indexes of a table of contents and of the notes behind the closing words."""
    found: set[int] = set()
    contents = notes = False
    for index, line in enumerate(lines):
        if is_contents_head(line.flat):
            contents = True
        elif contents and not is_contents_entry(line.flat) and not _comes_again(lines, index):
            contents = False
        if is_notes_head(line.flat) and index > len(lines) // 2:
            notes = True
        elif notes and (line.kind == "row" or line.tight.startswith(("附件", "附表"))):
            notes = False
        if contents or (notes and line.kind != "row"):
            found.add(index)
    return found


def _comes_again(lines: Sequence[_Line], index: int) -> bool:
    """Say whether a numbered line in a table of contents stands again later, as the heading itself."""
    wanted = lines[index].tight
    return lines[index].mark is not None and any(line.tight.startswith(wanted) for line in lines[index + 1 :])


def _is_navigation(tight: str) -> bool:
    short = len(tight) <= 30 and "。" not in tight and ":" not in tight
    return short and not has_value(tight, any_quantity=False)


def _trim_tail(lines: Sequence[_Line], kinds: list[SegmentKind | None]) -> None:
    """Set aside what stands among furniture behind the last sentence or table row."""
    last = -1
    for index, line in enumerate(lines):
        if kinds[index] == "cell" or (kinds[index] is None and re.search(r"[。!;]", line.flat)):
            last = index
    if last < 0:
        return
    tail = range(last + 1, len(lines))
    first = next((i for i in tail if kinds[i] == "furniture"), None)
    for index in tail:
        if kinds[index] is None and first is not None and index > first and lines[index].tight[0] != "附":
            kinds[index] = "furniture"
        elif kinds[index] is None and (is_issuer(lines[index].tight) or is_dateline(lines[index].flat)):
            kinds[index] = "dateline"


def _parts_of(line: _Line, kind: SegmentKind | None, depths: dict[str, int]) -> Iterator[Part]:
    block = line.block
    if kind == "cell" and block.cells:
        for cell in block.cells:
            if cell.text.strip():
                yield Part(
                    block.line, block.text, cell.start, cell.end, "cell", page=block.page, cell=cell,
                    caption=block.caption, table=block.table, flat=line.flat,
                )  # fmt: skip
    elif kind is not None and kind != "cell":
        yield _stretch(line, 0, len(block.text), kind)
    else:
        yield from _body_parts(line, depths)


def _stretch(line: _Line, start: int, end: int, kind: SegmentKind, depth: int = 0) -> Part:
    block = line.block
    return Part(block.line, block.text, start, end, kind, depth, block.page, flat=line.flat)


def _body_parts(line: _Line, depths: dict[str, int]) -> Iterator[Part]:
    """Split one line of the body into headings and the text behind them."""
    flat = line.flat
    end = len(flat.rstrip())
    start = first = len(flat) - len(flat.lstrip())
    outer = 0
    while start < end:
        mark = flat_mark(flat[start : start + 30])
        depth = _depth(depths, mark[0], flat[start : start + 30]) if mark else 0
        stop: int | None = None
        if mark:
            stop = heading_end(flat[:end], start + mark[1])
            if start > first and (stop is None or depth <= outer):
                # Behind a heading on the same line only a deeper heading is one.
                depth, stop = 0, None
        elif start == first:
            stop = _unnumbered_end(line, flat[start:end], end)
        if stop is None:
            yield _stretch(line, start, end, "paragraph", depth)
            return
        outer = depth or max(1, line.block.depth)
        yield _stretch(line, start, stop, "heading", outer)
        behind = flat[stop:end]
        start = stop + len(behind) - len(behind.lstrip())


def _unnumbered_end(line: _Line, words: str, end: int) -> int | None:
    """Return the end of a heading without number: marked by the format, or a heading's own wording."""
    marked = line.kind == "heading" and len(words) <= LONGEST_HEADING
    if marked and not has_value(words, any_quantity=False):
        return end
    return None if _VOCATIVE.match(words) or not UNNUMBERED.match(words) else end
