"""主要指标对照表, 指标台账 and 目标矩阵: targets and outcomes as tables of numbers."""

from __future__ import annotations

from collections.abc import Iterable

from checker.report.ledger import Comparison, Entry, Ledger, Line, Said, comparisons
from checker.report.messages import Messages
from checker.report.phrases import without_figure
from checker.report.summary import Summary
from checker.report.xlsx_book import Book, Column, Sheet
from checker.report.xlsx_rows import FIRST, Rows

_QUOTES = 3  # columns of the comparison that stay on screen


def comparison_sheet(book: Book, targets: Ledger, rows: Rows) -> None:
    """Write 主要指标对照表: per region and indicator last year's plan and outcome beside this year's plan."""
    say = book.say
    widths = {
        "region": 12, "indicator": 24, "measure": 8, "unit": 9, "year": 7, "last_plan": 11, "last_actual": 11,
        "outcome": 13, "this_plan": 11, "parent": 11, "assigned": 11, "standing": 13,
        "last_quote": 30, "actual_quote": 30, "this_quote": 30,
    }  # fmt: skip
    columns = [Column(_head(name, say), width) for name, width in widths.items()]
    sheet = book.sheet(say("xlsx.comparison"), say("xlsx.comparison_note"), columns, frozen=2)
    for row in comparisons(targets):
        sheet.next()
        _comparison(sheet, row, rows, say)
    sheet.done(printed=len(columns) - _QUOTES)


def _comparison(sheet: Sheet, row: Comparison, rows: Rows, say: Messages) -> None:
    last, this = row.last, row.this
    sheet.text(0, row.region.name)
    at = next((r for e in (this, last) if e is not None and (r := rows.entry_row(e)) is not None), None)
    if at is None:
        sheet.text(1, say.indicator(row.line.name))
    else:
        sheet.link(1, say("xlsx.ledger"), at, say.indicator(row.line.name))
    sheet.text(2, say.name("measure", row.line.measure))
    sheet.text(3, say.unit(row.line.unit))
    sheet.count(4, row.region.plan_year)
    outcome, standing = row.outcome, row.standing
    _said(sheet, 5, last.target if last else None, say)
    _said(sheet, 6, last.actual if last else None, say, outcome)
    sheet.text(7, say.name("status_of_target", outcome) if outcome else "", outcome)
    _said(sheet, 8, this.target if this else None, say, standing[0] if standing else "")
    _said(sheet, 9, this.parent if this else None, say)
    _said(sheet, 10, this.assigned if this else None, say)
    sheet.text(11, _named(standing, say), standing[0] if standing else "")
    for column, said in enumerate((last and last.target, last and last.actual, this and this.target), 12):
        sheet.text(column, said.statement.quote if said else "", wrap=False)


def ledger_sheet(book: Book, summary: Summary, rows: Rows) -> None:
    """Write 指标台账: one row per indicator, region and year."""
    say = book.say
    widths = {
        "indicator": 26, "measure": 8, "unit": 9, "region": 12, "year": 12, "target": 11, "actual": 11,
        "parent": 11, "assigned": 11, "standing": 14, "target_quote": 30, "target_place": 22,
        "actual_quote": 30, "actual_place": 22, "findings": 10,
    }  # fmt: skip
    columns = [Column(_head(name, say), width) for name, width in widths.items()]
    sheet = book.sheet(say("xlsx.ledger"), say("xlsx.ledger_note"), columns, frozen=1)
    for row in range(FIRST, FIRST + len(rows.entries)):
        sheet.next()
        _entry(sheet, row, summary, rows, say)
    sheet.done()


