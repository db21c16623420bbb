"""Whose document it is: the region, found from where a document names its own place.

Strong evidence first: the title, the session, the body that issues or reports, the speaker. Only where
these name no place does the text itself decide: which level speaks (我区, 区人民代表大会), and which place
of that level it names most, beneath the parent it names (天津市…, 市委).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from checker.model import Level
from checker.read.period import plain
from checker.read.places import NATION, Divisions, Place, is_within, suffix_level, unknown_place
from checker.value import value

_SUFFIX = r"(?:自治区|自治州|自治县|自治旗|特别行政区|省|市|地区|盟|新区|区|县|旗|州)"
# Words that end like a place and are none.
_GENERIC = re.compile(
    r"(?:开发|高新|高教|园|社|小|景|校|贫困地|民族地|欠发达地|各地|示范|片|保税|自贸|新城|主城|中心城|老城|城|郊|山|林|牧|库|"
    r"灾|老|辖|试验|实验|先行|功能|核心|集聚|集中|合作|度假|保护|产业|工业|商务|特|专|战|学|赛|街|市|县|矿|湾|引领|样板|创新|改革|消费)"
    r"(?:新)?(?:区|地区)$|(?:上|股|门|入|夜|菜|超大城|大城|小城|城|都|省|县|市|楼|车|各)市$|(?:市|区|各|大|强)县$|(?:强|全|各|本|外)省$"
    r"|^(?:完成|落实|贯彻|按照|争取|全|我|本|各|该|超过|高于|低于|服务|支持|融入|建设|打造|推动|推进|国家|现代|中国|省|市|区|县"
    r"|随着|根据|依据|经过|通过|结合|围绕|对照|坚持|服从|紧跟|紧扣|聚焦|听从|拥护|中央|上级|认真|坚决|深入|积极|及时|大力|迎接|参加|召开"
    r"|组织|开展|成为|作为|创建|建成|申报|入选|获评|荣获|位居|占|面对|面向|同时|并|等|报|请|经|受|执行|接受|得到|按|依|若|如|这|那|其"
    r"|几|多|每|某|另|共|圆满|全面|顺利|胜利|较好|超额|基本|自治)|[会暨届委府]|[完达]成了|实现了"
    r"|^[在由受经与和及对为是的了等向从把将于到中年月日]|全[省市州盟区县旗]$"
)
_BEHIND = (
    r"(?=(?:19|20)\d{2}|[一二][〇○零九]|第?[一二三四五六七八九十\d]{1,3}届|国民经济|人民(?:政府|代表|法院)|人大|政府|经济|统计|财政|发展|发改|计划委|计委|"
    r"[“\"]?(?:第?十|[六七八九]五)|《?政府工作报告|市级|本级|全[市区县省]|及市本级|预算|办公|委员会|委|常务|关于|[省市区县州盟旗]长|党代会|[\u4e00-\u9fff]{2,9}(?:局|厅|办公室|中心|委员会)(?:(?:19|20)\d\d|关于|$)|$)"
)
_CHAIN = re.compile(rf"(?:[\u4e00-\u9fff]{{1,10}}?{_SUFFIX}){{1,3}}?{_BEHIND}")
_LEAD = re.compile(
    r"^[-—─–(（《“\"]*|(?:关于(?:印发|下达|批准|调整|公布|转发|提请|审查)*|印发|下达|批准|转发|中共|在|由|受|代表|年(?:度)?|日|[:：、,，《“\"(（\s—─–-])"
)
_NATIONAL = re.compile(
    r"全国人民代表大会|全国人大|中华人民共和国\d{4}年|国务院总理|代表国务院|受国务院委托|中央和地方预算|^国务院(?:办公厅)?关于"
    r"|^国家(?:统计局|发展和改革委员会|发展计划委员会|计划委员会)$"
)
_SELF = re.compile(r"(我|全)(国|省|市|区|县|州|盟|旗)")
_ORGAN = re.compile(
    r"(?<![各省市县区州中央、和及\u4e00-\u9fff])(省|市|区|县|州|盟|旗)(?:委(?![托员派任])|人民政府|政府|人民代表大会|人大|第?[一二三四五六七八九十]{1,3}(?:届|次党代会))"
)
_LEVEL_OF: dict[str, Level] = {
    "国": "national", "省": "province", "市": "city", "州": "city", "盟": "city",
    "区": "district", "县": "district", "旗": "district",
}  # fmt: skip
_COUNTED = re.compile("^[居列占排]|[两三四五六七八九十几][省市区县州盟旗]$")  # 居三区第一
_MEASURED_AGAINST = re.compile("次于|高于|低于|快于|慢于|超过|赶超|对标|来自$")  # 仅次于武汉
_PART_OF_PLACE = re.compile("街道|镇|乡|村|社区")
_NOT_THE_PLACE = re.compile(
    r"(?:大学|学院|医院|中学|小学|幼儿园|银行|集团|公司|路|道|大街|公园|广场|港|站|桥|机场|走廊|平原|流域|日报|晚报|酒店|剧院|寺|里|街道|镇|乡|村|社区)"
)


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


# ---------------------------------------------------------------- places named in a stretch


def places_named(
    text: str, divisions: Divisions, *, within: str | None = None, year: int | None = None
) -> list[tuple[Place, str]]:
    """Return the places a short official stretch (title, session, issuer) names, with the words.

    A chain (云阜市白石区) counts once, as its last place. Places that the table does not know are taken
    where a place must stand: at the beginning or behind 关于, and before a year, 人民政府, 国民经济 ….
    """
    flat = re.sub(r"\s+", "", plain(text))
    found: list[tuple[int, int, Place]] = []
    if _NATIONAL.search(flat):
        nation = divisions.by_path(NATION)
        if nation is not None:
            found.append((0, 0, nation))
    found += _known(flat, divisions, within, year)
    taken = [(start, end) for start, end, _ in found]
    for start, end, place in _unknown(flat, divisions):
        inside = [(a, b) for a, b in taken if a < end and start < b]
        if not inside or end > max(b for _, b in inside):
            found = [f for f in found if not (f[0] < end and start < f[1])]
            found.append((start, end, place))
    found.sort(key=lambda item: item[0])
    return [(place, flat[start:end] or "全国") for start, end, place in found]


def _known(
    flat: str, divisions: Divisions, within: str | None, year: int | None
) -> list[tuple[int, int, Place]]:
    found: list[tuple[int, int, Place]] = []
    for mention in divisions.find(flat, within=within, year=year):
        # 新区 was once a district of Tangshan; behind another name it only says of what sort that is.
        if flat.startswith("生产建设兵团", mention.end) or re.fullmatch(_SUFFIX, mention.name):
            continue
        if _PART_OF_PLACE.match(flat, mention.end) and not re.search(f"{_SUFFIX}$", mention.name):
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
    names: list[str] = []
    rest = chain
    while rest:
        ends = [m.end() for m in re.finditer(_SUFFIX, rest)]
        known = [e for e in ends if divisions.by_name(rest[:e])]
        usable = known or [e for e in ends if 3 <= e <= 9 and not _GENERIC.search(rest[:e])]
        if not usable or not ends:
            return []
        end = max(known) if known else usable[0]
        names.append(rest[:end])
        rest = rest[end:]
    return names


def _place_called(name: str, parent: Place | None, divisions: Divisions) -> Place:
    known = divisions.resolve(name, within=parent.path if parent else None)
    if known is not None and (parent is None or is_within(known.path, parent.path)):
        return known
    return unknown_place(name, parent)


# ---------------------------------------------------------------- the level that speaks


def self_level(text: str) -> tuple[Level | None, str]:
    """Return the level whose own voice the text is in, and the words that say so most often."""
    flat = plain(text)
    votes: Counter[str] = Counter()
    words: dict[str, Counter[str]] = {}
    for m in _SELF.finditer(flat):
        if m.group(0) in ("全国", "我国"):
            continue
        votes[m.group(2)] += 4 if m.group(1) == "我" else 1
        words.setdefault(m.group(2), Counter())[m.group(0)] += 1
    for m in _ORGAN.finditer(flat):
        votes[m.group(1)] += 2
        words.setdefault(m.group(1), Counter())[m.group(0)] += 1
    if not votes:
        return ("national", "我国") if flat.count("我国") >= 3 else (None, "")
    best = max(votes, key=lambda unit: (votes[unit], unit))
    return _LEVEL_OF[best], words[best].most_common(1)[0][0]


# ---------------------------------------------------------------- the region


def find_region(
    clues: Sequence[Clue], body: Sequence[tuple[int, str]], divisions: Divisions, *, year: int | None
) -> Finding:
    """Return the region of a document.

    Args:
        clues: Stretches that may name it, the strongest first.
        body: Line numbers and texts of headings and paragraphs.
        divisions: All known places, those of the settings included.
        year: The document's year, for the names valid then.
    """
    votes: Counter[str] = Counter()
    places: dict[str, Place] = {}
    why: dict[str, list[tuple[int, Clue, str]]] = {}
    counted: set[tuple[str, str]] = set()
    for clue in clues:
        seen: set[str] = set()
        for place, words in places_named(clue.text, divisions, year=year):
            if place.path in seen:
                continue
            seen.add(place.path)
            # Ten mentions of the parent's congress in the text weigh no more than one.
            votes[place.path] += clue.weight if (clue.name, place.path) not in counted else 0
            counted.add((clue.name, place.path))
            places[place.path] = place
            why.setdefault(place.path, []).append((clue.weight, clue, words))
    if not votes:
        own = _of_town(clues) or _from_headline(body, divisions, year)
        return own or _from_text(clues, body, divisions, year)
    _merge_partial_paths(votes, places, why)
    best = _best_path(votes, places)
    finding = Finding(_complete(places[best], body, divisions, year))
    _explain(finding, best, why)
    _contradictions(finding, best, votes, places, why)
    return finding


_TOWN = re.compile(
    r"(?:^|关于|在|[县区市旗])(?P<name>[\u4e00-\u9fff]{2,6}?(?:镇|乡|街道|苏木))"
    r"(?=人民政府|办事处|党委|党工委|第?[一二三四五六七八九十\d]{1,4}届|人民代表大会|政府工作|国民经济|关于|(?:19|20)\d\d年)"
)


def _of_town(clues: Sequence[Clue]) -> Finding | None:
    """Return no region and nothing unclear where a town is named: towns are beneath the levels."""
    for clue in clues:
        named = _TOWN.search(re.sub(r"\s+", "", plain(clue.text)))
        if named is not None:
            said = f"第{clue.line}行{clue.name}写明“{named['name']}”，是乡镇、街道一级，不参加各级之间的核对"
            return Finding(None, [said])
    return None


def _merge_partial_paths(
    votes: Counter[str], places: dict[str, Place], why: dict[str, list[tuple[int, Clue, str]]]
) -> None:
    """Let 白石区 stand for 云阜市/白石区 where both are named."""
    for path in sorted(votes):
        fuller = [other for other in votes if other != path and other.endswith("/" + path)]
        if "/" not in path and fuller and suffix_level(path) == places[fuller[0]].level:
            target = min(fuller)
            votes[target] += votes.pop(path)
            why[target] += why.pop(path)


def _best_path(votes: Counter[str], places: dict[str, Place]) -> str:
    """Return the path with most weight; a place beneath it wins where it is named about as strongly."""
    top = max(votes, key=lambda path: (votes[path], path.count("/"), path))
    below = [p for p in votes if p != top and is_within(p, top) and 2 * votes[p] >= votes[top]]
    return (
        max(below, key=lambda path: (votes[path], path)) if below and places[top].level != "national" else top
    )


def _explain(finding: Finding, best: str, why: dict[str, list[tuple[int, Clue, str]]]) -> None:
    place = finding.place
    if place is None:
        return
    shown: set[int] = set()
    for _, clue, words in sorted(why[best], key=lambda item: (-item[0], item[1].line)):
        if clue.line not in shown and len(shown) < 2:
            shown.add(clue.line)
            finding.reasons.append(
                f"地区为{_shown(place)}：第{clue.line}行{clue.name}写明“{words}”（“{_short(clue.text)}”）"
            )


def _shown(place: Place) -> str:
    return place.name if place.path == place.name else f"{place.name}（{place.path}）"


def _short(text: str, length: int = 40) -> str:
    flat = re.sub(r"\s+", " ", text).strip()
    return flat if len(flat) <= length else flat[:length] + "…"


def _contradictions(
    finding: Finding,
    best: str,
    votes: Counter[str],
    places: dict[str, Place],
    why: dict[str, list[tuple[int, Clue, str]]],
) -> None:
    for path in sorted(votes):
        strong = max(weight for weight, _, _ in why[path])
        related = is_within(path, best) or is_within(best, path)
        if related or strong < 8 or places[path].level != places[best].level:
            continue
        _, clue, words = max(why[path], key=lambda item: item[0])
        if words in {own for _, _, own in why[best]}:
            continue  # one name, read as the place of old in one line and as the present one in another
        finding.unclear.append(
            f"地区自相矛盾：按{places[best].name}读取，但第{clue.line}行{clue.name}写“{words}”"
        )


# ---------------------------------------------------------------- parents, and the text as a last resort


def _complete(place: Place, body: Sequence[tuple[int, str]], divisions: Divisions, year: int | None) -> Place:
    """Find the parent of a place known only by its name, from what the text names above it."""
    if (
        divisions.by_path(place.path) is not None
        or "/" in place.path
        or place.level in ("national", "province")
    ):
        return place
    above = _named_above(place, body, divisions, year)
    if above is None:
        return place
    known = divisions.resolve(place.name, within=above.path)
    if known is not None and is_within(known.path, above.path):
        return known
    same = [p for p in divisions.by_name(place.name) if p.name == place.name]
    if above.level == "province" and place.level == "district" and not same:
        # The city between is not named: the path would be wrong, and the level rules must not join on it.
        direct = divisions.children(above.path)
        if direct and all(p.level == "city" for p in direct):
            return unknown_place(place.name, above)
    return unknown_place(place.name, above)


_CITY_NAMED = re.compile(
    r"(?:对|落实|按照|贯彻|完成|在|据|服务|融入|支持|争取|由|向|与|受|经|是|为|(?<![\u4e00-\u9fff]))"
    rf"([\u4e00-\u9fff]{{2,3}}?(?:市|省|自治区|自治州|州|盟))(?={_BEHIND[3:-1]}|[的、，。第下出十是]|委)"
)


def _named_above(
    place: Place, body: Sequence[tuple[int, str]], divisions: Divisions, year: int | None
) -> Place | None:
    counts: Counter[str] = Counter()
    found: dict[str, Place] = {}
    candidates = {p.path for p in divisions.by_name(place.name)}
    before = re.compile(
        rf"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{{2,9}}?(?:市|省|州|盟)){re.escape(place.name)}"
    )
    for _, text in body:
        half = plain(text)
        for m in before.finditer(half) if place.name in half else ():
            if not _GENERIC.search(m.group(1)):
                above = divisions.resolve(m.group(1)) or unknown_place(m.group(1))
                counts[above.path] += 4
                found[above.path] = above
        for mention in divisions.find(text, year=year):
            other = mention.place
            if other is None or other.level not in ("province", "city") or other.name == place.name:
                continue
            # A known name counts double where it has a place of that name beneath it.
            counts[other.path] += 3 if any(is_within(c, other.path) for c in candidates) else 1
            found[other.path] = other
        for m in _CITY_NAMED.finditer(half):
            name = m.group(1)
            if not _GENERIC.search(name) and not divisions.by_name(name) and name != place.name:
                counts[name] += 2
                found[name] = unknown_place(name)
    usable = [p for p in counts if found[p].level == ("city" if place.level == "district" else "province")]
    usable += [p for p in counts if p not in usable and any(is_within(c, p) for c in candidates)]
    if not usable:
        return None
    return found[max(usable, key=lambda p: (counts[p], p))]


_HEADED = re.compile(
    rf"(?:(?:19|20)\d\d年(?:度)?)?(?P<name>[\u4e00-\u9fff]{{2,5}}?{_SUFFIX})(?=[\u4e00-\u9fff])"
)


def _headed(clues: Sequence[Clue], level: Level, words: str) -> Finding | None:
    """Return the place a title begins with, whatever stands behind it, where the text says 全县 of itself."""
    for clue in clues:
        named = _HEADED.match(re.sub(r"\s+", "", plain(clue.text))) if clue.name == "标题" else None
        if named is None or _GENERIC.search(named["name"]) or _COUNTED.search(named["name"]):
            continue
        place = unknown_place(named["name"])
        if place.level == level:
            said = f"第{clue.line}行标题以“{named['name']}”开头，正文以“{words}”自称"
            return Finding(place, [f"地区为{_shown(place)}：{said}"])
    return None


_BEFORE_PLACE = re.compile(r"(?:关于)?(?:(?:19|20)\d\d年度?)?")
_HEADLINE = 40  # characters of the first line that are looked at


def _from_headline(body: Sequence[tuple[int, str]], divisions: Divisions, year: int | None) -> Finding | None:
    """Take the place whose full name the first line begins with: 柳溪县工业实现首季开门红."""
    if not body:
        return None
    line, text = body[0]
    flat = re.sub(r"\s+", "", plain(text))[:_HEADLINE]
    lead = _BEFORE_PLACE.match(flat)
    begins = lead.end() if lead is not None else 0
    start, end, place = next(iter(_known(flat, divisions, None, year)), (-1, 0, None))
    if place is None or start != begins or not re.search(f"{_SUFFIX}$", flat[start:end]):
        return None
    counts, _, _ = _text_candidates(body, divisions, place.level, year)
    if any(other != place.path and n > max(counts[place.path], 1) for other, n in counts.items()):
        return None
    found = _complete(place, body, divisions, year)
    return Finding(found, [f"地区为{_shown(found)}：标题和会议没有写明，第{line}行以“{flat[start:end]}”开头"])


def _from_text(
    clues: Sequence[Clue], body: Sequence[tuple[int, str]], divisions: Divisions, year: int | None
) -> Finding:
    text = "\n".join(t for _, t in body)
    level, words = self_level(text)
    if level == "national":
        nation = divisions.by_path(NATION)
        if nation is not None:
            return Finding(nation, [f"地区为全国：正文以“{words}”自称"])
    if level is None:
        return Finding(None, [], ["地区：标题、会议、发文机关和正文都没有写明"])
    counts, found, quotes = _text_candidates(body, divisions, level, year)
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        unclear = Finding(None, [], [f"地区：正文以“{words}”自称，但看不出是哪里"])
        return _headed(clues, level, words) or unclear
    place = _complete(found[ranked[0][0]], body, divisions, year)
    line, quote = quotes[ranked[0][0]]
    reason = (
        f"地区为{_shown(place)}：标题和会议没有写明，正文以“{words}”自称，"
        f"并{ranked[0][1]}次提到“{place.short or place.name}”（第{line}行“{quote}”）"
    )
    return Finding(place, [reason])


_NAMED_INLINE = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|[在对为是使让把将以及和与])(?P<name>[\u4e00-\u9fff]{2,3}?(?:市|区|县|旗))"
    r"(?=[\u4e00-\u9fff，、。]|$)"
)


def _count_unknown(
    body: Sequence[tuple[int, str]],
    divisions: Divisions,
    level: Level,
    count: Callable[[Place, int, str, int], None],
) -> None:
    """Count names with a place's ending that the table does not know (白石区经济稳步增长)."""
    for line, text in body:
        for m in _NAMED_INLINE.finditer(text):
            name = m.group("name")
            if not (_GENERIC.search(name) or _COUNTED.search(name)) and not divisions.by_name(name):
                place = unknown_place(name)
                if place.level == level:
                    count(place, line, text, m.start("name"))


