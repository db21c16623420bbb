"""A .docx changed in a few parts: every other part is copied byte for byte, in its order."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING

from checker.errors import Unreadable
from checker.read.word_package import Package

if TYPE_CHECKING:
    from lxml import etree

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)  # of parts that are new: the same input gives the same bytes
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TRANSITIONAL_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT_KIND = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


class Archive:
    """An opened .docx. ``tree`` gives a part to change; ``packed`` returns the file with what was changed.

    Raises:
        Unreadable: damaged, encrypted, too large, or no Word document.
    """

    def __init__(self, data: bytes, place: str) -> None:
        self._place = place
        self._package = Package(data, place)
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        # Of entries with one name the last one counts, as for every reader of zip files.
        self._infos = {info.filename: info for info in self._zip.infolist()}
        self._stored = {name.lower(): name for name in self._infos}
        self._trees: dict[str, etree._Element] = {}
        self.main = self._package.main
        self.body = self.tree(self.main)
        self.namespace = "{" + str(self.body.tag)[1:].partition("}")[0] + "}"

    def tree(self, name: str) -> etree._Element:
        """Return the root of a part; what is changed in it is written.

        Raises:
            Unreadable: there is no such part, or it is damaged.
        """
        stored = self._stored.get(name.lower())
        if stored is None:
            raise Unreadable(self._place, f"Word 文档不完整：缺少 {name}")
        if stored not in self._trees:
            self._trees[stored] = self._parse(stored)
        return self._trees[stored]

    def peek(self, name: str) -> etree._Element | None:
        """Return the root of a part that is only looked at, None where there is none."""
        stored = self._stored.get(name.lower())
        if stored is None:
            return None
        return self._trees[stored] if stored in self._trees else self._parse(stored)

    def _parse(self, stored: str) -> etree._Element:
        from lxml import etree  # noqa: PLC0415

        try:
            return parse(self._read(stored))
        except (etree.XMLSyntaxError, ValueError):
            raise Unreadable(self._place, f"Word 文档已损坏：{stored}") from None

    def _read(self, stored: str) -> bytes:
        try:
            return self._zip.read(stored)
        except _BROKEN:
            raise Unreadable(self._place, f"Word 文档已损坏：{stored} 无法解压") from None

    def related(self, kind: str) -> str | None:
        """Return the name of the part that the main part relates to as ``kind`` (``styles`` …)."""
        relations = self.peek(self._relations_name())
        for relation in () if relations is None else relations.iter(f"{_RELATIONS}Relationship"):
            internal = relation.get("TargetMode") != "External"
            if internal and (relation.get("Type") or "").rpartition("/")[2] == kind:
                target = posixpath.join("/", posixpath.dirname(self.main), relation.get("Target") or "")
                name = posixpath.normpath(target).lstrip("/")
                if name.lower() in self._stored:
                    return self._stored[name.lower()]
        return None

    def comments(self) -> etree._Element:
        """Return the root of the comments part, made and registered where the file has none."""
        found = self.related("comments")
        if found is not None:
            return self.tree(found)
        name = self._free_name("comments.xml")
        self._stored[name.lower()] = name
        self._trees[name] = parse(f'<w:comments xmlns:w="{self.namespace[1:-1]}"/>'.encode())
        self._relate(posixpath.basename(name))
        self._register(name)
        return self._trees[name]

    def packed(self) -> bytes:
        """Return the whole file."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as target:
            for name, info in self._infos.items():
                data = serialized(self._trees[name]) if name in self._trees else self._read(name)
                target.writestr(_like(info), data)
            for name in sorted(self._trees.keys() - self._infos.keys()):
                target.writestr(_new(name), serialized(self._trees[name]))
        return out.getvalue()

    def _relations_name(self) -> str:
        folder, base = posixpath.split(self.main)
        return posixpath.join(folder, "_rels", f"{base}.rels")

    def _free_name(self, base: str) -> str:
        folder, number = posixpath.dirname(self.main), 1
        name = posixpath.join(folder, base)
        while name.lower() in self._stored:
            number += 1
            name = posixpath.join(folder, base.replace(".", f"{number}."))
        return name

    def _relate(self, target: str) -> None:
        name = self._relations_name()
        if name.lower() not in self._stored:
            self._stored[name.lower()] = name
            self._trees[name] = parse(f'<Relationships xmlns="{_RELATIONS[1:-1]}"/>'.encode())
        root = self.tree(name)
        taken = {relation.get("Id") for relation in root}
        number = next(n for n in range(1, len(taken) + 2) if f"rIdC{n}" not in taken)
        strict = self.namespace == f"{{{_STRICT}}}"
        kind = (_STRICT_KIND if strict else _TRANSITIONAL_KIND) + "comments"
        _append(root, f"{_RELATIONS}Relationship", Id=f"rIdC{number}", Type=kind, Target=target)

    def _register(self, name: str) -> None:
        root = self.tree("[Content_Types].xml")
        _append(root, f"{_TYPES}Override", PartName=f"/{name}", ContentType=_COMMENTS_TYPE)


def parse(data: bytes) -> etree._Element:
    """Return the root element of a part as it is stored: comments and blanks are kept."""
    from lxml import etree  # noqa: PLC0415

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, strip_cdata=False, huge_tree=True
    )
    return etree.fromstring(data, parser=parser)


def serialized(root: etree._Element) -> bytes:
    """Return a part as Word writes it: UTF-8 and standalone."""
    from lxml import etree  # noqa: PLC0415

    return _DECLARATION + etree.tostring(root.getroottree(), xml_declaration=False, encoding="UTF-8")


def _append(root: etree._Element, tag: str, **attributes: str) -> None:
    element = root.makeelement(tag, attributes)
    root.append(element)


def _like(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Return the entry to write: name, date and attributes of the old one, a compression all can read."""
    made = zipfile.ZipInfo(info.filename, info.date_time)
    stored = info.compress_type == zipfile.ZIP_STORED
    made.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    made.create_system = info.create_system
    made.external_attr = info.external_attr
    return made


def _new(name: str) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, _FIXED_DATE)
    made.compress_type = zipfile.ZIP_DEFLATED
    made.create_system = 0  # the same on every machine
    return made
