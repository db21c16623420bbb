"""Rooms and outcomes in words: one row a target, for console, workbook and JSON alike."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from checker.model import Finding
from checker.report.messages import Messages
from checker.suggest.model import MUST, SAME, SHOULD, Limit, Room
from checker.suggest.what_if import Outcome

_COLUMNS = ("indicator", "room", "low", "high", "should", "same", "own", "verdict")
_WIDTHS = (22, 22, 44, 44, 44, 30, 30, 40)
_SCALED = {"元", "人", "户", "吨", "千瓦时", "平方米", "人次"}


@dataclass(frozen=True, slots=True)
class Told:
    """One target in words, by the columns of the table."""

    document: str
    cells: dict[str, str]


def tell(room: Room, say: Messages) -> Told:
    """Return one target in words."""
    low, high = room.end("low", MUST), room.end("high", MUST)
    wishes = [one for side in ("low", "high") if (one := room.end(side, SHOULD)) and _stricter(one, room)]
    separator = say("report.semicolon")
    same = [reason(one, room, say) for one in room.limits if one.strength == SAME]
    cells = {
        "indicator": say.indicator(room.indicator),
        "room": interval(room, say),
        "low": reason(low, room, say) if low else say("suggest.no_low"),
        "high": reason(high, room, say) if high else say("suggest.no_high"),
        "should": separator.join(wish(one, room, say) for one in wishes) or say("suggest.no_should"),
        "same": separator.join(dict.fromkeys(same)) or say("suggest.no_should"),
        "own": room.own.quote if room.own else room.wording or say("suggest.absent"),
        "verdict": verdict(room, say),
    }
    return Told(room.document, cells)


def _stricter(limit: Limit, room: Room) -> bool:
    """Say whether a limit that only notes asks for more than the one that must be kept."""
    must = room.end(limit.side, MUST)
    if must is None:
        return True
    return limit.value > must.value if limit.side == "low" else limit.value < must.value


def interval(room: Room, say: Messages) -> str:
    """Return the room as an interval; empty where no value keeps every rule quiet."""
    low, high = room.end("low", MUST), room.end("high", MUST)
    if room.empty:
        return say("suggest.empty")
    if low is None and high is None:
        return say("suggest.free")
    left = f"{'[' if low.closed else '('}{amount(low.value, room, say)}" if low else "(−∞"
    right = f"{amount(high.value, room, say)}{']' if high.closed else ')'}" if high else "+∞)"
    return f"{left}, {right}"


def reason(limit: Limit, room: Room, say: Messages) -> str:
    """Return why an end is where it is."""
    fields = {name: _field(name, value, say) for name, value in limit.fields.items()}
    text = say(f"suggest.{limit.reason}", **fields)
    return say("suggest.because", rule=limit.rule, value=amount(limit.value, room, say), reason=text)


def _field(name: str, value: str, say: Messages) -> str:
    # Phrases and written figures are the documents' own words.
    return say.put(value) if name in ("done", "others") else value


def wish(limit: Limit, room: Room, say: Messages) -> str:
    """Return a limit beyond which a rule only notes."""
    side = "at_least" if limit.side == "low" else "at_most"
    return say(f"suggest.{side}", text=reason(limit, room, say))


def verdict(room: Room, say: Messages) -> str:
    """Return how the draft's own target stands, and what could not be said."""
    told = say(f"suggest.verdict_{room.verdict}")
    if room.empty:
        told = say("suggest.verdict_empty") + say("report.semicolon") + told
    missing = [say(f"suggest.{key}", **fields) for key, fields in room.open]
    if missing and (room.end("low", MUST) is None and room.end("high", MUST) is None):
        told += say("suggest.missing", items=say("suggest.comma").join(missing))
    return told


def amount(value: Decimal, room: Room, say: Messages) -> str:
    """Return a figure in the target's unit, large ones scaled."""
    unit = room.unit
    if unit in _SCALED:
        for size, word in ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万")):
            if abs(value) >= size:
                return say.put(f"{_plain(value / size)}{word}{unit}")
    return say.put(f"{_plain(value)}{unit}")


def _plain(value: Decimal) -> str:
    shown = format(value.normalize(), "f")
    return "0" if shown in ("-0", "") else shown


# ---------------------------------------------------------------- console


def lines(rooms: Sequence[Room], say: Messages) -> Iterator[str]:
    """Yield the lines that the console shows."""
    document = None
    for room in rooms:
        if room.document != document:
            document = room.document
            yield ""
            yield say("suggest.title", document=document, region=room.region, year=room.year)
        told = tell(room, say).cells
        yield ""
        yield f"{told['indicator']}　{told['room']}"
        for name in _COLUMNS[2:]:
            skip = {"low": "suggest.no_low", "high": "suggest.no_high"}.get(name) or "suggest.no_should"
            if told[name] != say(skip):
                yield f"  {say(f'suggest.column_{name}')}{say('report.colon')}{told[name]}"
    if not rooms:
        yield say("suggest.nothing")


