"""A corpus on disk: every reading in Parquet, and in memory only who the documents are.

folder/
  part-00000.parquet …   path, head and reading of some hundred documents each
"""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, cast

from checker.model import Document, Identity, Problem, Reading
from checker.settings import Settings
from checker.store import codec
from checker.table import columns, homes

_PART = 256  # documents a file
_GROUP = 4  # documents a row group: what is read to have one of them
_OPEN = 32  # files kept open
_LOADED = 4  # readings kept in memory


@dataclass(slots=True)
class Entry:
    """One document of a corpus: who it is, and where its reading lies."""

    path: str
    identity: Identity
    regions: tuple[str, ...]  # paths of the places its statements are about, as the text told them
    statements: int
    uses: tuple[tuple[str, str | None, int], ...]  # use, reason and number of number expressions
    problems: tuple[Problem, ...]
    format: str = "txt"
    digest: str = ""  # of the reading as it was packed
    part: int = 0
    row: int = 0
    seq: int = 0  # in the order of the paths
    told_path: str | None = None  # the region's path as the text told it, where others told better

    @property
    def region_path(self) -> str:
        """The path of the region it speaks for, '' where unknown."""
        return self.identity.region_path or ""


class Corpus:
    """Readings in a folder; made with ``add`` and ``close``, then loaded by entry."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.entries: list[Entry] = []
        self._parts = 0
        self._waiting: list[tuple[dict[str, Any], bytes]] = []
        self._files: dict[int, Any] = {}
        self._loaded: dict[int, Reading] = {}
        self.owner: object = None  # of a folder that goes when nobody needs it any more

    @classmethod
    def open(cls, folder: Path) -> Corpus:
        """Return a corpus that was written before."""
        import pyarrow.parquet as pq  # noqa: PLC0415 — 100 ms

        corpus = cls(folder)
        for number, file in enumerate(sorted(folder.glob("part-*.parquet"))):
            for row, head in enumerate(pq.read_table(file, columns=["head"]).column(0).to_pylist()):
                told = json.loads(head)
                corpus.entries.append(entry(told["path"], told, number, row))
            corpus._parts = number + 1
        return corpus

    def add(self, path: str, packed: bytes) -> None:
        """Add the reading of a document, as ``codec.to_bytes`` packed it."""
        head = {"path": path, **codec.head(packed), "digest": hashlib.sha256(packed).hexdigest()}
        self.entries.append(entry(path, head, self._parts, len(self._waiting)))
        self._waiting.append((head, packed))
        if len(self._waiting) == _PART:
            self._write()

    def close(self) -> None:
        """Write what is left, and number the documents by their paths."""
        if self._waiting:
            self._write()
        for seq, found in enumerate(sorted(self.entries, key=lambda found: found.path)):
            found.seq = seq

    def packed(self, found: Entry) -> bytes:
        """Return the reading of an entry as it was added."""
        at, within = divmod(found.row, _GROUP)
        column = self._file(found.part).read_row_group(at, columns=["reading"]).column(0)
        data: bytes = column[within].as_py()
        return data

    def load(self, found: Entry) -> Reading:
        """Return the reading of an entry, with the region where all documents together place it."""
        reading = self._loaded.get(found.seq)
        if reading is None:
            # Whoever looks at a document looks at its lines, its statements and its numbers in turn.
            if len(self._loaded) >= _LOADED:
                self._loaded.pop(next(iter(self._loaded)))
            reading = self._loaded[found.seq] = unpacked(found, self.packed(found))
        return reading

    def readings(self) -> Iterator[Reading]:
        """Yield all readings, one after the other in memory."""
        return map(self.load, self.entries)

    def settle(self, settings: Settings) -> None:
        """Place the regions that only all documents together place."""
        self._loaded.clear()
        sketches = [_Sketch(self, found) for found in self.entries]
        homes.settle(cast(Sequence[Reading], sketches), settings)
        for found, sketch in zip(self.entries, sketches, strict=True):
            settled = sketch.document.identity
            if settled is not found.identity:
                found.told_path, found.identity = found.identity.region_path, settled
        self._loaded.clear()

    def files(self) -> tuple[str, ...]:
        """Return the files that hold the readings."""
        return tuple(self._name(part).as_posix() for part in range(self._parts))

    def identities(self) -> Sequence[Reading]:
        """Return the entries as readings that hold an identity and nothing else."""
        return [Reading(Document(found.path, found.identity)) for found in self.entries]

    def _file(self, part: int) -> Any:
        import pyarrow.parquet as pq  # noqa: PLC0415

        if part not in self._files:
            if len(self._files) >= _OPEN:
                self._files.pop(next(iter(self._files))).close()
            self._files[part] = pq.ParquetFile(self._name(part))
        return self._files[part]

    def _name(self, part: int) -> Path:
        return self.folder / f"part-{part:05}.parquet"

    def _write(self) -> None:
        import pyarrow.parquet as pq  # noqa: PLC0415

        self.folder.mkdir(parents=True, exist_ok=True)
        pq.write_table(
            _as_table(self._waiting), self._name(self._parts), row_group_size=_GROUP, compression="none"
        )
        self._waiting = []
        self._parts += 1


class _Spoken:
    """What ``homes`` looks at of a statement."""

    __slots__ = ("region_path",)

    def __init__(self, region_path: str) -> None:
        self.region_path = region_path


class _Lines(dict[int, str]):
    """The lines of a document, loaded when they are asked for."""

    def __init__(self, load: Callable[[], Reading]) -> None:
        super().__init__()
        self._load = load

    def values(self) -> Any:
        return self._load().document.lines.values()


class _Sketch:
    """A reading as far as ``homes`` looks at it."""

    __slots__ = ("commitments", "document", "statements")

    def __init__(self, corpus: Corpus, found: Entry) -> None:
        self.document = Document(found.path, found.identity, _Lines(lambda: corpus.load(found)))
        self.statements = [_Spoken(path) for path in found.regions]
        self.commitments: list[_Spoken] = []


def entry(path: str, head: dict[str, Any], part: int = 0, row: int = 0) -> Entry:
    """Return what a head tells of the document at ``path``."""
    return Entry(
        path=path,
        identity=codec.identity_of(head["identity"]),
        regions=tuple(head["regions"]),
        statements=head["statements"],
        uses=tuple((use, reason, count) for use, reason, count in head["numbers"]),
        problems=tuple(Problem(path, *values) for values in head["problems"]),
        format=head["format"],
        digest=head.get("digest", ""),
        part=part,
        row=row,
    )


def unpacked(found: Entry, packed: bytes) -> Reading:
    """Return a packed reading, with the region where all documents together place it."""
    reading = codec.from_bytes(packed, found.path)
    if found.told_path is not None:
        reading.document.identity = found.identity
        homes.relocate(reading, found.told_path, found.region_path)
    return reading


def _as_table(packed: Sequence[tuple[dict[str, Any], bytes]]) -> Any:
    """Return packed readings with their heads as an Arrow table, a document a row."""
    import pyarrow as pa  # noqa: PLC0415 — 100 ms

    heads = [head for head, _ in packed]
    who = [codec.identity_of(head["identity"]) for head in heads]
    readings = [data for _, data in packed]
    offsets = array("q", accumulate(map(len, readings), initial=0))
    buffers = [None, pa.py_buffer(offsets), pa.py_buffer(b"".join(readings))]
    # For eyes; a name that is no text stands whole in the head.
    shown = {
        "path": [head["path"] for head in heads],
        "region_path": [one.region_path or "" for one in who],
        "level": [one.level or "" for one in who],
        "kind": [one.kind for one in who],
        "plan_year": [str(one.plan_year or "") for one in who],
        "report_year": [str(one.report_year or "") for one in who],
        "head": [json.dumps(head) for head in heads],
    }
    told = {name: columns.strings(values) for name, values in shown.items()}
    told["reading"] = pa.Array.from_buffers(pa.large_binary(), len(packed), buffers)
    return pa.table(told)
