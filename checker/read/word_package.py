"""The parts of a .docx package, read without trusting it: sizes checked, no entities, no network."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from checker.errors import Unreadable
from checker.read.limits import MAX_PART_BYTES, MAX_PARTS, MAX_RATIO, MAX_UNPACKED_BYTES, RATIO_FLOOR

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DAMAGED_FIX = "在 Word 或 WPS 中打开并修复，另存为 .docx"
_RESAVE = "在 Word 或 WPS 中打开，另存为 .docx"


class Package:
    """An opened .docx: the main document part and the parts it refers to, as element trees."""

    def __init__(self, data: bytes, place: str) -> None:
        self._place = place
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
            raise Unreadable(place, "Word 文档已损坏或不完整，无法打开", fix=_DAMAGED_FIX) from None
        self._check_sizes()
        self._names = {name.lower(): name for name in self._zip.namelist()}
        self.main = self._find_main()

    def part(self, name: str) -> etree._Element | None:
        """Return the root element of a part, None where the package has no such part.

        Raises:
            Unreadable: the part is damaged, too large, or declares a document type.
        """
        stored = self._names.get(name.lower())
        return None if stored is None else self._parse(stored)

    def related(self, kind: str) -> tuple[str, etree._Element] | None:
        """Return name and root of the part that the main part relates to as ``kind`` (``styles`` …)."""
        for target in self._targets(self.main, kind):
            root = self.part(target)
            if root is not None:
                return target, root
        return None

    def _check_sizes(self) -> None:
        entries = self._zip.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        packed = sum(entry.compress_size for entry in entries) or 1
        if len(entries) > MAX_PARTS or unpacked > MAX_UNPACKED_BYTES:
            problem = f"解压后过大（上限 {MAX_UNPACKED_BYTES // 1_000_000} MB）"
            raise Unreadable(self._place, problem, fix="删去图片等附件后另存")
        if unpacked > RATIO_FLOOR and unpacked > MAX_RATIO * packed:
            raise Unreadable(self._place, "压缩率异常，可能是恶意构造的压缩包，未予打开")
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise Unreadable(self._place, "文件已加密", fix="取消密码后另存")

    def _find_main(self) -> str:
        names = [*self._targets("", "officeDocument"), "word/document.xml"]
        for name in names:
            if name.lower() in self._names:
                return self._names[name.lower()]
        what = "Excel 表格" if "xl/workbook.xml" in self._names else None
        what = what or ("PowerPoint 演示文稿" if "ppt/presentation.xml" in self._names else None)
        what = what or ("OpenDocument 文档" if "meta-inf/manifest.xml" in self._names else None)
        raise Unreadable(self._place, f"内容是{what or '压缩包'}，不是 Word 文档（.docx）", fix=_RESAVE)

    def _targets(self, source: str, kind: str) -> list[str]:
        folder, base = posixpath.split(source)
        root = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        if root is None:
            return []
        found = []
        for relation in root.iter(_RELATIONSHIPS):
            if (relation.get("Type") or "").rsplit("/", 1)[-1] != kind or relation.get(
                "TargetMode"
            ) == "External":
                continue
            target = relation.get("Target") or ""
            found.append(posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
        return found

    def _parse(self, stored: str) -> etree._Element:
        from lxml import etree  # noqa: PLC0415

        data = self._read(stored)
        # ISO 29500 Strict uses other namespaces for the same elements.
        if _STRICT in data[:20_000]:
            data = data.replace(_STRICT, W[1:-1].encode())
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
            remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser=parser)
        except etree.XMLSyntaxError as error:
            problem = f"Word 文档已损坏：{stored} 第 {error.lineno} 行不是合法的 XML"
            raise Unreadable(self._place, problem, fix=_DAMAGED_FIX) from None
        except ValueError:
            raise Unreadable(self._place, f"Word 文档已损坏：{stored}", fix=_DAMAGED_FIX) from None
        if _has_doctype(root):
            raise Unreadable(self._place, f"{stored} 含有文档类型声明（DTD），Word 文档不允许，未予读取")
        return root

    def _read(self, stored: str) -> bytes:
        if self._zip.getinfo(stored).file_size > MAX_PART_BYTES:
            problem = f"{stored} 过大（上限 {MAX_PART_BYTES // 1_000_000} MB）"
            raise Unreadable(self._place, problem, fix="拆分文档后再检查")
        try:
            return self._zip.read(stored)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ):
            problem = f"Word 文档已损坏：{stored} 无法解压"
            raise Unreadable(self._place, problem, fix=_DAMAGED_FIX) from None


def _has_doctype(root: etree._Element) -> bool:
    """Tell whether an XML part declares a document type; the parts of a package never do."""
    information: Any = root.getroottree().docinfo
    return bool(information.doctype)
