"""Documents named by URL: in an object store, or on whatever file system fsspec knows.

Only what the user names is reached, never what a document names. Web pages are no store: who wants one
checked saves it first, so that what was checked can be looked at again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from checker.errors import Unreadable, UsageError
from checker.read.source import too_large

_WEB = ("http://", "https://", "ftp://", "ftps://")
_EXTRA = "pip install 'plan-checker[remote]'；s3:// 另装 s3fs，oss:// 另装 ossfs"


def documents(url: str, endings: Sequence[str], hidden: Callable[[str], bool]) -> tuple[list[str], int]:
    """Return the URLs of the documents that a URL names, sorted, and how many files are none.

    Args:
        url: A document, or what stands for a folder of them.
        endings: What documents of a folder end with.
        hidden: Says of a part of a name that it is passed over.
    Raises:
        UsageError: there is no way to that URL.
        OSError: the store cannot be reached, or has no such file.
    """
    system, root = _opened(url)
    if system.isfile(root):
        return [url], 0
    listed = sorted(system.find(root))
    if not listed:
        raise FileNotFoundError(url)
    inside = [name for name in listed if not any(map(hidden, name[len(root) :].split("/")))]
    found = [system.unstrip_protocol(name) for name in inside if name.lower().endswith(tuple(endings))]
    return found, len(inside) - len(found)


def content(url: str, limit: int) -> bytes:
    """Return the bytes of a document, ``limit`` at most.

    Raises:
        Unreadable: missing, not allowed, empty, too large, or the store does not answer.
    """
    try:
        system, name = _opened(url)
        size = system.info(name).get("size") or 0
        if size > limit:
            raise too_large(url, size, limit)
        with system.open(name, "rb") as file:
            data: bytes = file.read(limit + 1)
    except UsageError as error:
        raise Unreadable(url, error.problem, fix=error.fix) from None
    except FileNotFoundError:
        raise Unreadable(url, "文件不存在", fix="核对网址") from None
    except PermissionError:
        raise Unreadable(url, "没有读取权限", fix="检查访问对象存储的凭据") from None
    except Unreadable:
        raise
    except Exception as error:  # each store has exceptions of its own
        raise Unreadable(url, f"无法读取（{_told(error)}）", fix="检查网络和凭据") from None
    if not data:
        raise Unreadable(url, "文件是空的")
    if len(data) > limit:
        raise too_large(url, len(data), limit)
    return data


def version(url: str) -> bytes:
    """Return what tells one content of a document from the next, as its store tells it."""
    try:
        system, name = _opened(url)
        said = system.info(name)
    except Exception:  # what cannot be read is told where it is read
        return b"unreadable"
    marks = ("size", "ETag", "etag", "md5", "md5Hash", "crc32c", "LastModified", "mtime", "generation")
    return repr([(mark, str(said[mark])) for mark in marks if mark in said]).encode()


def _opened(url: str) -> tuple[Any, str]:
    """Return the file system of a URL and the name in it."""
    if url.lower().startswith(_WEB):
        raise UsageError(url, "不从网页读取文件", fix="先下载保存，再检查保存的文件")
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 — an extra
    except ImportError:
        raise UsageError(url, "读取网址要先安装 fsspec", fix=_EXTRA) from None
    try:
        system, name = url_to_fs(url)
    except ImportError as error:
        raise UsageError(url, f"这种网址要另装程序库（{_told(error)}）", fix=_EXTRA) from None
    except ValueError as error:
        raise UsageError(url, f"网址不能用（{_told(error)}）", fix="核对网址") from None
    return system, str(name)


def _told(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
