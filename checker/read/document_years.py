"""The years of a document: the one it plans for and the one it reports, and why.

Title, headings, date lines and the text itself vote, each with a weight; the reasons are told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from checker.read.backward import looks_back
from checker.read.cues import reviewed_year
from checker.read.kinds import Title, only_reviews, title_years
from checker.read.period import plain, time_expressions
from checker.read.shown_kind import AHEAD, REVIEW, TWO_BUDGETS, short
from checker.read.structure import Part, Structure


@dataclass(slots=True)
class _Votes:
    """Years with their weight and the best reason for each."""

    weight: Counter[int] = field(default_factory=Counter)
    why: dict[int, list[tuple[int, str]]] = field(default_factory=dict)

    def add(self, year: int | None, weight: int, reason: str) -> None:
        if year is not None and 1978 <= year <= 2100:
            self.weight[year] += weight
            self.why.setdefault(year, []).append((weight, reason))

    def best(self) -> int | None:
        return max(self.weight, key=lambda y: (self.weight[y], y)) if self.weight else None

    def reason(self, year: int) -> str:
        return max(self.why[year], key=lambda item: item[0])[1]


# ---------------------------------------------------------------- years

_DATE = re.compile(
    r"(?P<y>\d{4}|[一二][〇○零九Oo][〇○零一二三四五六七八九Oo]{2})\s*年\s*(?P<m>\d{1,2}|[一二三四五六七八九十]{1,3})\s*月"
)
_NUMERIC_DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})[-./](\d{1,2})[-./]\d{1,2}")
_NUMERALS = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
    "O": "0",
    "o": "0",
}
_MONTHS = {c: i for i, c in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}


def _dates(text: str) -> Iterator[tuple[int, int]]:
    for m in _DATE.finditer(plain(text)):
        year = m.group("y")
        year = year if year.isdigit() else "".join(_NUMERALS[c] for c in year)
        month = m.group("m")
        yield int(year), int(month) if month.isdigit() else _MONTHS.get(month, 1)
    for found in _NUMERIC_DATE.finditer(plain(text)):
        yield int(found[1]), int(found[2])


def _heading_years(parts: Iterable[Part], kind: str, titled: int | None) -> Iterator[tuple[int, int, str]]:
    """Yield (plan year, weight, reason) from section headings and the sentences that set targets.

    ``titled`` is the year of a work report's title, which may be the one it looks back on.
    """
    ahead = kind != "midyear"
    reviewing = False  # the first paragraph behind a heading of the review comes next
    for part in parts:
        if part.kind not in ("heading", "paragraph"):
            continue
        words = part.words[:60]
        heading = part.kind == "heading"
        behind, reviewing = reviewing, heading and part.depth <= 2 and bool(REVIEW.search(words))
        if not heading and (said := reviewed_year(part.words, behind)):
            year = int(said[said.lastindex or 0])
            yield year + ahead, 5 if year == titled else 3, f"第{part.line}行“{short(said[0])}”"
            continue
        first = re.split(r"[。：:]", words)[0]
        years = [e for e in time_expressions(first) if e.kind == "year" and e.anchor == "absolute"]
        years = [e for e in years if e.role == "period"]
        if not years:
            continue
        shown = f"第{part.line}行{'小标题' if heading else ''}“{short(first)}”"
        reviews = REVIEW.search(first.split("和")[0].split("与")[0]) or (
            REVIEW.search(first) and not AHEAD.search(first)
        )
        if heading and part.depth <= 2 and reviews:
            yield years[0].first + ahead, 5 if years[0].first == titled else 3, shown
        elif heading and AHEAD.search(first) and part.depth <= 2:
            yield years[-1].first, 3, shown
        elif not heading and re.search(r"(?:预期|发展|工作).{0,4}目标.{0,4}[是为]?$", first):
            yield years[0].first, 2, shown
        elif not heading and re.match(r".{0,10}?\d{4}\s*年(?:是|,我们将)", first) and _yearly(words):
            yield years[0].first, 1, shown


def _yearly(words: str) -> bool:
    return bool(re.search(r"之年|一年|年份|开局|周年", words)) or len(words) >= 55


# The day of the session where title, session and text stand on one line.
_OPENING, _DAY_WITHIN = 3, 60  # paragraphs, and characters of each, where news say when they were written
_HELD = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日\s*在[^。；,，]{2,30}(?:会议|大会)上|会议上[^。；]{0,16}[(]\d{4}年\d{1,2}月\d{1,2}日[)]"
)


def _plan_votes(parts: Sequence[Part], title: Title | None, kind: str, path: str) -> _Votes:
    votes = _Votes()
    titled = title.plan_year if title is not None and kind == "work_report" else None
    if title is not None and title.plan_year is not None:
        votes.add(title.plan_year, 4, f"标题“{short(title.text)}”")
    if kind != "communique":
        seen: Counter[tuple[int, int]] = Counter()
        for year, weight, reason in _heading_years(parts, kind, titled):
            seen[year, weight] += 1
            if seen[year, weight] <= 2:
                votes.add(year, weight, reason)
    if kind == "budget_report":
        _budget_votes(votes, parts)
    for part in parts:
        if part.kind == "dateline":
            for year, month in _dates(part.words):
                ahead = month >= 11 and kind not in ("midyear", "resolution")
                votes.add(year + ahead, 2, f"第{part.line}行“{short(part.words)}”")
    for part in [p for p in parts if p.kind == "paragraph"][:3]:
        held = _HELD.search(plain(part.words)[:300])
        if held and kind in ("work_report", "plan_report", "budget_report"):
            year, month = next(_dates(held[0]))
            votes.add(
                year + (month >= 11), 2 + 3 * (year - 1 == titled), f"第{part.line}行“{short(held[0])}”"
            )
    if not votes.weight:
        _weak_year_votes(votes, parts, kind, path)
    return votes


def _budget_votes(votes: _Votes, parts: Sequence[Part]) -> None:
    """Vote for the year that a newspaper's words on a report name (2023年预算执行情况和2024年预算草案)."""
    for part in [p for p in parts if p.kind == "paragraph"][:8]:
        if told := TWO_BUDGETS.search(plain(part.words)):
            votes.add(int(told[2]), 3, f"第{part.line}行“{short(told[0])}”")


