"""Rows of a rule to findings: one per anchor (or fold), evidence with the own place first."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import PurePath
from typing import Any

from checker.errors import InternalError
from checker.judge.engine import COMPUTED, Row
from checker.judge.rulefile import Rule
from checker.judge.text import fields, fill, number
from checker.model import Evidence, Finding
from checker.settings import Settings
from checker.table import Place
from checker.translate import English, translator

# The number at the head of a heading or list item, folded: renumbering makes no other finding of it.
_NUMBER = re.compile(
    r"^(?:\(?[一二三四五六七八九十百\d]{1,4}(?:[)、]|\.(?!\d))|第[一二三四五六七八九十百\d]+[章节条部分篇]+)+"
)
# What could not be checked hangs on the company a document is read in: it is one finding all the same.
_BY_PLACE = frozenset({"PC904"})
_WHOLE = "doc:"  # ids of whole documents begin so
_WEIGHT = {"note": 0, "warning": 1, "error": 2}
_MOST_ITEMS = 6
# Pieces that one finding shows of each of its texts; the rest is counted.
_MOST = {"message": 1, "computation": 40, "slack": 3, "suggestion": 3}


@dataclass(slots=True)
class Draft:
    """A finding with the ids it rests on, before ranking decides which one reports the defect."""

    finding: Finding
    anchors: tuple[str, ...]
    against: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)


def drafts(rule: Rule, rows: Sequence[Row], places: Mapping[str, Place]) -> tuple[list[Draft], list[Draft]]:
    """Return the findings of a rule, and what it compared and found to agree.

    Args:
        rule: The rule the rows are of.
        rows: In any order; ``anchor`` and ``against`` are ids of places, ``verdict`` may say pass.
        places: By id.
    Raises:
        InternalError: an anchor that is no place, or a template that asks for a missing column.
    """
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        verdict = str(row.get("verdict") or "fail")
        groups[verdict, str(row.get("fold") or row["anchor"])].append(row)
    failed: list[Draft] = []
    passed: list[Draft] = []
    for (verdict, _), group in groups.items():
        made = _draft(rule, _in_order(group, places, rule), places)
        (passed if verdict == "pass" else failed).append(made)
    for list_ in (failed, passed):
        list_.sort(key=lambda draft: order(draft.finding))
    return failed, passed


def redraft(rule: Rule, rows: list[Row], places: Mapping[str, Place]) -> Draft:
    """Return a finding made anew from some of its rows, which are in order."""
    return _draft(rule, rows, places)


def order(finding: Finding) -> tuple[Any, ...]:
    """Return the key that findings are sorted by: document, place, rule."""
    return (
        finding.document, finding.line, finding.start, finding.end, finding.rule,
        finding.message, finding.fingerprint,
    )  # fmt: skip


def _in_order(rows: list[Row], places: Mapping[str, Place], rule: Rule) -> list[Row]:
    """Return rows by their places; those that name the same ones by all they say."""
    if len(rows) == 1:
        return rows
    keys = [_row_order(row, places, rule) for row in rows]
    if len(set(keys)) < len(keys):
        keys = [(*key, _told(row)) for key, row in zip(keys, rows, strict=True)]
    order = sorted(range(len(rows)), key=keys.__getitem__)
    return [rows[at] for at in order]


def _row_order(row: Row, places: Mapping[str, Place], rule: Rule) -> tuple[Any, ...]:
    anchor = _place(row["anchor"], places, rule)
    named = witnesses(row)
    against = places.get(named[0][0]) if named else None
    other = (against.document, against.line, against.start, against.id) if against else ("", 0, 0, "")
    return (anchor.document, anchor.line, anchor.start, anchor.end, anchor.id, *other)


def _told(row: Row) -> tuple[str, ...]:
    # Engines write the same decimal with more or fewer zeros behind it.
    plain = {name: number(value) if isinstance(value, Decimal) else value for name, value in row.items()}
    return tuple(f"{name}={plain[name]}" for name in sorted(plain))


def _place(name: Any, places: Mapping[str, Place], rule: Rule) -> Place:
    try:
        return places[str(name)]
    except KeyError:
        raise InternalError(
            rule.code, f"列 anchor 或 against 给出“{name}”，不是一处数据的 id", fix=f"见 {rule.path.name}"
        ) from None


def _draft(rule: Rule, rows: list[Row], places: Mapping[str, Place]) -> Draft:
    first = rows[0]
    anchors = tuple(dict.fromkeys(str(row["anchor"]) for row in rows))
    own = _place(anchors[0], places, rule)
    evidence, against = _evidence(rule, rows, anchors, places)
    finding = Finding(
        rule=rule.code,
        name=rule.name,
        severity=_worst(rule, rows),
        message=_text(rule, "message", rows) or rule.name,
        document=own.document,
        line=own.line,
        start=own.start,
        end=own.end,
        quote=own.quote,
        region=_field(first, "region") or own.region,
        indicator=_field(first, "indicator") or own.indicator,
        period=_field(first, "period") or own.period,
        evidence=evidence,
        computation=_text(rule, "computation", rows),
        slack=_text(rule, "slack", rows),
        suggestion=_text(rule, "suggestion", rows),
    )
    finding.fingerprint = _fingerprint(rule, finding, [places[name] for name in (*anchors, *against)], rows)
    return Draft(finding, anchors, against, rows)


def _evidence(
    rule: Rule, rows: list[Row], anchors: tuple[str, ...], places: Mapping[str, Place]
) -> tuple[list[Evidence], tuple[str, ...]]:
    """Return the evidence and the ids of the witnesses, the finding's own place first."""
    roles: dict[str, str] = {}
    for row in rows:
        for name, role in witnesses(row):
            if name not in anchors:
                _place(name, places, rule)
                roles.setdefault(name, role)
    shown = [_as_evidence(places[anchors[0]], "finding")]
    shown.extend(_as_evidence(places[name], "also") for name in anchors[1:])
    shown.extend(_as_evidence(places[name], role) for name, role in roles.items())
    return shown, tuple(roles)


