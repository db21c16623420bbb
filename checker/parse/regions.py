"""Which place a clause speaks of: scope words (全市, 我区) and places named at its head."""

from __future__ import annotations

import re
from functools import cache

from checker.model import Context, Identity
from checker.parse import lexicon, numerals
from checker.parse.items import Item, Shape
from checker.parse.scanner import Token
from checker.read.places import Divisions, Place, unknown_place

Where = tuple[str, str | None]  # name, path; no path where it is not known which place is meant

_SCOPE_LEVELS = {
    "省": ("province",), "市": ("city", "province"), "区": ("district",), "县": ("district",),
    "旗": ("district",), "州": ("city",), "盟": ("city",),
}  # fmt: skip
_LEVEL_BELOW = {"province": "city", "city": "district"}
_PLACE = "[\u4e00-\u9fff]{1,3}(?:区|县|旗|市)"
_ONE_PLACE = re.compile("[\u4e00-\u9fff]{2,3}[区县旗市](?![域级场长民委政城])")
_UNKNOWN = re.compile(f"{_PLACE}(?:[、和与及]{_PLACE})*(?=[^、和与及区县市]|$)")
_SUFFIXES = tuple("省市区县旗州盟")
_SUFFIX = re.compile("[省市区县旗州盟]")
_SHORTENED = re.compile(
    "(?P<names>[\u4e00-\u9fff]{2,3}(?:[、和与及][\u4e00-\u9fff]{2,3})+)(?:等|这)?"
    "(?P<count>[两二三四五六七八九十]|\\d{1,2})个?(?P<kind>县市区|市区县|县区|区县|县市|市县|区|县|市|旗)(?![域间])"
)
_COUNTED = re.compile("(?P<count>[两二三四五六七八九十]|\\d{1,2})个?(?P<kind>[区县市旗])")
_BOTH = re.compile("[两二三四五六](?:地|个?地区|个?地方)$")
_BARE_LIST = re.compile("[\u4e00-\u9fff]{2,3}(?:[、和与及][\u4e00-\u9fff]{2,3})+")
# 向柳溪县下达, 分解到柳溪县, 同期云阜市: what leads to a place is no part of its name.
_TOWARDS = re.compile(
    "(?:[给赋]予|安排|要?求|责成|督促|[向由给对]|同[期年]|(?:[省市州]|上级)?(?:分解|下达|分配|落实|下派|切块)(?:落实)?[到至给]?)(?=[\u4e00-\u9fff]{2,3}[区县旗市])"
)
_TOWARDS_LIST = re.compile("[向由给对](?=[\u4e00-\u9fff]{2,3}[、和与及])")
_SHORT_AHEAD = re.compile(
    "([\u4e00-\u9fff]{2,3}?)(?:(?:进一步|全面|持续|更好|率先)*(?:加快|高质量|做大|做强|做优|打造|建设|争创|争当|发展|提升|成为|当好|聚焦|突破|冲刺))"
)
# 一是支持柳溪县…: which of several it is stands before what it is about.
_ORDINAL = re.compile("(?:十?[一二三四五六七八九]|这)是")
_BELOW = ("区", "县", "市", "旗")
_WHOLE = re.compile("全[省市州盟区县旗]|合计|总计|[全各][省市州盟区县旗]合计")
_NAMED_WHOLE = re.compile("(?P<name>[\u4e00-\u9fff]{2,5})全[省市区县旗州盟]")
_LIST_MARK = re.compile(
    "^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\\d]{1,3}）|\\d{1,2}[.．、）]|[-—–·●■◆▪◇□]+)\\s*"
)
# 澜江市级项目, 澜江市高新区: of that level, or of a body with figures of its own.
_BODY_OF_PLACE = re.compile("级|(?:高新(?:技术)?(?:产业)?|经开|经济(?:技术)?开发|(?:产业|工业)园)区")
_FAR = 24  # characters a list of places may take before its first suffix


@cache
def _ordinary() -> re.Pattern[str]:
    """What ends like a place's name and is none: 园区, 全市, 中心城区."""
    either = lexicon.either
    return re.compile(
        f"^{either('ordinary-place')}+[区县市旗]$|^占|[全我本各][省市区县旗]$|{either('ordinary-area')}"
    )


@cache
def _support() -> re.Pattern[str]:
    return re.compile(lexicon.either("support"))


