"""Which figures a stated share is the ratio of: 「A占B比重」, and 占比 inside a group of parts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from checker.model import Reading, Statement
from checker.table import identity, ratios, tabulated, wording
from checker.table.counted_wholes import Counted, CountedWholes
from checker.table.ratios import Pair
from checker.table.sentences import Sentences, by_line
from checker.table.text import half_width

_OF = re.compile(r"^(?P<part>.*?)占(?P<whole>[^比].+?)(?:的)?(?:比重|比例|比|份额)?$")
_SAID = re.compile(
    r"(?P<part>[^,，。;；:：]{0,200}?)占(?P<whole>[^,，。;；0-9比][^,，。;；0-9]{0,200}?)(?:的)?(?:比重|比例|份额|比)?"
    r"(?:达到|达|为|是|超过|超|约|近|提高到|提升到|上升到|升至|降至|的)*[0-9]"
)
_TAIL = re.compile(r"(?:的)?(?:比重|比例|份额|总额|总量|总数)$")
_HEAD = re.compile(r"^(?:全市|全区|全县|全省|全国|我市|我区|我县|本市|本区|全部|同期)+")
# 占全省的8.6%: the whole is what the level above counts of the same thing.
_OF_ABOVE = re.compile(
    r"占(?:全|我|本)(?P<level>[国省州盟市区县旗])(?:的)?(?:总量|总数|总额|总产量|比重|比例)?(?:的|为|达到?|约|近|超)*[0-9]"
)
# Rates whose two figures their definition names, by the ids of the lexicon.
BY_DEFINITION = {
    "urbanisation": ("urban_population", "resident_population"),
    "loan_deposit_ratio": ("loans", "deposits"),
}
# 国土总面积318万亩，森林面积218万亩，森林覆盖率68.5%: figures known by name only, in the rate's own sentence.
BY_NAMES = {
    "forest": (
        frozenset({"森林面积", "有林地面积"}),
        frozenset({"国土总面积", "国土面积", "土地总面积", "土地面积", "区域面积", "县域面积", "市域面积"}),
    ),
}
# 三次产业结构为3.2:41.6:55.2: each share is a sector's part of regional product, wherever the levels stand.
_SECTORS = {
    "primary_share": "primary_va",
    "secondary_share": "secondary_va",
    "service_share": "service_va",
    "tertiary_share": "service_va",
}
# 用于民生的支出 is 民生支出.
_SPENT = re.compile(r"(?:直接)?(?:用于|投向)(?P<on>[^的]{2,8}?)(?:方面|领域)?的(?P<what>支出|资金|投资|投入)")
_CHANGES = ("growth", "points")
_REST = ("其他", "其它", "其余", "剩余")
_NOT_COUNTED = {"whole_name": "", "whole_written": "", "whole_number": Decimal(0)}
_BALANCED = ("收入", "支出")  # nouns that the two sides of a budget's balance bear too
_OWN_LEVEL = re.compile("(?:[省市区县州盟旗]本级|本级|[省市县]级)(?=[\u4e00-\u9fff]{3})")
_SUFFIXES = ("收入", "总额", "数量", "总数", "数", "额")


def rows(reading: Reading) -> Iterator[dict[str, object]]:
    """Yield the rows of the relation ``share`` of a document: share, numerator, denominator.

    Only pairs that are certain: both named in the share's own name, or total and part of its group.
    """
    shares = [
        statement for statement in reading.statements if _is_share(statement) or _is_completion(statement)
    ]
    if not shares:
        return
    finder = _Finder(reading)
    in_tables = {share.id: Pair(part, whole) for share, part, whole in tabulated.shares(reading)}
    for share in shares:
        pair = in_tables.get(share.id) or finder.pair(share)
        if pair is not None:
            part, whole, complement = pair
            yield {
                "id": share.id,
                "document": share.document,
                "part": part.id,
                "whole": whole.id,
                **_NOT_COUNTED,
                "complement": complement,
                "nearness": max(finder.distance(share, part), finder.distance(share, whole)),
            }
        elif (counted := finder.counted(share)) is not None:
            part, count = counted
            yield {
                "id": share.id,
                "document": share.document,
                "part": part.id,
                "whole": f"number:{share.document}#{count.use}",
                "whole_name": count.name,
                "whole_written": count.written,
                "whole_number": count.number,
                "complement": False,
                "nearness": 0,
            }


def named_parts(share: Statement) -> tuple[str, str] | None:
    """Return the names of part and whole of a share (the part may be ''), None where it names neither."""
    named = next(iter(_named(share)), None)
    return None if named is None else (bare(named["part"]), bare(named["whole"]))


def names(quote: str, indicator: str, indicator_id: str) -> tuple[str, str] | None:
    """Return the names of part and whole of a share from its words alone; see ``named_parts``."""
    return named_parts(Statement(quote=quote, indicator=indicator, indicator_id=indicator_id or None))


def _is_share(statement: Statement) -> bool:
    return statement.measure == "share" and statement.value is not None


def _is_completion(statement: Statement) -> bool:
    return statement.measure == "completion" and statement.value is not None


class _Finder:
    """Finds the level that a name means, near a share and of its period and kind."""

    def __init__(self, reading: Reading) -> None:
        self._sentences = Sentences.of(reading.document.lines)
        self._counts = CountedWholes(reading)
        self._ratios = ratios.Ratios(reading)
        self._by_name: dict[str, list[Statement]] = defaultdict(list)
        self._by_place: dict[tuple[str, int], list[Statement]] = defaultdict(list)  # name and line
        self._on_line: dict[int, list[Statement]] = defaultdict(list)
        self._by_group: dict[str, list[Statement]] = defaultdict(list)
        # 占69.9% of nothing named: the thing whose share of an unnamed whole it is, and where.
        self._open = {
            (statement.line, statement.indicator.removesuffix("占"))
            for statement in reading.statements
            if _is_share(statement) and statement.indicator.endswith("占")
        }
        self._told = by_line(reading)
        for statement in reading.statements:
            if statement.measure in ("level", "increment") and statement.value is not None:
                if wording.is_difference(statement) or _is_rest(reading, statement):
                    continue
                self._on_line[statement.line].append(statement)
                for name in _names(statement):
                    self._by_name[name].append(statement)
                    self._by_place[name, statement.line].append(statement)
                if statement.group:
                    self._by_group[statement.group].append(statement)

    def pair(self, share: Statement) -> Pair | None:
        """Return numerator and denominator, None where either is missing or not certain."""
        told = self._ratios.pair(share)
        if told is not None or share.measure == "completion":
            return told
        above = self._of_above(share) or self._defined(share)
        if above is not None:
            return above
        if share.scope and share.role == "part" and (share.indicator_id or share.indicator) in _SECTORS:
            return None  # 民营经济三次产业结构: of an economy whose parts are not told
        named = _named(share)
        for match in named:
            name = bare(match["part"])
            whole = self._find(share, _whole_of(name, match["whole"]))
            part = self._find(share, name) if name else self._carried(share, whole)
            if part and whole and part is not whole and part.base_unit == whole.base_unit:
                return Pair(part, whole)
        return self._of_group(share, bare(named[-1]["whole"]) if named else "")

    def counted(self, share: Statement) -> tuple[Statement, Counted] | None:
        """Return the numerator and the count of a subject that is the denominator; see ``CountedWholes``."""
        if share.modality not in ("actual", "estimate"):
            return None
        for match in _named(share):
            name = bare(match["part"])
            part = self._find(share, name) if name else self._carried(share, None)
            if part is None or part.line != share.line or self.distance(share, part):
                continue
            count = self._counts.find(share, part, match["whole"], bare(match["whole"]))
            if count is not None:
                return part, count
        return None

    def _of_above(self, share: Statement) -> Pair | None:
        """Return the own figure and that of the region above, of one indicator and in one sentence."""
        said = _OF_ABOVE.search(_plain(half_width(share.quote)))
        if said is None:
            return None
        part = self._before(share, None)
        if part is None:
            return None
        path = share.region_path or ""
        name = f"#{part.indicator_id}" if part.indicator_id else next(iter(_names(part)))
        wholes = [
            level
            for level in self._by_place.get((name, share.line), ())
            if level.region_path != path
            and (level.region or "").endswith(said["level"])
            and (path.startswith(f"{level.region_path}/") or said["level"] == "国")
            and level.base_unit == part.base_unit
            and identity.scope(level.scope) == identity.scope(part.scope)
            and level.measure == part.measure
            and (level.period, level.period_kind, level.modality)
            == (part.period, part.period_kind, part.modality)
            and self.distance(share, level) == 0
        ]
        return Pair(part, wholes[0]) if len(wholes) == 1 else None

    def _defined(self, share: Statement) -> Pair | None:
        """Return the two figures that a rate is defined by, where its paragraph gives each once."""
        sector = _SECTORS.get(share.indicator_id or share.indicator)
        if sector is not None and not share.scope:
            level, product = self._find(share, f"#{sector}"), self._find(share, "#gdp")
            return Pair(level, product) if level and product else None
        pair = BY_DEFINITION.get(share.indicator_id or "")
        if pair is None:
            return self._defined_by_names(share)
        found = [
            [level for level in self._by_place.get((f"#{name}", share.line), ())
             if _comparable(share, level) and identity.scope(level.scope) == identity.scope(share.scope)]
            for name in pair
        ]  # fmt: skip
        part, whole = found
        same_unit = len(part) == 1 == len(whole) and part[0].base_unit == whole[0].base_unit
        return Pair(part[0], whole[0]) if same_unit else None

    def _defined_by_names(self, share: Statement) -> Pair | None:
        """Return the two figures of a rate's definition that its sentence tells under their usual names."""
        found = [
            [level for level in self._on_line.get(share.line, ())
             if level.indicator in names and not level.scope and level.region_path == share.region_path
             and level.period == share.period and self.distance(share, level) == 0]
            for names in BY_NAMES.get(share.indicator_id or "", ())
        ]  # fmt: skip
        if len(found) != 2 or any(len(levels) != 1 for levels in found):
            return None
        (part,), (whole,) = found
        return Pair(part, whole) if part.base_unit == whole.base_unit else None

    def distance(self, one: Statement, other: Statement) -> int:
        """Return 0 in one sentence, 1 in one line, 2 else."""
        if one.line != other.line:
            return 2
        ordinal = self._sentences.ordinal
        return 0 if ordinal(one.line, one.start) == ordinal(other.line, other.start) else 1

    def _find(self, share: Statement, name: str) -> Statement | None:
        if not name:
            return None
        forms = _forms(name)
        beside = [
            level
            for form in forms
            for level in self._by_place.get((form, share.line), ())
            if _comparable(share, level)
        ]
        within = [level for level in beside if self.distance(share, level) == 0]
        nearest = within or beside
        if not nearest:
            elsewhere = (level for form in forms for level in self._by_name.get(form, ()))
            nearest = [level for level in elsewhere if _comparable(share, level)]
        # Two figures under one name, and no telling which is meant: rather silent than wrong.
        if len({(level.low, level.high) for level in nearest}) != 1:
            return None
        return min(nearest, key=lambda level: (abs(level.line - share.line), level.start))

    def _before(self, share: Statement, whole: Statement | None) -> Statement | None:
        """Return the figure that carries over the comma: the last level before the share's own words."""
        before = [
            level
            for level in self._on_line.get(share.line, ())
            if level is not whole
            and self.distance(share, level) == 0
            and level.end <= share.end
            and level.start <= share.start
            and _comparable(share, level)
            and (whole is None or level.base_unit == whole.base_unit)
        ]
        return max(before, key=lambda level: (level.start, level.end, level.id), default=None)

    def _carried(self, share: Statement, whole: Statement | None) -> Statement | None:
        """Return the figure before the share, unless what was told last is another thing's growth.

        进出口80亿元，增长6%，其中对东盟增长11%，占…的38%: how much that comes to is told nowhere.
        """
        told = (one for one in self._told.get(share.line, ()) if one.end < share.end)
        last = max(told, key=lambda one: (one.end, one.start), default=None)
        level = self._before(share, whole)
        if last is None or level is None or last.measure not in _CHANGES or last.indicator == level.indicator:
            return level
        return None

    def _of_group(self, share: Statement, whole: str) -> Pair | None:
        """Return the part whose clause the share continues (占比84%), and the total of its group.

        Where the share names its ``whole`` (占等级民宿的7.1%), the total's own words must end with that name.
        """
        groups = [
            level.group
            for members in self._by_group.values()
            for level in members
            if level.line == share.line and level.start == share.start and level.end < share.end
        ]
        group = share.group or (groups[0] if groups else None)
        if not group or "占" not in share.quote:
            return None
        members = [level for level in self._by_group[group] if _comparable(share, level)]
        totals = [level for level in members if level.role == "total"]
        parts = [level for level in members if level.role == "part" and level.start <= share.start]
        if len(totals) != 1 or not parts:
            return None
        people = whole in ("总人口", "人口") and "人口" in totals[0].indicator
        if (
            whole
            and not people
            and not re.search(rf"{re.escape(whole)}[^,，]{{0,4}}?\d[^,，]*$", half_width(totals[0].quote))
        ):
            return None
        if (totals[0].line, totals[0].indicator) in self._open:
            return None  # 占69.9%（其中…，占63.4%）: both are shares of one whole that stands elsewhere
        return Pair(max(parts, key=lambda level: (level.start, level.id)), totals[0])


