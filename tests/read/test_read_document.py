"""The first stage as a whole: a path in, a document or a problem out."""

from __future__ import annotations

from pathlib import Path

from checker.read import read_document
from checker.settings import DocumentSetting, Settings


def test_document_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "计划.txt"
    file.write_text(
        "白石区2024年国民经济和社会发展计划\n\n一、主要目标\n新增就业2万人。\n", encoding="gb18030"
    )
    document = read_document(str(file), Settings())
    assert (document.path, document.format, document.problems) == (str(file), "txt", [])
    assert document.lines == {
        1: "白石区2024年国民经济和社会发展计划",
        3: "一、主要目标",
        4: "新增就业2万人。",
    }
    assert [(s.line, s.kind, s.headings) for s in document.segments] == [
        (1, "title", ()), (3, "heading", ("一、主要目标",)), (4, "paragraph", ("一、主要目标",)),
    ]  # fmt: skip
    assert document.segments[2].context.section == "一、主要目标"


def test_settings_reach_the_document(tmp_path: Path) -> None:
    file = tmp_path / "甲.txt"
    file.write_text("新增就业2万人。", encoding="utf-8")
    settings = Settings(documents=(DocumentSetting("甲*", region="南开区", kind="plan", plan_year=2031),))
    document = read_document(str(file), settings)
    assert document.segments[0].context.region_path == "天津市/南开区"
    assert document.segments[0].context.period == "2031"


def test_what_cannot_be_read_is_a_problem_and_no_exception(tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    for path in (str(empty), str(tmp_path / "没有.txt"), str(tmp_path)):
        document = read_document(path, Settings())
        assert not document.segments
        assert [(p.document, p.fatal) for p in document.problems] == [(path, True)]
        assert document.problems[0].problem
