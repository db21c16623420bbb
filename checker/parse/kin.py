"""Names that lean on the subject before them: 其中国家级2个, 亩产, 优良率, 总装机, 农村居民."""

from __future__ import annotations

import re
from dataclasses import replace

from checker.parse import coordinated, lexicon, naming
from checker.parse.naming import Name
from checker.parse.production import UNCOUNTED, Clause
from checker.parse.quantity import Quantity
from checker.parse.said import POINTS, RELATIVE, Said

_AREA = re.compile(
    "(?:经济作物)?(?P<crop>.{1,8}?)(?:作物)?(?:(?:播种|种植|养殖)?总?面积|(?:平均)?(?:亩产|单产)量?|总?产量)$"
)
_OWN_AMOUNTS = ("税收", "税金", "总产值")  # 工业增加值零增长，税收下降2.3%: of the whole place
SHARE_END = re.compile("强度$|占.*$")  # what the share is of stands before it
_COUNTED = ("level", "increment")
_RATIOS = ("收入比", "收入倍差", "收入之比", "收入比值")
_BY_LESS = re.compile("(?:同比|[比较](?:上年|去年)(?:同期)?)?[多少](?:增|收|支|减|降)|(?:同比)?[增减]亏")
_HOUSES = ("院", "所", "学校", "学", "高中", "机构", "中心", "（站）", "园", "室", "站")
_INMATES = re.compile(
    "(?:卫生|医务|工作|从业)?人员数?|床位数?|招生数?|在校学?生数?|毕业生数?|专任教师数?|教职工数?|在园幼儿数?|在院人数"
)
# 其中城镇居民38012元, 农村增长6.7%: of what was told of all residents, those of towns or villages.
_RESIDENTS = re.compile("(?P<where>城镇|城市|农村|乡村)(?:常住)?(?:居民)?|(?P<farmers>农民)")
# 国家级2个, 省级以上8家: of the things counted before, those of one rank.
_RANK = "(?:(?:国家|世界|国际|部|省|自治区|市|州|区|县|镇|乡|村)级|[1-5]?A级)"
_RANKED = re.compile(f"{_RANK}(?:及?以上)?")
_OF_RANK = re.compile(f"(?:{_RANK}(?:及?以上|和|、)?)+")
# 50亿元以上3个, 省重点45个, 产业类38个: what tells some of the things counted from the others.
_TELLS_APART = re.compile(
    "(?:新签约|总?投资|超)*[\\d.百千万亿]+元(?:及?以上|以下)?|(?:[省市区县州]|国家)?级?重点|[一-鿿]{2,6}(?:(?<![人鸟种分])类|(?<![转典模])型)"
)
_PER = re.compile("每(?:[一十百千万]+|十万|百万)(?:名|户|个|家|辆|亩)?(?:(?:常住|户籍)?人口|老年人口?)?")
_LONGEST_LED = 6  # characters of a name that leans on the front of the one before
_TOTALS = ("总量", "总额", "规模")


def completed(clause: Clause, subject: Said, named: Name, figure: Quantity) -> Name | None:
    """Return the whole name of one that the subject before it completes, or None.

    Of all residents those of towns; another amount of the same thing; of things counted before, those
    of one rank or sort; another thing per head; else what is known with the front of the name before.
    """
    if other := of_residents(clause, subject, named) or _other_amount(subject, named):
        return other
    if naming.is_generic(named.text):
        return None
    if named.indicator_id is not None:
        return _per_same(subject, named, figure) or _in_same_money(subject, named)
    found = _of_one_sort(clause, subject, named, figure) or _of_others(subject, named)
    return found or _led(subject, named, figure)


def _of_others(subject: Said, named: Name) -> Name | None:
    """职工住院报销比例86%、居民70%: the same rate of other people."""
    told = next((who for who in coordinated.WHOSE if subject.name.text.startswith(who)), "")
    rest = subject.name.text.removeprefix(told)
    if named.text not in coordinated.WHOSE or not told or told == named.text or not naming.is_share(rest):
        return None
    return naming.name_of(named.text + rest)


