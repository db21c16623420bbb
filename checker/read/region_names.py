"""Names of places in a document's official words: its title, its session, who issues it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from checker.read.datelines import squeeze
from checker.read.period import plain
from checker.read.places import NATION, Divisions, Place, is_within, suffix_level, unknown_place
from checker.value import value

SUFFIX = r"(?:自治区|自治州|自治县|自治旗|特别行政区|省|市|地区|盟|新区|区|县|旗|州)"
# Words that end like a place and are none.
GENERIC = re.compile(
    r"(?:开发|高新|高教|园|社|小|景|校|贫困地|民族地|欠发达地|各地|示范|片|保税|自贸|新城|主城|中心城|老城|郊|库|"
    r"灾|老|辖|试验|实验|先行|功能|核心|集聚|集中|合作|度假|保护|产业|工业|商务|特|专|战|学|赛|街|市|县|矿|大湾|澳湾|引领|样板|创新|改革|消费)"
    r"(?:新)?(?:区|地区)$"
    # 国有林区 and 北部山区 are no places, 枫林区 and 苍山区 may be.
    r"|(?:^|部|贫困|特困|革命|边远|偏远|高寒|深|大|半|浅|国有|重点|原始|天然|农|纯|丘陵|沿|高|石|广大|我[国省市县州])[山林牧]区$"
    r"|(?:贫困|脱贫|帮扶|试点|重点|百强|示范|先进|薄弱|边境|民族|所属|有关|相关|其他|部分)[市县区旗]$"
    r"|(?:^|市|县|大|小|全|旧|古|我|各|建成|规划|市级|本级|地|老)城区$"
    r"|(?:上|股|门|入|夜|菜|超大城|大城|小城|城|都|省|县|市|楼|车|各|从|由|据|向|对|全)市$|(?:市|区|各|大|强)县$|(?:强|全|各|本|外)省$"
    r"|^(?:关于|完成|落实|贯彻|按照|争取|全|我|本|各|该|超过|高于|低于|服务|支持|融入|建设|打造|推动|推进|国家|现代|中国|省|市|区|县"
    r"|随着|根据|依据|经过|通过|结合|围绕|对照|坚持|服从|紧跟|紧扣|聚焦|听从|拥护|中央|上级|认真|坚决|深入|积极|及时|大力|迎接|参加|召开"
    r"|组织|开展|成为|作为|创建|建成|申报|入选|获评|荣获|位居|占|面对|面向|同时|并|等|报|请|经|受|执行|接受|得到|按|依|若|如|这|那|其"
    r"|几|多|每|某|另|共|圆满|全面|顺利|胜利|较好|超额|基本|自治)|[会暨届委府]|[完达]成了|实现了"
    r"|^[在由受经与和及对为是的了等向从把将于到中年月日]|全[省市州盟区县旗]$"
)
# 和川市, 从岭区: a sign that joins words elsewhere begins a name of three where a name must stand …
_BEGUN = re.compile(
    rf"[与和及对为向从把将于到中年月日经全本其多如若并等共另报请按依占][\u4e00-\u9fff]{SUFFIX}"
)
# … unless the next makes a word with it (其中市本级, 年初市, 并报市政府) or with the ending (和各县, 对社区).
_JOINED = re.compile(
    "[全我本各该这那其它每某几两三四五六七八九十数多外省市区县州盟旗国]|地区"
    "|[社园小景校片郊库灾老辖特专战学赛街矿山林牧城新旧主]区|[上股门入夜菜城都楼车从由据向对]市|[大强]县|强省"
    "|(?<=[年月日])[初末底中内前后度份起均间期历]|(?<=中)[央心期层共等型小]|(?<=[本全])[次届轮级体部面力域年月]"
    "|(?<=其)[中余次实]|(?<=如)[何果期下同今此]|(?<=若)[干是]|(?<=等)[级次]|(?<=共)[计有同享建]|(?<=另)有"
    "|(?<=并)[报经由对向在与将请]|(?<=报)[请经送告]|(?<=请)[示求]|(?<=[按依])[照法据时]|(?<=经)[过由开]"
    "|(?<=为)[了此使何]|(?<=对)[照标接于]|(?<=向)[上前]|(?<=从)[而严]|(?<=于)是|(?<=到)[会位]|(?<=及)时"
    "|(?<=将)[在由于]|(?<=与)会"
)
# Rare signs of names lie outside the common block (㵲, 𬭼); an example's places may be A市, B区.
SIGN = "[\u3400-\u9fff\U00020000-\U000323afA-WYZ]"
# 榉门市, 簋城市, 沅枧特区: endings that make a word with fewer signs, or with others before them.
_LIKE_WORDS = re.compile(
    rf"(?![小大中老新旧全各本我该两三多每某省市区县州核强副同跨入])(?:{SIGN}[城都]|{SIGN}{{1,3}}门)市"
    rf"|(?!经济|行政|全国|深圳){SIGN}{{2,4}}特区|[会府](?!议){SIGN}{{1,2}}[市县区旗]|{SIGN}[会府](?!议){SIGN}?[市县区旗]"
)
# 蒟县: of names with one sign before the ending, those that are words.
_WORDS_OF_TWO = re.compile(
    "[全各本我该市区县省州盟旗大强小两三四五六七八九十几多某每另邻外此整老新旧地原任同给被][省市县区州旗盟]"
    "|[从由据向对在经受报请为与和及等将把按依照以并也又是有无的了其至到于自当]."
    "|[贫穷富乡产出进到为跨]县|[园社景校片郊库灾辖特专战学赛街矿山林牧城地湾主港厂营军禁选]区"
    "|[城都上门入股夜菜楼车沪深]市|[神九中]州|[国红党军彩]旗|[东联同结欧]盟"
)
_ONESIGN = re.compile(f"{SIGN}[省市县区旗盟州]")
_LONGEST = 9  # signs of a name, but for those of autonomous places, which bear names of peoples
_RANK = {"national": 0, "province": 1, "city": 2, "district": 3}
_SHORT = 2  # signs of the shortest names of districts (东区), which longer ones end with
BEHIND = (
    r"(?=(?:19|20)\d{2}|[一二][〇○零九]|第?[一二三四五六七八九十\d]{1,3}届|国民经济|人民(?:政府|代表|法院)|人大|政府|行政公署|行署|经济|统计|财政|发展|发改|计划委|计委|"
    r"[“\"]?(?:第?十[一二三四五六个]|[六七八九]五)|《?政府工作报告|市级|本级|[全各][市区县省州盟旗]|及市本级|预算|办公|委员会|委|常务|关于|副?[省市区县州盟旗]长|党代会|(?:重点|主要|工作|目标|任务|民生|上半年|前三季度|第?[一二三四1-4]季度)|(?![\u4e00-\u9fff]{1,3}(?<![社园护])[区县旗])[\u4e00-\u9fff]{2,9}(?:局|厅|办公室|中心|委员会)(?:(?:19|20)\d\d|关于|$)|$)"
)
# 漪州|市统计局: a name that goes on is no name yet.
_CHAIN = re.compile(rf"(?:{SIGN}{{1,16}}?{SUFFIX}){{1,3}}?(?!(?<=州)[市区县]){BEHIND}")
_LEAD = re.compile(
    r"^[-—─–(（《“\"]*|(?:关于(?:印发|下达|批准|调整|公布|转发|提请|审查)*|印发|下达|批准|转发|中共|在|由|受|代表|年(?:度)?|日|[:：、,，《“\"(（\s—─–-])"
)
_PAUSES = ":：、,，"
_LEADS = re.compile(rf"(?:{_LEAD.pattern})+(?:19|20)?(?:\d\d年)?(?:度)?")
_NATIONAL = re.compile(
    r"全国人民代表大会|全国人大|中华人民共和国\d{4}年|国务院总理|代表国务院|受国务院委托|中央和地方预算|^国务院(?:办公厅)?关于"
    r"|^国家(?:统计局|发展和改革委员会|发展计划委员会|计划委员会)$"
)
COUNTED = re.compile("^[居列占排]|[两三四五六七八九十几][省市区县州盟旗]$")  # 居三区第一
_PART_OF_PLACE = re.compile("街道|镇|乡|村|社区")


def is_generic(name: str) -> bool:
    """Say whether words that end like a place are none, where a place's name must stand.

    >>> is_generic("和川市"), is_generic("和白石区"), is_generic("全市"), is_generic("本次市")
    (False, True, True, True)
    >>> is_generic("簋城市"), is_generic("大城市"), is_generic("蒟县"), is_generic("各县")
    (False, True, False, True)
    """
    if _BEGUN.fullmatch(name) and not _JOINED.match(name, 1):
        return False
    if _LIKE_WORDS.fullmatch(name):
        return False
    if _ONESIGN.fullmatch(name):
        return _WORDS_OF_TWO.fullmatch(name) is not None
    return GENERIC.search(name) is not None


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
        # …达斡尔族鄂温克族自治旗 is not 鄂温克族自治旗.
        longer = longer or any(a > start and b == end and flat[a - 1] == "族" for a, b in inside)
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
        listed = lead.end() > 0 and flat[lead.end() - 1] in _PAUSES
        for name in cut(found.group(), divisions, begins=not listed):
            place = place_called(name, place, divisions)
        if place is not None:
            yield start, found.end(), place


def cut(chain: str, divisions: Divisions, *, begins: bool) -> list[str]:
    """Return the names of a chain, outermost first; empty where a part of it is no name.

    Args:
        chain: Nothing but names of places, or words that look like them.
        divisions: All known places.
        begins: A name must stand there, so that 和川市 is one; behind a pause it may be 和 and more.
    """
    ends = [m.end() for m in re.finditer(SUFFIX, chain)]
    known = [e for e in ends if divisions.by_name(chain[:e])]
    usable = [
        e for e in ends if _may_be_name(chain[:e], begins) and not _is_no_name(chain[:e], divisions, begins)
    ]
    # 江州湾区 begins with a known name, but what is left of it is none.
    for end in [*reversed(known), *(e for e in usable if e not in known)]:
        if end == len(chain):
            return [chain]
        rest = cut(chain[end:], divisions, begins=begins)
        if rest and _is_above(chain[:end], rest[0], divisions):
            return [chain[:end], *rest]
    return []


def _may_be_name(words: str, begins: bool) -> bool:
    """Say whether words are as long as a name; one sign and an ending only where a name must stand."""
    least = 2 if begins else _SHORT + 1
    return least <= len(words) and (len(words) <= _LONGEST or words[-3:-1] == "自治")


def _is_above(upper: str, lower: str, divisions: Divisions) -> bool:
    """Say whether two names that follow each other may be a place and its part: 榉门市, 砦县."""
    if divisions.by_name(upper):
        return len(lower) > _SHORT or divisions.by_name(lower) != () or upper[-1] in "市盟州"
    above, beneath = suffix_level(upper), suffix_level(lower)
    if above is None or beneath is None:
        return False
    county_city = above == beneath == "city" and lower[-1] == "市"
    return (_RANK[above] < _RANK[beneath] or county_city) and not (len(upper) == _SHORT and upper[-1] == "州")


def _is_no_name(words: str, divisions: Divisions, begins: bool) -> bool:
    if not begins or divisions.by_name(words[1:]):  # 和泾县
        return GENERIC.search(words) is not None
    return is_generic(words)


def place_called(name: str, parent: Place | None, divisions: Divisions) -> Place:
    known = divisions.resolve(name, within=parent.path if parent else None)
    if known is not None and (parent is None or is_within(known.path, parent.path)):
        return known
    return unknown_place(name, parent)
