"""Titles that are neither plan nor report: who speaks and of which year is still told."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.read import read_document
from checker.settings import Settings


@pytest.mark.parametrize(
    ("title", "region", "modality", "period"),
    [
        ("2018年洛宁县水利和林业工作总结", "洛宁县", "actual", "2018"),
        ("浙江省嘉善县2021年工业运行情况", "嘉善县", "actual", "2021"),
        ("关于永昌县2012年国民经济和社会发展计划执行情况的说明", "永昌县", "actual", "2012"),
        ("永昌县2012年国民经济和社会发展计划", "永昌县", "target", "2012"),
    ],
)
def test_region_and_context(tmp_path: Path, title: str, region: str, modality: str, period: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{title}\n\n全县发电量达到12亿千瓦时，增长3%。\n", encoding="utf-8")
    document = read_document(str(path), Settings())
    assert document.identity.region == region
    body = document.segments[-1].context
    assert (body.modality, body.period) == (modality, period)


def test_a_table_before_the_title(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<html><head><title>西湖区</title></head><body><table><tr><th>指标</th><th>2018年目标</th></tr>"
        "<tr><td>地区生产总值增速（%）</td><td>8左右</td></tr><tr><td>固定资产投资增速（%）</td><td>6</td></tr></table>"
        "<h3>杭州市西湖区2018年国民经济和社会发展计划</h3><p>地区生产总值增长8%左右。</p></body></html>",
        encoding="utf-8",
    )
    identity = read_document(str(path), Settings()).identity
    assert (identity.region_path, identity.kind, identity.plan_year) == ("浙江省/杭州市/西湖区", "plan", 2018)
