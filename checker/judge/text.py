"""Messages of findings: templates filled with a row's fields, decimals as people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from checker.translate import English, quoted

_FIELD = re.compile(r"\{(\w+)(?:/(\w+))?(?::(\w+))?\}")
_SCALED = frozenset(
    {"元", "美元", "人", "户", "吨", "斤", "千瓦时", "平方米", "人次", "亩", "辆", "立方米", "吨标准煤"}
)
_ONE_POINT = re.compile(r"(?<![\d.,])1 percentage points")
_WEEKDAYS = dict(
    zip(
        "一二三四五六日",
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        strict=True,
    )
)
_HUNDRED_MILLION, _TEN_THOUSAND = Decimal(10) ** 8, Decimal(10) ** 4


@dataclass(frozen=True, slots=True)
class _Field:
    """One field of a template, with the words before it."""

    before: str
    name: str
    by: str  # the field it is divided by
    spec: str
    in_quotes: bool  # it shows a quote, which stays as written in every language


@cache
def _parsed(template: str) -> tuple[tuple[_Field, ...], str]:
    """Return the fields of a template, and the words after the last one."""
    found = []
    at = 0
    for match in _FIELD.finditer(template):
        as_written = quoted(template[: match.start()], template[match.end() :])
        before = template[at : match.start()]
        found.append(_Field(before, match[1], match[2] or "", match[3] or "", as_written))
        at = match.end()
    return tuple(found), template[at:]


@cache
def fields(template: str) -> frozenset[str]:
    """Return the names a template asks for.

    >>> sorted(fields("{region}{year}年{gap:base}"))
    ['gap', 'region', 'year']
    """
    return frozenset(name for field in _parsed(template)[0] for name in (field.name, field.by) if name)


def fill(template: str, row: Mapping[str, Any], english: English | None = None) -> str:
    """Return a template with the row's fields in place.

    ``{x}`` writes a decimal without trailing zeros; ``{x:base}`` with the row's ``base_unit``, scaled
    as people write it; ``{x:abs}`` its size; ``{x:short}`` cut to two decimals, marked 约;
    ``{x:weekday}`` names a day of the week in English;
    ``{x/y}`` a quotient and ``{x/y:percent}`` a ratio in percent, both cut likewise (rules cannot divide).
    Only plain names are looked up, so that a template cannot reach into objects. With ``english`` figures and
    the texts that the program composed are put into English; a field in quotation marks stays as written.

    >>> fill("{a}，{b:base}", {"a": Decimal("4.0000"), "b": Decimal("290000000000.0000"), "base_unit": "元"})
    '4，2900亿元'

    >>> fill("{a/b:percent}", {"a": Decimal("50.01"), "b": Decimal("57.18")})
    '约87.46%'

    Raises:
        KeyError: the row has no such field.
    """
    found, rest = _parsed(template)
    shown = []
    for field in found:
        value = row[field.name]
        shown.append(field.before)
        if field.by:
            ratio = _quotient(value, row[field.by], percent=field.spec == "percent")
            shown.append(ratio.replace("约", "about ") if english else ratio)
        elif english:
            shown.append(_in_english(value, field.spec, row, english, as_written=field.in_quotes))
        else:
            shown.append(value if isinstance(value, str) else _shown(value, field.spec, row))
    shown.append(rest)
    text = "".join(shown)
    return _ONE_POINT.sub("1 percentage point", text) if english else text


def number(value: Decimal) -> str:
    """Return a decimal without exponent and trailing zeros.

    >>> number(Decimal("-0.0000")), number(Decimal("12.3400"))
    ('0', '12.34')
    """
    shown = format(value, "f")
    if "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    return "0" if shown in ("-0", "") else shown


def with_unit(value: Decimal, base_unit: str) -> str:
    """Return a figure in the unit people would write.

    >>> with_unit(Decimal("13500"), "户"), with_unit(Decimal("4.5"), "%"), with_unit(Decimal("9999"), "人")
    ('1.35万户', '4.5%', '9999人')
    """
    if base_unit in _SCALED:
        if abs(value) >= _HUNDRED_MILLION:
            return f"{number(value / _HUNDRED_MILLION)}亿{base_unit}"
        if abs(value) >= _TEN_THOUSAND:
            return f"{number(value / _TEN_THOUSAND)}万{base_unit}"
    return f"{number(value)}{base_unit}"


def _quotient(value: Any, by: Any, *, percent: bool) -> str:
    if not isinstance(value, Decimal | int) or not isinstance(by, Decimal | int) or by == 0:
        return "—"
    ratio = Decimal(value) / Decimal(by) * (100 if percent else 1)
    return _short(ratio) + ("%" if percent else "")


def _short(value: Decimal) -> str:
    cut = value.quantize(Decimal("0.01"))
    return number(cut) if cut == value else f"约{number(cut)}"


# Units people write areas and grain in, by base unit: so many of one are so many of the other.
_WRITTEN = {"平方米": ("亩", 3, 2000), "吨": ("斤", 2000, 1)}


def _as_written(value: Decimal, row: Mapping[str, Any]) -> tuple[Decimal, str]:
    """Return a figure in the base unit, or in the unit that the row's own figures are written in."""
    base_unit = str(row.get("base_unit", ""))
    other, times, by = _WRITTEN.get(base_unit, ("", 1, 1))
    figures = [str(told) for name, told in row.items() if name.endswith("written")]
    if other and any(told.endswith(other) and not told.endswith("公斤") for told in figures):
        return (value * times / by).quantize(Decimal("0.01")), other
    return value, base_unit


def _shown(value: Any, spec: str, row: Mapping[str, Any]) -> str:
    if not isinstance(value, Decimal):
        return "" if value is None else str(value)
    if spec == "base":
        return with_unit(*_as_written(value, row))
    if spec == "abs":
        return number(abs(value))
    if spec == "short":
        return _short(value)
    return number(value)


def _in_english(value: Any, spec: str, row: Mapping[str, Any], english: English, *, as_written: bool) -> str:
    if isinstance(value, Decimal) and spec == "base":
        return english.figure(*_as_written(value, row))
    if spec == "weekday":
        return _WEEKDAYS.get(str(value), str(value))
    shown = _shown(value, spec, row)
    if isinstance(value, Decimal):
        return shown.replace("约", "about ")
    return shown if as_written else english(shown)
