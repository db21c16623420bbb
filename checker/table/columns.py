"""Typed columns of relations: small in memory, quick to fill, and Arrow without a detour.

Most columns hold a few words, flags or figures a million times, so each distinct value is kept once
and a row holds its number. A column behaves like a list; values come back as they went in.

Arrow arrays are built from buffers: ``pyarrow.array`` imports pandas whenever that is installed, and
a run over one draft does not have those 0.4 s.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, Decimal
from itertools import accumulate, pairwise
from typing import Any, cast

_DECIMAL = re.compile(r"DECIMAL\((\d+),(\d+)\)")
_DECIMAL_BYTES = 16
_INTEGER = "INTEGER"


class Coded(Sequence[Any]):
    """A column of values that repeat: each is kept once, in the order of its first row."""

    typecode = "i"

    def __init__(self) -> None:
        self.values: list[Any] = []
        self.codes: array[int] = array(self.typecode)
        self._known: dict[Any, int] | None = None  # the number of each distinct value
        self._moved = False  # the number of a value may be another than that of its first row

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, at: Any) -> Any:
        return self.values[self.codes[at]]

    def __setitem__(self, at: int, value: Any) -> None:
        (self.codes[at],) = self._numbered([value])
        self._moved = True

    def __iter__(self) -> Iterator[Any]:
        return map(self.values.__getitem__, self.codes)

    def append(self, value: Any) -> None:
        """Add a row."""
        self.extend([value])

    def extend(self, values: Sequence[Any]) -> None:
        """Add rows."""
        self.codes.fromlist(self._numbered(values))

    def find(self, value: Any) -> int:
        """Return the row of a value that stands once, -1 where it stands in none."""
        code = self._index().get(value, -1)
        if code < 0 or self.once:
            return code
        return self.codes.index(code) if code in self.codes else -1

    @property
    def once(self) -> bool:
        """No value repeats, so that the number of each is that of its row."""
        return not self._moved and len(self.values) == len(self.codes)

    def checked(self, values: Sequence[Any]) -> Sequence[Any]:
        """Return values as they are kept.

        Raises:
            ValueError: one is missing.
            TypeError: one is not of the column's type.
        """
        raise NotImplementedError

    def arrow(self) -> Any:
        """Return the column as an Arrow array."""
        raise NotImplementedError

    def fill(self, values: list[Any], codes: array[int]) -> None:
        """Take distinct values and the number of each row's, from elsewhere."""
        self.values, self.codes, self._known = values, codes, None
        self._moved = len(values) == len(codes) and any(row != code for row, code in enumerate(codes))

    def _index(self) -> dict[Any, int]:
        if self._known is None:
            self._known = dict(zip(self.values, range(len(self.values)), strict=True))
        return self._known

    def _numbered(self, values: Sequence[Any]) -> list[int]:
        """Return the number of each value; those that are new get the next ones."""
        known = self._index()
        numbers = [*map(known.get, values)]
        if None in numbers:
            fresh = [*dict.fromkeys(value for value, at in zip(values, numbers, strict=True) if at is None)]
            self.values.extend(self.checked(fresh))
            known.update(zip(fresh, range(len(known), len(known) + len(fresh)), strict=True))
            numbers = [*map(known.get, values)]
        return cast("list[int]", numbers)


class Text(Coded):
    """Texts, never missing."""

    def checked(self, values: Sequence[Any]) -> Sequence[Any]:
        return _all_of(values, str, "text")

    def arrow(self) -> Any:
        import pyarrow as pa  # noqa: PLC0415 — 100 ms

        distinct = strings(self.values)
        if self.once:
            return distinct
        return pa.DictionaryArray.from_arrays(_whole(pa, self.codes), distinct)


class Decimals(Coded):
    """Exact decimals of one scale; further places are cut."""

    def __init__(self, width: int, scale: int) -> None:
        super().__init__()
        self._width, self._scale = width, scale
        self._step = Decimal(1).scaleb(-scale)

    def checked(self, values: Sequence[Any]) -> Sequence[Any]:
        return [value.quantize(self._step, ROUND_DOWN) for value in _all_of(values, Decimal, "a decimal")]

    def arrow(self) -> Any:
        import pyarrow as pa  # noqa: PLC0415

        whole = [int(value.scaleb(self._scale)) for value in self.values]
        data = b"".join([value.to_bytes(_DECIMAL_BYTES, "little", signed=True) for value in whole])
        distinct = _from(pa, pa.decimal128(self._width, self._scale), len(whole), data)
        return pa.DictionaryArray.from_arrays(_whole(pa, self.codes), distinct).dictionary_decode()


class Flags(Coded):
    """True and False, one byte a row."""

    typecode = "b"

    def __init__(self) -> None:
        super().__init__()
        self.values = [False, True]

    def find(self, value: Any) -> int:
        return self.codes.index(int(value)) if int(value) in self.codes else -1

    def checked(self, values: Sequence[Any]) -> Sequence[Any]:
        raise _wrong(values[0], "true or false")

    def arrow(self) -> Any:
        import pyarrow as pa  # noqa: PLC0415

        return _from(pa, pa.int8(), len(self.codes), self.codes.tobytes()).cast(pa.bool_())


