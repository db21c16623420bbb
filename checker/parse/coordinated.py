"""Coordinated names: 城乡居民收入, 水质达标率和优良率, 商品房销售面积、销售额 → a whole name each."""

from __future__ import annotations

import re

from checker.parse import lexicon, naming

_LIST_MARKS = tuple(
    re.compile(marks) for marks in ("、|以及|和|与|(?<![普涉惠波])及(?![以其时])", "、|以及|和", "、")
)
_PAIRS = {
    "城乡": ("城镇", "农村"), "牛羊": ("牛", "羊"), "存贷": ("存", "贷"), "轻重": ("轻", "重"),
    "到村到户": ("到村", "到户"), "进出口": ("进口", "出口"), "内外资": ("内资", "外资"),
}  # fmt: skip
# 固定资产投资、居民收入2项指标增速: how many are listed is part of none.
_COUNTED_ABOVE = re.compile(
    "(?<=[^等])等?(?:[1-9]|[二两三四五六七八九])[项个大](?:主要|核心|重点)?(?:经济)?指标(?:的|中)?(?=增[速幅]|$)"
)
_REDUCED = re.compile("(?:重点工程|主要污染物)?(?:累计)?(?:减排|削减)总?量$")
_COUNT_OF = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_SUMMED = re.compile(
    "(?P<names>.{2,}[、和与及].{2,}?)(?:等|这)?(?P<count>[两二三四五六])[大个](?P<tail>.{2,})"
)
# 报销比例职工、居民分别达到85%、70%: whose rate it is stands behind it.
_RATE_FIRST = re.compile("(?P<rate>.{2,}(?:比例|比率|标准))(?P<names>[一-鿿]{2,4}(?:、[一-鿿]{2,4})+)")
# 城市、农村低保标准; 报销比例职工、居民: whose or where what is listed is.
WHOSE = ("城镇", "城市", "农村", "乡村", "职工", "居民", "男性", "女性", "公办", "民办")
_RATE_OF_EACH = re.compile(
    "(?:按[时期])?(?:办结|答复|满意|覆盖|达标|普及|合格|完成|回收|处理|处置|利用|入户|通达)率$"
)
_PER = re.compile("每(?:[一十百千万]+|十万|百万)(?:(?:常住|户籍)?人口|名?老年人口?|名[一-鿿]{2,3})")
_IN_QUOTES = re.compile("“([^“”]+)”")
_WHERE = ("农村", "乡村")  # words of their own, with no head that the name before could share
_LISTED = re.compile(f"[、和与及]|^(?:{'|'.join(_PAIRS)})|存贷")
# 第一、二、三产业, 一、二、三次产业, 一、二、三产
_ORDINALS = re.compile("第?(一(?:、[二三])+)(?:次?产业|产)(.*)")


def split_names(text: str, count: int) -> list[str] | None:
    """Split a list of coordinated names into ``count`` names with shared heads restored.

    >>> split_names("设计、航运企业", 2)
    ['设计企业', '航运企业']
    >>> split_names("实际直接利用内资、外资", 2)
    ['实际直接利用内资', '实际直接利用外资']
    """
    if not may_list(text):
        return None
    text = _COUNTED_ABOVE.sub("", text)
    if (summed := _SUMMED.fullmatch(text)) and _COUNT_OF.get(summed["count"]) == count:
        parts = re.split("、|以及|和|与|及", summed["names"])
        if len(parts) == count:  # 新能源、高端装备两大产业链产值
            return [part + summed["tail"] for part in parts]
    if (behind := _RATE_FIRST.fullmatch(text)) and behind["names"].count("、") == count - 1:
        return [name + behind["rate"] for name in behind["names"].split("、")]
    if "”、“" in text and (quoted := _quoted_names(text, count)) is not None:
        return quoted
    for marks in _LIST_MARKS:
        parts = [p for p in marks.split(text) if p]
        if len(parts) == count and len(parts) > 1:
            return _restore(parts)
    if count != 2:
        return None
    lead = next((lead for lead in _PAIRS if text.startswith(lead)), None)
    if lead is not None:
        return [one + text[len(lead) :] for one in _PAIRS[lead]]
    # 银行机构本外币存贷款余额分别…
    return [text.replace("存贷", one) for one in _PAIRS["存贷"]] if text.count("存贷") == 1 else None


