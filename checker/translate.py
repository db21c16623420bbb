"""What the program composes in Chinese, said in English; Chinese itself is left as it is.

The pieces of a finding (``5%→5.5%（+0.5）``), the reasons behind a document's identity and the problems of
its reading are made where they are found, in Chinese. As in gettext, the Chinese template is the key under
which ``reports/phrases.en.toml`` holds the English one; names of indicators stand in
``reports/indicators.en.tsv``. What stands in quotation marks is a quote and never changes.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache

from checker.resources import folder, table

_FIELD = re.compile(r"\{(\w+)\}")
_HAN = re.compile("[\u3400-\u9fff\uff00-\uffef。、，；：（）→]")
_QUOTED = re.compile("(“[^“”]*”|「[^「」]*」)")
_SCALES = {
    "万亿": 12,
    "千亿": 11,
    "百亿": 10,
    "十亿": 9,
    "亿": 8,
    "千万": 7,
    "百万": 6,
    "十万": 5,
    "万": 4,
    "千": 3,
}
_FIGURE = r"[+\-−－]?\d[\d,]*(?:\.\d+)?(?:\s?[—–~～至-]\s?[+\-−－]?\d[\d,]*(?:\.\d+)?)?"
_PUNCTUATION = str.maketrans({
    "，": ", ", "、": ", ", "；": "; ", "：": ": ", "（": " (", "）": ") ", "。": ". ", "→": " → ",
    "＝": " = ", "＞": " > ", "＜": " < ", "÷": " ÷ ", "×": " × ", "＋": " + ", "－": " − ",
})  # fmt: skip
_SINGULAR = {
    plural: plural.removesuffix("s")
    for plural in ("firms", "households", "items", "pieces", "places", "percentage points", "points", "times",
                   "institutions", "projects", "cases", "days", "hours", "months", "years", "sets", "racks")
} | {"people": "person"}  # fmt: skip
_BOUNDS = {"以上": "at least ", "以下": "at most ", "以内": "at most ", "左右": "about "}
_LONGEST = 600
_NAMES = {"million": 6, "billion": 9, "trillion": 12}


class Translator:
    """One language. Calling it puts a text that the program composed into that language."""

    language = "zh"

    def __call__(self, text: str) -> str:
        """Return the text."""
        return text

    def indicator(self, name: str) -> str:
        """Return the name of an indicator; those that no table knows stay as written."""
        return name

    def unit(self, name: str) -> str:
        """Return the name of a unit."""
        return name

    def figure(self, value: Decimal, base_unit: str) -> str:
        """Return a figure with its unit."""
        return f"{value:f}{base_unit}"


class English(Translator):
    """English; what no table knows stays as it is."""

    language = "en"

    def __init__(
        self, phrases: Mapping[str, str], units: Mapping[str, str], names: Mapping[str, str]
    ) -> None:
        self._units, self._names = units, names
        self._exact = {key: text for key, text in phrases.items() if not _FIELD.search(key)}
        templates = [(key, text) for key, text in phrases.items() if _FIELD.search(key)]
        # The template with most words of its own fits best.
        templates.sort(key=lambda pair: (-len(_FIELD.sub("", pair[0])), pair[0]))
        compiled = [(key, re.compile(_pattern(key), re.DOTALL), text) for key, text in templates]
        self._wholes = [(pattern, text) for key, pattern, text in compiled if "；" in key]
        self._templates = [(pattern, text) for key, pattern, text in compiled if "；" not in key]
        listed = "|".join(re.escape(unit) for unit in sorted(units, key=len, reverse=True))
        scales = "|".join(_SCALES)
        self._amount = re.compile(
            rf"({_FIGURE})(?:([余多])?({scales})?({listed})|({scales}))(以上|以下|以内|左右)?"
        )
        self._cached = lru_cache(maxsize=20_000)(self._translated)

    def __call__(self, text: str) -> str:
        """Return the text in English."""
        if not _HAN.search(text):
            return text
        # Nothing that the program composes is that long: this is a document's, slow to match.
        return self._cached(text) if len(text) <= _LONGEST else self._piecewise(text)

    def indicator(self, name: str) -> str:
        """Return an indicator's English name; of the open vocabulary the words of the text."""
        if name in self._names or not name.endswith("）"):
            return self._names.get(name, name)
        bare, _, scope = name.removesuffix("）").partition("（")
        return f"{self._names.get(bare, bare)} ({scope})"

    def unit(self, name: str) -> str:
        """Return a unit's English name, its scale spelt out."""
        if not _HAN.search(name):
            return name
        scale = next((s for s in _SCALES if name.startswith(s)), "")
        bare = self._units.get(name.removeprefix(scale), name.removeprefix(scale))
        if name in self._units:
            return self._units[name]
        one = Decimal(10) ** _SCALES[scale] if scale else Decimal(1)
        return f"{_plain(_scaled(one))}{_scale_name(one)} {bare}".strip() if scale else bare

    def figure(self, value: Decimal, base_unit: str) -> str:
        """Return a computed figure with its unit, large ones in millions and billions.

        >>> translator("en").figure(Decimal("290000000000"), "元")
        '290 billion yuan'
        """
        return self._with_unit(_plain(_scaled(value)) + _scale_name(value), base_unit)

    def _with_unit(self, shown: str, unit: str) -> str:
        name = self._units.get(unit, unit)
        name = _SINGULAR.get(name, name) if shown == "1" else name
        return f"{shown}{name}" if name in ("%", "‰", "℃") else f"{shown} {name}".rstrip()

    def _translated(self, text: str) -> str:
        if text in self._exact:
            return self._exact[text]
        if text in self._names:
            return self._names[text]
        told = self._by_template(text, self._wholes)
        if told is None:
            parts = apart(text)
            if len(parts) > 1:
                return "; ".join(map(self, parts))
            told = self._by_template(text, self._templates)
        return self._piecewise(text) if told is None else told

    def _by_template(self, text: str, templates: list[tuple[re.Pattern[str], str]]) -> str | None:
        for pattern, template in templates:
            found = pattern.fullmatch(text)
            if found:
                return self._filled(template, found)
        return None

    def _filled(self, template: str, found: re.Match[str]) -> str:
        def one(field: re.Match[str]) -> str:
            before, after = template[: field.start()], template[field.end() :]
            value = found[field[1]]
            return value if quoted(before, after) else self(value)

        return _FIELD.sub(one, template)

    def _piecewise(self, text: str) -> str:
        """Return figures, names and punctuation in English, quotes as they are."""
        pieces = [part if part[:1] in "“「" else self._unquoted(part) for part in _QUOTED.split(text) if part]
        return (
            re.sub(r" +([,;:.)])", r"\1", re.sub(r"\s{2,}", " ", "".join(pieces))).replace("( ", "(").strip()
        )

    def _unquoted(self, text: str) -> str:
        shown = []
        at = 0
        for found in self._amount.finditer(text):
            shown += [self._words(text[at : found.start()]), self._said(found)]
            at = found.end()
        shown.append(self._words(text[at:]))
        # A name and its figure stand apart; punctuation brings its own blank.
        return re.sub(r"(?<=[^\s(+\-−–])\x00", " ", "".join(shown)).replace("\x00", "")

    def _said(self, found: re.Match[str]) -> str:
        figure = found[1].replace("－", "−")
        scale = found[3] or found[5] or ""
        over = "over " if found[2] else _BOUNDS.get(found[6] or "", "")
        return "\x00" + over + self._with_unit(_at_scale(figure, scale), found[4] or "")

    def _words(self, text: str) -> str:
        parts = re.split("([，、；：（）。→＝＞＜÷×＋－])", text)
        return "".join(
            part.translate(_PUNCTUATION) if index % 2 else self._exact.get(part) or self.indicator(part)
            for index, part in enumerate(parts)
        )