def _weak_year_votes(votes: _Votes, parts: Sequence[Part], kind: str, path: str) -> None:
    """Fall back on the publication line, the file's name, and the year the text names most."""
    for part in parts:
        if part.kind == "furniture" and re.search(r"时间|日期", part.words):
            for year in re.findall(r"(?<!\d)(20\d{2}|19\d{2})\s*[-./年]\s*\d", plain(part.words)):
                votes.add(int(year), 1, f"第{part.line}行“{short(part.words)}”")
    for year in re.findall(r"(?<!\d)(20\d{2}|19[89]\d)(?!\d)", PurePath(path).stem):
        votes.add(int(year), 1, f"文件名“{PurePath(path).name}”")
    if not votes.weight:
        _body_year_vote(votes, parts, kind)


# 2005年实现…, 2023年，全区完成…: the year is looked back on. 2000年的2.4倍 only measures by it.
_LOOKED_BACK = re.compile("[，,]?(?:全年|全[省市区县州]|我[省市区县州])*(?:预计|实现|完成|达到|累计|共)")
_MEASURED_BY = re.compile("[末底]?的|相比|以来|[增减]|[提下]")


def _body_year_vote(votes: _Votes, parts: Sequence[Part], kind: str) -> None:
    """Vote for the year the text names most; a report that looks back on it plans for the next one."""
    counts: Counter[int] = Counter()
    past: Counter[int] = Counter()
    for part in parts:
        if part.kind not in ("paragraph", "heading"):
            continue
        for e in time_expressions(part.words):
            if e.kind not in ("year", "part-year") or e.anchor != "absolute" or e.role != "period":
                continue
            counts[e.first] += not _MEASURED_BY.match(part.words, e.end)
            past[e.first] += bool(_LOOKED_BACK.match(part.words, e.end))
    counts += Counter()  # without years that only measure
    if not counts:
        return
    year, n = max(counts.items(), key=lambda item: (item[1], item[0]))
    report = kind in ("work_report", "plan_report", "budget_report") and 2 * past[year] >= n
    votes.add(year + report, 1, f"正文最常提到{year}年（{n}次{'，写的是完成情况' if report else ''}）")


