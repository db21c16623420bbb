"""Totals and their parts: whether a list is complete, and whether its parts can overlap."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from checker.model import Reading, Statement
from checker.table import identity, structures
from checker.table.sentences import by_line
from checker.table.text import half_width

_OF_A_TARGET = re.compile(
    r"(?:、\s*[0-9.]+[%％]?)*\s*的?(?:年初|年度|全年|预期|计划|既定|增长)*(?:目标|任务|计划数)"
)
_CHANGE_OF_FLOW = re.compile(
    r"(?:[比较]|同比|环比)[^,，。;；]{0,10}?(?:增加|减少|多增|少增|增|减|多|少|下降|提高|扩大)[了约近]?\d[^,，。;；]*$"
)
# 为96.2亿元，调整为92.5亿元: the same figure before and after it was changed.
_CHANGED = re.compile(
    r"(?:调整|调[增减]|修正|修订|变更|核[增减]|压减|追加)后?(?:为|到|至)[^,，。;；\d]{0,4}\d[^,，。;；]*$"
)
_YEAR = re.compile(r"\d{4}年")
_WORDED = 10  # characters: longer cells tell of something, shorter ones hold a value
# 退出市场主体1260户 counts what left, not what there is.
_GONE = re.compile(r"[^,，0-9]{0,6}(?:退出|注销|吊销|清退|淘汰|关停|流失)(?!率)")

# Published plans and reports tell one figure a dozen times at most; a name that stands beside more figures
# of one place and time than this tells none of them from the others, and to pair them all would take forever.
_MOST_OF_ONE = 40


def with_groups(reading: Reading, rows: Iterable[dict[str, object]]) -> Iterator[dict[str, object]]:
    """Yield the statement rows with ``certain``, ``divides_whole`` and ``kinds_apart`` decided."""
    unclear = _unclear(reading)
    cells = _worded_cells(reading)
    runs = _share_runs(reading, structures.runs_with_rest) | _share_runs(reading, structures.runs)
    apart = _share_runs(reading, structures.runs_of_kinds)
    for row, statement in zip(rows, reading.statements, strict=True):
        if statement.id in unclear:
            row["certain"] = False
        line = reading.document.lines.get(statement.line, "")
        row["in_cell"] = any(a <= statement.start < b for a, b in cells.get(statement.line, ()))
        row["divides_whole"] = bool(statement.group) and structures.divides_whole(statement, line)
        row["kinds_apart"] = bool(statement.group) and structures.kinds_apart(statement, line)
        if statement.id in runs:
            row["grp"], row["divides_whole"] = runs[statement.id], True
        elif statement.id in apart:
            row["grp"], row["kinds_apart"] = apart[statement.id], True
        yield row


def _worded_cells(reading: Reading) -> dict[int, list[tuple[int, int]]]:
    """Return the spans of table cells, by line, that hold words rather than a value."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for segment in reading.document.segments:
        if segment.kind == "cell" and segment.end - segment.start > _WORDED:
            found[segment.line].append((segment.start, segment.end))
    return found


def _share_runs(
    reading: Reading, runs: Callable[[Sequence[Statement], str], Iterable[list[Statement]]]
) -> dict[str, str]:
    """Return the name of the run of shares that each statement belongs to, of those that belong to one."""
    return {
        one.id: f"shares:{run[0].id}"
        for line, said in by_line(reading).items()
        if (shares := [one for one in said if one.measure == "share" and "占" in one.quote])
        for run in runs(shares, reading.document.lines.get(line, ""))
        for one in run
    }


def _unclear(reading: Reading) -> set[str]:
    """Return the statements whose indicator or modality is not certain enough to compare.

    Several values of one list under one name belong to names the parser did not see (三个区…分别增长);
    a figure before 的目标 is a target quoted inside a report; 新增就业5万人，比上年增加3000人 tells by how
    much a flow changed, which is no second value of it; 35个行业中有27个增长 counts what is looked at.
    """
    keys = [identity.key(statement) for statement in reading.statements]
    unclear = {*_too_many(reading.statements, keys), *_looked_at(reading.statements, keys)}
    same: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    flows: set[tuple[int, str]] = set()
    for statement, key in zip(reading.statements, keys, strict=True):
        if statement.measure == "increment" and statement.value is not None:
            flow = (statement.line, key)
            if flow in flows and _CHANGE_OF_FLOW.search(half_width(statement.quote)):
                unclear.add(statement.id)
            flows.add(flow)
        quote = half_width(statement.quote)
        if _second_value(statement, quote) or (statement.measure == "level" and _GONE.match(quote)):
            unclear.add(statement.id)
        if statement.role == "list" and statement.group:
            same[statement.group, key, statement.measure].append(statement)
        if statement.modality in ("actual", "estimate") and statement.value is not None:
            text = reading.document.lines.get(statement.line, "")
            if _OF_A_TARGET.match(half_width(text), statement.end):
                unclear.add(statement.id)
    for statement, key in zip(reading.statements, keys, strict=True):
        if statement.role != "part" and statement.comparator != "range" and _summable_or_rate(statement):
            place = f"{statement.line}:{statement.start}:{statement.end}"
            same[place, key, statement.measure].append(statement)
    for found in same.values():
        if len({(statement.low, statement.high, statement.region_path) for statement in found}) > 1:
            regions = {statement.region_path for statement in found}
            if len(regions) < len(found):
                unclear.update(statement.id for statement in found)
    return unclear


def _second_value(statement: Statement, quote: str) -> bool:
    """Say whether a figure is what another of its clause was changed to, with nothing to say which holds.

    A target that a decision sets anew (由7%调整为4%, 目标调整为4%) is the one that holds.
    """
    changed = _CHANGED.search(quote)
    if changed is None or (statement.role == "result" and statement.modality == "target"):
        return False
    before = _YEAR.sub("", quote[: changed.start()])
    return statement.modality != "target" or any(sign.isdigit() for sign in before)


def _looked_at(statements: Sequence[Statement], keys: Sequence[str]) -> Iterator[str]:
    """Yield the ids of 35个行业中有27个增长: neither number is all there is of the thing."""
    among: tuple[int, str] | None = None
    for statement, key in zip(statements, keys, strict=True):
        own = statement.line, key
        among = own if statement.quote.endswith("中") else among
        if among == own:
            yield statement.id


def _too_many(statements: Sequence[Statement], keys: Sequence[str]) -> set[str]:
    """Return the statements under names that a document gives more figures of than can be one."""
    about = [
        (one.region_path, key, one.measure, one.period) for one, key in zip(statements, keys, strict=True)
    ]
    many = {name for name, times in Counter(about).items() if times > _MOST_OF_ONE}
    return {one.id for one, name in zip(statements, about, strict=True) if name in many} if many else set()


def _summable_or_rate(statement: Statement) -> bool:
    return statement.value is not None and statement.role not in ("baseline", "result", "tier")