def named(rows: Sequence[Row]) -> set[str]:
    """Return the ids that rows of one rule name: their anchors' and those of their witnesses."""
    columns = ["anchor", *(column for column, _ in _naming(tuple(rows[0])))] if rows else []
    return {str(row[column]) for column in columns for row in rows if row[column]}


def witnesses(row: Row) -> list[tuple[str, str]]:
    """Return the ids a row names as evidence, with their roles.

    ``against`` has the role that column ``role`` names; ``against_whole`` has the role ``whole``.

    >>> witnesses({"anchor": "a", "against": "b", "role": "parent", "against_prior_year": "c"})
    [('b', 'parent'), ('c', 'prior-year')]
    """
    return [
        (str(row[column]), role or str(row.get("role") or "against"))
        for column, role in _naming(tuple(row))
        if row[column]
    ]


@cache
def _naming(columns: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the columns that hold ids of witnesses, each with the role its name gives."""
    return tuple(
        (column, column.removeprefix("against").removeprefix("_").replace("_", "-"))
        for column in columns
        if column == "against" or column.startswith("against_")
    )


def _as_evidence(place: Place, role: str) -> Evidence:
    name = place.id if place.statement else None
    return Evidence(name, place.document, place.line, place.start, place.end, place.quote, role)


def _worst(rule: Rule, rows: list[Row]) -> str:
    said = [str(row.get("severity") or rule.severity) for row in rows]
    unknown = [severity for severity in said if severity not in _WEIGHT]
    if unknown:
        raise InternalError(rule.code, f"没有级别“{unknown[0]}”", fix=f"见 {rule.path.name}")
    worst = max(said, key=_WEIGHT.__getitem__)
    return "note" if rule.status == "preview" else worst


def put(rule: Rule, finding: Finding, rows: list[Row], language: str) -> None:
    """Write a finding's texts in another language, as far as the rule's header gives it.

    Everything else about it, its fingerprint and order included, is the same in every language.
    """
    english = translator(language)
    if isinstance(english, English) and "message" in rule.english:
        message = _text(rule, "message", rows, english)
        finding.message = message[:1].upper() + message[1:] if message else finding.message
        finding.computation = _text(rule, "computation", rows, english)
        finding.slack = _text(rule, "slack", rows, english)
        finding.suggestion = _text(rule, "suggestion", rows, english)


def _text(rule: Rule, name: str, rows: list[Row], english: English | None = None) -> str | None:
    """Return the templates filled from the rows, each piece once; None where nothing is said."""
    templates = rule.english.get(name, {}) if english else getattr(rule, name)
    most = _MOST[name]
    pieces: dict[str, None] = {}
    computed: Row = {}
    for row in rows:
        template = _template(templates, row)
        if template:
            if not computed and not fields(template).isdisjoint(COMPUTED):
                # One target promised in two places of a document is one of those listed.
                listed = {row["item"] for row in rows if row.get("item")}
                computed = {"count": len(listed) or _count(rows), "items": _items(rows, english)}
            pieces.setdefault(_filled(rule, template, {**row, **computed} if computed else row, english))
            if most == 1:
                break
    shown = list(pieces)[:most]
    if len(pieces) > most:
        more = len(pieces) - most
        shown.append(f"and {more} more" if english else f"另有{more}项")
    return ("; " if english else "；").join(shown) or None


def _template(templates: Mapping[str, str], row: Row) -> str:
    """Return the template for a row: that of its variant, else the one for all."""
    if not templates:
        return ""
    variant = str(row.get("variant") or "")
    return templates[variant] if variant in templates else templates.get("", "")


def _filled(rule: Rule, template: str, row: Row, english: English | None) -> str:
    try:
        return fill(template, row, english)
    except KeyError as missing:
        fix = f"见 {rule.path.name}"
        raise InternalError(rule.code, f"模板用到没有的列“{missing.args[0]}”", fix=fix) from None


def _count(rows: list[Row]) -> int:
    return len({str(row["anchor"]) for row in rows})


def _items(rows: list[Row], english: English | None = None) -> str:
    """Return the distinct values of column ``item``, in the order of the rows: ``甲、乙等9项``."""
    found = list(dict.fromkeys(str(row["item"]) for row in rows if row.get("item")))
    shown, more = found[:_MOST_ITEMS], len(found) - _MOST_ITEMS
    if english:
        told = ("; " if any("," in english(item) for item in shown) else ", ").join(map(english, shown))
        return f"{told} and {more} more" if more > 0 else told
    return "、".join(shown) + (f"等{len(found)}项" if more > 0 else "")


def _field(row: Row, name: str) -> str | None:
    value = row.get(name)
    return str(value) if value not in (None, "", 0) else None


def _fingerprint(rule: Rule, finding: Finding, stands: list[Place], rows: list[Row]) -> str:
    """Return a key that survives moved lines: rule, region, indicator, period, unit and values.

    Where no statement is at hand it rests on the quote without its list number, and on what the message
    says of it: the fields, not the wording, which may change from version to version.
    """
    if any(place.statement for place in stands):
        content = sorted(f"{place.indicator}|{place.period}|{_folded(place.values)}" for place in stands)
    else:
        # A document known by region and year is the same one when its title gains a （草案）.
        known = stands[0].id.startswith(_WHOLE) and finding.region and finding.period
        content = ["" if known else _NUMBER.sub("", _folded(finding.quote)), *_said(rule, rows)]
        if rule.code in _BY_PLACE:
            content = content[:1]
        if not finding.quote and finding.region is None:
            content.append(PurePath(finding.document).stem)
    parts = [rule.code, finding.region, finding.indicator, finding.period, *content]
    digest = hashlib.sha256("\x1f".join(part or "" for part in parts).encode()).hexdigest()
    return f"{rule.code}:{digest[:12]}"


def _said(rule: Rule, rows: list[Row]) -> list[str]:
    """Return the fields that the message of a finding shows, with their values."""
    found: set[str] = set()
    for row in rows:
        template = _template(rule.message, row)
        values = {**row, "items": row.get("item"), "count": _count(rows)}
        found |= {f"{name}={_folded(str(values.get(name)))}" for name in fields(template)}
    return sorted(found)


@lru_cache(maxsize=50_000)  # values of statements, looked at once by every rule that finds them
def _folded(quote: str) -> str:
    return "".join(unicodedata.normalize("NFKC", quote).split())


def number_equal(findings: list[Finding]) -> None:
    """Give findings that share a fingerprint an ordinal, in their order: ``…``, ``…-2``, ``…-3``."""
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.fingerprint] += 1
        if seen[finding.fingerprint] > 1:
            finding.fingerprint = f"{finding.fingerprint}-{seen[finding.fingerprint]}"


def is_off(rule: Rule, settings: Settings) -> bool:
    """Say whether settings switch a rule off: then it neither reports nor outranks."""
    return settings.severity_of(rule.code, rule.name) == "off"


def set_severity(rule: Rule, finding: Finding, settings: Settings) -> None:
    """Give a finding the severity that settings name for its rule.

    A severity that a row lowers stays below the one that is set.
    """
    wanted = settings.severity_of(rule.code, rule.name)
    if wanted is None:
        return
    lowered = _WEIGHT[finding.severity] < _WEIGHT[rule.severity]
    finding.severity = min(finding.severity, wanted, key=_WEIGHT.__getitem__) if lowered else wanted