def _of_one_sort(clause: Clause, subject: Said, named: Name, figure: Quantity) -> Name | None:
    """创新平台27个，其中国家级2个; 国家级绿色工厂3家、省级10家; 亿元以上项目20个、50亿元以上3个."""
    if figure.kind != "count":
        return None
    total = clause.carry.total if clause.carry.parts else None
    for whole in (subject, total):
        if whole is None or whole.figure is None or whole.kind != "count" or not whole.name.text:
            continue
        if whole.figure.unit != figure.unit:
            continue
        if _RANKED.fullmatch(named.text):
            rest = _OF_RANK.sub("", whole.name.text, count=1)
            return naming.name_of(named.text + rest) if len(rest) > 1 else None
        head = lexicon.end_of(whole.name.text, "threshold-noun")
        if head and _TELLS_APART.fullmatch(named.text):
            return naming.name_of(named.text + head)
    return None


def _led(subject: Said, named: Name, figure: Quantity) -> Name | None:
    """空气质量优良天数342天，优良率93.4%; 生猪出栏185万头，存栏102万头: by the front of the name before."""
    alike = subject.figure is not None and subject.figure.unit == figure.unit
    rate = figure.kind == "percent" and naming.is_share(named.text)
    if not (alike or rate) or len(named.text) > _LONGEST_LED or named.text[:1] == "占":
        return None
    for front in (subject.name.canonical, subject.name.text):
        led = coordinated.led_by(front, named.text)
        if led != named.text:
            return replace(naming.name_of(led), tail=named.tail)
    return None


def _per_same(subject: Said, named: Name, figure: Quantity) -> Name | None:
    """每千人口床位数7.2张、执业医师3.1人: per as many as the name before, for no person is broken."""
    per = _PER.match(subject.name.text)
    broken = figure.kind in ("count", "people") and "." in figure.value and not figure.scale
    if per is None or not broken or naming.is_per_unit(named.text):
        return None
    known = (per[0] + named.text + end for end in ("", "数"))
    found = next((name for name in known if naming.identify(name)), None)
    return naming.name_of(found) if found else Name(per[0] + named.text)


def _in_same_money(subject: Said, named: Name) -> Name | None:
    """人民币各项存款余额2135亿元，贷款余额1672亿元: both in the money that the first is told in."""
    told = next((money for money in ("人民币", "外币") if subject.name.text.find(money) >= 0), "")
    name = named.canonical
    if not told or "本外币" in subject.name.text or "本外币" in named.text or "本外币" not in name:
        return None
    found = naming.name_of(name.replace("本外币", told))
    return replace(found, tail=named.tail) if found.indicator_id else None


def of_residents(clause: Clause, subject: Said, named: Name) -> Name | None:
    """居民人均可支配收入…，其中农村居民…: the known name of what is told of a part of the residents."""
    who = _RESIDENTS.fullmatch(named.text) if named.indicator_id is None else None
    if who is None or clause.figure(clause.fact.values[0]).kind not in RELATIVE | POINTS | {"money"}:
        return None  # 农村居民3.2万人 are people
    where = "农村" if who["farmers"] else who["where"].replace("城市", "城镇").replace("乡村", "农村")
    for whole in (subject, clause.carry.total if clause.carry.parts else None):
        of_all = whole.name.canonical.removeprefix("城镇").removeprefix("农村") if whole is not None else ""
        if of_all.startswith("居民") and naming.identify(where + of_all):
            return replace(naming.name_of(where + of_all), tail=named.tail)
    return None


def amount_of(subject: Said, named: Name) -> Name | None:
    """The name of an amount told of the subject before: 粮食播种面积…，产量…; 新增装机…，总装机…."""
    if _BY_LESS.fullmatch(named.text):
        return Name(subject.name.text + named.text)  # 新增28.4亿元，同比少增3.1亿元
    if named.text.endswith(_TOTALS) and named.text[:-2] in lexicon.words_of("value-head"):
        named = replace(named, text=named.text[:-2])  # 第二产业支撑有力，增加值总量达到521亿元
    if named.text in lexicon.words_of("value-head") and _of(subject, named):
        return _grown_on(subject, named) or naming.name_of(subject.name.text + named.text)
    if named.indicator_id is None and _total_of(subject, named):
        return naming.name_of(subject.name.text.removesuffix(named.text[1:]) + named.text)
    return _grown_on(subject, named) or _ratio_of(subject, named)


def _ratio_of(subject: Said, named: Name) -> Name | None:
    """城乡居民人均可支配收入分别增长5%和7%，收入比控制在2以内: of the incomes of towns and villages."""
    if named.text not in _RATIOS or not subject.name.canonical.startswith(("城镇居民", "农村居民")):
        return None
    ratio = naming.name_of(f"城乡居民{named.text}")
    return ratio if ratio.indicator_id else None


