"""Markdown → blocks: the text as displayed, at the line of the source where it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from checker.model import Block
from checker.read.decode import has_text, split_lines
from checker.read.html_text import collapse
from checker.read.tables import RawCell, RawRow, row_blocks

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.{0,20000}?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_ENDS_SENTENCE = re.compile(r"[。；：！？.;:!?”）)】]\s*$")
_BEGINS_ITEM = re.compile(
    r"\s*(?:第[一二三四五六七八九十百\d]+[章节条部]|[一二三四五六七八九十]+[、．.]|[（(][一二三四五六七八九十\d]+[)）]"
    r"|\d+[、．.)）]|[—―-]{2}|[①-⑳]|\u3000)"
)
# A line shorter than this ends because its author ended it, not because it was wrapped.
_WRAPPED = 30


def markdown_blocks(text: str) -> list[Block]:
    r"""Return one block per heading, list item, table row and line of a paragraph.

    Lines of one paragraph are joined only where the first was wrapped in mid sentence; one that ends a
    sentence, or is followed by 一、 or （二）, stays a line of its own, as its author meant it.

    >>> [(b.line, b.kind, b.depth, b.text) for b in markdown_blocks("## 一、目标\n\n3. 增长**5%**\n")]
    [(1, 'heading', 2, '一、目标'), (3, 'paragraph', 0, '3. 增长5%')]
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415

    lines = split_lines(text)
    # The library normalises line ends on its own; ours are counted at \n only.
    source = "\n".join(line.replace("\r", " ").replace("\x00", " ") for line in lines)
    source = _FRONT_MATTER.sub(lambda found: "\n" * found.group().count("\n"), source)
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return _Reader(lines).read(parser.parse(source))


class _Reader:
    """Turns the token stream into blocks."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._blocks: list[Block] = []
        self._depth = 0  # of the heading under way
        self._marker = ""  # number of the list item that begins, as written
        self._tables = 0

    def read(self, tokens: Sequence[Token]) -> list[Block]:
        position = 0
        while position < len(tokens):
            token = tokens[position]
            if token.type == "table_open":
                end = _closing(tokens, position)
                self._table(tokens[position:end])
                position = end
            else:
                self._token(token)
            position += 1
        return self._blocks

    def _token(self, token: Token) -> None:
        if token.type == "heading_open":
            self._depth = int(token.tag[1:])
        elif token.type == "heading_close":
            self._depth = 0
        elif token.type == "list_item_open":
            # info holds the number of an ordered item; what follows it in the source is . or ).
            self._marker = f"{token.info}{token.markup} " if token.info else ""
        elif token.type == "list_item_close":
            self._marker = ""
        elif token.type == "inline" and token.map:
            self._paragraph(token, token.map[0] + 1)
        elif token.type in ("fence", "code_block") and token.map:
            first = token.map[0] + (2 if token.type == "fence" else 1)
            self._verbatim(token.content, first)
        elif token.type == "html_block" and token.map:
            self._html(token.content, token.map[0])

    def _paragraph(self, token: Token, first: int) -> None:
        if self._depth:
            text = collapse("\n".join(line for _, line in _displayed(token)))
            self._add(first, text)
            return
        pending: tuple[int, str] | None = None
        for row, text in _displayed(token):
            line = first + row
            if pending and _is_wrapped(pending[1], text):
                pending = (pending[0], collapse(f"{pending[1]}\n{text.lstrip(' ')}"))
                continue
            if pending:
                self._add(*pending)
            pending = (line, text)
        if pending:
            self._add(*pending)

    def _add(self, line: int, text: str) -> None:
        text = text.strip(" ")
        if not has_text(text):
            return
        text, self._marker = self._marker + text, ""
        kind = "heading" if self._depth else "paragraph"
        self._blocks.append(
            Block(
                line=line, text=text, kind="heading" if kind == "heading" else "paragraph", depth=self._depth
            )
        )

    def _verbatim(self, content: str, first: int) -> None:
        for number, text in enumerate(content.split("\n"), first):
            self._add(number, text)

    def _html(self, content: str, above: int) -> None:
        from checker.read.html import html_blocks  # noqa: PLC0415

        for block in html_blocks(content):
            table = block.table + self._tables if block.table else 0
            self._blocks.append(
                Block(
                    above + block.line,
                    block.text,
                    block.kind,
                    block.depth,
                    None,
                    block.cells,
                    block.caption,
                    table,
                )
            )
        self._tables = max([self._tables, *(block.table for block in self._blocks)])

    def _table(self, tokens: Sequence[Token]) -> None:
        self._tables += 1
        rows: list[RawRow] = []
        cells: list[RawCell] = []
        line = 0
        for token in tokens:
            if token.type == "tr_open":
                cells, line = [], (token.map[0] + 1 if token.map else line + 1)
            elif token.type == "inline":
                text = collapse("\n".join(text for _, text in _displayed(token)))
                cells.append(RawCell(text))
            elif token.type == "tr_close":
                rows.append(RawRow(line, tuple(cells), head=not rows))
        before = [block.text for block in self._blocks[-3:] if block.kind in ("paragraph", "heading")]
        self._blocks.extend(row_blocks(rows, ordinal=self._tables, before=before))


def _displayed(token: Token) -> Iterator[tuple[int, str]]:
    """Yield the lines of an inline token as displayed, each with its row in the token, from 0."""
    row = begun = 0
    text = ""
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak") or (
            child.type == "html_inline" and _is_break(child.content)
        ):
            yield begun, text
            row += child.type != "html_inline"
            begun, text = row, ""
        elif child.type in ("text", "code_inline", "text_special"):
            text += child.content
        elif child.type == "html_inline":
            row += child.content.count("\n")
        elif child.type == "image":
            text += child.content
    yield begun, text


def _is_break(content: str) -> bool:
    return bool(re.match(r"<br\s*/?>", content, re.I))


def _is_wrapped(above: str, below: str) -> bool:
    """Tell whether a line was cut in mid sentence, so that the next goes on with it."""
    if len(above) < _WRAPPED or _ENDS_SENTENCE.search(above):
        return False
    return not _BEGINS_ITEM.match(below)


def _closing(tokens: Sequence[Token], start: int) -> int:
    """Return the position of the token that closes the table opened at ``start``."""
    return next(i for i in range(start, len(tokens)) if tokens[i].type == "table_close")
