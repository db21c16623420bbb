"""Number expressions with their units: the one place that knows how figures are written."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from checker.expressions import Alternatives, any_of
from checker.parse import lexicon, numerals
from checker.value import value

_CN = "零一二两三四五六七八九十百千万亿"
_ARABIC = r"(?<!\d)(?<!\d\.)\d+(?:\.\d+)?(?!\d|\.\d)"  # 5.5.2 is none
_CHINESE = rf"[{_CN}]+(?:点[零一二三四五六七八九]+)?"
_VAGUE_SUFFIX = "余多几来"
# A single Chinese digit before one of these is far more often part of a name (三峰, 五角, 二期) than a count.
_RARE_AFTER_DIGIT = frozenset("峰角度届期线站街镇村点层步股门地日天次环带轮口头度号")
_BEFORE_SCALE = frozenset("近超过破逾达约上越近到以数及足愈")
_NO_FIGURE_BEHIND = re.compile(r"$|[，。；、）\d ]|增长|下降|同比|比上年")
_JOIN = r"(?:-|—|~|至|到)"


@value(frozen=True, slots=True)
class Quantity:
    """One written figure: value(s) as written, scale and unit, and what vagueness it carries.

    ``kind`` is the unit's kind (percent, points, money, count …), ``proportion`` (a:b:c), ``fraction``,
    ``half``, ``tenths``, ``rank`` or ``bare``.
    """

    start: int
    end: int
    value: str
    high: str | None
    scale: str
    unit: str
    kind: str
    vague: str | None = None  # more (余 多 几), over (上百), some (数十, 十几), digits (两位数)
    negative: bool = False
    parts: tuple[str, ...] = ()  # of a proportion a:b:c

    @property
    def written_unit(self) -> str | None:
        """Scale and unit as the contract writes them (万户), None where neither is written."""
        return (self.scale + self.unit) or None

    def number(self, written: str | None = None) -> Decimal:
        """Return the value in the written unit's base, scale applied, unit factor not."""
        text = self.value if written is None else written
        digits = Decimal(text) if text[0].isdigit() else numerals.chinese(text)
        return digits * numerals.scale_of(self.scale)


# Units that are none where they begin a word: 30万群众, and 折 (ten per cent) in 折算, 折合, 折旧.
_BEGINS_WORDS = {"折": "算合旧射返叠", "群": "众体"}

# How each kind of figure is written; `{unit}` stands for any unit of units.tsv. Tried in this order.
_SHAPES = (
    r"(?P<ratio>\d+(?:\.\d+)?(?:[:：]\d+(?:\.\d+)?){1,3})",
    rf"(?P<fraction>百|千|万)分之(?P<fracval>{_CHINESE}|{_ARABIC})",
    rf"(?P<denominator>[{_CN}]+)分之(?P<numerator>[{_CN}]+)",
    r"(?P<slash>(?<![\d/.])[1-9]\d?/[1-9]\d?(?![\d/.%十百千万亿]))",
    r"(?P<digits>[两三]位数)",
    r"(?P<doubling>(?<![效应])翻[一两二三四]番|翻番|(?<!成)倍增(?![效计方行长”’三五])|翻了?[一两二三四]番)(?P<doublemore>多)?",
    r"(?P<half>[超过]?(?:一半|半数|过半)(?=以上|[，。；、）]|$|的))",
    r"(?P<some>[数几成上][十百千万亿]+|十几|几十|两三|三四|三五|五六|七八)(?P<somescale>[万亿]*)"
    r"(?P<someunit>{unit})?",
    r"(?P<hundredmillions>(?<![\d.])\d+)亿(?P<tenthousands>\d{1,4})万(?P<amountunit>元|美元|斤|公斤|吨|人)",
    r"(?P<neg>(?<![\dA-Za-z“”%年月日号])-)?"
    rf"(?P<low>{_ARABIC})(?:(?P<lowunit>[百千]?[万亿]*(?:{{unit}})|[万亿千百]+)?{_JOIN}-?(?P<high>{_ARABIC}))?"
    rf"(?P<vague>[{_VAGUE_SUFFIX}])?(?P<scale>[百千]?[万亿]+|[百千](?=[^分克瓦米佛山]))?"
    r"(?P<vague2>[余多几](?!种|样|元化|功能|方|层))?(?P<unit>{unit})?(?P<vague3>多(?=[^\d种样元功方层位家个级式]|$))?",
    r"(?P<nines>[一二两三四五六七八九]成[一二三四五六七八九半])",
    rf"(?P<step>[{_CN}]+(?=元?(?:的)?新?(?:台阶|大关|量级)))(?P<stepunit>元)?",
    rf"(?P<cn>{_CHINESE})(?:{_JOIN}(?P<cnhigh>{_CHINESE}))?(?P<cnvague>[{_VAGUE_SUFFIX}])?"
    r"(?P<cnscale>[万亿]+)?(?P<cnunit>{unit})(?P<cnmore>(?<=[倍番])多)?",
    r"(?P<large>[一二三四五六七八九两十][零一二三四五六七八九十百千]*[万亿])(?=[，。；、）]|$)",
    r"(?P<barescale>[百千]?[万亿]|[百千万亿])(?P<bareunit>{unit})",
)