def _quoted_names(text: str, count: int) -> list[str] | None:
    """“采矿业”、“电力、燃气业”收入: names in quotes, and what all of them are of."""
    names = _IN_QUOTES.findall(text)
    tail = text[text.rfind("”") + 1 :]
    return [name + tail for name in names] if len(names) == count else None


def may_list(text: str) -> bool:
    """The prefilter: whether a text can begin with several names."""
    return _LISTED.search(text) is not None


def _of_whom(parts: list[str]) -> list[str] | None:
    """城市、农村低保月人均标准, 每千人口床位数、医师数: what all of a list are of, or per as many."""
    last, per = parts[-1], _PER.match(parts[0])
    mine = next((who for who in WHOSE if last.startswith(who) and len(last) > len(who) + 2), "")
    if mine and all(part in WHOSE for part in parts[:-1]):
        return [part + last[len(mine) :] for part in parts[:-1]] + [last]
    if per is None or any(_PER.match(part) for part in parts[1:]):
        return None
    each = [part if part.startswith("每") else per[0] + part for part in parts]
    return each if all(naming.identify(name) for name in each) else parts


def _restore(parts: list[str]) -> list[str]:
    ordinal = _ORDINALS.match("、".join(parts))
    if ordinal:
        return [f"第{number}产业{ordinal[2]}" for number in ordinal[1].split("、")]
    last = parts[-1]
    if (each := _of_whom(parts)) is not None:
        return each
    if parts[0] == "城" and last[0] == "乡" and len(parts) == 2:  # 城、乡居民人均可支配收入
        return [f"城镇{last[1:]}", f"农村{last[1:]}"]
    if all(len(part) == 1 for part in parts[:-1]) and len(last) > 2:  # 省、市重点项目
        return [part + last[1:] for part in parts[:-1]] + [last]
    if parts[0] in last[1:]:  # 公有与非公有经济
        tail = last[last.index(parts[0], 1) + len(parts[0]) :]
        return [p if p.endswith(tail) else p + tail for p in parts]
    share = re.search("占.+(?:比重|比例)$|占.+的$", last)
    if share and share.start() > 0:
        stems = _restore([*parts[:-1], last[: share.start()]])
        return [p if "占" in p else p + share.group() for p in stems]
    reduced = _REDUCED.search(last)
    if reduced is not None and all(naming.identify(part) for part in parts[:-1]):
        return [*(part + reduced[0] for part in parts[:-1]), last]  # 化学需氧量、氨氮重点工程减排量
    alike = [_alike(part, last) for part in parts]
    if all(naming.identify(naming.cleaned(p)) for p in (*alike, last)):
        return alike
    head = naming.ends().shared.search(last)
    growth = naming.ends().growth.search(last)
    if growth and growth.start() > 0:
        stems = _restore([*parts[:-1], last[: growth.start()]])
        return [s + growth.group() for s in stems]
    if head and head.start() >= 0:
        tail = lexicon.end_of(last[1:], "long-head") or _tail(head.group(), parts)
        if not tail:
            return parts
        restored = [p if _complete(p, tail) else _joined(p, tail) for p in parts]
        if restored != parts:
            return restored
    return _prefix(parts)


