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
from dataclasses import dataclass, replace

from checker.model import Block, Cell, SegmentKind
from checker.read.furniture import is_contents_entry, is_contents_head, is_furniture, is_notes_head
from checker.read.kinds import Title, read_title
from checker.read.period import plain

HEADING_LENGTH = 40  # longer ones are read as paragraphs where they carry a number or are sentences
_LONGEST_HEADING = 64
_BULLET = 6


@dataclass(frozen=True, slots=True)
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
    marked: bool = False  # the format itself says that this is a heading

    @property
    def words(self) -> str:
        """The stretch itself, in half width, without white space at its ends."""
        return plain(self.text[self.start : self.end]).strip()


@dataclass(frozen=True, slots=True)
class Structure:
    """The parts of a document in order, its title and the lines it stands on."""

    parts: tuple[Part, ...]
    title: Title | None = None
    title_lines: tuple[int, ...] = ()


# ---------------------------------------------------------------- marks of headings

_NUM = "[一二三四五六七八九十百]{1,4}"
_MARKS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(r"\s*" + pattern + r"\s*"))
    for name, pattern in (
        ("part", rf"第(?:{_NUM}|\d{{1,2}})(?:[编篇]|部分)[\s:：、.]*"),
        ("chapter", rf"第(?:{_NUM}|\d{{1,2}})章[\s:：、.]*"),
        ("section", rf"第(?:{_NUM}|\d{{1,2}})节[\s:：、.]*"),
        ("一、", r"(?:[一二三四五六七八九十]{1,3})\s*[、.,](?!\d)"),
        ("(一)", r"[(〔【][一二三四五六七八九十]{1,3}[)〕】][、.]?"),
        ("1.", r"\d{1,2}\s*(?:[.、](?!\d)|[.、](?=(?:19|20)\d{2}年)|[.、](?=\d{1,3}[\u4e00-\u9fff]))"),
        ("(1)", r"[(]\d{1,2}[)]|\d{1,2}[)]"),
        ("①", r"[①-⑳⑴-⒇⒈-⒛]"),
        ("──", r"(?:[─—–―-]{2,}|[●■◆▪▲◇□★▶➢]|•|·(?=\s))"),
    )
)
_DEPTH = {"一、": 1, "(一)": 2, "1.": 3, "(1)": 4, "①": 5, "──": _BULLET}
_ABOVE = ("part", "chapter", "section")
_NOUN_ENDS = (
    r"(?:工作)?回顾|执行情况|完成情况|工作总结|主要(?:预期)?(?:目标|指标)|预期(?:目标|指标)|目标任务|(?:重点|主要|工作)任务|重点工作|"
    r"(?:工作|总体)(?:安排|部署|打算|思路|要求)|指导思想|基本原则|(?:保障|政策|主要)措施|发展(?:环境|目标|基础|成就)|"
    r"(?:困难|挑战|不足|存在的?(?:主要)?)(?:和|与)?(?:问题|困难|不足|挑战)|主要成就|指标体系|远景(?:目标|展望)|工作重点"
)
_UNNUMBERED = re.compile(rf"^[^。；;！？!?，,:：]{{0,26}}(?:{_NOUN_ENDS})[:：]?$")
_MERGED_NOUN = re.compile(
    rf"(?:{_NOUN_ENDS})(?:如下)?(?=[\u4e00-\u9fff\d（(])(?![的和与及或方上中下之完取的]|情况|目标|任务|体系|要求|安排|措施|圆满|全面)"
)
_VALUE = re.compile(
    r"\d[\d.,]*\s*(?:[%‰万亿元倍]|个百分点)|(?:增长|达到?|新增|完成|突破|超过?|控制在|下降|实现)[^，,。]{0,6}\d[\d.]*\s*[\u4e00-\u9fff]"
)
_ANY_QUANTITY = re.compile(
    r"\d[\d.,]*\s*(?:[%‰万亿元倍家户人吨亩个项条件套座所处辆次斤位公平千]|百分点)|[百千万亿]元台阶"
)
_YEAR_WORD = re.compile(r"(?:19|20)\d{2}\s*(?:年|[-—–~至]+\s*(?:19|20)?\d{2}\s*年)")
_SENTENCE_END = re.compile(r"[。；;！!？?，,]$")


