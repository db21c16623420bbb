"""Old office formats (.doc, .wps, .rtf, .xls …) through LibreOffice, where it is installed.

The file is converted in a private folder with a profile of its own, made for the one conversion: no
macros, no links followed, no network, nothing of the user's own settings. The folder is removed whatever
happens, and a conversion that takes too long is ended with everything it started.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from checker.errors import Unreadable
from checker.limits import Limits
from checker.read.decode import signature, unsigned_kind

# What a file is converted to, by what it holds.
TEXT, SHEET = "docx", "xlsx"
_NAMES = ("soffice", "libreoffice", "soffice.exe")
_USUAL = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{items}
</oor:items>
"""
_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
# A proxy that no one listens at: what asks for the network is refused at once.
_SETTINGS: tuple[tuple[str, str, str], ...] = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Save/Document", "LoadPrinter", "false"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What the old formats begin with. Anything else LibreOffice would take for text, noise too.
_HEADS: tuple[bytes, ...] = (
    _OLE,
    b"{\\rtf",
    b"\xdb\xa5", b"\xdc\xa5", b"\x31\xbe\x00\x00",  # Word 2, 6 and for DOS
    b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00",  # Excel 2 to 5
)  # fmt: skip
_ODF = b"opendocument"
# Office 2003's own XML and OpenDocument in one file name themselves at the head.
_XML_KINDS = (b"office/word/2003/wordml", b"schemas-microsoft-com:office", b"opendocument:xmlns:office")
_WORD_STREAM, _SHEET_STREAM = "WordDocument".encode("utf-16-le"), "Workbook".encode("utf-16-le")
# Names in the directory of an OLE file: Word's, Excel's since 97 and before, that of Works.
_STREAMS = (_WORD_STREAM, _SHEET_STREAM, "Book".encode("utf-16-le"), "CONTENTS".encode("utf-16-le"))
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


def program() -> str | None:
    """Return where LibreOffice is, None where it is not installed."""
    named = os.environ.get("CHECKER_SOFFICE")
    if named is not None:
        return named if named and os.access(named, os.X_OK) else None
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    return found or next((path for path in _USUAL if os.path.isfile(path)), None)


def converted(data: bytes, place: str, ending: str, to: str, limits: Limits) -> bytes:
    """Return a file of an old format as .docx or .xlsx.

    Args:
        data: the whole file.
        place: path to name in messages.
        ending: the file's ending, with dot, in lower case.
        to: ``TEXT`` or ``SHEET``.
        limits: the seconds it may take.
    Raises:
        Unreadable: LibreOffice is not installed, cannot read the file, or takes too long.
    """
    if data[:8] == _OLE and ENCRYPTED_STREAM in data:
        raise Unreadable(place, "文件已加密", fix="取消密码后另存")
    if not _is_old(data):
        kind = signature(data) or unsigned_kind(data)
        raise Unreadable(place, f"内容是{kind}，不是 {ending} 文档", fix="核对文件后缀")
    if data[:8] == _OLE and not any(stream in data for stream in _STREAMS):
        raise Unreadable(place, f"这个 {ending} 文件已损坏或不完整，里面没有文档", fix="重新保存或复制")
    soffice = program()
    resave = f"在 Word 或 WPS 中打开，另存为 .{to}；安装 LibreOffice 后可直接读取"
    if soffice is None:
        raise Unreadable(place, f"读取 {ending} 需要 LibreOffice，这台电脑上没有", fix=resave)
    with tempfile.TemporaryDirectory(prefix="checker-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / ("input" + _true_ending(data, ending))
        source.write_bytes(data)
        _write_profile(folder / "profile")
        (folder / "out").mkdir()
        _convert(soffice, source, place, to=to, seconds=limits.seconds)
        result = folder / "out" / f"input.{to}"
        if not result.is_file():
            raise Unreadable(place, f"LibreOffice 打不开这个 {ending} 文件，可能已损坏或有密码", fix=resave)
        return result.read_bytes()


def _is_old(data: bytes) -> bool:
    """Tell whether this is one of the formats that are read this way, by what it holds."""
    if data.startswith(b"PK"):
        return _ODF in data[:200] or (b"content.xml" in data and b"META-INF/manifest.xml" in data)
    head = data[:2000]
    return data.startswith(_HEADS) or (b"<?xml" in head[:100] and any(kind in head for kind in _XML_KINDS))


def _true_ending(data: bytes, ending: str) -> str:
    """Return the ending by which LibreOffice finds the right filter: WPS Office writes Word's own format."""
    if data.startswith(b"{\\rtf"):
        return ".rtf"
    if data[:8] == _OLE and _WORD_STREAM in data:
        return ".doc"
    if data[:8] == _OLE and _SHEET_STREAM in data:
        return ".xls"
    return ending


def _write_profile(profile: Path) -> None:
    (profile / "user").mkdir(parents=True)
    items = "\n".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    (profile / "user" / "registrymodifications.xcu").write_text(
        _PROFILE.format(items=items), encoding="utf-8"
    )


def _convert(soffice: str, source: Path, place: str, *, to: str, seconds: int) -> None:
    folder = source.parent
    filters = {TEXT: "docx:MS Word 2007 XML", SHEET: "xlsx:Calc MS Excel 2007 XML"}
    command = [
        soffice,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless", "--invisible", "--norestore", "--nologo", "--nolockcheck", "--nodefault",
        "--convert-to", filters[to], "--outdir", str(folder / "out"), str(source),
    ]  # fmt: skip
    kept = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR")
    environment = {name: value for name, value in os.environ.items() if name.upper() in kept}
    # Whatever it keeps for itself goes where the folder goes.
    environment |= {name: str(folder) for name in ("HOME", "TMPDIR", "TEMP", "TMP", "XDG_CACHE_HOME")}
    environment |= {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
    environment["SAL_USE_VCLPLUGIN"] = "svp"
    try:
        process = subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=environment,
            start_new_session=sys.platform != "win32",
        )
    except OSError as error:
        raise Unreadable(place, f"LibreOffice 启动不了（{error.strerror}）", fix="检查安装") from None
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        raise Unreadable(place, f"转换超过 {seconds} 秒，已放弃", fix="另存为 .docx 后再检查") from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a conversion and everything it started; its starter is not what does the work."""
    try:
        if sys.platform != "win32":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    except (ProcessLookupError, PermissionError):
        pass
    process.wait()
