"""Which noun phrases name one particular thing that can be promised: a site, a road, a school, a title.

A name is judged by what it ends with (its head), by what of it is no everyday word, and by the verb that
governs it. 城市更新项目 names nothing; 白石片区城市更新项目 does.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from checker.parse import commitment_words as words
from checker.value import value

_LONGEST = 32
_MARKS = frozenset("“”《》（）—·-、 ")
_SHORTEST_RUN = 2
_LONGEST_BARE = 12  # of a name without a head
_LEADING_COUNT = re.compile(
    "(?!\\d{3,}所)(?:约|近|超|共)?(?:\\d[\\d.]*|[一二两三四五六七八九十百千]+)[余多]?(?:万|亿)?(?:个|条|宗|所|座|处|家|项|栋|幢|块|片|批|户|名|公里|平方米|平方公里|亩|套|辆|台|次|场|件|张|支|人|位|种|类|大|方面|元|年|岁|吨|千瓦|兆瓦|分钟|小时)"
)
_TRAILING_COUNT = re.compile(
    "\\d[\\d.]*[余多]?(?:万|亿)?[个条宗座处家项栋幢块片批户名亩套辆台次场件公里平方米元人吨%]+$"
)
PHASE = re.compile(
    "(?:[一二三四五六七八九十\\d]+[、—至\\-])?[一二三四五六七八九十\\d]+期(?!间)|[A-Za-z\\d]+[—-]?\\d*(?:地块|区|座|号楼|标段|馆)|第[一二三四五六七八九十\\d]+(?:小学|中学|医院|幼儿园|水厂|标段)"
)
_NUMBERED = re.compile("\\d+号线|[A-Z]\\d+线|[A-Z]+\\d*|\\d+所")
_VALUED = re.compile(
    "^(?:计划)?(?:总)?(?:投资|建筑面积|占地面积|占地|全长|长)(?:约|达|超过|超|逾|近)?[\\d.]+[^的]{1,6}的"
)
_NO_NAME = re.compile("^[^“《]*[^目]的|达到|%|不断|进一步|亿元|一批")
_QUOTED = re.compile("[“《].+[”》]")
_BRACKET = re.compile("（[^（）]*）$")
_HONOURS, _PLACES = ("国家", "全国", "省级", "市级", "国际"), ("市", "县", "区", "镇", "村", "单位")
OWNERS = ("区", "市", "县", "省", "州")
_LEVELS = frozenset("级域县乡镇区内")  # 县级, 市县, 县域: not one place, but all of a sort
_POLICY_LENGTH, _TITLE_LENGTH, _REFORM_LENGTH, _UNIQUE_LENGTH = 7, 5, 5, 3


@value(frozen=True, slots=True)
class Named:
    """A name's head with its kind and flag, and how many of its characters are no everyday words."""

    head: str
    kind: str
    flag: str
    own: int
    quoted: bool
    phased: bool

    @property
    def particular(self) -> bool:
        """Whether the name itself tells the thing from all others of its sort."""
        return self.own >= 2 or self.quoted or self.phased


@lru_cache(maxsize=65536)
def head_of(name: str) -> tuple[str, str, str]:
    """Return what a name ends with, its kind and flag; empty where it ends like nothing that can be built.

    >>> head_of("白石路小学"), head_of("治理能力")
    (('小学', 'project', 'p'), ('', '', ''))
    """
    known = words.load()
    for size in range(min(len(name), len(known.heads) - 1), 0, -1):
        found = known.heads[size].get(name[-size:])
        if found is not None and (size > 1 or len(name) > _UNIQUE_LENGTH - 1):
            return name[-size:], found.attribute, found.flags
        if size < len(known.abstract) and name[-size:] in known.abstract[size]:
            return "", "", ""
    return "", "", ""


def abstract(name: str) -> bool:
    """Whether a name ends like something that is never finished.

    >>> abstract("社会救助体系"), abstract("白石桥")
    (True, False)
    """
    known = words.load()
    if head_of(name)[0]:
        return False
    return any(
        name[-size:] in known.abstract[size] for size in range(1, min(len(name), len(known.abstract) - 1) + 1)
    )


@lru_cache(maxsize=65536)
def own_characters(name: str) -> int:
    """Return how many characters of a name no everyday word covers, at the best covering.

    >>> own_characters("白石片区城市更新项目"), own_characters("重点项目")
    (2, 0)
    """
    generic = words.load().generic
    sizes = range(1, len(generic))
    best = [0]
    for at, char in enumerate(name, 1):
        least = best[-1] + (char not in _MARKS)
        for size in sizes[:at]:
            if best[at - size] < least and name[at - size : at] in generic[size]:
                least = best[at - size]
        best.append(least)
    return best[-1]


def own_runs(name: str) -> list[str]:
    """Return the stretches of a name that no everyday word covers, where they tell it from others.

    >>> own_runs("白石片区城市更新项目"), own_runs("应急服务中心")
    (['白石'], [])
    """
    generic = words.load().generic
    covered = [False] * len(name)
    for at in range(len(name)):
        for size in range(min(len(name) - at, len(generic) - 1), 1, -1):
            if name[at : at + size] in generic[size]:
                covered[at : at + size] = [True] * size
                break
    marked = "".join("\0" if hidden else char for hidden, char in zip(covered, name, strict=True))
    return [run for run in marked.split("\0") if len(run) >= _SHORTEST_RUN]


