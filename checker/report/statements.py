"""Statements or commitments as JSON lines, CSV, Parquet or a data frame; one of them a row."""

# pandas and pyarrow are loaded only by the formats that need them.
# ruff: noqa: PLC0415
from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from checker.model import COMMITMENT_FIELDS, STATEMENT_FIELDS, Commitment, Statement

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("jsonl", "csv", "parquet")
WHAT = {"statements": STATEMENT_FIELDS, "commitments": COMMITMENT_FIELDS}
Row = Statement | Commitment
INTEGERS = ("line", "page", "start", "end")
FLAGS = ("low_closed", "high_closed")
# Figures may begin with a sign; every other column is text that a spreadsheet must not run.
_FIGURES = ("value", "value_high", "low", "high")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BATCH = 20_000


def lines(rows: Iterable[Row], format_: str, fields: tuple[str, ...] = STATEMENT_FIELDS) -> Iterator[bytes]:
    """Yield a table in pieces, so that it can be written while documents are still read.

    Args:
        rows: Statements, or commitments.
        format_: One of ``FORMATS``. In CSV a text that a spreadsheet would take for a formula gets
            an apostrophe in front; the other formats hold every text as it is.
        fields: The columns, as ``WHAT`` has them for the sort of row.
    """
    if format_ == "parquet":
        yield from _parquet(rows, fields)
    elif format_ == "csv":
        yield _csv_row(fields)
        for row in rows:
            yield _csv_row([_cell(name, value) for name, value in row.as_dict().items()])
    else:
        for row in rows:
            text = json.dumps(row.as_dict(), ensure_ascii=False)
            yield (text + "\n").encode("utf-8", "replace")


def to_frame(statements: Iterable[Statement]) -> pd.DataFrame:
    """Return a data frame with the contract's columns, also where there is no row."""
    import pandas as pd

    frame = pd.DataFrame([s.as_dict() for s in statements], columns=list(STATEMENT_FIELDS))
    kinds = dict.fromkeys(INTEGERS, "Int64") | dict.fromkeys(FLAGS, "bool")
    return frame.astype(kinds)


def _csv_row(cells: Iterable[Any]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue().encode("utf-8", "replace")


def _cell(name: str, value: Any) -> Any:
    if isinstance(value, str) and name not in _FIGURES and value.startswith(_FORMULA):
        return "'" + value
    return "" if value is None else value


def _parquet(given: Iterable[Row], fields: tuple[str, ...]) -> Iterator[bytes]:
    import pyarrow.parquet as pq

    sink = _Sink()
    rows = iter(given)
    with pq.ParquetWriter(sink, _schema(fields)) as writer:
        while batch := list(islice(rows, _BATCH)):
            writer.write_table(table(batch, fields))
            yield sink.taken()
    yield sink.taken()


def table(rows: Sequence[Row], fields: tuple[str, ...] = STATEMENT_FIELDS) -> Any:
    """Return rows as an Arrow table with the contract's columns."""
    import pyarrow as pa

    return pa.Table.from_pylist([_encodable(row.as_dict()) for row in rows], schema=_schema(fields))


def _schema(fields: tuple[str, ...]) -> Any:
    import pyarrow as pa

    kinds = dict.fromkeys(INTEGERS, pa.int64()) | dict.fromkeys(FLAGS, pa.bool_())
    return pa.schema([(name, kinds.get(name, pa.string())) for name in fields])


class _Sink(io.RawIOBase):
    """What a writer writes, to be taken away piece by piece."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []
        self._size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._pieces.append(piece)
        self._size += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._size

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def _encodable(row: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
        for key, value in row.items()
    }