def mark_of(text: str) -> tuple[str, int] | None:
    """Return the sort of a heading's mark and its length, or ``None`` where the line has none.

    >>> mark_of("（一）扩大内需"), mark_of("1.5亿元"), mark_of("一是扩大内需")
    (('(一)', 3), None, None)
    """
    flat = plain(text)
    for name, pattern in _MARKS:
        found = pattern.match(flat)
        if found:
            return name, found.end()
    return None


def _has_value(words: str, *, any_quantity: bool) -> bool:
    bare = _YEAR_WORD.sub("", re.sub(r"[“\"][^”\"]{0,12}[”\"]", "", words))
    return bool(_VALUE.search(bare) or (any_quantity and _ANY_QUANTITY.search(bare)))


def _heading_end(flat: str, after_mark: int) -> int | None:
    """Return where the heading that begins a line ends, or ``None`` where the line holds none.

    ``flat`` is the line in half width, ``after_mark`` where its words begin.
    """
    words = flat[after_mark:].rstrip()
    whole = after_mark + len(words)
    stop = words.find("。")
    if stop < 0:
        return _unstopped(flat, after_mark, words, whole)
    if stop > HEADING_LENGTH or _has_value(words[:stop], any_quantity=True):
        merged = _merged_end(flat, after_mark)
        return merged
    return after_mark + stop + 1


def _unstopped(flat: str, after_mark: int, words: str, whole: int) -> int | None:
    """Return the heading's end in a line without a full stop."""
    if not words or _SENTENCE_END.search(words):
        return None
    inner = _inner_mark(flat, after_mark)
    if inner is not None:
        return inner
    if len(words) > HEADING_LENGTH:
        merged = _merged_end(flat, after_mark)
        if merged is not None:
            return merged
        if len(words) > _LONGEST_HEADING or _has_value(words, any_quantity=True):
            return None
    return None if _has_value(words, any_quantity=False) else whole


def _merged_end(flat: str, after_mark: int) -> int | None:
    """Return the end of a heading run together with its text: behind a wide gap, or a closing noun."""
    inner = _inner_mark(flat, after_mark)
    if inner is not None:
        return inner
    gap = re.compile(r"[^\s。]{4,40}?(?=\s+[^\s])").match(flat, after_mark)
    if gap and "。" in flat[gap.end() :] and not _has_value(gap.group(), any_quantity=True):
        return gap.end()
    noun = _MERGED_NOUN.search(flat, after_mark, after_mark + HEADING_LENGTH)
    if noun and not re.search(r"[。，,；;:：]", flat[after_mark : noun.end()]):
        return noun.end()
    return None


def _inner_mark(flat: str, after_mark: int) -> int | None:
    """Return where a second heading begins in a line (…重点任务1.突出…), within a heading's length."""
    found = re.compile(
        r"(?<=[\u4e00-\u9fff])(?:\d{1,2}[.、](?=[\u4e00-\u9fff])|[(][一二三四五六七八九十]{1,3}[)](?=[\u4e00-\u9fff]))"
    ).search(flat, after_mark + 4, after_mark + HEADING_LENGTH + 4)
    if found and not re.search(r"[。；;]", flat[after_mark : found.start()]):
        return found.start()
    return None


# ---------------------------------------------------------------- date lines and the head

