"""PDF → pages as drawn, through PDFium: text layer, ruled lines, what has no text.

PDFium shows nothing, runs nothing and fetches nothing: scripts, links and attachments of a PDF are not
looked at. Being a C library it may end the process on a broken file; documents of this kind are
therefore read in a process of their own (``checker.pool``).
"""

from __future__ import annotations

import ctypes
import itertools
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

from checker.errors import Unreadable
from checker.limits import Limits
from checker.memory import growing_by
from checker.model import Block
from checker.read.lines import runs
from checker.read.page_flow import page_blocks
from checker.read.page_model import Glyph, Page, Rule, gathered
from checker.read.page_tables import MAX_RULES

_PASSWORD = 4
_LARGEST = 20_000.0  # points; PDF itself ends at 14,400
_MAX_DEPTH = 12  # of forms within forms
_MAX_GLYPHS = 200_000  # on one page
# MB for what one page unpacks to and PDFium makes of it: a stream of 40 KB can ask for 3 GB. A page of
# text takes less than one, a map of 500,000 lines about 300.
_PAGE_MEMORY = 400
_DROPPED_ANGLE = 0.2  # radians off the page's own direction: a watermark
_RESAVE = "另存或复制为 .docx、.txt；扫描件须先识别成文字"


def pdf_blocks(data: bytes, place: str, limits: Limits, remarks: list[str] | None = None) -> list[Block]:
    """Return the blocks of a PDF with a text layer.

    Args:
        data: the whole file.
        place: path to name in messages.
        limits: how many pages are read.
        remarks: takes what could not be read though the rest could: pages without text.
    Raises:
        Unreadable: damaged, protected by a password, too many pages, or without a text layer (scanned).
    """
    import pypdfium2  # noqa: PLC0415

    if b"%PDF-" not in data[:1024]:
        raise Unreadable(place, "不是 PDF 文件，或文件头已损坏", fix="核对文件后缀，或重新导出")
    try:
        with growing_by(_PAGE_MEMORY):
            document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise Unreadable(place, "PDF 有密码保护，无法读取", fix="去掉密码后另存") from None
        raise Unreadable(place, "PDF 已损坏或不完整，无法打开", fix="重新导出，或" + _RESAVE) from None
    try:
        count = len(document)
        if not count:
            raise Unreadable(place, "PDF 里没有页面", fix="重新导出")
        if count > limits.pages:
            problem = f"页数过多（{count} 页，上限 {limits.pages} 页）"
            raise Unreadable(place, problem, fix="拆分，或在设置 [limits] 中放宽 pages")
        pages = gathered(_pages(document, count), place)
    finally:
        document.close()
    _require_text(pages, place, remarks)
    return page_blocks(pages)


def _require_text(pages: list[Page], place: str, remarks: list[str] | None) -> None:
    """Tell scanned and garbled pages from those with text."""
    garbled = [page for page in pages if page.garbled > len(page.glyphs)]
    empty = [page for page in pages if not page.glyphs and not page.garbled]
    if len(empty) + len(garbled) == len(pages):
        if garbled:
            problem = "PDF 的字体没有文字对照表，取不出文字"
        else:
            problem = "PDF 没有文字层（扫描件或图片），无法读取"
        raise Unreadable(place, problem, fix="先做文字识别（OCR），或" + _RESAVE)
    scanned = [page.number for page in empty if page.pictures]
    if remarks is not None and scanned:
        remarks.append(f"第 {runs(scanned)} 页没有文字层（图片），未检查")
    if remarks is not None and garbled:
        remarks.append(f"第 {runs([p.number for p in garbled])} 页的字体没有文字对照表，未检查")


# ------------------------------------------------------------ pages


def _pages(document: Any, count: int) -> Iterator[Page]:
    import pypdfium2  # noqa: PLC0415

    for index in range(count):
        with growing_by(_PAGE_MEMORY):
            try:
                drawn = document[index]
            except pypdfium2.PdfiumError:
                page = Page(index + 1, 0.0, 0.0)
            else:
                try:
                    page = _page(drawn, index + 1)
                finally:
                    drawn.close()
        yield page


def _page(drawn: Any, number: int) -> Page:
    left, bottom, right, top = _sheet(drawn.get_cropbox())
    characters, garbled = _characters(drawn, (left, bottom, right, top))
    turn = _turn(characters, drawn.get_rotation())
    place = _Placing(left, bottom, right, top, turn)
    page = Page(number, place.width, place.height, garbled=garbled)
    for text, box, origin, size, angle in characters:
        off = abs((angle - turn * 1.5707963 + 3.1415927) % 6.2831853 - 3.1415927)
        if off < _DROPPED_ANGLE:
            x0, _ = place(box[0], box[1])
            x1, _ = place(box[2], box[3])
            page.put(Glyph(text, min(x0, x1), max(x0, x1), place(*origin)[1], size))
    strokes, page.pictures = _strokes(drawn)
    for x0, y0, x1, y1 in strokes:
        a, b = place(x0, y0)
        c, d = place(x1, y1)
        page.draw(Rule(min(a, c), min(b, d), max(a, c), max(b, d)))
    return page