def outcome_lines(outcome: Outcome, say: Messages) -> Iterator[str]:
    """Yield what a change would do, line by line."""
    yield ""
    for old, new in outcome.replaced:
        was = old.quote if old is not None else say("suggest.absent")
        yield say("suggest.replaced", before=was, after=new.quote)
    for key, found in (("raised", outcome.raised), ("settled", outcome.settled)):
        yield say(f"suggest.{key}", count=len(found))
        yield from (f"  {line}" for finding in found for line in _finding(finding, say))
    yield say("suggest.changed", count=len(outcome.changed))
    for before, after in outcome.changed:
        levels = dict.fromkeys(say.name("severity", one.severity) for one in (before, after))
        yield f"  {'→'.join(levels)} {after.rule}　{after.message}"
        gone, come = _differing(before.computation, after.computation)
        if gone:
            yield f"    {say('suggest.was')}{say('report.semicolon').join(gone)}"
        if come:
            yield f"    {say('suggest.would_be')}{say('report.semicolon').join(come)}"


def _differing(before: str | None, after: str | None) -> tuple[list[str], list[str]]:
    """Return the pieces of two computations that only one of them has."""
    old, new = ([part.strip() for part in re.split("；|; ", text or "") if part] for text in (before, after))
    return [part for part in old if part not in new], [part for part in new if part not in old]


def _finding(finding: Finding, say: Messages) -> Iterator[str]:
    yield f"{say.name('severity', finding.severity)} {finding.rule}　{finding.message}"
    if finding.computation:
        yield f"  {finding.computation}"


# ---------------------------------------------------------------- json and workbook


def as_json(rooms: Sequence[Room], outcome: Outcome | None, say: Messages) -> str:
    """Return rooms and outcome as JSON; figures are decimal strings."""
    told: dict[str, object] = {"rooms": [_room(room, say) for room in rooms]}
    if outcome is not None:
        told["changes"] = {
            "replaced": [
                {"before": old.as_dict() if old else None, "after": new.as_dict()}
                for old, new in outcome.replaced
            ],
            "raised": [_key(one) for one in outcome.raised],
            "settled": [_key(one) for one in outcome.settled],
            "changed": [{"before": _key(old), "after": _key(new)} for old, new in outcome.changed],
        }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _room(room: Room, say: Messages) -> dict[str, object]:
    low, high = room.end("low", MUST), room.end("high", MUST)
    return {
        "document": room.document, "region": room.region, "year": room.year, "indicator": room.indicator,
        "indicator_id": room.indicator_id, "measure": room.measure, "base_unit": room.unit,
        "low": _bound(low), "low_closed": bool(low and low.closed),
        "high": _bound(high), "high_closed": bool(high and high.closed), "empty": room.empty,
        "limits": [_limit(one, room, say) for one in room.limits],
        "own": None if room.own is None else {
            "id": room.own.statement, "line": room.own.line, "quote": room.own.quote,
            "low": _decimal(room.own.low), "high": _decimal(room.own.high),
        },
        "verdict": room.verdict,
        "missing": [say(f"suggest.{key}", **fields) for key, fields in room.open],
    }  # fmt: skip


def _limit(limit: Limit, room: Room, say: Messages) -> dict[str, object]:
    return {
        "side": limit.side, "value": _decimal(limit.value), "closed": limit.closed,
        "strength": limit.strength, "rule": limit.rule, "reason": reason(limit, room, say),
        "statements": list(limit.statements),
    }  # fmt: skip


def _bound(limit: Limit | None) -> str | None:
    return None if limit is None else _decimal(limit.value)


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else _plain(value)


def _key(finding: Finding) -> Mapping[str, object]:
    return {
        "rule": finding.rule, "severity": finding.severity, "message": finding.message,
        "computation": finding.computation, "document": finding.document, "line": finding.line,
        "fingerprint": finding.fingerprint,
    }  # fmt: skip


def workbook(rooms: Sequence[Room], outcome: Outcome | None, say: Messages, today: date | None) -> bytes:
    """Return a workbook: the rooms, and what changes would do."""
    from checker.report.xlsx_book import Book, Column  # noqa: PLC0415 — heavy, only for this format

    book = Book(say, today)
    columns = [
        Column(say(f"suggest.column_{name}"), width) for name, width in zip(_COLUMNS, _WIDTHS, strict=True)
    ]
    sheet = book.sheet(say("suggest.sheet"), say("suggest.note"), columns, frozen=1)
    for room in rooms:
        told = tell(room, say).cells
        sheet.next()
        colour = {"fits": "met", "below": "error", "above": "error", "modest": "warning"}.get(
            room.verdict, ""
        )
        for at, name in enumerate(_COLUMNS):
            sheet.text(at, told[name], colour if name == "verdict" else "")
    sheet.done()
    if outcome is not None:
        heads = [Column(say("suggest.column_change"), 14), Column(say("suggest.column_finding"), 90)]
        second = book.sheet(say("suggest.sheet_changes"), say("suggest.note_changes"), heads)
        for key, found in (("raised", outcome.raised), ("settled", outcome.settled)):
            for finding in found:
                second.next()
                second.text(0, say(f"suggest.word_{key}"))
                second.text(1, "\n".join(_finding(finding, say)))
        for _, after in outcome.changed:
            second.next()
            second.text(0, say("suggest.word_changed"))
            second.text(1, "\n".join(_finding(after, say)))
        second.done()
    return book.packed()
