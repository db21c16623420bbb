"""Relations as Arrow tables, built from buffers.

``pyarrow.array`` would do, but it imports pandas whenever that is installed: 0.4 s that a run over
one draft does not have. Built from buffers it is as fast for a million rows, and exact.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate
from typing import Any

from checker.table.schema import SCHEMA, Table

_DECIMAL = re.compile(r"DECIMAL\((\d+),(\d+)\)")
_DECIMAL_BYTES = 16
_REPEATED = 4  # texts that stand this often on average are written once


def arrow(name: str, table: Table) -> Any:
    """Return the relation ``name`` as an Arrow table with the types of the schema.

    Raises:
        TypeError: a value is not of its column's type.
        OverflowError: a number does not fit its column.
    """
    import pyarrow as pa  # noqa: PLC0415 — 100 ms

    columns = SCHEMA[name]
    arrays = [_column(pa, kind, table[column]) for column, kind in columns.items()]
    return pa.Table.from_arrays(arrays, names=list(columns))


def _column(pa: Any, kind: str, values: Sequence[Any]) -> Any:
    if kind == "VARCHAR":
        return _strings(pa, values)
    if kind == "INTEGER":
        return _from(pa, pa.int32(), len(values), array("i", values).tobytes())
    if kind == "BOOLEAN":
        return _from(pa, pa.bool_(), len(values), _bits(values))
    match = _DECIMAL.fullmatch(kind)
    if match is None:
        raise TypeError(kind)
    width, scale = int(match[1]), int(match[2])
    return _from(pa, pa.decimal128(width, scale), len(values), _decimals(values, scale))


def _strings(pa: Any, values: Sequence[str]) -> Any:
    """Return texts, once each where they repeat much: most columns hold a few words a million times."""
    distinct = dict.fromkeys(values)
    if len(distinct) * _REPEATED > len(values):
        return _plain_strings(pa, values)
    codes = {value: code for code, value in enumerate(distinct)}
    indices = array("i", map(codes.__getitem__, values))
    written = _from(pa, pa.int32(), len(values), indices.tobytes())
    return pa.DictionaryArray.from_arrays(written, _plain_strings(pa, list(distinct)))


def _plain_strings(pa: Any, values: Sequence[str]) -> Any:
    encoded = [value.encode("utf-8", "replace") for value in values]
    offsets = array("q", accumulate(map(len, encoded), initial=0))
    return _from(pa, pa.large_string(), len(values), offsets.tobytes(), b"".join(encoded))


def _from(pa: Any, kind: Any, length: int, *data: bytes) -> Any:
    return pa.Array.from_buffers(kind, length, [None, *(pa.py_buffer(part) for part in data)])


def _bits(values: Sequence[Any]) -> bytes:
    """Return booleans one bit each, the first in the lowest."""
    if not values:
        return b""
    written = "".join(["1" if value else "0" for value in reversed(values)])
    return int(written, 2).to_bytes((len(values) + 7) // 8, "little")


def _decimals(values: Sequence[Decimal], scale: int) -> bytes:
    """Return decimals as whole numbers of their last place, 16 bytes each; none is rounded."""
    return b"".join([
        int(value.scaleb(scale)).to_bytes(_DECIMAL_BYTES, "little", signed=True) for value in values
    ])  # fmt: skip
