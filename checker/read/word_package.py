"""The parts of a .docx package: the main document part and the parts it refers to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.errors import Unreadable
from checker.limits import Limits
from checker.read import package

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_DAMAGED_FIX = "在 Word 或 WPS 中打开并修复，另存为 .docx"
_RESAVE = "在 Word 或 WPS 中打开，另存为 .docx"


class Package(package.Package):
    """An opened .docx; ``main`` is the part that holds its text."""

    def __init__(self, data: bytes, place: str, limits: Limits | None = None) -> None:
        super().__init__(data, place, "Word 文档", _DAMAGED_FIX, limits or Limits())
        self.main = self._find_main()

    def related(self, kind: str) -> tuple[str, etree._Element] | None:
        """Return name and root of the part that the main part relates to as ``kind`` (``styles`` …)."""
        for _, target in self.targets(self.main, kind):
            root = self.part(target)
            if root is not None:
                return target, root
        return None

    def prepared(self, data: bytes) -> bytes:
        """Return a part's bytes; ISO 29500 Strict uses other namespaces for the same elements."""
        return data.replace(_STRICT, W[1:-1].encode()) if _STRICT in data[:20_000] else data

    def _find_main(self) -> str:
        names = [*(part for _, part in self.targets("", "officeDocument")), "word/document.xml"]
        what = "Excel 表格" if self.has("xl/workbook.xml") else None
        what = what or ("PowerPoint 演示文稿" if self.has("ppt/presentation.xml") else None)
        what = what or ("OFD 版式文件" if self.has("OFD.xml") else None)
        what = what or ("OpenDocument 文档" if self.has("meta-inf/manifest.xml") else None)
        for name in names:
            if what is None and self.has(name):
                return self.stored(name)
        raise Unreadable(self.place, f"内容是{what or '压缩包'}，不是 Word 文档（.docx）", fix=_RESAVE)