# 望湖区和和岭区: 和 joins where a name has ended, and begins one where only two signs follow.
_JOINT = re.compile("、|(?<=[区县旗市])[和与及]|^[和与及](?=[\u4e00-\u9fff]{3})")


def _listed(names: str) -> list[str]:
    return [name for name in _JOINT.split(names) if name]


class Regions:
    """The places a document's clauses may speak of, seen from the document's own region."""

    def __init__(self, identity: Identity, divisions: Divisions) -> None:
        self.identity, self.divisions = identity, divisions
        self.path = identity.region_path
        own = divisions.by_path(self.path) if self.path else None
        self.level = own.level if own else identity.level
        # Below a city that no table knows, a name is that of its own district, whatever others are called.
        self.unlisted_below = _LEVEL_BELOW.get(self.level or "") if self.path and own is None else None
        self.short = own.short if own is not None and own.short != own.name else ""
        above = divisions.ancestors(self.path) if self.path else ()
        self.above: list[Place] = [divisions.by_path(path) or _unlisted(path) for path in above]

    def of_scope(self, word: str, context: Context) -> Where | None:
        """全市 in a district's plan is the city above it; the document's own scope is its own region."""
        if word in ("全国", "我国"):
            return ("全国", "全国")
        levels = _SCOPE_LEVELS.get(word[-1])
        if levels is None or self.level is None or self.level in levels:
            return None
        # A county-level city says 全市 of itself, as an autonomous region says 全区.
        if self.identity.region is not None and self.identity.region.endswith(word[-1]):
            return None
        # 全市 said by a province is nobody's; only what stands above can be meant from below.
        for place in self.above:
            if place.level in levels:
                return place.name, place.path
        return (word, None) if self.level == "district" and word[-1] in "省市" else None

    def _where(self, place: Place, name: str) -> tuple[str, str]:
        below = self.path is not None and place.path.startswith(self.path + "/")
        if not below and place.level == self.unlisted_below:
            return (name, f"{self.path}/{name}")
        return (place.name, place.path)

    def named(self, text: str) -> Where | None:
        """The place a table's head names whole, or None; the document's own region is one too."""
        if not text.endswith(_SUFFIXES) or len(text) > 8:
            return None
        place = self.divisions.resolve(text, within=self.path)
        return self._where(place, text) if place is not None and place.path != self.path else None

    def row(self, text: str) -> Where | None:
        """The place that heads a row of a table over places: 全市 and 合计 are the document's own region."""
        if self.path is None:
            return None
        if _WHOLE.fullmatch(text) and self.of_scope(text, Context()) is None:
            return (self.path.rpartition("/")[2], self.path)
        if self.level == "district":
            return None
        place = self.named(text)
        if place is None and _ONE_PLACE.fullmatch(text) and not _ordinary().search(text):
            return (text, f"{self.path}/{text}")
        return place

    def heads_line(self, text: str) -> bool:
        """Whether a line begins with a place below the own region: 1.柳溪县3万亩, 柳溪县：3万亩."""
        return self.heading(_LIST_MARK.sub("", text)[:_FAR]) is not None

    def opening(self, text: str) -> list[Where]:
        """The place a clause opens with (白石区要当好…, 支持白石区做强…), for what follows."""
        if self.level == "district":
            return []
        ordinal = _ORDINAL.match(text)
        first = ordinal.end() if ordinal else 0
        lead = _support().match(text, first)
        start = lead.end() if lead else first
        if lead and (short := _SHORT_AHEAD.match(text, start)) and (where := self.below(short[1])):
            return [where]  # 推动柳溪高质量发展，…
        if not _SUFFIX.search(text, 0, 12):
            return []
        found: list[Where] = []
        position = start
        unknown = _ONE_PLACE.match(text, start) if lead else None
        may_begin = self.divisions.may_begin(text, start)
        for mention in self.divisions.find(text[:40], within=self.path) if may_begin else ():
            place = mention.place
            if mention.start != position or place is None or not mention.name.endswith(_SUFFIXES):
                continue
            where = self._where(place, mention.name)
            below = self.path is not None and where[1].startswith(self.path + "/")
            if not below or self._part_of_name(text[mention.end :]):
                return []
            found.append(where)
            position = mention.end + (text[mention.end : mention.end + 1] in ("、", "和", "与", "及"))
        if not found and unknown and not _ordinary().search(unknown.group()):
            base = self.path + "/" if self.path else ""
            return [(unknown.group(), base + unknown.group())]
        return found

    def heading(self, text: str) -> tuple[Where, str] | None:
        """The place below the document's own that a name begins with, and the rest of the name."""
        if self.level == "district" or not _SUFFIX.search(text, 0, 8):
            return None
        known = self.divisions.may_begin(text)
        for mention in self.divisions.find(text, within=self.path) if known else ():
            place = mention.place
            if mention.start or place is None or not mention.name.endswith(_SUFFIXES):
                break
            where = self._where(place, mention.name)
            below = self.path is None or where[1].startswith(self.path + "/")
            rest = text[mention.end :]
            return (where, rest) if below and not self._part_of_name(rest) else None
        found, position = self._unknown(text)
        return (found[0], text[position:]) if len(found) == 1 else None

    def below(self, name: str) -> Where | None:
        """The place below the own region that a name without its suffix means: 柳溪 in a list of values."""
        if self.level == "district" or not self.path or not 2 <= len(name) <= 4:
            return None
        places = self._suffixed([name], "", sure=False)
        return places[0] if places else None

    def leading(self, shape: Shape) -> list[Where]:
        """Return the places a clause's first noun phrase begins with, and take them off the phrase."""
        _drop_ordinal(shape)
        first = _first_noun(shape)
        if first is None:
            return []
        text = first.text
        if self.short and text.startswith(self.short) and _is_known(text[len(self.short) :]):
            # 白石地区生产总值 in 白石区's own plan names no other place.
            first.tokens = _drop(first.tokens, len(self.short))
            first.start += len(self.short)
            return []
        listed = self._bare_list(shape, first)
        if listed is not None:
            return listed
        if not _SUFFIX.search(text, 0, _FAR):
            return []
        whole = _NAMED_WHOLE.match(text)
        if whole and self.short and whole["name"] == self.short and _is_known(text[whole.end() :]):
            first.tokens = _drop(first.tokens, whole.end())  # 白石全市生产总值
            first.start += whole.end()
            return []
        shortened = self._shortened(text)
        if shortened is not None:
            found, position = shortened
            first.tokens = _drop(first.tokens, position)
            first.start += position
            return found
        found, position = self._at_head(text)
        if not found or self._part_of_name(text[position:]):
            return []
        first.tokens = _drop(first.tokens, position)
        first.start += position
        return found

    def _at_head(self, text: str) -> tuple[list[Where], int]:
        """The places a text begins with, known or not, and where they end."""
        found: list[Where] = []
        lead = _TOWARDS.match(text) or _support().match(text)
        start = position = lead.end() if lead else 0
        known = self.divisions.may_begin(text[start:])
        for mention in self.divisions.find(text, within=self.path) if known else ():
            place = mention.place
            if mention.start != position or place is None or not mention.name.endswith(_SUFFIXES):
                break
            found.append(self._where(place, mention.name))
            position = mention.end
            if text[position : position + 1] in ("、", "和", "与", "及"):
                position += 1
            else:
                break
        if not found:
            found, position = self._unknown(text[start:])
            position += start
        elif text[position - 1] in ("、", "和", "与", "及"):
            # 白石区、临溪区油菜…: the rest of a list that began with a place the divisions table knows.
            more, length = self._unknown(text[position:], listed=True)
            found, position = found + more, position + length
        return found, position

    def _shortened(self, text: str) -> tuple[list[Where], int] | None:
        """白石、临溪、桐江三个区: names without the suffix that the count behind them gives to all."""
        lead = _TOWARDS_LIST.match(text)
        match = _SHORTENED.match(text, lead.end() if lead else 0)
        if match is None or self.level == "district":
            return None
        names = re.split("[、和与及]", match["names"])
        if len(names) != _number(match["count"]):
            return None
        found = self._suffixed(names, match["kind"], sure=True)
        return None if found is None else (found, match.end())

    def _bare_list(self, shape: Shape, first: Item) -> list[Where] | None:
        """白石、柳溪两县（区）分别…, 白石、柳溪分别…: the count is a figure, or there is none at all.

        Without it only names that the divisions table knows below the own region are places.
        """
        text = _BOTH.sub("", first.text)
        text = _TOWARDS_LIST.sub("", text)
        if self.level == "district" or not _BARE_LIST.fullmatch(text):
            return None
        names = re.split("[、和与及]", text)
        items, at = shape.items, shape.items.index(first) + 1
        following = items[at].text if at < len(items) else ""
        counted = _COUNTED.fullmatch(following)
        if counted is None:
            found = self._suffixed(names, "", sure=False) if following.startswith("分别") else None
        elif _number(counted["count"]) == len(names):
            found = self._suffixed(names, counted["kind"], sure=True)
        else:
            found = None
        if found is not None:
            first.tokens = []
            if counted is not None:
                del items[at]
        return found

    def _suffixed(self, names: list[str], kind: str, *, sure: bool) -> list[Where] | None:
        """The places that names without a suffix mean, None where one of them is open.

        Args:
            names: 白石, 柳溪; one may bear its suffix.
            kind: The suffixes that may be added.
            sure: The text itself says that they are places, so one that is not known is one as well.
        """
        suffixes = tuple(dict.fromkeys(char for char in kind if char in _SUFFIXES))
        below = f"{self.path}/" if self.path else ""
        found: list[Where] = []
        for name in names:
            full = [name] if name.endswith(suffixes) else [name + suffix for suffix in suffixes]
            every = [name] if name.endswith(_BELOW) else [name + suffix for suffix in _BELOW]
            known = [place for place in self._resolved(every) if below and place.path.startswith(below)]
            known = known or (self._resolved(full) if sure else [])
            if len(known) == 1:
                found.append((known[0].name, known[0].path))
            elif len(full) == 1 and sure:
                found.append((full[0], f"{below}{full[0]}"))
            else:
                return None
        return found

    def _resolved(self, names: list[str]) -> list[Place]:
        return [place for one in names if (place := self.divisions.resolve(one, within=self.path))]

    def _unknown(self, text: str, *, listed: bool = False) -> tuple[list[Where], int]:
        """Places the divisions table does not know, named right before an indicator or in a list.

        Args:
            text: What begins with them.
            listed: Another place of the list stands before.
        """
        if self.level == "district":
            return [], 0
        own = self.path.rpartition("/")[2] if self.path else ""
        behind = len(own) if own and text.startswith(own) and _ONE_PLACE.match(text, len(own)) else 0
        match = _UNKNOWN.match(text, behind)  # 藜野市|穄河县粮食产量, in 藜野市's own words
        if match is None:
            return [], 0
        names = _listed(match.group())
        if any(_ordinary().search(n) for n in names):
            return [], 0
        rest = text[match.end() :]
        if len(names) < 2 and not listed and not _is_known(rest) and rest:
            return [], 0
        base = self.path + "/" if self.path else ""
        return [(name, base + name) for name in names], match.end()

    @staticmethod
    def _part_of_name(rest: str) -> bool:
        """河西区发改委, 天津市分行: the place belongs to an institution's name."""
        return rest[:2] in lexicon.words_of("institution") or _BODY_OF_PLACE.match(rest) is not None


