"""Names of places in a document's official words: its title, its session, who issues it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from checker.read.datelines import squeeze
from checker.read.period import plain
from checker.read.places import NATION, Divisions, Place, is_within, unknown_place
from checker.value import value

SUFFIX = r"(?:自治区|自治州|自治县|自治旗|特别行政区|省|市|地区|盟|新区|区|县|旗|州)"
# Words that end like a place and are none.
GENERIC = re.compile(
    r"(?:开发|高新|高教|园|社|小|景|校|贫困地|民族地|欠发达地|各地|示范|片|保税|自贸|新城|主城|中心城|老城|郊|库|"
    r"灾|老|辖|试验|实验|先行|功能|核心|集聚|集中|合作|度假|保护|产业|工业|商务|特|专|战|学|赛|街|市|县|矿|大湾|澳湾|引领|样板|创新|改革|消费)"
    r"(?:新)?(?:区|地区)$"
    # 国有林区 and 北部山区 are no places, 枫林区 and 苍山区 may be.
    r"|(?:^|部|贫困|特困|革命|边远|偏远|高寒|深|大|半|浅|国有|重点|原始|天然|农|纯|丘陵|沿|高|石|广大|我[国省市县州])[山林牧]区$"
    r"|(?:^|市|县|大|小|全|旧|古|我|各|建成|规划|市级|本级|地|老)城区$"
    r"|(?:上|股|门|入|夜|菜|超大城|大城|小城|城|都|省|县|市|楼|车|各|从|由|据|向|对|全)市$|(?:市|区|各|大|强)县$|(?:强|全|各|本|外)省$"
    r"|^(?:完成|落实|贯彻|按照|争取|全|我|本|各|该|超过|高于|低于|服务|支持|融入|建设|打造|推动|推进|国家|现代|中国|省|市|区|县"
    r"|随着|根据|依据|经过|通过|结合|围绕|对照|坚持|服从|紧跟|紧扣|聚焦|听从|拥护|中央|上级|认真|坚决|深入|积极|及时|大力|迎接|参加|召开"
    r"|组织|开展|成为|作为|创建|建成|申报|入选|获评|荣获|位居|占|面对|面向|同时|并|等|报|请|经|受|执行|接受|得到|按|依|若|如|这|那|其"
    r"|几|多|每|某|另|共|圆满|全面|顺利|胜利|较好|超额|基本|自治)|[会暨届委府]|[完达]成了|实现了"
    r"|^[在由受经与和及对为是的了等向从把将于到中年月日]|全[省市州盟区县旗]$"
)
_SHORT = 2  # signs of the shortest names of districts (东区), which longer ones end with
BEHIND = (
    r"(?=(?:19|20)\d{2}|[一二][〇○零九]|第?[一二三四五六七八九十\d]{1,3}届|国民经济|人民(?:政府|代表|法院)|人大|政府|行政公署|行署|经济|统计|财政|发展|发改|计划委|计委|"
    r"[“\"]?(?:第?十|[六七八九]五)|《?政府工作报告|市级|本级|全[市区县省]|及市本级|预算|办公|委员会|委|常务|关于|副?[省市区县州盟旗]长|党代会|(?![\u4e00-\u9fff]{1,3}(?<![社园护])[区县旗])[\u4e00-\u9fff]{2,9}(?:局|厅|办公室|中心|委员会)(?:(?:19|20)\d\d|关于|$)|$)"
)
_CHAIN = re.compile(rf"(?:[\u4e00-\u9fff]{{1,10}}?{SUFFIX}){{1,3}}?{BEHIND}")
_LEAD = re.compile(
    r"^[-—─–(（《“\"]*|(?:关于(?:印发|下达|批准|调整|公布|转发|提请|审查)*|印发|下达|批准|转发|中共|在|由|受|代表|年(?:度)?|日|[:：、,，《“\"(（\s—─–-])"
)
_LEADS = re.compile(rf"(?:{_LEAD.pattern})+(?:19|20)?(?:\d\d年)?(?:度)?")
_NATIONAL = re.compile(
    r"全国人民代表大会|全国人大|中华人民共和国\d{4}年|国务院总理|代表国务院|受国务院委托|中央和地方预算|^国务院(?:办公厅)?关于"
    r"|^国家(?:统计局|发展和改革委员会|发展计划委员会|计划委员会)$"
)
COUNTED = re.compile("^[居列占排]|[两三四五六七八九十几][省市区县州盟旗]$")  # 居三区第一
_PART_OF_PLACE = re.compile("街道|镇|乡|村|社区")


@value(frozen=True, slots=True)
class Clue:
    """A stretch of the document that may name its region. ``name`` says what it is, for the reason."""

    text: str
    line: int
    name: str
    weight: int


@dataclass(slots=True)
class Finding:
    """The region found, why, and what does not fit."""

    place: Place | None = None
    reasons: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)


def shown(place: Place) -> str:
    return place.name if place.path == place.name else f"{place.name}（{place.path}）"


def short(text: str, length: int = 40) -> str:
    flat = re.sub(r"\s+", " ", text).strip()
    return flat if len(flat) <= length else flat[:length] + "…"


# ---------------------------------------------------------------- places named in a stretch


def places_named(
    text: str, divisions: Divisions, *, within: str | None = None, year: int | None = None
) -> list[tuple[Place, str]]:
    """Return the places a short official stretch (title, session, issuer) names, with the words.

    A chain (云阜市白石区) counts once, as its last place. Places that the table does not know are taken
    where a place must stand: at the beginning or behind 关于, and before a year, 人民政府, 国民经济 ….
    """
    flat = squeeze(plain(text))
    found: list[tuple[int, int, Place]] = []
    if _NATIONAL.search(flat):
        nation = divisions.by_path(NATION)
        if nation is not None:
            found.append((0, 0, nation))
    found += known_places(flat, divisions, within, year)
    taken = [(start, end) for start, end, _ in found]
    for start, end, place in _unknown(flat, divisions):
        inside = [(a, b) for a, b in taken if a < end and start < b]
        # 沂东区 ends with the name of a district that is called 东区; 关于泾县 is 泾县.
        longer = any(
            a > start and b == end and b - a == _SHORT and not _LEADS.fullmatch(flat, start, a)
            for a, b in inside
        )
        # 望澜市沙湾区: a city that no table knows has districts of its own, whatever others are called.
        apart = any(b == end and place.path == f"{flat[start:a]}/{flat[a:b]}" for a, b in inside)
        alone = len(inside) == 1 and (longer or apart)
        if not inside or end > max(b for _, b in inside) or alone:
            found = [f for f in found if not (f[0] < end and start < f[1])]
            found.append((start, end, place))
    found.sort(key=lambda item: item[0])
    return [(place, flat[start:end] or "全国") for start, end, place in found]


def known_places(
    flat: str, divisions: Divisions, within: str | None, year: int | None
) -> list[tuple[int, int, Place]]:
    found: list[tuple[int, int, Place]] = []
    for mention in divisions.find(flat, within=within, year=year):
        # 新区 was once a district of Tangshan; behind another name it only says of what sort that is.
        if flat.startswith("生产建设兵团", mention.end) or re.fullmatch(SUFFIX, mention.name):
            continue
        if _PART_OF_PLACE.match(flat, mention.end) and not re.search(f"{SUFFIX}$", mention.name):
            continue  # 长沙街道 is no part of 长沙市
        place = mention.place
        if place is None:
            if not within:
                place = unknown_place(mention.name)
            else:
                continue
        if found and found[-1][1] == mention.start and is_within(place.path, found[-1][2].path):
            found[-1] = (found[-1][0], mention.end, place)
        else:
            found.append((mention.start, mention.end, place))
    return found


def _unknown(flat: str, divisions: Divisions) -> Iterable[tuple[int, int, Place]]:
    for lead in _LEAD.finditer(flat):
        found = _CHAIN.match(flat, lead.end())
        if found is None:
            continue
        place: Place | None = None
        start = found.start()
        for name in _cut(found.group(), divisions):
            place = _place_called(name, place, divisions)
        if place is not None:
            yield start, found.end(), place


def _cut(chain: str, divisions: Divisions) -> list[str]:
    """Return the names of a chain, outermost first; empty where a part of it is no name."""
    ends = [m.end() for m in re.finditer(SUFFIX, chain)]
    known = [e for e in ends if divisions.by_name(chain[:e])]
    usable = [e for e in ends if 3 <= e <= 9 and not GENERIC.search(chain[:e])]
    # 江州湾区 begins with a known name, but what is left of it is none.
    for end in [*reversed(known), *(e for e in usable if e not in known)]:
        if end == len(chain):
            return [chain]
        if rest := _cut(chain[end:], divisions):
            return [chain[:end], *rest]
    return []


def _place_called(name: str, parent: Place | None, divisions: Divisions) -> Place:
    known = divisions.resolve(name, within=parent.path if parent else None)
    if known is not None and (parent is None or is_within(known.path, parent.path)):
        return known
    return unknown_place(name, parent)
