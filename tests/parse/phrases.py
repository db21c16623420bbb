"""The phrase corpus as cases: what a phrase must give, and how far a reading departs from it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

import yaml

from checker.model import Context, Statement
from checker.parse import naming, numerals, parse_phrase
from checker.parse.fold import fold
from checker.resources import folder

DEFAULTS = {"modality": "target", "period": "2024", "region": "白石区"}
# What a state without a figure is measured in is the indicator's own affair.
VALUELESS = ("delegated", "synced", "flat", "positive", "compare", "none")
EXACT = ("comparator", "period_kind", "value_high", "low", "high", "base_unit", "unit", "role")
LENIENT = ("reference", "basis", "scope")


@dataclass(frozen=True)
class Case:
    """One entry of the corpus."""

    theme: str
    text: str
    context: dict[str, str]
    says: list[dict[str, Any]] = field(default_factory=list)
    refuse: str | None = None

    def __str__(self) -> str:
        return f"{self.theme}: {self.text}"


@cache
def cases() -> tuple[Case, ...]:
    """Return every entry of ``grammar/corpus``, in order."""
    return tuple(_cases())


def _cases() -> Iterator[Case]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for path in sorted((folder("grammar") / "corpus").glob("*.yaml")):
        for entry in yaml.load(path.read_text("utf-8"), Loader=loader) or []:
            context = DEFAULTS | {k: str(v) for k, v in (entry.get("context") or {}).items()}
            yield Case(path.stem, entry["text"], context, entry.get("says") or [], entry.get("refuse"))


def read(case: Case) -> list[Statement]:
    """Parse a case's text in its context."""
    c = case.context
    region = c["region"]
    kind = "year" if c["period"].isdigit() else "by" if c["period"].startswith("..") else "span"
    return parse_phrase(case.text, Context(region, region, c["modality"], c["period"], kind))  # type: ignore[arg-type]


def departures(case: Case) -> list[str]:
    """Return how the statements read depart from what the case says; nothing where they agree."""
    rest = read(case)
    found: list[str] = []
    for wanted in case.says:
        best = max(
            (s for s in rest if _same_value(wanted, s)), key=lambda s: _agreement(wanted, s), default=None
        )
        if best is None:
            found.append(f"missing {wanted['indicator']} {wanted.get('value')}{wanted.get('unit') or ''}")
            continue
        rest.remove(best)
        found.extend(_fields(wanted, best, case))
    found.extend(f"extra {s.indicator} {s.value}{s.unit or ''}" for s in rest if s.value is not None)
    return found


def _same_value(wanted: dict[str, Any], statement: Statement) -> bool:
    if wanted.get("value") is None:
        # A number that is a word (两位数, 翻番) has no value in the corpus, but an interval or a bound.
        word = statement.value is not None and not statement.value[0].isdigit()
        return statement.value is None or (word and wanted["comparator"] == statement.comparator)
    unit = wanted.get("unit", statement.unit)
    return amount(str(wanted["value"]), unit) == amount(statement.value, statement.unit)


def _agreement(wanted: dict[str, Any], statement: Statement) -> tuple[int, int, int]:
    return (
        wanted["comparator"] == statement.comparator,
        same_name(wanted["indicator"], statement),
        wanted["measure"] == statement.measure,
    )


def _fields(wanted: dict[str, Any], statement: Statement, case: Case) -> Iterator[str]:
    name = wanted["indicator"]
    if not same_name(name, statement):
        yield f"indicator {name}: {statement.indicator}"
    if wanted.get("named", statement.indicator) != statement.indicator:
        yield f"named {wanted['named']}: {statement.indicator}"
    if wanted["measure"] != statement.measure and wanted["comparator"] not in VALUELESS:
        yield f"measure of {name} {wanted['measure']}: {statement.measure}"
    expected = {k: wanted[k] for k in EXACT if k in wanted}
    expected |= {k: wanted.get(k, case.context[k]) for k in ("modality", "period", "region")}
    if not case.context["period"].isdigit() and "period" not in wanted:
        del expected["period"]
    for key, value in expected.items():
        if value != "any" and str(value) != str(getattr(statement, key)) and key != "unit":
            yield f"{key} of {name} {value}: {getattr(statement, key)}"
    for key in LENIENT:
        if wanted.get(key) and not similar(str(wanted[key]), getattr(statement, key) or ""):
            yield f"{key} of {name} {wanted[key]}: {getattr(statement, key)}"


def amount(value: str | None, unit: str | None) -> tuple[Decimal | str | None, str]:
    """Return value and unit with the scale taken out of either: 1.2 万亿元 is 12000 亿元."""
    text, unit = (value or "").replace(",", ""), unit or ""
    scale = re.match("[百千]?[万亿]+|[百千]", unit)
    factor = numerals.scale_of(scale.group()) if scale else 1
    try:
        number = Decimal(text) if text[:1].isascii() and text else numerals.chinese(text)
    except (InvalidOperation, ValueError, KeyError):
        return text, unit
    return (number * factor).normalize(), unit[scale.end() :] if scale else unit


def same_name(name: str, statement: Statement) -> bool:
    """Whether a statement is about the indicator a case words: the same id, or names that agree."""
    known = naming.name_of(fold(name).text)
    if statement.indicator_id is not None and known.indicator_id == statement.indicator_id:
        return True
    return similar(name, statement.indicator) or similar(known.canonical, statement.indicator)


def plain(text: str) -> str:
    """Fold width and drop marks."""
    return re.sub(r"[\s，,、·“”\"'()（）的]", "", unicodedata.normalize("NFKC", text))


def similar(one: str, other: str) -> bool:
    """Whether one contains the other, or most pairs of neighbouring characters of the shorter agree."""
    a, b = plain(one), plain(other)
    if not a or not b:
        return False
    if a in b or b in a:
        return True
    left, right = ({t[i : i + 2] for i in range(len(t) - 1)} for t in (a, b))
    return 5 * len(left & right) >= 3 * min(len(left), len(right)) > 0
