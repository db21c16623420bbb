"""Modality, period and region that each stretch of text inherits."""

from __future__ import annotations

import pytest
from flows import FLOWS
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Block, Cell, Context, Document, Identity
from checker.read.context import segments
from checker.read.cues import heading_cue, narrow
from checker.read.identity import identify
from checker.read.period import plain, resolve, time_expressions
from checker.read.places import load
from checker.read.structure import structure
from checker.settings import RegionSetting, Settings

SETTINGS = Settings(
    regions=(
        RegionSetting("云阜市"),
        *(RegionSetting(name, "云阜市") for name in ("白石区", "临溪区", "桐江区")),
    )
)


def read(blocks: list[Block], settings: Settings = SETTINGS) -> Document:
    divisions = load().add(settings.regions)
    built = structure(blocks)
    identity = identify(built, "a.txt", settings.document("a.txt"), divisions)
    return Document("a.txt", identity, segments=segments(built.parts, identity, divisions))


def shown(context: Context, region: bool) -> str:
    words = f"{context.modality} {context.period} {context.period_kind}"
    return f"{words} {context.region_path}" if region else words


@pytest.mark.parametrize("name", FLOWS)
def test_flow(name: str) -> None:
    rows = [line.split("⇒") for line in FLOWS[name].strip().split("\n")]
    document = read([Block(n, row[0].strip()) for n, row in enumerate(rows, 1)])
    for number, row in enumerate(rows, 1):
        wanted = [word.strip() for word in row[1:]]
        if not wanted:
            continue
        found = [s for s in document.segments if s.line == number]
        got = [shown(s.context, len(wanted[0].split()) > 3) for s in found]
        if len(wanted) == 1:
            wanted = wanted * len(got)
        assert got == wanted, row[0]


# ---------------------------------------------------------------- words of time

WORK = Identity(kind="work_report", plan_year=2023, report_year=2022)
PAST, AHEAD = Context(modality="actual", period="2022"), Context(modality="target", period="2023")


@pytest.mark.parametrize(
    ("text", "context", "wanted"),
    [
        ("今年", PAST, ("2023", "year")),
        ("去年", AHEAD, ("2022", "year")),
        ("全年", PAST, ("2022", "year")),
        ("年底前", AHEAD, ("2023", "year")),
        ("上半年", AHEAD, ("2023", "part-year")),
        ("1—11月", PAST, ("2022", "part-year")),
        ("2022年前三季度", AHEAD, ("2022", "part-year")),
        ("五年来", PAST, ("2018/2022", "span")),
        ("近三年", PAST, ("2020/2022", "span")),
        ("过去一年", AHEAD, ("2022", "year")),
        ("今后五年", AHEAD, ("../2027", "by")),
        ("未来三年", AHEAD, ("../2025", "by")),
        ("到2027年", AHEAD, ("../2027", "by")),
        ("到2023年底", AHEAD, ("2023", "year")),
        ("2025年底前", AHEAD, ("../2025", "by")),
        ("截至2022年底", AHEAD, ("2022", "year")),
        ("“十四五”期间", AHEAD, ("2021/2025", "span")),
        ("“十四五”末", AHEAD, ("../2025", "by")),
        ("十三五以来", PAST, ("2016/2022", "span")),
        ("２０１８—２０２２年", PAST, ("2018/2022", "span")),
        ("二〇二一年", PAST, ("2021", "year")),
        ("2019年以来", PAST, ("2019/2022", "span")),
        ("今后一段时期", AHEAD, None),
        ("2023年1月11日", AHEAD, None),
    ],
)
def test_one_expression(text: str, context: Context, wanted: tuple[str, str] | None) -> None:
    (found,) = time_expressions(text)
    assert found.text == text or text.startswith(found.text)
    assert resolve(found, WORK, context) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "15分钟生活圈", "第十五届运动会", "二十五个项目", "“十四五”规划", "三年行动", "目前", "以上年限",
        "每年", "建成8358所", "学制5年", "《2023年行动方案》", "1.35万户", "3-5个", "2024版", "百年大计",
        "年产20万吨",
    ],
)  # fmt: skip
def test_no_expression(text: str) -> None:
    assert time_expressions(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "比2020年",
        "较上年",
        "比上年同期",
        "与2015年相比",
        "以2020年为基期",
        "从年初的",
        "由2021年的",
        "高于上年",
    ],
)
def test_comparisons_are_no_period(text: str) -> None:
    assert [found.role for found in time_expressions(text + "增长")] == ["baseline"]
    assert narrow(text + "增长5%", WORK, AHEAD) == AHEAD


