"""Numbers of a workbook as its formats show them: what is printed is what the reader sees and checks."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

# The formats that a workbook names by number only, in its Chinese version (ECMA-376 18.8.30).
BUILT_IN: dict[int, str] = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"', 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}  # fmt: skip
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<skip>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+)|(?P<date>[yYdD]+|[mM]+|[hHsS]+|AM/PM|上午/下午)"
    r"|(?P<general>General|G/通用格式)|(?P<exponent>[eE][+-]0+)|(?P<other>.)",
    re.S,
)
_DAYS = range(1, 2_958_466)  # 1900 to 9999
_CURRENCY = re.compile(r"\$([^-\]]*)")


def shown(value: str, code: str, *, from_1904: bool = False) -> str:
    """Return a number as a cell of this format shows it.

    Args:
        value: as the workbook stores it, with up to 17 digits.
        code: the number format.
        from_1904: days count from 1904.

    >>> shown("5.5E-2", "0.0%"), shown("12345.678", "#,##0.00"), shown("0.1", "General")
    ('5.5%', '12,345.68', '0.1')
    >>> shown("45356", 'yyyy"年"m"月"d"日"'), shown("-3.25", '0.0"亿元";(0.0)')
    ('2024年3月5日', '(3.3)')
    """
    try:
        # Stored in binary: 15 digits are what was entered, the rest is noise.
        number = Decimal(f"{float(value):.15g}")
    except (ValueError, InvalidOperation, OverflowError):
        return value
    if not number.is_finite():
        return value
    section, number = _section(code, number)
    tokens = _tokens(section)
    kinds = {kind for kind, _ in tokens}
    if "date" in kinds and "digits" not in kinds:
        return _date(number, tokens, from_1904=from_1904) or general(number)
    if "exponent" in kinds or any(kind == "other" and text == "/" for kind, text in tokens):
        return general(number)
    if "digits" not in kinds:
        text = "".join(general(number) if kind == "general" or text == "@" else text for kind, text in tokens)
        return text if {"general"} & kinds or "@" in section else (text.strip() or "")
    return _number(number, tokens)


def general(number: Decimal) -> str:
    """Return a number as a cell without format shows it: eleven digits at most.

    >>> general(Decimal("1234.5600000000001")), general(Decimal("5.10")), general(Decimal("1E+3"))
    ('1234.56', '5.1', '1000')
    """
    if number == 0:
        return "0"
    places = max(0, min(30, 10 - max(number.adjusted(), 0)))
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) if number.adjusted() < 25 else number
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _section(code: str, number: Decimal) -> tuple[str, Decimal]:
    """Return the part of the format for this number's sign, and the number as that part shows it."""
    sections = _split(code)
    if len(sections) == 1 or number > 0:
        return sections[0], number
    if number < 0:
        return sections[1], -number
    return (sections[2], number) if len(sections) > 2 else (sections[0], number)


@lru_cache(maxsize=256)
def _split(code: str) -> tuple[str, ...]:
    parts = re.findall(r'(?:"[^"]*"?|\\.|[^;"\\])+|(?<=;)(?=;|$)', code) or [code]
    return tuple(parts)


@lru_cache(maxsize=256)
def _tokens(section: str) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for match in _TOKEN.finditer(section):
        kind, text = match.lastgroup or "other", match.group(match.lastgroup or 0)
        if kind in ("quoted", "escaped"):
            found.append(("literal", text))
        elif kind == "bracket":
            money = _CURRENCY.match(text)
            if money and money.group(1):
                found.append(("literal", money.group(1)))
            elif text.lower() in ("h", "hh", "m", "mm", "s", "ss"):
                found.append(("date", text))
        elif kind == "skip":
            found.append(("literal", " "))
        elif kind != "fill":
            found.append((kind, text))
    return tuple(found)


def _number(number: Decimal, tokens: tuple[tuple[str, str], ...]) -> str:
    percent = sum(1 for kind, text in tokens if kind == "other" and text in "%％")
    number = number.scaleb(2 * percent)
    masks = [text for kind, text in tokens if kind == "digits"]
    mask = masks[0]
    whole, _, part = mask.partition(".")
    scaled = len(mask) - len(mask.rstrip(","))  # each comma at the end stands for a thousand
    number, part = number.scaleb(-3 * scaled), part.rstrip(",")
    grouped = "," in whole.rstrip(",")
    rounded = (
        number.quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP) if number.adjusted() < 25 else number
    )
    digits = f"{abs(rounded):{',' if grouped else ''}f}"
    head, _, tail = digits.partition(".")
    while tail and part[len(tail) - 1 :][:1] in ("#", "?") and tail.endswith("0"):
        tail = tail[:-1]
    least = whole.rstrip(",").replace(",", "").count("0")
    head = head.rjust(least, "0") if head != "0" or least else ""
    text = ("-" if rounded < 0 else "") + (f"{head}.{tail}" if tail else head or "0")
    told = ""
    placed = False
    for kind, piece in tokens:
        if kind == "digits":
            told += "" if placed else text
            placed = True
        else:
            told += piece
    return told.strip()


def _date(number: Decimal, tokens: tuple[tuple[str, str], ...], *, from_1904: bool) -> str:
    if int(number) not in _DAYS and not 0 <= number < 1:
        return ""
    # Day 60 of the 1900 system is a 29 February that never was.
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30 if number >= 60 else 31)
    seconds = int((number % 1 * 86_400).to_integral_value(ROUND_HALF_UP))
    try:
        moment = start + timedelta(days=int(number), seconds=seconds)
    except OverflowError:
        return ""
    told = []
    after_hour = False
    for kind, text in tokens:
        if kind != "date":
            told.append(text)
            continue
        letter = text[0].lower()
        minute = letter == "m" and after_hour
        after_hour = letter in "h" or (after_hour and letter not in "sdy")
        told.append(_date_part(moment, letter, len(text), minute=minute))
    return "".join(told).strip()


def _date_part(moment: datetime, letter: str, width: int, *, minute: bool) -> str:
    if letter == "y":
        return f"{moment.year:04d}" if width > 2 else f"{moment.year % 100:02d}"
    values = {
        "m": moment.minute if minute else moment.month,
        "d": moment.day,
        "h": moment.hour,
        "s": moment.second,
    }
    if letter not in values:
        return "上午" if moment.hour < 12 else "下午"
    return f"{values[letter]:0{min(width, 2)}d}"