def _is_weak(votes: _Votes, plan: int, title: Title | None) -> bool:
    """Say whether nothing that speaks of a review or a plan chose the year."""
    return (title is None or title.plan_year is None) and votes.weight[plan] < 3


def years_of(
    parts: Sequence[Part], title: Title | None, kind: str, path: str
) -> tuple[int | None, int | None, list[str]]:
    """Return plan year, report year and the reasons."""
    if kind == "five_year_plan":
        return _five_year_end(parts, title)
    if kind == "communique":
        return _communique_year(parts, title, path)
    votes = _plan_votes(parts, title, kind, path)
    plan = votes.best()
    if plan is None:
        return None, None, []
    reasons = [f"计划年度为{plan}年：{votes.reason(plan)}"]
    report: int | None = None
    if kind == "midyear":
        report = plan
    elif kind in ("work_report", "plan_report", "budget_report"):
        report = plan - 1
        if kind == "budget_report" and title is not None and title.report_year == title.plan_year == plan:
            report = plan
    elif kind == "other":
        plan, report, why = _of_other(parts, title, votes, plan)
        reasons = [f"计划年度为{plan}年：{why}"] if why else reasons
    elif kind == "resolution" and title is not None:
        report = title_years(title.text, "plan_report")[1] if "执行情况" in title.text else None
    if report is not None:
        reasons.append(
            f"报告年度为{report}年：" + ("与计划年度相同" if report == plan else "计划年度的上一年")
        )
    return plan, report, reasons


def _of_other(
    parts: Sequence[Part], title: Title | None, votes: _Votes, plan: int
) -> tuple[int, int | None, str]:
    """Return plan year and report year of a text of no known kind, and why where the plan year moved."""
    if title is None and _published_behind(parts, plan):
        return plan, plan - 1, ""
    weak = _is_weak(votes, plan, title)
    if weak and title is None and _tells_of_year_before(parts, plan):
        return plan, plan - 1, ""
    if weak and _tells_of_its_year(parts, title):
        return plan + 1, plan, "正文写的是上一年的完成情况"
    if weak and title is None and _dated_later(parts, plan):
        return plan + 1, plan, "开头的日期在正文最常提到的年份之后"
    if title is not None and title.plan_year == plan and title.report_year:
        return plan, title.report_year, ""
    if title is not None and only_reviews(title.text) and _given_within(parts, plan):
        return plan, plan, ""
    return plan, None, ""


def _published_behind(parts: Sequence[Part], year: int) -> bool:
    """Say whether a text was put out early in a year and tells of the year before: 发布时间：2024-02-21."""
    dates = (date for part in parts if part.kind == "furniture" for date in _dates(part.words))
    if not any(given == year and month <= _FIRST_MONTHS for given, month in dates):
        return False
    words = "".join(plain(part.words) for part in parts if part.kind in ("heading", "paragraph"))
    return words.count(f"{year - 1}年") > words.count(f"{year}年") and looks_back(parts)


_SPRING, _AUTUMN = 4, 10  # a report given from April to October tells of the year it is given in


def _given_within(parts: Sequence[Part], year: int) -> bool:
    """Say whether a report on some work was given in the midst of the year: its 1—9月 are of that year."""
    given = (date for part in parts if part.kind == "dateline" for date in _dates(part.words))
    return any(of == year and _SPRING <= month <= _AUTUMN for of, month in given)


def _dated_later(parts: Sequence[Part], year: int) -> bool:
    """Say whether a text opens with a day after the year it names most: news of 2025 on what 2024 brought."""
    opening = [p for p in parts if p.kind in ("heading", "paragraph")][:_OPENING]
    return any(given == year + 1 for part in opening for given, _ in _dates(part.words[:_DAY_WITHIN]))


