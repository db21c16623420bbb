"""Markdown: everything shows as text, whatever stands in the documents."""

from __future__ import annotations

import re

import audit_sample as sample
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from checker.report.markdown import escape, render
from checker.report.text import visible

ACTIVE = "*_[]()<>#-+=1.|~`&\\! a@:wh/\n\t"
READER = MarkdownIt("gfm-like", {"linkify": False})


def shown(markdown: str) -> str:
    """Return the text a reader of one paragraph of Markdown sees; fails where there is anything but text."""
    tokens = READER.parse(markdown)
    assert [t.type for t in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"]), tokens
    children = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in children} <= {"text", "text_special"}, children
    return "".join(child.content for child in children)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.text(ACTIVE, max_size=12))
def test_what_is_escaped_is_read_as_the_same_text(text: str) -> None:
    lines = " ".join(re.split("[\r\n\v\f\x85\u2028\u2029]", text))
    wanted = " ".join(re.sub("[\ufffe\uffff]", "\ufffd", visible(lines)).split())
    assert " ".join(shown(escape(text)).split()) == wanted


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "[甲](http://a.b)", "![](x)", "# 一", "- 二", "+ 二", "1. 三", "2) 四",
     "= 五", "> 六", "***", "|a|b|", "`x`", "~~x~~", "&lt;", "a@b.cn", "\\*", "    增长", "---",
     "甲\n\n# 乙"],
)  # fmt: skip
def test_marks_of_markdown_are_text(text: str) -> None:
    assert " ".join(shown(escape(text)).split()) == " ".join(text.split())


def test_hostile_documents_show_as_text() -> None:
    audit = sample.audit(
        sample.weaker(message=sample.HOSTILE, quote=sample.HOSTILE, computation="| a |\n# b")
    )
    html = READER.render(render(audit))
    assert "<script" not in html
    assert "<h1>b</h1>" not in html
    assert "\u202e" not in html
    assert "&lt;script&gt;" in html


def test_errors_stand_open_and_notes_are_folded() -> None:
    text = render(sample.audit())
    opened, _, folded = text.partition("## 说明 1 条")
    assert "### 2 错误 PC201" in opened
    assert "> 地区生产总值增长4%以上  \n> — 白石区2024年计划.docx 第2行" in opened
    assert "- 上级：“市生产总值增长4.5%以”（云阜市2024年计划.txt 第1行）" in opened
    assert "- **计算**：4 &lt; 4.5，相差 0.5 个百分点" in opened
    assert "- 3 PC902" in folded


def test_settled_findings_are_set_apart() -> None:
    text = render(sample.audit(sample.weaker(status="accepted", rule="PC305")))
    assert "PC305" in text.partition("## 已接受和原有的")[2]


def test_nothing_found() -> None:
    text = render(sample.clean(), "en")
    assert "Nothing to list." in text
    assert "###" not in text


def test_last_year_beside_this_year_is_a_table() -> None:
    from test_report_xlsx import two_years

    tables = [token for token in READER.parse(render(two_years())) if token.type == "th_open"]
    assert len(tables) == 8 + 4 + 5
    line = "| 白石区 | 地区生产总值（增长） | % | ≈6 | 5.20 | ≈5.5 | — | 未完成 |"
    assert line in render(two_years()).splitlines()
