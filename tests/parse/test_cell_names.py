"""Tables end to end: what the cells of a plan's usual tables state."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.parse import parse_document
from checker.read import read_document
from checker.settings import Settings

Told = tuple[str | None, ...]

FIVE_YEARS = """<h1>白石县国民经济和社会发展第十四个五年规划纲要</h1><p>专栏1 主要指标</p><table>
<tr><th>类别</th><th>序号</th><th>指标</th><th>2020年</th><th>2025年</th>
<th>年均增速〔累计〕</th><th>属性</th></tr>
<tr><td rowspan=3>经济发展</td><td>1</td><td>地区生产总值（亿元）</td><td>136.5</td><td>200</td><td>8左右</td>
<td>预期性</td></tr>
<tr><td>2</td><td>常住人口城镇化率（%）</td><td>48.3</td><td>55以上</td><td>〔6.7〕</td>
<td>预期性</td></tr>
<tr><td>3</td><td>单位GDP能源消耗降低（%）</td><td>—</td><td>—</td><td>[14.5]</td><td>约束性</td></tr>
<tr><td rowspan=2>民生福祉</td><td>4</td><td>城镇新增就业（人）</td><td>3200</td><td>—</td><td>〔16000〕</td>
<td>预期性</td></tr>
<tr><td>5</td><td>人均预期寿命（岁）</td><td>77.2</td><td>78.3</td><td>（1.1）</td>
<td>预期性</td></tr></table>"""

TASKS = """<h1>白石县2024年政府工作报告任务分解表</h1><table>
<tr><th>序号</th><th>工作任务</th><th>牵头单位</th><th>完成时限</th></tr>
<tr><td>1</td><td>地区生产总值增长6%左右。</td><td>县发改局</td><td>12月底前</td></tr>
<tr><td>2</td><td>税收占比达到65%以上，城镇新增就业3000人</td><td>3家单位</td><td>2024年12月</td></tr>
<tr><td>3</td><td>改造老旧小区12个</td><td>县住建局</td><td>45天</td></tr></table>"""

PROJECTS = """<h1>白石县2024年民生实事任务清单</h1><table>
<tr><th>项目名称</th><th>建设内容</th><th>年度目标</th><th>总投资（万元）</th><th>责任单位</th></tr>
<tr><td>学前教育扩容工程</td><td>新建公办幼儿园3所，新增学位900个</td><td>新增学位900个</td><td>4200</td><td>县教育局</td></tr>
<tr><td>乡村道路提升工程</td><td>新改建农村公路86公里</td><td>86公里</td><td>5100</td><td>县交通局</td></tr></table>"""

TOWNS = """<h1>白石县2024年主要指标任务分解表</h1><table>
<tr><th rowspan=2>乡镇</th><th colspan=2>固定资产投资</th><th rowspan=2>城镇新增就业（人）</th></tr>
<tr><th>总量（万元）</th><th>增长（%）</th></tr>
<tr><td>城关镇</td><td>120000</td><td>10</td><td>1200</td></tr>
<tr><td>合计</td><td>215000</td><td>10.6</td><td>2100</td></tr></table>"""

OUTPUT = """<h1>白石县2023年统计公报</h1><p>2023年，全县粮食产量增长。</p><table>
<tr><th>产品名称</th><th>产量（万吨）</th><th>同比（%）</th></tr>
<tr><td>粮食</td><td>41.2</td><td>1.5</td></tr><tr><td>银杏</td><td>0.2</td><td>3.1</td></tr></table>"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Told]]:
    folder = tmp_path_factory.mktemp("tables")
    found: dict[str, list[Told]] = {}
    for text in (FIVE_YEARS, TASKS, PROJECTS, TOWNS, OUTPUT):
        path = Path(folder, f"{len(found)}.html")
        path.write_text(f"<html><body>{text}</body></html>", encoding="utf-8")
        reading = parse_document(read_document(str(path), Settings()))
        assert all(n.use != "not_understood" for n in reading.numbers)
        found[text] = [
            (s.scope, s.indicator, s.measure, s.period, s.period_kind, s.comparator, s.value, s.unit)
            for s in reading.statements
        ]
    return found


