"""A zip package of XML parts (.docx, .xlsx, .ofd), read without trusting it.

Sizes are checked before and while unpacking; entities, document types and the network are out of reach.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from checker.errors import Unreadable
from checker.limits import MEGABYTE, RATIO_FLOOR, Limits
from checker.read.nesting import PARSED, refused, too_deep

if TYPE_CHECKING:
    from lxml import etree

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError,
    OverflowError,
)  # fmt: skip
# An element takes about 150 bytes of memory, however short it is written.
_MAX_TAGS = 4_000_000


class Package:
    """An opened package.

    Args:
        data: the whole file.
        place: path to name in messages.
        noun: what the file is, in messages (``Word 文档``).
        fix: what to do about a damaged one.
        limits: what it may take.
    """

    def __init__(self, data: bytes, place: str, noun: str, fix: str, limits: Limits) -> None:
        self.place, self.limits = place, limits
        self._noun, self._fix = noun, fix
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            raise Unreadable(place, f"{noun}已损坏或不完整，无法打开", fix=fix) from None
        self._check_sizes()
        self._names = {name.lower(): name for name in self._zip.namelist()}

    def has(self, name: str) -> bool:
        """Tell whether there is a part of this name, in any case of letters."""
        return name.lower() in self._names

    def stored(self, name: str) -> str:
        """Return a part's name as the package writes it."""
        return self._names.get(name.lower(), name)

    def part(self, name: str) -> etree._Element | None:
        """Return the root element of a part, None where the package has no such part.

        Raises:
            Unreadable: the part is damaged, too large, or declares a document type.
        """
        stored = self._names.get(name.lower())
        return None if stored is None else self._parse(stored)

    def targets(self, source: str, kind: str = "") -> Iterator[tuple[str, str]]:
        """Yield id and part of what a part relates to as ``kind`` (``styles`` …), or as any."""
        folder, base = posixpath.split(source)
        root = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        if root is None:
            return
        for relation in root.iter(_RELATIONSHIPS):
            told = (relation.get("Type") or "").rsplit("/", 1)[-1]
            if (kind and told != kind) or relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target") or ""
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            yield relation.get("Id") or "", path

    def read(self, name: str) -> bytes:
        """Return the bytes of a part that the package has.

        Raises:
            Unreadable: the part is damaged or too large.
        """
        stored = self._names[name.lower()]
        limit = self.limits.part_bytes
        if self._zip.getinfo(stored).file_size > limit:
            raise self._too_large(stored)
        try:
            # Bounded by what is read, not by what the package promises.
            with self._zip.open(stored) as file:
                data = file.read(limit + 1)
        except _BROKEN:
            raise Unreadable(self.place, f"{self._noun}已损坏：{stored} 无法解压", fix=self._fix) from None
        if len(data) > limit:
            raise self._too_large(stored)
        return data

    def prepared(self, data: bytes) -> bytes:
        """Return a part's bytes as they are to be parsed."""
        return data

    def not_parsed(self, stored: str, error: etree.XMLSyntaxError) -> Unreadable:
        """Return what to say of a part that the parser refused."""
        if "depth" in (error.msg or ""):
            return refused(self.place, self.limits.nesting)
        return self.damaged(stored, error.lineno)

    def damaged(self, stored: str, line: int | None = None) -> Unreadable:
        """Return what to say of a part that is no well-formed XML."""
        where = f" 第 {line} 行不是合法的 XML" if line else ""
        return Unreadable(self.place, f"{self._noun}已损坏：{stored}{where}", fix=self._fix)

    def _too_large(self, stored: str) -> Unreadable:
        problem = f"{stored} 过大（上限 {self.limits.part} MB）"
        return Unreadable(self.place, problem, fix="拆分文档后再检查")

    def _check_sizes(self) -> None:
        entries = self._zip.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        packed = sum(entry.compress_size for entry in entries) or 1
        if len(entries) > self.limits.parts or unpacked > self.limits.unpacked_bytes:
            problem = f"解压后过大（上限 {self.limits.unpacked_bytes // MEGABYTE} MB）"
            raise Unreadable(self.place, problem, fix="删去图片等附件后另存")
        if unpacked > RATIO_FLOOR and unpacked > self.limits.ratio * packed:
            raise Unreadable(self.place, "压缩率异常，可能是恶意构造的压缩包，未予打开")
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise Unreadable(self.place, "文件已加密", fix="取消密码后另存")

    def _parse(self, stored: str) -> etree._Element:
        from lxml import etree  # noqa: PLC0415

        data = self.prepared(self.read(stored))
        if data.count(b"<") > _MAX_TAGS:
            raise self._too_large(stored)
        nesting = self.limits.nesting
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=nesting > PARSED,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser=parser)
        except etree.XMLSyntaxError as error:
            raise self.not_parsed(stored, error) from None
        except ValueError:
            raise self.damaged(stored) from None
        if nesting != PARSED and too_deep(root, nesting):
            raise refused(self.place, nesting)
        if has_doctype(root):
            raise Unreadable(self.place, f"{stored} 含有文档类型声明（DTD），{self._noun}不允许，未予读取")
        return root


def has_doctype(root: etree._Element) -> bool:
    """Tell whether an XML part declares a document type; the parts of a package never do."""
    information: Any = root.getroottree().docinfo
    return bool(information.doctype)
