"""What stands beside lost characters is shown and counted, and nothing is said of it."""

from __future__ import annotations

from pathlib import Path

from checker.model import Reading
from checker.pipeline import audit, read_one
from checker.settings import Settings

PLAN = """云阜市2025年国民经济和社会发展计划

一、2024年计划执行情况
地区生产总值增长6.1%，城镇新增就业1.8万人。
一般公共预算收入增长3.2%。
二、2025年主要预期目标
地区生产总值增长5%左右，城镇新增就业1.2万人以上。
三、2025年重点任务
新建绿道18公里，改造老旧小区12个。
全市粮食产量稳定在30万吨以上，空气质量持续改善，群众收入稳步提高。
"""


def read(tmp_path: Path, whole: str, broken: bytes) -> Reading:
    path = tmp_path / "甲.txt"
    path.write_bytes(PLAN.encode().replace(whole.encode(), broken, 1))
    return read_one(str(path), Settings())


def quotes(reading: Reading) -> list[str]:
    return [statement.quote for statement in reading.statements]


def test_a_damaged_line_states_nothing_and_its_numbers_are_not_understood(tmp_path: Path) -> None:
    reading = read(tmp_path, "增长6.1%", b"\xe5\xa2\xe9\x95\xbf6\xff1%")
    assert [p.fatal for p in reading.document.problems] == [False]
    assert "第 4 行有损坏的字节" in reading.document.problems[0].problem
    assert not [s for s in reading.statements if s.line == 4]
    assert "地区生产总值增长5%左右" in quotes(reading)
    assert {use.use for use in reading.numbers if use.line == 4} == {"not_understood"}


def test_under_a_damaged_heading_nothing_is_stated_either(tmp_path: Path) -> None:
    """Whether it tells of outcomes or of targets is what the heading said."""
    reading = read(tmp_path, "执行情况", "执行".encode() + b"\xff\xfe" + "况".encode())
    assert {statement.line for statement in reading.statements} == {7, 9, 10}
    assert not [c for c in reading.commitments if c.line in (4, 5)]


def test_a_whole_document_is_read_as_before(tmp_path: Path) -> None:
    reading = read(tmp_path, "", b"")
    assert not reading.document.problems
    assert {statement.line for statement in reading.statements} == {4, 5, 7, 9, 10}
    assert {segment.kind for segment in reading.document.segments} <= {"title", "heading", "paragraph"}


def test_a_damaged_number_of_a_heading_is_no_gap(tmp_path: Path) -> None:
    text = PLAN + "".join(f"{n}、加强服务\n服务持续改善，群众满意，效能提升。\n" for n in "四五六七")
    path = tmp_path / "甲.txt"
    for broken, expected in ((b"\xff\xe5", set()), ("八".encode(), {"PC106"})):
        path.write_bytes(text.encode().replace("五、".encode(), broken + "、".encode(), 1))
        found = audit([path], Settings(), select=["PC106"], jobs=1)
        assert {finding.rule for finding in found.findings} == expected
