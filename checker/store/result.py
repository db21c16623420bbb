"""Findings in a file, in the order of an audit: what a run over many documents gives, kept for the next.

A result follows from the readings, the settings, the rules and the program, and lies in the cache under
the digest of all of them. Which day it is decides nothing here: acceptances are looked at afterwards.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from checker.judge.rulefile import Rule
from checker.model import Finding
from checker.settings import Settings
from checker.store import version
from checker.store.cache import RESULT, Cache
from checker.store.corpus import Corpus
from checker.store.found import finding_of
from checker.table import columns

_TOGETHER = 1_000  # findings written or read at a time
_LARGEST = 200_000_000  # bytes of a result that is kept

Row = tuple[str, str, str]
_COLUMNS = ("verdict", "finding", "fingerprint")  # fail or pass, the finding as JSON, its number included


class Result:
    """Findings and what was compared and agreed, in a Parquet file; every loop over them starts anew."""

    def __init__(self, source: Path | bytes) -> None:
        """Take what ``write`` wrote: a file, or its bytes."""
        self._source = source

    def findings(self) -> Iterator[Finding]:
        """Yield the findings."""
        return self._told("fail")

    def passed(self) -> Iterator[Finding]:
        """Yield what was compared and agreed."""
        return self._told("pass")

    def fingerprints(self) -> set[str]:
        """Return the fingerprints of the findings."""
        return {name for verdict, name in self._rows("verdict", "fingerprint") if verdict == "fail"}

    def _told(self, wanted: str) -> Iterator[Finding]:
        for verdict, data, fingerprint in self._rows(*_COLUMNS):
            if verdict == wanted:
                finding = finding_of(json.loads(data))
                finding.fingerprint = fingerprint
                yield finding

    def _rows(self, *names: str) -> Iterator[tuple[str, ...]]:
        import pyarrow as pa  # noqa: PLC0415 — 100 ms
        import pyarrow.parquet as pq  # noqa: PLC0415

        source = self._source
        with pq.ParquetFile(pa.BufferReader(source) if isinstance(source, bytes) else source) as file:
            for rows in file.iter_batches(_TOGETHER, columns=list(names), use_threads=False):
                yield from zip(
                    *(columns.from_arrow("VARCHAR", rows.column(name)) for name in names), strict=True
                )


def write(file: Path, rows: Iterable[Row]) -> Result:
    """Write findings, in their order, and return them."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    schema = pa.schema([(name, pa.large_string()) for name in _COLUMNS])
    waiting: list[Row] = []

    def put(writer: Any) -> None:
        arrays = [columns.strings(values) for values in zip(*waiting, strict=True)]
        writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
        waiting.clear()

    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for row in rows:
            waiting.append(row)
            if len(waiting) == _TOGETHER:
                put(writer)
        if waiting:
            put(writer)
    return Result(file)


def key(
    corpus: Corpus, settings: Settings, rules: Sequence[Rule], *, language: str, show_passed: bool
) -> str:
    """Return the name of what comes out when a corpus, its places settled, is judged."""
    # Neither what is accepted nor the day changes what is found.
    decides = replace(settings, accept=(), today=None).as_text()
    total = hashlib.sha256()
    for part in (version.judging(), decides, repr(tuple(rules)), language, repr(show_passed)):
        total.update(part.encode("utf-8", "surrogatepass") + b"\0")
    for entry in corpus.entries:
        total.update(f"{entry.path}\0{entry.digest}\n".encode("utf-8", "surrogatepass"))
    return total.hexdigest()


def load(cache: Cache, name: str) -> Result | None:
    """Return the result kept under a key; None where there is none."""
    data = cache.load_bytes(name, RESULT)
    return None if data is None else Result(data)


def keep(cache: Cache, name: str, file: Path) -> None:
    """Keep a result that was written into a file."""
    if file.stat().st_size <= _LARGEST:
        cache.keep_bytes(name, file.read_bytes(), RESULT)
        cache.prune()
