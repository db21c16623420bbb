"""Text broken into lines of one width, as converters and old mail programs write it → paragraphs again.

A figure or a word may stand half on one line and half on the next; read line by line it would be two. A
paragraph keeps the number of its first line, and offsets count in the joined text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from checker.read.headings import flat_mark
from checker.read.period import plain

Line = tuple[int, str]  # number, text
Measure = Callable[[str], int]

_NARROWEST, _WIDEST = 26, 140  # no text of paragraphs is broken narrower or wider than this
_SLACK = 4  # a mark that may not begin a line, or half a character, leaves a line so much shorter
_INDENTED = 4  # columns that a paragraph's first line is short of where its indent was taken away
_FEWEST = 6  # full lines before a text is taken to be broken at all
_RUN = 3  # of them one after the other, at least once: lines of a list are of any length
_NARROW = re.compile("[!-~ ]+")
_CLAUSE_MARKS = re.compile("[,;:!?()]")  # of Chinese width where the text was broken
_ENDS = re.compile(r"[。；：！？.;:!?][”’」』）)]?\s*$")
_INDENT = re.compile(r"[\u3000\t]| {2}")
# What no paragraph begins with: 是：…, ，…
_GOES_ON = re.compile(r"(?:[是为][:：]|[，。；、）”])(?!$)")
_SUBSCRIPT = re.compile(r"2\.5|10")
_LONGEST_PIECE = 12  # characters of a piece that was set in bold
_CELLS = re.compile(r"[|\t]")


def unwrapped(lines: Sequence[Line]) -> list[Line]:
    """Return lines with those joined that one paragraph was broken into; other texts as they are.

    >>> text = "全县上下共同努力，圆满完成了年初人民代表大会确定的各项任务"
    >>> unwrapped([(1, text), (2, "目标。")])
    [(1, '全县上下共同努力，圆满完成了年初人民代表大会确定的各项任务'), (2, '目标。')]
    """
    for measure in (_columns, _characters):
        width = _width_of(lines, measure)
        if width is not None:
            return _joined(lines, measure, width)
    return list(lines)


def _joined(lines: Sequence[Line], measure: Measure, width: int) -> list[Line]:
    joined: list[tuple[int, list[str]]] = []
    last, first = "", True  # the line above as it stands, and whether it begins a paragraph
    for index, (number, line) in enumerate(lines):
        follows = index > 0 and lines[index - 1][0] + 1 == number
        full = width - _SLACK - _INDENTED * first <= measure(last) <= width
        first = not (follows and full and measure(line) <= width and _goes_on(last, line))
        if first:
            joined.append((number, [line]))
        else:
            joined[-1][1][-1] = last.rstrip() if len(joined[-1][1]) == 1 else last.strip()
            joined[-1][1].append(line.lstrip())
        last = line
    return [(number, "".join(pieces)) for number, pieces in joined]


def rejoined(lines: Sequence[Line]) -> list[Line]:
    """Return lines with those joined that a page's emphasis tore out of their sentence.

    >>> rejoined([(1, "今年经济社会发展的"), (2, "主要预期目标"), (3, "是：生产总值增长5%。")])
    [(1, '今年经济社会发展的主要预期目标是：生产总值增长5%。')]
    >>> rejoined([(1, "优良天数增加，PM"), (2, "2.5"), (3, "年均浓度下降3%。"), (4, "水质良好。")])
    [(1, '优良天数增加，PM2.5年均浓度下降3%。'), (4, '水质良好。')]
    """
    result: list[Line] = []
    torn = False  # whether the line above was a piece that the next one goes on with
    for number, line in lines:
        text = line.strip()
        index = (
            _SUBSCRIPT.fullmatch(text) is not None and bool(result) and result[-1][1].endswith(("PM", "pm"))
        )
        if not result or not (torn or index or _GOES_ON.match(text)):
            result.append((number, line))
        else:
            if len(result) > 1 and _is_piece(result[-1][1]) and _is_open(result[-2][1]) and not index:
                piece = result.pop()[1].strip()
                result[-1] = result[-1][0], result[-1][1].rstrip() + piece
            result[-1] = result[-1][0], result[-1][1].rstrip() + text
        torn = index
    return result


def _is_piece(line: str) -> bool:
    return len(line.strip()) <= _LONGEST_PIECE and _is_open(line)


def _is_open(line: str) -> bool:
    """Say whether a line ends without any mark: its sentence may go on."""
    return bool(re.search(r"[\u4e00-\u9fffA-Za-z]$", line.rstrip()))


def _columns(line: str) -> int:
    text = line.rstrip()
    if len(text) > _WIDEST:
        return 2 * len(text)  # no line of a broken text, however wide its characters are
    narrow = sum(map(len, _NARROW.findall(text)))
    return 2 * len(text) - narrow + len(_CLAUSE_MARKS.findall(text))


def _characters(line: str) -> int:
    return len(line.rstrip())


def _width_of(lines: Sequence[Line], measure: Measure) -> int | None:
    """Return the width that a text is broken at, ``None`` where its lines are paragraphs."""
    widths = [measure(line) for _, line in lines]
    counts = Counter(width for width in widths if _NARROWEST <= width <= _WIDEST)
    if not counts:
        return None
    width = max(counts, key=lambda w: (sum(counts[w - step] for step in range(_SLACK + 1)), w))
    fills = [width - _SLACK <= value <= width for value in widths]
    full = [line for fill, (_, line) in zip(fills, lines, strict=True) if fill]
    open_ended = sum(1 for line in full if not _ENDS.search(line) and not _CELLS.search(line))
    longer = sum(1 for value in widths if value > width)
    long = sum(1 for value in widths if 4 * value >= 3 * width)
    few = len(full) < _FEWEST or 2 * len(full) < long or not _has_run(fills)
    return None if few or 5 * longer > len(lines) or 3 * open_ended < 2 * len(full) else width


def _has_run(fills: Sequence[bool]) -> bool:
    return any(all(fills[at : at + _RUN]) for at in range(len(fills) - _RUN + 1))


def _goes_on(above: str, line: str) -> bool:
    """Say whether a line goes on with the full one above it."""
    if _CELLS.search(above) or _CELLS.search(line) or _INDENT.match(line):
        return False
    # 3. at a line's head may be the end of 23.5 as well as the number of a heading.
    return flat_mark(plain(line)) is None or not _ENDS.search(above)
