"""项目台账: what was promised or reported without a number, one row a mention, thing by thing."""

from __future__ import annotations

from checker.report.messages import Messages
from checker.report.projects import Project, Step
from checker.report.summary import Summary
from checker.report.xlsx_book import Book, Column, Sheet

_COLOURS = {"back": "missed", "still": "weaker", "forward": "around", "done": "met", "once": ""}
_WIDTHS = {
    "project": 30, "kind": 8, "region": 12, "progress": 12, "year": 7, "said": 8, "stage": 8, "named": 26,
    "quote": 44, "document": 28, "line": 7,
}  # fmt: skip


def projects_sheet(book: Book, projects: list[Project], summary: Summary) -> None:
    """Write the sheet; things that go back or stand still come first."""
    say = book.say
    columns = [Column(say(f"column.{name}"), width) for name, width in _WIDTHS.items()]
    sheet = book.sheet(say("xlsx.projects"), say("xlsx.projects_note"), columns, frozen=1)
    for project in projects:
        for step in project.steps:
            if sheet.full:
                break
            sheet.next()
            _row(sheet, project, step, summary, say)
    sheet.done()


def _row(sheet: Sheet, project: Project, step: Step, summary: Summary, say: Messages) -> None:
    sheet.text(0, project.name)
    sheet.text(1, say.name("commitment_kind", project.kind))
    sheet.text(2, project.region)
    sheet.text(3, say.name("progress", project.standing), _COLOURS[project.standing])
    sheet.count(4, step.year)
    sheet.text(5, say("projects.promised" if step.promised else "projects.reported"))
    sheet.text(6, say.put(step.stage))
    sheet.text(7, step.name)
    sheet.text(8, step.quote)
    sheet.text(9, summary.names.get(step.document, step.document))
    sheet.count(10, step.line)