@pytest.mark.parametrize("text", ["到2027年比2020年翻一番", "2018—2022年年均增长5%，今年一季度增长4%"])
def test_width_moves_nothing(text: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in text)
    narrow_found, wide_found = time_expressions(text), time_expressions(wide)
    assert [(e.start, e.end, e.kind, e.first) for e in narrow_found] == [
        (e.start, e.end, e.kind, e.first) for e in wide_found
    ]


@given(
    st.text(
        alphabet="年月日十五一二三四上下去今到至—-0129２０底初末来后期间内“”《》， 比较从的第前近",
        max_size=60,
    )
)
def test_expressions_are_slices_in_order_without_overlap(text: str) -> None:
    last = 0
    for found in time_expressions(text):
        assert last <= found.start < found.end
        assert text[found.start : found.end] == found.text
        last = found.end
    assert len(plain(text)) == len(text)


def test_heading_of_a_task_is_no_review() -> None:
    cue = heading_cue("（三）坚持改革攻坚，承接项目成效显著", 2, WORK, AHEAD)
    assert cue is None
    assert heading_cue("三、过去一年工作回顾", 1, WORK, AHEAD) is not None


# ---------------------------------------------------------------- cells


def row(line: int, heads: tuple[str, ...], values: tuple[str, ...]) -> Block:
    cells: list[Cell] = []
    at = 0
    for number, (head, value) in enumerate(zip(heads, values, strict=True)):
        is_head = number == 0
        cells.append(Cell(at, at + len(value), value, "" if is_head else values[0], head, is_head=is_head))
        at += len(value) + 1
    return Block(line, "\t".join(values), "row", cells=tuple(cells), caption="主要指标表", table=1)


def test_cells_follow_their_columns() -> None:
    heads = ("指标", "2023年实际", "增长(%)", "2024年目标", "增长(%)", "2025年", "属性")
    title = Block(1, "关于云阜市2023年计划执行情况与2024年计划草案的报告")
    document = read([title, row(2, heads, ("生产总值", "1500", "6", "1600", "6.5", "1700", "预期性"))])
    got = {s.cell.text: shown(s.context, False) for s in document.segments if s.cell}
    assert got["1500"] == got["6"] == "actual 2023 year"
    assert got["1600"] == got["6.5"] == "target 2024 year"
    assert got["1700"] == "target 2025 year"


def test_columns_without_years() -> None:
    heads = ("指标", "上年完成", "上年预计", "本年计划")
    title = Block(1, "云阜市2024年国民经济和社会发展计划")
    document = read([title, row(2, heads, ("生产总值", "1500", "1501", "1600"))])
    got = [shown(s.context, False) for s in document.segments if s.cell and not s.cell.is_head]
    assert got == ["actual 2023 year", "estimate 2023 year", "target 2024 year"]


def test_columns_of_a_five_year_plan() -> None:
    heads = ("指标", "2020年", "2025年", "年均增速")
    title = Block(1, "云阜市国民经济和社会发展第十四个五年规划纲要")
    document = read([title, row(2, heads, ("高新技术企业", "338", "700", "15"))])
    got = [shown(s.context, False) for s in document.segments if s.cell and not s.cell.is_head]
    assert got == ["actual 2020 year", "target ../2025 by", "target 2021/2025 average"]


def test_rows_named_after_a_place_belong_to_it() -> None:
    title = Block(1, "云阜市2024年国民经济和社会发展主要目标任务分解方案")
    document = read(
        [title, row(2, ("地区", "生产总值"), ("白石区", "6")), row(3, ("地区", "生产总值"), ("合计", "6"))]
    )
    got = [s.context.region_path for s in document.segments if s.cell and not s.cell.is_head]
    assert got == ["云阜市/白石区", "云阜市"]
