"""checker suggest as it is called: the table, the JSON and the workbook say the same."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest

from checker.cli import main

CITY = (
    "云阜市2025年国民经济和社会发展计划\n\n一、2025年主要预期目标\n"
    "地区生产总值增长5.5%，城镇新增就业4万人。\n"
)
SIBLING = "云阜市青溪县2025年国民经济和社会发展计划\n\n一、2025年主要预期目标\n城镇新增就业1.8万人。\n"
DRAFT = (
    "云阜市白石区2025年国民经济和社会发展计划\n\n一、2025年主要预期目标\n"
    "地区生产总值增长5%，城镇新增就业2.5万人。\n"
)
SETTINGS = "\n".join(
    f'[[region]]\nname = "{name}"\nparent = "{parent}"\nlevel = "{level}"'
    for name, parent, level in (
        ("云阜市", "", "city"), ("白石区", "云阜市", "district"), ("青溪县", "云阜市", "district")
    )
).replace('parent = ""\n', "")  # fmt: skip


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "checker.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "已发布").mkdir()
    (tmp_path / "已发布" / "云阜市2025年计划.txt").write_text(CITY, encoding="utf-8")
    (tmp_path / "已发布" / "青溪县2025年计划.txt").write_text(SIBLING, encoding="utf-8")
    (tmp_path / "草案.txt").write_text(DRAFT, encoding="utf-8")
    return tmp_path


CALL = ("suggest", "草案.txt", "--against", "已发布", "--quiet")
CHANGED = (
    "--set",
    "地区生产总值=5.5%",
    "--set",
    "城镇新增就业=2.0万人",
    "--set",
    "居民消费价格涨幅=4%左右",
)


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main(arguments) == 0
    return capsys.readouterr().out


def test_json_holds_the_rooms_and_what_changes_do(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = json.loads(told(capsys, *CALL, *CHANGED, "--format", "json"))
    rooms = {room["indicator"]: room for room in report["rooms"]}
    economy, jobs = rooms["地区生产总值"], rooms["城镇新增就业"]
    assert (economy["low"], economy["low_closed"], economy["high"]) == ("5.5", True, None)
    assert economy["own"]["quote"] == "地区生产总值增长5%"
    assert (economy["own"]["low"], economy["verdict"]) == ("5", "below")
    assert (jobs["low"], jobs["base_unit"], jobs["verdict"]) == ("22000", "人", "fits")
    assert {limit["rule"] for limit in jobs["limits"]} == {"PC204"}
    assert all(limit["reason"] and limit["statements"] for limit in jobs["limits"])
    changes = report["changes"]
    before = [one["before"] and one["before"]["quote"] for one in changes["replaced"]]
    assert before == ["地区生产总值增长5%", "城镇新增就业2.5万人", None], "the third was not in the draft"
    assert changes["replaced"][2]["after"]["indicator_id"] == "cpi"
    assert changes["replaced"][2]["after"]["region_path"] == "云阜市/白石区"
    assert [one["rule"] for one in changes["settled"] if one["severity"] == "error"] == ["PC201"]
    assert "PC204" in {one["rule"] for one in changes["raised"]}


def test_the_console_tells_each_room_and_each_change(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = told(capsys, *CALL, *CHANGED)
    assert "地区生产总值　[5.5%, +∞)" in shown
    assert "[2.2万人, +∞)" in shown
    assert "PC204" in shown.split("改为“城镇新增就业2.0万人”")[1]
    assert shown.count("白石区") >= 1


def test_the_workbook_holds_the_same(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, *CALL, *CHANGED, "--format", "xlsx", "--out", "空间.xlsx") == ""
    book = openpyxl.load_workbook(io.BytesIO((place / "空间.xlsx").read_bytes()))
    rooms, changes = (list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets[:2])
    assert ("地区生产总值", "[5.5%, +∞)") in [row[:2] for row in rooms]
    assert [row for row in changes if "PC204" in str(row[1])]
    assert [row for row in changes if "PC201" in str(row[1])]


def test_what_is_written_to_a_file_is_what_is_shown(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = told(capsys, *CALL, "--format", "json")
    assert told(capsys, *CALL, "--format", "json", "--out", "空间.json") == ""
    assert (place / "空间.json").read_text("utf-8") == shown
    assert "changes" not in json.loads(shown)


def test_a_workbook_needs_a_file(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*CALL, "--format", "xlsx"]) == 2
    assert "--out" in capsys.readouterr().err


def test_a_draft_without_targets_has_no_room_and_takes_no_change(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "草案.txt").write_text("白石区防汛应急预案\n\n值班电话全天开通。\n", encoding="utf-8")
    assert "没有" in told(capsys, *CALL)
    assert main([*CALL, "--set", "地区生产总值=5%"]) == 2
    assert "草案不是设定年度目标的文件" in capsys.readouterr().err
