"""Projects over the years: which things are one, how each stands, and where page and workbook show it."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from checker.judge import cases
from checker.model import Audit
from checker.report.html import render
from checker.report.projects import Project, projects
from checker.report.xlsx import files

PLANS = {
    "云阜市/白石区/计划/2022": "加快砖窑南（一期）地块土地出让，推动苇河路开工建设，建设柳堤中学。\n"
    "建成河湾图书馆。",
    "云阜市/白石区/计划/2023": "谋划砖窑南厂区等新项目，加快苇河路建设，建成柳堤中学。\n"
    "加快推进望江医院前期工作。",
    "云阜市/白石区/计划/2024": "加紧谋划砖窑南厂区等新项目，建成苇河路，加快推进望江医院前期工作。",
    "云阜市/白石区/报告/2024": "一、2023年国民经济和社会发展计划执行情况\n柳堤中学建成投用。",
}


class _NoRule:
    cases = Path("none.yaml")


@pytest.fixture(scope="module")
def audit() -> Audit:
    _, readings = cases.read(cases.Case("x", PLANS, ()), _NoRule())  # type: ignore[arg-type]
    return Audit(readings, [])


def by_name(audit: Audit) -> dict[str, Project]:
    return {project.name: project for project in projects(audit)}


def test_how_each_thing_stands(audit: Audit) -> None:
    standing = {name: project.standing for name, project in by_name(audit).items()}
    assert standing == {
        "砖窑南厂区": "back", "苇河路": "forward", "柳堤中学": "done", "望江医院": "still",
        "河湾图书馆": "once",
    }  # fmt: skip


def test_what_stands_still_or_goes_back_comes_first(audit: Audit) -> None:
    assert [p.standing for p in projects(audit)] == ["back", "still", "forward", "done", "once"]


def test_names_of_one_thing_are_one_line(audit: Audit) -> None:
    found = by_name(audit)["砖窑南厂区"]
    assert [(step.year, step.stage) for step in found.steps] == [
        (2022, "出让"),
        (2023, "谋划"),
        (2024, "谋划"),
    ]
    assert [step.name for step in found.steps] == ["砖窑南（一期）地块", "砖窑南厂区", "砖窑南厂区"]


def test_the_page_draws_what_was_promised_in_several_years(audit: Audit) -> None:
    page = render(audit)
    drawn = page[page.index('<section id="projects"') :]
    drawn = drawn[: drawn.index("</section>")]
    assert drawn.count("<figure") == 4  # not what was promised once
    assert drawn.index("砖窑南厂区") < drawn.index("苇河路")
    assert "2022年计划“出让”：加快砖窑南（一期）地块土地出让" in drawn
    assert 'class="told"' in drawn, "a report is drawn otherwise than a promise"


def test_without_commitments_nothing_is_shown() -> None:
    empty = Audit([], [])
    assert 'id="projects"' not in render(empty)
    book = openpyxl.load_workbook(io.BytesIO(files(empty)["audit.xlsx"]))
    assert book["项目台账"].max_row == 3  # title, note and head


@pytest.mark.parametrize(
    ("language", "name", "standing"), [("zh", "项目台账", "退回"), ("en", "Projects", "gone back")]
)
def test_the_workbook_lists_every_mention(audit: Audit, language: str, name: str, standing: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files(audit, language)["audit.xlsx"]))
    rows = list(book[name].iter_rows(min_row=4, values_only=True))
    assert len(rows) == sum(len(project.steps) for project in projects(audit))
    assert rows[0][3] == standing
    assert [row[4] for row in rows[:3]] == [2022, 2023, 2024]
