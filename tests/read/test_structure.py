"""What each line is, whatever stands round it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Block
from checker.read.datelines import is_dateline
from checker.read.furniture import is_furniture
from checker.read.headings import mark_of
from checker.read.structure import Part, structure
from tests.clock import least


def parts(text: str) -> list[Part]:
    lines = text.split("\n")
    return list(structure([Block(n, line) for n, line in enumerate(lines, 1) if line.strip()]).parts)


def kinds(text: str) -> list[tuple[str, int, str]]:
    return [(p.kind, p.depth, p.words) for p in parts(text)]


TITLE = "云阜市2024年政府工作报告\n各位代表：\n"


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("一、2023年工作回顾", [("heading", 1, "一、2023年工作回顾")]),
        ("（一）扩大有效投资", [("heading", 2, "(一)扩大有效投资")]),
        ("(一)扩大有效投资", [("heading", 2, "(一)扩大有效投资")]),
        ("1．做强工业", [("heading", 3, "1.做强工业")]),
        ("(1)做强工业", [("heading", 4, "(1)做强工业")]),
        (
            "（一）扩大有效投资。实施项目120个，完成投资300亿元。",
            [("heading", 2, "(一)扩大有效投资。"), ("paragraph", 0, "实施项目120个,完成投资300亿元。")],
        ),
        (
            "1.突出项目带动，做大经济总量  全年实施项目120个。完成投资300亿元。",
            [
                ("heading", 3, "1.突出项目带动,做大经济总量"),
                ("paragraph", 0, "全年实施项目120个。完成投资300亿元。"),
            ],
        ),
        (
            "一、2024年主要预期目标地区生产总值增长6%左右，新增就业4万人。",
            [
                ("heading", 1, "一、2024年主要预期目标"),
                ("paragraph", 0, "地区生产总值增长6%左右,新增就业4万人。"),
            ],
        ),
        (
            "二、2024年重点任务1.做强工业",
            [("heading", 1, "二、2024年重点任务"), ("heading", 3, "1.做强工业")],
        ),
        (
            "——经济更强。生产总值突破2000亿元。",
            [("heading", 6, "——经济更强。"), ("paragraph", 0, "生产总值突破2000亿元。")],
        ),
        # Near misses: statements with a number in front, decimals, sentences that only begin like a heading.
        ("1.城镇新增就业2万人以上；", [("paragraph", 3, "1.城镇新增就业2万人以上;")]),
        (
            "一、批准将进出口总额预期目标由8%调整为4%。",
            [("paragraph", 1, "一、批准将进出口总额预期目标由8%调整为4%。")],
        ),
        ("7.居民收入与经济增长同步。", [("paragraph", 3, "7.居民收入与经济增长同步。")]),
        ("8.完成市下达的节能降碳目标任务", [("paragraph", 3, "8.完成市下达的节能降碳目标任务")]),
        ("9.坚持城乡发展同向发力", [("heading", 3, "9.坚持城乡发展同向发力")]),
        ("1.5亿元以上项目开工12个。", [("paragraph", 0, "1.5亿元以上项目开工12个。")]),
        ("一是新增就业2万人。", [("paragraph", 0, "一是新增就业2万人。")]),
        ("扎实推进项目建设。全年开工120个。", [("paragraph", 0, "扎实推进项目建设。全年开工120个。")]),
    ],
)
def test_lines_of_the_body(line: str, wanted: list[tuple[str, int, str]]) -> None:
    assert kinds(TITLE + line)[2:] == wanted


def test_chapters_push_the_rest_down() -> None:
    text = "第一章 发展基础\n第一节 主要成就\n一、经济\n（一）工业\n第二章 主要目标"
    assert [p.depth for p in parts(text)] == [1, 2, 3, 4, 1]


def test_title_over_several_lines_with_blank_ones() -> None:
    text = (
        "首页\n新闻中心\n栖川市四届人大\n\n三次会议文件（九）\n\n关于栖川市2018年国民经济和社会发展计划执行\n\n"
        "情况与2019年国民经济和社会发展计划草案的报告\n\n——2019年1月9日在栖川市第四届\n\n人民代表大会第三次会议上\n\n"
        "栖川市发展和改革委员会主任 某某\n\n各位代表："
    )
    found = structure([Block(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()])
    assert found.title is not None
    assert found.title.text.startswith("关于栖川市2018年")
    assert [p.kind for p in found.parts] == [
        "furniture", "furniture", "dateline", "dateline", "title", "title",
        "dateline", "dateline", "dateline", "paragraph",
    ]  # fmt: skip


def test_furniture_round_a_page() -> None:
    text = (
        "欢迎访问栖川市人民政府网站\n当前位置：首页 > 计划\n栖川市2019年国民经济和社会发展计划\n"
        "来源：市发改委 发布时间：2019-02-01\n一、主要目标\n生产总值增长7%。\n扫一扫在手机打开\n"
        "联系电话：010-1234567\n"
        "版权所有：栖川市人民政府\nXICP备12345678号\n下载附件"
    )
    assert [p.kind for p in parts(text)] == [
        "furniture", "furniture", "title", "furniture", "heading", "paragraph",
        "furniture", "furniture", "furniture", "furniture", "furniture",
    ]  # fmt: skip


def test_glossary_behind_the_closing_words_is_set_aside_but_annexes_are_not() -> None:
    text = (
        TITLE
        + "一、2023年工作回顾\n各位代表，让我们携手前进！\n名词解释\n1.双招双引：招商引资。\n附件：指标表"
    )
    assert [p.kind for p in parts(text)][-3:] == ["furniture", "furniture", "paragraph"]


def test_running_heads_and_page_numbers() -> None:
    page = "栖川市人民政府公报\n全市实施项目120个，完成投资300亿元。\n— {} —\n"
    text = TITLE + "".join(page.format(n) for n in range(1, 5))
    assert [p.kind for p in parts(text)][2:] == ["furniture", "paragraph", "furniture"] * 4


def test_contents_are_no_headings() -> None:
    text = (
        "栖川市国民经济和社会发展第十四个五年规划纲要\n目  录\n第一章 发展基础……1\n第二章 主要目标……5\n"
        "第一章 发展基础\n第二章 主要目标"
    )
    assert [p.kind for p in parts(text)] == [
        "title",
        "furniture",
        "furniture",
        "furniture",
        "heading",
        "heading",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "新增就业2万人。",
        "来源地游客增长5%，消费增长6%。",
        "2023年，全市完成投资300亿元。",
        "一、工作回顾",
        "首位度提高2个百分点",
    ],
)
def test_what_is_no_furniture(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize(
    "line", ["2024年工作安排", "2023年12月底前完成全部改造任务", "市长热线办结率98%以上。", "三、会议经济"]
)
def test_what_is_no_dateline(line: str) -> None:
    assert not is_dateline(line)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("十一、其他", "一、"),
        ("【三】其他", "(一)"),
        ("12、其他", "1."),
        ("③其他", "①"),
        ("第三部分 其他", "part"),
    ],
)
def test_marks(line: str, name: str) -> None:
    found = mark_of(line)
    assert found is not None
    assert found[0] == name


@given(
    st.lists(
        st.text(alphabet="一二（）()1.、。，第章节年目标报告2024—%亿元 \u3000增长关于工作", max_size=50),
        max_size=12,
    )
)
def test_no_text_is_lost_and_offsets_fit(lines: list[str]) -> None:
    blocks = [Block(n, line) for n, line in enumerate(lines, 1) if line.strip()]
    found = structure(blocks).parts
    for block in blocks:
        own = [p for p in found if p.line == block.line]
        covered = "".join(p.text[p.start : p.end] for p in own)
        assert "".join(covered.split()) == "".join(block.text.split())
        assert all(a.end <= b.start for a, b in pairwise(own))


@pytest.mark.parametrize(
    "unit", ["一、", "（一）", "增长5%，", "市", "年", "。", "2024年", "第一章", "——", " "]
)
def test_long_lines_take_linear_time(unit: str) -> None:
    def seconds(length: int) -> float:
        blocks = [Block(1, unit * length)] if unit.strip() else [Block(1, "云" + unit * length + "市")]
        return least(lambda: structure(blocks))

    assert seconds(20_000) < 1.0
