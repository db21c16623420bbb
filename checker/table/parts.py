"""Totals and their parts: which figures are parts of which, whether all of them, and whether they overlap."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from checker.expressions import Sparing
from checker.model import Reading, Statement
from checker.table import identity, partitions, sorted_lists, tabulated, thresholds, wording
from checker.table.sentences import by_line
from checker.table.summable import same_kind, summable
from checker.table.text import half_width

_COMPLETE = re.compile(r"包括|分为|组成|构成|分别(?:为|是|有|达到|完成|新增|用于|安排|投向)")
# 净增9家，其中新升规14家、退出5家: what came and what went, not parts of the difference.
_NET = re.compile(r"净(?:增|减|流|迁|投|回|吸)[^,，。;；]{0,8}?\d[^,，。;；]*$")
_PRODUCT = ("gdp", "primary_va", "secondary_va", "service_va")
_AFTER_STOP = re.compile(r"[。；;]\s*其中[：:,，]?")
# 由新建60套和改建30套两部分组成
_COMPOSED = re.compile(r"(?:[（(][^）)\d]{1,4}[）)])?[^，,。；;、\d]{0,8}?(?:组成|构成)")
# 由三个县分别承担15万亩、8万亩: only what something is composed of is all of it.
# A bracket behind the total's figure is its unit told once more: 1280套（间），由….
_LISTS = re.compile(
    r"(?:[（(][^）)\d，,；;。]{1,4}[）)])?\s*[,，:：(（]?\s*(?:包括|分为|分别为|分别是|分别用于|分别安排|分别投向|由(?=[^。；;]*?(?:组成|构成)))"
)
_ENDS = re.compile(r"[。;；!！?？\n]")
# 68家企业中，国有9家、民营53家 and 企业68家中: what stands before 中 is what the rest divides.
_AMONG = re.compile(r"[\u4e00-\u9fff“”]{0,10}?(?<![其当集])(?:之?中|里|当中)\s*[,，]?")
# 3.2万亩，1.1万亩，合计4.3万亩: the sum stands behind what it sums.
_SUMMED = Sparing(r"(?:合计|总计|共计|两项相加|三项相加)[\u4e00-\u9fff]{0,6}$")
# 固定电话用户8.6万户，移动电话用户112.4万户，电话用户总数121万户: of what its name ends each name before it.
_IN_ALL = Sparing(r"(?P<thing>[\u4e00-\u9fff]{3,})(?:总数|总量|总额|总规模)(?:为|达到?|共)?$")
# 收入总计58亿元 behind what was moved into the account: its own income belongs to it.
_ACCOUNT = re.compile(r"(?P<side>收入|支出)(?:总计|合计|总量|共计)(?:为|达到?)?$")
_OF_BUDGET = re.compile(r"(?:预算|基金|财政|经营)(?:收入|支出)$")
_MOVED = re.compile(r"补助|转移支付|返还|上解|结转|结余|调[入出]|债[券务]|转贷|还本|稳定调节")
_ADDED = re.compile(r"加(?:上|(?=上级|上解|上年|调入|转移|债务|地方))")  # what comes on top is not all
# The last run of digits and numerals; tried where a run begins only, each character is looked at once.
_DIGIT = re.compile(r"\d")
_NEAR = 40  # characters before its end in which a statement's figure stands nearly always
_FIGURE = r"[\d.,零一二两三四五六七八九十百千万亿]"
_LAST_FIGURE = re.compile(rf"{_FIGURE}(?<!{_FIGURE}{{2}}){_FIGURE}*+[^\d]*+$")
_LEAD = 8  # characters before a quote that may still belong to it: 一季度 is kept out of it as a time
# 大型6家、中型28家，其余92家为小微企业: nothing is left out.
_REST = re.compile(r"(?:其余|剩余|余下)")
_SPENT_ON = re.compile(r"其中[,:]?(?:分别)?(?:用于|投向|投入|安排(?:用于)?|支持)")
_OTHERS = 2  # classes with names of their own before 其他
_FINE = 200  # a total with two hundred units of its last digit is not met by chance
# 河东片区41个、城南片区20个: places of one kind. Zones may lie within any of them.
_PLACE = re.compile("(?<!园)(?<!开发)(?<!高新)(?<!自贸)(?<!示范)(?:片区|[镇乡县市旗区]|街道|社区|村)$")
_CLASSES = ("类", "级", "类项目", "级项目", "型企业")  # 产业类、民生类: one thing falls into one class


class _List(NamedTuple):
    """A total with parts of it: all of them, none overlapping, as far as the way it is told says so."""

    total: Statement
    parts: list[Statement]
    complete: bool = False
    disjoint: bool = False


def part_rows(reading: Reading) -> Iterator[dict[str, object]]:
    """Yield the relation ``part``: each total with each of its parts, in one unit.

    Lists come from the parser's groups (其中), from 包括, 分为 and the like behind a figure, and from what
    is sorted by a trait (按类别分).
    """
    numbers: dict[str, int] = defaultdict(int)
    for told in _lists(reading):
        total = told.total
        parts = [part for part in told.parts if part.low is not None]  # 控制在限额45亿元以内 is none
        line = reading.document.lines.get(total.line, "")
        made_up = _is_made_up(total, parts)
        complete = told.complete or _is_complete(line, total, parts) or made_up
        disjoint = complete or told.disjoint or _is_disjoint(line, parts) or _are_places(total, parts)
        number = numbers[total.id]
        numbers[total.id] += 1
        for part in parts:
            yield {
                "document": reading.document.path,
                "total": total.id,
                "part": part.id,
                "list": number,
                "complete": complete,
                "disjoint": disjoint,
            }


def _lists(reading: Reading) -> Iterator[_List]:
    """Yield the lists of each total: two ways to divide it do not add up, so the first that is found counts.

    What is sorted by several traits is divided by each of them.
    """
    found = [
        _List(total, parts)
        for of in (_grouped, _enumerated, _continued, _among, _industries)
        for total, parts in of(reading)
    ]
    found += [_List(total, parts, complete=True) for total, parts in _summed(reading)]
    found += [_List(total, parts, complete=True) for total, parts in tabulated.lists(reading)]
    divided: set[str] = set()
    for told in found:
        if told.total.id not in divided:
            divided.add(told.total.id)
            yield told
    for total, parts in thresholds.lists(reading):
        yield _List(total, parts)
    taken = {part.id for told in found for part in told.parts}
    for total, parts in sorted_lists.lists(reading):
        if taken.isdisjoint(part.id for part in parts):
            yield _List(total, parts, disjoint=True)


def _grouped(reading: Reading) -> Iterator[tuple[Statement, list[Statement]]]:
    members: dict[str, list[Statement]] = defaultdict(list)
    for statement in reading.statements:
        if statement.group and summable(statement):
            members[statement.group].append(statement)
    for found in members.values():
        totals = [one for one in found if one.role == "total" and not wording.is_difference(one)]
        totals = totals or _risen(reading, found)
        if len(totals) == 1 and not _NET.search(half_width(totals[0].quote)):
            parts = [part for part in found if part.role == "part" and same_kind(totals[0], part)]
            if parts:
                yield totals[0], parts


def _risen(reading: Reading, parts: list[Statement]) -> list[Statement]:
    """Return what parts without a total divide: 由81290户增至86420户，净增5130户。其中，企业….

    It carries the role that its own sentence gave it.
    """
    begin = min(part.start for part in parts)
    before = [
        one for one in reading.statements
        if one.line == parts[0].line and one.end <= begin and summable(one) and one.role != "baseline"
        and not wording.is_difference(one) and one.base_unit == parts[0].base_unit
    ]  # fmt: skip
    return before[-1:] if before and before[-1].role == "result" else []


def _enumerated(reading: Reading) -> Iterator[tuple[Statement, list[Statement]]]:
    """Yield totals followed by 包括, 分为, 分别为 and at least two figures in their unit."""
    for at, total in enumerate(reading.statements):
        text = reading.document.lines.get(total.line, "")
        if not summable(total) or total.role or not _LISTS.match(text, total.end):
            continue
        parts = []
        for part in reading.statements[at + 1 :]:
            # The quote of what has no name of its own reaches back to the total: 由新建60套、改建….
            start = max(part.start, total.end) if part.end > total.end else part.start
            if part.line != total.line or _ENDS.search(text, total.end, start):
                break
            if start >= total.end and part.role == "part":
                continue  # 由…和专项转移支付6.3亿元组成，其中水利2.2亿元: a part of a part
            if start >= total.end and summable(part) and same_kind(total, part):
                parts.append(part)
            elif start >= total.end:
                break
        if len(parts) > 1:
            yield total, parts


def _continued(reading: Reading) -> Iterator[tuple[Statement, list[Statement]]]:
    """Yield totals whose parts stand in a sentence of their own: …项目98个，总投资3亿元。其中：续建项目42个….

    Only where each part is of the total's own noun and unit: 其中 may also speak of the sum invested.
    """
    for line, said in by_line(reading).items():
        for match in _AFTER_STOP.finditer(reading.document.lines.get(line, "")):
            stop = _ENDS.search(match.string, match.end())
            end = stop.start() if stop else len(match.string)
            before = [one for one in said if one.end <= match.start() + 1 and summable(one) and not one.role]
            parts = [one for one in said if match.end() <= one.start and one.end <= end and not one.group]
            totals = [
                one
                for one in before
                if len(parts) > 1
                and all(
                    summable(part) and same_kind(one, part) and part.indicator[-2:] == one.indicator[-2:]
                    for part in parts
                )
            ]
            if totals and not _ENDS.search(match.string, totals[-1].end, match.start()):
                yield totals[-1], parts


def _among(reading: Reading) -> Iterator[tuple[Statement, list[Statement]]]:
    """Yield totals before 中 (规模以上工业企业68家中，…9家，…53家) with the figures that follow at once."""
    for at, total in enumerate(reading.statements):
        text = reading.document.lines.get(total.line, "")
        if not _counts(total) or (opened := among(total, text)) is None:
            continue
        parts = []
        for part in reading.statements[at + 1 :]:
            if part.line != total.line or _ENDS.search(text, opened, part.start) or part.group:
                break
            if part.start >= opened and _counts(part) and same_kind(total, part):
                parts.append(part)
            elif part.start >= opened and part.measure in ("level", "increment"):
                break
        if parts:
            yield total, parts


def among(total: Statement, text: str) -> int | None:
    """Return where the figures begin that a total before 中 is divided into, None where no 中 follows it."""
    if total.quote.endswith("中"):
        return total.end
    opened = _AMONG.match(text, total.end)
    return opened.end() if opened else None


def _counts(statement: Statement) -> bool:
    return summable(statement) and statement.comparator == "eq" and not statement.role


def _summed(reading: Reading) -> Iterator[tuple[Statement, list[Statement]]]:
    """Yield totals behind 合计 with the figures of their unit that the sentence gives before.

    Where the last few of them make it up it is theirs; else it should be that of them all.
    """
    for line, said in by_line(reading).items():
        text = reading.document.lines.get(line, "")
        if not (_SUMMED.may(text) or _IN_ALL.may(text)):
            continue
        for at, total in enumerate(said):
            lead = _before_figure(total, text) if summable(total) else ""
            in_all = _IN_ALL.search(re.split(r"[,，;；。、]", lead)[-1])
            if not lead or (in_all is None and not _SUMMED.search(lead)):
                continue
            parts = _before_sum(total, said[:at], text, in_all["thing"] if in_all else "")
            if parts and (account := _ACCOUNT.search(lead)) is not None:
                parts = _with_own(total, parts, said, account["side"])
            for first in range(len(parts) - 1):
                if _makes_up(total, parts[first:]):
                    parts = parts[first:]
                    break
            if len(parts) > 1:
                yield total, parts


def _before_sum(total: Statement, before: list[Statement], text: str, thing: str) -> list[Statement]:
    """Return the figures of a sum's sentence, up to the first that cannot be one of its parts.

    Each must name the ``thing`` where the sum does.
    """
    parts: list[Statement] = []
    for part in reversed(before):
        if _ENDS.search(text, part.end, total.end) or part.end >= total.end or part.role:
            break
        if part.measure not in ("level", "increment") or (part.unit == "项" and part.unit != total.unit):
            continue  # 三项共计196万亩
        if thing not in half_width(part.quote) or not summable(part) or not same_kind(total, part):
            break
        parts.insert(0, part)
    return parts


def _with_own(total: Statement, parts: list[Statement], said: list[Statement], side: str) -> list[Statement]:
    """Return the parts of the sum of an account, its own income or spending with what was moved in or out.

    收入完成21亿元，增长8%。加上上级补助收入28亿元、调入资金3亿元，收入总计52亿元: the sentence of the sum
    need not repeat the figure that its paragraph begins with. Where several could be meant, the one that
    fits is.
    """
    added = _ADDED.match(half_width(parts[0].quote))
    if _makes_up(total, parts) or not (added or all(_MOVED.search(part.quote) for part in parts)):
        return parts
    own = [
        one for one in said
        if one.end <= parts[0].start and one.role != "part" and _OF_BUDGET.search(one.indicator)
        and one.indicator.endswith(side) and summable(one) and same_kind(total, one)
    ]  # fmt: skip
    fits = [one for one in own if _makes_up(total, [one, *parts])]
    return [*(fits or own), *parts] if len(fits or own) == 1 else []


def _before_figure(statement: Statement, text: str) -> str:
    """Return the text up to a statement's figure."""
    end = statement.end
    last = _LAST_FIGURE.search(text, max(end - _NEAR, 0), end)
    if last is None or not _DIGIT.search(last.group()):
        last = _LAST_FIGURE.search(text, 0, end)
    return text[: last.start() if last is not None else end]


