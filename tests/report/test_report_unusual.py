"""How targets print that are no plain figure, from the words of a plan to the cell of a report."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.pipeline import audit
from checker.report import html, xlsx
from checker.report.comparison_text import cells
from checker.report.ledger import comparisons, ledger
from checker.report.messages import messages
from checker.report.phrases import constraint
from checker.settings import RegionSetting, Settings

SETTINGS = Settings(regions=(RegionSetting("白石区", "云阜市", "district"),))
HEAD = "白石区2025年国民经济和社会发展计划\n\n一、2025年主要预期目标\n"


@pytest.mark.parametrize(
    ("phrase", "unit", "shown"),
    [
        ("地区生产总值增长5%—6%。", "%", "5–6"),
        ("固定资产投资正增长。", "", "为正"),
        ("社会消费品零售总额与上年持平。", "", "持平"),
        ("居民人均可支配收入增长与经济增长基本同步。", "", "与经济同步"),
        ("规上工业增加值增速快于全市1个百分点。", "个百分点", "快于全市1个百分点"),
        ("PM2.5平均浓度不高于上年。", "", "不高于上年"),
        ("固定资产投资完成市下达任务。", "", "按市下达任务"),
        ("零就业家庭动态为零。", "", "0"),
        ("空气质量综合指数排名进入全省前三。", "位", "≤3"),
        ("规上工业增加值保持两位数增长。", "%", "≥10"),
        ("外贸进出口总额突破百亿元。", "亿元", ">100"),
        ("实际使用外资跨越千亿台阶。", "亿", ">1000"),
        ("城镇新增就业近万人。", "人", "≈10000"),
        ("单位地区生产总值能耗下降3%以上。", "%", "≤-3"),
    ],
)
def test_a_phrase_in_the_comparison(tmp_path: Path, phrase: str, unit: str, shown: str) -> None:
    path = tmp_path / "计划.txt"
    path.write_text(HEAD + phrase, encoding="utf-8")
    made = audit([path], SETTINGS)
    rows = [cells(row, messages("zh")) for row in comparisons(ledger(made))]
    assert [(row[2], row[5]) for row in rows] == [(unit, shown)]
    # In every report that shows the target the same words stand.
    assert shown.replace(">", "&gt;") in html.render(made)
    assert xlsx.files(made)


def test_full_coverage_is_a_hundred_percent(tmp_path: Path) -> None:
    path = tmp_path / "计划.txt"
    path.write_text(HEAD + "社会保险覆盖率实现全覆盖。", encoding="utf-8")
    made = audit([path], SETTINGS)
    (statement,) = made.readings[0].statements
    assert constraint(statement, messages("zh")).endswith("= 100%")
    assert constraint(statement, messages("en")).endswith("= 100%")


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("外贸进出口总额突破百亿元。", "foreign trade level > 10 billion yuan"),
        ("城镇新增就业近万人。", "new urban jobs increment ≈ 10,000 people"),
        (
            "居民人均可支配收入增长与经济增长基本同步。",
            "disposable income per head growth in step with “经济”",
        ),
    ],
)
def test_constraints_in_english(tmp_path: Path, phrase: str, told: str) -> None:
    path = tmp_path / "计划.txt"
    path.write_text(HEAD + phrase, encoding="utf-8")
    (statement,) = audit([path], SETTINGS).readings[0].statements
    assert constraint(statement, messages("en")) == f"白石区 · 2025 · target · {told}"