def _text_candidates(
    body: Sequence[tuple[int, str]], divisions: Divisions, level: Level, year: int | None
) -> tuple[Counter[str], dict[str, Place], dict[str, tuple[int, str]]]:
    """Count the places of one level that the text names, in full or, beneath a named parent, in short."""
    counts: Counter[str] = Counter()
    found: dict[str, Place] = {}
    quotes: dict[str, tuple[int, str]] = {}
    above: Counter[str] = Counter()

    seen: set[tuple[str, int, int]] = set()

    def count(place: Place, line: int, text: str, at: int) -> None:
        if (place.path, line, at) in seen or _MEASURED_AGAINST.search(text[max(0, at - 3) : at]):
            return
        seen.add((place.path, line, at))
        counts[place.path] += 1
        found[place.path] = place
        quotes.setdefault(place.path, (line, _short(text[max(0, at - 8) : at + 12])))

    for line, text in body:
        for mention in divisions.find(text, year=year):
            if mention.place is not None and mention.place.level == level:
                count(mention.place, line, text, mention.start)
            elif mention.place is not None:
                above[mention.place.path] += 1
    if not counts:
        _count_unknown(body, divisions, level, count)
    whole = "\n".join(text for _, text in body)
    for path in sorted(above):
        for child in divisions.children(path, year=year):
            if child.level != level or len(child.short) < 2 or child.short == child.name:
                continue
            for line, text in body if child.short in whole else ():
                for m in re.finditer(re.escape(child.short), text):
                    behind = text[m.end() : m.end() + 6]
                    if not behind.startswith(child.name[-1]) and not _NOT_THE_PLACE.match(behind):
                        count(child, line, text, m.start())
    return counts, found, quotes
