"""Automatic list numbers of Word, computed as Word shows them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from checker.read.word_package import W
from checker.read.word_styles import ListPlace, Styles, is_number, is_on_value, value_of

if TYPE_CHECKING:
    from lxml import etree

_LEVELS = 9
_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LONGEST_PATTERN = 200  # characters; it stands before each of its paragraphs
_SLOT = re.compile(r"%([1-9])")
# After these a number reads as closed; a blank would only come between 一、 and its text.
_CLOSED = "、，。：）】〕》．　"


@dataclass(slots=True)
class _Level:
    """One level of a list as numbering.xml defines it."""

    start: int = 1
    format: str = "decimal"
    pattern: str = ""  # with %1 … %9 for the numbers of the levels
    suffix: str = "tab"  # tab, space or nothing between number and text
    restart: int | None = None  # the level (from 1) after which it starts anew; 0: never; None: any higher
    legal: bool = False  # all numbers as plain digits
    style: str | None = None  # paragraph style tied to the level
    custom: str = ""  # pattern of digits of a custom format: 001, 002, 003, ...


@dataclass(slots=True)
class _List:
    """One w:num: the definition it uses and what it changes."""

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)  # w:startOverride by level


class Numbering:
    """The lists of one document and how far each has come. Ask for numbers in document order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}  # by definition: lists that share one go on counting
        self._restarted: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root)

    def label(self, direct: ListPlace | None, style_name: str) -> str:
        """Count one paragraph and return its number, with the blank that separates it from the text.

        Args:
            direct: what the paragraph itself says about its list.
            style_name: id of the paragraph's style.
        Returns:
            For instance ``一、`` or ``1. ``; nothing for bullets and for paragraphs in no list.
        """
        inherited = self._styles.get(style_name).place
        number = direct.number if direct and direct.number is not None else None
        if number is None and inherited:
            number = inherited.number
        found = self._lists.get(number or "")
        if found is None or number in (None, "0"):
            return ""
        level = self._level_of(found, direct, inherited, style_name)
        counts = self._count(number or "", found, level)
        return self._show(found, level, counts)

    @staticmethod
    def _level_of(
        found: _List, direct: ListPlace | None, inherited: ListPlace | None, style_name: str
    ) -> int:
        if direct and direct.level is not None:
            return direct.level
        tied = [index for index, level in found.levels.items() if style_name and level.style == style_name]
        if tied:
            return tied[0]
        if inherited and inherited.level is not None and not (direct and direct.number is not None):
            return inherited.level
        return 0

    def _count(self, number: str, found: _List, level: int) -> list[int | None]:
        counts = self._counts.setdefault(found.abstract, [None] * _LEVELS)
        now = counts[level]
        if level in found.starts and (number, level) not in self._restarted:
            self._restarted.add((number, level))
            counts[level] = found.starts[level]
        elif now is None:
            counts[level] = found.levels.get(level, _Level()).start
        else:
            counts[level] = now + 1
        for deeper in range(level + 1, _LEVELS):
            restart = found.levels.get(deeper, _Level()).restart
            if restart is None or (restart != 0 and level < restart):
                counts[deeper] = None
        return counts

    @staticmethod
    def _show(found: _List, level: int, counts: list[int | None]) -> str:
        own = found.levels.get(level, _Level(pattern=f"%{level + 1}."))
        if own.format == "bullet":
            return ""

        def fill(slot: re.Match[str]) -> str:
            index = int(slot.group(1)) - 1
            other = found.levels.get(index, _Level())
            count = counts[index]
            count = other.start if count is None else count
            if own.legal and other.format != "none":
                return str(count)
            return format_number(count, other.format, other.custom)

        text = _SLOT.sub(fill, own.pattern)
        if not text.strip() or own.suffix == "nothing":
            return text
        return text if text[-1] in _CLOSED else f"{text.rstrip()} "

    # ---------------------------------------------------------- loading

    def _load(self, root: etree._Element) -> None:
        abstracts = {
            element.get(f"{W}abstractNumId") or "": element
            for element in root.iterchildren(f"{W}abstractNum")
        }
        numbers = {element.get(f"{W}numId") or "": element for element in root.iterchildren(f"{W}num")}
        for name, element in numbers.items():
            abstract = value_of(element.find(f"{W}abstractNumId")) or ""
            abstract = self._resolve(abstract, abstracts, numbers)
            if abstract in abstracts:
                self._lists[name] = self._read_list(abstract, abstracts[abstract], element)

    def _resolve(
        self, name: str, abstracts: dict[str, etree._Element], numbers: dict[str, etree._Element]
    ) -> str:
        """Follow w:numStyleLink: a definition that only points to a list style's."""
        for _ in range(_LEVELS):
            element = abstracts.get(name)
            link = value_of(element.find(f"{W}numStyleLink")) if element is not None else None
            number = numbers.get(self._styles.number_of(link) or "") if link else None
            if number is None:
                break
            name = value_of(number.find(f"{W}abstractNumId")) or name
        return name

    @staticmethod
    def _read_list(abstract: str, definition: etree._Element, element: etree._Element) -> _List:
        levels = {_index(level): _read_level(level) for level in definition.iterchildren(f"{W}lvl")}
        starts: dict[int, int] = {}
        for override in element.iterchildren(f"{W}lvlOverride"):
            index = _index(override)
            replaced = override.find(f"{W}lvl")
            if replaced is not None:
                levels[index] = _read_level(replaced)
            start = _integer(value_of(override.find(f"{W}startOverride")))
            if start is not None:
                starts[index] = start
        return _List(abstract, levels, starts)