@lru_cache(maxsize=1)
def _shapes() -> tuple[str, ...]:
    plain = any_of(lexicon.load().units.keys() - _BEGINS_WORDS.keys())
    either = "|".join(f"{unit}(?![{following}])" for unit, following in _BEGINS_WORDS.items())
    unit = f"(?:{plain}|{either})"
    return tuple(shape.replace("{unit}", unit) for shape in _SHAPES)


@lru_cache(maxsize=1)
def expression() -> re.Pattern[str]:
    """Return the expression that finds figures in folded text."""
    return re.compile("|".join(_shapes()), re.ASCII)


@lru_cache(maxsize=1)
def figures() -> Alternatives:
    """Return the same expression for a search place by place; see :func:`read_at`."""
    return Alternatives(_shapes(), lexicon.FIGURE_RUN, re.ASCII)


def read_at(row: int, match: re.Match[str]) -> Quantity | None:
    """Turn a match of :func:`figures` into a quantity; None where it is no figure after all."""
    return _READERS[row][1](match)


def _kind(unit: str) -> str:
    found = lexicon.load().units.get(unit)
    return found.kind if found else "bare"


def read(match: re.Match[str]) -> Quantity | None:
    """Turn a match of :func:`expression` into a quantity; None where it is no figure after all."""
    for group, reader in _READERS:
        if match[group]:
            return reader(match)
    return None


_Match = re.Match[str]


def _ratio(m: _Match) -> Quantity:
    text = m["ratio"] or ""
    return Quantity(*m.span(), text, None, "", "", "proportion", parts=tuple(re.split("[:：]", text)))


def _per(m: _Match) -> Quantity:
    unit = {"百": "%", "千": "‰", "万": "‱"}[m["fraction"] or ""]
    return Quantity(*m.span(), m["fracval"] or "", None, "", unit, "percent")


def _part(m: _Match) -> Quantity | None:
    below, above = m["denominator"] or "", m["numerator"]
    if not numerals.chinese(below):
        return None
    return Quantity(*m.span(), f"{below}分之{above}", None, "", "", "fraction")


def _slash(m: _Match) -> Quantity | None:
    """1/10 is 十分之一; 7/24 is no part of anything."""
    above, below = (m["slash"] or "").split("/")
    if int(above) >= int(below):
        return None
    return Quantity(
        *m.span(),
        f"{numerals.written(int(below))}分之{numerals.written(int(above))}",
        None,
        "",
        "",
        "fraction",
    )


def _digits(m: _Match) -> Quantity:
    return Quantity(*m.span(), m["digits"] or "", None, "", "", "percent", vague="digits")


def _doubling(m: _Match) -> Quantity:
    times = next((c for c in m["doubling"] or "" if c in "一两二三四"), "一")
    return Quantity(*m.span(), times, None, "", "番", "multiple", vague="more" if m["doublemore"] else None)


def _half(m: _Match) -> Quantity:
    return Quantity(
        *m.span(), "一半", None, "", "", "half", vague="over" if "过" in (m["half"] or "") else None
    )