def test_five_year_plan(told: dict[str, list[Told]]) -> None:
    """A category is no part of a name; brackets beside annual means hold the change over all years."""
    assert told[FIVE_YEARS] == [
        (None, "地区生产总值", "level", "2020", "year", "eq", "136.5", "亿元"),
        (None, "地区生产总值", "level", "../2025", "by", "eq", "200", "亿元"),
        (None, "地区生产总值", "growth", "2021/2025", "average", "approx", "8", "%"),
        (None, "常住人口城镇化率", "share", "2020", "year", "eq", "48.3", "%"),
        (None, "常住人口城镇化率", "share", "../2025", "by", "ge", "55", "%"),
        (None, "常住人口城镇化率", "points", "../2025", "cumulative", "eq", "6.7", "个百分点"),
        (None, "单位地区生产总值能耗", "growth", "../2025", "cumulative", "eq", "14.5", "%"),
        (None, "城镇新增就业", "increment", "2020", "year", "eq", "3200", "人"),
        (None, "城镇新增就业", "increment", "../2025", "cumulative", "eq", "16000", "人"),
        (None, "人均预期寿命", "level", "2020", "year", "eq", "77.2", "岁"),
        (None, "人均预期寿命", "level", "../2025", "by", "eq", "78.3", "岁"),
        (None, "人均预期寿命", "increment", "../2025", "cumulative", "eq", "1.1", "岁"),
    ]


def test_tasks_are_sentences(told: dict[str, list[Told]]) -> None:
    """What stands under 工作任务 is read as prose; by whom and by when state nothing."""
    assert told[TASKS] == [
        (None, "地区生产总值", "growth", "2024", "year", "approx", "6", "%"),
        (None, "税收占一般公共预算收入比重", "share", "2024", "year", "ge", "65", "%"),
        (None, "城镇新增就业", "increment", "2024", "year", "eq", "3000", "人"),
        (None, "老旧小区改造", "level", "2024", "year", "eq", "12", "个"),
    ]


def test_projects(told: dict[str, list[Told]]) -> None:
    """A sentence in a row is no name of its values; what names them is the project."""
    assert told[PROJECTS] == [
        ("学前教育扩容工程", "新建公办幼儿园", "increment", "2024", "year", "eq", "3", "所"),
        (None, "学位", "increment", "2024", "year", "eq", "900", "个"),
        (None, "学位", "increment", "2024", "year", "eq", "900", "个"),
        ("学前教育扩容工程", "总投资", "level", "2024", "year", "eq", "4200", "万元"),
        (None, "农村公路", "level", "2024", "year", "eq", "86", "公里"),
        (None, "乡村道路提升工程", "level", "2024", "year", "eq", "86", "公里"),
        ("乡村道路提升工程", "总投资", "level", "2024", "year", "eq", "5100", "万元"),
    ]


def test_the_sum_of_a_countys_towns_is_its_own(told: dict[str, list[Told]]) -> None:
    assert [(t[0], t[1], t[6]) for t in told[TOWNS]] == [
        ("城关镇", "固定资产投资", "120000"),
        ("城关镇", "固定资产投资", "10"),
        ("城关镇", "城镇新增就业", "1200"),
        (None, "固定资产投资", "215000"),
        (None, "固定资产投资", "10.6"),
        (None, "城镇新增就业", "2100"),
    ]


def test_row_and_column_name_an_indicator_together(told: dict[str, list[Told]]) -> None:
    assert [(t[0], t[1], t[2], t[6]) for t in told[OUTPUT]] == [
        (None, "粮食产量", "level", "41.2"),
        (None, "粮食", "growth", "1.5"),
        ("银杏", "产量", "level", "0.2"),
        (None, "银杏", "growth", "3.1"),
    ]


def test_a_number_at_the_head_of_a_name_is_no_running_number(tmp_path: Path) -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>个</td><td>1500</td></tr>"
        for name in ("5G基站数", "2.3岁以下婴幼儿托位数", "3粮食产量")
    )
    head = "<h1>白石县2024年计划</h1><table><tr><th>指标</th><th>单位</th><th>2024年目标</th></tr>"
    path = tmp_path / "计划.html"
    path.write_text(f"{head}{rows}</table>", encoding="utf-8")
    said = parse_document(read_document(str(path), Settings())).statements
    assert [one.indicator for one in said] == ["5G基站", "3岁以下婴幼儿托位数", "粮食产量"]
