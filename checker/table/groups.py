"""Totals and their parts: whether a list is complete, and whether its parts can overlap."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from checker.model import Reading, Statement
from checker.table import identity

_COMPLETE = re.compile(r"包括|分为|组成|构成|分别(?:为|是|有|达到|完成|新增)")
# Kinds that exclude each other: what is 国家级 is not counted again as 市级.
_EXCLUSIVE = (
    frozenset({"国家级", "省级", "市级", "区级", "县级", "自治区级", "部级"}),
    frozenset({"城镇", "农村", "乡村", "城市"}),
    frozenset({"第一产业", "第二产业", "第三产业", "一产", "二产", "三产"}),
    frozenset({"出口", "进口", "出口总额", "进口总额"}),
    frozenset({"小学", "初中", "高中", "幼儿园", "中学"}),
    frozenset({"男", "女", "男性", "女性"}),
    frozenset({"新建", "续建", "改建", "扩建", "改扩建"}),
    frozenset({"新开工", "续建", "竣工"}),
    frozenset({"内资", "外资"}),
    frozenset({"税收", "非税", "税收收入", "非税收入"}),
    frozenset({"公办", "民办"}),
    frozenset({"快充", "慢充"}),
)
_OF_A_TARGET = re.compile(
    r"(?:、\s*[0-9.]+[%％]?)*\s*的?(?:年初|年度|全年|预期|计划|既定|增长)*(?:目标|任务|计划数)"
)
_CLASSES = ("类", "级", "类项目", "级项目", "型企业")  # 产业类、民生类: one thing falls into one class
_STRUCTURE = re.compile(r"\d\s*[:：∶]\s*\d+(?:\.\d+)?\s*[:：∶]\s*\d")  # a:b:c
_SHARES_OF_ALL = re.compile(
    r"(?:三次产业|一、?二、?三(?:次)?产|第一、(?:第)?二、(?:第)?三产业)[^,，。;；]*?(?:占比|比重|结构|比例)"
)


def with_groups(reading: Reading, rows: Iterable[dict[str, object]]) -> Iterator[dict[str, object]]:
    """Yield the statement rows with ``complete``, ``disjoint`` and ``divides_whole`` decided."""
    members: dict[str, list[Statement]] = defaultdict(list)
    for statement in reading.statements:
        if statement.group:
            members[statement.group].append(statement)
    complete, disjoint = set(), set()
    for group, found in members.items():
        if _is_complete(reading, found):
            complete.add(group)
        if _is_disjoint([statement for statement in found if statement.role == "part"]):
            disjoint.add(group)
    unclear = _unclear(reading)
    for row, statement in zip(rows, reading.statements, strict=True):
        if statement.id in unclear:
            row["certain"] = False
        group = statement.group or ""
        total = statement.role == "total"
        row["complete"] = total and group in complete
        row["disjoint"] = total and (group in disjoint or group in complete)
        row["divides_whole"] = bool(group) and _divides(statement)
        yield row


def _unclear(reading: Reading) -> set[str]:
    """Return the statements whose indicator or modality is not certain enough to compare.

    Several values of one list under one name belong to names the parser did not see (三个区…分别增长);
    a figure before 的目标 is a target quoted inside a report.
    """
    unclear: set[str] = set()
    same: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for statement in reading.statements:
        if statement.role == "list" and statement.group:
            same[statement.group, identity.key(statement), statement.measure].append(statement)
        if statement.modality in ("actual", "estimate") and statement.value is not None:
            text = reading.document.lines.get(statement.line, "")
            if _OF_A_TARGET.match(text, statement.end):
                unclear.add(statement.id)
    for found in same.values():
        if len({(statement.low, statement.high, statement.region_path) for statement in found}) > 1:
            regions = {statement.region_path for statement in found}
            if len(regions) < len(found):
                unclear.update(statement.id for statement in found)
    return unclear


def _is_complete(reading: Reading, members: list[Statement]) -> bool:
    """Say whether the words between the total and its parts promise all of them."""
    totals = [statement for statement in members if statement.role == "total"]
    parts = [statement for statement in members if statement.role == "part"]
    if len(totals) != 1 or len(parts) < 2 or len({part.base_unit for part in parts}) != 1:
        return False
    total = totals[0]
    text = reading.document.lines.get(total.line, "")
    between = text[total.end : max(part.end for part in parts)]
    if "其中" in between or "等" in between:
        return False
    return bool(_COMPLETE.search(text[total.start : max(part.end for part in parts)]))


def _is_disjoint(parts: list[Statement]) -> bool:
    if len(parts) < 2:
        return False
    names = [identity.normalise(part.indicator) for part in parts]
    if len(set(names)) == len(names) and any(all(name.endswith(end) for name in names) for end in _CLASSES):
        return True
    for kinds in _EXCLUSIVE:
        told = [next((kind for kind in sorted(kinds, key=len, reverse=True) if kind in part.indicator), "")
                for part in parts]  # fmt: skip
        if all(told) and len(set(told)) == len(told):
            return True
    return False


def _divides(statement: Statement) -> bool:
    if statement.measure != "share":
        return False
    if _STRUCTURE.search(statement.quote):
        return True
    return statement.role == "list" and bool(_SHARES_OF_ALL.search(statement.quote))
