"""What a document is: region, level, kind, plan year, report year, with the reasons.

Evidence is collected with the line it stands on and weighed; settings override it. Whatever stays open
is said in ``Identity.unclear`` (finding PC903), never guessed in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from checker.model import Identity
from checker.read.document_years import present_year, years_of
from checker.read.kinds import clean, is_of_another_kind, read_title
from checker.read.places import Divisions, Place, suffix_level, unknown_place
from checker.read.region import find_region, region_of_file_name
from checker.read.region_names import Clue, Finding
from checker.read.shown_kind import KIND_NAMES, kind_from_text, short
from checker.read.structure import Part, Structure


class Said(Protocol):
    """What the settings say of one document."""

    @property
    def region(self) -> str | None: ...
    @property
    def kind(self) -> str | None: ...
    @property
    def plan_year(self) -> int | None: ...
    @property
    def report_year(self) -> int | None: ...


# ---------------------------------------------------------------- clues for the region


def _clues(structure: Structure) -> list[Clue]:
    """Collect the stretches that name the document's region, the strongest first."""
    clues: list[Clue] = []
    parts = structure.parts
    if structure.title is not None:
        line = structure.title_lines[0] if structure.title_lines else 1
        clues.append(Clue(structure.title.text, line, "标题", 10))
    datelines = [p for p in parts if p.kind == "dateline"]
    if datelines:
        # A session's name may run over several lines (…第十八届 / 人民代表大会第四次会议上).
        joined = "".join(clean(p.words) for p in datelines if not _speaks(p.words))
        clues.append(Clue(joined, datelines[0].line, "会议或日期行", 8))
        clues += [Clue(p.words, p.line, "报告人", 5) for p in datelines if _speaks(p.words)]
    for part in parts:
        if part.kind == "title" and structure.title and clean(part.words) not in structure.title.text:
            clues.append(Clue(part.words, part.line, "标题", 6))
    opening = next((p for p in parts if p.kind in ("paragraph", "heading")), None)
    if structure.title is None and opening is not None and read_title(opening.words) is not None:
        # 关于加快…的若干意见: no title that tells a kind and a year, but it tells whose.
        clues.append(Clue(opening.words, opening.line, "标题", 6))
    clues += _opening_clues(parts)
    clues += [
        Clue(p.words, p.line, "来源或主办单位", 3)
        for p in parts
        if p.kind == "furniture" and re.search(r"来\s*源|发布机构|发文(?:机关|单位)|主办单位", p.words)
    ]
    return clues


def _speaks(words: str) -> bool:
    return (
        bool(re.search(r"(?:[省市区县州盟旗]长|主任|局长|厅长|专员|总理)[\s\u4e00-\u9fff·]{0,12}$", words))
        and len(words) < 32
    )


_OWN_BODY = re.compile(
    r"^([\u4e00-\u9fff]{2,12})(?=\d{4}年度?政府工作报告)|(?:代表|受|经|已由?)([\u4e00-\u9fff]{2,20}?(?:人民政府|政府|人民代表大会|人大))|([\u4e00-\u9fff]{2,20}第?[一二三四五六七八九十]{1,3}届(?:人民代表大会|人大)[^。]{0,12}会议)"
)


def _opening_clues(parts: Sequence[Part]) -> Iterator[Clue]:
    paragraphs = [p for p in parts if p.kind == "paragraph"]
    for part in [*paragraphs[:4], *paragraphs[-2:]]:
        for m in _OWN_BODY.finditer(clean(part.words)):
            yield Clue(m[m.lastindex or 0], part.line, "正文", 5)


# ---------------------------------------------------------------- all together


def identify(structure: Structure, path: str, said: Said, divisions: Divisions) -> Identity:
    """Return what the document is.

    Args:
        structure: Its parts.
        path: As given; the file's name is the last resort for a year and a region.
        said: What the settings say of it; each value given there wins over the text.
        divisions: Known places, those of the settings included.
    """
    title = structure.title
    reasons: list[str] = []
    unclear: list[str] = []
    kind, reason = _kind(structure, said)
    if reason:
        reasons.append(reason)
    else:
        unclear.append("文件种类：标题和正文都看不出")
    plan, report, why = years_of(structure.parts, title, kind, path)
    plan, report, why = _said_years(said, kind, plan, report, why)
    region = _region(structure, path, said, divisions, plan or report)
    if (plan if kind != "communique" else report) is None and kind != "other":
        unclear.append("年度：标题、小标题和日期都没有写明")
    return Identity(
        region=region.place.name if region.place else None,
        region_path=region.place.path if region.place else None,
        level=region.place.level if region.place else None,
        kind=kind,
        plan_year=plan,
        report_year=report,
        title=title.text if title else None,
        reasons=(*region.reasons, *reasons, *why),
        unclear=(*region.unclear, *unclear),
        present_year=present_year(structure, kind, plan, report),
    )


def _kind(structure: Structure, said: Said) -> tuple[str, str]:
    if said.kind:
        return said.kind, f"文件种类为{KIND_NAMES.get(said.kind, said.kind)}：设置写明"
    title = structure.title
    if title is not None and title.kind != "other":
        line = structure.title_lines[0] if structure.title_lines else 1
        return title.kind, f"文件种类为{KIND_NAMES[title.kind]}：第{line}行标题“{short(title.text)}”"
    shown = kind_from_text(structure.parts)
    if title is not None and (
        is_of_another_kind(title.text) or shown is None or shown[0] in ("plan", "communique")
    ):
        return "other", f"文件种类为其他：标题“{short(title.text)}”不是本程序认识的种类"
    return shown or ("other", "")


def _said_years(
    said: Said, kind: str, plan: int | None, report: int | None, why: list[str]
) -> tuple[int | None, int | None, list[str]]:
    reasons = list(why)
    if said.plan_year is not None:
        if said.report_year is None and report is not None and plan is not None:
            report = said.plan_year - (plan - report)
        elif said.report_year is None and kind in ("work_report", "plan_report", "budget_report"):
            report = said.plan_year - 1
        plan = said.plan_year
        reasons = [r for r in reasons if not r.startswith(("计划年度", "规划期末"))]
        reasons.append(f"计划年度为{plan}年：设置写明")
    if said.report_year is not None:
        report = said.report_year
        reasons = [r for r in reasons if not r.startswith("报告年度")]
        reasons.append(f"报告年度为{report}年：设置写明")
    return plan, report, reasons


def _region(structure: Structure, path: str, said: Said, divisions: Divisions, year: int | None) -> Finding:
    if said.region:
        place = _said_place(said.region, divisions, year)
        return Finding(place, [f"地区为{place.path}：设置写明"])
    body = [(p.line, p.words) for p in structure.parts if p.kind in ("heading", "paragraph")]
    found = find_region(_clues(structure), body, divisions, year=year)
    if found.place is None and found.unclear:
        return region_of_file_name(path, body, divisions, year=year) or found
    return found


def _said_place(name: str, divisions: Divisions, year: int | None) -> Place:
    known = divisions.by_path(name) or divisions.resolve(name, year=year)
    if known is not None:
        return known
    parent, _, own = name.rpartition("/")
    if parent:
        return unknown_place(own, divisions.by_path(parent) or parent)
    return unknown_place(name) if suffix_level(name) else unknown_place(name, None)
