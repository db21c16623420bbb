"""Table cells: the row names the indicator, the column the year, the unit stands in either."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from checker.model import Cell, Identity, NumberUse, Segment, Statement
from checker.parse import lexicon, naming
from checker.parse.accounting import not_understood, set_aside
from checker.parse.cell_names import BRACKET, subject_of
from checker.parse.cell_prose import states_nothing
from checker.parse.constraint import interval
from checker.parse.fold import folded_text
from checker.parse.quantity import Quantity, expression, read
from checker.parse.regions import Regions
from checker.parse.states import pointed
from checker.read.table_words import OF_YEARS

_BOUNDS = (
    (re.compile("^(?:≥|>=|不低于|不少于|至少)"), "ge"), (re.compile("^(?:≤|<=|不超过|不高于|控制在)"), "le"),
    (re.compile("^(?:>|超过?|突破|高于|大于)"), "gt"), (re.compile("^(?:<|低于|小于)"), "lt"),
    (re.compile("^(?:约|近)"), "approx"), (re.compile("以上$"), "ge"), (re.compile("(?:以内|以下)$"), "le"),
    (re.compile("左右$"), "approx"),
)  # fmt: skip
_KIND = re.compile("约束性|预期性")
_GROWTH = re.compile("增长|增速|增幅|涨幅|±%|[比较]上年|[比较]去年|同比|增减|升降")
_FALL = re.compile("下降|降低|降幅|减少|削减")
_MEAN = re.compile("年均|累计")
# 本月, 1-本月: a month whose number only the title says.
_PART_OF_YEAR = re.compile("[本当同]月|[本当同]季")


@dataclass(frozen=True, slots=True)
class _Value:
    """What a cell writes: a figure with the unit of its heads, its bound, and whether it sums up years."""

    figure: Quantity
    comparator: str
    column: str  # the column's head, as far as it speaks of this value
    summed: bool = False


def parse_cell(
    segment: Segment, identity: Identity, regions: Regions | None = None
) -> tuple[list[Statement], list[NumberUse]]:
    """Return the statement of a value cell, and what became of its number."""
    cell = segment.cell
    text = segment.text[segment.start : segment.end]
    body = folded_text(text).strip()
    if cell is None or cell.is_head or not body:
        return [], set_aside(segment, "heading")
    if states_nothing(cell):
        return [], set_aside(segment, "name")
    summed = OF_YEARS.fullmatch(body)
    if summed and not (_MEAN.search(cell.column_head) or identity.kind == "five_year_plan"):
        return [], not_understood(segment)
    written = (summed[1] or summed[2] or "") if summed else body
    if expression().search(_bound(written)[1]) is None:
        return _worded(segment, cell, text, regions)
    value = _value(cell, written, summed=bool(summed))
    if value is None:
        return [], set_aside(segment, "name")
    if value.figure.kind == "bare" and re.fullmatch(r"\d+[.、．]?", body) and not cell.column_head:
        return [], set_aside(segment, "ordinal")
    statement = _stated(segment, cell, value, regions)
    if statement is None:
        return [], set_aside(segment, "name")
    return [statement], [NumberUse(segment.line, segment.start, segment.end, text, "statement")]


def _value(cell: Cell, written: str, *, summed: bool) -> _Value | None:
    comparator, bare = _bound(written)
    match = expression().search(bare)
    figure = read(match) if match else None
    if figure is None or not cell.row_head:
        return None
    if figure.high is not None:
        comparator = "range"
    column = "" if summed and _MEAN.search(cell.column_head) else cell.column_head
    return _Value(_with_unit(figure, cell.unit, cell.row_head, column), comparator, column, summed)


def _stated(segment: Segment, cell: Cell, value: _Value, regions: Regions | None) -> Statement | None:
    """Return the statement that a value makes under its row's and its column's name; None without one."""
    statement = _base(segment, cell, regions)
    if statement is None:
        return None
    figure = value.figure
    name, measure, falling = _name(statement.indicator, cell.row_head, value.column, figure)
    if not name.canonical:
        return None
    statement.indicator, statement.indicator_id = name.canonical, name.indicator_id
    statement.measure = measure
    if _PART_OF_YEAR.search(cell.column_head):
        statement.period_kind = "part-year"
    if value.summed:
        _over_years(statement, counted=not value.column)
        if statement.measure == "points":
            figure = replace(figure, unit="个百分点", kind="points")
    if "计划" in cell.column_head and "%" in cell.column_head and "完成" in cell.column_head:
        statement.measure = "completion"
    statement.comparator = value.comparator
    statement.value, statement.value_high, statement.unit = figure.value, figure.high, figure.written_unit
    if figure.negative and statement.value is not None:
        statement.value = "-" + statement.value if not falling else statement.value
    found = interval(figure, value.comparator, statement.modality, falling=falling and not figure.negative)
    statement.low, statement.high = found.low, found.high
    statement.low_closed, statement.high_closed = found.low_closed, found.high_closed
    statement.base_unit, statement.dimension = found.base_unit, found.dimension
    indicator = lexicon.load().indicators.get(name.indicator_id or "")
    statement.price_basis = indicator.price_basis if indicator and indicator.price_basis != "none" else None
    if cell.row_head.startswith(("其中", "#")):
        statement.role = "part"
    return statement


def _over_years(statement: Statement, *, counted: bool) -> None:
    """Make a statement one of the sum or the change of several years.

    ``counted``: the column is one of means and sums, so that a plain amount is what is added to it.
    """
    statement.period_kind = "cumulative"
    last = (statement.period or "").split("/")[-1]
    if last.isdigit():
        ahead = statement.modality == "target"
        statement.period = f"../{last}" if ahead else f"{int(last) - 4}/{last}"
    if counted:
        changed = {"share": "points", "level": "increment"}
        statement.measure = changed.get(statement.measure, statement.measure)


def _base(segment: Segment, cell: Cell, regions: Regions | None) -> Statement | None:
    """Return a statement with all but its value, the indicator as its row and column name it."""
    context = segment.context
    subject = subject_of(segment, cell, regions)
    if not subject.name:
        return None
    force = _KIND.search(segment.text)
    region, path = subject.where or (context.region, context.region_path)
    return Statement(
        line=segment.line, page=segment.page, start=segment.start, end=segment.end,
        quote=segment.text[segment.start : segment.end], region=region, region_path=path,
        scope=subject.scope, indicator=subject.name, modality=context.modality,
        force=force.group() if force else None, period=context.period, period_kind=context.period_kind,
        section=context.section or None,
    )  # fmt: skip


def _bound(body: str) -> tuple[str, str]:
    for pattern, comparator in _BOUNDS:
        if pattern.search(body):
            return comparator, pattern.sub("", body)
    return "eq", body


def _with_unit(figure: Quantity, unit: str, row: str, column: str) -> Quantity:
    """Give a bare figure the unit its row, column or caption states."""
    if figure.unit or figure.parts:  # 12:35:53 under 亿元 is still no money
        return figure
    for text in (unit, *BRACKET.findall(row), *BRACKET.findall(column)):
        match = expression().fullmatch("1" + folded_text(text).strip())
        found = read(match) if match else None
        if found is not None and found.unit:
            return replace(figure, unit=found.unit, scale=figure.scale or found.scale, kind=found.kind)
    return figure


def _name(text: str, row: str, column: str, figure: Quantity) -> tuple[naming.Name, str, bool]:
    name = naming.name_of(text)
    verb = lexicon.pattern("ADD").match(text) if name.indicator_id is None else None
    if verb is not None and figure.kind != "money":
        # 新增养老床位 is known by what is added.
        known = naming.name_of(text[verb.end() :])
        name = known if known.indicator_id is not None else name
    heads = row + " " + column
    indicator = lexicon.load().indicators.get(name.indicator_id or "")
    percent = figure.kind in ("percent", "permille")
    if figure.kind in ("points", "basis_points"):
        return name, "points", False
    if percent and (name.tail or _GROWTH.search(heads) or _FALL.search(heads)):
        return (
            name,
            "growth",
            name.tail == "fall" or (bool(_FALL.search(heads)) and not _GROWTH.search(heads)),
        )
    if percent:
        return name, "growth" if indicator is not None and indicator.measure == "growth" else "share", False
    if _adds(text, name, figure) or (indicator is not None and indicator.measure == "increment"):
        return name, "increment", False
    return name, "level", False


def _adds(text: str, name: naming.Name, figure: Quantity) -> bool:
    """Whether a head counts what a year adds: 新建高标准农田 does, 上市公司 is a name."""
    if text.startswith(("新增", "净增")):
        return True
    verb = lexicon.pattern("ADD").match(text)
    if verb is None or figure.kind == "money" or len(text) < verb.end() + 2:
        return False
    if name.indicator_id is None:
        return text.startswith("新")
    return naming.name_of(text[verb.end() :]).indicator_id == name.indicator_id


def _worded(
    segment: Segment, cell: Cell, text: str, regions: Regions | None
) -> tuple[list[Statement], list[NumberUse]]:
    """完成市下达目标 and the like in a cell."""
    for kind, comparator in (("DELEG", "delegated"), ("SYNC", "synced")):
        reference = pointed(kind, folded_text(text)) if cell.row_head else ""
        statement = _base(segment, cell, regions) if reference else None
        name = naming.name_of(statement.indicator) if statement is not None else None
        # A row that begins with a sentence has no name: “双随机”监管。
        if statement is not None and name is not None and name.canonical:
            statement.indicator, statement.indicator_id = name.canonical, name.indicator_id
            statement.measure, statement.comparator = "qualitative", comparator
            statement.reference = reference
            return [statement], []
    return [], []