def _sheet(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Return the sheet's corners; A4 where the file gives a size that no sheet has."""
    left, bottom, right, top = box
    if 0 < right - left < _LARGEST and 0 < top - bottom < _LARGEST and abs(left) + abs(top) < _LARGEST:
        return box
    return 0.0, 0.0, 595.0, 842.0


class _Placing:
    """From the PDF's coordinates to those of the page as it is read."""

    def __init__(self, left: float, bottom: float, right: float, top: float, turn: int) -> None:
        self._left, self._bottom, self._right, self._top, self._turn = left, bottom, right, top, turn
        across, down = right - left, top - bottom
        self.width, self.height = (across, down) if turn % 2 == 0 else (down, across)

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        if self._turn == 0:
            return x - self._left, self._top - y
        if self._turn == 3:  # text runs upwards
            return y - self._bottom, x - self._left
        if self._turn == 2:
            return self._right - x, y - self._bottom
        return self._top - y, self._right - x


_Character = tuple[str, tuple[float, float, float, float], tuple[float, float], float, float]


def _characters(drawn: Any, bounds: tuple[float, float, float, float]) -> tuple[list[_Character], int]:
    """Return text, box, size and angle of each character on the page, and how many are unknown."""
    from pypdfium2 import raw  # noqa: PLC0415

    layer = drawn.get_textpage()
    found: list[_Character] = []
    garbled = 0
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    matrix = raw.FS_MATRIX()
    try:
        for index in range(min(layer.count_chars(), _MAX_GLYPHS)):
            if raw.FPDFText_IsGenerated(layer, index) == 1:
                continue
            code = raw.FPDFText_GetUnicode(layer, index)
            text = _text(code)
            if not text:
                garbled += code not in (0x0A, 0x0D)
                continue
            raw.FPDFText_GetLooseCharBox(layer, index, box)
            raw.FPDFText_GetCharOrigin(layer, index, x, y)
            if not (bounds[0] - 1 <= x.value <= bounds[2] + 1 and bounds[1] - 1 <= y.value <= bounds[3] + 1):
                continue  # outside the sheet: nobody sees it
            raw.FPDFText_GetMatrix(layer, index, matrix)
            scale = max((matrix.a**2 + matrix.b**2) ** 0.5, (matrix.c**2 + matrix.d**2) ** 0.5)
            size = max(raw.FPDFText_GetFontSize(layer, index) * (scale or 1.0), 1.0)
            angle = max(raw.FPDFText_GetCharAngle(layer, index), 0.0)
            # The box tells where a character begins and ends; the origin, what it stands on.
            found.append((text, (box.left, box.bottom, box.right, box.top), (x.value, y.value), size, angle))
    finally:
        layer.close()
    return found, garbled


def _text(code: int) -> str:
    """Return a character, or nothing where the code is none: no text stands behind the shape."""
    if code in (0x02, 0xAD, 0xFFFE):
        return "\u00ad"  # a hyphen that only parts a word
    if code < 0x20 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return ""
    text = chr(code)
    category = unicodedata.category(text)
    if category in ("Co", "Cn", "Cf") or code == 0xFFFD:
        return ""
    # Fonts made for the web map common characters to look-alikes of the radicals blocks.
    return unicodedata.normalize("NFKC", text) if 0x2E80 <= code <= 0x2FDF else text


def _turn(characters: list[_Character], rotation: int) -> int:
    """Return in which direction the page's text runs, in quarter turns: landscape pages lie on their side."""
    counted = Counter(round(angle / 1.5707963) % 4 for *_, angle in characters)
    if not counted:
        return (rotation // 90) % 4
    return counted.most_common(1)[0][0]


# ------------------------------------------------------------ ruled lines


def _strokes(drawn: Any) -> tuple[list[tuple[float, float, float, float]], int]:
    """Return the straight level and upright lines drawn on a page, and how many pictures it has."""
    from pypdfium2 import raw  # noqa: PLC0415

    found: list[tuple[float, float, float, float]] = []
    pictures = 0
    stack: list[tuple[Any, tuple[float, ...], int]] = [
        (raw.FPDFPage_GetObject(drawn, index), (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0)
        for index in range(raw.FPDFPage_CountObjects(drawn))
    ]
    while stack and len(found) <= 2 * MAX_RULES:
        item, outer, depth = stack.pop()
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            pictures += 1
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            found.extend(_path(item, _times(_matrix(item), outer)))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            inner = _times(_matrix(item), outer)
            for index in range(raw.FPDFFormObj_CountObjects(item)):
                stack.append((raw.FPDFFormObj_GetObject(item, index), inner, depth + 1))
    return found, pictures


def _matrix(item: Any) -> tuple[float, ...]:
    from pypdfium2 import raw  # noqa: PLC0415

    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, matrix):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(inner: tuple[float, ...], outer: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _path(item: Any, matrix: tuple[float, ...]) -> Iterator[tuple[float, float, float, float]]:
    """Yield the straight lines of a path: its level and upright segments, or a bar drawn as a thin shape."""
    from pypdfium2 import raw  # noqa: PLC0415

    count = raw.FPDFPath_CountSegments(item)
    if not 2 <= count <= MAX_RULES:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    if not fill.value and not stroke.value:
        return
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    subpaths: list[list[tuple[float, float]]] = []
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO or not raw.FPDFPathSegment_GetPoint(segment, x, y):
            return  # a drawing
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if kind == raw.FPDF_SEGMENT_MOVETO or not subpaths:
            subpaths.append([])
        subpaths[-1].append(point)
        if raw.FPDFPathSegment_GetClose(segment):
            subpaths[-1].append(subpaths[-1][0])
    for points in subpaths:
        yield from _straight(points, stroked=bool(stroke.value))


def _straight(
    points: list[tuple[float, float]], *, stroked: bool
) -> Iterator[tuple[float, float, float, float]]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    if min(width, height) <= 3.0:
        yield min(xs), min(ys), max(xs), max(ys)
    elif stroked:
        for (x0, y0), (x1, y1) in itertools.pairwise(points):
            if min(abs(x1 - x0), abs(y1 - y0)) <= 1.0:
                yield x0, y0, x1, y1
