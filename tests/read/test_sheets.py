"""Workbooks, CSV and archives: what is shown in a table is what is read."""

from __future__ import annotations

import shutil
import warnings
import zipfile
from pathlib import Path

import pytest

from checker import inputs
from checker.errors import Unreadable
from checker.limits import Limits
from checker.model import Block
from checker.read.delimited import delimited_blocks
from checker.read.formats import read_blocks
from checker.read.sheet_numbers import shown
from checker.read.source import content
from checker.read.workbook import workbook_blocks
from tests.read import builders as b
from tests.read import makers as m

HEAD = ["指标", "单位", "2024年完成", "2025年目标"]


def facts(blocks: list[Block]) -> dict[str, tuple[str, str, str]]:
    return {c.text: (c.row_head, c.column_head, c.unit) for x in blocks for c in x.cells if not c.is_head}


def test_numbers_are_read_as_shown() -> None:
    rows = [["2025年主要指标"], HEAD, ["产值", "亿元", 1200.456, 1270], ["增速", "%", 0.052, "5.5左右"]]
    data = m.workbook({"表": rows}, {(2, 2): "#,##0.0", (3, 2): "0.0%"})
    blocks = workbook_blocks(data, "甲", Limits())
    assert (blocks[0].kind, blocks[0].text, blocks[0].line) == ("paragraph", "2025年主要指标", 1)
    found = facts(blocks)
    assert found["1,200.5"] == ("产值", "2024年完成", "亿元")
    assert found["5.2%"] == ("增速", "2024年完成", "%")
    assert [block.line for block in blocks] == [1, 2, 3, 4]


def test_several_sheets_follow_each_other_under_their_names() -> None:
    data = m.workbook({"目标": [HEAD, ["产值", "亿元", 1, 2]], "分解": [HEAD, ["就业", "万人", 3, 4]]})
    blocks = workbook_blocks(data, "甲", Limits())
    assert [(x.line, x.text) for x in blocks if x.kind == "paragraph"] == [(1, "目标"), (4, "分解")]
    assert facts(blocks)["4"] == ("就业", "2025年目标", "万人")
    assert {x.table for x in blocks if x.kind == "row"} == {1, 2}


def test_a_formula_without_value_is_a_remark() -> None:
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>产值</t></is></c><c r="B1"><f>1+1</f></c></row>'
        "</sheetData></worksheet>"
    )
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(m.workbook({"表": [["a", 1]]}))) as archive:
        parts: dict[str, str | bytes] = {e.filename: archive.read(e) for e in archive.infolist()}
    remarks: list[str] = []
    workbook_blocks(m.zipped(parts | {"xl/worksheets/sheet1.xml": sheet}), "甲", Limits(), remarks)
    assert "1 个公式" in remarks[0]


def test_too_many_cells() -> None:
    with pytest.raises(Unreadable, match="单元格过多"):
        workbook_blocks(m.workbook({"表": [["a"] * 9] * 9}), "甲", Limits(cells=20))
    with pytest.raises(Unreadable, match="单元格过多"):
        delimited_blocks("a,b\n" * 30, "甲", Limits(cells=20))


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("0.1", "General", "0.1"), ("5.4999999999999999E-2", "0.0%", "5.5%"),
        ("1234567", "#,##0", "1,234,567"),
        ("-3", "0.0;[Red]-0.0", "-3.0"), ("0", '0;-0;"—"', "—"), ("12.5", '0.0"亿元"', "12.5亿元"),
        ("123456789", "0.0,,", "123.5"), ("45292", "yyyy/m/d", "2024/1/1"), ("45292", 'yyyy"年"', "2024年"),
        ("nan", "0", "nan"), ("x", "0", "x"), ("1e400", "0", "1e400"),
        ("0.5", "# ?/?", "0.5"), ("7", "@", "7"),
        ("0.25", "h:mm", "6:00"), ("-1", "yyyy", "-1"),
    ],
)  # fmt: skip
def test_formats_of_numbers(value: str, code: str, text: str) -> None:
    assert shown(value, code) == text


@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_csv_by_its_delimiter_in_any_encoding(tmp_path: Path, mark: str) -> None:
    text = "\n".join(
        mark.join(row) for row in [["表1"], HEAD, ["产值", "亿元", "1,2" if mark != "," else "1", "2"]]
    )
    for codec in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        _, blocks = read_blocks(b.write(tmp_path / "甲.csv", text.encode(codec)))
        assert facts(blocks)["2"] == ("产值", "2025年目标", "亿元")


def test_quoted_cells_over_lines_keep_their_line() -> None:
    blocks = delimited_blocks('指标,目标\n"产\n值",5\n就业,6\n', "甲", Limits())
    assert [x.line for x in blocks] == [1, 2, 4]


