"""OFD (GB/T 33190) → pages as drawn: text codes at their places, straight paths as ruled lines.

The format names parts by path within the package; a page is its own content over that of its
templates. Coordinates are millimetres from the upper left; they become points.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.errors import Unreadable
from checker.limits import Limits
from checker.model import Block
from checker.read.decode import has_text
from checker.read.package import Package
from checker.read.page_flow import page_blocks
from checker.read.page_model import Glyph, Page, Rule, gathered

if TYPE_CHECKING:
    from lxml import etree

_POINTS = 72 / 25.4
_FIX = "用 OFD 阅读器打开后重新导出，或另存为 .docx、.txt"
_MAX_GLYPHS = 200_000  # on one page
_MAX_DEPTH = 30  # of groups within groups
_NUMBER = re.compile(r"[-+]?(?:\d{1,12}(?:\.\d{0,20})?|\.\d{1,20})(?:[eE][-+]?\d{1,3})?")
_PATH = re.compile(r"[SMLQBAC]|[-+]?(?:\d{1,12}(?:\.\d{0,20})?|\.\d{1,20})(?:[eE][-+]?\d{1,3})?")
_LARGEST = 10_000.0  # millimetres
_A4 = (0.0, 0.0, 210.0, 297.0)
_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def ofd_blocks(data: bytes, place: str, limits: Limits, remarks: list[str] | None = None) -> list[Block]:
    """Return the blocks of an OFD file.

    Args:
        data: the whole file.
        place: path to name in messages.
        limits: what it may take.
        remarks: takes what could not be read though the rest could: pages that are pictures.
    Raises:
        Unreadable: damaged, encrypted, too large, no OFD, or without text.
    """
    package = Package(data, place, "OFD 文件", _FIX, limits)
    if not package.has("OFD.xml"):
        raise Unreadable(place, "内容不是 OFD 文件（没有 OFD.xml）", fix=_FIX)
    if package.has("Encryptions.xml"):
        raise Unreadable(place, "文件已加密", fix="取消密码后另存")
    pages = gathered(_Reader(package).pages(), place)
    if not pages:
        raise Unreadable(place, "OFD 里没有页面", fix=_FIX)
    scanned = [page.number for page in pages if not page.glyphs and page.pictures]
    if not any(page.glyphs for page in pages):
        raise Unreadable(place, "OFD 没有文字（扫描件或图片），无法读取", fix="先做文字识别（OCR）")
    if scanned and remarks is not None:
        remarks.append(f"第 {'、'.join(map(str, scanned))} 页没有文字（图片），未检查")
    return page_blocks(pages)


class _Reader:
    """Walks through the documents of one package."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._number = 0

    def pages(self) -> Iterator[Page]:
        """Yield the pages of all documents, numbered through."""
        root = self._package.part("OFD.xml")
        for body in _all(root, "DocBody"):
            place = _text(_first(body, "DocRoot"))
            if place:
                yield from self._document(place.lstrip("/"))

    def _document(self, place: str) -> Iterator[Page]:
        root = self._package.part(place)
        if root is None:
            raise self._package.damaged(place)
        folder = posixpath.dirname(place)
        common = _first(root, "CommonData")
        area = _sheet(_text(_first(common, "PhysicalBox"))) or _A4
        templates = {
            template.get("ID") or "": _within(folder, template.get("BaseLoc") or "")
            for template in _all(common, "TemplatePage")
        }
        for page in _all(_first(root, "Pages"), "Page"):
            self._number += 1
            if self._number > self._package.limits.pages:
                problem = f"页数过多（上限 {self._package.limits.pages} 页）"
                raise Unreadable(self._package.place, problem, fix="拆分，或在设置 [limits] 中放宽 pages")
            yield self._page(_within(folder, page.get("BaseLoc") or ""), templates, area)

    def _page(self, place: str, templates: dict[str, str], area: tuple[float, ...]) -> Page:
        root = self._package.part(place)
        if root is None:
            return Page(self._number, area[2] * _POINTS, area[3] * _POINTS)
        own = _sheet(_text(_first(_first(root, "Area"), "PhysicalBox"))) or area
        page = Page(self._number, own[2] * _POINTS, own[3] * _POINTS)
        origin: _Matrix = (1.0, 0.0, 0.0, 1.0, -own[0], -own[1])
        for template in _children(root, "Template"):
            behind = self._package.part(templates.get(template.get("TemplateID") or "", ""))
            if behind is not None:
                _draw(page, _first(behind, "Content"), origin, 0)
        _draw(page, _first(root, "Content"), origin, 0)
        return page


def _draw(page: Page, group: etree._Element | None, matrix: _Matrix, depth: int) -> None:
    """Put what a layer or group holds on the page."""
    if group is None or depth > _MAX_DEPTH:
        return
    for item in group:
        name = _name(item)
        if (item.get("Visible") or "true").lower() == "false":
            continue
        if name in ("Layer", "PageBlock"):
            _draw(page, item, matrix, depth + 1)
        elif name == "TextObject":
            _put_text(page, item, matrix)
        elif name == "PathObject":
            for rule in _rules(item, matrix):
                page.draw(rule)
        elif name in ("ImageObject", "CompositeObject"):
            page.pictures += 1


