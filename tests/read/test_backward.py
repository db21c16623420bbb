"""Texts without a title: whether they look back, and that what they compare with is not their own place."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.model import Identity
from checker.read import read_document
from checker.settings import Settings


def identity(text: str, folder: Path) -> Identity:
    path = folder / "文.txt"
    path.write_text(text, encoding="utf-8")
    return read_document(str(path), Settings()).identity


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2023年1—12月，全县工业增加值增长5.1%。\n分行业看，制造业增长6%，同比加快。", (2024, 2023)),
        ("2023年全县新增就业1200人，完成目标任务的120%。\n新增高校毕业生就业800人。", (2024, 2023)),
        ("2023年全县要新增就业1200人，比上年多100人。\n力争投资增长6%，确保收入增长5%。", (2023, None)),
    ],
)
def test_the_year_a_text_looks_back_on(text: str, years: tuple[int, int | None], tmp_path: Path) -> None:
    found = identity(text, tmp_path)
    assert (found.plan_year, found.report_year) == years


@pytest.mark.parametrize(
    "text",
    [
        "省政府督查我市2022年就业工作，成效仅次于武汉。\n湖北省2022年新增返乡创业增长。我市新增6000人。",
        "2015年全县地区生产总值24.4亿元，比上年增长13.1%。\n2015年全县投资9.4亿元，比上年增长12%。",
    ],
)
def test_no_place_is_made_up(text: str, tmp_path: Path) -> None:
    """仅次于武汉 names another city, and 全县 behind a year is no name."""
    assert identity(text, tmp_path).region is None
