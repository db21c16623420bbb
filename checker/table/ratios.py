"""Ratios whose two figures stand in the ratio's own sentence, told by how the sentence is built.

占年度计划96亿元的53.3% names its whole with a figure; （预算90亿元） gives it behind the ratio; 21个村中，
…14个，占比66.7% opens with it; 已完成171个，完成率91.9% is named after what was done. The names need not
be known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from checker.model import Reading, Statement
from checker.table.parts import among
from checker.table.sentences import by_line
from checker.table.text import half_width

_FIGURE = r"(?:\d[\d.,]*|[零一二两三四五六七八九十百千万亿点]+)"
_RATIO = re.compile(rf"(?:百分之{_FIGURE}|{_FIGURE}\s*(?:[%％‰]|成))(?:以上|左右|以下|以内)?$")
# …96亿元的53.3%: between the figure of the whole and the ratio nothing but 的.
_LINK = re.compile(r"(?:\s*(?:的|总量的|总额的|总数的)(?:比重|比例)?(?:约|近|为|达到?|约为)?)\s*$")
# 占…, 为…, 完成…: what opens the whole, with no comma behind it.
_OPENS = re.compile(r"(?:占|相当于|等于|为|是|完成|达到?|超)[^,。;:!?]*$")
_BRACKET = re.compile(r"\s*[(](?P<name>[^()\d]{2,14}?)(?:为|是|约|共|:)?\s*$")
_ENDS = re.compile(r"[。!?\n]")
_PORTION = re.compile(
    r"[,、(]?\s*(?:约|仅)?占(?:比|全部|总数|总量|总额)?(?:的)?(?:比重|比例)?(?:为|达到?|约|近|超过?|的)*\s*$"
)
# 完成率 of what was 完成: the act a rate is named after.
_DEED = re.compile(r"(?P<deed>[\u4e00-\u9fff]{2})[率面]$")
# What is named after no act, or compares with what is no whole.
_NO_DEED = re.compile(
    r"增长率|增减|贡献率|占有率|周转率|利润率|收益率|回报率|[汇税利效频概速产]率|同比|环比|失业率|出生率|死亡率|自然增"
)
# 不合格97批次, 未办结12件: the rate is of the others.
_NOT = re.compile(r"(?:不|未|没有|尚未|无法)能?$")
_OF_ALL = re.compile(r"共有?|总|应|参[考加]|计划|任务|全[部体市县区省]")
# 151个项目开工，开工率73%；85个项目竣工，竣工率77%: the count before has a rate of its own.
_OWN_RATE = re.compile(r"率[^,，。;；]{0,6}\d")
_SEVERAL = re.compile(r"[均都和与、及]|分别")
# 整体完成率 of many tasks is a mean, no share of one figure in another.
_OVERALL = re.compile("整体|总体|综合(?!利用)|平均|总的?完成率")
# 已签约项目中，注册48个，开工31个，开工率49.2%: the whole is named, and its figure stands elsewhere.
_AMONG_OTHERS = re.compile(r"[^\d其当集]中[,]?[^\d,]{0,12}$")
_MEASURE = re.compile("(?:总?面积|总量|总额|[总人户]?数量?)$")
_LEVELS = ("level", "increment")
_BOTH = 2
_SLIP = 40  # points: what lies further off is the rate of other figures


class Pair(NamedTuple):
    """Numerator and denominator of a ratio; of a ``complement`` the numerator is what it leaves out."""

    part: Statement
    whole: Statement
    complement: bool = False


class Ratios:
    """Finds numerator and denominator of a ratio in its own sentence."""

    def __init__(self, reading: Reading) -> None:
        self._lines = {number: half_width(line) for number, line in reading.document.lines.items()}
        self._levels = {
            line: sorted(
                (one for one in said if one.measure in _LEVELS and one.value is not None),
                key=lambda level: (level.end, level.start, level.id),
            )
            for line, said in by_line(reading).items()
        }

    def pair(self, ratio: Statement) -> Pair | None:
        """Return numerator and denominator, None where the sentence does not give both for certain."""
        text = self._lines.get(ratio.line, "")
        said = _RATIO.search(text, ratio.start, ratio.end)
        if said is None:
            return None
        begins = max((end.end() for end in _ENDS.finditer(text, 0, said.start())), default=0)
        before = [
            level for level in self._levels[ratio.line] if begins <= level.start and level.end <= said.start()
        ]
        return (
            self._written(text, said, before)
            or self._bracketed(text, ratio, said, before)
            or self._among(text, said, before)
            or self._deed(ratio, text, before)
        )

    def _written(self, text: str, said: re.Match[str], before: Sequence[Statement]) -> Pair | None:
        """占全年计划96亿元的53.3%: the whole is the figure right before 的."""
        wholes = [level for level in before if _LINK.fullmatch(text, level.end, said.start())]
        if not wholes:
            return None
        whole = wholes[-1]
        opened = _OPENS.search(text, 0, whole.end)
        if opened is None:
            return None
        at = text.rfind("占", opened.start(), whole.end)
        at = opened.start() if at < 0 else at
        return _ended(_nearest(text, before, whole, at), whole)

    def _bracketed(
        self, text: str, ratio: Statement, said: re.Match[str], before: Sequence[Statement]
    ) -> Pair | None:
        """完成预算的96%（预算90亿元）: the whole stands in brackets behind, under the name used before."""
        for whole in self._levels[ratio.line]:
            inside = text[said.end() : whole.end]
            figure = re.search(rf"{_FIGURE}[^\d()]*$", inside)
            if whole.start < said.end() or figure is None or not text[whole.end :].lstrip().startswith(")"):
                continue
            named = _BRACKET.fullmatch(inside[: figure.start()])
            clause = re.split(r"[,。;:]", text[: said.start()])[-1]
            if named is not None and named["name"].strip() in clause:
                at = said.start() - len(clause)
                return _ended(_nearest(text, before, whole, at + 1), whole)
        return None

    def _among(self, text: str, said: re.Match[str], before: Sequence[Statement]) -> Pair | None:
        """21个村中，…的14个，占比66.7%: the whole opens the sentence before 中."""
        if not before or not _PORTION.fullmatch(text, before[-1].end, said.start()):
            return None
        part = before[-1]
        wholes = [
            level
            for level in before[:-1]
            if level.base_unit == part.base_unit and among(level, text) is not None
        ]
        return _ended(part, wholes[-1]) if len(wholes) == 1 else None

    def _deed(self, ratio: Statement, text: str, before: Sequence[Statement]) -> Pair | None:
        """46个，已开工38个，开工率82.6%: what was done and of how many are all that is counted so."""
        name = half_width(ratio.indicator)
        if _OVERALL.match(name) or _NO_DEED.search(name):
            return None
        begins = before[0].start if before else 0
        if _AMONG_OTHERS.search(text, text.rfind("。", 0, begins) + 1, begins):
            return None
        # 开工率和基本建成率均为100%: which of them is of which figure, nobody can tell.
        if not before or _SEVERAL.search(text, before[-1].end, ratio.end):
            return None
        units = [level.base_unit for level in before if level.comparator == "eq"]
        for part in reversed(before):
            pair = [level for level in before if level.base_unit == part.base_unit]
            if units.count(part.base_unit) != _BOTH or len(pair) != _BOTH or part is not pair[1]:
                continue
            first, second = pair
            if ";" in text[second.end : ratio.start] and before[-1].start > second.end:
                return None  # 竣工38个；推进239座改造，竣工率100%: of what this item counts
            own, of = text[first.end : _clause_end(text, second.end)], text[first.start : first.end]
            if _OWN_RATE.search(text, first.end, second.start):
                return None
            if _of_two_things(first, second, text):
                return None
            deed = _DEED.search(name)
            if deed is None or first.period != second.period or _of_those_begun(ratio, second, deed, text):
                continue
            # 应参保5.2万人，实际参保4.9万人: who should, and who did.
            due = (
                f"应{deed['deed']}" in text[max(first.start - 1, 0) : first.end]
                and f"应{deed['deed']}" not in own
            )
            if (deed["deed"] in own) == (deed["deed"] in of and not due):
                continue
            found = Pair(second, first, _denied(own, deed["deed"]))
            if deed["deed"] in of and not due:
                # 本科上线1286人，参考学生2140人: the whole stands behind, and says that it is one.
                if not _OF_ALL.search(own):
                    return None
                found = Pair(first, second, _denied(of, deed["deed"]))
            return found if _is_near(ratio, found) else None
        return None


def _of_those_begun(ratio: Statement, part: Statement, deed: re.Match[str], text: str) -> bool:
    """其中新开工项目48个，6月底前开工率达到70%: of those still to begin, how many will have begun by then."""
    if ratio.period_kind != part.period_kind:
        return True
    planned = any(f"{when}{deed['deed']}" in text[part.start : part.end] for when in "新拟")
    return planned and part.modality in ("target", "assigned")


def _of_two_things(first: Statement, second: Statement, text: str) -> bool:
    """Say whether two figures of one unit count things that have nothing in common: 播种面积 and 流转土地."""
    apart = bool(first.indicator_id and second.indicator_id) or ";" in text[first.end : second.start]
    one, other = (_MEASURE.sub("", figure.indicator) for figure in (first, second))
    return apart and not any(one[at : at + 2] in other for at in range(len(one) - 1))


def _is_near(ratio: Statement, pair: Pair) -> bool:
    """Say whether a ratio could be a slip of that of its two figures, and not one of something else."""
    part, whole, told = (Decimal(one.low or 0) for one in (pair.part, pair.whole, ratio))
    if whole <= 0 or ratio.unit == "‰":
        return False
    true = 100 * (whole - part if pair.complement else part) / whole
    return abs(true - told) <= _SLIP


def _denied(words: str, deed: str) -> bool:
    """Say whether the words count what was not done: 不合格97批次 of a rate of what is 合格."""
    return _NOT.search(words[: words.find(deed)]) is not None


def _nearest(text: str, before: Sequence[Statement], whole: Statement, at: int) -> Statement | None:
    """Return the last figure of the whole's unit before a place, nothing but its growth in between."""
    for level in reversed(before):
        if level is whole or level.end > at:
            continue
        if level.base_unit != whole.base_unit or re.search(r"其中|[(;]", text[level.end : at]):
            return None
        return level
    return None


def _clause_end(text: str, at: int) -> int:
    """Return where the clause ends: 有25个实现增长 says what they did behind the figure."""
    stop = re.search(r"[、,。;:!?\n]", text[at:])
    return at + stop.start() if stop else len(text)


def _ended(part: Statement | None, whole: Statement) -> Pair | None:
    if part is None or part is whole or part.base_unit != whole.base_unit:
        return None
    return Pair(part, whole)
