"""A file → its format and its blocks. The one place that knows which formats there are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from checker.errors import Unreadable
from checker.limits import Limits
from checker.model import Block
from checker.read.decode import decode, has_text, signature, unsigned_kind
from checker.read.source import content

_FORMATS: dict[str, str] = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".docm": "docx",
    ".pdf": "pdf",
    ".ofd": "ofd",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".csv": "csv",
    ".tsv": "csv",
    # Through LibreOffice.
    ".doc": "doc",
    ".dot": "doc",
    ".wps": "doc",
    ".wpt": "doc",
    ".rtf": "doc",
    ".odt": "doc",
    ".xls": "xls",
    ".et": "xls",
    ".ods": "xls",
}
_TEXTS = frozenset({"txt", "md", "html", "csv"})
# Read by libraries that may take the process with them: never in the process that talks to the user.
_NATIVE = frozenset({"pdf"})
_WORD_FIX = "在 Word 或 WPS 中打开，另存为 .docx"
_EXCEL_FIX = "在 Excel 或 WPS 中打开，另存为 .xlsx"
# Formats that users have and this program does not read: what to do about each.
_FOREIGN: dict[str, str] = {
    ".ppt": "另存或复制为 .docx、.txt",
    ".pptx": "另存或复制为 .docx、.txt",
    ".ceb": "另存或复制为 .docx、.txt",
    ".caj": "另存或复制为 .docx、.txt",
    ".mht": _WORD_FIX,
    ".mhtml": _WORD_FIX,
    ".rar": "解压，或重新压缩为 .zip",
    ".7z": "解压，或重新压缩为 .zip",
}
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

_Reader = Callable[[bytes, str, str, Limits, list[str]], list[Block]]


def known_endings() -> frozenset[str]:
    """Return the endings, with dot and in lower case, of the files that are read in a folder."""
    return frozenset(_FORMATS)


def is_native(path: str) -> bool:
    """Tell whether a document is read by a library in C that a broken file may bring down."""
    return format_of(path) in _NATIVE


def format_of(path: str) -> str:
    """Return the format that a path's ending says; text where it says none."""
    return _FORMATS.get(PurePath(path).suffix.lower(), "txt")


def read_blocks(
    path: str, limits: Limits | None = None, remarks: list[str] | None = None
) -> tuple[str, list[Block]]:
    """Read one document.

    The ending says the format; without a known one, text is read as plain text.

    Args:
        path: a file, or an archive and the member in it.
        limits: what it may take.
        remarks: takes what could not be read though the rest could, in Chinese, for the user.

    Returns:
        The format's name (``txt md html docx pdf ofd xlsx csv``; ``doc`` and ``xls`` for what LibreOffice
        converts) and the blocks in document order, at least one.
    Raises:
        Unreadable: missing, no permission, no regular file, empty, too large, damaged, binary, in no
            known encoding, or without any text. The message is in Chinese, for the user.
    """
    limits = limits or Limits()
    ending = PurePath(path).suffix.lower()
    name = format_of(path)
    data = content(path, limits.text_bytes if name in _TEXTS else limits.size_bytes, limits)
    if ending in _FOREIGN:
        raise Unreadable(path, f"不支持 {ending} 格式", fix=_FOREIGN[ending])
    name = _by_content(data, name, known=ending in _FORMATS)
    blocks = _READERS[name](data, path, ending, limits, remarks if remarks is not None else [])
    if not any(has_text(block.text) for block in blocks):
        raise Unreadable(path, "文件中没有文字", fix="扫描件或图片须先转换成文字")
    return name, blocks


def _by_content(data: bytes, name: str, *, known: bool) -> str:
    """Return the format that the bytes show, where the ending says none or one that is often wrong.

    Programs for the web call everything .doc or .xls. A package names its parts in the clear.
    """
    if known and name not in ("doc", "xls"):
        return name
    if data.startswith(b"PK\x03\x04"):
        parts = {"docx": b"word/document.xml", "xlsx": b"xl/workbook.xml", "ofd": b"OFD.xml"}
        held = next((found for found, part in parts.items() if part in data), None)
        return held or (name if known else "docx")
    if data.startswith(b"%PDF-"):
        return "pdf"
    if known and unsigned_kind(data) == "网页" and not data[:200].lower().lstrip().startswith(b"mime"):
        return "html"
    return name


