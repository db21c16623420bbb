"""The files of a run, put in place whole or not at all.

All are written under other names first, then renamed one after the other, ``audit.json`` last. Whatever
ends the run before that (an interrupt, a full disk, a loss of power) leaves the earlier report as it was;
what ends it between two renames leaves an ``audit.json`` whose digests tell the mixture. Runs into one
folder take turns.
"""

from __future__ import annotations

import os
import platform
import re
import signal
import sys
import tempfile
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

_TEMPORARY = re.compile(r"\.checker-([0-9a-f]{8})-(\d{1,10})-.*\.tmp")
_ABANDONED = 86_400.0  # seconds after which another machine's leftovers are nobody's
_PATIENCE = 60.0  # seconds to wait for another run that puts its files in place
_WAIT = 0.05


def place_together(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write files into a folder, the last of them last.

    Args:
        folder: made where it is missing.
        files: name in the folder → content.
    Returns:
        Their paths, in order.
    Raises:
        OSError: the folder cannot be written; nothing in it has changed, unless while renaming.
    """
    folder.mkdir(parents=True, exist_ok=True)
    targets = {name: folder / name for name in files}
    for target in targets.values():
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir() and not target.is_symlink():
            raise IsADirectoryError(21, "结果文件的位置上有一个同名的文件夹", str(target))
    with _turn(folder):
        for place_ in {folder, *(target.parent for target in targets.values())}:
            _clear_leftovers(place_)
        written: list[tuple[str, Path]] = []
        try:
            for name, content in files.items():
                written.append((_temporary(targets[name].parent, (content,)), targets[name]))
            with _undisturbed():
                while written:
                    os.replace(*written[0])
                    written.pop(0)
            _settle(folder)
        finally:
            for name, _ in written:
                Path(name).unlink(missing_ok=True)
    return list(targets.values())


def place(path: Path, content: bytes | Iterable[bytes]) -> Path:
    """Write one file under another name and rename it into place, so that no reader sees half of it.

    What is no file but a device or a pipe (``/dev/stdout``) is written to; it must not be renamed away.

    Raises:
        OSError: it cannot be written; what was there is as it was.
    """
    pieces = (content,) if isinstance(content, bytes) else content
    if path.is_dir():
        raise IsADirectoryError(21, "这是文件夹，不是文件", str(path))
    if path.exists() and not path.is_file():
        with open(path, "wb") as device:
            device.writelines(pieces)
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = _temporary(path.parent, pieces)
    try:
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path


def _temporary(folder: Path, pieces: Iterable[bytes]) -> str:
    """Write content to a new file that tells whose it is; return its name."""
    prefix = f".checker-{_machine()}-{os.getpid()}-"
    handle, name = tempfile.mkstemp(dir=folder, prefix=prefix, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            # A name that survives a loss of power must not stand for a file that did not.
            os.fsync(file.fileno())
        os.chmod(name, 0o666 & ~_umask())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return name


def _clear_leftovers(folder: Path) -> None:
    """Remove what runs that were killed have left behind."""
    with suppress(OSError), os.scandir(folder) as found:
        for entry in found:
            told = _TEMPORARY.fullmatch(entry.name)
            if told and entry.is_file(follow_symlinks=False) and _abandoned(entry, *told.groups()):
                with suppress(OSError):
                    os.unlink(entry.path)


def _abandoned(entry: os.DirEntry[str], machine: str, process: str) -> bool:
    if machine != _machine() or sys.platform == "win32":
        return time.time() - entry.stat(follow_symlinks=False).st_mtime > _ABANDONED
    if int(process) == os.getpid():
        return False
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:
        return False
    return False


@contextmanager
def _turn(folder: Path) -> Iterator[None]:
    """Hold the folder while files are put in place; the lock goes with the process, however it ends."""
    handle = _locked(folder)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _locked(folder: Path) -> int | None:
    try:
        import fcntl  # noqa: PLC0415
    except ImportError:  # Windows: each file is whole, and the digests tell a mixture
        return None
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return handle
        except BlockingIOError:
            if time.monotonic() > deadline:
                return handle
            time.sleep(_WAIT)
        except OSError:  # a file system without locks
            return handle


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C and a request to end wait for the moment that the renaming takes."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM, signal.SIGHUP))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _settle(folder: Path) -> None:
    """Make the new names last through a loss of power."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _machine() -> str:
    return f"{zlib.crc32(platform.node().encode('utf-8', 'replace')):08x}"


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
