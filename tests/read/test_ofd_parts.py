"""What OFD may hold beside lines of text: templates behind pages, pictures, frames in one go, curves."""

from __future__ import annotations

import io
import itertools
import zipfile

from checker.limits import Limits
from checker.model import Block
from checker.read.ofd import ofd_blocks
from tests.read import makers as m

NAMES = 'xmlns:ofd="http://www.ofdspec.org/2016"'
TABLE: list[str | m.Table] = [
    "一、主要目标",
    [["指标", "单位", "2025年目标"], ["产值", "亿元", "127"], ["就业", "万人", "3.2"]],
]
FIRST = "Doc_0/Pages/Page_0/Content.xml"


def parts_of(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry).decode("utf-8") for entry in archive.infolist()}


def read(parts: dict[str, str], remarks: list[str] | None = None) -> list[Block]:
    return ofd_blocks(m.zipped(dict(parts)), "甲", Limits(), remarks)


def texts(blocks: list[Block]) -> list[str]:
    return [block.text for block in blocks if block.kind != "furniture"]


def with_objects(parts: dict[str, str], objects: str) -> dict[str, str]:
    return {**parts, FIRST: parts[FIRST].replace("</ofd:Layer>", f"{objects}</ofd:Layer>")}


PLAIN = parts_of(m.ofd(m.set_pages(["地区生产总值增长5%。", "就业增加3万人。"])))


def test_a_template_lies_behind_its_page() -> None:
    behind = parts_of(m.ofd([m.Sheet(texts=[(72, 700, 12, "财政收入增长6%。")])]))[FIRST]
    document = PLAIN["Doc_0/Document.xml"].replace(
        "</ofd:CommonData>", '<ofd:TemplatePage ID="7" BaseLoc="Tpls/T.xml"/></ofd:CommonData>'
    )
    parts = {**PLAIN, "Doc_0/Document.xml": document, "Doc_0/Tpls/T.xml": behind}
    for number, shown in (("7", True), ("8", False)):
        page = PLAIN[FIRST].replace("<ofd:Content>", f'<ofd:Template TemplateID="{number}"/><ofd:Content>', 1)
        said = texts(read({**parts, FIRST: page}))
        assert ("财政收入增长6%。" in said) is shown
        assert "地区生产总值增长5%。" in "".join(said)


def test_a_page_that_is_a_picture_is_a_remark() -> None:
    two = parts_of(m.ofd([*m.set_pages(["地区生产总值增长5%。"]), m.Sheet()]))
    second = FIRST.replace("Page_0", "Page_1")
    picture = '<ofd:ImageObject ID="5" Boundary="10 10 50 50" ResourceID="3"/></ofd:Layer>'
    remarks: list[str] = []
    read({**two, second: two[second].replace("</ofd:Layer>", picture)}, remarks)
    assert remarks == ["第 2 页没有文字（图片），未检查"]
    remarks.clear()
    read(two, remarks)
    assert remarks == [], "an empty page is no picture"


def test_what_is_not_visible_is_not_read() -> None:
    hidden = PLAIN[FIRST].replace("<ofd:TextObject ", '<ofd:TextObject Visible="false" ', 1)
    assert texts(read({**PLAIN, FIRST: hidden})) == ["就业增加3万人。"]


def test_frames_drawn_in_one_go_are_those_of_single_lines() -> None:
    """A cell's frame as one path, closed or led back to its beginning, bounds it as four lines do."""
    mm = 25.4 / 72
    (page,) = m.set_pages(TABLE)
    columns = sorted({x for line in page.lines for x in (line[0], line[2])})
    levels = sorted({y for line in page.lines for y in (line[1], line[3])})
    plain = parts_of(m.ofd([page]))
    bare = parts_of(m.ofd([m.Sheet(texts=page.texts)]))
    want = [(b.kind, b.text) for b in read(plain)]
    assert sum(kind == "row" for kind, _ in want) == 3
    for path in ("M 0 0 L {w} 0 L {w} {h} L 0 {h} C", "M 0 0 L {w} 0 L {w} {h} L 0 {h} L 0 0"):
        frames = "".join(
            f'<ofd:PathObject ID="{n}" Boundary="{x * mm} {y * mm} {(x2 - x) * mm} {(y2 - y) * mm}">'
            f"<ofd:AbbreviatedData>{path.format(w=(x2 - x) * mm, h=(y2 - y) * mm)}</ofd:AbbreviatedData>"
            "</ofd:PathObject>"
            for n, (x, x2, y, y2) in enumerate(
                (x, x2, y, y2)
                for x, x2 in itertools.pairwise(columns)
                for y, y2 in itertools.pairwise(levels)
            )
        )
        assert [(b.kind, b.text) for b in read(with_objects(bare, frames))] == want, path


def test_curves_and_what_is_not_stroked_bound_nothing() -> None:
    (page,) = m.set_pages(TABLE)
    plain = parts_of(m.ofd([page]))
    bare = [(b.kind, b.text) for b in read(parts_of(m.ofd([m.Sheet(texts=page.texts)])))]
    curved = plain[FIRST].replace(
        "<ofd:AbbreviatedData>M", "<ofd:AbbreviatedData>Q 1 1 2 2 M 0 0 B 1 1 1 1 1 1 L"
    )
    unstroked = plain[FIRST].replace("<ofd:PathObject ", '<ofd:PathObject Stroke="false" ')
    for changed in (curved, unstroked):
        assert changed != plain[FIRST]
        assert [(b.kind, b.text) for b in read({**plain, FIRST: changed})] == bare
