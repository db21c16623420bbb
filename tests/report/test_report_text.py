"""Words of the reports: one catalogue per language, safe text, short names, constraints in a line."""

from __future__ import annotations

import re
import string

import pytest

from checker.errors import InternalError
from checker.model import SET_ASIDE_REASONS, Evidence, Finding, Statement
from checker.report.messages import messages
from checker.report.phrases import constraint, elsewhere, interval
from checker.report.summary import short_names
from checker.report.text import shorten, visible
from checker.resources import folder


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_keys_and_fields() -> None:
    zh, en = messages("zh"), messages("en")
    assert zh.known() == en.known()
    # Examples hold braces of JSON and are never filled in; a date is written by other parts in each language.
    for key in sorted(key for key in zh.known() if not key.endswith((".examples", ".date"))):
        assert fields(zh(key)) == fields(en(key)), key


def test_english_holds_no_chinese() -> None:
    # Examples of phrases, places and file names stay as users write them.
    quoted = re.compile(r'"[^"]*"')
    for key in sorted(messages("en").known()):
        if not key.endswith((".examples", ".placeholder")):
            assert not re.search("[\u4e00-\u9fff]", quoted.sub("", messages("en")(key))), key


def test_every_key_that_is_asked_for_exists() -> None:
    keys = messages("zh").known()
    package = folder("reports").parent / "checker"
    asked: set[str] = set()
    for path in [*package.glob("*.py"), *package.glob("report/*.py"), *package.glob("commands/*.py")]:
        asked |= set(
            re.findall(r'\b(?:say|told|text=)\(?"([a-z_]+\.[a-z_]+)"', path.read_text(encoding="utf-8"))
        )
    asked |= set(
        re.findall(r"say\('([a-z_]+\.[a-z_]+[a-z])'", (folder("reports") / "html/audit.html.j2").read_text())
    )
    assert len(asked) > 40
    assert asked <= keys


def test_every_reason_has_a_name() -> None:
    assert all(f"reason.{reason}" in messages("zh").known() for reason in SET_ASIDE_REASONS)


def test_an_unknown_key_is_a_fault_of_the_program() -> None:
    with pytest.raises(InternalError, match=r"no\.such"):
        messages("zh")("no.such")
    assert messages("zh").name("role", "unheard-of") == "unheard-of"


def test_visible_leaves_plain_text_alone() -> None:
    assert visible("增长5%\t左右\n") == "增长5%\t左右\n"
    assert visible(None) == ""


def test_shorten_counts_the_ellipsis() -> None:
    assert len(shorten("目" * 100, 10)) == 10
    assert shorten("目标", 2) == "目标"


def test_short_names_of_one_document_and_of_strangers() -> None:
    assert short_names(["a/b/c.txt"]) == {"a/b/c.txt": "c.txt"}
    assert short_names(["/x/c.txt", "y/c.txt"]) == {"/x/c.txt": "/x/c.txt", "y/c.txt": "y/c.txt"}
    assert short_names([]) == {}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"comparator": "range", "value": "3", "value_high": "5", "unit": "个"}, "甲 水平 3–5个"),
        ({"comparator": "delegated", "reference": "市"}, "甲 水平 按市"),
        ({"comparator": "flat"}, "甲 水平 持平"),
        ({"comparator": "eq", "value": "5"}, "甲 水平 = 5"),
    ],
)
def test_constraints_in_a_line(fields: dict[str, str], said: str) -> None:
    assert constraint(Statement(indicator="甲", **fields), messages("zh")) == f"目标 · {said}"  # type: ignore[arg-type]


def test_open_and_point_intervals() -> None:
    assert interval(Statement(high="5.5", high_closed=True, base_unit="%")) == "(-∞, 5.5] %"
    assert interval(Statement(low="5", high="5", low_closed=True, high_closed=True)) == ""


def test_a_clause_that_holds_several_statements_is_cited_once() -> None:
    own = Evidence("1", "a.txt", 2, 0, 30, "三项指标以人大批准数据为准", "finding")
    twin = Evidence("2", "a.txt", 2, 0, 30, "三项指标以人大批准数据为准", "also")
    parent = Evidence("3", "b.txt", 8, 4, 12, "增长4%左右", "parent")
    again = Evidence("4", "b.txt", 8, 4, 12, "增长4%左右", "parent")
    finding = Finding("PC203", "delegation-unresolved", "note", "", "a.txt", 2, 0, 30, own.quote)
    finding.evidence = [own, twin, parent, again]
    assert elsewhere(finding) == [parent]
