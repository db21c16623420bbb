"""The encoding of a text is decided by its bytes."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import Unreadable
from checker.read.decode import decode

TEXT = "白石区2024年计划（草案）\n地区生产总值增长5%左右，城镇新增就业1.2万人。\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("gb18030"),
        TEXT.encode("gbk"),
        TEXT.encode("gb2312"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"),
        b"\x84\x31\x95\x33" + TEXT.encode("gb18030"),
    ],
)
def test_encodings(data: bytes) -> None:
    assert decode(data, "甲.txt") == TEXT


def test_short_gbk() -> None:
    assert decode("增长5%".encode("gbk"), "甲.txt") == "增长5%"


def test_rare_characters_of_gb18030() -> None:
    text = TEXT * 3 + "㛃䶮𠮷"
    assert decode(text.encode("gb18030"), "甲.txt") == text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4, "JPEG"),
        (b"%PDF-1.7\n", "PDF"),
        (b"abc\x00def", "NUL"),
        ("計畫增長百分之五，經濟發展。".encode("big5") * 20, "编码"),
        ("Développement économique à Lyon\n".encode("latin-1") * 20, "编码"),
        ("日本の計画について、これはテストです。".encode("shift-jis") * 20, "编码"),
        (bytes(range(128, 256)) * 10, "编码"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x00", "UTF-16"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(Unreadable) as caught:
        decode(data, "甲.txt")
    assert says in caught.value.problem


def test_damaged_utf8_is_named_by_line_instead_of_read_as_rubbish() -> None:
    data = TEXT.encode() * 50
    with pytest.raises(Unreadable, match="第 100 行"):
        decode(data[:-2] + b"\n", "甲.txt")


PLAN = TEXT * 10  # 20 lines


def mended(data: bytes) -> tuple[str, list[str]]:
    remarks: list[str] = []
    return decode(data, "甲.txt", remarks=remarks), remarks


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-8-sig", "utf-16"])
def test_a_few_broken_bytes_are_named_and_the_rest_is_read(codec: str) -> None:
    data = bytearray(PLAN.encode(codec))
    at = data.index("增长".encode(codec.removesuffix("-sig") + ("-le" if codec == "utf-16" else "")))
    data[at : at + 2] = b"\x00\xd8" if codec == "utf-16" else b"\xff" + data[at + 1 : at + 2]
    text, remarks = mended(bytes(data))
    (remark,) = remarks
    damaged = [number for number, line in enumerate(text.split("\n"), 1) if "\ufffd" in line]
    assert len(damaged) == 1
    assert f"第 {damaged[0]} 行" in remark
    whole = [line for line in text.split("\n") if "\ufffd" not in line]
    assert whole == [line for n, line in enumerate(PLAN.split("\n"), 1) if n not in damaged]


def test_lines_in_two_encodings_are_each_read_as_what_they_are() -> None:
    lines = PLAN.split("\n")
    data = b"\n".join(line.encode("gb18030" if 5 <= n < 9 else "utf-8") for n, line in enumerate(lines))
    text, remarks = mended(data)
    assert text == PLAN
    assert remarks == ["第 6–9 行是 GB18030 编码，其余是 UTF-8，已分别解码；请核对"]
    data = b"\n".join(line.encode("utf-8" if n == 3 else "gb18030") for n, line in enumerate(lines))
    text, remarks = mended(data)
    assert text == PLAN
    assert remarks == ["第 4 行是 UTF-8 编码，其余是 GB18030，已分别解码；请核对"]


def test_a_byte_of_nothing_in_a_text_is_damage_and_many_are_no_text() -> None:
    text, remarks = mended(PLAN.encode().replace(b"1.2", b"1\x002", 1))
    assert "1\ufffd2" in text
    assert "第 2 行" in remarks[0]
    with pytest.raises(Unreadable, match="NUL"):
        mended(PLAN.encode().replace(b"%", b"\x00" * 90))


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(128, 256)) * 10,
        "Développement économique à Lyon\n".encode("latin-1") * 20,
        "計畫增長百分之五，經濟發展。".encode("big5") * 20,
        "日本の計画について、これはテストです。".encode("shift-jis") * 20,
        TEXT.encode()[:30],  # two thirds of a title: too little to be sure
    ],
)
def test_what_is_overwhelmingly_no_text_stays_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        mended(data)


def test_declared_encoding_of_a_page() -> None:
    page = '<html><meta charset="big5"><p>計畫增長百分之五，經濟發展。</p></html>'
    assert decode(page.encode("big5"), "甲.html", html=True) == page


def test_wrong_declaration_loses_against_the_bytes() -> None:
    page = f'<html><meta charset="gb2312"><p>{TEXT}</p></html>'
    assert decode(page.encode(), "甲.html", html=True) == page


@given(st.text("计划增长经济发展目标五六左右，。“”（）0123456789%\n abc", min_size=1))
def test_chinese_survives_either_encoding(text: str) -> None:
    assert decode(text.encode(), "甲.txt") == decode(text.encode("gb18030"), "甲.txt") == text


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    """No document, however broken, raises anything but Unreadable."""
    try:
        decode(data, "甲.txt", html=True)
    except Unreadable:
        return
