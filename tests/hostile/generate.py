"""Broken and hostile files of every kind, each with whether it must be refused.

``refused`` files hold nothing that could be read as a document and must be named with a reason; the
others may be read as far as they go. None of them says anything about the good documents' places.
"""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from tests.read import builders as b
from tests.read import makers as m

TEXT = "绿化工作持续推进，群众满意。\n"
PACKAGES = (".docx", ".xlsx", ".ofd")
MAIN = {
    ".docx": "word/document.xml",
    ".xlsx": "xl/sharedStrings.xml",
    ".ofd": "Doc_0/Pages/Page_0/Content.xml",
}
_XXE = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y SYSTEM "http://127.0.0.1:9/x">]>'
_LAUGHS = (
    "<!DOCTYPE r ["
    + '<!ENTITY a "{}">'.format("增长9%" * 10)
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)


@dataclass(frozen=True)
class Hostile:
    """One file; ``name`` may hold folders."""

    name: str
    data: bytes
    refused: bool


def plain() -> dict[str, bytes]:
    """Return a harmless document of each format that says nothing."""
    pages = m.set_pages([TEXT.strip()] * 3)
    return {
        ".txt": TEXT.encode() * 3, ".md": f"# {TEXT}\n".encode(), ".html": m.page([TEXT.strip()]).encode(),
        ".csv": ("事项,情况\n绿化," + TEXT).encode(), ".docx": m.repacked(b.package(b.paragraph(TEXT.strip()) * 9)),  # noqa: E501
        ".xlsx": m.workbook({"表": [["事项", "情况"], ["绿化", "推进"]]}), ".ofd": m.ofd(pages), ".pdf": m.pdf(pages),  # noqa: E501
    }  # fmt: skip


def files() -> Iterator[Hostile]:
    """Yield all of them, the same ones every time."""
    yield from _cut_off()
    yield from _flipped()
    yield from _misnamed()
    yield from _binary()
    yield from _empty()
    yield from _encodings()
    yield from _bombs()
    yield from _entities()
    yield from _nested()
    yield from _long()
    yield from _acting()
    yield from _archives()
    yield from _portable()
    yield from _old_formats()


def _cut_off() -> Iterator[Hostile]:
    for ending, data in plain().items():
        for share in (0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99):
            cut = data[: max(1, int(len(data) * share))]
            yield Hostile(f"cut/{share}{ending}", cut, ending in PACKAGES)
    for ending in (".txt", ".md", ".html", ".csv"):
        whole = (TEXT * 4).encode()
        for about in (50, 101, 152):
            at = about + next(n for n in range(3) if whole[about + n - 1] >= 0xC0)
            yield Hostile(f"cut/mid-character-{at}{ending}", whole[:at], True)


def _flipped() -> Iterator[Hostile]:
    chance = random.Random(7)
    for ending in PACKAGES:
        data = plain()[ending]
        for number in range(6):
            yield Hostile(f"flip/part-{number}{ending}", _flip_in(data, MAIN[ending], chance), True)
    for ending, data in plain().items():
        for number in range(3):
            changed = bytearray(data)
            for _ in range(8):
                changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
            yield Hostile(f"flip/any-{number}{ending}", bytes(changed), False)


