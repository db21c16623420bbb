"""The workbook: numbers are numbers, text is text, and every sheet says what it should."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import audit_sample as sample
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Audit, Document, Evidence, Identity, Reading, Statement
from checker.report import xlsx
from checker.report.amounts import Amount
from checker.report.messages import messages
from checker.report.xlsx_book import Book, Column

SHEETS = ["主要指标对照表", "问题清单", "指标台账", "目标矩阵", "项目台账", "未识别数字", "检查说明"]
HEAD = 3


def opened(audit: Audit, language: str = "zh", today: date | None = None) -> Any:
    return openpyxl.load_workbook(io.BytesIO(xlsx.files(audit, language, today)["audit.xlsx"]))


def rows(sheet: Any) -> list[list[Any]]:
    """Return what stands below the head."""
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEAD + 1)]


def figure(number: int, value: str, year: int, modality: str, indicator: str = "gdp") -> Statement:
    return Statement(
        id=f"{modality}{year}#{number}", document=f"{modality}{year}.txt", line=number,
        quote=f"增长{value}%左右", region="白石区", region_path="云阜市/白石区", indicator="地区生产总值",
        indicator_id=indicator,
        measure="growth", modality=modality, period=str(year), period_kind="year", value=value, unit="%",
        low=value, high=value, low_closed=True, high_closed=True, base_unit="%",
        comparator="approx" if modality == "target" else "eq",
    )  # fmt: skip


def document(kind: str, year: int, *statements: Statement) -> Reading:
    who = Identity("白石区", "云阜市/白石区", "district", kind, year, year - 1)
    return Reading(Document(statements[0].document, who, {1: "甲" * 50}), list(statements))


def two_years() -> Audit:
    missed = figure(1, "5.20", 2023, "actual")
    target = figure(1, "6", 2023, "target")
    readings = [
        document("plan", 2023, target),
        document("plan_report", 2024, missed),
        document("plan", 2024, figure(1, "5.5", 2024, "target")),
    ]
    evidence = [
        Evidence(missed.id, missed.document, 1, 0, 5, missed.quote, "finding"),
        Evidence(target.id, target.document, 1, 0, 5, target.quote, "target"),
    ]
    found = sample.weaker(rule="PC301", evidence=evidence, document=missed.document)
    return Audit(readings, [found], version="0.1.0", run="0" * 16)


def test_the_sheets_in_order() -> None:
    assert opened(sample.audit()).sheetnames == SHEETS
    assert opened(sample.audit(), "en").sheetnames[0] == "Main indicators"


def test_last_year_beside_this_year() -> None:
    (row,) = rows(opened(two_years())["主要指标对照表"])
    assert row[:2] == ["白石区", "地区生产总值"]
    assert row[4:9] == [2024, 6, 5.2, "未完成", 5.5]
    assert row[12:15] == ["增长6%左右", "增长5.20%左右", "增长5.5%左右"]


def test_figures_keep_their_digits_and_bounds() -> None:
    sheet = opened(two_years())["指标台账"]
    shown = {(row[4].value): (row[5], row[6]) for row in sheet.iter_rows(min_row=HEAD + 1)}
    target, actual = shown[2023]
    assert (target.value, target.number_format) == (6, '"≈"0;"≈"-0')
    assert (actual.value, actual.number_format) == (5.2, "0.00;-0.00")
    assert target.data_type == actual.data_type == "n"
    assert shown[2024][1].value is None


def test_findings_and_ledger_lead_to_each_other() -> None:
    book = opened(two_years())
    findings, ledger = book["问题清单"], book["指标台账"]
    there = findings.cell(HEAD + 1, 8).hyperlink.location
    row = int(re.sub(r".*!A", "", there))
    assert there.startswith("'指标台账'!")
    assert ledger.cell(row, 11).value == "增长6%左右"
    assert ledger.cell(row, 15).value == "1"
    assert ledger.cell(row, 15).hyperlink.location == f"'问题清单'!A{HEAD + 1}"


def test_findings_are_coloured_filtered_and_frozen() -> None:
    sheet = opened(sample.audit())["问题清单"]
    assert sheet.freeze_panes == "D4"
    assert sheet.auto_filter.ref == "A3:P6"
    assert [row[2] for row in rows(sheet)] == ["PC901", "PC201", "PC902"]
    assert [row[3] for row in rows(sheet)] == ["文件未能读取", "弱于上级", "数字未能读懂"]
    assert sheet.cell(HEAD + 1, 2).fill.fgColor.rgb == "FFF6C9C5"
    assert sheet.cell(HEAD + 3, 2).fill.fgColor.rgb == "FFDCE9F7"


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_prints_on_a4_across(name: str) -> None:
    sheet = opened(sample.audit())[name]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.freeze_panes is not None


def test_the_matrix_has_a_pair_of_columns_a_year() -> None:
    sheet = opened(two_years())["目标矩阵"]
    assert [cell.value for cell in sheet[HEAD]][4:] == ["2023目标", "2023完成", "2024目标", "2024完成"]
    assert rows(sheet)[0][4:] == [6, 5.2, 5.5, None]
    assert sheet.cell(HEAD + 1, 6).fill.fgColor.rgb == "FFF6C9C5"


def test_what_was_not_understood_is_listed_with_its_words() -> None:
    (row,) = rows(opened(sample.audit())["未识别数字"])
    assert row == ["白石区2024年计划.docx", "第3行", "3", "871工程投入3个亿"]


def test_notes_say_what_was_not_checked() -> None:
    told = [value for row in rows(opened(sample.audit())["检查说明"]) for value in row if value]
    assert any("不是 Word 文件" in str(value) for value in told)
    assert "文件夹中另有 2 个其他格式的文件没有读" in told
    assert "未完成" in told


HOSTILE = [
    "=HYPERLINK(1)",
    "+1",
    "-1",
    "@A1",
    sample.HOSTILE,
    "_x0041_",
    "a\uffff\ud800",
    "http://a.b/",
    "{=1}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_document_text_is_never_a_formula_or_a_link(text: str) -> None:
    name = text.replace("/", "／")
    audit = sample.audit(sample.weaker(message=text, quote=text, region=text, document=name, indicator=text))
    data = xlsx.files(audit)["audit.xlsx"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.namelist():
            assert b"<f>" not in archive.read(part), part
            assert b'TargetMode="External"' not in archive.read(part), part
    cells = [
        c for sheet in openpyxl.load_workbook(io.BytesIO(data)) for row in sheet.iter_rows() for c in row
    ]
    assert not any(cell.data_type == "f" for cell in cells)
    assert not any("\u202e" in str(cell.value) for cell in cells)


def test_escapes_of_excel_are_text() -> None:
    audit = sample.audit(sample.weaker(message="甲_x0041_乙"))
    with zipfile.ZipFile(io.BytesIO(xlsx.files(audit)["audit.xlsx"])) as archive:
        part = archive.read("xl/worksheets/sheet2.xml").decode()
    # Excel would read _x0041_ as the letter A.
    assert "甲_x005F_x0041_乙" in part


def test_a_very_long_line_fits() -> None:
    audit = sample.audit(sample.weaker(message="长" * 1_000_000, quote="=" * 1_000_000))
    assert max(len(str(row[9])) for row in rows(opened(audit)["问题清单"])) < 32767


@given(
    value=st.decimals(-(10**9), 10**9, places=4).map(lambda d: d.normalize()),
    sign=st.sampled_from(["", "≥", "≈"]),
)
def test_a_number_is_exactly_the_decimal(value: Decimal, sign: str) -> None:
    book = Book(messages("zh"), None)
    sheet = book.sheet("甲", "", [Column("数", 10)])
    sheet.next()
    sheet.amount(0, Amount(sign, value, None, 4, "%"))
    sheet.done()
    with zipfile.ZipFile(io.BytesIO(book.packed())) as archive:
        part = archive.read("xl/worksheets/sheet1.xml").decode()
    (written,) = re.findall(r'<c r="A4"[^>]*><v>([^<]*)</v>', part)
    assert Decimal(written) == value


def test_more_digits_than_a_cell_keeps_are_text() -> None:
    book = Book(messages("zh"), None)
    sheet = book.sheet("甲", "", [Column("数", 10)])
    sheet.next()
    sheet.amount(0, Amount("≥", Decimal("1234567890.1234567890"), None, 10, "元"))
    sheet.done()
    value = openpyxl.load_workbook(io.BytesIO(book.packed())).active["A4"].value
    assert value == "≥1234567890.1234567890"


def test_same_audit_same_bytes() -> None:
    assert xlsx.files(two_years()) == xlsx.files(two_years())
    assert xlsx.files(two_years(), today=date(2025, 6, 30)) != xlsx.files(two_years())


def test_nothing_found_and_nothing_read() -> None:
    assert rows(opened(Audit([], []))["问题清单"]) == []
    assert opened(sample.clean()).sheetnames == SHEETS
