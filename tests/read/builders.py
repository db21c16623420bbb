"""Small Word packages for tests, written as XML so that each test shows what it is about."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)


def run(text: str, properties: str = "") -> str:
    """A run with one text; ``properties`` are the children of w:rPr."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str = "", *, style: str = "", properties: str = "") -> str:
    """A paragraph; plain text is wrapped in a run."""
    inner = content if content.startswith("<") or not content else run(content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def listed(text: str, number: int, level: int = 0) -> str:
    """A paragraph in a list."""
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties=place)


def cell(*content: str, properties: str = "") -> str:
    """A table cell; plain texts become paragraphs."""
    inner = "".join(text if text.startswith("<") else paragraph(text) for text in content or ("",))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows: list[str]) -> str:
    """A table of rows of cells; plain texts become cells."""
    return "<w:tbl>" + "".join(row(*cells) for cells in rows) + "</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A table row; plain texts become cells."""
    inner = "".join(text if text.startswith("<w:tc>") else cell(text) for text in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def level(index: int, form: str, pattern: str, extra: str = "") -> str:
    """A level of a list definition."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbering(*definitions: str, numbers: str = "") -> str:
    """The numbering part: definitions 0, 1 … with w:num 1, 2 … for each, and further w:num."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{index}">{levels}</w:abstractNum>'
        for index, levels in enumerate(definitions)
    )
    given = "".join(
        f'<w:num w:numId="{index + 1}"><w:abstractNumId w:val="{index}"/></w:num>'
        for index in range(len(definitions))
    )
    return abstract + given + numbers


def style(name: str, called: str, content: str = "", *, based: str = "", kind: str = "paragraph") -> str:
    """A style definition."""
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{called}"/>{parent}{content}</w:style>'
    )


def package(
    body: str,
    *,
    numbering: str = "",
    styles: str = "",
    footnotes: str = "",
    raw: dict[str, str] | None = None,
) -> bytes:
    """Return a .docx. ``raw`` adds or replaces parts as they are."""
    parts = {"word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"}
    relations = ""
    for name, content in (("numbering", numbering), ("styles", styles), ("footnotes", footnotes)):
        if content:
            parts[f"word/{name}.xml"] = f"<w:{name} {_NAMESPACES}>{content}</w:{name}>"
            relations += f'<Relationship Id="{name}" Type="{_KIND}{name}" Target="{name}.xml"/>'
    parts["_rels/.rels"] = _RELS.format(
        f'<Relationship Id="main" Type="{_KIND}officeDocument" Target="word/document.xml"/>'
    )
    parts["word/_rels/document.xml.rels"] = _RELS.format(relations)
    parts["[Content_Types].xml"] = _TYPES
    parts.update(raw or {})
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def write(path: Path, data: bytes | str) -> str:
    """Write a file and return its path as the readers take it."""
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)
