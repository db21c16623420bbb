"""The Word report on documents that are no Word files: whole, safe, the same every time."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import audit_sample as sample
import docx
import pytest
from lxml import etree

from checker.model import Audit
from checker.report import word
from checker.resources import folder
from tests.read import builders as b


def parts(audit: Audit, language: str = "zh", today: date | None = None) -> dict[str, bytes]:
    data = word.files(audit, language, today)["audit.docx"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist()[0] == "[Content_Types].xml"
        return {name: archive.read(name) for name in archive.namelist()}


def paragraphs(audit: Audit, language: str = "zh", today: date | None = None) -> list[tuple[str, str]]:
    """Return style and text of each paragraph outside tables, as another program reads them."""
    data = word.files(audit, language, today)["audit.docx"]
    read = docx.Document(io.BytesIO(data))
    return [(p.style.name, p.text) for p in read.paragraphs]


def test_every_part_is_whole_and_known() -> None:
    made = parts(sample.audit())
    types = etree.fromstring(made["[Content_Types].xml"])
    named = {e.get("PartName") for e in types if e.get("PartName")}
    assert named == {
        f"/{name}" for name in made if not name.endswith(".rels") and name != "[Content_Types].xml"
    }
    for content in made.values():
        etree.fromstring(content)


def test_headings_and_findings() -> None:
    told = paragraphs(sample.audit())
    assert told[0] == ("Title", "计划一致性检查报告")
    heads = [text for style, text in told if style == "Heading 1"]
    assert heads == ["一、结论", "二、核对了什么", "三、发现的问题", "四、没能核对什么"]
    assert [text for style, text in told if style == "Heading 2"] == ["（一）错误", "（二）说明"]
    details = [text for style, text in told if style == "Detail"]
    assert "上级：“市生产总值增长4.5%以”（云阜市2024年计划.txt 第1行）" in details
    assert "计算：4 < 4.5，相差 0.5 个百分点" in details


def test_english() -> None:
    heads = [text for style, text in paragraphs(sample.audit(), "en") if style == "Heading 1"]
    assert heads[0] == "1. Verdict"


def test_styles_used_are_defined() -> None:
    made = parts(sample.audit())
    w = f"{{{b.W}}}"
    known = {s.get(f"{w}styleId") for s in etree.fromstring(made["word/styles.xml"]).iter(f"{w}style")}
    body = etree.fromstring(made["word/document.xml"])
    used = {e.get(f"{w}val") for name in ("pStyle", "tblStyle") for e in body.iter(f"{w}{name}")}
    assert used
    assert used <= known


def test_the_page_is_that_of_official_documents() -> None:
    body = parts(sample.audit())["word/document.xml"].decode()
    # 37 mm above, 28 mm to the left of the type area, on A4.
    assert 'w:w="11906" w:h="16838"' in body
    assert 'w:top="2098"' in body
    assert 'w:left="1588"' in body


@pytest.mark.parametrize(
    "text", [sample.HOSTILE, "]]>", "&amp;", "\x00\x0b\uffff\ud800", "{{ 1 }}", "长" * 1_000_000]
)
def test_hostile_text_is_text(text: str) -> None:
    audit = sample.audit(sample.weaker(message=f"甲{text}乙", quote=text, computation=text))
    shown = [line for style, line in paragraphs(audit) if style == "Finding" and "甲" in line]
    assert len(shown) == 1
    assert "\u202e" not in shown[0]
    assert len(shown[0]) < 10_000
    if len(text) < 100 and text.isprintable():
        assert text in shown[0]


def test_the_date_is_the_given_one() -> None:
    dated, undated = parts(sample.audit(), today=date(2025, 6, 30)), parts(sample.audit())
    assert b"2025-06-30T00:00:00Z" in dated["docProps/core.xml"]
    assert b"created" not in undated["docProps/core.xml"]
    assert "2025年6月30日" in dated["word/document.xml"].decode()
    assert parts(sample.audit()) == undated


def test_what_stands_in_comments_is_not_repeated(tmp_path: Path) -> None:
    path = b.write(tmp_path / "草案.docx", b.package(b.paragraph(sample.OWN)))
    reading = sample.reading(path, "白石区", {1: sample.OWN})
    reading.document.format = "docx"
    audit = sample.audit(sample.weaker(document=path, line=1, message="只在批注里"))
    audit.readings.append(reading)
    told = paragraphs(audit)
    assert not any("只在批注里" in text for _, text in told)
    assert any(text.startswith("草案.批注.docx的问题") for _, text in told)


def test_no_report_where_every_document_is_annotated(tmp_path: Path) -> None:
    path = b.write(tmp_path / "草案.docx", b.package(b.paragraph(sample.OWN)))
    reading = sample.reading(path, "白石区", {1: sample.OWN})
    reading.document.format = "docx"
    assert list(word.files(Audit([reading], []))) == ["草案.批注.docx"]


def test_nothing_found() -> None:
    assert ("Normal", "没有可列的问题。") in paragraphs(sample.clean())


def test_templates_hold_no_words_of_their_own() -> None:
    for path in sorted((folder("reports") / "word").glob("*.j2")):
        text = path.read_text(encoding="utf-8").replace("黑体", "").replace("　", "")
        assert not any("\u4e00" <= character <= "\u9fff" for character in text), path.name
