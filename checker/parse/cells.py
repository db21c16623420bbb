"""Table cells: the row names the indicator, the column the year, the unit stands in either."""

from __future__ import annotations

import re

from checker.model import Cell, Identity, NumberUse, Segment, Statement
from checker.parse import lexicon, naming
from checker.parse.constraint import interval
from checker.parse.fold import fold
from checker.parse.quantity import Quantity, expression, read
from checker.parse.regions import Regions
from checker.parse.states import pointed

_BRACKET = re.compile("[（(]([^（）()]*)[）)]")
_PREFIX = re.compile(
    r"^(?:其中：?|#|[①-⑳]|\d+[.、．]?\d*\.?|[一二三四五六七八九十]+、|（[一二三四五六七八九十\d]+）|—+)+"
)
_BOUNDS = (
    (re.compile("^(?:≥|>=|不低于|不少于|至少)"), "ge"), (re.compile("^(?:≤|<=|不超过|不高于|控制在)"), "le"),
    (re.compile("^(?:>|超过?|突破|高于|大于)"), "gt"), (re.compile("^(?:<|低于|小于)"), "lt"),
    (re.compile("^(?:约|近)"), "approx"), (re.compile("以上$"), "ge"), (re.compile("(?:以内|以下)$"), "le"),
    (re.compile("左右$"), "approx"),
)  # fmt: skip
_NO_NAME = re.compile(
    "(?:(?:19|20)\\d{2}年|本年|今年|全年|年度|上年|实际|完成|预计|计划|目标|任务|备注|单位|合计|数值?|情况|序号|排名|位次)*"
)
_KIND = re.compile("约束性|预期性")
_GROWTH = re.compile("增长|增速|增幅|涨幅|±%|比上年")
_FALL = re.compile("下降|降低|降幅|减少|削减")


def parse_cell(
    segment: Segment, identity: Identity, regions: Regions | None = None
) -> tuple[list[Statement], list[NumberUse]]:
    """Return the statement of a value cell, and what became of its number."""
    cell = segment.cell
    text = segment.text[segment.start : segment.end]
    folded = fold(text)
    body = folded.text.strip()
    if cell is None or cell.is_head or not body:
        return [], _aside(segment, text, "heading")
    comparator, bare = _bound(body)
    match = expression().search(bare)
    if match is None:
        return _worded(segment, text)
    figure = read(match)
    if figure is None or not cell.row_head:
        return [], _aside(segment, text, "name")
    if figure.high is not None:
        comparator = "range"
    figure = _with_unit(figure, cell.unit, cell.row_head, cell.column_head)
    if (
        figure.kind == "bare"
        and not figure.unit
        and re.fullmatch(r"\d+[.、．]?", body)
        and not cell.column_head
    ):
        return [], _aside(segment, text, "ordinal")
    statement = _base(segment, text)
    row = _row_name(segment, cell, statement, regions)
    if not row:
        return [], _aside(segment, text, "name")
    name, measure, falling = _name(row, cell.column_head, figure)
    statement.indicator, statement.indicator_id, statement.measure = (
        name.canonical,
        name.indicator_id,
        measure,
    )
    if "计划" in cell.column_head and "%" in cell.column_head and "完成" in cell.column_head:
        statement.measure = "completion"
    statement.comparator = comparator
    statement.value, statement.value_high, statement.unit = figure.value, figure.high, figure.written_unit
    if figure.negative and statement.value is not None:
        statement.value = "-" + statement.value if not falling else statement.value
    found = interval(figure, comparator, statement.modality, falling=falling and not figure.negative)
    statement.low, statement.high = found.low, found.high
    statement.low_closed, statement.high_closed = found.low_closed, found.high_closed
    statement.base_unit, statement.dimension = found.base_unit, found.dimension
    indicator = lexicon.load().indicators.get(name.indicator_id or "")
    statement.price_basis = indicator.price_basis if indicator and indicator.price_basis != "none" else None
    if cell.row_head.startswith(("其中", "#")):
        statement.role = "part"
    return [statement], [NumberUse(segment.line, segment.start, segment.end, text, "statement")]