_DATE = r"(?:\d{4}|[一二][〇○零九Oo][〇○零一二三四五六七八九Oo]{2})年(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
_ONLY_DATE = re.compile(rf"[(（\[]?[-—─–]*(?:发布日期|日期|时间)?\s*[:：]?{_DATE}[)）\]]?(?:印发|发布)?")
_SESSION = re.compile(
    r"(?:人民代表大会|人大(?:常委会)?|常务委员会|党代会|全体会议|会议).{0,20}(?:会议|大会|全会)?(?:上|文件|材料|通过|批准|审议|之)"
)
_SESSION_END = re.compile(
    r"(?:会议上?|大会上?|文件|材料|通过|批准)[(（]?[一二三四五六七八九十\d之]{0,4}[)）]?[)）。]?$"
)
_SPEAKER = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,24})(?:省长|主席|市长|区长|县长|州长|盟长|旗长|专员|主任|局长|厅长|部长|总理|司长|财政厅|发展改革委|计委)"
    r"(?:[\s:：]*[\u4e00-\u9fff·]{1,4}\s?[\u4e00-\u9fff·]{0,8})?$"
)
_NUMBERED = re.compile(
    r"^[\u4e00-\u9fff]{1,14}(?:字|发|办|函|规)?[〔\[(（【]?(?:19|20)\d{2}[〕\])）】]?\s*第?\s*\d+\s*号$"
)
_ISSUER = re.compile(
    r"^[\u4e00-\u9fff、]{2,40}(?:人民政府|委员会|办公[室厅]|统计局|财政局|财政厅|发展改革委|发改委|发改局|调查队|国务院|计委|局|厅)(?:文件)?$"
)
_VOCATIVE = re.compile(r"^(?:各位(?:代表|委员|领导|同志)|同志们|主任|主席团)[^。]{0,20}[:：!！,，]?")
_FORWARDING = re.compile(
    r"印发|下达|转发|遵照执行|贯彻(?:落实|执行)|组织实施|审议通过|现予(?:公布|发布)|审议批准"
)
_ADDRESSEE = re.compile(r"^(?:各|市|区|县|省|有关).{0,120}[:：]$")


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", plain(text))


def is_dateline(text: str) -> bool:
    """Say whether a line only says when, where, by whom or under which number a document was given.

    >>> [is_dateline(t) for t in ("——2024年1月17日在白石区人民代表大会上", "白石区区长 某某", "2024年工作安排")]
    [True, True, False]
    """
    flat = _squeeze(text)
    if not flat or len(flat) > 90 or re.search(r"[。；;](?!$)", flat):
        return False
    if _ONLY_DATE.fullmatch(flat) or _NUMBERED.match(flat):
        return True
    if re.match(rf"[-—─–(（]*{_DATE}", flat) and len(flat) <= 80:
        return bool(re.search(r"会|通过|批准|讲话|发布|第.{1,3}届", flat))
    if re.fullmatch(r"[\u4e00-\u9fff]{0,20}第?[一二三四五六七八九十\d]{1,3}届(?:人大|人民代表大会)", flat):
        return True
    short = len(flat) <= 50
    return (
        short
        and bool(_SESSION.search(flat) and _SESSION_END.search(flat))
        or bool(len(flat) <= 30 and _SPEAKER.match(plain(text).strip()))
    )


@dataclass(frozen=True, slots=True)
class _TitleHit:
    score: int
    order: int
    lines: tuple[int, ...]
    title: Title


def _head_length(blocks: Sequence[Block]) -> int:
    """Return how many of the blocks may hold the title: up to the first heading or sentence of the body."""
    for index, block in enumerate(blocks):
        flat = _squeeze(block.text)
        if block.kind == "row":
            return index
        mark = mark_of(block.text)
        if mark and mark[0] not in ("──", "(1)") and read_title(block.text[mark[1] :]) is None:
            return index
        if _VOCATIVE.match(flat):
            return index
        if len(flat) > 70 and "。" in flat and not _FORWARDING.search(flat):
            return index
    return len(blocks)


