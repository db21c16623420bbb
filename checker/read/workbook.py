"""Workbook (.xlsx) → blocks: the sheets as they are shown, numbers in their formats, merged cells.

A line is a row of the sheet; with several sheets, each begins with a line of its own for its name and
lines count on. Hidden sheets, rows and columns are not read; nothing is computed, no link followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from checker.errors import Unreadable
from checker.limits import Limits
from checker.model import Block
from checker.read.nesting import PARSED
from checker.read.package import Package, has_doctype
from checker.read.sheet import sheet_blocks
from checker.read.sheet_numbers import BUILT_IN, shown
from checker.read.tables import MAX_COLUMNS, RawCell, RawRow

if TYPE_CHECKING:
    from lxml import etree

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = {
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": S[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": _R[1:-1].encode(),
}
_FIX = "在 Excel 或 WPS 中打开，另存为 .xlsx"
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_MAX_MERGES = 100_000
_MAX_FIELDS = 4_000_000  # rows times columns of one sheet
_TRUE = frozenset({"1", "true", "on"})
# Characters that XML cannot hold are written like this.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class _Workbook(Package):
    """An opened workbook."""

    def __init__(self, data: bytes, place: str, limits: Limits) -> None:
        super().__init__(data, place, "Excel 工作簿", _FIX, limits)
        found = [part for _, part in self.targets("", "officeDocument")]
        self.main = next((part for part in [*found, "xl/workbook.xml"] if self.has(part)), "")
        if not self.main or self.has("word/document.xml"):
            what = "Word 文档" if self.has("word/document.xml") else "压缩包"
            raise Unreadable(place, f"内容是{what}，不是 Excel 工作簿（.xlsx）", fix=_FIX)

    def prepared(self, data: bytes) -> bytes:
        """Return a part's bytes; ISO 29500 Strict uses other namespaces for the same elements."""
        for strict, usual in _STRICT.items():
            if strict in data[:20_000]:
                data = data.replace(strict, usual)
        return data


@dataclass(slots=True)
class _Style:
    """What the cells of a workbook share: texts, formats, the day that counting begins with."""

    texts: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    from_1904: bool = False


def workbook_blocks(data: bytes, place: str, limits: Limits, remarks: list[str] | None = None) -> list[Block]:
    """Return the blocks of all sheets that are shown.

    Args:
        data: the whole file.
        place: path to name in messages.
        limits: what it may take.
        remarks: takes what could not be read though the rest could: formulas without a value.
    Raises:
        Unreadable: damaged, encrypted, too large, or no workbook.
    """
    book = _Workbook(data, place, limits)
    root = book.part(book.main)
    if root is None:
        raise book.damaged(book.main)
    style = _style(book, root)
    sheets = [(name, part) for name, part in _sheets(book, root) if book.has(part)]
    blocks: list[Block] = []
    line, ordinal, left = 0, 1, limits.cells
    for name, part in sheets:
        sheet = _Sheet(book, part, style, left)
        rows = sheet.rows()
        left -= sheet.count
        if remarks is not None and sheet.unknown:
            remarks.append(
                f"工作表“{name}”有 {sheet.unknown} 个公式没有算出的值，未检查；在 Excel 中打开并保存后再检查"
            )
        if not rows:
            continue
        if len(sheets) > 1:
            line += 1
            blocks.append(Block(line, name))
        made = sheet_blocks([RawRow(row.line + line, row.cells) for row in rows], ordinal=ordinal)
        blocks.extend(made)
        ordinal = max([ordinal, *(block.table + 1 for block in made)])
        line += rows[-1].line
    return blocks


def _sheets(book: _Workbook, root: etree._Element) -> Iterator[tuple[str, str]]:
    targets = dict(book.targets(book.main))
    for sheet in root.iter(f"{S}sheet"):
        part = targets.get(sheet.get(f"{_R}id") or "", "")
        if part and (sheet.get("state") or "visible") == "visible":
            yield (sheet.get("name") or "").strip(), part