def column(kind: str) -> Any:
    """Return an empty column of an SQL type: a ``Coded`` one, for whole numbers an ``array``.

    >>> made = column("VARCHAR")
    >>> made.extend(["市", "区", "市"])
    >>> made[2], list(made), made.find("区")
    ('市', ['市', '区', '市'], 1)

    Raises:
        TypeError: no relation has columns of this type.
    """
    if kind == "VARCHAR":
        return Text()
    if kind == "BOOLEAN":
        return Flags()
    if kind == _INTEGER:
        return array("i")
    match = _DECIMAL.fullmatch(kind)
    if match is None:
        raise TypeError(kind)
    return Decimals(int(match[1]), int(match[2]))


def to_arrow(values: Any) -> Any:
    """Return a column as an Arrow array."""
    import pyarrow as pa  # noqa: PLC0415

    return values.arrow() if isinstance(values, Coded) else _whole(pa, values)


def from_arrow(kind: str, values: Any) -> Any:
    """Return a column of an SQL type from an Arrow array, chunked or not, that ``to_arrow`` made."""
    import pyarrow as pa  # noqa: PLC0415

    made = column(kind)
    values = _one_chunk(pa, values)
    if isinstance(made, Flags):
        made.codes = _numbers(values.cast(pa.int8()), "b")
    elif isinstance(made, Coded):
        coded = values if isinstance(values, pa.DictionaryArray) else values.dictionary_encode()
        distinct = coded.dictionary
        texts = _texts(pa, distinct) if isinstance(made, Text) else distinct.to_pylist()
        made.fill(texts, _numbers(coded.indices.cast(pa.int32()), "i"))
    else:
        made = _numbers(values.cast(pa.int32()), "i")
    return made


def some(kind: str, values: Any, rows: Sequence[int]) -> list[Any]:
    """Return the values of some rows of an Arrow array, without making a column of all."""
    import pyarrow as pa  # noqa: PLC0415

    taken = values.take(_whole(pa, array("i", rows)))
    # Decoded, so that only the distinct values among these rows are made.
    return list(from_arrow(kind, taken.cast(pa.large_string()) if kind == "VARCHAR" else taken))


def where(texts: Any, wanted: Sequence[str]) -> dict[str, int]:
    """Return the first row of each wanted text in an Arrow array; a million are looked through at once."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    which = pc.index_in(texts.cast(pa.large_string()), value_set=strings(wanted))
    rows = _numbers(pc.indices_nonzero(pc.is_valid(which)), "Q")
    numbers = _numbers(_one_chunk(pa, which).drop_null(), "i")
    return {wanted[number]: row for number, row in zip(reversed(numbers), reversed(rows), strict=True)}


def _one_chunk(pa: Any, values: Any) -> Any:
    if isinstance(values, pa.ChunkedArray):
        values = values.combine_chunks()
        if isinstance(values, pa.ChunkedArray):  # no chunk at all
            values = pa.array([], values.type)
    return values


def _all_of(values: Sequence[Any], kind: type, wanted: str) -> Sequence[Any]:
    if {*map(type, values)} != {kind}:
        for value in values:
            if not isinstance(value, kind):
                raise _wrong(value, wanted)
    return values


def _wrong(value: Any, wanted: str) -> Exception:
    if value is None:
        return ValueError(f"no value, where {wanted} is wanted")
    return TypeError(f"{value!r} is not {wanted}")


def _numbers(values: Any, typecode: str) -> array[int]:
    made = array(typecode)
    size = made.itemsize
    data = values.buffers()[1]
    if data is not None:
        made.frombytes(memoryview(data)[values.offset * size : (values.offset + len(values)) * size])
    return made


def _texts(pa: Any, values: Any) -> list[str]:
    """Return the texts of an array; ``to_pylist`` takes five times as long."""
    if not len(values):
        return []
    values = values.cast(pa.large_string())
    data = values.buffers()[2]
    offsets = _numbers_of_offsets(values)
    whole = bytes(data) if data is not None else b""
    return [whole[start:end].decode() for start, end in pairwise(offsets)]


def _numbers_of_offsets(values: Any) -> array[int]:
    made = array("q")
    made.frombytes(memoryview(values.buffers()[1])[values.offset * 8 : (values.offset + len(values) + 1) * 8])
    return made


def _whole(pa: Any, values: array[int]) -> Any:
    return _from(pa, pa.int32(), len(values), values.tobytes())


def strings(values: Sequence[str]) -> Any:
    """Return texts as an Arrow array; what cannot be written in UTF-8 becomes a question mark."""
    import pyarrow as pa  # noqa: PLC0415

    encoded = [value.encode("utf-8", "replace") for value in values]
    offsets = array("q", accumulate(map(len, encoded), initial=0))
    return _from(pa, pa.large_string(), len(values), offsets.tobytes(), b"".join(encoded))


def _from(pa: Any, kind: Any, length: int, *data: bytes) -> Any:
    return pa.Array.from_buffers(kind, length, [None, *(pa.py_buffer(part) for part in data)])