def _grown_on(subject: Said, named: Name) -> Name | None:
    """粮食播种面积68.25万亩，总产量28.12万吨: what a crop brought in all, where that has a name."""
    area = _AREA.match(subject.name.canonical) if named.text in lexicon.words_of("crop-head") else None
    return naming.name_of(area["crop"] + named.text) if area is not None else None


def _other_amount(subject: Said, named: Name) -> Name | None:
    """规上工业总产值23亿元，增加值增长8%: another amount of the same thing, where that has a name."""
    if named.indicator_id or named.text not in lexicon.words_of("value-head") or named.text in _OWN_AMOUNTS:
        return None
    head = lexicon.end_of(subject.name.text, "value-head")
    other = naming.name_of(subject.name.text.removesuffix(head) + named.text) if head else None
    return other if other is not None and other.indicator_id and other != subject.name else None


def _of(subject: Said, head: Name) -> bool:
    """服务业较快增长，实现增加值96亿元: the amount is one of what was spoken of."""
    return head.indicator_id is None and naming.identify(subject.name.text + head.text) is not None


def _total_of(subject: Said, named: Name) -> bool:
    """新增清洁能源装机188万千瓦，总装机达到2048万千瓦: what was added to has the total as well."""
    rest = named.text.removeprefix("总")
    added = subject.measure == "increment" and len(rest) > 1 and rest != named.text
    return added and subject.name.text != rest and subject.name.text.endswith(rest)


def rate_that_moved(clause: Clause, said: Said) -> Said | None:
    """占全部税收的比重提高3个百分点至41%: the share comes to that, not what it is a share of."""
    moved, figure = clause.carry.last, said.figure
    if moved is None or moved.measure != "points" or figure is None or figure.kind != "percent":
        return None
    return moved if moved.name.text and not clause.moves and naming.is_share(moved.name.text) else None


def counted_alike(clause: Clause, said: Said, subject: Said) -> Said | None:
    """优良天数155天，优良率85.6%，减少4天: of what the sentence counted in that unit, as no rate is."""
    figure = said.figure
    if figure is None or not clause.moves or not figure.unit or subject.kind not in RELATIVE:
        return None
    if figure.kind in UNCOUNTED or subject.measure == "growth":
        return None
    alike = (one for one in reversed(clause.recent) if one.figure is not None and one.measure == "level")
    return next((one for one in alike if one.figure is not None and one.figure.unit == figure.unit), None)


def house_of(subject: Said, named: Name) -> str:
    """乡镇卫生院420个，床位1.5万张，卫生人员1.6万人: beds and staff are those of the houses just counted."""
    if not _INMATES.fullmatch(named.text):
        return ""
    if subject.kind == "count" and subject.name.text.endswith(_HOUSES):
        return subject.name.canonical
    return (subject.scope or "") if _INMATES.fullmatch(subject.name.text) else ""


def counted_before(clause: Clause, said: Said, subject: Said) -> Said:
    """其中亿元以上项目173个，投资占比82.6%，新开工98个: of the things counted, not of a share told there.

    More than the part named last has are of the whole: 签约项目67个，其中…8个，已开工41个.
    """
    figure = said.figure
    if figure is None or clause.act is None or figure.kind != "count":
        return subject
    if subject.measure in ("share", "completion") and not subject.carried:
        alike = (one for one in reversed(clause.recent) if one.kind == "count" and one.measure in _COUNTED)
        subject = next(alike, subject)
    total = clause.carry.total
    parted = clause.carry.parts and subject.role == "part" and total is not None and total.kind == "count"
    part = subject.figure
    if not parted or subject.verb or part is None or part.unit != figure.unit:
        return subject
    if figure.number() <= part.number():
        return subject
    clause.carry.parts = False
    return total or subject


def what_grows(clause: Clause, subject: Said) -> Said:
    """产值90亿元，占全市的69%，增长5%: shares do not 增长, what they are shares of does."""
    if subject.measure != "share" or not any(
        verb.type == "U" and "增长" in verb.text for verb in clause.verbs
    ):
        return subject
    if subject.carried:
        levels = (one for one in reversed(clause.recent) if one.measure == "level")
        return next(levels, subject)
    part = naming.name_of(SHARE_END.sub("", subject.name.canonical))  # 研发经费占GDP比重达2.6%，增长12%
    return replace(subject, name=part) if part.indicator_id and part != subject.name else subject