@lru_cache(maxsize=65536)
def look(name: str) -> Named:
    """Return what a name is made of."""
    bare = _BRACKET.sub("", name) or name
    if name.startswith("《") and name.endswith("》"):
        bare = name[1:-1]
    head, kind, flag = head_of(bare)
    own = own_characters(bare[: len(bare) - len(head)] if head else bare)
    phased = bool(PHASE.search(name) or _NUMBERED.search(name))
    return Named(head, kind, flag, own, bool(_QUOTED.match(name) or "“" in name), phased)


def institution(name: str) -> bool:
    """Whether a name is of what a county or city has one of, so that whose it is tells it from all others.

    >>> institution("县图书馆"), institution("县小学"), institution("县级图书馆")
    (True, False, False)
    """
    return name.startswith(OWNERS) and name[1:2] not in _LEVELS and head_of(name)[2] in ("i", "w")


def cleaned(name: str) -> str:
    """Return a name without what only says whose it is.

    >>> cleaned("我区白石路小学"), cleaned("新的白石路小学")
    ('白石路小学', '白石路小学')
    """
    name = _VALUED.sub("", name.replace(" ", "").replace("\u3000", ""))
    lead = _owner().match(name)
    while lead is not None and len(name) > lead.end() + 1:
        name = name[lead.end() :]
        lead = _owner().match(name)
    return name


@cache
def _owner() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in words.load().trim))


def possible(name: str) -> bool:
    """Whether a phrase can be a name at all: not too short or long, no count, not many things at once."""
    if not 2 <= len(name) <= _LONGEST:
        return False
    if _LEADING_COUNT.match(name) or _TRAILING_COUNT.search(name) or _NO_NAME.search(name):
        return False
    known = words.load()
    if name.startswith(known.plural) or (
        name.startswith(known.leads) and len(look(name).head) + 2 < len(name)
    ):
        return False
    return name.count("“") == name.count("”") and name.count("（") == name.count("）")


def class_kind(text: str) -> str | None:
    """Return the kind of what 等 says its examples are, None where it is nothing that can be built.

    >>> class_kind("等10条道路工程"), class_kind("等领域"), class_kind("等产业专项项目")
    ('project', None, None)
    """
    bare = _LEADING_COUNT.sub("", text.replace(" ", "").removeprefix("等")).strip("的")
    if "专项" in bare:
        return None
    classes = words.load().classes
    for size in range(min(len(bare), len(classes) - 1), 0, -1):
        found = classes[size].get(bare[-size:])
        if found is not None:
            return found.attribute
    head = head_of(bare)
    if head[0]:
        return head[1]
    return "" if not bare else None


def promised(
    name: str, *, stage: str, strong: bool, ladder_hint: str, listed: str | None, worked: bool = False
) -> str | None:
    """Return the kind of thing a name promises, None where it names no particular thing.

    Args:
        name: As cleaned.
        stage: What the clause says of it.
        strong: The stage is said by a verb of its own, not only by one that pushes on.
        ladder_hint: ``title``, ``policy`` or ``reform`` where only that can be meant, else ``''``.
        listed: Kind of what 等 says the list's examples are; ``''`` of no kind, None without such a list.
        worked: A word of works stands right behind the name (修缮), and makes a head of itself.
    """
    if not possible(name) or abstract(_BRACKET.sub("", name) or name):
        return None
    seen = look(name)
    if ladder_hint == "title":
        return _title(name, seen, stage)
    if ladder_hint == "policy":
        whole = seen.kind == "policy" and (seen.quoted or seen.own >= 2 or len(name) >= _POLICY_LENGTH)
        return "policy" if whole else None
    if seen.kind == "policy":
        return None
    if seen.kind == "title":
        return "title" if len(name) >= _TITLE_LENGTH and seen.flag != "t" else None
    if listed == "title":
        return None
    if seen.kind == "reform" or listed == "reform":
        long_enough = len(name) >= _REFORM_LENGTH or (listed == "reform" and seen.own >= 2)
        return "reform" if long_enough else None
    if listed is not None:
        return _listed(name, seen, listed)
    if not seen.head:
        bare = strong and seen.particular and not seen.quoted and len(name) <= _LONGEST_BARE
        if bare and worked:
            return "works"
        return "project" if bare and stage in words.NAMELESS and len(name) > _UNIQUE_LENGTH else None
    if seen.particular:
        return seen.kind
    if seen.flag in ("i", "w"):
        alone = institution(name) or (seen.flag == "w" and name == seen.head)
        return seen.kind if alone and (strong or worked) else None
    # 县中医院综合楼: a building of what a county has one of.
    of_one = institution(name.removesuffix(seen.head)) and (strong or stage == "在建")
    owned = name.startswith(OWNERS) and len(seen.head) > _UNIQUE_LENGTH
    unique = seen.flag == "u" and strong and (owned or len(name) - len(seen.head) >= _UNIQUE_LENGTH)
    return seen.kind if of_one or unique else None


def _title(name: str, seen: Named, stage: str) -> str | None:
    if seen.kind == "title":
        return "title" if len(name) >= _TITLE_LENGTH else None
    if name.startswith("《"):
        return None  # what is listed in a catalogue has won no title by it
    if stage == "获评":
        honoured = seen.quoted or name.startswith(_HONOURS)
        whole = seen.head or name.endswith(_PLACES)
        return "title" if whole and honoured and len(name) >= _TITLE_LENGTH else None
    return "title" if seen.quoted or (name.endswith(_PLACES) and len(name) > _TITLE_LENGTH) else None


def _listed(name: str, seen: Named, listed: str) -> str | None:
    if (
        (seen.particular and (listed or seen.head))
        or (seen.head and seen.own)
        or (seen.head and len(name) >= _TITLE_LENGTH)
    ):
        return listed or seen.kind or "project"
    return None
