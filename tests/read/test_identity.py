"""What a document is, read from its own words."""

from __future__ import annotations

import pytest
from heads import HEADS, Head
from region_heads import REGION_HEADS, RegionHead
from title_places import TITLE_PLACES

from checker.model import Block, Identity
from checker.read.identity import identify
from checker.read.kinds import kind_of, read_title
from checker.read.places import load
from checker.read.region_text import self_level
from checker.read.structure import structure
from checker.settings import DocumentSetting, RegionSetting, Settings


def blocks(text: str) -> list[Block]:
    return [Block(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]


def identity(text: str, settings: Settings | None = None, path: str = "a.txt") -> Identity:
    settings = settings or Settings()
    divisions = load().add(settings.regions)
    return identify(structure(blocks(text)), path, settings.document(path), divisions)


@pytest.mark.parametrize("head", HEADS, ids=[head.name for head in HEADS])
def test_head(head: Head) -> None:
    found = identity(head.text)
    assert (found.region_path, found.level) == (head.path, head.level), found.reasons
    assert (found.kind, found.plan_year, found.report_year) == (head.kind, head.plan, head.report)
    assert not found.unclear


@pytest.mark.parametrize("head", REGION_HEADS, ids=[head.name for head in REGION_HEADS])
def test_region_of_departments_towns_and_zones(head: RegionHead) -> None:
    found = identity(head.text, path=head.file)
    assert found.region_path == head.path, found.reasons
    assert any(reason.startswith("地区") for reason in found.unclear) == head.unclear, found.unclear
    assert found.region is None or any(reason.startswith("地区为") for reason in found.reasons)


_TITLES = TITLE_PLACES.strip().split("\n")


@pytest.mark.parametrize(("title", "said"), list(zip(_TITLES[::2], _TITLES[1::2], strict=True)))
def test_place_of_a_title_alone(title: str, said: str) -> None:
    path, *rest = said.strip().split(" | ")
    found = identity(f"{title}\n一、主要情况\n地区生产总值增长6%。\n二、其他\n新建公厕12座。")
    assert found.region_path == (None if path in "-?" else path), found.reasons
    told = (found.level, found.kind, found.plan_year, found.report_year)
    assert [str(value or "-") for value in told] == rest
    assert any(reason.startswith("地区") for reason in found.unclear) == (path == "?")


# ---------------------------------------------------------------- near misses


@pytest.mark.parametrize("sign", "和与及同对向从将到中全本其多如若并等共报按占")
def test_name_begins_with_a_sign_that_joins_words(sign: str) -> None:
    city, district, county = f"{sign}澜市", f"{sign}坪区", f"{sign}溪县"
    session = f"{city}人民代表大会常务委员会关于批准{city}2024年国民经济和社会发展计划调整方案的决议"
    assert identity(f"{city}2025年政府工作报告\n——2025年1月8日在{city}第八届人民代表大会上").level == "city"
    assert identity(session).region_path == city
    title = f"关于{city}{district}2024年国民经济和社会发展计划执行情况的报告"
    assert identity(title).region_path == f"{city}/{district}"
    assert identity(f"云阜市{county}2024年统计公报").region_path == f"云阜市/{county}"


@pytest.mark.parametrize(
    "title",
    [
        "全市2024年国民经济和社会发展统计公报",
        "2024年全县政府工作报告",
        "关于全区2024年国民经济和社会发展计划执行情况的报告",
        "本次市人民代表大会上的报告",
        "关于本级区人民政府工作的报告",
        "其中市本级2024年预算执行情况",
        "和各区人民政府2024年工作报告",
        "并报市人民政府2024年工作报告",
        "中心城区2024年政府工作报告",
    ],
)
def test_words_that_end_like_a_place_name_none(title: str) -> None:
    assert identity(title).region is None


def test_university_is_no_place() -> None:
    found = identity(
        "一、2023年主要预期指标\n支持南开大学、天津大学创建一流大学。\n南开大学科技园开工。全区新增就业2万人。"
    )
    assert found.region is None
    assert any(reason.startswith("地区") for reason in found.unclear)


def test_region_only_from_the_text() -> None:
    text = (
        "一、2021年主要预期指标\n生产总值增长6%。\n二、重点任务\n落实石家庄市营商环境条例，全区新开工项目20个。\n"
        "打响“裕华品牌”，让裕华更宜居。完成市下达任务，报区人民代表大会批准。"
    )
    found = identity(text)
    assert found.region_path == "河北省/石家庄市/裕华区"
    assert any("裕华" in reason and "第" in reason for reason in found.reasons)


def test_region_of_a_first_line_that_is_no_title_of_a_known_kind() -> None:
    text = (
        "关于加快推进裕华区夜间经济发展的若干意见\n各街道办事处，区直有关单位：\n结合我区实际，提出如下意见。"
    )
    found = identity(text)
    assert found.region_path == "河北省/石家庄市/裕华区"
    assert any("第1行标题" in reason for reason in found.reasons)


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("裕华区消费市场首季开门红\n一季度，全区零售额同比增长6.1%。", "河北省/石家庄市/裕华区"),
        ("2022年裕华区的十件实事\n一是改造老旧小区8个。", "河北省/石家庄市/裕华区"),
        ("消费市场首季开门红\n裕华区零售额同比增长6.1%。", None),
        ("保定市赶超唐山市\n唐山市零售额增长5%。唐山市投资增长4%。", None),
        ("裕华街道首季开门红\n一季度，零售额同比增长6.1%。", None),
    ],
)
def test_region_of_a_headline(text: str, region: str | None) -> None:
    assert identity(text).region_path == region


