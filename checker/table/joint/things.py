"""What a figure is a figure of: the thing counted, known by its name, its deed, its scope and its place."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from checker.table import identity, indicators

_SUFFIXES = ("", "收入", "总额", "额", "数量", "总数", "数", "增加值")
_BEFORE = re.compile(r"^(?:全市|全区|全县|全省|全国|我市|我区|我县|本市|本区|全部|同期|全年|其中|年末)+")
_GENERIC_WHOLE = re.compile(
    r"^(?:全[国省市区县州盟旗]|我[省市区县]|本[省市区县])(?:的)?(?:总量|总数|总额|比重)?$"
)
# Coverage changes from one year to the next, so last year's published level is no base of growth.
_APART = re.compile(r"规模以上|规上|限额以上|限上|四上|资质以上|投资|批发|营业额")
_APART_IDS = re.compile(r"investment|_large|wholesale|turnover|goods_sales|strategic_|hightech_(?:va|output)")
# Revised as censuses come in, yet close to what was published.
_REVISED = re.compile(r"社会消费品|零售")


class Thing(NamedTuple):
    """What is counted: ``name`` is an indicator's id or ``~`` and the normalised noun phrase."""

    region: str
    name: str
    deed: str  # canonical verb where only what one deed brought is counted (新增 of 新增企业), '' all
    scope: str


class Named(NamedTuple):
    """A name as resolved: indicator id or noun phrase, the verb before it, and that verb as written."""

    name: str
    deed: str
    verb: str


@lru_cache(maxsize=65536)
def resolve(written: str) -> Named:
    """Return what a name stands for: the lexicon's id where it has one, else the normalised noun.

    >>> resolve("新登记市场经营主体").deed, resolve("一般公共预算收入").name
    ('新增', 'general_revenue')
    """
    bare = _BEFORE.sub("", written).strip("的") or written
    known = indicators.by_name(bare)
    if known:
        return canonical(known)
    verb, deed = _verb(bare)
    rest = bare[len(verb) :] if len(bare) > len(verb) else bare
    noun = identity.normalise(rest)
    for name in (rest, noun):
        for suffix in _SUFFIXES:
            known = indicators.by_name(name + suffix)
            if known:
                return Named(known, deed, verb)
    return Named(f"~{noun}", deed, verb)


@lru_cache(maxsize=4096)
def canonical(indicator_id: str) -> Named:
    """Return an indicator of the lexicon; one that counts what a deed added to another, as just that.

    >>> canonical("new_private_entities")
    Named(name='private_entities', deed='新增', verb='新登记')
    """
    name = indicators.properties(indicator_id).name
    verb, deed = _verb(name)
    known = indicators.by_name(name[len(verb) :]) if verb else None
    return Named(known, deed, verb) if known else Named(indicator_id, "", "")


def _verb(name: str) -> tuple[str, str]:
    for verb, same in identity.words().actions:
        if name.startswith(verb) and len(name) > len(verb):
            return verb, same
    return "", ""


def whole_region(written: str) -> bool:
    """Say whether a name means nothing but the level above: 占全市的22%."""
    return bool(_GENERIC_WHOLE.match(written))


def generic(name: str) -> bool:
    """Say whether a resolved name is too general to be one thing outside its own list."""
    bare = name.removeprefix("~")
    return name.startswith("~") and (len(bare) < 2 or bare in identity.words().generic or "等" in bare)


@lru_cache(maxsize=16384)
def base_of(name: str, price_basis: str, basis: str) -> str:
    """Return on which base growth of a thing is told: '' last year's level, else one of its own.

    ``revised`` bases are near last year's published level, ``apart`` ones are not, for their coverage
    changes; ``real`` ones differ by prices; ``:…`` are those that the text names itself (可比口径).
    """
    if basis:
        return f":{basis}"
    if price_basis == "constant":
        return "real"
    known = "" if name.startswith("~") else indicators.properties(name).name
    if _APART.search(known or name) or _APART_IDS.search("" if name.startswith("~") else name):
        return "apart"
    return "revised" if _REVISED.search(known or name) else ""


@lru_cache(maxsize=16384)
def exact_base(name: str) -> bool:
    """Say whether last year's figure is not revised: what is counted rather than added up in money."""
    found = indicators.properties(name)
    return not name.startswith("~") and found.stock_flow == "stock" and found.price_basis == ""