def _base(segment: Segment, text: str) -> Statement:
    context = segment.context
    cell = segment.cell
    force = _KIND.search(segment.text) if cell is not None else None
    return Statement(
        line=segment.line, page=segment.page, start=segment.start, end=segment.end, quote=text,
        region=context.region, region_path=context.region_path, modality=context.modality,
        force=force.group() if force else None, period=context.period, period_kind=context.period_kind,
        section=context.section or None,
    )  # fmt: skip


def _place(statement: Statement, regions: Regions, cell: Cell) -> None:
    """A column or row that names a place (全市, 白石区) says whose value the cell is."""
    for head in (cell.column_head, cell.row_head):
        for word in head.split():
            where = regions.named(fold(word).text)
            if where is not None:
                statement.region, statement.region_path = where
                return


def _row_name(segment: Segment, cell: Cell, statement: Statement, regions: Regions | None) -> str:
    """What names the indicator; the place or part that heads the row instead goes into the statement."""
    where = regions.row(fold(cell.row_head.split()[-1]).text) if regions is not None else None
    if where is not None:
        statement.region, statement.region_path = where
        return _column_name(segment, cell)
    if regions is not None:
        _place(statement, regions, cell)
    bare = _PREFIX.sub("", fold(_BRACKET.sub("", cell.row_head)).text.strip()).strip()
    column = "" if naming.name_of(bare).indicator_id else _known_column(cell)
    if not column:
        return cell.row_head
    statement.scope = bare or None
    return column


def _known_column(cell: Cell) -> str:
    """The indicator that a column names, where the row names none (高新区 | 城镇新增就业（人）)."""
    heads = [_BRACKET.sub("", fold(head).text).strip() for head in cell.column_head.split()]
    return next((name.text for head in heads if (name := naming.of_heading(head)) is not None), "")


def _column_name(segment: Segment, cell: Cell) -> str:
    """A table of one place a row: the column names the indicator, or the heading over the table does."""
    said = [*cell.column_head.split(), *reversed(segment.headings), segment.context.section]
    texts = [_BRACKET.sub("", fold(head).text).strip() for head in said]
    for text in texts:
        name = naming.of_heading(text)
        if name is not None:
            return name.text
    heads = texts[: len(cell.column_head.split())]
    return next((text for text in heads if len(text) > 1 and not _NO_NAME.fullmatch(text)), "")


def _bound(body: str) -> tuple[str, str]:
    for pattern, comparator in _BOUNDS:
        if pattern.search(body):
            return comparator, pattern.sub("", body)
    return "eq", body


def _with_unit(figure: Quantity, unit: str, row: str, column: str) -> Quantity:
    """Give a bare figure the unit its row, column or caption states."""
    if figure.unit or figure.parts:  # 12:35:53 under 亿元 is still no money
        return figure
    for text in (unit, *_BRACKET.findall(row), *_BRACKET.findall(column)):
        match = expression().fullmatch("1" + fold(text).text.strip())
        found = read(match) if match else None
        if found is not None and found.unit:
            from dataclasses import replace  # noqa: PLC0415

            return replace(figure, unit=found.unit, scale=figure.scale or found.scale, kind=found.kind)
    return figure


def _name(row: str, column: str, figure: Quantity) -> tuple[naming.Name, str, bool]:
    text = _PREFIX.sub("", fold(_BRACKET.sub("", row)).text.strip()).strip()
    name = naming.name_of(text)
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
    if text.startswith(("新增", "净增")) or (indicator is not None and indicator.measure == "increment"):
        return name, "increment", False
    return name, "level", False


def _worded(segment: Segment, text: str) -> tuple[list[Statement], list[NumberUse]]:
    """完成市下达目标 and the like in a cell."""
    cell = segment.cell
    if cell is None or not cell.row_head:
        return [], []
    for kind, comparator in (("DELEG", "delegated"), ("SYNC", "synced")):
        reference = pointed(kind, fold(text).text)
        if reference:
            name = naming.name_of(_PREFIX.sub("", fold(_BRACKET.sub("", cell.row_head)).text.strip()))
            statement = _base(segment, text)
            statement.indicator, statement.indicator_id = name.canonical, name.indicator_id
            statement.measure, statement.comparator = "qualitative", comparator
            statement.reference = reference
            return [statement], []
    return [], []


def _aside(segment: Segment, text: str, reason: str) -> list[NumberUse]:
    from checker.parse.accounting import set_aside  # noqa: PLC0415

    return set_aside(segment, reason)