def _tail(head: str, parts: list[str]) -> str:
    """Return the end that the last name shares; of a bare 率, what stands behind as long a first word.

    >>> _tail("率", ["城市", "乡村垃圾处理率"]), _tail("率", ["优良", "合格率"])
    ('垃圾处理率', '率')
    >>> _tail("率", ["村卫生室", "乡镇医院管理率"]), _tail("村", ["城镇", "农村"])
    ('', '')
    """
    last = parts[-1]
    if head != "率":
        return "" if last in _WHERE else head
    longest = max(len(part) for part in parts[:-1])
    if longest > 3 and not all(naming.is_share(part) for part in parts):
        each = _RATE_OF_EACH.search(last)
        own = each is None or each.start() < 2 or any(naming.is_share(part) for part in parts[:-1])
        return "" if each is None or own else each[0]  # 人大代表建议、政协提案办结率
    return last[longest:] if len(last) >= longest + 4 else head


def _alike(part: str, last: str) -> str:
    """城镇及农村居民收入, 第一产业和第二产业投资: the known name that a part makes with the last one's end.

    >>> _alike("城镇", "农村居民收入"), _alike("第一产业", "第三产业投资"), _alike("利税", "利润")
    ('城镇居民收入', '第一产业投资', '利税')
    """
    if part == last:
        return part
    head = naming.ends().shared.search(last)
    amount = head is not None and head.group() in lexicon.words_of("value-head")
    if amount and head is not None and part.endswith("产业") and last[: head.start()].endswith("产业"):
        return part + head.group()
    if naming.identify(naming.cleaned(part)):
        return part
    ends = (last[start:] for start in range(1, len(last) - 1))
    return next((part + end for end in ends if naming.identify(naming.cleaned(part + end))), part)


def _complete(part: str, tail: str) -> bool:
    """Whether a coordinated name needs nothing of the last one's head."""
    if part.endswith(tail) or part in lexicon.words_of("value-head") or _has_head(part, tail):
        return True
    if _RATE_OF_EACH.fullmatch(tail):
        return False
    # A long head belongs to each part, even to one that is a name by itself.
    return len(tail) < 5 and bool(naming.identify(naming.cleaned(part))) and not naming.identify(part + tail)


def _joined(part: str, tail: str) -> str:
    """Give a part the shared head; 装备制造业 is an industry already, only the amount is added."""
    return part + (tail.removeprefix("产业").removeprefix("业") if part.endswith("业") else tail)


def _has_head(text: str, tail: str) -> bool:
    """Whether a coordinated name carries a head of its own (城镇 is no 镇, 产业 no amount)."""
    head = naming.ends().shared.search(text)
    if head is None or head.start() < 2:
        return False
    amounts = lexicon.words_of("value-head")
    return tail not in amounts or head.group() in amounts or naming.is_share(text)


def led_by(first: str, part: str) -> str:
    """Return a part with so much of the front of the name before as makes a known name of it, else as it is.

    >>> led_by("商品房销售面积", "销售额"), led_by("空气质量优良天数", "优良率"), led_by("粮食产量", "投资")
    ('商品房销售额', '空气质量优良率', '投资')
    """
    if naming.identify(part) or part in lexicon.words_of("value-head"):
        return part
    fronts = (first[:length] for length in range(len(first) - 1, 1, -1))
    whole = naming.identify(first)
    return next(
        (front + part for front in fronts if naming.identify(front + part) not in (None, whole)), part
    )


def _prefix(parts: list[str]) -> list[str]:
    """Restore a head that only the first name carries (实际利用内资、外资; 商品房销售面积、销售额)."""
    first = parts[0]
    rest = parts[1:]
    led = [led_by(naming.name_of(first).canonical, led_by(first, part)) for part in rest]
    if all(naming.identify(part) for part in led) and led != rest:
        return [first, *led]
    if rest == ["支出"] and first.endswith("收入") and naming.identify(first[:-2] + "支出"):
        return [first, first[:-2] + "支出"]  # 地方财政收入、支出
    if all(len(p) <= 4 for p in rest) and len(first) >= len(rest[0]) + 2:
        lead = first[: len(first) - len(rest[0])].removesuffix(rest[0][:2])
        if first[-1] == rest[0][-1] and not naming.identify(rest[0]):
            return [first, *(lead + p for p in rest)]
    return parts
