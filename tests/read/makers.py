"""Documents made for tests: the same paragraphs and tables set as PDF, OFD, workbook or web page."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

SIZE = 12.0
LEADING = 20.0
A4 = (595.0, 842.0)
MARGIN = 72.0
_NO_START = "，。、；：！？）》”%"

Table = list[list[str]]


@dataclass
class Sheet:
    """One page as drawn: texts at (x, baseline), lines from corner to corner, in points from the top."""

    texts: list[tuple[float, float, float, str]] = field(default_factory=list)  # x, base, size, text
    lines: list[tuple[float, float, float, float]] = field(default_factory=list)


def width(text: str, size: float = SIZE) -> float:
    """The width of a text: Chinese characters a full em, others half."""
    return sum(size / 2 if c.isascii() else size for c in text)


def wrap(text: str, room: float, *, indent: float = 0.0, size: float = SIZE) -> Iterator[str]:
    """Break a text into lines as a word processor does: numbers whole, no line begins with a mark."""
    tokens: list[str] = []
    for c in text:
        glued = tokens and (c in _NO_START or (c.isascii() and tokens[-1][-1].isascii() and not c.isspace()))
        if glued:
            tokens[-1] += c
        else:
            tokens.append(c)
    line, used = "", indent
    for token in tokens:
        if line and used + width(token, size) > room + 0.01:
            yield line
            line, used = "", 0.0
        line, used = line + token, used + width(token, size)
    yield line


def set_pages(
    content: Sequence[str | Table], *, columns: int = 1, head: str = "", numbered: bool = True,
    gutter: float = 24.0, bordered: bool = True,
) -> list[Sheet]:  # fmt: skip
    """Set paragraphs and tables on pages, with first lines set in, running head and page numbers."""
    room = (A4[0] - 2 * MARGIN - (columns - 1) * gutter) / columns
    pages = [Sheet()]
    column, y = 0, MARGIN + LEADING
    bottom = A4[1] - MARGIN

    def advance(step: float) -> tuple[float, float]:
        nonlocal column, y
        y += step
        if y > bottom:
            column, y = column + 1, MARGIN + 2 * LEADING
            if column == columns:
                pages.append(Sheet())
                column = 0
        return MARGIN + column * (room + gutter), y

    for item in content:
        if isinstance(item, str):
            for number, line in enumerate(wrap(item, room, indent=2 * SIZE)):
                x, base = advance(LEADING)
                pages[-1].texts.append((x + (0 if number else 2 * SIZE), base, SIZE, line))
            continue
        wide = room / len(item[0])
        for row in item:
            x, base = advance(LEADING)
            for index, text in enumerate(row):
                pages[-1].texts.append((x + index * wide + 4, base, SIZE * 0.8, text))
            top, low = base - 15, base + 5
            edges = range(len(row) + 1) if bordered else ()
            pages[-1].lines += [(x + i * wide, top, x + i * wide, low) for i in edges]
            pages[-1].lines += [(x, top, x + room, top), (x, low, x + room, low)]
    for number, page in enumerate(pages, 1):
        if head:
            page.texts.append((MARGIN, MARGIN - 20, 9.0, head))
        if numbered:
            page.texts.append((A4[0] / 2 - 20, A4[1] - 40, 9.0, f"— {number} —"))
    return pages


# ------------------------------------------------------------ PDF


def pdf(pages: Iterable[Sheet], *, password: str = "", picture: bool = False) -> bytes:
    """Write pages as a PDF with a text layer."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    file = io.BytesIO()
    lock = StandardEncryption(password, canPrint=1) if password else None
    canvas = Canvas(file, pagesize=A4, encrypt=lock, invariant=1)
    for page in pages:
        if picture:
            canvas.drawInlineImage(_grey(), 50, 50, 200, 200)
        for x, base, size, text in page.texts:
            at = x
            for piece in _runs(text):
                face, scale = ("Courier", 0.5 / 0.6) if piece.isascii() else ("STSong-Light", 1)
                canvas.setFont(face, size * scale)
                canvas.drawString(at, A4[1] - base, piece)
                at += width(piece, size)
        for x0, y0, x1, y1 in page.lines:
            canvas.line(x0, A4[1] - y0, x1, A4[1] - y1)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _runs(text: str) -> Iterator[str]:
    run = ""
    for c in text:
        if run and c.isascii() != run[-1].isascii():
            yield run
            run = ""
        run += c
    if run:
        yield run


