"""Heading numbers, announced counts, 分别 lists."""

from __future__ import annotations

import pytest

from checker.model import Context, Document, Segment
from checker.table import announced, outline, paired
from checker.table.text import integer


def document(*lines: str, headings: str = "一二三四五六七八九（(1234567") -> Document:
    made = Document("计划.txt")
    for number, text in enumerate(lines, 1):
        kind = "heading" if text[0] in headings and len(text) < 20 else "paragraph"
        made.lines[number] = text
        made.segments.append(
            Segment(number, text, 0, len(text), kind, Context(), depth=int(kind == "heading"))
        )  # type: ignore[arg-type]
    return made


def gaps(*lines: str) -> list[tuple[object, object]]:
    rows = outline.heading_rows(document(*lines))
    return [
        (row["previous"], row["number"])
        for row in rows
        if row["previous"] and row["number"] != row["previous"] + 1 and not row["excused"]  # type: ignore[operator]
    ]


def test_numbers_in_order() -> None:
    assert not gaps("一、总体", "文", "（一）甲", "（二）乙", "二、目标", "（一）丙", "（二）丁")


def test_missing_and_repeated() -> None:
    assert gaps("一、总体", "二、目标", "四、任务") == [(2, 4)]
    assert gaps("（一）甲", "（二）乙", "（二）丙") == [(2, 2)]


def test_a_merged_line_may_hold_the_missing_number() -> None:
    assert not gaps(
        "一、总体", "二、目标", "说明如下。三、保障另有一段话写在这一行里面所以不成标题", "四、任务"
    )


def test_a_single_heading_proves_nothing() -> None:
    assert not gaps("三、目标", "文")


@pytest.mark.parametrize(("count", "items"), [("三", 3), ("三", 2), ("五", 4)])
def test_counts_before_headings(count: str, items: int) -> None:
    headings = [f"（{number}）做事" for number in "一二三四五"[:items]]
    (row,) = announced.count_rows(document(f"重点抓好以下{count}个方面工作：", *headings))
    assert (row["announced"], row["found"]) == (integer(count), items)


def test_inline_count() -> None:
    (row,) = announced.count_rows(document("要突出抓好三项工作：一是投资；二是消费。"))
    assert (row["announced"], row["found"], row["how"]) == (3, 2, "inline")


@pytest.mark.parametrize(
    "items",
    [
        "1.甲工程。2.乙工程。",
        "（1）甲工程；（2）乙工程。",
        "第一，甲工程；第二，乙工程。",
        "①甲工程；②乙工程。",
    ],
)
def test_inline_items_may_be_numbered_in_any_way(items: str) -> None:
    (row,) = announced.count_rows(document(f"实施“三大工程”：{items}"))
    assert (row["announced"], row["found"], row["how"]) == (3, 2, "inline")


def test_an_item_may_have_paragraphs_of_its_own() -> None:
    (row,) = announced.count_rows(
        document(
            "抓好以下三项重点工作：",
            "一是投资。",
            "用好专项债券。",
            "二是消费。",
            "三是工业。",
            headings="（",
        )
    )
    assert (row["announced"], row["found"]) == (3, 3)


@pytest.mark.parametrize(
    ("heading", "counted"), [("二、重点抓好以下五项工作", True), ("二、坚持五大战略推动发展", False)]
)
def test_a_heading_announces_only_where_it_says_so(heading: str, counted: bool) -> None:
    rows = list(announced.count_rows(document("一、总体", heading, "（一）甲事", "（二）乙事", "三、保障")))
    assert [(row["announced"], row["found"]) for row in rows] == ([(5, 2)] if counted else [])


@pytest.mark.parametrize("numbers", ["二六八", "一三五"])
def test_an_excerpt_may_leave_out_numbers(numbers: str) -> None:
    assert not gaps(*(f"第{number}章" for number in numbers))


def test_a_count_without_numbered_items_is_not_compared() -> None:
    assert not list(announced.count_rows(document("重点抓好以下三个方面工作。", "扩大投资。", "促进消费。")))


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("甲、乙、丙企业分别达到80家、18家。", False),
        ("甲、乙企业分别达到80家和18家。", True),
        ("城乡居民收入分别增长6%和7%。", True),
        ("存贷款余额分别增长8%、9%。", True),
        ("城镇居民和农民收入分别增长10%。", True),
        ("甲和乙、丙分别增长5%、6%。", True),
        ("甲、乙分别增长5%、6%和7%。", False),
    ],
)
def test_respective_lists(text: str, possible: bool) -> None:
    (row,) = paired.rows(document(text, headings=""))
    assert row["possible"] is possible
