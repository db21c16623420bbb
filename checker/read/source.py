"""The bytes of a document: of a file, or of a file in a zip archive (``档案.zip/计划.docx``).

Nothing is unpacked to disk: a member's name can lead nowhere.
"""

from __future__ import annotations

import os
import re
import stat
import zipfile
import zlib

from checker.errors import Unreadable
from checker.limits import MEGABYTE, RATIO_FLOOR, Limits

ARCHIVE_ENDING = ".zip"
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError,
    OverflowError, IndexError,
)  # fmt: skip


def content(path: str, limit: int, limits: Limits) -> bytes:
    """Return the bytes of a document.

    Args:
        path: a file, a URL, or an archive and the member in it.
        limit: the most bytes it may have.
        limits: what an archive may take.
    Raises:
        Unreadable: missing, no permission, no regular file, empty, too large, or a damaged archive.
    """
    within = member_of(path)
    if within is not None:
        return _member(path, *within, limit, limits)
    if is_url(path):
        from checker.read import remote  # noqa: PLC0415 — few name documents by URL

        return remote.content(path, limit)
    return _file(path, limit)


def is_url(path: str) -> bool:
    """Say whether a path is a URL.

    >>> is_url("s3://plans/2024/白石区.docx"), is_url("C:/计划.docx"), is_url("计划/2024.docx")
    (True, False, False)
    """
    return _URL.match(path) is not None


def member_of(path: str) -> tuple[str, str] | None:
    """Return the archive a path leads into and the name in it; None for a path of its own."""
    at = path.lower().find(ARCHIVE_ENDING + "/")
    while at >= 0:
        archive = path[: at + len(ARCHIVE_ENDING)]
        try:
            if os.path.isfile(archive):
                return archive, path[len(archive) + 1 :]
        except ValueError:  # a NUL in the path
            return None
        at = path.lower().find(ARCHIVE_ENDING + "/", at + 1)
    return None


def _file(path: str, limit: int) -> bytes:
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise Unreadable(path, "是文件夹，不是文件")
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(path, "不是普通文件")
        if status.st_size > limit:
            raise too_large(path, status.st_size, limit)
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


def too_large(path: str, size: int, limit: int) -> Unreadable:
    """Return what to say of a file of ``size`` bytes where ``limit`` are allowed."""
    said = f"文件过大（{size / MEGABYTE:.0f} MB，上限 {limit // MEGABYTE} MB）"
    return Unreadable(path, said, fix="拆分后再检查，或在设置 [limits] 中放宽")


# ------------------------------------------------------------ archives


def open_archive(path: str, limits: Limits) -> zipfile.ZipFile:
    """Open a zip archive whose promised sizes are acceptable.

    Raises:
        Unreadable: damaged, or too much in it.
        OSError: the file cannot be opened.
    """
    if os.stat(path).st_size > limits.unpacked_bytes:
        raise too_large(path, os.stat(path).st_size, limits.unpacked_bytes)
    try:
        archive = zipfile.ZipFile(path)
    except PermissionError:
        raise
    except _BROKEN:
        raise Unreadable(path, "压缩包已损坏或不完整，无法打开", fix="重新压缩") from None
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    problem = ""
    if len(entries) > limits.parts:
        problem = f"压缩包里文件过多（{len(entries)} 个，上限 {limits.parts} 个）"
    elif unpacked > RATIO_FLOOR and unpacked > limits.ratio * packed:
        problem = "压缩率异常，可能是恶意构造的压缩包，未予打开"
    if problem:
        archive.close()
        raise Unreadable(path, problem, fix="拆分，或在设置 [limits] 中放宽")
    return archive


def member_name(entry: zipfile.ZipInfo) -> str:
    """Return a member's name; archives made on Chinese Windows write it in GBK without saying so."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            return name.replace("\\", "/")
        for codec in ("utf-8", "gb18030"):
            try:
                name = raw.decode(codec)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")


def _member(path: str, archive_path: str, name: str, limit: int, limits: Limits) -> bytes:
    try:
        archive = open_archive(archive_path, limits)
    except OSError as error:
        raise Unreadable(path, f"压缩包打不开（{error.strerror}）") from None
    with archive:
        entry = next((entry for entry in archive.infolist() if member_name(entry) == name), None)
        if entry is None:
            raise Unreadable(path, "压缩包里没有这个文件", fix="核对路径")
        if entry.flag_bits & 0x1:
            raise Unreadable(path, "压缩包已加密", fix="取消密码后重新压缩")
        if entry.file_size > limit:
            raise too_large(path, entry.file_size, limit)
        try:
            # Bounded by what is read, not by what the archive promises.
            with archive.open(entry) as file:
                data = file.read(limit + 1)
        except _BROKEN:
            raise Unreadable(path, "压缩包已损坏，这个文件无法解压", fix="重新压缩") from None
    if not data:
        raise Unreadable(path, "文件是空的")
    if len(data) > limit:
        raise too_large(path, len(data), limit)
    return data