def _plain(data: bytes, path: str, _: str, __: Limits, remarks: list[str]) -> list[Block]:
    from checker.read.plain import plain_blocks  # noqa: PLC0415

    return plain_blocks(decode(data, path, remarks=remarks))


def _html(data: bytes, path: str, _: str, limits: Limits, remarks: list[str]) -> list[Block]:
    from checker.read.html import html_blocks  # noqa: PLC0415

    return html_blocks(decode(data, path, html=True, remarks=remarks), path, limits)


def _markdown(data: bytes, path: str, _: str, __: Limits, remarks: list[str]) -> list[Block]:
    from checker.read.markdown import markdown_blocks  # noqa: PLC0415

    return markdown_blocks(decode(data, path, remarks=remarks))


def _word(data: bytes, path: str, _: str, limits: Limits, __: list[str]) -> list[Block]:
    _require_package(data, path, "Word 文档（.docx）", _WORD_FIX)
    from checker.read.word import word_blocks  # noqa: PLC0415

    return word_blocks(data, path, limits)


def _workbook(data: bytes, path: str, _: str, limits: Limits, remarks: list[str]) -> list[Block]:
    _require_package(data, path, "Excel 工作簿（.xlsx）", _EXCEL_FIX)
    from checker.read.workbook import workbook_blocks  # noqa: PLC0415

    return workbook_blocks(data, path, limits, remarks)


def _ofd(data: bytes, path: str, _: str, limits: Limits, remarks: list[str]) -> list[Block]:
    _require_package(data, path, "OFD 版式文件", "核对文件后缀，或重新导出")
    from checker.read.ofd import ofd_blocks  # noqa: PLC0415

    return ofd_blocks(data, path, limits, remarks)


def _pdf(data: bytes, path: str, _: str, limits: Limits, remarks: list[str]) -> list[Block]:
    found = signature(data)
    if found and not data.startswith(b"%PDF-"):
        raise Unreadable(path, f"内容是{found}，不是 PDF 文件", fix="核对文件后缀")
    from checker.read.pdf import pdf_blocks  # noqa: PLC0415

    return pdf_blocks(data, path, limits, remarks)


def _delimited(data: bytes, path: str, _: str, limits: Limits, remarks: list[str]) -> list[Block]:
    from checker.read.delimited import delimited_blocks  # noqa: PLC0415

    return delimited_blocks(decode(data, path, remarks=remarks), path, limits)


def _old_text(data: bytes, path: str, ending: str, limits: Limits, __: list[str]) -> list[Block]:
    from checker.read.office import TEXT, converted  # noqa: PLC0415
    from checker.read.word import word_blocks  # noqa: PLC0415

    return word_blocks(converted(data, path, ending, TEXT, limits), path, limits)


def _old_sheet(data: bytes, path: str, ending: str, limits: Limits, remarks: list[str]) -> list[Block]:
    from checker.read.office import SHEET, converted  # noqa: PLC0415
    from checker.read.workbook import workbook_blocks  # noqa: PLC0415

    return workbook_blocks(converted(data, path, ending, SHEET, limits), path, limits, remarks)


def _require_package(data: bytes, path: str, noun: str, fix: str) -> None:
    if data.startswith(b"PK"):
        return
    if _ENCRYPTED in data[:100_000]:
        raise Unreadable(path, "文件已加密", fix="取消密码后另存")
    found = signature(data) or unsigned_kind(data)
    raise Unreadable(path, f"内容是{found}，不是 {noun}", fix=fix)


_READERS: dict[str, _Reader] = {
    "txt": _plain,
    "html": _html,
    "md": _markdown,
    "docx": _word,
    "pdf": _pdf,
    "ofd": _ofd,
    "xlsx": _workbook,
    "csv": _delimited,
    "doc": _old_text,
    "xls": _old_sheet,
}