def _is_rest(reading: Reading, statement: Statement) -> bool:
    """Say whether a figure counts what is left: 其他项目12个 is not the number of 项目."""
    line = reading.document.lines.get(statement.line, "")
    return statement.quote.startswith(_REST) or line[: statement.start].endswith(_REST)


def _named(share: Statement) -> list[re.Match[str]]:
    """Return part and whole as the sentence names them, then as the names of the indicator do.

    「…增长9.8%，占全部…的99%」 names its part in the clause before: the indicator carries it over, and
    where no name of the indicator helps, the figure before the comma is meant.
    """
    said = _SAID.search(_plain(share.quote))
    names = [share.indicator]
    if share.indicator_id:
        names.extend(sorted(identity.aliases(share.indicator_id)))
    found = [match for match in (_OF.match(_plain(name)) for name in names) if match is not None]
    if said is None:
        return found
    return [said] if said["part"] else [*(match for match in found if match["part"]), said]


def _plain(text: str) -> str:
    return re.sub(r"[\s“”\"']+", "", half_width(text))


def bare(name: str) -> str:
    """Return a name without the region as a whole before it and words of measure behind it."""
    return _TAIL.sub("", _HEAD.sub("", name)).strip("的")


def _whole_of(part: str, whole: str) -> str:
    """Return the name of a whole; 市本级一般公共预算收入…占全市收入 is a share of that revenue.

    What 收入 or 支出 alone means is open otherwise: 收入总量 holds what was transferred and carried over too.
    """
    name = bare(whole)
    if name not in _BALANCED or "总" in whole:
        return name
    own = _OWN_LEVEL.match(part)
    return part[own.end() :] if own is not None and part.endswith(name) else ""


def _names(statement: Statement) -> set[str]:
    names = {identity.normalise(statement.indicator)}
    if statement.indicator_id:
        names.add(f"#{statement.indicator_id}")
    if (spent := _SPENT.fullmatch(statement.indicator)) is not None:
        names.add(spent["on"] + spent["what"])
    return names


def _forms(name: str) -> list[str]:
    """Return the names a level may stand under: the name, with the usual endings, its indicator's id."""
    if name.startswith("#"):
        return [name]
    forms = [identity.normalise(name)]
    forms.extend(forms[0] + suffix for suffix in _SUFFIXES)
    known = _lexicon_id(name)
    return [*forms, f"#{known}"] if known else forms


def _lexicon_id(name: str) -> str | None:
    from checker.table.indicators import by_name  # noqa: PLC0415 — builds an index once

    return by_name(name)


def _comparable(share: Statement, level: Statement) -> bool:
    same_time = (share.period, share.period_kind) == (level.period, level.period_kind)
    same_kind = (share.modality in ("target", "assigned")) == (level.modality in ("target", "assigned"))
    return same_time and same_kind and share.region_path == level.region_path