def _is_made_up(total: Statement, parts: list[Statement]) -> bool:
    """Say whether the parts come to their total to the last of many digits, and so are all there is of it."""
    if len(parts) < 2 or total.comparator != "eq" or not all(part.comparator == "eq" for part in parts):
        return False
    room = Decimal(total.high or 0) - Decimal(total.low or 0)
    return room * _FINE <= Decimal(total.low or 0) and _makes_up(total, parts)


def _makes_up(total: Statement, parts: list[Statement]) -> bool:
    low = sum(Decimal(part.low) for part in parts if part.low)
    high = sum(Decimal(part.high) for part in parts if part.high)
    return low <= Decimal(total.high or 0) and high >= Decimal(total.low or 0)


def _industries(reading: Reading) -> Iterator[tuple[Statement, list[Statement]]]:
    """Yield regional product with its three industries where one line gives each of them once."""
    by_place: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for statement in reading.statements:
        if statement.indicator_id in _PRODUCT and statement.measure == "level" and not statement.scope:
            place = (statement.line, statement.region_path, statement.period, statement.modality)
            by_place[place].append(statement)
    for said in by_place.values():
        by_id = {statement.indicator_id: statement for statement in said if statement.value is not None}
        if len(said) == len(by_id) == len(_PRODUCT) and not any(one.role == "part" for one in said):
            total, *parts = (by_id[name] for name in _PRODUCT)
            if all(same_kind(total, part) for part in parts):
                yield total, parts


