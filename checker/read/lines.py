"""Several blocks on one line, as in a page without line breaks: told apart while read, joined at the end.

Reading works line by line, so each block needs a number of its own; what leaves the stage counts lines
and offsets as the published contract does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from checker.model import Block, Segment
from checker.value import value

_JOINT = "\n"  # ends a clause for every later stage, and is one character in every offset


@value(frozen=True, slots=True)
class SharedLines:
    """The document's lines, and where each block stands in them.

    ``texts`` maps a line to its text, the texts of blocks that share it joined by line breaks;
    ``places`` maps the number a block was given to its line and its offset in that text.
    """

    texts: dict[int, str]
    places: dict[int, tuple[int, int]]

    def restore(self, segments: Iterable[Segment]) -> list[Segment]:
        """Return segments of separated blocks with the lines and offsets of the document."""
        return [self._restored(segment) for segment in segments]

    def _restored(self, segment: Segment) -> Segment:
        line, offset = self.places[segment.line]
        if not offset and line == segment.line and self.texts[line] is segment.text:
            return segment  # a line of its own
        cell = segment.cell
        if cell is not None and offset:
            cell = replace(cell, start=cell.start + offset, end=cell.end + offset)
        return replace(
            segment,
            line=line,
            text=self.texts[line],
            start=segment.start + offset,
            end=segment.end + offset,
            cell=cell,
        )


def separate(blocks: Sequence[Block]) -> tuple[list[Block], SharedLines]:
    """Give each block a line number of its own; blocks that have one keep it.

    >>> blocks, shared = separate([Block(1, "甲"), Block(1, "乙"), Block(4, "丙")])
    >>> [b.line for b in blocks], shared.texts, shared.places[2]
    ([1, 2, 3], {1: '甲\\n乙', 4: '丙'}, (1, 2))
    """
    if len({block.line for block in blocks}) == len(blocks):
        return list(blocks), SharedLines(
            {block.line: block.text for block in blocks}, {block.line: (block.line, 0) for block in blocks}
        )
    parts: dict[int, list[str]] = {}
    lengths: dict[int, int] = {}
    places: dict[int, tuple[int, int]] = {}
    for number, block in enumerate(blocks, 1):
        offset = lengths.get(block.line, 0)
        places[number] = block.line, offset
        parts.setdefault(block.line, []).append(block.text)
        lengths[block.line] = offset + len(block.text) + len(_JOINT)
    texts = {line: _JOINT.join(found) for line, found in parts.items()}
    return [replace(block, line=number) for number, block in enumerate(blocks, 1)], SharedLines(texts, places)


def runs(numbers: Iterable[int], most: int | None = None) -> str:
    """Return numbers with runs drawn together, the first ``most`` runs of very many.

    >>> runs([1, 2, 3, 7, 9]), runs([1, 3, 5], 2)
    ('1–3、7、9', '1、3等')
    """
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    told = "、".join(str(a) if a == b else f"{a}–{b}" for a, b in found[:most])
    return told + ("等" if most is not None and len(found) > most else "")
