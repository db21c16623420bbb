"""Pages as drawn → blocks: running heads set aside, lines put together to paragraphs, tables to rows.

Shared by PDF and OFD. A block's line is its ordinal in the document: paragraphs and table rows count one
each; its page is the one it begins on.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from checker.model import Block
from checker.read.page_columns import columns
from checker.read.page_furniture import furniture_lines
from checker.read.page_lines import joined, lines
from checker.read.page_model import Line, Page
from checker.read.page_open_tables import open_tables
from checker.read.page_paragraphs import Edges, document_edges, group_edges, starts_paragraph
from checker.read.page_tables import PageTable, rest_of_row, tables
from checker.read.tables import RawCell, RawRow, is_data_table, row_blocks

_SAME_COLUMNS = 6.0


@dataclass(slots=True)
class _Content:
    """One page with its tables found and its text in lines."""

    page: Page
    tables: list[PageTable]
    lines: list[Line]  # outside tables, from top to bottom
    aside: list[Line]  # running heads and page numbers


def page_blocks(pages: Iterable[Page]) -> list[Block]:
    """Return the blocks of a document in reading order."""
    contents = [_content(page) for page in pages]
    aside = furniture_lines([(content.lines, content.page.height) for content in contents])
    for content, found in zip(contents, aside, strict=True):
        content.aside = [line for line in content.lines if id(line) in found]
        content.lines = [line for line in content.lines if id(line) not in found]
    return _Flow(contents).read()


def _content(page: Page) -> _Content:
    ruled = tables(page)
    found = sorted([*ruled, *open_tables(page, ruled)], key=lambda table: (table.top, table.left))
    free = [
        glyph
        for glyph in page.glyphs
        if not any(
            table.holds((glyph.left + glyph.right) / 2, glyph.base - 0.35 * glyph.size) for table in found
        )
    ]
    return _Content(page, found, lines(free, page.number), [])


class _Flow:
    """Walks through the pages, with the paragraph and the table under way."""

    def __init__(self, contents: Sequence[_Content]) -> None:
        self._contents = contents
        self._blocks: list[Block] = []
        self._paragraph: list[Line] = []
        self._edges: Edges | None = None
        self._rows: list[tuple[RawRow, int]] = []  # rows of the table under way, with their pages
        self._part: PageTable | None = None  # … and its part on the page before
        self._ordinal = 0
        self._line = 0
        self._wide = document_edges([(content.page.width, content.lines) for content in contents])

    def read(self) -> list[Block]:
        """Return the blocks of all pages."""
        for content in self._contents:
            self._page(content)
        self._end_table()
        self._end_paragraph()
        return self._blocks

    def _page(self, content: _Content) -> None:
        for line in content.aside:
            self._blocks.append(Block(self._next(), line.text, kind="furniture", page=line.page))
        standing, held = _with_tables(content)
        for group in columns(standing):
            texts = [line for line in group if id(line) not in held]
            edges = group_edges(texts, self._wide.get(round(content.page.width)))
            pitch = _pitch(texts)
            for line in _whole(group, held):
                table = held.get(id(line))
                if table is not None:
                    self._table(table, content.page.number)
                else:
                    self._text(line, edges, pitch)

    def _next(self) -> int:
        self._line += 1
        return self._line

    # -------------------------------------------------------- paragraphs

    def _text(self, line: Line, edges: Edges, pitch: float) -> None:
        self._end_table()
        if self._paragraph and starts_paragraph(self._paragraph, line, self._edges or edges, edges, pitch):
            self._end_paragraph()
        self._paragraph.append(line)
        self._edges = edges

    def _end_paragraph(self) -> None:
        if not self._paragraph:
            return
        text = ""
        for line in self._paragraph:
            text = joined(text, line.text)
        self._blocks.append(Block(self._next(), text, page=self._paragraph[0].page))
        self._paragraph = []

    # ------------------------------------------------------------ tables

    def _table(self, table: PageTable, page: int) -> None:
        self._end_paragraph()
        before = self._part
        if before is not None and not _goes_on(before, table):
            self._end_table()
            before = None
        first = 0
        if before is not None:
            # Heads repeated on the new page stand between the halves of a row that breaks over it.
            repeated = self._repeated(table)
            if rest_of_row(before, table, repeated):
                self._finish_row(table.rows[repeated])
                first = repeated + 1
        for index, cells in enumerate(table.rows[first:], first):
            self._rows.append((RawRow(self._next(), cells, head=index < table.head_rows), page))
        self._part = table

    def _repeated(self, table: PageTable) -> int:
        """Return with how many of its first rows the table under way begins again on this page."""
        count = 0
        for (row, _), cells in zip(self._rows, table.rows, strict=False):
            if [cell.text for cell in row.cells] != [cell.text for cell in cells]:
                break
            count += 1
        return count

    def _finish_row(self, cells: Sequence[RawCell]) -> None:
        row, page = self._rows[-1]
        whole = tuple(
            replace(cell, text=joined(cell.text, rest.text))
            for cell, rest in zip(row.cells, cells, strict=True)
        )
        self._rows[-1] = replace(row, cells=whole), page

    def _end_table(self) -> None:
        self._part = None
        if not self._rows:
            return
        rows, self._rows = self._rows, []
        pages = {row.line: page for row, page in rows}
        raw = [row for row, _ in rows]
        before = [block.text for block in self._blocks[-3:] if block.kind == "paragraph"]
        if is_data_table(raw):
            self._ordinal += 1
            made = row_blocks(raw, ordinal=self._ordinal, before=before)
        else:
            # A frame that only lays out the page: what stands in each row is a paragraph.
            made = [
                Block(row.line, "\t".join(cell.text.replace("\n", "") for cell in row.cells if cell.text))
                for row in raw
                if any(cell.text for cell in row.cells)
            ]
        self._blocks.extend(replace(block, page=pages[block.line]) for block in made)


def _goes_on(above: PageTable, below: PageTable) -> bool:
    """Tell whether a table is the rest of the one above it: the next thing, with the same columns."""
    return len(below.columns) == len(above.columns) and all(
        abs((new - below.columns[0]) - (old - above.columns[0])) <= _SAME_COLUMNS
        for new, old in zip(below.columns, above.columns, strict=True)
    )


def _with_tables(content: _Content) -> tuple[list[Line], dict[int, PageTable]]:
    """Return the page's lines with one that stands for each table, and which table each stands for."""
    held: dict[int, PageTable] = {}
    standing = list(content.lines)
    for table in content.tables:
        size = 10.0
        stand_in = Line("表" * 20, table.left, table.right, table.top + size, size, content.page.number)
        held[id(stand_in)] = table
        standing.append(stand_in)
    standing.sort(key=lambda line: (line.base, line.left))
    return standing, held


def _whole(group: Sequence[Line], held: dict[int, PageTable]) -> list[Line]:
    """Put pieces that stand on one baseline together again: they were no columns."""
    whole: list[Line] = []
    for line in group:
        above = whole[-1] if whole else None
        beside = (
            above is not None
            and id(line) not in held
            and id(above) not in held
            and abs(above.base - line.base) < 0.4 * min(above.size, line.size)
        )
        if above is not None and beside:
            first, second = (above, line) if above.left <= line.left else (line, above)
            whole[-1] = replace(
                first, text=f"{first.text} {second.text}", right=max(first.right, second.right)
            )
        else:
            whole.append(line)
    return whole


def _pitch(texts: Sequence[Line]) -> float:
    """Return the usual distance from line to line, 0 where there are too few to tell."""
    gaps = sorted(
        below.base - above.base
        for above, below in itertools.pairwise(texts)
        if below.base - above.base > 0.5 * below.size
    )
    return gaps[len(gaps) // 4] if len(gaps) >= 4 else 0.0