def _is_complete(line: str, total: Statement, parts: list[Statement]) -> bool:
    """Say whether the words between the total and its parts promise all of them."""
    if len(parts) < 2:
        return False
    names = [part.indicator + said for part, said in zip(parts, _own_words(line, parts), strict=True)]
    if _names_rest(line, total, parts):
        return True
    if _REST.match(half_width(line), max(parts, key=lambda part: part.start).start):
        return True
    if partitions.is_whole(names, total.indicator, parts[0].dimension):
        return True
    last = max(part.end for part in parts)
    if "其中" in line[total.end : last] or "等" in line[total.end : last]:
        return False
    return bool(_COMPLETE.search(line[total.start : last]) or _COMPOSED.match(line, last))


def _names_rest(line: str, total: Statement, parts: list[Statement]) -> bool:
    """Say whether the last part is what is left of the total: 涉气520件、涉水310件、…、其他50件.

    其他税收 of 税收收入 is that; of 财政收入 it is not.
    """
    ordered = sorted(parts, key=lambda part: (part.start, part.end))
    words = re.sub(r"[\d.]+[^\d]*$", "", _own_words(line, ordered)[-1])
    other = re.fullmatch(r"(?:其他|其它)(?:类|方面)?(?P<noun>[\u4e00-\u9fff]{0,6})", words)
    return other is not None and len(parts) > _OTHERS and total.indicator.endswith(other["noun"][-2:])


