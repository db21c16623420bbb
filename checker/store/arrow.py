"""Arrow tables as bytes, for other processes and for files: several relations in one, compressed together.

A region has some thirty relations, most of a few rows; a Parquet file for each would be heads for the most
part.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

_CODEC = "zstd"
_LENGTH = 8  # bytes of a number


def stream(table: Any) -> bytes:
    """Return an Arrow table as bytes."""
    import pyarrow as pa  # noqa: PLC0415 — 100 ms

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def unstream(data: Any) -> Any:
    """Return the Arrow table of ``stream``."""
    import pyarrow as pa  # noqa: PLC0415

    return pa.ipc.open_stream(data).read_all()


def packed(said: Mapping[str, Any], tables: Mapping[str, Any]) -> bytes:
    """Return tables by name as bytes, with plain values that are to be read without them."""
    import pyarrow as pa  # noqa: PLC0415

    streams = {name: stream(table) for name, table in tables.items()}
    sizes = {name: len(data) for name, data in streams.items()}
    head = json.dumps({"said": said, "sizes": sizes}).encode()
    body: bytes = pa.compress(b"".join(streams.values()), codec=_CODEC, asbytes=True)
    return len(head).to_bytes(_LENGTH, "big") + head + body


def said(data: bytes) -> Any:
    """Return the plain values that were packed with tables."""
    return _head(data)["said"]


def tables(data: bytes) -> dict[str, Any]:
    """Return the tables that were packed, by name."""
    import pyarrow as pa  # noqa: PLC0415

    sizes = _head(data)["sizes"]
    start = _LENGTH + int.from_bytes(data[:_LENGTH], "big")
    body = pa.decompress(memoryview(data)[start:], sum(sizes.values()), codec=_CODEC)
    found, at = {}, 0
    for name, size in sizes.items():
        found[name] = unstream(body.slice(at, size))
        at += size
    return found


def together(pieces: Sequence[Any]) -> Any:
    """Return tables of the same columns as one; a text may be plain in one and in a dictionary in another."""
    import pyarrow as pa  # noqa: PLC0415

    if len(pieces) == 1:
        return pieces[0]
    fields = []
    for at, field in enumerate(pieces[0].schema):
        kinds = {piece.schema.field(at).type for piece in pieces}
        plain = {kind.value_type if pa.types.is_dictionary(kind) else kind for kind in kinds}
        fields.append(field if len(kinds) == 1 else pa.field(field.name, plain.pop()))
    schema = pa.schema(fields)
    return pa.concat_tables([piece if piece.schema == schema else piece.cast(schema) for piece in pieces])


def _head(data: bytes) -> Any:
    return json.loads(data[_LENGTH : _LENGTH + int.from_bytes(data[:_LENGTH], "big")])
