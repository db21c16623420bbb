"""The region where title and session name none: which level speaks, and which place of it is named most.

A place that the text names once is taken only where it speaks of itself there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from checker.model import Level
from checker.read.datelines import squeeze
from checker.read.period import plain
from checker.read.places import NATION, Divisions, Place, is_within, unknown_place
from checker.read.region_names import (
    BEHIND,
    COUNTED,
    GENERIC,
    SUFFIX,
    Clue,
    Finding,
    is_generic,
    known_places,
    short,
    shown,
)

_SELF = re.compile(r"(我|全)(国|省|市|区|县|州|盟|旗)")
_ORGAN = re.compile(
    r"(?<![各省市县区州中央、和及\u4e00-\u9fff])(省|市|区|县|州|盟|旗)(?:委(?![托员派任])|人民政府|政府|人民代表大会|人大|第?[一二三四五六七八九十]{1,3}(?:届|次党代会))"
)
_LEVEL_OF: dict[str, Level] = {
    "国": "national", "省": "province", "市": "city", "州": "city", "盟": "city",
    "区": "district", "县": "district", "旗": "district",
}  # fmt: skip
_BEYOND = re.compile("(?:高于|低于|快于|慢于|好于|作为|位居|位列|居|列|占)$")  # 高于全省, 作为全省副中心
_MEASURED_AGAINST = re.compile("次于|高于|低于|快于|慢于|超过|赶超|对标|来自$")  # 仅次于武汉
_NOT_THE_PLACE = re.compile(
    r"(?:大学|学院|医院|中学|小学|幼儿园|银行|集团|公司|路|道|大街|公园|广场|港|站|桥|机场|走廊|平原|流域|日报|晚报|酒店|剧院|寺|里|街道|镇|乡|村|社区)"
)


# ---------------------------------------------------------------- the level that speaks


def self_level(text: str) -> tuple[Level | None, str]:
    """Return the level whose own voice the text is in, and the words that say so most often."""
    flat = plain(text)
    votes: Counter[str] = Counter()
    words: dict[str, Counter[str]] = {}
    for m in _SELF.finditer(flat):
        if m.group(0) in ("全国", "我国") or _BEYOND.search(flat, max(0, m.start() - 3), m.start()):
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


# ---------------------------------------------------------------- parents, and the text as a last resort


def complete(place: Place, body: Sequence[tuple[int, str]], divisions: Divisions, year: int | None) -> Place:
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
    rf"([\u4e00-\u9fff]{{2,3}}?(?:市|省|自治区|自治州|州|盟))(?={BEHIND[3:-1]}|[的、，。第下出十是]|委)"
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
            if not is_generic(m.group(1)):
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
            if not GENERIC.search(name) and not divisions.by_name(name) and name != place.name:
                counts[name] += 2
                found[name] = unknown_place(name)
    usable = [p for p in counts if found[p].level == ("city" if place.level == "district" else "province")]
    usable += [p for p in counts if p not in usable and any(is_within(c, p) for c in candidates)]
    if not usable:
        return None
    return found[max(usable, key=lambda p: (counts[p], p))]


_HEADED = re.compile(
    rf"(?:(?:19|20)\d\d年(?:度)?)?(?P<name>[\u4e00-\u9fff]{{2,5}}?{SUFFIX})(?=[\u4e00-\u9fff])"
)


def _headed(clues: Sequence[Clue], level: Level, words: str) -> Finding | None:
    """Return the place a title begins with, whatever stands behind it, where the text says 全县 of itself."""
    for clue in clues:
        named = _HEADED.match(squeeze(plain(clue.text))) if clue.name == "标题" else None
        if named is None or is_generic(named["name"]) or COUNTED.search(named["name"]):
            continue
        place = unknown_place(named["name"])
        if place.level == level:
            said = f"第{clue.line}行标题以“{named['name']}”开头，正文以“{words}”自称"
            return Finding(place, [f"地区为{shown(place)}：{said}"])
    return None


_BEFORE_PLACE = re.compile(r"(?:关于)?(?:(?:19|20)\d\d年度?)?")
_HEADLINE = 40  # characters of the first line that are looked at


def from_headline(body: Sequence[tuple[int, str]], divisions: Divisions, year: int | None) -> Finding | None:
    """Take the place whose full name the first line begins with: 柳溪县工业实现首季开门红."""
    if not body:
        return None
    line, text = body[0]
    flat = squeeze(plain(text))[:_HEADLINE]
    lead = _BEFORE_PLACE.match(flat)
    begins = lead.end() if lead is not None else 0
    start, end, place = next(iter(known_places(flat, divisions, None, year)), (-1, 0, None))
    if place is None or start != begins or not re.search(f"{SUFFIX}$", flat[start:end]):
        return None
    counts, _, _ = _text_candidates(body, divisions, place.level, year)
    if any(other != place.path and n > max(counts[place.path], 1) for other, n in counts.items()):
        return None
    found = complete(place, body, divisions, year)
    return Finding(found, [f"地区为{shown(found)}：标题和会议没有写明，第{line}行以“{flat[start:end]}”开头"])


def from_text(
    clues: Sequence[Clue], body: Sequence[tuple[int, str]], divisions: Divisions, year: int | None
) -> Finding:
    text = "\n".join(t for _, t in body)
    level, words = self_level(text)
    titled, titled_words = _title_level(clues)
    if titled is not None and level != "national":
        level, words = titled, titled_words
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
        once = _spoken_of_once(body, divisions, level, words, year) if len(ranked) < 2 else None
        return _headed(clues, level, words) or once or unclear
    place = complete(found[ranked[0][0]], body, divisions, year)
    line, quote = quotes[ranked[0][0]]
    reason = (
        f"地区为{shown(place)}：标题和会议没有写明，正文以“{words}”自称，"
        f"并{ranked[0][1]}次提到“{place.short or place.name}”（第{line}行“{quote}”）"
    )
    return Finding(place, [reason])


# 市发展改革委2024年工作总结, 2024年全县交通运输工作总结: the title's own level.
_TITLE_LEVEL = re.compile(
    r"(?:^|关于)(?:(?:19|20)\d\d年度?)?(?P<words>(?P<unit>[省市区县州盟旗])[\u4e00-\u9fff]{1,12}?(?:局|委|办|厅|办公室|委员会|中心)"
    r"(?=关于|(?:19|20)\d\d|$)|[全我](?P<own>[省市区县州盟旗]))"
)


def _title_level(clues: Sequence[Clue]) -> tuple[Level | None, str]:
    for clue in clues:
        found = _TITLE_LEVEL.search(squeeze(plain(clue.text))) if clue.name == "标题" else None
        if found is not None:
            return _LEVEL_OF[found["unit"] or found["own"]], found["words"]
    return None, ""


# A place speaks of itself: 澜江市实现…, 砚溪县审计局主要职责, 现将2024年砚溪县交通运输工作总结如下.
_BEGINS = r"(?:^|[。；;，,：:]|现将(?:19|20)\d\d年度?)"
_SPEAKS = (
    r"(?=实现|完成|预计|作为|坚持|位于|共有|现有|全年|地区生产总值|生产总值|一般公共预算|规模以上"
    r"|副?[市县区旗]长|[\u4e00-\u9fff]{2,12}?(?:局|委员会|办公室|工作总结|工作情况))"
)
_SPEAKS_OF_ITSELF = re.compile(
    rf"{_BEGINS}(?P<name>[\u4e00-\u9fff]{{2,8}}?(?:自治县|自治旗|新区|[市区县旗])){_SPEAKS}"
)
_NEW_NAME = re.compile("^[^年月季]{1,4}(?<!地)[市区县旗]$")  # 上半年地区生产总值 names none
_OPENING = 4  # paragraphs and headings


def _spoken_of_once(
    body: Sequence[tuple[int, str]], divisions: Divisions, level: Level, words: str, year: int | None
) -> Finding | None:
    """Return the one place that begins a sentence of the opening as its own subject, else None."""
    named: dict[str, tuple[int, Place]] = {}
    for line, text in body[:_OPENING]:
        for m in _SPEAKS_OF_ITSELF.finditer(squeeze(plain(text))):
            name = m["name"]
            if GENERIC.search(name) or COUNTED.search(name):
                continue
            known = divisions.resolve(name, year=year)
            place = known or unknown_place(name)
            if place.level == level and (known is not None or _NEW_NAME.search(name)):
                named.setdefault(name, (line, place))
    if len(named) != 1:
        return None
    ((name, (line, place)),) = named.items()
    place = complete(place, body, divisions, year)
    return Finding(place, [f"地区为{shown(place)}：正文以“{words}”自称，第{line}行的主语是“{name}”"])


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
            if not (GENERIC.search(name) or COUNTED.search(name)) and not divisions.by_name(name):
                place = unknown_place(name)
                if place.level == level:
                    count(place, line, text, m.start("name"))


_ZONE_OF = re.compile(
    "(?:国家级)?(?:经济(?:技术)?开发|高新技术(?:产业)?(?:开发)?|高新|经开|(?:产业|工业)园)区"
)


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
        quotes.setdefault(place.path, (line, short(text[max(0, at - 8) : at + 12])))

    for line, text in body:
        for mention in divisions.find(text, year=year):
            if _ZONE_OF.match(text, mention.end):
                continue  # 澜江高新区 speaks of the zone, not of its city
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
