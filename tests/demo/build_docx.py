"""Write the Word documents of the demo corpus from their text sources, byte for byte the same each time.

Run ``python tests/demo/build_docx.py``; each ``sources/NAME.source`` becomes ``corpus/NAME.docx``.

A source line is ``mark: text``. Marks: ``title`` and ``sub`` (centred), ``h1`` ``h2`` ``li`` (numbered by
Word itself: 一、 / （一） / 1.), ``p`` (paragraph), ``cap`` (table caption), ``row`` (table row, cells
divided by `` | ``; consecutive rows form one table, the first being its header).
``[+text+]`` is a tracked insertion and ``[-text-]`` a tracked deletion.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

HERE = Path(__file__).resolve().parent
FIXED = datetime(2024, 1, 2, 3, 4, 5)
STAMP = "2024-01-02T03:04:05Z"
NUMBERED = {"h1": 0, "h2": 1, "li": 2}
REVISION = re.compile(r"(\[\+.*?\+\]|\[-.*?-\])")
# Level texts and formats as Word writes them: 一、 then （一） then 1.
LEVELS = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))


def read_source(path: Path) -> list[tuple[str, str]]:
    """Return the (mark, text) pairs of a source file.

    Raises:
        ValueError: a line has no known mark.
    """
    pairs = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        mark, colon, text = line.partition(": ")
        if not colon or mark not in {"title", "sub", "p", "cap", "row", *NUMBERED}:
            raise ValueError(f"{path.name}:{number}: unknown mark in {line[:20]!r}")
        pairs.append((mark, text))
    return pairs


def add_numbering(document: Any) -> int:
    """Define the three-level list and return its numId."""
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        for i, (form, text) in enumerate(LEVELS)
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    # The schema wants every abstractNum before the first num.
    numbering.insert(0, abstract)
    num = parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>')
    numbering.append(num)
    return 90


def add_revision(paragraph: Any, piece: str, number: int) -> None:
    """Append a tracked insertion or deletion to the paragraph."""
    kind, tag = ("ins", "t") if piece[1] == "+" else ("del", "delText")
    paragraph._p.append(
        parse_xml(
            f'<w:{kind} {nsdecls("w")} w:id="{number}" w:author="计划科" w:date="{STAMP}">'
            f'<w:r><w:{tag} xml:space="preserve">{piece[2:-2]}</w:{tag}></w:r></w:{kind}>'
        )
    )


def fill(paragraph: Any, text: str, first_number: int) -> int:
    """Write text with its tracked changes; return the next free revision number."""
    for piece in filter(None, REVISION.split(text)):
        if REVISION.fullmatch(piece):
            add_revision(paragraph, piece, first_number)
            first_number += 1
        else:
            paragraph.add_run(piece)
    return first_number


def number_paragraph(paragraph: Any, level: int, num_id: int) -> None:
    """Let Word number the paragraph at the given level."""
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>')
    )


def add_table(document: Any, rows: list[str]) -> None:
    """Append a table; the first row is marked as its header."""
    cells = [[cell.strip() for cell in row.split(" | ")] for row in rows]
    table = document.add_table(rows=0, cols=len(cells[0]), style="Table Grid")
    for values in cells:
        row = table.add_row()
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def build(source: Path) -> bytes:
    """Return the .docx that the source describes."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "仿宋", Pt(16)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    num_id, revision = add_numbering(document), 1
    for is_row, group in groupby(read_source(source), key=lambda pair: pair[0] == "row"):
        if is_row:
            add_table(document, [text for _, text in group])
            continue
        for mark, text in group:
            paragraph = document.add_paragraph()
            if mark in {"title", "sub", "cap"}:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            if mark in NUMBERED:
                number_paragraph(paragraph, NUMBERED[mark], num_id)
            revision = fill(paragraph, text, revision)
    properties = document.core_properties
    properties.author = properties.last_modified_by = "云阜市发展改革系统"
    properties.title, properties.comments = source.stem, ""
    properties.created = properties.modified = FIXED
    properties.revision = 1
    buffer = io.BytesIO()
    document.save(buffer)
    return repack(buffer.getvalue())


def repack(package: bytes) -> bytes:
    """Return the same package with fixed time stamps, so that equal sources give equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, date_time=FIXED.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name))
    return out.getvalue()


def main() -> None:
    """Build every document of the demo corpus."""
    for source in sorted((HERE / "sources").glob("*.source")):
        (HERE / "corpus" / f"{source.stem}.docx").write_bytes(build(source))


if __name__ == "__main__":
    main()