def _find_title(blocks: Sequence[Block]) -> tuple[Title | None, set[int]]:
    """Return the best title among the head's lines, joined over up to four, and all title lines."""
    head = [
        b
        for b in blocks[: min(_head_length(blocks), 80)]
        if b.kind != "furniture" and not is_furniture(b.text) and not is_dateline(b.text)
    ]
    hits: list[_TitleHit] = []
    for first in range(len(head)):
        for count in range(1, 5):
            window = head[first : first + count]
            if len(window) < count or any(len(_squeeze(b.text)) > 70 for b in window):
                break
            title = read_title("".join(b.text.strip() for b in window))
            if title is not None:
                hits.append(_TitleHit(_score(title, window), first, tuple(b.line for b in window), title))
    if not hits:
        return None, set()
    hits.sort(key=lambda h: (-h.score, len(h.lines), h.order))
    best = hits[0]
    if best.title.kind == "other" and best.score < 3:
        return None, set()
    lines = set(best.lines)
    for hit in hits:
        same = hit.title.kind == best.title.kind and hit.title.plan_year == best.title.plan_year
        if same and hit.title.kind != "other" and not lines & set(hit.lines):
            lines |= set(hit.lines)
    return best.title, lines


def _score(title: Title, window: Sequence[Block]) -> int:
    text = title.text
    score = 4 * (title.kind != "other")
    score += (title.plan_year or title.report_year) is not None
    score += bool(re.match(r"(?:关于|中共)?[\u4e00-\u9fff]{1,12}?(?:省|市|区|县|州|盟|旗|全国|国务院)", text))
    score += bool(text.endswith(("报告", "公报", "规划", "纲要", "计划", "决议", "决定", "通知", "方案")))
    score += any(b.kind == "heading" for b in window)
    score += 2 * (title.kind == "work_report" and re.search(r"政府工作报告$", text) is not None)
    # A notice names the plan it forwards; the plan's own title is the better one.
    score -= title.notice
    score -= sum(1 for b in window if len(_squeeze(b.text)) < 4 and len(window) > 1)
    return score - (text.count("》") > text.count("《"))


# ---------------------------------------------------------------- the whole document


def structure(blocks: Sequence[Block]) -> Structure:
    """Return what each block is.

    Every block with text is in at least one part; nothing is dropped. Furniture at both ends, tables of
    contents, and the notes behind the closing words become ``furniture``.
    """
    title, title_lines = _find_title(blocks)
    repeated = _repeated(blocks)
    shift = _shift(blocks)
    kinds = _line_kinds(blocks, title_lines, repeated)
    parts: list[Part] = []
    for block, kind in zip(blocks, kinds, strict=True):
        parts.extend(_parts_of(block, kind, shift))
    return Structure(tuple(parts), title, tuple(sorted(title_lines)))


def _shift(blocks: Sequence[Block]) -> dict[str, int]:
    """Return the depth of every sort of mark in this document."""
    used = {found[0] for b in blocks if b.kind != "row" and (found := mark_of(b.text)) and len(b.text) < 80}
    above = [name for name in _ABOVE if name in used]
    depths = {name: depth + 1 for depth, name in enumerate(above)}
    return depths | {name: depth + len(above) for name, depth in _DEPTH.items()}


def _repeated(blocks: Sequence[Block]) -> set[str]:
    """Return short lines that stand at least three times: running heads and feet."""
    counts = Counter(_squeeze(b.text) for b in blocks if b.kind == "paragraph" and len(b.text.strip()) <= 30)
    return {
        text
        for text, n in counts.items()
        if n >= 3 and not re.search(r"[。；：:]$", text) and mark_of(text) is None
    }


