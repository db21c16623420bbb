"""Whether two names mean one thing: the same but for 地块 or 项目, a part of a whole, or an abbreviation.

The verdict comes with its reason. Different phases, numbers and kinds are different things: 7号线 is not
8号线, 一期 not 二期, a 中学 not a 小学; two names that share only everyday words are never one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from checker.parse import commitment_words as words
from checker.parse.commitment_names import head_of, institution, own_characters

_QUOTES = re.compile("[“”‘’《》\\s]")
_PHASE = re.compile(
    "第?[一二三四五六七八九十\\d]{1,6}(?:[、—至-][一二三四五六七八九十\\d]{1,6})?(?:期|阶段|标段)"
)
_STRETCH = re.compile("(?<=.{2})[东西南北中]段")
_BRACKET = re.compile("（([^（）]*)）")
_BESIDE = re.compile("(?:及|和|与)(?:其)?(?:配套|周边|附属|相关|接线|连接线|沿线).*$")
_LEVEL = re.compile(
    "^(?:第[一二三四五六七八九十\\d]+批|首批|新一轮)?(国家级|国家|全国|省级|省|市级|区级|县级|市|区|县)(?=.{3})"
)
_FORMER = re.compile("^(?:原|老)(?=[^城镇街旧]{2})")
_PLOT = re.compile("^[A-Z\\d-]+$")
_JOINS = re.compile("[—·－-]")
_NUMERALS = re.compile("[\\d.]+|[A-Za-z]+|第?[一二三四五六七八九十]+(?=[号期路道街马里村中小])")
_SIDES = frozenset("东西南北中新老大小上下前后内外")
_SAME_LEVEL = {"国家级": "国家", "全国": "国家", "省级": "省", "市级": "市", "区级": "区", "县级": "县"}
_SHORTEST, _SHORTEST_PART, _LONG = 2, 4, 6
_ALIKE, _SURELY_ALIKE = 0.86, 10

SAME, PARTS, CONTAINED, SHORTENED = "名称相同", "所指部分相同", "一个包含另一个", "简称"


@dataclass(frozen=True, slots=True)
class Core:
    """A name without what may be added or left off, and the marks that tell it from its neighbours."""

    text: str
    head: str
    phases: frozenset[str]
    level: str  # 国家, 省, 市 … of a title, '' none said
    parts: frozenset[str]  # of 甲—乙
    own: int  # characters that no everyday word covers

    @property
    def particular(self) -> bool:
        """Whether the name alone tells the thing from others of its sort."""
        return self.own >= _SHORTEST


def core_from(text: str, phases: str, level: str) -> Core:
    """Return a core from what the relation ``commitment`` keeps of it."""
    parts = frozenset(part for part in _JOINS.split(text) if len(part) >= _SHORTEST)
    return Core(
        text,
        head_of(text)[0],
        frozenset(phases.split()),
        level,
        parts if len(parts) > 1 else frozenset(),
        own_characters(text),
    )


@lru_cache(maxsize=65536)
def core_of(name: str, kind: str, region: str) -> Core:
    """Return the core of a name.

    Args:
        name: The object as written, in half width.
        kind: Of the object; only sites have words that may be left off.
        region: The place's own name, left off where a name begins with it.

    >>> core_of("柳溪南地块", "land", "").text, core_of("柳溪（原砖窑）二期项目", "project", "").phases
    ('柳溪南', frozenset({'二期'}))
    """
    text = _QUOTES.sub("", name)
    phases: set[str] = set()
    if "期" in text or "段" in text:
        phases.update(_PHASE.findall(text))
        if kind != "policy":
            text = _PHASE.sub("", text)
            phases.update(match.group() for match in _STRETCH.finditer(text))
    if "（" in text:
        text = _BRACKET.sub(lambda match: _FORMER.sub("", match[1]), text)
    text = _BESIDE.sub("", text)
    for own in (region, region[:-1]):
        if len(own) >= _SHORTEST and text.startswith(own) and len(text) > len(own) + _SHORTEST:
            rest = text.removeprefix(own)
            # 柳溪公园 of 柳溪区 is no name without it; 柳溪区档案馆 says whose it is.
            if own == region or own_characters(rest) >= _SHORTEST:
                text = rest
    level = _LEVEL.match(text) if kind == "title" else None
    if level is not None:
        text = text[level.end() :]
    if kind not in ("title", "reform", "policy"):
        text = _bare(_FORMER.sub("", text))
    rank = _SAME_LEVEL.get(level[1], level[1]) if level is not None else ""
    return core_from(text, " ".join(phases), rank)


def _bare(text: str) -> str:
    """Return a site's name without suffixes, as long as something particular is left."""
    suffixes = words.load().suffixes
    shorter = True
    while shorter:
        shorter = False
        for size in range(min(len(text) - _SHORTEST, len(suffixes) - 1), 0, -1):
            rest = text[:-size]
            told = own_characters(rest) >= _SHORTEST or institution(rest)
            if text[-size:] in suffixes[size] and told:
                text, shorter = rest, True
                break
    return text