def _unlisted(path: str) -> Place:
    above, _, name = path.rpartition("/")
    return unknown_place(name, above or None)


def _number(count: str) -> int:
    return int(count) if count.isdigit() else int(numerals.chinese(count))


def _drop_ordinal(shape: Shape) -> None:
    """Take 一是 off the first noun phrase, which it may be all of (一是推动柳溪县…)."""
    first = shape.items[0] if shape.items else None
    ordinal = _ORDINAL.match(first.text) if first is not None and first.type == "N" else None
    if first is None or ordinal is None:
        return
    first.tokens = _drop(first.tokens, ordinal.end())
    first.start += ordinal.end()
    if not first.tokens and len(shape.items) > 1:
        del shape.items[0]


def _first_noun(shape: Shape) -> Item | None:
    """A clause's first noun phrase, where nothing stands before it but a verb that hands down or supports."""
    for item in shape.items[:2]:
        if item.type == "N":
            return item
        if item.type != "A" or not any(item.text in lexicon.words_of(kind) for kind in ("handed", "support")):
            return None
    return None


def _is_known(text: str) -> bool:
    """Whether a text begins with a known indicator."""
    aliases = lexicon.load().aliases
    return any(text[:length] in aliases for length in range(2, 13))


def _drop(tokens: list[Token], length: int) -> list[Token]:
    """Cut the first ``length`` characters off a run of tokens."""
    kept: list[Token] = []
    for token in tokens:
        size = len(token.text)
        if length >= size:
            length -= size
            continue
        if length:
            kept.append(Token("T", token.start + length, token.end, token.text[length:]))
            length = 0
        else:
            kept.append(token)
    return kept
