"""Bytes that are nearly right: a seed with a few things broken, inside packages too."""

from __future__ import annotations

import io
import random
import zipfile
import zlib

_TEXTS = (
    "增长", "5.5%左右", "％", "亿元", "一、", "（一）", "2025年", "分别", "其中", "“", "”", "《", "　",
    "\u202e",
    "\u200f", "\ufeff", "\u2028", "9" * 400, "-", "1e999", "十万亿", "百分之", "<w:p>", "</w:p>",
    "<w:tbl>",
    "<w:tr>", "<w:tc>", "<td colspan='99999999'>", "<table>", "</div>", "&amp;",
    "&#0;", "&#x110000;", "&a;", "<![CDATA[",
    "<!DOCTYPE x [<!ENTITY a 'b'>]>", "]]>", "g 99999999 1", "M 0 0 L 9e99 1", "NaN", "=cmd|' /C calc'!A0",
    "\x1b[2J", "[[", "]]", '"""', "\n", "\r", "\t", "\\", "${x}", "{{x}}", "%s", "../../../etc/passwd",
    "SELECT", "/*", "*/", "null", "{}",
)  # fmt: skip
_WORDS: tuple[bytes, ...] = (
    *(text.encode() for text in _TEXTS),
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\x81\x30\x81\x30", b"PK\x03\x04", b"%PDF-1.7",
    b"endobj", b"stream\n",
)  # fmt: skip
_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"65536",
    b"2147483648",
    b"99999999999999999999",
    b"1e308",
    b"0.000000000000000001",
)


def mutated(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """Return a seed with one to six things changed; ``other`` is a second seed to take pieces from."""
    if data.startswith(b"PK") and chance.random() < 0.8:
        packed = _inside(data, chance)
        if packed is not None:
            return packed
    return _some(data, other, chance)


def _some(data: bytes, other: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        chance.choice(_CHANGES)(changed, other, chance)
        if len(changed) > 300_000:
            del changed[300_000:]
    return bytes(changed)


def _inside(data: bytes, chance: random.Random) -> bytes | None:
    """Change the content of one part of a package, and pack it again."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return None
    if not parts:
        return None
    name = chance.choice(sorted(parts))
    act = chance.random()
    if act < 0.06:
        del parts[name]
    elif act < 0.1:
        parts[name] = b""
    else:
        parts[name] = _some(parts[name], parts[chance.choice(sorted(parts))], chance)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return file.getvalue()


def _at(data: bytearray, chance: random.Random) -> int:
    return chance.randrange(len(data) + 1)


def _flip(data: bytearray, _: bytes, chance: random.Random) -> None:
    if data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _byte(data: bytearray, _: bytes, chance: random.Random) -> None:
    if data:
        data[chance.randrange(len(data))] = chance.randrange(256)


def _cut(data: bytearray, _: bytes, chance: random.Random) -> None:
    del data[_at(data, chance) :]


def _drop(data: bytearray, _: bytes, chance: random.Random) -> None:
    start = _at(data, chance)
    del data[start : start + chance.choice((1, 3, 20, 300))]


def _repeat(data: bytearray, _: bytes, chance: random.Random) -> None:
    start = _at(data, chance)
    piece = bytes(data[start : start + chance.choice((1, 6, 60, 600))])
    data[start:start] = piece * chance.choice((1, 2, 50))


def _word(data: bytearray, _: bytes, chance: random.Random) -> None:
    at = _at(data, chance)
    data[at:at] = chance.choice(_WORDS)


def _number(data: bytearray, _: bytes, chance: random.Random) -> None:
    """Replace a run of figures: counts, offsets and spans are where readers trust too much."""
    places = [i for i, byte in enumerate(data) if 0x30 <= byte <= 0x39]
    if places:
        start = chance.choice(places)
        end = start
        while end < len(data) and 0x30 <= data[end] <= 0x39:
            end += 1
        data[start:end] = chance.choice(_NUMBERS)


def _splice(data: bytearray, other: bytes, chance: random.Random) -> None:
    start = chance.randrange(len(other) + 1)
    at = _at(data, chance)
    data[at:at] = other[start : start + chance.choice((4, 40, 400))]


_CHANGES = (_flip, _byte, _cut, _drop, _repeat, _word, _word, _number, _number, _splice)
