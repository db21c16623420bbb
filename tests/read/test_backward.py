"""Texts without a title: whether they look back, and that what they compare with is not their own place."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.model import Identity
from checker.parse import parse_document
from checker.read import read_document
from checker.settings import Settings
from tests.clock import least


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
        ("截至11月底，2023年实事项目完成率101%。\n全县新增助餐点12个，参检900人。", (2024, 2023)),
        ("2023年十件实事\n为全县新增停车位900个。2023年建成口袋公园20个以上。", (2023, None)),
        (
            "《白石县人民政府办公室关于印发2023年实事实施方案的通知》\n新开公交线路8条，增加车辆30辆。",
            (2023, None),
        ),
        # What is compared with a goal or last year is past, though the sentence names a goal.
        (
            "全县完成投资25亿元，同比增长16%，高于预期目标4个百分点。\n2025年计划实施项目90个，目前已开工85个。",
            (2026, 2025),
        ),
        ("2025年实事50项。\n根据进度安排，截至三季度末，24项已提前完成全年任务。", (2026, 2025)),
        ("柳溪县人代会票决2025年度十件实事\n2025年硬化道路10万平方米，安装路灯900盏。", (2025, None)),
        # The goal that a ratio is held against may be told between them, or the ratio stand right behind.
        (
            "2023年上半年，全县就业1.5万人，完成全年目标1.85万人的80%；净增参保6700人，完成目标7000人的96%。\n"
            "培训失业人员2900人，完成全年目标数65.3%。",
            (2024, 2023),
        ),
        (
            "规划提出的20项主要指标中，16项快于预期，4项提前实现。\n2023年高新企业超过24家，投入占比超过7%。",
            (2024, 2023),
        ),
        # Put out in February: what it tells of is the year before.
        (
            "柳溪县农业成绩单\n发布时间：2024-02-21\n全县粮食总产8.3亿斤，增长3%，居全市第1位。2023年农民收入2.1万元。",
            (2024, 2023),
        ),
        # An audit tells of the year it audits.
        (
            "现将我县2023年度预算执行和其他财政收支审计情况报告如下：\n2023年全县民生类支出43亿元，占支出84.6%。",
            (2024, 2023),
        ),
        # News of January on the year before.
        (
            "柳溪县启航新列车\n2025年1月3日，柳溪县委扩大会议在县城隆重召开。会议旨在总结2024年工作，推动发展再上新台阶，"
            "明确了各项发展的目标。会上，各乡镇和部门的负责同志作了交流发言。\n2024年工业销售增长7%，2024年投资增长15%。",
            (2025, 2024),
        ),
    ],
)
def test_the_year_a_text_looks_back_on(text: str, years: tuple[int, int | None], tmp_path: Path) -> None:
    found = identity(text, tmp_path)
    assert (found.plan_year, found.report_year) == years


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("一、预算收支完成情况\n2023年1-9月全县收入3.7亿元，为全年预算的80%，比上年同期增长7%。", "midyear"),
        ("一、工作完成情况\n1-7月，全县支出16亿元，同比增长10%。\n其中：教育支出2亿元。", "midyear"),
        (
            "一、工作完成情况\n全县支出16亿元，增长10%。\n教育支出2亿元。\n1-7月产值同比增长5%。",
            "work_report",
        ),
    ],
)
def test_months_so_far_make_no_annual_report(text: str, kind: str, tmp_path: Path) -> None:
    assert identity(text, tmp_path).kind == kind


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


def test_traditional_characters_are_read_and_quoted_as_written(tmp_path: Path) -> None:
    """Words and units are known in either script; offsets and quotes are those of the document."""
    path = tmp_path / "公報.txt"
    text = "白石縣2023年國民經濟和社會發展統計公報\n地區生產總值41億元，比上年增長5.8%；糧食產量3.2萬噸。"
    path.write_text(
        f"{text}\n指標\n產量（萬噸）\n比上年增長%\n稻谷\n1.2\n3\n小麥\n0.8\n2\n玉米\n0.4\n-1\n",
        encoding="utf-8",
    )
    reading = parse_document(read_document(str(path), Settings()))
    assert {s.period for s in reading.statements} == {"2023"}
    assert [(s.indicator, s.value, s.unit, s.quote) for s in reading.statements] == [
        ("地区生产总值", "41", "亿元", "地區生產總值41億元"),
        ("地区生产总值", "5.8", "%", "地區生產總值41億元，比上年增長5.8%"),
        ("粮食产量", "3.2", "万吨", "糧食產量3.2萬噸"),
        ("稻谷产量", "1.2", "万吨", "1.2"),
        ("稻谷", "3", "%", "3"),
        ("小麦产量", "0.8", "万吨", "0.8"),
        ("小麦", "2", "%", "2"),
        ("玉米产量", "0.4", "万吨", "0.4"),
        ("玉米", "-1", "%", "-1"),
    ]
    assert reading.document.lines[1].startswith("白石縣")


def test_a_long_run_of_digits_takes_a_time_of_its_length(tmp_path: Path) -> None:
    """A tenth of a second; by the square of the length it took a minute and more."""
    assert least(lambda: identity("9" * 60_000, tmp_path), runs=1) < 10
