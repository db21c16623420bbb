"""Statements and readings made by hand, so that rules and tables are tested without the parser."""

from __future__ import annotations

from typing import Any

from checker.model import Document, Identity, Reading, Statement

_UNITS = {"growth": "%", "share": "%"}


def reading(path: str, *statements: Statement, text: str = "", **who: Any) -> Reading:
    """Return a reading of a document whose statements get its path, ids and one line each."""
    identity = Identity(**{"kind": "plan", "plan_year": 2024, "level": "district", **who})
    lines = dict(enumerate(text.split("\n"), 1)) if text else {}
    document = Document(path=path, identity=identity)
    for number, statement in enumerate(statements):
        statement.id = f"{path}:{number}"
        statement.document = path
        statement.line = statement.line or len(lines) + 1
        lines.setdefault(statement.line, statement.quote + "。")
        statement.end = statement.end or statement.start + len(statement.quote)
        if statement.region_path is None:
            statement.region, statement.region_path = identity.region, identity.region_path
    document.lines = lines
    return Reading(document, list(statements))


def target(indicator: str, measure: str, value: str, comparator: str = "eq", **more: Any) -> Statement:
    """Return a target for 2024: a point or a bound, in percent where the measure is a rate."""
    low = value if comparator in ("eq", "approx", "ge", "gt") else None
    high = value if comparator in ("eq", "approx", "le", "lt") else None
    return _statement(indicator, measure, value, {**more, "comparator": comparator, "low": low, "high": high})


def actual(indicator: str, measure: str, value: str, low: str, high: str, **more: Any) -> Statement:
    """Return an outcome for 2024: the rounding interval from low to high."""
    return _statement(indicator, measure, value, {**more, "modality": "actual", "low": low, "high": high})


def _statement(indicator: str, measure: str, value: str, more: dict[str, Any]) -> Statement:
    unit = more.pop("unit", _UNITS.get(measure, "亿元"))
    words = {"growth": "增长", "share": "达到"}.get(measure, "")
    given: dict[str, Any] = {
        "indicator": indicator,
        "quote": f"{indicator}{words}{value}{unit}",
        "measure": measure,
        "value": value,
        "unit": unit,
        "low_closed": more.get("low") is not None,
        "high_closed": more.get("high") is not None and more.get("modality", "target") == "target",
        "base_unit": "%" if unit == "%" else "元",
        "dimension": "ratio" if unit == "%" else "money",
        "period": "2024",
        "period_kind": "year",
        **more,
    }
    return Statement(**given)