def _flip_in(data: bytes, part: str, chance: random.Random) -> bytes:
    """Flip a bit of the compressed content of one part: its checksum does not fit any more."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = archive.getinfo(part)
        start = entry.header_offset + 30 + len(entry.filename.encode())
        changed = bytearray(data)
        changed[start + chance.randrange(entry.compress_size)] ^= 1 << chance.randrange(8)
        return bytes(changed)


def _misnamed() -> Iterator[Hostile]:
    made = plain()
    for ending, data in made.items():
        for other in made:
            if other == ending or (
                ending in (".txt", ".md", ".html", ".csv") and other in (".txt", ".md", ".html", ".csv")
            ):
                continue
            yield Hostile(f"misnamed/{ending[1:]}-as{other}", data, True)


def _binary() -> Iterator[Hostile]:
    heads = {
        "jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF", "png": b"\x89PNG\r\n\x1a\n", "gif": b"GIF89a", "elf": b"\x7fELF",  # noqa: E501
        "gzip": b"\x1f\x8b\x08", "rar": b"Rar!\x1a\x07\x00", "7z": b"7z\xbc\xaf\x27\x1c",
        "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "sqlite": b"SQLite format 3\x00", "exe": b"MZ\x90\x00",
    }  # fmt: skip
    noise = random.Random(3).randbytes(4_000)
    for name, head in heads.items():
        for ending in (".txt", ".docx", ".pdf"):
            yield Hostile(f"binary/{name}{ending}", head + noise, True)
    for ending in plain():
        yield Hostile(f"binary/noise{ending}", noise, True)
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + noise
    yield Hostile("binary/encrypted.docx", locked, True)
    yield Hostile("binary/encrypted.xlsx", locked, True)


def _empty() -> Iterator[Hostile]:
    for ending in plain():
        yield Hostile(f"empty/nothing{ending}", b"", True)
        yield Hostile(f"empty/zeros{ending}", bytes(5_000), True)
    for ending in (".txt", ".md", ".html", ".csv"):
        yield Hostile(f"empty/blank{ending}", " \n\u3000\t\ufeff\u200b\n".encode(), True)
    yield Hostile("empty/blank.docx", b.package(b.paragraph(" ")), True)
    yield Hostile("empty/blank.xlsx", m.workbook({"表": [[" "]]}), True)
    yield Hostile("empty/blank.ofd", m.ofd([m.Sheet()]), True)
    yield Hostile("empty/blank.pdf", m.pdf([m.Sheet()]), True)


def _encodings() -> Iterator[Hostile]:
    text = TEXT * 30
    yield Hostile("encoding/utf16-odd.txt", text.encode("utf-16") + b"x", True)
    yield Hostile("encoding/utf16-lone.txt", b"\xff\xfe" + text.encode("utf-16-le") + b"\x00\xd8a\x00", True)
    yield Hostile("encoding/utf32-high.txt", b"\xff\xfe\x00\x00" + b"\xff\xff\xff\x7f" * 9, True)
    yield Hostile(
        "encoding/surrogates.txt", text.encode() + b"\xed\xa0\x80\xed\xb0\x80" + text.encode(), True
    )
    yield Hostile("encoding/overlong.txt", text.encode() + b"\xc0\xaf" * 4, True)
    yield Hostile("encoding/half-gbk.txt", text.encode() + text.encode("gb18030"), True)
    yield Hostile("encoding/nul.txt", text.encode() + b"\x00" + text.encode(), True)
    yield Hostile("encoding/nul.html", text.encode() + b"\x00" + text.encode(), True)
    yield Hostile("encoding/nul.csv", text.encode() + b"\x00" + text.encode(), True)
    yield Hostile("encoding/latin.txt", bytes(range(128, 256)) * 20, True)
    yield Hostile("encoding/declared.html", b"<meta charset='no-such'>" + bytes(range(128, 256)) * 9, True)
    yield Hostile("encoding/big5.txt", ("綠化工作持續推進，" * 40).encode("big5"), False)
    yield Hostile("encoding/directions.txt", f"\u202e{text}\u2066\u200f\u061c".encode(), False)
    yield Hostile("encoding/controls.txt", (text + "".join(map(chr, range(1, 32)))).encode(), False)


def _bombs() -> Iterator[Hostile]:
    for ending in PACKAGES:
        parts = _parts(plain()[ending])
        swollen = parts | {MAIN[ending]: b"<x>" + bytes(60_000_000).replace(b"\0", b" ") + b"</x>"}
        yield Hostile(f"bomb/ratio{ending}", m.zipped(swollen), True)
        yield Hostile(
            f"bomb/parts{ending}",
            m.zipped(parts | {f"p/{n}": b"" for n in range(20_100)}, zipfile.ZIP_STORED),
            True,
        )
        lying = bytearray(m.zipped(parts | {MAIN[ending]: b"<x>" + b" " * 30_000_000 + b"</x>"}))
        yield Hostile(f"bomb/lying{ending}", _understated(lying, MAIN[ending]), True)
        tags = b"<x>" + b"<y/>" * 4_100_000 + random.Random(1).randbytes(200_000).hex().encode() + b"</x>"
        yield Hostile(f"bomb/tags{ending}", m.zipped(parts | {MAIN[ending]: tags}), True)
    spans = "<table>" + "<tr><td colspan=999999999 rowspan=999999999>甲<td>乙</tr>" * 300 + "</table>"
    yield Hostile("bomb/spans.html", spans.encode(), False)
    merges = "".join(f'<mergeCell ref="A{n}:XFD1048576"/>' for n in range(1, 3_000))
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="XFD1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
        f"<mergeCells>{merges}</mergeCells></worksheet>"
    )
    yield Hostile(
        "bomb/merges.xlsx", m.zipped(_parts(plain()[".xlsx"]) | {"xl/worksheets/sheet1.xml": sheet}), False
    )
    steps = '<TextObject Boundary="0 0 9 9" Size="4"><TextCode X="0" Y="4" DeltaX="g 999999999 4">增长</TextCode></TextObject>'  # noqa: E501
    yield Hostile("bomb/steps.ofd", _ofd_page(f"<Layer>{steps}</Layer>"), False)
    yield Hostile("bomb/paths.ofd", _ofd_page("<Layer>" + '<PathObject Boundary="0 0 200 200"><AbbreviatedData>'  # noqa: E501
        + "M 0 0 L 200 0 " * 20_000 + "</AbbreviatedData></PathObject></Layer>"), True)  # fmt: skip


def _entities() -> Iterator[Hostile]:
    for ending in PACKAGES:
        parts = _parts(plain()[ending])
        for name, doctype, use in (("external", _XXE, "&x;&y;"), ("laughs", _LAUGHS, "&j;")):
            root = parts[MAIN[ending]].decode()
            at = root.index("?>") + 2 if root.startswith("<?xml") else 0
            inner = root[at:].replace("绿化", f"{use}绿化").replace("情况", f"{use}情况")
            changed = parts | {MAIN[ending]: (root[:at] + doctype + inner).encode()}
            yield Hostile(f"entities/{name}{ending}", m.zipped(changed), True)
    yield Hostile("entities/external.html", f"{_XXE}<p>&x;&y;{TEXT}".encode(), False)
    yield Hostile("entities/laughs.xhtml", f"{_LAUGHS}<html><p>&j;{TEXT}</p></html>".encode(), False)
    yield Hostile(
        "entities/numeric.html", ("<p>" + "&#0;&#xD800;&#x110000;&#99999999999;" * 99 + TEXT).encode(), False
    )


def _nested() -> Iterator[Hostile]:
    deep = 60_000
    yield Hostile("nested/div.html", b"<div>" * deep + TEXT.encode(), False)
    yield Hostile("nested/table.html", b"<table><tr><td>" * 5_000 + TEXT.encode(), False)
    yield Hostile("nested/quote.md", b"> " * 20_000 + TEXT.encode(), False)
    yield Hostile("nested/list.md", "".join("  " * n + f"- {TEXT}" for n in range(400)).encode(), False)
    yield Hostile("nested/brackets.md", b"[" * 20_000 + TEXT.encode(), False)
    yield Hostile("nested/stars.md", b"*a " * 20_000 + TEXT.encode(), False)
    yield Hostile("nested/quotes.csv", b'"' * 50_001 + TEXT.encode(), False)
    yield Hostile("nested/brackets.txt", "（".encode() * 20_000 + TEXT.encode(), False)
    tables = "<w:tbl><w:tr><w:tc>" * 70 + b.paragraph("文") + "</w:tc></w:tr></w:tbl>" * 70
    yield Hostile("nested/tables.docx", b.package(tables), False)
    inner = "<w:sdt><w:sdtContent>" * deep + "</w:sdtContent></w:sdt>" * deep
    yield Hostile("nested/xml.docx", b.package(inner), True)
    group = "<PageBlock>" * deep + "</PageBlock>" * deep
    yield Hostile("nested/blocks.ofd", _ofd_page(f"<Layer>{group}</Layer>"), True)


def _long() -> Iterator[Hostile]:
    size = 10_000_000
    line = "绿化".encode() * (size // 6)
    yield Hostile("long/line.txt", line, False)
    yield Hostile("long/line.html", b"<p>" + line, False)
    yield Hostile("long/line.csv", b"a," + line[: size // 3], False)
    yield Hostile("long/line.md", line[: size // 5], False)
    yield Hostile("long/digits.txt", b"9" * 200_000, False)
    yield Hostile("long/commas.txt", "，".encode() * 100_000, False)
    yield Hostile("long/percents.txt", "增长5%，".encode() * 3_000, False)
    yield Hostile("long/lines.txt", b"\n" * 500_000 + TEXT.encode(), False)
    yield Hostile("long/cells.csv", (b"," * 9_999 + b"\n") * 150, True)


def _acting() -> Iterator[Hostile]:
    acts = (
        "<script>alert(1)</script><img src=x onerror=alert(1)>", "=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "-2+3",  # noqa: E501
        "\x1b[2J\x1b]0;x\x07", "[red]x[/red]", "{{ 7*7 }}{% for %}", "$(touch /tmp/x)`id`", "'; DROP TABLE t;--",  # noqa: E501
        "javascript:alert(1)", "]]></x>", "\u202egpj.exe", "%n%s%x", "&lt;b&gt;", "\\x00", "../../etc/passwd",
    )  # fmt: skip
    text = "".join(f"{act}绿化覆盖率达到45{n}%，增长三成。\n" for n, act in enumerate(acts))
    yield Hostile("acting/text.txt", text.encode(), False)
    yield Hostile("acting/page.html", text.encode(), False)
    yield Hostile("acting/rows.csv", text.encode(), False)
    yield Hostile("acting/cells.xlsx", m.workbook({"表": [["事项", act] for act in acts]}), False)
    for act in acts:
        name = act.replace("../", "x/").replace("/", "∕").replace("\0", "")[:60]
        yield Hostile(f"acting/{name}.txt", b"", True)
    yield Hostile("acting/" + "长" * 80 + ".txt", b"", True)
    yield Hostile("acting/line\nbreak.txt", b"", True)
    yield Hostile("acting/..txt", b"", False)  # hidden: passed over
    yield Hostile("acting/not-utf8-\udcff\udcfe.txt", b"", True)


def _archives() -> Iterator[Hostile]:
    good = plain()[".docx"]
    yield Hostile(
        "archive/slip.zip", m.zipped({"../../out.txt": TEXT, "/etc/x.txt": TEXT, "C:\\x.txt": TEXT}), True
    )
    yield Hostile("archive/nested.zip", m.zipped({"a.zip": m.zipped({"b.docx": good})}), True)
    yield Hostile("archive/cut.zip", m.zipped({"a.docx": good})[:-30], True)
    yield Hostile("archive/ratio.zip", m.zipped({"a.txt": b" " * 60_000_000}), True)
    yield Hostile("archive/nothing.zip", m.zipped({"a.exe": b"MZ"}), True)
    yield Hostile("archive/noise.zip", random.Random(5).randbytes(3_000), True)
    yield Hostile("archive/broken-inside.zip", m.zipped({"a.docx": good[:200]}), True)
    yield Hostile("archive/empty.zip", m.zipped({}), True)


def _portable() -> Iterator[Hostile]:
    pages = m.set_pages([TEXT.strip()])
    yield Hostile("pdf/locked.pdf", m.pdf(pages, password="x"), True)
    yield Hostile("pdf/scanned.pdf", m.pdf([m.Sheet()], picture=True), True)
    yield Hostile("pdf/head.pdf", b"%PDF-1.7\n", True)
    yield Hostile("pdf/loop.pdf", _pdf("/Kids[2 0 R]/Count 1"), True)
    yield Hostile("pdf/many.pdf", _pdf("/Kids[]/Count 2147483647"), True)
    whole = m.pdf(pages)
    acts = b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>/AA<</O<</S/Launch/F(calc.exe)>>>>/Type /Catalog"
    yield Hostile("pdf/acting.pdf", whole.replace(b"/Type /Catalog", acts), False)
    yield Hostile("pdf/no-end.pdf", whole.replace(b"%%EOF", b"").replace(b"startxref", b"x"), False)
    deflated = zlib.compress(b"q " * 20_000_000)
    stream = b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream endobj\n" % (
        len(deflated),
        deflated,
    )
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>endobj\n"
    yield Hostile("pdf/deflated.pdf", _pdf("/Kids[3 0 R]/Count 1", page + stream), True)


def _old_formats() -> Iterator[Hostile]:
    for ending in (".doc", ".wps", ".xls", ".rtf", ".et"):
        yield Hostile(f"old/noise{ending}", random.Random(9).randbytes(900), True)
        yield Hostile(f"old/ole{ending}", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3_000), True)
        yield Hostile(f"old/picture{ending}", b"\x89PNG\r\n\x1a\n" + bytes(99), True)


# ------------------------------------------------------------ making them


def _parts(data: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def _understated(data: bytearray, part: str) -> bytes:
    """Make a package promise that one part unpacks to ten bytes."""
    name = part.encode()
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(name))
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    return bytes(data)


def _ofd_page(content: str) -> bytes:
    page = f"<Page><Content>{content}</Content></Page>"
    return m.ofd([m.Sheet()], raw={"Doc_0/Pages/Page_0/Content.xml": page})


def _pdf(pages: str, more: bytes = b"") -> bytes:
    return (
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages"
        + pages.encode() + b">>endobj\n" + more + b"trailer<</Root 1 0 R/Size 9>>\n%%EOF"
    )  # fmt: skip