def _tells_of_its_year(parts: Sequence[Part], title: Title | None) -> bool:
    """Say whether the year a text names is the one it looks back on; a date says when it was written."""
    dated = any(part.kind == "dateline" and any(_dates(part.words)) for part in parts)
    reviews = title is not None and only_reviews(title.text)
    return not dated and (reviews or looks_back(parts))


def _tells_of_year_before(parts: Sequence[Part], plan: int) -> bool:
    """Say whether only the file's name has the year, and the text looks back on the one before."""
    words = "".join(plain(part.words) for part in parts)
    return str(plan) not in words and f"{plan - 1}年" in words and looks_back(parts)


def _five_year_end(parts: Sequence[Part], title: Title | None) -> tuple[int | None, int | None, list[str]]:
    if title is not None and title.plan_year is not None:
        return title.plan_year, None, [f"规划期末为{title.plan_year}年：标题“{short(title.text)}”"]
    votes = _Votes()
    for part in parts:
        if part.kind in ("heading", "paragraph"):
            for e in time_expressions(part.words[:200]):
                if e.kind == "span" and e.anchor == "absolute" and e.last - e.first == 4:
                    votes.add(e.last, 2 if part.kind == "heading" else 1, f"第{part.line}行“{e.text}”")
    end = votes.best()
    return (end, None, [f"规划期末为{end}年：{votes.reason(end)}"]) if end else (None, None, [])


def _communique_year(
    parts: Sequence[Part], title: Title | None, path: str
) -> tuple[int | None, int | None, list[str]]:
    votes = _Votes()
    if title is not None and title.report_year is not None:
        votes.add(title.report_year, 4, f"标题“{short(title.text)}”")
    for part in parts:
        if part.kind == "dateline":
            for given, month in _dates(part.words):
                votes.add(given - (month <= 10), 1, f"第{part.line}行“{short(part.words)}”")
    for part in [p for p in parts if p.kind == "paragraph"][:3]:
        for e in time_expressions(part.words[:60])[:1]:
            if e.kind == "year" and e.anchor == "absolute":
                votes.add(e.first, 2, f"第{part.line}行“{short(part.words)}”")
    if not votes.weight:
        _weak_year_votes(votes, parts, "communique", path)
    year = votes.best()
    return (None, year, [f"报告年度为{year}年：{votes.reason(year)}"]) if year else (None, None, [])


_FIRST_MONTHS = 4  # up to this month news tell what the year before has brought
_THIS_YEAR = re.compile("今年(?!后)")
_LAST_MONTHS = 11  # from this month on a session may look back on the year that is not over yet


_SUMMED_UP = re.compile(r"20\d\d年.{0,12}总结")  # 2018年工作总结


def present_year(structure: Structure, kind: str, plan: int | None, report: int | None) -> int | None:
    """Return the year reported where a report given in its last months calls it 今年, else None.

    Many counties hold their session in December: 今年 is then what is looked back on, and 明年 what is
    planned. Others speak in December as if it were January; they say 今年 of the plan only. A summary of
    a year's work calls that year 今年.
    """
    parts, title = structure.parts, structure.title
    if report is None or report == plan:
        return None
    if title is not None and _SUMMED_UP.search(title.text) and only_reviews(title.text):
        return report
    if kind == "other":  # news of the year that it tells of: the day they were written is in it
        opening = [p for p in parts if p.kind in ("heading", "paragraph")][:_OPENING]
        told = [p.words for p in parts if p.kind in ("dateline", "furniture")]
        days = {d for words in (*told, *(p.words[:_DAY_WITHIN] for p in opening)) for d, _ in _dates(words)}
        return report if max(days, default=None) == report else None
    if kind not in ("work_report", "plan_report", "budget_report"):
        return None
    dates = [date for part in parts if part.kind == "dateline" for date in _dates(part.words)]
    if not any(year == report and month >= _LAST_MONTHS for year, month in dates):
        return None
    for part in parts:
        if part.kind == "heading" and part.depth <= 2 and AHEAD.search(part.words):
            if not REVIEW.search(part.words):
                break
        elif part.kind == "paragraph" and _THIS_YEAR.search(part.words):
            return report
    next_year = any("明年" in part.words for part in parts if part.kind in ("heading", "paragraph"))
    return report if next_year else None
