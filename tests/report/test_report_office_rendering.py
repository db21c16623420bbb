"""LibreOffice opens what is written for Word and Excel, and shows the words that belong there."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import audit_sample as sample
import pytest
from lxml import etree

from checker.report import word, xlsx
from tests.read import builders as b

pytestmark = pytest.mark.outside
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
READER = shutil.which("pdftotext")
Convert = Callable[[str, bytes, str], bytes]


@pytest.fixture(scope="module")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Write a file, let LibreOffice convert it, and return what came out."""
    if OFFICE is None:
        pytest.skip("needs LibreOffice: apt install libreoffice-writer libreoffice-calc")
    folder = tmp_path_factory.mktemp("office")

    def run(name: str, data: bytes, ending: str) -> bytes:
        path = folder / name
        path.write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [
            str(OFFICE),
            "--headless",
            profile,
            "--convert-to",
            ending,
            "--outdir",
            str(folder),
            str(path),
        ]
        done = subprocess.run(command, capture_output=True, timeout=180, check=True)
        made = path.with_suffix("." + ending.partition(":")[0])
        assert made.is_file(), done.stderr.decode(errors="replace")
        return made.read_bytes()

    return run


def text_of(pdf: bytes) -> str:
    if READER is None:
        pytest.skip("needs pdftotext: apt install poppler-utils")
    done = subprocess.run([READER, "-", "-"], input=pdf, capture_output=True, timeout=60, check=True)
    return "".join(done.stdout.decode().split())


def test_the_report_is_set(convert: Convert) -> None:
    shown = text_of(convert("audit.docx", word.files(sample.audit())["audit.docx"], "pdf"))
    assert "计划一致性检查报告" in shown
    assert "一、结论" in shown
    assert "地区生产总值增长4%以上" in shown


def test_the_workbook_is_set(convert: Convert) -> None:
    audit = sample.audit(sample.weaker(message=sample.HOSTILE, computation="=1+1"))
    shown = text_of(convert("audit.xlsx", xlsx.files(audit)["audit.xlsx"], "pdf"))
    assert "主要指标对照表" in shown
    assert "检查说明" in shown
    assert "=1+1" in shown


def test_comments_are_found_on_their_words(convert: Convert, tmp_path: Path) -> None:
    changed = f'<w:ins w:id="1" w:author="甲">{b.run("4%以上")}</w:ins>'
    body = b.paragraph(b.run("地区生产总值增长") + changed + b.run("，新增就业1.2万人。"))
    path = b.write(tmp_path / "草案.docx", b.package(body))
    reading = sample.reading(path, "白石区", {1: sample.OWN})
    reading.document.format = "docx"
    found = sample.weaker(document=path, line=1, start=8, end=12, quote=sample.OWN[8:12])
    audit = sample.audit(found)
    audit.readings.append(reading)
    data = word.files(audit)["草案.批注.docx"]
    root = etree.fromstring(convert("草案.docx", data, "fodt"))
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    (note,) = root.iter(f"{office}annotation")
    assert "错误 PC201 弱于上级（问题" in "".join(map(str, note.itertext()))
    between = []
    for element in note.itersiblings():
        if element.tag == f"{office}annotation-end":
            break
        between.append("".join(map(str, element.itertext())))
    assert (note.tail or "") + "".join(between) in ("4%以上", "")


def test_a_workbook_read_again_keeps_its_numbers(convert: Convert) -> None:
    from test_report_xlsx import two_years

    data = convert(
        "audit.xlsx", xlsx.files(two_years())["audit.xlsx"], "csv:Text - txt - csv (StarCalc):44,34,76"
    )
    first = data.decode().splitlines()[3]
    assert first.startswith("白石区,地区生产总值,增长,%,2024,≈6,5.20,未完成,≈5.5")