def verdict(one: Core, other: Core) -> str | None:
    """Return why two names of one ladder and region mean one thing, None where they do not.

    >>> def say(a, b): return verdict(core_of(a, "project", ""), core_of(b, "project", ""))
    >>> say("柳溪片区更新项目", "柳溪地块"), say("柳溪中学", "柳溪小学"), say("柳溪路一期", "柳溪路二期")
    ('名称相同', None, None)
    """
    if _conflict(one, other):
        return None
    if one.text == other.text:
        # 一期 is a part of the whole, and what is said of the one need not hold for the other.
        return SAME if one.phases == other.phases and one.level == other.level else CONTAINED
    if not (one.particular and other.particular):
        return None
    if one.parts and one.parts == other.parts:
        return PARTS
    if one.text in other.parts or other.text in one.parts:
        return CONTAINED
    short, long = sorted((one, other), key=lambda core: (len(core.text), core.text))
    if _contained(short, long):
        return CONTAINED
    if _shortened(short, long):
        return SHORTENED
    return _alike(short, long)


def sure(reason: str) -> bool:
    """Whether a reason leaves no doubt: the names are the same but for what may be left off."""
    return reason in (SAME, PARTS)


def _conflict(one: Core, other: Core) -> bool:
    phases = one.phases and other.phases and one.phases != other.phases
    levels = one.level and other.level and one.level != other.level
    return bool(phases or levels)


def _contained(short: Core, long: Core) -> bool:
    """柳溪 in 柳溪BC, 文化中心 in 柳溪文化中心's own name; not 柳溪 in 柳溪小学."""
    if long.text.startswith(short.text):
        rest = long.text[len(short.text) :]
        if _PLOT.match(rest):
            return True
        if rest[0].isdigit() or rest[0] in _SIDES:
            return False
        if len(short.text) >= _LONG and not short.head:
            return True
        # 园 and 园区: the longer name only says once more what kind of thing it is.
        return (
            bool(short.head) and own_characters(rest) == 0 and len(rest) <= _SHORTEST and not head_of(rest)[0]
        )
    if long.text.endswith(short.text) and len(short.text) >= _SHORTEST_PART:
        before = long.text[: -len(short.text)]
        return bool(short.head) and before[-1] not in _SIDES and not _NUMERALS.search(before[-1])
    return False


def _shortened(short: Core, long: Core) -> bool:
    """天河园 for 天河科技创新园: the same ends, and nothing but everyday words left out."""
    if len(short.text) < _SHORTEST + 1 or short.text[:2] != long.text[:2] or short.text[-1] != long.text[-1]:
        return False
    left_out = long.text[len(short.text) - 1 : -1]
    head_kept = short.text[:-1] + left_out + short.text[-1] == long.text
    return head_kept and own_characters(left_out) == 0 and bool(left_out) and left_out[0] not in _SIDES


def _alike(short: Core, long: Core) -> str | None:
    if len(short.text) < _LONG or short.head != long.head or not short.head:
        return None
    if _NUMERALS.findall(short.text) != _NUMERALS.findall(long.text):
        return None
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415  (10 ms, and only where two names are near)

    alike = ratio(short.text, long.text) / 100
    if alike < _ALIKE:
        return None
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, short.text, long.text, autojunk=False).get_opcodes():
        gone, come = short.text[a1:a2], long.text[b1:b2]
        if tag != "equal" and (_SIDES.intersection(gone + come) or own_characters(come) >= _SHORTEST):
            return None
        if tag == "replace" and len(short.text) < _SURELY_ALIKE:
            return None
    return f"相似度{alike:.2f}"