def _is_disjoint(line: str, parts: list[Statement]) -> bool:
    if len(parts) < 2:
        return False
    names = [identity.normalise(part.indicator).removesuffix("产量") for part in parts]
    if len({part.period for part in parts}) == len(parts) and len(set(names)) == 1:
        return True  # 其中2018年3200座、2019年5800座
    if len(set(names)) == len(names) and any(all(name.endswith(end) for name in names) for end in _CLASSES):
        return True
    # Goods by weight and works on land: 柑橘、金桔、柿子 and 造林、育林 are apart, 蔬菜、设施蔬菜 and
    # 水稻、优质稻 are not.
    dimension = parts[0].dimension
    last = {"mass": 1, "area": 2}.get(dimension or "", 0)
    if last and len({name[-last:] for name in names}) == len(names):
        return not any(one != other and one in other for one in names for other in names)
    # 其中用于产业园区9.8亿元、水利设施6.2亿元: money is spent once.
    first = min(part.end for part in parts)
    if dimension == "money" and _SPENT_ON.search(half_width(line[:first]), max(first - 3 * _LEAD, 0)):
        return True
    # 第三产业 may stand under its other name; then the words of the text itself tell.
    return any(partitions.excludes(said, dimension) for said in (names, _own_words(line, parts)))


def _are_places(total: Statement, parts: list[Statement]) -> bool:
    """Say whether the parts are the same thing in places that lie beside each other."""
    if len(parts) < 2 or any(
        identity.normalise(part.indicator) != identity.normalise(total.indicator) for part in parts
    ):
        return False
    regions = [part.region_path or "" for part in parts]
    if len(set(regions)) == len(parts):
        above = {region.rpartition("/")[0] for region in regions}
        return len(above) == 1 and total.region_path not in regions
    scopes = [identity.scope(part.scope) for part in parts]
    return len(set(scopes)) == len(parts) and all(_PLACE.search(scope) for scope in scopes)


def _own_words(line: str, parts: list[Statement]) -> list[str]:
    """Return the words of the line that lead to each part, behind its last comma and the part before.

    省级1.1亿元、市县0.9亿元 is of 市县; 一季度完成20亿元、二季度完成35亿元 keeps the times.
    """
    said, begin = [], 0
    for part in sorted(parts, key=lambda one: (one.end, one.start)):
        words = (
            line[begin : part.end] if 0 < begin < part.end else line[max(part.start - _LEAD, 0) : part.end]
        )
        said.append(re.split(r"[,，:：、;；。]|其中", words)[-1] or words)
        begin = part.end
    return said