def _entry(sheet: Sheet, row: int, summary: Summary, rows: Rows, say: Messages) -> None:
    line, entry = rows.entries[row - FIRST]
    numbers = rows.findings_of(row)
    sheet.text(0, say.indicator(line.name))
    sheet.text(1, say.name("measure", line.measure))
    sheet.text(2, say.unit(line.unit))
    sheet.text(3, entry.region)
    if entry.period == str(entry.year):
        sheet.count(4, entry.year)
    else:
        sheet.text(4, _period(entry, say))
    for column, said in ((5, entry.target), (6, entry.actual), (7, entry.parent), (8, entry.assigned)):
        _said(sheet, column, said, say, entry.status if column == 6 and entry.target else "")
    sheet.text(9, _named(entry.marks, say), entry.status)
    for column, said in ((10, entry.target or entry.assigned), (12, entry.actual)):
        sheet.text(column, said.statement.quote if said else "")
        sheet.text(column + 1, _place(said, summary, say) if said else "")
    shown = say("report.and").join(map(str, numbers[:6])) + ("…" if len(numbers) > 6 else "")
    if numbers:
        sheet.link(14, say("xlsx.findings"), rows.finding_row(numbers[0]), shown)
    else:
        sheet.text(14, "")


def matrix_sheet(book: Book, targets: Ledger) -> None:
    """Write 目标矩阵: indicators and regions down, years across, each with target and outcome."""
    say, years = book.say, targets.years
    columns = [Column(_head(name, say), width) for name, width in zip(_MATRIX, (26, 8, 9, 12), strict=True)]
    for year in years:
        columns += [Column(f"{year}{say(f'column.{name}')}", 9) for name in ("target", "actual")]
    sheet = book.sheet(say("xlsx.matrix"), say("xlsx.matrix_note"), columns, frozen=4)
    for line in targets.lines:
        for region in _regions(line):
            if sheet.full or not _in_matrix(line, region):
                continue
            sheet.next()
            _matrix_row(sheet, line, region, years, say)
    sheet.done()


_MATRIX = ("indicator", "measure", "unit", "region")


def _matrix_row(sheet: Sheet, line: Line, region: str, years: Iterable[int], say: Messages) -> None:
    entries = {entry.year: entry for entry in line.entries if _is(entry, region)}
    sheet.text(0, say.indicator(line.name))
    sheet.text(1, say.name("measure", line.measure))
    sheet.text(2, say.unit(line.unit))
    sheet.text(3, next(iter(entries.values())).region)
    for number, year in enumerate(years):
        entry = entries.get(year)
        colour = entry.status if entry else ""
        target = entry.target if entry else None
        if entry is not None and entry.status == "dropped" and target is None:
            sheet.text(4 + 2 * number, say("status_of_target.dropped"), colour)
        else:
            _said(sheet, 4 + 2 * number, target, say, colour)
        _said(sheet, 5 + 2 * number, entry.actual if entry else None, say, colour)


def _regions(line: Line) -> list[str]:
    return list(dict.fromkeys(e.region_path for e in line.entries if e.period == str(e.year)))


def _is(entry: Entry, region: str) -> bool:
    return entry.region_path == region and entry.period == str(entry.year)


def _in_matrix(line: Line, region: str) -> bool:
    """Of the open vocabulary only what says something of two years, or target and outcome."""
    entries = [entry for entry in line.entries if _is(entry, region)]
    return line.known or len(entries) > 1 or any(entry.target and entry.actual for entry in entries)


def _head(name: str, say: Messages) -> str:
    return say(f"column.{name}")


def _said(sheet: Sheet, column: int, said: Said | None, say: Messages, colour: str = "") -> None:
    if said is None:
        sheet.text(column, "", colour)
        return
    otherwise = without_figure(said.statement, say)
    sheet.amount(column, said.amount, otherwise, colour)


def _named(marks: Iterable[str], say: Messages) -> str:
    return say("report.and").join(say.name("status_of_target", mark) for mark in marks)


def _period(entry: Entry, say: Messages) -> str:
    period, _, kind = entry.period.partition(" ")
    first, slash, last = period.partition("/")
    years = f"{first}–{last}" if slash and first != ".." else last or first
    return say(f"period_kind.{kind}", years=years) if kind else years


def _place(said: Said, summary: Summary, say: Messages) -> str:
    name = summary.names.get(said.statement.document, said.statement.document)
    return f"{name} {say('place.line', line=said.statement.line)}"
