"""Headline targets without a figure in a list of targets that have one: 居民收入更好满足群众期待.

Elsewhere such words are the prose of reports; between two targets with figures they stand in the
place of a third.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from checker.model import Statement
from checker.parse import lexicon, naming
from checker.parse.naming import Name

FEW = 2  # targets with figures that make a list of targets
_LONGEST_ITEM = 40  # characters of a line that is one item
_SEVERAL = re.compile("[，；。：].")
_LEAD = re.compile(
    "(?:[-—–·●■◆▪◇□]+|[一二三四五六七八九十]+是|（[一二三四五六七八九十\\d]+）|\\d{1,2}[.．、])?\\s*"
    "(?:力争|争取|确保|努力|推动|促进|全年|今年|全[省市区县州旗盟]|我[省市区县州旗盟])*"
)
_FARES = re.compile(
    "(?:增速|增幅|增长|总量|规模|质量|结构|水平)?"
    "(?:力争|争取|确保|努力|保持|实现|更[^多高]|再|继续|进一步|稳[^定]|平稳|持续|不断|有所|较|基本|总体|全面|合理|适度"
    "|在[去上]年|在合理|在适度|处于|在[^，]{1,12}基础上|切实|明显|显著|逐步|逐季|加快|迈|跃|走在|做[大强优]|贴近|匹配|满足|跟上|回升|回稳|企稳|筑牢|巩固)"
)


def unfigured(text: str) -> tuple[Name, int] | None:
    """Return the headline indicator that a clause says nothing measurable of, and where it begins.

    >>> unfigured("——居民人均可支配收入更好满足群众期待")[0].canonical
    '居民人均可支配收入'
    >>> unfigured("固定资产投资项目库不断充实"), unfigured("更好满足群众期待")
    (None, None)
    """
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    name = naming.leading_name(text[start:])
    if name is None or not is_headline(name.indicator_id):
        return None
    at = text.find(name.text, start)
    return (name, at) if at >= 0 and _FARES.match(text, at + len(name.text)) else None


def is_item(text: str) -> bool:
    """Whether a line is one of a list, of a headline indicator without a figure: ——居民收入更好满足期待；."""
    return len(text) <= _LONGEST_ITEM and not _SEVERAL.search(text) and unfigured(text) is not None


def is_headline(indicator_id: str | None) -> bool:
    """Whether some level or kind of document owes a target for an indicator."""
    indicator = lexicon.load().indicator(indicator_id)
    return indicator is not None and bool(indicator.headline)


def goals(statements: Iterable[Statement]) -> int:
    """Return how many headline targets with a figure there are."""
    return sum(
        said.modality == "target" and said.value is not None and is_headline(said.indicator_id)
        for said in statements
    )