def _placed(item: etree._Element, matrix: _Matrix) -> _Matrix:
    """Return the matrix from an object's own coordinates to the page's."""
    box = _box(item.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
    own = _numbers(item.get("CTM"))
    turned: _Matrix = tuple(own[:6]) if len(own) >= 6 else _SAME  # type: ignore[assignment]
    return _times(_times(turned, (1.0, 0.0, 0.0, 1.0, box[0], box[1])), matrix)


def _put_text(page: Page, item: etree._Element, matrix: _Matrix) -> None:
    to_page = _placed(item, matrix)
    size = next(iter(_numbers(item.get("Size"))), 0.0)
    stretch = next(iter(_numbers(item.get("HScale"))), 1.0) or 1.0
    turned = (item.get("ReadDirection") or "0") not in ("0", "") or abs(to_page[1]) > 0.2 * abs(to_page[0])
    if turned or not 0 < size < 10_000:
        return  # written upwards or slantwise: a watermark, a stamp
    height = size * (to_page[2] ** 2 + to_page[3] ** 2) ** 0.5 * _POINTS
    x = y = 0.0
    for code in _all(item, "TextCode"):
        text = code.text or ""
        # Without a place of its own a code goes on where the one before began.
        x = next(iter(_numbers(code.get("X"))), x)
        y = next(iter(_numbers(code.get("Y"))), y)
        across, down = _deltas(code.get("DeltaX"), len(text)), _deltas(code.get("DeltaY"), len(text))
        at_x, at_y = x, y
        for index, character in enumerate(text):
            if len(page.glyphs) >= _MAX_GLYPHS:
                return
            wide = size * stretch * (0.5 if character.isascii() else 1.0)
            step = across[index] if index < len(across) else (wide if not down else 0.0)
            left, base = _point(to_page, at_x, at_y)
            right, _ = _point(to_page, at_x + (min(step, wide) if step > 0 else wide), at_y)
            if has_text(character) or character in " \u3000":
                place = left * _POINTS, right * _POINTS, base * _POINTS
                page.put(Glyph(character, *place, max(height, 1.0)))
            at_x += step
            at_y += down[index] if index < len(down) else 0.0


def _deltas(text: str | None, count: int) -> list[float]:
    """Return the steps from character to character; ``g 3 5`` means five … three times the step 5.

    >>> _deltas("g 3 5 2", 10)
    [5.0, 5.0, 5.0, 2.0]
    """
    steps: list[float] = []
    words = (text or "").split()
    index = 0
    while index < len(words) and len(steps) < count:
        if words[index] == "g" and index + 2 < len(words):
            times, step = _numbers(words[index + 1]), _numbers(words[index + 2])
            if times and step:
                steps.extend([step[0]] * max(0, int(min(times[0], count))))
            index += 3
            continue
        steps.extend(_numbers(words[index])[:1])
        index += 1
    return steps


def _rules(item: etree._Element, matrix: _Matrix) -> Iterator[Rule]:
    """Yield the straight lines of a path."""
    to_page = _placed(item, matrix)
    stroked = (item.get("Stroke") or "true").lower() != "false"
    filled = (item.get("Fill") or "false").lower() == "true"
    for points in _subpaths(_text(_first(item, "AbbreviatedData"))):
        places = [_point(to_page, x, y) for x, y in points]
        xs, ys = [x * _POINTS for x, _ in places], [y * _POINTS for _, y in places]
        if min(max(xs) - min(xs), max(ys) - min(ys)) <= 3.0:
            if stroked or filled:
                yield Rule(min(xs), min(ys), max(xs), max(ys))
        elif stroked:
            for a, b, c, d in zip(xs, ys, xs[1:], ys[1:], strict=False):
                if min(abs(c - a), abs(d - b)) <= 1.0:
                    yield Rule(min(a, c), min(b, d), max(a, c), max(b, d))


def _subpaths(data: str) -> Iterator[list[tuple[float, float]]]:
    """Yield the points of each subpath that is made of straight lines only."""
    words = _PATH.findall(data)[:20_000]
    points: list[tuple[float, float]] = []
    curved = False
    index = 0
    while index < len(words):
        word = words[index]
        index += 1
        if word in ("S", "M"):
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        if word in ("S", "M", "L"):
            if index + 1 < len(words) and words[index] not in "SMLQBAC" and words[index + 1] not in "SMLQBAC":
                points.append((float(words[index]), float(words[index + 1])))
                index += 2
        elif word in ("Q", "B", "A"):
            curved = True
        elif word == "C" and points:
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points


# ------------------------------------------------------------ values and elements


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _point(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _numbers(text: str | None) -> list[float]:
    return [float(word) for word in _NUMBER.findall(text or "")[:10_000]]


def _box(text: str | None) -> tuple[float, float, float, float] | None:
    found = _numbers(text)
    return (found[0], found[1], found[2], found[3]) if len(found) >= 4 else None


def _sheet(text: str) -> tuple[float, float, float, float] | None:
    """Return a page's area; nothing where it is of a size that no sheet has."""
    box = _box(text)
    if box is None or not (0 < box[2] < _LARGEST and 0 < box[3] < _LARGEST):
        return None
    return box if abs(box[0]) + abs(box[1]) < _LARGEST else None


def _within(folder: str, place: str) -> str:
    """Return a place in the package; one that begins with / counts from its root."""
    return posixpath.normpath(posixpath.join("/", folder, place)).lstrip("/")


def _name(element: etree._Element) -> str:
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def _children(parent: etree._Element | None, name: str) -> Iterator[etree._Element]:
    for child in parent if parent is not None else ():
        if _name(child) == name:
            yield child


def _first(parent: etree._Element | None, name: str) -> etree._Element | None:
    return next(_children(parent, name), None)


def _all(parent: etree._Element | None, name: str) -> Iterator[etree._Element]:
    # Producers put their own namespace prefixes, and some none: the local name decides.
    for element in parent.iter() if parent is not None else ():
        if _name(element) == name:
            yield element


def _text(element: etree._Element | None) -> str:
    return (element.text or "").strip() if element is not None else ""
