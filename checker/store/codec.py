"""A reading as plain values and back, for files. Nothing in such a file can run or name a class.

The values are positional, so they belong to one version of ``checker.model``: whoever keeps them keeps
``checker.store.version`` beside them. Lines stand once; segments refer to them, to contexts and headings.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Hashable, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, Generic, TypeVar

from checker.model import (
    Cell,
    Commitment,
    Context,
    Document,
    Identity,
    NumberUse,
    Problem,
    Reading,
    Segment,
    Statement,
)

H = TypeVar("H", bound=Hashable)
_LENGTH = 4  # bytes that say how long the head is
_PATH_BOUND = ("id", "document")  # of a statement: they follow from the path and its place in the list


def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


_STATEMENT = tuple(name for name in _names(Statement) if name not in _PATH_BOUND)
_COMMITMENT = tuple(name for name in _names(Commitment) if name not in _PATH_BOUND)
_values_of: dict[type, Callable[[Any], tuple[Any, ...]]] = {
    kind: attrgetter(*_names(kind)) for kind in (Cell, Context, Identity, NumberUse, Problem)
}
_statement_values = attrgetter(*_STATEMENT)
_commitment_values = attrgetter(*_COMMITMENT)


def to_bytes(reading: Reading) -> bytes:
    """Return a reading as bytes: its head as JSON, then all of it as compressed JSON.

    The path of its document is left out.
    """
    head = _json(head_of(reading))
    return len(head).to_bytes(_LENGTH, "big") + head + zlib.compress(_json(to_values(reading)), 1)


def from_bytes(data: bytes, path: str) -> Reading:
    """Return the reading that ``to_bytes`` wrote, as that of the document at ``path``.

    Raises:
        ValueError: these are not the bytes of a reading of this version.
    """
    try:
        packed = data[_LENGTH + int.from_bytes(data[:_LENGTH], "big") :]
        return from_values(json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass")), path)
    except (zlib.error, ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise ValueError(f"no reading: {error}") from None


def head(data: bytes) -> dict[str, Any]:
    """Return the head of what ``to_bytes`` wrote, without the rest."""
    found = json.loads(
        data[_LENGTH : _LENGTH + int.from_bytes(data[:_LENGTH], "big")].decode("utf-8", "surrogatepass")
    )
    if not isinstance(found, dict):
        raise ValueError("no head of a reading")
    return found


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def to_values(reading: Reading) -> dict[str, Any]:
    """Return a reading as lists, strings and numbers."""
    document = reading.document
    contexts: _Once[Context] = _Once()
    headings: _Once[tuple[str, ...]] = _Once()
    segments = [
        [
            segment.line,
            None if document.lines.get(segment.line) == segment.text else segment.text,
            segment.start,
            segment.end,
            segment.kind,
            contexts.place(segment.context),
            segment.depth,
            segment.page,
            headings.place(segment.headings),
            None if segment.cell is None else _values_of[Cell](segment.cell),
        ]
        for segment in document.segments
    ]
    return {
        "format": document.format,
        "identity": _values_of[Identity](document.identity),
        "lines": [list(document.lines), list(document.lines.values())],
        "segments": segments,
        "contexts": [_values_of[Context](context) for context in contexts.items],
        "headings": headings.items,
        # The path of a problem is the document's.
        "problems": [_values_of[Problem](problem)[1:] for problem in document.problems],
        "statements": [_statement_values(statement) for statement in reading.statements],
        "numbers": [_values_of[NumberUse](number) for number in reading.numbers],
        "commitments": [_commitment_values(commitment) for commitment in reading.commitments],
    }


def from_values(told: dict[str, Any], path: str) -> Reading:
    """Return the reading that ``to_values`` told, as that of the document at ``path``."""
    lines = dict(zip(*told["lines"], strict=True))
    contexts = [Context(*values) for values in told["contexts"]]
    headings = [tuple(values) for values in told["headings"]]
    segments = [
        Segment(
            line,
            lines[line] if text is None else text,
            start,
            end,
            kind,
            contexts[context],
            depth,
            page,
            headings[heading],
            None if cell is None else Cell(*cell),
        )
        for line, text, start, end, kind, context, depth, page, heading, cell in told["segments"]
    ]
    document = Document(
        path=path,
        identity=_identity(told["identity"]),
        lines=lines,
        segments=segments,
        problems=[Problem(path, *values) for values in told["problems"]],
        format=told["format"],
    )
    statements = [
        Statement(f"{path}#{ordinal}", path, *values) for ordinal, values in enumerate(told["statements"], 1)
    ]
    commitments = [
        Commitment(f"{path}!{ordinal}", path, *values)
        for ordinal, values in enumerate(told["commitments"], 1)
    ]
    numbers = [NumberUse(*values) for values in told["numbers"]]
    return Reading(document, statements, numbers, commitments)


def identity_values(identity: Identity) -> Sequence[Any]:
    """Return an identity as plain values."""
    return _values_of[Identity](identity)


def identity_of(values: Sequence[Any]) -> Identity:
    """Return the identity that ``identity_values`` told."""
    return _identity(values)


def _identity(values: Sequence[Any]) -> Identity:
    told: list[Any] = [tuple(value) if isinstance(value, list) else value for value in values]
    return Identity(*told)


class _Once(Generic[H]):
    """Values that stand many times, each kept once."""

    def __init__(self) -> None:
        self.items: list[H] = []
        self._places: dict[H, int] = {}

    def place(self, value: H) -> int:
        found = self._places.setdefault(value, len(self.items))
        if found == len(self.items):
            self.items.append(value)
        return found


def head_of(reading: Reading) -> dict[str, Any]:
    """Return what of a reading is needed before it is judged: who it is, and the places it speaks of.

    >>> sorted(head_of(Reading(Document("甲.txt"))))
    ['format', 'identity', 'numbers', 'problems', 'regions', 'statements']
    """
    return {
        "format": reading.document.format,
        "identity": identity_values(reading.document.identity),
        "regions": sorted({path for said in reading.statements if (path := said.region_path)}),
        "statements": len(reading.statements),
        "numbers": [[*key, count] for key, count in reading.uses().items()],
        "problems": [_values_of[Problem](problem)[1:] for problem in reading.document.problems],
    }