def test_months_so_far_make_a_review_of_them() -> None:
    text = (
        "裕华区消费市场首季开门红\n文号 | 无 | 成文日期: | 2019年04月23日 |\n"
        "一季度，全区零售额同比增长6.1%。\n汽车销售一季度同比增长3.2%。\n食品增长5.1%。"
    )
    found = identity(text)
    assert (found.kind, found.plan_year, found.report_year) == ("midyear", 2019, 2019)


def test_a_title_since_a_year_reports_that_year() -> None:
    found = read_title("关于2012年以来国民经济和社会发展计划执行情况的报告")
    assert found is not None
    assert (found.plan_year, found.report_year) == (2012, 2012)


def test_document_that_says_nothing() -> None:
    found = identity("会议室安排如下。\n请各部门准时参加。")
    assert (found.region, found.kind, found.plan_year) == (None, "other", None)
    assert len(found.unclear) == 2


def test_two_own_places_contradict() -> None:
    text = "白石区2024年政府工作报告\n——2024年1月5日在临溪区第十届人民代表大会第三次会议上\n各位代表："
    assert any("自相矛盾" in line for line in identity(text).unclear)


def test_other_places_in_the_text_do_not_count() -> None:
    text = (
        "柏溪县2020年政府工作报告\n各位代表：\n一、2019年工作回顾\n深化与北京市海淀区、上海市、上海市浦东新区的合作。\n"
        "海淀区、海淀区、海淀区企业来访。"
    )
    assert identity(text).region == "柏溪县"


def test_crawl_date_is_no_year_of_the_document() -> None:
    text = "今天是：2021年09月26日 星期日\n柏溪县2018年国民经济和社会发展计划\n来源：发改局 时间：2019-03-02"
    assert identity(text).plan_year == 2018


def test_headings_outvote_a_title_that_slipped() -> None:
    text = (
        "云阜市2023年政府工作报告\n——2024年1月10日在云阜市第七届人民代表大会第三次会议上\n"
        "一、2023年工作回顾\n二、2024年工作安排\n2024年主要预期目标是：生产总值增长6%。"
    )
    assert (identity(text).plan_year, identity(text).report_year) == (2024, 2023)


def test_file_name_is_the_last_resort() -> None:
    assert identity("政府工作报告\n各位代表：", path="云阜/2019年报告.txt").plan_year == 2019
    assert identity("云阜市2018年政府工作报告\n各位代表：", path="2019.txt").plan_year == 2018


# ---------------------------------------------------------------- settings


def test_settings_win_and_say_so() -> None:
    document = DocumentSetting(path="甲*.txt", region="白石区", kind="plan_report", plan_year=2030)
    settings = Settings(regions=(RegionSetting("白石区", "云阜市"),), documents=(document,))
    found = identity("南开区2024年国民经济和社会发展计划", settings, "甲一.txt")
    assert (found.region_path, found.kind) == ("云阜市/白石区", "plan_report")
    assert (found.plan_year, found.report_year) == (2030, 2029)
    assert sum("设置写明" in reason for reason in found.reasons) == 3
    assert not any("2024" in reason for reason in found.reasons)
    assert identity("南开区2024年国民经济和社会发展计划", settings, "乙.txt").region == "南开区"


