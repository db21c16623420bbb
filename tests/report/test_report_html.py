"""The HTML report: self-contained, safe with any text, every link leading somewhere."""

from __future__ import annotations

import base64
import hashlib
import re

import audit_sample as sample
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as parser

from checker.report.html import render
from checker.report.marks import Span, mark


def tree(page: str) -> parser.HtmlElement:
    return parser.document_fromstring(page)


@pytest.fixture(scope="module")
def page() -> str:
    return render(
        sample.audit(sample.weaker(severity="warning", rule="PC305", name="lowered", fingerprint="w"))
    )


def find(page: str, path: str) -> list[parser.HtmlElement]:
    found: list[parser.HtmlElement] = tree(page).xpath(path)
    return found


def test_verdict_counts_and_accounting_stand_on_top(page: str) -> None:
    (verdict,) = find(page, "//section[@id='verdict']")
    words = " ".join(verdict.text_content().split())
    assert "发现 2 处错误、1 处警告" in words
    assert "上下级衔接1——" in words
    assert "文中数字 5 个：读成数据 3，不作数据 1，未读懂 1" in page
    assert find(page, "//ul[@class='not-checked']/li")


def test_findings_stand_errors_first_and_notes_are_folded(page: str) -> None:
    cards = find(page, "//section[@id='findings']/div[@class='sorted']/div/article")
    assert [card.get("data-severity") for card in cards] == ["error", "error", "warning"]
    assert [card.get("id") for card in cards] == ["f1", "f2", "f3"]
    assert len(find(page, "//section[@id='findings']/details//article")) == 1


def test_figures_are_marked_and_the_sentence_stands_beside_the_quote(page: str) -> None:
    (card,) = find(page, "//article[@data-rule='PC201']")
    own = card.xpath(".//p[@class='quote-text']")[0]
    assert [figure.text for figure in own.xpath(".//b")] == ["4%"]
    assert [beside.text for beside in own.xpath(".//span[@class='beside']")] == ["，新增就业1.2万人。"]
    assert own.text_content() == sample.OWN


def test_rules_are_called_by_their_titles(page: str) -> None:
    (card,) = find(page, "//article[@data-rule='PC201']")
    assert card.xpath(".//span[@class='name']")[0].text == "弱于上级"
    assert "PC201 弱于上级" in [option.text for option in find(page, "//select[@name='rule']/option")]
    assert (
        find(render(sample.audit(), "en"), "//article//span[@class='name']")[1].text == "weaker-than-parent"
    )


def test_a_finding_shows_both_quotes_and_the_arithmetic(page: str) -> None:
    (card,) = find(page, "//article[@data-rule='PC201']")
    words = card.text_content()
    for part in (
        "地区生产总值增长4%以上",
        "生产总值增长4.5%以",
        "4 < 4.5",
        "与修约无关",
        "≥ 4.5%",
        "PC201:0011aabb",
    ):
        assert part in words


def test_every_link_leads_somewhere_in_the_page(page: str) -> None:
    ids = [element.get("id") for element in find(page, "//*[@id]")]
    assert len(ids) == len(set(ids))
    links = [element.get("href") for element in find(page, "//a[@href]")]
    assert len(links) > 10
    assert {link[1:] for link in links} <= set(ids)
    assert all(link.startswith("#") for link in links)


def test_nothing_is_requested(page: str) -> None:
    assert not find(page, "//*[@src] | //link | //img | //iframe | //*[@style]")
    assert "url(" not in page
    assert "@import" not in page


def test_policy_admits_just_this_style_and_script(page: str) -> None:
    (policy,) = find(page, "//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy
    for name in ("style", "script"):
        (own,) = re.findall(f"<{name}>(.*?)</{name}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
        assert f"sha256-{digest}" in policy


def test_source_marks_statements_numbers_and_findings(page: str) -> None:
    (line,) = find(page, "//p[@id='d3-2']")
    assert line.text_content().replace("2", "", 1).startswith("地区生产总值增长4%以上")
    titles = " ".join(line.xpath(".//span/@title"))
    assert "白石区 · 2024 · 目标 · 地区生产总值 增长 ≥ 4%" in titles
    assert line.xpath(".//span[contains(@class, 'n-s')]")
    assert find(page, "//p[@id='d3-3']//span[contains(@class, 'n-a')]/@title") == ["不作数据：名称"]
    assert find(page, "//p[@id='d3-3']//span[contains(@class, 'n-u')]")
    assert line.xpath(".//a[contains(@class, 'ref')]/@href") == ["#f2", "#f3"]


def test_headings_stand_out_also_before_their_paragraph(page: str) -> None:
    assert find(page, "//p[@id='d3-1' and contains(@class, 'h1')]")
    assert find(page, "//p[@id='d3-4']//span[@class='hd']/text()") == ["1.扩岗位"]
    assert not find(page, "//p[@id='d3-4' and contains(@class, 'h')]")


def test_hostile_text_is_only_text() -> None:
    hostile = sample.weaker(message=sample.HOSTILE, quote=sample.HOSTILE, computation=sample.HOSTILE)
    audit = sample.audit(hostile)
    audit.readings[2].document.lines[3] = sample.HOSTILE
    page = render(audit)
    assert len(find(page, "//script")) == 1
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "<script>alert" not in page


def test_without_script_everything_is_shown(page: str) -> None:
    assert find(page, "//form[@hidden]")
    assert not find(page, "//article[@hidden]")


def test_a_clean_audit_says_so() -> None:
    page = render(sample.clean())
    assert "没有发现错误" in page
    assert "没有可列的问题" in page


SPANS = st.builds(
    lambda start, length, css, number: Span(start, start + length, css, "", number),
    st.integers(-2, 30),
    st.integers(-1, 12),
    st.sampled_from(["n n-s", "st", "f f-error"]),
    st.sampled_from([0, 0, 7]),
)


@given(st.text(alphabet="增长5%<>&\"' \t", max_size=25), st.lists(SPANS, max_size=8))
def test_marking_never_changes_the_text(text: str, spans: list[Span]) -> None:
    """Without the references behind findings, the marked line reads as the line."""
    marked = re.sub(r'<a class="ref[^>]*>7</a>', "", str(mark(text, spans)))
    assert parser.fragment_fromstring(f"<p>{marked}</p>").text_content() == text
