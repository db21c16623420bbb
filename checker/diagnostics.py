"""What ``--debug`` keeps of a run: versions, settings, the time of each stage, where a fault arose.

The text of documents is not in it. A clause that a fault arose on is told by its shape (every Chinese
character 文, every letter a, every figure 0), unless ``--debug-text`` asks for the words.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import time
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from checker.errors import InternalError
from checker.resources import is_own

FILE_NAME = "audit.debug.json"
TEXT = "CHECKER_DEBUG_TEXT"  # set for the processes of a run as well
_LIBRARIES = ("lark", "pandas", "duckdb", "pyarrow", "lxml", "pypdfium2", "pyahocorasick", "jieba", "sqlglot")
_CLAUSE = ("clause", "text", "line", "quote", "folded", "segment", "part")
_LONGEST = 200
_stages: list[tuple[str, float]] = []


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Measure how long a stage takes."""
    begun = time.perf_counter()
    try:
        yield
    finally:
        _stages.append((name, time.perf_counter() - begun))


def masked(text: str) -> str:
    """Return the shape of a text.

    >>> masked("GDP增长5.5%，达到120亿元")
    'aaa文文0.0%，文文000文文'
    """
    return "".join(
        "0" if c.isdigit() else "a" if c.isascii() and c.isalpha() else "文" if c.isalpha() else c
        for c in text
    )


def fault_of_program(error: Exception) -> InternalError | None:
    """Return the fault of the installation that an error shows; None where a document may have led to it.

    A module that cannot be imported and a data file that cannot be opened fail for every document. What a
    library runs out of memory with while it is loaded is no such fault.
    """
    if "cannot allocate memory" in str(error).lower():
        return None
    at = traceback.extract_tb(error.__traceback__)[-1:]
    place = f"{_place(at[0].filename)}:{at[0].lineno}" if at else ""
    if type(error) in (SyntaxError, IndentationError, TabError):  # XML parsers have heirs of these
        place = f"{_place(error.filename or '')}:{error.lineno}"  # type: ignore[attr-defined]
    elif isinstance(error, OSError):
        if not (isinstance(error.filename, str) and is_own(error.filename)):
            return None
        place = _place(error.filename)
    elif not isinstance(error, ImportError) and not _while_importing(error):
        return None
    text = f"程序自身的文件有缺损（{type(error).__name__}: {str(error)[:_LONGEST]}）"
    return InternalError(place, text, fix="重新安装 checker")


def _while_importing(error: Exception) -> bool:
    """Say whether an error came out of the body of a module."""
    return any(frame.name == "<module>" for frame in traceback.extract_tb(error.__traceback__))


def trace(error: BaseException) -> str:
    """Return, as JSON, where a fault arose: its kind, the program's own lines, the clause it arose on."""
    frames = traceback.extract_tb(error.__traceback__)
    told = {
        "error": type(error).__name__,
        "message": _shown(str(error)),
        "frames": [f"{_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames],
        "clause": _clause(error),
    }
    return json.dumps(told, ensure_ascii=False)


def _shown(text: str) -> str:
    return text[:_LONGEST] if os.environ.get(TEXT) == "1" else masked(text[:_LONGEST])


def _place(path: str) -> str:
    """Return a file's path from its package on: where it is installed is nobody's business."""
    parts = Path(path).parts
    names = [index for index, part in enumerate(parts) if part in ("checker", "site-packages", "lib")]
    return "/".join(parts[names[-1] :]) if names else Path(path).name


def _clause(error: BaseException) -> str | None:
    """Return what the innermost of the program's functions was at work on."""
    found: str | None = None
    step = error.__traceback__
    while step is not None:
        names = step.tb_frame.f_locals if "checker" in step.tb_frame.f_code.co_filename else {}
        for name in _CLAUSE:
            value = names.get(name)
            text = value if isinstance(value, str) else getattr(value, "text", None)
            if isinstance(text, str) and text:
                found = text
                break
        step = step.tb_next
    return None if found is None else _shown(found)


def bundle(
    *,
    arguments: Iterable[str],
    settings: str = "",
    traces: Iterable[str] = (),
    error: BaseException | None = None,
) -> bytes:
    """Return the bundle as JSON.

    Args:
        arguments: the command line; of what is no option only the ending is kept.
        settings: the settings as text.
        traces: what ``trace`` told of documents that could not be read for a fault of the program.
        error: the fault that ended the run.
    """
    told: dict[str, Any] = {
        # Imported by now, as this module is part of it; importing it here would reach every stage.
        "checker": sys.modules["checker"].__version__,
        "python": sys.version.split()[0],
        "platform": platform.platform(),
        "libraries": {name: _version(name) for name in _LIBRARIES},
        "command": [word if word.startswith("-") else f"*{Path(word).suffix}" for word in arguments],
        "settings": settings,
        "stages": [{"stage": name, "seconds": f"{seconds:.3f}"} for name, seconds in _stages],
        "faults": [json.loads(text) for text in traces],
    }
    if error is not None:
        told["faults"].append(json.loads(trace(error)))
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _version(name: str) -> str | None:
    from importlib import metadata  # noqa: PLC0415  (20 ms)

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