def test_region_of_the_settings_is_known_in_the_text() -> None:
    settings = Settings(
        regions=(RegionSetting("白石区", "云阜市"), RegionSetting("云阜市", "河北省", "city"))
    )
    found = identity("白石区2024年国民经济和社会发展计划", settings)
    assert found.region_path == "河北省/云阜市/白石区"


# ---------------------------------------------------------------- titles


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("在市七届人大三次会议上的政府工作报告", "work_report"),
        ("2024年《政府工作报告》重点任务分解表", "assignment"),
        ("关于2024年国民经济和社会发展计划草案审查结果的报告", "other"),
        ("“十四五”规划中期评估报告", "other"),
        ("2023年1—9月国民经济和社会发展计划执行情况的报告", "midyear"),
        ("云阜市2022年财政决算（草案）的报告", "budget_report"),
        ("完成“十四五”规划目标的2024年国民经济和社会发展计划", "plan"),
        ("关于提请审议调整2024年预算方案的议案", "resolution"),
        ("第七次全国人口普查公报", "communique"),
        ("白石区优化营商环境三年行动方案", "other"),
        ("关于2012年以来国民经济和社会发展计划执行情况的报告", "midyear"),
        ("白石区2024年民生实事项目清单", "assignment"),
        ("白石区2024年折子工程", "assignment"),
        ("白石区2023年民生实事清单完成情况", "other"),
        ("白石区2024年《政府工作报告》重点工作任务分解", "assignment"),
    ],
)
def test_kind_of_title(title: str, kind: str) -> None:
    assert kind_of(title) == kind


@pytest.mark.parametrize(
    "line",
    [
        "各位代表：",
        "全市上下认真落实工作报告。",
        "现将有关情况报告",
        "（一）总体安排",
        "来源：市政府工作报告",
        "附件2",
    ],
)
def test_what_is_no_title(line: str) -> None:
    assert read_title(line) is None


def test_voice_of_the_text() -> None:
    assert self_level("全区上下努力，区人民代表大会批准，完成全市任务")[0] == "district"
    assert self_level("我市各区县，全市增长5%，市委市政府")[0] == "city"
    assert self_level("没有自称")[0] is None


@pytest.mark.parametrize(("day", "present"), [("2023-11-30", 2023), ("2024-01-30", None)])
def test_this_year_of_news_written_in_it(day: str, present: int | None) -> None:
    """News of November tell of the year they are written in; those of January call the next one 今年."""
    found = identity(
        f"云阜市：经济持续回升向好\n{day} 18:20 来源：市融媒体中心\n"
        "2023年，全市地区生产总值完成910亿元，同比增长2.3%，比上年同期提高0.4个百分点。\n"
        "2023年，全市粮食产量完成92.6万吨，同比增长1.7%。"
    )
    assert (found.kind, found.report_year, found.present_year) == ("other", 2023, present)


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ("柳溪县交通运输局2018年工作总结\n今年以来，完成公路投资1.6亿元。", 2018),
        # Written in the new year: 今年 is what is planned.
        ("柳溪县2018年工作总结和2019年工作计划\n2018年完成投资2亿元。\n二、工作计划\n今年完成3亿元。", None),
    ],
)
def test_a_summary_calls_the_year_it_sums_up_this_year(text: str, present: int | None) -> None:
    assert identity(text).present_year == present


def test_the_file_has_the_year_after_the_one_looked_back_on() -> None:
    """An excerpt tells of 2020; that its file is called 2021 does not make it tell of that year."""
    text = "2020年全区生产总值突破90亿元大关，达到92.4亿元。\n城镇居民收入达到3.1万元，完成造林3万亩。"
    excerpt, dated = identity(text, path="工作_2021.txt"), identity(text, path="工作_2020.txt")
    assert (excerpt.plan_year, excerpt.report_year) == (2021, 2020)
    assert (dated.plan_year, dated.report_year) == (2021, 2020)
