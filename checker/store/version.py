"""Which version of the program made a result: a digest of everything but the documents that decides it."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from checker.resources import folder
from checker.settings import Settings

_PACKAGE = Path(__file__).resolve().parent.parent
_CODE = ("read", "parse")  # the stages that make a reading
_FILES = ("model.py", "store/codec.py")
_ENDINGS = (".py", ".tsv", ".toml", ".lark", ".sql")
_LIBRARIES = (
    "lark", "jieba", "pyahocorasick", "lxml", "charset_normalizer", "markdown_it_py", "python_docx",
    "pypdfium2", "openpyxl", "python_calamine", "xlrd",
)  # fmt: skip
_ENGINES = ("duckdb", "pyarrow", "jinja2")  # beside those, what relations and findings rest on


@cache
def reading() -> str:
    """Return a digest of grammar, lexicon, readers, parser and the libraries they rest on."""
    places = (folder("grammar"), *(_PACKAGE / name for name in _CODE))
    return _digest(places, [_PACKAGE / name for name in _FILES], _LIBRARIES)


@cache
def judging() -> str:
    """Return a digest of the whole program with its data and libraries."""
    places = (folder("grammar"), folder("rules"), folder("reports"), _PACKAGE)
    return _digest(places, (), _LIBRARIES + _ENGINES)


def _digest(places: Iterable[Path], files: Iterable[Path], libraries: tuple[str, ...]) -> str:
    total = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    total.update(repr(_installed(libraries)).encode())
    for place in places:
        for file in sorted(place.rglob("*")):
            if file.suffix in _ENDINGS and file.is_file():
                total.update(file.relative_to(place).as_posix().encode() + b"\0" + file.read_bytes())
    for file in files:
        total.update(file.read_bytes())
    return total.hexdigest()


def of_document(path: str, settings: Settings) -> str:
    """Return what beside its content decides how the document at ``path`` reads.

    The name of the file tells its format and, where nothing else does, its year; the folders it lies in
    tell nothing. Of the settings the places count, what they say of this document, and the limits.
    """
    said = settings.document(path)
    told = (said.region, said.kind, said.plan_year, said.report_year)
    return repr((reading(), Path(path).name, told, settings.regions, settings.limits))


def _installed(libraries: tuple[str, ...]) -> list[str]:
    """Return name and version of the libraries; ``importlib.metadata`` would take 20 ms for it."""
    found: set[str] = set()
    for place in sys.path:
        try:
            names = os.listdir(place or ".")
        except OSError:
            continue
        found.update(name for name in names if name.lower().startswith(libraries) and name.endswith("-info"))
    return sorted(found)
