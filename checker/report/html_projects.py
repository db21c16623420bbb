"""The timelines of things promised in several years: years across, the stage as height."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from checker.report.messages import Messages
from checker.report.projects import Project, Step
from checker.report.summary import Summary

HEIGHT = 116
_LEFT, _RIGHT, _TOP, _BOTTOM = 12, 12, 22, 26
_COLUMN, _LETTER = 58, 12  # least width of a year; width of a character of a stage
_MOST = 200  # timelines on the page; the workbook has all
_TENTH = Decimal("0.1")
_TOP_RUNG = 100


@dataclass(frozen=True, slots=True)
class Mark:
    """One year's stage: where it is drawn, and what the text says (shown when the pointer rests on it)."""

    x: Decimal
    y: Decimal
    stage: str
    promised: bool
    told: str
    link: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """One thing: its drawing, and the same in words for those who cannot see it."""

    number: int
    project: Project
    width: int
    marks: tuple[Mark, ...]
    run: str  # points of the line through the promises
    years: tuple[tuple[Decimal, int], ...]
    told: str


class Timelines:
    """The timelines of an audit; the first are those that go back or stand still."""

    def __init__(
        self, projects: list[Project], summary: Summary, say: Messages, link: Callable[[str, int], str]
    ) -> None:
        self._summary, self._say, self._link = summary, say, link
        several = [p for p in projects if p.years[0] != p.years[1]]
        self.left_out = max(len(several) - _MOST, 0)
        self.everything = len(projects)
        shown = [self._timeline(number, p) for number, p in enumerate(several[:_MOST], 1)]
        self.behind = [t for t in shown if t.project.standing in ("back", "still")]
        self.rest = [t for t in shown if t.project.standing not in ("back", "still")]

    def _timeline(self, number: int, project: Project) -> Timeline:
        years = sorted({step.year for step in project.steps})
        column = max(_COLUMN, *(_LETTER * len(self._say.put(step.stage)) + 10 for step in project.steps))
        at = {
            year: (Decimal(_LEFT + column * place) + Decimal(column) / 2).quantize(_TENTH)
            for place, year in enumerate(years)
        }
        marks = tuple(
            Mark(
                at[s.year],
                _height(s),
                self._say.put(s.stage),
                s.promised,
                self._told(s),
                self._link(s.document, s.line),
            )
            for s in _shown(project)
        )
        return Timeline(
            number,
            project,
            _LEFT + column * len(years) + _RIGHT,
            marks,
            " ".join(f"{mark.x},{mark.y}" for mark in marks),
            tuple((at[year], year) for year in years),
            self._say("report.semicolon").join(mark.told for mark in marks),
        )

    def _told(self, step: Step) -> str:
        said = self._say("projects.promised" if step.promised else "projects.reported")
        document = self._summary.names.get(step.document, step.document)
        return self._say(
            "projects.step", year=step.year, said=said, stage=self._say.put(step.stage), quote=step.quote,
            document=document, line=step.line,
        )  # fmt: skip


def _shown(project: Project) -> list[Step]:
    """Return what is drawn: of each year the furthest promise and the furthest report."""
    best: dict[tuple[int, bool], Step] = {}
    for step in project.steps:
        known = best.get((step.year, step.promised))
        if known is None or step.high > known.high:
            best[step.year, step.promised] = step
    return sorted(best.values(), key=lambda step: (step.year, step.promised))


def _height(step: Step) -> Decimal:
    middle = Decimal(step.low + step.high) / 2
    return (_TOP + (1 - middle / _TOP_RUNG) * (HEIGHT - _TOP - _BOTTOM)).quantize(_TENTH)
