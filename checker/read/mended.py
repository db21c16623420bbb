"""Text with some bytes broken, or in two encodings at once → what of it can be read, and what cannot.

Each line is read for itself, so that what is wrong with one is not done to the others. A byte that is
text in no encoding becomes U+FFFD; what stands beside it is shown, and never taken for data.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from checker.model import Segment
from checker.read.decode import PLAUSIBLE, common_share
from checker.read.lines import runs

DAMAGED = "\ufffd"
_OVERWHELMING = 20  # wide characters for each that is lost; with fewer it is no text of that encoding
_LISTED = 12  # runs of lines that are named


def mended(data: bytes, remarks: list[str]) -> str | None:
    """Return the text of a file that is overwhelmingly UTF-8, GB 18030 or lines of both; None for others.

    Args:
        data: the whole file, without a byte order mark.
        remarks: takes which lines are damaged or in another encoding than most, in Chinese, for the user.
    """
    raw = data.split(b"\n")
    codecs = [_codec(line) for line in raw]
    sizes: Counter[str] = Counter()
    for codec, line in zip(codecs, raw, strict=True):
        sizes[codec] += len(line)
    main = max(("utf-8", "gb18030"), key=lambda codec: sizes[codec])
    # Not clearly either: as the other lines are.
    named = [main if codec == "unknown" else codec for codec in codecs]
    text = "\n".join(
        line.decode(main if codec == "ascii" else codec, "replace")
        for line, codec in zip(raw, named, strict=True)
    )
    text = text.replace("\0", DAMAGED)
    if not is_readable(text):
        return None
    other = "gb18030" if main == "utf-8" else "utf-8"
    elsewhere = [number for number, codec in enumerate(named, 1) if codec == other]
    if elsewhere:
        names = {"utf-8": "UTF-8", "gb18030": "GB18030"}
        where = runs(elsewhere, _LISTED)
        remarks.append(f"第 {where} 行是 {names[other]} 编码，其余是 {names[main]}，已分别解码；请核对")
    tell_damage(text, remarks)
    return text


def is_readable(text: str) -> bool:
    """Tell whether a text is overwhelmingly whole: Chinese, with few characters lost."""
    wide = sum(1 for c in text if "\u2e80" <= c <= "\uffef" and c != DAMAGED)
    return wide > _OVERWHELMING * text.count(DAMAGED) and common_share(text) >= PLAUSIBLE


def tell_damage(text: str, remarks: list[str]) -> None:
    """Name the lines in which characters are lost, if there are any."""
    lines = [number for number, line in enumerate(text.split("\n"), 1) if DAMAGED in line]
    if lines:
        remarks.append(f"第 {runs(lines, _LISTED)} 行有损坏的字节，这些行的数字未采用；换用完好的文件")


def set_apart(segments: list[Segment]) -> list[Segment]:
    """Return segments, those that are damaged or stand under a damaged heading marked as such.

    A heading stays one: its number is counted with the others', and it states nothing itself.
    """
    return [replace(segment, kind="damaged") if _is_damaged(segment) else segment for segment in segments]


def _is_damaged(segment: Segment) -> bool:
    if segment.kind in ("heading", "title", "dateline"):
        return False
    cell = segment.cell
    heads = (cell.row_head, cell.column_head, cell.unit) if cell is not None else ()
    own = segment.text[segment.start : segment.end]
    return any(DAMAGED in text for text in (own, *heads, *segment.headings))


def _codec(line: bytes) -> str:
    """Return what one line is written in: ascii, utf-8, gb18030, or unknown where neither is clear."""
    if line.isascii():
        return "ascii"
    text = line.decode("utf-8", "replace")
    lost = text.count(DAMAGED)
    if not lost or sum(1 for c in text if "\u2e80" <= c <= "\uffef" and c != DAMAGED) > 2 * lost:
        return "utf-8"
    return "gb18030" if common_share(line.decode("gb18030", "replace")) >= PLAUSIBLE else "unknown"
