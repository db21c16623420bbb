"""Text broken into lines of one width becomes paragraphs again; other texts stay as they are."""

from __future__ import annotations

from checker.read.plain import plain_blocks
from checker.read.wrapped import unwrapped

PARAGRAPHS = (
    "一年来，全县上下紧紧围绕年初确定的各项目标任务，迎难而上、真抓实干，经济运行总体平稳、稳中有进，"
    "生产总值完成96.4亿元，增长6.2%；一般公共预算收入完成5.31亿元，增长4.8%；城乡居民人均可支配收入分别达到"
    "28576元和12248元，增长5.1%和7.3%。",
    "产业发展有新的成效。围绕现代农业、先进制造业和旅游产业，实施重点项目42个，完成投资18.7亿元，"
    "新增规上企业11家，粮食产量稳定在6.81万吨，蔬菜产量达到11.52万吨，农产品加工转化率提高到72.5%。",
    "城乡面貌有新的变化。改造老旧小区9个，新建农村公路126公里，城镇化率提高到51.3%，比上年提高1.1个百分点。",
)
HEAD = "一、2018年工作回顾"


def broken(width: int, indent: str = "　　") -> str:
    """Return the heading and the paragraphs, broken after so many characters."""
    lines = [HEAD]
    for paragraph in PARAGRAPHS:
        text = indent + paragraph
        lines += [text[at : at + width] for at in range(0, len(text), width)]
    return "\n".join(lines)


def test_paragraphs_come_back_with_their_first_line() -> None:
    found = plain_blocks(broken(28))
    assert [block.text.strip("　") for block in found] == [HEAD, *PARAGRAPHS]
    lines = broken(28).split("\n")
    assert all(block.text.startswith(lines[block.line - 1]) for block in found)


def test_indents_taken_away() -> None:
    flat = "\n".join(line.strip("　") for line in broken(28).split("\n"))
    assert [block.text for block in plain_blocks(flat)] == [HEAD, *PARAGRAPHS]


def test_paragraphs_on_lines_of_their_own_stay() -> None:
    text = "\n".join((HEAD, *PARAGRAPHS))
    assert [block.text for block in plain_blocks(text)] == [HEAD, *PARAGRAPHS]


def test_items_of_one_width_stay() -> None:
    items = [f"{n}.全县第{n}项重点指标增长{n}.5%左右，新增重点项目{n}个以上；" for n in range(1, 10)]
    assert [block.text for block in plain_blocks("\n".join(items))] == items


def test_rows_of_cells_stay() -> None:
    rows = [
        (n, f"规模以上工业增加值增长速度及其构成\t{n}.5\t{n}.7\t按可比价格计算的各项") for n in range(1, 10)
    ]
    assert unwrapped(rows) == rows


def test_a_gap_ends_a_paragraph() -> None:
    lines = broken(28).split("\n")
    lines.insert(3, "")
    texts = [block.text for block in plain_blocks("\n".join(lines))]
    assert texts[1] + texts[2] == "　　" + PARAGRAPHS[0]


def test_lines_of_a_summary_stay() -> None:
    rows = [
        "生产总值增长9.5%，规模以上工业增加值增长14.5%",
        "城乡居民收入分别增长8.6%和9.3%",
        "全社会固定资产投资增长23.6%，增速居全省第二",
        "非公经济占比55.2%，位居全省第三",
        "地方财政收入同口径增长9.1%",
        "160个市级重点项目完成投资580亿元，占年任务的92.6%",
        "6.69万人稳定脱贫，53个村退出贫困行列",
        "全年接待游客人数超过5000万人次，旅游收入突破300亿元",
    ] * 2
    assert [block.text for block in plain_blocks("\n".join(rows))] == rows
