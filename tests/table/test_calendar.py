"""Dates, anniversaries, years and sessions of a document."""

from __future__ import annotations

import pytest

from checker.model import Context, Document, Identity, Segment, SegmentKind
from checker.table import calendar, sessions


def document(*lines: tuple[SegmentKind, str], context: Context | None = None, **who: object) -> Document:
    given = {"region": "云阜市", "region_path": "云阜市", "level": "city", "kind": "work_report"}
    identity = Identity(**{**given, "plan_year": 2025, **who})  # type: ignore[arg-type]
    made = Document("报告.txt", identity)
    for number, (kind, text) in enumerate(lines, 1):
        made.lines[number] = text
        made.segments.append(Segment(number, text, 0, len(text), kind, context or Context()))
    return made


@pytest.mark.parametrize(
    ("text", "possible", "weekday"),
    [
        ("2025年6月31日", False, ""),
        ("2025年1月8日（星期三）", True, "三"),
        ("2月29日", True, ""),
        ("2023年2月29日", False, ""),
        ("２０２５年１月８日", True, "三"),
    ],
)
def test_dates(text: str, possible: bool, weekday: str) -> None:
    (row,) = calendar.date_rows(document(("paragraph", f"定于{text}召开。")))
    assert row["possible"] is possible
    assert row["quote"] == text
    if weekday:
        assert row["weekday_true"] == weekday


@pytest.mark.parametrize(
    ("text", "stated", "true"),
    [
        ("2025年是新中国成立75周年。", 75, 76),
        ("今年是“十四五”规划的收官之年。", 5, 5),
        ("2021年，是十四五开局之年。", 1, 1),
        ("今年是中国共产党成立104周年。", 104, 104),
        ("隆重庆祝新中国成立74周年。", 74, 75),
    ],
)
def test_anniversaries(text: str, stated: int, true: int) -> None:
    (row,) = calendar.anniversary_rows(document(("paragraph", text)))
    assert (row["stated"], row["true_value"]) == (stated, true)


@pytest.mark.parametrize(
    "text",
    [
        "五年来，我们隆重庆祝中国共产党成立100周年。",
        "2025年是“十四五”规划实施的关键之年。",
        "到2049年新中国成立100周年时建成强国。",
        "今年是改革开放窗口会展中心20周年。",
    ],
)
def test_no_anniversary_of_the_year(text: str) -> None:
    assert not list(calendar.anniversary_rows(document(("paragraph", text))))


@pytest.mark.parametrize(("period_kind", "kind"), [("span", "work_report"), ("year", "communique")])
def test_a_celebration_without_a_year(period_kind: str, kind: str) -> None:
    """What was celebrated in one of several years, or is told by figures of the past, has no year."""
    context = Context(period_kind=period_kind)
    made = document(("paragraph", "隆重庆祝新中国成立74周年。"), context=context, kind=kind)
    assert not list(calendar.anniversary_rows(made))


def test_years_of_date_line_and_headings() -> None:
    made = document(
        ("dateline", "——2024年1月9日在云阜市第十六届人民代表大会第五次会议上"),
        ("heading", "一、2024年工作回顾"),
        ("heading", "二、2024年工作安排"),
        ("heading", "三、2021—2025年发展目标"),
    )
    wrong = [
        row["line"]
        for row in calendar.year_rows(made)
        if not row["fits_from"] <= row["year"] <= row["fits_to"]  # type: ignore[operator]
    ]
    assert wrong == [1, 3]


@pytest.mark.parametrize(("month", "fits_from"), [(10, 2025), (11, 2024), (12, 2024)])
def test_the_last_months_may_speak_of_the_next_year(month: int, fits_from: int) -> None:
    (row,) = calendar.year_rows(document(("dateline", f"——2024年{month}月27日在云阜市人民代表大会会议上")))
    assert row["fits_from"] == fits_from


def test_own_session_is_told_from_others() -> None:
    made = document(
        ("dateline", "——2025年1月9日在云阜市第十六届人民代表大会第五次会议上"),
        ("paragraph", "认真落实市十六届人大四次会议决议。《计划》已经市十六届人大五次会议审议通过。"),
        ("paragraph", "贯彻省十四届人大三次会议精神，已经省十四届人大三次会议审议通过。"),
        ("paragraph", "市十六届人大常委会第三十次会议批准了调整方案。"),
    )
    found = [(row["term"], row["number"], row["own"]) for row in sessions.rows(made)]
    assert found == [(16, 5, True), (16, 4, False), (16, 5, True), (14, 3, False), (14, 3, False)]


def test_session_broken_over_two_lines() -> None:
    made = document(("dateline", "——2025年1月9日在云阜市第十六届"), ("dateline", "人民代表大会第五次会议上"))
    (row,) = sessions.rows(made)
    assert (row["term"], row["number"], row["own"], row["line"]) == (16, 5, True, 1)
