"""Plain text → blocks: one for each line that has text."""

from __future__ import annotations

from checker.model import Block
from checker.read.decode import has_text, split_lines


def plain_blocks(text: str) -> list[Block]:
    r"""Return one paragraph block per line with text; offsets in it are offsets in the line.

    >>> [(b.line, b.text) for b in plain_blocks("甲\r\n\n　乙")]
    [(1, '甲'), (3, '\u3000乙')]
    """
    return [
        Block(line=number, text=line) for number, line in enumerate(split_lines(text), 1) if has_text(line)
    ]
