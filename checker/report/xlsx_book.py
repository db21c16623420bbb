"""A workbook in one look: heads that stay, widths that fit Chinese, A4 landscape, never a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from checker.report.amounts import Amount
from checker.report.messages import Messages
from checker.report.told import safe

_CELL_LIMIT = 8000  # Excel holds 32,767 characters a cell, but nobody reads them there
_EXACT_DIGITS = 15  # what a cell's number keeps; more are written as text
_HEAD_ROW = 2
MOST_ROWS = 1_000_000  # Excel holds 1,048,576
_MOST_LINKS = 60_000  # Excel holds 65,530 a sheet
_LINE_HEIGHT = 13.5  # points, of 10-point type
_MOST_LINES = 30  # Excel rows are at most 409 points high
_NO_DATE = datetime(2000, 1, 1)

COLOURS = {
    "error": "#F6C9C5", "warning": "#FCE5B8", "note": "#DCE9F7", "settled": "#E7E6E6",
    "missed": "#F6C9C5", "dropped": "#D9D3E9", "weaker": "#FBD9B5", "unreported": "#FCE5B8",
    "delegated": "#DCE9F7", "around": "#E6F0CF", "met": "#CFE8D2", "head": "#1F3A5F",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, and its width in half-width characters; ``number`` columns are set right."""

    head: str
    width: int
    number: bool = False


class Book:
    """A workbook under way. Rows are written in order; what they hold is out of memory at once."""

    def __init__(self, say: Messages, today: date | None) -> None:
        import xlsxwriter  # noqa: PLC0415 — heavy, and only needed for this format

        self._file = io.BytesIO()
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(self._file, options)
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}
        self.say = say
        created = datetime(today.year, today.month, today.day) if today else _NO_DATE
        title = say("report.title")
        self._book.set_properties({"title": title, "author": say("word.author"), "created": created})

    def style(self, **properties: object) -> Any:
        """Return a cell format; each is made once."""
        key = tuple(properties.items())
        if key not in self._formats:
            base = {"font_name": "宋体", "font_size": 10, "valign": "top", **properties}
            self._formats[key] = self._book.add_format(base)
        return self._formats[key]

    def sheet(self, name: str, note: str, columns: Sequence[Column], *, frozen: int = 0) -> Sheet:
        """Begin a sheet; ``frozen`` columns stay in view."""
        return Sheet(self, self._book.add_worksheet(name), note, columns, frozen)

    def packed(self) -> bytes:
        """Return the file."""
        self._book.close()
        return self._file.getvalue()


