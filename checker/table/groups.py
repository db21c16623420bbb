"""Totals and their parts: whether a list is complete, and whether its parts can overlap."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from checker.model import Reading, Statement
from checker.table import identity, indicators, structures
from checker.table.text import half_width

_COMPLETE = re.compile(r"包括|分为|组成|构成|分别(?:为|是|有|达到|完成|新增)")
# Kinds that exclude each other: what is 国家级 is not counted again as 市级.
_EXCLUSIVE = (
    frozenset({"中央", "国家级", "省级", "市级", "区级", "县级", "自治区级", "部级", "市县", "自筹"}),
    frozenset({"城镇", "农村", "乡村", "城市"}),
    frozenset({"第一产业", "第二产业", "第三产业", "一产", "二产", "三产", "服务业"}),
    frozenset({"夏粮", "秋粮", "早稻"}),
    frozenset({"出口", "进口", "出口总额", "进口总额"}),
    frozenset({"小学", "初中", "高中", "幼儿园", "中学"}),
    frozenset({"男", "女", "男性", "女性"}),
    frozenset({"新建", "续建", "改建", "扩建", "改扩建", "前期", "储备"}),
    frozenset({"新开工", "续建", "竣工"}),
    frozenset({"内资", "外资"}),
    frozenset({"税收", "非税", "税收收入", "非税收入"}),
    frozenset({"公办", "民办"}),
    frozenset({"快充", "慢充"}),
)
# Kinds that leave nothing out of such a total, even after 其中; 早稻 keeps 夏粮 and 秋粮 from being all.
_ALL_OF_IT = (
    (
        ("第一产业|一产", "第二产业|二产", "第三产业|三产|服务业"),
        re.compile(r"生产总值|GDP|投资|项目|从业|就业人"),
    ),
    (("(?<!进)出口", "进口"), re.compile(r"进出口")),
    (("(?<!非)税收", "非税"), re.compile(r"一般公共预算收入|财政.*收入|预算收入")),
    (("城镇|城市", "农村|乡村"), re.compile(r"人口|零售")),
)
# A mean, a price or a rate of the whole is no sum of those of its parts.
_NO_SUM = re.compile(
    r"人均|户均|亩均|地均|店均|平均|单位.+(?:耗|排放|产值|面积|产量)|每[一-鿿]{1,4}(?:拥有|的|产|床|医|税)"
    r"|(?:率|比|比重|占比|单价|均价|价格|单产|指数|密度|浓度|增速|增幅|年限|时间|时长|排名|等级)$"
)
_OF_A_TARGET = re.compile(
    r"(?:、\s*[0-9.]+[%％]?)*\s*的?(?:年初|年度|全年|预期|计划|既定|增长)*(?:目标|任务|计划数)"
)
_CHANGE_OF_FLOW = re.compile(
    r"(?:[比较]|同比|环比)[^,，。;；]{0,10}?(?:增加|减少|多增|少增|增|减|多|少|下降|提高|扩大)[了约近]?\d[^,，。;；]*$"
)
# 退出市场主体1260户 counts what left, not what there is.
_GONE = re.compile(r"[^,，0-9]{0,6}(?:退出|注销|吊销|清退|淘汰|关停|流失)(?!率)")
# 净增9家，其中新升规14家、退出5家: what came and what went, not parts of the difference.
_NET = re.compile(r"净(?:增|减|流|迁|投|回|吸)[^,，。;；]{0,8}?\d[^,，。;；]*$")
_PRODUCT = ("gdp", "primary_va", "secondary_va", "service_va")
_AFTER_STOP = re.compile(r"[。；;]\s*其中[：:,，]?")
_LISTS = re.compile(r"\s*[,，:：(（]?\s*(?:包括|分为|分别为|分别是|由)")
_ENDS = re.compile(r"[。;；!！?？\n]")
_CLASSES = ("类", "级", "类项目", "级项目", "型企业")  # 产业类、民生类: one thing falls into one class


def with_groups(reading: Reading, rows: Iterable[dict[str, object]]) -> Iterator[dict[str, object]]:
    """Yield the statement rows with ``certain``, ``divides_whole`` and ``kinds_apart`` decided."""
    unclear, runs = _unclear(reading), _share_runs(reading)
    for row, statement in zip(rows, reading.statements, strict=True):
        if statement.id in unclear:
            row["certain"] = False
        line = reading.document.lines.get(statement.line, "")
        row["divides_whole"] = bool(statement.group) and structures.divides_whole(statement, line)
        row["kinds_apart"] = bool(statement.group) and structures.kinds_apart(statement, line)
        if statement.id in runs:
            row["grp"], row["divides_whole"] = runs[statement.id], True
        yield row


def _share_runs(reading: Reading) -> dict[str, str]:
    """Return the name of the run of shares that each statement belongs to, of those that belong to one."""
    by_line: dict[int, list[Statement]] = defaultdict(list)
    for statement in reading.statements:
        if statement.measure == "share" and "占" in statement.quote:
            by_line[statement.line].append(statement)
    return {
        one.id: f"shares:{run[0].id}"
        for line, shares in by_line.items()
        for run in structures.runs(shares, reading.document.lines.get(line, ""))
        for one in run
    }


def part_rows(reading: Reading) -> Iterator[dict[str, object]]:
    """Yield the relation ``part``: each total with each of its parts, in one unit.

    Lists come from the parser's groups (其中), and from 包括, 分为 and the like behind a figure.
    """
    for total, parts in (
        *_grouped(reading),
        *_enumerated(reading),
        *_continued(reading),
        *_industries(reading),
    ):
        complete = _is_complete(reading, total, parts)
        disjoint = complete or _is_disjoint(parts)
        for part in parts:
            yield {
                "document": reading.document.path,
                "total": total.id,
                "part": part.id,
                "complete": complete,
                "disjoint": disjoint,
            }


def _grouped(reading: Reading) -> Iterator[tuple[Statement, list[Statement]]]:
    members: dict[str, list[Statement]] = defaultdict(list)
    for statement in reading.statements:
        if statement.group and _summable(statement):
            members[statement.group].append(statement)
    for found in members.values():
        totals = [statement for statement in found if statement.role == "total"]
        if len(totals) == 1 and not _NET.search(half_width(totals[0].quote)):
            parts = [part for part in found if part.role == "part" and _same_kind(totals[0], part)]
            if parts:
                yield totals[0], parts


def _enumerated(reading: Reading) -> Iterator[tuple[Statement, list[Statement]]]:
    """Yield totals followed by 包括, 分为, 分别为 and at least two figures in their unit."""
    for at, total in enumerate(reading.statements):
        text = reading.document.lines.get(total.line, "")
        if not _summable(total) or total.role or not _LISTS.match(text, total.end):
            continue
        parts = []
        for part in reading.statements[at + 1 :]:
            if part.line != total.line or _ENDS.search(text, total.end, part.start):
                break
            if part.start >= total.end and _summable(part) and _same_kind(total, part):
                parts.append(part)
            elif part.start >= total.end:
                break
        if len(parts) > 1:
            yield total, parts


def _continued(reading: Reading) -> Iterator[tuple[Statement, list[Statement]]]:
    """Yield totals whose parts stand in a sentence of their own: …项目98个，总投资3亿元。其中：续建项目42个….

    Only where each part is of the total's own noun and unit: 其中 may also speak of the sum invested.
    """
    by_line: dict[int, list[Statement]] = defaultdict(list)
    for statement in reading.statements:
        by_line[statement.line].append(statement)
    for line, said in by_line.items():
        for match in _AFTER_STOP.finditer(reading.document.lines.get(line, "")):
            stop = _ENDS.search(match.string, match.end())
            end = stop.start() if stop else len(match.string)
            before = [one for one in said if one.end <= match.start() + 1 and _summable(one) and not one.role]
            parts = [one for one in said if match.end() <= one.start and one.end <= end and not one.group]
            totals = [
                one
                for one in before
                if len(parts) > 1
                and all(
                    _summable(part) and _same_kind(one, part) and part.indicator[-2:] == one.indicator[-2:]
                    for part in parts
                )
            ]
            if totals and not _ENDS.search(match.string, totals[-1].end, match.start()):
                yield totals[-1], parts


def _industries(reading: Reading) -> Iterator[tuple[Statement, list[Statement]]]:
    """Yield regional product with its three industries where one line gives each of them once."""
    by_line: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for statement in reading.statements:
        if statement.indicator_id in _PRODUCT and statement.measure == "level" and not statement.scope:
            place = (statement.line, statement.region_path, statement.period, statement.modality)
            by_line[place].append(statement)
    for said in by_line.values():
        by_id = {statement.indicator_id: statement for statement in said if statement.value is not None}
        if len(said) == len(by_id) == len(_PRODUCT) and not any(one.role == "part" for one in said):
            total, *parts = (by_id[name] for name in _PRODUCT)
            if all(_same_kind(total, part) for part in parts):
                yield total, parts


def _summable(statement: Statement) -> bool:
    if statement.measure not in ("level", "increment") or statement.value is None:
        return False
    return _adds_up(statement)


def _adds_up(statement: Statement) -> bool:
    """Say whether figures of the parts make up that of the whole: no mean, rate or price does."""
    if "人均" in statement.quote or _NO_SUM.search(statement.indicator):
        return False
    return indicators.properties(statement.indicator_id).aggregation not in ("weighted_mean", "none")


def _same_kind(total: Statement, part: Statement) -> bool:
    if total.modality != part.modality or total.base_unit != part.base_unit:
        return False
    return total.period == part.period or _year_within(total, part)


def _year_within(total: Statement, part: Statement) -> bool:
    """Say whether a part is what one year brought to a running total (累计…座，其中2020年…座)."""
    if part.period_kind != "year" or not (part.period or "").isdigit():
        return False
    first, slash, last = (total.period or "").partition("/")
    if slash and first.isdigit() and last.isdigit():
        return int(first) <= int(part.period or 0) <= int(last)
    return total.period_kind == "cumulative" and first.isdigit() and int(part.period or 0) <= int(first)


def _unclear(reading: Reading) -> set[str]:
    """Return the statements whose indicator or modality is not certain enough to compare.

    Several values of one list under one name belong to names the parser did not see (三个区…分别增长);
    a figure before 的目标 is a target quoted inside a report; 新增就业5万人，比上年增加3000人 tells by how
    much a flow changed, which is no second value of it.
    """
    unclear: set[str] = set()
    same: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    flows: set[tuple[int, str]] = set()
    for statement in reading.statements:
        if statement.measure == "increment" and statement.value is not None:
            flow = (statement.line, identity.key(statement))
            if flow in flows and _CHANGE_OF_FLOW.search(half_width(statement.quote)):
                unclear.add(statement.id)
            flows.add(flow)
        if statement.measure == "level" and _GONE.match(half_width(statement.quote)):
            unclear.add(statement.id)
        if statement.role == "list" and statement.group:
            same[statement.group, identity.key(statement), statement.measure].append(statement)
        if statement.modality in ("actual", "estimate") and statement.value is not None:
            text = reading.document.lines.get(statement.line, "")
            if _OF_A_TARGET.match(half_width(text), statement.end):
                unclear.add(statement.id)
    for statement in reading.statements:
        if statement.role != "part" and statement.comparator != "range" and _summable_or_rate(statement):
            place = f"{statement.line}:{statement.start}:{statement.end}"
            same[place, identity.key(statement), statement.measure].append(statement)
    for found in same.values():
        if len({(statement.low, statement.high, statement.region_path) for statement in found}) > 1:
            regions = {statement.region_path for statement in found}
            if len(regions) < len(found):
                unclear.update(statement.id for statement in found)
    return unclear


def _summable_or_rate(statement: Statement) -> bool:
    return statement.value is not None and statement.role not in ("baseline", "result", "tier")


def _is_complete(reading: Reading, total: Statement, parts: list[Statement]) -> bool:
    """Say whether the words between the total and its parts promise all of them."""
    if len(parts) < 2:
        return False
    if _is_all(total, parts):
        return True
    text = reading.document.lines.get(total.line, "")
    last = max(part.end for part in parts)
    if "其中" in text[total.end : last] or "等" in text[total.end : last]:
        return False
    return bool(_COMPLETE.search(text[total.start : last]))


def _is_all(total: Statement, parts: list[Statement]) -> bool:
    """Say whether the parts are all kinds of a partition that is known to leave nothing out."""
    names = [part.indicator + part.quote for part in parts]
    for kinds, of in _ALL_OF_IT:
        if len(names) == len(kinds) and of.search(total.indicator):
            told = [[at for at, kind in enumerate(kinds) if re.search(kind, name)] for name in names]
            if all(len(found) == 1 for found in told) and len({found[0] for found in told}) == len(kinds):
                return True
    return False


def _is_disjoint(parts: list[Statement]) -> bool:
    if len(parts) < 2:
        return False
    names = [identity.normalise(part.indicator) for part in parts]
    if len({part.period for part in parts}) == len(parts) and len(set(names)) == 1:
        return True  # 其中2018年3200座、2019年5800座
    if len(set(names)) == len(names) and any(all(name.endswith(end) for name in names) for end in _CLASSES):
        return True
    # Goods by weight and works on land: 柑橘、金桔、柿子 and 造林、育林 are apart, 蔬菜、设施蔬菜 and
    # 水稻、优质稻 are not.
    last = {"mass": 1, "area": 2}.get(parts[0].dimension or "", 0)
    if last and len({name[-last:] for name in names}) == len(names):
        return not any(one != other and one in other for one in names for other in names)
    # 第三产业 may stand under its other name; then the words of the text itself tell.
    for said in (names, [part.quote for part in parts]):
        for kinds in _EXCLUSIVE:
            told = [_kind(name, kinds) for name in said]
            if all(told) and len(set(told)) == len(told):
                return True
    return False


def _kind(name: str, kinds: frozenset[str]) -> str:
    """Return which of the kinds a name tells, the longest first; '' where none."""
    return next((kind for kind in sorted(kinds, key=lambda kind: (-len(kind), kind)) if kind in name), "")
