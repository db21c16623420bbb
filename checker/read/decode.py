"""Bytes of a text file → characters, decided by what the bytes are, not by what they are called."""

from __future__ import annotations

import re
import unicodedata

from checker.errors import Unreadable

# What a file begins with that is certainly not text, and what to call it in a message.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "JPEG 图像"),
    (b"\x89PNG\r\n\x1a\n", "PNG 图像"),
    (b"GIF87a", "GIF 图像"),
    (b"GIF89a", "GIF 图像"),
    (b"BM\x00", "BMP 图像"),
    (b"II*\x00", "TIFF 图像"),
    (b"MM\x00*", "TIFF 图像"),
    (b"%PDF-", "PDF 文件"),
    (b"PK\x03\x04", "ZIP 压缩包（.docx、.xlsx、.ofd 等也属此类）"),
    (b"PK\x05\x06", "空的 ZIP 压缩包"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office 文件（.doc、.xls、.wps）或加密文件"),
    (b"{\\rtf", "RTF 文件"),
    (b"Rar!\x1a\x07", "RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (b"\x1f\x8b", "gzip 压缩包"),
    (b"\x7fELF", "可执行程序"),
    (b"MZ\x90\x00", "可执行程序"),
    (b"SQLite format 3\x00", "数据库文件"),
)

_BOMS: tuple[tuple[bytes, str, str], ...] = (
    # UTF-32 before UTF-16: the little-endian mark of the one begins with that of the other.
    (b"\xff\xfe\x00\x00", "utf-32-le", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32-be", "UTF-32"),
    (b"\xef\xbb\xbf", "utf-8", "UTF-8"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)

# Enough to tell one encoding from another; the statistics of a longer sample are the same.
_SAMPLE = 100_000
# Running Chinese is written with the 3,755 characters of GB 2312 level one: 98 to 99.9 % of all
# Han characters in plan documents, against 30 to 60 % in other encodings misread as GB 18030.
PLAUSIBLE = 0.85
_DOUBTFUL = 0.60

_CHINESE = re.compile("[\u2e80-\u9fff\uff00-\uffef]")
_META_CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,30})""", re.I)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,30})""", re.I)
_GB_NAMES = frozenset({"gb2312", "gbk", "gb18030", "gb_2312-80", "cp936", "ms936", "x-gbk", "hz-gb-2312"})
_RESAVE = "用“记事本”或 Word 打开后，另存为 UTF-8 编码的文本"


def signature(data: bytes) -> str | None:
    """Return what the bytes are, in Chinese, where their first bytes show that they are not text."""
    return next((name for magic, name in _SIGNATURES if data.startswith(magic)), None)


def unsigned_kind(data: bytes) -> str:
    """Name, in Chinese, bytes without a signature, for a file whose ending promises something else."""
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<html", b"<!doctype html", b"mime-version:")):
        return "网页"
    if head.startswith(b"<?xml"):
        return " XML 文本"
    return "未知的数据" if b"\x00" in data[:4096] else "纯文本或未知的数据"


def decode(data: bytes, place: str, *, html: bool = False, remarks: list[str] | None = None) -> str:
    """Return the text of a file, without byte order mark.

    Tried in order: byte order mark, strict UTF-8, strict GB 18030 (which contains GBK and GB 2312)
    where the result looks like Chinese, then for HTML the encoding the page declares.

    Args:
        data: the whole file.
        place: path to name in messages.
        html: look for a declared encoding.
        remarks: takes what is damaged in a text that can be read otherwise; without, it is refused.
    Raises:
        Unreadable: binary content, or bytes that are text in none of these encodings.
    """
    kind = signature(data)
    if kind:
        raise Unreadable(place, f"内容是{kind}，不是文本", fix="核对文件后缀，或另存为 .docx、.txt")
    for mark, codec, name in _BOMS:
        if data.startswith(mark):
            return _with_bom(data[len(mark) :], codec, name, place, remarks)
    if b"\x00" in data:
        text = _mended(data, remarks)
        if text is not None:
            return text
        raise Unreadable(place, "含有二进制内容（NUL 字节），不是文本", fix=_RESAVE)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        utf8_error = error
    else:
        # A word or two of GBK can pass for UTF-8, as Armenian or Arabic letters.
        odd = not text.isascii() and not _CHINESE.search(text)
        return (_as_gb18030(data) if odd else None) or text
    mostly_utf8 = _mostly_utf8(data, utf8_error)
    decoded = None if mostly_utf8 else _as_gb18030(data) or (_as_declared(data) if html else None)
    decoded = decoded or _mended(data, remarks)
    if decoded is not None:
        return decoded
    if mostly_utf8:
        line = data.count(b"\n", 0, utf8_error.start) + 1
        raise Unreadable(place, f"第 {line} 行有不属于 UTF-8 编码的字节，文件可能已损坏或被截断", fix=_RESAVE)
    raise Unreadable(place, "无法识别文字编码（既不是 UTF-8，也不是 GB18030）", fix=_RESAVE)


