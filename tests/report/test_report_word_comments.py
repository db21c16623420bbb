"""The user's own Word file comes back with comments on the very words, and nothing else of it changed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import audit_sample as sample
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from checker.model import Audit, Document, Evidence, Finding, Identity, Reading
from checker.read.formats import read_blocks
from checker.read.word import paragraph_runs
from checker.report import word
from checker.report.messages import messages
from checker.report.summary import summarize
from checker.report.told import told
from checker.report.word_comments import LIMIT, commented
from tests.read import builders as b

W = f"{{{b.W}}}"
DEMO = Path(__file__).parent.parent / "demo" / "corpus"
CHANGED = {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}


def document(path: str) -> Document:
    name, blocks = read_blocks(path)
    return Document(path, Identity(), {block.line: block.text for block in blocks}, format=name)


def finding(read: Document, line: int, start: int, end: int, **more: object) -> Finding:
    quote = read.lines.get(line, "")[start:end]
    place = {"document": read.path, "line": line, "start": start, "end": end, "quote": quote}
    return sample.weaker(**{**place, "evidence": [], **more})


def returned(read: Document, found: Iterable[Finding], today: date | None = None) -> bytes:
    audit = Audit([Reading(read)], list(found))
    summary, say = summarize(audit), messages("zh")
    items = [told(number, one, summary, say) for number, one in enumerate(audit.findings, 1)]
    return commented(read, items, say, today)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert len(archive.namelist()) == len(set(archive.namelist()))
        return {name: archive.read(name) for name in archive.namelist()}


def marked(data: bytes) -> dict[str, str]:
    """Return for each comment the words between its marks, as accepted, and check that it is whole."""
    root = etree.fromstring(parts(data)["word/document.xml"])
    texts: dict[str, str] = {}
    under_way: set[str] = set()
    referred: list[str] = []
    for element in root.iter():
        number = element.get(f"{W}id") or ""
        if element.tag == f"{W}commentRangeStart":
            under_way.add(number)
            texts[number] = ""
        elif element.tag == f"{W}commentRangeEnd":
            under_way.remove(number)
        elif element.tag == f"{W}commentReference":
            referred.append(number)
            assert element.getparent().getparent().tag == f"{W}p"
        elif element.tag == f"{W}t":
            for open_number in under_way:
                texts[open_number] += element.text or ""
        elif element.tag in (f"{W}tab", f"{W}br"):
            for open_number in under_way:
                texts[open_number] += {f"{W}tab": "\t", f"{W}br": "\n"}[str(element.tag)]
    assert not under_way
    assert sorted(referred) == sorted(texts)
    assert len(set(referred)) == len(referred)
    return texts


def comments(data: bytes) -> dict[str, str]:
    root = etree.fromstring(parts(data)["word/comments.xml"])
    return {
        comment.get(f"{W}id") or "": "\n".join(
            "".join(t.text or "" for t in p.iter(f"{W}t")) for p in comment.iter(f"{W}p")
        )
        for comment in root.iter(f"{W}comment")
    }


def made(tmp_path: Path, body: str, **more: object) -> Document:
    return document(b.write(tmp_path / "计划.docx", b.package(body, **more)))  # type: ignore[arg-type]


def words(tmp_path: Path, body: str, start: int, end: int, line: int = 1, **more: object) -> str:
    """Return the marked words of one finding on a made-up document."""
    read = made(tmp_path, body, **more)
    data = returned(read, [finding(read, line, start, end)])
    again = document(b.write(tmp_path / "又.docx", data))
    assert again.lines == read.lines
    texts = marked(data)
    assert comments(data).keys() == texts.keys()
    return texts["0"]


SENTENCE = "地区生产总值增长4%以上，新增就业1.2万人。"


class TestAnchors:
    """Comments stand on the exact words."""

    def test_within_one_run(self, tmp_path: Path) -> None:
        assert words(tmp_path, b.paragraph(SENTENCE), 6, 10) == "增长4%"

    def test_over_runs_of_several_formats(self, tmp_path: Path) -> None:
        body = b.paragraph(b.run("地区生产", "<w:b/>") + b.run("总值增长4") + b.run("%以上", "<w:i/>"))
        assert words(tmp_path, body, 2, 11) == "生产总值增长4%以"

    def test_inside_a_tracked_insertion(self, tmp_path: Path) -> None:
        gone = '<w:del w:id="2"><w:r><w:delText>6%</w:delText></w:r></w:del>'
        body = b.paragraph(b.run("增长") + gone + f'<w:ins w:id="1" w:author="甲">{b.run("5%")}</w:ins>左右')
        assert words(tmp_path, body, 2, 4) == "5%"

    def test_part_of_a_tracked_insertion(self, tmp_path: Path) -> None:
        body = b.paragraph(f'<w:ins w:id="1" w:author="甲">{b.run("增长5%左右")}</w:ins>')
        assert words(tmp_path, body, 2, 4) == "5%"

    def test_inside_a_hyperlink(self, tmp_path: Path) -> None:
        body = b.paragraph(b.run("见") + f'<w:hyperlink w:anchor="a">{b.run("增长5%左右")}</w:hyperlink>')
        assert words(tmp_path, body, 3, 5) == "5%"

    def test_in_a_table_cell(self, tmp_path: Path) -> None:
        body = b.table(["指标", "2024年"], ["地区生产总值", "增长5%左右"])
        read = made(tmp_path, body)
        line = next(n for n, text in read.lines.items() if "增长" in text)
        start = read.lines[line].index("5%")
        assert words(tmp_path, body, start, start + 2, line) == "5%"

    def test_behind_a_list_number_and_trimmed_blanks(self, tmp_path: Path) -> None:
        lists = b.numbering(b.level(0, "chineseCounting", "%1、"))
        body = b.paragraph(
            b.run("  增长5%左右 "), properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        )
        assert words(tmp_path, body, 4, 6, numbering=lists) == "5%"

    def test_text_without_preserved_blanks(self, tmp_path: Path) -> None:
        body = "<w:p><w:r><w:t>  增长 5% 左右  </w:t></w:r></w:p>"
        assert words(tmp_path, body, 3, 5) == "5%"

    def test_behind_a_tab_and_a_break_in_the_same_run(self, tmp_path: Path) -> None:
        body = "<w:p><w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:br/><w:t>增长5%</w:t></w:r></w:p>"
        assert words(tmp_path, body, 6, 8) == "5%"

    def test_over_a_deleted_paragraph_end(self, tmp_path: Path) -> None:
        gone = '<w:rPr><w:del w:id="1" w:author="甲"/></w:rPr>'
        body = b.paragraph("增长5%", properties=gone) + b.paragraph("左右。")
        assert words(tmp_path, body, 2, 6, line=2) == "5%左右"

    def test_a_list_number_stands_for_its_line(self, tmp_path: Path) -> None:
        lists = b.numbering(b.level(0, "chineseCounting", "%1、"))
        assert words(tmp_path, b.listed("目标", 1), 0, 2, numbering=lists) == "目标"

    def test_the_whole_document_is_its_first_line(self, tmp_path: Path) -> None:
        body = b.paragraph() + b.paragraph("标题") + b.paragraph("正文")
        assert words(tmp_path, body, 0, 0, line=0) == "标题"

    def test_a_content_control_is_marked_from_outside(self, tmp_path: Path) -> None:
        control = f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{b.run('5%左右')}</w:sdtContent></w:sdt>"
        assert words(tmp_path, b.paragraph(b.run("增长") + control), 2, 4) == "5%左右"

    def test_a_note_is_marked_at_its_reference(self, tmp_path: Path) -> None:
        # Word ignores comment ranges in notes.
        body = b.paragraph(b.run("增长5%") + '<w:r><w:footnoteReference w:id="3"/></w:r>' + b.run("左右"))
        notes = f'<w:footnote w:id="3">{b.paragraph("按可比价计算增长6%。")}</w:footnote>'
        read = made(tmp_path, body, footnotes=notes)
        line = next(n for n, text in read.lines.items() if "可比价" in text)
        data = returned(read, [finding(read, line, 8, 10)])
        root = etree.fromstring(parts(data)["word/document.xml"])
        start = next(root.iter(f"{W}commentRangeStart"))
        follower = start.getnext()
        assert follower is not None
        assert follower.find(f"{W}footnoteReference") is not None
        assert "原文：6%" in comments(data)["0"]

    def test_a_text_box_is_marked_at_the_run_that_holds_it(self, tmp_path: Path) -> None:
        box = f"<w:txbxContent>{b.paragraph('增长6%')}</w:txbxContent>"
        drawn = (
            f"<mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        )
        drawn += (
            f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
        )
        body = b.paragraph(b.run("正文") + f"<w:r>{drawn}</w:r>")
        read = made(tmp_path, body)
        line = next(n for n, text in read.lines.items() if "6%" in text)
        root = etree.fromstring(parts(returned(read, [finding(read, line, 2, 4)]))["word/document.xml"])
        start = next(root.iter(f"{W}commentRangeStart"))
        assert start.getparent() is not None
        assert next(start.iterancestors(f"{W}txbxContent"), None) is None

    def test_several_on_the_same_words(self, tmp_path: Path) -> None:
        read = made(tmp_path, b.paragraph(SENTENCE))
        places = [(0, 12), (6, 12), (8, 10), (8, 10), (13, 20), (0, 21)]
        data = returned(read, [finding(read, 1, *place) for place in places])
        assert marked(data) == {str(n): SENTENCE[a:z] for n, (a, z) in enumerate(places)}

    @given(
        texts=st.lists(st.text("增长5%左右，甲 \t\n", min_size=1, max_size=6), min_size=1, max_size=5),
        edges=st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), min_size=1, max_size=4),
    )
    def test_any_stretch_of_any_runs(
        self, tmp_path_factory: pytest.TempPathFactory, texts: list[str], edges: list[tuple[int, int]]
    ) -> None:
        runs = "".join(b.run(text.replace("\t", "").replace("\n", ""), "<w:b/>") for text in texts)
        folder = tmp_path_factory.mktemp("runs")
        read = made(folder, b.paragraph("一") + b.paragraph(b.run("始") + runs))
        line = max(read.lines)
        text = read.lines[line]
        places = [(start % len(text), min(start % len(text) + size, len(text))) for start, size in edges]
        data = returned(read, [finding(read, line, *place) for place in places])
        assert marked(data) == {str(n): text[a:z] for n, (a, z) in enumerate(places)}
        assert document(b.write(folder / "又.docx", data)).lines == read.lines


@pytest.mark.parametrize("path", sorted(DEMO.glob("*.docx")), ids=lambda path: path.stem[:6])
def test_every_word_of_the_demo_can_be_marked(path: Path, tmp_path: Path) -> None:
    read = document(str(path))
    found = []
    for line, spans in sorted(paragraph_runs(str(path)).items()):
        for span in spans:
            if span.part == "word/document.xml" and span.end - span.start > 3:
                found.append(finding(read, line, span.start + 1, span.end - 1))
    found = found[:LIMIT]
    data = returned(read, found)
    assert list(marked(data).values())[: len(found)] == [one.quote for one in found]
    assert document(b.write(tmp_path / "又.docx", data)).lines == read.lines
    before, after = parts(path.read_bytes()), parts(data)
    assert list(after)[: len(before)] == list(before)
    assert after.keys() - before.keys() <= CHANGED
    assert {name for name in before if before[name] != after[name]} <= CHANGED
    styles_of = [etree.fromstring(x["word/document.xml"]) for x in (before, after)]
    tables, changes = ([len(list(root.iter(f"{W}{name}"))) for root in styles_of] for name in ("tbl", "ins"))
    assert tables[0] == tables[1]
    assert changes[0] == changes[1]


class TestTheFile:
    """Existing comments stay, numbers are ours, the rest goes into one closing comment."""

    def test_existing_comments_are_kept(self, tmp_path: Path) -> None:
        old = (
            f'<w:comments xmlns:w="{b.W}"><w:comment w:id="7" w:author="乙">'
            "<w:p><w:r><w:t>旧批注</w:t></w:r></w:p></w:comment></w:comments>"
        )
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
        rels = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId9" Type="{kind}" Target="remarks.xml"/></Relationships>'
        )
        raw = {"word/remarks.xml": old, "word/_rels/document.xml.rels": rels}
        body = b.paragraph(
            '<w:commentRangeStart w:id="7"/>' + b.run(SENTENCE) + '<w:commentRangeEnd w:id="7"/>'
            '<w:r><w:commentReference w:id="7"/></w:r>'
        )
        read = made(tmp_path, body, raw=raw)
        data = returned(read, [finding(read, 1, 6, 10)])
        after = parts(data)
        assert "word/comments.xml" not in after
        assert after["word/_rels/document.xml.rels"] == rels.encode()
        numbers = [c.get(f"{W}id") for c in etree.fromstring(after["word/remarks.xml"])]
        assert numbers == ["7", "8"]
        assert marked(data) == {"7": SENTENCE, "8": "增长4%"}
        assert "旧批注".encode() in after["word/remarks.xml"]

    def test_nothing_found_gives_the_very_file(self, tmp_path: Path) -> None:
        read = made(tmp_path, b.paragraph(SENTENCE))
        assert returned(read, []) == Path(read.path).read_bytes()

    def test_what_a_comment_says(self, tmp_path: Path) -> None:
        read = made(tmp_path, b.paragraph(SENTENCE))
        other = Evidence("s", "市计划.txt", 4, 0, 3, "增长4.5%以上", "parent")
        data = returned(read, [finding(read, 1, 0, 12, evidence=[other])], date(2025, 6, 30))
        assert comments(data)["0"].split("\n") == [
            "错误 PC201（问题 1）",
            "白石区2024年地区生产总值目标“增长4%以上”低于云阜市的“增长4.5%以上”",
            "上级：“增长4.5%以上”（市计划.txt 第4行）",
            "计算：4 < 4.5，相差 0.5 个百分点",
            "依据：与修约无关",
            "建议：≥ 4.5%",
        ]
        assert b'w:date="2025-06-30T00:00:00Z"' in parts(data)["word/comments.xml"]

    def test_further_places_of_one_finding(self, tmp_path: Path) -> None:
        read = made(tmp_path, b.paragraph(SENTENCE))
        also = Evidence("s", read.path, 1, 13, 20, SENTENCE[13:20], "also")
        data = returned(read, [finding(read, 1, 0, 12, evidence=[also])])
        assert marked(data) == {"0": SENTENCE[:12], "1": SENTENCE[13:20]}
        assert "同属这个问题" in comments(data)["1"]

    def test_more_than_the_limit_is_listed_at_the_end(self, tmp_path: Path) -> None:
        read = made(tmp_path, b.paragraph(SENTENCE) + b.paragraph("（完）"))
        data = returned(read, [finding(read, 1, 6, 10)] * (LIMIT + 20))
        said = comments(data)
        assert len(said) == LIMIT
        closing = said[str(LIMIT - 1)]
        assert closing.startswith("另有 21 条问题")
        assert len(closing.split("\n")) == 22
        assert marked(data)[str(LIMIT - 1)] == "（完）"

    def test_hostile_text_is_text(self, tmp_path: Path) -> None:
        read = made(tmp_path, b.paragraph(SENTENCE))
        hostile = sample.HOSTILE + "\uffff\ud800\x00"
        data = returned(read, [finding(read, 1, 0, 5, message=hostile, computation="长" * 1_000_000)])
        said = comments(data)["0"]
        assert "<script>alert(1)</script>]]>&amp;␛[31m" in said
        assert "\u202e" not in said
        assert len(said) < 10_000

    def test_same_input_same_bytes(self, tmp_path: Path) -> None:
        read = made(tmp_path, b.paragraph(SENTENCE))
        found = [finding(read, 1, 6, 10)]
        assert returned(read, found) == returned(read, found)

    def test_strict_documents(self, tmp_path: Path) -> None:
        strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
        text = "<w:p><w:r><w:t>增长5%左右</w:t></w:r></w:p>"
        body = f'<w:document xmlns:w="{strict}"><w:body>{text}</w:body></w:document>'
        read = made(tmp_path, "", raw={"word/document.xml": body})
        after = parts(returned(read, [finding(read, 1, 2, 4)]))
        root = etree.fromstring(after["word/document.xml"])
        start = next(root.iter(f"{{{strict}}}commentRangeStart")).getnext()
        assert start is not None
        assert "".join(t.text or "" for t in start.iter(f"{{{strict}}}t")) == "5%"
        assert (
            b"purl.oclc.org/ooxml/officeDocument/relationships/comments"
            in after["word/_rels/document.xml.rels"]
        )
        assert strict.encode() in after["word/comments.xml"]


def test_each_word_input_is_returned_and_context_is_not(tmp_path: Path) -> None:
    data = b.package(b.paragraph(SENTENCE))
    (tmp_path / "市").mkdir()
    paths = [b.write(tmp_path / "计划.docx", data), b.write(tmp_path / "市" / "计划.docx", data)]
    paths.append(b.write(tmp_path / "上级.docx", data))
    readings = [Reading(document(path)) for path in paths]
    found = [finding(reading.document, 1, 6, 10) for reading in readings]
    audit = Audit(readings, found, context_paths=frozenset({paths[2]}))
    made_files = word.files(audit)
    assert [name for name in made_files if "批注" in name] == ["计划.批注.docx", "市_计划.批注.docx"]


def test_a_file_that_has_gone_ends_nothing(tmp_path: Path) -> None:
    path = b.write(tmp_path / "计划.docx", b.package(b.paragraph(SENTENCE)))
    read = document(path)
    Path(path).unlink()
    assert not any("批注" in name for name in word.files(Audit([Reading(read)], [finding(read, 1, 0, 4)])))


def test_accepted_findings_get_no_comment(tmp_path: Path) -> None:
    path = b.write(tmp_path / "计划.docx", b.package(b.paragraph(SENTENCE)))
    read = document(path)
    files = word.files(Audit([Reading(read)], [finding(read, 1, 0, 4, status="accepted")]))
    assert files["计划.批注.docx"] == Path(path).read_bytes()


KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
RELATED = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="a" Type="{KIND}comments" Target="comments.xml"/>'
    f'<Relationship Id="b" Type="{KIND}styles" Target="styles.xml"/></Relationships>'
)


@pytest.mark.parametrize(
    "raw",
    [
        {"word/_rels/document.xml.rels": RELATED, "word/comments.xml": "<w:comments"},
        {"word/_rels/document.xml.rels": RELATED, "word/comments.xml": ""},
        {"[Content_Types].xml": "kein XML"},
    ],
)
def test_a_broken_part_leaves_the_findings_to_the_report(tmp_path: Path, raw: dict[str, str]) -> None:
    read = made(tmp_path, b.paragraph(SENTENCE), raw=raw)
    files = word.files(Audit([Reading(read)], [finding(read, 1, 0, 4)]))
    assert list(files) == ["audit.docx"]


def test_a_broken_picture_leaves_the_findings_to_the_report(tmp_path: Path) -> None:
    read = made(tmp_path, b.paragraph(SENTENCE), raw={"word/media/image1.png": "Bild" * 50})
    data = Path(read.path).read_bytes()
    place = data.index(b"word/media/image1.png") + len("word/media/image1.png")
    Path(read.path).write_bytes(data[:place] + b"\xff" * 4 + data[place + 4 :])
    assert list(word.files(Audit([Reading(read)], [finding(read, 1, 0, 4)]))) == ["audit.docx"]


def test_entities_in_existing_comments_are_not_expanded(tmp_path: Path) -> None:
    bomb = "".join(
        f'<!ENTITY a{n + 1} "&a{n};&a{n};&a{n};&a{n};&a{n};&a{n};&a{n};&a{n};">' for n in range(30)
    )
    old = f'<!DOCTYPE x [<!ENTITY a0 "ha">{bomb}]><w:comments xmlns:w="{b.W}"><w:p>&a30;</w:p></w:comments>'
    raw = {"word/_rels/document.xml.rels": RELATED, "word/comments.xml": old}
    read = made(tmp_path, b.paragraph(SENTENCE), raw=raw)
    files = word.files(Audit([Reading(read)], [finding(read, 1, 0, 4)]))
    assert all(len(content) < 100_000 for content in files.values())


@settings(deadline=None)
@given(st.data())
def test_a_file_damaged_anywhere_ends_nothing(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    read = made(folder, b.paragraph(SENTENCE))
    whole = Path(read.path).read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    Path(read.path).write_bytes(whole[:at] + bytes([data.draw(st.integers(0, 255))]) + whole[at + 1 :])
    assert word.files(Audit([Reading(read)], [finding(read, 1, 0, 4)]))