class Sheet:
    """A sheet under way: title, note, head, then one row after the other."""

    def __init__(self, book: Book, sheet: Any, note: str, columns: Sequence[Column], frozen: int) -> None:
        self._book, self._sheet, self._columns = book, sheet, columns
        self._links, self._lines = 0, 1
        self.row = _HEAD_ROW
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
        sheet.set_row(0, 30)
        title = book.style(font_name="方正小标宋简体", font_size=18, valign="vcenter")
        sheet.write_string(0, 0, sheet.get_name(), title)
        sheet.write_string(1, 0, safe(note), book.style(font_color="#595959"))
        sheet.set_row(_HEAD_ROW, 30)
        for number, column in enumerate(columns):
            sheet.write_string(_HEAD_ROW, number, column.head, self._head())
        sheet.freeze_panes(_HEAD_ROW + 1, frozen)
        self._print_setup()

    @property
    def full(self) -> bool:
        """Whether no further row has room."""
        return self.row >= MOST_ROWS

    def next(self) -> None:
        """Begin the next row; the one before gets its height, which Excel would set but others do not."""
        self._set_height()
        self.row += 1

    def text(
        self, column: int, value: object, colour: str = "", *, wrap: bool = True, align: str = "left"
    ) -> None:
        """Write text, never a formula, whatever it begins with; without ``wrap`` in one line."""
        shown = safe(value, _CELL_LIMIT)
        if wrap:
            self._lines = max(self._lines, _lines(shown, self._columns[column].width))
        style = self._style(colour, text_wrap=wrap, quote_prefix=True, align=align)
        if shown:
            self._sheet.write_string(self.row, column, shown, style)
        else:
            self._sheet.write_blank(self.row, column, None, style)

    def wide(self, column: int, value: str) -> None:
        """Write text without a frame over all columns from one on."""
        shown = safe(value, _CELL_LIMIT)
        style = self._book.style(quote_prefix=True, text_wrap=True)
        self._lines = max(self._lines, _lines(shown, sum(c.width for c in self._columns[column:])))
        self._sheet.merge_range(self.row, column, self.row, len(self._columns) - 1, "", style)
        self._sheet.write_string(self.row, column, shown, style)

    def count(self, column: int, value: int, colour: str = "") -> None:
        """Write a whole number."""
        self._sheet.write_number(self.row, column, value, self._style(colour, num_format="0"))

    def amount(self, column: int, value: Amount | None, otherwise: str = "", colour: str = "") -> None:
        """Write a figure as a number with its digits and its bound; a range or what is no figure as text."""
        if value is None or value.high is not None or len(value.value.as_tuple().digits) > _EXACT_DIGITS:
            shown = value.text.removesuffix(value.unit) if value is not None else otherwise
            self.text(column, shown, colour, align="right" if value is not None else "left")
            return
        digits = "0" + ("." + "0" * value.decimals if value.decimals else "")
        sign = f'"{value.sign}"' if value.sign else ""
        # The second part is for negative figures: Excel would put the minus before the bound.
        shown = f"{sign}{digits};{sign}-{digits}"
        style = self._style(colour, num_format=shown, align="right")
        # As a Decimal it is written digit by digit: no binary fraction comes between.
        self._sheet.write_number(self.row, column, value.value, style)

    def link(self, column: int, sheet: str, row: int, shown: str, colour: str = "") -> None:
        """Write a link to a row of another sheet."""
        self._links += 1
        self._lines = max(self._lines, _lines(shown, self._columns[column].width))
        if self._links > _MOST_LINKS:
            self.text(column, shown, colour)
            return
        style = self._style(colour, font_color="#1F4E9E", underline=1, text_wrap=True)
        target = f"internal:'{sheet}'!A{row + 1}"
        self._sheet.write_url(self.row, column, target, style, safe(shown, 200))

    def heading(self, value: str) -> None:
        """Write a line that begins a part of the sheet."""
        self.next()
        self._sheet.write_string(self.row, 0, safe(value), self._book.style(bold=True, font_size=12))

    def head_again(self, heads: Sequence[str]) -> None:
        """Write a further table head."""
        self.next()
        for number, value in enumerate(heads):
            self._sheet.write_string(self.row, number, safe(value), self._head())

    def done(self, *, filtered: bool = True, printed: int = 0) -> None:
        """Finish: the head filters the rows, the first ``printed`` columns go to paper."""
        self._set_height()
        last = max(self.row, _HEAD_ROW)
        self._sheet.print_area(0, 0, last, (printed or len(self._columns)) - 1)
        if filtered:
            self._sheet.autofilter(_HEAD_ROW, 0, last, len(self._columns) - 1)

    def _set_height(self) -> None:
        if self._lines > 1:
            self._sheet.set_row(self.row, min(self._lines, _MOST_LINES) * _LINE_HEIGHT)
        self._lines = 1

    def _style(self, colour: str, **more: object) -> Any:
        filled = {"bg_color": COLOURS[colour]} if colour in COLOURS else {}
        return self._book.style(border=1, border_color="#BFBFBF", **filled, **more)

    def _head(self) -> Any:
        return self._book.style(
            font_name="黑体", bold=True, font_color="#FFFFFF", bg_color=COLOURS["head"], text_wrap=True,
            align="center", valign="vcenter", border=1, border_color="#BFBFBF",
        )  # fmt: skip

    def _print_setup(self) -> None:
        sheet = self._sheet
        sheet.set_paper(9)  # A4
        sheet.set_landscape()
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEAD_ROW)
        sheet.set_footer("&C&P / &N")
        sheet.hide_gridlines(2)


def _lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a column.

    >>> _lines("地区生产总值增长5%", 12), _lines("甲\\n乙", 12)
    (2, 2)
    """
    if 2 * len(text) <= width and "\n" not in text:
        return 1
    # The cell keeps a little to itself at its edges.
    room = max(width - 1, 1)
    return sum(max(1, -(-_width(line) // room)) for line in text.split("\n"))


def _width(line: str) -> int:
    # In this encoding a wide character takes two bytes: a hundred times as fast as asking for each.
    return len(line.encode("gb18030", "replace"))