def split_lines(text: str) -> list[str]:
    r"""Return the lines of a text, split at ``\n`` only; a final ``\r`` is not part of a line.

    >>> split_lines("一\r\n二\u2028三\n")
    ['一', '二\u2028三', '']
    """
    return [line.removesuffix("\r") for line in text.split("\n")]


def has_text(text: str) -> bool:
    r"""Tell whether anything in the text would be seen on paper.

    >>> has_text(" \u3000\ufeff\u200b\r"), has_text("１")
    (False, True)
    """
    return any(not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc") for c in text)


def _with_bom(data: bytes, codec: str, name: str, place: str, remarks: list[str] | None) -> str:
    problem = ""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        problem = f"标明为 {name} 编码，但第 {error.start + 1} 个字节起无法解码"
        text = data.decode(codec, "replace")
    if "\x00" in text:
        problem = problem or "含有二进制内容（NUL 字符），不是文本"
    if not problem:
        return text
    whole = _mended(data if codec == "utf-8" else text.encode("utf-8"), remarks)
    if whole is None:
        raise Unreadable(place, problem, fix=_RESAVE)
    return whole


def _mended(data: bytes, remarks: list[str] | None) -> str | None:
    """Return the text of a damaged file where nearly all of it can be read; the damage is named."""
    if remarks is None:
        return None
    from checker.read.mended import mended  # noqa: PLC0415  few files need it

    return mended(data, remarks)


def _mostly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Tell whether this is UTF-8 with a defect: to read it as GB 18030 would give rubbish."""
    if error.start < 3 or data[: error.start].isascii():
        return False
    sample = data[: max(_SAMPLE, error.start + 1_000)]
    text = sample.decode("utf-8", errors="replace")
    wide = sum(1 for c in text if "\u2e80" <= c <= "\uffef")
    return wide > 20 * text.count("\ufffd")


def _as_gb18030(data: bytes) -> str | None:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    share = common_share(text[:_SAMPLE])
    if share >= PLAUSIBLE or (share >= _DOUBTFUL and _referee_says_gb(data)):
        return text.removeprefix("\ufeff")
    return None


def common_share(text: str) -> float:
    """Return how many of the characters beyond ASCII are those that Chinese prose is written with."""
    beyond = common = 0
    for char in text:
        if char < "\x80":
            continue
        beyond += 1
        common += _is_common(char)
    return common / beyond if beyond else 0.0


def _is_common(char: str) -> bool:
    try:
        code = char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    # Rows 1 to 3 hold punctuation and full-width forms, rows 16 to 55 the characters of level one.
    return code[0] <= 0xA3 or 0xB0 <= code[0] <= 0xD7


def _referee_says_gb(data: bytes) -> bool:
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(data[:_SAMPLE]).best()
    return best is not None and best.encoding.replace("_", "-") in {"gb18030", "gbk", "gb2312", "hz"}


def _as_declared(data: bytes) -> str | None:
    head = data[:4096]
    found = _XML_ENCODING.search(head) or _META_CHARSET.search(head)
    if not found:
        return None
    name = found.group(1).decode("ascii").lower()
    try:
        text = data.decode("gb18030" if name in _GB_NAMES else name)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None
    return text if isinstance(text, str) else None
