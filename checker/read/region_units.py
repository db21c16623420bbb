"""Documents of bodies that are no region of the levels: towns, development zones, schools, hospitals.

Their titles name the place above them too (慈溪市周巷镇, 郑州高新区, 杭州市第三中学), whose figures are
not theirs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.read.datelines import squeeze
from checker.read.period import plain
from checker.read.places import Divisions, Place, unknown_place
from checker.read.region_names import (
    BEHIND,
    GENERIC,
    SIGN,
    SUFFIX,
    Clue,
    Finding,
    cut,
    known_places,
    place_called,
    shown,
)

_TOWN = re.compile(
    r"(?:^|关于|在|[县区市旗])(?P<name>[\u4e00-\u9fff]{2,6}?(?:镇|乡|街道|苏木))"
    r"(?=人民政府|办事处|党委|党工委|第?[一二三四五六七八九十\d]{1,4}届|人民代表大会|政府工作|国民经济|关于|(?:19|20)\d\d年)"
)
_NO_TOWN = re.compile("[各全所属辖级和及]|乡镇|(?:小城|中心|重点|特色|村|建制)镇")
_OF_LEVELS = re.compile("[全我][省市区县州盟旗]")
_OF_TOWN = re.compile("[全我本](?:镇|乡|街道|苏木)|[镇乡](?:党委|政府|人大)|(?<![各个镇乡、])街道")
_UNIT = re.compile(
    r"[省市区县州盟旗](?P<name>(?!公立|各|全|市属|中小学)[\u4e00-\u9fff]{1,10}?(?<!中)"
    r"(?:大学|学院|中学|小学|学校|幼儿园|医院|公司))(?=(?:19|20)\d\d|关于|$)"
)
_OF_UNIT = re.compile("[我全本](?:校|院|园|公司)|公司")
# What may stand between a zone's own name and what sort of zone it is: 澜汀|国家农业高新技术产业|示范区.
_QUALIFIER = (
    "(?:国家级?|[省市州县]级|国际|两岸|一体化|高质量|共同富裕|乡村振兴|经济|技术|高新|产业|工业|农业|农产品|旅游|文旅|文化|体育|健康|康养|生态|文明|绿色"
    "|低碳|循环|海洋|能源|新能源|科技|创新|自主|自由|贸易|综合|改革|协同|先导|临港|临空|航空港?|空港|港口|开发|开放|现代|先进|数字|智能|智慧|信息|电子|光电"
    "|化工|新材料|生物|医药|食品|装备|制造|跨境|边境|出口|加工|承接|转移|合作|投资|金融|商务|物流|保税|特色|新型|城镇化?|城乡|融合|统筹|发展|转型|升级"
    "|重点|军民|风景|名胜|互市|台商|县域|扶贫)"
)
_SORT = "(?:开发|高新|高新技术产业|经开|园|度假|保税|示范|试验|实验|先行|合作|管理|集聚|功能|商务|旅游|加工)"
_ZONE = rf"{_QUALIFIER}*{_SORT}区"
_NO_OWN_NAME = re.compile(
    rf"(?:{_QUALIFIER}|类)+$|(?:加快|推进|推动|建设|创建|打造|落实|贯彻|做好|抓好|加强|深化|促进|提升|申报|争创|服务|完善|实施|开展|各类)"
)
_ZONE_BEHIND = rf"(?:(?=管委会|管理委员会|党?工委)|{BEHIND})"
_ZONE_TITLE = re.compile(
    rf"(?:^[-—─–《“\"(]*(?!关于)|关于(?:印发|下达|批准)?《?)(?:(?:19|20)\d\d年度?)?(?P<name>(?P<place>{SIGN}{{2,16}}?){_ZONE}){_ZONE_BEHIND}"
)
_OWN_PLAN = re.compile(r"管委会|管理委员会|党?工委|(?:(?:19|20)\d\d年度?)?(?:国民经济|政府工作)")
_ZONE_HEADLINE = re.compile(
    rf"(?:(?:19|20)\d\d(?:年度?)?[:,]?)?(?P<name>(?P<place>[\u4e00-\u9fff]{{2,9}}?){_ZONE})[^。;]{{0,40}}$"
)
_LONGEST_STEM = 5  # signs of a zone's own name
_OF_ZONE = re.compile(
    r"管委会|管理委员会|党工委|[全我]区|(?<![\u4e00-\u9fff])(?:高新|经开|开发|园|度假)区|全园"
)
_NO_ZONE = re.compile("^(?:国家|省|市|区|县|全|各|我|本|关于|加快|推进|支持)|[级类个家的]$|[省市](?:级|属)")


def of_town(clues: Sequence[Clue]) -> Finding | None:
    """Return no region and nothing unclear where a town is named: towns are beneath the levels."""
    for clue in clues:
        named = _TOWN.search(squeeze(plain(clue.text)))
        if named is not None and not _NO_TOWN.search(named["name"]):
            said = f"第{clue.line}行{clue.name}写明“{named['name']}”，是乡镇、街道一级，不参加各级之间的核对"
            return Finding(None, [said])
    return None


def of_unit(clues: Sequence[Clue], body: Sequence[tuple[int, str]]) -> Finding | None:
    """Return no region where title and text are a town's, a school's, a hospital's or a company's own."""
    titles = [clue for clue in clues if clue.name == "标题"]
    town = of_town(titles)
    if town is not None and _speaks_as(_OF_TOWN, body, silent=True):
        return town
    for clue in titles:
        named = _UNIT.search(squeeze(plain(clue.text)))
        if named is not None and _speaks_as(_OF_UNIT, body):
            said = f"第{clue.line}行标题写明“{named['name']}”，是单位的文件，不参加各级之间的核对"
            return Finding(None, [said])
    return None


def of_zone(
    clues: Sequence[Clue], body: Sequence[tuple[int, str]], divisions: Divisions, year: int | None
) -> Finding | None:
    """Return the development zone a title begins with, beneath its city where that is known."""
    titles = [(clue, _ZONE_TITLE.search(squeeze(plain(clue.text)))) for clue in clues if clue.name == "标题"]
    headline = not titles
    if headline and body:
        # 澜江高新区召开工作会议: a headline tells of what it begins with.
        first = Clue(body[0][1], body[0][0], "标题", 6)
        titles = [(first, _ZONE_HEADLINE.match(squeeze(plain(first.text))))]
    for clue, named in titles:
        if named is None or _NO_ZONE.search(named["place"]) or _NO_OWN_NAME.match(named["place"]):
            continue
        # 合肥市开发区2024年情况: of the city's zones, unless the text speaks as one of them.
        bare = re.search(f"{SUFFIX}$", named["place"]) is not None and not _OWN_PLAN.match(
            named.string, named.end()
        )
        if not _speaks_as(_OF_ZONE, body, silent=not (bare or headline)):
            continue
        if divisions.by_name(named["name"]):
            continue  # the table knows it
        place = _zone(named["name"], named["place"], divisions, year)
        if place is not None:
            said = f"第{clue.line}行{clue.name}写明“{named['name']}”"
            return Finding(place, [f"地区为{shown(place)}：{said}"])
    return None


def _zone(name: str, place: str, divisions: Divisions, year: int | None) -> Place | None:
    """Return a zone with its city; None where the words before 开发区 are no place's name."""
    above = known_places(place, divisions, None, year)
    if above and above[0][0] == 0 and len(place) - above[-1][1] <= 4:  # 天津滨海高新区
        return unknown_place(name, above[-1][2], level="district")
    if above:
        return None
    parent: Place | None = None
    own = place
    for end in reversed([m.end() for m in re.finditer(SUFFIX, place)]):
        if names := cut(place[:end], divisions, begins=True):
            for each in names:
                parent = place_called(each, parent, divisions)
            own = place[end:]
            break
    if not own:
        return unknown_place(name, parent, level="district")
    if GENERIC.search(own) or not 2 <= len(own) <= _LONGEST_STEM:
        return None
    return unknown_place(name.removeprefix(place[: len(place) - len(own)]), parent, level="district")


def _speaks_as(own: re.Pattern[str], body: Sequence[tuple[int, str]], *, silent: bool = False) -> bool:
    """Say whether the text speaks of itself as such a body at least as often as of a level (全市).

    ``silent`` says whether a text that speaks of neither will do.
    """
    text = plain("\n".join(words for _, words in body))
    mine = sum(1 for _ in own.finditer(text))
    others = sum(1 for m in _OF_LEVELS.finditer(text) if not own.match(text, m.start()))
    return mine >= others and (silent or mine > 0)