@cache
def translator(language: str) -> Translator:
    """Return the translator of a language (``zh`` or ``en``).

    >>> translator("zh")("全文未见目标")
    '全文未见目标'
    >>> translator("en")("云阜市5%→白石区5.5%（+0.5）")
    '云阜市 5% → 白石区 5.5% (+0.5)'
    """
    if language != "en":
        return Translator()
    place = folder("reports")
    told = tomllib.loads((place / "phrases.en.toml").read_text(encoding="utf-8"))
    english = _table("indicators.en.tsv")
    return English(told["phrases"], told["units"], {name: english.get(key, name) for name, key in _names()})


def quoted(before: str, after: str) -> bool:
    """Say whether a field of a template stands in quotation marks: then it is a quote.

    >>> quoted("the target “", "”"), quoted("the target ", ".")
    (True, False)
    """
    return before.rfind("“") > before.rfind("”") and "”" in after


def _table(name: str) -> dict[str, str]:
    return {row[0]: row[1] for _, row in table(folder("reports") / name) if len(row) > 1}


def _names() -> list[tuple[str, str]]:
    """Return the canonical names of the lexicon with their ids."""
    rows = table(folder("grammar") / "lexicon" / "indicators.tsv")
    return [(row[1], row[0]) for _, row in rows if len(row) > 1]


def _pattern(template: str) -> str:
    """Return the expression that a Chinese template stands for; ``{n}`` and ``{n2}`` hold digits only."""
    parts = re.split(r"\{(\w+)\}", template)
    kinds = {True: r"-?[\d.]+", False: ".+?"}
    return "".join(
        f"(?P<{part}>{kinds[re.fullmatch('n[0-9]?', part) is not None]})" if index % 2 else re.escape(part)
        for index, part in enumerate(parts)
    )


def apart(text: str, semicolon: str = "；") -> list[str]:
    """Return the parts that semicolons outside quotation marks divide.

    >>> apart("甲“一；二”；乙")
    ['甲“一；二”', '乙']
    """
    parts = [""]
    for piece in _QUOTED.split(text):
        if piece[:1] in "“「" and piece:
            parts[-1] += piece
            continue
        first, *more = piece.split(semicolon)
        parts[-1] += first
        parts += more
    return parts


def _at_scale(figure: str, scale: str) -> str:
    """Return a figure with its scale in English: ``57.18`` 亿 is ``5.718 billion``."""
    if not scale:
        return figure
    numbers = re.findall(r"\d[\d,]*(?:\.\d+)?", figure)
    values = [Decimal(number.replace(",", "")).scaleb(_SCALES[scale]) for number in numbers]
    largest = max(values)
    shown = iter(_plain(_scaled(value, largest)) for value in values)
    return re.sub(r"\d[\d,]*(?:\.\d+)?", lambda _: next(shown), figure) + _scale_name(largest)


def _scale(value: Decimal) -> int:
    return max((power for power in _NAMES.values() if abs(value) >= Decimal(10) ** power), default=0)


def _scaled(value: Decimal, like: Decimal | None = None) -> Decimal:
    return value.scaleb(-_scale(value if like is None else like))


def _scale_name(value: Decimal) -> str:
    power = _scale(value)
    return next((f" {name}" for name, own in _NAMES.items() if own == power), "")


def _plain(value: Decimal) -> str:
    shown = f"{value:,f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return "0" if shown in ("-0", "") else shown
