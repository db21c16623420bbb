"""A file → its format and its blocks. The one place that knows which formats there are."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import PurePath

from checker.errors import Unreadable
from checker.model import Block
from checker.read.decode import decode, has_text, signature
from checker.read.limits import MAX_PACKAGE_BYTES, MAX_TEXT_BYTES

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
}
_WORD_FIX = "在 Word 或 WPS 中打开，另存为 .docx"
# Formats that users have and this program does not read: what to do about each.
_FOREIGN: dict[str, str] = {
    ".doc": _WORD_FIX,
    ".wps": _WORD_FIX,
    ".rtf": _WORD_FIX,
    ".odt": _WORD_FIX,
    ".pdf": "另存或复制为 .docx、.txt",
    ".ofd": "另存或复制为 .docx、.txt",
    ".xls": "把表格复制到 Word，另存为 .docx",
    ".xlsx": "把表格复制到 Word，另存为 .docx",
}


def known_endings() -> frozenset[str]:
    """Return the endings, with dot and in lower case, of the files that are read in a folder."""
    return frozenset(_FORMATS)


def read_blocks(path: str) -> tuple[str, list[Block]]:
    """Read one document.

    The ending says the format; without a known one, text is read as plain text.

    Returns:
        The format's name (``txt md html docx``) and the blocks in document order, at least one.
    Raises:
        Unreadable: missing, no permission, no regular file, empty, too large, damaged, binary, in no
            known encoding, or without any text. The message is in Chinese, for the user.
    """
    ending = PurePath(path).suffix.lower()
    name = _FORMATS.get(ending, "txt")
    data = _bytes_of(path, MAX_PACKAGE_BYTES if name == "docx" else MAX_TEXT_BYTES)
    if ending in _FOREIGN:
        raise Unreadable(path, f"不支持 {ending} 格式", fix=_FOREIGN[ending])
    if data.startswith(b"PK\x03\x04") and ending not in _FORMATS:
        name = "docx"
    blocks = _READERS[name](data, path)
    if not any(has_text(block.text) for block in blocks):
        raise Unreadable(path, "文件中没有文字", fix="扫描件或图片须先转换成文字")
    return name, blocks


def _bytes_of(path: str, limit: int) -> bytes:
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise Unreadable(path, "是文件夹，不是文件")
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(path, "不是普通文件")
        if status.st_size > limit:
            size = f"{status.st_size / 1_000_000:.0f} MB"
            raise Unreadable(path, f"文件过大（{size}，上限 {limit // 1_000_000} MB）", fix="拆分后再检查")
        with open(path, "rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        raise Unreadable(path, "文件不存在", fix="核对路径") from None
    except PermissionError:
        raise Unreadable(path, "没有读取权限", fix="向文件的所有者申请读取权限") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise Unreadable(path, f"无法读取（{reason}）") from None
    if not data:
        raise Unreadable(path, "文件是空的")
    if len(data) > limit:
        raise Unreadable(path, "文件在读取时增大，超过上限", fix="待文件写完后再检查")
    return data


def _plain(data: bytes, path: str) -> list[Block]:
    from checker.read.plain import plain_blocks  # noqa: PLC0415

    return plain_blocks(decode(data, path))


def _html(data: bytes, path: str) -> list[Block]:
    from checker.read.html import html_blocks  # noqa: PLC0415

    return html_blocks(decode(data, path, html=True), path)


def _markdown(data: bytes, path: str) -> list[Block]:
    from checker.read.markdown import markdown_blocks  # noqa: PLC0415

    return markdown_blocks(decode(data, path))


def _word(data: bytes, path: str) -> list[Block]:
    if not data.startswith(b"PK"):
        found = signature(data) or _text_kind(data)
        raise Unreadable(path, f"内容是{found}，不是 Word 文档（.docx）", fix=_WORD_FIX)
    from checker.read.word import word_blocks  # noqa: PLC0415

    return word_blocks(data, path)


def _text_kind(data: bytes) -> str:
    """Name what stands in a file that is called .docx but is no package."""
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<html", b"<!doctype html", b"mime-version:")):
        return "网页"
    if head.startswith(b"<?xml"):
        return " XML 文本"
    return "未知的数据" if b"\x00" in data[:4096] else "纯文本或未知的数据"


_READERS: dict[str, Callable[[bytes, str], list[Block]]] = {
    "txt": _plain,
    "html": _html,
    "md": _markdown,
    "docx": _word,
}
