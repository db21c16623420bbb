"""Whom a delegated target points to: 完成市下达目标, 以区人民代表大会批准数据为准, 完成年度目标."""

from __future__ import annotations

import re
from typing import NamedTuple

from checker.model import Identity
from checker.table import regions

_CONGRESS = re.compile(r"人民代表大会|人大|大会批准|批准")
_NAMED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^(?:党中央|中央|国家|全国|国务院)"), "national"),
    (re.compile(r"^(?:全?省|自治区|省委|省政府)"), "province"),
    (re.compile(r"^(?:全?市|州|全州|盟|地区|市委|市政府|市级)"), "city"),
    (re.compile(r"^(?:全?区|全?县|旗|区委|县委|区级|县级)"), "district"),
)
_PROVINCE = re.compile("^全?省(?![、和与及市]|级以上|部)")  # 省、市下达 is written by habit
_MUNICIPALITIES = frozenset(("北京市", "天津市", "上海市", "重庆市"))
_ABOVE = re.compile(r"^上级")
_BELOW = re.compile(r"^(?:各|所辖|下辖|辖区|下级|基层)")
_OWN = re.compile(r"^(?:年度|年初|全年|进度|计划|预期|既定|目标|本级)")


class Delegate(NamedTuple):
    """``kind``: above, below, congress, own, wrong, nobody, unknown, or '' where nothing is delegated."""

    kind: str = ""
    path: str = ""  # region path of the body addressed, '' where unknown


def delegate(comparator: str, reference: str | None, who: Identity) -> Delegate:
    """Return whom a delegated figure points to.

    ``wrong`` is a body that cannot hand anything down to this document's region: its own level;
    ``nobody`` is one that does not stand above it at all, as 自治区 in a province.

    >>> district = Identity(region="甲区", region_path="云阜市/甲区", level="district")
    >>> delegate("delegated", "市下达目标", district)
    Delegate(kind='above', path='云阜市')
    >>> delegate("delegated", "区人民代表大会批准数据", district)
    Delegate(kind='congress', path='云阜市/甲区')
    >>> delegate("delegated", "年度目标", district).kind
    'own'
    >>> county = Identity(region="陆良县", region_path="云南省/曲靖市/陆良县", level="district")
    >>> delegate("delegated", "自治区下达任务", county).kind
    'nobody'
    """
    if comparator != "delegated":
        return Delegate()
    text = (reference or "").strip()
    own = who.region_path or ""
    named = next((level for pattern, level in _NAMED if pattern.match(text)), None)
    if _CONGRESS.search(text):
        return Delegate("congress", _at_level(own, who, named) or own)
    if _BELOW.match(text) or _ABOVE.match(text):
        return Delegate("below") if _BELOW.match(text) else Delegate("above", regions.parent(own, who.level))
    if named == "province" and _another_sort(text, own):
        return Delegate("nobody")
    if named is not None:
        return _named(own, who, named)
    if not text or _OWN.match(text):
        return Delegate("own", own)
    return Delegate("unknown")


def _another_sort(text: str, own: str) -> bool:
    """Whether a text speaks of 自治区 in a province, or of 省 where there is none."""
    top = own.partition("/")[0]
    if top.endswith("自治区") or top in _MUNICIPALITIES:
        return bool(_PROVINCE.match(text)) or (top in _MUNICIPALITIES and text.startswith("自治区"))
    return top.endswith("省") and text.startswith("自治区")


def _named(own: str, who: Identity, level: str) -> Delegate:
    path = _at_level(own, who, level)
    if path and path != own:
        return Delegate("above", path)
    # A municipality under the nation is called 市 by itself and by its districts.
    own_word = level == who.level or (level == "city" and who.level == "province")
    return Delegate("wrong" if own_word else "unknown", own if own_word else "")


def _at_level(own: str, who: Identity, level: str | None) -> str:
    """Return the region of that level on the way from the nation to the document's own region."""
    if level is None or not own:
        return ""
    if level == "national":
        return regions.NATION
    if level == who.level:
        return own
    ancestors = []
    path = regions.parent(own, who.level)
    while path and path != regions.NATION:
        ancestors.append(path)
        path = regions.parent(path)
    if level == "province":
        return ancestors[-1] if ancestors else ""
    if level == "city":
        return ancestors[0] if ancestors and who.level == "district" else ""
    return ""