def _grey() -> object:
    from PIL import Image

    return Image.new("L", (40, 40), 128)


# ------------------------------------------------------------ OFD

_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd(pages: Iterable[Sheet], *, raw: dict[str, str | bytes] | None = None, grouped: bool = True) -> bytes:
    """Write pages as OFD: one text object a line, steps between characters, paths for lines."""
    mm = 25.4 / 72
    parts: dict[str, str | bytes] = {
        "OFD.xml": f'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD {_OFD} Version="1.0" DocType="OFD">'
        "<ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
    }
    listed = ""
    for number, page in enumerate(pages):
        objects = ""
        for index, (x, base, size, text) in enumerate(page.texts):
            steps = [width(c, size) * mm for c in text[:-1]]
            told = _grouped(steps) if grouped else " ".join(f"{step:.4f}" for step in steps)
            box = f"{x * mm:.4f} {(base - size) * mm:.4f} {width(text, size) * mm:.4f} {1.2 * size * mm:.4f}"
            objects += (
                f'<ofd:TextObject ID="{100 + index}" Boundary="{box}" Font="1" Size="{size * mm:.4f}">'
                f'<ofd:TextCode X="0" Y="{size * mm:.4f}" DeltaX={quoteattr(told)}>'
                f"{escape(text)}</ofd:TextCode></ofd:TextObject>"
            )
        for index, (x0, y0, x1, y1) in enumerate(page.lines):
            box = f"{x0 * mm:.4f} {y0 * mm:.4f} {(x1 - x0) * mm + 0.1:.4f} {(y1 - y0) * mm + 0.1:.4f}"
            data = f"M 0 0 L {(x1 - x0) * mm:.4f} {(y1 - y0) * mm:.4f}"
            objects += (
                f'<ofd:PathObject ID="{9000 + index}" Boundary="{box}" LineWidth="0.3">'
                f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
            )
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f'<?xml version="1.0" encoding="UTF-8"?><ofd:Page {_OFD}><ofd:Content>'
            f'<ofd:Layer ID="2">{objects}</ofd:Layer></ofd:Content></ofd:Page>'
        )
        listed += f'<ofd:Page ID="{number + 10}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
    box = f"0 0 {A4[0] * mm:.2f} {A4[1] * mm:.2f}"
    parts["Doc_0/Document.xml"] = (
        f'<?xml version="1.0" encoding="UTF-8"?><ofd:Document {_OFD}><ofd:CommonData><ofd:PageArea>'
        f"<ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )
    parts.update(raw or {})
    return zipped(parts)


def _grouped(steps: Sequence[float]) -> str:
    told, index = [], 0
    while index < len(steps):
        count = 1
        while index + count < len(steps) and abs(steps[index + count] - steps[index]) < 1e-6:
            count += 1
        told.append(f"g {count} {steps[index]:.4f}" if count > 1 else f"{steps[index]:.4f}")
        index += count
    return " ".join(told)


# ------------------------------------------------------------ workbooks, pages, archives


def workbook(
    sheets: dict[str, Sequence[Sequence[object]]], formats: dict[tuple[int, int], str] | None = None
) -> bytes:
    """Write rows as .xlsx, with number formats by (row, column) from 0."""
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2024, 1, 1, tzinfo=UTC)})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for r, row in enumerate(rows):
                for c, value in enumerate(row):
                    code = (formats or {}).get((r, c))
                    style = book.add_format({"num_format": code}) if code else None
                    if value is not None:
                        sheet.write(r, c, value, style)
    return repacked(file.getvalue())


def page(content: Sequence[str | Table]) -> str:
    """Write paragraphs and tables as HTML."""
    body = ""
    for item in content:
        if isinstance(item, str):
            body += f"<p>{escape(item)}</p>"
        else:
            rows = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in item)
            body += f"<table>{rows}</table>"
    return f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>'


def repacked(data: bytes) -> bytes:
    """Return a package with the time of its making taken out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zipped({entry.filename: archive.read(entry) for entry in archive.infolist()})


def zipped(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive; every run makes the same bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            entry.compress_type = method
            archive.writestr(entry, content)
    return file.getvalue()