def _style(book: _Workbook, root: etree._Element) -> _Style:
    style = _Style()
    properties = root.find(f"{S}workbookPr")
    style.from_1904 = properties is not None and (properties.get("date1904") or "") in _TRUE
    for _, part in book.targets(book.main, "sharedStrings"):
        strings = book.part(part)
        if strings is not None:
            style.texts = [_rich(item) for item in strings.iterchildren(f"{S}si")]
    for _, part in book.targets(book.main, "styles"):
        styles = book.part(part)
        if styles is not None:
            style.formats = _formats(styles)
    return style


def _formats(styles: etree._Element) -> list[str]:
    own = {item.get("numFmtId") or "": item.get("formatCode") or "" for item in styles.iter(f"{S}numFmt")}
    cells = styles.find(f"{S}cellXfs")
    found = []
    for item in cells.iterchildren(f"{S}xf") if cells is not None else ():
        number = item.get("numFmtId") or "0"
        built_in = (
            BUILT_IN.get(int(number), "General") if number.isdecimal() and len(number) < 6 else "General"
        )
        found.append(own.get(number) or built_in)
    return found


def _rich(item: etree._Element) -> str:
    """Return a text with its runs put together; readings above the characters are left out."""
    parts = []
    for child in item:
        if child.tag == f"{S}t":
            parts.append(child.text or "")
        elif child.tag == f"{S}r":
            parts.extend(text.text or "" for text in child.iterchildren(f"{S}t"))
    return _ESCAPED.sub(_unescaped, "".join(parts)).replace("\r", "")


def _unescaped(found: re.Match[str]) -> str:
    code = int(found.group(1), 16)
    return chr(code) if code in (0x09, 0x0A) or (code >= 0x20 and not 0xD800 <= code <= 0xDFFF) else " "


