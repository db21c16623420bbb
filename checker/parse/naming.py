"""Noun phrases → indicator names: canonical where the lexicon knows them, else as written, normalised."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from checker.parse import lexicon
from checker.parse.scanner import Token

_LEAD = re.compile("^(?:和|与|及|以及|并|或|、|，|的|了|其|该|各级各类|各类|各项|各|等|使|把|将|在|于|对|为|向|从|由|已|共|均|又|再|全市|全区|全县|全省|我市|我区|我县|我省|本市|本区|本县|本省)+")
_TAIL = re.compile("(?:的|了|约|将|已|共|均|可|拟|、|，|：|和|与|及|年|同比|比上年|较上年|预计|达|“|”|数据|实际|累计|分别|总体|基本|平均每年|首次|历史性|成功|再次|目标)+$")
_GROWTH_TAIL = re.compile("(?:同比)?(?:增长速度|增长率|增速|增幅|涨幅|增长幅度|上涨幅度|增长)$")
_FALL_TAIL = re.compile("(?:同比)?(?:降幅|下降幅度|降低率|下降率|降低幅度|削减率|减排比例|降低|下降)$")
_BREAK = re.compile("[，。；：]")
SUFFIX_MEASURE = re.compile("(?:率|比重|比例|占比|覆盖面|系数|度|份额|百分比|浓度)$")
SHARE_NAME = re.compile("(?:率|比重|比例|占比|份额|百分比|占.+(?:的|比重|比例)?)$")
_CUT_WORDS = ("在", "为", "通过", "用于", "以及", "并", "从而", "，")
GENERIC = re.compile("^(?:总数|总量|总额|总规模|规模|数量|总投资额?|投资额|协议投资额?|计划投资|面积|总面积|产值|营收|税收|收入|其他|人数|户数|个数|余额|占比|比重|合同额|金额|注册资本|增幅|增速|涨幅|降幅|存量|拥有量|总值|总产值|总里程|里程|支出|总支出|利润|产量|合同金额)$")


@dataclass(frozen=True, slots=True)
class Name:
    """A named indicator. ``tail`` is ``growth`` or ``fall`` where the name said so (增速, 降幅)."""

    text: str
    indicator_id: str | None = None
    tail: str | None = None

    @property
    def canonical(self) -> str:
        """The canonical name, else the phrase as written."""
        if self.indicator_id:
            return lexicon.load().indicators[self.indicator_id].name
        return self.text


def identify(text: str) -> str | None:
    """Return the id of the indicator a phrase names, tolerating scope words, or None."""
    lex = lexicon.load()
    return lex.aliases.get(text)


@lru_cache(maxsize=65536)
def name_of(text: str) -> Name:
    """Normalise a noun phrase and look it up.

    >>> name_of("大家人寿等金融机构").text
    '金融机构'
    >>> name_of("全区地区生产总值增速").tail
    'growth'
    """
    text = _BREAK.split(text)[-1] if _BREAK.search(text) else text
    text = _clean(text)
    direct = identify(text)
    if direct:
        return Name(text, direct)
    for pattern, tail in ((_GROWTH_TAIL, "growth"), (_FALL_TAIL, "fall")):
        match = pattern.search(text)
        if match and match.start() > 0:
            stem = _clean(text[: match.start()])
            return Name(stem or text, identify(stem), tail)
    return Name(text, None)


def _clean(text: str) -> str:
    previous = None
    while previous != text and not identify(text):
        previous = text
        text = _LEAD.sub("", text)
        text = _TAIL.sub("", text)
        etc = max(text.rfind("等"), text.rfind("等的"))
        if 0 < etc < len(text) - 1 and _enumerates(text, etc):
            text = text[etc + 1 :]
    if text.count("“") != text.count("”"):
        text = text.replace("“", "").replace("”", "")
    return text


def _enumerates(text: str, position: int) -> bool:
    """Whether 等 at this place ends a list of examples (not 中等, 高等, 均等, 等级)."""
    before, after = text[position - 1], text[position + 1]
    return before not in "中高上初均平同优特一二三甲乙对相头" and after not in "级量值同于比效距离候"


def phrase(tokens: list[Token]) -> str:
    """Return the text of tokens without the light verbs that lead it."""
    start = 0
    while start < len(tokens) and tokens[start].has("LIGHT") and not tokens[start].indicator:
        start += 1
    kept = tokens[start:]
    return "".join(t.text for t in kept if not t.has("FORCE") and not t.has("EST"))


def noun_behind(text: str) -> str:
    """Return the noun a figure counts, from the phrase behind it (clause text cut where a new one starts).

    >>> noun_behind("的城市绿道"), noun_behind("企业在河西预备板完成挂牌")
    ('城市绿道', '企业')
    """
    text = text.removeprefix("的")
    for word in _CUT_WORDS:
        position = text.find(word)
        if position > 1:
            text = text[:position]
    if len(text) > 14:
        text = _first_nouns(text)
    return _clean(text)


@lru_cache(maxsize=4096)
def _first_nouns(text: str) -> str:
    """Cut a long phrase behind its first verb-like word, with jieba for the words in it."""
    from checker.parse.words import segment  # noqa: PLC0415  (loads a dictionary)

    lex = lexicon.load()
    kept = ""
    for word in segment(text):
        readings = lex.words.get(word, ())
        if kept and any(r.type in ("LIGHT", "WORK", "ADD") for r in readings) and len(kept) >= 2:
            break
        kept += word
    return kept


_SHARED_HEAD = re.compile(
    "(?:企业|收入|增加值|面积|率|投资|总额|人数|项目|产量|总量|数量|主体|机构|贷款|存款|余额|产值|总产值|支出|税收|比重|占比|规模|利润|营业收入|"
    "里程|户数|学位|床位|比例|覆盖率|销售额|零售额|公里|浓度|排放量|景区|学校|中心|基地|平台|产业|工程|园区|社区|村|镇|小区|管网|消费|播种面积|出口|进口)$"
)


def split_names(text: str, count: int) -> list[str] | None:
    """Split a list of coordinated names into ``count`` names with shared heads restored.

    >>> split_names("设计、航运企业", 2)
    ['设计企业', '航运企业']
    >>> split_names("实际直接利用内资、外资", 2)
    ['实际直接利用内资', '实际直接利用外资']
    """
    for marks in ("、|以及|和|与|及", "、|以及|和", "、"):
        parts = [p for p in re.split(marks, text) if p]
        if len(parts) == count and len(parts) > 1:
            return _restore(parts)
    if count == 2 and text.startswith(("城乡", "存贷", "进出口", "内外资")):
        pairs = {"城乡": ("城镇", "农村"), "存贷": ("存", "贷"), "进出口": ("进口", "出口"), "内外资": ("内资", "外资")}
        for lead, (first, second) in pairs.items():
            if text.startswith(lead):
                return [first + text[len(lead) :], second + text[len(lead) :]]
    return None


def _restore(parts: list[str]) -> list[str]:
    last = parts[-1]
    share = re.search("占.+(?:比重|比例)$|占.+的$", last)
    if share and share.start() > 0:
        return [p if "占" in p else p + share.group() for p in parts]
    if all(identify(_clean(p)) for p in parts):
        return parts
    head = _SHARED_HEAD.search(last)
    growth = _GROWTH_TAIL.search(last)
    if growth and growth.start() > 0:
        stems = _restore([*parts[:-1], last[: growth.start()]])
        return [s + growth.group() for s in stems]
    if head and head.start() >= 0:
        tail = head.group()
        for known in ("居民人均可支配收入", "常住居民人均可支配收入", "人均可支配收入", "产业增加值", "业增加值"):
            if last.endswith(known) and len(last) > len(known):
                tail = known
                break
        restored = [p if p.endswith(tail) or identify(_clean(p)) or _SHARED_HEAD.search(p) else p + tail for p in parts]
        if restored != parts:
            return restored
    return _prefix(parts)


def _prefix(parts: list[str]) -> list[str]:
    """Restore a head that only the first name carries (实际利用内资、外资)."""
    first = parts[0]
    rest = parts[1:]
    if all(len(p) <= 4 for p in rest) and len(first) >= len(rest[0]) + 2:
        lead = first[: len(first) - len(rest[0])]
        if first[-1] == rest[0][-1] and not identify(rest[0]):
            return [first, *(lead + p for p in rest)]
    return parts
