"""Files that the operator names or that come with a rule pack: settings, reports, baselines, rules.

They are read whole, so what has no end (a device) or is far too large is refused before memory is.
"""

from __future__ import annotations

import errno
import json
import os
import stat
from pathlib import Path
from typing import Any

from checker.limits import MEGABYTE

SMALL = 16 * MEGABYTE  # settings, rules, cases
LARGE = 2_000 * MEGABYTE  # a report on hundreds of thousands of documents


def read_text(path: str | Path, *, most: int = SMALL) -> str:
    """Return the text of a file (UTF-8, with or without a mark), its lines ended by a line feed.

    Raises:
        OSError: missing, no permission, neither a file nor a pipe, or more than ``most`` bytes.
        UnicodeDecodeError: not UTF-8.
    """
    status = os.stat(path)
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, "是文件夹，不是文件", str(path))
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISFIFO(status.st_mode)):
        raise OSError(errno.EINVAL, "不是普通文件", str(path))
    with open(path, "rb") as file:
        data = file.read(most + 1) if status.st_size <= most else b""
    if len(data) > most or status.st_size > most:
        raise OSError(errno.EFBIG, f"文件过大，上限 {most // MEGABYTE} MB", str(path))
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def read_json(path: str | Path) -> Any:
    """Return what a JSON file holds.

    Raises:
        OSError: as ``read_text``.
        ValueError: not JSON, or lists within lists without end.
    """
    try:
        return json.loads(read_text(path, most=LARGE))
    except RecursionError:
        raise ValueError("nested too deeply") from None
