"""Each file is read by what it is; what cannot be read says why."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from checker.errors import Unreadable
from checker.limits import Limits
from checker.read.formats import known_endings, read_blocks
from tests.read import builders as b


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("甲.txt", "增长5%。", "txt"),
        ("甲.TXT", "增长5%。".encode("gb18030"), "txt"),
        ("甲.md", "# 增长5%。", "md"),
        ("甲.html", "<p>增长5%。", "html"),
        ("甲.htm", '<meta charset="gbk"><p>增长5%。'.encode("gbk"), "html"),
        ("甲.docx", b.package(b.paragraph("增长5%。")), "docx"),
        ("没有后缀", "增长5%。", "txt"),
        ("没有后缀的Word", b.package(b.paragraph("增长5%。")), "docx"),
    ],
)
def test_formats(tmp_path: Path, name: str, data: bytes | str, kind: str) -> None:
    found, blocks = read_blocks(b.write(tmp_path / name, data))
    assert (found, [x.text for x in blocks]) == (kind, ["增长5%。"])


def test_line_numbers_of_plain_text_are_those_of_the_file(tmp_path: Path) -> None:
    path = b.write(tmp_path / "甲.txt", "一\r\n\r\n \u3000\n二\u2028三\x0c四\n\n五")
    assert [(x.line, x.text) for x in read_blocks(path)[1]] == [(1, "一"), (4, "二\u2028三\x0c四"), (6, "五")]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD_2003 = (
    '<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>'
)
OPEN_DOCUMENT = b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("空.txt", b"", "空的"),
        ("白.txt", " \n\u3000\ufeff\n", "没有文字"),
        ("白.html", "<html><body><img src=x></body></html>", "没有文字"),
        ("白.md", "\n\n---\n", "没有文字"),
        ("白.docx", b.package(b.paragraph()), "没有文字"),
        ("照片.docx", b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG 图像，不是 Word"),
        ("旧.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧版 Office"),
        ("文本.docx", "增长5%。", "不是 Word"),
        ("网页.docx", "<html><p>增长", "网页"),
        ("断.docx", b.package(b.paragraph("文" * 99))[:300], "损坏"),
        ("包.txt", b"PK\x03\x04" + b"\0" * 40, "ZIP"),
        ("断.pdf", b"%PDF-1.4", "PDF 已损坏"),
        ("旧.doc", OLE + "WordDocument".encode("utf-16-le"), "需要 LibreOffice"),
        ("空壳.xls", OLE + bytes(3_000), "里面没有文档"),
        ("二〇〇三.doc", WORD_2003, "需要 LibreOffice"),
        ("旧表.xls", b"\x09\x08\x08\x00\x00\x05\x05\x00", "需要 LibreOffice"),
        ("开放.odt", OPEN_DOCUMENT, "需要 LibreOffice"),
        ("文本.doc", "增长5%。", "纯文本或未知的数据，不是 .doc 文档"),
        ("乱码.wps", bytes(range(255, 0, -1)) * 9 + b"\0", "未知的数据，不是 .wps 文档"),
        ("包.et", b"PK\x03\x04" + b"\0" * 40, "不是 .et 文档"),
        ("乱码.rtf", "增长5%。".encode("gb18030"), "不是 .rtf 文档"),
        ("片.pptx", b"PK", "不支持 .pptx"),
    ],
)
def test_unreadable(
    tmp_path: Path, name: str, data: bytes | str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHECKER_SOFFICE", "")
    with pytest.raises(Unreadable) as caught:
        read_blocks(b.write(tmp_path / name, data))
    assert says in caught.value.problem
    assert caught.value.place.endswith(name)
    assert caught.value.exit_code == 3


def test_missing_file_folder_and_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.txt")
    for path, says in (("无.txt", "不存在"), ("", "文件夹"), ("管道.txt", "普通文件"), ("a\0b", "无法读取")):
        with pytest.raises(Unreadable, match=says):
            read_blocks(str(tmp_path / path))


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = b.write(tmp_path / "甲.txt", "文")
    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(Unreadable, match="权限"):
        read_blocks(path)


def test_too_large_is_said_without_reading(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="过大"):
        read_blocks(b.write(tmp_path / "甲.txt", "文" * 400_000), Limits(text=1))


def test_package_of_very_many_parts(tmp_path: Path) -> None:
    path = tmp_path / "甲.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "x")
        for number in range(20_001):
            archive.writestr(f"a{number}", "")
    with pytest.raises(Unreadable, match="过大"):
        read_blocks(str(path))


def test_known_endings_are_lower_case_with_dot() -> None:
    assert {".txt", ".md", ".html", ".htm", ".docx"} <= known_endings()
    assert all(ending.startswith(".") and ending == ending.lower() for ending in known_endings())
