"""PDF and OFD: what is drawn on pages is read as it was written."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from checker.errors import Unreadable
from checker.limits import Limits
from checker.model import Block
from checker.pipeline import read_one
from checker.read.formats import read_blocks
from checker.read.ofd import ofd_blocks
from checker.read.pdf import pdf_blocks
from checker.settings import Settings, load
from tests.read import builders as b
from tests.read import makers as m

FORMATS = ("pdf", "ofd")
TASKS: list[str | m.Table] = [
    f"（{c}）推动产业升级。新增规模以上工业企业{n + 5}家，引进亿元以上项目{n + 20}个，"
    f"完成技改投资{n + 10}.5亿元，增长{n + 4}%左右，培育国家级专精特新企业{n + 2}家。"
    for n, c in enumerate("一二三四五六七八九")
]
TABLE: m.Table = [
    ["指标", "单位", "2024年", "目标"],
    ["产值", "亿元", "1200.5", "1270"],
    ["增速", "%", "5.2", "5.5"],
]
PLAN: list[str | m.Table] = [
    "白石区2025年国民经济和社会发展计划",
    "一、2025年主要预期目标",
    "地区生产总值增长5.5%左右，一般公共预算收入增长6%以上，城镇新增就业1.75万人，居民消费价格涨幅2%。",
    "二、重点任务",
    *TASKS,
    TABLE,
    "以上目标经区人民代表大会批准。",
]


def made(kind: str, pages: list[m.Sheet]) -> bytes:
    return m.pdf(pages) if kind == "pdf" else m.ofd(pages)


def blocks_of(kind: str, data: bytes, remarks: list[str] | None = None, **limits: int) -> list[Block]:
    read = pdf_blocks if kind == "pdf" else ofd_blocks
    return read(data, "甲", Limits(**limits), remarks)


def texts(blocks: list[Block]) -> list[str]:
    return [block.text for block in blocks if block.kind != "furniture"]


def wanted(content: list[str | m.Table]) -> list[str]:
    return [
        line
        for item in content
        for line in ([item] if isinstance(item, str) else ["\t".join(row) for row in item])
    ]


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("columns", [1, 2])
def test_paragraphs_and_tables_come_back_as_written(kind: str, columns: int) -> None:
    pages = m.set_pages([*PLAN, *TASKS * 3], columns=columns, head="白石区发展计划")
    blocks = blocks_of(kind, made(kind, pages))
    assert len(pages) > 1
    assert texts(blocks) == wanted([*PLAN, *TASKS * 3])


@pytest.mark.parametrize("kind", FORMATS)
def test_running_heads_and_page_numbers_are_set_aside(kind: str) -> None:
    blocks = blocks_of(kind, made(kind, m.set_pages(PLAN + TASKS * 3, head="白石区发展计划")))
    aside = {block.text for block in blocks if block.kind == "furniture"}
    assert {"白石区发展计划", "—1—", "—2—"} <= {text.replace(" ", "") for text in aside}


@pytest.mark.parametrize("kind", FORMATS)
def test_words_that_stand_once_at_the_head_are_text(kind: str) -> None:
    pages = m.set_pages(PLAN + TASKS * 3, numbered=False)
    pages[0].texts.append((m.MARGIN, 60.0, 12.0, "白石区人民政府文件"))
    assert "白石区人民政府文件" in texts(blocks_of(kind, made(kind, pages)))


@pytest.mark.parametrize("kind", FORMATS)
def test_every_block_knows_its_page_and_lines_count_through(kind: str) -> None:
    blocks = blocks_of(kind, made(kind, m.set_pages(PLAN + TASKS * 3)))
    assert [block.line for block in blocks] == sorted({block.line for block in blocks})
    pages = [block.page for block in blocks if block.kind != "furniture"]
    assert pages[0] == 1
    assert pages == sorted(pages, key=lambda page: page or 0)
    assert len(set(pages)) > 1


@pytest.mark.parametrize("kind", FORMATS)
def test_cells_know_what_they_are_about(kind: str) -> None:
    blocks = blocks_of(kind, made(kind, m.set_pages(["表1 主要指标", TABLE])))
    values = {c.text: (c.row_head, c.column_head, c.unit) for x in blocks for c in x.cells if not c.is_head}
    assert values["1270"] == ("产值", "目标", "亿元")
    assert values["5.2"] == ("增速", "2024年", "%")
    assert {block.caption for block in blocks if block.kind == "row"} == {"表1 主要指标"}


@pytest.mark.parametrize("kind", FORMATS)
def test_table_over_two_pages_keeps_its_heads(kind: str) -> None:
    long: m.Table = [TABLE[0], *([f"指标{n}", "亿元", f"{n}.5", f"{n + 1}"] for n in range(60))]
    blocks = blocks_of(kind, made(kind, m.set_pages([long])))
    rows = [block for block in blocks if block.kind == "row"]
    assert {block.page for block in rows} == {1, 2}
    assert {block.table for block in rows} == {1}
    assert rows[-1].cells[-1].column_head == "目标"


@pytest.mark.parametrize("kind", FORMATS)
def test_merged_cells(kind: str) -> None:
    page = m.Sheet()
    xs, ys = [80, 180, 280, 380], [100, 120, 140, 160]
    page.lines += [(xs[0], y, xs[3], y) for y in (100, 140, 160)] + [(180, 120, 380, 120)]
    page.lines += [(x, ys[0], x, ys[3]) for x in (80, 180, 380)] + [(280, 120, 280, 160)]
    for x, y, text in [
        (85, 122, "指标"), (240, 115, "2025年"), (200, 135, "目标"), (300, 135, "增长%"),
        (85, 155, "产值"), (200, 155, "120"), (300, 155, "5"),
    ]:  # fmt: skip
        page.texts.append((x, y, 10.0, text))
    blocks = blocks_of(kind, made(kind, [page]))
    cells = {c.text: (c.row_head, c.column_head, c.unit) for x in blocks for c in x.cells if not c.is_head}
    assert cells == {"120": ("产值", "2025年 目标", ""), "5": ("产值", "2025年 增长%", "%")}


@pytest.mark.parametrize("kind", FORMATS)
def test_table_ruled_only_level(kind: str) -> None:
    page = m.Sheet(lines=[(70.0, y, 520.0, y) for y in (100.0, 122.0, 200.0)])
    for row, y in zip([*TABLE, ["就业", "万人", "1.7", "1.75"]], (116, 140, 160, 180), strict=True):
        page.texts += [(80 + 110.0 * i, y, 10.0, text) for i, text in enumerate(row)]
    blocks = blocks_of(kind, made(kind, [page]))
    values = [(c.row_head, c.column_head, c.text) for x in blocks for c in x.cells if not c.is_head]
    assert ("就业", "目标", "1.75") in values
    assert len(values) == 6


@pytest.mark.parametrize("kind", FORMATS)
def test_frame_and_underline_are_no_table(kind: str) -> None:
    page = m.set_pages(["地区生产总值增长5%。", "财政收入增长6%。"], numbered=False)[0]
    page.lines += [(60, 70, 530, 70), (60, 70, 60, 200), (530, 70, 530, 200), (60, 200, 530, 200)]
    page.lines += [(100, 114, 160, 114)]
    blocks = blocks_of(kind, made(kind, [page]))
    assert [(x.kind, x.text) for x in blocks] == [
        ("paragraph", "地区生产总值增长5%。"), ("paragraph", "财政收入增长6%。"),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", FORMATS)
def test_number_parted_at_the_end_of_a_line_is_one(kind: str) -> None:
    page = m.Sheet()
    first = "全年完成" + "固定资产投资" * 5 + "，同比增长12."
    page.texts = [(72.0, 100.0, 12.0, first), (72.0, 120.0, 12.0, "5%，" + "其中工业投资" * 6 + "占")]
    page.texts += [(72.0, 140.0, 12.0, "比四成。")]
    (block,) = blocks_of(kind, made(kind, [page]))
    assert "同比增长12.5%，其中" in block.text
    assert "占比四成" in block.text


@pytest.mark.parametrize("kind", FORMATS)
def test_spaced_heading_and_bold_drawn_twice(kind: str) -> None:
    page = m.Sheet()
    for n, c in enumerate("政府工作报告"):
        page.texts += [(100 + 26.0 * n, 100.0, 20.0, c), (100.3 + 26.0 * n, 100.0, 20.0, c)]
    (block,) = blocks_of(kind, made(kind, [page]))
    assert block.text.replace(" ", "") == "政府工作报告"


@pytest.mark.parametrize("kind", FORMATS)
def test_what_lies_outside_the_sheet_is_not_read(kind: str) -> None:
    page = m.set_pages(["增长5%。"], numbered=False)[0]
    page.texts += [(700.0, 200.0, 12.0, "增长9%。"), (72.0, 2000.0, 12.0, "增长8%。")]
    assert texts(blocks_of(kind, made(kind, [page]))) == ["增长5%。"]


def test_page_on_its_side_is_read_along_its_text(tmp_path: Path) -> None:
    from pypdfium2 import PdfDocument

    for turn in (90, 180, 270):
        document = PdfDocument(m.pdf(m.set_pages(PLAN, numbered=False)))
        document[0].set_rotation(turn)
        document.save(tmp_path / "甲.pdf")
        assert texts(read_blocks(str(tmp_path / "甲.pdf"))[1]) == wanted(PLAN)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_text_that_runs_up_or_down_the_sheet(turn: int) -> None:
    """A table set across on an upright sheet is drawn along its long side."""
    import io

    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=m.A4)
    canvas.translate(*{90: (595, 0), 180: (595, 842), 270: (0, 842)}[turn])
    canvas.rotate(turn)
    canvas.setFont("STSong-Light", 12)
    for number, text in enumerate(("地区生产总值增长5%。", "财政收入增长6%。")):
        canvas.drawString(100, 400 - 20 * number, text)
    canvas.save()
    assert texts(pdf_blocks(file.getvalue(), "甲", Limits())) == ["地区生产总值增长5%。", "财政收入增长6%。"]


class TestRefused:
    """What cannot be read says why."""

    def test_scanned(self) -> None:
        for kind, data in (("pdf", m.pdf([m.Sheet()], picture=True)), ("ofd", m.ofd([m.Sheet()]))):
            with pytest.raises(Unreadable, match="没有文字") as told:
                blocks_of(kind, data)
            assert "OCR" in told.value.fix

    def test_some_pages_scanned_is_a_remark(self, tmp_path: Path) -> None:
        from pypdfium2 import PdfDocument

        whole = PdfDocument(m.pdf(m.set_pages(PLAN)))
        whole.import_pages(PdfDocument(m.pdf([m.Sheet()] * 2, picture=True)))
        whole.save(tmp_path / "甲.pdf")
        document = read_one(str(tmp_path / "甲.pdf"), Settings()).document
        assert [(p.problem, p.fatal) for p in document.problems] == [
            ("第 2–3 页没有文字层（图片），未检查", False)
        ]
        assert document.segments

    def test_password(self) -> None:
        with pytest.raises(Unreadable, match="密码"):
            blocks_of("pdf", m.pdf(m.set_pages(PLAN), password="x"))

    @pytest.mark.parametrize("kind", FORMATS)
    def test_too_many_pages(self, kind: str) -> None:
        with pytest.raises(Unreadable, match=r"页数过多.*上限 2"):
            blocks_of(kind, made(kind, [m.Sheet(texts=[(72, 100, 12, "文")])] * 3), pages=2)

    @pytest.mark.parametrize("kind", FORMATS)
    def test_cut_off(self, kind: str) -> None:
        data = made(kind, m.set_pages(PLAN))
        for share in (0.02, 0.3, 0.6, 0.9):
            # PDF repairs itself where it can; what it cannot read it says.
            said = ""
            try:
                blocks_of(kind, data[: int(len(data) * share)])
            except Unreadable as error:
                said = error.problem
            assert not said or "损坏" in said or "没有" in said

    def test_ofd_without_its_parts(self) -> None:
        for parts, says in (
            ({"a.txt": "x"}, "不是 OFD"),
            ({"OFD.xml": "<x/>"}, "没有页面"),
            ({"OFD.xml": "<o><DocBody><DocRoot>D/D.xml</DocRoot></DocBody></o>"}, "损坏"),
            ({"OFD.xml": "<o/>", "Encryptions.xml": "<e/>"}, "加密"),
            ({"OFD.xml": '<!DOCTYPE o [<!ENTITY a "b">]><o>&a;</o>'}, "DTD"),
        ):
            with pytest.raises(Unreadable, match=says):
                blocks_of("ofd", m.zipped(parts))

    def test_ofd_hidden_and_slanting_text_is_not_read(self) -> None:
        text = (
            '<TextObject Boundary="20 20 90 9" Size="4" {}>'
            '<TextCode X="0" Y="4">增长9%。</TextCode></TextObject>'
        )
        for odd in ('Visible="false"', 'CTM="0.7 0.7 -0.7 0.7 0 0"', 'ReadDirection="90"'):
            both = text.format("") + text.format(odd).replace("9%", "8%")
            page = f"<Page><Content><Layer>{both}</Layer></Content></Page>"
            data = m.ofd([m.Sheet()], raw={"Doc_0/Pages/Page_0/Content.xml": page})
            assert texts(blocks_of("ofd", data)) == ["增长9%。"]


def test_ofd_with_template_and_steps_written_out() -> None:
    pages = m.set_pages(PLAN, numbered=False)
    assert texts(blocks_of("ofd", m.ofd(pages, grouped=False))) == wanted(PLAN)


def said(path: Path, settings: Settings) -> list[tuple[object, ...]]:
    reading = read_one(str(path), settings)
    return sorted(
        (
            str(s.region),
            s.indicator,
            s.measure,
            s.modality,
            str(s.period),
            s.comparator,
            str(s.value),
            str(s.unit),
        )
        for s in reading.statements
    )


def test_one_document_in_every_format_says_the_same(tmp_path: Path) -> None:
    content = ["白石区2025年国民经济和社会发展计划", *PLAN[1:]]
    lines = [item for item in content if isinstance(item, str)]
    body = "".join(b.paragraph(item) if isinstance(item, str) else b.table(*item) for item in content)
    for name, data in (
        ("甲.docx", b.package(body)), ("甲.html", m.page(content)), ("甲.pdf", m.pdf(m.set_pages(content))),
        ("甲.ofd", m.ofd(m.set_pages(content, columns=2))),
    ):  # fmt: skip
        b.write(tmp_path / name, data)
    b.write(tmp_path / "甲.txt", "\n".join(lines))
    first = said(tmp_path / "甲.docx", Settings())
    assert len(first) > 40
    for name in ("甲.html", "甲.pdf", "甲.ofd"):
        assert said(tmp_path / name, Settings()) == first, name
    assert set(said(tmp_path / "甲.txt", Settings())) < set(first)


@pytest.mark.outside
def test_demo_documents_printed_by_libreoffice_say_the_same(tmp_path: Path) -> None:
    """The same document as Word, web page, text and PDF gives the same statements."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    demo = Path(__file__).resolve().parents[1] / "demo"
    settings = load(demo / "checker.toml", demo)
    sources = sorted(
        path for path in (demo / "corpus").iterdir() if path.suffix in (".docx", ".html", ".txt")
    )
    for ending, more in ((".docx", []), (".html", []), (".txt", ["--infilter=Text (encoded):UTF8,LF,,,"])):
        given = [str(path) for path in sources if path.suffix == ending]
        command = [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", *more]
        command += ["--convert-to", "pdf", "--outdir", str(tmp_path), *given]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    same = total = 0
    for path in sources:
        own, printed = said(path, settings), said(tmp_path / f"{path.stem}.pdf", settings)
        total += len(own)
        same += sum(1 for statement in own if statement in printed)
    # Two of the Word files hold tracked deletions, which LibreOffice prints and Word's reader leaves out.
    assert same >= 0.995 * total
    assert total > 900


def test_unknown_ending_is_read_by_content(tmp_path: Path) -> None:
    path = b.write(tmp_path / "没有后缀", m.pdf(m.set_pages(PLAN)))
    assert read_blocks(path)[0] == "pdf"