def _two_scales(m: _Match) -> Quantity:
    """108亿3038万元 is 108.3038亿元."""
    unit = m["amountunit"] or ""
    value = f"{m['hundredmillions']}.{int(m['tenthousands'] or 0):04}"
    return Quantity(*m.span(), value, None, "亿", unit, _kind(unit))


def _nines(m: _Match) -> Quantity:
    return Quantity(*m.span(), m["nines"] or "", None, "", "", "tenths")


def _step(m: _Match) -> Quantity:
    unit = m["stepunit"] or ""
    return Quantity(*m.span(), m["step"] or "", None, "", unit, _kind(unit) if unit else "bare")


def _large(m: _Match) -> Quantity:
    text = m["large"] or ""
    return Quantity(*m.span(), text[:-1], None, text[-1], "", "bare")


def _lost_its_number(m: _Match) -> bool:
    """Say whether a scale stands alone (工业产值万元，增长20%; the cell of a unit); 超百亿元 is a number."""
    ends = _NO_FIGURE_BEHIND.match(m.string, m.end()) is not None
    return ends and m.start() > 0 and m.string[m.start() - 1] not in _BEFORE_SCALE


def _bare_scale(m: _Match) -> Quantity | None:
    unit = m["bareunit"] or ""
    if _lost_its_number(m):
        return None
    return Quantity(*m.span(), m["barescale"] or "", None, "", unit, _kind(unit))


def _some(m: _Match) -> Quantity:
    text, unit = m["some"] or "", m["someunit"] or ""
    vague = "over" if text[0] in "上" else "some"
    return Quantity(*m.span(), text, None, m["somescale"] or "", unit, _kind(unit), vague=vague)


def _chinese(m: _Match) -> Quantity | None:
    text, scale, unit = m["cn"] or "", m["cnscale"] or "", m["cnunit"] or ""
    head = text.rstrip("万亿")
    whole = "万" in head or "亿" in head  # 三亿二千万 is one numeral
    if not scale and head and head != text and not whole:
        text, scale = head, text[len(head) :]
    if not scale and len(text) == 1 and unit in _RARE_AFTER_DIGIT:
        return None
    if text in ("万", "亿") and unit == "元" and _lost_its_number(m):
        return None
    vague = "more" if m["cnvague"] or m["cnmore"] else None
    try:
        numerals.chinese(text)
    except (ValueError, KeyError):
        return None
    return Quantity(*m.span(), text, m["cnhigh"], scale, unit, _kind(unit), vague=vague)


def _first_of_two(m: _Match) -> Quantity | None:
    """提高3.2个百分点至46.2%: units of two dimensions end no range; the second figure begins behind 至."""
    units = lexicon.load().units
    written, unit = m["lowunit"] or "", m["unit"] or ""
    first = written if written in units else written.lstrip("百千万亿")
    if first not in units or unit not in units or units[first].dimension == units[unit].dimension:
        return None
    scale = written.removesuffix(first)
    return Quantity(m.start(), m.end("lowunit"), m["low"] or "", None, scale, first, _kind(first),
                    negative=bool(m["neg"]))  # fmt: skip


def _arabic(m: _Match) -> Quantity:
    first = _first_of_two(m) if m["high"] else None
    if first is not None:
        return first
    unit, scale = m["unit"] or "", m["scale"] or ""
    vague = "more" if m["vague"] or m["vague2"] or m["vague3"] else None
    if not unit and not scale and m["lowunit"] and m["high"]:
        unit = m["lowunit"] if m["lowunit"] in lexicon.load().units else ""
    return Quantity(
        *m.span(), m["low"] or "", m["high"], scale, unit, _kind(unit) if unit else "bare",
        vague=vague, negative=bool(m["neg"]),
    )  # fmt: skip


# In the order of the shapes, each with a group that is never empty where the shape matches.
_READERS: tuple[tuple[str, Callable[[_Match], Quantity | None]], ...] = (
    ("ratio", _ratio), ("fraction", _per), ("numerator", _part), ("slash", _slash),
    ("digits", _digits), ("doubling", _doubling), ("half", _half), ("some", _some),
    ("hundredmillions", _two_scales), ("low", _arabic),
    ("nines", _nines), ("step", _step), ("cn", _chinese), ("large", _large), ("barescale", _bare_scale),
)  # fmt: skip