class TestArchives:
    """A zip archive stands for the documents in it."""

    def test_members_are_documents(self, tmp_path: Path) -> None:
        data = m.zipped(
            {"计划/甲.txt": "增长5%。", "乙.docx": b.package(b.paragraph("增长6%。")), "图.png": b"x"}
        )
        path = b.write(tmp_path / "包.zip", data)
        for given in (path, str(tmp_path)):
            found = inputs.expand([given])
            assert [p.removeprefix(str(tmp_path)) for p in found.paths] == [
                "/包.zip/乙.docx",
                "/包.zip/计划/甲.txt",
            ]
            assert found.skipped == 1
        assert [read_blocks(p)[1][0].text for p in found.paths] == ["增长6%。", "增长5%。"]

    def test_names_in_gbk(self, tmp_path: Path) -> None:
        data = m.zipped({"AAAAAAAA.txt": "增长5%。"}).replace(b"AAAAAAAA", "年度计划".encode("gbk"))
        (found,) = inputs.expand([b.write(tmp_path / "包.zip", data)]).paths
        assert found.endswith("包.zip/年度计划.txt")
        assert read_blocks(found)[1][0].text == "增长5%。"

    def test_what_leads_out_is_named_and_not_read(self, tmp_path: Path) -> None:
        data = m.zipped(
            {"../a.txt": "文", "/b.txt": "文", "c/../../d.txt": "文", "e.zip": b"PK", "f.txt": "文"}
        )
        found = inputs.expand([b.write(tmp_path / "包.zip", data)])
        assert [Path(path).name for path in found.paths] == ["f.txt"]
        assert len(found.problems) == 4

    def test_member_that_is_not_there(self, tmp_path: Path) -> None:
        path = b.write(tmp_path / "包.zip", m.zipped({"a.txt": "文"}))
        with pytest.raises(Unreadable, match="没有这个文件"):
            read_blocks(f"{path}/b.txt")

    def test_a_member_that_cannot_be_read_says_why(self, tmp_path: Path) -> None:
        plain = m.zipped({"a.txt": "增长5%。" * 40, "空.txt": ""}, method=0)
        flags = plain.index(b"PK\x01\x02") + 8
        locked = plain[:6] + b"\x01" + plain[7:flags] + b"\x01" + plain[flags + 1 :]
        broken = plain.replace("增长5%。".encode(), "降低5%。".encode(), 1)
        for data, name, limits, says in (
            (locked, "a.txt", Limits(), "已加密"),
            (broken, "a.txt", Limits(), "已损坏，这个文件无法解压"),
            (plain, "空.txt", Limits(), "文件是空的"),
            (plain, "a.txt", Limits(parts=1), "文件过多（2 个，上限 1 个）"),
            (plain[:40], "a.txt", Limits(), "已损坏或不完整"),
        ):
            path = b.write(tmp_path / "包.zip", data)
            with pytest.raises(Unreadable, match=says):
                content(f"{path}/{name}", 10_000, limits)
        with pytest.raises(Unreadable, match="文件过大"):
            content(f"{b.write(tmp_path / '包.zip', plain)}/a.txt", 10, Limits())

    def test_odd_names_are_told_shortly(self, tmp_path: Path) -> None:
        names = ["甲.txt", "./乙.txt", ".DS_Store/丙.txt", *(f"../{n}.txt" for n in range(60))]
        with zipfile.ZipFile(tmp_path / "包.zip", "w") as archive:
            for name in names:
                archive.writestr(name, "增长5%。")
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", UserWarning)  # zipfile's own on the second of a name
                archive.writestr("甲.txt", "增长6%。")
        found = inputs.expand([str(tmp_path / "包.zip")])
        told = [problem.problem for problem in found.problems]
        assert [Path(path).name for path in found.paths] == ["甲.txt"]
        assert "文件名不规范" in told[0]
        assert told[-1].startswith("另有 ")
        assert len(told) < 60
        assert content(found.paths[0], 10_000, Limits()).decode() == "增长5%。"


def test_link_out_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    b.write(tmp_path / "secret.txt", "文")
    b.write(tmp_path / "in" / "a.txt", "文")
    (tmp_path / "in" / "b.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "in" / "c.txt").symlink_to(tmp_path / "in" / "a.txt")
    found = inputs.expand([tmp_path / "in"])
    assert [Path(path).name for path in found.paths] == ["a.txt"]
    assert ["之外" in problem.problem for problem in found.problems] == [True]


@pytest.mark.outside
@pytest.mark.parametrize("ending", ["doc", "rtf", "odt"])
def test_old_formats_through_libreoffice(tmp_path: Path, ending: str) -> None:
    import subprocess

    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    # Without widths LibreOffice writes a .doc whose table is text.
    grid = '<w:tblPr><w:tblW w:w="8000" w:type="dxa"/></w:tblPr><w:tblGrid>'
    grid += '<w:gridCol w:w="2000"/>' * 4 + "</w:tblGrid>"
    table = b.table(HEAD, ["产值", "亿元", "1", "2"]).replace("<w:tbl>", f"<w:tbl>{grid}")
    table = table.replace("<w:tc>", '<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>')
    text = "地区生产总值增长5%。"
    b.write(tmp_path / "甲.docx", b.package(b.paragraph(text) + table + b.paragraph()))
    command = [
        office,
        f"-env:UserInstallation={(tmp_path / 'p').as_uri()}",
        "--headless",
        "--convert-to",
        ending,
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "甲.docx")], check=True, capture_output=True
    )
    for name in (f"甲.{ending}", "乙.wps") if ending == "doc" else (f"甲.{ending}",):
        shutil.copy(tmp_path / f"甲.{ending}", tmp_path / name) if name.endswith("wps") else None
        kind, blocks = read_blocks(str(tmp_path / name))
        assert (kind, blocks[0].text) == ("doc", text)
        assert facts(blocks)["2"] == ("产值", "2025年目标", "亿元")