def _index(element: etree._Element) -> int:
    return min(_integer(element.get(f"{W}ilvl")) or 0, _LEVELS - 1)


def _integer(value: str | None) -> int | None:
    return int(value[:9]) if value and is_number(value) else None


def _read_level(element: etree._Element) -> _Level:
    start = _integer(value_of(element.find(f"{W}start")))
    form = next(element.iter(f"{W}numFmt"), None)
    legal = element.find(f"{W}isLgl")
    return _Level(
        # Without w:start a level begins at 0, as ISO 29500-1 17.9.25 says.
        start=0 if start is None else start,
        format=value_of(form) or "decimal",
        pattern=(value_of(element.find(f"{W}lvlText")) or "")[:_LONGEST_PATTERN],
        suffix=value_of(element.find(f"{W}suff")) or "tab",
        restart=_integer(value_of(element.find(f"{W}lvlRestart"))),
        legal=legal is not None and is_on_value(legal.get(f"{W}val")),
        style=value_of(element.find(f"{W}pStyle")),
        custom=(form.get(f"{W}format") or "") if form is not None else "",
    )


# -------------------------------------------------------------- formats


def format_number(count: int, name: str, custom: str = "") -> str:
    """Return a list number in one of the formats of ISO 29500 (w:numFmt).

    An unknown format, or a number that a format cannot show, is given in plain digits, as Word does.

    >>> [format_number(n, "chineseCountingThousand") for n in (1, 10, 12, 20, 105)]
    ['一', '十', '十二', '二十', '一百零五']
    >>> format_number(12, "ideographDigital"), format_number(4, "upperRoman"), format_number(9, "decimal")
    ('一二', 'IV', '9')
    """
    if name == "none":
        return ""
    if name == "custom":
        width = len(custom.split(",", 1)[0].strip())
        return f"{count:0{min(width, 9)}d}" if custom[:1] == "0" else str(count)
    formatter = _FORMATTERS.get(name)
    return (formatter(count) if formatter and count >= 0 else None) or str(count)


def _counting(count: int) -> str:
    """Write 1 to 99,999 as spoken: 十二, 一百零五."""
    if count == 0:
        return "零"
    if count >= 100_000:
        return str(count)
    text = ""
    gap = False
    for power, unit in ((10_000, "万"), (1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = count // power % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + _DIGITS[digit] + unit
        gap = False
    return text[1:] if text.startswith("一十") else text


def _counting_short(count: int) -> str:
    return _counting(count) if count < 100 else _by_digit("○" + _DIGITS[1:])(count)


def _by_digit(digits: str) -> Callable[[int], str]:
    return lambda count: "".join(digits[int(digit)] for digit in str(count))


def _legal(digits: str) -> Callable[[int], str]:
    units = str.maketrans(
        {**dict(zip(_DIGITS[1:], digits[1:], strict=True)), "十": "拾", "百": "佰", "千": "仟"}
    )

    def write(count: int) -> str:
        text = _counting(count)
        return (f"一{text}" if text.startswith("十") else text).translate(units)

    return write


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda count: signs[count - 1] if 0 < count <= len(signs) else ""


def _letters(first: str) -> Callable[[int], str]:
    """Letters repeat: z, aa, bb. Word stops at 780; a longer one is shown in digits."""
    return lambda count: (
        chr(ord(first) + (count - 1) % 26) * ((count - 1) // 26 + 1) if 0 < count <= 780 else ""
    )


def _roman(count: int) -> str:
    text = ""
    if not 0 < count < 32_768:
        return text
    for value, sign in _ROMAN:
        text += sign * (count // value)
        count %= value
    return text


def _signs(first: str, last: int, start: int = 1) -> Callable[[int], str]:
    return lambda count: chr(ord(first) + count - start) if start <= count <= last else ""


_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_FORMATTERS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda count: f"{count:02d}",
    "decimalFullWidth": lambda count: str(count).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda count: str(count).translate(_FULL_WIDTH),
    "numberInDash": lambda count: f"- {count} -",
    "upperRoman": lambda count: _roman(count).upper(),
    "lowerRoman": _roman,
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "chineseCounting": _counting_short,
    "taiwaneseCounting": _counting_short,
    "chineseCountingThousand": _counting,
    "taiwaneseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "ideographDigital": _by_digit(_DIGITS),
    "japaneseDigitalTenThousand": _by_digit(_DIGITS),
    "taiwaneseDigital": _by_digit("○" + _DIGITS[1:]),
    "koreanDigital2": _by_digit(_DIGITS),
    "chineseLegalSimplified": _legal(_LEGAL),
    "ideographLegalTraditional": _legal(_LEGAL_TRADITIONAL),
    "japaneseLegal": _legal(_LEGAL_TRADITIONAL),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographZodiacTraditional": lambda count: (
        _STEMS[(count - 1) % 10] + _BRANCHES[(count - 1) % 12] if 0 < count <= 60 else ""
    ),
    "decimalEnclosedCircle": _signs("①", 20),
    "decimalEnclosedCircleChinese": _signs("①", 20),
    "decimalEnclosedParen": _signs("⑴", 20),
    "decimalEnclosedFullstop": _signs("⒈", 20),
    "ideographEnclosedCircle": _signs("㊀", 10),
    "ordinal": lambda count: f"{count}{_ordinal_ending(count)}",
}


def _ordinal_ending(count: int) -> str:
    if count % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