def _line_kinds(
    blocks: Sequence[Block], title_lines: set[int], repeated: set[str]
) -> list[SegmentKind | None]:
    """Return what each block is as a whole; ``None`` where it is body text still to be looked at."""
    kinds: list[SegmentKind | None] = []
    head = _head_length(blocks)
    first_title = min(title_lines) if title_lines else 0
    contents = notes = False
    for index, block in enumerate(blocks):
        kind: SegmentKind | None = None
        text = block.text
        if is_contents_head(text):
            contents = True
        elif contents and not is_contents_entry(text) and not (mark_of(text) and _is_entry_of(blocks, index)):
            contents = False
        if is_notes_head(text) and index > len(blocks) // 2:
            notes = True
        elif notes and (block.kind == "row" or re.match(r"\s*附[件表]", text)):
            notes = False
        if block.kind == "row":
            kind = "cell"
        elif (
            block.kind == "furniture" or contents or notes or is_furniture(text) or _squeeze(text) in repeated
        ):
            kind = "furniture"
        elif block.line in title_lines:
            kind = "title"
        elif index < head and (is_dateline(text) or _ISSUER.match(_squeeze(text))):
            kind = "dateline"
        elif index < head and block.line < first_title and _is_navigation(text):
            kind = "furniture"
        elif is_dateline(text) and _ONLY_DATE.fullmatch(_squeeze(text)):
            kind = "dateline"
        kinds.append(kind)
    _trim_tail(blocks, kinds)
    return kinds


def _is_entry_of(blocks: Sequence[Block], index: int) -> bool:
    """Say whether a numbered line in a table of contents comes again later, as the heading itself."""
    wanted = _squeeze(blocks[index].text)
    return any(_squeeze(b.text).startswith(wanted) for b in blocks[index + 1 :])


def _is_navigation(text: str) -> bool:
    flat = _squeeze(text)
    return len(flat) <= 30 and not re.search(r"[。：:]", flat)


def _trim_tail(blocks: Sequence[Block], kinds: list[SegmentKind | None]) -> None:
    """Set aside what stands among furniture behind the last sentence or table row."""
    last = 0
    for index, block in enumerate(blocks):
        if kinds[index] in (None, "cell") and (kinds[index] == "cell" or re.search(r"[。！!；]", block.text)):
            last = index
    tail = range(last + 1, len(blocks))
    first = next((i for i in tail if kinds[i] == "furniture"), None)
    for index in tail:
        flat = _squeeze(blocks[index].text)
        if kinds[index] is None and first is not None and index > first:
            kinds[index] = "furniture"
        elif kinds[index] is None and (_ISSUER.match(flat) or is_dateline(flat)):
            kinds[index] = "dateline"


def _parts_of(block: Block, kind: SegmentKind | None, depths: dict[str, int]) -> Iterator[Part]:
    base = Part(block.line, block.text, 0, len(block.text), kind or "paragraph", page=block.page)
    if kind == "cell" and block.cells:
        for cell in block.cells:
            if cell.text.strip():
                yield replace(
                    base, start=cell.start, end=cell.end, cell=cell, caption=block.caption, table=block.table
                )
    elif kind is not None and kind != "cell":
        yield base
    else:
        yield from _body_parts(block, replace(base, kind="paragraph"), depths)


def _body_parts(block: Block, base: Part, depths: dict[str, int]) -> Iterator[Part]:
    """Split one line of the body into headings and the text behind them."""
    flat = plain(block.text)
    start = len(flat) - len(flat.lstrip())
    end = len(flat.rstrip())
    while start < end:
        mark = mark_of(flat[start:end])
        depth = depths[mark[0]] if mark else 0
        stop: int | None = None
        if mark:
            stop = _heading_end(flat[:end], start + mark[1])
        elif start == 0 or not flat[:start].strip():
            stop = _unnumbered_end(block, flat, start, end)
        if stop is None:
            yield replace(base, start=start, end=end, depth=depth)
            return
        yield replace(
            base, start=start, end=stop, kind="heading",
            depth=depth or max(1, block.depth), marked=block.kind == "heading",
        )  # fmt: skip
        start = stop + len(flat[stop:end]) - len(flat[stop:end].lstrip())


def _unnumbered_end(block: Block, flat: str, start: int, end: int) -> int | None:
    """Return the end of a heading without number: marked by the format, or a heading's own wording."""
    words = flat[start:end]
    if (
        block.kind == "heading"
        and len(words) <= _LONGEST_HEADING
        and not _has_value(words, any_quantity=False)
    ):
        return end
    if _VOCATIVE.match(words) or not _UNNUMBERED.match(words):
        return None
    return end
