"""Blocks that share a line are told apart, and their offsets lead back to the line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checker.model import Block, Cell, Context, Segment
from checker.read.lines import separate


def segment(block: Block, start: int, end: int, cell: Cell | None = None) -> Segment:
    return Segment(block.line, block.text, start, end, "cell" if cell else "paragraph", Context(), cell=cell)


def test_lines_that_nobody_shares_stay() -> None:
    blocks = [Block(2, "甲"), Block(7, "乙")]
    assert separate(blocks)[0] == blocks


@given(st.lists(st.tuples(st.integers(1, 3), st.text("甲乙5%", min_size=1, max_size=5)), max_size=8))
def test_every_stretch_is_found_again(lines: list[tuple[int, str]]) -> None:
    """``start``/``end`` are offsets in the text of the line."""
    blocks = [Block(line, text) for line, text in sorted(lines, key=lambda pair: pair[0])]
    separated, shared = separate(blocks)
    assert len({b.line for b in separated}) == len(blocks)
    restored = shared.restore(segment(b, len(b.text) - 1, len(b.text)) for b in separated)
    for block, found in zip(blocks, restored, strict=True):
        assert found.line == block.line
        assert found.text == shared.texts[block.line]
        assert found.text[found.start : found.end] == block.text[-1]


def test_cells_move_with_their_row() -> None:
    cell = Cell(2, 4, "5%")
    blocks, shared = separate([Block(1, "前言"), Block(1, "甲\t5%", kind="row", cells=(cell,))])
    (found,) = shared.restore([segment(blocks[1], 2, 4, cell)])
    assert found.cell is not None
    assert found.text[found.cell.start : found.cell.end] == "5%"