class _Sheet:
    """Reads one sheet row by row, so that a long one takes no more memory than its text."""

    def __init__(self, book: _Workbook, part: str, style: _Style, cells: int) -> None:
        self._book, self._part, self._style, self._allowed = book, part, style, cells
        self.count = 0
        self.unknown = 0  # formulas that were never computed
        self._size = 0  # characters of all cells
        self._hidden: list[tuple[int, int]] = []
        self._merges: list[tuple[int, int, int, int]] = []
        self._cells: dict[int, dict[int, str]] = {}  # row → column → text, both from 1

    def rows(self) -> list[RawRow]:
        """Return the rows that are shown, up to the last with text, with merged cells as spans."""
        self._read()
        while self._cells and not any(self._cells[last := max(self._cells)].values()):
            del self._cells[last]
        if not self._cells:
            return []
        columns = self._columns()
        spans, covered = self._spans(columns)
        rows = []
        before = 0
        for number in sorted(self._cells):
            texts = self._cells[number]
            if number > before + 1:
                rows.append(RawRow(before + 1, ()))  # one empty row stands for all of a gap
            before = number
            cells = tuple(
                RawCell(texts.get(column, ""), *spans.get((number, column), (1, 1)))
                for column in columns
                if (number, column) not in covered
            )
            rows.append(RawRow(number, cells))
        return rows

    def _columns(self) -> list[int]:
        """Return the columns of the sheet; of a very wide or very long one, only those with text."""
        used = sorted({column for row in self._cells.values() for column in row})
        shown_ = [c for c in range(1, min(used[-1], MAX_COLUMNS) + 1) if not self._is_hidden(c)]
        if used[-1] <= MAX_COLUMNS and len(shown_) * len(self._cells) <= _MAX_FIELDS:
            return shown_
        filled = [c for c in used if not self._is_hidden(c)]
        if len(filled) * len(self._cells) > _MAX_FIELDS:
            problem = f"单元格过多（{len(self._cells)} 行、{len(filled)} 列）"
            raise Unreadable(self._book.place, problem, fix="拆分后再检查")
        return filled

    def _is_hidden(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self._hidden)

    def _spans(
        self, columns: list[int]
    ) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
        spans: dict[tuple[int, int], tuple[int, int]] = {}
        covered: set[tuple[int, int]] = set()
        last_row = max(self._cells)
        budget = _MAX_MERGES
        for top, left, end, right in self._merges:
            inside = [column for column in columns if left <= column <= right]
            bottom = min(end, last_row)
            budget -= len(inside) * (bottom - top + 1)
            if not inside or bottom < top or budget < 0:
                continue
            spans[top, inside[0]] = len(inside), bottom - top + 1
            covered.update(
                (r, c) for r in range(top, bottom + 1) for c in inside if (r, c) != (top, inside[0])
            )
        return spans, covered

    def _read(self) -> None:
        import io  # noqa: PLC0415

        from lxml import etree  # noqa: PLC0415

        data = self._book.prepared(self._book.read(self._part))
        events = etree.iterparse(
            io.BytesIO(data), events=("end",), resolve_entities=False, no_network=True, load_dtd=False,
            huge_tree=self._book.limits.nesting > PARSED, remove_comments=True, remove_pis=True,
            tag=(f"{S}row", f"{S}col", f"{S}mergeCell", f"{S}sheetFormatPr"),
        )  # fmt: skip
        row = 0
        try:
            for _, element in events:
                if has_doctype(element):
                    problem = f"{self._part} 含有文档类型声明（DTD），Excel 工作簿不允许，未予读取"
                    raise Unreadable(self._book.place, problem)
                if element.tag == f"{S}row":
                    row = self._row(element, row)
                    _forget(element)
                elif element.tag == f"{S}col" and (element.get("hidden") or "") in _TRUE:
                    self._hidden.append((_whole(element.get("min")), _whole(element.get("max"))))
                elif element.tag == f"{S}mergeCell" and len(self._merges) < _MAX_MERGES:
                    self._merge(element.get("ref") or "")
        except etree.XMLSyntaxError as error:
            raise self._book.not_parsed(self._part, error) from None

    def _row(self, element: etree._Element, before: int) -> int:
        number = _whole(element.get("r")) or before + 1
        if (element.get("hidden") or "") in _TRUE:
            return number
        texts: dict[int, str] = {}
        column = 0
        for cell in element.iterchildren(f"{S}c"):
            place = _PLACE.fullmatch(cell.get("r") or "")
            column = _column(place.group(1)) if place else column + 1
            text = self._text(cell)
            if text:
                texts[column] = text
                self.count += 1
                self._size += len(text)
        if self.count > self._allowed:
            problem = f"单元格过多（上限 {self._book.limits.cells} 个）"
            raise Unreadable(self._book.place, problem, fix="拆分，或在设置 [limits] 中放宽 cells")
        if self._size > self._book.limits.text_bytes:
            # Cells share their text: 60 KB of them can stand for gigabytes.
            problem = f"单元格里的文字过多（上限 {self._book.limits.text} MB）"
            raise Unreadable(self._book.place, problem, fix="拆分，或在设置 [limits] 中放宽 text")
        if texts and number <= 1_048_576:
            self._cells[number] = texts
        return number

    def _text(self, cell: etree._Element) -> str:
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            inline = cell.find(f"{S}is")
            return _rich(inline) if inline is not None else ""
        stored = cell.find(f"{S}v")
        value = (stored.text or "").strip() if stored is not None else ""
        if not value:
            self.unknown += cell.find(f"{S}f") is not None
            return ""
        if kind == "s":
            index = _whole(value)
            return self._style.texts[index] if index < len(self._style.texts) else ""
        if kind in ("str", "e", "d"):
            return _ESCAPED.sub(_unescaped, value)
        if kind == "b":
            return "是" if value == "1" else "否"
        style = _whole(cell.get("s"))
        formats = self._style.formats
        code = formats[style] if style < len(formats) else "General"
        return shown(value, code, from_1904=self._style.from_1904)

    def _merge(self, reference: str) -> None:
        ends = [_PLACE.fullmatch(end) for end in reference.replace("$", "").split(":")]
        if len(ends) == 2 and ends[0] and ends[1]:
            left, right = _column(ends[0].group(1)), _column(ends[1].group(1))
            self._merges.append((int(ends[0].group(2)), left, int(ends[1].group(2)), right))


def _forget(element: Any) -> None:
    """Free a row and what stands before it: the tree must not grow with the sheet."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 9 else 0


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
